package skills

import (
	"slices"
	"strings"
	"unicode/utf8"

	"demand/internal/job"
)

// A need is what an ambiguous spelling asks of its surroundings.
type need uint8

const (
	always   need = iota
	asWord        // an everyday word (Go, Express): a list, a cue, or its case with a skill near by
	asName        // a name that also means something else (Snowflake): its case within a sentence, or as above
	asUpper       // capitals of a word (REST, ARM): its capitals, or as above
	asLetter      // a single letter (R, C, D): a list or a cue, in capitals
	asTopic       // a field that is also an everyday word (networking): a list, a cue, a demand, or a skill near by
	asMade        // a thing that is a skill to whoever makes it (APIs): a word for making before it
	asTest        // a word that names a kind of tests before another kind (integration): "integration and unit tests"
)

// needs names the values of the key rule.
var needs = map[string]need{"word": asWord, "name": asName, "upper": asUpper, "letter": asLetter, "topic": asTopic, "made": asMade, "test": asTest}

// What let a mention count, from the strongest to the weakest; the values of job.Mention.Rule.
const (
	byName = "name" // the spelling means nothing else
	byList = "list" // it stands in a list of skills
	byCue  = "cue"  // a word right before or behind says what it is
	byCase = "case" // it is spelled as the name is, within a sentence
	byNear = "near" // another skill stands in the same sentence
	byAsk  = "ask"  // the sentence or section asks for skills
)

// Why a mention did not count; the values of Rejection.Why.
const (
	ofNegation    = "negated: the text says that it is not meant"
	ofCompany     = "company: the words before it name companies, not tools"
	ofEmployer    = "employer: it is the name of the employer"
	ofLegal       = "legal: it stands in legal or equal-opportunity text"
	ofPerks       = "perks: it stands among the benefits"
	ofPraise      = "praise: the sentence tells what the employer is or sells"
	ofColleagues  = "colleagues: it is what other people do"
	ofBoilerplate = "boilerplate: the paragraph stands in most postings of the source"
	ofLikeness    = "likeness: another product is likened to it"
	ofEdge        = "edge: it is a part of another word"
	ofDevice      = "device: it is what the person's own device has to run"
	ofTrade       = "trade: the work is not technical, and no technology is named"
	ofCompanions  = "companions: none of the skills is named that it comes with"
	ofDoubt       = "support: it means other things too, and nothing around it says that it is meant"
)

// drop notes why a candidate does not count, unless a reason is known.
func (k *candidate) drop(why string) {
	if k.dropped == "" {
		k.dropped = why
	}
}

// How two neighbouring candidates are joined.
type joint uint8

const (
	apart  joint = iota
	blanks       // nothing but blanks between
	listed       // a comma, a slash, a line break, "and" …
)

// A candidate is a spelling found in a text, on its way to become a mention.
type candidate struct {
	start, end int32
	skill      int32
	need       need
	joint      joint  // to the candidate before
	section    signal // heading under which it stands
	sentence   int32  // index in reading.sentences
	cues       signal // before, after, language: of the words right before and behind
	inTitle    bool
	exact      bool   // written as the taxonomy writes it, and the line is not all in capitals
	capitals   bool   // all in capitals, as the taxonomy does not write it
	initial    bool   // first word of its sentence
	framed     bool   // first in a field, bracket or line: "| Rust, Go |"
	item       bool   // an item of a list by itself: "- Ruby (3 years)"
	open       bool   // an ordinary word follows
	owned      bool   // a word before it names a device: "a smartphone with Android or iOS"
	spared     bool   // another clause of its sentence says what would be nice, its own asks
	dropped    string // why it does not count whatever supports it; empty if nothing forbids it
	rule       string
	strict     bool
}

// companyReach is how far behind words such as "founders of" names are taken for companies, in bytes.
const companyReach = 120

// othersReach is how far behind words such as "collaborate with" the teams are named, in bytes.
const othersReach = 100

// madeReach is how far behind words such as "design" the things that are made are named, in bytes.
const madeReach = 60

// crowdReach is how far behind words such as "customers" those of them are named, in bytes.
const crowdReach = 30

// namesSome reports whether what stands between a word for many companies and "including" leaves it at them: "customers in Europe, including".
func namesSome(gap string) bool {
	if len(gap) > crowdReach {
		return false
	}
	for word := range strings.FieldsSeq(gap) {
		switch strings.Trim(word, ",()") {
		case "with", "using", "use", "on", "to", "tools", "technologies", "systems", "platforms", "services", "products", "software", "frameworks", "languages", "and":
			return false
		}
	}
	return true
}

// deviceReach is how far behind words such as "smartphone" the systems that it runs are named, in bytes.
const deviceReach = 60

// usedBetween reports whether what follows is used and not made: "build tools on top of".
func usedBetween(gap string) bool {
	for word := range strings.FieldsSeq(gap) {
		switch word {
		case "with", "using", "on", "from", "via", "through", "against", "by", "for", "to", "into", "around", "leveraging", "atop", "driving", "powering", "our", "their":
			return true
		}
	}
	return false
}

