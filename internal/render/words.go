package render

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"demand/internal/job"
	"demand/internal/report"
)

// A subject is how a report speaks of what it counts.
type subject struct {
	title  string // of the page
	column string // heading of the names
	noun   string // one of them
}

func subjectOf(r *report.Skills) subject {
	switch r.Report {
	case report.Movers:
		return subject{"Skills that moved", "Skill", "skill"}
	case report.Categories:
		return subject{"Demand by category", "Category", "category"}
	case report.Roles:
		return subject{"Demand by role", "Role", "role"}
	case report.Seniority:
		return subject{"Demand by seniority", "Level", "level"}
	}
	return subject{"Skill demand", "Skill", "skill"}
}

// head returns the lines above the categories.
func head(r *report.Skills) []string {
	name := subjectOf(r).title
	if r.Window == nil {
		return []string{name + ", by the counts of a file"}
	}
	unit := r.Parameters.Base
	title := name + ", " + report.Range(r.Window.Days)
	counted := fmt.Sprintf("%s new technical %s of %s", thousands(r.Window.Jobs), unit, many(r.Window.Employers, "employer"))
	if r.Basis == report.Open {
		title = name + " on " + report.Day(r.Window.To)
		counted = fmt.Sprintf("%s open technical %s of %s", thousands(r.Window.Jobs), unit, many(r.Window.Employers, "employer"))
	}
	reading := "read throughout"
	if r.Basis == report.Open {
		reading = "read on that day"
	}
	if r.Before != nil {
		reading = "read in both windows"
		against := report.Range(r.Before.Days)
		if r.Basis == report.Open {
			reading = "read on both days"
			against = report.Day(r.Before.To)
		}
		title += " against " + against
		counted += fmt.Sprintf(" (before: %s)", thousands(r.Before.Jobs))
	}
	if len(r.Parameters.Role) > 0 {
		title += ", " + strings.Join(r.Parameters.Role, " or ")
	}
	if r.WhyNot == report.NoData {
		return []string{title, Clean(r.Reason)}
	}
	return []string{title, counted + fmt.Sprintf(" · %d of %s %s", r.Sources.Compared, many(r.Sources.Selected, "source"), reading)}
}

