package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
	"github.com/jmoiron/sqlx"

	"demand/internal/job"
	"demand/queries"
)

// A Stored is a posting as the store gives it back: of its fields those are set that classification and evidence need.
// Facts holds the version alone.
type Stored struct {
	job.Posting
	Source   string
	OpenedOn job.Date
	Listings int      // postings of its job; 0 if it is no advertisement
	Shared   []uint64 // the boilerplate of its source; see job.Visit

	id int32
}

type storedRow struct {
	ID       int32    `db:"id"`
	Source   string   `db:"source"`
	Ident    string   `db:"ident"`
	URL      string   `db:"url"`
	Title    string   `db:"title"`
	Company  string   `db:"company"`
	Lead     bool     `db:"lead"`
	Places   string   `db:"places"`
	Remote   string   `db:"remote"`
	Language string   `db:"language"`
	OpenedOn job.Date `db:"opened_on"`
	Listings int      `db:"listings"`
	Version  string   `db:"version"`
	Body     []byte   `db:"body"`
}

// shared returns the boilerplate of each source.
func (db *View) shared(ctx context.Context) (map[string][]uint64, error) {
	type row struct {
		Source    string `db:"source"`
		Paragraph int64  `db:"paragraph"`
	}
	rows, err := read[row](ctx, db, "boilerplate")
	of := map[string][]uint64{}
	for _, r := range rows {
		of[r.Source] = append(of[r.Source], uint64(r.Paragraph))
	}
	for _, list := range of {
		slices.Sort(list)
	}
	return of, err
}

func (r storedRow) stored(shared map[string][]uint64) (Stored, error) {
	text, err := unpack(r.Body)
	if err != nil {
		return Stored{}, fmt.Errorf("text of posting %s of %s: %w", r.Ident, r.Source, err)
	}
	p := job.Posting{
		Key: r.Ident, URL: r.URL, Title: r.Title, Employer: r.Company, Remote: job.Remote(r.Remote), Language: r.Language, Text: text,
		Facts: job.Facts{Version: r.Version},
	}
	if r.Places != "" {
		p.Places = strings.Split(r.Places, "\n")
	}
	if r.Lead {
		p.Lead, _, _ = strings.Cut(text, "\n")
	}
	return Stored{Posting: p, Source: r.Source, OpenedOn: r.OpenedOn, Listings: r.Listings, Shared: shared[r.Source], id: r.ID}, nil
}

// A Selection says which postings are meant: those that are new from one day to another, or those that are open on a day.
type Selection struct {
	Skill    string // slug; empty for all
	From, To job.Date
	Open     bool             // what live sources list on the day To, whenever it was opened
	Jobs     bool             // the first posting of each job alone
	Match    func(*Fact) bool // of a posting with that skill alone, without its days and its pay
}

// Sample returns at most n postings of a selection, picked at random by the seed alone, and how many there are of them.
// The same seed picks the same postings from every database that holds the same ones.
func (db *View) Sample(ctx context.Context, s Selection, n int, seed uint64) ([]Stored, int, error) {
	var rows []factRow
	var err error
	if s.Open {
		rows, err = read[factRow](ctx, db, "open", s.To, number(s.Jobs), s.Skill)
	} else {
		rows, err = read[factRow](ctx, db, "new", s.From, s.To, number(s.Jobs), s.Skill)
	}
	if err != nil {
		return nil, 0, err
	}
	shared, err := db.shared(ctx)
	if err != nil {
		return nil, 0, err
	}
	rows, total, err := draw(rows, s.Match, n, seed)
	if err != nil {
		return nil, 0, err
	}
	var list []Stored
	for _, r := range rows {
		p, err := db.posting(ctx, r.ID, shared)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, p)
	}
	return list, total, nil
}