// testsFollow reports whether a text goes on with other kinds of tests and the word that they share: " and unit tests".
func testsFollow(text string) bool {
	joined := false
	for i := 0; i < len(text); {
		if class[text[i]] == other {
			switch text[i] {
			case ',', '/', '&', '+':
				joined = true
			case ' ', '-', '(', ')':
			default:
				return false
			}
			i++
			continue
		}
		end := i
		for end < len(text) && class[text[end]] != other {
			end++
		}
		switch word := text[i:end]; word {
		case "and", "or":
			joined = true
		case "test", "tests", "testing", "Testing", "Tests":
			return joined
		default:
			if !testKinds[word] {
				return false
			}
		}
		i = end
	}
	return false
}

// testKinds holds the words that may stand between two kinds of tests.
var testKinds = map[string]bool{
	"unit": true, "integration": true, "functional": true, "regression": true, "performance": true, "load": true, "stress": true,
	"smoke": true, "acceptance": true, "system": true, "component": true, "end": true, "to": true, "e2e": true, "automated": true,
	"manual": true, "UI": true, "API": true, "contract": true, "snapshot": true, "user": true, "sanity": true, "security": true,
	"Unit": true, "Integration": true, "Functional": true, "Regression": true, "Performance": true, "Load": true, "E2E": true,
}

// An others is the beginning of a list of people with whom the work is done: what they are called by is what they do,
// and says nothing of the posting's own work.
type others struct {
	end   int32 // of the words that begin it; 0 if there are none
	first int   // index of the first candidate behind them
}

// A sentence is a part of a line up to a stop that holds a candidate.
type sentence struct {
	signals    signal
	strong     int32 // number of candidates that vouch for others
	ofEmployer bool  // its subject is the employer
}

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
	shared         Shared
	employer       string // without its legal form
	employerInFull string
}

// read finds the candidates of one text with what surrounds them.
func (c *Classifier) read(r *reading, text string, inTitle bool) {
	events := c.matcher.scan(&r.scanner, text)
	var section, lineSection signal
	legal, boilerplate := false, false // the line holds legal text, or is shared by most postings
	first := len(r.candidates)
	lineStart := int32(0)
	signals := signal(0) // of the sentence
	negated, companies, devices := int32(-1), int32(-1), int32(-1)
	crowd := int32(-1) // end of the last word for many companies in the sentence
	made := int32(-1)  // end of the last word for making in the sentence
	var with others
	newLine, runOn, inItem := true, false, false                          // the line runs on, or is an item of a list
	sentenceStart, sentenceEvent, sentenceCandidate := int32(0), 0, first // the first of the sentence
	endSentence := func(event int) {
		if len(r.candidates) > sentenceCandidate { // else nobody asks
			subject := r.subject(text, int(sentenceStart))
			signals |= subject
			if !runOn {
				signals |= r.subject(text, int(lineStart)) & pitches // the line begins with the employer
			}
			r.sentences = append(r.sentences, sentence{signals: signals, ofEmployer: subject&pitches != 0})
			c.endSentence(r, text, events[sentenceEvent:event], r.candidates[sentenceCandidate:])
		}
	}
	next := func(event int, start int32, first int) { // ends a sentence before an event; the next one begins at start
		endSentence(event)
		sentenceStart, sentenceEvent, sentenceCandidate = start, first, len(r.candidates)
		signals, negated, companies, devices, made, crowd, with = 0, -1, -1, -1, -1, -1, others{}
	}
	for i := 0; i < len(events); i++ {
		e := &events[i]
		if newLine {
			newLine, legal = false, false
			runOn, inItem = runsOn(text[lineStart:]), isItem(text[lineStart:])
			boilerplate = !inTitle && r.shared.has(text[lineStart:])
			if s := c.heading(events[i:], text, lineStart, inItem); s != 0 && !(inItem && (s == headRequired && section == headPreferred || s == headNeutral && section&(headRequired|headPreferred) != 0)) {
				section = s
			} else if section == headAbout && shapedAsHeading(text[lineStart:]) {
				section = 0
			}
			lineSection = section
		} else if runOn && newItem(text[events[i-1].end:e.start]) {
			next(i, e.start, i)
		}
		switch e.kind {
		case lineEnd, stop:
			next(i, e.end, i+1)
			if e.kind == lineEnd {
				newLine, lineStart = true, e.end
			}
			legal = legal && !runOn
		case cue:
			s := e.signal
			if s&heads != 0 && (runOn || e.start > lineStart) && opensSection(text, events[i:], runOn) {
				next(i, e.start, i)
				lineSection, legal = lowest(s&heads), false
			}
			signals |= s
			if s&(negates|company|lists|uses|crowds|makes|device|group|colleagues|heads) == 0 {
				continue
			}
			if s&negates != 0 {
				negated = e.end
			}
			if s&company != 0 || s&lists != 0 && crowd >= 0 && namesSome(text[crowd:e.start]) {
				companies = e.end
			} else if s&uses != 0 {
				companies = -1
			}
			if s&crowds != 0 {
				crowd = e.end
			}
			if s&makes != 0 {
				made = e.end
			}
			if s&device != 0 {
				devices = e.end
			}
			if s&group != 0 && with.end > 0 && e.start-with.end <= othersReach && !strings.Contains(text[with.end:e.start], " to ") {
				for j := with.first; j < len(r.candidates); j++ {
					k := &r.candidates[j]
					if c.vague[k.skill] {
						k.drop(ofColleagues)
					}
				}
				with = others{}
			}
			if s&colleagues != 0 {
				with = others{end: e.end, first: len(r.candidates)}
			}
			if s&headLegal != 0 && !inTitle {
				legal = true
			}
			if s&heads != 0 && i+1 < len(events) && events[i+1].kind == colonMark && events[i+1].start-e.end <= 1 {
				lineSection = s & heads
			}
		case spelling:
			p := &c.matcher.phrases[e.phrase]
			if p.loose && c.needs[p.skill] == asTest && !testsFollow(text[e.end:]) {
				continue
			}
			k := candidate{
				start: e.start, end: e.end, skill: p.skill, section: lineSection, inTitle: inTitle,
				sentence: int32(len(r.sentences)),
			}
			switch {
			case boilerplate:
				k.dropped = ofBoilerplate
			case legal || lineSection == headLegal:
				k.dropped = ofLegal
			case companies >= 0 && e.start-companies <= companyReach && !strings.Contains(text[companies:e.start], ". We "):
				k.dropped = ofCompany
			}
			if p.loose {
				k.need = c.needs[p.skill]
			}
			if k.need == asMade && made >= 0 && e.start-made <= madeReach && !usedBetween(text[made:e.start]) {
				k.cues |= makes
			}
			if len(r.candidates) > first {
				last := &r.candidates[len(r.candidates)-1]
				k.joint = jointOf(text[last.end:e.start])
			}
			if negated >= 0 {
				if fewWords(text[negated:e.start]) {
					k.drop(ofNegation)
					negated = e.end // the list goes on
				} else {
					negated = -1
				}
			}
			if wrongEdge(text, int(e.start), int(e.end)) {
				k.drop(ofEdge)
			}
			if c.vouches[p.skill] && likened(text, int(e.start), int(e.end)) {
				k.drop(ofLikeness)
			}
			if r.isEmployer(text[e.start:e.end], p.loose) || r.inEmployer(text, int(e.start), int(e.end)) {
				k.drop(ofEmployer)
			}
			k.owned = devices >= 0 && e.start-devices <= deviceReach
			here := setting{text: text, events: events, at: i, lineStart: lineStart, inItem: inItem, signals: signals}
			k.framed = true
			if p.loose { // else nothing of this is asked
				c.writing(&k, p, &here)
			}
			c.neighbours(&k, p, &here)
			r.candidates = append(r.candidates, k)
			for same := p.more; same > 0; same = c.matcher.phrases[same].more {
				k.skill, k.joint = c.matcher.phrases[same].skill, blanks
				r.candidates = append(r.candidates, k)
			}
		}
	}
	endSentence(len(events))
}

