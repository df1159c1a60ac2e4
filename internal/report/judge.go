package report

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"demand/internal/stats"
)

// A candidate is a row on its way into a report.
type candidate struct {
	Row
	change    stats.Change
	shareDeff float64
	tested    bool // it belongs to the family of tests
	moved     bool
	item      int // index into subject.items
}

// judge gives every candidate its share, its change and its verdict, and the report what it says of all tests.
// n1 and n0 are the jobs of the windows, 0 if they differ by row.
func (r *Skills) judge(list []candidate, n1, n0 int) {
	for i := range list {
		c := &list[i]
		c.Share = share(c.Jobs, c.Of, c.shareDeff)
		c.Imprecise = c.Share != nil && (c.Of < floorPrecise || c.Share.High-c.Share.Low > 100*wideInterval)
	}
	if r.WhyNot == NotAsked || r.WhyNot == NoCommonSource || r.WhyNot == TwoTaxonomies {
		return
	}
	var p []float64
	var family []*candidate
	for i := range list {
		if c := &list[i]; c.tested && r.WhyNot == "" {
			p = append(p, c.change.P())
			family = append(family, c)
		}
	}
	moved, count := stats.BenjaminiHochberg(p, falseRate)
	r.Tested = len(family)
	for i, q := range stats.AdjustedP(p) {
		q = digits(q)
		family[i].moved, family[i].Q = moved[i], &q
	}
	if r.Tested > 0 && n1 > 0 && n0 > 0 {
		alpha := falseRate * float64(max(count, 1)) / float64(r.Tested)
		d := percent(stats.Detectable(detectableAt, alpha, deffNear(family, detectableAt), float64(n1), float64(n0)))
		r.Detectable = &d
	}
	for i := range list {
		c := &list[i]
		c.Verdict = TooFew
		if r.WhyNot != "" || min(c.Of, c.OfBefore) < floorChange {
			continue
		}
		at := level
		if c.moved {
			at = stats.SelectedLevel(falseRate, count, r.Tested)
		}
		p := c.change.P()
		c.Change = &Change{*estimate(c.change.Difference(), c.change.Interval(at), at), digits(c.change.Deff)}
		if c.tested {
			c.Verdict = verdict(c.moved, p, c.change.Difference())
		}
		p = digits(p)
		c.P = &p
	}
}

// deffNear returns the median design effect of the ten skills whose share in both windows is nearest to one: common skills
// cluster more than rare ones.
func deffNear(family []*candidate, share float64) float64 {
	distance := func(c *candidate) float64 {
		return math.Abs(float64(c.Jobs+c.JobsBefore)/float64(c.Of+c.OfBefore) - share)
	}
	near := slices.SortedStableFunc(slices.Values(family), func(a, b *candidate) int { return cmp.Compare(distance(a), distance(b)) })
	var deffs []float64
	for _, c := range near[:min(10, len(near))] {
		deffs = append(deffs, c.change.Deff)
	}
	return stats.Median(deffs)
}

func verdict(moved bool, p, difference float64) Verdict {
	switch {
	case moved && difference > 0:
		return ClearRise
	case moved:
		return ClearFall
	case p > possible:
		return NoChange
	case difference > 0:
		return PossibleRise
	}
	return PossibleFall
}

// share returns the share with its interval, nil if there are too few jobs to give one.
func share(x, n int, deff float64) *Estimate {
	if n < floorShare {
		return nil
	}
	i := stats.Wilson(float64(x)/deff, float64(n)/deff, level)
	return estimate(float64(x)/float64(n), i, level)
}

// shareOf adds the share among the jobs that name any skill of the category, in the window and the one before.
func (c *candidate) shareOf(jobs [2]int, compared bool) {
	if jobs[0] < floorShare {
		return
	}
	c.OfCategory = &OfSkills{Share: percent(float64(c.Jobs) / float64(jobs[0]))}
	if !compared || jobs[1] < floorShare {
		return
	}
	change := float64(c.Jobs)/float64(jobs[0]) - float64(c.JobsBefore)/float64(jobs[1])
	points := percent(change)
	c.OfCategory.Change = &points
	c.OfCategory.Disagrees = change*c.change.Difference() < 0
}

// rank orders the items of one group by jobs and then by slug, and numbers them.
func rank(list []*candidate, compared bool) {
	number := func(jobs func(*candidate) int, rank func(*candidate) *int) {
		slices.SortFunc(list, func(a, b *candidate) int {
			return cmp.Or(cmp.Compare(jobs(b), jobs(a)), cmp.Compare(a.Skill, b.Skill))
		})
		for i, c := range list {
			*rank(c) = i + 1
			if i > 0 && jobs(list[i-1]) == jobs(c) {
				*rank(c) = *rank(list[i-1])
			}
		}
	}
	if compared {
		number(func(c *candidate) int { return c.JobsBefore }, func(c *candidate) *int { return &c.RankBefore })
		for _, c := range list {
			if c.JobsBefore == 0 {
				c.RankBefore = 0
			}
		}
	}
	number(func(c *candidate) int { return c.Jobs }, func(c *candidate) *int { return &c.Rank })
	intervals := make([]stats.Interval, len(list))
	for i, c := range list {
		intervals[i] = stats.Interval{Lo: 0, Hi: 100}
		if c.Share != nil {
			intervals[i] = stats.Interval{Lo: c.Share.Low, Hi: c.Share.High}
		}
	}
	for i, rr := range stats.RankRanges(intervals) {
		list[i].RankBest, list[i].RankWorst = rr.Best, rr.Worst
	}
}

// top returns the first n rows, all of them if n is 0.
func top(list []*candidate, n int) []Row {
	if n == 0 || n > len(list) {
		n = len(list)
	}
	rows := make([]Row, n)
	for i := range rows {
		rows[i] = list[i].Row
	}
	return rows
}

// movers returns the rows of all movers, the largest change first.
func movers(list []candidate) []Row {
	return changed(list, func(c *candidate) bool { return c.moved })
}

// changed returns the rows that ok takes of those that have a change, the largest first.
func changed(list []candidate, ok func(*candidate) bool) []Row {
	rows := []Row{}
	for i := range list {
		if c := &list[i]; c.Change != nil && ok(c) {
			rows = append(rows, c.Row)
		}
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Change.Value), math.Abs(a.Change.Value)), cmp.Compare(a.Skill, b.Skill))
	})
	return rows
}

// showMovers shows nothing but what moved, and what may have, of the categories asked for.
func (r *Skills) showMovers(list []candidate) {
	r.Categories = []Category{}
	for _, group := range []struct {
		slug, name string
		verdicts   []Verdict
	}{
		{"movers", "Movers", []Verdict{ClearRise, ClearFall}},
		{"possible", "Possible movers", []Verdict{PossibleRise, PossibleFall}},
	} {
		rows := changed(list, func(c *candidate) bool {
			return slices.Contains(group.verdicts, c.Verdict) &&
				(len(r.Parameters.Category) == 0 || slices.Contains(r.Parameters.Category, c.Category))
		})
		if len(rows) > 0 {
			r.Categories = append(r.Categories, Category{Category: group.slug, Name: group.name, Skills: len(rows), Rows: rows})
		}
	}
}

func estimate(value float64, i stats.Interval, level float64) *Estimate {
	return &Estimate{percent(value), percent(i.Lo), percent(i.Hi), digits(level)}
}

// percent turns a part into per cent with four decimals. Rounding hides the last bits, which may
// differ between processors.
func percent(x float64) float64 { return math.Round(x*1e6)/1e4 + 0 }

// digits rounds to six significant digits.
func digits(x float64) float64 {
	d, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	return d
}
