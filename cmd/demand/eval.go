package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"demand/internal/eval"
	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/skills"
	"demand/internal/stats"
	"demand/internal/store"
)

// evalCommand returns the command demand eval.
func evalCommand(a *app) *cobra.Command {
	formats := []string{"table", "json"}
	var format, vocabulary string
	var keep bool
	c := &cobra.Command{
		Use:   "eval FILE",
		Short: "Measure how right the skills are, on labelled postings",
		Long: `Eval classifies postings in which people have labelled the skills, and compares:
precision (which part of the found is labelled), recall (which part of the labelled is
found) and F1, with Wilson intervals at 95 %; over all skills, technologies, practices,
those with ambiguous spellings, each category and each skill; how often the strength is
right; roles and levels; and what was wrong or missed, with the words around it.

FILE holds JSON lines:

    {"id": "a1", "title": "Go developer", "company": "Acme", "text": "…",
     "labels": [{"skill": "go", "surface": "Go", "strength": "required"}],
     "roles": ["backend"], "seniority": ["senior"]}

where skill is a slug of the taxonomy, and a key that is missing was not labelled; an
empty list says that there is nothing to find. A file whose name ends in .tsv holds
titles with their roles instead, in the columns kind (title or first-line), line, roles
and seniority, parted by tabs.

Only skills of the vocabulary count: those of the taxonomy, or of a CSV file with the
columns slug, category, nature (technology or practice) and ambiguous (yes or empty).
Name the list that the labels were given from: what is found beyond it is wrong otherwise.

To measure your own sources: "demand evidence --sample 50 --format jsonl" writes postings
with what was found as labels; correct these by hand, then "demand eval FILE --keep" keeps
the result, and reports print it as long as the taxonomy is the same.`,
		Example: `  demand eval labels.jsonl
  demand eval labels.jsonl --vocabulary skills.csv --format json
  demand eval titles.tsv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New(`name one file of labels: "demand eval labels.jsonl"`)
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(formats, format) {
				return usageError{job.Unknown("format", format, formats)}
			}
			taxonomy, err := loadTaxonomy()
			if err != nil {
				return err
			}
			words := eval.VocabularyOf(taxonomy)
			if vocabulary != "" {
				if words, err = readVocabulary(vocabulary); err != nil {
					return err
				}
			}
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			read := eval.ReadPostings
			if filepath.Ext(args[0]) == ".tsv" {
				read = eval.ReadTitles
			}
			result, err := eval.Measure(skills.New(taxonomy), words, read(args[0], f))
			if err != nil {
				return err
			}
			if result.Postings == 0 {
				return fmt.Errorf("%s: there are no labelled postings in it, so there is nothing to measure", args[0])
			}
			if keep {
				if err := a.keepResult(c.Context(), taxonomy.Version(), result); err != nil {
					return err
				}
			}
			if format == "json" {
				return writeResultJSON(a.out, taxonomy.Version(), result)
			}
			writeResult(a.out, result)
			if vocabulary == "" {
				hintAtVocabulary(a.out, result)
			}
			return nil
		},
	}
	c.Flags().StringVar(&vocabulary, "vocabulary", "", "CSV `FILE` of the skills that count (default: the taxonomy)")
	formatFlag(c.Flags(), &format, "table", "`FORMAT` of the result", formats)
	c.Flags().BoolVar(&keep, "keep", false, "keep the result in the database, for reports to print")
	return c
}

// hintAtVocabulary says so if most of the wrong findings are of skills that no posting is labelled with.
func hintAtVocabulary(w io.Writer, r *eval.Result) {
	wrong, beyond := 0, 0
	for _, l := range r.Skills {
		wrong += l.Wrong
		if l.Right+l.Missed == 0 {
			beyond += l.Wrong
		}
	}
	if 2*beyond > wrong {
		fmt.Fprintf(w, "\n%d of the %d wrong skills are such as no posting here is labelled with. If the labels were\n"+
			"given from a shorter list than the taxonomy, name it: --vocabulary FILE.\n", beyond, wrong)
	}
}

// keepResult keeps how right the skills are in the database.
func (a *app) keepResult(ctx context.Context, version string, r *eval.Result) (err error) {
	db, err := a.existing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	precision, _ := r.Groups[0].Precision()
	recall, _ := r.Groups[0].Recall()
	return db.KeepAccuracy(ctx, store.Accuracy{Taxonomy: version, Precision: precision, Recall: recall, Postings: r.Postings})
}

func readVocabulary(name string) (*eval.Vocabulary, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return eval.ReadVocabulary(name, f)
}

// A part is a share with its interval, of a score in JSON.
type scorePart struct {
	Value float64 `json:"value"`
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
}

func scorePartOf(value float64, i stats.Interval) scorePart {
	return scorePart{value, i.Lo, i.Hi}
}

// A scoreLine is one score in JSON.
type scoreLine struct {
	eval.Line
	Precision scorePart `json:"precision"`
	Recall    scorePart `json:"recall"`
	F1        float64   `json:"f1"`
}

func scoreLines(lines []eval.Line) []scoreLine {
	list := make([]scoreLine, len(lines))
	for i, l := range lines {
		list[i] = scoreLine{l, scorePartOf(l.Precision()), scorePartOf(l.Recall()), l.F1()}
	}
	return list
}

// writeResultJSON writes one object. Shares run from 0 to 1.
func writeResultJSON(w io.Writer, version string, r *eval.Result) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(struct {
		Taxonomy    string           `json:"taxonomy"`
		Postings    int              `json:"postings"`
		Groups      []scoreLine      `json:"groups"`
		Categories  []scoreLine      `json:"categories"`
		Skills      []scoreLine      `json:"skills"`
		SkillLess   int              `json:"skill_less_postings"`
		FalseSkills int              `json:"false_skills_in_them"`
		Found       int              `json:"found_with_strength"`
		Strength    int              `json:"strength_right"`
		Roles       []scoreLine      `json:"roles"`
		Confusions  []eval.Confusion `json:"confusions"`
	}{
		version, r.Postings, scoreLines(r.Groups), scoreLines(r.Categories), scoreLines(r.Skills),
		r.SkillLess, r.FalseSkills, r.Found, r.Strength, scoreLines(roleLines(r)), slices.Concat([]eval.Confusion{}, r.Confusions),
	})
}

// roleLines returns the scores of roles and levels, as far as any were labelled or found.
func roleLines(r *eval.Result) []eval.Line {
	var lines []eval.Line
	for _, l := range []eval.Line{{Name: "roles", Score: r.Roles}, {Name: "seniority", Score: r.Seniority}} {
		if l.Score != (eval.Score{}) {
			lines = append(lines, l)
		}
	}
	return lines
}

// writeResult writes tables for people: of single skills those with an error.
func writeResult(w io.Writer, r *eval.Result) {
	fmt.Fprintf(w, "%d labelled postings\n", r.Postings)
	writeScores(w, "Group", r.Groups)
	writeScores(w, "Roles", roleLines(r))
	if r.Found > 0 {
		x := stats.Wilson(float64(r.Strength), float64(r.Found), 0.95)
		fmt.Fprintf(w, "\nStrength right on %d of %d found: %.3f [%.3f, %.3f]\n", r.Strength, r.Found, float64(r.Strength)/float64(r.Found), x.Lo, x.Hi)
	}
	if r.SkillLess > 0 {
		fmt.Fprintf(w, "False skills in each of %d postings without any: %.2f\n", r.SkillLess, float64(r.FalseSkills)/float64(r.SkillLess))
	}
	writeScores(w, "Category", r.Categories)
	writeScores(w, "Skills with an error", slices.DeleteFunc(slices.Clone(r.Skills), func(l eval.Line) bool { return l.Wrong+l.Missed == 0 }))
	if len(r.Confusions) > 0 {
		fmt.Fprintln(w)
	}
	for _, c := range r.Confusions {
		fmt.Fprintf(w, "%s %s in %s, %s\n", c.Kind, c.Skill, render.Clean(c.ID), c.Why)
		if c.Evidence != "" {
			fmt.Fprintf(w, "    %s\n", render.Clean(c.Evidence))
		}
	}
}

// writeScores writes one table with its heading; of nothing it writes nothing.
func writeScores(w io.Writer, heading string, lines []eval.Line) {
	if len(lines) == 0 {
		return
	}
	rows := [][]string{{heading, "Precision", "95 % interval", "Recall", "95 % interval", "F1", "Right", "Wrong", "Missed"}}
	for _, l := range lines {
		p, pi := l.Precision()
		r, ri := l.Recall()
		rows = append(rows, []string{
			l.Name, fmt.Sprintf("%.3f", p), fmt.Sprintf("%.3f – %.3f", pi.Lo, pi.Hi), fmt.Sprintf("%.3f", r), fmt.Sprintf("%.3f – %.3f", ri.Lo, ri.Hi),
			fmt.Sprintf("%.3f", l.F1()), strconv.Itoa(l.Right), strconv.Itoa(l.Wrong), strconv.Itoa(l.Missed),
		})
	}
	fmt.Fprintln(w)
	writeColumns(w, rows)
}
