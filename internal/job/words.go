package job

import "strings"

// Words returns the words of a text, which blanks part, as a set: a table of words in code reads better as a line of them.
func Words(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}
