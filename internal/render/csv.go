package render

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"demand/internal/report"
)

// csvColumns are the columns of a report as CSV; each is named as in JSON, and empty where JSON has no such number.
var csvColumns = []struct {
	name string
	cell func(r *report.Row) string
}{
	{"category", func(r *report.Row) string { return Cell(r.Category) }},
	{"rank", func(r *report.Row) string { return strconv.Itoa(r.Rank) }},
	{"rank_before", func(r *report.Row) string { return unlessZero(r.RankBefore) }},
	{"skill", func(r *report.Row) string { return Cell(r.Skill) }},
	{"name", func(r *report.Row) string { return Cell(r.Name) }},
	{"jobs", func(r *report.Row) string { return strconv.Itoa(r.Jobs) }},
	{"of", func(r *report.Row) string { return strconv.Itoa(r.Of) }},
	{"jobs_before", func(r *report.Row) string { return strconv.Itoa(r.JobsBefore) }},
	{"of_before", func(r *report.Row) string { return strconv.Itoa(r.OfBefore) }},
	{"employers", func(r *report.Row) string { return strconv.Itoa(r.Employers) }},
	{"share", func(r *report.Row) string { return part(r.Share, func(e *report.Estimate) float64 { return e.Value }) }},
	{"share_low", func(r *report.Row) string { return part(r.Share, func(e *report.Estimate) float64 { return e.Low }) }},
	{"share_high", func(r *report.Row) string { return part(r.Share, func(e *report.Estimate) float64 { return e.High }) }},
	{"change", func(r *report.Row) string { return part(r.Change, func(c *report.Change) float64 { return c.Value }) }},
	{"change_low", func(r *report.Row) string { return part(r.Change, func(c *report.Change) float64 { return c.Low }) }},
	{"change_high", func(r *report.Row) string { return part(r.Change, func(c *report.Change) float64 { return c.High }) }},
	{"change_level", func(r *report.Row) string { return part(r.Change, func(c *report.Change) float64 { return c.Level }) }},
	{"p", func(r *report.Row) string { return part(r.P, func(p *float64) float64 { return *p }) }},
	{"q", func(r *report.Row) string { return part(r.Q, func(q *float64) float64 { return *q }) }},
	{"verdict", func(r *report.Row) string { return string(r.Verdict) }},
	{"fragile", func(r *report.Row) string { return strings.Join(checks(r), " ") }},
}

// CSV writes one line a shown skill, in plain numbers: shares in per cent, changes in points.
func CSV(w io.Writer, r *report.Skills, _ Options) error {
	out := csv.NewWriter(w)
	record := make([]string, len(csvColumns))
	for i, c := range csvColumns {
		record[i] = c.name
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, category := range r.Categories {
		for i := range category.Rows {
			for k, c := range csvColumns {
				record[k] = c.cell(&category.Rows[i])
			}
			if err := out.Write(record); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func unlessZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// part returns a number of something that may be absent.
func part[T any](of *T, number func(*T) float64) string {
	if of == nil {
		return ""
	}
	return strconv.FormatFloat(number(of), 'f', -1, 64)
}

func checks(r *report.Row) []string {
	names := make([]string, len(r.Fragile))
	for i, c := range r.Fragile {
		names[i] = string(c)
	}
	return names
}
