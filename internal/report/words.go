package report

import (
	"fmt"
	"strconv"
	"strings"
)

// Thousands writes a number of a sentence or a table as 12,408.
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// some joins the first of many texts, at most so many, and says how many more there are.
func some(texts []string, most int) string {
	more := ""
	if n := len(texts) - most; n > 0 {
		texts, more = texts[:most], fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(texts, ", ") + more
}
