package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demand/internal/job"
	"demand/internal/store"
)

// rising has Go rise from 10 to 20 % and Python stay, over 200 employers of one source.
func rising() *memory {
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	m.add(lot{source: s, days: beforeDays, jobs: 1000, employers: 200, share: map[int32]float64{1: 0.10, 2: 0.40, 3: 0.30}})
	m.add(lot{source: s, days: windowDays, jobs: 1200, employers: 200, share: map[int32]float64{1: 0.20, 2: 0.40, 3: 0.30}})
	return m
}

func TestBuildCallsARiseBeyondChanceClear(t *testing.T) {
	r := build(t, rising(), Params{Top: 10})
	if got := row(t, r, "go"); got.Verdict != ClearRise || got.Change.Value != 10 || got.Jobs != 240 || got.JobsBefore != 100 || len(got.Fragile) > 0 {
		t.Errorf("Go = %+v, change %+v; want a clear rise of 10 points, not fragile", got, got.Change)
	}
	if got := row(t, r, "python"); got.Verdict != NoChange || got.Share.Value != 40 {
		t.Errorf("Python = %+v; want 40 %% and no clear change", got)
	}
	if len(r.Movers) != 1 || r.Movers[0].Skill != "go" || r.Tested != 3 {
		t.Errorf("movers = %v of %d; want go of 3", r.Movers, r.Tested)
	}
	if want := 1 - 0.1/3; r.Movers[0].Change.Level < want-1e-5 || r.Movers[0].Change.Level > want+1e-5 {
		t.Errorf("level of the mover's interval = %v; want 1 − 0.1/3", r.Movers[0].Change.Level)
	}
	if r.Window.Jobs != 1200 || r.Window.Employers != 200 || r.Before.Jobs != 1000 {
		t.Errorf("windows = %+v, %+v; want 1200 jobs of 200 employers after 1000", r.Window, r.Before)
	}
	if r.WhyNot != "" || r.Detectable == nil {
		t.Errorf("why not = %q, detectable = %v; want a comparison", r.WhyNot, r.Detectable)
	}
}

func TestBuildCountsWholeEmployersAsRelated(t *testing.T) {
	// Of 300 employers with ten jobs each, 30 want Go for all of them; later 42 of 300 others do.
	// The jobs alone would make that z = 4.8.
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	even := map[int32]float64{2: 0.3, 3: 0.3}
	few := func(from, to int32) func(*store.Fact) {
		return func(f *store.Fact) {
			f.Skills = slices.DeleteFunc(f.Skills, func(k store.FactSkill) bool { return k.ID == 1 })
			if e := f.Employer; from <= e && e <= to {
				f.Skills = append(f.Skills, store.FactSkill{ID: 1, Strict: true})
			}
		}
	}
	m.add(lot{source: s, days: beforeDays, jobs: 3000, employers: 300, share: even, change: few(1, 30)})
	m.add(lot{source: s, days: windowDays, jobs: 3000, employers: 300, first: 300, share: even, change: few(301, 342)})
	got := row(t, build(t, m, Params{}), "go")
	if got.Verdict != NoChange || got.Change.Deff < 8 {
		t.Errorf("Go = %q with a design effect of %v; want no clear change and much more than 1", got.Verdict, got.Change.Deff)
	}
}

func TestBuildComparesOnlySourcesReadInBothWindows(t *testing.T) {
	m := newMemory()
	a := m.live("board/a", longAgo, windowDays.To)
	b := m.live("board/b", job.NewDate(2026, 9, 2), windowDays.To)
	m.add(lot{source: a, days: beforeDays, jobs: 1000, employers: 100, share: map[int32]float64{1: 0.05}})
	m.add(lot{source: a, days: windowDays, jobs: 1000, employers: 100, share: map[int32]float64{1: 0.05}})
	m.add(lot{source: b, days: Days{job.NewDate(2026, 9, 3), windowDays.To}, jobs: 1000, employers: 100, first: 500, share: map[int32]float64{1: 0.15}})
	r := build(t, m, Params{})
	got := row(t, r, "go")
	if got.Verdict != NoChange || got.Change.Value != 0 {
		t.Errorf("Go = %q %+v; want no clear change", got.Verdict, got.Change)
	}
	if want := (&Pooled{Jobs: 200, Of: 2000, JobsBefore: 50, OfBefore: 1000, Change: 5, Within: 0, Mix: 5}); !reflect.DeepEqual(got.Pooled, want) {
		t.Errorf("pooled = %+v; want %+v", got.Pooled, want)
	}
	if want := []NotCompared{{"board/b", "first read 2 Sep 2026"}}; r.Sources.Compared != 1 || !slices.Equal(r.Sources.NotCompared, want) {
		t.Errorf("sources = %+v; want %v left out", r.Sources, want)
	}
}

