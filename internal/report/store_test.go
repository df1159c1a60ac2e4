package report_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"demand/internal/job"
	"demand/internal/report"
	"demand/internal/store"
	"demand/internal/store/storetest"
)

// A board that is visited every week for a year, on which Go doubles in the last 90 days.
func TestBuildReadsARealStore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		known := []job.Skill{
			{Slug: "go", Name: "Go", Category: "languages", Nature: "technology"},
			{Slug: "python", Name: "Python", Category: "languages", Nature: "technology"},
		}
		if err := db.SetTaxonomy(t.Context(), "v1", known, []job.Category{{Slug: "languages", Name: "Languages"}}); err != nil {
			t.Fatal(err)
		}
		rise := job.NewDate(2026, 8, 24)
		first := job.NewDate(2026, 3, 2)
		for week := range 38 {
			day := first + job.Date(7*week)
			visit := job.Visit{Source: job.Source{Name: "board/one", Kind: "board", Interval: 7, Credit: "Jobs by board one."}, At: day.Time().Add(12 * time.Hour)}
			if _, err := db.SaveVisit(t.Context(), visit, listed(week, day, rise)); err != nil {
				t.Fatal(err)
			}
			feed := visit
			feed.Source = job.Source{Name: "feed/fast", Kind: "feed", Newest: true, Interval: 7}
			if _, err := db.SaveVisit(t.Context(), feed, newest(week)); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}

		now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
		r, err := report.Build(t.Context(), db, report.Params{Top: 10}, now)
		if err != nil {
			t.Fatal(err)
		}
		if r.WhyNot != "" || r.Basis != report.New || r.Taxonomy != "v1" || len(r.Data.Days) == 0 || len(r.Credits) != 1 {
			t.Fatalf("why not %q, basis %q, taxonomy %q, %d days, credits %q; want a comparison", r.WhyNot, r.Basis, r.Taxonomy, len(r.Data.Days), r.Credits)
		}
		if len(r.Movers) != 1 || r.Movers[0].Skill != "go" || r.Movers[0].Verdict != report.ClearRise {
			t.Errorf("movers = %+v; want a clear rise of Go", r.Movers)
		}
		if want := []report.NotCompared{{Source: "feed/fast", Reason: "may have missed postings before 28 Sep 2026, when all that it listed was new"}}; !slices.Equal(r.Sources.NotCompared, want) {
			t.Errorf("not compared: %+v; want %+v", r.Sources.NotCompared, want)
		}
		if n := r.Window.Jobs; n < 450 || n > 550 {
			t.Errorf("jobs = %d; want forty a week", n)
		}
		open, err := report.Build(t.Context(), db, report.Params{Basis: report.Open}, now)
		if err != nil {
			t.Fatal(err)
		}
		if open.Window.Jobs != 80 {
			t.Errorf("open jobs = %d; want those of two weeks, 80", open.Window.Jobs)
		}
	})
}

// newest yields what the feed lists in a week: a posting, and that of the week before, which is missing on 28 September.
func newest(week int) iter.Seq2[job.Posting, error] {
	return func(yield func(job.Posting, error) bool) {
		for w := week; w >= 0 && w >= week-1 && (w == week || week != 30); w-- {
			p := job.Posting{Key: fmt.Sprint(w), Title: fmt.Sprintf("Feed engineer %d", w), Employer: "Feeder", Facts: job.Facts{Version: "v1", Roles: job.Backend}}
			if !yield(p, nil) {
				return
			}
		}
	}
}

// listed yields what the board lists in a week: forty new postings, and those of the week before.
func listed(week int, day, rise job.Date) iter.Seq2[job.Posting, error] {
	return func(yield func(job.Posting, error) bool) {
		for w := max(0, week-1); w <= week; w++ {
			for i := range 40 {
				p := job.Posting{
					Key: fmt.Sprintf("%d-%d", w, i), Title: fmt.Sprintf("Backend engineer %d.%d", w, i),
					Employer: fmt.Sprintf("Employer %d", i%35), Text: fmt.Sprintf("Team %d of floor %d builds thing %d.", w, i, w*i),
					Facts: job.Facts{Version: "v1", Roles: job.Backend},
				}
				if every := 8; i%every == w%every || day > rise && i%every == (w+1)%every {
					p.Facts.Skills = append(p.Facts.Skills, job.SkillFact{Slug: "go", Strength: job.Required, Strict: true})
				}
				if i%3 == w%3 {
					p.Facts.Skills = append(p.Facts.Skills, job.SkillFact{Slug: "python", Strength: job.Required, Strict: true})
				}
				if !yield(p, nil) {
					return
				}
			}
		}
	}
}
