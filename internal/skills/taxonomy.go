package skills

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"demand/internal/job"
	"demand/internal/markup/place"
)

//go:embed taxonomy/*.yaml
var embedded embed.FS

// code is what finds skills, roles and languages: a change to it is a change of version. (data.go is the taxonomy once more.)
//
//go:embed around.go boilerplate.go candidates.go clauses.go files.go fold.go glued.go headings.go language.go match.go read.go roles.go rules.go sieve.go signals.go skills.go taxonomy.go titles.go words.go
var code embed.FS

// categoryOrder names the files of the taxonomy, one a category: the guide's eight first.
var categoryOrder = []string{
	"languages", "databases", "frameworks", "apis", "version-control", "security", "testing", "cloud",
	"frontend", "mobile", "messaging", "data-ai", "systems",
}

// A Taxonomy is the list of all skills with their spellings. It does not change once loaded.
type Taxonomy struct {
	categories []job.Category
	entries    []Entry
	decoys     []string
	version    string
	once       sync.Once
	byName     map[string]int // folded slug, name or spelling → index in entries; made by names
}

// An Entry is one skill as a taxonomy file writes it.
type Entry struct {
	Slug      string   `yaml:"slug"`
	Name      string   `yaml:"name"`
	Category  string   `yaml:"category,omitempty"`  // slug of the category; only in a file of the user, since a shipped file is one category
	Nature    string   `yaml:"nature,omitempty"`    // technology if empty, or practice
	Aliases   []string `yaml:"aliases,omitempty"`   // further spellings that mean nothing else
	Shared    []string `yaml:"shared,omitempty"`    // spellings that name other skills as well, which list them too
	Ambiguous []string `yaml:"ambiguous,omitempty"` // spellings that mean something else too; the name may be among them
	Rule      string   `yaml:"rule,omitempty"`      // which support an ambiguous spelling needs
	With      []string `yaml:"with,omitempty"`      // slugs of which the posting must name one for an ambiguous spelling to count
	Role      string   `yaml:"role,omitempty"`      // role in whose postings an ambiguous spelling means the skill, whatever stands around it
	Weak      bool     `yaml:"weak,omitempty"`      // standards and office words: never a support for others
	Product   bool     `yaml:"product,omitempty"`   // employers also say it of where their own product runs: not in praise of the employer
	Method    bool     `yaml:"method,omitempty"`    // a way to make software, which hardly anybody sells: beside praise of the employer too
	Trade     bool     `yaml:"trade,omitempty"`     // other trades speak of it too: not in a posting for work that is not technical and names no technology
	Links     Links    `yaml:"links,omitempty"`
	Match     []string `yaml:"match,omitempty"` // sentences that name the skill
	Not       []string `yaml:"not,omitempty"`   // sentences that do not

	file string
	line int
}

// Links say where else a skill is described. Each may be empty: none goes before a doubtful one.
type Links struct {
	Guide         string `yaml:"guide,omitempty"`         // section of the guide to backend developer skills that names it
	Wikidata      string `yaml:"wikidata,omitempty"`      // item, such as Q28865
	ESCO          string `yaml:"esco,omitempty"`          // address of the concept, http://data.europa.eu/esco/…
	StackOverflow string `yaml:"stackoverflow,omitempty"` // tag
}

// IsZero reports whether there is no link.
func (l Links) IsZero() bool { return l == Links{} }

func (e *Entry) errorf(key, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s: %s: %w", e.file, e.line, e.Slug, key, fmt.Errorf(format, args...))
}

// Load returns the taxonomy that ships with the program. It is read from data.go, which is made of the YAML files, so that a start
// takes no time for them.
func Load() (*Taxonomy, error) {
	v, err := version(embedded)
	return &Taxonomy{categories: shippedCategories, entries: shippedEntries, decoys: shippedDecoys, version: v}, err
}