func TestBuildSaysThatArchivesAndLiveSourcesAreCountedTogether(t *testing.T) {
	m := rising()
	thread := m.archive("threads/one", longAgo, windowDays.To)
	for _, days := range []Days{beforeDays, windowDays} {
		m.add(lot{source: thread, days: days, jobs: 300, employers: 100, first: 500})
	}
	r := build(t, m, Params{})
	if r.Window.Archived != 300 || r.Before.Archived != 300 || r.Window.Jobs != 1500 {
		t.Errorf("%d of %d jobs, %d before, are of archives; want 300 of 1500, 300", r.Window.Archived, r.Window.Jobs, r.Before.Archived)
	}
	for _, source := range []string{"threads/*", "board/*"} {
		if r := build(t, m, Params{Source: []string{source}}); r.Window.Archived != 0 {
			t.Errorf("%s alone: %d jobs of archives are told apart; want no word of it", source, r.Window.Archived)
		}
	}
}

func TestBuildSaysWhyASourceIsNotCompared(t *testing.T) {
	m := rising()
	gap := m.live("b/gap", longAgo, job.NewDate(2026, 9, 2))
	m.covers = append(m.covers, store.Cover{Source: gap, From: job.NewDate(2026, 10, 1), To: windowDays.To})
	m.live("b/same day", beforeDays.From, windowDays.To)
	m.live("b/stopped", longAgo, job.NewDate(2026, 10, 1))
	m.sources[len(m.sources)-1].Failure = "robots.txt"
	m.live("b/within a visit", longAgo, windowDays.To-6)
	m.sources = append(m.sources, store.SourceRow{ID: 90, Name: "b/never"}, store.SourceRow{ID: 91, Name: "b/refused", Failure: "robots.txt"})
	m.archive("c/warm", beforeDays.From-30, windowDays.To)
	m.archive("c/warmed", beforeDays.From-60, windowDays.To)
	holes := m.archive("c/holes", longAgo, job.NewDate(2026, 6, 30))
	m.covers = append(m.covers, store.Cover{Source: holes, From: job.NewDate(2026, 8, 1), To: windowDays.To})
	r := build(t, m, Params{})
	want := []NotCompared{
		{"b/gap", "not read 3 – 30 Sep 2026"},
		{"b/never", "never read"},
		{"b/refused", "never read: robots.txt"},
		{"b/same day", "first read 26 May 2026"},
		{"b/stopped", "not read since 1 Oct 2026: robots.txt"},
		{"c/holes", "not read 1 – 31 Jul 2026"},
		{"c/warm", "its first 60 days, to 24 Jun 2026, cannot tell reposts"},
	}
	if diff := cmp.Diff(want, r.Sources.NotCompared); diff != "" {
		t.Errorf("not compared (-want +got):\n%s", diff)
	}
	if r.Sources.Compared != 3 || r.Sources.Selected != 10 {
		t.Errorf("compared %d of %d; want 3 of 10", r.Sources.Compared, r.Sources.Selected)
	}
	r = build(t, m, Params{Base: Postings})
	if slices.ContainsFunc(r.Sources.NotCompared, func(n NotCompared) bool { return n.Source == "c/warm" }) {
		t.Error("an archive has to warm up for postings; want that for jobs only")
	}
}

func TestBuildMarksWhatDoesNotStandAnotherCount(t *testing.T) {
	t.Run("employer", func(t *testing.T) {
		m := newMemory()
		s := m.live("board/one", longAgo, windowDays.To)
		m.add(lot{source: s, days: beforeDays, jobs: 2000, employers: 400, share: map[int32]float64{1: 0.10}})
		m.add(lot{source: s, days: windowDays, jobs: 2000, employers: 400, share: map[int32]float64{1: 0.11}})
		m.add(lot{source: s, days: windowDays, jobs: 60, employers: 1, first: 900, share: map[int32]float64{1: 1}})
		m.employers[901] = "Acme"
		got := row(t, build(t, m, Params{}), "go")
		if got.Largest == nil || got.Largest.Employer != "Acme" {
			t.Errorf("largest = %+v; want Acme", got.Largest)
		}
		if judged := got.Verdict != NoChange; judged && !slices.Contains(got.Fragile, WithoutEmployer) {
			t.Errorf("Go = %q, fragile %v; want no change, or fragile without Acme", got.Verdict, got.Fragile)
		}
	})
	t.Run("strict", func(t *testing.T) {
		m := rising()
		for i := range m.facts {
			for k := range m.facts[i].Skills {
				if m.facts[i].Day >= windowDays.From && i%2 == 0 {
					m.facts[i].Skills[k].Strict = false
				}
			}
		}
		if got := row(t, build(t, m, Params{}), "go"); !slices.Equal(got.Fragile, []Check{StrictOnly}) {
			t.Errorf("fragile = %v; want strict", got.Fragile)
		}
	})
	t.Run("duplicates", func(t *testing.T) {
		m := rising()
		m.add(lot{source: 1, days: beforeDays, jobs: 200, employers: 200, share: map[int32]float64{1: 1}, change: func(f *store.Fact) { f.Head, f.Before = false, []int32{1} }})
		if got := row(t, build(t, m, Params{}), "go"); !slices.Equal(got.Fragile, []Check{WithDuplicates}) {
			t.Errorf("fragile = %v; want duplicates", got.Fragile)
		}
	})
	t.Run("source", func(t *testing.T) {
		m := newMemory()
		a := m.live("board/a", longAgo, windowDays.To)
		b := m.live("board/b", longAgo+1, windowDays.To)
		for _, s := range []int32{a, b} {
			m.add(lot{source: s, days: beforeDays, jobs: 1000, employers: 200, share: map[int32]float64{1: 0.10}})
		}
		m.add(lot{source: a, days: windowDays, jobs: 1000, employers: 200, share: map[int32]float64{1: 0.10}})
		m.add(lot{source: b, days: windowDays, jobs: 1000, employers: 200, share: map[int32]float64{1: 0.20}})
		if got := row(t, build(t, m, Params{}), "go"); got.Verdict != ClearRise || !slices.Equal(got.Fragile, []Check{WithoutSource}) {
			t.Errorf("Go = %q, fragile %v; want a clear rise, fragile by source", got.Verdict, got.Fragile)
		}
	})
}

