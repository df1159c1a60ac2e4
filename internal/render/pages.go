package render

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"demand/internal/report"
)

func tablePages(w io.Writer, d *report.Document, o Options) error {
	var page bytes.Buffer
	for _, line := range above(&d.Frame, d.Title) {
		page.WriteString(wrap(line, o.prose(), ""))
	}
	for i := range d.Tables {
		page.WriteString("\n" + wrap(Clean(d.Tables[i].Title), o.prose(), ""))
		if err := writeCells(&page, &d.Tables[i], o); err != nil {
			return err
		}
	}
	page.WriteString("\n")
	for _, line := range remarks(d) {
		page.WriteString(wrap(line, o.prose(), "  "))
	}
	return write(w, page.String())
}

// remarks returns the lines below the tables.
func remarks(d *report.Document) []string {
	var lines []string
	if line := widened(&d.Frame); line != "" {
		lines = append(lines, line)
	}
	lines = append(lines, cleaned(d.Notes)...)
	return append(lines, below(&d.Frame, &d.Provenance)...)
}

func markdownPages(w io.Writer, d *report.Document, _ Options) error {
	var b strings.Builder
	lines := above(&d.Frame, d.Title)
	fmt.Fprintf(&b, "# %s\n", markdownText(lines[0]))
	for _, line := range lines[1:] {
		fmt.Fprintf(&b, "\n%s\n", markdownText(line))
	}
	for i := range d.Tables {
		fmt.Fprintf(&b, "\n## %s\n\n", markdownText(d.Tables[i].Title))
		markdownCells(&b, &d.Tables[i])
	}
	b.WriteByte('\n')
	for _, line := range remarks(d) {
		fmt.Fprintf(&b, "- %s\n", markdownText(line))
	}
	return write(w, b.String())
}

// jsonPages writes a document as one object: the frame, the tables by name, the notes, and where the numbers come from.
func jsonPages(w io.Writer, d *report.Document, _ Options) error {
	tables := object{}
	for i := range d.Tables {
		tables = append(tables, pair{d.Tables[i].Name, tableObject(&d.Tables[i])})
	}
	return indented(w, struct {
		report.Frame
		Title  string   `json:"title"`
		Tables object   `json:"tables"`
		Notes  []string `json:"notes"`
		report.Provenance
	}{d.Frame, d.Title, tables, append([]string{}, d.Notes...), d.Provenance})
}

// csvPages writes all tables of a document as one: the first column names the table, and a cell is empty where its
// table has no such column.
func csvPages(w io.Writer, d *report.Document, _ Options) error {
	columns := []string{"table"}
	var tables []*report.Table
	for i := range d.Tables {
		t := d.Tables[i].Flat()
		tables = append(tables, t)
		for _, c := range t.Columns {
			if !slices.Contains(columns, c) {
				columns = append(columns, c)
			}
		}
	}
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, t := range tables {
		for _, row := range t.Rows {
			record := make([]string, len(columns))
			record[0] = t.Name
			for i, v := range row {
				at := slices.Index(columns, t.Columns[i])
				record[at] = csvCell(v)
			}
			if err := out.Write(record); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}
