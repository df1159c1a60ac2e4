package report

import (
	"testing"
	"time"

	"demand/internal/job"
	"demand/internal/store"
)

func TestDaysOfTellsEachDay(t *testing.T) {
	monday := job.NewDate(2026, 3, 2)
	window := Days{monday, monday + 13}
	at := func(day int, failure string) store.VisitRow {
		return store.VisitRow{At: (monday + job.Date(day)).Time().Add(9 * time.Hour).Unix(), Failure: failure}
	}
	for _, c := range []struct {
		name     string
		interval int
		visits   []store.VisitRow
		read     []store.Cover
		want     string
	}{
		{name: "an archive, whose editions were read up to a Thursday", interval: 1, visits: []store.VisitRow{at(0, "")}, read: []store.Cover{{From: monday, To: monday + 10}}, want: "o...... ....___"},
		{"nothing read yet", 1, nil, nil, "....... ......."},
		{"read every day but two", 1, []store.VisitRow{at(-1, ""), at(0, ""), at(1, ""), at(4, ""), at(5, ""), at(6, "")}, nil, "oo._ooo .______"},
		{"weekly, and then no more", 7, []store.VisitRow{at(-7, ""), at(0, "")}, nil, "o...... .______"},
		{
			"why it failed", 7,
			[]store.VisitRow{
				at(0, ""), at(1, "https://a.example: status 503 Service Unavailable"), at(2, "https://a.example: status 403 Forbidden"),
				at(3, "https://a.example: disallowed by robots.txt"), at(4, "answer too large"), at(4, ""),
				at(5, "https://a.example: robots.txt could not be read: there is no host a.example"),
			}, nil, "oxbrox. .....__",
		},
	} {
		if got := daysOf(c.visits, c.interval, c.read, window); got != c.want {
			t.Errorf("%s: %s; want %s", c.name, got, c.want)
		}
	}
}
