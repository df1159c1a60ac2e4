package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// ErrEmptied says that a board which was full lists nothing: a server that has lost its data looks like one whose
// jobs are all gone. The visit counts as failed, and the second one in a row that says so is believed.
var ErrEmptied = errors.New("lists nothing")

// manyOpen is the number of open postings from which on a board does not empty in a day without a doubt.
const manyOpen = 10

// emptied returns an ErrEmptied if the visit, which lists nothing, is the first to say so of a live source that was full.
func (s *saver) emptied(ctx context.Context) error {
	if s.out.Postings > 0 || !s.visit.Source.ListsOpen() {
		return nil
	}
	var open int
	if err := s.tx.GetContext(ctx, &open, `SELECT COUNT(*) AS postings FROM posting WHERE source = $1 AND closed_on = 0`, s.source); err != nil {
		return err
	}
	if open < manyOpen {
		return nil
	}
	var before string
	err := s.tx.GetContext(ctx, &before, `SELECT failure FROM visit WHERE source = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT 1`, s.source, s.visit.At.Unix())
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if strings.HasPrefix(before, ErrEmptied.Error()+", ") {
		return nil
	}
	return fmt.Errorf("%w, listed %d before; believed if it still does at the next visit", ErrEmptied, open)
}
