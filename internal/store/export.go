package store

import (
	"context"
	"iter"
	"strings"

	"demand/internal/job"
	"demand/queries"
)

// An Exported is what the open record holds of one posting, but for its text.
type Exported struct {
	job.Posting // with Facts, but for Strict and the version
	Source      string
	Job         string   // source and key of the first posting of the same job; empty if it is no advertisement
	OpenedOn    job.Date // see job.Visit; PostedOn is what the source says
	ClosedOn    job.Date // 0 while it is open
	Gaps        []Gap    // between these, in order: it was not listed, and came back
	New         bool     // its opening was seen
}

type exportRow struct {
	ID          int32    `db:"id"`
	Ident       string   `db:"ident"`
	URL         string   `db:"url"`
	Title       string   `db:"title"`
	Company     string   `db:"company"`
	Requisition string   `db:"requisition"`
	Places      string   `db:"places"`
	Remote      string   `db:"remote"`
	PayMin      int64    `db:"pay_min"`
	PayMax      int64    `db:"pay_max"`
	Currency    string   `db:"currency"`
	Period      string   `db:"period"`
	Language    string   `db:"language"`
	Found       string   `db:"text_language"`
	PostedOn    job.Date `db:"posted_on"`
	OpenedOn    job.Date `db:"opened_on"`
	ClosedOn    job.Date `db:"closed_on"`
	IsFlow      bool     `db:"is_flow"`
	Roles       uint32   `db:"roles"`
	Seniority   uint16   `db:"seniority"`
	JobSource   string   `db:"job_source"`
	JobIdent    string   `db:"job_ident"`
}

func (r exportRow) exported(source string, skills []job.SkillFact, places []job.Place, gaps []Gap) Exported {
	e := Exported{
		Posting: job.Posting{
			Key: r.Ident, URL: r.URL, Title: r.Title, Employer: r.Company, Requisition: r.Requisition, Remote: job.Remote(r.Remote),
			Pay: job.Pay{Min: r.PayMin, Max: r.PayMax, Currency: r.Currency, Period: r.Period}, PostedOn: r.PostedOn, Language: r.Language,
			Facts: job.Facts{Skills: skills, Roles: job.Roles(r.Roles), Seniority: job.Seniority(r.Seniority), Places: places, Language: r.Found},
		},
		Source: source, OpenedOn: r.OpenedOn, ClosedOn: r.ClosedOn, Gaps: gaps, New: r.IsFlow,
	}
	if r.Places != "" {
		e.Places = strings.Split(r.Places, "\n")
	}
	if r.JobIdent != "" {
		e.Job = r.JobSource + "/" + r.JobIdent
	}
	return e
}

// Export yields all postings by source and key, so that stores of the same content yield the same.
func (db *View) Export(ctx context.Context) iter.Seq2[Exported, error] {
	return func(yield func(Exported, error) bool) {
		sources, err := db.Sources(ctx)
		for _, s := range sources {
			last := ""
			for err == nil {
				var rows []exportRow
				rows, err = read[exportRow](ctx, db, "export", s.ID, last)
				if err != nil || len(rows) == 0 {
					break
				}
				var skills map[int32][]job.SkillFact
				if skills, err = db.skillsOf(ctx, rows); err != nil {
					break
				}
				var places map[int32][]job.Place
				if places, err = db.placesOf(ctx, rows); err != nil {
					break
				}
				var gaps map[int32][]Gap
				if gaps, err = db.gapsOf(ctx, numbersOf(rows)); err != nil {
					break
				}
				for _, r := range rows {
					if !yield(r.exported(s.Name, skills[r.ID], job.SortPlaces(places[r.ID]), gaps[r.ID]), nil) {
						return
					}
				}
				last = rows[len(rows)-1].Ident
			}
		}
		if err != nil {
			yield(Exported{}, err)
		}
	}
}

// numbersOf returns the numbers of postings as the parameters of a query.
func numbersOf(postings []exportRow) []any {
	numbers := make([]any, len(postings))
	for i, p := range postings {
		numbers[i] = p.ID
	}
	return numbers
}

// gapsOf returns the gaps of postings, in order.
func (db *View) gapsOf(ctx context.Context, postings []any) (map[int32][]Gap, error) {
	type row struct {
		Posting int32 `db:"posting"`
		Gap
	}
	var rows []row
	err := db.from.SelectContext(ctx, &rows, queries.Text("gaps_of")+` `+db.list(1, len(postings))+` ORDER BY g.posting, g.from_day`, postings...)
	of := map[int32][]Gap{}
	for _, r := range rows {
		of[r.Posting] = append(of[r.Posting], r.Gap)
	}
	return of, db.explain(err)
}

// placesOf returns the places of postings.
func (db *View) placesOf(ctx context.Context, postings []exportRow) (map[int32][]job.Place, error) {
	type row struct {
		Posting int32 `db:"posting"`
		placeRow
	}
	var rows []row
	err := db.from.SelectContext(ctx, &rows, queries.Text("places_of")+` `+db.list(1, len(postings))+` ORDER BY k.posting, k.place`, numbersOf(postings)...)
	of := make(map[int32][]job.Place, len(postings))
	for _, r := range rows {
		of[r.Posting] = append(of[r.Posting], r.place())
	}
	return of, db.explain(err)
}

// skillsOf returns the skills of postings, in the order of the slugs.
func (db *View) skillsOf(ctx context.Context, postings []exportRow) (map[int32][]job.SkillFact, error) {
	type row struct {
		Posting  int32  `db:"posting"`
		Slug     string `db:"slug"`
		Strength int    `db:"strength"`
	}
	var rows []row
	err := db.from.SelectContext(ctx, &rows, queries.Text("skills_of")+` `+db.list(1, len(postings))+` ORDER BY k.posting, n.slug`, numbersOf(postings)...)
	of := make(map[int32][]job.SkillFact, len(postings))
	for _, r := range rows {
		of[r.Posting] = append(of[r.Posting], job.SkillFact{Slug: r.Slug, Strength: job.Strength(r.Strength)})
	}
	return of, db.explain(err)
}
