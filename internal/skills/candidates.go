package skills

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"demand/internal/markup/place"
)

// A Suggestion is a name that no skill has, and that stands in lists of skills.
type Suggestion struct {
	Name      string // as it was spelled first
	Employers int
	Postings  int
	Sentences []string // lines that hold it, the first few, one an employer
}

// How much Candidates keeps.
const (
	suggestedNames     = 50_000 // at a time: when there are more, names of one employer are forgotten
	suggestedSentences = 3      // of each name
	suggestedLength    = 30     // bytes of a name
	suggestedWords     = 3      // words of a name
	sentenceLength     = 160    // bytes of a sentence
)

// Candidates gathers the names that stand in lists of skills and are none. Its memory is bounded.
type Candidates struct {
	classifier *Classifier
	names      map[string]*suggested // by the folded name
}

// A suggested is a Suggestion in the making.
type suggested struct {
	Suggestion
	employers map[uint64]bool
}

// NewCandidates gathers names that the classifier does not know.
func NewCandidates(c *Classifier) *Candidates {
	return &Candidates{c, make(map[string]*suggested)}
}

// Add reads one document. One without an employer counts as an employer of its own.
func (l *Candidates) Add(d Document) {
	_, mentions, rejections := l.classifier.Trace(d)
	var places []listItem // of what is known, in the order of their places
	for _, m := range mentions {
		if !m.InTitle {
			places = append(places, listItem{start: m.Start, end: m.End, known: true})
		}
	}
	for _, r := range rejections {
		if !r.InTitle {
			places = append(places, listItem{start: r.Start, end: r.End})
		}
	}
	slices.SortFunc(places, func(a, b listItem) int { return cmp.Compare(a.start, b.start) })
	employer := hash(d.Employer)
	if strings.TrimSpace(d.Employer) == "" {
		employer = hash(d.Text)
	}
	seen := make(map[string]bool)
	start := 0
	for line := range strings.Lines(d.Text) {
		items := listItems(d.Text, start, start+len(line))
		known := make([]bool, len(items))   // counts as a skill
		spelled := make([]bool, len(items)) // holds a spelling of one, or a part of it
		for i, item := range items {
			for len(places) > 0 && places[0].end <= item.start {
				places = places[1:]
			}
			spelled[i] = len(places) > 0 && places[0].start < item.end
			known[i] = spelled[i] && places[0].known
		}
		for i, item := range items {
			name := d.Text[item.start:item.end]
			beside := i > 0 && !item.apart && known[i-1] || i+1 < len(items) && !items[i+1].apart && known[i+1]
			if spelled[i] || item.heading || !beside || !namelike(name) || seen[strings.ToLower(name)] || l.isWords(name) || isPlace(d.Places, name) {
				continue
			}
			seen[strings.ToLower(name)] = true
			l.add(name, line, employer)
		}
		start += len(line)
	}
	if len(l.names) > suggestedNames {
		maps.DeleteFunc(l.names, func(_ string, s *suggested) bool { return len(s.employers) < 2 })
	}
}

func (l *Candidates) add(name, line string, employer uint64) {
	s := l.names[strings.ToLower(name)]
	if s == nil {
		s = &suggested{Suggestion: Suggestion{Name: strings.Clone(name)}, employers: map[uint64]bool{}}
		l.names[strings.ToLower(name)] = s
	}
	s.Postings++
	if !s.employers[employer] && len(s.Sentences) < suggestedSentences {
		line = strings.TrimSpace(line)
		if at := strings.Index(line, name); len(line) > sentenceLength {
			from := runeStart(line, max(0, at-sentenceLength/2))
			line = line[from:runeStart(line, from+sentenceLength)]
		}
		s.Sentences = append(s.Sentences, strings.Clone(line))
	}
	s.employers[employer] = true
}

// Suggestions returns the names that at least so many employers wrote, most employers first.
func (l *Candidates) Suggestions(employers int) []Suggestion {
	var list []Suggestion
	for _, s := range l.names {
		if s.Employers = len(s.employers); s.Employers >= employers {
			list = append(list, s.Suggestion)
		}
	}
	slices.SortFunc(list, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.Employers, a.Employers), cmp.Compare(b.Postings, a.Postings), strings.Compare(a.Name, b.Name))
	})
	return list
}

