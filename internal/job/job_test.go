package job

import (
	"testing"
	"time"
)

func TestDatesAreDaysInUTC(t *testing.T) {
	tokyo := time.FixedZone("Tokyo", 9*3600)
	for _, test := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2026, 1, 31, 23, 59, 59, 0, time.UTC), "2026-01-31"},
		{time.Date(2026, 2, 1, 8, 59, 0, 0, tokyo), "2026-01-31"},
		{time.Date(1969, 12, 31, 23, 0, 0, 0, time.UTC), "1969-12-31"},
	} {
		d := DateOf(test.at)
		if d.String() != test.want {
			t.Errorf("DateOf(%v) = %s; want %s", test.at, d, test.want)
		}
		if back, err := ParseDate(test.want); err != nil || back != d {
			t.Errorf("ParseDate(%q) = %d, %v; want %d", test.want, back, err, d)
		}
	}
}

func TestMonthsEndOnTheirLastDay(t *testing.T) {
	d := NewDate(2024, time.February, 10)
	if d.MonthStart().String() != "2024-02-01" || d.MonthEnd().String() != "2024-02-29" {
		t.Errorf("month of %s = %s to %s; want 2024-02-01 to 2024-02-29", d, d.MonthStart(), d.MonthEnd())
	}
}

func TestParseDateRefusesOtherForms(t *testing.T) {
	for _, s := range []string{"", "2026-1-31", "31.01.2026", "2026-02-30", "2026-01-31T00:00:00Z"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %s; want an error", s, d)
		}
	}
}

func TestSetsNameWhatTheyHold(t *testing.T) {
	set := Backend | DevOps | NotTechnical
	if got, want := set.String(), "backend,devops,not-technical"; got != want {
		t.Errorf("String = %q; want %q", got, want)
	}
	for _, name := range RoleNames {
		r, ok := ParseRole(name)
		if !ok || r.String() != name {
			t.Errorf("ParseRole(%q) = %v, %t", name, r, ok)
		}
		if r.Technical() != (name != "not-technical") {
			t.Errorf("%q technical = %t", name, r.Technical())
		}
	}
	if r, ok := ParseRole("chef"); ok || r != 0 {
		t.Errorf("ParseRole(chef) = %v, %t; want none", r, ok)
	}
}
