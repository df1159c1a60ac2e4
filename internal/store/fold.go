package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"

	"demand/internal/job"
)

// Fold brings jobs, facts and day counts up to what the visits since the last Fold have changed: it finds the
// jobs of touched employers anew, then recomputes touched days from the open record. It keeps no running
// differences, so that the result depends on the record alone and not on the order of the visits.
// It does nothing, and needs no right to write, if nothing has changed.
func (db *DB) Fold(ctx context.Context) error {
	var dirty int
	err := db.sql.GetContext(ctx, &dirty, `
		SELECT CASE WHEN EXISTS (SELECT 1 FROM fact WHERE dirty = 1) OR EXISTS (SELECT 1 FROM employer WHERE dirty = 1) THEN 1 ELSE 0 END AS dirty`)
	if err != nil || dirty == 0 {
		return db.explain(err)
	}
	return db.explain(db.update(ctx, func(tx *sqlx.Tx) error {
		if err := lockFold(ctx, tx); err != nil {
			return err
		}
		return db.foldDirty(ctx, tx)
	}))
}

// Rebuild makes all jobs, facts and day counts anew from the open record, whatever they held before. It costs what
// the Folds of all visits cost together; a program that reads meanwhile sees what was there before.
func (db *DB) Rebuild(ctx context.Context) error {
	return db.explain(db.update(ctx, func(tx *sqlx.Tx) error {
		if err := lockFold(ctx, tx); err != nil {
			return err
		}
		for _, text := range []string{
			`DELETE FROM job`,
			`UPDATE employer SET dirty = 1`,
			`UPDATE posting SET job = CASE WHEN unsure = 0 OR roles <> 0 THEN id ELSE 0 END WHERE employer = 0`,
			`INSERT INTO job (id, employer, opened_on, closed_on, is_flow, roles, seniority, postings)
			SELECT id, employer, opened_on, closed_on, is_flow, roles, seniority, 1 FROM posting WHERE employer = 0 AND job = id`,
		} {
			if _, err := tx.ExecContext(ctx, text); err != nil {
				return err
			}
		}
		var days []job.Date
		if err := tx.SelectContext(ctx, &days, `SELECT opened_on FROM posting UNION SELECT day FROM fact UNION SELECT day FROM day_count`); err != nil {
			return err
		}
		all := make(map[job.Date]bool, len(days))
		for _, d := range days {
			all[d] = true
		}
		if err := db.markDays(ctx, tx, all); err != nil {
			return err
		}
		return db.foldDirty(ctx, tx)
	}))
}

// lockFold lets one fold run at a time: the row is locked until the end of the transaction.
func lockFold(ctx context.Context, tx *sqlx.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES ('fold', '') ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
	return err
}

// foldDirty folds the employers and days that are marked.
func (db *DB) foldDirty(ctx context.Context, tx *sqlx.Tx) error {
	// Marks are cleared first: a visit that commits meanwhile sets them again.
	var employers []int32
	if err := tx.SelectContext(ctx, &employers, `UPDATE employer SET dirty = 0 WHERE dirty = 1 RETURNING id`); err != nil {
		return err
	}
	slices.Sort(employers)
	changed, err := db.foldEmployers(ctx, tx, employers)
	if err != nil {
		return err
	}
	if err := db.markDays(ctx, tx, changed); err != nil {
		return err
	}
	var days []job.Date
	if err := tx.SelectContext(ctx, &days, `UPDATE fact SET dirty = 0 WHERE dirty = 1 RETURNING day`); err != nil {
		return err
	}
	slices.Sort(days)
	return db.foldDays(ctx, tx, days)
}

type factRow struct {
	ID            int32    `db:"id"`
	Day           job.Date `db:"opened_on"`
	Source        int32    `db:"source"`
	SourceName    string   `db:"source_name"`
	Technical     bool     `db:"technical"`
	Ident         string   `db:"ident"`
	Employer      int32    `db:"employer"`
	EmployerIdent string   `db:"employer_ident"`
	EmployerName  string   `db:"employer_name"`
	Agency        bool     `db:"agency"`
	Job           int32    `db:"job"`
	Closed        job.Date `db:"closed_on"`
	Gaps          string   `db:"gaps"` // see gapsColumn
	JobClosed     job.Date `db:"job_closed_on"`
	Flow          bool     `db:"is_flow"`
	Unsure        bool     `db:"unsure"`
	Roles         uint32   `db:"roles"`
	Seniority     uint16   `db:"seniority"`
	Remote        string   `db:"remote"`
	Language      string   `db:"text_language"`
	PayMin        int64    `db:"pay_min"`
	PayMax        int64    `db:"pay_max"`
	Currency      string   `db:"currency"`
	Period        string   `db:"period"`
	Version       string   `db:"version"`
	Places        string   `db:"places"` // numbers with blanks between
	Skills        string   `db:"skills"` // numbers with blanks between: 8 × skill + 4 × strict + strength
}

