// Package place resolves the free text in which postings name places: "Berlin or remote (EU)" is a city and remote work
// within the EU. What is not beyond doubt stays unresolved.
package place

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"demand/internal/job"
)

//go:embed fold.go gazetteer.go place.go
var code embed.FS

// Version names the content of what resolves places, in 12 hex digits: places resolved by one version can be compared.
func Version() string {
	sum := sha256.New()
	for _, name := range []string{"fold.go", "gazetteer.go", "place.go"} {
		data, _ := code.ReadFile(name) // it is there
		sum.Write(data)
	}
	sum.Write(packed)
	return hex.EncodeToString(sum.Sum(nil))[:12]
}

// Country returns the code of the country or area that a name stands for, such as DE for Germany; empty if it knows none.
func Country(name string) string {
	return cmp.Or(find(name, country).Country, find(name, area).Country)
}

// Region returns the code of the region that a name stands for, such as US-CA for California; empty if it knows none.
func Region(name string) string { return find(name, region).Region }

// City returns the name by which a city is known here, such as Munich for München; empty if it knows none.
func City(name string) string { return find(name, city).City }

// find returns the largest place of a size that a name, or a code in any case, stands for.
func find(name string, s size) (best reading) {
	words := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' })
	if len(words) == 2 && len(words[0]) == 2 { // us-ca
		if r := load().named("@" + strings.ToUpper(strings.Join(words, "-"))); len(r) > 0 && s == region {
			return r[0]
		}
	}
	for _, r := range load().lookup(words, true) {
		if r.size == s && r.weight >= best.weight {
			best = r
		}
	}
	return best
}

const (
	longest   = 600 // bytes of a text that are read
	mostTexts = 100 // texts of a posting that are read
	most      = 40  // places of a posting
)

// Resolve returns the places that texts name, as job.SortPlaces orders them. Each text may name several. Remote says how the
// posting as a whole is done: a country or area of one that is remote is the scope of its remote work, a city or region is a
// choice beside it.
func Resolve(texts []string, remote job.Remote) []job.Place {
	g := load()
	var list []job.Place
	for _, text := range texts[:min(mostTexts, len(texts))] {
		if len(text) > longest {
			text = strings.ToValidUTF8(text[:longest], "")
		}
		for _, alternative := range split(joined.Replace(text)) {
			list = append(list, g.read(alternative)...)
		}
	}
	somewhere := false
	for i := range list {
		p := &list[i]
		switch remote {
		case job.FullyRemote:
			p.Remote = p.Remote || p.City == "" && p.Region == ""
		case job.Onsite:
			p.Remote = false
		}
		somewhere = somewhere || p.Remote
	}
	if remote == job.FullyRemote && !somewhere {
		list = append(list, job.Place{Remote: true})
	}
	all := job.SortPlaces(list)
	list = slices.DeleteFunc(slices.Clone(all), func(p job.Place) bool {
		return slices.ContainsFunc(all, func(o job.Place) bool { return within(o, p) })
	})
	return list[:min(most, len(list))]
}

// within reports whether a place is a part of another one, which then says no more.
func within(p, of job.Place) bool {
	if p == of || p.Remote != of.Remote {
		return false
	}
	if of.Country == "" {
		return true // remote work of no stated scope, beside that of one
	}
	return p.Country == of.Country && of.City == "" && (of.Region == "" || of.Region == p.Region)
}

// joined takes the "and" out of names.
var joined = strings.NewReplacer(" and Herzegovina", " Herzegovina", " and Tobago", " Tobago", " and Labrador", " Labrador", " & Labrador", " Labrador")

// separator stands between places of which each will do.
var separator = regexp.MustCompile(`(?i)[;|•·∙/\n]| (?:or|and|und|oder|&|\+) `)

// split returns the alternatives of a text. What stands in brackets belongs to the alternative before it.
func split(text string) []string {
	var list []string
	from := 0
	for _, m := range separator.FindAllStringIndex(text, -1) {
		if open := strings.LastIndexAny(text[from:m[0]], "(["); open >= 0 && !strings.ContainsAny(text[from+open:m[0]], ")]") {
			continue
		}
		list = append(list, text[from:m[0]])
		from = m[1]
	}
	return append(list, text[from:])
}

// mark separates the pieces of an alternative.
var mark = regexp.MustCompile(`(?i)[,:;|•·∙/()\[\]]|\s[-–—]+\s| (?:or|and|und|oder|&|\+) `)

// An element is one name of a piece; without readings, an unknown one.
type element struct {
	readings []reading
	pronoun  bool // "us" may be one
}

