package eval

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"demand/internal/job"
	"demand/internal/skills"
)

// A Posting is one line of a file of labels, in JSON:
//
//	{"id": "a1", "title": "Go developer", "company": "Acme", "text": "…",
//	 "labels": [{"skill": "go", "surface": "Go", "strength": "required"}],
//	 "roles": ["backend"], "seniority": ["senior"]}
//
// A key that is missing or null says that nobody labelled it; an empty list says that there is nothing to find.
type Posting struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Company   string   `json:"company"`
	Text      string   `json:"text"`
	Labels    []Label  `json:"labels"`
	Roles     []string `json:"roles"`
	Seniority []string `json:"seniority"`
	lead      string   // a first line without a text
}

// A Label is one skill of a posting.
type Label struct {
	Skill    string `json:"skill"`    // its slug
	Surface  string `json:"surface"`  // as the text spells it
	Strength string `json:"strength"` // required, preferred or mentioned; empty if nobody said
}

func (p *Posting) labelled() bool { return p.Labels != nil }

func (p *Posting) document() skills.Document {
	d := skills.Document{Title: p.Title, Lead: p.lead, Text: p.Text, Employer: p.Company}
	if p.Title == "" && p.lead == "" {
		d.Lead, _, _ = strings.Cut(p.Text, "\n")
	}
	return d
}

// longestLine is the size of the longest line that is read, in bytes.
const longestLine = 16 << 20

// ReadPostings yields the postings of JSON lines. Errors name the file and the line, and the first one is the last.
func ReadPostings(name string, r io.Reader) iter.Seq2[Posting, error] {
	return func(yield func(Posting, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, longestLine)
		number := 0
		for lines.Scan() {
			number++
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 {
				continue
			}
			var p Posting
			err := job.PlainJSON(json.Unmarshal(line, &p))
			if err == nil {
				err = p.check()
			}
			if err != nil {
				yield(Posting{}, fmt.Errorf("%s: line %d: %w", name, number, err))
				return
			}
			if !yield(p, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(Posting{}, fmt.Errorf("%s: line %d: %w", name, number+1, job.PlainJSON(err)))
		}
	}
}

// check checks the words of a posting that come from a fixed list.
func (p *Posting) check() error {
	if p.ID == "" {
		return errors.New("id: is missing")
	}
	if p.Labels == nil && p.Roles == nil && p.Seniority == nil {
		return fmt.Errorf("%s: there are no labels; an empty list says that there is nothing to find", p.ID)
	}
	for _, l := range p.Labels {
		if _, ok := job.ParseStrength(l.Strength); l.Strength != "" && !ok {
			return fmt.Errorf("%s: %w", p.ID, job.Unknown("strength", l.Strength, []string{"required", "preferred", "mentioned"}))
		}
	}
	for _, name := range p.Roles {
		if _, ok := job.ParseRole(name); !ok {
			return fmt.Errorf("%s: %w", p.ID, job.Unknown("role", name, job.RoleNames))
		}
	}
	for _, name := range p.Seniority {
		if _, ok := job.ParseSeniority(name); !ok {
			return fmt.Errorf("%s: %w", p.ID, job.Unknown("seniority", name, job.SeniorityNames))
		}
	}
	return nil
}

// ReadTitles yields the lines of a table, parted by tabs, with the columns
//
//	kind       title, or first-line of a post without a title
//	line       the line itself
//	roles      parted by commas, or none
//	seniority  parted by commas, or unspecified
func ReadTitles(name string, r io.Reader) iter.Seq2[Posting, error] {
	return func(yield func(Posting, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, longestLine)
		for number := 1; lines.Scan(); number++ {
			p, err := parseTitle(lines.Text())
			if number == 1 && lines.Text() != "kind\tline\troles\tseniority" {
				err = errors.New("the columns are not kind, line, roles and seniority")
			}
			if number > 1 && err == nil {
				p.ID = fmt.Sprintf("line %d", number)
				err = p.check()
			}
			if err != nil {
				yield(Posting{}, fmt.Errorf("%s: line %d: %w", name, number, err))
				return
			}
			if number > 1 && !yield(p, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(Posting{}, fmt.Errorf("%s: %w", name, err))
		}
	}
}

func parseTitle(line string) (Posting, error) {
	f := strings.Split(line, "\t")
	if len(f) != 4 {
		return Posting{}, fmt.Errorf("%d fields; want 4", len(f))
	}
	p := Posting{Title: f[1], Roles: set(f[2], "none"), Seniority: set(f[3], "unspecified")}
	if f[0] == "first-line" {
		p.Title, p.lead = "", f[1]
	}
	return p, nil
}

// set reads names parted by commas, of which one stands for none; it is never nil.
func set(names, none string) []string {
	if names == none {
		return []string{}
	}
	return strings.Split(names, ",")
}

// A Vocabulary is the skills that count in an evaluation.
type Vocabulary struct {
	words      map[string]word
	categories []string // in their order
}

// A word is one skill of a vocabulary.
type word struct {
	category  string
	nature    string
	ambiguous bool
}

func (v *Vocabulary) slugs() []string { return slices.Sorted(maps.Keys(v.words)) }

func (v *Vocabulary) add(slug string, w word) {
	v.words[slug] = w
	if !slices.Contains(v.categories, w.category) {
		v.categories = append(v.categories, w.category)
	}
}

// VocabularyOf returns all skills of a taxonomy; those with ambiguous spellings are the ambiguous ones.
func VocabularyOf(t *skills.Taxonomy) *Vocabulary {
	v := &Vocabulary{words: map[string]word{}}
	for _, s := range t.Skills() {
		e, _, _ := t.Entry(s.Slug)
		v.add(s.Slug, word{s.Category, s.Nature, len(e.Ambiguous) > 0})
	}
	return v
}

// ReadVocabulary reads a table of skills in CSV with a header, of which the columns slug, category, nature (technology or practice) and
// ambiguous (yes or empty) are used. Errors name the file and the line.
func ReadVocabulary(name string, r io.Reader) (*Vocabulary, error) {
	in := csv.NewReader(r)
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	at := map[string]int{}
	for i, column := range head {
		at[strings.TrimPrefix(column, "\ufeff")] = i
	}
	for _, column := range []string{"slug", "category", "nature", "ambiguous"} {
		if _, ok := at[column]; !ok {
			return nil, fmt.Errorf("%s: there is no column %q", name, column)
		}
	}
	v := &Vocabulary{words: map[string]word{}}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return v, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, job.PlainCSV(err))
		}
		w := word{row[at["category"]], row[at["nature"]], row[at["ambiguous"]] == "yes"}
		if w.nature != "technology" && w.nature != "practice" {
			line, _ := in.FieldPos(at["nature"])
			return nil, fmt.Errorf("%s: line %d: nature: %q is neither technology nor practice", name, line, w.nature)
		}
		v.add(row[at["slug"]], w)
	}
}
