package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// ErrDoubted says that a board which was full lists nothing, or that most of its postings make room for pages without one: a
// server that has lost its data, or shows a wall to programs, looks like one whose jobs are gone. The visit counts as
// failed, and the second one in a row that says so is believed.
var ErrDoubted = errors.New("believed if it still does at the next visit")

// manyOpen is the number of open postings from which on a board does not empty in a day without a doubt.
const manyOpen = 10

// doubt returns an ErrDoubted if the visit is the first to say that most of what a live source listed is gone, and has no
// better word for it than an empty list or pages without a posting.
func (s *saver) doubt(ctx context.Context) error {
	if s.out.Postings > 0 && s.visit.Skipped == 0 || !s.visit.Source.ListsOpen() {
		return nil
	}
	var open int
	if err := s.tx.GetContext(ctx, &open, `SELECT COUNT(*) AS postings FROM posting WHERE source = $1 AND closed_on = 0`, s.source); err != nil {
		return err
	}
	fresh := s.out.New + s.out.Reopened
	before, still := open-fresh, s.out.Postings-fresh
	if before < manyOpen || 2*still >= before {
		return nil
	}
	var failure string
	err := s.tx.GetContext(ctx, &failure, `SELECT failure FROM visit WHERE source = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT 1`, s.source, s.visit.At.Unix())
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	switch {
	case strings.HasSuffix(failure, ErrDoubted.Error()):
		return nil
	case s.out.Postings == 0:
		return fmt.Errorf("lists nothing, listed %d before; %w", before, ErrDoubted)
	}
	return fmt.Errorf("lists %d of the %d postings that it listed before, and %d pages without one; %w", still, before, s.visit.Skipped, ErrDoubted)
}
