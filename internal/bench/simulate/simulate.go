package main

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"demand/internal/job"
	"demand/internal/report"
	"demand/internal/store"
)

// A simulation draws samples from the facts of two windows, and builds reports of them.
type simulation struct {
	params   report.Params
	db       report.Reader
	now      time.Time
	random   *rand.Rand
	real     *report.Skills // of the facts as they are
	shift    job.Date       // from a day of the earlier window to that of the later one
	clusters [][]store.Fact // by employer; a posting that names none is one of its own
	id       map[string]int32
}

// newSimulation reads the facts that the report of these parameters reads. The windows must follow each
// other and be equally long, and what they hold must be comparable.
func newSimulation(ctx context.Context, db report.Reader, p report.Params, now time.Time, seed uint64) (*simulation, error) {
	s := &simulation{params: p, db: db, now: now, random: rand.New(rand.NewPCG(seed, 0)), id: map[string]int32{}}
	skills, err := db.Skills(ctx)
	if err != nil {
		return nil, err
	}
	for _, k := range skills {
		s.id[k.Slug] = k.ID
	}
	if s.real, err = report.Build(ctx, db, p, now); err != nil {
		return nil, err
	}
	window, before := s.real.Window, s.real.Before
	switch {
	case s.real.WhyNot != "":
		return nil, errors.New(report.WhyNotSentences[s.real.WhyNot])
	case s.real.Basis != report.New || before.To+1 != window.From || before.Len() != window.Len():
		return nil, errors.New("it takes two windows of new jobs, equally long and one behind the other: -since in days or weeks")
	}
	s.shift = window.From - before.From
	at := map[int32]int{}
	for f, err := range db.Facts(ctx, before.From, window.To) {
		if err != nil {
			return nil, err
		}
		own := *f
		own.Skills, own.Before = slices.Clone(f.Skills), slices.Clone(f.Before)
		i, ok := at[f.Employer]
		if !ok || f.Employer == 0 {
			i = len(s.clusters)
			at[f.Employer] = i
			s.clusters = append(s.clusters, nil)
		}
		s.clusters[i] = append(s.clusters[i], own)
	}
	return s, nil
}

// A sample is a Reader that gives the facts that were drawn, and all else as the store does.
type sample struct {
	report.Reader
	facts []store.Fact
}

func (s sample) Facts(_ context.Context, from, to job.Date) iter.Seq2[*store.Fact, error] {
	return func(yield func(*store.Fact, error) bool) {
		for i := range s.facts {
			if f := s.facts[i]; from <= f.Day && f.Day <= to && !yield(&f, nil) {
				return
			}
		}
	}
}

// EmployerName gives no name: what was drawn twice is two employers.
func (sample) EmployerName(context.Context, int32) (string, error) { return "", nil }

// build builds the report of a sample.
func (s *simulation) build(ctx context.Context, facts []store.Fact, top int) (*report.Skills, error) {
	p := s.params
	p.Top = top
	return report.Build(ctx, sample{s.db, facts}, p, s.now)
}

// shuffled throws a coin for each employer: heads, and what it posted in one window counts in the other.
func (s *simulation) shuffled() []store.Fact {
	var facts []store.Fact
	for _, c := range s.clusters {
		turn := s.random.IntN(2) == 0
		for _, f := range c {
			if turn {
				s.turn(&f)
			}
			facts = append(facts, f)
		}
	}
	return facts
}

// turn moves a fact to the other window.
func (s *simulation) turn(f *store.Fact) {
	shift := s.shift
	if f.Day >= s.real.Window.From {
		shift = -shift
	}
	f.Day += shift
	if f.Closed != 0 {
		f.Closed += shift
	}
	if f.JobClosed != 0 {
		f.JobClosed += shift
	}
	f.Gaps, f.JobGaps = nil, nil // of what is new nobody asks for them
}

// falseMovers returns the part of the runs in which a report of shuffled employers names a mover.
func (s *simulation) falseMovers(ctx context.Context, runs int) (float64, error) {
	wrong := 0
	for range runs {
		r, err := s.build(ctx, s.shuffled(), 1)
		if err != nil {
			return 0, err
		}
		if len(r.Movers) > 0 {
			wrong++
		}
	}
	return float64(wrong) / float64(runs), nil
}

