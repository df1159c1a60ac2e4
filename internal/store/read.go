package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"demand/internal/job"
	"demand/queries"
)

// A SourceRow is what the store knows of one source.
type SourceRow struct {
	ID        int32    `db:"id"`
	Name      string   `db:"name"`
	Kind      string   `db:"kind"`
	Technical bool     `db:"technical"`
	Archive   bool     `db:"archive"`
	Newest    bool     `db:"newest"` // it does not say what is open; see job.Source
	Interval  int      `db:"interval_days"`
	Credit    string   `db:"credit"`
	FirstOn   job.Date `db:"first_on"` // first good visit (live) or first day of the oldest edition read (archive); 0 if none
	LastOn    job.Date `db:"last_on"`  // last good visit, or last day for which the newest edition read holds postings
	Failure   string   `db:"failure"`  // why the newest visit failed; empty if it was good
}

// A Cover is a run of days that one source covers without a gap, both ends included.
type Cover struct {
	Source int32    `db:"source"`
	From   job.Date `db:"from_day"`
	To     job.Date `db:"to_day"`
}

// An OpenEdition is an edition that was last read before it was final, so that its counts may still grow.
type OpenEdition struct {
	Source   int32    `db:"source"`
	Name     string   `db:"name"`
	OpenedOn job.Date `db:"opened_on"`
	From     job.Date `db:"from_day"`
	To       job.Date `db:"to_day"`
}

// A SkillRow is one skill with the number that facts use for it.
type SkillRow struct {
	ID       int32  `db:"id"`
	Slug     string `db:"slug"`
	Name     string `db:"name"`
	Category string `db:"category"`
	Nature   string `db:"nature"`
}

// A Fact is one posting as reports read it, unpacked from the store's day records.
// The pointer that an iterator hands out and its lists are valid until the next step.
type Fact struct {
	Day       job.Date // opened on
	Closed    job.Date // the day on which the posting was no longer listed; 0 while it is open
	Gaps      []Gap    // between these, in order: it came back
	JobClosed job.Date // Closed of its job, all its postings taken together
	JobGaps   []Gap    // between Day and JobClosed, in order: no posting of the job was listed; none of what no live source lists
	Source    int32
	Employer  int32   // 0 if unknown: then the posting is a cluster of its own
	Before    []int32 // sources of the earlier postings of its job, each once; none where Head is set
	Head      bool    // the first posting of its job: counting the heads counts jobs
	Flow      bool    // its opening day is known, so it counts among the new ones
	Listing   bool    // it is a job advertisement at all (see job.Posting.Unsure)
	Roles     job.Roles
	Seniority job.Seniority
	Remote    job.Remote
	Language  string      // of its text, a primary tag such as en; empty if unknown
	Pay       job.Pay     // zero if none is stated
	Places    []int32     // numbers of PlaceRow, ascending; none if unknown
	Skills    []FactSkill // by ascending ID
}

// OpenOn reports whether the posting was listed on a day.
func (f *Fact) OpenOn(day job.Date) bool { return isOpen(f.Day, f.Closed, f.Gaps, day) }

// JobOpenOn reports whether some posting of its job was listed on a day, this one's opening or later.
func (f *Fact) JobOpenOn(day job.Date) bool { return isOpen(f.Day, f.JobClosed, f.JobGaps, day) }

func isOpen(opened, closed job.Date, gaps []Gap, day job.Date) bool {
	return opened <= day && (closed == 0 || day < closed) && !slices.ContainsFunc(gaps, func(g Gap) bool { return g.From <= day && day <= g.To })
}

// A Gap is a run of days on which something was not listed before it came back, both ends included.
type Gap struct {
	From job.Date `db:"from_day"`
	To   job.Date `db:"to_day"`
}

// A FactSkill is one skill of a Fact.
type FactSkill struct {
	ID       int32
	Strength job.Strength
	Strict   bool
}

