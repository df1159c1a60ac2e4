package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/jmoiron/sqlx"
)

// ErrCrawling says that another program crawls into the same store.
var ErrCrawling = errors.New("another crawl is at work on this database")

// LockCrawl lets one program at a time crawl into the store, so that all requests to a host keep one pace. who names the
// program to the others, whose error is ErrCrawling. Reading and writing need no such lock and go on. The lock is held until
// release, and by nobody once its holder has died: it is one of the operating system on a file beside the database, whose
// name ends in -crawl, or of a session of PostgreSQL.
func (db *DB) LockCrawl(ctx context.Context, who string) (release func() error, err error) {
	// The round may still have something to put away when its context ends.
	release, free, err := db.alone(context.WithoutCancel(ctx), db)
	if err != nil {
		return nil, db.explain(err)
	}
	if !free {
		var other string
		err := db.sql.GetContext(ctx, &other, `SELECT COALESCE((SELECT value FROM setting WHERE name = 'crawl'), 'just begun') AS who`)
		if err != nil {
			return nil, db.explain(err)
		}
		return nil, fmt.Errorf("%w (%s); try again when it has finished", ErrCrawling, other)
	}
	err = db.update(ctx, func(tx *sqlx.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES ('crawl', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, who)
		return err
	})
	if err != nil {
		return nil, errors.Join(db.explain(err), release())
	}
	return release, nil
}

// aloneInFile holds the only write transaction of a database that has no other use.
func aloneInFile(ctx context.Context, db *DB) (release func() error, free bool, err error) {
	file, err := filepath.EvalSymlinks(db.addr) // a database of two names is one
	if err != nil {
		return nil, false, err
	}
	conn, err := openSQLite(file+"-crawl", 0)
	if err != nil {
		return nil, false, err
	}
	tx, err := conn.BeginTxx(ctx, nil)
	if err != nil {
		if errors.Is(db.translate(err), ErrLocked) {
			return nil, false, conn.Close()
		}
		return nil, false, errors.Join(err, conn.Close())
	}
	return func() error { return errors.Join(tx.Rollback(), conn.Close()) }, true, nil
}

// keepAlive has the server ask a silent session whether it is there still, 20 s after it was heard last and then each 10 s, and give
// it up after four questions without an answer: so a lock whose holder lost its power or network is free after a minute,
// not after the two hours and more of most systems. On a Unix socket the settings have no effect and need none.
const keepAlive = `SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 4`

// aloneOnServer holds an advisory lock in a session of its own.
func aloneOnServer(ctx context.Context, db *DB) (release func() error, free bool, err error) {
	conn, err := db.sql.Connx(ctx)
	if err != nil {
		return nil, false, err
	}
	if _, err := conn.ExecContext(ctx, keepAlive); err != nil {
		return nil, false, errors.Join(err, conn.Close())
	}
	const key = `(hashtext('demand crawl ' || current_schema()))`
	if err := conn.GetContext(ctx, &free, `SELECT pg_try_advisory_lock`+key+` AS free`); err != nil || !free {
		return nil, false, errors.Join(err, conn.Close())
	}
	return func() error {
		_, err := conn.ExecContext(ctx, `SELECT pg_advisory_unlock`+key)
		return errors.Join(db.explain(err), conn.Close())
	}, true, nil
}
