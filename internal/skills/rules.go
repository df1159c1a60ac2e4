package skills

import (
	"slices"
	"strings"

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
	byRole = "role" // the posting is for the work that it is about
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
	ofSeeker      = "seeker: somebody wrote it who looks for work"
	ofDevice      = "device: it is what the person's own device has to run"
	ofTrade       = "trade: the work is not technical, and no technology is named"
	ofCompanions  = "companions: none of the skills is named that it comes with"
	ofDoubt       = "support: it means other things too, and nothing around it says that it is meant"
)

// A candidate is a spelling found in a text, on its way to become a mention.
type candidate struct {
	start, end int32
	skill      int32
	need       need
	joint      joint  // to the candidate before
	section    signal // heading under which it stands
	sentence   int32  // index in reading.sentences
	cues       signal // of the words right before: before, with demands and uses, makes, language; and behind: after, language, worker, person
	inTitle    bool
	exact      bool   // written as the taxonomy writes it, and the line is not all in capitals
	capitals   bool   // all in capitals, as the taxonomy does not write it
	initial    bool   // first word of its sentence
	framed     bool   // first in a field, bracket or line: "| Rust, Go |"
	item       bool   // an item of a list by itself: "- Ruby (3 years)"
	open       bool   // an ordinary word follows
	purposeful bool   // what it is used for follows: "Airflow for orchestration"
	boxed      bool   // in brackets behind a word for who does the work: "engineers (Rust)"
	opening    bool   // it heads an open role: "- Senior Android Engineer"
	owned      bool   // a word before it names a device: "a smartphone with Android or iOS"
	spared     signal // prefers, demands: what its sentence says, but not of it
	dropped    string // why it does not count whatever supports it; empty if nothing forbids it
	rule       string
	strict     bool
}

// drop notes why a candidate does not count, unless a reason is known.
func (k *candidate) drop(why string) {
	if k.dropped == "" {
		k.dropped = why
	}
}

// ownItem reports whether a candidate is an item by itself of what is asked for, wished or used.
func (k *candidate) ownItem() bool {
	return k.item && k.section&(headRequired|headPreferred|headNeutral) != 0
}

// judge decides which candidates count.
func (c *Classifier) judge(r *reading, title string, roles job.Roles) {
	all := r.candidates
	c.dropByWork(all, title, roles)
	ambiguous, needy := false, false // some are left
	for i := range all {
		k := &all[i]
		s := &r.sentences[k.sentence]
		if k.section == headPerks && (c.vague[k.skill] || k.need != always) && !k.opening && s.signals&(demands|prefers|duties|ours) == 0 {
			k.drop(ofPerks)
		}
		if c.vague[k.skill] && c.inPraise(k, s, roles) {
			k.drop(ofPraise)
		}
		switch {
		case k.dropped != "":
		case k.need != always && c.rolesOf[k.skill]&roles != 0:
			k.rule = byRole
			r.seen[k.skill] = true
		case k.need != always && len(c.with[k.skill]) > 0:
			needy = true
		case k.need != always:
			ambiguous = true
		default:
			k.rule, k.strict = byName, true
			r.seen[k.skill] = true
			if c.vouches[k.skill] {
				s.strong++
			} else if !c.weak[k.skill] && !c.trade[k.skill] {
				s.practice = true
			}
		}
	}
	if ambiguous {
		c.judgeAmbiguous(r, false)
	}
	if needy {
		c.judgeAmbiguous(r, true)
	}
}

// inPraise reports whether a candidate stands where the employer tells what it is or sells, and nothing says that it is of the work.
func (c *Classifier) inPraise(k *candidate, s *sentence, roles job.Roles) bool {
	asks := demands | prefers | duties | ours
	if s.ofEmployer {
		asks = seeks | prefers | duties // "Acme is known for its expertise in …" asks for none
	}
	switch {
	case k.inTitle, k.opening, s.stack, s.signals&asks != 0, k.section&(headRequired|headPreferred) != 0:
		return false
	case c.methods[k.skill] && roles != job.NotTechnical && !s.ofEmployer:
		return false
	}
	// A posting for other work speaks of what is sold before its first heading.
	return s.signals&pitches != 0 || k.section == headAbout || k.section == 0 && roles == job.NotTechnical && !c.weak[k.skill]
}

// dropByWork drops what postings for other work mean otherwise. Every trade speaks of quality assurance, statistics or networking: in a
// posting for work that is not technical, and that names no technology, topics do not count. What a recruiter has to know are office
// tools; the rest is asked of those who are hired.
func (c *Classifier) dropByWork(all []candidate, title string, roles job.Roles) {
	named := func(of []bool) bool {
		return slices.ContainsFunc(all, func(k candidate) bool {
			return k.need == always && of[k.skill] && !c.trade[k.skill] && k.dropped == "" && !k.owned
		})
	}
	plainTrade := roles == job.NotTechnical || roles == 0 && !named(c.vouches)
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
	if plainTrade && !named(c.coders) {
		topics := !named(c.vouches)
		for i := range all {
			// A Cypress is a tree here, and GCP good clinical practice, unless the word behind says otherwise.
			if roles == job.NotTechnical && c.coders[all[i].skill] && asWord <= all[i].need && all[i].need <= asLetter && all[i].cues&^(before|demands|uses) == 0 {
				all[i].drop(ofTrade)
			}
			beside := func(j, joined int) bool { // another practice stands beside it, as Scrum does beside agile
				return 0 <= j && j < len(all) && all[joined].joint == listed && all[j].need == always && all[j].dropped == ""
			}
			// Where no role is known, only what an ordinary word follows is of the trade: "agile execution".
			if (topics && all[i].need == asTopic || c.trade[all[i].skill]) && (roles != 0 && !all[i].opening || all[i].open && all[i].cues == 0) && !beside(i-1, i) && !beside(i+1, i+1) {
				all[i].drop(ofTrade)
			}
		}
	}
}

