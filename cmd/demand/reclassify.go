package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/skills"
	"demand/internal/store"
)

// reclassifyCommand returns the command demand reclassify.
func reclassifyCommand(a *app) *cobra.Command {
	var o reportOptions
	var top int
	c := &cobra.Command{
		Use:   "reclassify",
		Short: "Read all stored postings again with this program's taxonomy",
		Long: `Reclassify finds the skills, roles and levels of all stored postings anew, with the taxonomy
of this program, and their employers. Reports compare only days that one taxonomy classified,
so run it after an update of demand.

The new result is written beside the old one and takes its place at the end, at once. An
interrupted run goes on where it stopped.

Printed is an account in two parts, for the skills with the largest differences: what the
taxonomy changed, as the share of the window's jobs by the old and by the new one, and
what the market changed, as "demand report" tells it of this window and the one before, by
the new taxonomy alone. Never are the two added up. Where the window holds no jobs, all stored
postings that name a skill are counted before and now.

Names that mean one employer, and staffing agencies, can be told in employers.yaml in the folder
of the configuration; it goes before the list that ships:

    employers:
      - name: Acme Anvils             # as reports show it
        aliases: [Anvilworks, Acme]   # case, punctuation, legal forms and domains are seen to
      - name: Globex Associates
        agency: true                  # it advertises the jobs of others; false: it does not
    agency_words: [staffing]          # a name with such a word is that of an agency`,
		Example: `  demand reclassify
  demand reclassify --since 12mo --top 50 --format csv`,
		RunE: func(c *cobra.Command, _ []string) error {
			return ofUsage(a.reclassify(c.Context(), o, top))
		},
	}
	f := c.Flags()
	f.StringVar(&o.since, "since", "90d", "length of the window of the account: `SPAN` such as 90d, 12w, 3mo or 1y")
	f.StringVar(&o.until, "until", "", "last `DAY` of the window, such as 2026-01-31 (default yesterday)")
	f.StringVar(&o.compare, "compare", "previous", "`WHAT` the market is compared with: previous, year, none, or days such as 2026-01-01..2026-01-31")
	f.IntVar(&top, "top", 20, "show `N` skills")
	formatFlag(f, &o.format, "table", "`FORMAT` of the account", render.Names())
	return c
}

func (a *app) reclassify(ctx context.Context, o reportOptions, top int) (err error) {
	if _, err := a.format(o.format, ">"); err != nil {
		return err
	}
	if top < 1 {
		return usagef("top: %d skills cannot be shown; ask for one or more", top)
	}
	o.params = report.Params{Report: report.SkillReport, Base: "jobs", Basis: "new"}
	window, err := o.parse()
	if err != nil {
		return err
	}
	if _, _, err := window.Windows(a.now()); err != nil {
		return err
	}
	db, err := a.existing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	taxonomy, err := loadTaxonomy()
	if err != nil {
		return err
	}
	if err := db.SetTaxonomy(ctx, taxonomy.Version(), taxonomy.Skills(), taxonomy.Categories()); err != nil {
		return err
	}
	if err := setEmployers(ctx, db); err != nil {
		return err
	}
	if err := db.Fold(ctx); err != nil { // what other employers change, the taxonomy does not
		return err
	}
	size, err := db.Status(ctx)
	if err != nil {
		return err
	}
	before, err := build(ctx, db, window, a.now())
	if err != nil {
		return err
	}
	p := a.progress()
	p.start("Reading postings again", size.Postings)
	shifts, err := db.Reclassify(ctx, classifier(skills.New(taxonomy)), p.step)
	p.done()
	if err != nil {
		return err
	}
	now, err := build(ctx, db, window, a.now())
	if err != nil {
		return err
	}
	if now.Taxonomy == "" { // no day was read
		now.Taxonomy = taxonomy.Version()
	}
	return render.WriteTable(a.out, o.format, report.Account(before, now, shifts, top), render.Options{Width: a.width})
}

// classifier classifies batches of postings.
func classifier(c *skills.Classifier) func([]store.Stored) []job.Facts {
	return func(postings []store.Stored) []job.Facts {
		documents := make([]skills.Document, len(postings))
		for i, p := range postings {
			documents[i] = documentOf(p)
		}
		return c.ClassifyAll(documents)
	}
}

// documentOf returns what of a posting is classified.
func documentOf(p store.Stored) skills.Document {
	return skills.Document{
		Title: p.Title, Lead: p.Lead, Text: p.Text, Employer: p.Employer, Shared: p.Shared,
		Places: p.Places, Remote: p.Remote, Language: p.Language,
	}
}
