package report

import (
	"testing"

	"demand/internal/store"

	"github.com/google/go-cmp/cmp"
)

func TestAccountTellsTheTaxonomysPartFromTheMarkets(t *testing.T) {
	skills := func(version string, jobs int, rows ...Row) *Skills {
		return &Skills{
			Frame:      Frame{Taxonomy: version, Window: &Window{Days: Days{19723, 19812}, Jobs: jobs}, Before: &Window{Days: Days{19633, 19722}}},
			Categories: []Category{{Rows: rows}},
		}
	}
	row := func(slug string, jobs, of int) Row { return Row{Skill: slug, Jobs: jobs, Of: of} }
	moved := row("go", 60, 200)
	moved.Change, moved.Verdict = &Change{Estimate: Estimate{Value: 4, Low: 1, High: 7}}, PossibleRise
	old := skills("v1", 200, row("go", 50, 200), row("java", 20, 200), row("rust", 9, 200))
	now := skills("v2", 200, moved, row("java", 20, 200), row("zig", 3, 200))
	shifts := []store.Shift{{Slug: "go", Old: 500, New: 600}, {Slug: "rust", Old: 40}}

	got := Account(old, now, shifts, 2)
	want := [][]any{ // java has the same share; zig, which is third, is one too many
		{"go", 25.0, 30.0, 5.0, 4.0, 1.0, 7.0, "possible rise"},
		{"rust", 4.5, 0.0, -4.5, nil, nil, nil, nil},
	}
	if diff := cmp.Diff(want, got.Rows); diff != "" {
		t.Errorf("Account (-want +got):\n%s", diff)
	}
	if got, want := got.Title, "Taxonomy v2 instead of v1, on the jobs of 1 Jan – 30 Mar 2024"; got != want {
		t.Errorf("title = %q; want %q", got, want)
	}

	got = Account(skills("v1", 0), skills("v2", 0), shifts, 1)
	if diff := cmp.Diff([][]any{{"go", int64(500), int64(600), int64(100)}}, got.Rows); diff != "" {
		t.Errorf("Account of a window without jobs (-want +got):\n%s", diff)
	}
}