func TestBuildShowsWhatIsOpenUntilThereIsSomethingToCompare(t *testing.T) {
	today := job.DateOf(now)
	m := newMemory()
	s := m.live("board/one", today, today)
	stock := func(f *store.Fact) { f.Flow = false }
	m.add(lot{source: s, days: Days{today - 300, today - 1}, jobs: 120, employers: 40, share: map[int32]float64{1: 0.25}, change: stock})
	m.add(lot{source: s, days: Days{today - 300, today - 1}, jobs: 50, employers: 40, change: func(f *store.Fact) { f.Flow, f.Closed, f.JobClosed = false, today, today }})
	r := build(t, m, Params{})
	if r.Basis != Open || r.WhyNot != NoCommonSource || r.Window.To != today || r.Window.Jobs != 120 {
		t.Errorf("basis %s, why not %q, window %+v; want 120 jobs open today", r.Basis, r.WhyNot, r.Window)
	}
	got := row(t, r, "go")
	if got.Share.Value != 25 || got.Change != nil || got.Verdict != "" {
		t.Errorf("Go = %+v; want a share of 25 %% and nothing compared", got)
	}
	// 180 whole days after the first visit have to be over.
	if want := today + 181; r.ComparedOn != want {
		t.Errorf("comparable on %s; want %s", r.ComparedOn, want)
	}
	again := build(t, m, r.Parameters)
	if diff := cmp.Diff(r, again); diff != "" {
		t.Errorf("the report of the same parameters differs:\n%s", diff)
	}
}

func TestBuildShowsLevelsOfAnArchiveThatIsTooShort(t *testing.T) {
	m := newMemory()
	s := m.archive("threads/one", job.NewDate(2026, 6, 1), windowDays.To)
	m.add(lot{source: s, days: windowDays, jobs: 200, employers: 100, share: map[int32]float64{1: 0.25}})
	r := build(t, m, Params{})
	if r.Basis != New || r.WhyNot != NoCommonSource || r.Window.Jobs != 200 || r.Before != nil {
		t.Errorf("basis %s, why not %q, %+v; want 200 new jobs and nothing compared", r.Basis, r.WhyNot, r.Window)
	}
}

func TestBuildComparesWhatIsOpenOnTwoDays(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	old := Days{longAgo, beforeDays.From - 1}
	m.add(lot{source: s, days: old, jobs: 1000, employers: 300, share: map[int32]float64{1: 0.1, 2: 0.3}, change: func(f *store.Fact) {
		f.Flow = false
		if len(f.Skills) == 0 { // those that name nothing close in between
			f.Closed, f.JobClosed = windowDays.From, windowDays.From
		}
	}})
	r := build(t, m, Params{Basis: Open})
	if r.Before.Jobs != 1000 || r.Window.Jobs >= 500 || r.Window.From != windowDays.To || r.Before.From != beforeDays.To {
		t.Errorf("windows = %+v, %+v; want 1000 open on 23 Aug and under 500 on 21 Nov", r.Window, r.Before)
	}
	if got := row(t, r, "go"); got.Verdict != ClearRise || got.Trend != nil {
		t.Errorf("Go = %q, trend %v; want a clear rise and no trend", got.Verdict, got.Trend)
	}
}

func TestBuildKeepsSilentBelowItsFloors(t *testing.T) {
	for _, c := range []struct {
		jobs      int
		share     bool
		imprecise bool
		verdict   Verdict
	}{{29, false, false, TooFew}, {59, true, true, TooFew}, {99, true, false, TooFew}, {100, true, false, NoChange}} {
		m := newMemory()
		s := m.live("board/one", longAgo, windowDays.To)
		m.add(lot{source: s, days: beforeDays, jobs: 400, employers: 400, share: map[int32]float64{2: 0.1}})
		m.add(lot{source: s, days: windowDays, jobs: c.jobs, employers: c.jobs, share: map[int32]float64{2: 0.1}})
		r := build(t, m, Params{})
		got := row(t, r, "python")
		if (got.Share != nil) != c.share || got.Imprecise != c.imprecise || got.Verdict != c.verdict || (got.Change != nil) != (c.verdict == NoChange) {
			t.Errorf("of %d jobs: share %v, imprecise %v, %q, change %v; want %v, %v, %q", c.jobs, got.Share, got.Imprecise, got.Verdict, got.Change, c.share, c.imprecise, c.verdict)
		}
		if (r.WhyNot == TooFewJobs) != (c.jobs < 100) {
			t.Errorf("of %d jobs: why not = %q", c.jobs, r.WhyNot)
		}
	}
}

