package render

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"reflect"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter/tw"

	"demand/internal/report"
)

//go:embed page.html
var pageText string

//go:embed page.css
var pageStyle string

// page holds the pages as templates. A page is one file that asks for nothing else: no script, no picture, no font.
var page = template.Must(template.New("").Funcs(template.FuncMap{
	"style": func() template.CSS { return template.CSS(pageStyle) }, //nolint:gosec // the program's own
}).Parse(pageText))

// A sheet is the page of a report, in words and in the measures of its charts.
type sheet struct {
	Title      string
	Main, Rest string // the title in two: what it is about, and what it is compared with
	Lead       []string
	Figures    []labelled
	Headline   string
	Moves      []move
	Axis       string // of Moves
	Tests      []string
	Legend     []legend
	Reading    []string
	Categories []sheetCategory
	Notes      []noteList
	Commands   []string
	Facts      []labelled
}

type labelled struct{ Label, Value string }

type legend struct {
	Badge    badge
	Sentence string
}

type noteList struct {
	Title string
	Lines []string
}

type heading struct {
	Name   string
	Kind   kind
	Number bool
}

type sheetCategory struct {
	Name, Lead string
	Columns    []heading
	Rows       [][]cell
}

// A cell is one cell of a row; what it draws depends on its kind.
type cell struct {
	Kind   kind
	Text   string
	Label  string // what the number is, where the head of the column cannot be seen
	Number bool
	Bar    *span
	Trend  *trend
	Badge  badge
}

// A span is a value with its interval, in per cent of the chart's width.
type span struct{ Value, Low, High, Zero float64 }

type point struct{ X, Y float64 }

// A trend is a line through the shares of the periods, broken where a period has none.
type trend struct {
	Words  string
	Lines  []string
	Points []point
}

// A badge is a verdict, told by its words, its sign and its colour.
type badge struct{ Class, Sign, Text string }

type move struct {
	Name, Before, Now, Change string
	Badge                     badge
	Chart                     span
}

// HTML writes the report as one page that can be sent and printed.
func HTML(w io.Writer, r *report.Skills, _ Options) error {
	return writePage(w, "sheet", newSheet(r))
}

func writePage(w io.Writer, name string, data any) error {
	var b bytes.Buffer
	if err := page.ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

func newSheet(r *report.Skills) *sheet {
	above := head(r)
	s := &sheet{Title: above[0], Main: above[0], Figures: figures(r), Commands: commands(r), Facts: facts(&r.Frame, r.Data)}
	if i := strings.Index(s.Title, " against "); i >= 0 {
		s.Main, s.Rest = s.Title[:i], s.Title[i+1:]
	}
	switch {
	case r.WhyNot == report.NoData:
		s.Lead, s.Figures = above[1:], nil
	case len(above) > 2: // the second line is that of the figures
		s.Lead = above[2:]
	}
	s.Headline = headline(r)
	s.addMoves(r)
	if r.WhyNot == "" && len(r.Movers) > 0 {
		s.Tests = append(s.Tests, movedText(r))
	}
	if line := detectableText(r); line != "" {
		s.Tests = append(s.Tests, line)
	}
	s.Legend = legends(r)
	s.addCategories(r)
	if lines := caveats(r); len(lines) > 0 {
		s.Notes = append(s.Notes, noteList{"Read with care", lines})
	}
	s.Notes = append(s.Notes, lastNotes(&r.Frame, &r.Provenance)...)
	return s
}

// lastNotes returns the notes that end every report.
func lastNotes(r *report.Frame, p *report.Provenance) (list []noteList) {
	for _, n := range []noteList{
		{"What the numbers do not cover", leftOut(r, p.Accuracy)},
		{"Sources that are not in the numbers", nonEmpty(notCompared(r, 40))},
		{"Credits", cleaned(p.Credits)},
	} {
		if len(n.Lines) > 0 {
			list = append(list, n)
		}
	}
	return list
}

func nonEmpty(line string) []string {
	if line == "" {
		return nil
	}
	return []string{line}
}

func cleaned(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = Clean(s)
	}
	return out
}

