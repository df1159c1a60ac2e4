package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"demand/internal/job"
	"demand/queries"
)

// Why says why two postings are of one job.
type Why string

// The reasons, the strongest first.
const (
	SameRequisition Why = "same requisition id" // by the same employer
	SameAddress     Why = "same address"        // on different sources
	SameText        Why = "similar text"        // at least 0.7, and the same title and places but in free text, such as that of threads
	NotSame         Why = ""
)

// A Link joins a posting to an earlier one of the same job.
type Link struct {
	Of       string // source and key of the earlier one, with a slash between
	Why      Why
	Likeness float64 // of the two texts, estimated: 0 none, 1 equal
	Days     int     // from the last day on which the earlier one was listed to the opening of this one; 0: it was listed still
	Copy     bool    // on another source; else a repost
}

// A Member is a posting of a job.
type Member struct {
	Stored
	ListedOn job.Date // last day on which it was listed; 0: it still is
	Gaps     []Gap    // before it, in order: it was not listed, and came back
	Link     *Link    // nil for the first of its job
}

// Name returns the source and key of a posting, with a slash between: what Job takes.
func (s *Stored) Name() string { return s.Source + "/" + s.Key }

// Job returns the postings of the job of which the named posting is one, in the order of their opening, and why each
// is one of them. Name is source and key with a slash between. An unknown one is ErrNoPosting. A posting that is
// no advertisement stands alone.
func (db *View) Job(ctx context.Context, name string) ([]Member, error) {
	sources, err := db.Sources(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range sources {
		ident, ok := strings.CutPrefix(name, s.Name+"/")
		if !ok {
			continue
		}
		type row struct {
			ID  int32 `db:"id"`
			Job int32 `db:"job"`
		}
		found, err := read[row](ctx, db, "job_of", s.ID, ident)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			shared, err := db.shared(ctx)
			if err != nil {
				return nil, err
			}
			return db.members(ctx, found[0].ID, found[0].Job, shared)
		}
	}
	return nil, fmt.Errorf("%s: %w", name, ErrNoPosting)
}

// Merges returns at most n postings of a selection that are not the first of their job, picked at random by the seed
// alone, each behind the one that it is linked to, and how many there are of them. Selection.Skill, Open and Jobs do not count.
func (db *View) Merges(ctx context.Context, s Selection, n int, seed uint64) (pairs [][2]Member, total int, err error) {
	rows, err := read[factRow](ctx, db, "merged", s.From, s.To)
	if err != nil {
		return nil, 0, err
	}
	if rows, total, err = draw(rows, s.Match, n, seed); err != nil {
		return nil, 0, err
	}
	shared, err := db.shared(ctx)
	if err != nil {
		return nil, 0, err
	}
	for _, r := range rows {
		name := r.SourceName + "/" + r.Ident
		members, err := db.members(ctx, r.ID, r.Job, shared)
		if err != nil {
			return nil, 0, err
		}
		later := members[slices.IndexFunc(members, func(m Member) bool { return m.Name() == name })]
		if later.Link == nil {
			continue // a visit has changed one of them since the last Fold
		}
		earlier := members[slices.IndexFunc(members, func(m Member) bool { return m.Name() == later.Link.Of })]
		pairs = append(pairs, [2]Member{earlier, later})
	}
	return pairs, total, nil
}

// members returns the postings of a job, or one posting that is of none, with the boilerplate of each source.
func (db *View) members(ctx context.Context, posting, jobID int32, shared map[string][]uint64) ([]Member, error) {
	where, arg := `p.job = $1`, jobID
	if jobID == 0 {
		where, arg = `p.id = $1`, posting
	}
	var list []candidate
	err := db.from.SelectContext(ctx, &list, queries.Text("candidates")+` WHERE `+where+` ORDER BY p.opened_on, s.name, p.ident`, arg)
	if err != nil {
		return nil, db.explain(err)
	}
	numbers := make([]any, len(list))
	for i := range list {
		numbers[i] = list[i].ID
	}
	gaps, err := db.gapsOf(ctx, numbers)
	if err != nil {
		return nil, err
	}
	members := make([]Member, len(list))
	for i := range list {
		c := &list[i]
		p, err := db.posting(ctx, c.ID, shared)
		if err != nil {
			return nil, err
		}
		members[i] = Member{Stored: p, ListedOn: c.ListedOn, Gaps: gaps[c.ID]}
		if at, link := strongest(list[:i], c); link != nil {
			link.Of = members[at].Name()
			members[i].Link = link
		}
	}
	return members, nil
}

// strongest returns which of the earlier postings a posting is most surely one job with, the latest of several, and the
// link without its name; nil if it is with none.
func strongest(earlier []candidate, p *candidate) (at int, link *Link) {
	reasons := []Why{SameRequisition, SameAddress, SameText}
	for i := range earlier {
		a := &earlier[i]
		why := isOneJob(a, p)
		if why == NotSame {
			continue
		}
		l := Link{Why: why, Likeness: likeness(a.Signature, p.Signature), Copy: a.Source != p.Source}
		if a.ListedOn != 0 {
			l.Days = max(0, int(p.OpenedOn-a.ListedOn))
		}
		if link != nil {
			before, now := slices.Index(reasons, link.Why), slices.Index(reasons, why)
			if before < now || before == now && link.Likeness > l.Likeness {
				continue
			}
		}
		at, link = i, &l
	}
	return at, link
}