// A setting is where a spelling stands.
type setting struct {
	text      string
	events    []event
	at        int // index in events of the spelling
	lineStart int32
	inItem    bool   // the line is an item of a list
	signals   signal // of the sentence, up to the spelling
}

// writing notes how the candidate of an ambiguous phrase is written.
func (c *Classifier) writing(k *candidate, p *phrase, s *setting) {
	text, start, end := s.text, int(k.start), int(k.end)
	surface := text[start:end]
	k.framed = framed(text[s.lineStart:start])
	k.initial = opens(text, start)
	k.exact = strings.HasPrefix(surface, p.text) && !(p.upper && shouting(text, start, end))
	k.capitals = !k.exact && len(surface) > 1 && inCapitals(surface)
	k.open = goesOn(text, end)
	k.item = k.initial && s.inItem && endsItem(text[end:])
	if ownSite(text, start, end) {
		k.cues |= language
	}
	if c.languages[p.skill] && k.need == asWord && inLanguage(text, start, end) {
		k.cues |= before
	}
}

// neighbours notes what the words right before and behind a candidate say of it.
func (c *Classifier) neighbours(k *candidate, p *phrase, s *setting) {
	text, events, i := s.text, s.events, s.at
	if i+1 < len(events) && events[i+1].kind == cue && adjacent(text[k.end:events[i+1].start]) {
		behind := events[i+1].signal
		if behind&after != 0 {
			k.cues |= behind & (after | language | worker)
			k.open = k.open && (k.need >= asTopic || text[k.end] != ' ') // "Scipy/Pandas stack"
		} else if behind&prefers != 0 && c.named[p.skill] {
			k.cues |= after // "Scala nice to have"
		}
	}
	if i > 0 && events[i-1].kind == cue {
		last := &events[i-1]
		if adjacent(text[last.end:k.start]) {
			if says := last.signal & (before | language); says != language || !k.open { // "lots of Spring flowers"
				k.cues |= says
			}
		}
		if last.signal&worker != 0 && inBrackets(text, int(last.end), int(k.start), int(k.end)) {
			k.cues |= before // "engineers (Rust)"
		}
	} else if i > 1 && events[i-1].kind == colonMark && events[i-2].kind == cue && adjacent(text[events[i-2].end:k.start]) {
		k.cues |= events[i-2].signal & (before | language)
	}
	if p.loose && c.languages[p.skill] && k.need == asWord && k.exact {
		ahead, rest := text[s.lineStart:k.start], text[k.end:]
		switch {
		case (!k.initial || s.inItem) && workerFollows(text, events[i:]):
			k.cues |= after | worker
		case endsItem(rest) && afterLabel(ahead), endsField(rest) && s.signals&worker != 0 && beginsField(ahead):
			k.cues |= language
		}
	}
	if k.need >= asTopic {
		k.cues &^= language // "a bit of statistics" says nothing
	}
}

