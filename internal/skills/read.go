package skills

import (
	"strings"

	"demand/internal/job"
)

// A reading is the working memory of one classification. It is used again and again.
type reading struct {
	scanner        scanner
	candidates     []candidate
	sentences      []sentence
	seen           []bool         // by skill: a mention of it counts
	strength       []job.Strength // by skill
	strict         []bool         // by skill
	counted        []int32        // skills that the document names
	title          titleReader
	parting        parting
	glued          bool // the text had lost line breaks
	shared         Shared
	employer       string // without its legal form
	employerInFull string
	employerStem   int // how many bytes of it, without blanks, stand before a last word such as "labs"; 0 if it has none
}

// A sentence is a part of a line up to a stop that holds a candidate.
type sentence struct {
	signals    signal
	strong     int32 // number of candidates that vouch for others
	practice   bool  // it names a practice of which no other trade speaks
	ofEmployer bool  // its subject is the employer
	stack      bool  // it tells what is used, and names two technologies or more
}

// A passage is a title or text while its candidates are found.
type passage struct {
	c       *Classifier
	r       *reading
	text    string
	events  []event
	inTitle bool
	first   int    // index in reading.candidates of its first candidate
	section signal // heading under which the line stands
	line    line
	said    said
}

// A line is what is known of one that is read.
type line struct {
	start       int32
	section     signal // heading under which it goes on
	legal       bool   // it holds legal text
	boilerplate bool   // most postings of the source share it
	runOn       bool   // it holds a whole posting or several paragraphs of it
	item        bool   // it is an item of a list
}

// A said is what a sentence has said so far.
type said struct {
	start     int32
	event     int   // index in passage.events of its first event
	candidate int   // index in reading.candidates of its first candidate
	negated   int32 // end of the last negation, or of what it negates; -1 if there is none, as in those below
	companies int32 // end of the last words behind which names are taken for companies
	crowd     int32 // end of the last word for many companies
	made      int32 // end of the last word for making
	devices   int32 // end of the last word for a device
	groups    int32 // end of the last word for groups of people that brackets follow
	hired     int32 // end of the last words for looking for somebody
	purpose   bool  // it tells what for somebody is looked for
	signals   signal
	with      others
}

// An others is the beginning of a list of people with whom the work is done: what they are called by is what they do,
// and says nothing of the posting's own work.
type others struct {
	end   int32 // of the words that begin it; 0 if there are none
	first int   // index of the first candidate behind them
}

// How far behind certain words a name is said to be what they speak of, in bytes.
const (
	companyReach = 120 // "founders of": a company
	othersReach  = 100 // "collaborate with": what another team does
	madeReach    = 60  // "design": what is made
	deviceReach  = 60  // "smartphone": what the device runs
)

// read finds the candidates of one text with what surrounds them.
func (c *Classifier) read(r *reading, text string, inTitle bool) {
	p := passage{c: c, r: r, text: text, events: c.matcher.scan(&r.scanner, text), inTitle: inTitle, first: len(r.candidates)}
	p.beginSentence(0, 0)
	newLine := true
	for i := range p.events {
		e := &p.events[i]
		if newLine {
			p.beginLine(i)
			newLine = false
		} else if p.line.runOn && newItem(text[p.events[i-1].end:e.start]) {
			p.endSentence(i)
			p.beginSentence(i, e.start)
		}
		switch e.kind {
		case lineEnd, stop:
			if e.kind == lineEnd {
				p.leadIn(i)
			}
			carried := p.carried(i)
			p.endSentence(i)
			p.beginSentence(i+1, e.end)
			p.said.signals |= carried
			if e.kind == lineEnd {
				newLine, p.line.start = true, e.end
			}
			p.line.legal = p.line.legal && !p.line.runOn
		case cue:
			p.cue(i)
		case spelling:
			p.name(i)
		case decoy:
			if p.endsNames(i) {
				p.name(i)
			}
		}
	}
	p.endSentence(len(p.events))
}