// LoadWith returns the shipped taxonomy together with the user's own files, each of which adds skills and replaces those of the same
// slug, later files over earlier ones. The version covers their content. An error names the file, the line and the key that is wrong.
func LoadWith(paths ...string) (*Taxonomy, error) {
	t, err := Load()
	if err != nil || len(paths) == 0 {
		return t, err
	}
	t.entries, t.decoys = slices.Clone(t.entries), slices.Clone(t.decoys)
	for _, path := range paths {
		f, err := readOwn(path)
		if err != nil {
			return nil, err
		}
		if err := t.merge(path, f); err != nil {
			return nil, err
		}
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	t.version, err = version(embedded, paths...)
	return t, err
}

// version names the content of a taxonomy, of the rules' code, of what resolves places and of the user's own files, in 12 hex digits: a hash
// of them.
func version(taxonomy fs.FS, paths ...string) (string, error) {
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
	fmt.Fprintf(sum, "places %s\n", place.Version())
	for _, path := range paths {
		f, err := readOwn(path)
		if err != nil {
			return "", err
		}
		content, err := json.Marshal(f)
		if err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		fmt.Fprintf(sum, "own %d\n", len(content))
		sum.Write(content)
	}
	return hex.EncodeToString(sum.Sum(nil))[:12], nil
}

// names returns what Find and Nearest look in.
func (t *Taxonomy) names() map[string]int {
	t.once.Do(func() {
		if t.byName != nil {
			return
		}
		t.byName = make(map[string]int, 6*len(t.entries))
		for i := range t.entries {
			e := &t.entries[i]
			for _, list := range [][]string{{e.Slug, e.Name}, e.Aliases, e.Ambiguous} {
				for _, spelling := range list {
					t.byName[strings.ToLower(spelling)] = i
				}
			}
		}
	})
	return t.byName
}

// Version names the content of the taxonomy and of the code of its rules, in 12 hex digits: a hash of them. Facts of one version can be compared with one another.
func (t *Taxonomy) Version() string { return t.version }

// Skills lists all skills: categories in the order of Categories, skills in the order of their file.
func (t *Taxonomy) Skills() []job.Skill {
	list := make([]job.Skill, len(t.entries))
	for i := range t.entries {
		list[i] = t.entries[i].skill()
	}
	return list
}

func (e *Entry) skill() job.Skill {
	return job.Skill{Slug: e.Slug, Name: e.Name, Category: e.Category, Nature: e.Nature}
}

// Categories lists the categories, those of the guide first.
func (t *Taxonomy) Categories() []job.Category { return slices.Clone(t.categories) }

// Find returns the skill of that slug, name or alias, whatever its case, and reports whether there is one.
func (t *Taxonomy) Find(name string) (job.Skill, bool) {
	i, ok := t.names()[strings.ToLower(strings.TrimSpace(name))]
	if !ok {
		return job.Skill{}, false
	}
	return t.entries[i].skill(), true
}

// Nearest returns up to three slugs whose slug, name or alias is spelled most like name, the nearest first; none if nothing is near.
func (t *Taxonomy) Nearest(name string) []string {
	var slugs []string
	for _, near := range job.Nearest(strings.TrimSpace(name), slices.Sorted(maps.Keys(t.names()))) {
		if slug := t.entries[t.names()[near]].Slug; !slices.Contains(slugs, slug) {
			slugs = append(slugs, slug)
		}
	}
	return slugs
}

// Entry returns the skill of that slug, name or alias as its file writes it, the place of it as FILE:LINE, and whether there is one.
func (t *Taxonomy) Entry(name string) (e Entry, place string, ok bool) {
	i, ok := t.names()[strings.ToLower(strings.TrimSpace(name))]
	if !ok {
		return Entry{}, "", false
	}
	e = t.entries[i]
	return e, fmt.Sprintf("%s:%d", e.file, e.line), true
}

// spellingOf is a spelling of an entry, which is loose if the rule decides on it.
type spellingOf struct {
	text  string
	loose bool
}

// unspelled reports whether the name is for display only, since it holds a remark in parentheses.
func (e *Entry) unspelled() bool { return strings.Contains(e.Name, "(") }

// spellings lists an entry's spellings. A name in parentheses or among the ambiguous ones is not a plain one.
func (e *Entry) spellings() []spellingOf {
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
