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
	first     uint32 // of its skills in sample.skills
	skills    uint16 // how many
	panel     bool   // its source is compared
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
	names    int       // skills
	postings []posting // by employer, once arranged
	skills   []uint32  // index of the skill, shifted by one; the lowest bit says that a mention was strict
	known    int32     // employer indices below are ids of the store
}

// A variant is one way to count the same sample.
type variant struct {
	postings bool  // count postings, not jobs
	strict   bool  // only strict mentions
	without  int32 // leave out this source; -1 for none
}

// A tally is how one skill is spread over employers.
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
func (s *sample) add(f *store.Fact, source int32, asPosting, asJob uint8, index []int32) {
	p := posting{
		first: uint32(len(s.skills)), panel: s.panel[source], asPosting: asPosting, asJob: asJob,
		day: f.Day, source: source, employer: f.Employer,
	}
	if len(s.skills)+len(f.Skills) > cap(s.skills) {
		// append alone grows large slices by a quarter, and copies them five times over.
		s.skills = slices.Grow(s.skills, len(s.skills)+len(f.Skills))
	}
	for _, k := range f.Skills {
		if k.ID < 0 || int(k.ID) >= len(index) || index[k.ID] < 0 {
			continue
		}
		skill := uint32(index[k.ID]) << 1
		if k.Strict {
			skill |= 1
		}
		s.skills = append(s.skills, skill)
	}
	p.skills = uint16(len(s.skills) - int(p.first))
	if len(s.postings) == cap(s.postings) {
		s.postings = slices.Grow(s.postings, len(s.postings)+1)
	}
	s.postings = append(s.postings, p)
}

// arrange gives postings without an employer one of their own and sorts all by employer. Their skills are
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
	postings, skills := make([]posting, 0, len(s.postings)), make([]uint32, 0, len(s.skills))
	for _, i := range sorted(s.postings, int(next), func(p *posting) int32 { return p.employer }) {
		p := s.postings[i]
		named := s.named(&p)
		p.first = uint32(len(skills))
		postings, skills = append(postings, p), append(skills, named...)
	}
	s.postings, s.skills = postings, skills
}

// named returns the skills of a posting.
func (s *sample) named(p *posting) []uint32 { return s.skills[p.first : p.first+uint32(p.skills)] }

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

// only returns the sample as if postings named the wanted skills alone, for counting and nothing else.
func (s *sample) only(wanted []bool) *sample {
	few := &sample{names: s.names, postings: slices.Clone(s.postings)}
	for i := range few.postings {
		p := &few.postings[i]
		named := s.named(p)
		p.first = uint32(len(few.skills))
		for _, k := range named {
			if wanted[k>>1] {
				few.skills = append(few.skills, k)
			}
		}
		p.skills = uint16(len(few.skills) - int(p.first))
	}
	return few
}

// tally counts the panel's postings, employer by employer: the sizes of employers, and how the skills are spread
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
			for _, k := range s.named(p) {
				if v.strict && k&1 == 0 {
					continue
				}
				c := &counts[k>>1]
				if c.x1|c.x0 == 0 {
					touched = append(touched, k>>1)
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

// ofCategories counts, in the window and the one before, the panel's jobs that name any skill of each category.
func (s *sample) ofCategories(v variant, category []int, categories int) (jobs [][2]int) {
	jobs = make([][2]int, categories)
	seen := make([]int, categories) // 1 + the last posting that named it
	for i := range s.postings {
		p := &s.postings[i]
		in := v.in(p)
		if in == 0 {
			continue
		}
		for _, k := range s.named(p) {
			c := category[k>>1]
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

// trends counts the panel's jobs in each period, and those that name each skill. The periods follow one another.
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
			trends[k>>1][at]++
		}
	}
	return trends
}

// A pool is one skill's count over all sources and the parts of its change.
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
				c := &counts[k>>1]
				if c.X1+c.X0 == 0 {
					touched = append(touched, k>>1)
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
