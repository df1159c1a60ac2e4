package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"demand/internal/job"
	"demand/internal/store"
)

// readAgain classifies as a newer taxonomy would: every text that holds "python" names Python, and nothing else counts.
func readAgain(postings []store.Stored) []job.Facts {
	facts := make([]job.Facts, len(postings))
	for i, p := range postings {
		facts[i] = job.Facts{Version: "v2", Roles: job.ML}
		if strings.Contains(p.Text, "python") {
			facts[i].Skills = []job.SkillFact{{Slug: "python", Strength: job.Mentioned}}
		}
	}
	return facts
}

func fill(t *testing.T, db *store.DB) {
	t.Helper()
	visit(t, db, 0)
	var list []job.Posting
	for i := range 1200 {
		p := posting(fmt.Sprintf("%04d", i), "go")
		if i%3 == 0 {
			p.Text += " python"
		}
		if i%100 == 0 {
			p.Employer = ""
		}
		list = append(list, p)
	}
	visit(t, db, 1, list...)
}

func TestReclassifySaysWhatTheTaxonomyChanged(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		fill(t, db)
		jobs := status(t, db).Jobs
		if err := db.SetTaxonomy(t.Context(), "v2", skills, categories); err != nil {
			t.Fatal(err)
		}
		shifts, err := db.Reclassify(t.Context(), readAgain, func(int) {})
		want := []store.Shift{{Slug: "go", Name: "Go", Old: 1200}, {Slug: "python", Name: "Python", New: 400}}
		if err != nil || !slices.Equal(shifts, want) {
			t.Errorf("Reclassify = %+v, %v; want %+v", shifts, err, want)
		}
		for _, f := range facts(t, db) {
			if f.Roles != job.ML || len(f.Skills) > 1 {
				t.Fatalf("fact = %+v; want what the new taxonomy found", f)
			}
		}
		if s := status(t, db); s.Jobs != jobs {
			t.Errorf("%d jobs; want %d as before", s.Jobs, jobs)
		}
		days, err := db.Days(t.Context(), 0, job.DateOf(monday)+30)
		if err != nil || days[0].Version != "v2" {
			t.Errorf("Days = %+v, %v; want version v2", days, err)
		}
	})
}

func TestReclassifyGoesOnWhereItStopped(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		fill(t, db)
		before := status(t, db)
		if err := db.SetTaxonomy(t.Context(), "v2", skills, categories); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		_, err := db.Reclassify(ctx, readAgain, func(int) { cancel() })
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("Reclassify = %v; want %v", err, context.Canceled)
		}
		if s := status(t, db); s.Content != before.Content {
			t.Error("an interrupted run changed what reports read")
		}
		read := 0
		shifts, err := db.Reclassify(t.Context(), readAgain, func(n int) { read += n })
		if err != nil || read != 700 || len(shifts) != 2 || shifts[1].New != 400 {
			t.Errorf("second run read %d postings, %+v, %v; want the 700 that were left, and all 400 of Python", read, shifts, err)
		}
	})
}

func TestSampleIsTheSameForTheSameSeed(t *testing.T) {
	var seen []string
	each(t, func(t *testing.T, db *store.DB) {
		fill(t, db)
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		all := store.Selection{Skill: "go", From: job.DateOf(monday), To: job.DateOf(monday) + 7, Match: func(*store.Fact) bool { return true }}
		for _, seed := range []uint64{1, 1, 2} {
			list, total, err := db.Sample(t.Context(), all, 5, seed)
			if err != nil || total != 1200 || len(list) != 5 {
				t.Fatalf("Sample = %d of %d, %v; want 5 of 1200", len(list), total, err)
			}
			var keys []string
			for _, p := range list {
				keys = append(keys, p.Key)
			}
			seen = append(seen, strings.Join(keys, " "))
		}
		all.Skill = "redis"
		if list, total, err := db.Sample(t.Context(), all, 5, 1); err != nil || total != 0 || len(list) != 0 {
			t.Errorf("Sample of a skill that nobody names = %d of %d, %v", len(list), total, err)
		}
	})
	for i := 3; i < len(seen); i++ {
		if seen[i] != seen[i-3] {
			t.Errorf("the databases give %q and %q for one seed", seen[i-3], seen[i])
		}
	}
	if seen[0] != seen[1] || seen[0] == seen[2] {
		t.Errorf("samples %q; want the first two equal, the third another", seen[:3])
	}
}

