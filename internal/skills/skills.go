// Package skills says which skills, roles and seniority a text names. It holds the
// taxonomy, finds its spellings in one pass over the text, and decides by rules which
// of them are meant: "Go developer" is, "go to market" is not.
package skills

import (
	"cmp"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"

	"demand/internal/job"
	"demand/internal/markup/place"
)

// A Document is what a posting says, as far as it is classified. Any field may be empty.
type Document struct {
	Title    string // the posting's title
	Lead     string // the first line of a post without a title; it stands in Text too
	Text     string // the description, with line breaks between its blocks
	Employer string // whose name is no skill here
	Shared   Shared // paragraphs that are boilerplate of the source; none if empty

	Places   []string   // as the source writes them
	Remote   job.Remote // where the work is done, as the source says
	Language string     // tag of the text's language as the source gives it
}

// A Classifier finds the skills of a taxonomy in texts. It is safe for concurrent use.
type Classifier struct {
	taxonomy  *Taxonomy
	matcher   *matcher
	titles    *matcher    // of titleTable
	levels    *matcher    // of levelTable
	slugs     []string    // by skill: its slug, once more, so that they stand together in memory
	needs     []need      // by skill
	with      [][]int32   // by skill: skills of which one must be named
	rolesOf   []job.Roles // by skill: a role in whose postings it is meant
	vouches   []bool      // by skill: its name makes an ambiguous neighbour a skill
	products  []bool      // by skill: it is a technology, to which another one may be likened
	vague     []bool      // by skill: employers also say it of themselves and what they sell
	methods   []bool      // by skill: a way to make software
	weak      []bool      // by skill: an office tool, standard or the like
	trade     []bool      // by skill: other trades speak of it too
	languages []bool      // by skill: a programming language
	named     []bool      // by skill: may stand alone in a title beside the word for who does the work
	coders    []bool      // by skill: a technology of which only those speak who write or run software
	readings  sync.Pool
}

// New makes a classifier for the taxonomy.
func New(t *Taxonomy) *Classifier {
	c := &Classifier{taxonomy: t}
	index := make(map[string]int32, len(t.entries))
	for i := range t.entries {
		index[t.entries[i].Slug] = int32(i)
	}
	phrases := make([]phrase, 0, 5*len(t.entries)) // as many as there are, or a few more
	for _, d := range t.decoys {
		for text := range plainSpellings(d) {
			phrases = append(phrases, phrase{text: text, kind: decoy})
		}
	}
	for i := range t.entries {
		e := &t.entries[i]
		n := needs[e.Rule]
		c.slugs = append(c.slugs, e.Slug)
		c.needs = append(c.needs, n)
		var with []int32
		for _, slug := range e.With {
			with = append(with, index[slug])
		}
		c.with = append(c.with, with)
		c.vouches = append(c.vouches, e.Nature == "technology" && !e.Weak)
		c.products = append(c.products, e.Nature == "technology")
		c.vague = append(c.vague, e.Nature == "practice" || e.Weak || e.Product)
		c.methods = append(c.methods, e.Method)
		role, _ := job.ParseRole(e.Role)
		c.rolesOf = append(c.rolesOf, role)
		c.weak = append(c.weak, e.Weak)
		c.trade = append(c.trade, e.Trade)
		c.languages = append(c.languages, e.Category == "languages")
		c.named = append(c.named, e.Category == "languages" || e.Category == "frameworks" || e.Category == "frontend")
		c.coders = append(c.coders, e.Nature == "technology" && !e.Weak && !e.Trade && e.Category != "data-ai" && e.Category != "systems" && e.Category != "mobile")
		for _, s := range e.spellings() {
			upper := !strings.ContainsFunc(s.text, func(r rune) bool { return unicode.ToUpper(r) != r })
			for text := range plainSpellings(s.text) {
				phrases = append(phrases, phrase{
					text: text, kind: spelling, skill: int32(i), loose: s.loose, upper: upper, marked: text != s.text,
					plural:  (!s.loose || n == asTopic) && (e.Nature == "practice" || strings.Contains(s.text, " ") || len(s.text) > 2 && upper),
					version: !s.loose && len(s.text) > 2,
				})
			}
		}
	}
	phrases = append(phrases, cuePhrases()...)
	var wg sync.WaitGroup
	wg.Go(func() { c.titles, c.levels = newMatcher(titlePhrases()), newMatcher(levelPhrases()) })
	c.matcher = newMatcher(phrases)
	wg.Wait()
	c.readings.New = func() any {
		return &reading{
			seen: make([]bool, len(t.entries)), strict: make([]bool, len(t.entries)), strength: make([]job.Strength, len(t.entries)),
			title: titleReader{matcher: c.titles, levels: c.levels},
		}
	}
	return c
}

