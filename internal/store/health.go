package store

import (
	"context"
	"time"

	"demand/internal/job"
)

// A Health says how the visits of one source went.
type Health struct {
	GoodAt   time.Time // of its last good visit; zero if there was none
	TriedAt  time.Time // of its last visit, good or failed
	Failures int       // visits in a row that failed since the last good one
	Failure  string    // why the last visit failed; empty if it was good
	Open     int       // postings that it lists; none for an archive
	LastOn   job.Date  // last day that it covers; 0 if none
}

// Health returns the health of every source that was visited, by name.
func (db *View) Health(ctx context.Context) (map[string]Health, error) {
	type row struct {
		Source   string   `db:"source"`
		GoodAt   int64    `db:"good_at"`
		TriedAt  int64    `db:"tried_at"`
		Failures int      `db:"failures"`
		Failure  string   `db:"failure"`
		Open     int      `db:"open_postings"`
		LastOn   job.Date `db:"last_on"`
	}
	rows, err := read[row](ctx, db, "health")
	all := make(map[string]Health, len(rows))
	for _, r := range rows {
		all[r.Source] = Health{
			GoodAt: instant(r.GoodAt), TriedAt: instant(r.TriedAt),
			Failures: r.Failures, Failure: r.Failure, Open: r.Open, LastOn: r.LastOn,
		}
	}
	return all, err
}

// instant returns the time of a column, which holds 0 for none.
func instant(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}
