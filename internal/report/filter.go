package report

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"demand/internal/job"
	"demand/internal/store"
)

// Filters names the parameters that choose which jobs, or which of their mentions, are counted.
var Filters = []string{"role", "seniority", "strength", "country", "region", "city", "remote", "language", "source", "no-agencies"}

// How far a job answers to the places asked for.
const (
	elsewhere = iota
	inCountry // in the country of a region or city that was asked for
	local     // at the place itself, or no place was asked for
)

// A filter says which facts a report counts, and which of their skills.
type filter struct {
	all       bool // not technical jobs alone
	roles     job.Roles
	seniority job.Seniority
	strengths [job.Required + 1]bool // by strength
	narrow    bool                   // not all strengths count
	languages []string
	placed    bool           // places were asked for
	places    []uint8        // by number of the place: elsewhere, inCountry or local
	without   map[int32]bool // employers that are left out

	fact store.Fact // what narrowed returned
}

// filterOf makes the filter of parameters, which are normalised, and settles the country that a local report widens to.
func (b *builder) filterOf(places []store.PlaceRow) (*filter, error) {
	p := &b.params
	f := &filter{all: p.AllRoles(), roles: p.roles(), narrow: len(p.Strength) > 0, languages: p.Language, placed: p.placed()}
	if p.NoAgencies {
		f.without = b.agencies
	}
	for _, name := range p.Seniority {
		s, _ := job.ParseSeniority(name)
		f.seniority |= s
	}
	for _, name := range p.Strength {
		s, _ := job.ParseStrength(name)
		f.strengths[s] = true
	}
	if !f.placed {
		return f, nil
	}
	for _, w := range []struct {
		what  string
		given []string
		of    func(job.Place) string
	}{
		{"country", p.Country, func(p job.Place) string { return p.Country }},
		{"region", p.Region, func(p job.Place) string { return p.Region }},
		{"city", p.City, func(p job.Place) string { return p.City }},
	} {
		var valid []string
		for _, row := range places {
			if name := w.of(row.Place); name != "" { // it is known
				valid = append(valid, name)
			}
		}
		slices.Sort(valid)
		valid = slices.Compact(valid)
		for i, word := range w.given {
			at := slices.IndexFunc(valid, func(v string) bool { return strings.EqualFold(v, word) })
			area := strings.ToUpper(word)
			switch {
			case at >= 0:
				w.given[i] = valid[at]
			case w.what == "country" && areas[area] != nil:
				w.given[i] = area
			case len(valid) > 0: // else nothing has been read yet, and the report will say so
				if err := known(w.what, word, valid); err != nil {
					return nil, err
				}
			}
		}
	}
	among := func(list []string, word string) bool { return len(list) == 0 || slices.Contains(list, word) }
	told := make(map[job.Place]bool) // by country and whether it is remote: there are many more cities
	inCountries := func(place job.Place) bool {
		place = job.Place{Country: place.Country, Remote: place.Remote}
		is, ok := told[place]
		if !ok {
			is = len(p.Country) == 0 || slices.ContainsFunc(p.Country, func(asked string) bool {
				return covers(asked, place.Country) || p.Remote && place.Remote && covers(place.Country, asked) // open to people there
			})
			told[place] = is
		}
		return is
	}
	wide := slices.Clone(p.Country)
	within := false // a place lies at all that is asked for
	for _, row := range places {
		for int(row.ID) >= len(f.places) {
			f.places = append(f.places, elsewhere)
		}
		if !inCountries(row.Place) || !among(p.Region, row.Region) || !among(p.City, row.City) {
			continue
		}
		within = true
		if !p.Remote || row.Remote {
			f.places[row.ID] = local
		}
		if len(p.Country) == 0 && !slices.Contains(wide, row.Country) {
			wide = append(wide, row.Country)
		}
	}
	if len(p.Region) == 0 && len(p.City) == 0 {
		return f, nil // there is nothing wider than a country
	}
	if !within && len(places) > 0 {
		asked := strings.Join(slices.Concat(p.City, p.Region), " in ")
		var outside []string // its countries
		for _, row := range places {
			if among(p.Region, row.Region) && among(p.City, row.City) {
				outside = append(outside, row.Country)
			}
		}
		if len(outside) == 0 {
			return nil, reason{ErrUsage, "nothing lies at " + asked + "; leave one of them out"}
		}
		slices.Sort(outside)
		return nil, reason{ErrUsage, fmt.Sprintf("%s lies in %s, not in %s; leave out the country, or name the one that holds it",
			asked, strings.Join(slices.Compact(outside), ", "), strings.Join(p.Country, ", "))}
	}
	slices.Sort(wide)
	b.wide = wide
	for _, row := range places {
		inWide := inCountries(row.Place) && (len(p.Country) > 0 || slices.Contains(wide, row.Country))
		if f.places[row.ID] == elsewhere && inWide && (!p.Remote || row.Remote) {
			f.places[row.ID] = inCountry
		}
	}
	return f, nil
}

