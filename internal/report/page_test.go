package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"demand/internal/job"
	"demand/internal/store"
)

// placed has 400 jobs of two countries, half of them remote, of which 300 state their pay: 1000, 2000, … a year.
func placed() *memory {
	m := newMemory()
	m.places = []store.PlaceRow{
		{ID: 1, Place: job.Place{Country: "DE", Region: "DE-BY", City: "Munich"}},
		{ID: 2, Place: job.Place{Country: "DE", Region: "DE-BY"}},
		{ID: 3, Place: job.Place{Country: "US", Remote: true}},
		{ID: 4, Place: job.Place{Remote: true}},
	}
	s := m.live("board/one", longAgo, windowDays.To)
	i := 0
	m.add(lot{source: s, days: windowDays, jobs: 400, employers: 400, share: map[int32]float64{1: 0.5, 2: 0.25}, change: func(f *store.Fact) {
		f.Places = []int32{1, 2}
		if i%2 == 0 {
			f.Places = []int32{3, 4}
		}
		if i%4 == 0 {
			f.Seniority = job.Senior
		}
		switch {
		case i < 200:
			f.Pay = job.Pay{Min: int64(i)*1000 + 500, Max: int64(i)*1000 + 1500, Currency: "EUR", Period: "year"}
		case i < 240:
			f.Pay = job.Pay{Min: 50, Max: 50, Currency: "USD", Period: "hour"}
		case i < 269:
			f.Pay = job.Pay{Min: 70, Max: 70, Currency: "GBP", Period: "day"}
		}
		i++
	}})
	return m
}

func TestBuildCountsEachPlaceOfAJobOnce(t *testing.T) {
	r := build(t, placed(), Params{Report: Places, Compare: Compare{Mode: None}})
	for place, want := range map[string]string{"DE": "countries", "DE-BY": "regions", "Munich, DE-BY": "cities", "remote (US)": "remote", "remote": "remote"} {
		if got := row(t, r, place); got.Jobs != 200 || got.Category != want {
			t.Errorf("%s = %d jobs of %s; want 200 of %s", place, got.Jobs, got.Category, want)
		}
	}
	if len(r.Categories) != 4 || r.Categories[0].Skills != 1 || r.Categories[3].Jobs != 200 {
		t.Errorf("categories = %+v; want four, remote work in no country", r.Categories)
	}
}

func TestPayGivesPercentilesOfEachUnitByItself(t *testing.T) {
	d, err := Pay(t.Context(), placed(), Params{}, now)
	paged(t, d, err)
	all := d.Tables[0]
	if len(all.Rows) != 2 || all.Rows[0][0] != "EUR" || all.Rows[0][2] != 200 || all.Rows[1][0] != "USD" || all.Rows[1][2] != 40 {
		t.Fatalf("all = %v; want euros a year, dollars an hour, and nothing of 29 quotes", all.Rows)
	}
	// The amounts are 1,000 to 200,000 by the thousand.
	for i, want := range []int64{20_000, 50_000, 100_000, 150_000, 180_000} {
		a := all.Rows[0][3+i].(*Amount)
		if a.Value != want || a.Low >= want || a.High <= want {
			t.Errorf("percentile %d = %+v; want %d within its interval", i, a, want)
		}
	}
	if median := all.Rows[0][5].(*Amount); median.Low < 80_000 || median.High > 120_000 {
		t.Errorf("median = %+v; want an interval as of 200 quotes", median)
	}
	if tail := all.Rows[1][3].(*Amount); tail != nil {
		t.Errorf("10th percentile of 40 quotes = %+v; want none", tail)
	}
	if jobs := cell(t, d, "roles", "Backend", "quotes"); jobs != 200 {
		t.Errorf("quotes of backend jobs = %v; want 200", jobs)
	}
	if jobs := cell(t, d, "places", "DE", "quotes"); jobs != 100 {
		t.Errorf("quotes of Germany = %v; want those of half of the jobs", jobs)
	}
}

func TestPayCountsQuotesOfOneEmployerAsRelated(t *testing.T) {
	var quotes, alike []quote
	for i := range int32(100) {
		quotes = append(quotes, quote{int64(i), i})
		alike = append(alike, quote{int64(i / 10), i / 10})
	}
	one, ten := amount(quotes, 0.5, floorQuotes), amount(alike, 0.5, floorQuotes)
	if part := float64(one.High-one.Low) / 100; part > 0.25 {
		t.Errorf("median of 100 employers = %+v; want it within a quarter", one)
	}
	if part := float64(ten.High-ten.Low) / 10; part < 0.5 {
		t.Errorf("median of 10 employers with ten alike quotes each = %+v; want it as wide as of ten", ten)
	}
}

