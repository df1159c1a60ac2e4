package sources

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestCatalogHoldsGrantedAndPublicSourcesOnly(t *testing.T) {
	terms := map[string]string{}
	for _, k := range Kinds() {
		terms[k.Name] = k.Terms
	}
	seen := map[string]string{}
	for _, g := range groups(t) {
		list, err := g.Sources()
		if err != nil {
			t.Fatal(err)
		}
		if g.About == "" || len(list) == 0 {
			t.Errorf("group %s has %d sources, about %q", g.Name, len(list), g.About)
		}
		for _, s := range list {
			about := s.About()
			if terms[about.Kind] != Granted && terms[about.Kind] != Public {
				t.Errorf("%s ships with terms %q", about.Name, terms[about.Kind])
			}
			if about.Interval < 1 || len(s.Start()) == 0 {
				t.Errorf("%s has interval %d and %d requests to start", about.Name, about.Interval, len(s.Start()))
			}
			if other := seen[about.Name]; other != "" {
				t.Errorf("%s stands in %s and in %s", about.Name, other, g.Name)
			}
			seen[about.Name] = g.Name
			for _, req := range s.Start() {
				if m, _, ok := Match(req.URL); !ok || m.About().Name != about.Name {
					t.Errorf("Match(%q) does not give %s", req.URL, about.Name)
				}
			}
		}
	}
}

func TestCatalogHoldsTheGroupsThatAreOn(t *testing.T) {
	all, err := Catalog()
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	on := []string{}
	for _, g := range groups(t) {
		if g.Default {
			on = append(on, g.Name)
			list, err := g.Sources()
			if err != nil {
				t.Fatal(err)
			}
			count += len(list)
		}
	}
	if diff := cmp.Diff([]string{"hackernews", "starter"}, on); diff != "" || len(all) != count {
		t.Errorf("Catalog = %d sources; the groups that are on have %d (-want +got):\n%s", len(all), count, diff)
	}
}

func groups(t testing.TB) []Group {
	t.Helper()
	list, err := Groups()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestCatalogWithAddsTheUsersOwnSources(t *testing.T) {
	shipped, err := Catalog()
	if err != nil {
		t.Fatal(err)
	}
	all, err := CatalogWith("my.yaml", []byte(`
groups: [ashby-all]
sources:
  - name: greenhouse/stripe
    pace: 5s
  - name: jsonld/acme
    url: https://acme.example/sitemap.xml
    pages: /jobs/
    credit: Jobs from acme.example
    accept_terms: true
  - name: feed/ours
    url: https://ours.example/feed
    own_board: true
`))
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]Source{}
	kinds := map[string]int{}
	for _, s := range all {
		byName[s.About().Name] = s
		kinds[s.About().Kind]++
	}
	if stripe := byName["greenhouse/stripe"]; stripe == nil || stripe.Pace() != 5*time.Second || stripe.About().Employer != "Stripe" {
		t.Errorf("greenhouse/stripe = %+v; want its pace changed and its employer kept", stripe)
	}
	if acme := byName["jsonld/acme"]; acme == nil || acme.About().Credit != "Jobs from acme.example" {
		t.Errorf("jsonld/acme = %+v; want it with its credit", acme)
	}
	if byName["feed/ours"] == nil || kinds["ashby"] < 1000 || len(all) < len(shipped)+1000 {
		t.Errorf("CatalogWith = %d sources, %v of each kind", len(all), kinds)
	}
}

