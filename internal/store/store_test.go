package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"demand/internal/job"
	"demand/internal/store"
	"demand/internal/store/storetest"
)

var (
	skills = []job.Skill{
		{Slug: "go", Name: "Go", Category: "languages", Nature: "technology"},
		{Slug: "python", Name: "Python", Category: "languages", Nature: "technology"},
		{Slug: "redis", Name: "Redis", Category: "databases", Nature: "technology"},
	}
	categories = []job.Category{{Slug: "languages", Name: "Languages"}, {Slug: "databases", Name: "Databases"}}
	board      = job.Source{Name: "greenhouse/acme", Kind: "greenhouse", Employer: "Acme", Interval: 7}
	thread     = job.Source{Name: "hackernews/who-is-hiring", Kind: "hackernews", Archive: true, Interval: 1}
	monday     = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
)

// posting makes a classified posting with a text of its own.
func posting(key string, slugs ...string) job.Posting {
	p := job.Posting{
		Key: key, URL: "https://acme.example/jobs/" + key, Title: "Engineer " + key, Employer: "Acme, Inc.", Places: []string{"Berlin"},
		Text:  words("text of "+key, 80),
		Facts: job.Facts{Version: "v1", Roles: job.Backend, Seniority: job.Senior},
	}
	for _, s := range slugs {
		p.Facts.Skills = append(p.Facts.Skills, job.SkillFact{Slug: s, Strength: job.Required, Strict: true})
	}
	return p
}

// words makes n words that no text with another seed shares.
func words(seed string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", strings.ReplaceAll(seed, " ", ""), i)
	}
	return b.String()
}

func seq(postings ...job.Posting) iter.Seq2[job.Posting, error] {
	return func(yield func(job.Posting, error) bool) {
		for _, p := range postings {
			if !yield(p, nil) {
				return
			}
		}
	}
}

func withTaxonomy(t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.SetTaxonomy(t.Context(), "v1", skills, categories); err != nil {
		t.Fatal(err)
	}
}

func save(t *testing.T, db *store.DB, src job.Source, ed job.Edition, at time.Time, postings ...job.Posting) job.Outcome {
	t.Helper()
	out, err := db.SaveVisit(t.Context(), job.Visit{Source: src, Edition: ed, At: at}, seq(postings...))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func visit(t *testing.T, db *store.DB, week int, postings ...job.Posting) job.Outcome {
	t.Helper()
	return save(t, db, board, job.Edition{}, monday.AddDate(0, 0, 7*week), postings...)
}

func month(m time.Month) job.Edition {
	d := job.NewDate(2026, m, 2)
	return job.Edition{Name: d.String()[:7], OpenedOn: d, From: d.MonthStart(), To: d.MonthEnd()}
}

// facts folds, and returns copies of all facts with their skills.
func facts(t *testing.T, db *store.DB) []store.Fact {
	t.Helper()
	if err := db.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
	var all []store.Fact
	for f, err := range db.Facts(t.Context(), math.MinInt32, math.MaxInt32) {
		if err != nil {
			t.Fatal(err)
		}
		c := *f
		c.Skills, c.Places = slices.Clone(f.Skills), slices.Clone(f.Places)
		c.Gaps, c.JobGaps = slices.Clone(f.Gaps), slices.Clone(f.JobGaps)
		all = append(all, c)
	}
	return all
}

func status(t *testing.T, db *store.DB) store.Status {
	t.Helper()
	if err := db.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
	s, err := db.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		withTaxonomy(t, db)
		test(t, db)
	})
}