// A DayState says what the store holds of the postings opened on one day.
type DayState struct {
	Day     job.Date `db:"day"`
	Hash    string   `db:"hash"`    // SHA-256 in hexadecimal over the day's facts, the same on every database
	Version string   `db:"version"` // of the taxonomy that classified them; "mixed" if there is more than one
}

// Facts yields the facts of all postings opened from one day to another, both included, in the order of days.
func (db *View) Facts(ctx context.Context, from, to job.Date) iter.Seq2[*Fact, error] {
	return func(yield func(*Fact, error) bool) {
		rows, err := db.from.QueryxContext(ctx, queries.Text("facts"), from, to)
		if err != nil {
			yield(nil, db.explain(err))
			return
		}
		defer rows.Close()
		var f Fact
		for rows.Next() {
			var row sql.RawBytes // no copy: it is read before the next step
			err := rows.Scan(&f.Day, &row)
			packed := []byte(row)
			for err == nil && len(packed) > 0 {
				if packed, err = readFact(packed, &f); err == nil && !yield(&f, nil) {
					return
				}
			}
			if err != nil {
				yield(nil, db.explain(err))
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, db.explain(err))
		}
	}
}

// Sources returns all sources by name.
func (db *View) Sources(ctx context.Context) ([]SourceRow, error) {
	return read[SourceRow](ctx, db, "sources")
}

// Covers returns the covered runs of days of all sources, by source and day.
func (db *View) Covers(ctx context.Context) ([]Cover, error) { return read[Cover](ctx, db, "covers") }

// OpenEditions returns the editions that were not final when they were last read, by source and day.
func (db *View) OpenEditions(ctx context.Context) ([]OpenEdition, error) {
	return read[OpenEdition](ctx, db, "open_editions")
}

// Skills returns all skills by number.
func (db *View) Skills(ctx context.Context) ([]SkillRow, error) {
	return read[SkillRow](ctx, db, "skills")
}

// Categories returns all categories in the order of the taxonomy, the guide's first.
func (db *View) Categories(ctx context.Context) ([]job.Category, error) {
	rows, err := read[SkillRow](ctx, db, "categories")
	list := make([]job.Category, len(rows))
	for i, r := range rows {
		list[i] = job.Category{Slug: r.Category, Name: r.Name}
	}
	return list, err
}

// EmployerName returns the name by which the employer of that number is shown.
func (db *View) EmployerName(ctx context.Context, id int32) (string, error) {
	var name string
	err := db.from.GetContext(ctx, &name, queries.Text("employer_name"), id)
	return name, db.explain(err)
}

// Agencies returns the numbers of the employers that are staffing agencies.
func (db *View) Agencies(ctx context.Context) ([]int32, error) {
	return read[int32](ctx, db, "agencies")
}

// An EmployerRow is one employer with the number that facts use for it.
type EmployerRow struct {
	ID   int32  `db:"id"`
	Name string `db:"name"` // by which it is shown
}

// Employers returns all employers by number.
func (db *View) Employers(ctx context.Context) ([]EmployerRow, error) {
	return read[EmployerRow](ctx, db, "employers")
}

// A VisitRow is one visit.
type VisitRow struct {
	Source  int32  `db:"source"`
	At      int64  `db:"at"`      // seconds since 1970
	Failure string `db:"failure"` // why it failed; empty if it was good
}

// Visits returns the visits from one day to another, by source and time.
func (db *View) Visits(ctx context.Context, from, to job.Date) ([]VisitRow, error) {
	return read[VisitRow](ctx, db, "visits", from.Time().Unix(), (to + 1).Time().Unix())
}

// A Fill is how many postings a source has, and how many of them state what.
type Fill struct {
	Source    int32 `db:"source"`
	Postings  int   `db:"postings"`
	Employer  int   `db:"employer"`
	Place     int   `db:"place"` // one that was resolved
	Pay       int   `db:"pay"`
	PostedOn  int   `db:"posted_on"`
	Role      int   `db:"role"`
	Seniority int   `db:"seniority"`
	Language  int   `db:"language"`
	Skill     int   `db:"skill"` // any
}