// endSentence looks once more at a sentence that asks for something and names something that would be nice: "Strong Python, ideally with
// knowledge of Rust". A clause that asks is spared the wish of another one, unless the wish comes before all else, or stands in a clause
// without any name, and so means the whole sentence.
func (c *Classifier) endSentence(r *reading, text string, events []event, candidates []candidate) {
	s := r.sentences[len(r.sentences)-1].signals
	if len(candidates) < 2 || s&(demands|prefers) != demands|prefers {
		return
	}
	var clauses [maxClauses]struct {
		signals  signal
		from, to int // of candidates
	}
	n, next := 0, 0 // the clause, and the next candidate
	for i := range events {
		e := &events[i]
		if i > 0 {
			gap := text[events[i-1].end:e.start]
			inList := events[i-1].kind == spelling && e.kind == spelling && jointOf(gap) == listed
			if strings.ContainsAny(gap, "();") || !inList && strings.IndexByte(gap, ',') >= 0 {
				if n++; n == maxClauses {
					return
				}
				clauses[n].from, clauses[n].to = next, next
			}
		}
		switch e.kind {
		case cue:
			signals := e.signal
			if signals&prefers != 0 && next == 0 && (clauses[0].signals|signals)&demands == 0 && n == 0 {
				return
			}
			clauses[n].signals |= signals
		case spelling:
			for next < len(candidates) && candidates[next].start <= e.start {
				next++
			}
			clauses[n].to = next
		}
	}
	for _, clause := range clauses[:n+1] {
		if clause.signals&prefers != 0 && clause.from == clause.to {
			return
		}
	}
	for _, clause := range clauses[:n+1] {
		if clause.signals&(demands|prefers) == demands {
			for i := clause.from; i < clause.to; i++ {
				candidates[i].spared = true
			}
		}
	}
}