func TestBuildTestsSkillsOfEnoughJobsAndEmployers(t *testing.T) {
	m := rising()
	m.skills = append(m.skills, store.SkillRow{ID: 9, Slug: "apl", Name: "APL", Category: "languages"}, store.SkillRow{ID: 8, Slug: "j", Name: "J", Category: "languages"})
	apl, j := 0, 0
	for i := range m.facts {
		f := &m.facts[i]
		if f.Employer <= 4 && apl < 20 { // twenty jobs, of four employers
			f.Skills = append(f.Skills, store.FactSkill{ID: 9})
			apl++
		}
		if f.Employer > 100 && j < 9 { // nine jobs, of nine employers
			f.Skills = append(f.Skills, store.FactSkill{ID: 8})
			j++
		}
	}
	r := build(t, m, Params{})
	if r.Tested != 3 || row(t, r, "apl").Verdict != TooFew || row(t, r, "j").Verdict != TooFew {
		t.Errorf("tested %d, APL %q, J %q; want 3 and too few to say", r.Tested, row(t, r, "apl").Verdict, row(t, r, "j").Verdict)
	}
}

func TestBuildTestsTheSameWhateverItShows(t *testing.T) {
	m := rising()
	all, some := build(t, m, Params{}), build(t, m, Params{Category: []string{"databases"}, Top: 1})
	if len(some.Categories) != 1 || len(some.Categories[0].Rows) != 1 {
		t.Fatalf("categories = %+v; want one row of databases", some.Categories)
	}
	if some.Tested != all.Tested || !reflect.DeepEqual(some.Movers, all.Movers) {
		t.Errorf("tested %d, movers %v; want %d, %v as with all shown", some.Tested, some.Movers, all.Tested, all.Movers)
	}
}

func TestBuildLeavesOutWhatIsNoTechnicalJob(t *testing.T) {
	m := rising()
	tech := m.live("board/technical", longAgo, windowDays.To)
	m.sources[tech-1].Technical = true
	add := func(source int32, jobs int, change func(*store.Fact)) {
		m.add(lot{source: source, days: windowDays, jobs: jobs, employers: jobs, change: change})
	}
	add(1, 7, func(f *store.Fact) { f.Roles = 0 })
	add(tech, 5, func(f *store.Fact) { f.Roles = 0 })
	add(1, 3, func(f *store.Fact) { f.Roles = job.NotTechnical })
	add(1, 2, func(f *store.Fact) { f.Listing = false })
	add(1, 4, func(f *store.Fact) { f.Employer = 0 })
	add(1, 6, func(f *store.Fact) { f.Flow = false })
	add(1, 9, func(f *store.Fact) { f.Head, f.Before = false, []int32{1} })
	got := *build(t, m, Params{}).Window
	want := Window{Days: windowDays, Jobs: 1209, Employers: 204, Nameless: 4, NoRole: 7, NotTechnical: 3, NotListing: 2}
	if got != want {
		t.Errorf("window = %+v; want %+v", got, want)
	}
	if got := build(t, m, Params{Base: Postings}).Window.Jobs; got != 1218 {
		t.Errorf("postings = %d; want 1218", got)
	}
	every := *build(t, m, Params{Base: Postings, Role: []string{"all"}}).Window
	if want := (Window{Days: windowDays, Jobs: 1230, Employers: 204, Nameless: 4}); every != want {
		t.Errorf("window of all roles = %+v; want %+v", every, want)
	}
}

func TestBuildCountsTheJobsOfAgencies(t *testing.T) {
	m := rising()
	m.agencies = []int32{3, 7}
	with := build(t, m, Params{})
	without := build(t, m, Params{NoAgencies: true})
	agencies, before := 0, 0
	for _, f := range m.facts {
		if f.Employer == 3 || f.Employer == 7 {
			switch {
			case windowDays.has(f.Day):
				agencies++
			case beforeDays.has(f.Day):
				before++
			}
		}
	}
	if with.Window.Agencies != agencies || with.Before.Agencies != before || agencies == 0 {
		t.Errorf("jobs of agencies = %d, before %d; want %d, %d", with.Window.Agencies, with.Before.Agencies, agencies, before)
	}
	if w := without.Window; w.Jobs != with.Window.Jobs-agencies || w.Employers != with.Window.Employers-2 || w.Agencies != agencies {
		t.Errorf("without agencies %+v; want %d jobs and 2 employers fewer than %+v", *w, agencies, *with.Window)
	}
}

func TestBuildSelectsRolesAndSources(t *testing.T) {
	m := rising()
	other := m.live("feed/two", longAgo, windowDays.To)
	m.add(lot{source: other, days: windowDays, jobs: 50, employers: 50, change: func(f *store.Fact) { f.Roles = job.QA | job.DevOps }})
	if got := build(t, m, Params{Role: []string{"devops", "ml"}}).Window.Jobs; got != 50 {
		t.Errorf("jobs of devops or ml = %d; want 50", got)
	}
	if got := build(t, m, Params{Source: []string{"feed/*"}}).Window.Jobs; got != 50 {
		t.Errorf("jobs of feed/* = %d; want 50", got)
	}
}

