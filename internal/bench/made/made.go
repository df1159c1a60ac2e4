// Package made makes up a job market of any size with the statistics of a real one, for benchmarks and trials at scale:
// skills and employers of very unequal frequency, reposts, copies on other boards, weekly seasons, visits that fail,
// boards that join late, and two planted changes of which one is real and one is only a change of the mix.
//
// Every employer and posting says that it is made up. Nothing is kept in memory: a posting is computed from its number
// and the seed, and the same options always make the same market.
package made

import (
	"errors"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"time"

	"demand/internal/job"
)

// Options say how large a market is. All but Seed must be set.
type Options struct {
	Postings int // over all days, reposts and copies included
	Days     int // at least 2 × Season
	Boards   int // at least 20
	Seed     uint64
	From     job.Date    // the first day
	Skills   []job.Skill // what postings may name; at least 20
}

// Flags defines the flags that describe a market, and returns what makes it of skills once they are parsed.
func Flags(f *flag.FlagSet) func(skills []job.Skill) (*Market, error) {
	o := Options{From: job.NewDate(2024, time.November, 22)}
	f.IntVar(&o.Postings, "postings", 100_000, "postings in all, reposts and copies included")
	f.IntVar(&o.Days, "days", 730, "days from the first posting to the last")
	f.IntVar(&o.Boards, "boards", 1000, "boards")
	f.Uint64Var(&o.Seed, "seed", 1, "the same seed makes the same market")
	f.Func("from", "the first `DAY` (default "+o.From.String()+")", func(s string) (err error) {
		o.From, err = job.ParseDate(s)
		return err
	})
	return func(skills []job.Skill) (*Market, error) {
		o.Skills = skills
		return New(o)
	}
}

// Season is the length of the two windows in which the changes are planted, in days: the last Season days against the
// Season days before them.
const Season = 90

// Statistics of the market.
const (
	reposts      = 0.15   // part of the later postings that repeat one of nine weeks before on its own board
	copies       = 0.15   // part that repeat one of a week before on another board
	repostAfter  = 63     // days
	copyAfter    = 7      // days
	shortest     = 10     // days for which a posting is listed at least
	longest      = 56     // and at most; shorter than repostAfter, so that a repost follows what it repeats
	technical    = 0.85   // part of the originals
	meanSkills   = 8      // of a technical posting; from 4 to 12
	stackSize    = 10     // skills of an employer's usual stack, from which half of its mentions come
	lateBoards   = 0.1    // part of the boards that are first visited after the first day
	newBoards    = 0.02   // part that is first visited in the last season, full of the skill of the mix
	failures     = 0.01   // part of the visits that fail
	exchangeStep = 50     // every so many boards, one lists postings of many employers
	weekend      = 0.25   // postings of a day of the weekend, in those of a working day
	calmPart     = 0.05   // of postings that name the skill of the mix
	calmOnNew    = 0.6    // the same on new boards
	risingPart   = 0.10   // of postings that name the rising skill
	risenPart    = 0.15   // the same in the last season
	zipfShift    = 10     // the frequency of the k-th is as 1 / (k + zipfShift)
	keyBase      = 10_000 // keys of postings begin behind it
)

// A Market is a made-up job market. Its methods may be called by several goroutines.
type Market struct {
	Options
	Rising int // index of the skill that is named more often in the last season, on every board
	Calm   int // index of the skill that only boards name more often which join in the last season

	first     []int     // number of the first posting of each day, and of the day behind the last
	boards    []float64 // running sums of the frequencies
	skills    []float64 // the same by rank
	ranked    []int     // indices of skills by rank
	exchanges []int
	repostGap int // in postings
	copyGap   int
}

// New makes a market.
func New(o Options) (*Market, error) {
	switch {
	case o.Postings < 1 || o.Postings > math.MaxInt32:
		return nil, fmt.Errorf("a market of %d postings; it takes from 1 to %d", o.Postings, math.MaxInt32)
	case o.Days < 2*Season:
		return nil, fmt.Errorf("a market of %d days; it takes %d at least", o.Days, 2*Season)
	case o.Boards < 20:
		return nil, fmt.Errorf("a market of %d boards; it takes 20 at least", o.Boards)
	case len(o.Skills) < 2*stackSize:
		return nil, fmt.Errorf("a market of %d skills; it takes %d at least", len(o.Skills), 2*stackSize)
	case o.From < 1:
		return nil, errors.New("a market without a first day")
	}
	m := &Market{Options: o, repostGap: o.Postings * repostAfter / o.Days, copyGap: o.Postings * copyAfter / o.Days}
	weights := make([]float64, o.Days)
	for d := range weights {
		weights[d] = 1
		if wd := (o.From + job.Date(d)).Time().Weekday(); wd == 0 || wd == 6 {
			weights[d] = weekend
		}
	}
	sums := running(weights)
	m.first = make([]int, o.Days+1)
	for d, s := range sums {
		m.first[d+1] = int(math.Round(s / sums[o.Days-1] * float64(o.Postings)))
	}
	m.boards, m.skills = running(zipf(o.Boards)), running(zipf(len(o.Skills)))
	m.ranked = m.rand(ofMarket, 0).Perm(len(o.Skills))
	// The planted skills are drawn on their own: neither stacks nor the common draw name them. Their names are long ones,
	// since short ones are not found in every sentence.
	n := len(m.ranked)
	for at := n - 1; at >= n-2; at-- {
		for k := at; k >= 0; k-- {
			if len(o.Skills[m.ranked[k]].Name) >= 6 {
				m.ranked[k], m.ranked[at] = m.ranked[at], m.ranked[k]
				break
			}
		}
	}
	m.Rising, m.Calm = m.ranked[n-1], m.ranked[n-2]
	for b := range o.Boards {
		if m.exchange(b) {
			m.exchanges = append(m.exchanges, b)
		}
	}
	return m, nil
}

