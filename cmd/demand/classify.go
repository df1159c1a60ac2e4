package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/markup"
	"demand/internal/render"
	"demand/internal/skills"
)

// classifyCommand returns the command demand classify.
func classifyCommand(a *app) *cobra.Command {
	formats := []string{"text", "json"}
	var format string
	var explain bool
	c := &cobra.Command{
		Use:   "classify [FILE|-]",
		Short: "Show the skills that a text names, and where",
		Long: `Classify shows the skills, roles and levels that a text names, each skill once: where
its strongest mention stands (line and column, both from 1, and the bytes from 0, the
last one excluded), its category, its strength (required, preferred or mentioned), and
the rule that let it count. Nothing is stored or sent.

The text comes from a file or from standard input. It is plain text, HTML (.html, .htm,
or what looks like it) or JSON lines (.jsonl, .ndjson, or what begins with an object):

    {"id": "a1", "title": "Go developer", "company": "Acme", "text": "…"}

where each key may be missing or null. Places in HTML count in its plain text; a JSON
line is classified as it stands. --format json writes one line for each text:

    {"id", "skills": [{"slug", "name", "category", "strength", "in", "start", "end",
     "surface", "rule"}], "roles": […], "seniority": […]}

with start and end in bytes, "in" is title or text. --explain adds what was rejected,
and why: as a second table, or under the key "rejected". A JSON line that cannot be read
is named at the end, and the status is 1; the others are classified.`,
		Example: `  demand classify posting.txt
  printf 'We go to market with Go and C++; no PHP.\n' | demand classify
  demand classify posting.txt --explain
  demand classify postings.jsonl --format json > skills.jsonl`,
		Args: atMostOne("one file"),
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(formats, format) {
				return usageError{job.Unknown("format", format, formats)}
			}
			name, in := "-", a.in
			if len(args) == 1 && args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer f.Close()
				name, in = args[0], f
			}
			taxonomy, err := loadTaxonomy()
			if err != nil {
				return err
			}
			d := describer{skills.New(taxonomy), map[string]job.Skill{}, explain}
			for _, s := range taxonomy.Skills() {
				d.skills[s.Slug] = s
			}
			out := bufio.NewWriter(a.out)
			write := writeFoundText
			if format == "json" {
				write = writeFoundJSON
			}
			var bad badLines
			for doc, err := range documents(name, in) {
				if err := c.Context().Err(); err != nil {
					return err
				}
				if line, ok := errors.AsType[*lineError](err); ok {
					bad.add(line)
					continue
				}
				if err != nil {
					return errors.Join(out.Flush(), err)
				}
				if err := write(out, doc, d.describe(doc)); err != nil {
					return err
				}
			}
			return errors.Join(out.Flush(), bad.err())
		},
	}
	formatFlag(c.Flags(), &format, "text", "`FORMAT` of the result", formats)
	c.Flags().BoolVar(&explain, "explain", false, "show also what was rejected, and why")
	return c
}

// A document is one text to classify, in the shape of a JSON line.
type document struct {
	ID      json.RawMessage `json:"id"` // as it came; null if there is none
	Title   string          `json:"title"`
	Company string          `json:"company"`
	Text    string          `json:"text"`
	line    int             // the number of its line; 0 if it is the only text of its file
}

// document returns what is classified of it: without a title, the first line may say what the job is.
func (doc *document) document() skills.Document {
	d := skills.Document{Title: doc.Title, Text: doc.Text, Employer: doc.Company}
	if doc.Title == "" {
		d.Lead, _, _ = strings.Cut(doc.Text, "\n")
	}
	return d
}

// A found is what classification found in one document, in the shape of a JSON line.
type found struct {
	ID        json.RawMessage `json:"id"`
	Skills    []foundSkill    `json:"skills"`
	Roles     []string        `json:"roles"`
	Seniority []string        `json:"seniority"`
	Rejected  []rejected      `json:"rejected,omitempty"`
}

// A rejected is a spelling that did not count.
type rejected struct {
	Slug    string `json:"slug"`
	Name    string `json:"name"`
	In      string `json:"in"`    // title or text
	Start   int    `json:"start"` // offset of the first byte
	End     int    `json:"end"`   // offset behind the last byte
	Surface string `json:"surface"`
	Why     string `json:"why"`
}

