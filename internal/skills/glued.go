package skills

import (
	"math/bits"
	"slices"
	"strings"
)

// Where a site's markup was stripped without its line breaks, the last word of an item stands glued to the first of the next:
// "knowledge of AngularFamiliarity with Git", "back-end services.Basic understanding of SQL". Such a text is read with the breaks put back.

// openers are the beginnings of the words that begin an item of a list or a heading in most postings, and are no part of a name.
var openers = []string{
	"Ability", "About ", "Advanced", "At least", "At Least", "Bachelor", "Basic ", "Benefits", "Bonus ", "Comfort", "Demonstrated", "Desired ", "Education", "Excellent",
	"Experience", "Expert ", "Expertise", "Extensive ", "Familiar", "For ", "Hands-on", "If you", "Knowledge", "Location", "Master's", "Master’s", "Minimum", "Must ",
	"Nice to", "Our ", "Perform ", "Preferred", "Proficien", "Proven ", "Qualifications", "Required", "Requirements", "Responsib", "Strong ", "The ",
	"Understanding", "We are ", "We're ", "We’re ", "What ", "What's ", "What’s ", "Working ",
}

// begins reports whether the text begins with an opener.
func begins(text string) bool {
	return slices.ContainsFunc(openers, func(opener string) bool { return strings.HasPrefix(text, opener) })
}

// How often words must be glued together for a text to count as glued: before an opener, or at all.
const (
	gluedOpeners = 2
	gluedWords   = 4
)

// gluedLine is how long a line is at least in which words are sought that are glued together, in bytes. It holds what were several.
const gluedLine = 300

// brokenLine is how long the lines of a text are at most, one with another, that has kept its line breaks, in bytes.
const brokenLine = 150

// isGlued reports whether the text has lost line breaks.
func isGlued(text string) bool {
	if len(text) < gluedLine || strings.Count(text, "\n")*brokenLine > len(text) {
		return false
	}
	g := gluing{text: text}
	for start := 0; start+gluedLine <= len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		if end-start >= gluedLine && g.read(start, end) {
			return true
		}
		start = end + 1
	}
	return false
}

// A gluing counts the words of a text that are glued together.
type gluing struct {
	text         string
	openers, all int
}

// read counts those of one line, until they are enough. It looks at eight bytes at once for a capital without a blank before it, and
// only where there is one at what stands before.
func (g *gluing) read(start, end int) bool {
	for i := start + 1; i+8 <= end; i += 8 {
		here := eightBytes(g.text[i:])
		low := here & (0x7f * each)
		capitals := (low + (0x80-'A')*each) & ^(low + (0x80-'Z'-1)*each) & ^here & outsideASCII
		before := eightBytes(g.text[i-1:]) ^ ' '*each
		capitals &= (before&(0x7f*each) + 0x7f*each) | before // what is not 0 is no blank
		for ; capitals != 0; capitals &= capitals - 1 {
			g.at(i + bits.TrailingZeros64(capitals)/8)
		}
		if g.openers >= gluedOpeners || g.all >= gluedWords {
			return true
		}
	}
	return false
}

// at counts the capital at i if a word ends before it.
func (g *gluing) at(i int) {
	switch c := g.text[i-1]; {
	case c == '.' && i+1 < len(g.text) && isSmall(g.text[i+1]) && wordBefore(g.text, i-1) >= 3:
		g.all++
	case (isSmall(c) || c == ')') && begins(g.text[i:]):
		g.openers++
		g.all++
	case isSmall(c) && i+2 < len(g.text) && isSmall(g.text[i+1]) && isSmall(g.text[i+2]) && smallWord(g.text, i):
		g.all++
	}
}

// A parting is a text with the breaks put back, and where they stand.
type parting struct {
	text   []byte
	breaks []int32 // places in text, ascending
}

// place returns where in the text as it was something stands that is at i in the parted one.
func (p *parting) place(i int32) int32 {
	n, _ := slices.BinarySearch(p.breaks, i)
	return i - int32(n)
}

// part puts breaks where words are glued together. Lines that most postings share stay as they are, since they are known by their text.
func (c *Classifier) part(p *parting, text string, shared Shared) string {
	p.text, p.breaks = p.text[:0], p.breaks[:0]
	from := 0
	cut := func(i int) {
		p.text = append(p.text, text[from:i]...)
		p.breaks = append(p.breaks, int32(len(p.text)))
		p.text = append(p.text, '\n')
		from = i
	}
	start := 0
	for line := range strings.Lines(text) {
		if !shared.has(text[start:]) {
			c.partLine(text, start, start+len(line), cut)
		}
		start += len(line)
	}
	p.text = append(p.text, text[from:]...)
	return string(p.text)
}