// carried returns what is carried over the mark of an event that parts the names of a list, not sentences: "at least Java; SQL".
func (p *passage) carried(at int) signal {
	if p.text[p.events[at].start] != ';' || at+1 == len(p.events) {
		return 0
	}
	name := &p.events[at+1]
	if name.kind != spelling || name.start-p.events[at].end > 1 || int(name.end) < len(p.text) && strings.IndexByte(";,.)/\n", p.text[name.end]) < 0 {
		return 0
	}
	return p.said.signals & demands
}

// endsNames reports whether a decoy is a name behind a list of names and a word that goes on: "Python, Bash or Go to automate". It makes
// the event that of the name.
func (p *passage) endsNames(at int) bool {
	e := &p.events[at]
	if at == 0 || p.events[at-1].kind != spelling || jointOf(p.text[p.events[at-1].end:e.start]) != listed {
		return false
	}
	name, ok := p.c.nameIn(p.text, e)
	if ok {
		*e = name
	}
	return ok
}

// nameIn returns the name, with a capital, that a decoy of two words begins with if the other one is such as "to".
func (c *Classifier) nameIn(text string, decoy *event) (name event, ok bool) {
	first, second, _ := strings.Cut(text[decoy.start:decoy.end], " ")
	switch second {
	case "to", "from", "for", "in", "into", "on", "through", "with":
	default:
		return event{}, false
	}
	end := int(decoy.start) + len(first)
	word, n := wordAt(text, int(decoy.start))
	name = c.matcher.longest(text[:end], int(decoy.start), word, n)
	return name, isCapital(first[0]) && int(name.end) == end && name.kind == spelling
}

// beginSentence forgets what the sentence before said. Its first event need not be in it.
func (p *passage) beginSentence(event int, start int32) {
	p.said = said{start: start, event: event, candidate: len(p.r.candidates), negated: -1, companies: -1, crowd: -1, made: -1, devices: -1, groups: -1, hired: -1}
}

// endSentence keeps what the sentence said, up to an event, if it names anything: else nobody asks.
func (p *passage) endSentence(event int) {
	r := p.r
	if len(r.candidates) == p.said.candidate {
		return
	}
	subject := r.subject(p.text, int(p.said.start))
	if subject == 0 && r.employer != "" && p.namesVague() && r.offers(p.text[p.said.start:r.candidates[len(r.candidates)-1].start]) {
		subject = pitches
	}
	signals := p.said.signals | subject
	if !p.line.runOn && signals&seeks == 0 && p.said.start != p.line.start {
		signals |= r.subject(p.text, int(p.line.start)) & pitches // the line begins with the employer
	}
	if signals&hires != 0 && signals&demands == 0 {
		signals |= demands
		p.spareRoles()
	}
	r.sentences = append(r.sentences, sentence{
		signals: signals, ofEmployer: subject&pitches != 0, stack: signals&uses != 0 && p.technologies(r.candidates[p.said.candidate:]) >= 2,
	})
	spare(p.text, p.events[p.said.event:event], r.candidates[p.said.candidate:], signals)
}

// namesVague reports whether the sentence names what employers speak of that sell it, too.
func (p *passage) namesVague() bool {
	for i := p.said.candidate; i < len(p.r.candidates); i++ {
		if p.c.vague[p.r.candidates[i].skill] {
			return true
		}
	}
	return false
}

// spareRoles spares the names in a sentence that does nothing but look for somebody the demand, if they tell what these are or are to
// do, not what they come with: "looking for a Go developer with Rust to work on Linux".
func (p *passage) spareRoles() {
	from := max(p.said.hired, 0) // what lies before is read
	with, purpose := false, p.said.purpose
	for i := p.said.candidate; i < len(p.r.candidates); i++ {
		k := &p.r.candidates[i]
		if !p.said.purpose {
			if k.start <= p.said.hired {
				continue
			}
			ahead := p.text[max(p.said.hired, from-purposeReach):k.start]
			with, purpose = with || strings.Contains(ahead, " with "), purpose || tellsPurpose(ahead)
			from = k.start
		}
		if purpose || p.said.signals&worker != 0 && !with {
			k.spared |= demands
		}
	}
}

// purposeReach is as long as "able to" and a verb at least, in bytes.
const purposeReach = 32

