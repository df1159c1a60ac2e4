package skills

import (
	"strings"
	"unicode/utf8"
)

// beginLine looks at a line from its first event on, before anything in it is read.
func (p *passage) beginLine(event int) {
	text := p.text[p.line.start:]
	p.line = line{start: p.line.start, boilerplate: !p.inTitle && p.r.shared.has(text), runOn: runsOn(text), item: isItem(text)}
	found, end := p.heading(event)
	if p.line.item && p.section.lists(found) {
		found = 0
	}
	inline := found != 0 && end < int32(len(p.text)) && !endsLine(p.text[end:]) // text stands behind the heading
	switch {
	case inline && p.line.item && found == headPreferred:
		p.line.section = found // "- Nice to have: Go", an item among others
		return
	case inline && found == headPerks:
		p.line.section = found // "Salary: 100k", one of the fields of a posting
		if !p.line.item {
			p.section = 0
		}
		return
	case inline && found == headRequired && labels(p.text[p.line.start:end]):
		p.line.section = found
		return
	case found != 0:
		p.section = found
	case p.section&(headAbout|headPerks) != 0 && shapedAsHeading(text), p.section&(headRequired|headPreferred) != 0 && p.namesJob(event):
		p.section = 0
	}
	p.line.section = p.section
	if e := &p.events[event]; e.kind == cue && e.signal&headNeutral != 0 && e.start == p.line.start && strings.HasSuffix(p.text[e.start:e.end], " is") {
		p.line.section = headNeutral // "Our tech stack is Go", below what is asked for
	}
}

// namesJob reports whether a line is the heading of one job among several: "Senior Go Engineer:".
func (p *passage) namesJob(event int) bool {
	line, _, _ := strings.Cut(p.text[p.line.start:], "\n")
	if line = strings.TrimSpace(line); !strings.HasSuffix(line, ":") || len(line) > headingLength || p.line.item || !isCapital(line[0]) {
		return false
	}
	for _, e := range p.events[event:] {
		switch {
		case e.kind == lineEnd:
			return false
		case e.kind == cue && e.signal&worker != 0:
			return true
		}
	}
	return false
}

// labels reports whether a heading with text behind it is the label of that text alone: "Education: a degree", "Tooling expertise: you run
// the tools".
func labels(heading string) bool {
	heading = strings.ToLower(strings.TrimRight(heading, ": "))
	for _, word := range []string{"expertise", "experience", "knowledge", "skills", "education"} {
		if strings.HasSuffix(heading, word) {
			return true
		}
	}
	return false
}

// lists reports whether what can be a heading of that kind, as an item of a section's list, belongs to the list: "- Experience with:" and
// "- Tech stack: Go" among what would be nice, "- Bonus" among the benefits.
func (section signal) lists(kind signal) bool {
	switch section {
	case headRequired:
		return kind == headNeutral
	case headPreferred:
		return kind&headRequired != 0 || kind == headNeutral
	case headPerks:
		return kind&headPreferred != 0
	}
	return false
}

// leadIn opens a section if the line that ends with an event leads in a list by what it asks or wishes for last: "High level of
// proficiency in:".
func (p *passage) leadIn(end int) {
	if end == 0 || p.events[end-1].kind != colonMark || p.line.item || !isItem(p.text[p.events[end].end:]) || !endsLine(p.text[p.events[end-1].end:]) {
		return
	}
	colon := &p.events[end-1]
	for i := end - 2; i >= p.said.event; i-- {
		e := &p.events[i]
		switch s := e.signal; {
		case e.kind != cue || colon.start-e.end > leadInReach:
			return
		case s&(demands|prefers) != 0 && s&(before|seeks|prefers) != 0 && s&hires == 0:
			if p.said.signals&prefers != 0 {
				p.section = headPreferred
			} else if p.section != headPreferred {
				p.section = headRequired
			}
			return
		case s&(person|heads) != 0:
			return // "experienced engineers for the following roles:"
		}
	}
}

