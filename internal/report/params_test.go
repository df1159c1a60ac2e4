package report

import (
	"errors"
	"testing"

	"demand/internal/job"
)

func TestParseSpanReadsAllUnits(t *testing.T) {
	for in, want := range map[string]Span{"90d": {90, "d"}, "12w": {12, "w"}, "10mo": {10, "mo"}, "2y": {2, "y"}, "100y": {100, "y"}} {
		got, err := ParseSpan(in)
		if err != nil || got != want {
			t.Errorf("ParseSpan(%q) = %v, %v; want %v", in, got, err, want)
		}
		if got.String() != in {
			t.Errorf("%v.String() = %q; want %q", got, got.String(), in)
		}
	}
}

func TestParseSpanSaysHowToWriteOne(t *testing.T) {
	for in, want := range map[string]string{
		"90":      `span "90" has no unit; write 90d, 90w, 90mo or 90y`,
		"3m":      `span "3m" has the unknown unit "m"; write d, w, mo or y`,
		"":        `span "" is not a number with a unit; write one such as 90d, 12w, 3mo or 1y`,
		"d":       `span "d" is not a number with a unit; write one such as 90d, 12w, 3mo or 1y`,
		"0d":      `span "0d" is not a number with a unit; write one such as 90d, 12w, 3mo or 1y`,
		"-5d":     `span "-5d" is not a number with a unit; write one such as 90d, 12w, 3mo or 1y`,
		"101y":    `span "101y" is longer than 100y`,
		"999999w": `span "999999w" is longer than 100y`,
	} {
		if _, err := ParseSpan(in); !errors.Is(err, ErrUsage) || err.Error() != want {
			t.Errorf("ParseSpan(%q) = %v; want %s", in, err, want)
		}
	}
}

func TestParseCompareSaysHowToWriteOne(t *testing.T) {
	for in, want := range map[string]string{
		"last":                   `compare "last" is none of previous, year, none and 2026-01-01..2026-01-31`,
		"2026-01-01..x":          `compare "2026-01-01..x": date "x" is not written as 2026-01-31`,
		"2026-02-01..2026-01-01": `compare "2026-02-01..2026-01-01" ends before it begins; write 2026-01-01..2026-02-01`,
	} {
		if _, err := ParseCompare(in); !errors.Is(err, ErrUsage) || err.Error() != want {
			t.Errorf("ParseCompare(%q) = %v; want %s", in, err, want)
		}
	}
}

func TestWindowsFollowTheCalendar(t *testing.T) {
	for _, c := range []struct{ since, until, compare, window, before string }{
		{"90d", "", "previous", "2026-08-24..2026-11-21", "2026-05-26..2026-08-23"},
		{"", "", "", "2026-08-24..2026-11-21", "2026-05-26..2026-08-23"},
		{"2w", "2026-11-15", "previous", "2026-11-02..2026-11-15", "2026-10-19..2026-11-01"},
		{"3mo", "", "previous", "2026-08-01..2026-10-31", "2026-05-01..2026-07-31"},
		{"1mo", "2026-02-28", "previous", "2026-02-01..2026-02-28", "2026-01-01..2026-01-31"},
		{"1mo", "2026-02-27", "previous", "2026-01-01..2026-01-31", "2025-12-01..2025-12-31"},
		{"1y", "2026-10-31", "previous", "2025-11-01..2026-10-31", "2024-11-01..2025-10-31"},
		{"90d", "", "year", "2026-08-24..2026-11-21", "2025-08-24..2025-11-21"},
		{"1mo", "2025-02-28", "year", "2025-02-01..2025-02-28", "2024-02-01..2024-02-29"},
		{"1mo", "2024-02-29", "year", "2024-02-01..2024-02-29", "2023-02-01..2023-02-28"},
		{"1d", "2024-02-29", "year", "2024-02-29..2024-02-29", "2023-02-28..2023-02-28"},
		{"12mo", "2026-10-31", "year", "2025-11-01..2026-10-31", "2024-11-01..2025-10-31"},
		{"90d", "2026-11-22", "none", "2026-08-25..2026-11-22", ""},
		{"30d", "", "2026-01-01..2026-01-31", "2026-10-23..2026-11-21", "2026-01-01..2026-01-31"},
	} {
		window, before, err := params(t, c.since, c.until, c.compare).Windows(now)
		if err != nil {
			t.Errorf("Windows(%s, %s, %s) = %v", c.since, c.until, c.compare, err)
			continue
		}
		got := ""
		if before != nil {
			got = before.String()
		}
		if window.String() != c.window || got != c.before {
			t.Errorf("Windows(%s, %s, %s) = %s, %s; want %s, %s", c.since, c.until, c.compare, window, got, c.window, c.before)
		}
		if again, _, _ := params(t, c.since, window.To.String(), "none").Windows(now); again != window {
			t.Errorf("until %s the window of %s is %s; want %s once more", window.To, c.since, again, window)
		}
	}
}