// maxClauses is how many clauses of a sentence are told apart. In a longer one a wish means all of it.
const maxClauses = 16

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
			if isDutyVerb(string(verb[:n])) {
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
	if end+2 >= len(text) || text[end] != ' ' || text[end+1] < 'a' || text[end+1] > 'z' || !strings.EqualFold(text[i:end], r.employer) {
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
func isDutyVerb(word string) bool {
	switch word {
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

// headingReach is how far from the beginning of its line a heading may begin, in bytes.
const headingReach = 30

// heading returns the section that the line of the first event opens, or 0. The line may be an item of a list.
func (c *Classifier) heading(events []event, text string, lineStart int32, item bool) signal {
	lineEndAt := int32(len(text))
	var found signal
	var foundEnd int32
	for i := range events {
		e := &events[i]
		if e.kind == lineEnd {
			lineEndAt = e.start
			break
		}
		if found == 0 && e.start-lineStart > headingReach {
			return 0
		}
		if e.kind == spelling && !c.matcher.phrases[e.phrase].loose && item {
			return 0 // "- Ruby (3 years preferred)"
		}
		if e.kind == cue && found == 0 {
			if s := e.signal & heads; s != 0 {
				if text[e.end-1] == ':' {
					return lowest(s)
				}
				found, foundEnd = s, e.end
			}
		}
		if found != 0 && e.kind == colonMark && e.start-foundEnd <= 30 {
			return lowest(found)
		}
	}
	if found != 0 && lineEndAt-lineStart <= 50 && lineEndAt-foundEnd <= 25 && (lineEndAt == lineStart || text[lineEndAt-1] != '.') {
		return lowest(found)
	}
	return 0
}

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
	if c := text[e.start]; c < 'A' || c > 'Z' {
		return false
	}
	if text[e.end-1] == ':' || len(events) > 1 && events[1].kind == colonMark && events[1].start-e.end <= 20 {
		return true
	}
	rest := text[e.end:]
	if !runOn || rest == "" || rest[0] != ' ' {
		return false
	}
	rest = strings.TrimLeft(rest, " ")
	switch {
	case strings.HasPrefix(rest, "- "), strings.HasPrefix(rest, "* "), strings.HasPrefix(rest, "• "):
		return true
	case rest != "" && (rest[0] >= 'A' && rest[0] <= 'Z' || rest[0] >= '0' && rest[0] <= '9'):
		return strings.IndexByte(text[e.start:e.end], ' ') > 0 || e.end-e.start >= 8 && e.signal&headPreferred == 0
	}
	return false
}

// isItem reports whether the text begins with an item of a list, which opens no section in the midst of one: "- Experience with:".
func isItem(text string) bool {
	text = strings.TrimLeft(text, " \t")
	return strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "* ") || strings.HasPrefix(text, "•")
}

// framed reports whether what stands before a name in its line ends with a bar, an opening bracket or a colon.
func framed(before string) bool {
	before = strings.TrimRight(before, " ")
	return before != "" && strings.IndexByte("|(:", before[len(before)-1]) >= 0
}

// endsItem reports whether an item ends before the text, or goes on with a remark.
func endsItem(text string) bool {
	text = strings.TrimLeft(text, " ")
	return text == "" || strings.HasPrefix(text, "\n") || strings.HasPrefix(text, "(") || strings.HasPrefix(text, ":") || strings.HasPrefix(text, ". ") ||
		strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "– ")
}

// labelReach is how far a label reaches from the beginning of its line, with the blanks and the mark of an item, in bytes.
const labelReach = 60

// afterLabel reports whether what stands before a name in its line is one short word or two and a colon: "Backend: Go".
func afterLabel(before string) bool {
	label, ok := strings.CutSuffix(strings.TrimRight(before, " "), ":")
	if !ok || len(label) > labelReach {
		return false
	}
	label = strings.TrimLeft(label, "-*• ")
	return label != "" && len(label) <= 20 && strings.Count(label, " ") <= 1 && !strings.ContainsAny(label, ".:,")
}

// beginsField reports whether a comma, an opening bracket or a dash stands right before a name in its line.
func beginsField(before string) bool {
	return strings.HasSuffix(before, ", ") || strings.HasSuffix(before, "(") || strings.HasSuffix(before, " - ") || strings.HasSuffix(before, " – ")
}

// endsField reports whether a line, a field or a bracket ends before the text.
func endsField(text string) bool {
	text = strings.TrimLeft(text, " ")
	return text == "" || text[0] == '\n' || text[0] == '|' || text[0] == ')'
}

// workerFollows reports whether one word or two stand between the name of the first event and a word for who does the work:
// "Rust systems engineers".
func workerFollows(text string, events []event) bool {
	from := events[0].end
	for i := 1; i < len(events) && i <= 3 && events[i].start-from <= 30; i++ {
		if events[i].kind != cue || events[i].signal&worker == 0 {
			continue
		}
		words := strings.Fields(text[from:events[i].start])
		return len(words) <= 2 && !slices.ContainsFunc(words, func(w string) bool { return !plainWord(w) })
	}
	return false
}

// plainWord reports whether a word is of letters alone and none of those that join others.
func plainWord(w string) bool {
	switch w {
	case "for", "of", "and", "or", "to", "with", "the", "a", "an", "our", "your", "as", "by", "in", "on", "at", "from", "is", "are":
		return false
	}
	for i := range len(w) {
		if class[w[i]] != letter {
			return false
		}
	}
	return true
}

// inCapitals reports whether a spelling holds no small letter.
func inCapitals(s string) bool {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			return false
		}
	}
	return true
}

// shapedAsHeading reports whether the line that begins the text is short and in capitals, or ends with a colon: an unknown heading,
// which ends what was said about the employer.
func shapedAsHeading(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	line = strings.TrimSpace(line)
	return len(line) >= 4 && len(line) <= 60 && (strings.HasSuffix(line, ":") || strings.ToUpper(line) == line && strings.ToLower(line) != line)
}

// recruits reports whether a title is that of somebody who hires.
func recruits(title string) bool {
	title = strings.ToLower(title)
	return slices.ContainsFunc([]string{"recruiter", "recruiting", "recruitment", "talent acquisition", "talent partner", "sourcer"}, func(word string) bool {
		return strings.Contains(title, word)
	})
}

// lowest returns one section of several, that of the list that stands first.
func lowest(s signal) signal { return s & -s }

