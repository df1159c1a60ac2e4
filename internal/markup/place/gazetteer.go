package place

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"demand/internal/job"
)

// The table holds two lists of lines, with an empty line between. Of places:
//
//	country  region  city  thousands of inhabitants
//
// with empty fields for what is larger; those of a region are those of its cities. Then, sorted, of folded names:
//
//	name  numbers of the places that it may stand for, from 0, with blanks between; −1 − number of a city by another name
//
// Codes of three letters stand among the names, as @USA. Places: GeoNames (geonames.org), CC BY 4.0. Names of countries:
// Unicode CLDR.
//
//go:generate go run ./gen
//go:embed gazetteer.zst
var packed []byte

// A size says how large a place is.
type size uint8

const (
	city size = iota
	region
	country
	area
)

// A reading is one thing that a name may stand for.
type reading struct {
	job.Place
	size   size
	people int  // thousands of inhabitants; of a region, those of its cities
	weight int  // people, less where the name is another one than the usual
	code   bool // it is a code that stands for another place too, and the less likely of the two
}

// A gazetteer looks names up.
type gazetteer struct {
	places []string // lines of the table
	names  []string
}

var load = sync.OnceValue(func() *gazetteer {
	decoder, _ := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1)) // these options are valid
	text, err := decoder.DecodeAll(packed, nil)
	if err != nil {
		panic("place: the table is damaged: " + err.Error()) // it is part of the program
	}
	places, names, _ := strings.Cut(string(text), "\n\n")
	return &gazetteer{strings.Split(places, "\n"), strings.Split(names, "\n")}
})

// named returns what a folded name, or a code behind an @, may stand for.
func (g *gazetteer) named(name string) (list []reading) {
	if p, ok := own[name]; ok {
		r := reading{Place: p, size: sizeOf(p), weight: 1 << 30}
		if list = append(list, r); r.size >= country {
			return list
		}
		// A city of the name elsewhere, or its region, may be said behind it.
	}
	i, ok := slices.BinarySearchFunc(g.names, name, func(line, name string) int {
		line, _, _ = strings.Cut(line, "\t")
		return strings.Compare(line, name)
	})
	if !ok {
		return list
	}
	_, numbers, _ := strings.Cut(g.names[i], "\t")
	sought, some := meant[name]
	for word := range strings.FieldsSeq(numbers) {
		n, _ := strconv.Atoi(word)
		another := n < 0
		if another {
			n = -1 - n
		}
		f := strings.Split(g.places[n], "\t")
		r := reading{Place: job.Place{Country: f[0], Region: f[1], City: f[2]}}
		r.size = sizeOf(r.Place)
		r.people, _ = strconv.Atoi(f[3])
		r.weight = r.people
		if another {
			r.weight /= 20 // Philadelphia was Amman, too
		}
		if some && r.size == city && strings.HasPrefix(cmp.Or(r.Region, r.Country), sought) {
			r.weight, some = max(r.weight, 1<<20), false // the largest of them
		}
		list = append(list, r)
	}
	return list
}

func sizeOf(p job.Place) size {
	switch {
	case p.City != "":
		return city
	case p.Region != "":
		return region
	case len(p.Country) == 2 && p.Country != "EU":
		return country
	}
	return area
}

// lookup returns what a name written in these words may stand for. Codes count only as they are written, in capitals;
// anyCase takes them otherwise, too.
func (g *gazetteer) lookup(words []string, anyCase bool) []reading {
	switch len(words) {
	case 1:
		if list := g.code(words[0], anyCase); list != nil {
			return list
		}
	case 2: // US-CA, written with any sign between
		if list := g.named("@" + words[0] + "-" + words[1]); list != nil {
			return list
		}
	}
	if name := Fold(strings.Join(words, " ")); name != "" {
		return g.named(name)
	}
	return nil
}

