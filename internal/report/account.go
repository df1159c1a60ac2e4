package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"demand/internal/store"
)

// Account tells what a new taxonomy changed apart from what the market changed. Both reports are of the skills of the same days, old by
// the taxonomy that was, now by the new one, and hold all rows. A row is a skill whose share of the later window differs between them, or
// that more or fewer of all stored postings name, as shifts says; the largest difference first, at most so many rows.
//
// Its columns are the skill's slug; its shares before and now, in per cent of the same jobs; taxonomy, the difference of the two in
// points; market, the change of the share against the earlier window, in points, with low and high, its interval, and the verdict, all by
// the new taxonomy alone. What the counts do not bear is nil. Where the days hold no jobs, the columns are instead the postings that named
// the skill before and now, of all that are stored, and their difference.
func Account(old, now *Skills, shifts []store.Shift, most int) *Table {
	t := &Table{}
	if old.Window == nil || now.Window == nil || old.Window.Jobs == 0 || now.Window.Jobs == 0 {
		t.Title = fmt.Sprintf("Taxonomy %s: the stored postings that name a skill, before and now.", now.Taxonomy)
		t.Columns = []string{"skill", "before", "now", "difference"}
		t.Note = "These are the same postings: nothing of it is a change of the market."
		if len(shifts) == 0 {
			t.Note = "Nothing changed: the same postings name the same skills."
		}
		for _, s := range shifts[:min(len(shifts), most)] {
			t.Rows = append(t.Rows, []any{s.Slug, int64(s.Old), int64(s.New), int64(s.New - s.Old)})
		}
		return t
	}
	t.Title = fmt.Sprintf("Taxonomy %s instead of %s, on the jobs of %s", now.Taxonomy, old.Taxonomy, Range(now.Window.Days))
	t.Columns = []string{"skill", "before", "now", "taxonomy", "market", "low", "high", "verdict"}
	t.Note = fmt.Sprintf("taxonomy: what the new one changed, in points, on the same jobs (%s technical ones before, %s now). ", Thousands(old.Window.Jobs), Thousands(now.Window.Jobs))
	if now.Before != nil {
		t.Note += fmt.Sprintf("market: the change against %s, by the new taxonomy alone. ", Range(now.Before.Days))
	} else {
		t.Note += "market: there is nothing to compare with yet. "
	}
	t.Note += fmt.Sprintf("Of all stored postings, %d skills are named by more or fewer.", len(shifts))
	before := rowsOf(old)
	type line struct {
		row        Row
		old, share float64
	}
	var lines []line
	for slug, r := range rowsOf(now) {
		lines = append(lines, line{r, shareIn(before[slug]), shareIn(r)})
		delete(before, slug)
	}
	for slug, r := range before {
		lines = append(lines, line{row: Row{Skill: slug}, old: shareIn(r)})
	}
	lines = slices.DeleteFunc(lines, func(l line) bool { return percent((l.share-l.old)/100) == 0 })
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(math.Abs(b.share-b.old), math.Abs(a.share-a.old)), cmp.Compare(a.row.Skill, b.row.Skill))
	})
	for _, l := range lines[:min(len(lines), most)] {
		row := []any{l.row.Skill, l.old, l.share, percent((l.share - l.old) / 100), nil, nil, nil, nil}
		if c := l.row.Change; c != nil {
			row[4], row[5], row[6], row[7] = c.Value, c.Low, c.High, string(l.row.Verdict)
		}
		t.Rows = append(t.Rows, row)
	}
	if len(lines) == 0 {
		t.Note = "The new taxonomy changes no share. " + t.Note
	}
	return t
}

// rowsOf returns the rows of all categories by slug.
func rowsOf(r *Skills) map[string]Row {
	rows := make(map[string]Row)
	for _, c := range r.Categories {
		for _, row := range c.Rows {
			rows[row.Skill] = row
		}
	}
	return rows
}

// shareIn returns the share of a row in per cent, whether or not there are jobs enough to publish it.
func shareIn(r Row) float64 {
	if r.Of == 0 {
		return 0
	}
	return percent(float64(r.Jobs) / float64(r.Of))
}