func TestASampleOfWhatIsOpenOnADay(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		first, again := posting("1", "go"), posting("2", "go")
		first.Requisition, again.Requisition = "R1", "R1"
		visit(t, db, 0, posting("stock", "go"), first)
		visit(t, db, 1, posting("stock", "go"), again, posting("python", "python"))
		visit(t, db, 2, posting("python", "python"))
		save(t, db, job.Source{Name: "feed/new", Kind: "feed", Newest: true, Interval: 7}, job.Edition{}, monday, posting("newest", "go"))
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			skill string
			week  int
			jobs  bool
			want  string
		}{
			{"go", 0, true, "1 stock"}, {"go", 1, true, "1 stock"}, {"go", 1, false, "2 stock"}, {"go", 2, true, ""},
			{"", 1, true, "1 python stock"}, {"", 2, false, "python"}, {"", -1, false, ""},
		} {
			day := job.DateOf(monday) + job.Date(7*c.week)
			list, total, err := db.Sample(t.Context(), store.Selection{
				Skill: c.skill, From: day, To: day, Open: true, Jobs: c.jobs, Match: func(*store.Fact) bool { return true },
			}, 10, 1)
			var keys []string
			for _, p := range list {
				keys = append(keys, p.Key)
			}
			slices.Sort(keys)
			if got := strings.Join(keys, " "); err != nil || got != c.want || total != len(list) {
				t.Errorf("open in week %d of %q, jobs %t: %q of %d, %v; want %q", c.week, c.skill, c.jobs, got, total, err, c.want)
			}
		}
	})
}

func TestMergesPassOverWhatAVisitHasPartedSince(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		first, again := posting("1", "go"), posting("2", "go")
		first.Requisition, again.Requisition = "R1", "R1"
		visit(t, db, 0, posting("9"))
		visit(t, db, 1, posting("9"), first)
		visit(t, db, 2, posting("9"))
		visit(t, db, 3, posting("9"), again)
		all := store.Selection{From: 0, To: job.DateOf(monday) + 100, Match: func(*store.Fact) bool { return true }}
		merges := func() int {
			t.Helper()
			pairs, _, err := db.Merges(t.Context(), all, 10, 1)
			if err != nil {
				t.Fatal(err)
			}
			return len(pairs)
		}
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := merges(); n != 1 {
			t.Errorf("%d merges; want 1", n)
		}
		again.Requisition, again.Title = "R2", "Another thing"
		visit(t, db, 4, posting("9"), again)
		if n := merges(); n != 0 {
			t.Errorf("%d merges after a visit that is not folded; want none", n)
		}
	})
}

func TestTheBoilerplateOfTheLastVisitStandsWithThePostings(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		visit(t, db, 0)
		for i, shared := range [][]uint64{{1, 77, 1 << 63}, {5, 1<<64 - 1}} {
			v := job.Visit{Source: board, At: monday.AddDate(0, 0, 7*(i+1)), Shared: shared}
			if _, err := db.SaveVisit(t.Context(), v, seq(posting("a", "go"))); err != nil {
				t.Fatal(err)
			}
			if err := db.Fold(t.Context()); err != nil {
				t.Fatal(err)
			}
			all := store.Selection{From: job.DateOf(monday), To: job.DateOf(monday) + 30, Match: func(*store.Fact) bool { return true }}
			list, _, err := db.Sample(t.Context(), all, 1, 1)
			if err != nil || len(list) != 1 || !slices.Equal(list[0].Shared, shared) {
				t.Errorf("Sample = %+v, %v; want a posting with boilerplate %v", list, err, shared)
			}
		}
	})
}
