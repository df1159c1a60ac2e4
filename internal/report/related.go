package report

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"demand/internal/stats"
)

// Related says which skills the jobs that name a skill, given by its slug, name beside it. Errors are those of Build.
func Related(ctx context.Context, db Reader, p Params, skill string, now time.Time) (*Document, error) {
	p.Report = "related"
	b, k, err := gatherSkill(ctx, db, p, skill, now)
	if err != nil {
		return nil, err
	}
	name := b.nameOf(k, skill)
	title := b.report.inUnits("Skills that jobs name beside ") + name
	if b.report.WhyNot == NoData {
		return b.document(title), nil
	}
	sizes, tallies := b.tally()
	d := b.document(title)
	d.add(b.related(k, sizes, tallies))
	d.say("Share: of the %s jobs that name %s. Lift: how many times as often a job names both as it would if each were named without regard to the other; "+
		"the order is by the lower end of its interval.", Thousands(int(tallies[k].X1)), name)
	return d, nil
}

// related returns the table of the skills named beside one, the closest first.
func (b *builder) related(k int, sizes stats.Sizes, tallies []tally) Table {
	t := Table{
		Name: "related", Title: "Named beside it",
		Columns:   []string{"skill", "category", "jobs", "share", "lift", "lift_low", "lift_high"},
		Intervals: []string{"share"},
	}
	only := b.base()
	only.naming = k + 1
	_, beside := b.sample.tally(only)
	n := tallies[k].X1
	if n < floorShare {
		t.Note = "Too few jobs name it to say what stands beside it: it takes 30."
		return t
	}
	type row struct {
		item   int
		lift   stats.Lift
		within stats.Interval
	}
	inflation := sizes.Inflation()
	var rows []row
	for i := range beside {
		if i == k || !b.subject.items[i].skill || beside[i].X1 < floorSkill || beside[i].later < floorEmployers {
			continue
		}
		l := stats.Lift{Both: beside[i].X1, First: n, Second: tallies[i].X1, N: sizes.N1, Deff: inflation * stats.ShareDeff(sizes, beside[i].Spread)}
		rows = append(rows, row{i, l, l.Interval(level)})
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.within.Lo, a.within.Lo), cmp.Compare(a.item, b.item))
	})
	if top := b.params.Top; top > 0 && len(rows) > top {
		rows = rows[:top]
	}
	for _, r := range rows {
		item := b.subject.items[r.item]
		t.Rows = append(t.Rows, []any{
			item.name, b.subject.groups[item.group].Name, int(r.lift.Both), share(int(r.lift.Both), int(n), r.lift.Deff),
			hundredths(r.lift.Value()), hundredths(r.within.Lo), hundredths(r.within.Hi),
		})
	}
	if len(rows) == 0 {
		t.Note = "No other skill is named beside it by 10 jobs of 5 employers."
	}
	return t
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }
