package report

import (
	"slices"

	"demand/internal/job"
	"demand/internal/stats"
	"demand/internal/store"
)

// The windows that a posting counts in, one bit each.
const (
	inWindow = 1 << iota
	inBefore
)

// A posting is one fact, packed: a million of them are held while a report is built.
type posting struct {
	first     uint32 // of its items in sample.items
	items     uint16 // how many
	pay       uint32 // 1 + the index of its pay in sample.pays; 0 if it states none, or the subject does not ask
	panel     bool   // its source is compared
	wide      bool   // it is not at the place asked for, but in its country
	foreign   bool   // it is in another language than English
	repost    bool   // an earlier posting of its job is of the same source
	asPosting uint8  // the windows that it counts in as a posting
	asJob     uint8  // and those that its job counts in through it
	day       job.Date
	source    int32 // index into sample.sources
	employer  int32 // index from 0, an own one for each posting whose employer is unknown
}

// A sample is what a report counts: the postings that pass its filters.
type sample struct {
	sources  []source
	panel    []bool    // which sources are compared
	names    int       // items of the subject
	postings []posting // by employer, once arranged
	items    []item
	pays     []job.Pay
	known    int32 // employer indices below are ids of the store
}

// An item is one thing that a posting has of what the report counts, such as a skill that it names, packed:
// its index among the items of the subject, how strongly it is asked for, and whether a mention was strict.
type item uint32

func pack(index int32, strength job.Strength, strict bool) item {
	i := item(index)<<3 | item(strength)<<1
	if strict {
		i |= 1
	}
	return i
}

func (i item) index() uint32          { return uint32(i >> 3) }
func (i item) strength() job.Strength { return job.Strength(i >> 1 & 3) }
func (i item) strict() bool           { return i&1 != 0 }

// A variant is one way to count the same sample.
type variant struct {
	postings bool  // count postings, not jobs
	strict   bool  // only strict mentions
	without  int32 // leave out this source; -1 for none
	naming   int   // 1 + the index of an item: count only what postings with it have; 0 counts all
}

// A tally is how one item is spread over employers.
type tally struct {
	stats.Spread
	later, earlier, either int // employers that name it in the window, in the one before, in any
	largest                largest
}

// largest is the employer with the most jobs of a skill. Several can be alike in all numbers.
type largest struct {
	x1, n1, x0, n0 int32
	ids            []int32 // at most eleven of them: of more than ten, each has less than 10 %
}

// offer takes in one more employer. The choice hangs on the numbers alone and not on the order of employers.
func (l *largest) offer(x1, n1, x0, n0, id int32) {
	o := largest{x1: x1, n1: n1, x0: x0, n0: n0}
	switch c := l.compare(&o); {
	case c < 0:
		l.x1, l.n1, l.x0, l.n0 = x1, n1, x0, n0
		l.ids = append(l.ids[:0], id)
	case c == 0 && len(l.ids) <= 10:
		l.ids = append(l.ids, id)
	}
}

func (l *largest) compare(o *largest) int32 {
	if d := l.x1 + l.x0 - o.x1 - o.x0; d != 0 {
		return d
	}
	if d := l.x1 - o.x1; d != 0 {
		return d
	}
	if d := l.n1 - o.n1; d != 0 {
		return d
	}
	return l.n0 - o.n0
}

// add takes in a fact that passed the filters, with the windows that it counts in.
func (s *sample) add(f *store.Fact, source int32, asPosting, asJob uint8, wide bool, sub *subject) {
	p := posting{
		first: uint32(len(s.items)), panel: s.panel[source], wide: wide, foreign: otherLanguage(f), repost: slices.Contains(f.Before, f.Source), asPosting: asPosting, asJob: asJob,
		day: f.Day, source: source, employer: f.Employer,
	}
	if len(s.items)+len(f.Skills) > cap(s.items) {
		// append alone grows large slices by a quarter, and copies them five times over.
		s.items = slices.Grow(s.items, len(s.items)+len(f.Skills))
	}
	s.items = sub.of(f, s.items)
	if sub.pay && f.Pay != (job.Pay{}) {
		s.pays = append(s.pays, f.Pay)
		p.pay = uint32(len(s.pays))
	}
	p.items = uint16(len(s.items) - int(p.first))
	if len(s.postings) == cap(s.postings) {
		s.postings = slices.Grow(s.postings, len(s.postings)+1)
	}
	s.postings = append(s.postings, p)
}

