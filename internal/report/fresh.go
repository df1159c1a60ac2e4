package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"demand/internal/job"
)

// The report of new skills counts a skill as new that no job named in so many days before the window.
const (
	quietDays   = 365
	freshJobs   = 5 // that name it in the window
	freshOthers = 3 // employers of them
)

// Fresh says which skills no job named in the 365 days before the window, and some in it, by the sources that
// cover both under one taxonomy. Errors are those of Build.
func Fresh(ctx context.Context, db Reader, p Params, now time.Time) (*Document, error) {
	p.Report = "new"
	p.Compare = Compare{Mode: None}
	window, _, err := p.Windows(now)
	if err != nil {
		return nil, err
	}
	p.Compare = Compare{Mode: Explicit, Days: Days{window.From - quietDays, window.From - 1}}
	b, err := collect(ctx, db, p, now)
	if err != nil {
		return nil, err
	}
	if b.report.WhyNot == NoCommonSource { // what is open, or new without an earlier period, does not say what is new here
		b.noEarlier(window)
	}
	const title = "Skills that are new"
	if b.report.WhyNot == NoData {
		return b.document(title), nil
	}
	_, tallies := b.tally()
	d := b.document(title)
	if d.WhyNot != "" {
		d.say(`Nothing can be called new: the days were classified by different versions of the taxonomy. "demand reclassify" brings them to one.`)
		return d, nil
	}
	first := b.firstDays()
	var fresh []int
	for k := range tallies {
		if t := &tallies[k]; t.X0 == 0 && t.X1 >= freshJobs && t.later >= freshOthers {
			fresh = append(fresh, k)
		}
	}
	slices.SortFunc(fresh, func(i, k int) int { return cmp.Or(cmp.Compare(tallies[k].X1, tallies[i].X1), cmp.Compare(i, k)) })
	t := Table{Name: "new", Title: "New", Columns: []string{"skill", "category", "jobs", "employers", "first_on"}}
	for _, k := range fresh {
		item := b.subject.items[k]
		t.Rows = append(t.Rows, []any{item.name, b.subject.groups[item.group].Name, int(tallies[k].X1), tallies[k].later, first[k].String()})
	}
	if len(fresh) == 0 {
		t.Note = "No skill is new."
	}
	d.add(t)
	d.say("New: at least %d jobs of %d employers name it in the window, and none of %s jobs did in the %d days before.", freshJobs, freshOthers, Thousands(d.Before.Jobs), quietDays)
	return d, nil
}

// noEarlier makes the report one that counts nothing, since no source was read in the window and throughout the days before.
func (b *builder) noEarlier(window Days) {
	before := b.params.Compare.Days
	b.params.Until = window.To
	b.report.Basis, b.report.Parameters, b.report.Credits = New, b.params, nil
	b.window, b.before = window, Days{}
	b.choose(func(*source) bool { return false })
	b.explain(func(s *source) string { return s.whyNot(b.params.Base, window, before) })
	b.empty()
	b.report.Reason = fmt.Sprintf("There is no earlier period to tell by what is new: no source was read from %s to %s, the %d days before, and in these days.", before.From, before.To, quietDays)
}

// firstDays returns the first day in the window on which a job opened that has each item, 0 for none.
func (b *builder) firstDays() []job.Date {
	first := make([]job.Date, len(b.subject.items))
	for i := range b.sample.postings {
		p := &b.sample.postings[i]
		if b.base().in(p)&inWindow == 0 {
			continue
		}
		for _, k := range b.sample.named(p) {
			if at := &first[k.index()]; *at == 0 || p.day < *at {
				*at = p.day
			}
		}
	}
	return first
}
