package sources

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"demand/internal/job"
	"demand/internal/yamlfile"
)

// An Entry describes one source in the catalogue.
type Entry struct {
	Name        string        `yaml:"name"`                   // kind/board
	Employer    string        `yaml:"employer,omitempty"`     // whose board it is; empty for boards of many employers
	URL         string        `yaml:"url,omitempty"`          // of jsonld and feed: the address of the page, the sitemap or the feed
	Path        string        `yaml:"path,omitempty"`         // of file: the files of postings, a name or a pattern, from the folder of the catalogue
	Pages       string        `yaml:"pages,omitempty"`        // of jsonld: what the addresses of postings in the sitemap contain, such as /jobs/; empty: a word such as job or career
	Audience    string        `yaml:"audience,omitempty"`     // technical: postings without a role are technical jobs; mixed or empty: unknown
	Interval    int           `yaml:"interval,omitempty"`     // days between two visits; zero: the kind's own
	Pace        time.Duration `yaml:"pace,omitempty"`         // least time between two requests, such as 2s; zero: the kind's own
	Base        string        `yaml:"base,omitempty"`         // address of another server that answers as the kind's own does; empty: the kind's own
	Credit      string        `yaml:"credit,omitempty"`       // the line that the site's terms ask to print; empty: the kind's own
	AcceptTerms bool          `yaml:"accept_terms,omitempty"` // the user has read the site's terms and keeps to them
	OwnBoard    bool          `yaml:"own_board,omitempty"`    // the board is the user's own

	line   int    // in its file
	folder string // of that file, if it is the user's
}

// YAML returns the entry as it stands in a file of the catalogue, under sources. Where its terms need the user's word, a
// comment says so.
func (e Entry) YAML() string {
	text, err := yaml.MarshalWithOptions([]Entry{e}, yaml.IndentSequence(true))
	if err != nil {
		panic(fmt.Sprintf("an entry of texts and numbers cannot be written: %v", err))
	}
	kind, _, _ := strings.Cut(e.Name, "/")
	for _, k := range Kinds() {
		if k.Name == kind && k.permits(e) != nil {
			text = append(text, "    # accept_terms: true   # once you have read the terms of the site\n"...)
		}
	}
	return string(text)
}

// ReadCatalog reads one file of the catalogue: a list of entries under the key sources. Errors name the file, the line
// and the key.
func ReadCatalog(file string, text []byte) ([]Source, error) {
	var content struct {
		Sources []Entry `yaml:"sources"`
	}
	if err := yamlfile.Read(file, text, &content); err != nil {
		return nil, err
	}
	return fromEntries(file, content.Sources)
}

// CatalogWith returns what Catalog returns together with what the user's own file adds:
//
//	groups:                   # groups to visit besides those that are on by default
//	  - lever-all
//	sources:                  # further sources; an entry with the name of a shipped one that is on changes it
//	  - name: jsonld/acme
//	    url: https://careers.acme.example/sitemap.xml
//	    accept_terms: true
//
// Errors name the file, the line and the key.
func CatalogWith(file string, text []byte) ([]Source, error) {
	var own struct {
		Groups  []groupName `yaml:"groups"`
		Sources []Entry     `yaml:"sources"`
	}
	if err := yamlfile.Read(file, text, &own); err != nil {
		return nil, err
	}
	groups, err := Groups()
	if err != nil {
		return nil, err
	}
	for _, name := range own.Groups {
		i := slices.IndexFunc(groups, func(g Group) bool { return g.Name == name.text })
		if i < 0 {
			return nil, fmt.Errorf("%s:%d: groups: %w", file, name.line, unknownGroup(groups, name.text))
		}
		groups[i].Default = true
	}
	entries, err := entriesOn(groups)
	if err != nil {
		return nil, err
	}
	at := make(map[string]int, len(entries))
	for i, e := range entries {
		at[e.Name] = i
	}
	added := map[string]bool{}
	for _, e := range own.Sources {
		if added[e.Name] {
			return nil, fmt.Errorf("%s:%d: source %s stands twice", file, e.line, e.Name)
		}
		added[e.Name] = true
		e.folder = filepath.Dir(file)
		i, shipped := at[e.Name]
		if shipped {
			e = e.over(entries[i])
		}
		if _, err := FromEntry(e); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, e.line, err)
		}
		if shipped {
			entries[i] = e
		} else {
			entries = append(entries, e)
		}
	}
	return fromEntries(file, entries)
}

// over returns the entry with what it does not say filled in from another.
func (e Entry) over(other Entry) Entry {
	e.Employer = cmp.Or(e.Employer, other.Employer)
	e.URL = cmp.Or(e.URL, other.URL)
	e.Path = cmp.Or(e.Path, other.Path)
	e.Pages = cmp.Or(e.Pages, other.Pages)
	e.Audience = cmp.Or(e.Audience, other.Audience)
	e.Interval = cmp.Or(e.Interval, other.Interval)
	e.Pace = cmp.Or(e.Pace, other.Pace)
	e.Base = cmp.Or(e.Base, other.Base)
	e.Credit = cmp.Or(e.Credit, other.Credit)
	return e
}