// fact returns what the row says, with places and skills appended to those slices.
func (r *factRow) fact(places []int32, skills []FactSkill) (f Fact, err error) {
	if skills, err = r.skills(skills); err != nil {
		return f, err
	}
	if places, err = r.places(places); err != nil {
		return f, err
	}
	gaps, err := parseGaps(r.Gaps)
	if err != nil {
		return f, err
	}
	return Fact{
		Day: r.Day, Closed: r.Closed, Gaps: gaps, JobClosed: r.JobClosed, JobGaps: gaps, Source: r.Source, Employer: r.Employer, Head: r.Job == r.ID, Flow: r.Flow,
		Listing: !r.Unsure || r.Roles != 0, Roles: job.Roles(r.Roles), Seniority: job.Seniority(r.Seniority), Remote: job.Remote(r.Remote), Language: r.Language,
		Pay: job.Pay{Min: r.PayMin, Max: r.PayMax, Currency: r.Currency, Period: r.Period}, Places: places, Skills: skills,
	}, nil
}

// skills appends the skills of the row by number.
func (r *factRow) skills(list []FactSkill) ([]FactSkill, error) {
	for word := range strings.FieldsSeq(r.Skills) {
		n, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("skills of posting %s of %s: %w", r.Ident, r.SourceName, err)
		}
		list = append(list, FactSkill{ID: int32(n >> 3), Strength: job.Strength(n & 3), Strict: n&4 != 0})
	}
	slices.SortFunc(list, func(a, b FactSkill) int { return cmp.Compare(a.ID, b.ID) })
	return list, nil
}

// places appends the places of the row by number.
func (r *factRow) places(list []int32) ([]int32, error) {
	for word := range strings.FieldsSeq(r.Places) {
		n, err := strconv.ParseInt(word, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("places of posting %s of %s: %w", r.Ident, r.SourceName, err)
		}
		list = append(list, int32(n))
	}
	slices.Sort(list)
	return list, nil
}

// foldDays recomputes the facts and counts of days.
func (db *DB) foldDays(ctx context.Context, tx *sqlx.Tx, days []job.Date) error {
	var all []SkillRow
	if err := tx.SelectContext(ctx, &all, `SELECT id, slug, name, category, nature FROM skill`); err != nil {
		return err
	}
	names := names{slug: map[int32]string{}, category: map[int32]int32{}, place: map[int32]string{}}
	categories := map[string]int32{}
	for _, s := range all {
		if s.ID < 0 {
			categories[s.Category] = s.ID
		}
	}
	for _, s := range all {
		names.slug[s.ID] = s.Slug
		names.category[s.ID] = categories[s.Category]
	}
	var places []numbered
	if err := tx.SelectContext(ctx, &places, `SELECT id, ident FROM place`); err != nil {
		return err
	}
	for _, p := range places {
		names.place[p.ID] = p.Ident
	}
	for chunk := range slices.Chunk(days, 32) {
		if err := db.foldSomeDays(ctx, tx, chunk, names); err != nil {
			return err
		}
	}
	return nil
}

// names are what numbers stand for.
type names struct {
	slug     map[int32]string // of a skill
	category map[int32]int32  // of a skill: the number that stands for any skill of its category
	place    map[int32]string
}

