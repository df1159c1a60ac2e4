package report

import (
	"slices"

	"golang.org/x/text/language"
)

// areas says of what each of job.AreaNames consists: areas of UN M49, which CLDR resolves to countries
// (https://www.unicode.org/cldr/charts/latest/supplemental/territory_containment_un_m_49.html), and countries by ISO 3166-1.
var areas = map[string][]string{
	"AFRICA":        {"002"},
	"AMERICAS":      {"019"},
	"APAC":          {"030", "034", "035", "009"}, // Eastern, Southern and South-eastern Asia, Oceania
	"ASIA":          {"142"},
	"EMEA":          {"150", "145", "002"}, // Europe, Western Asia, Africa
	"EU":            {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"},
	"EUROPE":        {"150", "CY"},
	"LATAM":         {"005", "013", "029"}, // South and Central America, the Caribbean
	"MENA":          {"145", "015"},
	"NORDICS":       {"DK", "FI", "IS", "NO", "SE"},
	"NORTH-AMERICA": {"021", "MX"},
	"OCEANIA":       {"009"},
	"SOUTH-AMERICA": {"005"},
}

// covers reports whether an area holds a country or the whole of another area. A country holds nothing but itself.
func covers(area, place string) bool {
	if area == place {
		return place != ""
	}
	parts, inner := areas[area], areas[place]
	if inner != nil {
		return parts != nil && !slices.ContainsFunc(inner, func(part string) bool { return !holds(parts, part) })
	}
	return holds(parts, place)
}

// holds reports whether one of the parts of an area is, or has in it, a country or an area of UN M49.
func holds(parts []string, place string) bool {
	inner, err := language.ParseRegion(place)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(parts, func(part string) bool {
		outer, err := language.ParseRegion(part)
		return err == nil && (outer == inner || outer.Contains(inner))
	})
}