func TestBuildNamesWhatItDoesNotKnow(t *testing.T) {
	for _, c := range []struct {
		params Params
		want   string
	}{
		{Params{Role: []string{"bakend"}}, `unknown role "bakend"; did you mean backend?`},
		{Params{Category: []string{"language"}}, `unknown category "language"; did you mean languages?`},
		{Params{Source: []string{"board/uno"}}, `unknown source "board/uno"; did you mean board/one?`},
		{Params{Source: []string{"["}}, `source "[" is not a valid pattern; write one such as greenhouse/*`},
		{Params{Base: "job"}, `unknown base "job"; did you mean jobs?`},
		{Params{By: "weeks"}, `unknown by "weeks"; did you mean week?`},
		{Params{Top: -1}, `top -1 is negative; 0 shows all`},
	} {
		_, err := Build(t.Context(), rising(), c.params, now)
		if !errors.Is(err, ErrUsage) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("Build(%+v) = %v; want a wrong usage, %s…", c.params, err, c.want)
		}
	}
}

func TestBuildSaysWhatThereIsWhereThereIsNothingToCount(t *testing.T) {
	ended, began, silent := newMemory(), newMemory(), newMemory()
	s := ended.live("board/one", longAgo, job.NewDate(2026, 3, 1))
	ended.add(lot{source: s, days: Days{longAgo, longAgo + 20}, jobs: 100, employers: 10})
	began.archive("threads/one", windowDays.From-10, windowDays.To)
	silent.live("board/one", longAgo, windowDays.To+1)
	for _, c := range []struct {
		m    *memory
		want string
	}{
		{newMemory(), `Nothing has been read yet. "demand crawl" reads the sources.`},
		{ended, "There is no data from 2026-08-24 to 2026-11-21. The last day with data is 2026-03-01 (--until 2026-03-01)."},
		{began, "There is nothing to count from 2026-08-24 to 2026-11-21: no source covers all of these days with new jobs. " +
			"There are threads/one from 2026-08-14 to 2026-11-21. " +
			"In the first 60 days of an archive reposts cannot be told from new jobs: --base postings counts them."},
		{silent, "The sources that were read throughout listed nothing that counts from 2026-08-24 to 2026-11-21."},
	} {
		r := build(t, c.m, Params{})
		if r.WhyNot != NoData || r.Reason != c.want {
			t.Errorf("Build says %s: %s; want no data: %s", r.WhyNot, r.Reason, c.want)
		}
		if r.Categories == nil || len(r.Categories) > 0 || r.Movers == nil || r.Before != nil || r.Data == nil || r.Window.Days != windowDays {
			t.Errorf("Build = %+v; want empty lists, the window and what was read", r)
		}
	}
}

func TestBuildSaysWhereNothingTellsWhatIsOpen(t *testing.T) {
	ended, archived := newMemory(), newMemory()
	ended.live("board/one", longAgo, job.NewDate(2026, 3, 1))
	archived.archive("threads/one", longAgo, windowDays.To)
	for _, c := range []struct {
		m    *memory
		want string
	}{
		{ended, "No source says what was open on 2026-11-21. The last day of which one does is 2026-03-01 (--until 2026-03-01)."},
		{archived, "No source says what was open on 2026-11-21. --basis new counts what opened in a window."},
	} {
		if r := build(t, c.m, Params{Basis: Open, Until: windowDays.To}); r.WhyNot != NoData || r.Reason != c.want {
			t.Errorf("Build says %s: %s; want no data: %s", r.WhyNot, r.Reason, c.want)
		}
	}
}

func TestBuildComparesNothingAcrossTaxonomies(t *testing.T) {
	m := rising()
	m.version = func(d job.Date) string {
		if d < windowDays.From {
			return "v1"
		}
		return "v2"
	}
	r := build(t, m, Params{})
	if got := row(t, r, "go"); r.WhyNot != TwoTaxonomies || r.Taxonomy != "mixed" || got.Change != nil || got.Verdict != "" || got.Trend != nil {
		t.Errorf("why not %q, taxonomy %q, Go %+v; want levels only", r.WhyNot, r.Taxonomy, got)
	}
	if r = build(t, m, Params{Compare: Compare{Mode: None}}); r.WhyNot != NotAsked || r.Taxonomy != "v2" {
		t.Errorf("why not %q, taxonomy %q; want not asked, v2", r.WhyNot, r.Taxonomy)
	}
}

