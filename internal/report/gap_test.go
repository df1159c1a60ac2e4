package report

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"demand/internal/job"
	"demand/internal/store"
)

// asking is a market whose jobs ask for the skills listed, one string a job: a capital is required.
func asking(jobs ...string) *memory {
	m := newMemory()
	m.skills = nil
	for i, slug := range strings.Split("abcdefgh", "") {
		m.skills = append(m.skills, store.SkillRow{ID: int32(i + 1), Slug: slug, Name: strings.ToUpper(slug), Category: "languages", Nature: "technology"})
	}
	m.skills = append(m.skills, store.SkillRow{ID: 9, Slug: "agile", Name: "Agile", Category: "systems", Nature: "practice"})
	s := m.live("board/one", longAgo, windowDays.To)
	i := 0
	m.add(lot{source: s, days: windowDays, jobs: len(jobs), employers: len(jobs), change: func(f *store.Fact) {
		for _, r := range jobs[i] {
			strength := job.Mentioned
			if r < 'a' {
				strength, r = job.Required, r+'a'-'A'
			}
			f.Skills = append(f.Skills, store.FactSkill{ID: r - 'a' + 1, Strength: strength, Strict: true})
		}
		slices.SortFunc(f.Skills, func(a, b store.FactSkill) int { return int(a.ID - b.ID) })
		i++
	}})
	return m
}

func repeat(n int, jobs ...string) (list []string) {
	for range n {
		list = append(list, jobs...)
	}
	return list
}

func TestGapReachesHalfOfWhatAJobRequires(t *testing.T) {
	for _, c := range []struct {
		job          string
		have         string
		reached, all int
	}{
		{"AB", "a", 1, 0},
		{"AB", "ab", 1, 1},
		{"ABC", "a", 0, 0},
		{"ABC", "ab", 1, 0},
		{"ABcdef", "a", 1, 0}, // what is not required does not count
		{"abc", "ab", 1, 0},   // where nothing is
		{"abcd", "a", 0, 0},
		{"A", "b", 0, 0},
		{"i", "a", 0, 0}, // names no technology
	} {
		d, err := Gap(t.Context(), asking(c.job), Params{Have: strings.Split(c.have, "")}, now)
		paged(t, d, err)
		if r, a := cell(t, d, "reach", "are reached", "jobs"), cell(t, d, "reach", "ask for nothing else", "jobs"); r != c.reached || a != c.all {
			t.Errorf("%s with %s: reached %v, nothing else %v; want %d, %d", c.job, c.have, r, a, c.reached, c.all)
		}
	}
}

func TestGapNamesTheSkillThatAddsMost(t *testing.T) {
	// With a: the jobs of A are reached. b adds those of B and of BCE; c those of C and of ACDE; d adds none by itself.
	m := asking(slices.Concat(repeat(40, "A"), repeat(30, "B"), repeat(20, "C"), repeat(10, "ACDEF"), repeat(20, "DEF", "i"))...)
	d, err := Gap(t.Context(), m, Params{Top: 10, Have: []string{"a", "agile"}}, now)
	paged(t, d, err)
	// Of ACDEF three are needed, so that no single skill adds it.
	if rows := d.Tables[1].Rows; len(rows) != 2 || rows[0][0] != "B" || rows[0][2] != 30 || rows[1][0] != "C" || rows[1][2] != 20 {
		t.Fatalf("next = %v; want B with 30 jobs, C with 20", rows)
	}
	if c := cell(t, d, "next", "B", "share_added").(*Change); c.Value != 25 || c.Low <= 0 || c.High <= 25 {
		t.Errorf("B adds %+v; want 25 points of 120 jobs, and not less than none", c)
	}
	if e := cell(t, d, "reach", "are reached", "share").(*Estimate); e.Value != percent(40.0/120) {
		t.Errorf("reached %v; want 40 of the 120 jobs that name a technology", e)
	}
	notes := strings.Join(d.Notes, " ")
	if !strings.Contains(notes, "so not counted: Agile.") || !strings.Contains(notes, "Out of the 120 jobs that name any technology; 20 do not.") || !strings.Contains(notes, "does not say who would be hired") {
		t.Errorf("notes = %s; want what is not counted, and what this does not say", notes)
	}
}

