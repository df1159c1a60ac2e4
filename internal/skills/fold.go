package skills

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plainTitle writes a title or first line as the phrases of titleTable and levelTable are found: in ASCII letters where its own are
// Latin ones, without the ending of the other gender, and with blanks for underscores: "Développeur(se)_Lyon" is "Developpeur Lyon".
func plainTitle(title string) string { return strings.ReplaceAll(fold(oneGender(title)), "_", " ") }

// plainSpellings goes through the ways in which a phrase may stand in a text that is read without marks: folded, and with its umlauts as
// two letters, "Küche" and "Kueche".
func plainSpellings(phrase string) iter.Seq[string] {
	return func(yield func(string) bool) {
		folded := fold(phrase)
		if !yield(folded) || folded == phrase {
			return
		}
		if long := fold(umlauts.Replace(phrase)); long != folded {
			yield(long)
		}
	}
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue")

// fold takes the marks off Latin letters, and writes in small ASCII letters those that are no letter with a mark.
func fold(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf {
		i++
	}
	if i == len(s) {
		return s
	}
	b := append(make([]byte, 0, len(s)), s[:i]...)
	for _, r := range s[i:] {
		switch {
		case r == '’' || r == '´':
			b = append(b, '\'')
		case int(r) < len(folded):
			b = append(b, folded[r]...)
		case !unicode.Is(unicode.Mn, r):
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

// folded says of each character up to those of Central Europe what fold makes of it.
var folded = func() (table [0x180]string) {
	for r := range table {
		table[r] = string(norm.NFD.AppendString(nil, string(rune(r)))[:1])
		if r >= utf8.RuneSelf && table[r][0] >= utf8.RuneSelf {
			table[r] = string(rune(r))
		}
	}
	for r, letters := range map[rune]string{
		'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ð': "d",
		'Ð': "d", 'ı': "i",
	} {
		table[r] = letters
	}
	return table
}()

// genderMarks part a word from the ending of its other gender.
var genderMarks = []string{"(", "/", "*", ":", "_", ".", "·", "•"}

// marksGender says of each byte whether it begins one of genderMarks.
var marksGender = func() (table [256]bool) {
	for _, mark := range genderMarks {
		table[mark[0]] = true
	}
	return table
}()

// genderEndings holds such endings, the longer ones first.
var genderEndings = []string{"innen", "trice", "euse", "rice", "ère", "in", "es", "as", "se", "ne", "ka", "te", "e", "a", "o", "r", "s"}

// oneGender takes endings such as those of "Entwickler:in", "Desarrollador/a" and "Chargé(e)" off their words.
func oneGender(s string) string {
	var plain []byte
	from := 0 // what lies before is in plain, or taken off
	for i := 4; i < len(s); i++ {
		if !marksGender[s[i]] || !inWord(s[i-1]) || !inWord(s[i-2]) || !inWord(s[i-3]) || !inWord(s[i-4]) {
			continue
		}
		end := i
		for n := genderEnding(s[end:]); n > 0; n = genderEnding(s[end:]) { // several may follow: "Chargé.e.s"
			end += n
		}
		if end > i {
			plain = append(plain, s[from:i]...)
			from, i = end, end
		}
	}
	if from == 0 {
		return s
	}
	return string(append(plain, s[from:]...))
}

// inWord reports whether a byte is a letter, or a part of a character outside ASCII.
func inWord(c byte) bool { return class[c] == letter && c != '_' || class[c] == wide }

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
