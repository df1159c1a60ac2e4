package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"demand/internal/crawl"
	"demand/internal/fetch"
	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/sources"
)

// demoCommand returns the command demand demo.
func demoCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Show all of it on a made-up market, without a network",
		Long: fmt.Sprintf(`Demo starts a server on this computer with the boards of a made-up job market, crawls it
27 times with the program's clock a week apart, and prints the report of the last 13 weeks
against the 13 before.

Two things are planted: %s, for which all employers ask more often in the second half,
and %s, of which only a board that joined late is full. The report has to call the first
a clear rise and the second none; if it does not, the status is 1. On the way one board is
down for two weeks, another answers with nonsense, jobs close and come back, and some are
listed twice.

With --db FILE the database is kept there, so that you can look around in it.`, risingSkill, calmSkill),
		Example: `  demand demo
  demand demo --db demo.db && demand report employers --db demo.db --until 2026-07-06`,
		RunE: func(c *cobra.Command, _ []string) error { return a.demo(c.Context()) },
	}
}

func (a *app) demo(ctx context.Context) (err error) {
	address := a.db
	if address == "" {
		folder, err := os.MkdirTemp("", "demand-demo-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
		address = filepath.Join(folder, "demo.db")
	} else if _, err := os.Stat(address); !errors.Is(err, fs.ErrNotExist) {
		return usagef("--db %s is there already; demo keeps its made-up postings in a file of their own", address)
	}
	clock := &demoClock{at: marketStart}
	m := newMarket(clock.Now)
	base, stop, err := serveMarket(m)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Fprint(a.out, "All employers and postings here are made up.\n\n")
	client := fetch.New(fetch.Options{Agent: agent(""), Clock: clock, AllowHosts: []string{base[len("http://"):]}})
	defer client.Close()
	s, err := a.session(ctx, address, client)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	s.Crawler.Now = clock.Now
	s.Crawler.Progress = nil
	total, err := a.demoCrawls(ctx, s, clock, func() ([]sources.Source, error) {
		return sources.ReadCatalog("demo", []byte(m.catalogue(base)))
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%d weekly crawls of %d sources: %d postings new, %d closed, %d back; %d visits failed, which closed nothing.\n\n",
		marketWeeks+1, len(m.boards)+1, total.New, total.Closed, total.Reopened, len(total.Errs))
	r, err := build(ctx, s.db, report.Params{
		Since: report.Span{N: marketWeeks / 2, Unit: "w"}, Until: job.DateOf(marketEnd), Top: 5, Program: programVersion(),
	}, marketEnd)
	if err != nil {
		return err
	}
	if err := render.Table(a.out, r, render.Options{Width: a.width, Color: a.colour}); err != nil {
		return err
	}
	return a.checkPlanted(r)
}

// demoCrawls makes the weekly rounds and returns the sum of what they did. Failing sources are part of the show.
func (a *app) demoCrawls(ctx context.Context, s *session, clock *demoClock, catalogue func() ([]sources.Source, error)) (total crawl.Result, err error) {
	s.progress.start("Crawling week by week", marketWeeks+1)
	defer s.progress.done()
	for week := range marketWeeks + 1 {
		clock.set(marketStart.AddDate(0, 0, 7*week))
		list, err := catalogue()
		if err != nil {
			return total, err
		}
		results, err := s.Round(ctx, list, false)
		if err != nil {
			return total, err
		}
		for _, r := range results {
			total.New += r.New
			total.Closed += r.Closed
			total.Reopened += r.Reopened
			total.Errs = append(total.Errs, r.Errs...)
		}
		s.progress.step(1)
	}
	return total, nil
}

// checkPlanted compares the verdicts with what was planted.
func (a *app) checkPlanted(r *report.Skills) error {
	for _, m := range r.Movers {
		if m.Name != risingSkill {
			return fmt.Errorf("the demo's market moves %s only, but the report calls %s a %s", risingSkill, m.Name, m.Verdict)
		}
	}
	found := slices.ContainsFunc(r.Movers, func(m report.Row) bool { return m.Verdict == report.ClearRise })
	if !found {
		return fmt.Errorf("the report does not call %s a clear rise, which it is", risingSkill)
	}
	fmt.Fprintf(a.out, "\nPlanted: %s rises everywhere, and the report found it. %s fills a board that joined late;\nthe report did not take that for a change.\n", risingSkill, calmSkill)
	return nil
}

// serveMarket serves a market on loopback until stop is called.
func serveMarket(m *market) (base string, stop func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: m, ReadHeaderTimeout: 10 * time.Second}
	var wg sync.WaitGroup
	wg.Go(func() { _ = server.Serve(l) }) // ends with Close, and says only that
	return "http://" + l.Addr().String(), func() {
		_ = server.Close()
		wg.Wait()
	}, nil
}

// A demoClock is moved on by whoever waits, so that no wait takes time.
type demoClock struct {
	mu sync.Mutex
	at time.Time
}

// Now returns the market's time.
func (c *demoClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Sleep moves the clock on by d.
func (c *demoClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(max(0, d))
	return ctx.Err()
}

func (c *demoClock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}
