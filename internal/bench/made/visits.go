package made

import (
	"context"
	"errors"
	"iter"
	"time"

	"demand/internal/job"
)

// Open returns the numbers of the postings that each board lists on a day, oldest first.
func (m *Market) Open(day job.Date) [][]int32 {
	open := make([][]int32, m.Boards)
	from, _ := m.Numbers(day - longest)
	_, to := m.Numbers(day)
	for n := from; n < to; n++ {
		if p := m.At(n); p.OpenedOn <= day && day < p.ClosedOn {
			open[p.Board] = append(open[p.Board], int32(n))
		}
	}
	return open
}

// Source describes a board that is visited every so many days.
func (m *Market) Source(board, every int) job.Source {
	return job.Source{Name: "greenhouse/" + m.BoardName(board), Kind: "greenhouse", Interval: every}
}

// VisitedAt returns the instant of the visit of a board in the round of a day.
func VisitedAt(board int, day job.Date) time.Time {
	return day.Time().Add(9*time.Hour + time.Duration(board)*time.Second)
}

// A Saver keeps visits, as *store.DB does.
type Saver interface {
	SaveVisit(ctx context.Context, visit job.Visit, postings iter.Seq2[job.Posting, error]) (job.Outcome, error)
}

var errMadeUp = errors.New("a made-up failure")

// Rounds returns the days on which all boards are visited, so many days apart; the last round is on the market's last day.
func (m *Market) Rounds(every int) []job.Date {
	var days []job.Date
	for d := m.From + job.Date((m.Days-1)%every); d < m.End(); d += job.Date(every) {
		days = append(days, d)
	}
	return days
}

// Round hands the visits of all boards that have joined by a day to a store, with facts of that version in place of
// classification, and adds up what they changed.
func (m *Market) Round(ctx context.Context, db Saver, day job.Date, every int, version string) (job.Outcome, error) {
	var sum job.Outcome
	for board, numbers := range m.Open(day) {
		if day < m.Joined(board) {
			continue
		}
		v := job.Visit{Source: m.Source(board, every), At: VisitedAt(board, day), Took: time.Second}
		if m.Fails(board, day) {
			v.Err = errMadeUp
		}
		list := func(yield func(job.Posting, error) bool) {
			for _, n := range numbers {
				if p := m.At(int(n)); !yield(m.Listing(&p, version), nil) {
					return
				}
			}
		}
		out, err := db.SaveVisit(ctx, v, list)
		if err != nil && len(numbers) == 0 { // a board that was full and lists nothing is believed at the second visit
			v.At = v.At.Add(time.Hour)
			out, err = db.SaveVisit(ctx, v, list)
		}
		if err != nil {
			return sum, err
		}
		sum.Postings += out.Postings
		sum.New += out.New
		sum.Closed += out.Closed
		sum.Reopened += out.Reopened
		sum.Changed += out.Changed
		sum.Unchanged += out.Unchanged
	}
	return sum, nil
}