func (db *DB) foldSomeDays(ctx context.Context, tx *sqlx.Tx, days []job.Date, names names) error {
	args := make([]any, len(days))
	for i, d := range days {
		args[i] = d
	}
	in := db.list(1, len(days))
	var rows []factRow
	err := tx.SelectContext(ctx, &rows, `
		SELECT p.id, p.opened_on, p.source, s.name AS source_name, s.technical, p.ident, p.employer, COALESCE(e.ident, '') AS employer_ident,
			COALESCE(e.name, '') AS employer_name, COALESCE(e.agency, 0) AS agency,
			p.job, p.closed_on, `+gapsColumn("p")+`, COALESCE(j.closed_on, p.closed_on) AS job_closed_on, p.is_flow,
			p.unsure, p.roles, p.seniority, p.remote, p.text_language, p.pay_min, p.pay_max, p.currency, p.period, p.version,
			COALESCE((SELECT STRING_AGG(CAST(l.place AS TEXT), ' ') FROM posting_place l WHERE l.posting = p.id), '') AS places,
			COALESCE((SELECT STRING_AGG(CAST(k.skill * 8 + k.strict * 4 + k.strength AS TEXT), ' ') FROM posting_skill k WHERE k.posting = p.id), '') AS skills
		FROM posting p
		JOIN source s ON s.id = p.source
		LEFT JOIN employer e ON e.id = p.employer
		LEFT JOIN job j ON j.id = p.job
		WHERE p.opened_on IN `+in+`
		ORDER BY p.opened_on, s.name, p.ident`, args...)
	if err != nil {
		return err
	}
	joined, err := db.siblings(ctx, tx, in, args)
	if err != nil {
		return err
	}
	for _, text := range []string{`DELETE FROM fact WHERE day IN `, `DELETE FROM day_count WHERE day IN `} {
		if _, err := tx.ExecContext(ctx, text+in, args...); err != nil {
			return err
		}
	}
	var facts, counts []any
	for len(rows) > 0 {
		day := rows[0].Day
		n := slices.IndexFunc(rows, func(r factRow) bool { return r.Day != day })
		if n < 0 {
			n = len(rows)
		}
		d, err := foldDay(rows[:n], joined, names)
		if err != nil {
			return err
		}
		facts = append(facts, day, 0, d.hash, d.version, d.packed)
		for id, jobs := range d.jobs {
			counts = append(counts, id, day, jobs)
		}
		rows = rows[n:]
	}
	if err := db.bulk(ctx, tx, `INSERT INTO fact (day, dirty, hash, version, packed) VALUES`, 5, facts, ""); err != nil {
		return err
	}
	return db.bulk(ctx, tx, `INSERT INTO day_count (skill, day, jobs) VALUES`, 3, counts, "")
}

// gapsColumn is a column that holds the gaps of the posting of a table of that name: ranges such as 20454-20460, with blanks between.
func gapsColumn(posting string) string {
	return `COALESCE((SELECT STRING_AGG(CAST(g.from_day AS TEXT) || '-' || CAST(g.to_day AS TEXT), ' ') FROM posting_gap g WHERE g.posting = ` + posting + `.id), '') AS gaps`
}

// parseGaps returns the gaps of such a column in order.
func parseGaps(column string) (gaps []Gap, err error) {
	for word := range strings.FieldsSeq(column) {
		var g Gap
		if _, err := fmt.Sscanf(word, "%d-%d", &g.From, &g.To); err != nil {
			return nil, fmt.Errorf("gap %q: %w", word, err)
		}
		gaps = append(gaps, g)
	}
	slices.SortFunc(gaps, func(a, b Gap) int { return cmp.Compare(a.From, b.From) })
	return gaps, nil
}

// A sibling is a posting of a job that has several.
type sibling struct {
	ID       int32    `db:"id"`
	Job      int32    `db:"job"`
	OpenedOn job.Date `db:"opened_on"`
	ClosedOn job.Date `db:"closed_on"`
	Gaps     string   `db:"gaps"`
	Source   int32    `db:"source"`
	Name     string   `db:"source_name"`
	Live     bool     `db:"live"` // its source lists what is open
}

// siblings returns the postings of each job that has several, one of them opened on some of the days, in the order in
// which clustering goes.
func (db *DB) siblings(ctx context.Context, tx *sqlx.Tx, in string, days []any) (map[int32][]sibling, error) {
	var rows []sibling
	err := tx.SelectContext(ctx, &rows, `
		SELECT q.id, q.job, q.opened_on, q.closed_on, `+gapsColumn("q")+`, q.source, t.name AS source_name,
			CASE WHEN t.archive = 0 AND t.newest = 0 THEN 1 ELSE 0 END AS live
		FROM posting q
		JOIN source t ON t.id = q.source
		WHERE q.job IN (SELECT p.job FROM posting p JOIN job j ON j.id = p.job WHERE p.opened_on IN `+in+` AND j.postings > 1)
		ORDER BY q.job, q.opened_on, t.name, q.ident`, days...)
	of := map[int32][]sibling{}
	for _, r := range rows {
		of[r.Job] = append(of[r.Job], r)
	}
	return of, err
}