// planted plants, in shuffled employers, a change of the size that their report prints as detectable, and
// returns the part of the runs in which the report then names it as a mover, and the size on average.
// The size is that of a skill at 10 %: those near it take turns.
func (s *simulation) planted(ctx context.Context, runs int) (found, size float64, err error) {
	near, err := s.nearTenPercent(ctx)
	if err != nil {
		return 0, 0, err
	}
	hits := 0
	for i := range runs {
		facts := s.shuffled()
		r, err := s.build(ctx, facts, 1)
		if err != nil {
			return 0, 0, err
		}
		skill := near[i%len(near)]
		s.plant(facts, r, s.id[skill], *r.Detectable/100)
		size += *r.Detectable / float64(runs)
		if r, err = s.build(ctx, facts, 1); err != nil {
			return 0, 0, err
		}
		if slices.ContainsFunc(r.Movers, func(m report.Row) bool { return m.Skill == skill }) {
			hits++
		}
	}
	return float64(hits) / float64(runs), size, nil
}

// nearTenPercent returns the skill whose share is nearest to 10 %, and the others from 8 to 12 %.
func (s *simulation) nearTenPercent(ctx context.Context) ([]string, error) {
	r, err := s.build(ctx, slices.Concat(s.clusters...), 0)
	if err != nil {
		return nil, err
	}
	var rows []report.Row
	for _, c := range r.Categories {
		rows = append(rows, c.Rows...)
	}
	distance := func(r report.Row) int {
		d := 10*(r.Jobs+r.JobsBefore) - r.Of - r.OfBefore
		return max(d, -d)
	}
	slices.SortFunc(rows, func(a, b report.Row) int { return distance(a) - distance(b) })
	var list []string
	for i, row := range rows {
		if i == 0 || 5*distance(row) <= row.Of+row.OfBefore { // from 8 % to 12 %
			list = append(list, row.Skill)
		}
	}
	return list, nil
}

// plant lets later jobs, drawn at random, name the skill until its share has grown by half of the change, and earlier ones
// drop it until that share has fallen by the other half.
func (s *simulation) plant(facts []store.Fact, r *report.Skills, skill int32, change float64) {
	gain := int(change/2*float64(r.Window.Jobs) + 0.5)
	loss := int(change/2*float64(r.Before.Jobs) + 0.5)
	for _, i := range s.random.Perm(len(facts)) {
		f := &facts[i]
		if !s.counts(f) {
			continue
		}
		at := slices.IndexFunc(f.Skills, func(k store.FactSkill) bool { return k.ID == skill })
		switch later := f.Day >= s.real.Window.From; {
		case later && at < 0 && gain > 0:
			f.Skills = append(slices.Clone(f.Skills), store.FactSkill{ID: skill, Strength: job.Mentioned, Strict: true})
			gain--
		case !later && at >= 0 && loss > 0:
			f.Skills = slices.Delete(slices.Clone(f.Skills), at, at+1)
			loss--
		}
	}
}

// counts reports whether a fact is one of those that the report counts.
func (s *simulation) counts(f *store.Fact) bool {
	return f.Flow && f.Listing && f.Roles.Technical() && (f.Head || s.params.Base == report.Postings)
}

// coverage draws as many employers as there are, with replacement, and returns in what part of the cases the
// intervals of the skills that are tested hold the shares and changes of the employers that were drawn from.
func (s *simulation) coverage(ctx context.Context, runs int) (shares, changes float64, err error) {
	truth := map[string]report.Row{}
	r, err := s.build(ctx, slices.Concat(s.clusters...), 0)
	if err != nil {
		return 0, 0, err
	}
	for _, c := range r.Categories {
		for _, row := range c.Rows {
			if row.Change != nil && row.Verdict != report.TooFew {
				truth[row.Skill] = row
			}
		}
	}
	var all, inShare, inChange int
	for range runs {
		var facts []store.Fact
		for i := range s.clusters {
			for _, f := range s.clusters[s.random.IntN(len(s.clusters))] {
				f.Employer = int32(i) + 1
				facts = append(facts, f)
			}
		}
		r, err := s.build(ctx, facts, 0)
		if err != nil {
			return 0, 0, err
		}
		for _, c := range r.Categories {
			for _, row := range c.Rows {
				t, ok := truth[row.Skill]
				if !ok || row.Change == nil {
					continue
				}
				all++
				if row.Share.Low <= t.Share.Value && t.Share.Value <= row.Share.High {
					inShare++
				}
				if row.Change.Low <= t.Change.Value && t.Change.Value <= row.Change.High {
					inChange++
				}
			}
		}
	}
	return float64(inShare) / float64(all), float64(inChange) / float64(all), nil
}
