package report

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"time"

	"demand/internal/stats"
)

// gather does for a document what collect does for a report of one window: nothing is compared.
func gather(ctx context.Context, db Reader, p Params, now time.Time) (*builder, error) {
	p.Compare = Compare{Mode: None}
	return collect(ctx, db, p, now)
}

// gatherSkill is gather for a document about one skill, given by its slug; k is what find returns.
func gatherSkill(ctx context.Context, db Reader, p Params, skill string, now time.Time) (b *builder, k int, err error) {
	p.Skill = skill
	if b, err = gather(ctx, db, p, now); err != nil {
		return nil, 0, err
	}
	k, err = b.find(skill)
	return b, k, err
}

// base returns the way to count that the parameters ask for.
func (b *builder) base() variant { return variant{postings: b.params.Base == Postings, without: -1} }

// tally counts the sample and puts the sizes of the windows into the report.
func (b *builder) tally() (stats.Sizes, []tally) {
	sizes, tallies := b.sample.tally(b.base())
	b.fillWindows(b.base(), sizes)
	return sizes, tallies
}

// document returns a document of that title about what was counted.
func (b *builder) document(title string) *Document {
	d := &Document{Frame: b.report.Frame, Title: title, Notes: []string{}, Provenance: b.report.Provenance}
	if d.WhyNot == NotAsked {
		d.WhyNot = ""
	}
	if d.WhyNot == "" && d.Basis == Open && d.Parameters.Basis == New {
		d.say("No source was read throughout the days asked for. Shown is what is open.")
	}
	if d.Taxonomy == mixed && b.report.Before == nil {
		d.say(`The days were classified by different versions of the taxonomy, so that a skill may count in some of them only. "demand reclassify" brings them to one.`)
	}
	return d
}

// say adds a note.
func (d *Document) say(format string, args ...any) {
	d.Notes = append(d.Notes, fmt.Sprintf(d.inUnits(format), args...))
}

// add adds tables, which speak of jobs, or of postings if these are counted.
func (d *Document) add(tables ...Table) {
	for _, t := range tables {
		t.Title, t.Note, t.Base = d.inUnits(t.Title), d.inUnits(t.Note), d.Parameters.Base
		d.Tables = append(d.Tables, t)
	}
}

// inUnits returns a text that speaks of jobs as one about what the report counts. One of coverage is about both.
func (f *Frame) inUnits(text string) string {
	if f.Parameters.Base != Postings || f.Report == "coverage" {
		return text
	}
	return aJob.ReplaceAllString(text, "posting$1")
}

var aJob = regexp.MustCompile(`\bjob(s?)\b`)

// find returns the index of the skill of that slug. One that no stored posting was read for is an error that wraps ErrUsage, unless
// there is nothing to count anyway: then the index is -1.
func (b *builder) find(slug string) (int, error) {
	i := slices.IndexFunc(b.subject.items, func(t thing) bool { return t.skill && t.slug == slug })
	if i < 0 && b.report.WhyNot != NoData {
		return i, reason{ErrUsage, fmt.Sprintf(`no stored posting was read for the skill %q; "demand reclassify" reads them again`, slug)}
	}
	return i, nil
}

// nameOf returns the name of the skill that find found by its slug.
func (b *builder) nameOf(k int, slug string) string {
	if k < 0 {
		return slug
	}
	return b.subject.items[k].name
}

// shareOf returns the share of the jobs of the window that have an item, nil if there are too few jobs.
func shareOf(sizes stats.Sizes, tallies []tally, shares effects, k int) *Estimate {
	return share(int(tallies[k].X1), int(sizes.N1), shares.of(k))
}

// pairs counts, for each pair of items, the jobs of the window that have both and one of them alone.
func (s *sample) pairs(v variant, pairs [][2]int) []stats.Pair {
	wanted := make([]bool, s.names)
	of := make([][]int, s.names) // the pairs of which an item is the first: few jobs have many items, and there may be thousands of pairs
	for j, p := range pairs {
		wanted[p[0]], wanted[p[1]] = true, true
		of[p[0]] = append(of[p[0]], j)
	}
	few := s.only(wanted)
	both := make([]int, len(pairs))
	single := make([]int, s.names)
	spreads := make([]stats.Spread, len(pairs))
	var sizes stats.Sizes
	has := make([]bool, s.names)
	counts := make([]float64, s.names) // of one employer
	for i := 0; i < len(few.postings); {
		employer := few.postings[i].employer
		n := 0.0
		for ; i < len(few.postings) && few.postings[i].employer == employer; i++ {
			p := &few.postings[i]
			if v.in(p)&inWindow == 0 {
				continue
			}
			n++
			named := few.named(p)
			for _, k := range named {
				has[k.index()] = true
				counts[k.index()]++
				single[k.index()]++
			}
			for _, k := range named {
				for _, j := range of[k.index()] {
					if has[pairs[j][1]] {
						both[j]++
					}
				}
			}
			for _, k := range named {
				has[k.index()] = false
			}
		}
		if n == 0 {
			continue
		}
		sizes.Add(n, 0)
		for j, pair := range pairs {
			if d := counts[pair[0]] - counts[pair[1]]; d != 0 {
				spreads[j].Add(d, n, 0, 0)
			}
		}
		clear(counts)
	}
	inflation := sizes.Inflation()
	list := make([]stats.Pair, len(pairs))
	for j, pair := range pairs {
		p := stats.Pair{Both: both[j], First: single[pair[0]] - both[j], Second: single[pair[1]] - both[j], N: int(sizes.N1)}
		p.Deff = inflation * stats.PairedDeff(sizes, spreads[j], float64(p.First+p.Second))
		list[j] = p
	}
	return list
}
