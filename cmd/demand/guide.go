package main

import (
	"slices"

	"github.com/spf13/cobra"

	"demand/internal/report"
	"demand/internal/skills"
)

// guideCommand returns the command demand guide.
func guideCommand(a *app) *cobra.Command {
	o := reportOptions{name: "guide", compare: report.None}
	c := &cobra.Command{
		Use:   "guide",
		Short: "Hold the guide to backend skills against what employers ask for",
		Long: `Guide goes through the eight sections of a guide to backend skills (programming languages,
databases, server-side frameworks, API design, version control, security, testing and
debugging, cloud services) and says of every skill that it names whether backend jobs ask for
it: kept, if the lower end of its interval is 1 % or more; overtaken, if more jobs ask for a
skill that the guide does not name. Those skills are listed as missing.

"demand report guide" is the same. Which skills belong to the guide stands in the taxonomy
(links: guide), where your own skills.yaml can add to it.`,
		Example: `  demand guide --since 12mo
  demand guide --role backend,fullstack --source 'greenhouse/*' --format markdown`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return a.report(c.Context(), o, c.Flags()) },
	}
	o.windowFlags(c.Flags())
	o.strengthFlag(c.Flags())
	o.outputFlags(c.Flags())
	return c
}

// guideOf returns the guide that the taxonomy's links describe, in the order of the taxonomy.
func guideOf(t *skills.Taxonomy) (guide []report.Section) {
	for _, s := range t.Skills() {
		e, _, _ := t.Entry(s.Slug)
		if e.Links.Guide == "" {
			continue
		}
		i := slices.IndexFunc(guide, func(g report.Section) bool { return g.Name == e.Links.Guide })
		if i < 0 {
			i = len(guide)
			guide = append(guide, report.Section{Name: e.Links.Guide})
		}
		guide[i].Skills = append(guide[i].Skills, s.Slug)
	}
	return guide
}
