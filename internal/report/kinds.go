package report

import (
	"slices"

	"demand/internal/job"
	"demand/queries"
)

// A Kind is one report that a user can ask for by its name.
type Kind struct {
	Name    string
	Title   string   // one sentence that says what it shows
	Without []string // the parameters that it does not take, named as in Params
	IsQuery bool     // Query makes it, not Build
}

// subjects are the reports that Build makes.
var subjects = []string{SkillReport, Movers, Categories, Roles, Seniority}

// Kinds lists all reports, the default first.
func Kinds() ([]Kind, error) {
	kinds := []Kind{
		{Name: SkillReport, Title: "Skills by category, with changes and verdicts (the default)."},
		{Name: Movers, Title: "Skills of all categories that moved, and those that may have.", Without: []string{"top"}},
		{Name: Categories, Title: "Categories: the jobs that name any of their skills.", Without: []string{"category"}},
		{Name: Roles, Title: "Roles, such as backend and data engineering.", Without: []string{"category", "strength"}},
		{Name: Seniority, Title: "Levels of seniority that jobs name.", Without: []string{"category", "strength"}},
	}
	all, err := queries.Reports()
	for _, q := range all {
		k := Kind{Name: q.Name, Title: q.Title, IsQuery: true, Without: slices.Concat([]string{"compare", "base", "basis", "by", "category"}, Filters, []string{"top"})}
		if len(q.Params) == 0 { // it is of no window
			k.Without = append(k.Without, "since", "until")
		}
		kinds = append(kinds, k)
	}
	return kinds, err
}

// KindOf returns the report of that name, the default for an empty one. An unknown name is an error that wraps
// ErrUsage and gives the nearest ones.
func KindOf(name string) (Kind, error) {
	kinds, err := Kinds()
	if err != nil {
		return Kind{}, err
	}
	if name == "" {
		return kinds[0], nil
	}
	var names []string
	for _, k := range kinds {
		names = append(names, k.Name)
	}
	if i := slices.Index(names, name); i >= 0 {
		return kinds[i], nil
	}
	return Kind{}, reason{ErrUsage, job.Unknown("report", name, names).Error()}
}