// Fills returns what the postings of each source state, by source.
func (db *View) Fills(ctx context.Context) ([]Fill, error) { return read[Fill](ctx, db, "fills") }

// Days returns the states of the days from one to another on which postings were opened, by day.
func (db *View) Days(ctx context.Context, from, to job.Date) ([]DayState, error) {
	return read[DayState](ctx, db, "days", from, to)
}

// A Status is the size of a store in numbers.
type Status struct {
	Postings  int    `db:"postings" json:"postings"`
	Jobs      int    `db:"jobs" json:"jobs"`
	Employers int    `db:"employers" json:"employers"`
	Editions  int    `db:"editions" json:"editions"`
	Visits    int    `db:"visits" json:"visits"`
	Failed    int    `db:"failed" json:"failed_visits"`
	Sources   int    `db:"sources" json:"sources"`
	Bytes     int64  `db:"-" json:"bytes"`
	Content   string `db:"-" json:"content"` // SHA-256 over the hashes of all days: equal for equal content
}

// Status counts what the store holds.
func (db *View) Status(ctx context.Context) (Status, error) {
	var s Status
	if err := db.from.GetContext(ctx, &s, queries.Text("status")); err != nil {
		return s, db.explain(err)
	}
	if err := db.from.GetContext(ctx, &s.Bytes, db.size); err != nil {
		return s, db.explain(err)
	}
	days, err := db.Days(ctx, math.MinInt32, math.MaxInt32)
	h := sha256.New()
	for _, d := range days {
		fmt.Fprintln(h, d.Day, d.Hash, d.Version)
	}
	s.Content = hex.EncodeToString(h.Sum(nil))
	return s, err
}

// EditionsRead returns the names of the editions of a source that were read when they were final already.
func (db *View) EditionsRead(ctx context.Context, source string) (map[string]bool, error) {
	var names []string
	if err := db.from.SelectContext(ctx, &names, queries.Text("editions_read"), source); err != nil {
		return nil, db.explain(err)
	}
	done := make(map[string]bool, len(names))
	for _, n := range names {
		done[n] = true
	}
	return done, nil
}

// EditionRead reports whether an edition of a source was read.
func (db *View) EditionRead(ctx context.Context, source, edition string) (bool, error) {
	var visits int
	err := db.from.GetContext(ctx, &visits, queries.Text("edition_read"), source, edition)
	return visits > 0, db.explain(err)
}

// A Table is the result of a report that is a query: its columns by name, and its rows as text, whole numbers or
// numbers with a fraction. Columns whose names end in _on are days, written as 2026-01-31.
type Table struct {
	Columns []string
	Rows    [][]any
}

// Query runs a report that is a query, with its parameters in the order of its header.
func (db *View) Query(ctx context.Context, q queries.Report, args ...any) (Table, error) {
	rows, err := db.from.QueryxContext(ctx, q.Text, args...)
	if err != nil {
		return Table{}, db.explain(err)
	}
	defer rows.Close()
	var t Table
	if t.Columns, err = rows.Columns(); err != nil {
		return t, db.explain(err)
	}
	for rows.Next() {
		row, err := rows.SliceScan()
		if err != nil {
			return t, db.explain(err)
		}
		for i, v := range row {
			switch v := v.(type) {
			case []byte:
				row[i] = string(v)
			case int64:
				if strings.HasSuffix(t.Columns[i], "_on") {
					row[i] = job.Date(v).String()
				}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, db.explain(rows.Err())
}

// read runs a lookup and returns its rows.
func read[T any](ctx context.Context, db *View, lookup string, args ...any) ([]T, error) {
	var rows []T
	err := db.from.SelectContext(ctx, &rows, queries.Text(lookup), args...)
	return rows, db.explain(err)
}
