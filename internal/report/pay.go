package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"gonum.org/v1/gonum/stat"

	"demand/internal/stats"
)

// percentiles are those of pay, with the quotes that each takes.
var percentiles = []struct {
	name   string
	part   float64
	quotes int
}{{"p10", 0.10, floorTails}, {"p25", 0.25, floorQuotes}, {"p50", 0.50, floorQuotes}, {"p75", 0.75, floorQuotes}, {"p90", 0.90, floorTails}}

// An Amount is a percentile of pay in whole units of its currency, with its interval. Where quotes are too few to bound it on a
// side, that end is the least or the greatest of them.
type Amount struct {
	Value int64   `json:"value"`
	Low   int64   `json:"low"`
	High  int64   `json:"high"`
	Level float64 `json:"level"` // of the interval
}

// Pay says what the jobs of the window pay that state it: percentiles, by skill, role, level and place, of each
// currency and period by itself. Errors are those of Build.
func Pay(ctx context.Context, db Reader, p Params, now time.Time) (*Document, error) {
	p.Report = PayReport
	b, err := gather(ctx, db, p, now)
	if err != nil {
		return nil, err
	}
	const title = "Pay"
	if b.report.WhyNot == NoData {
		return b.document(title), nil
	}
	b.tally()
	d := b.document(title)
	all, of := b.quotes(func(*posting) bool { return true })
	d.add(payTable("all", "All jobs", nil, []map[unit][]quote{all}, 0))
	for _, part := range []struct {
		name, title string
		groups      []string // of the subject; none are the skills
	}{
		{"skills", "By skill", nil}, {"roles", "By role", []string{Roles}}, {"seniority", "By level", []string{Seniority}},
		{"places", "By place", []string{"countries", "regions", "cities", "remote"}},
	} {
		var names []string
		var quoted []map[unit][]quote
		for k, q := range of {
			thing := b.subject.items[k]
			if part.groups == nil && thing.skill || slices.Contains(part.groups, b.subject.groups[thing.group].Slug) {
				names, quoted = append(names, thing.name), append(quoted, q)
			}
		}
		if t := payTable(part.name, part.title, names, quoted, b.params.Top); len(t.Rows) > 0 {
			d.add(t)
		}
	}
	quotes := 0
	for _, q := range all {
		quotes += len(q)
	}
	d.say("%s of the %s jobs state what they pay. A range counts as its middle. Currencies and periods are never converted. Those that state it need not be like those that do not.", Thousands(quotes), Thousands(d.Window.Jobs))
	d.say("Nothing is said of fewer than %d quotes, and no 10th or 90th percentile of fewer than %d. --format csv and json give each percentile with its 95 %% interval.", floorQuotes, floorTails)
	return d, nil
}

// A unit is what pay is counted in; quotes of two units are never joined.
type unit struct{ currency, period string }

// A quote is what one job pays.
type quote struct {
	amount   int64
	employer int32
}

// quotes collects what the jobs of the window pay that ok takes: of all, and of those that have each item.
func (b *builder) quotes(ok func(*posting) bool) (all map[unit][]quote, of []map[unit][]quote) {
	all, of = make(map[unit][]quote), make([]map[unit][]quote, len(b.subject.items))
	s := &b.sample
	for i := range s.postings {
		p := &s.postings[i]
		if p.pay == 0 || b.base().in(p)&inWindow == 0 || !ok(p) {
			continue
		}
		pay := s.pays[p.pay-1]
		u, q := unit{pay.Currency, pay.Period}, quote{(pay.Min + pay.Max) / 2, p.employer}
		all[u] = append(all[u], q)
		for _, k := range s.named(p) {
			if of[k.index()] == nil {
				of[k.index()] = make(map[unit][]quote)
			}
			of[k.index()][u] = append(of[k.index()][u], q)
		}
	}
	return all, of
}

// payTable makes the table of percentiles of named groups of quotes, those with the most first; without names it has no
// column for them. top is the number of rows, 0 all.
func payTable(name, title string, names []string, quoted []map[unit][]quote, top int) Table {
	t := Table{Name: name, Title: title}
	type line struct {
		name   string
		unit   unit
		quotes []quote
	}
	var lines []line
	for i, q := range quoted {
		for u, list := range q {
			if len(list) >= floorQuotes {
				l := line{unit: u, quotes: list}
				if names != nil {
					l.name = names[i]
				}
				lines = append(lines, l)
			}
		}
	}
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(len(b.quotes), len(a.quotes)), cmp.Compare(a.name, b.name), cmp.Compare(a.unit.currency, b.unit.currency), cmp.Compare(a.unit.period, b.unit.period))
	})
	if top > 0 && len(lines) > top {
		lines = lines[:top]
	}
	if names != nil {
		t.Columns = append(t.Columns, "name")
	}
	t.Columns = append(t.Columns, "currency", "period", "quotes")
	for _, p := range percentiles {
		t.Columns = append(t.Columns, p.name)
		t.Intervals = append(t.Intervals, p.name)
	}
	for _, l := range lines {
		var row []any
		if names != nil {
			row = append(row, l.name)
		}
		row = append(row, l.unit.currency, l.unit.period, len(l.quotes))
		for _, p := range percentiles {
			row = append(row, amount(l.quotes, p.part, p.quotes))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(lines) == 0 {
		t.Note = fmt.Sprintf("Fewer than %d quotes of one currency and period.", floorQuotes)
	}
	return t
}

// amount returns a percentile of quotes with its interval, nil if there are fewer than enough. Those of one employer count as related.
func amount(quotes []quote, part float64, enough int) *Amount {
	if len(quotes) < enough {
		return nil
	}
	values := make([]float64, len(quotes))
	for i, q := range quotes {
		values[i] = float64(q.amount)
	}
	slices.Sort(values)
	at := stat.Quantile(part, stat.Empirical, values, nil)
	type count struct{ below, n float64 }
	by := make(map[int32]count)
	for _, q := range quotes {
		c := by[q.employer]
		c.n++
		if float64(q.amount) <= at {
			c.below++
		}
		by[q.employer] = c
	}
	var sizes stats.Sizes
	var spread stats.Spread
	for _, c := range by { // sums of whole numbers, whatever their order
		sizes.Add(c.n, 0)
		spread.Add(c.below, c.n, 0, 0)
	}
	low, high := stats.PercentileRanks(part, len(values), sizes.Inflation()*stats.ShareDeff(sizes, spread), level)
	return &Amount{int64(at), int64(values[max(low, 1)-1]), int64(values[min(high, len(values))-1]), level}
}