// read returns the places of one alternative.
func (g *gazetteer) read(text string) []job.Place {
	var elements []element
	remote, apart, partly := false, false, false
	from := 0
	marks := append(mark.FindAllStringIndex(text, -1), []int{len(text), len(text)})
	loose := false
	for _, m := range marks {
		words := strings.FieldsFunc(text[from:m[0]], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-–—_", r) })
		found, says := g.words(words, len(elements) > 0)
		comma := m[0] < len(text) && text[m[0]] == ','
		choice := loose || says.choice || comma
		remote, partly = remote || says.remote, partly || says.partly
		apart = apart || says.remote && choice && len(found) == 0
		elements = append(elements, found...)
		if m[0] < len(text) {
			loose = strings.ContainsRune(",;/|", rune(text[m[0]])) || text[m[0]] == ' ' && m[1]-m[0] > 3
		}
		from = m[1]
		if strings.HasPrefix(strings.ToLower(text[from:]), "or ") {
			loose = true
		}
	}
	places := group(elements)
	if !remote || partly {
		return places
	}
	cities := slices.ContainsFunc(places, func(p job.Place) bool { return p.City != "" })
	if len(places) == 0 || cities && apart {
		return append(places, job.Place{Remote: true})
	}
	for i := range places {
		places[i].Remote = true
	}
	return places
}

// said is what the words of a piece say beside places.
type said struct {
	remote bool // remote work is possible
	choice bool // as a choice beside other work
	partly bool // it is not wholly remote, or not at all
	beside bool // its places are not where the work is: their hours are kept, or they are ruled out
}

var (
	remoteWords = job.Words("remote remotely remoto remota anywhere worldwide wfh wfa telecommute telecommuting distributed global globally homeoffice teletravail everywhere")
	choiceWords = job.Words("or ok okay possible friendly optional option options available considered welcome allowed also negotiable")
	partlyWords = job.Words("hybrid hybride hibrido partially partly partial no not non onsite onsites inoffice temporarily currently days day")
	besideWords = job.Words("travel outside except excluding excl besides overlap overlapping timezone timezones zone zones tz hours")
	// otherWords are names of towns that hardly ever mean these.
	otherWords = job.Words("university college institute school union enterprise mobile")
	// noise are words that stand around the names of places.
	noise = job.Words("work from home office offices on site in the at of to for within based near around area metro region greater downtown central city only first preferred preferably full part " +
		"time fulltime parttime fully completely totally 100 person hq headquarters location locations multiple various several any some flexible hour north south northern southern northwest northeast southwest southeast but by " +
		"utc gmt est pst cet cst mst edt pdt cest bst ist et pt eastern pacific western mountain coast east west a an and or oder und our team candidates residents citizens must be with without " +
		"relocation visa working week weeks per up home wfo employees position positions role contract permanent compatible usually also locals local " +
		"possibility either both plus metropolitan suburbs suburb vicinity close state province country united district is ie eg")
)

// words returns the elements of a piece: its names, the longest first. One word that it does not know, and it knows none of
// its cities: "Los Altos Hills" is not Los Altos.
func (g *gazetteer) words(words []string, later bool) (list []element, says said) {
	for i := range words {
		words[i] = strings.Trim(words[i], "\"'*.!?~<>“”„,")
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	const longestName = 6
	unknown := false
	for i := 0; i < len(words); {
		n := 0
		for k := min(longestName, len(words)-i); k > 0 && n == 0; k-- {
			lower := strings.ToLower(words[i])
			if plain(words[i:i+k]) && k > 1 {
				continue
			}
			if k == 1 && (noise[lower] && !(lower != words[i] && len(lower) == 2) || remoteWords[lower] || choiceWords[lower] || partlyWords[lower] || besideWords[lower] || otherWords[lower]) {
				break
			}
			anyCase := later && len(words) == 1 && len(words[0]) == 2 && !wordsToo[lower]
			if r := g.lookup(words[i:i+k], anyCase); len(r) > 0 && !(unknown && k == 1 && companyForms[words[i]]) {
				list = append(list, element{r, words[i] == "us"})
				n = k
			}
		}
		if n > 0 {
			i += n
			continue
		}
		switch lower := strings.ToLower(words[i]); {
		case remoteWords[lower]:
			says.remote = true
		case choiceWords[lower]:
			says.choice = true
		case partlyWords[lower]:
			says.partly = true
		case lower == "home" && i > 0 && strings.EqualFold(words[i-1], "from"):
			says.remote = true
		case besideWords[lower]:
			says.beside = true
		case noise[lower], strings.ContainsAny(lower, "0123456789±+"):
		default:
			unknown = true
		}
		i++
	}
	switch {
	case says.beside:
		return nil, says
	case !unknown:
		return list, says
	}
	known := list
	list = []element{{}}
	for _, e := range known {
		e.readings = slices.DeleteFunc(slices.Clone(e.readings), func(r reading) bool { return r.size == city })
		if len(e.readings) > 0 && !e.pronoun {
			list = append(list, e)
		}
	}
	return list, says
}

// plain reports whether words are noise alone: "West Coast" is no name.
func plain(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !noise[strings.ToLower(w)] })
}

// companyForms are codes that end the names of companies as well.
var companyForms = job.Words("AB AG AS BV CO NV SA SE SL")

// wordsToo are codes that are words as well, unless they stand in capitals.
var wordsToo = job.Words("in or me ok hi la de no is it at be to so am an as by do id my us co pa ma")

