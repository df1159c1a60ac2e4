package crawl

import (
	"context"
	"errors"
	"iter"

	"golang.org/x/sync/errgroup"

	"demand/internal/fetch"
	"demand/internal/job"
	"demand/internal/store"
	"demand/sources"
)

// A reading is a visit that was made and is still to be stored.
type reading struct {
	visit  job.Visit
	spool  *spool // its postings; nil if the visit failed
	result *Result
}

// A keeper takes readings to be stored. Its error is that of the context.
type keeper func(reading) error

// ahead is how many visits may wait in their files while another one is stored.
const ahead = 16

// storing runs read, and stores the visits that it hands over, one after the other and in their order, while it
// goes on: nobody who reads waits for a commit, unless the store falls far behind.
func (c *Crawler) storing(ctx context.Context, read func(ctx context.Context, keep keeper) error) error {
	g, ctx := errgroup.WithContext(ctx)
	queue := make(chan reading, ahead)
	g.Go(func() error {
		defer close(queue)
		return read(ctx, func(v reading) error {
			select {
			case queue <- v:
				return nil
			case <-ctx.Done():
				v.spool.close()
				return context.Cause(ctx)
			}
		})
	})
	g.Go(func() error {
		for v := range queue {
			if err := c.store(ctx, v); err != nil {
				return err
			}
		}
		return nil
	})
	err := g.Wait()
	for v := range queue { // what was left when the store failed
		v.spool.close()
	}
	return err
}

// store stores a visit, good or failed, and adds it to its source's result.
func (c *Crawler) store(ctx context.Context, v reading) error {
	defer v.spool.close()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if v.visit.Err != nil {
		v.result.fail(v.visit)
		_, err := c.Store.SaveVisit(ctx, v.visit, nil)
		return err
	}
	return c.save(ctx, v.visit, v.spool.postings(), v.result)
}

// save stores a good visit.
func (c *Crawler) save(ctx context.Context, v job.Visit, postings iter.Seq2[job.Posting, error], r *Result) error {
	out, err := c.Store.SaveVisit(ctx, v, postings)
	if errors.Is(err, store.ErrDoubted) {
		v.Err = err
		r.fail(v)
		return nil
	}
	if err != nil {
		return err
	}
	r.Took += v.Took
	if out.Known {
		return nil
	}
	if len(r.Errs) == 0 {
		r.State = OK
	}
	r.Visits++
	r.Postings += out.Postings
	r.Repeated += out.Repeated
	r.New += out.New
	r.Closed += out.Closed
	r.Reopened += out.Reopened
	r.Changed += out.Changed
	r.Unchanged += out.Unchanged
	return nil
}

// fail adds a failed visit.
func (r *Result) fail(v job.Visit) {
	r.Took += v.Took
	r.Errs = append(r.Errs, v.Err)
	switch {
	case errors.Is(v.Err, sources.ErrUnknownBoard) || isGone(v.Err):
		r.State = NoBoard
	case errors.Is(v.Err, fetch.ErrDisallowed):
		r.State = Disallowed
	default:
		r.State = Failed
	}
}