// leadInReach is how far before the colon words lead in a list, in bytes: "experience in any of the following would be great:".
const leadInReach = 45

// heading returns the section that the line of an event, its first, opens, and where its heading ends, or 0.
func (p *passage) heading(first int) (section signal, end int32) {
	text, lineEndAt := p.text, int32(len(p.text))
	var found signal
	var foundStart, foundEnd, goesTo int32
	named := false // a technology stands in the line
	ahead := false // a name stands before the heading: "Jira is a plus"
	for i := first; i < len(p.events); i++ {
		e := &p.events[i]
		if e.kind == lineEnd {
			lineEndAt = e.start
			break
		}
		if found == 0 && e.start-p.line.start > headingReach {
			return 0, 0
		}
		if e.kind == spelling {
			if spelled := &p.c.matcher.phrases[e.phrase]; !spelled.loose {
				if p.line.item {
					return 0, 0 // "- Ruby (3 years preferred)"
				}
				ahead = ahead || found == 0
				named = named || p.c.vouches[spelled.skill] // "Experience using Linux"
			}
		}
		if e.kind == cue && found == 0 {
			if s := e.signal & heads; s != 0 {
				if text[e.end-1] == ':' {
					return p.sectionOf(s), e.end
				}
				found, foundStart, foundEnd, goesTo = s, e.start, e.end, e.end
			}
		}
		switch {
		case found == 0:
		case found&headAbout != 0 && e.kind == cue && e.signal&heads&^headAbout != 0 && strings.EqualFold(text[foundStart:foundEnd], "about"):
			found, foundStart, foundEnd, goesTo = e.signal&heads, e.start, e.end, e.end // "Let's talk about qualifications"
		case e.start-goesTo > 30:
			if e.start-p.line.start > headingLength {
				return 0, 0
			}
		case e.kind == colonMark:
			return p.sectionOf(found), e.end
		case e.signal&headPreferred != 0 && found&headRequired != 0 && found&headPreferred == 0 && !joins(text[goesTo:e.start]) &&
			(text[e.end-1] == ':' || colonFollows(p.events[i:], 1)):
			found = headPreferred // "Skills that would come in handy:"
		case e.signal&found&(headRequired|headPreferred) != 0:
			goesTo = e.end // "We expect you to be comfortable with the following:"
		}
	}
	small := foundStart > p.line.start && !isCapital(text[foundStart]) // other words begin the line
	switch {
	case found == 0, lineEndAt-p.line.start > headingLength, lineEndAt-foundEnd > 25, strings.HasSuffix(text[p.line.start:lineEndAt], ".") && !strings.HasSuffix(text[p.line.start:lineEndAt], "..."): // a sentence
	case named && found&headAbout == 0:
	case ahead && found&headPreferred != 0:
	case found&headPerks != 0 && fieldFollows(text[foundEnd:lineEndAt]) && strings.EqualFold(text[foundStart:foundEnd], "salary"):
		return p.sectionOf(found), foundEnd // "Salary negotiable"
	case small && found&headPreferred != 0 && !namesWishes(text[foundStart:foundEnd]): // "A degree is a plus"
	case small && found&headRequired != 0 && p.section == headPreferred: // "Retail experience" among what would be nice
	default:
		return p.sectionOf(found), lineEndAt
	}
	return 0, 0
}

// fieldFollows reports whether what stands behind a heading in its line is what it tells, and no part of the heading: " negotiable", not " and more".
func fieldFollows(rest string) bool {
	word, ok := strings.CutPrefix(rest, " ")
	return ok && word != "" && class[word[0]] != other && !strings.HasPrefix(word, "and") && !strings.HasPrefix(word, "range")
}

// headingWords is how many words of a heading, each a phrase of its own, are looked at together.
const headingWords = 4

