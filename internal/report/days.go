package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"demand/internal/job"
	"demand/internal/store"
)

// The states of a source on a day, one letter each.
const (
	dayGood    = 'o' // read
	dayFailed  = 'x' // every visit failed
	dayBlocked = 'b' // the site refused the program
	dayRefused = 'r' // robots.txt forbids it
	dayNotDue  = '.' // no visit, and none was due
	dayMissed  = '_' // no visit though one was due
)

// days says what was read of each source of the parameters on each day of a window.
func (b *builder) days(ctx context.Context, window Days, d *Document) (Table, error) {
	t := Table{Name: "days", Title: "Day by day", Columns: []string{"source", "days"}}
	visits, err := b.db.Visits(ctx, window.From-lookBack, window.To)
	if err != nil {
		return t, err
	}
	of := make(map[int32][]store.VisitRow)
	for _, v := range visits {
		of[v.Source] = append(of[v.Source], v)
	}
	for _, s := range b.sample.sources {
		var read []store.Cover // an archive keeps what it lists: a day of an edition that was read is not due again
		if s.Archive {
			read = s.covers
		}
		t.Rows = append(t.Rows, []any{s.Name, daysOf(of[s.ID], s.Interval, read, window)})
	}
	d.say("Day by day, a week to each group: %c read, %c failed, %c blocked by the site, %c refused by robots.txt, %c not due, %c due and not read.",
		dayGood, dayFailed, dayBlocked, dayRefused, dayNotDue, dayMissed)
	return t, nil
}

// filled says what the postings of each source of the parameters state.
func (b *builder) filled(ctx context.Context, d *Document) (Table, error) {
	t := Table{
		Name: "fields", Title: "All stored postings: in how many per cent something is stated",
		Columns: []string{"source", "postings", "employer", "place", "pay", "posted_on", "role", "seniority", "language", "skill"},
	}
	fills, err := b.db.Fills(ctx)
	if err != nil {
		return t, err
	}
	for _, s := range b.sample.sources {
		var f store.Fill
		if i := slices.IndexFunc(fills, func(f store.Fill) bool { return f.Source == s.ID }); i >= 0 {
			f = fills[i]
		}
		row := []any{s.Name, f.Postings}
		for _, n := range []int{f.Employer, f.Place, f.Pay, f.PostedOn, f.Role, f.Seniority, f.Language, f.Skill} {
			var part any
			if f.Postings >= floorShare {
				part = percent(float64(n) / float64(f.Postings))
			}
			row = append(row, part)
		}
		t.Rows = append(t.Rows, row)
	}
	d.say("Of fewer than %d postings no part is told. A place counts where it was resolved.", floorShare)
	return t, nil
}

// lookBack is the number of days before a window whose visits say when the next one was due.
const lookBack = 60

// daysOf returns the states of a source on the days of a window, with a blank before each Monday but the first day. Its visits are
// in the order of time; the days of read are never due.
func daysOf(visits []store.VisitRow, interval int, read []store.Cover, window Days) string {
	state := make(map[job.Date]rune)
	due := job.Date(0) // the first day on which the next visit is due; 0 before the first good one
	dueOn := make(map[job.Date]job.Date)
	for _, v := range visits {
		day := job.DateOf(time.Unix(v.At, 0))
		is := stateOf(v.Failure)
		if was, ok := state[day]; !ok || slices.Index(stateOrder, is) < slices.Index(stateOrder, was) {
			state[day] = is
		}
		if is == dayGood {
			dueOn[day] = day + job.Date(max(1, interval))
		}
	}
	var b strings.Builder
	for day := window.From - lookBack; day <= window.To; day++ {
		is, visited := state[day]
		if !visited {
			is = dayNotDue
			covered := slices.ContainsFunc(read, func(c store.Cover) bool { return c.From <= day && day <= c.To })
			if due != 0 && day > due && !covered { // a day's grace: a visit may come late on the day
				is = dayMissed
			}
		}
		if next, ok := dueOn[day]; ok {
			due = next
		}
		if day < window.From {
			continue
		}
		if day > window.From && day.Time().Weekday() == time.Monday {
			b.WriteByte(' ')
		}
		b.WriteRune(is)
	}
	return b.String()
}

// stateOrder is which state of several visits a day has.
var stateOrder = []rune{dayGood, dayRefused, dayBlocked, dayFailed}

// stateOf tells the state from why a visit failed, empty if it did not.
func stateOf(failure string) rune {
	switch {
	case failure == "":
		return dayGood
	case strings.Contains(failure, "disallowed by robots.txt"):
		return dayRefused
	}
	for _, status := range []int{401, 403, 429, 451} {
		if strings.Contains(failure, fmt.Sprintf("status %d", status)) {
			return dayBlocked
		}
	}
	return dayFailed
}
