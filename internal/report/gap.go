package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"demand/internal/job"
	"demand/internal/stats"
)

const (
	setCandidates = 60 // skills among which the smallest sets are sought
	setExact      = 3  // size up to which all sets are tried
)

// setTargets are the parts of the jobs, in per cent, for which the smallest sets are sought.
var setTargets = []int{50, 70, 80}

// Gap says what part of the jobs a person reaches who has the skills of Params.Have, and which further ones would add most.
// Errors are those of Build. The skills stand nowhere but in the document.
func Gap(ctx context.Context, db Reader, p Params, now time.Time) (*Document, error) {
	p.Report = TheGap
	b, err := gather(ctx, db, p, now)
	if err != nil {
		return nil, err
	}
	var known, practices []string
	has := make([]bool, len(b.subject.items))
	for _, slug := range p.Have {
		k, err := b.find(slug)
		if err != nil {
			return nil, err
		}
		if k < 0 {
			continue
		}
		item := b.subject.items[k]
		if !item.technology {
			practices = append(practices, item.name)
			continue
		}
		has[k] = true
		known = append(known, item.name)
	}
	const title = "The gap to the market"
	if b.report.WhyNot == NoData {
		return b.document(title), nil
	}
	b.tally()
	d := b.document(title)
	m := b.market(has)

	inflation := m.sizes.Inflation()
	row := func(what string, jobs int, s stats.Spread) []any {
		return []any{what, jobs, share(jobs, m.jobs(), max(1, inflation*stats.ShareDeff(m.sizes, s)))}
	}
	d.add(
		Table{
			Name: "reach", Title: "With " + cmp.Or(strings.Join(known, ", "), "none of the technologies"),
			Columns: []string{"jobs_that", "jobs", "share"}, Intervals: []string{"share"},
			Rows: [][]any{row("are reached", int(m.reached.X1), m.reached), row("ask for nothing else", int(m.all.X1), m.all)},
		},
		b.nextSkills(m, inflation), b.sets(m))
	d.say("Reached: the person has at least half of the technologies that the job requires, or of all that it names where it requires none, and one at least. "+
		"Out of the %s jobs that name any technology; %s do not.", Thousands(m.jobs()), Thousands(int(m.silent)))
	d.say("This counts the skills that jobs name. It does not say who would be hired: experience, place, language and practice count too.")
	if len(practices) > 0 {
		d.say("Practices and no technologies, and so not counted: %s.", strings.Join(practices, ", "))
	}
	d.say("Of the smallest sets, those of up to %d skills are exact among the %d skills that most of the jobs not reached ask for; larger ones are built up from the best of %d, one skill at a time, "+
		"and may not be the smallest.", setExact, setCandidates, setExact)
	d.say("The list of skills stands in this report alone.")
	return d, nil
}

// A market is what a person with some skills reaches of the jobs of a window.
type market struct {
	sizes   stats.Sizes // jobs that name a technology
	silent  float64     // jobs that name none
	reached stats.Spread
	all     stats.Spread // those of them that ask for nothing else
	open    []openJob    // the others
	added   []stats.Spread
	wanted  []int // open jobs that ask for each item
}

// An openJob is one that is not reached: so many of the rest have to be learned.
type openJob struct {
	short int
	rest  []int
}

func (m *market) jobs() int { return int(m.sizes.N1) }

// market holds what a person has against the jobs of the window.
func (b *builder) market(has []bool) *market {
	s := &b.sample
	m := &market{added: make([]stats.Spread, s.names), wanted: make([]int, s.names)}
	counts := make([]float64, s.names) // of one employer: jobs that one more skill would reach
	var touched []int
	for i := 0; i < len(s.postings); {
		employer := s.postings[i].employer
		var n, reached, all float64
		for ; i < len(s.postings) && s.postings[i].employer == employer; i++ {
			p := &s.postings[i]
			if b.base().in(p)&inWindow == 0 {
				continue
			}
			asked := b.asked(p)
			if len(asked) == 0 {
				m.silent++
				continue
			}
			n++
			rest := slices.DeleteFunc(asked, func(k int) bool { return has[k] })
			held := len(asked) - len(rest)
			short := (len(asked)+1)/2 - held
			if short <= 0 {
				reached++
				if len(rest) == 0 {
					all++
				}
				continue
			}
			m.open = append(m.open, openJob{short, slices.Clone(rest)})
			for _, k := range rest {
				m.wanted[k]++
				if short == 1 {
					counts[k]++
					touched = append(touched, k)
				}
			}
		}
		if n == 0 {
			continue
		}
		m.sizes.Add(n, 0)
		m.reached.Add(reached, n, 0, 0)
		m.all.Add(all, n, 0, 0)
		for _, k := range touched {
			if counts[k] > 0 {
				m.added[k].Add(counts[k], n, 0, 0)
				counts[k] = 0
			}
		}
		touched = touched[:0]
	}
	return m
}

