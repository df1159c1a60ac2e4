package store

import (
	"context"
	"fmt"
)

// Exec runs a statement that only a test needs.
func (db *DB) Exec(ctx context.Context, text string) error {
	_, err := db.sql.ExecContext(ctx, text)
	return err
}

// LockSession takes the lock of LockCrawl, lets it go, and runs a query in the session that held it.
func (db *DB) LockSession(ctx context.Context, query string) (string, error) {
	db.sql.SetMaxOpenConns(1)
	release, free, err := db.alone(ctx, db)
	if err != nil || !free {
		return "", fmt.Errorf("the lock is free: %t, %w", free, err)
	}
	if err := release(); err != nil {
		return "", err
	}
	return db.Dump(ctx, query)
}

// Dump runs a query and returns its rows, blanks between rows and bars between columns.
func (db *DB) Dump(ctx context.Context, text string) (out string, err error) {
	rows, err := db.sql.QueryContext(ctx, text)
	if err != nil {
		return "", err
	}
	defer func() { err = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	for rows.Next() {
		cells, to := make([]string, len(columns)), make([]any, len(columns))
		for i := range cells {
			to[i] = &cells[i]
		}
		if err := rows.Scan(to...); err != nil {
			return "", err
		}
		for i, c := range cells {
			if i > 0 {
				out += "|"
			} else if out != "" {
				out += " "
			}
			out += c
		}
	}
	return out, rows.Err()
}

// Text returns the stored text of a posting.
func (db *DB) Text(ctx context.Context, ident string) (string, error) {
	var body []byte
	err := db.sql.GetContext(ctx, &body, `SELECT t.body FROM posting_text t JOIN posting p ON p.id = t.posting WHERE p.ident = $1`, ident)
	if err != nil {
		return "", err
	}
	return unpack(body)
}

// LimitPages makes SQLite run out of space beyond so many pages.
func (db *DB) LimitPages(ctx context.Context, pages int) error {
	db.sql.SetMaxOpenConns(1) // the limit is that of a connection
	return db.Exec(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages))
}

// ForbidWrites makes SQLite refuse to write.
func (db *DB) ForbidWrites(ctx context.Context) error {
	db.sql.SetMaxOpenConns(1)
	return db.Exec(ctx, "PRAGMA query_only = 1")
}
