package job

import (
	"cmp"
	"slices"
)

// A Place is where the work of a posting may be done: a city, a region, a country, a group of countries, or remote work
// with its scope. What is not known is empty: {Country: "US"} is somewhere in the USA.
//
// Region and City are only set beside a Country, and the zero Place is none.
type Place struct {
	Country string // ISO 3166-1 alpha-2, such as DE; of a wider area its name in AreaNames, such as EU
	Region  string // ISO 3166-2, such as US-CA; of the first level of a country
	City    string // by the name that GeoNames gives it, such as Munich
	Remote  bool   // remote work, open to people in what the other fields say; without a country, no scope is stated
}

// AreaNames lists the groups of countries that a Place may have for a country, sorted. None is the code of a country.
var AreaNames = []string{"AFRICA", "AMERICAS", "APAC", "ASIA", "EMEA", "EU", "EUROPE", "LATAM", "MENA", "NORDICS", "NORTH-AMERICA", "OCEANIA", "SOUTH-AMERICA"}

// String writes the place as people read it, and no two places alike: Munich, DE-BY; US-CA; remote (US); remote.
func (p Place) String() string {
	s := cmp.Or(p.Region, p.Country)
	if p.City != "" {
		s = p.City + ", " + s
	}
	switch {
	case p.Remote && s == "":
		return "remote"
	case p.Remote:
		return "remote (" + s + ")"
	}
	return s
}

// ComparePlaces orders places by country, region, city, and remote work behind the rest.
func ComparePlaces(a, b Place) int {
	remote := func(p Place) int {
		if p.Remote {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Region, b.Region), cmp.Compare(a.City, b.City), cmp.Compare(remote(a), remote(b)))
}

// SortPlaces returns the places in the order of ComparePlaces, each once.
func SortPlaces(places []Place) []Place {
	slices.SortFunc(places, ComparePlaces)
	return slices.Compact(places)
}