// fromEntries makes the sources of one file.
func fromEntries(file string, entries []Entry) ([]Source, error) {
	list := make([]Source, 0, len(entries))
	seen := make(map[string]bool, len(entries))
	for _, e := range entries {
		s, err := FromEntry(e)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, e.line, err)
		}
		name := s.About().Name
		if seen[name] {
			return nil, fmt.Errorf("%s:%d: source %s stands twice", file, e.line, name)
		}
		seen[name] = true
		list = append(list, s)
	}
	return list, nil
}

// UnmarshalYAML reads an entry and notes its line.
func (e *Entry) UnmarshalYAML(node ast.Node) error {
	type plain Entry
	if err := checkPace(node); err != nil {
		return err
	}
	if err := yaml.NodeToValue(node, (*plain)(e), yaml.Strict()); err != nil {
		return err
	}
	e.line = node.GetToken().Position.Line
	return nil
}

// A groupName is the name of a group with its line.
type groupName struct {
	text string
	line int
}

// UnmarshalYAML reads a name and notes its line.
func (n *groupName) UnmarshalYAML(node ast.Node) error {
	n.line = node.GetToken().Position.Line
	return yaml.NodeToValue(node, &n.text)
}

// checkPace says in words what is wrong with the pace of an entry, which the decoder says in those of Go.
func checkPace(node ast.Node) error {
	entry, ok := node.(*ast.MappingNode)
	if !ok {
		return nil
	}
	for _, pair := range entry.Values {
		value, ok := pair.Value.(ast.ScalarNode)
		if !ok || pair.Key.GetToken().Value != "pace" || value.Type() == ast.NullType {
			continue
		}
		text := value.GetToken().Value
		if _, err := time.ParseDuration(text); err != nil {
			message := fmt.Sprintf("pace: %q is not a time with its unit; write one such as 2s", text)
			if value.Type() == ast.IntegerType {
				message = fmt.Sprintf("pace: %q has no unit; write %ss", text, text)
			}
			return yamlfile.Wrong(value, message)
		}
	}
	return nil
}

// Select returns the sources that match any of the patterns, in the order of all, and behind them those of groups that
// are not on. A pattern is a name, a glob such as greenhouse/*, or the name of a group or a glob over these, such as
// lever-all. What it does not find in all it looks for in the groups. A pattern that matches nothing is an error that
// gives the nearest names.
func Select(all []Source, patterns ...string) ([]Source, error) {
	wanted := make([]bool, len(all))
	at := make(map[string]int, len(all)) // place in all; -1 for a source of a group that was chosen already
	for i, s := range all {
		at[s.About().Name] = i
	}
	var list, more []Source
	for _, p := range patterns {
		found := false
		for i, s := range all {
			ok, err := path.Match(p, s.About().Name)
			if err != nil {
				return nil, fmt.Errorf("source pattern %q: %w", p, err)
			}
			if ok {
				wanted[i], found = true, true
			}
		}
		if found {
			continue
		}
		shipped, err := inGroups(p)
		if err != nil {
			return nil, err
		}
		if len(shipped) == 0 {
			return nil, unknown(all, p)
		}
		for _, s := range shipped {
			switch i, known := at[s.About().Name]; {
			case !known:
				more = append(more, s)
				at[s.About().Name] = -1
			case i >= 0:
				wanted[i] = true
			}
		}
	}
	for i, s := range all {
		if wanted[i] {
			list = append(list, s)
		}
	}
	return append(list, more...), nil
}

// inGroups returns the sources of the groups that a pattern without a slash matches, or else those of all groups that a
// pattern with one matches.
func inGroups(pattern string) ([]Source, error) {
	groups, err := Groups()
	if err != nil {
		return nil, err
	}
	var list []Source
	for _, g := range groups {
		named, err := path.Match(pattern, g.Name)
		if err != nil {
			return nil, fmt.Errorf("source pattern %q: %w", pattern, err)
		}
		if !named && !strings.Contains(pattern, "/") {
			continue
		}
		of, err := g.Sources()
		if err != nil {
			return nil, err
		}
		for _, s := range of {
			if ok, _ := path.Match(pattern, s.About().Name); ok || named {
				list = append(list, s)
			}
		}
	}
	return list, nil
}

// unknown offers the names that are on, and those of groups.
func unknown(all []Source, name string) error {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.About().Name
	}
	if !strings.Contains(name, "/") {
		groups, err := Groups()
		if err != nil {
			return err
		}
		for _, g := range groups {
			names = append(names, g.Name)
		}
	}
	return job.Unknown("source", name, names)
}
