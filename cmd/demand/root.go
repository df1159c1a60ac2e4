package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"github.com/spf13/pflag"
)

// An app is what all commands share: the streams, the clock and the global flags.
type app struct {
	streams
	now   func() time.Time
	host  host
	db    string // --db; empty if it was not given
	quiet bool   // --quiet
}

// commandGroups is the table of commands, in the order of the help text. A command is
// one file with one function that returns it; it takes no arguments unless it sets Args.
func commandGroups(a *app) []commandGroup {
	return []commandGroup{
		{"The market:", []*cobra.Command{
			crawlCommand(a),
			importCommand(a),
			exportCommand(a),
			sourcesCommand(a),
			reportCommand(a),
			skillCommand(a),
			guideCommand(a),
			gapCommand(a),
			demoCommand(a),
		}},
		{"The evidence:", []*cobra.Command{
			classifyCommand(a),
			evidenceCommand(a),
			verifyCommand(a),
			reclassifyCommand(a),
			taxonomyCommand(a),
			evalCommand(a),
		}},
		{"The program:", []*cobra.Command{
			completionCommand(a),
			dbCommand(a),
			scheduleCommand(a),
			versionCommand(a),
		}},
	}
}

// A commandGroup is a part of the help text.
type commandGroup struct {
	title    string
	commands []*cobra.Command
}

// execute runs the command that args name.
func execute(ctx context.Context, s streams, args []string) error {
	root := rootCommand(&app{streams: s, now: time.Now, host: thisHost})
	root.SetArgs(append([]string{}, args...)) // cobra takes nil for the arguments of the process
	return root.ExecuteContext(ctx)
}

// rootCommand returns the command demand with all its commands.
func rootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "demand",
		Short: "Which skills employers ask for, counted from public job postings",
		Long: `demand collects public job postings, finds the skills that they name, and reports
which skills employers ask for and which of the changes are more than chance.
Everything stays on this computer.`,
		Example: `  demand crawl                   collect postings of the sources that are due
  demand report --since 90d      what employers asked for, and what really changed
  demand classify posting.txt    the skills that one text names`,
		Version:           programVersion(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		PersistentPreRunE: checkFlags,
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetVersionTemplate("demand {{.Version}}\n")
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(usageTemplate)
	root.SetFlagErrorFunc(flagError)
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", "", "`FILE|URL` of the database, such as jobs.db or postgres://…\n(default $DEMAND_DB, else db in config.yaml, else demand.db in the data folder)")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "say nothing but results and errors")
	help := helpCommand()
	root.SetHelpCommand(help)
	for _, group := range append(commandGroups(a), commandGroup{"Help:", []*cobra.Command{help}}) {
		root.AddGroup(&cobra.Group{ID: group.title, Title: group.title})
		for _, command := range group.commands {
			command.GroupID = group.title
			root.AddCommand(command)
		}
	}
	prepare(root)
	a.completeFlags(root)
	return root
}

// prepare gives a command and those below it what they have in common: wrong arguments
// are usageErrors, and a command that only holds others shows its help.
func prepare(c *cobra.Command) {
	for _, child := range c.Commands() {
		prepare(child)
	}
	if c.HasSubCommands() && c.RunE == nil {
		c.Args = oneOfCommands
		c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	}
	check := c.Args
	if check == nil {
		check = noArguments
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// oneOfCommands refuses an argument, which would have been a command if it were known.
func oneOfCommands(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() || child.IsAdditionalHelpTopicCommand() {
			names = append(names, child.Name())
		}
	}
	return usageError{job.Unknown("command", args[0], names)}
}

// noArguments refuses every argument.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%q takes no argument %q", c.CommandPath(), args[0])
	}
	return nil
}

// oneArgument accepts one argument alone: what says what it is, such as "a file".
func oneArgument(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := someArguments(what)(c, args); err != nil {
			return err
		}
		return atMostOne(what)(c, args)
	}
}

// atMostOne accepts one argument or none.
func atMostOne(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > 1 {
			return fmt.Errorf("%q takes %s and no more; leave out %q", c.CommandPath(), what, args[1])
		}
		return nil
	}
}

