package skills

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"demand/internal/job"
	"demand/internal/yamlfile"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// A file is one file of the taxonomy. One that ships holds the category of its file name; one of the user's holds any.
type file struct {
	Name   string   `yaml:"name"`   // display name of the category; not in a user's file
	Decoys []string `yaml:"decoys"` // phrases that hold a skill's spelling and never mean it
	Skills []Entry  `yaml:"skills"`
}

// UnmarshalYAML reads the entry and remembers its line.
func (e *Entry) UnmarshalYAML(node ast.Node) error {
	type plain Entry
	if err := yaml.NodeToValue(node, (*plain)(e), yaml.Strict()); err != nil {
		return err
	}
	e.line = node.GetToken().Position.Line
	return nil
}

// parse reads one file. An error names it, the line and what is wrong there.
func parse(name string, data []byte) (file, error) {
	var f file
	if err := yamlfile.Read(name, data, &f); err != nil {
		return f, err
	}
	for i := range f.Skills {
		f.Skills[i].file = name
	}
	for _, d := range f.Decoys {
		if k := strange(d); k >= 0 || d == "" {
			return f, fmt.Errorf("%s: decoys: %q holds what no spelling can", name, d)
		}
	}
	return f, nil
}

// readOwn reads a file of the user's.
func readOwn(path string) (file, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return file{}, err
	}
	return parse(path, data)
}

// load reads the files of a whole taxonomy, one a category.
func load(fsys fs.FS) (*Taxonomy, error) {
	t := &Taxonomy{}
	for _, category := range categoryOrder {
		name := "taxonomy/" + category + ".yaml"
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("taxonomy: %w", err)
		}
		f, err := parse(name, data)
		if err != nil {
			return nil, err
		}
		if f.Name == "" {
			return nil, fmt.Errorf("%s:1: name: is missing", name)
		}
		t.categories = append(t.categories, job.Category{Slug: category, Name: f.Name})
		t.decoys = append(t.decoys, f.Decoys...)
		for _, e := range f.Skills {
			if e.Category != "" {
				return nil, e.errorf("category", "is that of the file")
			}
			e.Category = category
			if err := e.check(); err != nil {
				return nil, err
			}
			t.entries = append(t.entries, e)
		}
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	var err error
	t.version, err = version(fsys)
	return t, err
}

// merge adds a user's file: its skills replace those of the same slug.
func (t *Taxonomy) merge(name string, f file) error {
	if f.Name != "" {
		return fmt.Errorf("%s: name: belongs to the files that ship; the category of a skill is its key category", name)
	}
	t.decoys = append(t.decoys, f.Decoys...)
	var slugs []string
	for _, e := range f.Skills {
		if slices.Contains(slugs, e.Slug) {
			return e.errorf("slug", "stands twice in this file")
		}
		slugs = append(slugs, e.Slug)
		i := slices.IndexFunc(t.entries, func(o Entry) bool { return o.Slug == e.Slug })
		if i >= 0 && e.Category == "" {
			e.Category = t.entries[i].Category
		}
		if !slices.Contains(categoryOrder, e.Category) {
			return e.errorf("category", "%w", job.Unknown("category", e.Category, categoryOrder))
		}
		if err := e.check(); err != nil {
			return err
		}
		if i >= 0 && t.entries[i].Category != e.Category {
			t.entries = slices.Delete(t.entries, i, i+1)
			i = -1
		}
		if i >= 0 {
			t.entries[i] = e
			continue
		}
		order := slices.Index(categoryOrder, e.Category)
		at := slices.IndexFunc(t.entries, func(o Entry) bool { return slices.Index(categoryOrder, o.Category) > order })
		if at < 0 {
			at = len(t.entries)
		}
		t.entries = slices.Insert(t.entries, at, e)
	}
	return nil
}

