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
	case report.Places:
		return subject{"Demand by place", "Place", "place"}
	}
	return subject{"Skill demand", "Skill", "skill"}
}

// unit names what a report counts: technical jobs or postings, or all of them.
func unit(r *report.Frame) string {
	what := cmp.Or(r.Parameters.Base, report.Postings)
	if r.Parameters.AllRoles() {
		return what
	}
	return "technical " + what
}

// head returns the lines above the categories.
func head(r *report.Skills) []string { return above(&r.Frame, subjectOf(r).title) }

// above returns the lines above the tables of a report: what it shows, by its name, and what was counted.
func above(r *report.Frame, name string) []string {
	switch {
	case r.Basis == "counts":
		return []string{name + ", by the counts of a file"}
	case r.Window == nil: // it is of sources and counts no jobs
		return append([]string{name}, nonEmpty(Clean(r.Reason))...)
	}
	title := name + ", " + report.Range(r.Window.Days)
	counted := fmt.Sprintf("%s new %s of %s", report.Thousands(r.Window.Jobs), unit(r), many(r.Window.Employers, "employer"))
	if r.Basis == report.Open {
		title = name + " on " + report.Day(r.Window.To)
		counted = fmt.Sprintf("%s open %s of %s", report.Thousands(r.Window.Jobs), unit(r), many(r.Window.Employers, "employer"))
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
		counted += fmt.Sprintf(" (before: %s)", report.Thousands(r.Before.Jobs))
	}
	for _, f := range filters(r) {
		title += ", " + f
	}
	if r.WhyNot == report.NoData {
		return []string{title, Clean(r.Reason)}
	}
	return []string{title, counted + fmt.Sprintf(" · %d of %s %s", r.Sources.Compared, many(r.Sources.Selected, "source"), reading)}
}

// filters says which jobs and mentions are counted, where not all are. Foreign text in it is cleaned.
func filters(r *report.Frame) []string {
	p := &r.Parameters
	var parts []string
	any := func(before string, list []string, after string) {
		if len(list) > 0 {
			parts = append(parts, before+Clean(strings.Join(list, " or "))+after)
		}
	}
	if p.AllRoles() {
		parts = append(parts, "all roles")
	} else {
		any("", p.Role, "")
	}
	any("", p.Seniority, "")
	any("", p.Strength, " mentions")
	where := ""
	if p.Remote {
		where = "remote "
	}
	if r.Widened != nil {
		any(where+"in ", r.Widened.Country, "")
	} else {
		var in []string
		for _, list := range [][]string{p.City, p.Region, p.Country} {
			if len(list) > 0 {
				in = append(in, strings.Join(list, " or "))
			}
		}
		if len(in) > 0 {
			any(where+"in ", []string{strings.Join(in, ", ")}, "")
		} else if p.Remote {
			parts = append(parts, "remote")
		}
	}
	any("in the language ", p.Language, "")
	if p.NoAgencies {
		parts = append(parts, "without staffing agencies")
	}
	return parts
}

// notes returns the lines below the categories. Foreign text in them is cleaned.
func notes(r *report.Skills) []string {
	var lines []string
	if line := widened(&r.Frame); line != "" {
		lines = append(lines, line)
	}
	lines = append(lines, moved(r)...)
	lines = append(lines, caveats(r)...)
	return append(lines, below(&r.Frame, &r.Provenance)...)
}

// below returns the lines that end every report: what its numbers do not hold, and the credits.
func below(r *report.Frame, p *report.Provenance) []string {
	lines := leftOut(r, p.Accuracy)
	if line := notCompared(r, 10); line != "" {
		lines = append(lines, line)
	}
	return append(lines, cleaned(p.Credits)...)
}

// widened says that whole countries are counted in place of the regions or cities asked for.
func widened(r *report.Frame) string {
	w, p := r.Widened, &r.Parameters
	if w == nil {
		return ""
	}
	return fmt.Sprintf("Counted in all of %s: %s alone has %s, too few to compare.", Clean(strings.Join(w.Country, ", ")),
		Clean(strings.Join(slices.Concat(p.City, p.Region), ", ")), many(w.Jobs, strings.TrimSuffix(p.Base, "s")))
}