// figures returns the numbers that stand at the head of the page.
func figures(r *report.Skills) []labelled {
	var list []labelled
	if w := r.Window; w != nil {
		what := r.Basis + " " + unit(&r.Frame)
		if r.Before != nil {
			what += fmt.Sprintf(" (%s before)", report.Thousands(r.Before.Jobs))
		}
		list = append(list, labelled{what, report.Thousands(w.Jobs)}, labelled{"employers", report.Thousands(w.Employers)})
	}
	if n := r.Sources; n != nil {
		what := "sources in the numbers"
		if r.Before != nil {
			what = "sources read throughout both windows"
		}
		list = append(list, labelled{what, fmt.Sprintf("%d of %d", n.Compared, n.Selected)})
	}
	if r.WhyNot == "" {
		list = append(list, labelled{"tested moved beyond chance", fmt.Sprintf("%d of %s", len(r.Movers), many(r.Tested, subjectOf(r).noun))})
	}
	return list
}

// headline says in a sentence or two what moved, or why nothing is compared.
func headline(r *report.Skills) string {
	if r.WhyNot != "" {
		return whyText(r)
	}
	if len(r.Movers) == 0 {
		return movedText(r)
	}
	const most = 5
	var b strings.Builder
	for _, part := range []struct {
		verdict report.Verdict
		verb    string
	}{{report.ClearRise, "rose"}, {report.ClearFall, "fell"}} {
		var names []string
		for _, m := range r.Movers {
			if m.Verdict == part.verdict {
				names = append(names, Clean(m.Name))
			}
		}
		if n := len(names); n > most {
			names = append(names[:most], fmt.Sprintf("%d more", n-most))
		}
		if len(names) > 0 {
			fmt.Fprintf(&b, "%s %s. ", and(names), part.verb)
		}
	}
	b.WriteString("Nothing else that was tested moved beyond chance.")
	return b.String()
}

