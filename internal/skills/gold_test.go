package skills

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demand/internal/job"
)

// shared is where labelled postings lie beside the repository, if they do.
const shared = "../../../shared"

// A labelled is one posting with the skills that a reader found in it.
type labelled struct {
	ID, Title, Company, Text string
	Labels                   []struct{ Skill, Surface, Strength string }
}

func (l *labelled) document() Document {
	d := Document{Title: l.Title, Text: l.Text, Employer: l.Company}
	if d.Title == "" {
		d.Lead, _, _ = strings.Cut(l.Text, "\n")
	}
	return d
}

func openShared(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, name))
	if err != nil {
		t.Skipf("no labelled postings beside the repository: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func labelledPostings(t testing.TB) []labelled {
	var list []labelled
	in := bufio.NewScanner(openShared(t, "gold/dev.jsonl"))
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var l labelled
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		list = append(list, l)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// A score counts right, wrong and missed findings.
type score struct{ right, wrong, missed int }

func (s score) precision() float64 { return float64(s.right) / float64(max(1, s.right+s.wrong)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(1, s.right+s.missed)) }

func TestClassifyFindsWhatReadersLabelled(t *testing.T) {
	postings := labelledPostings(t)
	rows, err := csv.NewReader(openShared(t, "skills.csv")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	groups := make(map[string][]string) // slug → groups
	for _, r := range rows[1:] {
		groups[r[0]] = []string{r[3]}
		if r[4] == "yes" {
			groups[r[0]] = append(groups[r[0]], "ambiguous")
		}
	}
	c := classifier(t)
	scores := map[string]*score{"technology": {}, "practice": {}, "ambiguous": {}}
	strength, found, falseSkills, without := 0, 0, 0, 0
	for _, p := range postings {
		facts, mentions := c.Explain(p.document())
		labels := make(map[string]string)
		for _, l := range p.Labels {
			labels[l.Skill] = l.Strength
		}
		if len(labels) == 0 {
			without++
		}
		for _, f := range facts.Skills {
			want, ok := labels[f.Slug]
			for _, g := range groups[f.Slug] {
				if ok {
					scores[g].right++
				} else {
					scores[g].wrong++
				}
			}
			switch {
			case ok:
				found++
				if want == f.Strength.String() {
					strength++
				} else {
					i := slices.IndexFunc(mentions, func(m job.Mention) bool { return m.Slug == f.Slug && m.Strength == f.Strength })
					t.Logf("strength %s: %s as %s; want %s: %s", p.ID, f.Slug, f.Strength, want, around(p, mentions[i]))
				}
			case groups[f.Slug] != nil:
				if len(labels) == 0 {
					falseSkills++
				}
				i := slices.IndexFunc(mentions, func(m job.Mention) bool { return m.Slug == f.Slug })
				t.Logf("wrong %s: %s by %s: %s", p.ID, f.Slug, mentions[i].Rule, around(p, mentions[i]))
			}
		}
		for _, l := range p.Labels {
			if !slices.ContainsFunc(facts.Skills, func(f job.SkillFact) bool { return f.Slug == l.Skill }) {
				for _, g := range groups[l.Skill] {
					scores[g].missed++
				}
				t.Logf("missed %s: %s as %q: %s", p.ID, l.Skill, l.Surface, lineOf(p.Text, l.Surface))
			}
		}
	}
	for name, floor := range map[string]struct{ precision, recall float64 }{
		"technology": {0.99, 0.98},
		"practice":   {0.95, 0.95},
		"ambiguous":  {0.97, 0.95},
	} {
		s := scores[name]
		t.Logf("%s: precision %.3f, recall %.3f (%+v)", name, s.precision(), s.recall(), *s)
		if s.precision() < floor.precision || s.recall() < floor.recall {
			t.Errorf("%s: precision %.3f, recall %.3f; want at least %.2f, %.2f", name, s.precision(), s.recall(), floor.precision, floor.recall)
		}
	}
	if right := float64(strength) / float64(max(1, found)); right < 0.9 {
		t.Errorf("strength right on %.3f of the found; want at least 0.90", right)
	}
	if each := float64(falseSkills) / float64(max(1, without)); each > 0.05 {
		t.Errorf("%.2f false skills in each posting without any; want at most 0.05", each)
	}
	t.Logf("strength right: %.3f; false skills in each of %d postings without any: %.2f",
		float64(strength)/float64(found), without, float64(falseSkills)/float64(max(1, without)))
}

// around quotes a mention with some words on both sides.
func around(p labelled, m job.Mention) string {
	text := p.Text
	if m.InTitle {
		text = p.Title
	}
	return strings.ReplaceAll(text[max(0, m.Start-60):m.Start]+"["+text[m.Start:m.End]+"]"+text[m.End:min(len(text), m.End+40)], "\n", "⏎")
}

func lineOf(text, surface string) string {
	i := strings.Index(text, surface)
	if i < 0 {
		return ""
	}
	return strings.ReplaceAll(text[max(0, i-60):min(len(text), i+len(surface)+40)], "\n", "⏎")
}

func classifier(t testing.TB) *Classifier {
	t.Helper()
	taxonomy, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return New(taxonomy)
}
