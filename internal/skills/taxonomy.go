package skills

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"demand/internal/job"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

//go:embed taxonomy/*.yaml
var embedded embed.FS

// code is what finds skills and roles: a change to it is a change of version.
//
//go:embed match.go roles.go rules.go signals.go skills.go taxonomy.go titles.go
var code embed.FS

// categoryOrder names the files of the taxonomy, one a category: the guide's eight first.
var categoryOrder = []string{
	"languages", "databases", "frameworks", "apis", "version-control", "security", "testing", "cloud",
	"frontend", "mobile", "messaging", "data-ai", "systems",
}

// A Taxonomy is the list of all skills with their spellings. It does not change once loaded.
type Taxonomy struct {
	categories []job.Category
	entries    []entry
	decoys     []string
	version    string
	byName     map[string]int // folded slug, name or spelling → index in entries
}

// An entry is one skill as a taxonomy file writes it.
type entry struct {
	Slug      string   `yaml:"slug"`
	Name      string   `yaml:"name"`
	Nature    string   `yaml:"nature"`    // technology if empty, or practice
	Aliases   []string `yaml:"aliases"`   // further spellings that mean nothing else
	Shared    []string `yaml:"shared"`    // spellings that name other skills as well, which list them too
	Ambiguous []string `yaml:"ambiguous"` // spellings that mean something else too; the name may be among them
	Rule      string   `yaml:"rule"`      // which support an ambiguous spelling needs
	With      []string `yaml:"with"`      // slugs of which the posting must name one for an ambiguous spelling to count
	Weak      bool     `yaml:"weak"`      // standards and office words: never a support for others
	Product   bool     `yaml:"product"`   // employers also say it of where their own product runs: not in praise of the employer
	Match     []string `yaml:"match"`     // sentences that name the skill
	Not       []string `yaml:"not"`       // sentences that do not

	category string
	file     string
	line     int
}

// UnmarshalYAML reads the entry and remembers its line.
func (e *entry) UnmarshalYAML(node ast.Node) error {
	type plain entry
	if err := yaml.NodeToValue(node, (*plain)(e), yaml.Strict()); err != nil {
		return err
	}
	e.line = node.GetToken().Position.Line
	return nil
}

func (e *entry) errorf(key, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s: %s: %w", e.file, e.line, e.Slug, key, fmt.Errorf(format, args...))
}

// A file is one file of the taxonomy.
type file struct {
	Name   string   `yaml:"name"`   // display name of the category
	Decoys []string `yaml:"decoys"` // phrases that hold a skill's spelling and never mean it
	Skills []entry  `yaml:"skills"`
}

// Load reads the taxonomy that ships with the program.
// An error names the file, the line and the key that is wrong.
func Load() (*Taxonomy, error) { return load(embedded) }

// Version names the content of the embedded taxonomy together with the rules' code, in 12 hex digits: a hash of both.
// It is many times as fast as Load.
func Version() (string, error) { return version(embedded) }

