package render

import (
	"encoding/csv"
	"io"
	"strings"

	"demand/internal/report"
)

// A difference is a change in percentage points.
type difference float64

// A field is one column of a report for programs, named as in JSON. Its value is text, a whole number, a number with a
// fraction, a report.Percent, a difference, or nil where JSON has no such number.
type field struct {
	name  string
	value func(r *report.Row) any
}

// fields are the columns of a report as CSV and as a sheet.
var fields = []field{
	{"category", func(r *report.Row) any { return r.Category }},
	{"rank", func(r *report.Row) any { return r.Rank }},
	{"rank_before", func(r *report.Row) any { return unlessZero(r.RankBefore) }},
	{"skill", func(r *report.Row) any { return r.Skill }},
	{"name", func(r *report.Row) any { return r.Name }},
	{"jobs", func(r *report.Row) any { return r.Jobs }},
	{"of", func(r *report.Row) any { return r.Of }},
	{"jobs_before", func(r *report.Row) any { return r.JobsBefore }},
	{"of_before", func(r *report.Row) any { return r.OfBefore }},
	{"employers", func(r *report.Row) any { return r.Employers }},
	{"share", func(r *report.Row) any {
		return partOf(r.Share, func(e *report.Estimate) any { return report.Percent(e.Value) })
	}},
	{"share_low", func(r *report.Row) any {
		return partOf(r.Share, func(e *report.Estimate) any { return report.Percent(e.Low) })
	}},
	{"share_high", func(r *report.Row) any {
		return partOf(r.Share, func(e *report.Estimate) any { return report.Percent(e.High) })
	}},
	{"change", func(r *report.Row) any {
		return partOf(r.Change, func(c *report.Change) any { return difference(c.Value) })
	}},
	{"change_low", func(r *report.Row) any {
		return partOf(r.Change, func(c *report.Change) any { return difference(c.Low) })
	}},
	{"change_high", func(r *report.Row) any {
		return partOf(r.Change, func(c *report.Change) any { return difference(c.High) })
	}},
	{"change_level", func(r *report.Row) any { return partOf(r.Change, func(c *report.Change) any { return c.Level }) }},
	{"p", func(r *report.Row) any { return partOf(r.P, func(p *float64) any { return *p }) }},
	{"q", func(r *report.Row) any { return partOf(r.Q, func(q *float64) any { return *q }) }},
	{"verdict", func(r *report.Row) any { return string(r.Verdict) }},
	{"fragile", func(r *report.Row) any { return strings.Join(checks(r), " ") }},
}

// CSV writes one line a shown row, in plain numbers: shares in per cent, changes in points.
func CSV(w io.Writer, r *report.Skills, _ Options) error {
	t := &report.Table{}
	for _, f := range fields {
		t.Columns = append(t.Columns, f.name)
	}
	for _, row := range shownRows(r) {
		line := make([]any, len(fields))
		for i, f := range fields {
			line[i] = f.value(row)
		}
		t.Rows = append(t.Rows, line)
	}
	return csvRows(w, t, Options{})
}

// csvRows writes a table with a first line of column names.
func csvRows(w io.Writer, t *report.Table, _ Options) error {
	out := csv.NewWriter(w)
	t = t.Flat()
	record := make([]string, len(t.Columns))
	for i, name := range t.Columns {
		record[i] = Cell(name)
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range t.Rows {
		for i, v := range row {
			record[i] = csvCell(v)
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// csvCell returns a cell for a spreadsheet.
func csvCell(v any) string {
	if text, ok := v.(string); ok {
		return Cell(text)
	}
	return plain(v)
}

func unlessZero(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// partOf returns a number of something that may be absent.
func partOf[T any](of *T, number func(*T) any) any {
	if of == nil {
		return nil
	}
	return number(of)
}

func checks(r *report.Row) []string {
	names := make([]string, len(r.Fragile))
	for i, c := range r.Fragile {
		names[i] = string(c)
	}
	return names
}