// judge decides which candidates count. Every trade speaks of quality assurance, statistics or networking: in a posting for work that
// is not technical, and that names no technology, topics do not count. What a recruiter has to know are office tools; the rest is asked
// of those who are hired.
func (c *Classifier) judge(r *reading, title string, roles job.Roles) {
	all := r.candidates
	technology := func() bool {
		return slices.ContainsFunc(all, func(k candidate) bool { return k.need == always && c.vouches[k.skill] && k.dropped == "" && !k.owned })
	}
	plainTrade := roles == job.NotTechnical || roles == 0 && !technology()
	if plainTrade {
		for i := range all {
			if all[i].owned {
				all[i].drop(ofDevice)
			}
		}
	}
	if roles == job.NotTechnical && recruits(title) {
		for i := range all {
			if !c.weak[all[i].skill] {
				all[i].drop(ofColleagues)
			}
		}
	}
	if plainTrade && !technology() {
		for i := range all {
			beside := func(j, joined int) bool { // another practice stands beside it, as Scrum does beside agile
				return 0 <= j && j < len(all) && all[joined].joint == listed && all[j].need == always && all[j].dropped == ""
			}
			// Where no role is known, only what an ordinary word follows is of the trade: "agile execution".
			if (all[i].need == asTopic || c.trade[all[i].skill]) && (roles != 0 || all[i].open && all[i].cues == 0) && !beside(i-1, i) && !beside(i+1, i+1) {
				all[i].drop(ofTrade)
			}
		}
	}
	for i := range all {
		k := &all[i]
		if k.section == headPerks && (c.vague[k.skill] || k.need != always) {
			k.drop(ofPerks)
		}
		if c.vague[k.skill] && !k.inTitle {
			s := r.sentences[k.sentence].signals
			praise := s&pitches != 0 || k.section == headAbout
			asks := demands | prefers | duties
			if r.sentences[k.sentence].ofEmployer {
				asks = seeks | prefers | duties // "Acme is known for its expertise in …" asks for none
			}
			if praise && s&asks == 0 && k.section&(headRequired|headPreferred) == 0 {
				k.drop(ofPraise)
			}
		}
		if k.need == always && k.dropped == "" {
			k.rule, k.strict = byName, true
			r.seen[k.skill] = true
			if c.vouches[k.skill] {
				r.sentences[k.sentence].strong++
			}
		}
	}
	// Spellings that need another skill in the posting come last, when the others are known.
	for _, needy := range []bool{false, true} {
		for i := 0; i < len(all); {
			j := i + 1
			for j < len(all) && all[j].inTitle == all[i].inTitle && all[j].joint != apart {
				j++
			}
			c.judgeRun(r, all[i:j], needy)
			i = j
		}
		for i := range all {
			k := &all[i]
			if k.rule == "" && c.open(r, k, needy) {
				k.rule = c.alone(r, k)
			}
			if k.rule != "" {
				r.seen[k.skill] = true
			}
		}
	}
}

// open reports whether an ambiguous candidate is still to be decided, now or when the needy ones are.
func (c *Classifier) open(r *reading, k *candidate, needy bool) bool {
	with := c.with[k.skill]
	if k.need == always || k.dropped != "" || needy != (len(with) > 0) {
		return false
	}
	return !needy || slices.ContainsFunc(with, func(s int32) bool { return r.seen[s] })
}

// judgeRun decides on the ambiguous candidates of a list.
func (c *Classifier) judgeRun(r *reading, run []candidate, needy bool) {
	if len(run) == 1 {
		return
	}
	strong, plain, exact, names, languages := 0, 0, 0, 0, 0
	cues := signal(0)
	for i := range run {
		k := &run[i]
		if k.need == asName && k.dropped == "" {
			names++
		}
		switch {
		case k.dropped != "":
		case (k.need == always || k.need == asName && k.exact && !k.initial) && c.vouches[k.skill]:
			strong++
		case k.need == always:
			plain++
		case k.exact && k.need < asTopic:
			exact++
			if c.languages[k.skill] && k.need == asWord {
				languages++
			}
		}
		if i == 0 {
			cues |= k.cues & before
		}
		if i == len(run)-1 {
			cues |= k.cues & after
		}
	}
	close := names > 0 && tight(run) // "node/react"
	for i := range run {
		k := &run[i]
		if !c.open(r, k, needy) {
			continue
		}
		commas := k.joint == listed && i > 0 || i+1 < len(run) && run[i+1].joint == listed
		ok := false
		switch {
		case k.need == asMade || k.need == asTest:
		case k.need == asTopic:
			ok = commas && strong+plain > 0
		case !k.exact && k.need < asLetter && close:
			ok = true
		case !commas:
			ok = len(run) >= 3 && strong >= 2 && (k.need != asLetter || k.exact)
		case k.exact:
			ok = strong > 0 || exact >= 3 || exact >= 2 && (cues != 0 || run[0].framed) || languages >= 2
		case k.need == asLetter:
		default:
			ok = strong > 0 && (!k.open || i+1 < len(run) && run[i+1].joint != apart)
		}
		if ok {
			k.rule, k.strict = byList, true
		}
	}
}

// tight reports whether nothing but one mark stands between the names of a list.
func tight(run []candidate) bool {
	for i := 1; i < len(run); i++ {
		if run[i].joint != listed || run[i].start-run[i-1].end != 1 {
			return false
		}
	}
	return true
}