// where returns how far a fact answers to the places asked for: one of its places is enough.
func (f *filter) where(fact *store.Fact) (best uint8) {
	if !f.placed {
		return local
	}
	for _, id := range fact.Places {
		if int(id) < len(f.places) {
			best = max(best, f.places[id])
		}
	}
	return best
}

// speaks reports whether a fact is of a language asked for.
func (f *filter) speaks(fact *store.Fact) bool {
	return len(f.languages) == 0 || slices.Contains(f.languages, fact.Language)
}

// Why a posting is not counted.
type why uint8

const (
	nothing why = iota // it is
	notListing
	noRole
	notTechnical
	noPlace
	ofAgency
	filtered // it is none that was asked for
	whys
)

// leftOut counts postings by why they are not counted.
type leftOut [whys]int

// kind says why a fact is no technical job, and nothing if it is one or if all count; technical says that its source's
// postings without a role are technical.
func (f *filter) kind(fact *store.Fact, technical bool) why {
	switch {
	case f.all:
	case !fact.Listing:
		return notListing
	case fact.Roles == 0 && !technical:
		return noRole
	case fact.Roles != 0 && !fact.Roles.Technical():
		return notTechnical
	}
	return nothing
}

// leavesOut says why a fact is not counted; technical as in kind.
func (f *filter) leavesOut(fact *store.Fact, technical bool, where uint8) why {
	kind := f.kind(fact, technical)
	switch placed := where != elsewhere; {
	case !placed && len(fact.Places) > 0:
		return filtered
	case placed && kind != nothing:
		return kind
	case kind != nothing, f.roles != 0 && fact.Roles&f.roles == 0, f.seniority != 0 && fact.Seniority&f.seniority == 0:
		return filtered
	case !placed:
		return noPlace
	case f.without[fact.Employer]:
		return ofAgency
	}
	return nothing
}

// narrowed returns the fact with those of its skills that count; it is valid until the next call.
func (f *filter) narrowed(fact *store.Fact) *store.Fact {
	if !f.narrow {
		return fact
	}
	skills := f.fact.Skills[:0]
	f.fact = *fact
	for _, k := range fact.Skills {
		if int(k.Strength) < len(f.strengths) && f.strengths[k.Strength] {
			skills = append(skills, k)
		}
	}
	f.fact.Skills = skills
	return &f.fact
}

// Match returns what tells whether the filters of the parameters take a posting, given with no skill or the one that it is
// about. Where a report would widen to the country, it does not. Errors wrap ErrUsage: unknown words.
func Match(ctx context.Context, db Reader, p Params) (func(*store.Fact) bool, error) {
	p, err := p.normalised()
	if err != nil {
		return nil, err
	}
	b := &builder{params: p, db: db}
	if err := b.load(ctx); err != nil {
		return nil, err
	}
	technical := make(map[int32]bool) // of the sources that are selected
	for _, s := range b.sample.sources {
		technical[s.ID] = s.Technical
	}
	return func(f *store.Fact) bool {
		technical, selected := technical[f.Source]
		where := b.filter.where(f)
		return selected && where != inCountry && b.filter.speaks(f) && b.filter.leavesOut(f, technical, where) == nothing &&
			(len(f.Skills) == 0 || len(b.filter.narrowed(f).Skills) > 0)
	}, nil
}

// otherLanguage reports whether a text is known to be in another language than English.
func otherLanguage(f *store.Fact) bool { return f.Language != "" && f.Language != "en" }
