package store

import (
	"cmp"
	"context"
	"errors"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"demand/internal/job"
	"demand/queries"
)

const (
	repostDays = 60  // a posting that returns later than this is a new job
	alike      = 0.7 // texts at least this alike are one
)

// A candidate is a posting as clustering sees it.
type candidate struct {
	ID          int32    `db:"id"`
	Source      int32    `db:"source"`
	Employer    int32    `db:"employer"`
	Company     string   `db:"company"`
	Archive     bool     `db:"archive"`
	Edition     string   `db:"edition"`
	Requisition string   `db:"requisition"`
	URL         string   `db:"url"`
	Title       string   `db:"title"`
	Places      string   `db:"places"`
	OpenedOn    job.Date `db:"opened_on"`
	ListedOn    job.Date `db:"listed_on"`
	ClosedOn    job.Date `db:"closed_on"`
	IsFlow      int      `db:"is_flow"`
	Lead        bool     `db:"lead"` // it is free text, without a title and places to go by
	Unsure      bool     `db:"unsure"`
	Roles       uint32   `db:"roles"`
	Seniority   uint16   `db:"seniority"`
	Job         int32    `db:"job"`
	Signature   []byte   `db:"signature"`
}

func (c *candidate) lastListed() job.Date {
	if c.ListedOn == 0 {
		return math.MaxInt32 - repostDays
	}
	return c.ListedOn
}

// keys are under what a posting looks for its job: two postings of one job share at least one.
func (c *candidate) keys() []string {
	keys := []string{"place\x00" + fold(c.Title) + "\x00" + placeSet(c.Places)}
	if c.Lead {
		keys = append(keys, "lead")
	}
	if c.Requisition != "" {
		keys = append(keys, "requisition\x00"+c.Requisition)
	}
	if c.URL != "" {
		keys = append(keys, "url\x00"+c.URL)
	}
	return keys
}

// isOneJob says why two postings of one employer, a opened first, advertise the same job; NotSame if they do not.
// Either is a repost of the other, or a copy on another source.
func isOneJob(a, b *candidate) Why {
	if b.OpenedOn > a.lastListed()+repostDays {
		return NotSame
	}
	if a.Requisition != "" && a.Requisition == b.Requisition {
		return SameRequisition
	}
	if a.Source == b.Source {
		// What one source lists at the same time are separate jobs.
		if a.Archive && a.Edition == b.Edition || !a.Archive && a.lastListed() >= b.OpenedOn {
			return NotSame
		}
	} else if a.URL != "" && a.URL == b.URL {
		return SameAddress
	}
	titled := fold(a.Title) == fold(b.Title) && placeSet(a.Places) == placeSet(b.Places)
	if (titled || a.Lead && b.Lead && !otherRole(a, b)) && likeness(a.Signature, b.Signature) >= alike {
		return SameText
	}
	return NotSame
}

// otherRole reports whether two postings of free text are for one role each, and not for the same.
func otherRole(a, b *candidate) bool {
	one, other := a.onlyRole(), b.onlyRole()
	return one != 0 && other != 0 && one != other
}

// onlyRole returns the role of a posting whose title names one alone; 0 if it names several, none, or an engineer of
// software, which may be any of them.
func (c *candidate) onlyRole() job.Roles {
	title, _, _ := strings.Cut(fold(c.Title), "(")
	several := strings.ContainsAny(title, ",&/|+;") || slices.ContainsFunc(strings.Fields(title), func(w string) bool {
		return slices.Contains([]string{"and", "or", "multiple", "various", "several", "all", "many", "roles", "positions"}, w)
	})
	if roles := job.Roles(c.Roles); title != "" && !several && bits.OnesCount32(uint32(roles)) == 1 {
		return roles &^ job.Software
	}
	return 0
}