// arrange gives postings without an employer one of their own and sorts all by employer. Their items are
// sorted along, so that to count again is to read through memory once.
func (s *sample) arrange() {
	for i := range s.postings {
		s.known = max(s.known, s.postings[i].employer+1)
	}
	next := s.known
	for i := range s.postings {
		if p := &s.postings[i]; p.employer == 0 {
			p.employer = next
			next++
		}
	}
	postings, items := make([]posting, 0, len(s.postings)), make([]item, 0, len(s.items))
	for _, i := range sorted(s.postings, int(next), func(p *posting) int32 { return p.employer }) {
		p := s.postings[i]
		named := s.named(&p)
		p.first = uint32(len(items))
		postings, items = append(postings, p), append(items, named...)
	}
	s.postings, s.items = postings, items
}

// named returns the items of a posting.
func (s *sample) named(p *posting) []item { return s.items[p.first : p.first+uint32(p.items)] }

// sorted returns the indices of the postings by a key below n: a counting sort.
func sorted(postings []posting, n int, key func(*posting) int32) []uint32 {
	ends := make([]uint32, n+1)
	for i := range postings {
		ends[key(&postings[i])+1]++
	}
	for k := range n {
		ends[k+1] += ends[k]
	}
	order := make([]uint32, len(postings))
	for i := range postings {
		k := key(&postings[i])
		order[ends[k]] = uint32(i)
		ends[k]++
	}
	return order
}

// anywhere returns the windows that a posting counts in under a variant, compared or not.
func (v variant) anywhere(p *posting) uint8 {
	if v.postings {
		return p.asPosting
	}
	return p.asJob
}

// in returns the windows that a posting of the panel counts in under a variant.
func (v variant) in(p *posting) uint8 {
	if !p.panel || p.source == v.without {
		return 0
	}
	return v.anywhere(p)
}

// only returns the sample as if postings had the wanted items alone, for counting and nothing else.
func (s *sample) only(wanted []bool) *sample {
	few := &sample{names: s.names, postings: slices.Clone(s.postings)}
	for i := range few.postings {
		p := &few.postings[i]
		named := s.named(p)
		p.first = uint32(len(few.items))
		for _, k := range named {
			if wanted[k.index()] {
				few.items = append(few.items, k)
			}
		}
		p.items = uint16(len(few.items) - int(p.first))
	}
	return few
}

// tally counts the panel's postings, employer by employer: the sizes of employers, and how the items are spread
// over them.
func (s *sample) tally(v variant) (stats.Sizes, []tally) {
	var sizes stats.Sizes
	tallies := make([]tally, s.names)
	type pair struct{ x1, x0 int32 }
	counts := make([]pair, s.names) // of one employer
	var touched []uint32
	for i := 0; i < len(s.postings); {
		employer := s.postings[i].employer
		var n1, n0 int32
		for ; i < len(s.postings) && s.postings[i].employer == employer; i++ {
			p := &s.postings[i]
			in := v.in(p)
			if in == 0 {
				continue
			}
			d1, d0 := int32(in&inWindow), int32(in&inBefore>>1)
			n1 += d1
			n0 += d0
			named := s.named(p)
			if v.naming > 0 && !slices.ContainsFunc(named, func(k item) bool { return int(k.index()) == v.naming-1 }) {
				continue
			}
			for _, k := range named {
				if v.strict && !k.strict() {
					continue
				}
				c := &counts[k.index()]
				if c.x1|c.x0 == 0 {
					touched = append(touched, k.index())
				}
				c.x1 += d1
				c.x0 += d0
			}
		}
		if n1|n0 == 0 {
			continue
		}
		sizes.Add(float64(n1), float64(n0))
		for _, k := range touched {
			c, t := &counts[k], &tallies[k]
			t.Add(float64(c.x1), float64(n1), float64(c.x0), float64(n0))
			t.largest.offer(c.x1, n1, c.x0, n0, employer)
			t.either++
			if c.x1 > 0 {
				t.later++
			}
			if c.x0 > 0 {
				t.earlier++
			}
			*c = pair{}
		}
		touched = touched[:0]
	}
	return sizes, tallies
}

