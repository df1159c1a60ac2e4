package render

import (
	"bytes"
	"io"
	"slices"
	"strconv"

	"github.com/olekukonko/tablewriter/tw"

	"demand/internal/report"
)

// A column is one column of a table for people.
type column struct {
	name  string
	align tw.Align
	drop  int // columns with the lowest number above zero go first where there is no room
	cell  func(r *report.Row) string
	text  bool // it may be cut short
}

// columns returns those columns that the report has something for.
func columns(r *report.Skills) []column {
	compared, trend := false, len(r.Periods) > 0
	employers := r.Window != nil
	for _, row := range shownRows(r) {
		compared = compared || row.Verdict != ""
	}
	var list []column
	ranked := r.Report != report.Movers // which stand beside others of other categories
	if ranked {
		list = append(list, column{"#", tw.AlignRight, 0, func(r *report.Row) string { return strconv.Itoa(r.Rank) }, false})
	}
	if compared && ranked {
		list = append(list, column{"±", tw.AlignRight, 3, rankText, false})
	}
	unit := "Jobs"
	if r.Parameters.Base == report.Postings || r.Window == nil {
		unit = "Postings"
	}
	list = append(list,
		column{subjectOf(r).column, tw.AlignLeft, 0, func(r *report.Row) string { return Clean(r.Name) }, true},
		column{unit, tw.AlignRight, 0, func(r *report.Row) string { return thousands(r.Jobs) }, false},
		column{"Share", tw.AlignRight, 0, shareText, false},
		column{"95 % interval", tw.AlignRight, 0, func(r *report.Row) string { return intervalText(r.Share) }, false},
	)
	if compared {
		list = append(list, column{"Change", tw.AlignRight, 0, func(r *report.Row) string { return changeText(r.Change) }, false})
	}
	if trend {
		name := strconv.Itoa(len(r.Periods)) + " weeks"
		if r.Periods[0].Len() > 7 {
			name = strconv.Itoa(len(r.Periods)) + " months"
		}
		list = append(list, column{name, tw.AlignLeft, 1, func(row *report.Row) string { return sparkline(row.Trend, r.Periods) }, false})
	}
	if employers {
		list = append(list, column{"Employers", tw.AlignRight, 2, func(r *report.Row) string { return thousands(r.Employers) }, false})
	}
	if compared {
		list = append(list, column{"Verdict", tw.AlignLeft, 0, verdictText, false})
	}
	return list
}

// Table writes the report for people: one table a category, with what has to be known above and below.
// Where the width does not hold all columns, the trend, the employers and the change of rank are left out, in that order.
func Table(w io.Writer, r *report.Skills, o Options) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	var page bytes.Buffer
	for _, line := range head(r) {
		page.WriteString(wrap(line, o.Width, ""))
	}
	cols, widths, gap := fit(columns(r), shownRows(r), o.Width)
	for _, c := range r.Categories {
		page.WriteString("\n" + shorten(Clean(c.Name), o.Width) + "\n")
		if err := category(&page, &c, cols, widths, gap, o.Color); err != nil {
			return err
		}
	}
	page.WriteString("\n")
	for _, line := range notes(r) {
		page.WriteString(wrap(line, o.Width, "  "))
	}
	return write(w, page.String())
}

// category writes the table of one category. The widths are the same in all, so that columns line up down the page.
func category(w io.Writer, c *report.Category, cols []column, widths []int, gap int, color bool) error {
	g := grid{gap: gap}
	for i, col := range cols {
		g.add(col.name, col.align, widths[i])
	}
	for i := range c.Rows {
		row := &c.Rows[i]
		line := make([]string, len(cols))
		for k, col := range cols {
			line[k] = col.cell(row)
			if col.text {
				line[k] = shorten(line[k], widths[k])
			}
			if color && col.name == "Verdict" {
				line[k] = paint(line[k], row.Verdict)
			}
		}
		g.rows = append(g.rows, line)
	}
	return g.write(w)
}

// paint colours a verdict for a terminal.
func paint(s string, v report.Verdict) string {
	switch v {
	case report.ClearRise:
		return "\x1b[32m" + s + "\x1b[0m"
	case report.ClearFall:
		return "\x1b[31m" + s + "\x1b[0m"
	}
	return s
}

// fit chooses the columns that a width holds, how wide each is and the gap before each. Where even the last
// resort is too wide, text is cut short, but never below eight columns.
func fit(cols []column, rows []*report.Row, width int) ([]column, []int, int) {
	widths := make([]int, len(cols))
	for i, c := range cols {
		widths[i] = columnsOf(c.name)
		for _, r := range rows {
			widths[i] = max(widths[i], columnsOf(c.cell(r)))
		}
	}
	gap := 2
	total := func() (sum int) {
		for _, w := range widths {
			sum += w + gap
		}
		return sum
	}
	for total() > width {
		next := -1
		for i, c := range cols {
			if c.drop > 0 && (next < 0 || c.drop < cols[next].drop) {
				next = i
			}
		}
		if next >= 0 {
			cols, widths = slices.Delete(slices.Clone(cols), next, next+1), slices.Delete(widths, next, next+1)
			continue
		}
		if gap > 1 {
			gap = 1
			continue
		}
		for i, c := range cols {
			if c.text {
				widths[i] = max(8, widths[i]-(total()-width))
			}
		}
		break
	}
	return cols, widths, gap
}