// alone decides on an ambiguous candidate by its own surroundings.
func (c *Classifier) alone(r *reading, k *candidate) string {
	s := &r.sentences[k.sentence]
	isLanguage := c.languages[k.skill]
	switch k.need {
	case asMade:
		if k.cues&makes != 0 && !k.open {
			return byCue
		}
		return ""
	case asTest:
		return byList
	case asTopic:
		switch {
		case k.cues != 0 && !k.open, k.cues&(before|worker) != 0:
			return byCue
		case k.section&(headRequired|headPreferred) != 0, s.signals&(demands|prefers) != 0:
			return byAsk
		case s.strong > 0:
			return byNear
		}
		return ""
	case asLetter:
		if k.exact && (k.cues&language != 0 || k.cues&after != 0 && k.cues&before != 0 || k.inTitle && k.cues&after != 0) {
			return byCue
		}
		if k.exact && !k.open && k.cues&before != 0 {
			return byCue
		}
		return ""
	}
	if !k.exact {
		if k.need == asUpper && k.cues&after != 0 && k.cues&before != 0 || k.capitals && k.cues&(language|worker) != 0 && c.named[k.skill] {
			return byCue
		}
		return ""
	}
	switch {
	case k.item && k.section&(headRequired|headPreferred|headNeutral) != 0:
		return byList
	case k.cues&before != 0 && (!k.open || k.need == asName), k.cues&after != 0 && !(k.initial && k.need == asWord && !isLanguage && k.cues&worker == 0), k.cues&language != 0:
		return byCue
	case k.inTitle && s.signals&worker != 0 && c.named[k.skill]:
		return byCue
	case k.need == asUpper:
		return byCase
	case k.need == asName && !k.initial:
		return byCase
	case s.strong > 0 && (!k.initial || k.need == asName):
		return byNear
	}
	return ""
}

// jointOf reads what stands between two candidates.
func jointOf(gap string) joint {
	if len(gap) > 24 {
		return apart
	}
	j := blanks
	for i := 0; i < len(gap); {
		switch c := gap[i]; {
		case c == ' ' || c == '\t' || c == '\r':
			i++
		case strings.IndexByte(",/|+*()[]&\n;-:'\"#", c) >= 0:
			j = listed
			i++
		case c >= '0' && c <= '9' || c == '.' && i+1 < len(gap) && class[gap[i+1]] == digit:
			i++
		case c == '.' && strings.HasPrefix(gap[i:], ".x"):
			i += 2
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(gap[i:])
			if letterAt(gap, i) {
				return apart
			}
			if r != '\u00a0' {
				j = listed
			}
			i += size
		default:
			end := i
			for end < len(gap) && class[gap[end]] == letter {
				end++
			}
			switch gap[i:end] {
			case "and", "or", "AND", "OR", "And", "Or", "with", "e", "g", "etc", "und", "et", "y", "oder", "ou":
			default:
				return apart
			}
			j = listed
			i = end
		}
	}
	return j
}

// fewWords reports whether at most three short words stand between a negation and a name.
func fewWords(gap string) bool {
	return len(gap) <= 22 && strings.Count(strings.TrimSpace(gap), " ") <= 2 && !strings.ContainsAny(gap, ",;:()")
}

// adjacent reports whether a cue and a name are parted by a blank, a hyphen or a colon at most.
func adjacent(gap string) bool {
	if len(gap) > 3 {
		return false
	}
	for i := range len(gap) {
		switch gap[i] {
		case ' ', '-', ':', '(', '"', '/':
		default:
			return false
		}
	}
	return true
}

// inBrackets reports whether a bracket opens between a word that ends at from and a name, and closes or goes on with a comma behind it.
func inBrackets(text string, from, start, end int) bool {
	gap := text[from:start]
	return (gap == " (" || gap == "(") && end < len(text) && (text[end] == ')' || text[end] == ',' || text[end] == '/')
}

// siteLength is how much of an address is read, in bytes.
const siteLength = 200

// ownSite reports whether the address of its project follows a name: "Crystal (https://crystal-lang.org)". The address of a company
// with that name says nothing.
func ownSite(text string, start, end int) bool {
	i := end
	for i < len(text) && i < end+3 && (text[i] == ' ' || text[i] == '(' || text[i] == '-') {
		i++
	}
	if end-start < 3 || !strings.HasPrefix(text[i:], "http") {
		return false
	}
	site := strings.ToLower(text[i:tokenEnd(text[:min(len(text), i+siteLength)], i)])
	name := strings.ToLower(text[start:end])
	return strings.Contains(site, name+"-lang.") || strings.Contains(site, name+"lang.") ||
		strings.Contains(site, "docs."+name+".") || strings.Contains(site, "/"+name) && strings.Contains(site, "//github.com/")
}

// inLanguage reports whether "in" stands before a name, as before that of a language: "a server in Rust". Where a word with a capital
// follows it may be a place.
func inLanguage(text string, start, end int) bool {
	if !strings.HasSuffix(text[:start], " in ") && !strings.HasSuffix(text[:start], "(in ") {
		return false
	}
	return end+1 >= len(text) || text[end] != ' ' || text[end+1] < 'A' || text[end+1] > 'Z'
}

// wrongEdge reports whether the characters around a spelling make it a part of another word or of an address: an ampersand or apostrophe
// beside one letter, a hyphen behind it, an at sign before a word, a colon and a slash behind it.
func wrongEdge(text string, start, end int) bool {
	if strings.HasPrefix(text[end:], ":/") { // an address
		return true
	}
	if start > 0 {
		switch text[start-1] {
		case '@':
			return true
		case '&', '\'':
			if end-start == 1 {
				return true
			}
		case '.':
			if start > 1 && class[text[start-2]] == letter && end-start == 1 {
				return true
			}
		}
		if end-start == 1 && strings.HasSuffix(text[:start], "’") {
			return true
		}
	}
	if end-start == 1 && end < len(text) {
		if text[end] == '.' && (start == 0 || text[start-1] == '\n') { // A. B. C.
			return true
		}
		switch text[end] {
		case '&', '\'', '-':
			return true
		case '.':
			return end+1 < len(text) && class[text[end+1]] == letter
		}
		return strings.HasPrefix(text[end:], "’")
	}
	return false
}

