package sources

import (
	"context"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
)

// Files of postings are those of the user. What they hold is theirs to judge.
var fileKind = Kind{
	Name:  "file",
	Terms: Granted,
	New:   newFile,
	Match: func(string) (Source, Request, bool) { return nil, Request{}, false },
}

// A File is a source whose postings lie in files of this computer. It is an archive, and each content of a file is an
// edition. No request leads to it.
type File struct {
	listing
	Path    string // of the files, as messages name it
	Pattern string // the same as filepath.Glob reads it: the folder of the catalogue is no part of the user's pattern
}

func newFile(e Entry) (Source, error) {
	switch {
	case e.Path == "":
		return nil, fmt.Errorf("%s: a source of this kind needs path, the name of a file or a pattern such as exports/*.jsonl", e.Name)
	case e.URL != "" || e.Base != "" || e.Pages != "":
		return nil, fmt.Errorf("%s: a file has a path, and neither url, base nor pages", e.Name)
	case FileFormat(e.Path) == "":
		return nil, fmt.Errorf("%s: path %q ends in neither .jsonl nor .csv (or these with .gz); recordings are read by demand import", e.Name, e.Path)
	}
	if _, err := filepath.Match(e.Path, ""); err != nil {
		return nil, fmt.Errorf("%s: path %q: %w", e.Name, e.Path, err)
	}
	f := File{e.listing("", 0, 1), e.Path, e.Path}
	if e.folder != "" && !filepath.IsAbs(e.Path) {
		f.Path, f.Pattern = filepath.Join(e.folder, e.Path), filepath.Join(literally(e.folder), e.Path)
	}
	f.about.Archive = true
	return f, nil
}

// literally returns the pattern that matches a name alone. A backslash is no escape on Windows, where it parts folders.
func literally(name string) string {
	special := []string{"[", "[[]", "*", "[*]", "?", "[?]"}
	if filepath.Separator != '\\' {
		special = append(special, `\`, `[\\]`)
	}
	return strings.NewReplacer(special...).Replace(name)
}

// Start returns no request.
func (File) Start() []Request { return nil }

// Parse refuses everything: no request was made.
func (f File) Parse(req Request, _ Answer) (Page, error) {
	return Page{}, fmt.Errorf("%s is no part of %s", req.URL, f.about.Name)
}

// FileFormat tells from its name how a file of postings is written: jsonl, csv, or empty for anything else.
func FileFormat(name string) string {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
	case ".jsonl", ".ndjson":
		return "jsonl"
	case ".csv":
		return "csv"
	}
	return ""
}

// ReadFile reads postings as ReadJSONL or ReadCSV does, by the format that FileFormat tells.
func ReadFile(ctx context.Context, format string, r io.Reader) iter.Seq2[Record, error] {
	if format == "csv" {
		return ReadCSV(ctx, r)
	}
	return ReadJSONL(ctx, r)
}
