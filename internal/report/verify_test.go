package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demand/internal/job"
)

func TestDifferencesNamesWhatChanged(t *testing.T) {
	text := func(change func(*Skills)) []byte {
		r := build(t, rising(), Params{Program: "v1"})
		change(r)
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	same := text(func(*Skills) {})
	day := func(r *Skills) string { return r.Data.Days[0].Day.String() }
	first := build(t, rising(), Params{})
	for _, c := range []struct {
		name   string
		change func(*Skills)
		want   []Difference
	}{
		{"nothing", func(*Skills) {}, nil},
		{"another program, the same numbers", func(r *Skills) { r.Program = "v2" }, nil},
		{"another program, other numbers", func(r *Skills) { r.Program, r.Tested = "v2", 99 },
			[]Difference{{"program", "v1 made the file, this is v2"}, {"numbers", "tested"}}},
		{"other numbers alone", func(r *Skills) { r.Tested = 99 }, []Difference{{"numbers", "tested"}}},
		{"the taxonomy", func(r *Skills) { r.Taxonomy = "v9" }, []Difference{{"taxonomy", "v1 in the file, now v9"}}},
		{"a day", func(r *Skills) { r.Data.Days[0].Hash = "other" }, []Difference{{"days", "1 of " + count(first) + " hold other postings: " + day(first)}}},
		{"sources", func(r *Skills) {
			r.Data.Coverage[0].To++
			r.Data.Coverage = append(r.Data.Coverage, Cover{"board/new", Days{job.NewDate(2026, 1, 1), job.NewDate(2026, 2, 1)}})
		}, []Difference{{"sources", "board/new is not in the file, " + coverage(first)}}},
	} {
		got, err := Differences(same, text(c.change))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func count(r *Skills) string {
	b, _ := json.Marshal(len(r.Data.Days)) // a number
	return string(b)
}

func coverage(r *Skills) string {
	was := r.Data.Coverage[0]
	is := was
	is.To++
	return was.Source + " covers " + was.Days.String() + " in the file, now " + is.Days.String()
}

func TestReadMadeRefusesWhatIsNoReport(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "no report as JSON: it is cut short",
		"[]":                  "no report as JSON: a list stands where an object belongs",
		"{}":                  "no report as JSON: it has no report",
		`{"report":"skills"}`: "no report as JSON: it has no report",
		`{"report":"skills","basis":"counts","parameters":{}}`: "a report of a file's counts",
		`{"report":"skills","parameters":{"since":"nine"}}`:    "no report as JSON: span",
	} {
		if _, err := ReadMade([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("ReadMade(%s) = %v; want %s…", text, err, want)
		}
	}
}

func FuzzReadMade(f *testing.F) {
	f.Add([]byte(`{"report":"skills","parameters":{"since":"90d","until":"2026-01-31"},"data":{"hash":"x"}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, err := ReadMade(text); err != nil {
			return
		}
		if list, err := Differences(text, text); err != nil || len(list) > 0 {
			t.Errorf("Differences of a report and itself = %v, %v; want none", list, err)
		}
	})
}
