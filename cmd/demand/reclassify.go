package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/skills"
	"demand/internal/store"
)

// reclassifyCommand returns the command demand reclassify.
func reclassifyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "reclassify",
		Short: "Read all stored postings again with this program's taxonomy",
		Long: `Reclassify finds the skills, roles and levels of all stored postings anew, with the taxonomy
of this program, and their employers. Reports compare only days that one taxonomy classified,
so run it after an update of demand.

The new result is written beside the old one and takes its place at the end, at once. An
interrupted run goes on where it stopped. Printed is what the taxonomy changed: the skills
that more or fewer of the same postings name now. Nothing of it is a change of the market.

Names that mean one employer, and staffing agencies, can be told in employers.yaml in the folder
of the configuration; it goes before the list that ships:

    employers:
      - name: Acme Anvils             # as reports show it
        aliases: [Anvilworks, Acme]   # case, punctuation, legal forms and domains are seen to
      - name: Globex Associates
        agency: true                  # it advertises the jobs of others; false: it does not
    agency_words: [staffing]          # a name with such a word is that of an agency`,
		Example: `  demand reclassify`,
		RunE:    func(c *cobra.Command, _ []string) error { return a.reclassify(c.Context()) },
	}
}

func (a *app) reclassify(ctx context.Context) (err error) {
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
	before, err := db.Status(ctx)
	if err != nil {
		return err
	}
	p := a.progress()
	p.start("Reading postings again", before.Postings)
	shifts, err := db.Reclassify(ctx, classifier(skills.New(taxonomy)), p.step)
	p.done()
	if err != nil {
		return err
	}
	t := report.Table{Title: fmt.Sprintf("Taxonomy %s: skills that it finds in more or fewer of the same %d postings.", taxonomy.Version(), before.Postings), Columns: []string{"skill", "name", "before", "now", "difference"}}
	for _, s := range shifts {
		t.Rows = append(t.Rows, []any{s.Slug, s.Name, int64(s.Old), int64(s.New), int64(s.New - s.Old)})
	}
	return render.WriteTable(a.out, "table", &t, render.Options{Width: a.width})
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
