package skills

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demand/internal/job"
)

// titlePhrases returns the phrases of titleTable for a matcher: the field skill is the row. Words for who works stand for one
// and for several.
func titlePhrases() []phrase {
	var phrases []phrase
	for row, t := range titleTable {
		for _, text := range t.phrases {
			for spelled := range plainSpellings(text) {
				person := isPerson(spelled)
				phrases = append(phrases, phrase{
					text: spelled, kind: cue, skill: int32(row), version: t.class == noun, worker: hasWorker(spelled), person: person, plural: person,
				})
			}
		}
	}
	return phrases
}

// isPerson reports whether a phrase ends in a word for one who works, "developer", and not for the work, "development".
func isPerson(phrase string) bool {
	phrase = strings.TrimSuffix(phrase, "s")
	for _, end := range []string{"er", "or", "ist", "yst", "itect", "ant", "ian"} {
		if strings.HasSuffix(phrase, end) {
			return true
		}
	}
	return false
}

// levelPhrases returns the phrases of levelTable for a matcher, as titlePhrases does.
func levelPhrases() []phrase {
	var phrases []phrase
	for row, t := range levelTable {
		for _, text := range t.phrases {
			for spelled := range plainSpellings(text) {
				phrases = append(phrases, phrase{text: spelled, kind: cue, skill: int32(row)})
			}
		}
	}
	return phrases
}

// opening is how much of a text is searched for a role if neither title nor first line names one.
const opening = 1000

// fieldLength is how much of a field of a first line is read: one that runs on tells of more than the job, in bytes.
const fieldLength = 150

