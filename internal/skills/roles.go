package skills

import (
	"strings"
	"unicode/utf8"

	"demand/internal/job"
)

// titlePhrases returns the phrases of titleTable for a matcher: the field skill is the row. A phrase that stands in several rows
// belongs to the first.
func titlePhrases() []phrase {
	var phrases []phrase
	for row, t := range titleTable {
		for _, text := range t.phrases {
			for _, spelled := range titleSpellings(text) {
				phrases = append(phrases, phrase{text: spelled, kind: cue, skill: int32(row), version: t.class == noun, worker: hasWorker(spelled)})
			}
		}
	}
	return phrases
}

// levelPhrases returns the phrases of levelTable for a matcher, as titlePhrases does.
func levelPhrases() []phrase {
	var phrases []phrase
	for row, t := range levelTable {
		for _, text := range t.phrases {
			for _, spelled := range titleSpellings(text) {
				phrases = append(phrases, phrase{text: spelled, kind: cue, skill: int32(row)})
			}
		}
	}
	return phrases
}

// opening is how much of a text is searched for a role if neither title nor first line names one.
const opening = 1000

// fieldLength is how much of a field of a first line is read: one that runs on tells of more than the job, in bytes.
const fieldLength = 300

// roles returns the roles and levels that the title names; else the first line; else the beginning of the text.
func (c *Classifier) roles(r *reading, d Document) (job.Roles, job.Seniority) {
	t := &r.title
	t.begin(false)
	if title := plainTitle(d.Title); strings.TrimSpace(title) != "" {
		t.level(title, ^job.Seniority(0))
		t.jobs = split(t.jobs[:0], title, false)
		for _, part := range t.jobs {
			t.alternative(part)
		}
		if t.roles == 0 {
			t.roles = t.faint
		}
		if t.roles != 0 || t.seniority != 0 {
			return t.roles, t.seniority
		}
	}
	found := job.Roles(0) // in a first line that tells of more, so that its text is read too
	if d.Lead != "" {
		t.begin(true)
		t.line(d.Lead)
		if t.roles == 0 {
			t.roles = t.faint
		}
		if len(d.Lead) > fieldLength && t.roles == job.NotTechnical {
			found = t.roles
		} else if t.roles != 0 {
			return t.roles, t.seniority
		}
	}
	seniority := t.seniority
	t.begin(false)
	t.prose(d.Text[:runeStart(d.Text, opening)])
	if t.roles == 0 {
		t.roles = found
	}
	return t.roles, seniority
}

