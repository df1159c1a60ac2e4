package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/jmoiron/sqlx"
)

// An Accuracy is what classification reached on postings of the store that a person has labelled.
type Accuracy struct {
	Taxonomy  string  // version that was measured
	Precision float64 // between 0 and 1
	Recall    float64
	Postings  int // labelled ones
}

// KeepAccuracy keeps a measurement in the place of an older one.
func (db *DB) KeepAccuracy(ctx context.Context, a Accuracy) error {
	value, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return db.explain(db.update(ctx, func(tx *sqlx.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES ('accuracy', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, string(value))
		return err
	}))
}

// Accuracy returns the measurement that is kept, and reports whether there is one.
func (db *View) Accuracy(ctx context.Context) (a Accuracy, ok bool, err error) {
	var value string
	err = db.from.GetContext(ctx, &value, `SELECT value FROM setting WHERE name = 'accuracy'`)
	if errors.Is(err, sql.ErrNoRows) {
		return a, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(value), &a)
	}
	return a, err == nil, db.explain(err)
}