// A foundSkill is one skill of a document with its strongest mention, the first one of these.
type foundSkill struct {
	Slug     string `json:"slug"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Strength string `json:"strength"`
	In       string `json:"in"`    // title or text
	Start    int    `json:"start"` // offset of the first byte
	End      int    `json:"end"`   // offset behind the last byte
	Surface  string `json:"surface"`
	Rule     string `json:"rule"`
}

// A describer classifies documents, and knows the skills by slug.
type describer struct {
	classifier *skills.Classifier
	skills     map[string]job.Skill
	explain    bool // say also what was rejected
}

// describe classifies a document. Its skills stand in the order of their places, those of the title first.
func (d describer) describe(doc document) found {
	facts, mentions, rejections := d.classifier.Trace(doc.document())
	slices.SortStableFunc(mentions, byPlace)
	strongest := map[string]job.Mention{}
	for _, m := range mentions {
		if m.Strength > strongest[m.Slug].Strength {
			strongest[m.Slug] = m
		}
	}
	f := found{ID: doc.ID, Skills: []foundSkill{}, Roles: facts.Roles.Names(), Seniority: facts.Seniority.Names()}
	for _, m := range mentions {
		if m != strongest[m.Slug] {
			continue
		}
		text, in := doc.part(m.InTitle)
		skill := d.skills[m.Slug]
		f.Skills = append(f.Skills, foundSkill{
			Slug: m.Slug, Name: skill.Name, Category: skill.Category, Strength: m.Strength.String(),
			In: in, Start: m.Start, End: m.End, Surface: text[m.Start:m.End], Rule: m.Rule,
		})
	}
	if !d.explain {
		return f
	}
	for _, r := range rejections {
		text, in := doc.part(r.InTitle)
		f.Rejected = append(f.Rejected, rejected{r.Slug, d.skills[r.Slug].Name, in, r.Start, r.End, text[r.Start:r.End], r.Why})
	}
	return f
}

// part returns the title or the text, and which of them it is.
func (doc *document) part(title bool) (text, in string) {
	if title {
		return doc.Title, "title"
	}
	return doc.Text, "text"
}

// byPlace orders mentions as they stand in a document.
func byPlace(a, b job.Mention) int {
	if a.InTitle != b.InTitle {
		if a.InTitle {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// writeFoundJSON writes one line.
func writeFoundJSON(w io.Writer, _ document, f found) error {
	return json.NewEncoder(w).Encode(f)
}

// writeFoundText writes aligned lines for people; a document among several gets a heading.
func writeFoundText(w io.Writer, doc document, f found) error {
	if doc.line > 0 {
		heading := strings.Trim(string(doc.ID), `"`)
		if heading == "" || heading == "null" {
			heading = fmt.Sprintf("line %d", doc.line)
		}
		if doc.Title != "" {
			heading += ": " + doc.Title
		}
		fmt.Fprintln(w, render.Clean(heading))
	}
	rows := [][]string{{"Skill", "Place", "Bytes", "Text", "Category", "Strength", "Rule"}}
	for _, s := range f.Skills {
		rows = append(rows, []string{
			s.Name, doc.place(s.In, s.Start), fmt.Sprintf("%d-%d", s.Start, s.End),
			render.Clean(s.Surface), s.Category, s.Strength, s.Rule,
		})
	}
	if len(f.Skills) > 0 {
		writeColumns(w, rows)
	} else {
		fmt.Fprintln(w, "No skill found.")
	}
	if len(f.Rejected) > 0 {
		rows := [][]string{{"Rejected", "Place", "Text", "Why"}}
		for _, r := range f.Rejected {
			rows = append(rows, []string{r.Name, doc.place(r.In, r.Start), render.Clean(r.Surface), r.Why})
		}
		writeColumns(w, rows)
	}
	if len(f.Roles) > 0 {
		fmt.Fprintf(w, "Roles: %s\n", strings.Join(f.Roles, ", "))
	}
	if len(f.Seniority) > 0 {
		fmt.Fprintf(w, "Seniority: %s\n", strings.Join(f.Seniority, ", "))
	}
	if doc.line > 0 {
		fmt.Fprintln(w)
	}
	return nil
}

// place returns where a byte of the title or text stands.
func (doc *document) place(in string, offset int) string {
	if in == "title" {
		return "title " + lineColumn(doc.Title, offset)
	}
	return lineColumn(doc.Text, offset)
}

// lineColumn returns the line and the column, in characters, of a byte of a text, both counted from 1.
func lineColumn(text string, offset int) string {
	before := text[:offset]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return fmt.Sprintf("%d:%d", 1+strings.Count(before, "\n"), 1+utf8.RuneCountInString(line))
}

