package place

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which names of places are compared: lower case, without accents and signs, the words between
// single blanks, and "saint" and its like shortened.
func Fold(name string) string {
	return strings.Join(words(name), " ")
}

// words returns the folded words of a name.
func words(name string) []string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’‘`ʻʼ.\"", r):
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return r
		}
		return ' '
	}, norm.NFKD.String(strings.ToLower(letters.Replace(name))))
	list := strings.Fields(plain)
	for i, w := range list {
		if short, ok := shortened[w]; ok && len(list) > 1 {
			list[i] = short
		}
	}
	return list
}

// letters replaces those that are no letter with an accent.
var letters = strings.NewReplacer("ß", "ss", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ı", "i", "İ", "I", "æ", "ae", "Æ", "Ae", "œ", "oe", "þ", "th", "ð", "d")

var shortened = map[string]string{"saint": "st", "sankt": "st", "mount": "mt", "fort": "ft"}