func TestPageTellsOneSkillFromAllSides(t *testing.T) {
	m := rising()
	for i := range m.facts {
		if i%2 == 0 {
			m.facts[i].Seniority = job.Senior
		}
	}
	d, err := Page(t.Context(), m, Params{Top: 5}, "go", now)
	paged(t, d, err)
	names := make(map[string]int)
	for _, tab := range d.Tables {
		names[tab.Name] = len(tab.Rows)
	}
	for _, want := range []string{"standing", "trend", "roles", "seniority", "countries", "regions", "cities", "remote", "related", "pay", "employers"} {
		if _, ok := names[want]; !ok {
			t.Errorf("there is no table %s", want)
		}
	}
	if row := d.Tables[0].Rows[0]; row[0] != 240 || row[4] != string(ClearRise) {
		t.Errorf("standing = %v; want 240 jobs and a clear rise", row)
	}
	if d.Parameters.Compare.Mode != Previous {
		t.Errorf("compare = %v; want the window that standing is compared with", d.Parameters.Compare)
	}
	if jobs, part := cell(t, d, "roles", "Backend", "jobs"), cell(t, d, "roles", "Backend", "part"); jobs != 240 || part != Percent(100) {
		t.Errorf("backend: %v jobs, part %v; want all 240", jobs, part)
	}
	if names["trend"] != 13 || names["employers"] != 5 {
		t.Errorf("rows = %v; want 13 steps and 5 employers", names)
	}
	if got := cell(t, d, "related", "Python", "category"); got != "Languages" || names["related"] != 2 {
		t.Errorf("related: %v, %d rows; want Python and MySQL alone", got, names["related"])
	}
	if _, err := Page(t.Context(), m, Params{}, "backend", now); !errors.Is(err, ErrUsage) {
		t.Errorf("Page of a role = %v; want ErrUsage", err)
	}
}

func TestThePageNeverMixesWhatIsOpenWithWhatIsNew(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", windowDays.From-5, windowDays.To) // nothing to compare with
	m.add(lot{source: s, days: windowDays, jobs: 400, employers: 200, share: map[int32]float64{1: 0.5}, change: func(f *store.Fact) {
		f.Closed = f.Day + 1
		f.JobClosed = f.Closed
	}})
	d, err := Page(t.Context(), m, Params{}, "go", now)
	paged(t, d, err)
	if got := d.Tables[0]; d.Basis != New || got.Name != "standing" || got.Rows[0][0] != 200 {
		t.Errorf("basis %s, %+v; want the 200 new jobs that name it", d.Basis, got)
	}
	if !slices.Contains(d.Notes, WhyNotSentences[NoCommonSource]) {
		t.Errorf("notes = %q; want why nothing is compared", d.Notes)
	}
}

func TestThePageSaysWhereItsCountsAreOfMoreSourcesThanItsComparison(t *testing.T) {
	m := newMemory()
	both := Days{windowDays.From - 90, windowDays.To}
	m.add(lot{source: m.live("board/one", longAgo, windowDays.To), days: both, jobs: 800, employers: 200, share: map[int32]float64{1: 0.5}})
	d, err := Page(t.Context(), m, Params{}, "go", now)
	if notes := strings.Join(paged(t, d, err).Notes, " "); strings.Contains(notes, "Demand and its steps") {
		t.Errorf("notes = %q; want nothing of other sources, for there are none", notes)
	}
	m.add(lot{source: m.live("board/two", windowDays.From-5, windowDays.To), days: windowDays, jobs: 1000, employers: 200, share: map[int32]float64{1: 0.5}})
	d, err = Page(t.Context(), m, Params{}, "go", now)
	compared := build(t, m, Params{}).Window.Jobs
	want := fmt.Sprintf("Demand and its steps count the %d jobs of what can be compared (1 of 2 sources), all else %s (2).", compared, Thousands(compared+1000))
	if paged(t, d, err); !slices.Contains(d.Notes, want) {
		t.Errorf("notes = %q; want %q", d.Notes, want)
	}
}
