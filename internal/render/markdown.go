package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter/tw"

	"demand/internal/report"
)

// Markdown writes the report as a page of GitHub Flavored Markdown: one table a category, all columns.
func Markdown(w io.Writer, r *report.Skills, _ Options) error {
	var b strings.Builder
	above := head(r)
	fmt.Fprintf(&b, "# %s\n", markdownText(above[0]))
	for _, line := range above[1:] {
		fmt.Fprintf(&b, "\n%s\n", markdownText(line))
	}
	cols := columns(r)
	names, right := make([]string, len(cols)), make([]bool, len(cols))
	for i, col := range cols {
		names[i], right[i] = col.name, col.align == tw.AlignRight
	}
	for _, c := range r.Categories {
		fmt.Fprintf(&b, "\n## %s\n\n", markdownText(c.Name))
		markdownHead(&b, names, right)
		for i := range c.Rows {
			cells := make([]string, len(cols))
			for k, col := range cols {
				cells[k] = col.cell(&c.Rows[i])
			}
			markdownRow(&b, cells)
		}
	}
	b.WriteByte('\n')
	for _, line := range notes(r) {
		fmt.Fprintf(&b, "- %s\n", markdownText(line))
	}
	return write(w, b.String())
}

// markdownHead writes the first two lines of a table.
func markdownHead(b *strings.Builder, names []string, right []bool) {
	markdownRow(b, names)
	for _, r := range right {
		if r {
			b.WriteString("| ---: ")
		} else {
			b.WriteString("| --- ")
		}
	}
	b.WriteString("|\n")
}

// markdownRow writes one line of a table.
func markdownRow(b *strings.Builder, cells []string) {
	for _, c := range cells {
		fmt.Fprintf(b, "| %s ", markdownText(c))
	}
	b.WriteString("|\n")
}
