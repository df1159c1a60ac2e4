// Package queries holds the SQL that reads the store: the reports that are one query each (NAME.sql) and the
// lookups behind the program's own reports. One text serves SQLite and PostgreSQL.
package queries

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed *.sql lookups/*.sql
var files embed.FS

// Text returns the lookup of that name, and panics if there is none: names are part of the program.
func Text(lookup string) string {
	text, err := files.ReadFile("lookups/" + lookup + ".sql")
	if err != nil {
		panic(err)
	}
	return string(text)
}

// A Report is one query that a user can ask for. Its file begins with comments:
//
//	-- One sentence that says what it shows.
//	-- param: since date first day that counts
type Report struct {
	Name   string
	Title  string // the first sentence
	Params []Param
	Text   string
}

// A Param is one parameter of a Report, $1 being the first.
type Param struct {
	Name string // since or until
	Type string // date
	Help string
}

// Reports returns the reports by name. A header that is not of the form is an error that names the file.
func Reports() ([]Report, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, err
	}
	var reports []Report
	for _, file := range names {
		text, err := files.ReadFile(file)
		if err != nil {
			return nil, err
		}
		r, err := parse(strings.TrimSuffix(path.Base(file), ".sql"), string(text))
		if err != nil {
			return nil, fmt.Errorf("queries/%s: %w", file, err)
		}
		reports = append(reports, r)
	}
	return reports, nil
}

func parse(name, text string) (Report, error) {
	r := Report{Name: name, Text: text}
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "-- ")
		if !ok {
			break
		}
		if r.Title == "" {
			r.Title = comment
			continue
		}
		words := strings.SplitN(comment, " ", 4)
		if len(words) != 4 || words[0] != "param:" {
			return r, fmt.Errorf("header line %q is not \"param: NAME TYPE HELP\"", comment)
		}
		r.Params = append(r.Params, Param{Name: words[1], Type: words[2], Help: words[3]})
	}
	if r.Title == "" {
		return r, fmt.Errorf("no first line that says what it shows")
	}
	return r, nil
}
