package report

import (
	"cmp"
	"context"
	"slices"
	"time"

	"demand/internal/stats"
)

// A Section is a part of a guide to skills, with the slugs of those that it names.
type Section struct {
	Name   string
	Skills []string
}

// keptAt is the share in per cent that a skill of a guide has to reach with the lower end of its interval to be kept.
const keptAt = 1.0

// Guide holds a guide to skills against what employers ask for: which of its skills are still asked for, which ones of the same
// categories it misses, and which of its own those have overtaken. Errors are those of Build.
func Guide(ctx context.Context, db Reader, p Params, guide []Section, now time.Time) (*Document, error) {
	p.Report = "guide"
	b, err := gather(ctx, db, p, now)
	if err != nil {
		return nil, err
	}
	const title = "The guide against demand"
	if b.report.WhyNot == NoData {
		return b.document(title), nil
	}
	sizes, tallies := b.tally()
	_, shares := designEffects(sizes, tallies)
	d := b.document(title)

	sections := make([]section, 0, len(guide))
	var pairs [][2]int
	for _, g := range guide {
		s := b.section(g, tallies)
		for _, own := range s.own {
			for _, other := range s.missing {
				pairs = append(pairs, [2]int{own, other})
			}
		}
		sections = append(sections, s)
	}
	if sizes.N1 < floorShare {
		d.say("There are too few jobs to hold the guide against: it takes %d.", floorShare)
		pairs = nil
	}
	overtaken := b.overtaken(pairs, tallies)

	kept, all, missing := 0, 0, 0
	for _, s := range sections {
		t := Table{
			Name: s.Name, Title: s.Name,
			Columns:   []string{"skill", "jobs", "share", "standing", "overtaken_by", "difference"},
			Intervals: []string{"share", "difference"},
		}
		row := func(k int, standing string, by any, difference *Change) {
			t.Rows = append(t.Rows, []any{b.subject.items[k].name, int(tallies[k].X1), shareOf(sizes, tallies, shares, k), standing, by, difference})
		}
		for _, k := range s.own {
			e := shareOf(sizes, tallies, shares, k)
			standing := "too few to say"
			switch {
			case e == nil:
			case e.Low >= keptAt:
				standing = "kept"
				kept++
			default:
				standing = "not kept"
			}
			all++
			if o, ok := overtaken[k]; ok {
				row(k, standing, b.subject.items[o.by].name, o.difference)
				continue
			}
			row(k, standing, nil, nil)
		}
		for _, k := range s.missing {
			if shareOf(sizes, tallies, shares, k) != nil {
				row(k, "missing", nil, nil)
				missing++
			}
		}
		d.add(t)
	}
	if sizes.N1 >= floorShare {
		d.say("%d of the %d skills that the guide names are kept, %d are overtaken, and %d that it does not name are missing.", kept, all, len(overtaken), missing)
	}
	d.say("Kept: at least 1 %% of the jobs ask for it, by the lower end of its interval. Missing: a skill of the section's categories, named by %d jobs of %d employers or more, "+
		"with a share above that of the section's median skill. Overtaken: by the missing skill with the greatest share of those that more jobs ask for; "+
		"the difference is paired, job by job, with false discoveries held to 10 %% among %d pairs.", floorSkill, floorEmployers, len(pairs))
	return d, nil
}

// A section is a Section with its skills in the store.
type section struct {
	Section
	own     []int // by jobs, the most first
	missing []int // likewise: skills of its categories that it does not name
}

func (b *builder) section(g Section, tallies []tally) section {
	s := section{Section: g}
	groups := make(map[int]bool)
	for i, t := range b.subject.items {
		if slices.Contains(g.Skills, t.slug) {
			s.own = append(s.own, i)
			groups[t.group] = true
		}
	}
	byJobs := func(i, k int) int { return cmp.Or(cmp.Compare(tallies[k].X1, tallies[i].X1), cmp.Compare(i, k)) }
	slices.SortFunc(s.own, byJobs)
	var jobs []float64
	for _, k := range s.own {
		jobs = append(jobs, tallies[k].X1)
	}
	median := stats.Median(jobs)
	for i, t := range b.subject.items {
		if groups[t.group] && !slices.Contains(g.Skills, t.slug) && tallies[i].X1 > median && inFamily(&tallies[i]) {
			s.missing = append(s.missing, i)
		}
	}
	slices.SortFunc(s.missing, byJobs)
	return s
}

// An overtaking says which skill is ahead of another, and by how much.
type overtaking struct {
	by         int
	difference *Change // below 0, in points
}

// overtaken tests all pairs of a guide's skill and a missing one together, and returns the skills that are behind.
func (b *builder) overtaken(pairs [][2]int, tallies []tally) map[int]overtaking {
	counts := b.sample.pairs(b.base(), pairs)
	p := make([]float64, len(pairs))
	for i, c := range counts {
		_, p[i] = c.McNemar()
	}
	rejected, count := stats.BenjaminiHochberg(p, falseRate)
	behind := make(map[int]overtaking)
	for i, pair := range pairs {
		if !rejected[i] || counts[i].Difference() >= 0 {
			continue
		}
		if before, ok := behind[pair[0]]; ok && tallies[before.by].X1 >= tallies[pair[1]].X1 {
			continue
		}
		at := stats.SelectedLevel(falseRate, count, len(pairs))
		behind[pair[0]] = overtaking{pair[1], &Change{*estimate(counts[i].Difference(), counts[i].Interval(at), at), digits(counts[i].Deff)}}
	}
	return behind
}
