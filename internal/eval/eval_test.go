package eval

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"demand/internal/skills"

	"github.com/google/go-cmp/cmp"
)

func taxonomy(t testing.TB) *skills.Taxonomy {
	t.Helper()
	loaded, err := skills.Load()
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

const invented = `{"id": "a", "title": "Go developer", "company": "Acme", "text": "Requirements:\n- Go, Kubernetes\nWe love Cobol and trees.", "labels": [{"skill": "go", "surface": "Go", "strength": "required"}, {"skill": "kubernetes", "strength": "preferred"}, {"skill": "rust", "surface": "trees", "strength": "mentioned"}], "roles": ["backend"], "seniority": []}
{"id": "b", "title": null, "company": null, "text": "We bake bread with Python.", "labels": []}

{"id": "c", "title": "Senior Backend Engineer", "text": "", "roles": ["backend"], "seniority": ["senior"]}
`

func TestMeasureCountsWhatIsRightWrongAndMissed(t *testing.T) {
	got, err := Measure(skills.New(taxonomy(t)), VocabularyOf(taxonomy(t)), ReadPostings("x", strings.NewReader(invented)))
	if err != nil {
		t.Fatal(err)
	}
	want := &Result{
		Postings: 3, SkillLess: 1, FalseSkills: 1,
		Groups:     []Line{{"all", Score{2, 2, 1}}, {"technology", Score{2, 2, 1}}, {"ambiguous", Score{1, 0, 1}}},
		Categories: []Line{{"languages", Score{1, 2, 1}}, {"cloud", Score{1, 0, 0}}},
		Skills:     []Line{{"cobol", Score{0, 1, 0}}, {"python", Score{0, 1, 0}}, {"rust", Score{0, 0, 1}}, {"go", Score{1, 0, 0}}, {"kubernetes", Score{1, 0, 0}}},
		Found:      2, Strength: 1,
		Roles: Score{1, 1, 1}, Seniority: Score{1, 0, 0},
		Confusions: []Confusion{
			{"a", "cobol", "wrong", "counted by name", "Requirements: - Go, Kubernetes We love [Cobol] and trees."},
			{"a", "rust", "missed", "no spelling of it was found", "Requirements: - Go, Kubernetes We love Cobol and [trees]."},
			{"b", "python", "wrong", "counted by name", "We bake bread with [Python]."},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Measure (-want +got):\n%s", diff)
	}
}

func TestScoresHaveTheirIntervals(t *testing.T) {
	s := Score{Right: 80, Wrong: 20, Missed: 0}
	p, interval := s.Precision()
	if r, _ := s.Recall(); p != 0.8 || r != 1 || math.Abs(interval.Lo-0.7112) > 1e-4 || math.Abs(interval.Hi-0.8666) > 1e-4 || math.Abs(s.F1()-0.8889) > 1e-4 {
		t.Errorf("%+v: precision %v %v, recall %v, F1 %v", s, p, interval, r, s.F1())
	}
	if f := (Score{}).F1(); f != 0 {
		t.Errorf("F1 of nothing = %v; want 0", f)
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	c, all := skills.New(taxonomy(t)), VocabularyOf(taxonomy(t))
	for text, want := range map[string]string{
		`{"id": "a", "labels": []}` + "\n{":            "x: line 2: ",
		`{"labels": []}`:                               "x: line 1: id: is missing",
		`{"id": "a"}`:                                  "x: line 1: a: there are no labels",
		`{"id": "a", "labels": [{"skill": "pyhton"}]}`: `a: label: unknown skill "pyhton"; did you mean python`,
		`{"id": "a", "labels": [{"skill": "go", "strength": "requird"}]}`: `x: line 1: a: unknown strength "requird"; did you mean required`,
		`{"id": "a", "roles": ["backed"]}`:                                `x: line 1: a: unknown role "backed"; did you mean backend`,
		`{"id": "a", "seniority": ["senor"]}`:                             `x: line 1: a: unknown seniority "senor"; did you mean senior`,
	} {
		if _, err := Measure(c, all, ReadPostings("x", strings.NewReader(text))); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Measure(%s) = %v; want %s", text, err, want)
		}
	}
	for text, want := range map[string]string{
		"a\tb\tc\td\n": "x: line 1: the columns",
		"kind\tline\troles\tseniority\ntitle\tCook\n":             "x: line 2: 2 fields; want 4",
		"kind\tline\troles\tseniority\ntitle\tCook\tchef\tnone\n": `x: line 2: line 2: unknown role "chef"`,
	} {
		if _, err := Measure(c, all, ReadTitles("x", strings.NewReader(text))); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Measure(%q) = %v; want %s", text, err, want)
		}
	}
	for text, want := range map[string]string{
		"slug,name\n": `x: there is no column "category"`,
		"slug,category,nature,ambiguous\ngo,languages,art,\n": "x: line 2: nature: ",
		"": "x: EOF",
	} {
		if _, err := ReadVocabulary("x", strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("ReadVocabulary(%q) = %v; want %s", text, err, want)
		}
	}
}

func TestReadTitlesReadsFirstLinesToo(t *testing.T) {
	const table = "kind\tline\troles\tseniority\ntitle\tSenior Backend Engineer\tbackend\tsenior\nfirst-line\tAcme | Data Engineer | Remote\tdata-engineering\tunspecified\n"
	got, err := Measure(skills.New(taxonomy(t)), VocabularyOf(taxonomy(t)), ReadTitles("x", strings.NewReader(table)))
	if err != nil {
		t.Fatal(err)
	}
	if want := (Score{Right: 2}); got.Roles != want || got.Seniority != (Score{Right: 1}) || got.SkillLess != 0 {
		t.Errorf("Measure = roles %+v, seniority %+v, %d without skills", got.Roles, got.Seniority, got.SkillLess)
	}
}

// TestMeasureAgreesWithAnotherProgram compares with a scorer in Python that reads what "demand classify" writes.
func TestMeasureAgreesWithAnotherProgram(t *testing.T) {
	const gold = "../../../shared/gold"
	labels, err := os.ReadFile(filepath.Join(gold, "dev.jsonl"))
	if err != nil {
		t.Skipf("no labelled postings beside the repository: %v", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skipf("no Python for the other scorer: %v", err)
	}
	rows, err := os.Open(filepath.Join(gold, "../skills.csv"))
	if err != nil {
		t.Skipf("no vocabulary beside the repository: %v", err)
	}
	defer rows.Close()
	vocabulary, err := ReadVocabulary("skills.csv", rows)
	if err != nil {
		t.Fatal(err)
	}
	c := skills.New(taxonomy(t))
	got, err := Measure(c, vocabulary, ReadPostings("dev.jsonl", bytes.NewReader(labels)))
	if err != nil {
		t.Fatal(err)
	}
	predicted := filepath.Join(t.TempDir(), "predicted.jsonl")
	write(t, predicted, func(w io.Writer) {
		for p, err := range ReadPostings("dev.jsonl", bytes.NewReader(labels)) {
			if err != nil {
				t.Fatal(err)
			}
			type skill struct {
				Slug     string `json:"slug"`
				Strength string `json:"strength"`
			}
			found := []skill{}
			for _, f := range c.Classify(p.document()).Skills {
				found = append(found, skill{f.Slug, f.Strength.String()})
			}
			if err := json.NewEncoder(w).Encode(map[string]any{"id": p.ID, "skills": found}); err != nil {
				t.Fatal(err)
			}
		}
	})
	out, err := exec.CommandContext(t.Context(), python, filepath.Join(gold, "score.py"), filepath.Join(gold, "dev.jsonl"), predicted, "--json").Output()
	if err != nil {
		t.Fatalf("score.py: %v", err)
	}
	var theirs map[string]json.RawMessage
	if err := json.Unmarshal(out, &theirs); err != nil {
		t.Fatal(err)
	}
	for _, g := range got.Groups {
		var their struct{ TP, FP, FN int }
		if err := json.Unmarshal(theirs[g.Name], &their); err != nil {
			t.Fatalf("%s: %v", g.Name, err)
		}
		if want := (Score{their.TP, their.FP, their.FN}); g.Score != want {
			t.Errorf("%s: %+v; the other scorer says %+v", g.Name, g.Score, want)
		}
	}
	var strength, falseSkills float64
	if err := json.Unmarshal(theirs["strength_right"], &strength); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(theirs["false_skills_per_skill_less_posting"], &falseSkills); err != nil {
		t.Fatal(err)
	}
	if ours := float64(got.Strength) / float64(got.Found); math.Abs(ours-strength) > 1e-4 {
		t.Errorf("strength right on %.4f; the other scorer says %.4f", ours, strength)
	}
	if ours := float64(got.FalseSkills) / float64(got.SkillLess); math.Abs(ours-falseSkills) > 1e-4 {
		t.Errorf("%.4f false skills; the other scorer says %.4f", ours, falseSkills)
	}
}

func write(t *testing.T, name string, fill func(io.Writer)) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	fill(f)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func FuzzReadPostings(f *testing.F) {
	f.Add(invented)
	c, all := skills.New(taxonomy(f)), VocabularyOf(taxonomy(f))
	f.Fuzz(func(_ *testing.T, text string) {
		_, _ = Measure(c, all, ReadPostings("x", strings.NewReader(text)))
		_, _ = Measure(c, all, ReadTitles("x", strings.NewReader("kind\tline\troles\tseniority\n"+text)))
		_, _ = ReadVocabulary("x", strings.NewReader(text))
	})
}
