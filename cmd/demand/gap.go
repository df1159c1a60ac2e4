package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demand/internal/report"
	"demand/internal/store"
)

// gapCommand returns the command demand gap.
func gapCommand(a *app) *cobra.Command {
	o := reportOptions{compare: report.None}
	var have []string
	c := &cobra.Command{
		Use:   "gap",
		Short: "Show what part of the jobs a person reaches, and which skill adds most",
		Long: `Gap takes the skills that a person has, by any spelling that the taxonomy knows, and counts
the jobs that they reach: those of which the person has at least half of the required
technologies, or of all that are named where none is required, and one at least. Beside it stand
the jobs that ask for nothing else; then, for each further skill, what it would add; and the
smallest sets of skills with which half, 70 % and 80 % of the jobs are reached.

It counts the skills that jobs name. It does not say who would be hired. The list of skills
stands in the report alone, which --output keeps for "demand verify" if its format is json.`,
		Example: `  demand gap --have "python, django, git"
  demand gap --have js,react,css --role frontend --country DE --since 6mo`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return ofUsage(a.gap(c.Context(), o, have))
		},
	}
	f := c.Flags()
	f.StringSliceVar(&have, "have", nil, "the `SKILLS` that the person has, with commas between them")
	o.windowFlags(f)
	f.IntVar(&o.params.Top, "top", 10, "show `N` skills that would add something; 0 shows all")
	o.outputFlags(f)
	return c
}

func (a *app) gap(ctx context.Context, o reportOptions, have []string) (err error) {
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
	for _, name := range have {
		skill, err := findSkill(taxonomy, strings.TrimSpace(name))
		if err != nil {
			return err
		}
		if !slices.Contains(p.Have, skill.Slug) {
			p.Have = append(p.Have, skill.Slug)
		}
	}
	if len(p.Have) == 0 {
		return usagef(`name the skills that the person has, such as --have "python, django, git"`)
	}
	db, err := a.existing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return a.writeDocument(ctx, db, o, format, func(v *store.View) (*report.Document, error) { return report.Gap(ctx, v, p, a.now()) })
}
