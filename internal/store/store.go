// Package store keeps visits, postings, jobs and the skills that they name in one database:
// a SQLite file or a PostgreSQL schema, by the same SQL. A visit is stored whole or not at all.
//
// The open record (source, visit, edition, cover, employer, skill, place, posting, posting_gap, posting_text, posting_skill, posting_place,
// job) is what was read. The facts and day counts are folded from it, a day at a time, and can be rebuilt from it.
package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/jmoiron/sqlx"

	"demand/internal/employers"
	"demand/internal/job"
)

// A DB is an open store. Its methods may be called by several goroutines.
type DB struct {
	View
	sql *sqlx.DB

	write sync.Mutex // SQLite has one writer: waiting here is cheaper than in the file lock

	employers *employers.Directory // of SetEmployers; nil until then
	skillIDs  map[string]int32     // by slug, from SetTaxonomy
	version   string               // of the taxonomy of SetTaxonomy
}

// Errors that callers tell apart.
var (
	ErrNewer      = errors.New("the database was written by a newer version of demand; install that version to read it")
	ErrForeign    = errors.New("not a database of demand")
	ErrFolder     = errors.New("a folder; a database is a file, such as demand.db in it")
	ErrLocked     = errors.New("the database is locked by another program; try again when it has finished")
	ErrReadOnly   = errors.New("the database cannot be written to; check the permissions of the file and its folder")
	ErrFull       = errors.New("the disk is full; what was being written is not stored, all else is")
	ErrNoServer   = errors.New("the database server cannot be reached or refuses; check that it runs, and the address, name and password")
	ErrExists     = errors.New("there is something of that name already; name a new file, or remove the old one first")
	ErrServer     = errors.New("a PostgreSQL database is backed up by its own program: pg_dump --format=custom --file=FILE ADDRESS")
	ErrNoPosting  = errors.New(`there is no posting of that source and id; "demand evidence" prints them, and "demand export" lists them all`)
	ErrNoDatabase = errors.New(`no database there yet; "demand crawl" or "demand import" makes one`)
)

// IsServer reports whether the address names a PostgreSQL database and not a file.
func IsServer(addr string) bool {
	return strings.HasPrefix(addr, "postgres://") || strings.HasPrefix(addr, "postgresql://")
}

// Open opens the store at an address, a file name or postgres://…, and brings its schema up to date.
// A missing file is created, with its folder.
func Open(ctx context.Context, addr string) (*DB, error) {
	d := sqlite
	if IsServer(addr) {
		d = postgres
	}
	db := &DB{View: View{addr: addr, dialect: d}}
	if !IsServer(addr) {
		if at, err := os.Stat(addr); err == nil && at.IsDir() {
			return nil, fmt.Errorf("%s: %w", addr, ErrFolder)
		}
		if err := os.MkdirAll(filepath.Dir(addr), 0o700); err != nil {
			return nil, fmt.Errorf("folder of the database: %w", err)
		}
	}
	conn, err := d.open(addr)
	if err != nil {
		return nil, db.explain(err)
	}
	db.sql, db.from = conn, conn
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(db.explain(err), conn.Close())
	}
	return db, nil
}

// OpenExisting is Open for a store that must be there already: a missing file is ErrNoDatabase.
func OpenExisting(ctx context.Context, addr string) (*DB, error) {
	if !IsServer(addr) {
		if _, err := os.Stat(addr); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", addr, ErrNoDatabase)
		}
	}
	return Open(ctx, addr)
}

// Close closes the store.
func (db *DB) Close() error { return db.sql.Close() }