func dump(t *testing.T, db *store.DB, query string) string {
	t.Helper()
	got, err := db.Dump(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func openSQLite(t *testing.T, path string) *sql.DB {
	t.Helper()
	conn, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	conn.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	return conn
}

func execSQLite(t *testing.T, path string, statements ...string) {
	t.Helper()
	conn := openSQLite(t, path)
	for _, s := range statements {
		if _, err := conn.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSaveVisitFollowsTheLifeOfAPosting(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		for _, step := range []struct {
			week     int
			postings []job.Posting
			want     job.Outcome
		}{
			{0, []job.Posting{posting("a", "go"), posting("b")}, job.Outcome{Postings: 2, New: 2}},
			{1, []job.Posting{posting("a", "go"), posting("c", "redis")}, job.Outcome{Postings: 2, New: 1, Closed: 1, Unchanged: 1}},
			{2, []job.Posting{posting("a", "go"), posting("b"), posting("c", "redis")}, job.Outcome{Postings: 3, Reopened: 1, Unchanged: 2}},
			{2, []job.Posting{posting("a", "go")}, job.Outcome{Known: true}},
			{1, nil, job.Outcome{Known: true}},
			{3, nil, job.Outcome{Closed: 3}},
		} {
			if got := visit(t, db, step.week, step.postings...); got != step.want {
				t.Errorf("visit in week %d = %+v; want %+v", step.week, got, step.want)
			}
		}
	})
}

func TestAPostingIsOpenOnTheDaysOnWhichItWasListed(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		for week, postings := range [][]job.Posting{{posting("a", "go"), posting("b")}, {posting("b")}, {posting("a", "go"), posting("b")}, {posting("b")}, {posting("b")}, {posting("a"), posting("b")}, {}} {
			visit(t, db, week, postings...)
		}
		// A second visit of one day that lists what the first one missed leaves no gap.
		visit(t, db, 7, posting("b"))
		save(t, db, board, job.Edition{}, monday.AddDate(0, 0, 8*7))
		save(t, db, board, job.Edition{}, monday.AddDate(0, 0, 8*7).Add(time.Hour), posting("b"))
		for i, want := range []string{"#.#..#...", "######.##"} {
			f := facts(t, db)[i]
			var days, ofJob strings.Builder
			for week := range 9 {
				day := job.DateOf(monday) + job.Date(7*week)
				days.WriteByte(".#"[number(f.OpenOn(day))])
				ofJob.WriteByte(".#"[number(f.JobOpenOn(day))])
				if before := f.OpenOn(day - 1); week > 0 && before != (want[week-1] == '#') {
					t.Errorf("on the day before week %d posting %d is open: %t", week, i, before)
				}
			}
			if days.String() != want || ofJob.String() != want {
				t.Errorf("posting %d is open in the weeks %s, its job %s; want %s", i, &days, &ofJob, want)
			}
		}
		for e, err := range db.Export(t.Context()) {
			if want := map[string]int{"a": 2, "b": 1}[e.Key]; err != nil || len(e.Gaps) != want {
				t.Errorf("%s is exported with the gaps %v, %v; want %d", e.Key, e.Gaps, err, want)
			}
		}
	})
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestAJobIsOpenWhileAnyOfItsPostingsIsListed(t *testing.T) {
	lever := job.Source{Name: "lever/acme", Kind: "lever", Interval: 7}
	copied := posting("copy", "go")
	copied.Title, copied.Text = posting("a").Title, posting("a").Text
	reposted := posting("repost", "go")
	reposted.Title, reposted.Text = copied.Title, copied.Text
	inThread := posting("thread", "go")
	inThread.Title, inThread.Text, inThread.PostedOn = copied.Title, copied.Text, job.DateOf(monday)+21
	visits := []func(t *testing.T, db *store.DB){
		func(t *testing.T, db *store.DB) {
			for week, list := range [][]job.Posting{{posting("a", "go")}, {}, {}, {}, {reposted}, {reposted}, {}, {reposted}, {reposted}} {
				visit(t, db, week, list...)
				status(t, db)
			}
		},
		func(t *testing.T, db *store.DB) {
			for week, list := range [][]job.Posting{{}, {}, {copied}, {}, {}, {}, {}, {}, {}} {
				save(t, db, lever, job.Edition{}, monday.AddDate(0, 0, 7*week).Add(time.Hour), list...)
				status(t, db) // what is known later changes what was folded before
			}
		},
		func(t *testing.T, db *store.DB) { // what an archive holds is never open
			save(t, db, thread, month(1), monday.AddDate(0, 0, 30), inThread)
		},
	}
	const want = "#.#.##.##"
	for _, order := range [][]int{{2, 0, 1}, {0, 1, 2}, {2, 1, 0}} {
		each(t, func(t *testing.T, db *store.DB) {
			for _, i := range order {
				visits[i](t, db)
			}
			all := facts(t, db)
			if s := status(t, db); s.Jobs != 1 || s.Postings != 4 {
				t.Fatalf("%d jobs of %d postings; want 1 of 4", s.Jobs, s.Postings)
			}
			first := all[slices.IndexFunc(all, func(f store.Fact) bool { return f.Head })]
			var days, drawn strings.Builder
			for week := range 9 {
				day := job.DateOf(monday) + job.Date(7*week)
				days.WriteByte(".#"[number(first.JobOpenOn(day))])
				_, total, err := db.Sample(t.Context(), store.Selection{Skill: "go", From: day, To: day, Open: true, Jobs: true, Match: func(*store.Fact) bool { return true }}, 9, 1)
				if err != nil {
					t.Fatal(err)
				}
				drawn.WriteByte(".#"[total])
			}
			if days.String() != want || drawn.String() != want {
				t.Errorf("visits in the order %v: the job is open in the weeks %s, drawn in %s; want %s", order, &days, &drawn, want)
			}
			members, err := db.Job(t.Context(), "lever/acme/copy")
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range members {
				if want := m.Key == "repost"; (len(m.Gaps) == 1) != want {
					t.Errorf("%s has the gaps %v; want one: %t", m.Key, m.Gaps, want)
				}
			}
			for _, f := range all {
				for _, g := range f.JobGaps {
					if g.From < f.Day || g.To < g.From || f.JobClosed != 0 && g.To >= f.JobClosed {
						t.Errorf("gap %v of the job lies outside %v to %v", g, f.Day, f.JobClosed)
					}
				}
			}
		})
	}
}

func TestASourceOfNewestPostingsClosesNothing(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		feed := job.Source{Name: "feed/acme", Kind: "feed", Newest: true, Interval: 1}
		save(t, db, feed, job.Edition{}, monday, posting("a"))
		want := job.Outcome{Postings: 1, New: 1}
		if got := save(t, db, feed, job.Edition{}, monday.AddDate(0, 0, 1), posting("b")); got != want {
			t.Errorf("second visit = %+v; want %+v", got, want)
		}
		want = job.Outcome{Postings: 1, Unchanged: 1}
		if got := save(t, db, feed, job.Edition{}, monday.AddDate(0, 0, 2), posting("a")); got != want {
			t.Errorf("third visit = %+v; want %+v", got, want)
		}
	})
}