// draw picks n of the postings that match at random, and returns how many of these there are.
func draw(rows []factRow, match func(*Fact) bool, n int, seed uint64) (picked []factRow, total int, err error) {
	for i := range rows {
		f, err := rows[i].fact(nil, nil)
		if err != nil {
			return nil, 0, err
		}
		if match(&f) {
			picked = append(picked, rows[i])
		}
	}
	rank := func(r *factRow) uint64 {
		return xxhash.Sum64(fmt.Appendf(binary.BigEndian.AppendUint64(nil, seed), "%s\x00%s", r.SourceName, r.Ident))
	}
	slices.SortStableFunc(picked, func(a, b factRow) int { return cmp.Compare(rank(&a), rank(&b)) })
	return picked[:min(n, len(picked))], len(picked), nil
}

// posting returns the posting of a number.
func (db *View) posting(ctx context.Context, id int32, shared map[string][]uint64) (Stored, error) {
	var row storedRow
	if err := db.from.GetContext(ctx, &row, queries.Text("posting"), id); err != nil {
		return Stored{}, db.explain(err)
	}
	p, err := row.stored(shared)
	return p, db.explain(err)
}

// Postings yields all postings, in the order in which they were stored.
func (db *View) Postings(ctx context.Context) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		for part, err := range db.postings(ctx, 0) {
			if err != nil {
				yield(Stored{}, err)
				return
			}
			for _, p := range part {
				if !yield(p, nil) {
					return
				}
			}
		}
	}
}

