// Package eval measures how right the classifier is, on postings in which people have
// labelled the skills.
package eval

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"demand/internal/job"
	"demand/internal/skills"
	"demand/internal/stats"
)

// A Score counts findings: of one skill in one posting, or of one role.
type Score struct {
	Right  int `json:"right"`  // found and labelled
	Wrong  int `json:"wrong"`  // found, not labelled
	Missed int `json:"missed"` // labelled, not found
}

// level is that of all intervals.
const level = 0.95

// Precision returns which part of the found is labelled, with its Wilson interval at 95 %. Of nothing it is 0.
func (s Score) Precision() (float64, stats.Interval) { return share(s.Right, s.Right+s.Wrong) }

// Recall returns which part of the labelled is found, with its Wilson interval at 95 %. Of nothing it is 0.
func (s Score) Recall() (float64, stats.Interval) { return share(s.Right, s.Right+s.Missed) }

// F1 returns the harmonic mean of precision and recall.
func (s Score) F1() float64 {
	p, _ := s.Precision()
	r, _ := s.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(x, n int) (float64, stats.Interval) {
	return float64(x) / float64(max(1, n)), stats.Wilson(float64(x), float64(n), level)
}

// A Line is the score of one group, category or skill.
type Line struct {
	Name string `json:"name"`
	Score
}

// A Confusion is one wrong or missed skill.
type Confusion struct {
	ID       string `json:"id"`
	Skill    string `json:"skill"`
	Kind     string `json:"kind"`     // wrong or missed
	Why      string `json:"why"`      // the rule that let a wrong one count, or the reason why a missed one did not
	Evidence string `json:"evidence"` // the words around it, itself in brackets; empty if it stands nowhere
}

// A Result is what one set of labels tells of the classifier.
type Result struct {
	Postings    int
	SkillLess   int         // postings without a label
	FalseSkills int         // wrong skills in them
	Groups      []Line      // all, technology, practice, ambiguous
	Categories  []Line      // in the order of the vocabulary
	Skills      []Line      // most errors first
	Found       int         // labelled and found skills whose label has a strength
	Strength    int         // those of them whose strength is right
	Roles       Score       // over the postings or lines whose roles are labelled
	Seniority   Score       // likewise
	Confusions  []Confusion // in the order of the postings
}

// Measure classifies the labelled postings and compares. Skills outside the vocabulary do not count. The first error of
// the postings ends it; a label outside the vocabulary is one.
func Measure(c *skills.Classifier, vocabulary *Vocabulary, postings iter.Seq2[Posting, error]) (*Result, error) {
	m := &measure{vocabulary: vocabulary, skills: map[string]*Score{}}
	for p, err := range postings {
		if err != nil {
			return nil, err
		}
		if err := m.add(c, p); err != nil {
			return nil, err
		}
	}
	return m.result(), nil
}

// A measure is a Result in the making.
type measure struct {
	Result
	vocabulary *Vocabulary
	skills     map[string]*Score
}

func (m *measure) add(c *skills.Classifier, p Posting) error {
	m.Postings++
	facts, mentions, rejections := c.Trace(p.document())
	labels := make(map[string]Label)
	for _, l := range p.Labels {
		if _, ok := m.vocabulary.words[l.Skill]; !ok {
			return fmt.Errorf("%s: label: %w", p.ID, job.Unknown("skill", l.Skill, m.vocabulary.slugs()))
		}
		labels[l.Skill] = l
	}
	if p.labelled() && len(labels) == 0 {
		m.SkillLess++
	}
	found := make(map[string]bool)
	for _, f := range facts.Skills {
		if _, ok := m.vocabulary.words[f.Slug]; !ok || !p.labelled() {
			continue
		}
		found[f.Slug] = true
		label, ok := labels[f.Slug]
		if !ok {
			m.score(f.Slug).Wrong++
			if len(labels) == 0 {
				m.FalseSkills++
			}
			i := slices.IndexFunc(mentions, func(n job.Mention) bool { return n.Slug == f.Slug })
			at := mentions[i]
			m.confuse(p, f.Slug, "wrong", "counted by "+at.Rule, at.InTitle, at.Start, at.End)
			continue
		}
		m.score(f.Slug).Right++
		if label.Strength != "" {
			m.Found++
			if label.Strength == f.Strength.String() {
				m.Strength++
			}
		}
	}
	for _, slug := range slices.Sorted(maps.Keys(labels)) {
		if found[slug] {
			continue
		}
		m.score(slug).Missed++
		if i := slices.IndexFunc(rejections, func(r skills.Rejection) bool { return r.Slug == slug }); i >= 0 {
			r := rejections[i]
			m.confuse(p, slug, "missed", r.Why, r.InTitle, r.Start, r.End)
			continue
		}
		surface := labels[slug].Surface
		at := strings.Index(p.Text, surface)
		if surface == "" || at < 0 {
			m.confuse(p, slug, "missed", "no spelling of it was found", false, 0, 0)
			continue
		}
		m.confuse(p, slug, "missed", "no spelling of it was found", false, at, at+len(surface))
	}
	if p.Roles != nil {
		m.Roles.compare(facts.Roles.Names(), p.Roles)
	}
	if p.Seniority != nil {
		m.Seniority.compare(facts.Seniority.Names(), p.Seniority)
	}
	return nil
}

func (m *measure) score(slug string) *Score {
	if m.skills[slug] == nil {
		m.skills[slug] = &Score{}
	}
	return m.skills[slug]
}

// contextLength is how much of a text stands on both sides of evidence, in bytes.
const contextLength = 50

func (m *measure) confuse(p Posting, slug, kind, why string, inTitle bool, start, end int) {
	confusion := Confusion{ID: p.ID, Skill: slug, Kind: kind, Why: why}
	if text := p.Text; end > start {
		if inTitle {
			text = p.Title
		}
		before, after := text[max(0, start-contextLength):start], text[end:min(len(text), end+contextLength)]
		confusion.Evidence = strings.Join(strings.Fields(strings.ToValidUTF8(before+"["+text[start:end]+"]"+after, "")), " ")
	}
	m.Confusions = append(m.Confusions, confusion)
}

// compare counts what two sets of names have in common.
func (s *Score) compare(got, want []string) {
	for _, g := range got {
		if slices.Contains(want, g) {
			s.Right++
		} else {
			s.Wrong++
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			s.Missed++
		}
	}
}

func (s *Score) add(o Score) {
	s.Right += o.Right
	s.Wrong += o.Wrong
	s.Missed += o.Missed
}

// result adds the skills up into groups.
func (m *measure) result() *Result {
	groups := map[string]*Score{}
	categories := map[string]*Score{}
	sum := func(sums map[string]*Score, name string, s Score) {
		if sums[name] == nil {
			sums[name] = &Score{}
		}
		sums[name].add(s)
	}
	for slug, s := range m.skills {
		w := m.vocabulary.words[slug]
		sum(groups, "all", *s)
		sum(groups, w.nature, *s)
		if w.ambiguous {
			sum(groups, "ambiguous", *s)
		}
		sum(categories, w.category, *s)
		m.Skills = append(m.Skills, Line{slug, *s})
	}
	lines := func(names []string, sums map[string]*Score) (list []Line) {
		for _, name := range names {
			if s := sums[name]; s != nil {
				list = append(list, Line{name, *s})
			}
		}
		return list
	}
	m.Groups = lines([]string{"all", "technology", "practice", "ambiguous"}, groups)
	m.Categories = lines(m.vocabulary.categories, categories)
	slices.SortFunc(m.Skills, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.Wrong+b.Missed, a.Wrong+a.Missed), cmp.Compare(a.Name, b.Name))
	})
	return &m.Result
}