// sourcesBefore returns the sources of the postings of a job before one of them, each once, by name.
func sourcesBefore(all []sibling, posting int32) (sources []int32, names []string) {
	before := slices.Clone(all[:slices.IndexFunc(all, func(s sibling) bool { return s.ID == posting })])
	slices.SortFunc(before, func(a, b sibling) int { return cmp.Compare(a.Name, b.Name) })
	for _, s := range slices.CompactFunc(before, func(a, b sibling) bool { return a.Source == b.Source }) {
		sources, names = append(sources, s.Source), append(names, s.Name)
	}
	return sources, names
}

// jobGaps returns the days behind the opening of a fact on which no live source listed any posting of its job, before
// the job closed. There are none if no live source lists it at all.
func jobGaps(all []sibling, f *Fact) (gaps []Gap, err error) {
	type run struct{ from, end job.Date }
	const never = math.MaxInt32
	var runs []run // in which some posting is listed, up to a day
	for _, s := range all {
		if !s.Live {
			continue
		}
		away, err := parseGaps(s.Gaps)
		if err != nil {
			return nil, err
		}
		from := s.OpenedOn
		for _, g := range away {
			runs = append(runs, run{from, g.From})
			from = g.To + 1
		}
		if s.ClosedOn == 0 {
			s.ClosedOn = never
		}
		runs = append(runs, run{from, s.ClosedOn})
	}
	if len(runs) == 0 {
		return nil, nil
	}
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.from, b.from) })
	closed := f.JobClosed
	if closed == 0 {
		closed = never
	}
	at := f.Day // up to which it is known
	for _, r := range append(runs, run{closed, closed}) {
		if r.from > at {
			gaps = append(gaps, Gap{at, min(r.from, closed) - 1})
		}
		at = max(at, r.end)
	}
	return gaps, nil
}

type foldedDay struct {
	hash, version string
	packed        []byte
	jobs          map[int32]int // new technical jobs by skill
}

// foldDay packs, hashes and counts the postings of one day, ordered by source and ident. The hash is over
// names and not over the numbers that a database happened to give.
func foldDay(rows []factRow, joined map[int32][]sibling, names names) (foldedDay, error) {
	d := foldedDay{version: rows[0].Version, jobs: map[int32]int{}}
	h := sha256.New()
	var skills []FactSkill
	var places []int32
	for _, r := range rows {
		f, err := r.fact(places[:0], skills[:0])
		if err != nil {
			return d, err
		}
		places, skills = f.Places, f.Skills
		var sources []string
		if all := joined[r.Job]; len(all) > 0 {
			f.Before, sources = sourcesBefore(all, r.ID)
			if f.JobGaps, err = jobGaps(all, &f); err != nil {
				return d, err
			}
		}
		d.packed = appendFact(d.packed, &f)
		if r.Version != d.version {
			d.version = "mixed"
		}
		where := make([]string, len(places))
		for i, id := range places {
			where[i] = names.place[id]
		}
		slices.Sort(where)
		fmt.Fprintf(h, "%q %q %q %q %t %s %v %s %v %t %t %t %t %d %d %q %q %q %v %q", r.SourceName, r.Ident, r.EmployerIdent, r.EmployerName, r.Agency, r.Closed, f.Gaps, r.JobClosed, f.JobGaps, f.Head, f.Flow, f.Listing, r.Technical, r.Roles, r.Seniority, r.Remote, sources, r.Language, f.Pay, where)
		slugs := make([]string, len(f.Skills))
		for i, s := range f.Skills {
			slugs[i] = fmt.Sprint(names.slug[s.ID], s.Strength, s.Strict)
		}
		slices.Sort(slugs)
		fmt.Fprintln(h, slugs)
		if f.Head && f.Flow && f.Listing && (f.Roles.Technical() || f.Roles == 0 && r.Technical) {
			d.count(f.Skills, names)
		}
	}
	d.hash = hex.EncodeToString(h.Sum(nil))
	return d, nil
}

func (d *foldedDay) count(skills []FactSkill, names names) {
	d.jobs[0]++
	var seen []int32
	for _, s := range skills {
		d.jobs[s.ID]++
		if c := names.category[s.ID]; !slices.Contains(seen, c) {
			seen = append(seen, c)
			d.jobs[c]++
		}
	}
}