func params(t *testing.T, since, until, compare string) (p Params) {
	t.Helper()
	err := errors.Join(p.Since.UnmarshalText([]byte(since)), p.Until.UnmarshalText([]byte(until)), p.Compare.UnmarshalText([]byte(compare)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWindowsRefuseWhatCannotBeCompared(t *testing.T) {
	for _, c := range []struct{ since, until, compare, want string }{
		{"2y", "", "year", "the windows 2023-11-01..2025-10-31 and 2024-11-01..2026-10-31 overlap; take a shorter span than 2y or compare with earlier days"},
		{"30d", "", "2026-10-01..2026-11-01", "the windows 2026-10-01..2026-11-01 and 2026-10-23..2026-11-21 overlap; take a shorter span than 30d or compare with earlier days"},
		{"30d", "2026-03-31", "2026-10-01..2026-11-01", "the days 2026-10-01..2026-11-01 to compare with lie after the window 2026-03-02..2026-03-31; they have to lie before it"},
		{"30d", "2026-11-23", "none", "until 2026-11-23 lies in the future; the last whole day is 2026-11-21"},
	} {
		if _, _, err := params(t, c.since, c.until, c.compare).Windows(now); !errors.Is(err, ErrUsage) || err.Error() != c.want {
			t.Errorf("Windows(%s, %s, %s) = %v; want %s", c.since, c.until, c.compare, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"90d", "12mo", "2026-01-01..2026-01-31", "previous", "1y1", "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if span, err := ParseSpan(s); err == nil {
			if again, err := ParseSpan(span.String()); err != nil || again != span {
				t.Errorf("ParseSpan(%q) reads back as %v, %v", s, again, err)
			}
			if d := span.before(job.NewDate(2026, 10, 31)); d.Len() < 1 {
				t.Errorf("a window of %s has %d days", s, d.Len())
			}
		}
		if c, err := ParseCompare(s); err == nil {
			if again, err := ParseCompare(c.String()); err != nil || again != c {
				t.Errorf("ParseCompare(%q) reads back as %v, %v", s, again, err)
			}
		}
	})
}

func TestRangeLeavesOutWhatBothEndsShare(t *testing.T) {
	d := job.NewDate
	for want, in := range map[string]Days{
		"2 Sep 2026":                {d(2026, 9, 2), d(2026, 9, 2)},
		"2 – 30 Sep 2026":           {d(2026, 9, 2), d(2026, 9, 30)},
		"24 Aug – 21 Nov 2026":      {d(2026, 8, 24), d(2026, 11, 21)},
		"24 Nov 2025 – 21 Feb 2026": {d(2025, 11, 24), d(2026, 2, 21)},
	} {
		if got := Range(in); got != want {
			t.Errorf("Range(%s) = %s; want %s", in, got, want)
		}
	}
}