func TestCatalogWithNamesFileLineAndKey(t *testing.T) {
	for text, want := range map[string]string{
		"groups: [lever]\n":  `my.yaml:1: groups: unknown group "lever"; did you mean lever-all?`,
		"group: [starter]\n": `my.yaml:1: unknown key "group"; did you mean groups?`,
		"sources:\n  - {name: feed/a, url: 'https://a.example/feed'}\n":                             "my.yaml:2: feed/a: the site has terms of its own; read them, then add accept_terms: true",
		"sources:\n  - {name: feed/a, accept_terms: true}\n":                                        `my.yaml:2: feed/a: url "" is not an http or https address`,
		"sources:\n  - {name: jsonld/a, url: 'file:///etc/passwd', accept_terms: true}\n":           `my.yaml:2: jsonld/a: url "file:///etc/passwd" is not`,
		"sources:\n  - {name: jsonld/a, url: 'https://de.linkedin.com/jobs', accept_terms: true}\n": "my.yaml:2: jsonld/a: its operator forbids programs to read it; if the board is your own, add own_board: true",
		"sources:\n  - {name: lever/a, url: 'https://a.example'}\n":                                 "my.yaml:2: lever/a: a board of Lever has neither url nor pages",
		"sources:\n  - name: lever/a\n  - name: lever/a\n":                                          "my.yaml:3: source lever/a stands twice",
		"sources:\n  - {name: lever/.., employer: A}\n":                                             "my.yaml:2: lever/..: the token",
	} {
		_, err := CatalogWith("my.yaml", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("CatalogWith(%q) = %v; want %q", text, err, want)
		}
	}
}

func TestSelectFindsGroupsThatAreNotOn(t *testing.T) {
	all, err := Catalog()
	if err != nil {
		t.Fatal(err)
	}
	for pattern, least := range map[string]int{"ashby-all": 1000, "lever/100*": 1, "starter": 100} {
		list, err := Select(all, pattern, pattern)
		if err != nil || len(list) < least {
			t.Errorf("Select(%q) = %d sources, %v; want %d or more", pattern, len(list), err, least)
		}
		if unique := map[string]bool{}; len(list) > 0 {
			for _, s := range list {
				unique[s.About().Name] = true
			}
			if len(unique) != len(list) {
				t.Errorf("Select(%q) gives %d sources, %d of them different", pattern, len(list), len(unique))
			}
		}
	}
}