func TestASourceOfNewestPostingsCoversNoDaysOnWhichItMayHaveMissedSome(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		feed := job.Source{Name: "feed/acme", Kind: "feed", Newest: true, Interval: 1}
		from := job.DateOf(monday)
		for _, step := range []struct {
			hours int
			keys  string
			want  []store.Cover
		}{
			{0, "ab", []store.Cover{{From: from, To: from}}},
			{24, "bc", []store.Cover{{From: from, To: from + 1}}},
			{48, "", []store.Cover{{From: from, To: from + 2}}},                                   // an empty list has lost nothing
			{72, "cd", []store.Cover{{From: from, To: from + 2}, {From: from + 3, To: from + 3}}}, // between it and this one they may have
			{96, "de", []store.Cover{{From: from, To: from + 2}, {From: from + 3, To: from + 4}}},
			{100, "fg", []store.Cover{{From: from, To: from + 2}, {From: from + 3, To: from + 4}, {From: from + 4, To: from + 4}}}, // twice on a day
			{104, "hi", []store.Cover{{From: from, To: from + 2}, {From: from + 3, To: from + 4}, {From: from + 4, To: from + 4}}},
			{120, "ij", []store.Cover{{From: from, To: from + 2}, {From: from + 3, To: from + 4}, {From: from + 4, To: from + 5}}},
			{144, "a", []store.Cover{{From: from, To: from + 2}, {From: from + 3, To: from + 4}, {From: from + 4, To: from + 5}, {From: from + 6, To: from + 6}}}, // an old one set on top again
		} {
			var list []job.Posting
			for _, key := range step.keys {
				list = append(list, posting(string(key)))
			}
			save(t, db, feed, job.Edition{}, monday.Add(time.Duration(step.hours)*time.Hour), list...)
			covers, err := db.Covers(t.Context())
			for i := range covers {
				covers[i].Source = 0
			}
			if err != nil || !slices.Equal(covers, step.want) {
				t.Errorf("after %d hours, of a list of %q: Covers = %v, %v; want %v", step.hours, step.keys, covers, err, step.want)
			}
		}
	})
}

func TestASourceOfNewestPostingsKeepsWhatItListsTogetherApart(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		feed := job.Source{Name: "feed/acme", Kind: "feed", Newest: true, Interval: 1}
		a, b := posting("a"), posting("b")
		b.Title, b.Text = a.Title, a.Text
		save(t, db, feed, job.Edition{}, monday, a)
		save(t, db, feed, job.Edition{}, monday.AddDate(0, 0, 1), a, b)
		if s := status(t, db); s.Jobs != 2 {
			t.Errorf("%d jobs; want 2: both are listed at once", s.Jobs)
		}
	})
}

func TestSaveVisitCountsAPostingListedTwiceOnce(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		want := job.Outcome{Postings: 1, Repeated: 1, New: 1}
		if got := visit(t, db, 0, posting("a"), posting("a")); got != want {
			t.Errorf("first visit = %+v; want %+v", got, want)
		}
		want = job.Outcome{Postings: 1, Repeated: 1, Unchanged: 1}
		if got := visit(t, db, 1, posting("a"), posting("a")); got != want {
			t.Errorf("second visit = %+v; want %+v", got, want)
		}
	})
}

func TestSaveVisitOpensOnTheDayThatWasSeen(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		dated := func(key string, on job.Date) job.Posting {
			p := posting(key)
			p.PostedOn = on
			return p
		}
		first, second := job.DateOf(monday), job.DateOf(monday)+7
		visit(t, db, 0, dated("survivor", first-100), posting("undated-stock"))
		visit(t, db, 1, dated("backdated", first-30), dated("between", first+3), dated("ahead", second+9), posting("undated"))
		var got []string
		for _, f := range facts(t, db) {
			got = append(got, fmt.Sprintf("%s flow=%t", f.Day, f.Flow))
		}
		want := []string{
			"2025-09-27 flow=false", // stock keeps its own date
			"2026-01-05 flow=false",
			"2026-01-06 flow=true", // clamped to the day after the visit that did not list it
			"2026-01-08 flow=true",
			"2026-01-12 flow=true", "2026-01-12 flow=true",
		}
		if !slices.Equal(got, want) {
			t.Errorf("days = %q; want %q", got, want)
		}
	})
}

func TestSaveVisitThatFailsStoresItsRowAlone(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		visit(t, db, 0, posting("a"))
		v := job.Visit{Source: board, At: monday.AddDate(0, 0, 7), Err: errors.New("answer too large")}
		if _, err := db.SaveVisit(t.Context(), v, nil); err != nil {
			t.Fatal(err)
		}
		if s := status(t, db); s.Postings != 1 || s.Visits != 2 || s.Failed != 1 {
			t.Errorf("status = %+v; want 1 posting, 2 visits, 1 failed", s)
		}
		if f := facts(t, db); f[0].Closed != 0 {
			t.Errorf("closed on %s by a failed visit", f[0].Closed)
		}
		rows, err := db.Sources(t.Context())
		if err != nil || rows[0].Failure != "answer too large" {
			t.Errorf("Sources = %+v, %v; want the failure", rows, err)
		}
	})
}

