package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Redact puts "[email]" where a text names an e-mail address, also one spelled out as "name [at] host [dot] com",
// and "[phone]" where it names a telephone number. Amounts of money, years, dates and versions stay.
func Redact(text string) string {
	return redactPhones(redactMails(text))
}

func redactMails(s string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(s); i++ {
		var start, end int
		switch s[i] {
		case '@':
			start, end = mail(s, i, done)
		case 'a', 'A':
			start, end = spelledMail(s, i, done)
		}
		if end > 0 {
			out.WriteString(s[done:start])
			out.WriteString("[email]")
			done = end
			i = end - 1
		}
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// mail returns the bounds of the address around the @ at i, zero if there is none. Blanks around the @ are taken for part
// of an address only if its dot is spelled out. It looks no further back than from.
func mail(s string, i, from int) (start, end int) {
	left, right := max(from, skipBlanksBack(s, i)), skipBlanks(s, i+1)
	start = localPart(s, left, from)
	end, dots, spelled := domain(s, right)
	if start == left || dots == 0 || !spelled && (left != i || right != i+1) {
		return 0, 0
	}
	return start, end
}

// spelledMail does the same for the word "at" at i: in brackets, or bare if "dot" is spelled out too or the words
// before announce an address. "Engineer at example.com" names an employer.
func spelledMail(s string, i, from int) (start, end int) {
	if i+2 >= len(s) || s[i+1]|0x20 != 't' || wordByte(s[i+2]) || i == 0 || wordByte(s[i-1]) {
		return 0, 0
	}
	left, right := skipBlanksBack(s, i), skipBlanks(s, i+2)
	bracketed := left > from && right < len(s) && strings.IndexByte("[({<", s[left-1]) >= 0 && strings.IndexByte("])}>", s[right]) >= 0
	if bracketed {
		left, right = skipBlanksBack(s, left-1), skipBlanks(s, right+1)
	} else if left == i || right == i+2 {
		return 0, 0
	}
	start = localPart(s, left, from)
	if start == left {
		return 0, 0
	}
	end, dots, spelled := domain(s, right)
	switch {
	case end == right:
		return 0, 0
	case bracketed, spelled:
		return start, end
	case dots > 0 && announced(s[from:start], s[start:left]):
		return start, end
	}
	return 0, 0
}

// announced reports whether the words before a name say that an address follows.
func announced(before, name string) bool {
	switch strings.ToLower(name) {
	case "us", "me", "out", "here", "directly", "them", "him", "her", "you", "apply", "to":
		return false
	}
	words := lastWords(before, 3)
	for len(words) > 0 {
		switch last := strings.ToLower(strings.TrimRight(words[len(words)-1], ":")); last {
		case "to", "at", "us", "me", "is", "out":
			words = words[:len(words)-1]
		default:
			switch strings.TrimLeft(last, "(-") {
			case "email", "e-mail", "mail", "contact", "reach", "write", "ping", "resume", "cv":
				return true
			}
			return false
		}
	}
	return false
}

// lastWords returns at most n words at the end of the last line of s.
func lastWords(s string, n int) []string {
	const window = 48
	s = s[max(0, len(s)-window):]
	words := strings.Fields(s[strings.LastIndexByte(s, '\n')+1:])
	return words[max(0, len(words)-n):]
}

// localPart returns where the name before an @ starts.
func localPart(s string, end, from int) int {
	const longest = 64 // RFC 5321 §4.5.3.1.1
	start := end
	for start > from && end-start < longest && (wordByte(s[start-1]) || strings.IndexByte(".%+-", s[start-1]) >= 0) {
		start--
	}
	for start < end && !wordByte(s[start]) {
		start++
	}
	return start
}

// domain reads a host name at i: labels joined by dots, or by the word "dot" in brackets or blanks. It returns its end
// (i if there is none), the number of dots, and whether one was spelled out.
func domain(s string, i int) (end, dots int, spelled bool) {
	end = label(s, i)
	if end == i {
		return i, 0, false
	}
	const most = 8
	for dots < most {
		next, word := end, false
		if next < len(s) && s[next] == '.' {
			next++
		} else if n := dot(s, next); n > 0 {
			next, word = n, true
		}
		stop := label(s, next)
		if next == end || stop == next {
			break
		}
		end, spelled = stop, spelled || word
		dots++
	}
	// The last label of a public name has letters only, and at least two.
	if dots > 0 {
		last := s[strings.LastIndexAny(s[i:end], ". ])}>")+1+i : end]
		if len(last) < 2 || strings.ContainsAny(last, "0123456789_") {
			return i, 0, false
		}
	}
	return end, dots, spelled
}

func label(s string, i int) int {
	const longest = 63
	end := i
	for end < len(s) && end-i < longest && (wordByte(s[end]) || s[end] == '-' && end > i) {
		end++
	}
	for end > i && s[end-1] == '-' {
		end--
	}
	return end
}

// dot returns the offset behind a spelled dot at i, zero if there is none.
func dot(s string, i int) int {
	j := skipBlanks(s, i)
	bracketed := j < len(s) && strings.IndexByte("[({<", s[j]) >= 0
	if bracketed {
		j = skipBlanks(s, j+1)
	}
	if j+3 >= len(s) || (!strings.EqualFold(s[j:j+3], "dot") && (!bracketed || s[j] != '.')) {
		return 0
	}
	if s[j] == '.' {
		j++
	} else {
		j += 3
	}
	k := skipBlanks(s, j)
	if !bracketed {
		if k == j || j-3 == i {
			return 0
		}
		return k
	}
	if k >= len(s) || strings.IndexByte("])}>", s[k]) < 0 {
		return 0
	}
	return skipBlanks(s, k+1)
}

func skipBlanks(s string, i int) int {
	for n := 0; n < 3 && i < len(s) && s[i] == ' '; n++ {
		i++
	}
	return i
}

func skipBlanksBack(s string, i int) int {
	for n := 0; n < 3 && i > 0 && s[i-1] == ' '; n++ {
		i--
	}
	return i
}

// wordByte reports whether c is a letter, a digit, an underscore or part of a character beyond ASCII.
func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= 0x80
}

func redactPhones(s string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(s); {
		c := s[i]
		if !digit(c) && c != '+' && c != '(' {
			i++
			continue
		}
		end, groups := digitRun(s, i)
		if len(groups) == 0 {
			i++
			continue
		}
		if standsAlone(s, i, end) && phone(s[i:end], groups, lastWords(s[done:i], 3)) {
			out.WriteString(s[done:i])
			out.WriteString("[phone]")
			done = end
		}
		i = end
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// digitRun reads groups of digits with the separators of telephone numbers between them. It returns the end of the last
// group and the groups, none if no digit follows.
func digitRun(s string, i int) (end int, groups []string) {
	j, gap := i, 0
	for j < len(s) {
		switch c := s[j]; {
		case digit(c):
			k := j
			for k < len(s) && digit(s[k]) {
				k++
			}
			groups = append(groups, s[j:k])
			j, end, gap = k, k, 0
		case c == '+' && j > i:
			return end, groups
		case gap < 3 && strings.IndexByte(" .-()/+", c) >= 0:
			gap++
			j++
		default:
			return end, groups
		}
	}
	return end, groups
}

// standsAlone reports whether s[i:end] is no part of a longer word, an address, an amount or a share.
func standsAlone(s string, i, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end:])
	if partOfWord(before) || partOfWord(after) || strings.ContainsRune("/=#-$.,?&%@", before) || strings.ContainsRune("%$@", after) {
		return false
	}
	if after == ',' && end+1 < len(s) && digit(s[end+1]) {
		return false
	}
	before, _ = utf8.DecodeLastRuneInString(s[:skipBlanksBack(s, i)])
	after, _ = utf8.DecodeRuneInString(s[skipBlanks(s, end):])
	return !strings.ContainsRune("$€£¥₹", before) && !strings.ContainsRune("€£¥₹", after)
}

// partOfWord reports whether a character continues a word; utf8.RuneError stands for the end of the text.
func partOfWord(r rune) bool {
	return r != utf8.RuneError && (r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r))
}

