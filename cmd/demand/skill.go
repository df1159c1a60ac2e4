package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/report"
	"demand/internal/skills"
	"demand/internal/store"
)

// skillCommand returns the command demand skill.
func skillCommand(a *app) *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:   "skill NAME",
		Short: "Show on one page what is known of the demand for a skill",
		Long: `Skill shows how many jobs name a skill, whether that changed by more than chance, and its
trend; in which roles, at which levels and places it is asked for; which skills stand beside it;
what the jobs pay and who asks; and some sentences in which it is named, with their links
("demand evidence NAME" shows more).

The name is any spelling that the taxonomy knows.`,
		Example: `  demand skill go --since 6mo
  demand skill 'Ruby on Rails' --since 12mo --compare year --country US --format html -o rails.html`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef(`name one skill, such as "demand skill python"`)
			}
			return nil
		},
		ValidArgsFunction: completeSkill,
		RunE: func(c *cobra.Command, args []string) error {
			o.skill = args[0]
			return ofUsage(a.skill(c.Context(), o))
		},
	}
	f := c.Flags()
	o.windowFlags(f)
	o.strengthFlag(f)
	o.compareFlags(f)
	f.IntVar(&o.params.Top, "top", 10, "show `N` rows in each table; 0 shows all")
	o.outputFlags(f)
	return c
}

func (a *app) skill(ctx context.Context, o reportOptions) (err error) {
	format, err := a.formatOf(&o)
	if err != nil {
		return err
	}
	p, err := o.parse()
	if err != nil {
		return err
	}
	taxonomy, err := loadTaxonomy()
	if err != nil {
		return err
	}
	skill, err := findSkill(taxonomy, o.skill)
	if err != nil {
		return err
	}
	db, err := a.existing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return a.writeDocument(ctx, db, o, format, func(v *store.View) (*report.Document, error) {
		return page(ctx, v, p, skill.Slug, skills.New(taxonomy), a.now())
	})
}

// page returns the page of a skill, given by its slug, with some sentences.
func page(ctx context.Context, db *store.View, p report.Params, skill string, c *skills.Classifier, now time.Time) (*report.Document, error) {
	d, err := report.Page(ctx, db, p, skill, now)
	if err != nil || d.WhyNot == report.NoData {
		return d, err
	}
	t, err := sentences(ctx, db, d, c)
	d.Tables = append(d.Tables, t)
	return d, err
}

// sentences returns a table of some sentences that name the skill of a document, of the window and the sources that it counts.
func sentences(ctx context.Context, db *store.View, d *report.Document, c *skills.Classifier) (report.Table, error) {
	const sample, seed = 5, 1
	p := d.Parameters
	t := report.Table{Name: "sentences", Title: "In these words, among others", Columns: []string{"sentence", "employer", "strength", "url"}}
	if d.Widened != nil {
		p.Country, p.Region, p.City = d.Widened.Country, nil, nil
	}
	match, err := report.Match(ctx, db, p)
	if err != nil {
		return t, err
	}
	var apart []int32 // the sources that the document does not count
	sources, err := db.Sources(ctx)
	if err != nil {
		return t, err
	}
	for _, s := range sources {
		if slices.ContainsFunc(d.Sources.NotCompared, func(n report.NotCompared) bool { return n.Source == s.Name }) {
			apart = append(apart, s.ID)
		}
	}
	postings, _, err := db.Sample(ctx, store.Selection{
		Skill: p.Skill, From: d.Window.From, To: d.Window.To, Open: d.Basis == report.Open, Jobs: p.Base == report.Jobs,
		Match: func(f *store.Fact) bool { return match(f) && !slices.Contains(apart, f.Source) },
	}, sample, seed)
	if err != nil {
		return t, err
	}
	for _, posting := range postings {
		_, mentions := c.Explain(documentOf(posting))
		i := slices.IndexFunc(mentions, func(m job.Mention) bool { return m.Slug == p.Skill })
		if i < 0 {
			continue
		}
		m := mentions[i]
		text := posting.Text
		if m.InTitle {
			text = posting.Title
		}
		t.Rows = append(t.Rows, []any{strings.TrimSpace(sentence(text, m.Start, m.End)), posting.Employer, m.Strength.String(), posting.URL})
	}
	if len(t.Rows) == 0 {
		t.Note = "No job that opened in these days names it."
		if d.Basis == report.Open {
			t.Note = "No job that is open on this day names it."
		}
	}
	return t, nil
}
