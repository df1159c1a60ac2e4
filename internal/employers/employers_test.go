package employers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func load(t *testing.T, own string) (*Directory, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "employers.yaml")
	if err := os.WriteFile(file, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(file)
}

func TestFindTakesSpellingsForOneName(t *testing.T) {
	for _, names := range [][]string{
		{"Acme Anvils", "ACME ANVILS", "AcmeAnvils", "Acme-Anvils, Inc.", "acmeanvils.com", "https://www.acmeanvils.io", "The Acme Anvils Co", "Acme Anvils (YC W21)"},
		{"Smith & Sons", "Smith and Sons Ltd"},
		{"O'Brien", "OBrien", "O’Brien GmbH"},
		{"Café Zürich", "CAFÉ ZÜRICH AG"},
	} {
		var none *Directory
		for _, name := range names {
			if got, want := none.Find(name).Ident, none.Find(names[0]).Ident; got != want || got == "" {
				t.Errorf("Find(%q).Ident = %q; want %q as of %q", name, got, want, names[0])
			}
		}
	}
	for _, apart := range [][2]string{{"Acme", "Acme Health"}, {"Company", "Co-op"}, {"AB", "Inc"}, {"(Acme)", ""}} {
		var none *Directory
		if a, b := none.Find(apart[0]).Ident, none.Find(apart[1]).Ident; a == b {
			t.Errorf("%q and %q have the ident %q", apart[0], apart[1], a)
		}
	}
}

func TestTheUsersNamesGoBeforeThoseThatShip(t *testing.T) {
	d, err := load(t, `
employers:
  - {name: Acme Anvils, aliases: [Anvilworks, Old Anvils]}
  - {name: Robert Half, agency: false}
  - {name: Staffing Anvils, agency: false}
agency_words: [bodyshop]
`)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Employer{
		"anvilworks.io":      {Ident: "acmeanvils", Name: "Acme Anvils"},
		"ACME Anvils Inc":    {Ident: "acmeanvils", Name: "Acme Anvils"},
		"Facebook":           {Ident: "meta", Name: "Meta"},
		"Randstad Digital":   {Ident: "randstad", Name: "Randstad", Agency: true},
		"Globex Staffing":    {Ident: "globexstaffing", Agency: true},
		"Globex Bodyshop AG": {Ident: "globexbodyshop", Agency: true},
		"Staffing Anvils":    {Ident: "staffinganvils", Name: "Staffing Anvils"},
		"Robert Half Inc":    {Ident: "roberthalf", Name: "Robert Half"},
		"Globex":             {Ident: "globex"},
		"!":                  {},
	} {
		if got := d.Find(name); got != want {
			t.Errorf("Find(%q) = %+v; want %+v", name, got, want)
		}
	}
	shipped, err := Load()
	if err != nil || shipped.Version() == d.Version() || shipped.Version() == "" {
		t.Errorf("version %q, %v; with a user's file %q", shipped.Version(), err, d.Version())
	}
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	for own, want := range map[string]string{
		"employers:\n  - {aliases: [Acme]}\n":                                       "employers.yaml:2: name: is missing",
		"employers:\n  - {name: Acme}\n  - {name: Globex, aliases: [acme.com]}\n":   `employers.yaml:3: "acme.com" stands in line 2 already`,
		"employers:\n  - {name: Acme, aliases: [Globex]}\n  - {name: Globex Inc}\n": `employers.yaml:3: "Globex Inc" stands in line 2 already`,
		"employers:\n  - {name: Acme, aliases: ['!']}\n":                            `employers.yaml:2: aliases: "!" is no name`,
		"agency_words: [staffing, executive search]\n":                              `employers.yaml:1: agency_words: "executive search" is not one word`,
		"employers:\n  - {name: Acme, agency: perhaps}\n":                           `employers.yaml:2: agency: "perhaps" is not true or false`,
		"employers:\n  - {name: Acme, also: [Globex]}\n":                            `employers.yaml:2: unknown key "also"`,
	} {
		if _, err := load(t, own); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Load of\n%s= %v; want %q", own, err, want)
		}
	}
}