// phone reports whether a run of digits is a telephone number: an international one, a North American one (3, 3 and
// 4 digits), a European one with its leading zero, or any other that a word announces.
func phone(run string, groups, before []string) bool {
	digits := 0
	for _, g := range groups {
		digits += len(g)
	}
	if digits < 7 || digits > 15 {
		return false
	}
	switch {
	case run[0] == '+' && digits >= 8:
		return true
	case date(groups):
		return false
	case northAmerican(run, groups):
		return true
	case groups[0][0] == '0' && digits >= 9 && len(groups) > 1 && !strings.Contains(run, " - "):
		return true
	}
	for _, word := range before {
		switch strings.ToLower(strings.Trim(word, ":.()")) {
		case "tel", "phone", "telephone", "call", "mobile", "cell", "whatsapp", "fax", "telefon", "tél", "sms":
			return !strings.Contains(run, " - ")
		}
	}
	return false
}

// date reports whether groups of digits begin with a date such as 31.01.2026 or 2026-01-31.
func date(groups []string) bool {
	if len(groups) < 3 {
		return false
	}
	a, b, c := len(groups[0]), len(groups[1]), len(groups[2])
	return a <= 2 && b <= 2 && c == 4 || a == 4 && b <= 2 && c <= 2
}

func northAmerican(run string, groups []string) bool {
	if groups[0] == "1" {
		groups = groups[1:]
	}
	return len(groups) == 3 && len(groups[0]) == 3 && len(groups[1]) == 3 && len(groups[2]) == 4 &&
		groups[0][0] >= '2' && !strings.Contains(run, " - ")
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
