package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Page says on one page what is known of the demand for a skill, given by its slug: how much there is and whether it changed,
// step by step, with which skills, in which roles, at which levels and places, for what pay and by whom. Errors are those of Build.
func Page(ctx context.Context, db Reader, p Params, skill string, now time.Time) (*Document, error) {
	judged := p
	judged.Report, judged.Top, judged.Category = SkillReport, 0, nil
	r, err := Build(ctx, db, judged, now)
	if err != nil {
		return nil, err
	}
	why, compare := r.WhyNot, r.Parameters.Compare
	if why == NoCommonSource { // what is open then stands in the report; here all is of the one window
		judged.Compare = Compare{Mode: None}
		if r, err = Build(ctx, db, judged, now); err != nil {
			return nil, err
		}
	}
	p.Report = OneSkill
	b, k, err := gatherSkill(ctx, db, p, skill, now)
	if err != nil {
		return nil, err
	}
	name := b.nameOf(k, skill)
	if b.report.WhyNot == NoData {
		return b.document(name), nil
	}
	sizes, tallies := b.tally()
	d := b.document(name)
	d.Parameters.Compare = compare // which its demand shows, though all else is of one window
	row, of := r.row(skill)
	if row != nil {
		d.judge(r, row, of, why)
	} else {
		d.say("No job of the days that are compared names %s.", name)
	}
	if was, is := r.Sources.Compared, b.report.Sources.Compared; was != is {
		d.say("Demand and its steps count the %s jobs of what can be compared (%d of %d sources), all else %s (%d).", Thousands(r.Window.Jobs), was, r.Sources.Selected, Thousands(b.report.Window.Jobs), is)
	}
	if row != nil {
		d.trend(r.Periods, row.Trend)
	}

	naming := b.base()
	naming.naming = k + 1
	_, beside := b.sample.tally(naming)
	_, shares := designEffects(sizes, tallies)
	for _, g := range []string{Roles, Seniority, "countries", "regions", "cities", "remote"} {
		d.add(b.parts(g, k, tallies, beside, shares))
	}
	d.add(b.related(k, sizes, tallies))

	has := func(p *posting) bool {
		return slices.ContainsFunc(b.sample.named(p), func(i item) bool { return int(i.index()) == k })
	}
	all, _ := b.quotes(has)
	d.add(payTable("pay", "Pay", nil, []map[unit][]quote{all}, 0))
	list, err := b.employers(ctx, has)
	if err != nil {
		return nil, err
	}
	employers := employerTable(list, int(tallies[k].X1), b.params.Top)
	employers.Title = "Employers that ask for it"
	d.add(employers)
	d.say("Part: of the jobs that name %s. Share: of all jobs of that role, level or place, those that name it.", name)
	d.say("Pay: the middle of each range that a job states; nothing is said of fewer than %d quotes.", floorQuotes)
	return d, nil
}

// row returns what the report says of a skill, and of how many of its category; nil if nothing.
func (r *Skills) row(skill string) (row *Row, of int) {
	for _, c := range r.Categories {
		if i := slices.IndexFunc(c.Rows, func(row Row) bool { return row.Skill == skill }); i >= 0 {
			return &c.Rows[i], c.Skills
		}
	}
	return nil, 0
}

// judge adds what the report of skills says of a skill by its row, one of so many of its category, and why it compares nothing.
func (d *Document) judge(r *Skills, row *Row, of int, why WhyNot) {
	var verdict any
	if row.Verdict != "" {
		verdict = string(row.Verdict)
	}
	d.add(Table{
		Name: "standing", Title: "Demand",
		Columns:   []string{"jobs", "employers", "share", "change", "verdict", "rank", "of"},
		Intervals: []string{"share", "change"},
		Rows:      [][]any{{row.Jobs, row.Employers, row.Share, row.Change, verdict, row.Rank, of}},
	})
	if r.Before != nil && row.Verdict != "" {
		d.say("Against %s: %s. %s", Range(r.Before.Days), row.Verdict, strings.Replace(Sentences[row.Verdict], "so many tested", fmt.Sprintf("the %d skills tested", r.Tested), 1))
	}
	if why != "" && why != NotAsked {
		d.say("%s", WhyNotSentences[why])
	}
	for _, f := range row.Fragile {
		d.say("Fragile: %s.", CheckSentences[f])
	}
	if l := row.Largest; l != nil && row.Jobs+row.JobsBefore >= 10 {
		d.say("Much from one employer: %s has %.0f %% of the jobs.", l.Employer, l.Part)
	}
}

// trend adds the steps of a skill's trend.
func (d *Document) trend(periods []Period, steps []int) {
	t := Table{Name: "trend", Title: "Step by step", Columns: []string{"from_on", "to_on", "jobs", "share"}}
	for i, n := range steps {
		p := periods[i]
		var part any
		if p.Jobs >= floorShare {
			part = Percent(percent(float64(n) / float64(p.Jobs)))
		}
		t.Rows = append(t.Rows, []any{p.From.String(), p.To.String(), n, part})
	}
	if len(t.Rows) > 0 {
		d.add(t)
	}
}

// parts returns the table of the roles, levels or places of the jobs that have item k.
func (b *builder) parts(group string, k int, tallies, beside []tally, shares effects) Table {
	t := Table{Name: group, Columns: []string{"name", "jobs", "part", "share"}, Intervals: []string{"share"}}
	var of []int
	for i, thing := range b.subject.items {
		g := b.subject.groups[thing.group]
		if g.Slug != group {
			continue
		}
		t.Title = g.Name
		if beside[i].X1 > 0 {
			of = append(of, i)
		}
	}
	slices.SortFunc(of, func(i, j int) int { return cmp.Or(cmp.Compare(beside[j].X1, beside[i].X1), cmp.Compare(i, j)) })
	if top := b.params.Top; top > 0 && len(of) > top {
		of = of[:top]
	}
	for _, i := range of {
		var part any
		if n := tallies[k].X1; n >= floorShare {
			part = Percent(percent(beside[i].X1 / n))
		}
		// How the jobs of a role are spread over employers is not counted for each skill: the skill's own effect stands for it.
		t.Rows = append(t.Rows, []any{b.subject.items[i].name, int(beside[i].X1), part, share(int(beside[i].X1), int(tallies[i].X1), max(1, shares.of(k)))})
	}
	if len(of) == 0 {
		t.Title = cmp.Or(t.Title, strings.ToUpper(group[:1])+group[1:])
		t.Note = "No job that names it gives one."
	}
	return t
}
