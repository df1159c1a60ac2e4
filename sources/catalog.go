package sources

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"demand/internal/job"
)

// An Entry describes one source in the catalogue.
type Entry struct {
	Name     string        `yaml:"name"`     // kind/board
	Employer string        `yaml:"employer"` // whose board it is; empty for boards of many employers
	Audience string        `yaml:"audience"` // technical: postings without a role are technical jobs; mixed or empty: unknown
	Interval int           `yaml:"interval"` // days between two visits; zero: the kind's own
	Pace     time.Duration `yaml:"pace"`     // least time between two requests, such as 2s; zero: the kind's own
	Base     string        `yaml:"base"`     // address of another server that answers as the kind's own does; empty: the kind's own

	line int // in its file
}

//go:embed catalog/*.yaml
var shipped embed.FS

// Catalog returns the sources that ship with the program, file by file.
func Catalog() ([]Source, error) {
	files, err := shipped.ReadDir("catalog")
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	var all []Source
	for _, f := range files {
		text, err := shipped.ReadFile("catalog/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("catalogue: %w", err)
		}
		group, err := ReadCatalog(f.Name(), text)
		if err != nil {
			return nil, err
		}
		all = append(all, group...)
	}
	if err := unique(all); err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	return all, nil
}

// ReadCatalog reads one file of the catalogue: a list of entries under the key sources. Errors name the file, the line
// and the key.
func ReadCatalog(file string, text []byte) ([]Source, error) {
	var content struct {
		Sources []Entry `yaml:"sources"`
	}
	if err := yaml.UnmarshalWithOptions(text, &content, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s:%w", file, yamlError(err))
	}
	list := make([]Source, 0, len(content.Sources))
	for _, e := range content.Sources {
		s, err := FromEntry(e)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, e.line, err)
		}
		list = append(list, s)
	}
	if err := unique(list); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return list, nil
}

// UnmarshalYAML reads an entry and notes its line.
func (e *Entry) UnmarshalYAML(node ast.Node) error {
	type plain Entry
	if err := yaml.NodeToValue(node, (*plain)(e), yaml.Strict()); err != nil {
		return err
	}
	e.line = node.GetToken().Position.Line
	return nil
}

// yamlError turns the decoder's message, "[3:5] text" above a picture of the place, into "3:5: text".
func yamlError(err error) error {
	message, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
	place, text, ok := strings.Cut(strings.TrimPrefix(message, "["), "] ")
	if !ok {
		return errors.New(" " + message)
	}
	return errors.New(place + ": " + text)
}

func unique(list []Source) error {
	seen := map[string]bool{}
	for _, s := range list {
		name := s.About().Name
		if seen[name] {
			return fmt.Errorf("source %s stands twice", name)
		}
		seen[name] = true
	}
	return nil
}

// Select returns the sources that match any of the patterns: names, or globs such as greenhouse/*. It keeps the order of
// all. A pattern that matches nothing is an error that gives the nearest names.
func Select(all []Source, patterns ...string) ([]Source, error) {
	wanted := make([]bool, len(all))
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
		if !found {
			return nil, unknown(all, p)
		}
	}
	var list []Source
	for i, s := range all {
		if wanted[i] {
			list = append(list, s)
		}
	}
	return list, nil
}

func unknown(all []Source, name string) error {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.About().Name
	}
	return job.Unknown("source", name, names)
}
