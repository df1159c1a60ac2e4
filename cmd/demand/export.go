package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/store"
)

// exportCommand returns the command demand export.
func exportCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "export FILE.jsonl|FILE.csv",
		Short: "Write all postings with their skills to a file",
		Long: `Export writes what the database holds of all postings, but for their texts, which belong to
others: a JSON object a line, or a row of CSV with lists parted by semicolons. Postings stand
by source and id, so that databases of the same content give the same file. The name - stands
for JSON lines on standard output.

  source, id             of the posting
  job                    source and id of the first posting of the same job; empty: no advertisement
  url, title, employer, requisition, places, remote, language: as the source gives them
  resolved               the places that these mean: country, region, city, remote
  text_language          language of the text, where it is known
  pay_min, pay_max, currency, period
  posted_on              day that the source tells
  opened_on, closed_on   days by which reports count; no closed_on: open
  gaps                   days between these on which it was not listed, before it came back
  new                    its opening was seen, so it counts among the new ones
  roles, seniority       what was recognised
  skills                 slugs, each with its strength`,
		Example: `  demand export postings.jsonl
  demand export postings.csv --db postgres://…`,
		Args: oneArgument("one file"),
		RunE: func(c *cobra.Command, args []string) error {
			formats := map[string]func(io.Writer) exporter{".jsonl": jsonlExporter, ".csv": csvExporter}
			format, ok := formats[strings.ToLower(filepath.Ext(args[0]))]
			if args[0] == "-" {
				format, ok = jsonlExporter, true
			}
			if !ok {
				return usagef("%s: its name ends in neither .jsonl nor .csv, so the format is not known", args[0])
			}
			return a.export(c.Context(), args[0], format)
		},
	}
}

// An exporter writes postings one by one, and what is left when it is closed.
type exporter struct {
	add   func(store.Exported) error
	close func() error
}

func (a *app) export(ctx context.Context, file string, format func(io.Writer) exporter) (err error) {
	db, err := a.existing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	status, err := db.Status(ctx)
	if err != nil {
		return err
	}
	p := a.progress()
	p.start("Writing "+file, status.Postings)
	defer p.done()
	write := func(w io.Writer) error {
		buf := bufio.NewWriterSize(w, 1<<16)
		out := format(buf)
		for e, err := range db.Export(ctx) {
			if err == nil {
				err = out.add(e)
			}
			if err != nil {
				return err
			}
			p.step(1)
		}
		return errors.Join(out.close(), buf.Flush())
	}
	if isStandardOutput(file) {
		return write(a.out)
	}
	return replaceFile(file, public, write)
}

// A gap is a run of days on which a posting was not listed, as JSON.
type gap struct {
	From job.Date `json:"from"`
	To   job.Date `json:"to"`
}

func jsonlExporter(w io.Writer) exporter {
	type skill struct {
		Slug     string `json:"slug"`
		Strength string `json:"strength"`
	}
	type place struct {
		Country string `json:"country,omitempty"`
		Region  string `json:"region,omitempty"`
		City    string `json:"city,omitempty"`
		Remote  bool   `json:"remote,omitempty"`
	}
	type line struct {
		Source      string   `json:"source"`
		ID          string   `json:"id"`
		Job         string   `json:"job,omitempty"`
		URL         string   `json:"url,omitempty"`
		Title       string   `json:"title,omitempty"`
		Employer    string   `json:"employer,omitempty"`
		Requisition string   `json:"requisition,omitempty"`
		Places      []string `json:"places,omitempty"`
		Resolved    []place  `json:"resolved,omitempty"`
		Remote      string   `json:"remote,omitempty"`
		Language    string   `json:"language,omitempty"`
		Found       string   `json:"text_language,omitempty"`
		PayMin      int64    `json:"pay_min,omitempty"`
		PayMax      int64    `json:"pay_max,omitempty"`
		Currency    string   `json:"currency,omitempty"`
		Period      string   `json:"period,omitempty"`
		PostedOn    job.Date `json:"posted_on,omitzero"`
		OpenedOn    job.Date `json:"opened_on"`
		ClosedOn    job.Date `json:"closed_on,omitzero"`
		Gaps        []gap    `json:"gaps,omitempty"`
		New         bool     `json:"new"`
		Roles       []string `json:"roles"`
		Seniority   []string `json:"seniority"`
		Skills      []skill  `json:"skills"`
	}
	lines := json.NewEncoder(w)
	return exporter{
		add: func(e store.Exported) error {
			l := line{
				e.Source, e.Key, e.Job, e.URL, e.Title, e.Employer, e.Requisition, e.Places, nil, string(e.Remote), e.Language, e.Facts.Language,
				e.Pay.Min, e.Pay.Max, e.Pay.Currency, e.Pay.Period, e.PostedOn, e.OpenedOn, e.ClosedOn, nil, e.New,
				e.Facts.Roles.Names(), e.Facts.Seniority.Names(), []skill{},
			}
			for _, g := range e.Gaps {
				l.Gaps = append(l.Gaps, gap(g))
			}
			for _, p := range e.Facts.Places {
				l.Resolved = append(l.Resolved, place(p))
			}
			for _, s := range e.Facts.Skills {
				l.Skills = append(l.Skills, skill{s.Slug, s.Strength.String()})
			}
			return lines.Encode(l)
		},
		close: func() error { return nil },
	}
}

func csvExporter(w io.Writer) exporter {
	rows := csv.NewWriter(w)
	// Its errors stay, and close tells the first one.
	_ = rows.Write([]string{
		"source", "id", "job", "url", "title", "employer", "requisition", "places", "resolved", "remote", "language", "text_language", "pay_min", "pay_max", "currency",
		"period", "posted_on", "opened_on", "closed_on", "gaps", "new", "roles", "seniority", "skills",
	})
	return exporter{
		add: func(e store.Exported) error {
			var skills, places, gaps []string
			for _, g := range e.Gaps {
				gaps = append(gaps, g.From.String()+"/"+g.To.String()) // an interval by ISO 8601
			}
			for _, p := range e.Facts.Places {
				places = append(places, p.String())
			}
			for _, s := range e.Facts.Skills {
				skills = append(skills, fmt.Sprintf("%s (%s)", s.Slug, s.Strength))
			}
			row := []string{
				e.Source, e.Key, e.Job, e.URL, e.Title, e.Employer, e.Requisition, strings.Join(e.Places, "; "), strings.Join(places, "; "), string(e.Remote), e.Language, e.Facts.Language,
				amount(e.Pay.Min), amount(e.Pay.Max), e.Pay.Currency, e.Pay.Period, e.PostedOn.String(), e.OpenedOn.String(), e.ClosedOn.String(), strings.Join(gaps, "; "),
				strconv.FormatBool(e.New), strings.Join(e.Facts.Roles.Names(), "; "), strings.Join(e.Facts.Seniority.Names(), "; "), strings.Join(skills, "; "),
			}
			for i, cell := range row {
				row[i] = render.Cell(cell) // no spreadsheet takes it for a formula
			}
			return rows.Write(row)
		},
		close: func() error {
			rows.Flush()
			return rows.Error()
		},
	}
}

// amount writes a number, or nothing for 0.
func amount(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