// likened reports whether the words around a name liken something to it: "the GitHub of gardens", "what GitHub did for code". What is
// said to be somebody's, or there for them, is the thing itself: "the Terraform for our platform".
func likened(text string, start, end int) bool {
	after := text[end:]
	if strings.HasPrefix(after, " did for ") || strings.HasPrefix(after, " does for ") || strings.HasPrefix(after, " but for ") {
		return true
	}
	rest, ok := strings.CutPrefix(after, " of ")
	if !ok {
		rest, ok = strings.CutPrefix(after, " for ")
	}
	if !ok || !strings.HasSuffix(text[:start], "the ") {
		return false
	}
	word, _, _ := strings.Cut(rest[:min(len(rest), len("these "))], " ")
	switch word {
	case "our", "your", "its", "their", "this", "these", "all":
		return false
	}
	return true
}

// opens reports whether the word at i is the first of its sentence.
func opens(text string, i int) bool {
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case r == '\n' || r == '.' || r == '!' || r == '?':
			return true
		case letterAt(text, i-size), r == ',', r == '(', r == ')', r == '/', r == '&', r == '|', r == '+', r == '#', r == ':':
			return false
		}
		i -= size
	}
	return true
}

// goesOn reports whether an ordinary word in lower case follows at once.
func goesOn(text string, i int) bool {
	j := i
	for j < len(text) && (text[j] == ' ' || text[j] == '\t') {
		j++
	}
	if j == len(text) {
		return false
	}
	if j == i && text[j] == '-' {
		return true
	}
	if j == i || text[j] < 'a' || text[j] > 'z' {
		return false
	}
	end := j
	for end < len(text) && class[text[end]] == letter {
		end++
	}
	switch text[j:end] {
	case "and", "or", "is", "are", "with", "on", "for", "in", "as", "etc", "to", "at", "experience", "would", "preferred", "a", "by", "from", "but", "if", "required",
		"that", "which", "used", "using", "across", "within", "so", "when", "while", "where", "supporting", "powering", "serving", "through", "via",
		"into", "over", "between":
		return false
	}
	return true
}

// shouting reports whether the words around a spelling of capitals stand in capitals too, so that its case tells nothing.
func shouting(text string, start, end int) bool {
	upper, lower := 0, 0
	count := func(s string) {
		for i := range len(s) {
			switch c := s[i]; {
			case c >= 'A' && c <= 'Z':
				upper++
			case c >= 'a' && c <= 'z':
				lower++
			}
		}
	}
	from := max(0, start-24)
	if i := strings.LastIndexByte(text[from:start], '\n'); i >= 0 {
		from += i + 1
	}
	to := min(len(text), end+24)
	if i := strings.IndexByte(text[end:to], '\n'); i >= 0 {
		to = end + i
	}
	count(text[from:start])
	count(text[end:to])
	return lower == 0 && upper >= 6
}

// isEmployer reports whether a surface is the employer's name, or an ambiguous one or one of several words that the name begins with.
func (r *reading) isEmployer(surface string, loose bool) bool {
	if r.employer == "" {
		return false
	}
	n := len(surface)
	return strings.EqualFold(surface, r.employer) || strings.EqualFold(surface, r.employerInFull) ||
		(loose || strings.IndexByte(surface, ' ') > 0) && n >= 4 && n < len(r.employer) && strings.EqualFold(surface, r.employer[:n])
}

// inEmployer reports whether a surface stands in the employer's name, written in full there: "Maven Clinic".
func (r *reading) inEmployer(text string, start, end int) bool {
	i := strings.Index(r.employer, text[start:end])
	from := start - i
	return i >= 0 && len(r.employer) > end-start && from >= 0 && from+len(r.employer) <= len(text) && text[from:from+len(r.employer)] == r.employer
}

// strengthOf says how strongly the posting asks for a candidate.
func (r *reading) strengthOf(k *candidate) job.Strength {
	if k.inTitle {
		return job.Mentioned
	}
	s := r.sentences[k.sentence].signals
	if s&pitches != 0 && k.section&(headRequired|headPreferred) == 0 || k.section == headAbout || k.section == headPerks {
		return job.Mentioned // what the employer does and has
	}
	if k.section == 0 && k.cues&worker != 0 && s&prefers == 0 {
		return job.Mentioned // what the person will be called: "looking for a Go developer"
	}
	if k.section == headRequired && s&duties != 0 && s&(demands|prefers) == 0 {
		return job.Mentioned
	}
	switch {
	case s&prefers != 0 && !k.spared, k.section == headPreferred:
		return job.Preferred
	case k.section == headRequired, s&demands != 0:
		return job.Required
	}
	return job.Mentioned
}