// cuePhrases merges the lists of signals into one phrase each.
func cuePhrases() []phrase {
	var phrases []phrase
	at := make(map[string]int)
	for _, list := range signals {
		for _, written := range list.phrases {
			for text := range plainSpellings(written) {
				i, ok := at[text]
				if !ok {
					i = len(phrases)
					at[text] = i
					phrases = append(phrases, phrase{text: text, kind: cue})
				}
				phrases[i].signal |= list.signal
			}
		}
	}
	return phrases
}

// Classify says which skills the document names, how strongly, and which roles and levels; Places and Language are left to
// ClassifyAll. Skills stand in the order of the taxonomy.
func (c *Classifier) Classify(d Document) job.Facts {
	facts, _, _ := c.classify(d, noEvidence)
	return facts
}

// ClassifyAll classifies documents on all processors, finds their places and languages too, and returns their facts in the
// same order.
func (c *Classifier) ClassifyAll(documents []Document) []job.Facts {
	facts := make([]job.Facts, len(documents))
	workers := max(1, min(runtime.GOMAXPROCS(0), len(documents)))
	var wg sync.WaitGroup
	for w := range workers {
		from, to := w*len(documents)/workers, (w+1)*len(documents)/workers
		wg.Go(func() {
			for i := from; i < to; i++ {
				d := &documents[i]
				facts[i] = c.Classify(*d)
				facts[i].Places = place.Resolve(d.Places, d.Remote)
				facts[i].Language = languageOf(d.Language, d.Text)
			}
		})
	}
	wg.Wait()
	return facts
}

// Explain does what Classify does and also returns every mention that counted, those of the title first, in the order of their places.
func (c *Classifier) Explain(d Document) (job.Facts, []job.Mention) {
	facts, mentions, _ := c.classify(d, evidence)
	return facts, mentions
}

// A Rejection is a spelling that stands in a text and does not count.
type Rejection struct {
	Slug       string
	InTitle    bool
	Start, End int    // bytes, as in job.Mention
	Why        string // a word, a colon and a sentence
}

// Trace does what Explain does and also returns what was rejected, in the same order.
func (c *Classifier) Trace(d Document) (job.Facts, []job.Mention, []Rejection) {
	return c.classify(d, everything)
}

// CheckSentences tries the sentences of the taxonomy: each of match must name its skill, none of not may. The error joins all that fail,
// each with file, line and key.
func (c *Classifier) CheckSentences() error {
	var errs []error
	for i := range c.taxonomy.entries {
		e := &c.taxonomy.entries[i]
		names := func(sentence string) bool {
			return slices.ContainsFunc(c.Classify(Document{Text: sentence}).Skills, func(f job.SkillFact) bool { return f.Slug == e.Slug })
		}
		for _, s := range e.Match {
			if !names(s) {
				errs = append(errs, e.errorf("match", "%q does not name it", s))
			}
		}
		for _, s := range e.Not {
			if names(s) {
				errs = append(errs, e.errorf("not", "%q names it", s))
			}
		}
	}
	return errors.Join(errs...)
}

// How much a classification tells beside the facts.
type detail uint8

const (
	noEvidence detail = iota
	evidence
	everything
)

