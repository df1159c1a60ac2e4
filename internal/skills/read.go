package skills

import (
	"slices"
	"strings"
	"unicode/utf8"

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

// beginLine looks at a line from its first event on, before anything in it is read.
func (p *passage) beginLine(event int) {
	text := p.text[p.line.start:]
	p.line = line{start: p.line.start, boilerplate: !p.inTitle && p.r.shared.has(text), runOn: runsOn(text), item: isItem(text)}
	found, end := p.heading(event)
	if p.line.item && (found == headRequired && p.section == headPreferred || found == headNeutral && p.section&(headRequired|headPreferred) != 0 ||
		found == headPreferred && p.section == headPerks) {
		found = 0 // "- Experience with:" among what would be nice, "- Bonus" among the benefits
	}
	switch {
	case p.line.item && found == headPreferred && end < int32(len(p.text)) && !endsLine(p.text[end:]):
		p.line.section = found // "- Nice to have: Go", an item among others
		return
	case found == headPerks && end < int32(len(p.text)) && !endsLine(p.text[end:]):
		p.line.section = found // "Salary: 100k", one of the fields of a posting
		if !p.line.item {
			p.section = 0
		}
		return
	case found != 0:
		p.section = found
	case p.section&(headAbout|headPerks) != 0 && shapedAsHeading(text):
		p.section = 0
	}
	p.line.section = p.section
	if e := &p.events[event]; e.kind == cue && e.signal&headNeutral != 0 && e.start == p.line.start && strings.HasSuffix(p.text[e.start:e.end], " is") {
		p.line.section = headNeutral // "Our tech stack is Go", below what is asked for
	}
}

// beginSentence forgets what the sentence before said. Its first event need not be in it.
func (p *passage) beginSentence(event int, start int32) {
	p.said = said{start: start, event: event, candidate: len(p.r.candidates), negated: -1, companies: -1, crowd: -1, made: -1, devices: -1, hired: -1}
}

// endSentence keeps what the sentence said, up to an event, if it names anything: else nobody asks.
func (p *passage) endSentence(event int) {
	r := p.r
	if len(r.candidates) == p.said.candidate {
		return
	}
	subject := r.subject(p.text, int(p.said.start))
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
	// "● Experience with:" and "Java experience:" open nothing among what would be nice.
	among := p.line.section == headPreferred && s&headRequired != 0 && (p.line.item || !isCapital(p.text[e.start])) ||
		p.line.section == headPerks && s&headPreferred != 0 && p.line.item // "- Bonus"
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

// note keeps what a cue says of the names that follow it in the sentence, or drops those before it that are of others.
func (p *passage) note(e *event) {
	s, said := e.signal, &p.said
	if s&negates != 0 {
		said.negated = e.end
	}
	if s&company != 0 || s&lists != 0 && said.crowd >= 0 && namesSome(p.text[said.crowd:e.start]) {
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
	if s&group != 0 && said.with.end > 0 && e.start-said.with.end <= othersReach && !strings.Contains(p.text[said.with.end:e.start], " to ") {
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
	need := always
	if spelled.loose {
		need = c.needs[spelled.skill]
		if need == asTest && !testsFollow(p.text[e.end:]) {
			return
		}
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
	if k.need == asMade && p.said.made >= 0 && e.start-p.said.made <= madeReach && !usedBetween(p.text[p.said.made:e.start]) {
		k.cues |= makes
	}
	if spelled.loose { // else nothing of this is asked
		p.writing(k, spelled)
	}
	p.neighbours(k, spelled, at)
	for same := spelled.more; same > 0; same = c.matcher.phrases[same].more {
		other := r.candidates[len(r.candidates)-1]
		other.skill, other.joint = c.matcher.phrases[same].skill, blanks
		r.candidates = append(r.candidates, other)
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
	k.exact = strings.HasPrefix(surface, spelled.text) && !(spelled.upper && shouting(text, start, end))
	k.capitals = !k.exact && len(surface) > 1 && inCapitals(surface)
	k.open = goesOn(text, end)
	k.item = k.initial && p.line.item && endsItem(text[end:])
	if ownSite(text, start, end) {
		k.cues |= before | language
	}
	if p.c.languages[k.skill] && k.need == asWord && inLanguage(text, start, end) {
		k.cues |= before
	}
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
		if adjacent(text[last.end:k.start]) {
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

// A clause is a part of a sentence up to a comma, a semicolon or a bracket.
type clause struct {
	signals  signal
	from, to int   // of candidates
	start    int32 // of what stands between the event before and its first one
	bracket  bool  // it stands in brackets
	isWish   bool  // "is" or the like stands before its wish
	on       bool  // its wish means what follows: "ideally in a bank"
	turns    bool  // it begins with "but"
}

// spare looks once more at a sentence that names something that would be nice: "Strong Python, ideally with knowledge of Rust". A clause
// that asks is spared the wish of another one, unless the wish comes before all else, or stands in a clause without any name, or at the
// end of a list, and so means the whole sentence. A wish in brackets means what they hold, or the name right before them: "Java, Go
// (preferred)", or else what the clause before them names; and one of years means these: "2 years of Java, 5 years preferred". What is
// said behind "but" does not reach what stands before it: "We use Java, but experience with Go would be great".
func spare(text string, events []event, candidates []candidate, s signal) {
	if s&prefers == 0 {
		return
	}
	var room [maxClauses]clause
	clauses := clausesOf(text, events, candidates, room[:0])
	if clauses == nil {
		return
	}
	clauses = behindTurn(clauses, candidates)
	wished := -1 // the name before a bracket with a wish
	var left signal
	for i := range clauses {
		k := &clauses[i]
		if k.signals&prefers != 0 && k.from == k.to {
			said := text[k.start:max(k.start, events[len(events)-1].end)]
			if i+1 < len(clauses) {
				said = text[k.start:clauses[i+1].start]
			}
			years := i > 0 && strings.Contains(said, "year")
			switch {
			case k.on && i+1 < len(clauses) && clauses[i+1].bracket && clauses[i+1].from < clauses[i+1].to && clauses[i+1].signals&demands == 0:
				k.signals &^= prefers
				clauses[i+1].signals |= prefers // "(ideally, in Go)"
			case k.bracket && (years || k.on):
				k.signals &^= prefers
			case k.bracket && k.from > 0 && strings.TrimSpace(text[candidates[k.from-1].end:k.start]) == "":
				k.signals &^= prefers
				wished = k.from - 1
			case k.bracket && i > 0 && clauses[i-1].from < clauses[i-1].to:
				k.signals &^= prefers
				clauses[i-1].signals |= prefers
			case years && strings.Contains(text[clauses[0].start:k.start], "year"), k.on:
				k.signals &^= prefers
			}
		}
	}
	for i := range clauses {
		k := &clauses[i]
		if !k.bracket && !k.on {
			left |= k.signals
		}
		if k.signals&prefers != 0 && (k.from == k.to || !k.bracket && k.isWish && i > 0 && k.signals&demands == 0 && endsList(text[k.start:candidates[k.from].start])) {
			return
		}
	}
	for _, k := range clauses {
		if k.signals&prefers == 0 && (left&prefers == 0 || k.signals&demands != 0) {
			for i := k.from; i < k.to; i++ {
				if i != wished {
					candidates[i].spared |= prefers | demands&^(left|k.signals)
				}
			}
		}
	}
}

// behindTurn returns the clauses from "but" on if they name something that would be nice and those before do not. What these name is
// spared what is said behind.
func behindTurn(clauses []clause, candidates []candidate) []clause {
	var said signal
	wish := func(k clause) bool { return k.signals&prefers != 0 && !k.bracket }
	for i := range clauses {
		k := &clauses[i]
		if k.turns && k.from < len(candidates) && slices.ContainsFunc(clauses[i:], wish) {
			for c := range candidates[:k.from] {
				candidates[c].spared |= (prefers | demands) &^ said
			}
			return clauses[i:]
		}
		if said |= k.signals; said&prefers != 0 {
			break
		}
	}
	return clauses
}

// clausesOf appends the clauses of a sentence. It returns nil if there are too many, or if a wish comes before all else.
func clausesOf(text string, events []event, candidates []candidate, clauses []clause) []clause {
	clauses = append(clauses, clause{start: events[0].start})
	next := 0      // candidate
	again := false // the last name is the one before it, in brackets: "behavior-driven development (BDD)"
	for i := range events {
		e := &events[i]
		if i > 0 {
			from := events[i-1].end
			gap := text[from:e.start]
			inList := events[i-1].kind == spelling && e.kind == spelling && jointOf(gap) == listed
			if again && strings.HasPrefix(gap, ")") {
				gap, from = gap[1:], from+1
			}
			again = inList && 0 < next && next < len(candidates) && candidates[next-1].skill == candidates[next].skill
			on := pointsOn(text, e)
			if !again && strings.ContainsAny(gap, "();") || !inList && strings.IndexByte(gap, ',') >= 0 || on {
				if len(clauses) == maxClauses {
					return nil
				}
				bracket := clauses[len(clauses)-1].bracket
				if mark := strings.LastIndexAny(gap, "()"); mark >= 0 {
					if bracket = gap[mark] == '('; bracket {
						from += int32(mark)
					}
				}
				clauses = append(clauses, clause{from: next, to: next, start: from, bracket: bracket, on: on, turns: !bracket && strings.Contains(gap, ", but ")})
			}
		}
		k := &clauses[len(clauses)-1]
		switch e.kind {
		case cue:
			k.signals |= e.signal
			if e.signal&hires != 0 {
				k.signals |= demands
			}
			if e.signal&prefers != 0 {
				if next == 0 && len(clauses) == 1 && k.signals&demands == 0 {
					return nil
				}
				k.isWish = k.isWish || strings.HasPrefix(text[e.start:], "is ") || verbBefore(text[:e.start])
			}
		case spelling:
			for next < len(candidates) && candidates[next].start <= e.start {
				next++
			}
			k.to = next
		}
	}
	return clauses
}

// pointsOn reports whether an event is a wish for what follows, not for what stands before.
func pointsOn(text string, e *event) bool {
	return e.kind == cue && e.signal&prefers != 0 && (strings.EqualFold(text[e.start:e.end], "ideally") || strings.EqualFold(text[e.start:e.end], "preferably") || strings.EqualFold(text[e.start:e.end], "idealerweise"))
}

// verbBefore reports whether a text ends with "is", "would be" or the like, and maybe an article.
func verbBefore(text string) bool {
	text = strings.TrimSuffix(strings.TrimSuffix(text, " "), " a")
	return strings.HasSuffix(text, " is") || strings.HasSuffix(text, " are") || strings.HasSuffix(text, " be")
}

// endsList reports whether what stands before a name ends a list: ", and ".
func endsList(text string) bool {
	return strings.HasSuffix(text, ", and ") || strings.HasSuffix(text, ", or ")
}

// maxClauses is how many clauses of a sentence are told apart. In a longer one a wish means all of it.
const maxClauses = 16

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
	case found == 0, lineEndAt-p.line.start > headingLength, lineEndAt-foundEnd > 25, lineEndAt > p.line.start && text[lineEndAt-1] == '.': // a sentence
	case named && found&headAbout == 0:
	case ahead && found&headPreferred != 0:
	case small && found&headPreferred != 0 && !namesWishes(text[foundStart:foundEnd]): // "A degree is a plus"
	case small && found&headRequired != 0 && p.section == headPreferred: // "Retail experience" among what would be nice
	default:
		return p.sectionOf(found), lineEndAt
	}
	return 0, 0
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
	case "bonus points", "nice to have", "nice to haves", "nice-to-have", "nice-to-haves", "even better", "stand out", "set you apart", "sets you apart", "make you special", "makes you special":
		return true
	}
	return false
}

// subject returns pitches if the sentence that begins at i tells what the employer is or does: its name and a verb. What it uses,
// and whom it looks for, is no praise. It returns duties if the sentence begins with what the person is to do.
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
			if isDutyVerb(verb[:n]) {
				return duties
			}
			break
		}
		verb[n] = c | 0x20 // a letter in lower case
	}
	if len(r.employer) < 3 {
		return 0
	}
	if at := i + len("at "); at+len(r.employer) < len(text) && text[at+len(r.employer)] == ',' &&
		strings.EqualFold(text[i:at], "at ") && strings.EqualFold(text[at:at+len(r.employer)], r.employer) {
		return pitches
	}
	end := i + len(r.employer)
	if end+2 >= len(text) || text[end] != ' ' || !isSmall(text[end+1]) || !strings.EqualFold(text[i:end], r.employer) {
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

// dutyLength is longer than the longest of these verbs and the blank behind it, in bytes.
const dutyLength = 16

// headingLength is how long the line of a heading without a colon is at most, in bytes.
const headingLength = 50

// headingReach is how far from the beginning of its line a heading may begin, in bytes.
const headingReach = 30

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
