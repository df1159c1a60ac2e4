package job

import (
	"slices"
	"testing"
)

func TestNearestFindsSlips(t *testing.T) {
	names := []string{"crawl", "classify", "completion", "report", "reclassify", "C", "C++", "PostgreSQL", "OOP"}
	for _, test := range []struct {
		name string
		want []string
	}{
		{"crwal", []string{"crawl"}},
		{"Report", []string{"report"}},
		{"reprot", []string{"report"}},
		{"clasify", []string{"classify"}},
		{"postgres", []string{"PostgreSQL"}},
		{"com", []string{"completion"}},
		{"b", nil},
		{"c#", []string{"C"}},
		{"foo", nil},
		{"kubernetes", nil},
		{"", nil},
	} {
		if got := Nearest(test.name, names); !slices.Equal(got, test.want) {
			t.Errorf("Nearest(%q) = %q; want %q", test.name, got, test.want)
		}
	}
}

func TestNearestNamesThreeAtMost(t *testing.T) {
	got := Nearest("skil", []string{"skill4", "skill3", "skill2", "skill1"})
	if want := []string{"skill1", "skill2", "skill3"}; !slices.Equal(got, want) {
		t.Errorf("Nearest = %q; want %q", got, want)
	}
}

func TestDistanceCountsChangedLetters(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"kitten", "sitting", 3},
		{"crwal", "crawl", 1},
		{"ca", "abc", 3},
		{"größe", "grosse", 3},
	} {
		for _, pair := range [][2]string{{test.a, test.b}, {test.b, test.a}} {
			if got := distance(pair[0], pair[1]); got != test.want {
				t.Errorf("distance(%q, %q) = %d; want %d", pair[0], pair[1], got, test.want)
			}
		}
	}
}