func TestBuildFlagsEditionsThatMayGrow(t *testing.T) {
	m := newMemory()
	s := m.archive("threads/one", longAgo, windowDays.To)
	m.add(lot{source: s, days: beforeDays, jobs: 400, employers: 100, share: map[int32]float64{1: 0.5}})
	m.add(lot{source: s, days: windowDays, jobs: 400, employers: 100, share: map[int32]float64{1: 0.5}})
	may, nov := Days{job.NewDate(2026, 4, 1), job.NewDate(2026, 4, 30)}, Days{job.NewDate(2026, 11, 1), job.NewDate(2026, 11, 30)}
	m.editions = []store.OpenEdition{
		{Source: s, Name: "April", From: may.From, To: may.To},
		{Source: s, Name: "November", From: nov.From, To: nov.To},
	}
	r := build(t, m, Params{})
	if want := []Edition{{"threads/one", "November", nov}}; !slices.Equal(r.Sources.OpenEditions, want) {
		t.Errorf("open editions = %v; want %v", r.Sources.OpenEditions, want)
	}
	// An archive gives a trend by months: June to October are whole.
	if len(r.Periods) != 5 || r.Periods[0].From != job.NewDate(2026, 6, 1) || r.Periods[4].To != job.NewDate(2026, 10, 31) {
		t.Errorf("periods = %v; want June to October", r.Periods)
	}
}

func TestBuildGivesTrendsByWholeWeeks(t *testing.T) {
	r := build(t, rising(), Params{})
	if len(r.Periods) != 13 || r.Periods[12].To != job.NewDate(2026, 11, 15) || r.Periods[12].Len() != 7 {
		t.Fatalf("periods = %v; want 13 weeks to Sunday 15 Nov", r.Periods)
	}
	var jobs, naming int
	for i, p := range r.Periods {
		jobs += p.Jobs
		naming += row(t, r, "go").Trend[i]
	}
	if jobs < 1100 || jobs > 1230 || naming < 200 || naming > 250 {
		t.Errorf("weeks hold %d jobs, %d of them Go; want most of 1200 and of 240", jobs, naming)
	}
	if r = build(t, rising(), Params{By: "month"}); len(r.Periods) != 5 {
		t.Errorf("periods by month = %v; want 5", r.Periods)
	}
}

func TestBuildRanksWithTies(t *testing.T) {
	m := rising()
	m.skills = append(m.skills, store.SkillRow{ID: 4, Slug: "awk", Name: "Awk", Category: "languages"})
	for i := range m.facts {
		if f := &m.facts[i]; slices.ContainsFunc(f.Skills, func(k store.FactSkill) bool { return k.ID == 2 }) && f.Day >= windowDays.From {
			f.Skills = append(f.Skills, store.FactSkill{ID: 4})
		}
	}
	r := build(t, m, Params{})
	for _, c := range []struct {
		skill        string
		rank, before int
	}{{"awk", 1, 0}, {"python", 1, 1}, {"go", 3, 2}} {
		if got := row(t, r, c.skill); got.Rank != c.rank || got.RankBefore != c.before {
			t.Errorf("%s ranks %d after %d; want %d after %d", c.skill, got.Rank, got.RankBefore, c.rank, c.before)
		}
	}
	if got := row(t, r, "go"); got.RankBest != 3 || got.RankWorst != 3 {
		t.Errorf("Go ranks from %d to %d; want 3", got.RankBest, got.RankWorst)
	}
}

// renumber gives all rows of a store other numbers.
func renumber(m *memory) *memory {
	n := *m
	perm := func(id int32) int32 { return 1000 - 7*id }
	n.sources, n.skills, n.covers, n.facts = slices.Clone(m.sources), slices.Clone(m.skills), slices.Clone(m.covers), nil
	for i := range n.sources {
		n.sources[i].ID = perm(n.sources[i].ID)
	}
	for i := range n.skills {
		n.skills[i].ID = perm(n.skills[i].ID)
	}
	for i := range n.covers {
		n.covers[i].Source = perm(n.covers[i].Source)
	}
	n.employers = make(map[int32]string)
	for id, name := range m.employers {
		n.employers[5000-id] = name
	}
	for _, f := range m.facts {
		f.Source = perm(f.Source)
		f.Before = slices.Clone(f.Before)
		for i := range f.Before {
			f.Before[i] = perm(f.Before[i])
		}
		if f.Employer != 0 {
			f.Employer = 5000 - f.Employer
		}
		f.Skills = slices.Clone(f.Skills)
		for i := range f.Skills {
			f.Skills[i].ID = perm(f.Skills[i].ID)
		}
		slices.Reverse(f.Skills)
		n.facts = append(n.facts, f)
	}
	r := rand.New(rand.NewPCG(1, 1))
	r.Shuffle(len(n.facts), func(i, j int) { n.facts[i], n.facts[j] = n.facts[j], n.facts[i] })
	slices.SortStableFunc(n.facts, func(a, b store.Fact) int { return int(a.Day - b.Day) })
	r.Shuffle(len(n.sources), func(i, j int) { n.sources[i], n.sources[j] = n.sources[j], n.sources[i] })
	return &n
}

