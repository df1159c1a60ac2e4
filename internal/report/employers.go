package report

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"
)

// Employers says who asks: the employers with the most jobs of the window, and how much of it they hold together.
// Errors are those of Build.
func Employers(ctx context.Context, db Reader, p Params, now time.Time) (*Document, error) {
	p.Report = "employers"
	b, err := gather(ctx, db, p, now)
	if err != nil {
		return nil, err
	}
	const title = "Employers"
	if b.report.WhyNot == NoData {
		return b.document(title), nil
	}
	sizes, _ := b.tally()
	d := b.document(title)
	list, err := b.employers(ctx, func(*posting) bool { return true })
	if err != nil {
		return nil, err
	}
	d.add(employerTable(list, int(sizes.N1), b.params.Top))

	const most = 10
	first, squares := 0, 0.0
	for i, e := range list {
		if i < most {
			first += e.jobs
		}
		squares += float64(e.jobs) * float64(e.jobs)
	}
	squares += float64(b.report.Window.Nameless) // each of an employer of its own
	if n := sizes.N1; n >= floorShare {
		index := squares / (n * n)
		d.say("The %d largest hold %.1f %% of the jobs. Herfindahl's index is %.4f: as concentrated as %s employers of equal size.",
			min(most, len(list)), 100*float64(first)/n, index, Thousands(int(math.Round(1/index))))
	}
	return d, nil
}

// An employer is one with jobs in the window.
type employer struct {
	name string
	jobs int
}

// employers counts the jobs of the window that ok takes by employer, the most first. Those without an employer's
// name are left out.
func (b *builder) employers(ctx context.Context, ok func(*posting) bool) ([]employer, error) {
	rows, err := b.db.Employers(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[int32]string, len(rows))
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	var list []employer
	s := &b.sample
	for i := 0; i < len(s.postings); {
		id, jobs := s.postings[i].employer, 0
		for ; i < len(s.postings) && s.postings[i].employer == id; i++ {
			if p := &s.postings[i]; b.base().in(p)&inWindow != 0 && ok(p) {
				jobs++
			}
		}
		if jobs > 0 && id < s.known {
			list = append(list, employer{names[id], jobs})
		}
	}
	slices.SortFunc(list, func(a, b employer) int { return cmp.Or(cmp.Compare(b.jobs, a.jobs), cmp.Compare(a.name, b.name)) })
	return list, nil
}

// employerTable shows the first of them, with their part of n jobs.
func employerTable(list []employer, n, top int) Table {
	t := Table{Name: "employers", Title: "Employers by jobs", Columns: []string{"employer", "jobs", "share"}}
	if top > 0 && len(list) > top {
		list = list[:top]
	}
	for _, e := range list {
		var part any
		if n >= floorShare {
			part = Percent(percent(float64(e.jobs) / float64(n)))
		}
		t.Rows = append(t.Rows, []any{e.name, e.jobs, part})
	}
	if len(list) == 0 {
		t.Note = "No job gives its employer's name."
	}
	return t
}