// SetTaxonomy tells the store the skills of which facts speak from now on, and the version that found them.
// Categories are told by slug and display name. It must be called before SaveVisit.
func (db *DB) SetTaxonomy(ctx context.Context, version string, skills []job.Skill, categories []job.Category) error {
	rows := []ranked{{SkillRow{ID: 0, Slug: "", Name: "all technical jobs", Nature: "total"}, 0}}
	for i, c := range categories {
		rows = append(rows, ranked{SkillRow{ID: -1, Slug: "any:" + c.Slug, Name: c.Name, Category: c.Slug, Nature: "category"}, i})
	}
	for i, k := range skills {
		rows = append(rows, ranked{SkillRow{ID: 1, Slug: k.Slug, Name: k.Name, Category: k.Category, Nature: k.Nature}, i})
	}
	err := db.update(ctx, func(tx *sqlx.Tx) error {
		var known []ranked
		if err := tx.SelectContext(ctx, &known, `SELECT id, slug, name, category, nature, rank FROM skill`); err != nil {
			return err
		}
		have := make(map[string]ranked, len(known))
		least, most := int32(0), int32(0)
		for _, k := range known {
			have[k.Slug] = k
			least, most = min(least, k.ID), max(most, k.ID)
		}
		ids := make(map[string]int32, len(skills))
		var args []any
		for _, r := range rows {
			old, ok := have[r.Slug]
			switch {
			case ok:
				r.ID = old.ID // numbers last: facts use them
			case r.ID > 0:
				most++
				r.ID = most
			case r.ID < 0:
				least--
				r.ID = least
			}
			ids[r.Slug] = r.ID
			if !ok || old != r {
				args = append(args, r.ID, r.Slug, r.Name, r.Category, r.Nature, r.Rank)
			}
		}
		db.skillIDs, db.version = ids, version
		return db.bulk(ctx, tx, `INSERT INTO skill (id, slug, name, category, nature, rank) VALUES`, 6, args,
			`ON CONFLICT (slug) DO UPDATE SET name = excluded.name, category = excluded.category, nature = excluded.nature, rank = excluded.rank`)
	})
	return db.explain(err)
}

// A ranked is a row of the table skill with its place in the taxonomy.
type ranked struct {
	SkillRow
	Rank int `db:"rank"`
}

// A View reads a store: within a DB what is there at each call, from Snapshot one state of it.
type View struct {
	from querier
	addr string
	dialect
}

// A querier runs queries: a database or a transaction of it.
type querier interface {
	GetContext(ctx context.Context, dest any, query string, args ...any) error
	SelectContext(ctx context.Context, dest any, query string, args ...any) error
	QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error)
}

// Snapshot runs f with a View of the store as it is now, whatever is written meanwhile. It returns the error of f as it is.
// A row iterator of the View has to end before its next call. Writers do not wait for it.
func (db *DB) Snapshot(ctx context.Context, f func(*View) error) error {
	tx, err := db.sql.BeginTxx(ctx, &sql.TxOptions{Isolation: db.snapshot, ReadOnly: true})
	if err != nil {
		return db.explain(err)
	}
	err = f(&View{from: tx, addr: db.addr, dialect: db.dialect})
	return errors.Join(err, ignoreDone(tx.Rollback())) // it has written nothing
}

// State returns a random name of what the store holds: every write of this program gives it another one. It is empty
// for a store that nothing was written to.
func (db *View) State(ctx context.Context) (string, error) {
	var state string
	err := db.from.GetContext(ctx, &state, `SELECT COALESCE((SELECT value FROM setting WHERE name = 'state'), '') AS state`)
	return state, db.explain(err)
}

// update runs f in one transaction that may write.
func (db *DB) update(ctx context.Context, f func(tx *sqlx.Tx) error) error {
	db.write.Lock()
	defer db.write.Unlock()
	tx, err := db.sql.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	if db.begin != "" {
		_, err = tx.ExecContext(ctx, db.begin)
	}
	if err == nil {
		err = f(tx)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES ('state', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, rand.Text())
	}
	if err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	return tx.Commit()
}

// explain puts the address before an error, and a sentence for a user in place of a driver's words.
func (db *View) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if known := db.translate(err); known != nil {
		err = known
	}
	return fmt.Errorf("%s: %w", redactPassword(db.addr), err)
}
