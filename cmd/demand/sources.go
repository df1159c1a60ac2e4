package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demand/internal/crawl"
	"demand/internal/fetch"
	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/store"
	"demand/internal/yamlfile"
	"demand/sources"
)

// sourcesCommand returns the command demand sources.
func sourcesCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "sources",
		Short: "Look after the sources that are crawled",
		Long: `Sources are the job boards, threads and pages that "demand crawl" visits: those that ship
with the program, and those of your own file, sources.yaml in the folder of config.yaml.`,
	}
	c.AddCommand(sourcesListCommand(a), sourcesCheckCommand(a), sourcesFindCommand(a), sourcesAddCommand(a))
	return c
}

func sourcesListCommand(a *app) *cobra.Command {
	formats := []string{"table", "csv", "json"}
	var format string
	c := &cobra.Command{
		Use:   "list [PATTERN…]",
		Short: "Show the sources, and how their visits went",
		Long: `List shows the sources of the catalogue, all or those that a pattern names:

  source      its name
  state       ok, failed or not visited yet
  visited_on  day of its last visit, good or failed
  open        postings that it lists now; none for an archive, which keeps closed ones
  due_on      day from which "demand crawl" visits it again; none: the next crawl does
  failure     why the last visit failed, and how many in a row did`,
		Example: `  demand sources list
  demand sources list 'greenhouse/*' --format csv`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.completeSources,
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(formats, format) {
				return usageError{job.Unknown("format", format, formats)}
			}
			list, err := a.selected(args)
			if err != nil {
				return err
			}
			standings, err := a.standings(c.Context(), list)
			if err != nil {
				return err
			}
			t := report.Table{
				Title:   fmt.Sprintf("Sources: %d", len(standings)),
				Columns: []string{"source", "state", "visited_on", "open", "due_on", "failure"},
			}
			for _, s := range standings {
				t.Rows = append(t.Rows, standingRow(s))
			}
			return render.WriteTable(a.out, format, &t, render.Options{Width: a.width})
		},
	}
	formatFlag(c.Flags(), &format, "table", "`FORMAT` of the result", formats)
	return c
}

// selected returns the sources of the catalogue that match patterns, all if there are none.
func (a *app) selected(patterns []string) ([]sources.Source, error) {
	list, err := a.catalogue()
	if err != nil || len(patterns) == 0 {
		return list, err
	}
	if list, err = sources.Select(list, patterns...); err != nil {
		return nil, usageError{err}
	}
	return list, nil
}