// whyText says why nothing is compared and from when on something will be, as far as that is not said above.
func whyText(r *report.Skills) string {
	why := report.WhyNotSentences[r.WhyNot]
	if r.WhyNot == report.NoData {
		why = "" // head has the reason
	}
	if r.WhyNot == report.NoCommonSource && r.Basis == report.Open {
		why += " Shown is what is open."
	}
	if r.WhyNot == report.NoCommonSource && r.Reason != "" {
		why += " " + Clean(r.Reason)
	}
	if r.ComparedOn != 0 {
		why += fmt.Sprintf(" From %s on there is something to compare, if the sources are read until then.", report.Day(r.ComparedOn))
	}
	return strings.TrimSpace(why)
}

// movedText says how many of the skills tested moved.
func movedText(r *report.Skills) string {
	if len(r.Movers) == 0 {
		return fmt.Sprintf("Nothing moved beyond chance: %s tested (false discoveries held to 10 %%).", many(r.Tested, subjectOf(r).noun))
	}
	return fmt.Sprintf("Movers: %d of %s tested (false discoveries held to 10 %%).", len(r.Movers), many(r.Tested, subjectOf(r).noun))
}

// detectableText says what change could have been seen, nothing if that is not known.
func detectableText(r *report.Skills) string {
	if r.Detectable == nil {
		return ""
	}
	return fmt.Sprintf("With these counts a %s at 10 %% had to move %s points to be seen.", subjectOf(r).noun, decimal(*r.Detectable))
}

// moved returns the lines on what moved, or why nothing is compared.
func moved(r *report.Skills) []string {
	var lines []string
	add := func(line string) {
		if line != "" {
			lines = append(lines, line)
		}
	}
	if r.WhyNot != "" {
		add(whyText(r))
	} else {
		add(movedText(r))
		for _, v := range []report.Verdict{report.ClearRise, report.ClearFall} {
			var names []string
			for _, m := range r.Movers {
				if m.Verdict == v {
					names = append(names, Clean(m.Name)+" "+changeText(m.Change))
				}
			}
			if len(names) > 0 {
				add(fmt.Sprintf("  %s: %s. %s", v, strings.Join(names, ", "), report.Sentences[v]))
			}
		}
		if line := closeCalls(r.Movers); line != "" {
			add(line)
		}
	}
	shown := shownRows(r)
	for _, v := range []report.Verdict{report.PossibleRise, report.PossibleFall, report.TooFew} {
		if slices.ContainsFunc(shown, func(r *report.Row) bool { return r.Verdict == v }) {
			add(fmt.Sprintf("  %s: %s", v, report.Sentences[v]))
		}
	}
	add(detectableText(r))
	return lines
}