// partLine calls cut for each place in a line where a break belongs.
func (c *Classifier) partLine(text string, i, end int, cut func(int)) {
	for i < end {
		if class[text[i]] != letter {
			if i+2 < end && i > 0 && text[i-1] != ' ' && text[i-1] != '\n' && (text[i] == '-' && text[i+1] == ' ' && isCapital(text[i+2]) || strings.HasPrefix(text[i:], "•")) {
				cut(i) // "Docker- Kubernetes"
			}
			i++
			continue
		}
		word := i
		for i < end && class[text[i]] == letter {
			i++
		}
		if word > 1 && text[word-2:word] == ")." && isCapital(text[word]) && i-word > 1 && isSmall(text[word+1]) {
			cut(word) // "(Jest).College"
		}
		if word > 0 && text[word-1] == ')' && isCapital(text[word]) && (begins(text[word:]) || i-word >= 4 && wordBefore(text, i) == i-word-1) {
			cut(word) // "(Jest)Gardening"
		}
		c.partWord(text, word, i, cut)
		switch {
		case i-word >= 3 && i+2 < end && text[i] == '.' && isSmall(text[i-1]) && isCapital(text[i+1]) && isSmall(text[i+2]) && !c.names(text[word:wordEnd(text, i+1)]):
			i++
			cut(i) // "services.Basic"
		case i-word >= 3 && i+1 < end && text[i] == '.' && isSmall(text[i-1]) && class[text[i+1]] == digit && countsYears(text[i+1:end]):
			i++
			cut(i) // "a plus.5+ years"
		case i-word >= 4 && i < end && class[text[i]] == digit && isSmall(text[i-1]) && countsYears(text[i:end]):
			cut(i) // "experience5+ years"
		}
	}
}

// partWord calls cut for each place in a word of the text where another begins: where a capital follows a small letter, or is the last
// of several. A name is never parted, and a word such as "TransUnion" not either, unless a name or an opener is a part of it.
func (c *Classifier) partWord(text string, word, end int, cut func(int)) {
	named := false // the part before is a name
	for from := word; from < end; {
		to, isName := c.nextPart(text[:end], from)
		if from > word && (named || isName || begins(text[from:]) || from-word >= 4 && isSmall(text[word])) {
			cut(from)
		}
		from, named = to, isName
	}
}

// nextPart returns the end of the part of a word that begins at from, the longest that is a name or else the shortest, and whether it is
// a name.
func (c *Classifier) nextPart(text string, from int) (end int, isName bool) {
	for i := len(text); i > from; i-- {
		if i == len(text) || capitalBegins(text, i) {
			if c.names(text[from:i]) {
				return i, true
			}
			end = i
		}
	}
	if n := c.firstOfCapitals(text[from:end]); n > 0 {
		return from + n, true
	}
	return end, false
}

// firstOfCapitals returns the length of the first name of several of which a text in capitals is made: "XMLWCF". It is 0 if there are none.
func (c *Classifier) firstOfCapitals(text string) int {
	if len(text) > maxCapitals || !inCapitals(text) {
		return 0
	}
	for i := 2; i+3 <= len(text); i++ {
		if c.names(text[:i]) && (c.names(text[i:]) || c.firstOfCapitals(text[i:]) > 0) {
			return i
		}
	}
	return 0
}

// maxCapitals is how many capitals in a row are sought for names.
const maxCapitals = 24

// capitalBegins reports whether another word may begin at i within a word.
func capitalBegins(text string, i int) bool {
	return isCapital(text[i]) && (isSmall(text[i-1]) || i+1 < len(text) && isSmall(text[i+1]))
}

// names reports whether a text is the name of a skill.
func (c *Classifier) names(text string) bool {
	if len(text) < 2 {
		return false
	}
	word, n := wordAt(text, 0)
	e := c.matcher.longest(text, 0, word, n)
	return int(e.end) == len(text) && e.kind == spelling
}

// smallWord reports whether a word of five small letters or more ends before i, as none does before a capital within a name.
func smallWord(text string, i int) bool {
	n := wordBefore(text, i)
	return n >= 5 && (n == i || text[i-1-n] == ' ')
}

// wordBefore returns how many small letters stand before i.
func wordBefore(text string, i int) int {
	n := 0
	for n < i && isSmall(text[i-1-n]) {
		n++
	}
	return n
}

// countsYears reports whether a text begins with a number of years: "5+ years".
func countsYears(text string) bool {
	rest := strings.TrimLeft(text, "0123456789+- ")
	rest = strings.TrimPrefix(rest, "plus ")
	return len(text)-len(rest) <= 10 && (strings.HasPrefix(rest, "year") || strings.HasPrefix(rest, "Year"))
}
