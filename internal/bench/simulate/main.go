// Command simulate holds the statistics of reports to their promises, on the postings of a store:
//
//	go run ./internal/bench/simulate -db threads.db -until 2023-03-31 -base postings
//
// It builds the report of skills again and again, as the program does, from the postings of two windows in which chance
// alone decides, and prints how often the report says what it should not. Each draw is by employer: what
// one employer posts stays together, reposts included.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"demand/internal/job"
	"demand/internal/report"
	"demand/internal/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) (err error) {
	f := flag.NewFlagSet("simulate", flag.ContinueOnError)
	address := f.String("db", "", "the store: `FILE` or postgres://…")
	runs := f.Int("runs", 1000, "draws for each promise")
	since := f.String("since", "90d", "length of each window, in days or weeks")
	until := f.String("until", "", "last `DAY` of the later window (default yesterday)")
	base := f.String("base", report.Jobs, "jobs or postings")
	seed := f.Uint64("seed", 1, "the same seed draws the same")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *address == "" || f.NArg() > 0 || *runs < 1 {
		return errors.New("it takes -db FILE or -db postgres://…, and -runs of 1 at least")
	}
	p := report.Params{Base: *base}
	if p.Since, err = report.ParseSpan(*since); err != nil {
		return err
	}
	if *until != "" {
		if p.Until, err = job.ParseDate(*until); err != nil {
			return err
		}
	}
	db, err := store.OpenExisting(ctx, *address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s, err := newSimulation(ctx, db, p, time.Now(), *seed)
	if err != nil {
		return err
	}
	real := s.real
	fmt.Fprintf(out, "%s against %s: %d %s of %d employers against %d; %d skills tested, %d movers\n",
		report.Range(real.Window.Days), report.Range(real.Before.Days), real.Window.Jobs, *base, real.Window.Employers, real.Before.Jobs, real.Tested, len(real.Movers))
	wrong, err := s.falseMovers(ctx, *runs)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Employers shuffled between the windows: movers in %.1f %% of %d runs (at most 12)\n", 100*wrong, *runs)
	found, size, err := s.planted(ctx, *runs)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "A change of the detectable size, %.2f points on average, planted: found in %.1f %% of %d runs (75 to 85)\n", size, 100*found, *runs)
	shares, changes, err := s.coverage(ctx, *runs)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Employers drawn anew with replacement: 95 %% intervals of shares hold the truth in %.1f %%, of changes in %.1f %% (93 to 97)\n", 100*shares, 100*changes)
	return nil
}