// runeStart returns the last beginning of a character at or before n.
func runeStart(text string, n int) int {
	if n >= len(text) {
		return len(text)
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// A titleReader gathers the roles of one title or first line.
type titleReader struct {
	matcher   *matcher
	levels    *matcher
	scanner   scanner
	jobs      []string // working memory, as scanner is
	parts     []string
	lead      bool // a first line, whose fields and commas part different jobs
	roles     job.Roles
	faint     job.Roles
	seniority job.Seniority
	bare      bool // the last part named an engineer and nothing closer
}

// begin forgets all but the working memory.
func (t *titleReader) begin(lead bool) {
	*t = titleReader{matcher: t.matcher, levels: t.levels, scanner: t.scanner, jobs: t.jobs, parts: t.parts, lead: lead}
}

// line reads a first line: the employer's name, then fields parted by bars.
func (t *titleReader) line(line string) {
	bar := "|"
	if !strings.Contains(line, bar) {
		bar = " - "
	}
	employer := strings.Contains(line, bar) // stands in the first field
	for f := range strings.SplitSeq(line, bar) {
		f = plainTitle(f[:runeStart(f, fieldLength)])
		if employer && !t.names(f) {
			employer = false
			continue
		}
		employer = false
		t.bare = false
		before := t.roles
		t.jobs = split(t.jobs[:0], f, true)
		for _, part := range t.jobs {
			t.alternative(part)
		}
		if t.roles != before {
			t.level(f, ^job.Seniority(0))
		} else {
			t.level(f, job.Intern)
		}
	}
}

// level adds those levels of a set that the text names.
func (t *titleReader) level(text string, set job.Seniority) {
	text = strings.TrimSpace(text)
	events := t.levels.scan(&t.scanner, text)
	for _, e := range events {
		if e.kind == cue && (e.end-e.start > 1 || isFirstGrade(text, int(e.start))) {
			t.seniority |= levelTable[t.levels.phrases[e.phrase].skill].seniority & set
		}
	}
}

// isFirstGrade reports whether the I at i is a grade, as in "Engineer I", and neither "i", "D&I" nor a person who speaks: "I am hiring".
func isFirstGrade(text string, i int) bool {
	rest := text[i+1:]
	return text[i] == 'I' && i > 0 && text[i-1] != '&' && !strings.HasPrefix(rest, "'") && !strings.HasPrefix(rest, "’") &&
		(len(rest) < 2 || rest[0] != ' ' || !isSmall(rest[1]))
}

// names reports whether the text holds a noun for who does technical work, as the name of an employer seldom does.
func (t *titleReader) names(text string) bool {
	events := t.matcher.scan(&t.scanner, text)
	found, words := false, len(strings.Fields(text))
	for _, e := range events {
		if e.kind != cue {
			continue
		}
		row := &titleTable[t.matcher.phrases[e.phrase].skill]
		s := text[e.start:e.end]
		if row.class == noun && words > 1 && !strings.EqualFold(s, "dev") && !strings.EqualFold(s, "engineering") || row.class == field && row.roles == job.Security {
			found = true
		}
	}
	return found
}

// A jobName is what the phrases of one job's name say of it.
type jobName struct {
	fixed, field, domain, noun, area job.Roles // by class of phrase
	leads                            bool      // a word for who leads people
	other                            bool      // work that is not technical
	whole                            bool      // a domain is all of a part: "Security, Platform"
	own                              bool      // a field's phrase says who does the work: "backend developer"
}

// alternative reads one job of a title: parts between commas and dashes, of which the first with a noun says what it is and the
// others say more of it.
func (t *titleReader) alternative(text string) {
	before := t.seniority
	text = strings.TrimSpace(text)
	t.parts = qualifiers(t.parts[:0], text)
	var n jobName
	first := true // no part before has a noun
	for _, part := range t.parts {
		hasNoun := t.part(&n, strings.TrimSpace(part), text, first)
		if n.other && n.fixed|n.field|n.noun == 0 && hasNoun {
			t.roles |= job.NotTechnical // what follows says more of this one
			t.bare = false
			return
		}
		first = first && !hasNoun
	}
	roles := t.decide(&n)
	if roles == 0 && t.lead {
		t.seniority = before // a place or name, not a level
	}
	t.roles |= roles
}

// part reads one part of a job's name, and reports whether it has a noun.
func (t *titleReader) part(n *jobName, part, text string, first bool) (hasNoun bool) {
	for _, e := range t.matcher.scan(&t.scanner, part) {
		if e.kind != cue {
			continue
		}
		p := &t.matcher.phrases[e.phrase]
		row := &titleTable[p.skill]
		t.seniority |= row.seniority
		switch row.class {
		case fixed:
			if row.roles == job.NotTechnical {
				n.other = n.other || first || n.fixed|n.field|n.noun == 0
			} else if !n.other || row.roles != job.OtherTechnical {
				n.fixed |= row.roles
			}
			hasNoun = true
		case field:
			n.field |= row.roles
			n.own = n.own || p.worker
		case domain:
			n.domain |= row.roles
			n.whole = n.whole || int(e.end-e.start) >= len(part)-1
		case noun:
			hasNoun = true
			if s := part[e.start:e.end]; !t.lead && text == s && !strings.Contains(s, " ") {
				t.faint |= row.roles // "Big Data Engineer/Architect"
				continue
			}
			n.noun |= row.roles
		case area:
			n.area |= row.roles
		case faint:
			t.faint |= row.roles
		case leader:
			n.leads = true
		}
	}
	return hasNoun
}

// decide returns the roles of a job's name.
func (t *titleReader) decide(n *jobName) job.Roles {
	roles := n.fixed | n.field
	switch {
	case n.noun != 0 && n.domain != 0:
		roles |= closest(roles, n.domain)
	case n.leads && roles == 0, t.lead && n.whole && n.noun == 0, n.fixed == job.Management:
		roles |= n.domain
	}
	other := n.other || roles|n.noun == 0 && n.area != 0
	if n.domain == job.Software && roles != job.Software {
		roles &^= job.Software
	}
	if t.lead && t.bare && n.noun == 0 && !n.leads && roles != 0 && n.fixed == 0 && !n.whole && !n.own {
		t.roles &^= job.Software // "Software Engineer, Backend"
	}
	t.bare = roles == 0 && n.noun != 0 && !other
	switch {
	case t.bare && n.leads:
		roles = job.Management
	case t.bare:
		roles = n.noun
	case n.leads && roles&^(job.OtherTechnical|job.NotTechnical|job.Management) != 0:
		roles |= job.Management
	}
	if roles&^job.NotTechnical == 0 && (other || n.leads) {
		roles = job.NotTechnical
	}
	return roles
}

// hasWorker reports whether a phrase says who does the work.
func hasWorker(phrase string) bool {
	phrase = strings.ToLower(phrase)
	for _, w := range []string{"engineer", "developer", "administrator", "architect", "researcher", "analyst"} {
		if strings.Contains(phrase, w) {
			return true
		}
	}
	return false
}

// closest leaves out of the domains what a nearer role covers: a data scientist for security is a data scientist.
func closest(roles, domains job.Roles) job.Roles {
	if roles&(job.Backend|job.Frontend|job.Fullstack|job.Mobile|job.DataEngineering|job.DataScience|job.ML|job.DevOps|job.Security|job.QA|job.Embedded|job.OtherTechnical) != 0 {
		return domains & job.ML &^ roles
	}
	for _, wide := range []job.Roles{job.Software, job.DataEngineering} {
		if domains&^wide != 0 {
			domains &^= wide
		}
	}
	return domains
}

// prose reads the beginning of a text, in which only phrases that name technical work by themselves count.
func (t *titleReader) prose(text string) {
	events := t.matcher.scan(&t.scanner, text)
	generic := job.Roles(0)
	for i, e := range events {
		if e.kind != cue {
			continue
		}
		p := &t.matcher.phrases[e.phrase]
		row := &titleTable[p.skill]
		switch row.class {
		case noun:
			if strings.IndexByte(p.text, ' ') >= 0 || p.worker {
				generic |= row.roles
			}
		case field:
			if p.worker || i+1 < len(events) && t.works(text, e, events[i+1]) {
				t.roles |= row.roles
			}
		case fixed:
			if strings.IndexByte(p.text, ' ') >= 0 && row.roles != job.NotTechnical && row.roles != job.OtherTechnical {
				t.roles |= row.roles
			}
		}
	}
	if t.roles&^job.Management == 0 {
		t.roles |= generic
	}
}

// works reports whether a noun for who does the work follows at once: "frontend developer".
func (t *titleReader) works(text string, e, next event) bool {
	return next.kind == cue && titleTable[t.matcher.phrases[next.phrase].skill].class == noun && strings.TrimLeft(text[e.end:next.start], " -") == ""
}

// split cuts a title, or a field of a first line, into the jobs that it names, which it appends to parts.
func split(parts []string, text string, lead bool) []string {
	start, depth := 0, 0
	cut := func(end, next int) {
		if depth == 0 && strings.TrimSpace(text[start:end]) != "" {
			parts = append(parts, text[start:end])
		}
		if depth == 0 {
			start = next
		}
	}
	for i := 0; i < len(text); i++ {
		if !mayPart[text[i]] {
			continue
		}
		switch text[i] {
		case '(':
			depth++
		case ')':
			depth = max(0, depth-1)
		case '|', ';', '\n':
			cut(i, i+1)
		case '/':
			if strings.HasPrefix(text[i:], "//") {
				i = tokenEnd(text, i) - 1
				cut(i, i)
				continue
			}
			if i > 0 && i+1 < len(text) && class[text[i-1]] == other && text[i-1] != ' ' || shortPair(text, i) {
				continue
			}
			cut(i, i+1)
		case ',', '+':
			if lead {
				cut(i, i+1)
			}
		case '&':
			if lead && i > 0 && text[i-1] == ' ' {
				cut(i, i+1)
			}
		case 'a', 'o':
			if lead && i > 0 && text[i-1] == ' ' {
				for _, w := range []string{"and ", "or "} {
					if strings.HasPrefix(text[i:], w) {
						cut(i, i+len(w))
					}
				}
			}
		}
	}
	depth = 0
	cut(len(text), len(text))
	return parts
}

// mayPart says of each byte whether split and qualifiers look at it.
var mayPart = func() (table [256]bool) {
	for _, c := range []byte("()|;\n/,+&ao[]:-\xe2") {
		table[c] = true
	}
	return table
}()

// shortPair reports whether the slash at i stands in a pair such as UI/UX, AI/ML or M/F.
func shortPair(text string, i int) bool {
	left, right := i, i+1
	for left > 0 && class[text[left-1]] == letter {
		left--
	}
	for right < len(text) && class[text[right]] == letter {
		right++
	}
	return i-left <= 2 && right-i-1 <= 2 && i-left > 0
}

// qualifiers cuts a job's name into what it is and what says more of it, which it appends to parts.
func qualifiers(parts []string, text string) []string {
	start := 0
	for i := 0; i < len(text); i++ {
		if !mayPart[text[i]] {
			continue
		}
		cut := false
		switch text[i] {
		case ',', '(', ')', '[', ']', ':':
			cut = true
		case '-':
			cut = i > 0 && text[i-1] == ' ' || i+1 < len(text) && text[i+1] == ' '
		case 0xe2: // first byte of a dash
			cut = strings.HasPrefix(text[i:], "–") || strings.HasPrefix(text[i:], "—")
		}
		if cut {
			parts = append(parts, text[start:i])
			start = i + 1
			for start < len(text) && !utf8.RuneStart(text[start]) {
				start++
			}
		}
	}
	return append(parts, text[start:])
}