// ofGroups counts, in the window and the one before, the panel's jobs that have any item of each group.
func (s *sample) ofGroups(v variant, sub *subject) (jobs [][2]int) {
	jobs = make([][2]int, len(sub.groups))
	seen := make([]int, len(sub.groups)) // 1 + the last posting that had one
	for i := range s.postings {
		p := &s.postings[i]
		in := v.in(p)
		if in == 0 {
			continue
		}
		for _, k := range s.named(p) {
			c := sub.items[k.index()].group
			if seen[c] == i+1 {
				continue
			}
			seen[c] = i + 1
			jobs[c][0] += int(in & inWindow)
			jobs[c][1] += int(in & inBefore >> 1)
		}
	}
	return jobs
}

// trends counts the panel's jobs in each period, and those that have each item. The periods follow one another.
func (s *sample) trends(v variant, periods []Period) [][]int {
	trends := make([][]int, s.names)
	if len(periods) == 0 {
		return trends
	}
	for k := range trends {
		trends[k] = make([]int, len(periods))
	}
	start, end := periods[0].From, periods[len(periods)-1].To
	step := make([]int, end-start+1) // by day
	for i, p := range periods {
		for d := p.From; d <= p.To; d++ {
			step[d-start] = i
		}
	}
	for i := range s.postings {
		p := &s.postings[i]
		if v.in(p) == 0 || p.day < start || p.day > end {
			continue
		}
		at := step[p.day-start]
		periods[at].Jobs++
		for _, k := range s.named(p) {
			trends[k.index()][at]++
		}
	}
	return trends
}

// A pool is one item's count over all sources and the parts of its change.
type pool struct {
	x1, x0      int
	within, mix float64
}

// pooled counts all sources, source by source in the order of their names.
func (s *sample) pooled(v variant) (n1, n0 int, pools []pool) {
	pools = make([]pool, s.names)
	for i := range s.postings {
		in := v.anywhere(&s.postings[i])
		n1 += int(in & inWindow)
		n0 += int(in & inBefore >> 1)
	}
	if n1 == 0 || n0 == 0 {
		return n1, n0, pools
	}
	order := sorted(s.postings, len(s.sources), func(p *posting) int32 { return p.source })
	counts := make([]stats.Stratum, s.names)
	var touched []uint32
	for i := 0; i < len(order); {
		source := s.postings[order[i]].source
		var m1, m0 float64
		for ; i < len(order); i++ {
			p := &s.postings[order[i]]
			if p.source != source {
				break
			}
			in := v.anywhere(p)
			if in == 0 {
				continue
			}
			d1, d0 := float64(in&inWindow), float64(in&inBefore>>1)
			m1 += d1
			m0 += d0
			for _, k := range s.named(p) {
				c := &counts[k.index()]
				if c.X1+c.X0 == 0 {
					touched = append(touched, k.index())
				}
				c.X1 += d1
				c.X0 += d0
			}
		}
		for _, k := range touched {
			c, p := &counts[k], &pools[k]
			c.N1, c.N0 = m1, m0
			within, mix := c.Parts(float64(n1), float64(n0))
			p.x1 += int(c.X1)
			p.x0 += int(c.X0)
			p.within += within
			p.mix += mix
			*c = stats.Stratum{}
		}
		touched = touched[:0]
	}
	return n1, n0, pools
}
