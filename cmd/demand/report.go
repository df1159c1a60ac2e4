package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"demand/internal/job"
	"demand/internal/markup/place"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/skills"
	"demand/internal/store"
)

// reportCommand returns the command demand report.
func reportCommand(a *app) *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:   "report [NAME]",
		Short: "Show which skills employers asked for, and what really changed",
		Long: `Report shows, category by category, how many jobs named each skill in a window of days, and
how that changed against an earlier window; or, by its name, another report.

Every share has its 95 % interval. Only sources that were read in both windows are compared.
A change is called clear only if it stands after correction for the many skills that are
tested; jobs of one employer count as related. Where nothing moved beyond chance, or there is
too little to say, it says so.

Tables fit the terminal. Into a pipe or a file they are as wide as they need; COLUMNS, where it
is exported, sets their width on a terminal and in a pipe.

Where the cities or regions asked for have fewer than 100 jobs, all of their countries are
counted, and the report says so.

A window of days or weeks ends yesterday (UTC) or at --until; one of months (mo) or years (y)
is whole calendar months.

Reports (NAME):
` + reportNames() + report.FieldsHelp,
		Example: `  demand report --since 90d
  demand report --since 12mo --compare year --category languages,databases
  demand report --role backend --source 'greenhouse/*' --format csv --output backend.csv
  demand report --country DE --remote --seniority senior --strength required
  demand report movers --since 6mo --compare year
  demand report roles --since 90d
  demand report movers --from-counts FILE.csv
  demand report employers --since 30d`,
		Args: atMostOne("one report"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) (names []cobra.Completion, _ cobra.ShellCompDirective) {
			for _, k := range report.Kinds() {
				if len(args) == 0 {
					names = append(names, cobra.CompletionWithDesc(k.Name, k.Title))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.name = args[0]
			}
			return a.report(c.Context(), o, c.Flags())
		},
	}
	f := c.Flags()
	o.windowFlags(f)
	o.outputFlags(f)
	o.strengthFlag(f)
	o.compareFlags(f)
	f.StringSliceVar(&o.params.Category, "category", nil, "show these `CATEGORIES` only, such as languages,databases")
	f.IntVar(&o.params.Top, "top", 10, "show `N` rows in each table; 0 shows all")
	f.StringVar(&o.skill, "skill", "", "the `NAME` of the skill that the report is about")
	f.BoolVar(&o.params.Fields, "fields", false, "coverage: show what part of the postings states what")
	f.StringVar(&o.fromCounts, "from-counts", "", "test the counts in `FILE.csv` instead of the database: skill,n_before,total_before,n_after,total_after")
	return c
}

// windowFlags adds the flags that say which jobs count, of which days.
func (o *reportOptions) windowFlags(f *pflag.FlagSet) {
	f.StringVar(&o.since, "since", "90d", "length of the window: `SPAN` such as 90d, 12w, 3mo or 1y")
	f.StringVar(&o.until, "until", "", "last `DAY` of the window, such as 2026-01-31 (default yesterday)")
	f.StringVar(&o.params.Base, "base", "jobs", "count `jobs|postings`; reposts and copies are one job")
	f.StringVar(&o.params.Basis, "basis", "new", "count what is `new|open`: opened in the window, or open on its last day")
	o.filterFlags(f)
}

// filterFlags adds the flags that say which jobs count, of those of a window.
func (o *reportOptions) filterFlags(f *pflag.FlagSet) {
	f.StringSliceVar(&o.params.Role, "role", nil, "count jobs with any of these `ROLES` only; all counts every posting, technical or not")
	f.StringSliceVar(&o.params.Seniority, "seniority", nil, "count jobs of any of these `LEVELS` only: "+strings.Join(job.SeniorityNames, ", "))
	f.StringSliceVar(&o.params.Country, "country", nil, "count jobs in any of these `COUNTRIES` only, such as DE or Germany, or areas such as EU")
	f.StringSliceVar(&o.params.Region, "region", nil, "count jobs in any of these `REGIONS` only, such as US-CA or California")
	f.StringSliceVar(&o.params.City, "city", nil, "count jobs in any of these `CITIES` only, such as Berlin")
	f.BoolVar(&o.params.Remote, "remote", false, "count remote jobs only, with --country those open to people there")
	f.StringSliceVar(&o.params.Language, "language", nil, "count jobs written in any of these `LANGUAGES` only, such as en,de")
	f.StringSliceVar(&o.params.Source, "source", nil, "count sources that match any of these `PATTERNS` only")
	f.BoolVar(&o.params.NoAgencies, "no-agencies", false, "leave out the jobs that staffing agencies advertise")
}

