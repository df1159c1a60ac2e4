package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/jmoiron/sqlx"

	"demand/internal/employers"
	"demand/internal/job"
)

// SetEmployers tells the store which names are of one employer, and which of staffing agencies, from now on. If that is
// not what it was told last, all stored postings get their employers anew. Without it, spelling alone decides.
func (db *DB) SetEmployers(ctx context.Context, d *employers.Directory) error {
	db.employers = d
	return db.explain(db.update(ctx, func(tx *sqlx.Tx) error {
		var last string
		err := tx.GetContext(ctx, &last, `SELECT COALESCE((SELECT value FROM setting WHERE name = 'employers'), '') AS version`)
		if err != nil || last == d.Version() {
			return err
		}
		if err := db.renameAll(ctx, tx); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES ('employers', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, d.Version())
		return err
	}))
}

// companies returns the names of employers that postings give.
func companies(postings []job.Posting) []string {
	names := make([]string, len(postings))
	for i, p := range postings {
		names[i] = p.Employer
	}
	return names
}

// saveEmployers makes sure that the employers of names have numbers, and notes these by name; 0 for no employer.
func (db *DB) saveEmployers(ctx context.Context, tx *sqlx.Tx, names []string, numbers map[string]int32) error {
	var args []any
	fresh := map[string]string{} // ident by name
	wanted := map[string]bool{}
	for _, name := range names {
		if _, ok := numbers[name]; ok {
			continue
		}
		e := db.employers.Find(name)
		numbers[name], fresh[name] = 0, e.Ident
		if e.Ident != "" && !wanted[e.Ident] {
			wanted[e.Ident] = true
			args = append(args, e.Ident, cmp.Or(e.Name, name), number(e.Name != ""), number(e.Agency), 0)
		}
	}
	// The update that changes nothing is there for RETURNING, which else leaves out rows that exist.
	ids, err := db.bulkNumbered(ctx, tx, `INSERT INTO employer (ident, name, listed, agency, dirty) VALUES`, 5, args, `ON CONFLICT (ident) DO UPDATE SET ident = excluded.ident`)
	for name, ident := range fresh {
		numbers[name] = ids[ident]
	}
	return err
}

// renameAll gives all postings the employers that their names stand for now, and employers the names and flags of the
// directory. It marks what has to be folded again.
func (db *DB) renameAll(ctx context.Context, tx *sqlx.Tx) error {
	s := saver{db: db, tx: tx, days: map[job.Date]bool{}, touched: map[int32]bool{}}
	type named struct {
		Employer int32  `db:"employer"`
		Company  string `db:"company"`
	}
	var all []named
	if err := tx.SelectContext(ctx, &all, `SELECT DISTINCT employer, company FROM posting`); err != nil {
		return err
	}
	names := make([]string, len(all))
	for i, n := range all {
		names[i] = n.Company
	}
	numbers := map[string]int32{}
	if err := db.saveEmployers(ctx, tx, names, numbers); err != nil {
		return err
	}
	for _, n := range all {
		now := numbers[n.Company]
		if now == n.Employer {
			continue
		}
		var moved []known
		err := tx.SelectContext(ctx, &moved, `
			UPDATE posting SET employer = $3 WHERE employer = $1 AND company = $2
			RETURNING id, ident, employer, opened_on, closed_on, digest`, n.Employer, n.Company, now)
		if err != nil {
			return err
		}
		for _, p := range moved {
			s.touch(p.ID, p.OpenedOn, n.Employer)
			s.touch(p.ID, p.OpenedOn, now)
		}
	}
	if err := s.markDirty(ctx); err != nil {
		return err
	}
	return db.flagEmployers(ctx, tx)
}

// flagEmployers gives all employers the names and flags of the directory.
func (db *DB) flagEmployers(ctx context.Context, tx *sqlx.Tx) error {
	type row struct {
		ID     int32  `db:"id"`
		Name   string `db:"name"`
		Listed bool   `db:"listed"`
		Agency bool   `db:"agency"`
	}
	var rows []row
	if err := tx.SelectContext(ctx, &rows, `SELECT id, name, listed, agency FROM employer`); err != nil {
		return err
	}
	days := map[job.Date]bool{}
	for _, r := range rows {
		e := db.employers.Find(r.Name)
		now := row{r.ID, cmp.Or(e.Name, r.Name), e.Name != "", e.Agency}
		if now == r {
			continue
		}
		_, err := tx.ExecContext(ctx, `UPDATE employer SET name = $2, listed = $3, agency = $4, dirty = 1 WHERE id = $1`, r.ID, now.Name, number(now.Listed), number(now.Agency))
		if err != nil {
			return err
		}
		if err := daysOf(ctx, tx, r.ID, days); err != nil {
			return err
		}
	}
	return db.markDays(ctx, tx, days)
}

// daysOf notes the days on which postings of an employer were opened.
func daysOf(ctx context.Context, tx *sqlx.Tx, employer int32, days map[job.Date]bool) error {
	var list []job.Date
	err := tx.SelectContext(ctx, &list, `SELECT DISTINCT opened_on FROM posting WHERE employer = $1`, employer)
	for _, d := range list {
		days[d] = true
	}
	return err
}

// mostUsed returns the spelling of their employer's name that most postings use, the first in order of several.
func mostUsed(postings []candidate) string {
	uses := map[string]int{}
	for i := range postings {
		uses[postings[i].Company]++
	}
	best := ""
	for _, name := range slices.Sorted(maps.Keys(uses)) {
		if best == "" || uses[name] > uses[best] {
			best = name
		}
	}
	return best
}

// writeNames gives employers the names to show, unless these are listed, and says by these which are agencies, so that
// neither hangs on the order of visits. It notes the days whose facts this changes. Employers without a name have no
// posting any more, and go.
func (db *DB) writeNames(ctx context.Context, tx *sqlx.Tx, employers []any, names map[int32]string, days map[job.Date]bool) error {
	type row struct {
		ID     int32  `db:"id"`
		Name   string `db:"name"`
		Listed bool   `db:"listed"`
		Agency bool   `db:"agency"`
	}
	var rows []row
	err := tx.SelectContext(ctx, &rows, `SELECT id, name, listed, agency FROM employer WHERE id IN `+db.list(1, len(employers)), employers...)
	if err != nil {
		return err
	}
	for _, r := range rows {
		now, ok := names[r.ID]
		if !ok {
			if _, err := tx.ExecContext(ctx, `DELETE FROM employer WHERE id = $1`, r.ID); err != nil {
				return err
			}
			continue
		}
		agency := r.Agency
		if db.employers != nil { // else nobody has told; what was found before stands
			agency = db.employers.Find(now).Agency
		}
		if r.Listed || now == r.Name && agency == r.Agency {
			continue
		}
		if _, err := tx.ExecContext(ctx, `UPDATE employer SET name = $2, agency = $3 WHERE id = $1`, r.ID, now, number(agency)); err != nil {
			return err
		}
		if err := daysOf(ctx, tx, r.ID, days); err != nil {
			return err
		}
	}
	return nil
}
