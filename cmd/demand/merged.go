package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/store"
)

// jobEvidence prints the postings of one job, and why they are one.
func (a *app) jobEvidence(ctx context.Context, db *store.DB, o evidenceOptions) error {
	var members []store.Member
	err := db.Snapshot(ctx, func(v *store.View) (err error) {
		members, err = v.Job(ctx, o.job)
		return err
	})
	if err != nil {
		return err
	}
	first := &members[0]
	if o.format == "jsonl" {
		for i := range members {
			if err := json.NewEncoder(a.out).Encode(memberLine(first, &members[i])); err != nil {
				return err
			}
		}
		return nil
	}
	what := "no job: nothing shows that this is an advertisement"
	switch {
	case len(members) > 1:
		what = fmt.Sprintf("%d postings that are one job", len(members))
	case first.Listings > 0:
		what = "the only posting of its job"
	}
	fmt.Fprintf(a.out, "%s: %s.\n", render.Clean(first.Name()), what)
	for i := range members {
		writeMember(a.out, &members[i])
	}
	return nil
}

// mergeEvidence prints a sample of the postings that were joined to an earlier one.
func (a *app) mergeEvidence(ctx context.Context, db *store.DB, o evidenceOptions, p report.Params) error {
	var selected store.Selection
	var pairs [][2]store.Member
	var total int
	err := db.Snapshot(ctx, func(v *store.View) (err error) {
		if selected, err = a.selection(ctx, v, o, p, ""); err != nil {
			return err
		}
		pairs, total, err = v.Merges(ctx, selected, o.sample, o.seed)
		return err
	})
	if err != nil {
		return err
	}
	if o.format == "jsonl" {
		for _, p := range pairs {
			line := memberLine(nil, &p[1])
			line.Of = memberLine(nil, &p[0])
			if err := json.NewEncoder(a.out).Encode(line); err != nil {
				return err
			}
		}
		return nil
	}
	fmt.Fprintf(a.out, "Postings joined to an earlier one: %d, opened %s to %s, %d of them at random (seed %d), each behind that one.\n",
		total, selected.From, selected.To, len(pairs), o.seed)
	if total == 0 {
		fmt.Fprintln(a.out, sayWhatThereIs)
	}
	for i, p := range pairs {
		fmt.Fprintf(a.out, "\n%d.", i+1)
		for k := range p {
			writeMember(a.out, &p[k])
		}
	}
	return nil
}

// writeMember prints a posting of a job, and why it is of it.
func writeMember(w io.Writer, m *store.Member) {
	fmt.Fprintf(w, "\n%s\n", render.Clean(strings.Join(nonEmpty(headline(m), m.Employer, strings.Join(m.Places, ", ")), " · ")))
	fmt.Fprintf(w, "  %s\n", render.Clean(strings.Join(nonEmpty(m.OpenedOn.String(), m.Name(), m.URL), "  ")))
	for _, g := range m.Gaps {
		fmt.Fprintf(w, "  not listed from %s to %s\n", g.From, g.To)
	}
	if m.Link != nil {
		fmt.Fprintf(w, "  %s\n", render.Clean(linkText(m.Link)))
	}
}

// headline returns the title of a posting, or the first line of one that has none.
func headline(m *store.Member) string {
	if m.Title == "" {
		return m.Lead
	}
	return m.Title
}

// linkText says in a line why a posting was joined to an earlier one.
func linkText(l *store.Link) string {
	kind := "repost"
	if l.Copy {
		kind = "copy"
	}
	after := "while it was still listed"
	if l.Days > 0 {
		after = fmt.Sprintf("%d days after it was last listed", l.Days)
	}
	return fmt.Sprintf("%s of %s: %s, %.2f alike, %s", kind, l.Of, l.Why, l.Likeness, after)
}

// A mergedLine is a posting of a job as JSON.
type mergedLine struct {
	Job      string   `json:"job,omitempty"` // source and id of its first posting
	Posting  string   `json:"posting"`       // source and id
	Source   string   `json:"source"`
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Company  string   `json:"company"`
	Places   []string `json:"places"`
	OpenedOn string   `json:"opened_on"`
	ListedOn string   `json:"listed_on,omitempty"` // absent while it is listed
	Gaps     []gap    `json:"gaps,omitempty"`      // before it: days on which it was not listed
	Text     string   `json:"text"`
	Of       any      `json:"of,omitempty"` // the earlier posting: source and id, or itself
	Why      string   `json:"why,omitempty"`
	Likeness *float64 `json:"likeness,omitempty"`
	Days     *int     `json:"days,omitempty"`
	Copy     bool     `json:"copy,omitempty"`
}

func memberLine(first, m *store.Member) *mergedLine {
	line := &mergedLine{
		Posting: m.Name(), Source: m.Source, URL: m.URL, Title: m.Title, Company: m.Employer, Places: m.Places, OpenedOn: m.OpenedOn.String(), Text: m.Text,
	}
	if first != nil {
		line.Job = first.Name()
	}
	if m.Places == nil {
		line.Places = []string{}
	}
	for _, g := range m.Gaps {
		line.Gaps = append(line.Gaps, gap(g))
	}
	if m.ListedOn != 0 {
		line.ListedOn = m.ListedOn.String()
	}
	if l := m.Link; l != nil {
		likeness := math.Round(l.Likeness*1e4) / 1e4
		line.Of, line.Why, line.Likeness, line.Days, line.Copy = l.Of, string(l.Why), &likeness, &l.Days, l.Copy
	}
	return line
}
