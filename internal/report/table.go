package report

import (
	"context"
	"fmt"
	"slices"

	"demand/internal/job"
	"demand/internal/store"
	"demand/queries"
)

// A Table is a report that is rows of one shape: that of a query, or the summary of a round.
type Table struct {
	Name      string // a short one within a Document, such as next; empty for a table of its own
	Title     string
	Columns   []string // names that stay, such as first_on
	Intervals []string // the columns that hold an *Estimate (of a share), a *Change (in points) or an *Amount (of pay), each of which may be nil
	Rows      [][]any  // text, whole numbers, numbers with a fraction, Percent, what Intervals says, or nil
	Note      string   // what has to be known of them, such as why there are none
	Base      string   // what the columns for jobs count: Jobs or Postings; empty for jobs
}

// A Percent is a share in per cent without an interval.
type Percent float64

// Flat returns the table with each column of intervals as three of numbers, NAME, NAME_low and NAME_high.
func (t *Table) Flat() *Table {
	flat := &Table{Name: t.Name, Title: t.Title, Note: t.Note}
	for _, name := range t.Columns {
		flat.Columns = append(flat.Columns, name)
		if slices.Contains(t.Intervals, name) {
			flat.Columns = append(flat.Columns, name+"_low", name+"_high")
		}
	}
	for _, row := range t.Rows {
		cells := make([]any, 0, len(flat.Columns))
		for i, v := range row {
			if !slices.Contains(t.Intervals, t.Columns[i]) {
				cells = append(cells, v)
				continue
			}
			if a, ok := v.(*Amount); ok && a != nil {
				cells = append(cells, a.Value, a.Low, a.High)
				continue
			}
			var e *Estimate
			switch v := v.(type) {
			case *Estimate:
				e = v
			case *Change:
				if v != nil {
					e = &v.Estimate
				}
			}
			if e == nil {
				cells = append(cells, nil, nil, nil)
				continue
			}
			cells = append(cells, e.Value, e.Low, e.High)
		}
		flat.Rows = append(flat.Rows, cells)
	}
	return flat
}

// A Querier runs one query. The store's DB is one.
type Querier interface {
	Query(ctx context.Context, q queries.Report, args ...any) (store.Table, error)
}

// Query builds the report that is the query of that name, for a window. An unknown name is an error that wraps
// ErrUsage and gives the nearest ones.
func Query(ctx context.Context, db Querier, name string, window Days) (*Table, error) {
	all, err := queries.Reports()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, q := range all {
		names = append(names, q.Name)
	}
	if err := known("report", name, names); err != nil {
		return nil, err
	}
	q := all[slices.IndexFunc(all, func(q queries.Report) bool { return q.Name == name })]
	var args []any
	for _, p := range q.Params {
		args = append(args, map[string]job.Date{"since": window.From, "until": window.To}[p.Name])
	}
	rows, err := db.Query(ctx, q, args...)
	t := &Table{Title: q.Title, Columns: rows.Columns, Rows: rows.Rows}
	switch {
	case len(t.Rows) > 0:
	case len(q.Params) == 0:
		t.Note = `Nothing has been read yet. "demand crawl" reads the sources.`
	default:
		t.Note = fmt.Sprintf(`There is nothing to count from %s to %s. "demand report coverage" says which days there are.`, window.From, window.To)
	}
	return t, err
}
