package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
)

// Answers is a cache of pages in a SQLite file of its own, by address. It holds maxAnswers bytes at most and forgets
// what was not used for longest. The file may be deleted whenever no program uses it.
type Answers struct {
	sql  *sqlx.DB
	path string

	mu    sync.Mutex
	used  int64 // of the answer that was used last
	bytes int64 // of all answers
	most  int64
}

// maxAnswers is the limit of a cache in bytes, compressed, of header, body and address.
const maxAnswers = 1 << 30

// answersFormat is the user_version of the file. A file of another format is emptied: it is a cache.
const answersFormat = 1

// used grows with every use, so that the least was not used for longest.
const answersSchema = `
DROP TABLE IF EXISTS answer;
CREATE TABLE answer (
    address TEXT PRIMARY KEY,
    header  TEXT NOT NULL,    -- JSON: names to lists of values
    body    BLOB NOT NULL,    -- zstd
    bytes   INTEGER NOT NULL, -- of address, header and body
    used    INTEGER NOT NULL
);
CREATE INDEX answer_used ON answer (used, bytes);
`

// OpenAnswers opens the cache in a file, which is created if it is missing.
func OpenAnswers(path string) (*Answers, error) {
	// A cache need not survive a power cut, and nobody waits for one that another program has locked.
	conn, err := openSQLite(path, 50*time.Millisecond, "journal_mode(WAL)", "synchronous(OFF)")
	if err != nil {
		return nil, fmt.Errorf("cache of pages %s: %w", path, err)
	}
	conn.SetMaxOpenConns(1)
	a := &Answers{sql: conn, path: path, most: maxAnswers}
	if err := a.prepare(); err != nil {
		return nil, errors.Join(a.explain(err), conn.Close())
	}
	return a, nil
}

func (a *Answers) prepare() error {
	var format, tables int
	if err := a.sql.QueryRow(`SELECT (SELECT user_version FROM pragma_user_version()) AS format, COUNT(*) AS tables FROM sqlite_master WHERE name <> 'answer' AND type = 'table'`).Scan(&format, &tables); err != nil {
		return err
	}
	if tables > 0 {
		return ErrForeign
	}
	if format != answersFormat {
		if _, err := a.sql.Exec(answersSchema + fmt.Sprintf("PRAGMA user_version = %d", answersFormat)); err != nil {
			return err
		}
	}
	return a.measure()
}

// measure reads what the file holds.
func (a *Answers) measure() error {
	return a.sql.QueryRow(`SELECT COALESCE(MAX(used), 0) AS used, COALESCE(SUM(bytes), 0) AS bytes FROM answer`).Scan(&a.used, &a.bytes)
}

// Close closes the file.
func (a *Answers) Close() error { return a.sql.Close() }

// Load returns the header and the body that were last saved for an address, and whether there are any.
func (a *Answers) Load(ctx context.Context, address string) (http.Header, []byte, bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var row struct {
		Header []byte `db:"header"`
		Body   []byte `db:"body"`
	}
	a.used++
	err := a.sql.GetContext(ctx, &row, `UPDATE answer SET used = $2 WHERE address = $1 RETURNING header, body`, address, a.used)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, false, nil
	}
	if err != nil {
		return nil, nil, false, a.explain(err)
	}
	var header http.Header
	if err := json.Unmarshal(row.Header, &header); err != nil {
		return nil, nil, false, a.explain(fmt.Errorf("header of %s: %w", address, err))
	}
	body, err := unpack(row.Body)
	if err != nil {
		return nil, nil, false, a.explain(fmt.Errorf("body of %s: %w", address, err))
	}
	return header, []byte(body), true, nil
}

// Save keeps an answer, in place of the address's earlier one, and forgets the oldest ones beyond the limit.
func (a *Answers) Save(ctx context.Context, address string, header http.Header, body []byte) error {
	head, err := json.Marshal(header)
	if err != nil {
		return a.explain(err)
	}
	packed := pack(string(body))
	a.mu.Lock()
	defer a.mu.Unlock()
	tx, err := a.sql.BeginTxx(ctx, nil)
	if err != nil {
		return a.explain(err)
	}
	if err := a.replace(ctx, tx, address, head, packed); err != nil {
		return a.explain(errors.Join(err, ignoreDone(tx.Rollback()), a.measure()))
	}
	return a.explain(tx.Commit())
}

func (a *Answers) replace(ctx context.Context, tx *sqlx.Tx, address string, head, packed []byte) error {
	var old int64
	err := tx.GetContext(ctx, &old, `DELETE FROM answer WHERE address = $1 RETURNING bytes`, address)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	size := int64(len(address) + len(head) + len(packed))
	a.used++
	a.bytes += size - old
	if _, err := tx.ExecContext(ctx, `INSERT INTO answer (address, header, body, bytes, used) VALUES ($1, $2, $3, $4, $5)`, address, string(head), packed, size, a.used); err != nil {
		return err
	}
	for a.bytes > a.most {
		var gone int64
		err := tx.GetContext(ctx, &gone, `DELETE FROM answer WHERE address = (SELECT address FROM answer ORDER BY used LIMIT 1) RETURNING bytes`)
		if errors.Is(err, sql.ErrNoRows) {
			a.bytes = 0 // another program has emptied it meanwhile
			return nil
		}
		if err != nil {
			return err
		}
		a.bytes -= gone
	}
	return nil
}

// explain says what failed, and that it costs nothing to begin anew.
func (a *Answers) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if known := sqlite.translate(err); known != nil {
		err = known
	}
	return fmt.Errorf("cache of pages %s (it may be deleted): %w", a.path, err)
}