// writeColumns writes rows with their cells aligned, two blanks apart.
func writeColumns(w io.Writer, rows [][]string) {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			fmt.Fprintf(&line, "%-*s  ", width[i], cell)
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// mostBytes is the size of the longest text, or JSON line, that is classified.
const mostBytes = 16 << 20

// documents yields the documents of a file. The error of a JSON line is a *lineError, and
// the lines after it follow; any other error is the last.
func documents(name string, r io.Reader) iter.Seq2[document, error] {
	return func(yield func(document, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		head, err := in.Peek(4 << 10)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(document{}, fmt.Errorf("%s: %w", shown(name), err))
			return
		}
		if bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, []byte("\x1f\x8b")) { // gzip, RFC 1952
			yield(document{}, fmt.Errorf("%s: this is no text; unpack it, or save it as text in UTF-8", shown(name)))
			return
		}
		shape := shapeOf(name, head)
		if shape == jsonLines {
			jsonDocuments(name, in, yield)
			return
		}
		data, err := io.ReadAll(io.LimitReader(in, mostBytes+1))
		if err == nil && len(data) > mostBytes {
			err = fmt.Errorf("longer than %d MiB; split it, or write its texts as JSON lines", mostBytes>>20)
		}
		if err != nil {
			yield(document{}, fmt.Errorf("%s: %w", shown(name), err))
			return
		}
		doc := document{Text: string(data)}
		if shape == html {
			doc.Text = markup.Text(doc.Text)
		}
		if name != "-" {
			if doc.ID, err = json.Marshal(name); err != nil {
				yield(document{}, err)
				return
			}
		}
		yield(doc, nil)
	}
}

// jsonDocuments yields the documents of a file of JSON lines.
func jsonDocuments(name string, r io.Reader, yield func(document, error) bool) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, mostBytes)
	number := 0
	for lines.Scan() {
		number++
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		doc, err := parseLine(line)
		doc.line = number
		if err != nil {
			err = &lineError{name, number, err}
		}
		if !yield(doc, err) {
			return
		}
	}
	if err := lines.Err(); err != nil {
		yield(document{}, &lineError{name, number + 1, job.PlainJSON(err)})
	}
}

// parseLine reads the document of one JSON line.
func parseLine(line []byte) (document, error) {
	if line[0] != '{' {
		return document{}, errors.New("not a JSON object")
	}
	var doc document
	err := job.PlainJSON(json.Unmarshal(line, &doc))
	return doc, err
}

// A shape is how a file holds its texts.
type shape int

const (
	plain shape = iota
	html
	jsonLines
)

// What looks like HTML: it begins with a tag of a page or a block, or holds a block's tag.
var (
	htmlStart = regexp.MustCompile(`(?i)^\s*<(!doctype|html|head|body|div|p|ul|ol|li|h[1-6]|section|article|table|span|b|strong|em|a)[\s>]`)
	htmlBlock = regexp.MustCompile(`(?i)</(html|body|div|p|ul|ol|li|h[1-6])>|<(p|br ?/?)>`)
	jsonStart = regexp.MustCompile(`^(\x{feff})?\s*\{\s*["}]`)
)

// shapeOf tells the shape of a file from its name, else from its beginning.
func shapeOf(name string, head []byte) shape {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm":
		return html
	case ".jsonl", ".ndjson":
		return jsonLines
	}
	switch {
	case jsonStart.Match(head):
		return jsonLines
	case htmlStart.Match(head), htmlBlock.Match(head):
		return html
	}
	return plain
}

// A lineError says why one line of a file cannot be read.
type lineError struct {
	file string
	line int
	err  error
}

// Error names the file and the line.
func (e *lineError) Error() string {
	return fmt.Sprintf("%s: line %d: %v", shown(e.file), e.line, e.err)
}

// Unwrap returns what is wrong with the line.
func (e *lineError) Unwrap() error { return e.err }

// badLines keeps the first few errors of lines and counts the others.
type badLines struct {
	first []error
	more  int
}

// add takes the error of one more line.
func (b *badLines) add(e *lineError) {
	if len(b.first) < 5 {
		b.first = append(b.first, e)
	} else {
		b.more++
	}
}

// err returns one error for all of them, nil if there was none.
func (b *badLines) err() error {
	err := errors.Join(b.first...)
	if b.more > 0 {
		return fmt.Errorf("%w\nand %d more lines", err, b.more)
	}
	return err
}

// shown returns the name of a file for people.
func shown(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}
