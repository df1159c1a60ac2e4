package yamlfile

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
)

type content struct {
	Contact string  `yaml:"contact,omitempty"`
	Entries []entry `yaml:"entries"`
}

type entry struct {
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases"`
	Agency  *bool    `yaml:"agency"`
	Links   struct {
		Guide string `yaml:"guide"`
	} `yaml:"links"`
	Interval int   `yaml:"interval"`
	Pace     pace  `yaml:"pace"`
	Small    uint8 `yaml:"small"`
}

type pace string

func (p *pace) UnmarshalYAML(node ast.Node) error {
	if text := node.GetToken().Value; !strings.HasSuffix(text, "s") {
		return Wrong(node, "pace: "+text+" has no unit")
	}
	return nil
}

func TestReadSaysWhatIsWrongInPlainWords(t *testing.T) {
	for text, want := range map[string]string{
		"contcat: me\n":                               `unknown key "contcat"; did you mean contact?`,
		"entries:\n  - {name: Acme, guid: x}\n":       `unknown key "guid"; did you mean guide?`,
		"entries:\n  - {contact: me}\n":               "contact: does not belong to this group of keys",
		"contact: a\ncontact: b\n":                    "contact: stands twice",
		"entries:\n  - {name: Acme, agency: perhaps}": `agency: "perhaps" is not true or false`,
		"entries:\n  - {name: Acme, interval: often}": `interval: "often" is not a number`,
		"entries:\n  - {name: Acme, small: 300}":      `small: "300" is out of range`,
		"entries:\n  - {name: Acme, aliases: Globex}": `aliases: "Globex" is not a list, such as [one, two]`,
		"entries:\n  - name: [Acme]\n":                "name: a list is not a text",
		"entries:\n  - {name: Acme, links: x}":        `links: "x" is not a group of keys, one a line`,
		"entries:\n  - {name: Acme, pace: 5}":         "pace: 5 has no unit",
		"entries:\n  - Acme\n":                        `"Acme" is not a group of keys, one a line`,
		"contact: {a: b}\n":                           "contact: a group of keys is not a text",
		"entries: Acme\n":                             `entries: "Acme" is not a list, such as [one, two]`,
		"- contact\n":                                 "a list is not a group of keys, one a line",
		"me@example.org\n":                            `"me@example.org" is not a group of keys, one a line`,
		strings.Repeat("long text ", 100):             `"` + strings.Repeat("long text ", 6) + `"… is not a group of keys, one a line`,
		"contact: a\nentries: [\n":                    "this is no YAML; check the indents",
		"entries:\n  - name: Acme\n   aliases: [A]\n": "this is no YAML; check the indents",
	} {
		line := "1"
		if strings.HasPrefix(text, "entries:\n") || strings.HasPrefix(text, "contact: a\n") {
			line = "2"
		}
		if strings.Contains(text, "\n   aliases") {
			line = "3"
		}
		err := Read("my.yaml", []byte(text), new(content))
		if err == nil || !strings.HasPrefix(err.Error(), "my.yaml:"+line+": "+want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("Read(%q) = %v; want one line, my.yaml:%s: %s", text, err, line, want)
		}
	}
}

func TestReadTakesWhatIsRight(t *testing.T) {
	var c content
	text := "contact: me\nentries:\n  - {name: Acme, aliases: [A], agency: false, links: {guide: g}, interval: 7, pace: 5s, small: 3}\n"
	if err := Read("my.yaml", []byte(text), &c); err != nil || c.Contact != "me" || len(c.Entries) != 1 || c.Entries[0].Interval != 7 || c.Entries[0].Links.Guide != "g" {
		t.Errorf("Read = %+v, %v", c, err)
	}
	for _, empty := range []string{"", "\n", "# nothing yet\n"} {
		if err := Read("my.yaml", []byte(empty), &c); err != nil || c.Contact != "" {
			t.Errorf("Read(%q) = %+v, %v; want nothing", empty, c, err)
		}
	}
}