func (c *Classifier) classify(d Document, detail detail) (job.Facts, []job.Mention, []Rejection) {
	r := c.readings.Get().(*reading)
	defer c.readings.Put(r)
	r.candidates, r.sentences = r.candidates[:0], r.sentences[:0]
	r.setEmployer(d.Employer)
	r.shared = d.Shared
	r.glued = isGlued(d.Text)
	if r.glued {
		d.Text = c.part(&r.parting, d.Text, d.Shared)
	}
	c.read(r, d.Title, true)
	c.read(r, d.Text, false)
	facts := job.Facts{Version: c.taxonomy.version}
	if seeksWork(d.Text) {
		for i := range r.candidates {
			r.candidates[i].drop(ofSeeker)
		}
	} else {
		facts.Roles, facts.Seniority = c.roles(r, d)
	}
	c.judge(r, cmp.Or(d.Title, d.Lead), facts.Roles)

	if r.glued && detail > noEvidence {
		for i := range r.candidates {
			if k := &r.candidates[i]; !k.inTitle {
				k.start, k.end = r.parting.place(k.start), r.parting.place(k.end)
			}
		}
	}
	var mentions []job.Mention
	var rejections []Rejection
	counted := r.counted[:0]
	for i := range r.candidates {
		k := &r.candidates[i]
		if k.rule == "" {
			if detail == everything {
				rejections = append(rejections, Rejection{c.taxonomy.entries[k.skill].Slug, k.inTitle, int(k.start), int(k.end), c.why(k)})
			}
			continue
		}
		s := r.strengthOf(k)
		if r.strength[k.skill] == 0 {
			counted = append(counted, k.skill)
		}
		r.strength[k.skill] = max(r.strength[k.skill], s)
		r.strict[k.skill] = r.strict[k.skill] || k.strict
		if detail >= evidence {
			mentions = append(mentions, job.Mention{
				Slug: c.taxonomy.entries[k.skill].Slug, Strength: s, Strict: k.strict, InTitle: k.inTitle,
				Start: int(k.start), End: int(k.end), Rule: k.rule,
			})
		}
	}
	if len(counted) > 0 {
		slices.Sort(counted)
		facts.Skills = make([]job.SkillFact, len(counted))
		for i, s := range counted {
			facts.Skills[i] = job.SkillFact{Slug: c.slugs[s], Strength: r.strength[s], Strict: r.strict[s]}
		}
	}
	r.counted = counted
	for _, s := range counted {
		r.seen[s], r.strict[s], r.strength[s] = false, false, 0
	}
	return facts, mentions, rejections
}

// why says why a candidate does not count.
func (c *Classifier) why(k *candidate) string {
	switch {
	case k.dropped != "":
		return k.dropped
	case len(c.with[k.skill]) > 0:
		return ofCompanions
	}
	return ofDoubt
}

// setEmployer takes note of the employer's name.
func (r *reading) setEmployer(name string) {
	r.employerInFull = ""
	if len(name) <= employerLength {
		r.employerInFull = strings.TrimSpace(name)
	}
	r.employer = employerName(r.employerInFull)
	r.employerStem = employerStem(r.employer)
}

// employerLength is how long an employer's name is at most, in bytes. What is longer is none.
const employerLength = 200

// nameEndings are the words that may follow the name proper of an employer: its legal form, and the country of a branch.
var nameEndings = map[string]bool{
	"inc.": true, "inc": true, "llc": true, "ltd.": true, "ltd": true, "gmbh": true, "corp.": true, "corp": true, "corporation": true, "labs": true,
	"ag": true, "s.a.": true, "ab": true, "se": true, "kg": true, "&": true, "co.": true, "co": true, "plc": true, "limited": true, "technologies": true,
	"austria": true, "Österreich": true, "deutschland": true, "germany": true, "schweiz": true, "switzerland": true, "uk": true, "usa": true,
	"us": true, "canada": true, "india": true, "france": true, "españa": true, "spain": true, "italia": true, "italy": true, "nederland": true,
	"netherlands": true, "polska": true, "poland": true, "brasil": true, "brazil": true, "sverige": true, "australia": true, "singapore": true,
	"ireland": true,
}

// endingLength is no less than that of the longest of them, in bytes.
const endingLength = 12

// employerStem returns how many bytes of a name, without blanks, stand before a last word that many names have and leave out, or 0. A board
// writes both as one: "claylabs".
func employerStem(name string) int {
	for _, ending := range generalEndings {
		rest := len(name) - len(ending)
		if rest >= stemLength && lower(name[len(name)-1]) == ending[len(ending)-1] && strings.EqualFold(name[rest:], ending) {
			return rest - strings.Count(name[:rest], " ")
		}
	}
	return 0
}

// generalEndings are such words.
var generalEndings = []string{
	"labs", "health", "data", "technologies", "technology", "software", "systems", "security", "robotics", "energy", "games", "networks", "hq", "ai",
}

// stemLength is how long at least what stands before them is, in bytes.
const stemLength = 4

// employerName strips an employer's name of its legal form, of the country of a branch, and of what stands in brackets behind it:
// "Acme Inc. (YC W26)".
func employerName(name string) string {
	if i := strings.IndexAny(name, "(["); i > 0 {
		name = strings.TrimRight(name[:i], " ")
	}
	for {
		i := strings.LastIndexByte(name, ' ')
		if i <= 0 || len(name)-i-1 > endingLength {
			return name
		}
		var small [endingLength]byte
		n := copy(small[:], name[i+1:])
		for j, c := range small[:n] {
			small[j] = lower(c)
		}
		if !nameEndings[string(small[:n])] {
			return name
		}
		name = strings.TrimRight(name[:i], " ,")
	}
}