func version(taxonomy fs.FS) (string, error) {
	sum := sha256.New()
	for _, files := range []fs.FS{taxonomy, code} {
		err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(files, name)
			fmt.Fprintf(sum, "%s %d\n", name, len(data))
			sum.Write(data)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("taxonomy: %w", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:12], nil
}

func load(fsys fs.FS) (*Taxonomy, error) {
	t := &Taxonomy{byName: make(map[string]int)}
	for _, category := range categoryOrder {
		name := "taxonomy/" + category + ".yaml"
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("taxonomy: %w", err)
		}
		var f file
		if err := yaml.UnmarshalWithOptions(data, &f, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if f.Name == "" {
			return nil, fmt.Errorf("%s:1: name: is missing", name)
		}
		for _, d := range f.Decoys {
			if k := strange(d); k >= 0 || d == "" {
				return nil, fmt.Errorf("%s: decoys: %q holds what no spelling can", name, d)
			}
		}
		t.categories = append(t.categories, job.Category{Slug: category, Name: f.Name})
		t.decoys = append(t.decoys, f.Decoys...)
		for _, e := range f.Skills {
			e.category, e.file = category, name
			if err := t.add(e); err != nil {
				return nil, err
			}
		}
	}
	for i := range t.entries {
		if err := t.index(i); err != nil {
			return nil, err
		}
	}
	for _, d := range t.decoys {
		if i, ok := t.byName[strings.ToLower(d)]; ok {
			return nil, t.entries[i].errorf("aliases", "%q is a decoy too", d)
		}
	}
	var err error
	t.version, err = version(fsys)
	return t, err
}

// add checks one entry by itself and appends it.
func (t *Taxonomy) add(e entry) error {
	switch {
	case e.Slug == "" || e.Slug != strings.ToLower(e.Slug) || strings.ContainsAny(e.Slug, " \t"):
		return e.errorf("slug", "%q is not in lower case without blanks", e.Slug)
	case e.Name == "":
		return e.errorf("name", "is missing")
	case e.Nature != "" && e.Nature != "technology" && e.Nature != "practice":
		return e.errorf("nature", "%q is neither technology nor practice", e.Nature)
	case (e.Rule == "") != (len(e.Ambiguous) == 0):
		return e.errorf("rule", "ambiguous spellings and a rule come together")
	case len(e.With) > 0 && e.Rule == "":
		return e.errorf("with", "has no meaning without a rule")
	}
	if _, ok := needs[e.Rule]; e.Rule != "" && !ok {
		return e.errorf("rule", "%q is none of %s", e.Rule, strings.Join(needNames(), ", "))
	}
	if e.Rule != "" && (len(e.Match) == 0 || len(e.Not) == 0) {
		return e.errorf("match", "a rule needs at least one sentence in match and one in not")
	}
	if e.Nature == "" {
		e.Nature = "technology"
	}
	t.entries = append(t.entries, e)
	return nil
}

// index makes entry i known by its slug and spellings, each of which must be its own.
func (t *Taxonomy) index(i int) error {
	e := &t.entries[i]
	slug := strings.ToLower(e.Slug)
	if j, ok := t.byName[slug]; ok && t.entries[j].Slug == e.Slug {
		return e.errorf("slug", "is used at %s:%d already", t.entries[j].file, t.entries[j].line)
	}
	t.byName[slug] = i
	for _, w := range e.With {
		if !slices.ContainsFunc(t.entries, func(o entry) bool { return o.Slug == w }) {
			return e.errorf("with", "no skill has the slug %q", w)
		}
	}
	for _, spelling := range slices.Concat([]string{e.Name}, e.Aliases, e.Ambiguous) {
		if k := strange(spelling); k >= 0 && (spelling != e.Name || !e.unspelled()) {
			return e.errorf("aliases", "%q holds %q, which no spelling can", spelling, spelling[k:k+1])
		}
		key := strings.ToLower(spelling)
		if j, ok := t.byName[key]; ok && j != i && t.entries[j].Slug != key {
			return e.errorf("aliases", "%q belongs to %s at %s:%d", spelling, t.entries[j].Slug, t.entries[j].file, t.entries[j].line)
		}
		t.byName[key] = i
	}
	for _, spelling := range e.Shared {
		if strange(spelling) >= 0 {
			return e.errorf("shared", "%q holds what no spelling can", spelling)
		}
	}
	return nil
}

// Version is what the function Version returns. Facts of one version can be compared with one another.
func (t *Taxonomy) Version() string { return t.version }

// Skills lists all skills: categories in the order of Categories, skills in the order of their file.
func (t *Taxonomy) Skills() []job.Skill {
	list := make([]job.Skill, len(t.entries))
	for i := range t.entries {
		list[i] = t.entries[i].skill()
	}
	return list
}

func (e *entry) skill() job.Skill {
	return job.Skill{Slug: e.Slug, Name: e.Name, Category: e.category, Nature: e.Nature}
}

// Categories lists the categories, those of the guide first.
func (t *Taxonomy) Categories() []job.Category { return slices.Clone(t.categories) }

// Find returns the skill of that slug, name or alias, whatever its case, and reports whether there is one.
func (t *Taxonomy) Find(name string) (job.Skill, bool) {
	i, ok := t.byName[strings.ToLower(strings.TrimSpace(name))]
	if !ok {
		return job.Skill{}, false
	}
	return t.entries[i].skill(), true
}

// Nearest returns up to three slugs whose slug, name or alias is spelled most like name, the nearest first; none if nothing is near.
func (t *Taxonomy) Nearest(name string) []string {
	var slugs []string
	for _, near := range job.Nearest(strings.TrimSpace(name), slices.Sorted(maps.Keys(t.byName))) {
		if slug := t.entries[t.byName[near]].Slug; !slices.Contains(slugs, slug) {
			slugs = append(slugs, slug)
		}
	}
	return slugs
}

// strange returns the place of the first character that no phrase can hold, or -1.
func strange(phrase string) int {
	return strings.IndexFunc(phrase, func(r rune) bool { return r >= utf8.RuneSelf || symbol[r] == 0 })
}

func needNames() []string {
	names := make([]string, 0, len(needs))
	for name := range needs {
		names = append(names, strconv.Quote(name))
	}
	slices.Sort(names)
	return names
}

// spellingOf is a spelling of an entry, which is loose if the rule decides on it.
type spellingOf struct {
	text  string
	loose bool
}

// unspelled reports whether the name is for display only, since it holds a remark in parentheses.
func (e *entry) unspelled() bool { return strings.Contains(e.Name, "(") }

// spellings lists an entry's spellings. A name in parentheses or among the ambiguous ones is not a plain one.
func (e *entry) spellings() []spellingOf {
	var list []spellingOf
	if !slices.Contains(e.Ambiguous, e.Name) && !e.unspelled() {
		list = append(list, spellingOf{e.Name, false})
	}
	for _, a := range e.Aliases {
		list = append(list, spellingOf{a, false})
	}
	for _, a := range e.Shared {
		list = append(list, spellingOf{a, false})
	}
	for _, a := range e.Ambiguous {
		list = append(list, spellingOf{a, true})
	}
	return list
}
