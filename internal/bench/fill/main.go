// Command fill fills a store with a made-up job market for benchmarks. Its visits go through the store as those of a
// crawl do, but bring their facts with them: nothing is fetched, parsed or classified.
//
//	go run ./internal/bench/fill -db /dev/shm/million.db -postings 1250000 -boards 10000
//
// A file belongs on a memory disk: each of the many small visits waits for the disk.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"demand/internal/bench/made"
	"demand/internal/skills"
	"demand/internal/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "fill:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	db := flag.String("db", "", "the store to fill: `FILE` or postgres://…; it should be empty")
	market := made.Flags(flag.CommandLine)
	every := flag.Int("every", 28, "days between two visits of a board")
	folds := flag.Bool("fold", false, "fold after each round and not only at the end")
	flag.Parse()
	if *db == "" || flag.NArg() > 0 || *every < 1 {
		return errors.New("it takes -db FILE or -db postgres://…, and -every of 1 at least")
	}
	taxonomy, err := skills.Load()
	if err != nil {
		return err
	}
	m, err := market(taxonomy.Skills())
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.SetTaxonomy(ctx, taxonomy.Version(), taxonomy.Skills(), taxonomy.Categories()); err != nil {
		return err
	}
	rounds := m.Rounds(*every)
	for i, day := range rounds {
		began := time.Now()
		out, err := m.Round(ctx, s, day, *every, taxonomy.Version())
		if err != nil {
			return err
		}
		saved := time.Since(began)
		if *folds || i == len(rounds)-1 {
			if err := s.Fold(ctx); err != nil {
				return err
			}
		}
		fmt.Printf("%s  %d new, %d closed, %d unchanged  saved in %.1f s, folded in %.1f s\n",
			day, out.New, out.Closed, out.Unchanged, saved.Seconds(), (time.Since(began) - saved).Seconds())
	}
	return nil
}
