package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demand/sources"
)

func TestItemsGoBehindThoseUnderSources(t *testing.T) {
	const item = "  - name: greenhouse/acme\n    pace: 2s\n"
	for _, test := range []struct{ name, text, want string }{
		{"no file", "", "sources:\n" + item},
		{"another key alone", "groups: [starter]", "groups: [starter]\nsources:\n" + item},
		{"no items yet", "sources: # mine\n", "sources: # mine\n" + item},
		{"behind the last one", "sources:\n  - name: a/b\n    pace: 1s\n\n# end\n", "sources:\n  - name: a/b\n    pace: 1s\n" + item + "\n# end\n"},
		{"before the next key", "# mine\nsources:\n  - {name: a/b}\n\ngroups:\n  - starter\n", "# mine\nsources:\n  - {name: a/b}\n" + item + "\ngroups:\n  - starter\n"},
		{"as they are indented", "sources:\n- name: a/b\n", "sources:\n- name: a/b\n- name: greenhouse/acme\n  pace: 2s\n"},
		{"a list within an item", "sources:\n  - name: a/b\n    list:\n      - c\n", "sources:\n  - name: a/b\n    list:\n      - c\n" + item},
		{"without a last line break", "sources:\n    - name: a/b", "sources:\n    - name: a/b\n    - name: greenhouse/acme\n      pace: 2s\n"},
		{"lines of Windows", "sources:\r\n  - name: a/b\r\n", "sources:\r\n  - name: a/b\r\n" + item},
	} {
		if got := withItems(test.text, item); got != test.want {
			t.Errorf("%s: withItems = %q; want %q", test.name, got, test.want)
		}
	}
}

func TestAFileThatCannotTakeASourceStaysAsItWas(t *testing.T) {
	root := isolate(t)
	name := filepath.Join(root, "config", "demand", sourcesFile)
	const text = "sources: [{name: greenhouse/acme}]\n"
	if err := replaceText(name, []byte(text)); err != nil {
		t.Fatal(err)
	}
	_, _, err := new(app).addToCatalogue([]sources.Entry{{Name: "greenhouse/globex"}})
	if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "greenhouse/globex") {
		t.Errorf("addToCatalogue = %v; want the file and what to write", err)
	}
	if got, err := os.ReadFile(name); string(got) != text {
		t.Errorf("the file holds %q, %v; want what it held", got, err)
	}
}

func FuzzEntries(f *testing.F) {
	for _, text := range []string{"greenhouse/acme", "{name: greenhouse/acme, pace: 2s}", "- name: a/b\n  interval: 3\n- {name: c/d}", "name: [", "-", "[]"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found, err := readEntries("entry", text)
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("readEntries(%q) = %v, %v; want an error in one line", text, found, err)
		}
	})
}

func FuzzItems(f *testing.F) {
	f.Add("sources:\n  - name: greenhouse/acme\n")
	f.Add("groups: [a]\nsources: # b\n- c\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		const item = "  - name: a/b\n"
		if got := withItems(text, item); len(got) < len(text) || !strings.Contains(got, "- name: a/b\n") {
			t.Errorf("withItems(%q) = %q; want all of the text and the item", text, got)
		}
	})
}