func TestSaveVisitWhoseSequenceBreaksStoresNothing(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		visit(t, db, 0, posting("a"))
		broken := errors.New("spool is damaged")
		_, err := db.SaveVisit(t.Context(), job.Visit{Source: board, At: monday.AddDate(0, 0, 7)}, func(yield func(job.Posting, error) bool) {
			for i := range 600 {
				if !yield(posting(fmt.Sprint(i)), nil) {
					return
				}
			}
			yield(job.Posting{}, broken)
		})
		if !errors.Is(err, broken) {
			t.Fatalf("SaveVisit = %v; want %v", err, broken)
		}
		if s := status(t, db); s.Postings != 1 || s.Visits != 1 {
			t.Errorf("status = %+v; want what the first visit stored", s)
		}
	})
}

func TestVisitsOfSeveralProgramsDoNotBlockOneAnother(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, addr string) {
		first, second := storetest.Open(t, addr), storetest.Open(t, addr)
		withTaxonomy(t, first)
		withTaxonomy(t, second)
		employers := func(order ...string) iter.Seq2[job.Posting, error] {
			return func(yield func(job.Posting, error) bool) {
				for i := range 600 {
					p := posting(fmt.Sprint(i))
					p.Employer = order[i*len(order)/600]
					if !yield(p, nil) {
						return
					}
				}
			}
		}
		errs := make(chan error, 2)
		go func() {
			_, err := first.SaveVisit(t.Context(), job.Visit{Source: job.Source{Name: "a/1", Kind: "a"}, At: monday}, employers("Acme", "Globex"))
			errs <- err
		}()
		go func() {
			_, err := second.SaveVisit(t.Context(), job.Visit{Source: job.Source{Name: "a/2", Kind: "a"}, At: monday}, employers("Globex", "Acme"))
			errs <- err
		}()
		if err := errors.Join(<-errs, <-errs); err != nil {
			t.Error(err)
		}
	})
}

func TestSaveVisitChangesWhatTheSourceChanged(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		visit(t, db, 0)
		visit(t, db, 1, posting("a", "go"))
		p := posting("a", "redis", "python")
		p.Text += "more"
		if got, want := visit(t, db, 2, p), (job.Outcome{Postings: 1, Changed: 1}); got != want {
			t.Errorf("visit = %+v; want %+v", got, want)
		}
		f := facts(t, db)[0]
		if f.Day != job.DateOf(monday)+7 || len(f.Skills) != 2 || f.Skills[0].ID != 2 || f.Skills[1].ID != 3 {
			t.Errorf("fact = %+v; want the first opening and the new skills", f)
		}
	})
}

func TestSaveVisitRefusesFactsOfAnotherTaxonomy(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		p := posting("a")
		p.Facts.Version = "v0"
		_, err := db.SaveVisit(t.Context(), job.Visit{Source: board, At: monday}, seq(p))
		if err == nil || !strings.Contains(err.Error(), `taxonomy "v0"`) {
			t.Errorf("SaveVisit = %v; want a complaint about v0", err)
		}
	})
}

func TestCoverageBreaksWhereVisitsLieTooFarApart(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		for _, week := range []int{0, 1, 3, 6, 7} { // 14 days apart is near enough, 21 is not
			visit(t, db, week, posting("a"))
		}
		covers, err := db.Covers(t.Context())
		d := job.DateOf(monday)
		want := []store.Cover{{Source: 1, From: d, To: d + 21}, {Source: 1, From: d + 42, To: d + 49}}
		if err != nil || !slices.Equal(covers, want) {
			t.Errorf("Covers = %+v, %v; want %+v", covers, err, want)
		}
	})
}

func TestCoverageJoinsAdjacentEditionsInAnyOrder(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		at := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
		for _, m := range []time.Month{5, 1, 3, 2} {
			save(t, db, thread, month(m), at, posting(m.String()))
		}
		covers, err := db.Covers(t.Context())
		want := []store.Cover{
			{Source: 1, From: job.NewDate(2026, 1, 1), To: job.NewDate(2026, 3, 31)},
			{Source: 1, From: job.NewDate(2026, 5, 1), To: job.NewDate(2026, 5, 31)},
		}
		if err != nil || !slices.Equal(covers, want) {
			t.Errorf("Covers = %+v, %v; want %+v", covers, err, want)
		}
	})
}

func TestOpenEditionsAreThoseReadBeforeTheirFourteenthDay(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		for m, after := range map[time.Month]int{1: 13, 2: 14} {
			e := month(m)
			save(t, db, thread, e, e.OpenedOn.Time().AddDate(0, 0, after), posting(e.Name))
		}
		open, err := db.OpenEditions(t.Context())
		if err != nil || len(open) != 1 || open[0].Name != "2026-01" {
			t.Errorf("OpenEditions = %+v, %v; want 2026-01", open, err)
		}
		read, err := db.EditionsRead(t.Context(), thread.Name)
		if err != nil || len(read) != 1 || !read["2026-02"] {
			t.Errorf("EditionsRead = %v, %v; want 2026-02", read, err)
		}
	})
}

// comment makes a posting of an archive on a day, whose text shares a part with others of the same seed.
func comment(key, employer, seed string, on job.Date, own int) job.Posting {
	p := posting(key, "go")
	p.Employer, p.Title, p.PostedOn = employer, "", on
	p.Text = words(seed, 200-own) + words(key, own)
	return p
}

// titled gives a posting the title of an archive of postings; lead that of a thread, where it is the first line.
func titled(p job.Posting, title string, roles job.Roles) job.Posting {
	p.Title, p.Facts.Roles = title, roles
	return p
}

func lead(p job.Posting, title string, roles job.Roles) job.Posting {
	p = titled(p, title, roles)
	p.Lead = "Acme | " + title
	return p
}

