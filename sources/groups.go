package sources

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"strings"

	"demand/internal/job"
	"demand/internal/yamlfile"
)

// A Group is one file of the catalogue that ships with the program.
type Group struct {
	Name    string // of the file, without its ending
	About   string // one line
	Default bool   // visited unless the user says otherwise

	file string
	text []byte
}

//go:embed catalog/*.yaml
var shipped embed.FS

// Groups returns the groups of the catalogue by name. It reads their heads only.
func Groups() ([]Group, error) {
	files, err := shipped.ReadDir("catalog")
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	groups := make([]Group, 0, len(files))
	for _, f := range files {
		text, err := shipped.ReadFile(path.Join("catalog", f.Name()))
		if err != nil {
			return nil, fmt.Errorf("catalogue: %w", err)
		}
		// Reading thousands of entries takes longer than most commands; the list stands last.
		head, _, _ := bytes.Cut(text, []byte("\nsources:"))
		var content struct {
			About   string `yaml:"about"`
			Default bool   `yaml:"default"`
		}
		if err := yamlfile.Read(f.Name(), head, &content); err != nil {
			return nil, err
		}
		groups = append(groups, Group{strings.TrimSuffix(f.Name(), ".yaml"), content.About, content.Default, f.Name(), text})
	}
	return groups, nil
}

// Sources returns the sources of the group.
func (g Group) Sources() ([]Source, error) {
	entries, err := g.entries()
	if err != nil {
		return nil, err
	}
	return fromEntries(g.file, entries)
}

func (g Group) entries() ([]Entry, error) {
	var content struct {
		About   string  `yaml:"about"`
		Default bool    `yaml:"default"`
		Sources []Entry `yaml:"sources"`
	}
	err := yamlfile.Read(g.file, g.text, &content)
	return content.Sources, err
}

// Catalog returns the sources of the groups that are on by default.
func Catalog() ([]Source, error) {
	groups, err := Groups()
	if err != nil {
		return nil, err
	}
	entries, err := entriesOn(groups)
	if err != nil {
		return nil, err
	}
	return fromEntries("catalogue", entries)
}

// entriesOn returns the entries of the groups that are on, group by group.
func entriesOn(groups []Group) ([]Entry, error) {
	var all []Entry
	for _, g := range groups {
		if !g.Default {
			continue
		}
		entries, err := g.entries()
		if err != nil {
			return nil, err
		}
		all = append(all, entries...)
	}
	return all, nil
}

func unknownGroup(groups []Group, name string) error {
	names := make([]string, len(groups))
	for i, g := range groups {
		names[i] = g.Name
	}
	return job.Unknown("group", name, names)
}
