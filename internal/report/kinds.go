package report

import (
	"slices"

	"demand/internal/job"
)

// A Kind is one report that a user can ask for by its name.
type Kind struct {
	Name    string
	Title   string   // one sentence that says what it shows
	Without []string // the parameters that it does not take, named as in Params
	OfSkill bool     // it is about one skill, Params.Skill
	IsPages bool     // a function of its own makes it, as a Document
}

// subjects are the reports that Build makes.
var subjects = []string{SkillReport, Movers, Categories, Roles, Seniority, Places}

// documents are the reports that are Documents.
var documents = []string{PayReport, OneSkill, "employers", "related", "new", "guide", TheGap, "coverage"}

// Kinds lists all reports, the default first.
func Kinds() []Kind {
	kinds := []Kind{
		{Name: SkillReport, Title: "Skills by category, with changes and verdicts (the default)."},
		{Name: Movers, Title: "Skills of all categories that moved, and those that may have.", Without: []string{"top"}},
		{Name: Categories, Title: "Categories: the jobs that name any of their skills.", Without: []string{"category"}},
		{Name: Roles, Title: "Roles, such as backend and data engineering.", Without: []string{"category", "strength"}},
		{Name: Seniority, Title: "Levels of seniority that jobs name.", Without: []string{"category", "strength"}},
		{Name: Places, Title: "Countries, regions and cities of jobs, and remote work by its scope.", Without: []string{"category", "strength"}},
	}
	still := []string{"compare", "by", "category"} // of one window
	kinds = append(kinds,
		Kind{Name: "employers", Title: "Employers by jobs, and how concentrated these are.", IsPages: true, Without: append([]string{"strength"}, still...)},
		Kind{Name: PayReport, Title: "Percentiles of what jobs pay that state it, by skill, role, level and place.", IsPages: true, Without: append([]string{"strength"}, still...)},
		Kind{Name: "related", Title: "Skills that jobs name beside one (--skill NAME), with the lift.", IsPages: true, OfSkill: true, Without: still},
		Kind{Name: "new", Title: "Skills that no job named in the 365 days before.", IsPages: true, Without: append([]string{"top"}, still...)},
		Kind{Name: "guide", Title: "The guide to backend skills: what of it is kept, missing and overtaken.", IsPages: true, Without: append([]string{"top"}, still...)},
	)
	kinds = append(kinds, Kind{
		Name: "coverage", Title: "Sources, read day by day; what joining reposts and copies changes; --fields: what postings state.", IsPages: true,
		Without: append([]string{"base", "basis"}, still...),
	})
	return kinds
}

// KindOf returns the report of that name, the default for an empty one. An unknown name is an error that wraps
// ErrUsage and gives the nearest ones.
func KindOf(name string) (Kind, error) {
	kinds := Kinds()
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