func TestFoldJoinsReposts(t *testing.T) {
	jan, mar := month(1), month(3)
	at := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name          string
		first, second job.Posting
		edition       job.Edition
		jobs          int
	}{
		{"within sixty days", comment("1", "Acme", "x", jan.OpenedOn, 0), comment("2", "ACME Inc.", "x", jan.OpenedOn+60, 10), mar, 1},
		{"after sixty days", comment("1", "Acme", "x", jan.OpenedOn, 0), comment("2", "Acme", "x", jan.OpenedOn+61, 10), mar, 2},
		{"another text", comment("1", "Acme", "x", jan.OpenedOn, 0), comment("2", "Acme", "y", jan.OpenedOn+60, 10), mar, 2},
		{"half of the text", comment("1", "Acme", "x", jan.OpenedOn, 0), comment("2", "Acme", "x", jan.OpenedOn+60, 100), mar, 2},
		{"another employer", comment("1", "Acme", "x", jan.OpenedOn, 0), comment("2", "Globex", "x", jan.OpenedOn+60, 10), mar, 2},
		{"unknown employer", comment("1", "", "x", jan.OpenedOn, 0), comment("2", "", "x", jan.OpenedOn+60, 10), mar, 2},
		{"another title", titled(comment("1", "Acme", "x", jan.OpenedOn, 0), "Backend engineer", job.Backend), titled(comment("2", "Acme", "x", jan.OpenedOn+60, 10), "Golang engineer", job.Backend), mar, 2},
		{"a first line in other words", lead(comment("1", "Acme", "x", jan.OpenedOn, 0), "Backend engineer", job.Backend), lead(comment("2", "Acme", "x", jan.OpenedOn+60, 10), "Golang engineer (backend)", job.Backend), mar, 1},
		{"a first line of another role", lead(comment("1", "Acme", "x", jan.OpenedOn, 0), "Backend engineer (Go)", job.Backend), lead(comment("2", "Acme", "x", jan.OpenedOn+60, 10), "Mobile engineer (iOS/Android)", job.Mobile), mar, 2},
		{"a first line of several roles", lead(comment("1", "Acme", "x", jan.OpenedOn, 0), "Backend engineer, mobile engineer", job.Backend), lead(comment("2", "Acme", "x", jan.OpenedOn+60, 10), "Mobile engineer", job.Mobile), mar, 1},
		{"a first line of any engineer", lead(comment("1", "Acme", "x", jan.OpenedOn, 0), "Software engineer", job.Software), lead(comment("2", "Acme", "x", jan.OpenedOn+60, 10), "Mobile engineer", job.Mobile), mar, 1},
		{"same edition", comment("1", "Acme", "x", jan.OpenedOn, 0), comment("2", "Acme", "x", jan.OpenedOn, 10), jan, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, db *store.DB) {
				if c.edition == jan {
					save(t, db, thread, jan, at, c.first, c.second)
				} else { // the later edition first: the order of visits must not matter
					save(t, db, thread, c.edition, at, c.second)
					if err := db.Fold(t.Context()); err != nil {
						t.Fatal(err)
					}
					save(t, db, thread, jan, at, c.first)
				}
				if s := status(t, db); s.Jobs != c.jobs || s.Postings != 2 {
					t.Errorf("%d jobs of %d postings; want %d of 2", s.Jobs, s.Postings, c.jobs)
				}
				if f := facts(t, db); !f[0].Head || f[1].Head != (c.jobs == 2) {
					t.Errorf("heads = %t, %t; want the first, and the second if it is a job of its own", f[0].Head, f[1].Head)
				}
			})
		})
	}
}

func TestAFirstFoldTellsThePlannerOfItsJobs(t *testing.T) {
	addr, ok := storetest.Addresses(t)["postgres"]
	if !ok {
		t.Skip("DEMAND_TEST_POSTGRES names no server")
	}
	db := storetest.Open(t, addr)
	withTaxonomy(t, db)
	var postings []job.Posting
	for i := range 1100 {
		postings = append(postings, posting(fmt.Sprint(i), "go"))
	}
	visit(t, db, 0, postings...)
	if err := db.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := dump(t, db, `SELECT COUNT(*) FROM pg_stats WHERE schemaname = current_schema() AND (tablename, attname) IN (('posting', 'job'), ('job', 'id'))`)
	if got != "2" {
		t.Errorf("the planner knows %s of the columns posting.job and job.id", got)
	}
}

func TestFoldJoinsPostingsOfOneRequisition(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		a, b, c := posting("a"), posting("b"), posting("c")
		a.Requisition, b.Requisition = "77", "77"
		visit(t, db, 0, a, b, c)
		if s := status(t, db); s.Jobs != 2 {
			t.Errorf("%d jobs; want 2", s.Jobs)
		}
		visit(t, db, 1, b, c)
		if f := facts(t, db); f[0].Closed == 0 || f[0].JobClosed != 0 {
			t.Errorf("posting closed on %q, job on %q; want the job open while one posting is", f[0].Closed, f[0].JobClosed)
		}
	})
}

func TestFoldKeepsEqualListingsOfOneBoardApart(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		a, b := posting("a"), posting("b")
		b.Title, b.Text = a.Title, a.Text
		visit(t, db, 0, a, b)
		if s := status(t, db); s.Jobs != 2 {
			t.Errorf("%d jobs; want 2", s.Jobs)
		}
	})
}