// wishesFor reports whether the heading that ends with the last of the events, in the midst of a line, begins with a word for wishes:
// "Desired skills/experience:", "HELPFUL EDUCATION OR EXPERIENCE:".
func wishesFor(text string, events []event) bool {
	for i := len(events) - 2; i >= max(0, len(events)-headingWords); i-- {
		e := &events[i]
		if e.kind != cue || !isCapital(text[e.start]) || events[i+1].start-e.end > int32(len(" or ")) {
			return false
		}
		if e.signal&headPreferred != 0 {
			return true
		}
	}
	return false
}

// joins reports whether what stands between two words for sections makes one heading of both: "Required & preferred skills:".
func joins(gap string) bool {
	return strings.ContainsAny(gap, "&/,+") || strings.Contains(gap, "and") || strings.Contains(gap, "or ")
}

// colonFollows reports whether the event behind the first one is a colon, no farther from it than that many bytes.
func colonFollows(events []event, reach int32) bool {
	return len(events) > 1 && events[1].kind == colonMark && events[1].start-events[0].end <= reach
}

// namesWishes reports whether a phrase of small letters is the heading of wishes even behind other words: "Level up bonus points".
func namesWishes(phrase string) bool {
	switch phrase {
	case "bonus points", "nice to have", "nice to haves", "nice-to-have", "nice-to-haves", "even better", "stand out", "set you apart", "sets you apart", "make you special", "makes you special",
		"would be awesome if you", "would be great if you", "would be nice if you":
		return true
	}
	return false
}

// headingLength is how long the line of a heading without a colon is at most, in bytes.
const headingLength = 50

// headingReach is how far from the beginning of its line a heading may begin, in bytes.
const headingReach = 30

// opensSection reports whether the phrase of the first event, which may be a heading, is one in the midst of a line: it begins with a
// capital, and a colon ends it. In a line that runs on the beginning of an item or sentence may follow it instead.
func opensSection(text string, events []event, runOn bool) bool {
	e := &events[0]
	if !isCapital(text[e.start]) {
		return false
	}
	if text[e.end-1] == ':' || colonFollows(events, 20) {
		return true
	}
	rest := strings.TrimPrefix(text[e.end:], ")")
	if !runOn || rest == "" || rest[0] != ' ' {
		return false
	}
	rest = strings.TrimLeft(rest, " ")
	switch {
	case strings.HasPrefix(rest, "- "), strings.HasPrefix(rest, "* "), strings.HasPrefix(rest, "• "):
		return true
	case rest != "" && (isCapital(rest[0]) || rest[0] >= '0' && rest[0] <= '9'):
		return strings.IndexByte(text[e.start:e.end], ' ') > 0 || e.end-e.start >= 8 && e.signal&headPreferred == 0
	}
	return false
}

// endsLine reports whether nothing but blanks stands before the next line.
func endsLine(text string) bool {
	text = strings.TrimLeft(text, " ")
	return text != "" && text[0] == '\n'
}

// isItem reports whether the text begins with an item of a list, which opens no section in the midst of one: "- Experience with:".
func isItem(text string) bool {
	for text != "" && (text[0] == ' ' || text[0] == '\t') {
		text = text[1:]
	}
	if text == "" || class[text[0]] == letter || class[text[0]] == digit {
		return false // as most lines
	}
	r, _ := utf8.DecodeRuneInString(text)
	return strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "* ") || isBullet(r)
}

// shapedAsHeading reports whether the line that begins the text is short and in capitals, or ends with a colon: an unknown heading,
// which ends what was said about the employer.
func shapedAsHeading(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	line = strings.TrimSpace(line)
	return len(line) >= 4 && len(line) <= 60 && (strings.HasSuffix(line, ":") || strings.ToUpper(line) == line && strings.ToLower(line) != line)
}

// sectionOf returns the section that a heading opens. One that may tell what is asked for or what would be nice, as "we'd love to see",
// tells the latter behind what is asked for. Of others it returns the section whose list stands first.
func (p *passage) sectionOf(s signal) signal {
	if s&headRequired != 0 && s&headPreferred != 0 && p.section == headRequired {
		return headPreferred
	}
	s &= heads
	return s & -s
}
