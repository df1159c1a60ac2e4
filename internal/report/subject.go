package report

import (
	"cmp"
	"slices"

	"demand/internal/job"
	"demand/internal/store"
)

// A subject is what a report counts in jobs: its items, and which of them a job has. Every subject is counted, tested and
// judged alike; its items are one family of tests.
type subject struct {
	items  []thing        // by slug
	groups []job.Category // in the order of the report
	of     func(f *store.Fact, list []item) []item
	pay    bool // it asks for the pay of jobs too
}

// A thing is one item of a subject as it is shown.
type thing struct {
	slug, name string
	group      int  // index into groups
	skill      bool // it is one
	technology bool // a skill that is no practice
}

// The names of roles and levels for people, by bit number.
var (
	roleNames = []string{
		"Backend", "Frontend", "Full stack", "Mobile", "Data engineering", "Data science", "Machine learning", "DevOps",
		"Security", "Quality assurance", "Embedded", "Software, not said which", "Management", "Other technical",
	}
	levelNames = []string{"Intern", "Junior", "Mid", "Senior", "Staff", "Manager", "Executive"}
)

// subjectOf returns the subject of the report of that name.
func subjectOf(name string, skills []store.SkillRow, order []job.Category, places []store.PlaceRow) subject {
	switch name {
	case Roles:
		return ofRoles()
	case Seniority:
		return ofLevels()
	case Categories:
		return ofCategories(skills, order)
	case Places:
		return ofPlaces(places)
	case PayReport, OneSkill:
		s := together(ofSkills(skills, order), ofRoles(), ofLevels(), ofPlaces(places))
		s.pay = true
		return s
	}
	return ofSkills(skills, order)
}

func ofRoles() subject {
	return ofBits(job.Category{Slug: Roles, Name: "Roles"}, job.RoleNames, roleNames, func(f *store.Fact) uint32 { return uint32(f.Roles &^ job.NotTechnical) })
}

func ofLevels() subject {
	return ofBits(job.Category{Slug: Seniority, Name: "Seniority"}, job.SeniorityNames, levelNames, func(f *store.Fact) uint32 { return uint32(f.Seniority) })
}

func ofSkills(skills []store.SkillRow, order []job.Category) subject {
	s := subject{groups: order}
	skills = slices.SortedFunc(slices.Values(skills), func(a, c store.SkillRow) int { return cmp.Compare(a.Slug, c.Slug) })
	place := places(skills, func(i int) int32 { return int32(i) })
	for _, k := range skills {
		s.items = append(s.items, thing{k.Slug, k.Name, categoryOf(k, order), true, k.Nature == "technology"})
	}
	s.of = func(f *store.Fact, list []item) []item {
		for _, k := range f.Skills {
			if k.ID >= 0 && int(k.ID) < len(place) && place[k.ID] >= 0 {
				list = append(list, pack(place[k.ID], k.Strength, k.Strict))
			}
		}
		return list
	}
	return s
}

// ofCategories counts jobs that name any skill of a category, as strongly and as strictly as any of them is named.
func ofCategories(skills []store.SkillRow, order []job.Category) subject {
	s := subject{groups: []job.Category{{Slug: Categories, Name: "Categories"}}}
	sorted := slices.SortedFunc(slices.Values(order), func(a, c job.Category) int { return cmp.Compare(a.Slug, c.Slug) })
	for _, c := range sorted {
		s.items = append(s.items, thing{slug: c.Slug, name: c.Name})
	}
	place := places(skills, func(i int) int32 { return int32(categoryOf(skills[i], sorted)) })
	s.of = func(f *store.Fact, list []item) []item {
		first := len(list)
		for _, k := range f.Skills {
			if k.ID < 0 || int(k.ID) >= len(place) || place[k.ID] < 0 {
				continue
			}
			strength, strict := k.Strength, k.Strict
			at := slices.IndexFunc(list[first:], func(i item) bool { return i.index() == uint32(place[k.ID]) })
			if at < 0 {
				list = append(list, pack(place[k.ID], strength, strict))
				continue
			}
			was := list[first+at]
			list[first+at] = pack(place[k.ID], max(strength, was.strength()), strict || was.strict())
		}
		return list
	}
	return s
}

// ofBits counts the members of a set that is one bit each, shown by the names of the same number.
func ofBits(group job.Category, slugs, names []string, set func(*store.Fact) uint32) subject {
	s := subject{groups: []job.Category{group}}
	order := make([]int, len(names)) // bit numbers by slug
	for bit := range order {
		order[bit] = bit
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(slugs[a], slugs[b]) })
	for _, bit := range order {
		s.items = append(s.items, thing{slug: slugs[bit], name: names[bit]})
	}
	s.of = func(f *store.Fact, list []item) []item {
		bits := set(f)
		for i, bit := range order {
			if bits&(1<<bit) != 0 {
				list = append(list, pack(int32(i), job.Required, true))
			}
		}
		return list
	}
	return s
}

// places maps the id of each skill in the store to what at gives for it, others to -1.
func places(skills []store.SkillRow, at func(i int) int32) (list []int32) {
	for i, k := range skills {
		for int(k.ID) >= len(list) {
			list = append(list, -1)
		}
		list[k.ID] = at(i)
	}
	return list
}

func categoryOf(k store.SkillRow, order []job.Category) int {
	return slices.IndexFunc(order, func(c job.Category) bool { return c.Slug == k.Category })
}