// The kinds of things that have a random number generator of their own.
const (
	ofMarket = iota
	ofPosting
	ofEmployer
	ofBoard
	ofVisit
	ofText
)

// rand returns the generator of one thing.
func (m *Market) rand(kind, number uint64) *rand.Rand {
	return rand.New(rand.NewPCG(m.Seed^kind<<60, number*0x9e3779b97f4a7c15+kind))
}

func zipf(n int) []float64 {
	w := make([]float64, n)
	for k := range w {
		w[k] = 1 / float64(k+zipfShift)
	}
	return w
}

func running(weights []float64) []float64 {
	sums := make([]float64, len(weights))
	var sum float64
	for i, w := range weights {
		sum += w
		sums[i] = sum
	}
	return sums
}

// draw picks an index by running sums of weights.
func draw(r *rand.Rand, sums []float64) int {
	return min(sort.SearchFloat64s(sums, r.Float64()*sums[len(sums)-1]), len(sums)-1)
}

// End returns the day behind the last one.
func (m *Market) End() job.Date { return m.From + job.Date(m.Days) }

// Numbers returns the range of the numbers of the postings that opened on a day; the second is behind the last.
func (m *Market) Numbers(day job.Date) (from, to int) {
	d := min(max(0, int(day-m.From)), m.Days-1)
	return m.first[d], m.first[d+1]
}

// exchange reports whether a board lists postings of many employers.
func (m *Market) exchange(board int) bool { return board%exchangeStep == 19 }

// newBoard reports whether a board joins in the last season.
func (m *Market) newBoard(board int) bool {
	return m.rand(ofBoard, uint64(board)).Float64() < newBoards && !m.exchange(board)
}

// Joined returns the day of the first visit of a board.
func (m *Market) Joined(board int) job.Date {
	r := m.rand(ofBoard, uint64(board))
	switch f := r.Float64(); {
	case m.exchange(board):
		return m.From
	case f < newBoards:
		return m.End() - Season + 1 + job.Date(r.IntN(Season/2))
	case f < lateBoards:
		return m.From + 1 + job.Date(r.IntN(m.Days-Season))
	}
	return m.From
}

// Fails reports whether a visit of a board on a day fails.
func (m *Market) Fails(board int, day job.Date) bool {
	return m.rand(ofVisit, uint64(board)<<32|uint64(day)).Float64() < failures
}

// BoardName returns the token of a board: made-up-00042.
func (m *Market) BoardName(board int) string { return fmt.Sprintf("made-up-%05d", board) }

// EmployerName returns the name of an employer, which says that it is made up.
func (m *Market) EmployerName(employer int) string {
	r := m.rand(ofEmployer, uint64(employer))
	return fmt.Sprintf("%s%s %d (made up)", fronts[r.IntN(len(fronts))], backs[r.IntN(len(backs))], employer)
}

var (
	fronts = []string{"Alder", "Bright", "Copper", "Dun", "East", "Fern", "Grey", "Hazel", "Ivory", "Kestrel", "Lark", "Moss", "North", "Oaken", "Pebble", "Quill"}
	backs  = []string{"moor", "well", "fin", "marrow", "light", "hollow", "harbour", "wick", "gate", "by", "spire", "bridge", "quay", "shaw", "cross", "ford"}
)

// A Posting is one made-up posting.
type Posting struct {
	Number      int
	Job         int // number of the first posting of the same job: the one that it repeats, or itself
	Board       int
	Employer    int
	Requisition int      // shared by a posting and its reposts on one board
	OpenedOn    job.Date // first day on which it is listed
	ClosedOn    job.Date // first day on which it is no longer listed
	Title       string
	Place       string
	Roles       job.Roles
	Seniority   job.Seniority
	Skills      []Named // by index; none if it is not technical
}

// A Named is a skill that a posting names.
type Named struct {
	Skill    int // index into Options.Skills
	Strength job.Strength
}