// tellsPurpose reports whether a part of a sentence tells what somebody is to do: "to maintain".
func tellsPurpose(text string) bool {
	for i := strings.Index(text, " to "); i >= 0; {
		if isPurpose(text, i+len(" to ")) {
			return true
		}
		next := strings.Index(text[i+1:], " to ")
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// isPurpose reports whether what somebody is to do begins at i: with a verb behind "to", but not "able to".
func isPurpose(text string, i int) bool {
	ahead, ok := strings.CutSuffix(text[:i], " to ")
	if !ok || strings.HasSuffix(ahead, "able") || strings.HasSuffix(ahead, "ability") {
		return false
	}
	verb := text[i:min(len(text), i+dutyLength)]
	if end := strings.IndexAny(verb, " ,"); end >= 0 {
		verb = verb[:end]
	}
	return isDutyVerb([]byte(verb))
}

// technologies counts the candidates that are sure to be technologies of the work.
func (p *passage) technologies(candidates []candidate) (n int) {
	for i := range candidates {
		if k := &candidates[i]; k.need == always && p.c.vouches[k.skill] && !p.c.vague[k.skill] && k.dropped == "" {
			n++
		}
	}
	return n
}

// cue takes note of what the cue says.
func (p *passage) cue(at int) {
	e := &p.events[at]
	s := e.signal
	among := p.line.item && p.line.section.lists(s&heads) ||
		p.line.section == headPreferred && s&headRequired != 0 && !isCapital(p.text[e.start]) // "Java experience:"
	if s&headRequired != 0 && wishesFor(p.text, p.events[:at+1]) {
		s = s&^headRequired | headPreferred
	}
	if s&heads != 0 && !among && (p.line.runOn || e.start > p.line.start) && opensSection(p.text, p.events[at:], p.line.runOn) {
		p.endSentence(at)
		p.beginSentence(at, e.start)
		p.line.section, p.line.legal = p.sectionOf(s), false
		if p.r.glued { // the line was a part of a longer one
			p.section = p.line.section &^ (headAbout | headPerks | headLegal)
		}
	}
	if p.line.runOn && s&demands != 0 && e.start > p.said.start && beginsItem(p.text, p.events[:at+1]) {
		p.endSentence(at) // "Good knowledge of Linux Experience with Docker is a plus"
		p.beginSentence(at, e.start)
	}
	if s&aims != 0 && p.said.signals&seeks != 0 {
		p.endSentence(at) // "looking for a Go developer who will": what follows is the work
		p.beginSentence(at, e.start)
		s |= duties
	}
	if p.said.signals&hires != 0 && (s&likes != 0 || isPurpose(p.text, int(e.start))) {
		p.endSentence(at)
		p.beginSentence(at, e.start)
		p.said.purpose = true
		s |= hires | seeks | duties
	}
	p.said.signals |= s
	if s&hires != 0 {
		p.said.hired = e.end
	}
	if s&(negates|company|lists|uses|crowds|makes|device|group|colleagues|former) != 0 {
		p.note(e)
	}
	if s&headLegal != 0 && !p.inTitle {
		p.line.legal = true
	}
	if s&heads == 0 || !colonFollows(p.events[at:], 1) {
		return
	}
	if s&p.line.section == 0 && !among {
		p.line.section = p.sectionOf(s)
	}
	if !endsLine(p.text[p.events[at+1].end:]) {
		return
	}
	switch opened := s & p.line.section; {
	case opened&headPreferred != 0:
		p.section = headPreferred // "Strong SQL. Bonus points for:"
	case opened&headRequired != 0 && s&hires == 0 && p.section != headPreferred && !p.line.item && strings.IndexByte(p.text[e.start:e.end], ' ') > 0:
		p.section = headRequired // "As one of us you should be comfortable with the following:"
	case opened&headNeutral != 0 && p.section&(headAbout|headPerks) != 0:
		p.section = headNeutral // "We are growing. Open positions:"
	}
}

// beginsItem reports whether the last of the events, which asks for something, begins an item of a list that has lost its line breaks and
// marks: with a capital, behind a word. German nouns always have a capital, and one word goes with the name before it: "Java Experience".
func beginsItem(text string, events []event) bool {
	e := &events[len(events)-1]
	if e.start < 2 || !isCapital(text[e.start]) || text[e.start-1] != ' ' || class[text[e.start-2]] == other && text[e.start-2] != ')' {
		return false
	}
	phrase := text[e.start:e.end]
	if strings.Contains(phrase, "rfahrung") || strings.Contains(phrase, "enntnis") {
		return false
	}
	named := len(events) > 1 && events[len(events)-2].kind == spelling && events[len(events)-2].end == e.start-1
	return !named || strings.IndexByte(phrase, ' ') > 0
}

// note keeps what a cue says of the names that follow it in the sentence, or drops those before it that are of others.
func (p *passage) note(e *event) {
	s, said := e.signal, &p.said
	if s&negates != 0 {
		said.negated = e.end
	}
	if s&company != 0 && !p.backs(e) && !p.atEmployer(e) || s&lists != 0 && said.crowd >= 0 && namesSome(p.text[said.crowd:e.start]) {
		said.companies = e.end
	} else if s&uses != 0 {
		said.companies = -1
	}
	if s&crowds != 0 {
		said.crowd = e.end
	}
	if s&makes != 0 {
		said.made = e.end
	}
	if s&device != 0 {
		said.devices = e.end
	}
	if s&group != 0 && namesGroups(p.text[e.end:]) && isGroups(p.text[e.start:e.end]) {
		said.groups = e.end
	}
	if s&group != 0 && said.with.end > 0 && e.start-said.with.end <= othersReach && !turnsAway(p.text[said.with.end:e.start]) {
		for i := said.with.first; i < len(p.r.candidates); i++ {
			if k := &p.r.candidates[i]; p.c.vague[k.skill] {
				k.drop(ofColleagues)
			}
		}
		said.with = others{}
	}
	if s&colleagues != 0 {
		said.with = others{end: e.end, first: len(p.r.candidates)}
	}
	if s&former != 0 {
		p.dropFormer(e)
	}
}

// atEmployer reports whether a cue speaks of those who work for the employer: "engineers at Acme".
func (p *passage) atEmployer(e *event) bool {
	rest, ok := strings.CutPrefix(p.text[e.end:], " ")
	return ok && strings.HasSuffix(p.text[:e.end], " at") && p.r.employerAt(rest) > 0
}

// backs reports whether a cue says what a thing runs on that the sentence names, and not who pays for a company: "a Django app backed by".
func (p *passage) backs(e *event) bool {
	return strings.EqualFold(p.text[e.start:e.end], "backed by") && p.said.candidate < len(p.r.candidates) && p.r.candidates[len(p.r.candidates)-1].dropped == ""
}

// needOf returns what a spelling asks for.
func (c *Classifier) needOf(spelled *phrase) need {
	if !spelled.loose {
		return always
	}
	return c.needs[spelled.skill]
}

// dropFormer drops the names of companies that end right before a word for those who worked there: "Acme and Globex alumni".
func (p *passage) dropFormer(e *event) {
	until := e.start
	for i := len(p.r.candidates) - 1; i >= p.said.candidate; i-- {
		k := &p.r.candidates[i]
		if !p.c.vouches[k.skill] || p.c.named[k.skill] || until == e.start && !adjacent(p.text[k.end:until]) || until != e.start && jointOf(p.text[k.end:until]) != listed {
			return
		}
		k.drop(ofCompany)
		until = k.start
	}
}

// name makes a candidate of a spelling, and one more of each other skill with the same spelling.
func (p *passage) name(at int) {
	c, r, e := p.c, p.r, &p.events[at]
	spelled := &c.matcher.phrases[e.phrase]
	need := c.needOf(spelled)
	if need == asTest && !testsFollow(p.text[e.end:]) {
		return
	}
	joint := apart
	if n := len(r.candidates); n > p.first {
		joint = jointOf(p.text[r.candidates[n-1].end:e.start])
	}
	r.candidates = append(r.candidates, candidate{
		start: e.start, end: e.end, skill: spelled.skill, need: need, joint: joint, section: p.line.section, inTitle: p.inTitle,
		framed: true, sentence: int32(len(r.sentences)),
	})
	k := &r.candidates[len(r.candidates)-1]
	p.forbid(k, spelled)
	k.owned = p.said.devices >= 0 && e.start-p.said.devices <= deviceReach
	p.making(k)
	if spelled.loose { // else nothing of this is asked
		p.writing(k, spelled)
	}
	p.neighbours(k, spelled, at)
	for spelled.more > 0 {
		spelled = &c.matcher.phrases[spelled.more]
		other := r.candidates[len(r.candidates)-1]
		other.skill, other.joint, other.need = spelled.skill, blanks, c.needOf(spelled)
		p.making(&other)
		r.candidates = append(r.candidates, other)
	}
}

// making notes that what a candidate names is made, if that is asked of it: "design and build robust REST APIs".
func (p *passage) making(k *candidate) {
	if k.need == asMade && p.said.made >= 0 && k.start-p.said.made <= madeReach && !usedBetween(p.text[p.said.made:k.start]) {
		k.cues |= makes
	}
}

// forbid drops a candidate that does not count whatever supports it, as far as the text up to it and right behind it says so.
func (p *passage) forbid(k *candidate, spelled *phrase) {
	text, start, end, said := p.text, int(k.start), int(k.end), &p.said
	before := "" // why the name that it is listed behind does not count
	var ahead, word string
	if k.joint == listed {
		before = p.r.candidates[len(p.r.candidates)-2].dropped
	} else if p.c.products[k.skill] {
		ahead, word = beforeNames(text[:start])
	}
	switch {
	case p.line.boilerplate:
		k.drop(ofBoilerplate)
	case p.line.legal || k.section == headLegal:
		k.drop(ofLegal)
	case said.companies >= 0 && k.start-said.companies <= companyReach && !endsCompanies(text, int(said.companies), start), namedInBrackets(text, said.crowd, k.start):
		k.drop(ofCompany)
	case p.c.vouches[k.skill] && !p.c.named[k.skill] && (before == ofCompany || isCapital(text[start]) && worksAt(ahead, word)):
		k.drop(ofCompany)
	}
	if said.groups >= 0 && p.c.vague[k.skill] && k.start-said.groups <= othersReach && !strings.Contains(text[said.groups:start], ")") {
		k.drop(ofColleagues) // "work with teams (QA, DevOps)"
	}
	if said.negated >= 0 {
		if fewWords(text[said.negated:start]) {
			k.drop(ofNegation)
			said.negated = k.end // the list goes on
		} else {
			said.negated = -1
		}
	}
	if wrongEdge(text, start, end) {
		k.drop(ofEdge)
	}
	if p.c.products[k.skill] && (before == ofLikeness || likened(text, start, end) || imagined(ahead, word, text[end:])) {
		k.drop(ofLikeness)
	}
	if p.r.isEmployer(text[start:end], spelled.loose) || p.r.inEmployer(text, start, end) || presentsItself(text, start, end) {
		k.drop(ofEmployer)
	}
}

// writing notes how the candidate of an ambiguous phrase is written.
func (p *passage) writing(k *candidate, spelled *phrase) {
	text, start, end := p.text, int(k.start), int(k.end)
	surface := text[start:end]
	k.framed = framed(text[p.line.start:start])
	k.initial = opens(text, start)
	if spelled.marked {
		surface = fold(surface)
	}
	k.exact = writtenAs(surface, spelled.text) && !(spelled.upper && shouting(text, start, end))
	k.capitals = !k.exact && len(surface) > 1 && inCapitals(surface)
	k.open = goesOn(text, end)
	k.purposeful = strings.HasPrefix(text[end:], " for ")
	k.item = k.initial && p.line.item && endsItem(text[end:])
	if ownSite(text, start, end) {
		k.cues |= before | language
	}
	if p.c.languages[k.skill] && k.need == asWord && inLanguage(text, start, end) {
		k.cues |= before
	}
}

// writtenAs reports whether a surface has the case of a name. A capital within a word many write small: "Github".
func writtenAs(surface, name string) bool {
	if strings.HasPrefix(surface, name) {
		return true
	}
	for i := 1; i < len(name); i++ {
		if isCapital(name[i]) && isSmall(name[i-1]) {
			return isCapital(surface[0]) && surface[1:] == strings.ToLower(surface[1:])
		}
	}
	return false
}

// neighbours notes what the words right before and behind a candidate say of it.
func (p *passage) neighbours(k *candidate, spelled *phrase, at int) {
	text, events := p.text, p.events
	if at+1 < len(events) && events[at+1].kind == cue && adjacent(text[k.end:events[at+1].start]) {
		behind := events[at+1].signal
		if behind&after != 0 {
			k.cues |= behind & (after | language | worker | person)
			k.opening = behind&person != 0 && isCapital(text[events[at+1].start]) && headsField(text[p.line.start:k.start])
			k.open = k.open && (k.need >= asTopic || text[k.end] != ' ') // "Scipy/Pandas stack"
		} else if behind&prefers != 0 && (p.c.named[k.skill] || k.need == asName) {
			k.cues |= after // "Scala nice to have", "Databricks is a plus"
		}
	}
	if at > 0 && events[at-1].kind == cue {
		last := &events[at-1]
		if gap := text[last.end:k.start]; adjacent(gap) || gap == ", " && text[last.end-1] == '.' { // "e.g., Spark"
			if says := last.signal & (before | language); says != language || !k.open { // "lots of Spring flowers"
				k.cues |= says
				if says&before != 0 {
					k.cues |= last.signal & (demands | uses)
				}
			}
		}
		if last.signal&worker != 0 && inBrackets(text, int(last.end), int(k.start), int(k.end)) {
			k.cues |= before // "engineers (Rust)"
			k.boxed = true
		}
	} else if at > 1 && events[at-1].kind == colonMark && events[at-2].kind == cue && adjacent(text[events[at-2].end:k.start]) {
		k.cues |= events[at-2].signal & (before | language)
	}
	if spelled.loose {
		ahead, rest := text[p.line.start:k.start], text[k.end:]
		isField := p.said.signals&worker != 0 && beginsField(ahead) && endsField(rest) // "Software Engineer, Embedded"
		switch {
		case k.need == asTopic && isField:
			k.cues |= after
		case k.exact && k.need < asTopic && yearsFollow(rest):
			k.cues |= after
		case k.need != asWord || !p.c.languages[k.skill] || !k.exact:
		case (!k.initial || p.line.item) && workerFollows(text, events[at:]):
			k.cues |= after | worker
		case isField, endsItem(rest) && afterLabel(ahead):
			k.cues |= language
		}
	}
	if k.need >= asTopic {
		k.cues &^= language // "a bit of statistics" says nothing
	}
}

// subject returns pitches if the sentence that begins at i tells what the employer is or does: its name and a verb. What it uses,
// and whom it looks for, is no praise. It returns duties if the sentence begins with what the person is to do: "Build", "Builds".
func (r *reading) subject(text string, i int) signal {
	for i < len(text) && text[i] != '\n' && class[text[i]] == other {
		i++
	}
	var verb [dutyLength]byte
	reach := min(dutyLength, len(text)-i)
	if _, n := wordAt(text, i); n < wordLength && (n < len("own") || n == reach || text[i+n] != ' ') {
		reach = 0 // no verb, as most sentences
	}
	for n := range reach {
		c := text[i+n]
		if c == ' ' {
			if isDutyVerb(verb[:n]) || isThirdPerson(verb[:n]) {
				return duties
			}
			break
		}
		verb[n] = c | 0x20 // a letter in lower case
	}
	if r.employer == "" {
		return 0
	}
	if at := i + len("at "); at < len(text) && lower(text[i]) == 'a' && text[i+1] == 't' && text[i+2] == ' ' {
		if n := r.employerAt(text[at:]); n > 0 && at+n < len(text) && text[at+n] == ',' {
			return pitches
		}
	}
	n := r.employerAt(text[i:])
	end := i + n
	if n == 0 || end+2 >= len(text) || text[end] != ' ' || !isSmall(text[end+1]) {
		return 0
	}
	does, rest, _ := strings.Cut(text[end+1:min(len(text), end+40)], " ")
	switch does {
	case "uses", "runs", "needs", "seeks", "wants", "requires", "and", "or", "in", "at":
		return 0
	case "is", "are":
		what, _, _ := strings.Cut(rest, " ")
		switch what {
		case "looking", "hiring", "seeking", "searching", "expanding", "growing", "recruiting", "using":
			return 0
		}
	}
	return pitches
}

// offers reports whether a sentence says behind a comma what the employer offers: "Unlike those, Acme offers".
func (r *reading) offers(sentence string) bool {
	first := r.employer[0]
	if isSmall(first) {
		first &^= 0x20 // as names begin in a text
	}
	for {
		i := strings.IndexByte(sentence, first)
		if i < 0 {
			return false
		}
		name, behindComma := sentence[i:], strings.HasSuffix(sentence[:i], ", ")
		sentence = sentence[i+1:]
		if !behindComma {
			continue
		}
		if n := r.employerAt(name); n > 0 {
			verb, _, _ := strings.Cut(strings.TrimPrefix(name[n:], " "), " ")
			switch verb {
			case "offers", "provides", "is", "has", "helps", "enables", "empowers", "delivers", "makes", "gives", "lets", "combines", "brings", "powers",
				"allows", "serves", "leads", "creates", "transforms", "simplifies", "connects", "supports":
				return true
			}
		}
	}
}

// employerAt returns where the employer's name ends that a text begins with, or 0, however it is parted, and with or without a last word
// such as "labs": "Angle Health" for "anglehealth", "Clay" for "claylabs".
func (r *reading) employerAt(text string) int {
	if len(r.employer) < 3 || text == "" || !isCapital(text[0]) && text[0] != r.employer[0] {
		return 0
	}
	end, same := 0, 0 // bytes of the name so far, without blanks
	i := 0
	for j := 0; j < len(r.employer); j++ {
		if r.employer[j] == ' ' {
			continue
		}
		if i < len(text) && text[i] == ' ' {
			i++
		}
		if i == len(text) || lower(text[i]) != lower(r.employer[j]) {
			return end
		}
		i++
		same++
		if whole := same == r.employerStem || j == len(r.employer)-1; whole && (i == len(text) || class[text[i]] == other) {
			end = i
		}
	}
	return end
}

// lower returns a byte in lower case if it is a letter of ASCII.
func lower(c byte) byte {
	if isCapital(c) {
		return c | 0x20
	}
	return c
}

// isDutyVerb reports whether a word is one of the verbs in their base form that begin a duty: "Build the platform that …".
func isDutyVerb(word []byte) bool {
	switch string(word) {
	case "analyze", "architect", "automate", "build", "collaborate", "conduct", "contribute", "create", "debug", "define",
		"deliver", "deploy", "design", "develop", "drive", "ensure", "evaluate", "evolve", "extend", "help", "implement",
		"improve", "integrate", "investigate", "lead", "maintain", "manage", "monitor", "operate", "optimize", "own",
		"participate", "partner", "perform", "research", "scale", "ship", "shape", "support", "test", "troubleshoot", "work",
		"write":
		return true
	}
	return false
}

// isThirdPerson reports whether a word is one of these verbs as it stands behind "she": "Builds". Some are rather several of a thing: "Tests".
func isThirdPerson(word []byte) bool {
	n := len(word) - 1
	if n < 0 || word[n] != 's' || !isDutyVerb(word[:n]) {
		return false
	}
	return string(word) != "tests" && string(word) != "architects"
}

// dutyLength is longer than the longest of these verbs and the blank behind it, in bytes.
const dutyLength = 16

// runOnLength is how long a line is at least that holds a whole posting or several paragraphs of it, in bytes.
const runOnLength = 1000

// runsOn reports whether the first line of the text is that long.
func runsOn(text string) bool {
	return len(text) >= runOnLength && strings.IndexByte(text[:runOnLength], '\n') < 0
}

// newItem reports whether an item or paragraph begins in what stands between two events of a line that runs on: behind a mark between
// blanks, or two blanks.
func newItem(gap string) bool {
	for i := 0; i+1 < len(gap); i++ {
		if gap[i] != ' ' {
			continue
		}
		switch rest := gap[i+1:]; rest[0] {
		case ' ':
			return true
		case '-', '*':
			if len(rest) > 1 && rest[1] == ' ' {
				return true
			}
		case 'o': // what is left of a round bullet
			if len(rest) > 2 && rest[1] == ' ' && isCapital(rest[2]) {
				return true
			}
		case "·"[0]:
			if strings.HasPrefix(rest, "· ") {
				return true
			}
		}
	}
	return false
}
