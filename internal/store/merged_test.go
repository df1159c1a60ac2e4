package store

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"demand/internal/job"
	"demand/queries"
)

// A counter counts how often each query is run.
type counter struct {
	querier
	runs map[string]int
}

func (c counter) SelectContext(ctx context.Context, dest any, query string, args ...any) error {
	c.runs[query]++
	return c.querier.SelectContext(ctx, dest, query, args...)
}

func TestMergesReadsWhatAllPairsShareOnce(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.SetTaxonomy(t.Context(), "v1", nil, nil); err != nil {
		t.Fatal(err)
	}
	const jobs = 5
	day := job.NewDate(2026, time.January, 5)
	for week := range 3 { // a job is reposted each week
		v := job.Visit{Source: job.Source{Name: "board/one", Kind: "board", Interval: 7}, At: day.Time().AddDate(0, 0, 7*week)}
		if _, err := db.SaveVisit(t.Context(), v, reposts(jobs, week)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
	seen := counter{db.from, map[string]int{}}
	v := View{from: seen, addr: db.addr, dialect: db.dialect}
	pairs, total, err := v.Merges(t.Context(), Selection{From: day, To: day + 30, Match: func(*Fact) bool { return true }}, 100, 1)
	if err != nil || total != 2*jobs || len(pairs) != total {
		t.Fatalf("Merges = %d of %d, %v; want all %d", len(pairs), total, err, 2*jobs)
	}
	for lookup, want := range map[string]int{"sources": 0, "boilerplate": 1} {
		if got := seen.runs[queries.Text(lookup)]; got != want {
			t.Errorf("Merges reads %s %d times; want %d", lookup, got, want)
		}
	}
}

// reposts yields postings of so many jobs, under new keys each week.
func reposts(jobs, week int) iter.Seq2[job.Posting, error] {
	return func(yield func(job.Posting, error) bool) {
		for n := range jobs {
			p := job.Posting{
				Key: fmt.Sprintf("%d-%d", n, week), Title: "Backend engineer", Employer: "Acme", Requisition: fmt.Sprintf("R%d", n), Text: "You build services.",
				Facts: job.Facts{Version: "v1", Roles: job.Backend},
			}
			if !yield(p, nil) {
				return
			}
		}
	}
}