// everything has something for every field of a report.
func everything() *memory {
	m := rising()
	b := m.live("board/two", longAgo+3, windowDays.To)
	m.sources[0].Credit = "Jobs by board one."
	m.add(lot{source: b, days: beforeDays, jobs: 300, employers: 30, first: 300, share: map[int32]float64{1: 0.2, 3: 0.2}})
	m.add(lot{source: b, days: windowDays, jobs: 300, employers: 30, first: 300, share: map[int32]float64{1: 0.2, 3: 0.1}})
	c := m.live("board/late", job.NewDate(2026, 9, 2), windowDays.To)
	m.add(lot{source: c, days: windowDays, jobs: 100, employers: 10, first: 400, share: map[int32]float64{1: 0.5, 3: 0.1}})
	for _, change := range []func(*store.Fact){
		func(f *store.Fact) { f.Employer = 0 },
		func(f *store.Fact) { f.Roles = 0 },
		func(f *store.Fact) { f.Roles = job.NotTechnical },
		func(f *store.Fact) { f.Listing = false },
		func(f *store.Fact) { f.Head, f.Before = false, []int32{1} },
		func(f *store.Fact) { f.Employer = 450 },
	} {
		m.add(lot{source: 1, days: windowDays, jobs: 30, employers: 10, share: map[int32]float64{3: 1}, change: change})
	}
	m.employers[450] = "Acme"
	return m
}

func TestBuildDoesNotHangOnTheNumbersOfRows(t *testing.T) {
	encode := func(m *memory) string {
		text, err := json.Marshal(build(t, m, Params{Program: "v1.2.3"}))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	m := everything()
	if diff := cmp.Diff(encode(m), encode(renumber(m))); diff != "" {
		t.Errorf("other numbers, another report:\n%s", diff)
	}
}

func TestDataHashFollowsCoverageAndDays(t *testing.T) {
	a := build(t, rising(), Params{}).Data
	m := rising()
	m.covers[0].To++
	b := build(t, m, Params{}).Data
	m = rising()
	m.facts[500].Skills = nil
	c := build(t, m, Params{}).Data
	if a.Hash == b.Hash || a.Hash == c.Hash || len(a.Hash) != 64 {
		t.Errorf("hashes %s, %s, %s; want three that differ", a.Hash, b.Hash, c.Hash)
	}
	if len(a.Days) != 180 || len(a.Coverage) != 1 {
		t.Errorf("data of %d days and %d covers; want 180 and 1", len(a.Days), len(a.Coverage))
	}
}

// keys adds the names of all keys that a type can have as JSON.
func keys(t reflect.Type, set map[string]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		keys(t.Elem(), set)
	case reflect.Struct:
		for f := range t.Fields() {
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if tag == "-" {
				continue
			}
			if tag != "" {
				set[tag] = true
			}
			if _, text := reflect.PointerTo(f.Type).MethodByName("MarshalText"); !text {
				keys(f.Type, set)
			}
		}
	}
}

func TestFieldsHelpNamesEveryKey(t *testing.T) {
	set := make(map[string]bool)
	keys(reflect.TypeFor[Skills](), set)
	if !set["rank_best"] || !set["from"] || !set["deff"] || !set["since"] {
		t.Fatalf("keys = %v; want those of all parts", set)
	}
	for key := range set {
		if !regexp.MustCompile(`\b` + key + `\b`).MatchString(FieldsHelp) {
			t.Errorf("FieldsHelp does not name %s", key)
		}
	}
}

func TestFromCountsFindsTheOneMoverOfAPublishedPage(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "published", "hntrends-2023-05--2024-05.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the published counts are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := FromCounts(f, Params{Top: 10})
	if err != nil {
		t.Fatal(err)
	}
	if r.Tested != 190 || len(r.Movers) != 1 || r.Movers[0].Skill != "AI" || r.Movers[0].JobsBefore != 50 || r.Movers[0].Jobs != 101 {
		t.Errorf("movers = %+v of %d; want AI, 50 → 101, of 190", r.Movers, r.Tested)
	}
	if len(r.Categories) != 1 || len(r.Categories[0].Rows) != 10 {
		t.Errorf("categories = %+v; want one of ten rows", r.Categories)
	}
	if q := r.Movers[0].Q; q == nil || *q < 0.0007 || *q > 0.0008 {
		t.Errorf("q of AI = %v; want its p, 4e-6, times 190", q)
	}
}

func TestFromCountsNamesTheLine(t *testing.T) {
	const header = "skill,n_before,total_before,n_after,total_after\n"
	for _, c := range []struct{ in, want string }{
		{"", "counts: the file is empty"},
		{"skill,n\n", "counts: no column n_before; the first line has to name skill, n_before, total_before, n_after, total_after"},
		{header, "counts: the file has no row below its first line"},
		{header + "Go,1,2,3,4\nPHP,x,2,3,4\n", `counts: line 3: n_before "x" is not a whole number from 0 to 1000000000`},
		{header + "Go,3,2,3,4\n", `counts: line 2: "Go" is counted more often than its total`},
		{header + "Go,1,2,3,4\nGo,1,2,3,4\n", `counts: line 3: "Go" stands in line 2 already`},
		{header + " ,1,2,3,4\n", "counts: line 2: skill is empty"},
		{header + "Go,1,2\n", "counts: line 2: it has more or fewer fields than the first line"},
	} {
		if _, err := FromCounts(strings.NewReader(c.in), Params{}); err == nil || err.Error() != c.want {
			t.Errorf("FromCounts(%q) = %v; want %s", c.in, err, c.want)
		}
	}
}

