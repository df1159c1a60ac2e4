package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"demand/internal/crawl"
	"demand/internal/fetch"
	"demand/internal/report"
	"demand/internal/store"
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

One crawl at a time works on a database; a second one says so and ends. Ctrl-C ends a crawl at
once. What it had stored by then stays. Visits that were not whole, or whole but not yet stored,
are not there at all: the next crawl makes them, mostly at the price of asking whether their pages
have changed.

Archives, which keep what is closed, are read 13 months back, so that there is something to
compare on the first day; with --backfill further, and whether or not they are due. What was
read is not read again, so a crawl that was stopped goes on where it was.

--record keeps every answer in a WARC file. --replay answers from such a file and never
from the network: it visits what the file holds, whether or not the catalogue lists it.`,
		Example: `  demand crawl
  demand crawl 'greenhouse/*' --all
  demand crawl hackernews/who-is-hiring --record threads.warc.gz
  demand crawl --replay threads.warc.gz --db again.db`,
		ValidArgsFunction: a.completeSources,
		Args:              cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			o.patterns = args
			return a.crawl(c.Context(), o)
		},
	}
	c.Flags().BoolVar(&o.all, "all", false, "visit sources that are not due, too")
	c.Flags().StringVar(&o.backfill, "backfill", "", "read archives so far `BACK`, such as 24mo")
	c.Flags().StringVar(&o.record, "record", "", "write every answer to `FILE`.warc.gz")
	c.Flags().StringVar(&o.replay, "replay", "", "answer from `FILE`.warc.gz instead of the network")
	allowHostFlag(c, &o.allowHosts)
	c.MarkFlagsMutuallyExclusive("record", "replay")
	c.MarkFlagsMutuallyExclusive("all", "replay")
	c.MarkFlagsMutuallyExclusive("backfill", "replay")
	return c
}

type crawlOptions struct {
	patterns       []string
	all            bool
	backfill       string
	record, replay string
	allowHosts     []string
}

func (a *app) crawl(ctx context.Context, o crawlOptions) (err error) {
	if o.replay != "" {
		return a.replay(ctx, o)
	}
	list, err := a.selected(o.patterns)
	if err != nil {
		return err
	}
	backfill, err := daysBack(o.backfill)
	if err != nil {
		return err
	}
	set, err := a.settings()
	if err != nil {
		return err
	}
	address, err := a.database()
	if err != nil {
		return err
	}
	s, err := a.session(ctx, address, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	release, err := s.db.LockCrawl(ctx, a.thisProcess())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	options := fetch.Options{Agent: agent(set.Contact), AllowHosts: o.allowHosts}
	if o.record != "" {
		options.Record, err = fetch.NewRecorder(o.record, "demand/"+programVersion())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, options.Record.Close()) }()
	}
	s.Backfill = backfill
	return a.round(ctx, s, options, list, o.all || len(o.patterns) > 0)
}

// thisProcess names the program that runs, for others that share its database.
func (a *app) thisProcess() string {
	name, err := os.Hostname()
	if err != nil {
		name = "this computer"
	}
	return fmt.Sprintf("process %d on %s, since %s", os.Getpid(), name, a.now().UTC().Format("2006-01-02 15:04:05 UTC"))
}

// agent is the one identity under which pages are fetched.
func agent(contact string) string {
	if contact == "" {
		return "demand/" + programVersion()
	}
	return fmt.Sprintf("demand/%s (+%s)", programVersion(), contact)
}

// daysBack reads --backfill as a number of days; a month and a year count as long as the longest. Empty is 0.
func daysBack(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	span, err := report.ParseSpan(text)
	if err != nil {
		return 0, usageError{fmt.Errorf("backfill: %w", err)}
	}
	return span.N * map[string]int{"d": 1, "w": 7, "mo": 31, "y": 366}[span.Unit], nil
}

// round visits sources, and with force those too that are not due.
func (a *app) round(ctx context.Context, s *session, options fetch.Options, list []sources.Source, force bool) (err error) {
	answers, noCache := openAnswers()
	if noCache == nil {
		options.Answers = answers
		defer func() { err = errors.Join(err, answers.Close()) }()
	}
	client := fetch.New(options)
	defer client.Close()
	s.Client = client
	s.Progress = func(e crawl.Event) {
		s.progress.more(e.Editions)
		if e.Done {
			s.progress.step(1)
		}
	}
	s.progress.start("Visiting sources and editions", len(list))
	results, err := s.Round(ctx, list, force)
	s.progress.done()
	if noCache = cmp.Or(noCache, client.AnswersError()); noCache != nil {
		s.progress.say(fmt.Sprintf("pages were read whole, changed or not: %v", noCache))
	}
	if err != nil {
		return err
	}
	return a.summary(s.progress, results)
}

// openAnswers opens the cache of pages for conditional requests.
func openAnswers() (*store.Answers, error) {
	folder, err := cacheFolder()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("folder of the cache: %w", err)
	}
	return store.OpenAnswers(filepath.Join(folder, "answers.db"))
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
	catalogue, err := a.catalogue()
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
	results, err = s.Replay(ctx, captures, func(url string, body []byte) (sources.Source, sources.Request, bool) {
		s, req, ok := match(url, body)
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