// code returns what a code of two or three letters may stand for.
func (g *gazetteer) code(word string, anyCase bool) []reading {
	word = strings.ReplaceAll(word, ".", "")
	if anyCase {
		word = strings.ToUpper(word)
	}
	if len(word) < 2 || len(word) > 3 || strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return nil
	}
	if name, ok := ownCodes[word]; ok {
		return g.named(name)
	}
	var list []reading
	for _, of := range []string{"US", "CA", "AU"} {
		if len(list) == 0 {
			list = append(list, g.named("@"+of+"-"+word)...)
		}
	}
	if word == "LA" {
		list = append(list, g.named("los angeles")[0])
	}
	for _, c := range g.named("@" + word) {
		switch word {
		case "DE", "IN": // Delaware and Indiana are so named behind their towns only
			for i := range list {
				list[i].code = true
			}
		default:
			c.code = len(list) > 0
		}
		list = append(list, c)
	}
	return list
}

var ownCodes = map[string]string{
	"US": "united states", "USA": "united states", "UK": "united kingdom", "GB": "united kingdom", "EU": "eu", "UAE": "united arab emirates", "NYC": "nyc", "SF": "sf", "DC": "washington dc", "NA": "north america", "SLC": "salt lake city", "SFO": "sf",
}

// own are names that people write and the table lacks, or means otherwise, each with its place as a line of the table has it.
var own = func() map[string]job.Place {
	m := map[string]job.Place{}
	for line := range strings.Lines(ownNames) {
		place, names, _ := strings.Cut(strings.TrimSpace(line), ": ")
		f := append(strings.Split(place, "/"), "", "")
		for name := range strings.SplitSeq(names, ", ") {
			m[name] = job.Place{Country: f[0], Region: f[1], City: f[2]}
		}
	}
	return m
}()

const ownNames = `US: us, usa, u s, u s a, united states of america, the united states, the us, america, stateside, conus
GB: uk, the uk, great britain, britain
AE: uae
NL: the netherlands, holland, nederland
CZ: czech republic, czechia
KR: korea, south korea, republic of korea
RU: russia
VN: vietnam, viet nam
TW: taiwan
TR: turkey, turkiye
HK: hong kong sar
CI: ivory coast
BA: bosnia, bosnia herzegovina
TT: trinidad, trinidad tobago
MK: macedonia
MD: moldova
IR: iran
BO: bolivia
VE: venezuela
TZ: tanzania
IE: republic of ireland, eire
DE: deutschland
CH: schweiz, suisse, svizzera
AT: osterreich
PL: polska
ES: espana
BR: brasil
SE: sverige
NO: norge
DK: danmark
FI: suomi
BE: belgie, belgique
EU: eu, european union, e u
EUROPE: europe, european, europa, western europe, eastern europe, central europe, continental europe
EMEA: emea
APAC: apac, asia pacific
LATAM: latam, latin america
AMERICAS: americas, the americas, america s
NORTH-AMERICA: north america, northern america
SOUTH-AMERICA: south america
AFRICA: africa
ASIA: asia, southeast asia, south east asia
MENA: mena, middle east
NORDICS: nordics, nordic, scandinavia
OCEANIA: oceania
US/US-CA: bay area, sf peninsula, peninsula, sf bay area, san francisco bay area, sf bay, silicon valley, east bay, south bay, the bay area, norcal, socal, northern california, southern california, orange county
US/US-NY/New York City: nyc, new york, new york ny, new york nyc, ny city
US/US-CA/San Francisco: sf, san fran, san francisco
US/US-DC/Washington: washington dc, washington d c, dc, d c, district of columbia, dc metro
US/US-CA/Los Angeles: los angeles
US/US-PA/Philadelphia: philly
US/US-NY: new york state, upstate new york, long island
US/US-WA: washington state
US/US-NC: research triangle, research triangle park
US/US-MN: twin cities
US/US-TX: dfw
CA/CA-ON: gta
US/US-FL: south florida
AU/AU-NSW: new south wales
CA/CA-NL: newfoundland labrador
CA/CA-BC: british columbia
US/US-NY/Brooklyn: brooklyn
US/US-NY/Manhattan: manhattan`

// meant are the cities that are meant where nothing else is said, though another of the name is not much smaller.
var meant = map[string]string{
	"barcelona": "ES", "vancouver": "CA", "hyderabad": "IN", "valencia": "ES", "san jose": "US-CA", "seville": "ES", "naples": "IT", "la paz": "BO", "suzhou": "CN",
	"alexandria": "EG", "st louis": "US-MO", "kansas city": "US-MO", "hamilton": "CA", "santiago": "CL", "durham": "US-NC",
}
