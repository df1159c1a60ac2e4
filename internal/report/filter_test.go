package report

import (
	"errors"
	"slices"
	"testing"

	"demand/internal/job"
	"demand/internal/store"
)

// scattered has 240 jobs in Berlin, 60 in Munich, 100 remote within Germany, 100 remote anywhere, 100 in New York, 20 remote within the EU
// and 30 nowhere known in each window; a tenth of them is in German, a fifth for juniors, and half of the mentions are required.
func scattered() *memory {
	m := newMemory()
	m.places = []store.PlaceRow{
		{ID: 1, Place: job.Place{Country: "DE", Region: "DE-BE", City: "Berlin"}},
		{ID: 2, Place: job.Place{Country: "DE", Region: "DE-BY", City: "Munich"}},
		{ID: 3, Place: job.Place{Country: "DE", Remote: true}},
		{ID: 4, Place: job.Place{Remote: true}},
		{ID: 5, Place: job.Place{Country: "US", Region: "US-NY", City: "New York City"}},
		{ID: 6, Place: job.Place{Country: "EU", Remote: true}},
	}
	s := m.live("board/one", longAgo, windowDays.To)
	for _, days := range []Days{beforeDays, windowDays} {
		i := 0
		m.add(lot{source: s, days: days, jobs: 650, employers: 130, share: map[int32]float64{1: 0.3, 2: 0.5}, change: func(f *store.Fact) {
			at := i * 7 % 650
			f.Language = "en"
			switch {
			case at < 240:
				f.Places = []int32{1}
			case at < 300:
				f.Places = []int32{2, 4}
			case at < 400:
				f.Places = []int32{3}
			case at < 500:
				f.Places = []int32{4}
			case at < 600:
				f.Places = []int32{5}
			case at < 620:
				f.Places = []int32{6}
			}
			if i%10 == 0 {
				f.Language = "de"
			}
			if i%5 == 0 {
				f.Seniority = job.Junior
			}
			for k := range f.Skills {
				if i%2 == 0 {
					f.Skills[k].Strength = job.Mentioned
				}
			}
			i++
		}})
	}
	return m
}

func TestBuildCountsTheJobsAskedFor(t *testing.T) {
	for _, test := range []struct {
		name    string
		params  Params
		jobs    int
		noPlace int
	}{
		{"all", Params{}, 650, 0},
		{"country", Params{Country: []string{"DE"}}, 400, 30},
		{"case is no matter", Params{Country: []string{"de"}, City: []string{"BERLIN"}}, 240, 30},
		{"any of several", Params{Country: []string{"DE", "US"}}, 500, 30},
		{"an area with its countries", Params{Country: []string{"eu"}}, 420, 30},
		{"an area in another one", Params{Country: []string{"EMEA"}, City: []string{"Berlin"}}, 240, 30},
		{"region", Params{Region: []string{"DE-BE"}}, 240, 30},
		{"remote", Params{Remote: true}, 280, 30},
		{"open to people in a country", Params{Remote: true, Country: []string{"DE"}}, 120, 30},
		{"language", Params{Language: []string{"de"}}, 65, 0},
		{"languages", Params{Language: []string{"EN", "de"}}, 650, 0},
		{"seniority", Params{Seniority: []string{"junior"}}, 130, 0},
		{"several", Params{Seniority: []string{"junior"}, Language: []string{"en"}}, 65, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := build(t, scattered(), test.params)
			if r.Window.Jobs != test.jobs || r.Before.Jobs != test.jobs || r.Window.NoPlace != test.noPlace {
				t.Errorf("%d jobs after %d, %d without a place; want %d each, %d without", r.Window.Jobs, r.Before.Jobs, r.Window.NoPlace, test.jobs, test.noPlace)
			}
		})
	}
}

func TestBuildCountsMentionsOfAStrength(t *testing.T) {
	all, required, other := build(t, scattered(), Params{}), build(t, scattered(), Params{Strength: []string{"required"}}), build(t, scattered(), Params{Strength: []string{"preferred", "mentioned"}})
	if required.Window.Jobs != 650 || other.Window.Jobs != 650 {
		t.Errorf("%d and %d jobs; want all of them: strength narrows mentions", required.Window.Jobs, other.Window.Jobs)
	}
	a, r, o := row(t, all, "go").Jobs, row(t, required, "go").Jobs, row(t, other, "go").Jobs
	if r == 0 || o == 0 || r+o != a {
		t.Errorf("%d + %d of %d jobs name Go; want each strength apart", r, o, a)
	}
}

func TestBuildWidensToTheCountryAndSaysSo(t *testing.T) {
	r := build(t, scattered(), Params{City: []string{"Munich"}})
	if r.Window.Jobs != 400 || r.Widened == nil || r.Widened.Jobs != 60 || !slices.Equal(r.Widened.Country, []string{"DE"}) {
		t.Errorf("%d jobs, widened %+v; want the 400 of Germany in place of 60", r.Window.Jobs, r.Widened)
	}
	if !slices.Equal(r.Parameters.City, []string{"Munich"}) {
		t.Errorf("parameters = %+v; want them as given", r.Parameters)
	}
	if r = build(t, scattered(), Params{City: []string{"Berlin"}}); r.Widened != nil {
		t.Errorf("widened = %+v; want Berlin with its 240 jobs", r.Widened)
	}
	if r = build(t, scattered(), Params{City: []string{"Munich"}, Remote: true}); r.Widened == nil || r.Window.Jobs != 100 {
		t.Errorf("%d jobs; want the 100 that are remote within Germany", r.Window.Jobs)
	}
}

func TestBuildCountsOtherLanguages(t *testing.T) {
	if r := build(t, scattered(), Params{}); r.Window.OtherLanguage != 65 {
		t.Errorf("%d jobs in other languages; want 65", r.Window.OtherLanguage)
	}
}

func TestBuildRefusesPlacesThatExcludeEachOther(t *testing.T) {
	for _, test := range []struct {
		params Params
		want   string
	}{
		{Params{Country: []string{"US"}, City: []string{"berlin"}}, "Berlin lies in DE, not in US; leave out the country, or name the one that holds it"},
		{Params{City: []string{"Berlin"}, Region: []string{"DE-BY"}}, "nothing lies at Berlin in DE-BY; leave one of them out"},
	} {
		_, err := Build(t.Context(), scattered(), test.params, now)
		if !errors.Is(err, ErrUsage) || err.Error() != test.want {
			t.Errorf("Build = %v; want %s", err, test.want)
		}
	}
}

func TestBuildNamesWhatIsNearAnUnknownFilter(t *testing.T) {
	for _, test := range []struct {
		params Params
		want   string
	}{
		{Params{Country: []string{"DEU"}}, `unknown country "DEU"; did you mean DE?`},
		{Params{Region: []string{"DE-BX"}}, `unknown region "DE-BX"; did you mean DE-BE or DE-BY?`},
		{Params{City: []string{"Berlni"}}, `unknown city "Berlni"; did you mean Berlin?`},
		{Params{Seniority: []string{"senoir"}}, `unknown seniority "senoir"; did you mean senior?`},
		{Params{Strength: []string{"require"}}, `unknown strength "require"; did you mean required?`},
		{Params{Language: []string{"german"}}, `language "german" is not a code such as en, de or fr`},
		{Params{Language: []string{"foo"}}, `language "foo" is not a code such as en, de or fr`},
	} {
		_, err := Build(t.Context(), scattered(), test.params, now)
		if !errors.Is(err, ErrUsage) || err.Error() != test.want {
			t.Errorf("Build = %v; want %s", err, test.want)
		}
	}
}
