package report

import (
	"testing"

	"demand/internal/job"
	"demand/internal/store"
)

// backendRising has the role backend rise from 20 to 40 % of the jobs, and senior jobs from 30 to 31 %.
func backendRising() *memory {
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	add := func(days Days, backend, senior int) {
		i := 0
		m.add(lot{source: s, days: days, jobs: 1000, employers: 200, share: map[int32]float64{1: 0.30, 2: 0.40, 3: 0.20}, change: func(f *store.Fact) {
			// Jobs of one employer are alike in nothing: 7 has no factor in common with their number.
			place := i * 7 % 1000
			i++
			f.Roles = job.Frontend | job.Software
			if place < backend {
				f.Roles = job.Backend
			}
			if place%100 < senior/10 {
				f.Seniority = job.Senior | job.Staff
			}
		}})
	}
	add(beforeDays, 200, 300)
	add(windowDays, 400, 310)
	return m
}

func TestBuildJudgesRolesAsSkills(t *testing.T) {
	r := build(t, backendRising(), Params{Report: Roles})
	backend := row(t, r, "backend")
	if backend.Name != "Backend" || backend.Share.Value != 40 || backend.Change.Value != 20 || backend.Verdict != ClearRise || backend.Category != "roles" {
		t.Errorf("backend = %+v, change %+v; want a clear rise of 20 points to 40 %%", backend, backend.Change)
	}
	if both := row(t, r, "software"); both.Jobs != row(t, r, "frontend").Jobs || both.Verdict != ClearFall {
		t.Errorf("software = %+v; want each role of a job to count", both)
	}
	if r.Report != Roles || r.Tested != 3 || len(r.Movers) != 3 || len(r.Categories) != 1 {
		t.Errorf("%s: %d movers of %d in %d tables; want 3 of 3 roles in one", r.Report, len(r.Movers), r.Tested, len(r.Categories))
	}
}

func TestBuildJudgesSeniority(t *testing.T) {
	r := build(t, backendRising(), Params{Report: Seniority})
	if got := row(t, r, "senior"); got.Share.Value != 31 || got.Change.Value != 1 || got.Verdict != NoChange {
		t.Errorf("senior = %+v, change %+v; want 31 %% and no clear change", got, got.Change)
	}
	if c := r.Categories[0]; c.Jobs != 310 || c.Skills != 2 {
		t.Errorf("%d jobs name one of %d levels; want 310 and 2", c.Jobs, c.Skills)
	}
}

func TestBuildCountsAJobOnceInACategory(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	m.add(lot{source: s, days: windowDays, jobs: 200, employers: 40, share: map[int32]float64{1: 1, 2: 1, 3: 0.5}})
	r := build(t, m, Params{Report: Categories, Compare: Compare{Mode: None}})
	if got := row(t, r, "languages"); got.Jobs != 200 || got.Share.Value != 100 {
		t.Errorf("languages = %+v; want each of 200 jobs once", got)
	}
	if got := row(t, r, "databases"); got.Jobs != 100 || got.Rank != 2 {
		t.Errorf("databases = %+v; want 100 jobs, the second", got)
	}
}

func TestMoversAreTheOnlyRowsOfTheirReport(t *testing.T) {
	all := build(t, rising(), Params{})
	r := build(t, rising(), Params{Report: Movers})
	if len(r.Categories) != 1 || r.Categories[0].Category != "movers" || len(r.Categories[0].Rows) != 1 {
		t.Fatalf("categories = %+v; want the one mover", r.Categories)
	}
	got, want := r.Categories[0].Rows[0], row(t, all, "go")
	if got.Skill != "go" || *got.Q != *want.Q || *got.Q >= falseRate || *got.Q < *got.P || got.Rank != want.Rank {
		t.Errorf("mover = %+v, q %v; want that of the report of skills, %+v", got, *got.Q, want)
	}
	other := build(t, rising(), Params{Report: Movers, Category: []string{"databases"}})
	if len(other.Categories) != 0 || len(other.Movers) != 1 || other.Tested != r.Tested {
		t.Errorf("movers shown of databases = %+v, of all %d; want none, and one of the family that was tested", other.Categories, len(other.Movers))
	}
}