// closeCalls names the movers whose interval takes in 0, as it can where few jobs name a skill: it is made otherwise than the test.
func closeCalls(movers []report.Row) string {
	var names []string
	for _, m := range movers {
		if c := m.Change; c != nil && c.Low <= 0 && c.High >= 0 {
			names = append(names, Clean(m.Name))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "  A close call, since the interval takes in 0 though the test does not: " + strings.Join(names, ", ") + "."
}

// caveats returns the lines on rows that have to be read with care.
func caveats(r *report.Skills) []string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	shown := shownRows(r)
	for _, c := range []report.Check{report.WithDuplicates, report.StrictOnly, report.WithoutEmployer, report.WithoutSource} {
		var names []string
		for _, row := range shown {
			if slices.Contains(row.Fragile, c) {
				names = append(names, Clean(row.Name))
			}
		}
		if len(names) > 0 {
			add("* Fragile, %s: %s.", report.CheckSentences[c], strings.Join(names, ", "))
		}
	}
	for _, row := range shown {
		if row.OfCategory != nil && row.OfCategory.Disagrees && judged(row.Verdict) {
			among := "skill of its category"
			if noun := subjectOf(r).noun; noun != "skill" {
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
		if r.Largest != nil {
			return fmt.Sprintf("%s (%s %.0f %%)", Clean(r.Name), shorten(Clean(r.Largest.Employer), 40), r.Largest.Part), r.Largest.Part
		}
		return "", 0
	}); line != "" {
		add("Much from one employer: %s.", line)
	}
	if slices.ContainsFunc(shown, func(r *report.Row) bool { return r.Imprecise }) {
		add("~ marks a share of fewer than 60 jobs, or with an interval wider than 20 points.")
	}
	return lines
}

// leftOut returns the lines on what the numbers do not hold.
func leftOut(r *report.Frame, a *report.Accuracy) []string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	misread := "misread postings"
	if a != nil {
		misread += fmt.Sprintf(" (precision %.2f, recall %.2f on %d labelled ones of your sources)", a.Precision, a.Recall, a.Postings)
	}
	switch {
	case r.Basis == "counts":
		add("Not covered by the intervals: employers with many postings, other sources, %s.", misread)
		return lines
	case r.Window == nil:
		return nil
	}
	if r.WhyNot != report.NoData {
		add("Not covered by the intervals: jobs that these sources do not list; %s.", misread)
	}
	agencies := 0
	if r.Parameters.NoAgencies {
		agencies = r.Window.Agencies
	}
	var out []string
	for _, n := range []struct {
		count int
		what  string
	}{
		{r.Window.NoRole, "without a recognised role"},
		{r.Window.NotTechnical, "not technical"},
		{r.Window.NotListing, "perhaps no advertisements"},
		{r.Window.NoPlace, "without a known place"},
		{agencies, "of staffing agencies"},
	} {
		if n.count > 0 {
			out = append(out, report.Thousands(n.count)+" "+n.what)
		}
	}
	if len(out) > 0 {
		add("Left out: %s.", strings.Join(out, ", "))
	}
	if n := r.Window.OtherLanguage; n > 0 {
		add("Among the %s %s not in English.", r.Parameters.Base, isOrAre(n))
	}
	if n := r.Window.Nameless; n > 0 {
		add("Without an employer's name, each counted as one of its own: %s.", report.Thousands(n))
	}
	if n := r.Window.Archived; n > 0 {
		add("Counted together: %s of archives, which keep what closed, and %s of sources that list what is open. --source tells them apart.",
			report.Thousands(n), report.Thousands(r.Window.Jobs-n))
	}
	if n := r.Window.Agencies; n > 0 && !r.Parameters.NoAgencies {
		add("Of staffing agencies, which advertise the jobs of others: %s.", report.Thousands(n))
	}
	for _, e := range openEditions(r.Sources.OpenEditions) {
		add("Not final (read before the %dth day, so there may be more by now): %s.", job.FinalAfter, e)
	}
	return lines
}

// notCompared lists so many of the sources that are left out, each with its reason.
func notCompared(r *report.Frame, most int) string {
	if r.Sources == nil || len(r.Sources.NotCompared) == 0 {
		return ""
	}
	n := r.Sources.NotCompared
	var names []string
	for _, s := range n[:min(most, len(n))] {
		names = append(names, fmt.Sprintf("%s (%s)", shorten(Clean(s.Source), 60), shorten(Clean(s.Reason), 160)))
	}
	if len(n) > most {
		names = append(names, fmt.Sprintf("and %d more", len(n)-most))
	}
	what := "Not compared"
	if r.Before == nil {
		what = "Not counted"
	}
	return fmt.Sprintf("%s: %s.", what, strings.Join(names, ", "))
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

func isOrAre(n int) string {
	if n == 1 {
		return "1 is"
	}
	return report.Thousands(n) + " are"
}

func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return report.Thousands(n) + " " + plural(noun)
}

func plural(noun string) string {
	if stem, ok := strings.CutSuffix(noun, "y"); ok && !strings.HasSuffix(stem, "a") {
		return stem + "ies"
	}
	return noun + "s"
}

// sparks are the eight heights of a sparkline.
var sparks = []rune("▁▂▃▄▅▆▇█")

// sparkline draws the share of a skill in each period, from zero to its own greatest; a dot stands for a period
// that has too few jobs for a share.
func sparkline(trend []int, periods []report.Period) string {
	heights := trendHeights(trend, periods)
	var b strings.Builder
	for _, h := range heights {
		if h < 0 {
			b.WriteRune('·')
			continue
		}
		b.WriteRune(sparks[int(math.Round(h*float64(len(sparks)-1)))])
	}
	return b.String()
}

// trendHeights returns the share in each period as a part of the greatest, −1 for a period without one.
func trendHeights(trend []int, periods []report.Period) []float64 {
	heights := make([]float64, len(trend))
	greatest := 0.0
	for i, n := range trend {
		if heights[i] = -1; periods[i].Bears() {
			heights[i] = float64(n) / float64(periods[i].Jobs)
		}
		greatest = max(greatest, heights[i])
	}
	for i, h := range heights {
		if h > 0 {
			heights[i] = h / greatest
		}
	}
	return heights
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