// cluster finds the jobs among the postings of one employer, ordered by opening day, source name and ident.
// It returns for each posting the index of the first posting of its job, and -1 for what is no advertisement.
func cluster(postings []candidate) []int {
	head := make([]int, len(postings))
	members := map[int][]int{}  // by head
	under := map[string][]int{} // heads by key
	for i := range postings {
		p := &postings[i]
		head[i] = -1
		if p.Unsure && p.Roles == 0 {
			continue
		}
		head[i] = i
		keys := p.keys()
	search:
		for _, key := range keys {
			for _, h := range slices.Backward(under[key]) {
				if belongs(postings, members[h], p) {
					head[i] = h
					break search
				}
			}
		}
		members[head[i]] = append(members[head[i]], i)
		for _, key := range keys {
			if !slices.Contains(under[key], head[i]) {
				under[key] = append(under[key], head[i])
			}
		}
	}
	return head
}

// belongs reports whether p is one job with some member, and with no member listed beside it in the same
// source under another requisition.
func belongs(postings []candidate, members []int, p *candidate) bool {
	found := false
	for _, m := range members {
		a := &postings[m]
		if isOneJob(a, p) != NotSame {
			found = true
		} else if a.Source == p.Source && (a.Archive && a.Edition == p.Edition || !a.Archive && a.lastListed() >= p.OpenedOn) {
			return false
		}
	}
	return found
}

