package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/store"
)

// verifyCommand returns the command demand verify.
func verifyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE.json",
		Short: "Check a report that was kept against the database",
		Long: `Verify builds the report in FILE anew, with the parameters that stand in it, and says whether
the database gives the same now. If not, it names what differs: the sources that cover other
days, the days that hold other postings, the taxonomy that classified them, or the version of
the program; and which parts of the report are others for it.

FILE is what "demand report --format json --output FILE" wrote, or "demand skill" or "demand
gap" with these. A report of another version of the program is equal if its data and its
numbers are.

The status is 0 if the report is equal, 1 if it is not.`,
		Example: `  demand report --since 90d --format json --output march.json
  demand verify march.json`,
		Args: oneArgument("a file"),
		RunE: func(c *cobra.Command, args []string) error { return a.verify(c.Context(), args[0]) },
	}
}

func (a *app) verify(ctx context.Context, name string) error {
	earlier, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	made, err := report.ReadMade(earlier)
	if err != nil {
		return fmt.Errorf(`%s is %w; "demand report --format json --output FILE" writes one that can be checked`, name, err)
	}
	later, err := a.again(ctx, made)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	differences, err := report.Differences(earlier, later)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if len(differences) > 0 {
		fmt.Fprintf(a.out, "%s is not what the database gives now.\n", render.Clean(name))
		for _, d := range differences {
			fmt.Fprintf(a.out, "  %-9s %s\n", d.What, render.Clean(d.How))
		}
		return errors.New("the report differs")
	}
	fmt.Fprintf(a.out, "%s is equal: the database gives the same numbers from the same data.\n", render.Clean(name))
	if made.Program != programVersion() {
		fmt.Fprintf(a.out, "It was made by demand %s; this is %s.\n", render.Clean(made.Program), programVersion())
	}
	return nil
}

// again builds a report once more, as JSON, from its own parameters.
func (a *app) again(ctx context.Context, made *report.Made) (text []byte, err error) {
	kind, err := report.KindOf(made.Frame.Report)
	if name := made.Frame.Report; name == report.TheGap || name == report.OneSkill {
		kind, err = report.Kind{Name: name, IsPages: true}, nil // a command of its own makes it
	}
	if err != nil {
		return nil, fmt.Errorf(`a report %q cannot be built anew from its file; "demand verify --help" says which can`, made.Frame.Report)
	}
	db, err := a.existing(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	p := made.Parameters
	p.Program = programVersion()
	if p.Accuracy, err = accuracy(ctx, db); err != nil {
		return nil, err
	}
	now := (p.Until + 1).Time() // the day on which it was the last whole one
	format, _ := render.ByName("json")
	var b bytes.Buffer
	if !kind.IsPages {
		r, err := build(ctx, db, p, now)
		if err != nil {
			return nil, err
		}
		err = format.Write(&b, r, render.Options{})
		return b.Bytes(), err
	}
	err = db.Snapshot(ctx, func(v *store.View) error {
		d, err := buildDocument(ctx, v, reportOptions{kind: kind, skill: p.Skill}, p, now)
		if err != nil {
			return err
		}
		return format.Document(&b, d, render.Options{})
	})
	return b.Bytes(), err
}
