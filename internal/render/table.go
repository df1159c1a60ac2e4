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
	text  bool // it may go on below
	kind  kind
}

// A kind says what a column shows, for a page that gives each its width and draws some of them.
type kind string

const (
	rankColumn    kind = "rank"
	stepColumn    kind = "step" // how the rank changed
	nameColumn    kind = "name"
	countColumn   kind = "count"
	shareColumn   kind = "share"
	rangeColumn   kind = "range" // the interval of the share
	changeColumn  kind = "change"
	trendColumn   kind = "trend"
	verdictColumn kind = "verdict"
)

// columns returns those columns that the report has something for.
func columns(r *report.Skills) []column {
	compared := slices.ContainsFunc(shownRows(r), func(r *report.Row) bool { return r.Verdict != "" })
	ranked := r.Report != report.Movers // which stand beside others of other categories
	var list []column
	if ranked {
		list = append(list, column{name: "#", align: tw.AlignRight, cell: func(r *report.Row) string { return strconv.Itoa(r.Rank) }, kind: rankColumn})
	}
	if compared && ranked {
		list = append(list, column{name: "±", align: tw.AlignRight, drop: 3, cell: rankText, kind: stepColumn})
	}
	unit := "Jobs"
	if r.Parameters.Base == report.Postings || r.Window == nil {
		unit = "Postings"
	}
	list = append(list,
		column{name: subjectOf(r).column, align: tw.AlignLeft, cell: func(r *report.Row) string { return Clean(r.Name) }, text: true, kind: nameColumn},
		column{name: unit, align: tw.AlignRight, cell: func(r *report.Row) string { return report.Thousands(r.Jobs) }, kind: countColumn},
		column{name: "Share", align: tw.AlignRight, cell: shareText, kind: shareColumn},
		column{name: "95 % interval", align: tw.AlignRight, cell: func(r *report.Row) string { return intervalText(r.Share) }, kind: rangeColumn},
	)
	if compared {
		list = append(list, column{name: "Change", align: tw.AlignRight, cell: func(r *report.Row) string { return changeText(r.Change) }, kind: changeColumn})
	}
	if name := trendName(r.Periods); name != "" {
		cell := func(row *report.Row) string { return sparkline(row.Trend, r.Periods) }
		list = append(list, column{name: name, align: tw.AlignLeft, drop: 1, cell: cell, kind: trendColumn})
	}
	if r.Window != nil {
		list = append(list, column{name: "Employers", align: tw.AlignRight, drop: 2, cell: func(r *report.Row) string { return report.Thousands(r.Employers) }, kind: countColumn})
	}
	if compared {
		list = append(list, column{name: "Verdict", align: tw.AlignLeft, cell: verdictText, kind: verdictColumn})
	}
	return list
}

// trendName heads the column of trends; it is empty where fewer than three periods have the jobs for a share.
func trendName(periods []report.Period) string {
	bearing := 0
	for _, p := range periods {
		if p.Bears() {
			bearing++
		}
	}
	switch {
	case bearing < 3:
		return ""
	case periods[0].Len() > 7:
		return strconv.Itoa(len(periods)) + " months"
	}
	return strconv.Itoa(len(periods)) + " weeks"
}

// Table writes the report for people: one table a category, with what has to be known above and below.
// Where the width does not hold all columns, the trend, the employers and the change of rank are left out, in that order.
func Table(w io.Writer, r *report.Skills, o Options) error {
	var page bytes.Buffer
	for _, line := range head(r) {
		page.WriteString(wrap(line, o.prose(), ""))
	}
	cols, widths, gap := fit(columns(r), shownRows(r), o.table())
	for _, c := range r.Categories {
		page.WriteString("\n" + shorten(Clean(c.Name), o.table()) + "\n")
		if err := category(&page, &c, cols, widths, gap, o.Color); err != nil {
			return err
		}
	}
	page.WriteString("\n")
	for _, line := range notes(r) {
		page.WriteString(wrap(line, o.prose(), "  "))
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
		}
		lines := folded(line, widths)
		for k, col := range cols {
			if color && col.kind == verdictColumn {
				lines[0][k] = paint(lines[0][k], row.Verdict)
			}
		}
		g.rows = append(g.rows, lines...)
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
// resort is too wide, text goes on below.
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
				widths[i] = max(leastText, widths[i]-(total()-width))
			}
		}
		break
	}
	return cols, widths, gap
}
