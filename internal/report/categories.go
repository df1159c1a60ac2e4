package report

import (
	"slices"
	"strings"
)

// A categoryName is a category's slug with the words to show for it.
type categoryName struct{ slug, name string }

// categories lists the known categories in the order of reports: the eight of the guide, then the others.
var categories = []categoryName{
	{"languages", "Languages"},
	{"databases", "Databases"},
	{"frameworks", "Frameworks"},
	{"apis", "API design"},
	{"version-control", "Version control"},
	{"security", "Security"},
	{"testing", "Testing and debugging"},
	{"cloud", "Cloud services"},
	{"frontend", "Front end"},
	{"mobile", "Mobile"},
	{"messaging", "Messaging"},
	{"data-ai", "Data and AI"},
	{"systems", "Systems and practices"},
}

// categoryNames returns those categories in the order of reports; ones that are not known come last, by slug.
func categoryNames(slugs []string) []categoryName {
	slugs = slices.Compact(slices.Sorted(slices.Values(slugs)))
	var list []categoryName
	for _, c := range categories {
		if slices.Contains(slugs, c.slug) {
			list = append(list, c)
		}
	}
	for _, slug := range slugs {
		if !slices.ContainsFunc(categories, func(c categoryName) bool { return c.slug == slug }) {
			list = append(list, categoryName{slug, strings.ReplaceAll(slug, "-", " ")})
		}
	}
	return list
}
