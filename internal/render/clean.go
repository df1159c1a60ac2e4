package render

import (
	"strings"
	"unicode"
)

// Clean makes foreign text safe to print on one line: white space becomes a single space, and of the rest only
// printable runes stay, so that no escape sequence, control, direction or zero-width character does.
// Every format passes its text through it.
func Clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case unicode.IsPrint(r):
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Cell returns foreign text as a cell of CSV that no spreadsheet takes for a formula.
// See OWASP ASVS 5, requirement 1.2.10, and CWE-1236.
func Cell(s string) string {
	s = Clean(s)
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}

// markdownEscapes escapes what GitHub Flavored Markdown would read as markup within a cell, links without brackets included.
// See https://github.github.com/gfm/, §2.4 on escapes, §4.10 on tables and §6.9 on autolinks.
var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, `|`, `\|`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`,
	`!`, `\!`, `&`, `\&`, `~`, `\~`, `$`, `\$`, `://`, `\://`, `www.`, `www\.`, `@`, `\@`,
)

// markdownText returns a text that Markdown shows as it is.
func markdownText(s string) string { return markdownEscapes.Replace(Clean(s)) }
