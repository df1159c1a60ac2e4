package report

import (
	"cmp"
	"fmt"
	"slices"

	"demand/internal/job"
	"demand/internal/store"
)

// warmUp is the number of days at the start of an archive in which reposts cannot be told from new jobs.
const warmUp = 60

// A source is a selected source with the days that it covers.
type source struct {
	store.SourceRow
	covers []store.Cover // by day
}

// selected returns the sources that the parameters ask for, by name, and their covers.
func selected(p Params, rows []store.SourceRow, covers []store.Cover) ([]source, error) {
	var list []source
	for _, row := range rows {
		if p.selects(row.Name) {
			list = append(list, source{SourceRow: row})
		}
	}
	if len(list) == 0 && len(rows) > 0 {
		names := make([]string, len(rows))
		for i, row := range rows {
			names[i] = row.Name
		}
		return nil, known("source", p.Source[0], names)
	}
	slices.SortFunc(list, func(a, b source) int { return cmp.Compare(a.Name, b.Name) })
	index := make(map[int32]int, len(list))
	for i, s := range list {
		index[s.ID] = i
	}
	for _, c := range covers {
		if i, ok := index[c.Source]; ok {
			list[i].covers = append(list[i].covers, c)
		}
	}
	for _, s := range list {
		slices.SortFunc(s.covers, func(a, b store.Cover) int { return cmp.Compare(a.From, b.From) })
	}
	return list, nil
}

// usable returns the days of a cover on which what opened is known to have opened then, and counted once.
func (s *source) usable(c store.Cover, base string) Days {
	switch {
	case s.Newest && c != s.covers[len(s.covers)-1]:
		return Days{c.From + 1, c.To} // what came after its last visit may have been missed
	case !s.Archive:
		// What the first visit of a run lists may be older. Until the next visit is due, the last one stands.
		return Days{c.From + 1, c.To + job.Date(s.Interval)}
	case base == Jobs:
		return Days{c.From + warmUp, c.To}
	}
	return Days{c.From, c.To}
}

// flows reports whether the source's new jobs of all those days are known.
func (s *source) flows(base string, days ...Days) bool {
	for _, d := range days {
		if !slices.ContainsFunc(s.covers, func(c store.Cover) bool {
			u := s.usable(c, base)
			return u.From <= d.From && d.To <= u.To
		}) {
			return false
		}
	}
	return true
}

// open reports whether what the source listed on a day is known. An archive lists nothing as open.
func (s *source) open(day job.Date) bool {
	return !s.Archive && !s.Newest && slices.ContainsFunc(s.covers, func(c store.Cover) bool {
		return c.From <= day && day <= c.To+job.Date(s.Interval)
	})
}

// lastOpen returns the newest day on which what the source listed is known from a visit, 0 if there is none.
func (s *source) lastOpen() job.Date {
	if s.Archive || s.Newest || len(s.covers) == 0 {
		return 0
	}
	return s.covers[len(s.covers)-1].To
}

// whyNot says why the source's new jobs of those days are not known.
func (s *source) whyNot(base string, days ...Days) string {
	failed := ""
	if s.Failure != "" {
		failed = ": " + s.Failure
	}
	if len(s.covers) == 0 {
		return "never read" + failed
	}
	from, to := days[0].From, days[0].To
	for _, d := range days {
		from, to = min(from, d.From), max(to, d.To)
	}
	first := s.covers[0]
	if first.From > from || !s.Archive && first.From == from {
		return "first read " + Day(first.From)
	}
	if s.Archive && base == Jobs && first.From+warmUp > from {
		return fmt.Sprintf("its first %d days, to %s, cannot tell reposts", warmUp, Day(first.From+warmUp-1))
	}
	for i, c := range s.covers {
		end := s.usable(c, base).To
		if end >= to {
			break
		}
		if i+1 == len(s.covers) {
			return "not read since " + Day(c.To) + failed
		}
		next := s.covers[i+1].From
		if s.Newest && next >= from && end < to && next-c.To <= max(14, 2*job.Date(s.Interval)) {
			return "may have missed postings before " + Day(next) + ", when all that it listed was new"
		}
		if next > from && end >= from-1 || c.To < from && next > from {
			return "not read " + Range(Days{c.To + 1, next - 1})
		}
	}
	return "begun anew within the days"
}

// whyNotOpen says why what the source listed on those days is not known.
func (s *source) whyNotOpen(days ...job.Date) string {
	switch {
	case s.Archive:
		return "an archive: it does not say what is open"
	case s.Newest:
		return "it lists its newest postings only, not what is open"
	case len(s.covers) == 0:
		return s.whyNot(Postings, Days{days[0], days[0]})
	}
	for _, d := range days {
		if !s.open(d) {
			return "not read on " + Day(d)
		}
	}
	return ""
}

// comparableOn returns the first day after the given one on which a report with these parameters can compare,
// if the sources that are read now go on to be read; 0 if there is none within ten years.
func comparableOn(p Params, sources []source, last job.Date) job.Date {
	if p.Compare.Mode == Explicit || p.Compare.Mode == None {
		return 0
	}
	p.Until = 0
	for day := last + 2; day < last+10*366; day++ {
		window, before, err := p.Windows(day.Time())
		if err != nil {
			return 0
		}
		for _, s := range sources {
			if len(s.covers) == 0 {
				continue
			}
			newest := s.covers[len(s.covers)-1]
			stopped := newest.To < last-max(45, 2*job.Date(s.Interval))
			switch {
			case stopped:
			case p.Basis == New && s.usable(newest, p.Base).From <= before.From:
				return day
			case p.Basis == Open && !s.Archive && newest.From <= before.To && before.To < window.To:
				return day
			}
		}
	}
	return 0
}

// Day writes a day as 2 Sep 2026.
func Day(d job.Date) string { return d.Time().Format("2 Jan 2006") }

// Range writes days as 24 Aug – 21 Nov 2026, leaving out what both ends share.
func Range(d Days) string {
	from, to := d.From.Time(), d.To.Time()
	switch {
	case d.From == d.To:
		return Day(d.To)
	case from.Year() != to.Year():
		return Day(d.From) + " – " + Day(d.To)
	case from.Month() != to.Month():
		return from.Format("2 Jan") + " – " + Day(d.To)
	}
	return from.Format("2") + " – " + Day(d.To)
}
