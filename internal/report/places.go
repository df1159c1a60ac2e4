package report

import (
	"maps"
	"slices"

	"demand/internal/job"
	"demand/internal/store"
)

// ofPlaces counts the places of jobs: each of their countries, regions and cities once, and remote work by its scope.
func ofPlaces(rows []store.PlaceRow) subject {
	s := subject{groups: []job.Category{
		{Slug: "countries", Name: "Countries"}, {Slug: "regions", Name: "Regions"}, {Slug: "cities", Name: "Cities"}, {Slug: "remote", Name: "Remote"},
	}}
	groups := make(map[string]int) // of each item; all are told apart by their text
	of := make(map[int32][]string)
	for _, row := range rows {
		p := row.Place
		for group, text := range []string{
			p.Country,
			p.Region,
			job.Place{Country: p.Country, Region: p.Region, City: p.City}.String(),
			p.String(),
		} {
			remote := group == 3
			if text == "" || p.Remote != remote || group == 2 && p.City == "" {
				continue
			}
			groups[text] = group
			of[row.ID] = append(of[row.ID], text)
		}
	}
	index := make(map[string]int32)
	for _, text := range slices.Sorted(maps.Keys(groups)) {
		index[text] = int32(len(s.items))
		s.items = append(s.items, thing{slug: text, name: text, group: groups[text]})
	}
	var items [][]int32 // by number of the place
	for id, texts := range of {
		for int(id) >= len(items) {
			items = append(items, nil)
		}
		for _, text := range texts {
			items[id] = append(items[id], index[text])
		}
	}
	s.of = func(f *store.Fact, list []item) []item {
		first := len(list)
		for _, id := range f.Places {
			if id < 0 || int(id) >= len(items) {
				continue
			}
			for _, at := range items[id] {
				if it := pack(at, job.Required, true); !slices.Contains(list[first:], it) {
					list = append(list, it)
				}
			}
		}
		return list
	}
	return s
}

// together counts several subjects at once, their items one behind the other.
func together(subjects ...subject) subject {
	var all subject
	var shifts []item
	for _, s := range subjects {
		shifts = append(shifts, item(len(all.items))<<3)
		for _, t := range s.items {
			t.group += len(all.groups)
			all.items = append(all.items, t)
		}
		all.groups = append(all.groups, s.groups...)
	}
	all.of = func(f *store.Fact, list []item) []item {
		for i, s := range subjects {
			first := len(list)
			list = s.of(f, list)
			for k := range list[first:] {
				list[first+k] += shifts[i]
			}
		}
		return list
	}
	return all
}
