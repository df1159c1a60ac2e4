package store

import (
	"slices"
	"strings"
	"unicode"
)

// legalForms are the words that end the registered name of a company and do not tell it from another one.
var legalForms = []string{
	"inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "pbc",
	"gmbh", "ag", "se", "kg", "ug", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "aps", "as", "oy", "oyj", "pty", "pvt", "kk",
}

var domains = []string{".com", ".io", ".ai", ".co", ".dev", ".org", ".net", ".app", ".tech"}

// employerIdent returns what makes two spellings of a name one employer: the name in lower case without its
// remarks in brackets, legal forms, domain ending and punctuation. It is empty if nothing is left.
func employerIdent(name string) string {
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
	name = strings.NewReplacer("'", "", "’", "", ".", "", "&", " and ").Replace(name)
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	for len(words) > 1 && slices.Contains(legalForms, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}
