package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"demand/internal/crawl"
	"demand/internal/employers"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/skills"
	"demand/internal/store"
)

// A session is what a command that stores postings works with.
type session struct {
	*crawl.Crawler
	db       *store.DB
	progress *progress
}

// employersFile is the name of the user's own list of employers in the folder of the configuration.
const employersFile = "employers.yaml"

// setEmployers tells the store the names that ship and those of the user's own file. A mistake in it is a usageError.
func setEmployers(ctx context.Context, db *store.DB) error {
	own, err := ownConfig(employersFile)
	if err != nil {
		return err
	}
	list, err := employers.Load(own...)
	if err != nil {
		return usageError{err}
	}
	return db.SetEmployers(ctx, list)
}

// session opens the database for writing and loads the taxonomy. The progress takes a step for each answer.
func (a *app) session(ctx context.Context, address string, client crawl.Getter) (*session, error) {
	taxonomy, err := loadTaxonomy()
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	if err := db.SetTaxonomy(ctx, taxonomy.Version(), taxonomy.Skills(), taxonomy.Categories()); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := setEmployers(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s := &session{db: db, progress: a.progress()}
	s.Crawler = &crawl.Crawler{
		Client: client, Store: db, Classifier: skills.New(taxonomy), Now: a.now,
		Progress: func(crawl.Event) { s.progress.step(1) },
	}
	return s, nil
}

// existing opens a database that is there already and folds what visits have left.
func (a *app) existing(ctx context.Context) (*store.DB, error) {
	address, err := a.database()
	if err != nil {
		return nil, err
	}
	db, err := store.OpenExisting(ctx, address)
	if err != nil {
		return nil, err
	}
	if err := db.Fold(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// summary prints what a round did, a line a source, and tells the reasons of failures.
// It returns a partialError if any source failed.
func (a *app) summary(p *progress, results []crawl.Result) error {
	t := report.Table{Columns: []string{"source", "postings", "new", "closed", "unchanged", "seconds", "state"}}
	failed := 0
	for _, r := range results {
		t.Rows = append(t.Rows, []any{
			r.Source, int64(r.Postings), int64(r.New), int64(r.Closed), int64(r.Unchanged), r.Took.Round(100 * time.Millisecond).Seconds(), string(r.State),
		})
		for _, err := range r.Errs {
			p.say(fmt.Sprintf("%s: %v", r.Source, err))
		}
		if len(r.Errs) > 0 {
			failed++
		}
	}
	if err := render.WriteTable(a.out, "table", &t, render.Options{Width: a.width}); err != nil {
		return err
	}
	if failed > 0 {
		return partialError{fmt.Errorf("%d of %d sources failed; what they listed before stays as it was", failed, len(results))}
	}
	return nil
}