// roles returns the roles and levels that the title names; else the first line; else the beginning of the text.
func (c *Classifier) roles(r *reading, d Document) (job.Roles, job.Seniority) {
	t := &r.title
	t.begin(false)
	if title := plainTitle(d.Title); strings.TrimSpace(title) != "" {
		t.line(title)
		if t.roles = cmp.Or(t.roles, t.faint); t.roles == 0 {
			t.roles = compound(title)
		}
		if t.roles != 0 || t.seniority != 0 {
			return t.roles, t.seniority
		}
	}
	found, seniority := job.Roles(0), t.seniority
	if d.Lead != "" {
		t.begin(true)
		t.firstLine(d.Lead)
		found, seniority = t.roles, t.seniority
		if found&^job.NotTechnical != 0 || found != 0 && len(d.Lead) <= fieldLength {
			return found, seniority
		}
	}
	t.begin(false)
	t.prose(d.Text[:runeStart(d.Text, opening)])
	return cmp.Or(t.roles, found), seniority
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

// A titleReader gathers the roles of one title or first line. split cuts it into the jobs that it names, "Data Engineer / Analyst";
// qualifiers cuts a job's name into parts, "Engineer, Backend"; read gathers the phrases of the parts in a jobName by their class; and
// decide takes the roles of those that are closest to the work.
type titleReader struct {
	matcher   *matcher
	levels    *matcher
	scanner   scanner
	jobs      []string // working memory, as scanner is
	parts     []string
	ends      []int // of the words for who works in a title
	lead      bool  // a first line, whose fields and commas part different jobs
	runsOn    bool  // its field tells of more than the job
	roles     job.Roles
	faint     job.Roles // of a title, which hold if there are no others
	seniority job.Seniority
	tools     job.Roles // that a field names by tools
	others    bool      // it names others, or nothing but one of them
	bare      bool      // the last job named an engineer and nothing closer
	fields    bool      // the last job named a field, and not who works in it
}

// begin forgets all but the working memory.
func (t *titleReader) begin(lead bool) {
	*t = titleReader{matcher: t.matcher, levels: t.levels, scanner: t.scanner, jobs: t.jobs, parts: t.parts, ends: t.ends, lead: lead}
}

// firstLine reads a first line: the employer's name, then fields parted by bars.
func (t *titleReader) firstLine(line string) {
	employer := strings.Contains(line, "|") // stands in the first field
	for f := range strings.SplitSeq(line, "|") {
		t.runsOn = len(f) > fieldLength
		f = plainTitle(f[:runeStart(f, fieldLength)])
		if !employer || t.names(f) {
			t.line(f)
		}
		employer = false
	}
}

// line reads a title, or a field of a first line.
func (t *titleReader) line(text string) {
	t.level(text)
	t.jobs = split(t.jobs[:0], text, t.lead || t.lists(text))
	t.tools, t.others = 0, len(t.jobs) == 1
	for i := range t.jobs {
		t.job(i)
	}
	if t.others {
		t.roles |= t.tools
	}
}

// lists reports whether a title lists jobs: three at least of what stands between its commas say who does the work, "Backend Engineer,
// Data Scientist, Designer", or all of its parts end so, "Software Engineers & Product Managers".
func (t *titleReader) lists(title string) bool {
	if !strings.ContainsAny(title, ",&") && !strings.Contains(title, " and ") {
		return false
	}
	t.ends = t.ends[:0]
	between, jobs := -1, 0 // commas before the last one who works; how many stand between others
	for _, e := range t.matcher.scan(&t.scanner, title) {
		if e.kind == cue && t.matcher.phrases[e.phrase].person {
			t.ends = append(t.ends, int(e.end))
			if commas := strings.Count(title[:e.start], ","); commas != between {
				between, jobs = commas, jobs+1
			}
		}
	}
	if len(t.ends) < 2 || jobs >= 3 {
		return jobs >= 3
	}
	t.jobs = split(t.jobs[:0], title, true)
	if first := t.read(t.jobs[0]); len(t.jobs) < 2 || first.leads && !first.technical() && !first.other { // "Manager, Data Engineers"
		return false
	}
	end := 0
	return !slices.ContainsFunc(t.jobs, func(part string) bool {
		part = strings.TrimRight(part, " ")
		end += strings.Index(title[end:], part) + len(part)
		return !slices.Contains(t.ends, end)
	})
}

// level adds the levels that the text names. A first grade within a higher level is none: "Senior Engineer I".
func (t *titleReader) level(text string) {
	text = strings.TrimSpace(text)
	first, grades, named := false, job.Seniority(0), job.Seniority(0)
	for _, e := range t.levels.scan(&t.scanner, text) {
		if e.kind != cue {
			continue
		}
		level := levelTable[t.levels.phrases[e.phrase].skill].seniority
		switch text[e.start:e.end] {
		case "I":
			first = first || isGrade(text[:e.start], text[e.end:])
		case "i":
		case "II", "III", "IV":
			grades |= level
		default:
			named |= level
		}
	}
	if first && named&(job.Senior|job.Staff) == 0 {
		grades |= job.Junior
	}
	t.seniority |= named | grades
}

// isGrade reports whether the I between the parts of a title is a grade, as in "Engineer I", no person who speaks: "I am hiring", no
// bar: "Remote (EU) I Full-time", and no part of a name: "UK&I".
func isGrade(ahead, rest string) bool {
	return !strings.HasSuffix(ahead, ") ") && !strings.HasSuffix(ahead, "&") && !strings.HasSuffix(ahead, "/") && (len(rest) < 2 || rest[0] != ' ' && rest[0] != '\'' || !isSmall(rest[1]))
}

// names reports whether the text says who does technical work, as the name of an employer seldom does.
func (t *titleReader) names(text string) bool {
	for _, e := range t.matcher.scan(&t.scanner, text) {
		if e.kind != cue {
			continue
		}
		p := &t.matcher.phrases[e.phrase]
		switch row := &titleTable[p.skill]; row.class {
		case noun, field, fixed:
			if p.person && row.roles != job.NotTechnical {
				return true
			}
		}
	}
	return false
}

// A jobName is what the phrases of one job's name say of it.
type jobName struct {
	fixed, field, domain, noun, trade job.Roles // by class of phrase
	plans                             job.Roles // of who plans, beside technical work
	seniority                         job.Seniority
	other                             bool // work that is not technical
	outside                           bool // of a person whom no technical work makes technical
	area                              bool // what such work is about: "growth"
	business                          bool // what such work is about, however technical what it sells is: "sales"
	leads                             bool // a word for who leads people
	rank                              bool // one for who leads people, or for a high grade of who does the work
	person                            bool // a phrase for technical work says who does it: "engineer", not "engineering"
	software                          bool // engineers of software, whatever it runs on
	whole                             bool // a domain is all of a part: "Security, Platform"
	tool                              bool // it is named by a tool: "React, Security"
	technically                       bool // the word "technical", beside who plans
}

// job reads the i-th of the jobs that a title names. Those parted by a slash may share a word: "Data Engineer/Scientist",
// "System/Data Analyst".
func (t *titleReader) job(i int) {
	text, slash := strings.CutPrefix(t.jobs[i], "/")
	text = strings.TrimSpace(text)
	if slash && i > 0 && !strings.Contains(t.head(text), " ") {
		if shared, _, ok := cutLast(strings.TrimPrefix(t.jobs[i-1], "/")); ok && t.known(shared+" "+text) {
			return
		}
	}
	n := t.read(text)
	roles := t.decide(&n)
	if roles == 0 && i+1 < len(t.jobs) && t.jobs[i+1][0] == '/' {
		if _, shared, ok := cutLast(t.head(t.jobs[i+1][1:])); ok && t.known(text+" "+shared) {
			return
		}
	}
	if slash && t.fields && t.bare && !n.software {
		roles = 0 // "Backend / Java Developer" is one job
	}
	t.fields = n.field != 0 && n.noun == 0 && !n.person
	t.seniority |= n.seniority
	switch {
	case t.roles&^job.NotTechnical != 0 && (strings.EqualFold(text, "managers") || !t.lead && strings.EqualFold(text, "manager")):
		t.roles |= job.Management // "Software Engineers & Managers"
	case !t.lead && len(t.jobs) > 1 && roles == job.NotTechnical && !n.other:
		t.faint |= roles // "Economist / Data Scientist"
	case t.lead && n.tool && !n.technical():
		t.tools |= roles
	default:
		t.roles |= roles
		t.others = t.others || roles != 0
	}
}

// cutLast cuts a text before its last word, if it has several.
func cutLast(text string) (before, last string, ok bool) {
	text = strings.TrimSpace(text)
	i := strings.LastIndexByte(text, ' ')
	if i < 0 {
		return "", "", false
	}
	return text[:i], text[i+1:], true
}

// head returns the part of a job's name that says what it is.
func (t *titleReader) head(text string) string {
	t.parts = qualifiers(t.parts[:0], text)
	return strings.TrimSpace(t.parts[0])
}

// known adds the roles of a job's name put together of two, and reports whether there is such a job.
func (t *titleReader) known(text string) bool {
	n := t.read(text)
	if n.fixed|n.field == 0 && !n.other {
		return false
	}
	t.roles |= t.decide(&n)
	t.seniority |= n.seniority
	return true
}

// read gathers what the parts of a job's name say.
func (t *titleReader) read(text string) (n jobName) {
	t.parts = qualifiers(t.parts[:0], text)
	for _, part := range t.parts {
		part = strings.TrimSpace(part)
		before := n
		for _, e := range t.matcher.scan(&t.scanner, part) {
			if e.kind == cue {
				t.add(&n, part, e)
			}
		}
		if before.technical() {
			n.other, n.plans = before.other, before.plans // "Software Engineer, Supply Chain"
		}
		if n.settled() {
			break
		}
	}
	return n
}

// technical reports whether technical work is named.
func (n *jobName) technical() bool { return n.fixed|n.field|n.noun != 0 }

// settled reports whether the parts so far name other work than software's, of which the parts behind only tell more: "Solutions
// Architect, Data Science".
func (n *jobName) settled() bool {
	return (n.other && n.plans == 0 || n.person && n.fixed != 0) && n.fixed&^job.OtherTechnical|n.field|n.noun == 0
}

// add takes one phrase of a part into a job's name.
func (t *titleReader) add(n *jobName, part string, e event) {
	p := &t.matcher.phrases[e.phrase]
	row := &titleTable[p.skill]
	n.seniority |= row.seniority
	switch row.class {
	case fixed:
		if row.roles == job.NotTechnical {
			n.other = true
			return
		}
		n.fixed |= row.roles
		n.person = n.person || p.person
	case outside:
		n.other, n.outside = true, true
	case plans:
		n.plans |= row.roles
		n.other = true
	case field:
		n.field |= row.roles
		n.person = n.person || p.person
	case noun:
		n.noun |= row.roles
		n.person = n.person || p.person
		n.software = n.software || strings.HasPrefix(p.text, "software ") || strings.HasPrefix(p.text, "SW ")
	case domain, tool:
		n.domain |= row.roles
		n.tool = n.tool || row.class == tool
		n.whole = n.whole || int(e.end-e.start) >= len(part)-1
	case trade:
		n.trade |= row.roles
	case area, business, setting:
		n.business = n.business || row.class == business
		n.area = n.area || row.class != setting && !t.runsOn || !t.lead
	case leader:
		n.leads = true
	case rank:
		n.rank = true
	case technical:
		n.technically = true
	}
}

// decide returns the roles of a job's name: the closest that its phrases make.
func (t *titleReader) decide(n *jobName) job.Roles {
	afterBare := t.lead && t.bare
	t.bare = false
	switch {
	case n.plans != 0 && (n.technically || n.plans != job.NotTechnical && (n.technical() || n.domain != 0)):
		return job.OtherTechnical
	case n.plans != 0, n.outside && !n.person:
		return job.NotTechnical
	}
	leads := n.leads || n.rank && !n.person
	roles := t.closest(n, leads)
	if afterBare && n.field != 0 && n.fixed|n.noun == 0 && !n.person {
		t.roles &^= job.Software // "Software Engineer, Backend"
	}
	bare := roles == 0 && n.noun != 0
	switch {
	case bare && leads:
		return job.Management
	case bare && n.noun&job.OtherTechnical != 0:
		return job.OtherTechnical
	case bare:
		t.bare = true
		return n.noun
	case leads && roles&^(job.OtherTechnical|job.Management) != 0:
		return roles | job.Management
	case roles == 0 && (n.other || n.area || leads):
		return job.NotTechnical
	}
	return roles
}

// closest returns the roles that a job's name has beyond those of its noun.
func (t *titleReader) closest(n *jobName, leads bool) job.Roles {
	roles, domain := n.fixed|n.field, n.domain
	if n.software {
		roles &^= job.OtherTechnical // "RF Software Engineer"
	}
	if n.business && leads && n.noun == 0 {
		domain &= job.DataScience | job.DataEngineering // "Director, AI Partnerships", "Marketing Analytics Manager"
	}
	if t.roles&job.Fullstack != 0 {
		domain &^= job.Frontend | job.Backend // "Full Stack Engineer, React"
	}
	wide := roles&^(job.Software|job.Management) == 0
	switch {
	case wide && (n.noun != 0 || leads || n.fixed == job.Management || t.lead && n.whole):
		roles |= domain
	case roles == 0 && !t.lead && domain&(job.DataScience|job.DataEngineering) != 0:
		roles = job.DataScience // "Analyst, Data Strategy"
	}
	if roles == 0 && n.noun != 0 && !n.software {
		roles = n.trade
	}
	return roles
}

// compound returns the roles of the first word of a title that ends as those of compoundTable do.
func compound(title string) job.Roles {
	for word := range strings.FieldsFuncSeq(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, row := range compoundTable {
			for _, end := range row.ends {
				if len(word) > len(end) && strings.HasSuffix(word, end) {
					return row.roles
				}
			}
		}
	}
	return 0
}

// hasWorker reports whether a phrase says who does the work.
func hasWorker(phrase string) bool {
	phrase = strings.ToLower(phrase)
	for _, w := range []string{"engineer", "developer", "programmer", "swe", "administrator", "architect", "researcher", "analyst"} {
		if strings.Contains(phrase, w) {
			return true
		}
	}
	return false
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
			if strings.IndexByte(p.text, ' ') >= 0 || p.worker && row.roles == job.Software {
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
	mayPart := &partsTitle
	if lead {
		mayPart = &partsField
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
			if strings.HasPrefix(text[i:], ") als ") {
				parts, start = parts[:0], i+len(") als ") // "Mitarbeiter (m/w/d) als Data Scientist"
			}
		case '|', ';', '\n':
			cut(i, i+1)
		case '/':
			if strings.HasPrefix(text[i:], "//") {
				i = tokenEnd(text, i) - 1
				cut(i, i)
				continue
			}
			if shortPair(text, i) {
				continue
			}
			cut(i, i)
		case ',', '+':
			cut(i, i+1)
		case '&':
			if i > 0 && text[i-1] == ' ' {
				cut(i, i+1)
			}
		case 'a', 'o':
			if i > 0 && text[i-1] == ' ' {
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

// The bytes at which split looks in a title and in a field of a first line, and qualifiers in a job's name. A dash begins with 0xe2.
var (
	partsTitle = bytesOf("()|;\n/")
	partsField = bytesOf("()|;\n/,+&ao")
	partsName  = bytesOf(",()[]:-\xe2")
)

// bytesOf says of each byte whether it is one of a list.
func bytesOf(list string) (table [256]bool) {
	for i := range len(list) {
		table[list[i]] = true
	}
	return table
}

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
		if !partsName[text[i]] {
			continue
		}
		cut := false
		switch text[i] {
		case ',', '(', ')', '[', ']', ':':
			cut = true
		case '-':
			cut = i > 0 && text[i-1] == ' ' || i+1 < len(text) && text[i+1] == ' '
		case 0xe2:
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
