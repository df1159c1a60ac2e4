package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demand/sources"
)

// sourcesFile is the name of the user's own catalogue in the folder of the configuration.
const sourcesFile = "sources.yaml"

// catalogue returns all sources: those that ship, and those of the user's own file.
func (a *app) catalogue() ([]sources.Source, error) {
	name, text, err := ownCatalogue()
	if err != nil {
		return nil, err
	}
	list, err := sources.CatalogWith(name, text)
	if err != nil {
		return nil, usageError{err}
	}
	return list, nil
}

// ownCatalogue returns the name and the text of the user's own catalogue. One that does not exist is empty.
func ownCatalogue() (name string, text []byte, err error) {
	folder, err := configFolder()
	if err != nil {
		return "", nil, err
	}
	name = filepath.Join(folder, sourcesFile)
	text, err = os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return name, nil, nil
	}
	if err != nil {
		return "", nil, fmt.Errorf("catalogue: %w", err)
	}
	return name, text, nil
}

// addToCatalogue writes entries into the user's own catalogue and returns the name of the file and what was added. What
// the file says already stays as it is. An entry whose name is in the catalogue is a usageError.
func (a *app) addToCatalogue(entries []sources.Entry) (name, added string, err error) {
	all, err := a.catalogue()
	if err != nil {
		return "", "", err
	}
	known := names(all)
	for _, e := range entries {
		if slices.Contains(known, e.Name) {
			return "", "", usagef("%s is in the catalogue already; \"demand sources check %s\" reads it", e.Name, e.Name)
		}
		if _, err := sources.FromEntry(e); err != nil {
			return "", "", usageError{err}
		}
		known = append(known, e.Name)
		added += e.YAML()
	}
	name, text, err := ownCatalogue()
	if err != nil {
		return "", "", err
	}
	text = []byte(withItems(string(text), added))
	now, err := sources.CatalogWith(name, text)
	if err != nil || len(now) != len(known) {
		return "", "", fmt.Errorf("%s is written in a way that does not allow to add to it; write %s under sources yourself", name, strings.Join(known[len(all):], ", "))
	}
	return name, added, replaceText(name, text)
}

var (
	sourcesKey = regexp.MustCompile(`^sources:\s*(#.*)?\s*$`)
	listItem   = regexp.MustCompile(`^ *- `)
)

// withItems puts items of a list, each indented by two, behind those under the key sources of a YAML file.
func withItems(text, items string) string {
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	lines := slices.Collect(strings.Lines(text))
	end := 1 + slices.IndexFunc(lines, sourcesKey.MatchString)
	if end == 0 {
		return text + "sources:\n" + items
	}
	indent, first := "  ", true
	for i := end; i < len(lines); i++ {
		line := lines[i]
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		if line[0] != ' ' && line[0] != '-' {
			break // the next key
		}
		if item := listItem.FindString(line); item != "" && first {
			indent = strings.TrimSuffix(item, "- ")
		}
		end, first = i+1, false
	}
	var all strings.Builder
	for item := range strings.Lines(items) {
		all.WriteString(indent + strings.TrimPrefix(item, "  "))
	}
	return strings.Join(lines[:end], "") + all.String() + strings.Join(lines[end:], "")
}

func names(list []sources.Source) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = s.About().Name
	}
	return all
}

// completeSources completes names of the catalogue.
func (a *app) completeSources(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return a.sourceNames(), cobra.ShellCompDirectiveNoFileComp
}

// sourceNames returns the names of the catalogue, none if it cannot be read.
func (a *app) sourceNames() []string {
	list, err := a.catalogue()
	if err != nil {
		return nil
	}
	return names(list)
}