func TestFoldJoinsCopiesAcrossSources(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		a, b := posting("a"), posting("b")
		b.Title, b.Text = a.Title, a.Text
		visit(t, db, 0, a)
		save(t, db, job.Source{Name: "lever/acme", Kind: "lever", Interval: 7}, job.Edition{}, monday.AddDate(0, 0, 1), b)
		if s := status(t, db); s.Jobs != 1 {
			t.Errorf("%d jobs; want 1", s.Jobs)
		}
	})
}

func TestFoldTakesAChangedPostingOutOfItsJob(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		a, b := posting("a"), posting("b")
		a.Requisition, b.Requisition = "77", "77"
		visit(t, db, 0, a, b)
		facts(t, db)
		a.Employer = "" // it was the first of its job
		visit(t, db, 1, a, b)
		for _, f := range facts(t, db) {
			if !f.Head {
				t.Errorf("fact %+v is no job of its own", f)
			}
		}
		if s := status(t, db); s.Jobs != 2 {
			t.Errorf("%d jobs; want 2", s.Jobs)
		}
	})
}

func TestTextThatIsNoAdvertisementIsStoredButNoJob(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		p := posting("a")
		p.Unsure, p.Facts.Roles = true, 0
		q := posting("b")
		q.Unsure = true
		visit(t, db, 0, p, q)
		f := facts(t, db)
		if s := status(t, db); s.Postings != 2 || s.Jobs != 1 || f[0].Listing || f[0].Head || !f[1].Listing {
			t.Errorf("status %+v, facts %+v; want two postings, one job", s, f)
		}
	})
}

func TestContentDoesNotDependOnTheOrderOfEditionsNorOnTheDatabase(t *testing.T) {
	at := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	var seen string
	for _, order := range [][]time.Month{{1, 2, 3}, {3, 1, 2}} {
		each(t, func(t *testing.T, db *store.DB) {
			for _, m := range order {
				e := month(m)
				save(t, db, thread, e, at, comment(e.Name+"x", "Acme", "x", e.OpenedOn, 5), comment(e.Name+"y", "Globex", e.Name, e.OpenedOn, 5))
			}
			content := status(t, db).Content
			if seen != "" && content != seen {
				t.Errorf("content = %s; want %s", content, seen)
			}
			seen = content
		})
	}
}

func TestDayCountsAreTheCountsOfTheFacts(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		visit(t, db, 0)
		manager := posting("not-technical", "go")
		manager.Facts.Roles = job.NotTechnical
		visit(t, db, 1, posting("a", "go", "python"), posting("b", "redis", "go"), manager)
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := dump(t, db, `SELECT k.slug, d.jobs FROM day_count d JOIN skill k ON k.id = d.skill ORDER BY k.slug`)
		want := "|2 any:databases|1 any:languages|2 go|2 python|1 redis|1"
		if got != want {
			t.Errorf("day counts = %s; want %s", got, want)
		}
	})
}

func TestSetTaxonomyKeepsTheNumbersOfSkills(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		more := append([]job.Skill{{Slug: "ada", Name: "Ada", Category: "languages", Nature: "technology"}}, skills...)
		more[1].Name = "Golang"
		if err := db.SetTaxonomy(t.Context(), "v2", more, categories); err != nil {
			t.Fatal(err)
		}
		got := dump(t, db, `SELECT id, slug, name FROM skill WHERE id > 0 ORDER BY id`)
		if want := "1|go|Golang 2|python|Python 3|redis|Redis 4|ada|Ada"; got != want {
			t.Errorf("skills = %s; want %s", got, want)
		}
	})
}

func TestTextAndDaysComeBackAsTheyWereStored(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		zone := time.FixedZone("Tokyo", 9*3600)
		at := time.Date(2026, 1, 6, 1, 30, 0, 0, zone) // still the 5th in UTC
		p := posting("a")
		save(t, db, board, job.Edition{}, at, p)
		health, err := db.Health(t.Context())
		if err != nil || !health[board.Name].GoodAt.Equal(at) {
			t.Errorf("Health = %v, %v; want a good visit at %v", health, err, at)
		}
		if f := facts(t, db); f[0].Day.String() != "2026-01-05" {
			t.Errorf("day = %s; want 2026-01-05", f[0].Day)
		}
		if text, err := db.Text(t.Context(), "a"); err != nil || text != p.Text {
			t.Errorf("Text = %q, %v; want %q", text, err, p.Text)
		}
	})
}

func TestOpenExistingWantsADatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	if _, err := store.OpenExisting(t.Context(), path); !errors.Is(err, store.ErrNoDatabase) {
		t.Errorf("OpenExisting = %v; want %v", err, store.ErrNoDatabase)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("OpenExisting made the file")
	}
}

func TestOpenSaysThatAServerIsNotThere(t *testing.T) {
	_, err := store.Open(t.Context(), "postgres://demand:secret@127.0.0.1:1/postgres?sslpassword=secret")
	if !errors.Is(err, store.ErrNoServer) || strings.Contains(err.Error(), "secret") {
		t.Errorf("Open = %v; want %v without the password", err, store.ErrNoServer)
	}
}

func TestOpenRefusesForeignFiles(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.db")
	execSQLite(t, other, `CREATE TABLE bookmarks (url TEXT)`)
	for _, path := range []string{text, other} {
		if _, err := store.Open(t.Context(), path); !errors.Is(err, store.ErrForeign) || !strings.Contains(err.Error(), path) {
			t.Errorf("Open(%s) = %v; want %v", path, err, store.ErrForeign)
		}
	}
	got, err := os.ReadFile(text)
	if err != nil || !strings.HasPrefix(string(got), "not a database\n") {
		t.Errorf("the file was changed: %q, %v", got[:20], err)
	}
}

