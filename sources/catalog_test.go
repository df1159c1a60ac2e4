package sources

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestCatalogHoldsGrantedAndPublicSourcesOnly(t *testing.T) {
	all, err := Catalog()
	if err != nil {
		t.Fatal(err)
	}
	terms := map[string]string{}
	for _, k := range Kinds() {
		terms[k.Name] = k.Terms
	}
	for _, s := range all {
		about := s.About()
		if terms[about.Kind] != Granted && terms[about.Kind] != Public {
			t.Errorf("%s ships with terms %q", about.Name, terms[about.Kind])
		}
		if about.Interval < 1 || len(s.Start()) == 0 {
			t.Errorf("%s has interval %d and %d requests to start", about.Name, about.Interval, len(s.Start()))
		}
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
		"sources:\n  - name: greenhouse/acme\n    emploier: Acme\n":  `my.yaml:3:5: unknown field "emploier"`,
		"source:\n  - name: greenhouse/acme\n":                       `my.yaml:1:1: unknown field "source"`,
		"sources:\n  - name: greenhouse/acme\n    interval: often\n": "my.yaml:3:",
		"sources:\n  - name: greenhouse/acme\n    pace: fast\n":      "my.yaml:",
		"sources: [": "my.yaml:",
		"sources:\n  - name: greenhouse/acme\n  - name: acme\n":            `my.yaml:3: source "acme" is not named kind/board`,
		"sources:\n  - name: greenhouse/a b\n":                             "my.yaml:2: greenhouse/a b: the token",
		"sources:\n  - name: greenhaus/acme\n":                             `my.yaml:2: greenhaus/acme: unknown kind "greenhaus"; did you mean greenhouse?`,
		"sources:\n  - {name: greenhouse/acme, audience: all}\n":           `my.yaml:2: greenhouse/acme: audience "all"`,
		"sources:\n  - {name: greenhouse/acme, interval: -1}\n":            "my.yaml:2: greenhouse/acme: interval",
		"sources:\n  - name: hackernews/jobs\n":                            "my.yaml:2: hackernews/jobs: the one board",
		"sources:\n  - name: greenhouse/acme\n  - name: greenhouse/acme\n": "my.yaml:3: source greenhouse/acme stands twice",
		"sources:\n  - {name: greenhouse/acme, base: 'ftp://x'}\n":         "my.yaml:2: greenhouse/acme: base",
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
