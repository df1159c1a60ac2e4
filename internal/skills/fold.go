package skills

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plainTitle writes a title or first line as the phrases of titleTable and levelTable are found: in ASCII letters where its own are
// Latin ones, and without the ending of the other gender: "Développeur(se)" is Developpeur.
func plainTitle(title string) string { return fold(oneGender(title)) }

// titleSpellings returns the ways in which a phrase may stand in a plain title: folded, and with its umlauts as two letters, "Küche" and
// "Kueche".
func titleSpellings(phrase string) []string {
	folded := fold(phrase)
	if long := fold(umlauts.Replace(phrase)); long != folded {
		return []string{folded, long}
	}
	return []string{folded}
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

// fold takes the marks off letters, and writes in small ASCII letters those that are no letter with a mark.
func fold(s string) string {
	if ascii(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch r {
		case 'ß':
			b.WriteString("ss")
		case 'æ', 'Æ':
			b.WriteString("ae")
		case 'œ', 'Œ':
			b.WriteString("oe")
		case 'ø', 'Ø':
			b.WriteByte('o')
		case 'ł', 'Ł':
			b.WriteByte('l')
		case 'đ', 'Đ', 'ð', 'Ð':
			b.WriteByte('d')
		case 'ı':
			b.WriteByte('i')
		case '’':
			b.WriteByte('\'')
		default:
			if !unicode.Is(unicode.Mn, r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// genderMarks part a word from the ending of its other gender.
var genderMarks = []string{"(", "/", "*", ":", "_", ".", "·", "•"}

// genderEndings holds such endings, the longer ones first.
var genderEndings = []string{"innen", "trice", "euse", "rice", "ère", "in", "es", "as", "se", "ne", "ka", "te", "e", "a", "o", "r", "s"}

// oneGender takes endings such as those of "Entwickler:in", "Desarrollador/a" and "Chargé(e)" off their words.
func oneGender(s string) string {
	letters := 0 // before i
	for i := 0; i < len(s); i++ {
		switch {
		case class[s[i]] == letter && s[i] != '_', s[i] >= utf8.RuneSelf && !strings.HasPrefix(s[i:], "·") && !strings.HasPrefix(s[i:], "•"):
			letters++
		case letters >= 4:
			if n := genderEnding(s[i:]); n > 0 {
				s = s[:i] + s[i+n:]
				i--
				continue // another one may follow: "Chargé.e.s"
			}
			letters = 0
		default:
			letters = 0
		}
	}
	return s
}

// genderEnding returns the length of a mark and an ending that begin the text and end a word, or 0.
func genderEnding(s string) int {
	for _, mark := range genderMarks {
		rest, ok := strings.CutPrefix(s, mark)
		if !ok {
			continue
		}
		rest = strings.TrimPrefix(rest, "-")
		for _, ending := range genderEndings {
			after, ok := strings.CutPrefix(rest, ending)
			if ok && mark == "(" {
				after, ok = strings.CutPrefix(after, ")")
			}
			if ok && (after == "" || class[after[0]] == other && after[0] != '\'') {
				return len(s) - len(after)
			}
		}
	}
	return 0
}
