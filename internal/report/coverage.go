package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// Coverage says what there is to count: the sources with the days that they cover, and what joining reposts and copies
// to one job does to the numbers of the window; with Params.Fields also what part of the postings states what. Errors are those of Build.
func Coverage(ctx context.Context, db interface {
	Reader
	Querier
}, p Params, now time.Time) (*Document, error) {
	p.Report = "coverage"
	b, err := gather(ctx, db, p, now)
	if err != nil {
		return nil, err
	}
	sources, err := Query(ctx, db, p.Report, b.window)
	if err != nil {
		return nil, err
	}
	sources.Name = "sources"
	sources.Rows = slices.DeleteFunc(sources.Rows, func(row []any) bool {
		return !slices.ContainsFunc(b.sample.sources, func(s source) bool { return s.Name == row[0] })
	})
	d := b.document("Coverage")
	if b.report.WhyNot != NoData {
		b.tally()
		d = b.document("Coverage")
		d.Tables = append(d.Tables, b.duplicates(d), b.sharesByBase())
	}
	window, _, err := p.Windows(now)
	if err != nil {
		return nil, err
	}
	days, err := b.days(ctx, window, d)
	if err != nil {
		return nil, err
	}
	d.Tables = append([]Table{*sources, days}, d.Tables...)
	if p.Fields {
		filled, err := b.filled(ctx, d)
		if err != nil {
			return nil, err
		}
		d.Tables = append(d.Tables, filled)
	}
	return d, nil
}

// joined counts postings of the window by what became of them.
type joined struct{ postings, jobs, reposts, copies int }

func (j *joined) add(p *posting) {
	if p.asPosting&inWindow == 0 {
		return
	}
	j.postings++
	switch {
	case p.asJob&inWindow != 0:
		j.jobs++
	case p.repost:
		j.reposts++
	default:
		j.copies++
	}
}

func (j *joined) row(name string) []any { return []any{name, j.postings, j.jobs, j.reposts, j.copies} }

// duplicates says how many postings were joined to an earlier one, in all and for the sources with the most postings.
func (b *builder) duplicates(d *Document) Table {
	var all joined
	of := make([]joined, len(b.sample.sources))
	for i := range b.sample.postings {
		if p := &b.sample.postings[i]; p.panel {
			all.add(p)
			of[p.source].add(p)
		}
	}
	t := Table{Name: "duplicates", Title: "Postings that are one job: reposts on the same source, copies on others", Columns: []string{"source", "postings", "jobs", "reposts", "copies"}}
	t.Rows = append(t.Rows, all.row("all"))
	order := make([]int, len(of))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, c int) int { return cmp.Compare(of[c].postings, of[a].postings) })
	for n, i := range order {
		if of[i].postings == 0 || b.params.Top > 0 && n == b.params.Top {
			break
		}
		t.Rows = append(t.Rows, of[i].row(b.sample.sources[i].Name))
	}
	if all.postings > 0 {
		part := func(n int) string {
			if all.postings < floorShare {
				return fmt.Sprintf("%d of %d", n, all.postings)
			}
			return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(all.postings))
		}
		d.say(`Of the postings %s are reposts and %s copies. "demand evidence --merges" shows them in pairs; --base postings counts without joining them.`, part(all.reposts), part(all.copies))
	}
	return t
}

// sharesByBase puts the shares of the most frequent skills by jobs beside those by postings.
func (b *builder) sharesByBase() Table {
	t := Table{
		Name: "skills", Title: "Shares of skills by jobs and by postings",
		Columns: []string{"skill", "jobs", "by_jobs", "postings", "by_postings", "difference"}, Intervals: []string{"by_jobs", "by_postings"},
	}
	type counted struct {
		n    int
		of   []tally
		wide effects
	}
	count := func(v variant) (c counted) {
		sizes, tallies := b.sample.tally(v)
		_, shares := designEffects(sizes, tallies)
		return counted{int(sizes.N1), tallies, shares}
	}
	jobs, postings := count(variant{without: -1}), count(variant{postings: true, without: -1})
	var order []int
	for k := range jobs.of {
		if postings.of[k].X1 > 0 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, c int) int { return cmp.Compare(jobs.of[c].X1, jobs.of[a].X1) })
	if b.params.Top > 0 && len(order) > b.params.Top {
		order = order[:b.params.Top]
	}
	for _, k := range order {
		x, y := int(jobs.of[k].X1), int(postings.of[k].X1)
		byJobs, byPostings := share(x, jobs.n, jobs.wide.of(k)), share(y, postings.n, postings.wide.of(k))
		var difference any
		if byJobs != nil && byPostings != nil {
			difference = percent(float64(y)/float64(postings.n) - float64(x)/float64(jobs.n))
		}
		t.Rows = append(t.Rows, []any{b.subject.items[k].name, x, byJobs, y, byPostings, difference})
	}
	return t
}
