package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"demand/internal/crawl"
	"demand/internal/fetch"
	"demand/sources"
)

// crawlCommand returns the command demand crawl.
func crawlCommand(a *app) *cobra.Command {
	var o crawlOptions
	c := &cobra.Command{
		Use:   "crawl [SOURCE…]",
		Short: "Collect public job postings from the sources that are due",
		Long: `Crawl visits the sources of the catalogue that are due, or those named (a name such as
greenhouse/stripe, or a pattern such as 'greenhouse/*'), and stores what they list.

It obeys robots.txt, asks no host faster than its pace (a second at least) and never
twice at once, and names itself; set DEMAND_CONTACT, or contact in config.yaml, so that
a site's owner can reach you. A source that fails keeps what it listed before and is
named at the end; nothing is taken for closed that was not seen to be gone.

--record keeps every answer in a WARC file. --replay answers from such a file and never
from the network: it visits what the file holds, whether or not the catalogue lists it.`,
		Example: `  demand crawl
  demand crawl 'greenhouse/*' --all
  demand crawl hackernews/who-is-hiring --record threads.warc.gz
  demand crawl --replay threads.warc.gz --db again.db`,
		ValidArgsFunction: completeSources,
		Args:              cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			o.patterns = args
			return a.crawl(c.Context(), o)
		},
	}
	c.Flags().BoolVar(&o.all, "all", false, "visit sources that are not due, too")
	c.Flags().StringVar(&o.record, "record", "", "write every answer to `FILE`.warc.gz")
	c.Flags().StringVar(&o.replay, "replay", "", "answer from `FILE`.warc.gz instead of the network")
	c.Flags().StringSliceVar(&o.allowHosts, "allow-host", nil, "allow a `HOST` with a private address, such as one in your intranet")
	c.MarkFlagsMutuallyExclusive("record", "replay")
	c.MarkFlagsMutuallyExclusive("all", "replay")
	return c
}

type crawlOptions struct {
	patterns       []string
	all            bool
	record, replay string
	allowHosts     []string
}

func completeSources(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	catalogue, err := sources.Catalog()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var names []cobra.Completion
	for _, s := range catalogue {
		names = append(names, s.About().Name)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) crawl(ctx context.Context, o crawlOptions) error {
	if o.replay != "" {
		return a.replay(ctx, o)
	}
	list, err := sources.Catalog()
	if err != nil {
		return err
	}
	if len(o.patterns) > 0 {
		if list, err = sources.Select(list, o.patterns...); err != nil {
			return usageError{err}
		}
	}
	set, err := a.settings()
	if err != nil {
		return err
	}
	options := fetch.Options{Agent: agent(set.Contact), AllowHosts: o.allowHosts}
	if o.record != "" {
		options.Record, err = fetch.NewRecorder(o.record, "demand/"+programVersion())
		if err != nil {
			return err
		}
	}
	err = a.round(ctx, options, list, o.all || len(o.patterns) > 0)
	if options.Record != nil {
		err = errors.Join(err, options.Record.Close())
	}
	return err
}

// agent is the one identity under which pages are fetched.
func agent(contact string) string {
	if contact == "" {
		return "demand/" + programVersion()
	}
	return fmt.Sprintf("demand/%s (+%s)", programVersion(), contact)
}

// round visits sources, and with force those too that are not due.
func (a *app) round(ctx context.Context, options fetch.Options, list []sources.Source, force bool) (err error) {
	client := fetch.New(options)
	defer client.Close()
	address, err := a.database()
	if err != nil {
		return err
	}
	s, err := a.session(ctx, address, client)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	s.Progress = func(e crawl.Event) {
		if e.Done {
			s.progress.step(1)
		}
	}
	s.progress.start("Visiting sources", len(list))
	results, err := s.Round(ctx, list, force)
	s.progress.done()
	if err != nil {
		return err
	}
	return a.summary(s.progress, results)
}

// replay visits what a recording holds.
func (a *app) replay(ctx context.Context, o crawlOptions) error {
	address, err := a.database()
	if err != nil {
		return err
	}
	for _, p := range o.patterns {
		if _, err := path.Match(p, ""); err != nil {
			return usagef("source pattern %q: %w", p, err)
		}
	}
	results, p, err := a.readRecording(ctx, address, o.replay, func(name string) bool {
		return len(o.patterns) == 0 || slices.ContainsFunc(o.patterns, func(p string) bool {
			ok, _ := path.Match(p, name)
			return ok
		})
	})
	if err != nil {
		return err
	}
	if len(results) == 0 {
		return fmt.Errorf("%s: no address in it begins a visit of a source that was asked for", o.replay)
	}
	return a.summary(p, results)
}

// readRecording visits what a recording holds of the wanted sources. If the file is damaged, what could be
// read of it is stored and told, and the damage is the error.
func (a *app) readRecording(ctx context.Context, address, file string, wanted func(string) bool) (results []crawl.Result, p *progress, err error) {
	recording, err := fetch.OpenRecording(file)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, recording.Close()) }()
	catalogue, err := sources.Catalog()
	if err != nil {
		return nil, nil, err
	}
	match := sources.Matcher(catalogue)
	client := fetch.New(fetch.Options{Agent: agent(""), Replay: recording})
	defer client.Close()
	s, err := a.session(ctx, address, client)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	captures := recording.Captures()
	s.progress.start("Reading "+file, len(captures))
	results, err = s.Replay(ctx, captures, func(url string) (sources.Source, sources.Request, bool) {
		s, req, ok := match(url)
		return s, req, ok && wanted(s.About().Name)
	})
	s.progress.done()
	if err != nil {
		return nil, nil, err
	}
	if damage := recording.Damage(); damage != nil {
		stored := a.summary(s.progress, results)
		return nil, nil, errors.Join(fmt.Errorf("%s: %w; whole visits before it are stored", file, damage), stored)
	}
	return results, s.progress, nil
}