// check checks one entry by itself, and fills in its nature.
func (e *Entry) check() error {
	switch {
	case !isSlug(e.Slug):
		return e.errorf("slug", "%q is not a letter a-z or a digit, then these or any of . + # _ -", e.Slug)
	case e.Name == "":
		return e.errorf("name", "is missing")
	case e.Nature != "" && e.Nature != "technology" && e.Nature != "practice":
		return e.errorf("nature", "%q is neither technology nor practice", e.Nature)
	case (e.Rule == "") != (len(e.Ambiguous) == 0):
		return e.errorf("rule", "ambiguous spellings and a rule come together")
	case len(e.With) > 0 && e.Rule == "":
		return e.errorf("with", "has no meaning without a rule")
	case e.Role != "" && e.Rule == "":
		return e.errorf("role", "has no meaning without a rule")
	}
	if _, ok := job.ParseRole(e.Role); e.Role != "" && !ok {
		return e.errorf("role", "%w", job.Unknown("role", e.Role, job.RoleNames))
	}
	if _, ok := needs[e.Rule]; e.Rule != "" && !ok {
		return e.errorf("rule", "%q is none of %s", e.Rule, strings.Join(needNames(), ", "))
	}
	if e.Rule != "" && (len(e.Match) == 0 || len(e.Not) == 0) {
		return e.errorf("match", "a rule needs at least one sentence in match and one in not")
	}
	for _, spelling := range slices.Concat([]string{e.Name}, e.Aliases, e.Ambiguous, e.Shared) {
		if k := strange(spelling); spelling == "" || k >= 0 && (spelling != e.Name || !e.unspelled()) {
			return e.errorf("aliases", "%q is empty or holds what no spelling can", spelling)
		}
	}
	seen := make(map[string]bool)
	for _, s := range e.spellings() {
		key := strings.ToLower(s.text)
		if seen[key] {
			return e.errorf("aliases", "%q stands twice", s.text)
		}
		seen[key] = true
	}
	if e.Nature == "" {
		e.Nature = "technology"
	}
	return nil
}

// isSlug reports whether s can be a slug. A colon belongs to names that the store makes itself.
func isSlug(s string) bool {
	alnum := func(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }
	for i := range len(s) {
		if !alnum(s[i]) && (i == 0 || !strings.ContainsRune(".+#_-", rune(s[i]))) {
			return false
		}
	}
	return s != ""
}

// check checks the entries beside one another: each slug and spelling must be one skill's own.
func (t *Taxonomy) check() error {
	t.byName = make(map[string]int, 6*len(t.entries))
	for i := range t.entries {
		if err := t.index(i); err != nil {
			return err
		}
	}
	for _, d := range t.decoys {
		if i, ok := t.byName[strings.ToLower(d)]; ok {
			return t.entries[i].errorf("aliases", "%q is a decoy too", d)
		}
	}
	return nil
}

// index makes entry i known by its slug and spellings.
func (t *Taxonomy) index(i int) error {
	e := &t.entries[i]
	slug := strings.ToLower(e.Slug)
	if j, ok := t.byName[slug]; ok && t.entries[j].Slug == e.Slug {
		return e.errorf("slug", "is used at %s:%d already", t.entries[j].file, t.entries[j].line)
	}
	t.byName[slug] = i
	for _, w := range e.With {
		if !slices.ContainsFunc(t.entries, func(o Entry) bool { return o.Slug == w }) {
			return e.errorf("with", "no skill has the slug %q", w)
		}
	}
	for _, spelling := range slices.Concat([]string{e.Name}, e.Aliases, e.Ambiguous) {
		key := strings.ToLower(spelling)
		if j, ok := t.byName[key]; ok && j != i && t.entries[j].Slug != key {
			return e.errorf("aliases", "%q belongs to %s at %s:%d", spelling, t.entries[j].Slug, t.entries[j].file, t.entries[j].line)
		}
		t.byName[key] = i
	}
	return nil
}

// strange returns the place of the first character that no phrase can hold, or -1. Latin letters may carry marks.
func strange(phrase string) int {
	return strings.IndexFunc(phrase, func(r rune) bool { return int(r) >= len(folded) || len(folded[r]) > 1 || symbol[folded[r][0]] == 0 })
}

func needNames() []string {
	names := make([]string, 0, len(needs))
	for name := range needs {
		names = append(names, strconv.Quote(name))
	}
	slices.Sort(names)
	return names
}
