package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"demand/internal/job"
	"demand/internal/store"
)

// memory is a Reader of facts that a test made up.
type memory struct {
	sources   []store.SourceRow
	covers    []store.Cover
	editions  []store.OpenEdition
	skills    []store.SkillRow
	employers map[int32]string
	agencies  []int32
	facts     []store.Fact
	version   func(job.Date) string
	places    []store.PlaceRow
	visits    []store.VisitRow
	fills     []store.Fill
}

func (m *memory) Facts(_ context.Context, from, to job.Date) iter.Seq2[*store.Fact, error] {
	return func(yield func(*store.Fact, error) bool) {
		for i := range m.facts {
			if f := &m.facts[i]; from <= f.Day && f.Day <= to && !yield(f, nil) {
				return
			}
		}
	}
}

// categories are those of the made-up skills, in the order of reports.
var categories = []job.Category{
	{Slug: "languages", Name: "Languages"}, {Slug: "databases", Name: "Databases"}, {Slug: "frameworks", Name: "Frameworks"},
	{Slug: "apis", Name: "API design"}, {Slug: "cloud", Name: "Cloud services"}, {Slug: "systems", Name: "Systems and practices"},
}

func (m *memory) Categories(context.Context) ([]job.Category, error) { return categories, nil }

func (m *memory) Sources(context.Context) ([]store.SourceRow, error) { return m.sources, nil }
func (m *memory) Fills(context.Context) ([]store.Fill, error)        { return m.fills, nil }
func (m *memory) Visits(_ context.Context, from, to job.Date) (list []store.VisitRow, err error) {
	for _, v := range m.visits {
		if at := job.DateOf(time.Unix(v.At, 0)); from <= at && at <= to {
			list = append(list, v)
		}
	}
	return list, nil
}
func (m *memory) Places(context.Context) ([]store.PlaceRow, error) { return m.places, nil }
func (m *memory) Covers(context.Context) ([]store.Cover, error)    { return m.covers, nil }
func (m *memory) Skills(context.Context) ([]store.SkillRow, error) { return m.skills, nil }
func (m *memory) OpenEditions(context.Context) ([]store.OpenEdition, error) {
	return m.editions, nil
}
func (m *memory) Employers(context.Context) (rows []store.EmployerRow, err error) {
	for _, id := range slices.Sorted(maps.Keys(m.employers)) {
		rows = append(rows, store.EmployerRow{ID: id, Name: m.employers[id]})
	}
	return rows, nil
}
func (m *memory) EmployerName(_ context.Context, id int32) (string, error) {
	return m.employers[id], nil
}

func (m *memory) Agencies(context.Context) ([]int32, error) { return m.agencies, nil }

// Days gives each day a hash of its facts that does not hang on the numbers of rows.
func (m *memory) Days(_ context.Context, from, to job.Date) ([]store.DayState, error) {
	names := make(map[int32]string)
	for _, s := range m.sources {
		names[s.ID] = s.Name
	}
	slugs := make(map[int32]string)
	for _, s := range m.skills {
		slugs[s.ID] = s.Slug
	}
	text := make(map[job.Date][]string)
	for _, f := range m.facts {
		if f.Day < from || f.Day > to {
			continue
		}
		var skills []string
		for _, k := range f.Skills {
			skills = append(skills, slugs[k.ID])
		}
		slices.Sort(skills)
		text[f.Day] = append(text[f.Day], fmt.Sprint(names[f.Source], m.employers[f.Employer], f.Head, f.Flow, f.Roles, skills))
	}
	var states []store.DayState
	for day, lines := range text {
		slices.Sort(lines)
		sum := sha256.Sum256([]byte(fmt.Sprint(lines)))
		version := "v1"
		if m.version != nil {
			version = m.version(day)
		}
		states = append(states, store.DayState{Day: day, Hash: hex.EncodeToString(sum[:]), Version: version})
	}
	slices.SortFunc(states, func(a, b store.DayState) int { return int(a.Day - b.Day) })
	return states, nil
}

// The tests stand on 22 November 2026; the window of 90 days is 24 Aug – 21 Nov, the one before 26 May – 23 Aug.
var (
	now         = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	windowDays  = Days{job.NewDate(2026, 8, 24), job.NewDate(2026, 11, 21)}
	beforeDays  = Days{job.NewDate(2026, 5, 26), job.NewDate(2026, 8, 23)}
	longAgo     = job.NewDate(2026, 1, 5)
	goSkill     = store.SkillRow{ID: 1, Slug: "go", Name: "Go", Category: "languages"}
	pythonSkill = store.SkillRow{ID: 2, Slug: "python", Name: "Python", Category: "languages"}
	mysqlSkill  = store.SkillRow{ID: 3, Slug: "mysql", Name: "MySQL", Category: "databases"}
)

func newMemory() *memory {
	return &memory{
		skills:    []store.SkillRow{goSkill, pythonSkill, mysqlSkill},
		employers: map[int32]string{},
	}
}

// live adds a live source that is read every week from one day to another and returns its number.
func (m *memory) live(name string, from, to job.Date) int32 {
	id := int32(len(m.sources) + 1)
	m.sources = append(m.sources, store.SourceRow{ID: id, Name: name, Kind: "board", Interval: 7, FirstOn: from, LastOn: to})
	m.covers = append(m.covers, store.Cover{Source: id, From: from, To: to})
	return id
}

// archive adds an archive whose editions cover the days.
func (m *memory) archive(name string, from, to job.Date) int32 {
	id := m.live(name, from, to)
	m.sources[id-1].Archive = true
	return id
}

// A lot is a number of jobs that are alike but for their employers and skills.
type lot struct {
	source    int32
	days      Days
	jobs      int
	employers int // the jobs are of as many employers in turn
	first     int32
	share     map[int32]float64 // of jobs that name a skill
	change    func(*store.Fact)
}

// add makes up the jobs of a lot, spread evenly over its days. Its shares are exact.
func (m *memory) add(l lot) {
	r := rand.New(rand.NewPCG(uint64(len(m.facts)), 7))
	order := make(map[int32][]int)
	for _, k := range m.skills {
		order[k.ID] = r.Perm(l.jobs)
	}
	for i := range l.jobs {
		f := store.Fact{
			Day:      l.days.From + job.Date(i*l.days.Len()/l.jobs),
			Source:   l.source,
			Employer: l.first + int32(i%l.employers) + 1,
			Head:     true, Flow: true, Listing: true, Roles: job.Backend,
		}
		m.employers[f.Employer] = fmt.Sprintf("Employer %04d", f.Employer)
		for _, k := range m.skills {
			if float64(order[k.ID][i]) < l.share[k.ID]*float64(l.jobs) {
				f.Skills = append(f.Skills, store.FactSkill{ID: k.ID, Strength: job.Required, Strict: true})
			}
		}
		if l.change != nil {
			l.change(&f)
		}
		m.facts = append(m.facts, f)
	}
	slices.SortStableFunc(m.facts, func(a, b store.Fact) int { return int(a.Day - b.Day) })
}

// build builds a report and fails the test if there is none.
func build(t *testing.T, m *memory, p Params) *Skills {
	t.Helper()
	r, err := Build(t.Context(), m, p, now)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// row returns the row of a skill that a report shows.
func row(t *testing.T, r *Skills, skill string) Row {
	t.Helper()
	for _, c := range r.Categories {
		for _, row := range c.Rows {
			if row.Skill == skill {
				return row
			}
		}
	}
	t.Fatalf("the report does not show %s", skill)
	return Row{}
}
