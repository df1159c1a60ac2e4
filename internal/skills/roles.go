package skills

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"demand/internal/job"
)

// titlePhrases returns the phrases of titleTable for a matcher: the field skill is the row. Words for who works stand for one
// and for several.
func titlePhrases() []phrase {
	known := make(map[string]bool)
	for _, t := range titleTable {
		for _, text := range t.phrases {
			known[text] = true
		}
	}
	var phrases []phrase
	for row, t := range titleTable {
		add := func(text string) {
			for _, spelled := range titleSpellings(text) {
				phrases = append(phrases, phrase{
					text: spelled, kind: cue, skill: int32(row), version: t.class == noun, worker: hasWorker(spelled), person: isPerson(spelled),
				})
			}
		}
		for _, text := range t.phrases {
			add(text)
			if several := text + "s"; isPerson(text) && !known[several] {
				known[several] = true
				add(several)
			}
		}
	}
	return phrases
}

// isPerson reports whether a phrase ends in a word for one who works, "developer", and not for the work, "development".
func isPerson(phrase string) bool {
	phrase = strings.TrimSuffix(phrase, "s")
	if strings.HasSuffix(phrase, "center") || strings.HasSuffix(phrase, "customer") || strings.HasSuffix(phrase, "power") {
		return false
	}
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

// areaLength is how long a field of a first line may be for a word such as "clinical" to tell of the job, in bytes: a longer one tells
// of the employer.
const areaLength = 120

// tradeGap is how far a word for what is engineered may stand before the engineers of a first line, in bytes: farther off it may tell
// of the employer.
const tradeGap = 10

// roles returns the roles and levels that the title names; else the first line; else the beginning of the text.
func (c *Classifier) roles(r *reading, d Document) (job.Roles, job.Seniority) {
	t := &r.title
	t.begin(false)
	if title := plainTitle(d.Title); strings.TrimSpace(title) != "" {
		t.level(title, ^job.Seniority(0))
		t.jobs = split(t.jobs[:0], title, false)
		for i := range t.jobs {
			t.job(i)
		}
		if t.roles == 0 {
			t.roles = t.faint
		}
		if t.roles == 0 {
			t.roles = compound(title)
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
	long      bool // a field of one that says more than the job
	roles     job.Roles
	faint     job.Roles
	stack     job.Roles // of technologies that stand alone in a first line
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
	levels := job.Seniority(0)              // of fields that name nothing else
	stack := job.Roles(0)                   // of fields that name no more than what is worked with
	anyone := false                         // a field names who does the work
	for f := range strings.SplitSeq(line, bar) {
		f = plainTitle(f[:runeStart(f, fieldLength)])
		if employer && !t.names(f) {
			employer = false
			continue
		}
		employer = false
		t.bare = t.bare && bar != "|" // "Acme - Software Engineer - Firmware" goes on about the one job
		before := t.roles | t.faint
		named := false // who does the work, in this field
		t.stack, t.long = 0, len(f) > areaLength
		t.jobs = split(t.jobs[:0], f, true)
		for _, part := range t.jobs {
			named = t.alternative(part) || named
		}
		if named {
			t.roles |= t.stack // "Java Engineer, React"
		} else {
			stack |= t.stack
		}
		anyone = anyone || named
		if t.roles|t.faint != before {
			t.level(f, ^job.Seniority(0))
		} else {
			t.level(f, job.Intern)
			levels |= t.onlyLevels(f)
		}
	}
	if !anyone {
		t.roles |= stack
	}
	if t.roles != 0 {
		t.seniority |= levels
	}
}

// onlyLevels returns the levels of a text that names levels, with their pay at most, and nothing else.
func (t *titleReader) onlyLevels(text string) (set job.Seniority) {
	at := 0
	for _, e := range t.levels.scan(&t.scanner, text) {
		if e.kind != cue {
			continue
		}
		if !isFiller(text[at:e.start]) {
			return 0
		}
		at = int(e.end)
		set |= levelTable[t.levels.phrases[e.phrase].skill].seniority
	}
	if set == 0 || !isFiller(text[at:]) {
		return 0
	}
	return set
}

// isFiller reports whether the words of a text say nothing beside the names of levels.
func isFiller(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch strings.ToLower(word) {
		case "and", "or", "to", "level", "levels", "position", "positions", "role", "roles", "experienced", "hiring", "k":
		default:
			return false
		}
	}
	return true
}

// level adds those levels of a set that the text names. A first grade within a higher level is none: "Senior Engineer I".
func (t *titleReader) level(text string, set job.Seniority) {
	text = strings.TrimSpace(text)
	events := t.levels.scan(&t.scanner, text)
	grade, named := job.Seniority(0), job.Seniority(0)
	for _, e := range events {
		if e.kind != cue {
			continue
		}
		level := levelTable[t.levels.phrases[e.phrase].skill].seniority
		switch {
		case e.end-e.start == 1:
			if isFirstGrade(text, int(e.start)) {
				grade |= level
			}
		case strings.Trim(text[e.start:e.end], "IV") == "":
			grade |= level
		default:
			named |= level
		}
	}
	if named&(job.Senior|job.Staff) != 0 {
		grade &^= job.Junior
	}
	t.seniority |= (named | grade) & set
}

// isFirstGrade reports whether the I at i is a grade, as in "Engineer I", and neither "i", "D&I" nor a person who speaks: "I am hiring".
func isFirstGrade(text string, i int) bool {
	rest := text[i+1:]
	return text[i] == 'I' && i > 0 && text[i-1] != '&' && !strings.HasPrefix(rest, "'") && !strings.HasPrefix(rest, "’") &&
		(len(rest) < 2 || rest[0] != ' ' || !isSmall(rest[1]) || strings.HasPrefix(rest, " and") || strings.HasPrefix(rest, " or"))
}

// names reports whether the text holds a noun for who does technical work, as the name of an employer seldom does.
func (t *titleReader) names(text string) bool {
	events := t.matcher.scan(&t.scanner, text)
	found, words := false, len(strings.Fields(text))
	for _, e := range events {
		if e.kind != cue {
			continue
		}
		p := &t.matcher.phrases[e.phrase]
		row := &titleTable[p.skill]
		s := text[e.start:e.end]
		if row.class == noun && words > 1 && !strings.EqualFold(s, "dev") && !strings.EqualFold(s, "engineering") ||
			row.class == field && row.roles == job.Security || row.class == fixed && row.roles != job.NotTechnical && words > 1 && p.person {
			found = true
		}
	}
	return found
}

// A jobName is what the phrases of one job's name say of it.
type jobName struct {
	fixed, field, domain, noun, area, trade job.Roles // by class of phrase
	plans                                   job.Roles // of who plans, beside technical work
	leads                                   bool      // a word for who leads people
	rank                                    bool      // a word for who leads people, or for a high grade of who does the work
	other                                   bool      // work that is not technical
	whole                                   bool      // a domain is all of a part: "Security, Platform"
	own                                     bool      // a field's phrase says who does the work: "backend developer"
	person                                  bool      // a phrase for technical work says who does it: "engineer", not "engineering"
	outside                                 bool      // a phrase for such a person whom no technical work makes technical
	serves                                  bool      // a language of servers: "Developer (Rails & React)" is of no frontend
	topic                                   bool      // what other work is about: "finance"
	science                                 bool      // a scientist or researcher
	somebody                                bool      // a phrase for other work says who does it: "recruiter", not "recruiting"
	settled                                 bool      // a person whose work is other than software: "solutions architect"
	advises                                 bool      // an analyst, specialist or consultant
	plain, soft, software                   bool      // the noun is a plain "engineer", one of software, or says "software"
	more                                    bool      // it follows a slash in a first line
	team                                    bool      // a group of engineers: "thermal engineering"
	technical                               bool      // the word alone: "Product Manager, Technical"
}

// job reads the i-th of the jobs that a title names. Those parted by a slash may share a word: "Data Engineer/Scientist",
// "System/Data Analyst".
func (t *titleReader) job(i int) {
	text := strings.TrimSpace(strings.TrimPrefix(t.jobs[i], "/"))
	if i > 0 && t.jobs[i][0] == '/' {
		before := strings.TrimSpace(strings.TrimPrefix(t.jobs[i-1], "/"))
		if last := strings.LastIndexByte(before, ' '); last > 0 && !strings.Contains(headOf(text), " ") && t.shares(before[:last]+" "+text) {
			return
		}
	}
	if !t.alternative(text) && i+1 < len(t.jobs) && t.jobs[i+1][0] == '/' {
		next := headOf(strings.TrimPrefix(t.jobs[i+1], "/"))
		if last := strings.LastIndexByte(next, ' '); last > 0 {
			t.shares(text + next[last:])
		}
	}
}

// shares reads a job's name put together of two, if it is one of technical work, or a known one.
func (t *titleReader) shares(text string) bool {
	var n jobName
	faint, seniority := t.faint, t.seniority
	t.read(&n, text)
	roles := t.decide(&n)
	if t.bare || n.leads || n.rank || roles == 0 || roles == job.NotTechnical && !n.other {
		t.faint, t.seniority = faint, seniority
		return false
	}
	t.roles |= roles
	return true
}

// headOf returns the part of a job's name that says what it is.
func headOf(text string) string {
	if i := strings.IndexAny(text, ",()[]:|"); i >= 0 {
		text = text[:i]
	}
	head, _, _ := strings.Cut(text, " - ")
	return strings.TrimSpace(head)
}

// alternative reads one job of a title or first line, and reports whether it names who does the work, or a role.
func (t *titleReader) alternative(text string) bool {
	before := t.seniority
	var n jobName
	rest, more := strings.CutPrefix(text, "/")
	n.more = more
	hasNoun := t.read(&n, strings.TrimSpace(rest))
	roles := t.decide(&n)
	if roles == 0 && t.lead {
		t.seniority = before // a place or name, not a level
	}
	if !t.lead && len(t.jobs) > 1 && roles == job.NotTechnical && !n.other {
		t.faint |= roles // "Economist / Data Scientist"
	} else {
		t.roles |= roles
	}
	return hasNoun || roles != 0
}

// read reads a job's name: parts between commas and dashes, of which the first with a noun says what it is and the others say more
// of it.
func (t *titleReader) read(n *jobName, text string) (hasNoun bool) {
	t.parts = qualifiers(t.parts[:0], text)
	for i, part := range t.parts {
		found := t.part(n, strings.TrimSpace(part), text, !hasNoun)
		hasNoun = hasNoun || found
		if n.topic && (n.leads || n.rank) && n.fixed|n.field|n.domain|n.noun == 0 {
			n.other, n.somebody, hasNoun = true, true, true // "Finance Manager, Platform"
		}
		if n.other && n.plans == 0 && n.fixed|n.field|n.noun == 0 && hasNoun {
			t.follows(n, t.parts[i+1:], text)
			break
		}
	}
	return hasNoun
}

// follows reads what stands behind the name of other work, and says more of it, unless that was of no person: "Risk Management –
// Reporting Analyst".
func (t *titleReader) follows(n *jobName, parts []string, text string) {
	var more jobName
	for _, part := range parts {
		part = strings.TrimSpace(part)
		t.grade(part)
		if !n.somebody {
			t.part(&more, part, text, true)
		}
	}
	if more.person && !more.other {
		*n = more
	}
}

// grade adds the level of a part that is nothing but a rank: "Wealth Advisor, Vice President".
func (t *titleReader) grade(part string) {
	for _, e := range t.matcher.scan(&t.scanner, part) {
		if e.kind == cue && int(e.end-e.start) == len(part) {
			if row := &titleTable[t.matcher.phrases[e.phrase].skill]; row.class == rank || row.class == leader {
				t.seniority |= row.seniority
			}
		}
	}
}

// part reads one part of a job's name, and reports whether it has a noun.
func (t *titleReader) part(n *jobName, part, text string, first bool) (hasNoun bool) {
	settled := n.settled             // by a part before
	near, nearEnd := job.Roles(0), 0 // the last trade and where it ends, in a first line
	for _, e := range t.matcher.scan(&t.scanner, part) {
		if e.kind != cue {
			continue
		}
		p := &t.matcher.phrases[e.phrase]
		row := &titleTable[p.skill]
		t.seniority |= row.seniority
		person := p.person
		switch row.class {
		case fixed:
			hasNoun = true
			switch {
			case row.roles == job.NotTechnical:
				n.other = n.other || first || n.fixed|n.field|n.noun == 0
				n.somebody = n.somebody || person
			case settled && !person: // "Solutions Architect, Data Science"
			case !n.other || n.plans != 0 || row.roles != job.OtherTechnical:
				n.fixed |= row.roles
				n.person = n.person || person
				n.settled = n.settled || person && row.roles == job.OtherTechnical
				n.team = n.team || isTeam(p.text)
			}
		case outside:
			hasNoun = true
			if first || n.fixed|n.field|n.noun == 0 {
				n.other, n.somebody, n.outside = true, true, true
			}
		case plans:
			hasNoun = true
			if first || n.fixed|n.field|n.noun == 0 {
				n.other = true
				n.plans |= row.roles
			}
		case field:
			if settled && !person && row.roles != job.Embedded {
				continue
			}
			n.field |= row.roles
			n.own = n.own || p.worker
			n.person = n.person || person
		case domain:
			n.domain |= row.roles
			n.whole = n.whole || int(e.end-e.start) >= len(part)-1 || t.lead && int(e.end) == len(part) && areLevels(part[:e.start])
			if !t.lead && !strings.HasPrefix(p.text, "agent") {
				t.faint |= row.roles & (job.Software | job.ML)
			}
		case trade:
			if t.lead {
				near, nearEnd = row.roles, int(e.end)
			} else {
				n.trade |= row.roles
			}
		case noun:
			hasNoun = true
			if s := part[e.start:e.end]; !t.lead && text == s && !strings.Contains(s, " ") {
				t.faint |= row.roles // "Big Data Engineer/Architect"
				continue
			}
			if int(e.start)-nearEnd <= tradeGap {
				n.trade |= near
			}
			n.noun |= row.roles
			n.person = n.person || person
			n.team = n.team || isTeam(p.text)
			n.plain = n.plain || isPlain(p.text)
			n.soft = n.soft || row.roles == job.Software && !isPlain(p.text)
			n.software = n.software || strings.HasPrefix(p.text, "software ")
		case area, setting:
			if t.long || t.lead && row.class == setting {
				continue
			}
			n.area |= row.roles
			n.advises = n.advises || person
			n.topic = n.topic || !person && p.text != "associate"
		case tool:
			n.serves = n.serves || row.roles == job.Software
			if !t.lead {
				t.faint |= row.roles
			}
		case faint:
			if s := part[e.start:e.end]; s != "it" {
				t.faint |= row.roles
				n.science = n.science || person
				if s == part && !person {
					n.domain |= row.roles // "IT - Project Manager"
				}
			}
		case leader:
			n.leads = n.leads || row.seniority != 0 || !t.lead // "E-Commerce Leader" may be an employer
		case rank:
			n.rank = true
		case technical:
			n.technical = n.technical || int(e.end-e.start) == len(part)
		}
	}
	if n.plain && !n.soft && n.trade != 0 && n.fixed|n.field|n.domain == 0 {
		n.fixed, n.person, n.settled = n.trade, true, true // "Thermal Engineer, AI Satellites"
	}
	return hasNoun
}

// areLevels reports whether a text is of levels alone: "Staff Infra".
func areLevels(text string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		switch strings.Trim(word, ".,/") {
		case "senior", "sr", "staff", "lead", "principal", "junior", "jr":
		default:
			return false
		}
	}
	return true
}

// isPlain reports whether a noun leaves open what is engineered.
func isPlain(noun string) bool {
	switch strings.TrimSuffix(noun, "s") {
	case "engineer", "engineering", "eng", "architect":
		return true
	}
	return false
}

// isTeam reports whether a phrase names the work of a group of engineers.
func isTeam(phrase string) bool {
	return strings.HasSuffix(phrase, "engineering") || strings.HasSuffix(phrase, "architecture")
}

// decide returns the roles of a job's name.
func (t *titleReader) decide(n *jobName) job.Roles {
	if n.plans != 0 {
		t.bare = false
		roles := n.fixed&^job.OtherTechnical | n.field
		switch {
		case n.technical || n.plans&job.OtherTechnical != 0 && (n.domain|n.noun|n.fixed|n.field) != 0:
			if n.technical || !n.person {
				roles = 0
			}
			return roles | job.OtherTechnical
		case n.person:
			return roles | job.NotTechnical // "Full Stack Developers. Product Manager."
		}
		return job.NotTechnical
	}
	if n.outside && !n.person {
		t.bare = false
		return job.NotTechnical
	}
	if n.serves {
		n.domain &^= job.Frontend
	}
	if n.noun == job.OtherTechnical {
		n.domain &^= job.QA // "Research Scientist, Test and Measurement"
	}
	if n.software && !n.settled {
		n.fixed &^= job.OtherTechnical // "RF Software Engineer"
	}
	if stack := n.domain & (job.Frontend | job.Backend); t.lead && stack != 0 && (n.noun == 0 || n.more) {
		n.domain &^= stack
		if t.roles&job.Fullstack != 0 {
			n.noun = 0 // "Full Stack / React Engineer"
		} else if n.noun != 0 {
			n.field |= stack
		} else if n.whole {
			t.stack |= stack
		}
	}
	leads := n.leads || n.rank && !n.person
	roles := n.fixed | n.field
	switch {
	case n.noun != 0 && n.domain != 0:
		roles |= closest(roles, n.domain)
	case t.lead && t.bare && roles == 0 && !leads && !n.other && n.area|n.noun == 0 && !n.whole && !n.more && !t.long:
		roles = n.domain // "Principal Engineer, AI Systems"
	case leads && roles == 0, t.lead && n.whole && n.noun == 0, n.fixed == job.Management:
		roles |= n.domain
	case roles == 0 && n.science:
		roles = n.domain & (job.ML | job.Security)
	case roles == 0 && (n.advises || !t.lead):
		roles = analysed(n)
	}
	if roles == 0 && n.plain && !n.soft {
		roles = n.trade
	}
	other := n.other || roles|n.noun == 0 && n.area != 0 && !n.science
	if n.domain == job.Software && roles != job.Software {
		roles &^= job.Software
	}
	if t.lead && t.bare && n.noun == 0 && !n.leads && roles != 0 && n.fixed == 0 && !n.whole && !n.own {
		t.roles &^= job.Software // "Software Engineer, Backend"
	}
	t.bare = roles == 0 && n.noun != 0 && !other
	switch {
	case t.bare && leads && n.noun != job.OtherTechnical:
		roles = job.Management
	case t.bare && n.noun&job.OtherTechnical != 0 && !n.soft:
		roles = job.OtherTechnical // "Engineer - Research Engineer"
	case t.bare:
		roles = n.noun &^ job.OtherTechnical // "Scientist, Software Development"
	case leads && (roles&^(job.OtherTechnical|job.NotTechnical|job.Management) != 0 || roles == job.OtherTechnical && n.team):
		roles |= job.Management
	}
	if roles&^job.NotTechnical == 0 && (other || leads) {
		roles = job.NotTechnical
	}
	return roles
}

// analysed returns what those domains make of a job that have no need of an engineer.
func analysed(n *jobName) job.Roles {
	switch {
	case n.other:
		return 0
	case n.domain&job.DataScience != 0, n.advises && n.domain&job.DataEngineering != 0:
		return job.DataScience
	case n.advises:
		return n.domain & job.Security
	}
	return 0
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
