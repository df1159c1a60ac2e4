package main

import (
	"encoding/json"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
)

// dbCommand returns the command demand db.
func dbCommand(a *app) *cobra.Command {
	c := &cobra.Command{Use: "db", Short: "Look after the database"}
	c.AddCommand(dbStatusCommand(a))
	return c
}

func dbStatusCommand(a *app) *cobra.Command {
	formats := []string{"table", "json"}
	var format string
	c := &cobra.Command{
		Use:   "status",
		Short: "Show what the database holds",
		Long: `Status counts what the database holds. Fields of --format json:

  postings       advertisements as the sources list them
  jobs           the same with reposts and copies counted once
  employers      whose they are
  editions       dated parts of archives that were read
  visits         of sources, the failed ones included
  failed_visits
  sources        that were visited
  bytes          that the database takes
  content        a hash over all days: equal for databases of equal content`,
		Example: `  demand db status
  demand db status --format json`,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if !slices.Contains(formats, format) {
				return usageError{job.Unknown("format", format, formats)}
			}
			db, err := a.existing(c.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, db.Close()) }()
			s, err := db.Status(c.Context())
			if err != nil {
				return err
			}
			if format == "json" {
				e := json.NewEncoder(a.out)
				e.SetIndent("", "  ")
				return e.Encode(s)
			}
			t := report.Table{Columns: []string{"what", "number"}, Rows: [][]any{
				{"postings", int64(s.Postings)}, {"jobs", int64(s.Jobs)}, {"employers", int64(s.Employers)}, {"sources", int64(s.Sources)},
				{"editions", int64(s.Editions)}, {"visits", int64(s.Visits)}, {"failed visits", int64(s.Failed)}, {"bytes", s.Bytes},
			}}
			return render.WriteTable(a.out, "table", &t, render.Options{Width: a.width})
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table or json")
	return c
}