// someArguments accepts one argument or more.
func someArguments(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("%q needs %s; \"%s --help\" shows how", c.CommandPath(), what, c.CommandPath())
		}
		return nil
	}
}

// checkFlags makes flags that do not go together usageErrors.
func checkFlags(c *cobra.Command, _ []string) error {
	err := c.ValidateFlagGroups()
	if err == nil {
		return nil
	}
	c.Flags().Visit(func(f *pflag.Flag) {
		for _, group := range f.Annotations[exclusive] {
			for _, other := range strings.Fields(group) {
				if f.Name != other && c.Flags().Changed(other) {
					err = fmt.Errorf("--%s and --%s do not go together; leave one of them out", other, f.Name)
				}
			}
		}
	})
	return usageError{err}
}

// exclusive is where cobra keeps, with each flag, the groups of which one flag alone may be given: names with blanks between them.
const exclusive = "cobra_annotation_mutually_exclusive"

// flagError makes an error of the flags a usageError in the program's own words, and names the nearest flags to an unknown one.
func flagError(c *cobra.Command, err error) error {
	if missing, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := "--" + missing.GetSpecifiedName()
		if missing.GetSpecifiedShortnames() != "" {
			name = "-" + missing.GetSpecifiedName()
		}
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				names = append(names, "--"+f.Name)
			}
		})
		if len(job.Nearest(name, names)) == 0 {
			return usagef("unknown flag %q; \"%s --help\" lists what there is", name, c.CommandPath())
		}
		return usageError{job.Unknown("flag", name, names)}
	}
	if lone, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		name, usage := pflag.UnquoteUsage(lone.GetFlag())
		usage, _, _ = strings.Cut(usage, "\n")
		return usagef("--%s needs %s: %s", lone.GetFlag().Name, name, usage)
	}
	if wrong, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		f := wrong.GetFlag()
		switch f.Value.Type() {
		case "int", "int64", "uint64":
			return usagef("--%s %q is not a whole number; write one such as %s", f.Name, wrong.GetValue(), f.DefValue)
		case "bool":
			return usagef("--%s %q is neither true nor false; write --%s alone for true", f.Name, wrong.GetValue(), f.Name)
		}
	}
	return usageError{err}
}

// helpCommand returns the command that shows the help text of another one.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND…]",
		Short: "Show the help text of a command",
		Args:  cobra.ArbitraryArgs,
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			if found, rest, err := c.Root().Find(args); err == nil && len(rest) == 0 {
				for _, child := range found.Commands() {
					if !child.Hidden {
						names = append(names, cobra.CompletionWithDesc(child.Name(), child.Short))
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil {
				return usageError{err}
			}
			if len(rest) > 0 {
				return oneOfCommands(found, rest)
			}
			found.InitDefaultHelpFlag()
			found.InitDefaultVersionFlag()
			return found.Help()
		},
	}
}

// nameColumn is the width of the names in a list of commands or reports.
const nameColumn = 15

// The templates are cobra's, with the exit statuses and without what demand does not use.
var (
	helpTemplate = `{{with or .Long .Short}}{{. | trimTrailingWhitespaces}}

{{end}}{{if or .Runnable .HasSubCommands}}{{.UsageString}}
Exit status: 0 done, 1 failed, 2 wrong usage, 3 some sources failed.
{{end}}`

	usageTemplate = strings.ReplaceAll(`Usage:
{{- if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND{{else}}
  {{.UseLine}}{{end}}
{{- if .HasExample}}

Examples:
{{.Example}}{{end}}
{{- $commands := .Commands}}
{{- range $group := .Groups}}

{{.Title}}
{{- range $commands}}{{if and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name WIDTH}} {{.Short}}{{end}}{{end}}{{end}}
{{- if and .HasAvailableSubCommands (not .AllChildCommandsHaveGroup)}}

Commands:
{{- range $commands}}{{if and (eq .GroupID "") .IsAvailableCommand}}
  {{rpad .Name WIDTH}} {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableInheritedFlags}}

Global flags:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`, "WIDTH", fmt.Sprint(nameColumn))
)