func (o *reportOptions) compareFlags(f *pflag.FlagSet) {
	f.StringVar(&o.compare, "compare", "previous", "`WHAT` to compare with: previous, year, none, or days such as 2026-01-01..2026-01-31")
	f.StringVar(&o.params.By, "by", "", "steps of the trend: `week|month` (default what suits the sources)")
}

func (o *reportOptions) strengthFlag(f *pflag.FlagSet) {
	f.StringSliceVar(&o.params.Strength, "strength", nil, "count mentions of skills of these `STRENGTHS` only: required, preferred, mentioned")
}

// outputFlags adds the flags that say where a report goes, and how.
func (o *reportOptions) outputFlags(f *pflag.FlagSet) {
	formatFlag(f, &o.format, "", "`FORMAT`, by default that of FILE's name, else table", render.Names())
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE` instead of standard output (-)")
}

type reportOptions struct {
	name                  string
	kind                  report.Kind // of that name
	since, until, compare string
	params                report.Params
	format, output        string
	skill, fromCounts     string
}

// reportNames lists the reports for the help text.
func reportNames() (list string) {
	for _, k := range report.Kinds() {
		list += "  " + k.Name + strings.Repeat(" ", max(1, nameColumn-len(k.Name))) + k.Title + "\n"
	}
	return list
}

// takes refuses flags that were given and have no meaning for the report, which would ignore them.
func (o *reportOptions) takes(flags *pflag.FlagSet) error {
	kind, err := report.KindOf(o.name)
	if err != nil {
		return err
	}
	o.kind = kind
	o.params.Report = kind.Name
	what, instead := "the report "+kind.Name, `"demand report skills" does`
	without := kind.Without
	if o.fromCounts != "" {
		if kind.Name != report.SkillReport && kind.Name != report.Movers {
			return usagef("--from-counts makes the reports skills and movers, not %s; leave one of them out", kind.Name)
		}
		what, instead = "a report --from-counts", "a report of the database does"
		without = slices.Concat([]string{"since", "until", "compare", "base", "basis", "by", "category"}, report.Filters, without)
	}
	switch {
	case !kind.OfSkill && o.skill != "":
		return usagef(`the report %s does not take --skill; "demand report related" does`, kind.Name)
	case o.params.Fields && kind.Name != "coverage":
		return usagef(`the report %s does not take --fields; "demand report coverage" does`, kind.Name)
	case kind.OfSkill && o.skill == "":
		return usagef("the report %s is about one skill; name it with --skill, such as --skill python", kind.Name)
	}
	var given []string
	for _, name := range without {
		if flags.Changed(name) {
			given = append(given, "--"+name)
		}
	}
	if len(given) > 0 {
		return usagef("%s does not take %s; %s", what, strings.Join(given, ", "), instead)
	}
	return nil
}

// report writes a report; flags are those that were given.
func (a *app) report(ctx context.Context, o reportOptions, flags *pflag.FlagSet) error {
	format, err := a.formatOf(&o)
	if err != nil {
		return err
	}
	var p report.Params
	if err = o.takes(flags); err == nil {
		p, err = o.parse()
	}
	if err == nil {
		err = a.writeReport(ctx, o, p, format)
	}
	return ofUsage(err)
}

// formatOf returns the format that the options ask for, as format does. Where they name none they get that of the file's name, else a
// table.
func (a *app) formatOf(o *reportOptions) (render.Format, error) {
	if o.format == "" {
		extension := strings.ToLower(strings.TrimPrefix(filepath.Ext(o.output), "."))
		o.format = "table"
		if extension == "md" {
			o.format = "markdown"
		} else if _, ok := render.ByName(extension); ok {
			o.format = extension
		}
	}
	if o.toFile() {
		return a.format(o.format, "")
	}
	return a.format(o.format, "--output")
}

// format returns the format of that name. An unknown one is an error, and so is one that is no text and would go to a terminal; to is
// how the command writes to a file, empty if it does.
func (a *app) format(name, to string) (render.Format, error) {
	format, ok := render.ByName(name)
	switch {
	case !ok:
		return format, usageError{job.Unknown("format", name, render.Names())}
	case to != "" && format.Binary && a.outTerminal:
		return format, usagef("%s is not for a terminal; write it to a file: %s FILE.%s", format.Name, to, format.Name)
	}
	return format, nil
}

// parse reads the flags that are not plain words.
func (o *reportOptions) parse() (p report.Params, err error) {
	p = o.params
	p.Program = programVersion()
	if p.Since, err = report.ParseSpan(o.since); err != nil {
		return p, err
	}
	if p.Compare, err = report.ParseCompare(o.compare); err != nil {
		return p, err
	}
	for _, f := range []struct {
		given []string
		known func(string) string
	}{{p.Country, place.Country}, {p.Region, place.Region}, {p.City, place.City}} {
		for i, name := range f.given {
			f.given[i] = cmp.Or(f.known(name), name) // what is not known, the report will refuse
		}
	}
	if o.until != "" {
		if p.Until, err = job.ParseDate(o.until); err != nil {
			return p, usagef("until: %w", err)
		}
	}
	return p, nil
}

func (a *app) writeReport(ctx context.Context, o reportOptions, p report.Params, format render.Format) (err error) {
	if o.fromCounts != "" {
		in, err := os.Open(o.fromCounts)
		if err != nil {
			return err
		}
		defer in.Close()
		r, err := report.FromCounts(in, p)
		if err != nil {
			return err
		}
		return a.output(o, func(w io.Writer, opt render.Options) error { return format.Write(w, r, opt) })
	}
	db, err := a.existing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if p.Accuracy, err = accuracy(ctx, db); err != nil {
		return err
	}
	if o.kind.IsPages {
		return a.writeDocument(ctx, db, o, format, func(v *store.View) (*report.Document, error) { return buildDocument(ctx, v, o, p, a.now()) })
	}
	return a.writeBuilt(ctx, db, o, p, format)
}

// accuracy returns what was measured of classification, nil if nothing was.
func accuracy(ctx context.Context, db *store.DB) (*report.Accuracy, error) {
	measured, ok, err := db.Accuracy(ctx)
	if err != nil || !ok {
		return nil, err
	}
	return &report.Accuracy{Taxonomy: measured.Taxonomy, Precision: measured.Precision, Recall: measured.Recall, Postings: measured.Postings}, nil
}

// writeDocument builds a document of one state of the database and writes it.
func (a *app) writeDocument(ctx context.Context, db *store.DB, o reportOptions, format render.Format, build func(*store.View) (*report.Document, error)) error {
	var d *report.Document
	err := db.Snapshot(ctx, func(v *store.View) (err error) {
		d, err = build(v)
		return err
	})
	if err != nil {
		return err
	}
	a.sayBeside(o, d.Reason)
	a.doubtClock(&d.Frame)
	return a.output(o, func(w io.Writer, opt render.Options) error { return format.Document(w, d, opt) })
}

// build builds a report of one state of the database.
func build(ctx context.Context, db *store.DB, p report.Params, now time.Time) (r *report.Skills, err error) {
	err = db.Snapshot(ctx, func(v *store.View) (err error) {
		r, err = report.Build(ctx, v, p, now)
		return err
	})
	return r, err
}

// buildDocument builds a report that is a Document.
func buildDocument(ctx context.Context, db *store.View, o reportOptions, p report.Params, now time.Time) (*report.Document, error) {
	switch o.kind.Name {
	case "employers":
		return report.Employers(ctx, db, p, now)
	case "new":
		return report.Fresh(ctx, db, p, now)
	case "coverage":
		return report.Coverage(ctx, db, p, now)
	case report.PayReport:
		return report.Pay(ctx, db, p, now)
	case report.TheGap:
		return report.Gap(ctx, db, p, now)
	}
	taxonomy, err := loadTaxonomy()
	if err != nil {
		return nil, err
	}
	if o.kind.Name == "guide" {
		if len(p.Role) == 0 {
			p.Role = []string{"backend"}
		}
		return report.Guide(ctx, db, p, guideOf(taxonomy), now)
	}
	skill, err := findSkill(taxonomy, o.skill)
	if err != nil {
		return nil, err
	}
	if o.kind.Name == report.OneSkill {
		return page(ctx, db, p, skill.Slug, skills.New(taxonomy), now)
	}
	return report.Related(ctx, db, p, skill.Slug, now)
}

// toFile reports whether the result goes to a file.
func (o *reportOptions) toFile() bool { return o.output != "" && !isStandardOutput(o.output) }

// output writes a result to standard output, or to a file that is there whole or not at all.
func (a *app) output(o reportOptions, write func(io.Writer, render.Options) error) (err error) {
	if !o.toFile() {
		return write(a.out, render.Options{Width: a.width, Color: a.colour})
	}
	return replaceFile(o.output, public, func(w io.Writer) error { return write(w, render.Options{}) })
}

// sayBeside tells why there is nothing to show where the format has no place for it.
func (a *app) sayBeside(o reportOptions, why string) {
	if o.format == "csv" && why != "" {
		fmt.Fprintln(a.err, "demand: "+render.Clean(why))
	}
}

// ahead reports whether a report is on days that have not come yet by this computer's clock.
func (a *app) ahead(r *report.Frame) bool {
	return r.Window != nil && r.Window.To > job.DateOf(a.now())
}

// doubtClock warns of a report that is ahead of the clock.
func (a *app) doubtClock(r *report.Frame) {
	if a.ahead(r) {
		fmt.Fprintf(a.err, "demand: the report is of %s, but by this computer's clock it is %s; is the clock right?\n", r.Window.To, job.DateOf(a.now()))
	}
}