// A combination is what some elements in a row mean together.
type combination struct {
	reading
	sizes uint8 // one bit a size
}

// group reads elements in a row as places: each of as many elements as fit together.
func group(elements []element) []job.Place {
	var list []job.Place
	for i := 0; i < len(elements); {
		these := begin(elements[i])
		n := 1
		for i+n < len(elements) {
			next := join(these, elements[i+n])
			if len(next) == 0 && n == 1 && namesake(these, elements[i+n]) {
				next = join(begin(element{}), elements[i+n])
			}
			if len(next) == 0 {
				break
			}
			these = next
			n++
		}
		if p, ok := choose(these, n > 1); ok && !slices.Contains(list, p) {
			list = append(list, p)
		}
		i += n
	}
	return list
}

// namesake reports whether a city stands before a region or country that has none of its name in the table, and so is a
// smaller town there: "Bedford, MA". "SF, NY" and "Munich, US" are two places.
func namesake(these []combination, next element) bool {
	if len(next.readings) == 0 || these[0].size != city || slices.ContainsFunc(next.readings, func(r reading) bool { return r.size == city || r.size == area }) {
		return false
	}
	meant, ok := choose(these, false)
	if next.readings[0].size == region {
		return !ok || meant.Country != next.readings[0].Country
	}
	const known = 500 // thousands of inhabitants from which on a city is known in other countries
	return !ok || meant.Country != next.readings[0].Country && !slices.ContainsFunc(these, func(c combination) bool { return c.weight >= known })
}

func begin(e element) []combination {
	if len(e.readings) == 0 {
		return []combination{{sizes: 1 << city}} // a town that nobody knows
	}
	list := make([]combination, len(e.readings))
	for i, r := range e.readings {
		list[i] = combination{r, 1 << r.size}
	}
	return list
}

// join returns what combinations mean with one more element, nothing if they do not fit.
func join(these []combination, e element) []combination {
	var list []combination
	for _, c := range these {
		for _, r := range e.readings {
			if both, ok := c.with(r); ok {
				list = append(list, both)
			}
		}
	}
	return list
}

// with returns the combination with one more reading, and reports whether they fit.
func (c combination) with(r reading) (combination, bool) {
	if c.Place == r.Place {
		return c, true
	}
	large, small := c.reading, r
	if c.size < r.size {
		large, small = small, large
	}
	switch {
	case c.sizes&(1<<r.size) != 0:
		return c, false
	case large.size == area:
		if small.size != city {
			return c, false
		}
		if small.Country == "" {
			small = large
		}
	case small.Country == "": // the unknown town
		small.Place, small.size, small.people, small.weight = large.Place, large.size, large.people, large.weight
	case small.Country != large.Country, large.Region != "" && small.Region != "" && small.Region != large.Region:
		return c, false
	}
	small.code = c.code || r.code
	return combination{small, c.sizes | 1<<r.size}, true
}

// withoutNamesakes keeps one of a city and the region or country of its name that it is in: the city if it has a good part
// of the people.
func withoutNamesakes(these []combination) []combination {
	const part = 7
	gone := make([]bool, len(these))
	for i := range these {
		for k := range these {
			large, small := &these[i], &these[k]
			if large.size == city || small.size != city || small.Country != large.Country || small.Region != "" && large.Region != "" && small.Region != large.Region {
				continue
			}
			if small.weight > large.weight || part*small.people >= large.people {
				gone[i] = true
			} else {
				gone[k] = true
			}
		}
	}
	var kept []combination
	for i, c := range these {
		if !gone[i] {
			kept = append(kept, c)
		}
	}
	return kept
}

// How many times larger the place that is meant has to be than others: of its own size, and of another.
const (
	clear      = 4
	clearAmong = 20
)

// choose returns the place that is meant: the only one, the clearly largest, or what all have in common.
func choose(these []combination, joined bool) (job.Place, bool) {
	these = slices.DeleteFunc(slices.Clone(these), func(c combination) bool { return c.Country == "" })
	if joined || !slices.ContainsFunc(these, func(c combination) bool { return c.code && c.size == country }) {
		if sure := slices.DeleteFunc(slices.Clone(these), func(c combination) bool { return c.code }); len(sure) > 0 {
			these = sure
		}
	}
	if len(these) == 0 {
		return job.Place{}, false
	}
	these = withoutNamesakes(these)
	slices.SortStableFunc(these, func(a, b combination) int { return cmp.Compare(b.weight, a.weight) })
	best := these[0]
	var rivals []combination
	for _, c := range these[1:] {
		ratio := clearAmong
		if c.size == best.size {
			ratio = clear
		}
		if c.Place != best.Place && ratio*c.weight > best.weight {
			rivals = append(rivals, c)
		}
	}
	for _, c := range rivals {
		if c.Country != best.Country {
			return job.Place{}, false
		}
		best.City = ""
		if c.Region != best.Region {
			best.Region = ""
		}
	}
	return best.Place, true
}