// postings yields all postings behind a number, in batches by number.
func (db *View) postings(ctx context.Context, after int32) iter.Seq2[[]Stored, error] {
	return func(yield func([]Stored, error) bool) {
		shared, err := db.shared(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for {
			rows, err := read[storedRow](ctx, db, "postings", after)
			if err != nil || len(rows) == 0 {
				if err != nil {
					yield(nil, err)
				}
				return
			}
			list := make([]Stored, len(rows))
			for i, r := range rows {
				if list[i], err = r.stored(shared); err != nil {
					yield(nil, db.explain(err))
					return
				}
			}
			if !yield(list, nil) {
				return
			}
			after = rows[len(rows)-1].ID
		}
	}
}

// A Shift is how the number of postings that name a skill changed because the taxonomy did, on the same postings.
type Shift struct {
	Slug string `db:"slug"`
	Name string `db:"name"`
	Old  int    `db:"old"`
	New  int    `db:"new"`
}

// Reclassify classifies all postings anew by the taxonomy of SetTaxonomy. The result is written beside the old one, a
// batch at a time, so that an interrupted run goes on where it stopped, and takes its place in one transaction.
// It returns the skills whose counts differ, the largest difference first. done is told the number of each batch.
func (db *DB) Reclassify(ctx context.Context, classify func([]Stored) []job.Facts, done func(postings int)) ([]Shift, error) {
	shifts, err := db.reclassify(ctx, classify, done)
	if err != nil {
		return nil, db.explain(err)
	}
	return shifts, db.Fold(ctx)
}

func (db *DB) reclassify(ctx context.Context, classify func([]Stored) []job.Facts, done func(int)) ([]Shift, error) {
	after, err := db.resume(ctx)
	if err != nil {
		return nil, err
	}
	known := placeIDs{}
	for part, err := range db.postings(ctx, after) {
		if err != nil {
			return nil, err
		}
		facts := classify(part)
		var rows, skills, places []any
		for i, f := range facts {
			p := job.Posting{Key: part[i].Key, Facts: f}
			rows = append(rows, part[i].id, uint32(f.Roles), uint16(f.Seniority), f.Language)
			known.want(f.Places)
			if skills, err = db.skillRows(skills, part[i].id, &p); err != nil {
				return nil, err
			}
		}
		err = db.update(ctx, func(tx *sqlx.Tx) error {
			if err := db.savePlaces(ctx, tx, known); err != nil {
				return err
			}
			for i, f := range facts {
				places = known.rows(places, part[i].id, f.Places)
			}
			if err := db.bulk(ctx, tx, `INSERT INTO next_posting (posting, roles, seniority, text_language) VALUES`, 4, rows, ""); err != nil {
				return err
			}
			if err := db.bulk(ctx, tx, `INSERT INTO next_place (posting, place) VALUES`, 2, places, ""); err != nil {
				return err
			}
			return db.bulk(ctx, tx, `INSERT INTO next_skill (posting, skill, strength, strict) VALUES`, 4, skills, "")
		})
		if err != nil {
			return nil, err
		}
		done(len(part))
	}
	return db.switchOver(ctx)
}

// resume returns the number of the last posting that an interrupted run of the same taxonomy has classified.
func (db *DB) resume(ctx context.Context) (after int32, err error) {
	err = db.update(ctx, func(tx *sqlx.Tx) error {
		var version string
		err := tx.GetContext(ctx, &version, `SELECT COALESCE((SELECT value FROM setting WHERE name = 'reclassify'), '') AS version`)
		if err != nil {
			return err
		}
		if version == db.version {
			return tx.GetContext(ctx, &after, `SELECT COALESCE(MAX(posting), 0) AS last FROM next_posting`)
		}
		for _, text := range []string{`DELETE FROM next_posting`, `DELETE FROM next_skill`, `DELETE FROM next_place`} {
			if _, err := tx.ExecContext(ctx, text); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES ('reclassify', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, db.version)
		return err
	})
	return after, err
}

// switchOver puts the new classification in the place of the old one.
func (db *DB) switchOver(ctx context.Context) (shifts []Shift, err error) {
	err = db.update(ctx, func(tx *sqlx.Tx) error {
		// A visit may have stored postings since; they keep what it found, and the version that found it.
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO next_skill (posting, skill, strength, strict)
			SELECT k.posting, k.skill, k.strength, k.strict FROM posting_skill k
			WHERE NOT EXISTS (SELECT 1 FROM next_posting n WHERE n.posting = k.posting)`); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO next_place (posting, place)
			SELECT k.posting, k.place FROM posting_place k
			WHERE NOT EXISTS (SELECT 1 FROM next_posting n WHERE n.posting = k.posting)`); err != nil {
			return err
		}
		if err := tx.SelectContext(ctx, &shifts, queries.Text("shifts")); err != nil {
			return err
		}
		for _, text := range []string{
			`DELETE FROM posting_skill`,
			`INSERT INTO posting_skill (posting, skill, strength, strict) SELECT posting, skill, strength, strict FROM next_skill`,
			`DELETE FROM posting_place`,
			`INSERT INTO posting_place (posting, place) SELECT posting, place FROM next_place`,
			`UPDATE posting SET
				roles = (SELECT n.roles FROM next_posting n WHERE n.posting = posting.id),
				seniority = (SELECT n.seniority FROM next_posting n WHERE n.posting = posting.id),
				text_language = (SELECT n.text_language FROM next_posting n WHERE n.posting = posting.id),
				version = (SELECT value FROM setting WHERE name = 'reclassify')
			WHERE EXISTS (SELECT 1 FROM next_posting n WHERE n.posting = posting.id)`,
			`DELETE FROM next_posting`,
			`DELETE FROM next_skill`,
			`DELETE FROM next_place`,
			`DELETE FROM setting WHERE name = 'reclassify'`,
			`UPDATE employer SET dirty = 1`,
			`UPDATE fact SET dirty = 1`,
			`DELETE FROM job WHERE employer = 0`,
			`UPDATE posting SET job = CASE WHEN unsure = 0 OR roles <> 0 THEN id ELSE 0 END WHERE employer = 0`,
			`INSERT INTO job (id, employer, opened_on, closed_on, is_flow, roles, seniority, postings)
			SELECT id, employer, opened_on, closed_on, is_flow, roles, seniority, 1 FROM posting WHERE employer = 0 AND job = id`,
		} {
			if _, err := tx.ExecContext(ctx, text); err != nil {
				return err
			}
		}
		return nil
	})
	return shifts, err
}
