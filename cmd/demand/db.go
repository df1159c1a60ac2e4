package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
)

// dbCommand returns the command demand db.
func dbCommand(a *app) *cobra.Command {
	c := &cobra.Command{Use: "db", Short: "Look after the database"}
	c.AddCommand(dbStatusCommand(a), dbBackupCommand(a), dbRebuildCommand(a))
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
	formatFlag(c.Flags(), &format, "table", "`FORMAT` of the result", formats)
	return c
}

func dbBackupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the whole database to a new file",
		Long: `Backup writes all that the database holds at this moment to a new file, which is there
whole or not at all. It may run beside a crawl. A plain copy of the file would miss what
SQLite keeps beside it, so use this instead.

To go back, name the copy with --db, or put it where the database was. A PostgreSQL
database has its own program for this, pg_dump.`,
		Example: `  demand db backup demand-2026-01-31.db
  demand db status --db demand-2026-01-31.db`,
		Args: oneArgument("one file"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			db, err := a.existing(c.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, db.Close()) }()
			return db.Backup(c.Context(), args[0])
		},
	}
}

func dbRebuildCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild-counts",
		Short: "Count anew all that is counted from the postings",
		Long: `Rebuild-counts finds the jobs among the postings again and counts every day anew, from
the postings as they are stored. The program keeps these counts right by itself; this is
for a database that was changed by other means, and to check: the hash of the content
that it prints before and after is the same if the counts were right.`,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			db, err := a.existing(c.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, db.Close()) }()
			before, err := db.Status(c.Context())
			if err != nil {
				return err
			}
			if err := db.Rebuild(c.Context()); err != nil {
				return err
			}
			after, err := db.Status(c.Context())
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "before  %s\nafter   %s\n", before.Content, after.Content)
			return nil
		},
	}
}