func TestOpenRefusesADatabaseOfANewerVersion(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, addr string) {
		db, err := store.Open(t.Context(), addr)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Exec(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)`); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(t.Context(), addr); !errors.Is(err, store.ErrNewer) {
			t.Errorf("Open = %v; want %v", err, store.ErrNewer)
		}
	})
}

func TestASecondWriterIsToldThatTheFileIsLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "demand.db")
	db := storetest.Open(t, path)
	withTaxonomy(t, db)
	execSQLite(t, path, `BEGIN IMMEDIATE`)
	_, err := db.SaveVisit(t.Context(), job.Visit{Source: board, At: monday}, seq(posting("a")))
	if !errors.Is(err, store.ErrLocked) {
		t.Errorf("SaveVisit = %v; want %v", err, store.ErrLocked)
	}
}

func TestSaveVisitEndsWithItsContext(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := db.SaveVisit(ctx, job.Visit{Source: board, At: monday}, func(yield func(job.Posting, error) bool) {
			for i := range 2000 {
				if i == 700 {
					cancel()
				}
				if !yield(posting(fmt.Sprint(i)), nil) {
					return
				}
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("SaveVisit = %v; want %v", err, context.Canceled)
		}
		if s := status(t, db); s.Postings != 0 || s.Visits != 0 {
			t.Errorf("status = %+v; want an empty store", s)
		}
	})
}

func TestAFullDiskLosesNothing(t *testing.T) {
	db := storetest.Open(t, filepath.Join(t.TempDir(), "demand.db"))
	withTaxonomy(t, db)
	visit(t, db, 0, posting("a"))
	want := status(t, db)
	if err := db.LimitPages(t.Context(), 80); err != nil {
		t.Fatal(err)
	}
	_, err := db.SaveVisit(t.Context(), job.Visit{Source: board, At: monday.AddDate(0, 0, 7)}, func(yield func(job.Posting, error) bool) {
		for i := range 2000 {
			if !yield(posting(fmt.Sprint(i)), nil) {
				return
			}
		}
	})
	if !errors.Is(err, store.ErrFull) {
		t.Errorf("SaveVisit = %v; want %v", err, store.ErrFull)
	}
	if got := status(t, db); got.Content != want.Content || got.Visits != 1 || got.Postings != 1 {
		t.Errorf("status = %+v; want %+v", got, want)
	}
}

func TestADatabaseThatCannotBeWrittenSaysSo(t *testing.T) {
	db := storetest.Open(t, filepath.Join(t.TempDir(), "demand.db"))
	withTaxonomy(t, db)
	if err := db.ForbidWrites(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := db.SaveVisit(t.Context(), job.Visit{Source: board, At: monday}, seq(posting("a")))
	if !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("SaveVisit = %v; want %v", err, store.ErrReadOnly)
	}
}

func TestFactsTellTheSourcesOfEarlierPostings(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		a, b := posting("a"), posting("b")
		b.Title, b.Text, a.PostedOn = a.Title, a.Text, 0
		visit(t, db, 0)
		visit(t, db, 1, a)
		facts(t, db)
		late := job.Source{Name: "lever/acme", Kind: "lever", Interval: 7}
		b.PostedOn = job.DateOf(monday)
		save(t, db, late, job.Edition{}, monday.AddDate(0, 0, 8), b)
		got := facts(t, db)
		if len(got) != 2 || !got[0].Head || got[1].Head || len(got[1].Before) != 1 || got[1].Before[0] != got[0].Source {
			t.Errorf("facts = %+v; want the older copy first, and its source with the other", got)
		}
	})
}

func TestContentDoesNotDependOnWhenItWasFolded(t *testing.T) {
	var contents []string
	for _, step := range []bool{true, false} {
		each(t, func(t *testing.T, db *store.DB) {
			a, b, c := posting("a"), posting("b"), posting("c")
			a.Requisition, b.Requisition = "77", "77"
			for week, list := range [][]job.Posting{{c}, {a, c}, {a, b}, {b}, {c}} {
				visit(t, db, week, list...)
				if step {
					if err := db.Fold(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
			}
			contents = append(contents, status(t, db).Content)
			if err := db.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
			contents = append(contents, status(t, db).Content)
		})
	}
	for _, c := range contents {
		if c != contents[0] {
			t.Errorf("contents = %q; want all equal", contents)
			break
		}
	}
}

func TestSourcesThatBecomeTechnicalAreCountedAnew(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		p := posting("a", "go")
		p.Facts.Roles = 0
		visit(t, db, 0)
		visit(t, db, 1, p)
		before := status(t, db).Content
		technical := board
		technical.Technical = true
		save(t, db, technical, job.Edition{}, monday.AddDate(0, 0, 14), p)
		if after := status(t, db).Content; after == before {
			t.Error("the content did not change")
		}
		if got, want := dump(t, db, `SELECT k.slug, d.jobs FROM day_count d JOIN skill k ON k.id = d.skill WHERE k.slug = 'go'`), "go|1"; got != want {
			t.Errorf("day counts = %q; want %q", got, want)
		}
	})
}

func TestPlacesAndLanguageAreKeptWithEachPosting(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		withTaxonomy(t, db)
		berlin, anywhere := job.Place{Country: "DE", Region: "DE-BE", City: "Berlin"}, job.Place{Remote: true}
		p, q := posting("1", "go"), posting("2", "go")
		p.Facts.Places, p.Facts.Language = []job.Place{berlin, anywhere}, "de"
		p.Pay = job.Pay{Min: 60_000, Max: 70_000, Currency: "EUR", Period: "year"}
		q.Facts.Places, q.Facts.Language = []job.Place{berlin}, "en"
		visit(t, db, 0, p, q)
		check := func(want map[string][]job.Place) {
			t.Helper()
			rows, err := db.Places(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			places := map[int32]job.Place{}
			for _, r := range rows {
				places[r.ID] = r.Place
			}
			all := facts(t, db)
			if len(all) != 2 {
				t.Fatalf("%d facts; want two", len(all))
			}
			for _, f := range all {
				var got []job.Place
				for _, id := range f.Places {
					got = append(got, places[id])
				}
				if got = job.SortPlaces(got); !slices.Equal(got, want[f.Language]) {
					t.Errorf("places of the posting in %q = %v; want %v", f.Language, got, want[f.Language])
				}
				if paid := f.Pay == p.Pay; paid != (f.Language == "de") {
					t.Errorf("pay of the posting in %q = %+v", f.Language, f.Pay)
				}
			}
		}
		check(map[string][]job.Place{"de": {anywhere, berlin}, "en": {berlin}})
		before := status(t, db).Content

		// What a source says anew replaces what it said before.
		paris := job.Place{Country: "FR", Region: "FR-IDF", City: "Paris"}
		q.Places, q.Facts.Places = []string{"Paris"}, []job.Place{paris}
		visit(t, db, 1, p, q)
		check(map[string][]job.Place{"de": {anywhere, berlin}, "en": {paris}})
		if after := status(t, db).Content; after == before {
			t.Error("the hash of the day does not hang on places")
		}

		// So does a new classification.
		_, err := db.Reclassify(t.Context(), func(list []store.Stored) []job.Facts {
			all := make([]job.Facts, len(list))
			for i, s := range list {
				all[i] = job.Facts{Version: "v1", Roles: job.Backend, Places: []job.Place{{Country: "FR"}}, Language: map[string]string{"1": "de", "2": "en"}[s.Key]}
			}
			return all
		}, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		check(map[string][]job.Place{"de": {{Country: "FR"}}, "en": {{Country: "FR"}}})
	})
}

func TestASnapshotIsOneStateOfTheStore(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		visit(t, db, 0, posting("1", "go"))
		visit(t, db, 1, posting("1", "go"), posting("2", "go"))
		before := status(t, db)
		count := func(v *store.View) (n int) {
			for _, err := range v.Facts(t.Context(), math.MinInt32, math.MaxInt32) {
				if err != nil {
					t.Fatal(err)
				}
				n++
			}
			return n
		}
		failure := errors.New("failed")
		err := db.Snapshot(t.Context(), func(v *store.View) error {
			days, err := v.Days(t.Context(), math.MinInt32, math.MaxInt32)
			if err != nil {
				return err
			}
			visit(t, db, 2, posting("1", "go"), posting("2", "go"), posting("3", "redis"))
			if now := status(t, db); now.Content == before.Content {
				t.Error("the store did not change")
			}
			again, err := v.Days(t.Context(), math.MinInt32, math.MaxInt32)
			if err != nil || !slices.Equal(days, again) {
				t.Errorf("the days of a snapshot become %v, %v; want %v", again, err, days)
			}
			if n := count(v); n != 2 {
				t.Errorf("%d facts in the snapshot; want 2", n)
			}
			return failure
		})
		if !errors.Is(err, failure) {
			t.Errorf("Snapshot = %v; want the error of its function", err)
		}
		if n := count(&db.View); n != 3 {
			t.Errorf("%d facts behind the snapshot; want 3", n)
		}
	})
}

func TestEveryWriteGivesTheStoreAnotherState(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		seen := map[string]bool{}
		step := func(what string, write func() error, changes bool) {
			t.Helper()
			if err := write(); err != nil {
				t.Fatal(err)
			}
			state, err := db.State(t.Context())
			if err != nil || state == "" || seen[state] == changes {
				t.Errorf("%s: state %q, %v; another one: %t, want %t", what, state, err, !seen[state], changes)
			}
			seen[state] = true
		}
		visited := func() error { visit(t, db, len(seen), posting("1", "go")); return nil }
		step("a first visit", visited, true)
		step("a fold", func() error { return db.Fold(t.Context()) }, true)
		step("a fold of nothing", func() error { return db.Fold(t.Context()) }, false)
		step("a visit that changes nothing", visited, true)
		step("a failed visit", func() error {
			_, err := db.SaveVisit(t.Context(), job.Visit{Source: board, At: monday.AddDate(1, 0, 0), Err: errors.New("down")}, nil)
			return err
		}, true)
		step("an accuracy", func() error { return db.KeepAccuracy(t.Context(), store.Accuracy{Precision: 1}) }, true)
		step("a taxonomy", func() error { return db.SetTaxonomy(t.Context(), "v2", skills, categories) }, true)
		step("employers", func() error { return db.SetEmployers(t.Context(), nil) }, true)
		step("a rebuild", func() error { return db.Rebuild(t.Context()) }, true)
	})
}