// and joins names as in a, b and c.
func and(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// addMoves adds a line for each mover, all on one scale around zero.
func (s *sheet) addMoves(r *report.Skills) {
	if r.WhyNot != "" {
		return
	}
	reach := 0.0
	for _, m := range r.Movers {
		reach = max(reach, math.Abs(m.Change.Low), math.Abs(m.Change.High))
	}
	reach = roundUp(reach)
	s.Axis = fmt.Sprintf("Change with its interval, −%g to +%g points", reach, reach)
	at := func(x float64) float64 { return hundredths(50 + 50*x/reach) }
	for i := range r.Movers {
		m := &r.Movers[i]
		before := "–"
		if m.OfBefore > 0 {
			before = decimal(100*float64(m.JobsBefore)/float64(m.OfBefore)) + " %"
		}
		s.Moves = append(s.Moves, move{
			Name: Clean(m.Name), Before: before, Now: shareText(m), Change: changeText(m.Change), Badge: badgeOf(m),
			Chart: span{Value: at(m.Change.Value), Low: at(m.Change.Low), High: at(m.Change.High), Zero: 50},
		})
	}
}

// roundUp returns the least round number up to 100 that is not below x.
func roundUp(x float64) float64 {
	for _, n := range []float64{1, 2, 3, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80} {
		if x <= n {
			return n
		}
	}
	return 100
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

// badgeOf returns a row's verdict for the page.
func badgeOf(r *report.Row) badge {
	b := verdictBadge(r.Verdict)
	b.Text = verdictText(r)
	return b
}

func verdictBadge(v report.Verdict) badge {
	text := string(v)
	switch v {
	case report.ClearRise:
		return badge{"rise", "▲", text}
	case report.ClearFall:
		return badge{"fall", "▼", text}
	case report.PossibleRise:
		return badge{"maybe-rise", "△", text}
	case report.PossibleFall:
		return badge{"maybe-fall", "▽", text}
	case report.TooFew:
		return badge{"few", "", text}
	}
	return badge{"none", "", text}
}

// legends explains the verdicts that stand on the page, each in its sentence.
func legends(r *report.Skills) []legend {
	var list []legend
	rows := shownRows(r)
	for i := range r.Movers {
		rows = append(rows, &r.Movers[i])
	}
	for _, v := range []report.Verdict{report.ClearRise, report.ClearFall, report.PossibleRise, report.PossibleFall, report.NoChange, report.TooFew} {
		if slices.ContainsFunc(rows, func(r *report.Row) bool { return r.Verdict == v }) {
			list = append(list, legend{verdictBadge(v), report.Sentences[v]})
		}
	}
	return list
}

// addCategories adds the tables. The bars of one table share a scale.
func (s *sheet) addCategories(r *report.Skills) {
	cols := columns(r)
	for i := range r.Categories {
		c := &r.Categories[i]
		scale := 0.0
		for _, row := range c.Rows {
			if row.Share != nil {
				scale = max(scale, row.Share.High)
			}
		}
		scale = roundUp(scale)
		part := sheetCategory{Name: Clean(c.Name), Lead: categoryLead(r, c)}
		for _, c := range cols {
			if c.kind == rangeColumn { // the chart has a column of its own
				part.Columns = append(part.Columns, heading{Name: fmt.Sprintf("0 – %g %%", scale), Kind: "chart"})
			}
			part.Columns = append(part.Columns, heading{c.name, c.kind, c.align == tw.AlignRight})
		}
		for k := range c.Rows {
			part.Rows = append(part.Rows, cells(cols, &c.Rows[k], r.Periods, scale))
		}
		s.Categories = append(s.Categories, part)
	}
	if len(s.Categories) > 0 {
		s.Reading = reading(r, cols)
	}
}

// cells returns a row's cells.
func cells(cols []column, row *report.Row, periods []report.Period, scale float64) []cell {
	list := make([]cell, len(cols))
	for i, c := range cols {
		list[i] = cell{Kind: c.kind, Text: c.cell(row), Label: strings.ToLower(c.name), Number: c.align == tw.AlignRight}
		switch c.kind {
		case rankColumn, stepColumn:
			list[i].Label = "" // it stands before the name
		case rangeColumn:
			if row.Share != nil {
				at := func(x float64) float64 { return hundredths(100 * x / scale) }
				list[i].Bar = &span{Value: at(row.Share.Value), Low: at(row.Share.Low), High: at(row.Share.High)}
			}
		case trendColumn:
			list[i].Trend = trendLine(row.Trend, periods)
		case verdictColumn:
			list[i].Badge = badgeOf(row)
		}
	}
	return list
}

// trendLine returns the line of a trend, nil if there is none.
func trendLine(counts []int, periods []report.Period) *trend {
	const width, height, edge = 88, 18, 2
	heights := trendHeights(counts, periods)
	if len(heights) < 2 {
		return nil
	}
	t := &trend{}
	var run []string
	var last point
	var shares []float64
	end := func() {
		switch len(run) {
		case 0:
		case 1:
			t.Points = append(t.Points, last)
		default:
			t.Lines = append(t.Lines, strings.Join(run, " "))
		}
		run = nil
	}
	for i, h := range heights {
		if h < 0 {
			end()
			continue
		}
		x := edge + float64(i)*(width-2*edge)/float64(len(heights)-1)
		last = point{hundredths(x), hundredths(height - 1 - h*(height-1-edge))}
		run = append(run, fmt.Sprintf("%g,%g", last.X, last.Y))
		shares = append(shares, 100*float64(counts[i])/float64(periods[i].Jobs))
	}
	end()
	if len(shares) == 0 {
		return nil
	}
	if len(t.Points) == 0 || t.Points[len(t.Points)-1] != last {
		t.Points = append(t.Points, last) // the newest one is marked
	}
	t.Words = fmt.Sprintf("from %s %% to %s %%, between %s %% and %s %%",
		decimal(shares[0]), decimal(shares[len(shares)-1]), decimal(slices.Min(shares)), decimal(slices.Max(shares)))
	return t
}

// categoryLead says how many jobs a category's table is about.
func categoryLead(r *report.Skills, c *report.Category) string {
	if r.Window == nil {
		return ""
	}
	text := fmt.Sprintf("%s of %s %s name any of these", report.Thousands(c.Jobs), report.Thousands(r.Window.Jobs), r.Parameters.Base)
	if c.Skills > len(c.Rows) {
		text += fmt.Sprintf(" · %d of %d shown", len(c.Rows), c.Skills)
	}
	return text
}

// reading explains the columns that the tables have.
func reading(r *report.Skills, cols []column) []string {
	list := []string{fmt.Sprintf("Share: the %s that name the %s, of all %s. "+
		"The bar shows the share, on the scale above it, and the line on it the interval that holds the true share in 95 of 100 cases.", unit(&r.Frame), subjectOf(r).noun, unit(&r.Frame))}
	for _, c := range cols {
		switch c.kind {
		case changeColumn:
			list = append(list, "Change: of the share, in percentage points, with its interval. ±: places gained or lost in the table.")
		case trendColumn:
			list = append(list, fmt.Sprintf("%s: the share in each step from zero to its own greatest, so heights of two lines do not compare. Steps with too few %s are left out.", c.name, r.Parameters.Base))
		}
	}
	return list
}

// commands returns what a reader can type to see what is behind the numbers.
func commands(r *report.Skills) []string {
	if r.Window == nil {
		return []string{"demand report --from-counts FILE.csv --format json"}
	}
	name := ""
	if r.Report != report.SkillReport {
		name = " " + r.Report
	}
	flags := flagsOf(r.Parameters, nil)
	list := []string{"demand report" + name + flags}
	if rows := shownRows(r); len(rows) > 0 && subjectOf(r).noun == "skill" {
		list = append(list, fmt.Sprintf("demand evidence %s --since %s --until %s", shellWord(Clean(rows[0].Skill)), r.Parameters.Since, r.Parameters.Until))
	}
	return append(list,
		"demand report"+name+flags+" --format json --output report.json",
		"demand verify report.json")
}

// flagsOf writes parameters as the flags that give them. What is so without a flag is left out, but for the days, and so
// are flags that the report does not take.
func flagsOf(p report.Params, without []string) string {
	usual := map[string]string{"report": p.Report, "compare": "previous", "base": "jobs", "basis": "new", "top": "10"}
	var b strings.Builder
	for _, set := range parameters(p) {
		switch {
		case usual[set.Label] == set.Value || slices.Contains(without, strings.ReplaceAll(set.Label, "-", "_")):
		case set.Value == "true":
			b.WriteString(" --" + set.Label)
		default:
			fmt.Fprintf(&b, " --%s %s", set.Label, shellWord(set.Value))
		}
	}
	return b.String()
}

// parameters lists the parameters that are not empty, each under the name of its flag, which is its key in JSON with
// hyphens. Those that are true or false are listed if true.
func parameters(p report.Params) []labelled {
	var list []labelled
	v := reflect.ValueOf(p)
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		var words string
		switch x := v.Field(i).Interface().(type) {
		case []string:
			words = strings.Join(x, ",")
		default:
			words = fmt.Sprint(x)
		}
		if words = Clean(words); name != "-" && words != "" && words != "false" {
			list = append(list, labelled{strings.ReplaceAll(name, "_", "-"), words})
		}
	}
	return list
}

// shellWord quotes a cleaned text that a shell would not take for one word.
func shellWord(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:,+", r)
	}
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// facts returns what identifies the report.
func facts(r *report.Frame, data *report.Data) []labelled {
	var list []labelled
	add := func(label, value string) {
		if value != "" {
			list = append(list, labelled{label, Clean(value)})
		}
	}
	if r.Window != nil {
		add("Window", r.Window.Days.String())
	}
	if r.Before != nil {
		add("Compared with", r.Before.Days.String())
	}
	add("Program", strings.TrimSpace("demand "+r.Program))
	add("Taxonomy", r.Taxonomy)
	if data != nil {
		add("Data", "SHA-256 "+data.Hash+", over "+many(len(data.Coverage), "row")+" of coverage and "+many(len(data.Days), "day"))
	}
	return list
}

// A rowsPage is the page of a table.
type rowsPage struct {
	Title, Note string
	Columns     []heading
	Rows        [][]cell
}

func htmlRows(w io.Writer, t *report.Table, _ Options) error {
	return writePage(w, "rows", newRows(t))
}

func newRows(t *report.Table) rowsPage {
	p := rowsPage{Title: cmp.Or(Clean(t.Title), "demand"), Note: Clean(t.Note)}
	number := numeric(t)
	for i, name := range t.Columns {
		p.Columns = append(p.Columns, heading{Name: columnOf(t, name), Number: number[i]})
	}
	for _, row := range t.Rows {
		list := make([]cell, len(row))
		for i, v := range row {
			list[i] = cell{Text: shown(v), Label: p.Columns[i].Name, Number: number[i]}
		}
		p.Rows = append(p.Rows, list)
	}
	return p
}

// A pagesPage is the page of a document.
type pagesPage struct {
	Title    string
	Lead     []string
	Tables   []rowsPage
	Notes    []noteList
	Commands []string
	Facts    []labelled
}

func htmlPages(w io.Writer, d *report.Document, _ Options) error {
	lines := above(&d.Frame, d.Title)
	p := pagesPage{Title: lines[0], Lead: lines[1:], Facts: facts(&d.Frame, d.Data)}
	for i := range d.Tables {
		p.Tables = append(p.Tables, newRows(&d.Tables[i]))
	}
	if len(d.Notes) > 0 {
		p.Notes = append(p.Notes, noteList{"What this says", cleaned(d.Notes)})
	}
	p.Notes = append(p.Notes, lastNotes(&d.Frame, &d.Provenance)...)
	if kind, err := report.KindOf(d.Report); err == nil {
		p.Commands = append(p.Commands, "demand report "+kind.Name+flagsOf(d.Parameters, kind.Without))
	}
	return writePage(w, "pages", p)
}
