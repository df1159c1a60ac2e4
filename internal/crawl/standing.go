package crawl

import (
	"context"
	"slices"
	"time"

	"demand/internal/job"
	"demand/internal/store"
	"demand/sources"
)

// A Standing says how a source's visits went and when it is to be visited next.
type Standing struct {
	sources.Source
	store.Health           // zero before the first visit
	DueAt        time.Time // of the next visit; zero: it never had one
}

// State is OK or Failed as the last visit was, or Unvisited.
func (s Standing) State() State {
	switch {
	case s.TriedAt.IsZero():
		return Unvisited
	case s.Failures > 0:
		return Failed
	}
	return OK
}

// Standings returns where each source stands, the most overdue first.
func (c *Crawler) Standings(ctx context.Context, list []sources.Source) ([]Standing, error) {
	health, err := c.Store.Health(ctx)
	if err != nil {
		return nil, err
	}
	standings := make([]Standing, len(list))
	for i, s := range list {
		h := health[s.About().Name]
		standings[i] = Standing{Source: s, Health: h, DueAt: dueAt(s.About(), h)}
	}
	slices.SortStableFunc(standings, func(a, b Standing) int { return a.DueAt.Compare(b.DueAt) })
	return standings, nil
}

// dueAt says when a source is to be visited next: an interval after a good visit. After one that failed it is an eighth
// of that, since most failures pass, and twice as long after each further one in a row, up to eight intervals.
func dueAt(s job.Source, h store.Health) time.Time {
	interval := time.Duration(s.Interval) * 24 * time.Hour
	switch {
	case h.TriedAt.IsZero():
		return time.Time{}
	case h.Failures > 0:
		return h.TriedAt.Add(interval / 8 << min(h.Failures-1, 6))
	case s.Archive && h.LastOn < job.DateOf(h.GoodAt):
		// The editions that were read do not reach the day on which they were: the round was broken off, or the next
		// edition was not there yet.
		return h.GoodAt
	}
	return h.GoodAt.Add(interval)
}
