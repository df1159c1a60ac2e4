package sources

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"demand/internal/markup"
)

// CatalogWith returns what Catalog returns together with the sources that the user's own file adds.
func CatalogWith(file string, text []byte) ([]Source, error) {
	all, err := Catalog()
	if err != nil {
		return nil, err
	}
	own, err := ReadCatalog(file, text)
	if err != nil {
		return nil, err
	}
	all = append(all, own...)
	if err := unique(all); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return all, nil
}

// Find returns the sources to which an address leads.
func Find(address string, _ []byte) ([]Entry, error) {
	if _, ok := markup.PublicURL(address); !ok {
		return nil, fmt.Errorf("%q is not an http or https address", address)
	}
	if s, _, ok := Match(address); ok {
		return []Entry{{Name: s.About().Name}}, nil
	}
	return nil, nil
}

// YAML returns the entry as it stands in a file of the catalogue, under sources.
func (e Entry) YAML() string {
	var text strings.Builder
	fmt.Fprintf(&text, "  - name: %s\n", e.Name)
	for _, field := range []struct{ key, value string }{{"employer", e.Employer}, {"audience", e.Audience}, {"base", e.Base}} {
		if field.value != "" {
			value, err := yaml.Marshal(field.value)
			if err != nil {
				panic(err)
			}
			fmt.Fprintf(&text, "    %s: %s", field.key, value)
		}
	}
	if e.Interval != 0 {
		fmt.Fprintf(&text, "    interval: %d\n", e.Interval)
	}
	if e.Pace != 0 {
		fmt.Fprintf(&text, "    pace: %s\n", e.Pace)
	}
	return text.String()
}
