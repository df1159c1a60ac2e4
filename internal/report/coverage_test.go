package report

import (
	"context"
	"testing"

	"demand/internal/store"
	"demand/queries"
)

// queried is a Reader whose queries find one source.
type queried struct{ *memory }

func (queried) Query(context.Context, queries.Report, ...any) (store.Table, error) {
	return store.Table{Columns: []string{"source", "postings"}, Rows: [][]any{{"board/one", int64(100)}}}, nil
}

func TestCoverageTellsRepostsFromCopies(t *testing.T) {
	m := newMemory()
	one, two := m.live("board/one", longAgo, windowDays.To), m.live("board/two", longAgo, windowDays.To)
	late := m.live("board/late", windowDays.From+10, windowDays.To)
	add := func(source int32, jobs int, python float64, before ...int32) {
		m.add(lot{source: source, days: windowDays, jobs: jobs, employers: jobs, share: map[int32]float64{1: python}, change: func(f *store.Fact) {
			f.Head, f.Before = len(before) == 0, before
		}})
	}
	add(one, 100, 0.5)
	add(one, 20, 1, one)
	add(two, 40, 0)
	add(two, 30, 1, one)
	add(two, 7, 1, one, two)
	add(two, 3, 1, late) // of a source that is not compared: it takes no job away
	add(late, 9, 1)
	d, err := Coverage(t.Context(), queried{m}, Params{Fields: true}, now)
	paged(t, d, err)
	if d.Tables[0].Name != "sources" || len(d.Tables[0].Rows) != 1 {
		t.Errorf("first table = %+v; want the sources", d.Tables[0])
	}
	for source, want := range map[string][4]int{"all": {200, 143, 27, 30}, "board/one": {120, 100, 20, 0}, "board/two": {80, 43, 7, 30}} {
		for i, column := range []string{"postings", "jobs", "reposts", "copies"} {
			if got := cell(t, d, "duplicates", source, column); got != want[i] {
				t.Errorf("%s of %s = %v; want %d", column, source, got, want[i])
			}
		}
	}
	if got := cell(t, d, "skills", "Go", "difference"); got == nil {
		t.Errorf("difference of Go = %v", got)
	}
}

func TestCoverageShowsTheSourcesWhereNothingCounts(t *testing.T) {
	d, err := Coverage(t.Context(), queried{newMemory()}, Params{}, now)
	paged(t, d, err)
	if len(d.Tables) != 2 || len(d.Tables[1].Rows) > 0 || d.WhyNot != NoData || d.Reason == "" {
		t.Errorf("%d tables, why not %q, reason %q; want the sources, no days, and the reason", len(d.Tables), d.WhyNot, d.Reason)
	}
}
