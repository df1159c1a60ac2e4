// Package employers knows the names of employers: which spellings are one name, which names are one employer, and which
// employers are staffing agencies, that advertise the jobs of others. It reads no posting; it is told a name.
package employers

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"demand/internal/yamlfile"
)

// An Employer is what a name stands for. The zero value is an employer who is not known.
type Employer struct {
	Ident  string // equal for all names of one employer; empty if nothing of the name is left
	Name   string // by which reports show it; empty: the spelling that its postings use most
	Agency bool   // a staffing agency
}

// A Directory holds what spelling alone does not tell. The zero value and nil hold nothing, so that spelling decides.
type Directory struct {
	version string
	of      map[string]Employer // by the ident of a name
	words   map[string]bool     // that make any name with one of them that of an agency
}

// spelling is to be raised when ident gives other results than before, so that stores find their employers anew.
const spelling = 1

//go:embed employers.yaml
var shipped []byte

// An entry is one employer in a file.
type entry struct {
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases"` // further names; case, punctuation, legal forms and domain endings are seen to
	Agency  *bool    `yaml:"agency"`

	line int
}

// UnmarshalYAML reads an entry and remembers its line.
func (e *entry) UnmarshalYAML(node ast.Node) error {
	type plain entry
	if err := yaml.NodeToValue(node, (*plain)(e), yaml.Strict()); err != nil {
		return err
	}
	e.line = node.GetToken().Position.Line
	return nil
}

// A word is one word in lower case.
type word string

// UnmarshalYAML reads a word and refuses several.
func (w *word) UnmarshalYAML(node ast.Node) error {
	var text string
	if err := yaml.NodeToValue(node, &text); err != nil {
		return err
	}
	list := words(strings.ToLower(text))
	if len(list) != 1 {
		return yamlfile.Wrong(node, fmt.Sprintf("agency_words: %q is not one word; names of several words go under employers, with agency: true", text))
	}
	*w = word(list[0])
	return nil
}

// Load reads the names that ship and those of the user's own files, which go before them:
//
//	employers:
//	  - name: Acme Anvils           # as reports show it
//	    aliases: [Acme, Anvilworks] # further names of the same employer
//	  - name: Globex Staffing
//	    agency: true                # false for one that is none
//	agency_words: [staffing]        # a name with such a word is that of an agency
//
// Errors name the file, the line and the key.
func Load(own ...string) (*Directory, error) {
	d := &Directory{of: map[string]Employer{}, words: map[string]bool{}}
	hash := sha256.New()
	fmt.Fprintln(hash, spelling)
	add := func(file string, text []byte) error {
		hash.Write(text)
		return d.add(file, text)
	}
	if err := add("employers.yaml", shipped); err != nil {
		return nil, err
	}
	for _, file := range own {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if err := add(file, text); err != nil {
			return nil, err
		}
	}
	d.version = hex.EncodeToString(hash.Sum(nil))[:16]
	return d, nil
}

// add takes in a file, over what is known.
func (d *Directory) add(file string, text []byte) error {
	var content struct {
		Employers   []entry `yaml:"employers"`
		AgencyWords []word  `yaml:"agency_words"`
	}
	if err := yamlfile.Read(file, text, &content); err != nil {
		return err
	}
	for _, w := range content.AgencyWords {
		d.words[string(w)] = true
	}
	here := map[string]int{} // line by ident
	for _, e := range content.Employers {
		known := Employer{Ident: ident(e.Name), Name: strings.TrimSpace(e.Name)}
		if known.Ident == "" {
			return fmt.Errorf("%s:%d: name: is missing", file, e.line)
		}
		known.Agency = d.isAgency(e.Name)
		if e.Agency != nil {
			known.Agency = *e.Agency
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			id := ident(name)
			if id == "" {
				return fmt.Errorf("%s:%d: aliases: %q is no name", file, e.line, name)
			}
			if line, twice := here[id]; twice && line != e.line {
				return fmt.Errorf("%s:%d: %q stands in line %d already", file, e.line, name, line)
			}
			here[id] = e.line
			d.of[id] = known
		}
	}
	return nil
}

// Version tells one content of the files from another. It is empty for a Directory that holds nothing.
func (d *Directory) Version() string {
	if d == nil {
		return ""
	}
	return d.version
}

// Find returns what a name stands for.
func (d *Directory) Find(name string) Employer {
	id := ident(name)
	if d == nil || id == "" {
		return Employer{Ident: id}
	}
	if e, ok := d.of[id]; ok {
		return e
	}
	return Employer{Ident: id, Agency: d.isAgency(name)}
}

func (d *Directory) isAgency(name string) bool {
	return slices.ContainsFunc(words(strings.ToLower(name)), func(w string) bool { return d.words[w] })
}

// legalForms are the words that end the registered name of a company and do not tell it from another one.
var legalForms = []string{
	"inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "pbc",
	"gmbh", "ag", "se", "kg", "ug", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "aps", "as", "oy", "oyj", "pty", "pvt", "kk",
}

// domains end the names of employers who call themselves by their address.
var domains = []string{".com", ".io", ".ai", ".co", ".dev", ".org", ".net", ".app", ".tech", ".de", ".ch", ".fr", ".nl", ".se", ".co.uk", ".eu", ".health", ".jobs", ".xyz"}

// ident returns what makes two spellings one name: the name in lower case without its remarks in brackets, a leading
// "the", legal forms, domain ending, punctuation and blanks. It is empty if nothing is left.
func ident(name string) string {
	name = strings.ToLower(name)
	if i := strings.IndexAny(name, "(["); i > 0 {
		name = name[:i]
	}
	name = strings.TrimSpace(name)
	name = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(name, "https://"), "http://"), "www.")
	for _, d := range domains {
		if rest, ok := strings.CutSuffix(name, d); ok && rest != "" && !strings.ContainsAny(rest, " ") {
			name = rest
			break
		}
	}
	list := words(strings.NewReplacer("'", "", "’", "", ".", "", "&", " and ").Replace(name))
	for len(list) > 1 && slices.Contains(legalForms, list[len(list)-1]) {
		list = list[:len(list)-1]
	}
	if len(list) > 1 && list[0] == "the" {
		list = list[1:]
	}
	return strings.Join(list, "")
}

func words(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
}