// judgeAmbiguous decides on the ambiguous candidates: first those in lists, then the others by their own surroundings. The needy ones,
// whose skills need another one in the posting, come last, when the others are known.
func (c *Classifier) judgeAmbiguous(r *reading, needy bool) {
	all := r.candidates
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

// recruits reports whether a title is that of somebody who hires.
func recruits(title string) bool {
	title = strings.ToLower(title)
	return slices.ContainsFunc([]string{"recruiter", "recruiting", "recruitment", "talent acquisition", "talent partner", "sourcer"}, func(word string) bool {
		return strings.Contains(title, word)
	})
}

// open reports whether an ambiguous candidate is still to be decided, now or when the needy ones are.
func (c *Classifier) open(r *reading, k *candidate, needy bool) bool {
	if k.need == always || k.dropped != "" {
		return false
	}
	with := c.with[k.skill]
	if needy != (len(with) > 0) {
		return false
	}
	isSaid := c.languages[k.skill] && k.cues&(before|language) == before|language // "written in Crystal"
	return !needy || isSaid || slices.ContainsFunc(with, func(s int32) bool { return r.seen[s] })
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
		case (k.need == always || (k.need == asName || k.need == asUpper) && k.exact && !k.initial) && c.vouches[k.skill]:
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
			ok = strong > 0 || exact >= 3 || exact >= 2 && (cues != 0 || run[0].framed) || languages >= 2 || plain > 0 && c.weak[k.skill] || // "Excel, PowerPoint"
				needy && c.accompanied(k, run) // "Rally, Jira"
		case k.need == asLetter && (k.end-k.start == 1 || i == 0 && !k.framed && k.cues&before == 0): // "bare metal, iOS"
		default:
			ok = strong > 0 && (!k.open || i+1 < len(run) && run[i+1].joint != apart)
		}
		if ok {
			k.rule, k.strict = byList, true
		}
	}
}

// accompanied reports whether one of the skills that a candidate comes with counts in its list.
func (c *Classifier) accompanied(k *candidate, run []candidate) bool {
	return slices.ContainsFunc(run, func(other candidate) bool {
		return other.dropped == "" && (other.need == always || other.rule != "") && slices.Contains(c.with[k.skill], other.skill)
	})
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
		case s.strong > 0, s.practice && s.signals&colleagues == 0:
			return byNear
		}
		return ""
	case asLetter:
		if k.exact && k.ownItem() {
			return byList
		}
		if k.exact && (k.cues&language != 0 || k.cues&after != 0 && k.cues&before != 0 || k.inTitle && k.cues&after != 0) {
			return byCue
		}
		if k.exact && !k.open && k.cues&before != 0 {
			return byCue
		}
		return ""
	}
	if !k.exact {
		isName := k.need == asName
		switch {
		case isLanguage && k.need <= asName && k.cues&(before|language) == before|language && !k.open: // "the backend is scala"
		case (isLanguage || isName) && k.cues&person != 0: // "rust engineers"
		case isName && k.boxed: // "front-end (react)"
		case isName && !k.open && k.cues&(demands|uses) != 0: // "experience with react"
		case isName && !k.open && k.capitals && k.cues != 0: // "such as SASS"
		case k.need == asUpper && k.cues&after != 0 && k.cues&before != 0:
		case k.capitals && k.cues&(language|worker) != 0 && c.named[k.skill]:
		default:
			return ""
		}
		return byCue
	}
	switch {
	case k.ownItem():
		return byList
	case k.cues&before != 0 && (!k.open || k.need == asName), k.cues&after != 0 && !(k.initial && k.need == asWord && !isLanguage && k.cues&worker == 0 && k.section&(headRequired|headPreferred) == 0), k.cues&language != 0:
		return byCue
	case k.inTitle && s.signals&worker != 0 && c.named[k.skill]:
		return byCue
	case k.need == asUpper:
		return byCase
	case k.need == asName && (!k.initial || k.purposeful):
		return byCase
	case s.strong > 0 && (!k.initial || k.need == asName):
		return byNear
	}
	return ""
}

// strengthOf says how strongly the posting asks for a candidate.
func (r *reading) strengthOf(k *candidate) job.Strength {
	if k.inTitle {
		return job.Mentioned
	}
	s := r.sentences[k.sentence].signals &^ k.spared
	if s&pitches != 0 && k.section&(headRequired|headPreferred) == 0 || k.section == headAbout || k.section == headPerks {
		return job.Mentioned // what the employer does and has
	}
	if (k.section == 0 || s&demands == 0 && s&person != 0) && k.cues&worker != 0 && s&prefers == 0 && k.spared&prefers == 0 {
		return job.Mentioned // what the person will be called: "looking for a Go developer"
	}
	if k.section == headNeutral && s&duties != 0 && s&(seeks|prefers) == 0 {
		return job.Mentioned // "Lead hands-on reviews of …" among the duties
	}
	if k.section == headRequired && s&duties != 0 && s&(demands|prefers) == 0 {
		return job.Mentioned
	}
	switch {
	case s&prefers != 0, k.section == headPreferred && s&insists == 0:
		return job.Preferred
	case k.section == headRequired, s&demands != 0:
		return job.Required
	}
	return job.Mentioned
}