func fold(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

func placeSet(places string) string {
	set := strings.Split(fold(strings.ReplaceAll(places, "\n", " \n ")), "\n")
	slices.Sort(set)
	return strings.Join(slices.Compact(set), "\n")
}

// foldEmployers finds the jobs of employers anew, and returns the days whose facts this changes.
func (db *DB) foldEmployers(ctx context.Context, tx *sqlx.Tx, employers []int32) (map[job.Date]bool, error) {
	days := map[job.Date]bool{}
	moved := 0 // postings that are of another job than before
	for chunk := range slices.Chunk(employers, 200) {
		args := make([]any, len(chunk))
		for i, id := range chunk {
			args[i] = id
		}
		jobs := map[int32]jobRow{}
		members := map[int32][]job.Date{} // opening days of the postings of a job
		changed := map[int32]bool{}       // jobs whose facts are to be made anew, those of all their postings
		var heads, others []any           // others: pairs of a posting and its job
		names := map[int32]string{}       // of the employers
		err := db.eachEmployer(ctx, tx, args, func(postings []candidate) {
			names[postings[0].Employer] = mostUsed(postings)
			for i, h := range cluster(postings) {
				p, id := &postings[i], int32(0)
				if h >= 0 {
					id = postings[h].ID
					jobs[id] = jobs[id].with(&postings[h], p)
					members[id] = append(members[id], p.OpenedOn)
				}
				if p.Job == id {
					continue
				}
				days[p.OpenedOn] = true
				changed[id] = true
				if id == p.ID {
					heads = append(heads, id)
				} else {
					others = append(others, p.ID, id)
				}
			}
		})
		if err != nil {
			return nil, err
		}
		var old []jobRow
		err = tx.SelectContext(ctx, &old, `
			SELECT id, employer, opened_on, closed_on, is_flow, roles, seniority, postings FROM job WHERE employer IN `+db.list(1, len(chunk)), args...)
		if err != nil {
			return nil, err
		}
		if err := db.writeJobs(ctx, tx, old, jobs, changed); err != nil {
			return nil, err
		}
		if err := db.writeNames(ctx, tx, args, names, days); err != nil {
			return nil, err
		}
		for id := range changed {
			for _, day := range members[id] {
				days[day] = true
			}
		}
		moved += len(heads) + len(others)/2
		for chunk := range slices.Chunk(heads, 1000) {
			if _, err := tx.ExecContext(ctx, `UPDATE posting SET job = id WHERE id IN `+db.list(1, len(chunk)), chunk...); err != nil {
				return nil, err
			}
		}
		for pair := range slices.Chunk(others, 2) {
			if _, err := tx.ExecContext(ctx, `UPDATE posting SET job = $2 WHERE id = $1`, pair...); err != nil {
				return nil, err
			}
		}
	}
	// Before a first fold there are no jobs: a plan made for that reads all postings, or all jobs, for each one.
	if moved > manyMoved && db.dialect.analyze != "" {
		if _, err := tx.ExecContext(ctx, db.dialect.analyze); err != nil {
			return nil, err
		}
	}
	return days, nil
}

// manyMoved is how many postings may change their job in one fold before the planner has to learn of it.
const manyMoved = 1000

// eachEmployer calls f with the postings of one employer after the other, ordered as cluster wants them. It holds
// those of one employer at a time, and they are valid until f returns.
func (db *DB) eachEmployer(ctx context.Context, tx *sqlx.Tx, employers []any, f func([]candidate)) (err error) {
	rows, err := tx.QueryxContext(ctx, queries.Text("candidates")+`
		WHERE p.employer IN `+db.list(1, len(employers))+`
		ORDER BY p.employer, p.opened_on, s.name, p.ident`, employers...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var postings []candidate
	for rows.Next() {
		var c candidate
		if err := rows.StructScan(&c); err != nil {
			return err
		}
		if len(postings) > 0 && postings[0].Employer != c.Employer {
			f(postings)
			postings = postings[:0]
		}
		postings = append(postings, c)
	}
	if len(postings) > 0 {
		f(postings)
	}
	return rows.Err()
}

type jobRow struct {
	ID        int32    `db:"id"`
	Employer  int32    `db:"employer"`
	OpenedOn  job.Date `db:"opened_on"`
	ClosedOn  job.Date `db:"closed_on"`
	IsFlow    int      `db:"is_flow"`
	Roles     uint32   `db:"roles"`
	Seniority uint16   `db:"seniority"`
	Postings  int      `db:"postings"`
}

// with returns the job with one more posting; the zero job becomes that of its first one.
func (j jobRow) with(head, p *candidate) jobRow {
	if j.Postings == 0 {
		j = jobRow{ID: head.ID, Employer: head.Employer, OpenedOn: head.OpenedOn, ClosedOn: p.ClosedOn, IsFlow: head.IsFlow, Roles: head.Roles, Seniority: head.Seniority}
	}
	if p.ClosedOn == 0 || j.ClosedOn == 0 {
		j.ClosedOn = 0
	} else {
		j.ClosedOn = max(j.ClosedOn, p.ClosedOn)
	}
	j.Postings++
	return j
}

// writeJobs replaces the old rows by the new ones where they differ, and notes these in changed.
func (db *DB) writeJobs(ctx context.Context, tx *sqlx.Tx, old []jobRow, jobs map[int32]jobRow, changed map[int32]bool) error {
	var gone, args []any
	same := map[int32]bool{}
	for _, o := range old {
		if jobs[o.ID] == o {
			same[o.ID] = true
			continue
		}
		gone = append(gone, o.ID)
	}
	rows := make([]jobRow, 0, len(jobs))
	for _, j := range jobs {
		if !same[j.ID] {
			rows = append(rows, j)
		}
	}
	slices.SortFunc(rows, func(a, b jobRow) int { return cmp.Compare(a.ID, b.ID) })
	for _, j := range rows {
		changed[j.ID] = true
		args = append(args, j.ID, j.Employer, j.OpenedOn, j.ClosedOn, j.IsFlow, j.Roles, j.Seniority, j.Postings)
	}
	for chunk := range slices.Chunk(gone, 1000) {
		if _, err := tx.ExecContext(ctx, `DELETE FROM job WHERE id IN `+db.list(1, len(chunk)), chunk...); err != nil {
			return err
		}
	}
	return db.bulk(ctx, tx, `INSERT INTO job (id, employer, opened_on, closed_on, is_flow, roles, seniority, postings) VALUES`, 8, args,
		`ON CONFLICT (id) DO UPDATE SET employer = excluded.employer, opened_on = excluded.opened_on, closed_on = excluded.closed_on,
			is_flow = excluded.is_flow, roles = excluded.roles, seniority = excluded.seniority, postings = excluded.postings`)
}
