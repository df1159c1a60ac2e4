package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"demand/internal/crawl"
	"demand/sources"
)

// importCommand returns the command demand import.
func importCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE…",
		Short: "Store postings from files: WARC, JSON lines, CSV",
		Long: `Import stores the postings of files:

  .warc .warc.gz    recorded answers; each goes to the kind of source that its address
                    belongs to, such as a thread or a board, and a visit is stored whole
                    or not at all
  .jsonl .csv       postings, one a line or row, also as .gz

A file of postings has the keys or columns id, url, title, employer, place, remote,
posted_on, text or description (HTML), requisition, language, pay_min, pay_max,
currency, period and source; one of id and url, and one of title, text and
description, are needed, the others may be missing. Its postings count as
new on their posted_on day, for the days from the first to the last of them.

A file that was read before changes nothing. One that is cut or damaged is read as far
as it goes; what is whole is stored, and the status is 1.`,
		Example: `  demand import threads.warc.gz
  demand import postings-2026-10.jsonl postings-2026-11.jsonl`,
		Args: someArguments("a file"),
		RunE: func(c *cobra.Command, args []string) error {
			for _, file := range args {
				if formatOf(file) == "" {
					return usagef("%s: its name ends in none of .warc, .jsonl, .csv (or these with .gz), so what it holds is not known", file)
				}
			}
			var errs []error
			for _, file := range args {
				if err := a.importFile(c.Context(), file); err != nil {
					errs = append(errs, err)
					if c.Context().Err() != nil {
						break
					}
				}
			}
			return errors.Join(errs...)
		},
	}
}

// formatOf tells from its name what a file holds: warc, jsonl, csv, or nothing that is known.
func formatOf(file string) string {
	if filepath.Ext(strings.TrimSuffix(strings.ToLower(file), ".gz")) == ".warc" {
		return "warc"
	}
	return sources.FileFormat(file)
}

func (a *app) importFile(ctx context.Context, file string) error {
	address, err := a.database()
	if err != nil {
		return err
	}
	var results []crawl.Result
	var p *progress
	if formatOf(file) == "warc" {
		results, p, err = a.readRecording(ctx, address, file, func(string) bool { return true })
	} else {
		results, p, err = a.importPostings(ctx, address, file)
	}
	if err != nil {
		return err
	}
	if len(results) == 0 {
		return fmt.Errorf("%s: there are no postings in it", file)
	}
	return a.summary(p, results)
}

func (a *app) importPostings(ctx context.Context, address, file string) (results []crawl.Result, p *progress, err error) {
	f, err := crawl.OpenFile(ctx, file)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	s, err := a.session(ctx, address, nil)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	s.progress.start("Reading "+file, 0)
	results, err = s.Import(ctx, f)
	s.progress.done()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, r := range results {
		if r.Repeated > 0 {
			s.progress.say(fmt.Sprintf("%s: left out %d with the id of an earlier one", r.Source, r.Repeated))
		}
	}
	return results, s.progress, nil
}
