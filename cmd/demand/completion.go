package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"demand/internal/job"
	"demand/internal/report"
	"demand/internal/skills"
)

// formatFlag adds the flag --format, whose values are the formats.
func formatFlag(f *pflag.FlagSet, format *string, value, usage string, formats []string) {
	f.StringVar(format, "format", value, usage+": "+strings.Join(formats, ", "))
	f.Lookup("format").Annotations = map[string][]string{formatsOf: formats}
}

// formatsOf is the annotation of a flag --format that holds its values.
const formatsOf = "formats"

// completeFlags lets the shell complete the values of a command's flags, and of those of the commands below it.
func (a *app) completeFlags(c *cobra.Command) {
	found := map[string]func() []string{
		"category": categorySlugs,
		"skill":    skillSlugs,
		"have":     skillSlugs,
		"source":   a.sourceNames,
		"compare":  func() []string { return []string{report.Previous, report.Year, report.None} },
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		values := found[f.Name]
		if words := slices.Concat(report.Choices(f.Name), f.Annotations[formatsOf]); words != nil {
			values = func() []string { return words }
		}
		if values != nil {
			_ = c.RegisterFlagCompletionFunc(f.Name, completeList(f, values)) // it fails for a flag that is not there alone
		}
	})
	for _, child := range c.Commands() {
		a.completeFlags(child)
	}
}

// completeList completes a value of a flag, or the last one of those with commas between them if it takes a list.
func completeList(f *pflag.Flag, values func() []string) cobra.CompletionFunc {
	_, isList := f.Value.(pflag.SliceValue)
	return func(_ *cobra.Command, _ []string, begun string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		before := ""
		if isList {
			before = begun[:strings.LastIndexByte(begun, ',')+1]
		}
		for _, v := range values() {
			list = append(list, before+v)
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeSkill completes the one argument of a command that takes a skill.
func completeSkill(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return skillSlugs(), cobra.ShellCompDirectiveNoFileComp
}

// skillSlugs returns the slugs of all skills.
func skillSlugs() []string {
	return ofTaxonomy((*skills.Taxonomy).Skills, func(s job.Skill) string { return s.Slug })
}

// categorySlugs returns the slugs of all categories.
func categorySlugs() []string {
	return ofTaxonomy((*skills.Taxonomy).Categories, func(c job.Category) string { return c.Slug })
}

// ofTaxonomy returns the slugs of what the taxonomy lists, none if the user's own skills cannot be read.
func ofTaxonomy[T any](list func(*skills.Taxonomy) []T, slug func(T) string) (slugs []string) {
	taxonomy, err := loadTaxonomy()
	if err != nil {
		return nil
	}
	for _, t := range list(taxonomy) {
		slugs = append(slugs, slug(t))
	}
	return slugs
}

// completionCommand returns the command demand completion.
func completionCommand(a *app) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Write a script that completes commands in a shell",
		Long: `Completion writes the script with which a shell completes the commands, flags and
arguments of demand when the Tab key is pressed.`,
		Example: `  source <(demand completion bash)
  demand completion zsh > "${fpath[1]}/_demand"
  demand completion fish > ~/.config/fish/completions/demand.fish
  demand completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef(`name one shell: "demand completion bash", zsh, fish or powershell`)
			}
			if !slices.Contains(shells, args[0]) {
				return usageError{job.Unknown("shell", args[0], shells)}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.out, true)
			case "zsh":
				return root.GenZshCompletion(a.out)
			case "fish":
				return root.GenFishCompletion(a.out, true)
			default:
				return root.GenPowerShellCompletionWithDesc(a.out)
			}
		},
	}
}