// notes returns the lines below the categories. Foreign text in them is cleaned.
func notes(r *report.Skills) []string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	noun := subjectOf(r).noun

	if r.WhyNot != "" {
		why := report.WhyNotSentences[r.WhyNot]
		if r.WhyNot == report.NoData {
			why = "" // it stands above
		}
		if r.WhyNot == report.NoCommonSource && r.Basis == report.Open {
			why += " Shown is what is open."
		}
		if r.ComparedOn != 0 {
			why += fmt.Sprintf(" From %s on there is something to compare, if the sources are read until then.", report.Day(r.ComparedOn))
		}
		if why != "" {
			add("%s", strings.TrimSpace(why))
		}
	} else if len(r.Movers) == 0 {
		add("Nothing moved beyond chance: %s tested (false discoveries held to 10 %%).", many(r.Tested, noun))
	} else {
		add("Movers: %d of %s tested (false discoveries held to 10 %%).", len(r.Movers), many(r.Tested, noun))
		for _, v := range []report.Verdict{report.ClearRise, report.ClearFall} {
			var names []string
			for _, m := range r.Movers {
				if m.Verdict == v {
					names = append(names, Clean(m.Name)+" "+changeText(m.Change))
				}
			}
			if len(names) > 0 {
				add("  %s: %s. %s", v, strings.Join(names, ", "), report.Sentences[v])
			}
		}
	}
	shown := shownRows(r)
	for _, v := range []report.Verdict{report.PossibleRise, report.PossibleFall, report.TooFew} {
		if slices.ContainsFunc(shown, func(r *report.Row) bool { return r.Verdict == v }) {
			add("  %s: %s", v, report.Sentences[v])
		}
	}
	if r.Detectable != nil {
		add("With these counts a %s at 10 %% had to move %s points to be seen.", noun, decimal(*r.Detectable))
	}

	for _, row := range shown {
		if len(row.Fragile) == 0 {
			continue
		}
		var why []string
		for _, c := range row.Fragile {
			why = append(why, report.CheckSentences[c])
		}
		add("* %s is fragile: %s.", Clean(row.Name), strings.Join(why, "; "))
	}
	for _, row := range shown {
		if row.OfCategory != nil && row.OfCategory.Disagrees && judged(row.Verdict) {
			among := "skill of its category"
			if noun != "skill" {
				among = noun
			}
			add("%s: among the jobs that name any %s it went the other way (%s points).", Clean(row.Name), among, signed(*row.OfCategory.Change))
		}
	}
	if line := list(shown, func(r *report.Row) (string, float64) {
		if p := r.Pooled; p != nil && math.Abs(p.Change) >= 1 && math.Abs(p.Mix) > math.Abs(p.Within) {
			return fmt.Sprintf("%s %s (%s within sources)", Clean(r.Name), signed(p.Change), signed(p.Within)), math.Abs(p.Mix)
		}
		return "", 0
	}); line != "" {
		add("Over all sources, compared or not, these seem to move, mostly because the sources are others: %s.", line)
	}
	if line := list(shown, func(r *report.Row) (string, float64) {
		if r.Largest != nil && r.JobsBefore+r.Jobs >= 10 {
			return fmt.Sprintf("%s (%s %.0f %%)", Clean(r.Name), shorten(Clean(r.Largest.Employer), 40), r.Largest.Part), r.Largest.Part
		}
		return "", 0
	}); line != "" {
		add("Much from one employer: %s.", line)
	}
	if slices.ContainsFunc(shown, func(r *report.Row) bool { return r.Imprecise }) {
		add("~ marks a share of fewer than 60 jobs, or with an interval wider than 20 points.")
	}
	lines = append(lines, leftOut(r)...)
	for _, c := range r.Credits {
		add("%s", Clean(c))
	}
	return lines
}

// leftOut returns the lines on what the numbers do not hold.
func leftOut(r *report.Skills) []string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	misread := "misread postings"
	if a := r.Accuracy; a != nil {
		misread += fmt.Sprintf(" (precision %.2f, recall %.2f on %d labelled ones of your sources)", a.Precision, a.Recall, a.Postings)
	}
	if r.Window == nil {
		add("Not covered by the intervals: employers with many postings, other sources, %s.", misread)
		return lines
	}
	if r.WhyNot != report.NoData {
		add("Not covered by the intervals: jobs that these sources do not list; %s.", misread)
	}
	var out []string
	for _, n := range []struct {
		count int
		what  string
	}{
		{r.Window.NoRole, "without a recognised role"},
		{r.Window.NotTechnical, "not technical"},
		{r.Window.NotListing, "perhaps no advertisements"},
	} {
		if n.count > 0 {
			out = append(out, thousands(n.count)+" "+n.what)
		}
	}
	if len(out) > 0 {
		add("Left out: %s.", strings.Join(out, ", "))
	}
	if n := r.Window.Nameless; n > 0 {
		add("Without an employer's name, each counted as one of its own: %s.", thousands(n))
	}
	for _, e := range openEditions(r.Sources.OpenEditions) {
		add("Not final (read before the %dth day, so there may be more by now): %s.", job.FinalAfter, e)
	}
	if n := r.Sources.NotCompared; len(n) > 0 {
		const most = 10
		var names []string
		for _, s := range n[:min(most, len(n))] {
			names = append(names, fmt.Sprintf("%s (%s)", shorten(Clean(s.Source), 60), shorten(Clean(s.Reason), 80)))
		}
		if len(n) > most {
			names = append(names, fmt.Sprintf("and %d more", len(n)-most))
		}
		what := "Not compared"
		if r.Before == nil {
			what = "Not counted"
		}
		add("%s: %s.", what, strings.Join(names, ", "))
	}
	return lines
}