// At returns the posting of a number.
func (m *Market) At(number int) Posting {
	r := m.rand(ofPosting, uint64(number))
	day := m.From + job.Date(sort.SearchInts(m.first, number+1)-1)
	listed := job.Date(shortest + r.IntN(longest-shortest+1))
	kind := r.Float64()
	var p Posting
	switch later := number >= m.repostGap; {
	case later && kind < reposts:
		p = m.At(number - m.repostGap)
	case later && kind < reposts+copies:
		p = m.At(number - m.copyGap)
		if at := m.exchanges[r.IntN(len(m.exchanges))]; at != p.Board {
			p.Board, p.Requisition = at, number
		}
	default:
		p = m.original(number, r, day)
	}
	p.Number, p.OpenedOn, p.ClosedOn = number, day, day+listed
	return p
}

// original makes a posting that repeats none.
func (m *Market) original(number int, r *rand.Rand, day job.Date) Posting {
	p := Posting{Job: number, Requisition: number, Board: draw(r, m.boards)}
	p.Employer = p.Board
	if m.exchange(p.Board) {
		p.Employer = m.Boards + r.IntN(m.Boards)
	}
	p.Place = places[r.IntN(len(places))]
	if r.Float64() > technical {
		p.Title, p.Roles = plainTitles[r.IntN(len(plainTitles))], job.NotTechnical
		return p
	}
	role := roles[r.IntN(len(roles))]
	level := levels[r.IntN(len(levels))]
	p.Title, p.Roles, p.Seniority = level.word+role.title, role.roles, level.seniority
	named := map[int]bool{}
	stack := m.stack(p.Employer)
	common := len(m.ranked) - 2
	for want := meanSkills - 4 + r.IntN(9); len(named) < want; {
		rank := draw(r, m.skills)
		if r.IntN(2) == 0 {
			rank = stack[r.IntN(stackSize)]
		}
		if rank < common {
			named[m.ranked[rank]] = true
		}
	}
	rising, calm := risingPart, calmPart
	if day >= m.End()-Season {
		rising = risenPart
	}
	if m.newBoard(p.Board) {
		calm = calmOnNew
	}
	if r.Float64() < rising {
		named[m.Rising] = true
	}
	if r.Float64() < calm {
		named[m.Calm] = true
	}
	for k := range named {
		p.Skills = append(p.Skills, Named{Skill: k})
	}
	slices.SortFunc(p.Skills, func(a, b Named) int { return a.Skill - b.Skill })
	for i := range p.Skills {
		p.Skills[i].Strength = []job.Strength{job.Required, job.Required, job.Preferred, job.Mentioned}[r.IntN(4)]
	}
	return p
}

// stack returns the ranks of an employer's usual skills.
func (m *Market) stack(employer int) (ranks [stackSize]int) {
	r := m.rand(ofEmployer, uint64(employer))
	for i := range ranks {
		ranks[i] = draw(r, m.skills)
	}
	return ranks
}

var (
	places = []string{"Berlin, Germany", "London, UK", "Remote, Europe", "Lisbon, Portugal", "Dublin, Ireland", "Amsterdam, Netherlands", "New York, NY", "Remote, US"}
	meant  = map[string]job.Place{ // what the places are
		"Berlin, Germany":        {Country: "DE", Region: "DE-BE", City: "Berlin"},
		"London, UK":             {Country: "GB", Region: "GB-ENG", City: "London"},
		"Remote, Europe":         {Country: "EUROPE", Remote: true},
		"Lisbon, Portugal":       {Country: "PT", Region: "PT-11", City: "Lisbon"},
		"Dublin, Ireland":        {Country: "IE", City: "Dublin"},
		"Amsterdam, Netherlands": {Country: "NL", Region: "NL-NH", City: "Amsterdam"},
		"New York, NY":           {Country: "US", Region: "US-NY", City: "New York City"},
		"Remote, US":             {Country: "US", Remote: true},
	}
	roles = []struct {
		title string
		roles job.Roles
	}{
		{"Backend Engineer", job.Backend}, {"Backend Developer", job.Backend}, {"Frontend Engineer", job.Frontend}, {"Full-Stack Engineer", job.Fullstack},
		{"DevOps Engineer", job.DevOps}, {"Data Engineer", job.DataEngineering}, {"Machine Learning Engineer", job.ML}, {"QA Engineer", job.QA},
		{"Mobile Engineer", job.Mobile}, {"Software Engineer", job.Software}, {"Security Engineer", job.Security},
	}
	levels = []struct {
		word      string
		seniority job.Seniority
	}{{"", 0}, {"", 0}, {"Senior ", job.Senior}, {"Junior ", job.Junior}, {"Staff ", job.Staff}}
	plainTitles = []string{"Account Manager", "Office Manager", "Recruiter", "Sales Representative", "Accountant"}
)
