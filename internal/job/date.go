package job

import (
	"fmt"
	"time"
)

// A Date is a calendar day in UTC, counted in days since 1970-01-01. Zero means that no day is known.
type Date int32

// DateOf returns the day of t in UTC.
func DateOf(t time.Time) Date {
	s := t.Unix()
	d := s / 86400
	if s%86400 < 0 {
		d--
	}
	return Date(d)
}

// NewDate returns the day of a year, a month and a day of the month, normalised as time.Date does.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseDate reads a day written as 2026-01-31.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("date %q is not written as 2026-01-31", s)
	}
	return DateOf(t), nil
}

// Time returns the first instant of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// MonthStart returns the first day of the day's month.
func (d Date) MonthStart() Date { t := d.Time(); return NewDate(t.Year(), t.Month(), 1) }

// MonthEnd returns the last day of the day's month.
func (d Date) MonthEnd() Date { t := d.Time(); return NewDate(t.Year(), t.Month()+1, 1) - 1 }

// String writes the day as 2026-01-31, and the zero Date as "".
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes the day as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}