func BenchmarkCatalog(b *testing.B) {
	for b.Loop() {
		if _, err := Catalog(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGroupsOfThousands(b *testing.B) {
	for b.Loop() {
		if _, err := CatalogWith("my.yaml", []byte("groups: [ashby-all, greenhouse-all, lever-all]")); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCatalogWithFindsFilesFromItsOwnFolder(t *testing.T) {
	all, err := CatalogWith(filepath.Join("settings", "my.yaml"), []byte("sources:\n  - {name: file/agency, path: exports/*.csv.gz, employer: Agency}\n"))
	if err != nil {
		t.Fatal(err)
	}
	got, ok := all[len(all)-1].(File)
	if want := filepath.Join("settings", "exports", "*.csv.gz"); !ok || got.Pattern != want || !got.About().Archive || got.About().Employer != "Agency" {
		t.Errorf("file/agency = %+v; want an archive in %s", got, want)
	}
}

func TestReadCatalogReadsEveryKey(t *testing.T) {
	list, err := ReadCatalog("my.yaml", []byte("sources:\n  - name: greenhouse/acme\n    employer: Acme\n    audience: technical\n    interval: 3\n    pace: 2s\n    base: http://127.0.0.1:8080/\n"))
	if err != nil {
		t.Fatal(err)
	}
	about := list[0].About()
	if about.Employer != "Acme" || !about.Technical || about.Interval != 3 || about.Archive || list[0].Pace() != 2*time.Second {
		t.Errorf("ReadCatalog = %+v with pace %s", about, list[0].Pace())
	}
	if got, want := list[0].Start()[0].URL, "http://127.0.0.1:8080/v1/boards/acme/jobs?content=true"; got != want {
		t.Errorf("Start = %s; want %s", got, want)
	}
}

func TestReadCatalogNamesFileLineAndKey(t *testing.T) {
	for text, want := range map[string]string{
		"sources:\n  - name: greenhouse/acme\n    emploier: Acme\n":  `my.yaml:3: unknown key "emploier"; did you mean employer?`,
		"source:\n  - name: greenhouse/acme\n":                       `my.yaml:1: unknown key "source"; did you mean sources?`,
		"sources:\n  - name: greenhouse/acme\n    interval: often\n": `my.yaml:3: interval: "often" is not a number`,
		"sources:\n  - name: greenhouse/acme\n    pace: fast\n":      `my.yaml:3: pace: "fast" is not a time with its unit`,
		"sources: [": "my.yaml:",
		"sources:\n  - name: greenhouse/acme\n  - name: acme\n":                       `my.yaml:3: source "acme" is not named kind/board`,
		"sources:\n  - name: greenhouse/a b\n":                                        "my.yaml:2: greenhouse/a b: the token",
		"sources:\n  - name: greenhaus/acme\n":                                        `my.yaml:2: greenhaus/acme: unknown kind "greenhaus"; did you mean greenhouse?`,
		"sources:\n  - {name: greenhouse/acme, audience: all}\n":                      `my.yaml:2: greenhouse/acme: audience "all"`,
		"sources:\n  - {name: greenhouse/acme, interval: -1}\n":                       "my.yaml:2: greenhouse/acme: interval",
		"sources:\n  - {name: greenhouse/acme, pace: 1ms}\n":                          "my.yaml:2: greenhouse/acme: pace 1ms is too fast",
		"sources:\n  - {name: greenhouse/acme, pace: 5}\n":                            `my.yaml:2: pace: "5" has no unit; write 5s`,
		"sources:\n  - {name: greenhouse/acme, pace: 1ms, base: 'http://10.0.0.1'}\n": "my.yaml:2: greenhouse/acme: pace 1ms is too fast",
		"sources:\n  - name: hackernews/jobs\n":                                       "my.yaml:2: hackernews/jobs: the one board",
		"sources:\n  - name: greenhouse/acme\n  - name: greenhouse/acme\n":            "my.yaml:3: source greenhouse/acme stands twice",
		"sources:\n  - {name: greenhouse/acme, base: 'ftp://x'}\n":                    "my.yaml:2: greenhouse/acme: base",
		"sources:\n  - {name: greenhouse/acme, path: a.csv}\n":                        "my.yaml:2: greenhouse/acme: path is for sources of the kind file",
		"sources:\n  - {name: file/acme}\n":                                           "my.yaml:2: file/acme: a source of this kind needs path",
		"sources:\n  - {name: file/acme, path: a.warc.gz}\n":                          `my.yaml:2: file/acme: path "a.warc.gz" ends in neither .jsonl nor .csv`,
		"sources:\n  - {name: file/acme, path: 'a[.csv'}\n":                           `my.yaml:2: file/acme: path "a[.csv": syntax error in pattern`,
		"sources:\n  - {name: file/acme, path: a.csv, url: 'https://a.example'}\n":    "my.yaml:2: file/acme: a file has a path, and neither url",
	} {
		_, err := ReadCatalog("my.yaml", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("ReadCatalog(%q) = %v; want %q", text, err, want)
		}
	}
}

func TestSelect(t *testing.T) {
	var all []Source
	for _, name := range []string{"greenhouse/acme", "hackernews/who-is-hiring", "greenhouse/globex"} {
		all = append(all, sourceNamed(t, name))
	}
	for _, c := range []struct{ patterns, want []string }{
		{[]string{"greenhouse/*"}, []string{"greenhouse/acme", "greenhouse/globex"}},
		{[]string{"greenhouse/globex", "hackernews/*"}, []string{"hackernews/who-is-hiring", "greenhouse/globex"}},
	} {
		list, err := Select(all, c.patterns...)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range list {
			got = append(got, s.About().Name)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("Select(%q) differs (-want +got):\n%s", c.patterns, diff)
		}
	}
	for pattern, want := range map[string]string{
		"greenhouse/acne": `unknown source "greenhouse/acne"; did you mean greenhouse/acme`,
		"lever/zzz*":      `unknown source "lever/zzz*"`,
		"lever-al":        `unknown source "lever-al"; did you mean lever-all`,
		"[":               `source pattern "["`,
	} {
		if _, err := Select(all, pattern); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Select(%q) = %v; want %q", pattern, err, want)
		}
	}
}
