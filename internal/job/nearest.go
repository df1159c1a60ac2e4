package job

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Unknown returns the error that name is no such thing: it offers the nearest of the valid names, or else the first of
// them in their order.
func Unknown(what, name string, valid []string) error {
	const most = 20
	if near := Nearest(name, valid); len(near) > 0 {
		return fmt.Errorf("unknown %s %q; did you mean %s?", what, name, strings.Join(near, " or "))
	}
	more := ""
	if len(valid) > most {
		more = fmt.Sprintf(" and %d more", len(valid)-most)
	}
	return fmt.Errorf("unknown %s %q; there are %s%s", what, name, strings.Join(valid[:min(most, len(valid))], ", "), more)
}

// Nearest returns those of names, three at most and the nearest first, that a misspelt name could mean: a third of its
// letters differ at most, or it is their beginning. Of a name of three letters or less the first has to be right.
func Nearest(name string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	folded := strings.ToLower(name)
	var found []candidate
	for _, n := range names {
		f := strings.ToLower(n)
		d := distance(folded, f)
		letters := []rune(folded)
		near := d <= max(1, len(letters)/3) && (len(letters) > 3 || len(letters) > 0 && strings.HasPrefix(f, string(letters[:1])))
		if near || len(name) >= 3 && strings.HasPrefix(f, folded) {
			found = append(found, candidate{n, d})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name))
	})
	var list []string
	for _, c := range found[:min(3, len(found))] {
		list = append(list, c.name)
	}
	return list
}

// distance returns the Damerau–Levenshtein distance of two words in its optimal string alignment form: letters added,
// dropped, replaced, or swapped with the next one.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, above, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		before, above, row = above, row, before
		row[0] = i + 1
		for j := range t {
			replace := above[j]
			if s[i] != t[j] {
				replace++
			}
			row[j+1] = min(replace, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(t)]
}