// asked returns the technologies that a job requires, all that it names if it requires none.
func (b *builder) asked(p *posting) []int {
	var required, named []int
	for _, k := range b.sample.named(p) {
		at := int(k.index())
		if !b.subject.items[at].technology {
			continue
		}
		named = append(named, at)
		if k.strength() == job.Required {
			required = append(required, at)
		}
	}
	if len(required) > 0 {
		return required
	}
	return named
}

// nextSkills returns the table of the skills that add most, each by itself.
func (b *builder) nextSkills(m *market, inflation float64) Table {
	t := Table{
		Name: "next", Title: "Which skill to add",
		Columns: []string{"skill", "category", "jobs_added", "share_added"}, Intervals: []string{"share_added"},
	}
	var order []int
	for k := range m.added {
		if m.added[k].X1 > 0 {
			order = append(order, k)
		}
	}
	slices.SortFunc(order, func(i, k int) int { return cmp.Or(cmp.Compare(m.added[k].X1, m.added[i].X1), cmp.Compare(i, k)) })
	if top := b.params.Top; top > 0 && len(order) > top {
		order = order[:top]
	}
	for _, k := range order {
		var change *Change
		if added := m.added[k]; m.jobs() >= floorShare {
			pair := stats.Pair{Both: int(m.reached.X1), First: int(added.X1), N: m.jobs(), Deff: inflation * stats.PairedDeff(m.sizes, added, added.X1)}
			i := pair.Interval(level)
			i.Lo = max(0, i.Lo) // one more skill loses no job
			change = &Change{*estimate(pair.Difference(), i, level), digits(pair.Deff)}
		}
		item := b.subject.items[k]
		t.Rows = append(t.Rows, []any{item.name, b.subject.groups[item.group].Name, int(m.added[k].X1), change})
	}
	if len(order) == 0 {
		t.Note = "No single skill reaches another job."
	}
	return t
}

// sets returns the table of the smallest sets of further skills that reach given parts of the jobs.
func (b *builder) sets(m *market) Table {
	t := Table{Name: "sets", Title: "Smallest sets of skills to add", Columns: []string{"to_reach", "more", "skills", "share", "found"}}
	if m.jobs() < floorShare {
		t.Note = fmt.Sprintf("There are too few jobs: it takes %d.", floorShare)
		return t
	}
	part := func(jobs int) float64 { return percent(float64(jobs) / float64(m.jobs())) }
	already := int(m.reached.X1)
	c := newChooser(m)
	best := c.exact()
	steps := best[len(best)-1] // then one skill more each
	var greedy []choice
	for _, target := range setTargets {
		label := fmt.Sprintf("%d %%", target)
		enough := func(o choice) bool { return part(already+o.jobs) >= float64(target) }
		row := func(o choice, found string) {
			var names []string
			for _, k := range o.items {
				names = append(names, b.subject.items[k].name)
			}
			t.Rows = append(t.Rows, []any{label, len(o.items), strings.Join(names, ", "), Percent(part(already + o.jobs)), found})
		}
		if i := slices.IndexFunc(best, enough); i >= 0 {
			row(best[i], map[bool]string{true: "already", false: "exact"}[i == 0])
			continue
		}
		if greedy == nil {
			greedy = c.greedy(steps)
		}
		if i := slices.IndexFunc(greedy, enough); i >= 0 {
			row(greedy[i], "greedy")
			continue
		}
		t.Rows = append(t.Rows, []any{label, nil, fmt.Sprintf("not by these %d skills", len(c.items)), nil, "not found"})
	}
	return t
}

// A choice is a set of skills to add, with the jobs that it reaches besides.
type choice struct {
	items []int
	jobs  int
}