// standings returns how the visits of sources went, by name. Without a database none was visited.
func (a *app) standings(ctx context.Context, list []sources.Source) (standings []crawl.Standing, err error) {
	db, err := a.existing(ctx)
	switch {
	case errors.Is(err, store.ErrNoDatabase):
		for _, s := range list {
			standings = append(standings, crawl.Standing{Source: s})
		}
	case err != nil:
		return nil, err
	default:
		defer func() { err = errors.Join(err, db.Close()) }()
		if standings, err = (&crawl.Crawler{Store: db}).Standings(ctx, list); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(standings, func(a, b crawl.Standing) int { return cmp.Compare(a.About().Name, b.About().Name) })
	return standings, nil
}

func standingRow(s crawl.Standing) []any {
	var open any
	if !s.About().Archive && !s.GoodAt.IsZero() {
		open = int64(s.Open)
	}
	failure := s.Failure
	if s.Failures > 1 {
		failure = fmt.Sprintf("%d in a row: %s", s.Failures, failure)
	}
	return []any{s.About().Name, string(s.State()), day(s.TriedAt), open, day(s.DueAt), failure}
}

// day returns a day as a cell of a table, nil for the zero time.
func day(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return job.DateOf(t).String()
}

func sourcesCheckCommand(a *app) *cobra.Command {
	var allowHosts []string
	c := &cobra.Command{
		Use:   "check NAME",
		Short: "Read a few postings of one source, and store nothing",
		Long: `Check asks one source of the catalogue now, as politely as a crawl does, and shows five of
its postings. Nothing is stored. If the source cannot be read, the reason is told and
the status is 1.`,
		Example: `  demand sources check greenhouse/stripe`,
		Args:    oneArgument("one source"), ValidArgsFunction: a.completeSources,
		RunE: func(c *cobra.Command, args []string) error {
			list, err := a.selected(args)
			if err != nil {
				return err
			}
			if len(list) > 1 {
				return usagef("%q names %d sources; check one of them", args[0], len(list))
			}
			return a.check(c.Context(), list[0], allowHosts)
		},
	}
	allowHostFlag(c, &allowHosts)
	return c
}

// check prints what a source lists.
func (a *app) check(ctx context.Context, s sources.Source, allowHosts []string) error {
	const most = 5
	client, err := a.client(allowHosts)
	if err != nil {
		return err
	}
	defer client.Close()
	name := s.About().Name
	postings, total, err := crawl.Preview(ctx, client, s, most)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	t := report.Table{Columns: []string{"title", "employer", "places", "posted_on"}}
	for _, p := range postings {
		title := cmp.Or(p.Title, p.Lead)
		t.Rows = append(t.Rows, []any{title, cmp.Or(p.Employer, s.About().Employer), strings.Join(p.Places, "; "), p.PostedOn.String()})
	}
	switch {
	case len(postings) == 0:
		t.Title = name + " can be read, and lists no postings now"
	case total >= 0:
		t.Title = fmt.Sprintf("%s can be read; %d of its %d postings", name, len(postings), total)
	default:
		t.Title = fmt.Sprintf("%s can be read; %d of its postings", name, len(postings))
	}
	return render.WriteTable(a.out, "table", &t, render.Options{Width: a.width})
}

// client returns a polite client under the user's identity.
func (a *app) client(allowHosts []string) (*fetch.Client, error) {
	set, err := a.settings()
	if err != nil {
		return nil, err
	}
	return fetch.New(fetch.Options{Agent: agent(set.Contact), AllowHosts: allowHosts}), nil
}

func allowHostFlag(c *cobra.Command, hosts *[]string) {
	c.Flags().StringSliceVar(hosts, "allow-host", nil, "allow a `HOST` with a private address, such as one in your intranet")
}

func sourcesFindCommand(a *app) *cobra.Command {
	var allowHosts []string
	c := &cobra.Command{
		Use:   "find URL",
		Short: "Show which kind of source a careers page is",
		Long: `Find tells which sources a careers page leads to, by its address or else by what it holds,
as entries for sources.yaml. "demand sources add" writes them there.`,
		Example: `  demand sources find https://boards.greenhouse.io/stripe
  demand sources find https://acme.example/careers | demand sources add -`,
		Args: oneArgument("one address"),
		RunE: func(c *cobra.Command, args []string) error {
			entries, err := a.find(c.Context(), args[0], allowHosts)
			if err != nil {
				return err
			}
			for _, e := range entries {
				fmt.Fprint(a.out, e.YAML())
			}
			return nil
		},
	}
	allowHostFlag(c, &allowHosts)
	return c
}

// find returns the sources to which an address leads, at least one. It reads the page only if its address says too little.
func (a *app) find(ctx context.Context, address string, allowHosts []string) ([]sources.Entry, error) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	if found, err := sources.Find(address, nil); err != nil {
		return nil, usageError{err}
	} else if len(found) > 0 {
		return found, nil
	}
	client, err := a.client(allowHosts)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	answer, err := client.Get(ctx, address, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	found, err := sources.Find(answer.URL, answer.Body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s: it is no kind of source that demand knows; try the page that lists the jobs, or that of a single job", address)
	}
	return found, nil
}

func sourcesAddCommand(a *app) *cobra.Command {
	var allowHosts []string
	c := &cobra.Command{
		Use:   "add URL|NAME|YAML|-…",
		Short: "Add sources to your own file",
		Long: `Add writes sources into sources.yaml, in the folder of config.yaml, and shows what it
wrote. A source is the address of a careers page ("demand sources find" tells what it
would be), a name such as greenhouse/acme, or an entry in YAML; - reads entries from
standard input. A source that is in the catalogue already is refused, and then none is
written.`,
		Example: `  demand sources add https://boards.greenhouse.io/acme
  demand sources add greenhouse/acme
  demand sources add '{name: greenhouse/acme, employer: Acme, interval: 7}'`,
		Args: someArguments("a source"),
		RunE: func(c *cobra.Command, args []string) error {
			var entries []sources.Entry
			for _, arg := range args {
				more, err := a.entries(c.Context(), arg, allowHosts)
				if err != nil {
					return err
				}
				entries = append(entries, more...)
			}
			name, added, err := a.addToCatalogue(entries)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "Added to %s:\n%s", name, added)
			return nil
		},
	}
	allowHostFlag(c, &allowHosts)
	return c
}

// entries returns the entries that one argument of add means, at least one.
func (a *app) entries(ctx context.Context, arg string, allowHosts []string) ([]sources.Entry, error) {
	if strings.HasPrefix(arg, "https://") || strings.HasPrefix(arg, "http://") {
		found, err := a.find(ctx, arg, allowHosts)
		if len(found) > 1 {
			all := make([]string, len(found))
			for i, e := range found {
				all[i] = e.Name
			}
			return nil, usagef("%s leads to %s; add the one that you mean, as \"demand sources find\" writes it", arg, strings.Join(all, ", "))
		}
		return found, err
	}
	name := "the entry"
	if arg == "-" {
		text, err := io.ReadAll(io.LimitReader(a.in, mostBytes))
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		name, arg = "standard input", string(text)
	}
	found, err := readEntries(name, arg)
	if err != nil {
		return nil, usageError{err}
	}
	return found, nil
}

// readEntries reads a list of entries, one entry, or its name alone. Errors begin with the name of the text.
func readEntries(name, text string) ([]sources.Entry, error) {
	switch start := strings.TrimSpace(text); {
	case start == "":
		return nil, fmt.Errorf("%s is empty; write greenhouse/acme or {name: greenhouse/acme, employer: Acme}", name)
	case strings.HasPrefix(start, "-") || strings.HasPrefix(start, "["):
		var list []sources.Entry
		err := yamlfile.Read(name, []byte(text), &list)
		return list, err
	case !strings.Contains(start, ":"):
		return []sources.Entry{{Name: start}}, nil
	}
	var e sources.Entry
	err := yamlfile.Read(name, []byte(text), &e)
	return []sources.Entry{e}, err
}