func FuzzFromCounts(f *testing.F) {
	f.Add("skill,n_before,total_before,n_after,total_after\nGo,1,200,30,400\n")
	f.Add("\ufefftotal_after,n_after,skill,n_before,total_before\n0,0,Go,0,0\n1000000000,5,C,7,1000000000\n")
	f.Fuzz(func(t *testing.T, in string) {
		if r, err := FromCounts(strings.NewReader(in), Params{}); err == nil {
			if _, err := json.Marshal(r); err != nil {
				t.Errorf("FromCounts(%q) is no JSON: %v", in, err)
			}
		}
	})
}

func BenchmarkBuild(b *testing.B) {
	const facts, skills, employers, sources = 1_000_000, 700, 20_000, 10_000
	m := newMemory()
	m.skills = nil
	for i := range int32(skills) {
		m.skills = append(m.skills, store.SkillRow{ID: i + 1, Slug: "s" + string('a'+i%26) + string('0'+i/26), Category: categories[i%6].Slug})
	}
	for i := range sources {
		m.live("board/"+string(rune(0x4e00+i)), longAgo, windowDays.To)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range facts {
		f := store.Fact{
			Day: beforeDays.From + job.Date(i*180/facts), Source: int32(r.IntN(sources)) + 1, Employer: int32(r.IntN(employers)) + 1,
			Head: true, Flow: true, Listing: true, Roles: job.Backend,
		}
		for k := int32(r.IntN(40)); k < skills; k += 1 + int32(r.IntN(160)) {
			f.Skills = append(f.Skills, store.FactSkill{ID: k + 1, Strength: job.Required, Strict: true})
		}
		m.facts = append(m.facts, f)
	}
	m.employers[1] = "x"
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Build(b.Context(), quick{m}, Params{Top: 10}, now); err != nil {
			b.Fatal(err)
		}
	}
}

// quick is a memory whose states of days cost nothing.
type quick struct{ *memory }

func (quick) Days(context.Context, job.Date, job.Date) ([]store.DayState, error) { return nil, nil }

// Employers keep to their habits and post the same job again and again; only chance puts them into a window.
func TestBuildFindsFewMoversAmongShuffledEmployers(t *testing.T) {
	const runs, employers, skills = 150, 250, 60
	r := rand.New(rand.NewPCG(8, 9))
	wrong := 0
	for range runs {
		m := newMemory()
		s := m.live("board/one", longAgo, windowDays.To)
		m.skills = nil
		for k := range int32(skills) {
			m.skills = append(m.skills, store.SkillRow{ID: k + 1, Slug: fmt.Sprint("s", k), Category: "languages"})
		}
		for e := range int32(employers) {
			m.employers[e+1] = fmt.Sprint("Employer ", e)
			var habit []store.FactSkill
			for k := range int32(skills) {
				if r.Float64() < 0.02+0.4*float64(k)/skills {
					habit = append(habit, store.FactSkill{ID: k + 1, Strict: true})
				}
			}
			days := beforeDays
			if r.IntN(2) == 0 {
				days = windowDays
			}
			for range 1 + r.IntN(1+r.IntN(12)) {
				m.facts = append(m.facts, store.Fact{
					Day: days.From + job.Date(r.IntN(days.Len())), Source: s, Employer: e + 1,
					Head: true, Flow: true, Listing: true, Roles: job.Software, Skills: habit,
				})
			}
		}
		report, err := Build(t.Context(), quick{m}, Params{}, now)
		if err != nil {
			t.Fatal(err)
		}
		if report.Tested < skills/2 {
			t.Fatalf("tested %d of %d skills; want most", report.Tested, skills)
		}
		if len(report.Movers) > 0 {
			wrong++
		}
	}
	if part := float64(wrong) / runs; part > 0.12 {
		t.Errorf("movers in %.1f %% of runs; want at most 12", 100*part)
	}
}

func TestASourceThatJoinsLateTakesNoJobAway(t *testing.T) {
	want := build(t, rising(), Params{})
	m := rising()
	m.sources = append(m.sources, store.SourceRow{ID: 2, Name: "board/late", Kind: "board", Interval: 7, FirstOn: want.Window.To - 7, LastOn: want.Window.To})
	m.covers = append(m.covers, store.Cover{Source: 2, From: want.Window.To - 7, To: want.Window.To})
	for i := range m.facts {
		if f := &m.facts[i]; f.Head && i%3 == 0 {
			f.Head, f.Before = false, []int32{2} // the new source lists an older copy
		}
	}
	got := build(t, m, Params{})
	if got.Window.Jobs != want.Window.Jobs || got.Before.Jobs != want.Before.Jobs || row(t, got, "go").Jobs != row(t, want, "go").Jobs {
		t.Errorf("jobs = %d and %d; want %d and %d as without the source that joined late", got.Window.Jobs, got.Before.Jobs, want.Window.Jobs, want.Before.Jobs)
	}
	only := build(t, m, Params{Source: []string{"board/one"}})
	if only.Window.Jobs != want.Window.Jobs {
		t.Errorf("jobs of board/one alone = %d; want %d", only.Window.Jobs, want.Window.Jobs)
	}
}