// shownRows returns the rows of all categories.
func shownRows(r *report.Skills) (rows []*report.Row) {
	for _, c := range r.Categories {
		for i := range c.Rows {
			rows = append(rows, &c.Rows[i])
		}
	}
	return rows
}

// list joins the five texts of the greatest weight; rows without a text are left out.
func list(rows []*report.Row, text func(*report.Row) (string, float64)) string {
	type item struct {
		text   string
		weight float64
	}
	var items []item
	for _, r := range rows {
		if t, w := text(r); t != "" {
			items = append(items, item{t, w})
		}
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(b.weight, a.weight) })
	var texts []string
	for _, it := range items[:min(5, len(items))] {
		texts = append(texts, it.text)
	}
	return strings.Join(texts, ", ")
}

func judged(v report.Verdict) bool { return v != "" && v != report.NoChange && v != report.TooFew }

// verdictText returns the verdict, with a star if it is fragile.
func verdictText(r *report.Row) string {
	if len(r.Fragile) > 0 {
		return string(r.Verdict) + " *"
	}
	return string(r.Verdict)
}

// rankText returns how the rank changed: +1 is one place up.
func rankText(r *report.Row) string {
	switch {
	case r.RankBefore == 0 && (r.Verdict == "" || r.JobsBefore > 0):
		return ""
	case r.RankBefore == 0:
		return "new"
	case r.Rank == r.RankBefore:
		return "="
	case r.Rank < r.RankBefore:
		return fmt.Sprintf("+%d", r.RankBefore-r.Rank)
	}
	return fmt.Sprintf("−%d", r.Rank-r.RankBefore)
}

func shareText(r *report.Row) string {
	if r.Share == nil {
		return "–"
	}
	if r.Imprecise {
		return "~" + decimal(r.Share.Value) + " %"
	}
	return decimal(r.Share.Value) + " %"
}

func intervalText(e *report.Estimate) string {
	if e == nil {
		return "–"
	}
	return decimal(e.Low) + " – " + decimal(e.High)
}

// changeText returns a change with its interval, as +3.1 (0.8, 5.4).
func changeText(c *report.Change) string {
	if c == nil {
		return "–"
	}
	return fmt.Sprintf("%s (%s, %s)", signed(c.Value), decimal(c.Low), decimal(c.High))
}

// decimal writes a number with one decimal and a true minus.
func decimal(x float64) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', 1, 64)
	if x < 0 && s != "0.0" {
		return "−" + s
	}
	return s
}

func signed(x float64) string {
	s := decimal(x)
	if x > 0 && s != "0.0" {
		return "+" + s
	}
	return s
}

// thousands writes a count as 12,408.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return thousands(n) + " " + stem + "ies"
	}
	return thousands(n) + " " + noun + "s"
}

// sparks are the eight heights of a sparkline.
var sparks = []rune("▁▂▃▄▅▆▇█")

// sparkline draws the share of a skill in each period, from zero to its own greatest.
func sparkline(trend []int, periods []report.Period) string {
	shares := make([]float64, len(trend))
	for i, n := range trend {
		if periods[i].Jobs > 0 {
			shares[i] = float64(n) / float64(periods[i].Jobs)
		}
	}
	if len(shares) == 0 || slices.Max(shares) == 0 {
		return strings.Repeat(string(sparks[0]), len(shares))
	}
	var b strings.Builder
	for _, s := range shares {
		b.WriteRune(sparks[int(math.Round(s/slices.Max(shares)*float64(len(sparks)-1)))])
	}
	return b.String()
}

// openEditions lists editions, joined for each source.
func openEditions(list []report.Edition) []string {
	var out []string
	for i, e := range list {
		if i > 0 && e.Source == list[i-1].Source {
			out[len(out)-1] += ", " + Clean(e.Name)
		} else {
			out = append(out, Clean(e.Source)+" "+Clean(e.Name))
		}
	}
	return out
}