// A chooser seeks sets of skills among those that most of the open jobs ask for.
type chooser struct {
	items []int     // by open jobs that ask for them, the most first
	open  []openJob // their rest as indices into items
}

func newChooser(m *market) *chooser {
	c := &chooser{}
	for k, n := range m.wanted {
		if n > 0 {
			c.items = append(c.items, k)
		}
	}
	slices.SortFunc(c.items, func(i, k int) int { return cmp.Or(cmp.Compare(m.wanted[k], m.wanted[i]), cmp.Compare(i, k)) })
	c.items = c.items[:min(setCandidates, len(c.items))]
	place := make(map[int]int)
	for i, k := range c.items {
		place[k] = i
	}
	for _, o := range m.open {
		var rest []int
		for _, k := range o.rest {
			if i, ok := place[k]; ok {
				rest = append(rest, i)
			}
		}
		if len(rest) >= o.short {
			slices.Sort(rest)
			c.open = append(c.open, openJob{o.short, rest})
		}
	}
	return c
}

// exact returns the best set of each size from none to setExact, as far as there are skills.
//
// How many jobs a set reaches follows from how many of them ask for each one, each two and each three of its skills
// (by inclusion and exclusion), which are counted once for each number of skills that a job is short of.
func (c *chooser) exact() []choice {
	n := len(c.items)
	var one [setExact + 1][]int
	var two, three [setExact + 1][]int
	for short := 1; short <= setExact; short++ {
		one[short], two[short], three[short] = make([]int, n), make([]int, n*n), make([]int, n*n*n)
	}
	for _, o := range c.open {
		if o.short > setExact {
			continue
		}
		for x, i := range o.rest {
			one[o.short][i]++
			for y, j := range o.rest[x+1:] {
				two[o.short][i*n+j]++
				for _, k := range o.rest[x+y+2:] {
					three[o.short][(i*n+j)*n+k]++
				}
			}
		}
	}
	pair := func(i, j int) int { return one[1][i] + one[1][j] - two[1][i*n+j] + two[2][i*n+j] }
	best := []choice{{}}
	better := func(size, jobs int, places ...int) {
		if len(best) == size {
			best = append(best, choice{jobs: -1})
		}
		if b := &best[size]; jobs > b.jobs {
			b.jobs, b.items = jobs, b.items[:0]
			for _, i := range places {
				b.items = append(b.items, c.items[i])
			}
		}
	}
	for i := range n {
		better(1, one[1][i], i)
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			better(2, pair(i, j), i, j)
		}
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			for k := j + 1; k < n; k++ {
				ij, ik, jk, all := i*n+j, i*n+k, j*n+k, (i*n+j)*n+k
				better(3, one[1][i]+one[1][j]+one[1][k]-two[1][ij]-two[1][ik]-two[1][jk]+three[1][all]+
					two[2][ij]+two[2][ik]+two[2][jk]-2*three[2][all]+three[3][all], i, j, k)
			}
		}
	}
	return best
}

// greedy adds one skill after another to a set: the one that reaches most jobs, of equal ones that which most jobs ask for.
// It returns the set after each step.
func (c *chooser) greedy(from choice) (steps []choice) {
	chosen := make([]bool, len(c.items))
	open := make([]openJob, len(c.open))
	copy(open, c.open)
	take := func(i int) (reached int) {
		chosen[i] = true
		for k := range open {
			if o := &open[k]; o.short > 0 && slices.Contains(o.rest, i) {
				if o.short--; o.short == 0 {
					reached++
				}
			}
		}
		return reached
	}
	for _, k := range from.items {
		take(slices.Index(c.items, k))
	}
	for len(from.items) < len(c.items) {
		reach, near := make([]int, len(c.items)), make([]int, len(c.items))
		for _, o := range open {
			if o.short == 0 {
				continue
			}
			for _, i := range o.rest {
				near[i]++
				if o.short == 1 {
					reach[i]++
				}
			}
		}
		at := -1
		for i := range c.items {
			if !chosen[i] && (at < 0 || cmp.Or(cmp.Compare(reach[i], reach[at]), cmp.Compare(near[i], near[at])) > 0) {
				at = i
			}
		}
		from = choice{append(slices.Clone(from.items), c.items[at]), from.jobs + take(at)}
		steps = append(steps, from)
	}
	return steps
}