func TestGapFindsTheSmallestSets(t *testing.T) {
	m := asking(slices.Concat(repeat(50, "A"), repeat(10, "B"), repeat(10, "C"), repeat(20, "DEF"), repeat(10, "G"))...)
	d, err := Gap(t.Context(), m, Params{Have: []string{"a"}}, now)
	paged(t, d, err)
	// Two of D, E and F reach 20 jobs; any of the others 10.
	for target, want := range map[string][]any{
		"50 %": {0, "", Percent(50), "already"}, "70 %": {2, "D, E", Percent(70), "exact"}, "80 %": {3, "", Percent(80), "exact"},
	} {
		if more, by, found := cell(t, d, "sets", target, "more"), cell(t, d, "sets", target, "share"), cell(t, d, "sets", target, "found"); more != want[0] || by != want[2] || found != want[3] {
			t.Errorf("to reach %s: %v more, %v, %v; want %v", target, more, by, found, want)
		}
		if skills := cell(t, d, "sets", target, "skills"); want[1] != "" && skills != want[1] {
			t.Errorf("to reach %s: %v; want %v", target, skills, want[1])
		}
	}
	far := asking(slices.Concat(repeat(30, "A"), repeat(10, "B", "C", "D", "E", "F"), repeat(20, "G"))...)
	d, err = Gap(t.Context(), far, Params{Have: []string{"a"}}, now)
	paged(t, d, err)
	if more, found := cell(t, d, "sets", "80 %", "more"), cell(t, d, "sets", "80 %", "found"); more != 4 || found != "greedy" {
		t.Errorf("to reach 80 %% of 100 from 30: %v more, %v; want 4 by one at a time", more, found)
	}
}

// The best sets are those that trying each set on each job finds.
func TestChooserAgreesWithTryingAll(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 30 {
		m := &market{wanted: make([]int, 7)}
		for range 60 {
			rest := r.Perm(7)[:1+r.IntN(6)]
			m.open = append(m.open, openJob{1 + r.IntN(min(4, len(rest))), rest})
			for _, k := range rest {
				m.wanted[k]++
			}
		}
		most := make([]int, setExact+1)
		for set := range 1 << 7 {
			size, jobs := 0, 0
			for k := range 7 {
				size += set >> k & 1
			}
			for _, o := range m.open {
				held := 0
				for _, k := range o.rest {
					held += set >> k & 1
				}
				if held >= o.short {
					jobs++
				}
			}
			if size <= setExact {
				most[size] = max(most[size], jobs)
			}
		}
		best := newChooser(m).exact()
		for size, b := range best {
			if b.jobs != most[size] || len(b.items) != size {
				t.Fatalf("best set of %d reaches %d by %v; want %d", size, b.jobs, b.items, most[size])
			}
		}
		if steps := newChooser(m).greedy(best[setExact]); steps[len(steps)-1].jobs != len(m.open) {
			t.Fatalf("all skills reach %d of %d jobs", steps[len(steps)-1].jobs, len(m.open))
		}
	}
}

func TestGapIsSilentBelowItsFloorAndNamesWhatItDoesNotKnow(t *testing.T) {
	d, err := Gap(t.Context(), asking(repeat(20, "A", "B")[:29]...), Params{Have: []string{"a"}}, now)
	paged(t, d, err)
	if e := cell(t, d, "reach", "are reached", "share").(*Estimate); e != nil || len(d.Tables[2].Rows) > 0 {
		t.Errorf("of 29 jobs: share %v, sets %v; want none", e, d.Tables[2].Rows)
	}
	if c := cell(t, d, "next", "B", "share_added").(*Change); c != nil {
		t.Errorf("of 29 jobs: share added %v; want none", c)
	}
	if _, err := Gap(t.Context(), asking("A"), Params{Have: []string{"aa"}}, now); !errors.Is(err, ErrUsage) {
		t.Errorf("Gap of an unknown skill = %v; want ErrUsage", err)
	}
}
