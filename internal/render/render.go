// Package render writes report values as tables for people and as files for programs. All text in a value is taken
// to be foreign: each format cleans it, so that nothing scraped can run in a terminal, a spreadsheet or a page.
package render

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"demand/internal/report"
)

// Options say how a format is to look. Formats for programs heed none of them.
type Options struct {
	Width int  // columns that a line may take; zero: a table as many as it needs, up to widest, and sentences 80
	Color bool // mark verdicts by colour
}

// widest bounds the columns of a table that may take as many as it needs: a name from the web can have any length.
const widest = 1000

// table returns the columns that a table may take.
func (o Options) table() int { return cmp.Or(max(o.Width, 0), widest) }

// prose returns the columns that a line of sentences may take.
func (o Options) prose() int { return cmp.Or(max(o.Width, 0), 80) }

// A Format is one way to write a report.
type Format struct {
	Name  string // as --format takes it
	Write func(w io.Writer, r *report.Skills, o Options) error
	table func(w io.Writer, t *report.Table, o Options) error
	pages func(w io.Writer, d *report.Document, o Options) error

	Binary bool // not for a terminal
}

// Formats lists all formats, the one for people first.
var Formats = []Format{
	{"table", Table, tableRows, tablePages, false},
	{"csv", CSV, csvRows, csvPages, false},
	{"json", JSON, jsonRows, jsonPages, false},
	{"markdown", Markdown, markdownRows, markdownPages, false},
	{"html", HTML, htmlRows, htmlPages, false},
	{"xlsx", XLSX, xlsxRows, xlsxPages, true},
}

// Names returns the names of all formats.
func Names() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}

// ByName returns the format of that name, and reports whether there is one.
func ByName(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// Document writes a report of several tables.
func (f Format) Document(w io.Writer, d *report.Document, o Options) error { return f.pages(w, d, o) }

// JSON writes the report as indented JSON; report.FieldsHelp describes its keys. The same report gives the same bytes.
func JSON(w io.Writer, r *report.Skills, _ Options) error {
	return indented(w, r)
}

// indented writes a value as JSON. Foreign text stays whole, with what a terminal could obey written as escapes.
func indented(w io.Writer, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, r := range string(text) {
		if r == '\n' || unicode.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		// Such runes stand in strings alone.
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return err
}

// write writes the lines of a text, each without white space at its end.
func write(w io.Writer, text string) error {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	_, err := io.WriteString(w, strings.Join(lines, "\n"))
	return err
}