// isWords reports whether a name is that of a job or a level, or holds words that say something about names: "We use", "Senior Engineer".
func (l *Candidates) isWords(name string) bool {
	for _, m := range []*matcher{l.classifier.titles, l.classifier.levels, l.classifier.matcher} {
		if slices.ContainsFunc(m.scan(new(scanner), name), func(e event) bool { return e.kind == cue }) {
			return true
		}
	}
	return false
}

// isPlace reports whether a name is that of a country, region or city, or stands in one of the posting's places.
func isPlace(places []string, name string) bool {
	return len(place.Resolve([]string{name}, "")) > 0 ||
		slices.ContainsFunc(places, func(p string) bool { return strings.Contains(strings.ToLower(p), strings.ToLower(name)) })
}

// A listItem is a part of a line between separators, or the place of a spelling.
type listItem struct {
	start, end int
	known      bool // of a spelling: that it counts
	apart      bool // of a part: it stands in no list with the one before
	heading    bool // of a part: a colon follows
}

// listItems cuts the line from start to end at commas, slashes and the words for and, which stand in lists, and at brackets, bars and
// colons, which part one from another.
func listItems(text string, start, end int) []listItem {
	var items []listItem
	from, apart := start, true
	cut := func(to, next int, parting bool) {
		a, b := from, to
		for a < b && strings.IndexByte(" \t\r\n-*.", text[a]) >= 0 {
			a++
		}
		for b > a && strings.IndexByte(" \t\r\n-*.", text[b-1]) >= 0 {
			b--
		}
		if a < b {
			items = append(items, listItem{start: a, end: b, apart: apart, heading: to < end && text[to] == ':'})
		}
		from, apart = next, parting
	}
	for i := start; i < end; i++ {
		switch text[i] {
		case ',', '/', '+', '&':
			cut(i, i+1, false)
		case ';', '|', '(', ')', '[', ']', ':':
			cut(i, i+1, true)
		case ' ':
			for _, word := range []string{" and ", " or "} {
				if strings.HasPrefix(text[i:end], word) {
					cut(i, i+len(word)-1, false)
				}
			}
		}
	}
	cut(end, end, true)
	return items
}

// namelike reports whether a part of a list looks like a name: short, and with a capital or a digit.
func namelike(s string) bool {
	if len(s) < 2 || len(s) > suggestedLength || strings.Count(s, " ") >= suggestedWords || strings.ContainsAny(s, "@$%\"“”<>=") {
		return false
	}
	first := isCapital(s[0]) || strings.ContainsAny(s, "0123456789") && isSmall(s[0])
	return first && !everyday[strings.ToLower(s)]
}

// everyday holds what stands in lists of skills and names none.
var everyday = map[string]bool{
	"etc": true, "backend": true, "frontend": true, "back-end": true, "front-end": true, "remote": true, "onsite": true, "full-time": true,
	"part-time": true, "full stack": true, "fullstack": true, "senior": true, "junior": true, "engineer": true, "developer": true,
	"data": true, "cloud": true, "web": true, "mobile": true, "testing": true, "security": true, "api": true, "apis": true, "ai": true,
	"database": true, "databases": true, "languages": true, "tools": true, "experience": true, "knowledge": true, "usa": true, "us": true,
	"uk": true, "eu": true, "europe": true, "hybrid": true, "design": true, "infrastructure": true, "devs": true, "ui": true, "ux": true,
	"we": true, "you": true, "our": true, "infra": true, "stack": true, "tech stack": true, "strong": true, "other": true, "others": true,
	"platform": true, "product": true, "architecture": true, "saas": true, "pm": true, "em": true, "be": true, "fe": true, "hi": true, "today": true,
	"automation": true, "research": true, "audio": true, "video": true, "systems": true, "shell": true, "search": true, "logging": true,
	"monitoring": true, "graphics": true, "simulation": true, "optimization": true, "network": true, "functions": true, "canvas": true,
	"hooks": true, "core": true, "both": true, "us only": true, "computer science": true, "startups": true, "crypto": true,
}
