package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/skills"
)

// skillsFile is the name of the user's own skills in the folder of the configuration.
const skillsFile = "skills.yaml"

// ownConfig returns the path of a file in the folder of the configuration, and none if it is not there.
func ownConfig(name string) ([]string, error) {
	folder, err := configFolder()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return []string{path}, nil
}

// loadTaxonomy returns the shipped taxonomy with the user's own skills. A mistake in these is a usageError.
func loadTaxonomy() (*skills.Taxonomy, error) {
	own, err := ownConfig(skillsFile)
	if err != nil {
		return nil, err
	}
	t, err := skills.LoadWith(own...)
	if err != nil {
		return nil, usageError{err}
	}
	return t, nil
}

// findSkill returns the skill of a slug, a name or a spelling. An unknown one is a usageError that gives the nearest ones.
func findSkill(t *skills.Taxonomy, name string) (job.Skill, error) {
	if skill, ok := t.Find(name); ok {
		return skill, nil
	}
	return job.Skill{}, unknownSkill(t, name)
}

// unknownSkill returns the usageError that name is no skill, with the nearest ones.
func unknownSkill(t *skills.Taxonomy, name string) error {
	if near := t.Nearest(name); len(near) > 0 {
		return usagef("unknown skill %q; did you mean %s?", name, strings.Join(near, " or "))
	}
	return usagef("unknown skill %q; \"demand taxonomy list\" lists them", name)
}

// taxonomyCommand returns the command demand taxonomy.
func taxonomyCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "taxonomy",
		Short: "List, show and check the skills, and find missing ones",
		Long: `Taxonomy shows which skills demand knows, by which spellings and rules.

Skills of your own stand in skills.yaml in the folder of the configuration
($XDG_CONFIG_HOME/demand, else ~/.config/demand). Each adds a skill, or replaces the
shipped one of the same slug:

    skills:
      - slug: gardenbase          # lasting key, in lower case
        name: GardenBase          # as reports print it
        category: databases
        aliases: [Garden DB]      # case, hyphens, blanks, versions and accents are seen to
      - slug: grove
        name: Grove
        category: cloud
        ambiguous: [Grove]        # means other things too
        rule: name                # letter, made, name, test, topic, upper or word
        match: ["Terraform and Grove"]
        not: ["a grove of trees"]
    decoys: [orange grove]        # phrases that hold a spelling and never mean it

Further keys of a skill:

    nature: practice              # a way of working; else it is a technology
    shared: [GDB]                 # spellings that other skills list as shared too
    with: [terraform]             # the posting must name one of these slugs too, for an
                                  # ambiguous spelling to count
    role: security                # in postings of this role an ambiguous spelling counts
    weak: true                    # a standard, certificate or office tool: says little
                                  # about its neighbours
    product: true                 # employers also say it of where their own product runs
    method: true                  # a way to make software, which hardly anybody sells: it
                                  # counts beside praise of the employer too
    trade: true                   # other trades speak of it too: it does not count where the
                                  # work is not technical and no technology is named
    links: {wikidata: Q1}         # also guide, esco, stackoverflow

"demand taxonomy show NAME" prints a skill in this form, to start from. A changed
taxonomy has a new version: reports compare only what one version classified.`,
	}
	c.AddCommand(taxonomyListCommand(a), taxonomyShowCommand(a), taxonomyCheckCommand(a), taxonomyCandidatesCommand(a))
	return c
}

func taxonomyListCommand(a *app) *cobra.Command {
	var format, category string
	c := &cobra.Command{
		Use:   "list",
		Short: "List the skills",
		Long: `List shows each skill with its slug, category, nature (technology or practice),
its rule if some spellings are ambiguous, and its spellings beside the name; but for a table,
its links to Stack Overflow and Wikidata too.`,
		Example: `  demand taxonomy list
  demand taxonomy list --category databases --format csv`,
		RunE: func(*cobra.Command, []string) error {
			if _, err := a.format(format, ">"); err != nil {
				return err
			}
			taxonomy, err := loadTaxonomy()
			if err != nil {
				return err
			}
			var categories []string
			for _, c := range taxonomy.Categories() {
				categories = append(categories, c.Slug)
			}
			if category != "" && !slices.Contains(categories, category) {
				return usageError{job.Unknown("category", category, categories)}
			}
			t := report.Table{Columns: []string{"slug", "name", "category", "nature", "rule", "spellings"}}
			links := format != "table" // which has no room for them
			if links {
				t.Columns = slices.Insert(t.Columns, 5, "stackoverflow", "wikidata")
			}
			for _, s := range taxonomy.Skills() {
				if category != "" && s.Category != category {
					continue
				}
				e, _, _ := taxonomy.Entry(s.Slug)
				spellings := strings.Join(slices.Concat(e.Aliases, e.Shared, e.Ambiguous), "; ")
				row := []any{s.Slug, s.Name, s.Category, s.Nature, e.Rule, spellings}
				if links {
					row = slices.Insert(row, 5, any(e.Links.StackOverflow), any(e.Links.Wikidata))
				}
				t.Rows = append(t.Rows, row)
			}
			return render.WriteTable(a.out, format, &t, render.Options{Width: a.width})
		},
	}
	c.Flags().StringVar(&category, "category", "", "only skills of `CATEGORY`, such as databases")
	formatFlag(c.Flags(), &format, "table", "`FORMAT` of the list", render.Names())
	return c
}

func taxonomyShowCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show NAME",
		Short: "Show one skill: spellings, rule, sentences, links",
		Long: `Show prints the skill of a slug, name or spelling, whatever its case, as a file of skills
holds it, with the file and line that it comes from.`,
		Example: `  demand taxonomy show golang
  demand taxonomy show "spring boot" >> ~/.config/demand/skills.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New(`name one skill: "demand taxonomy show golang"`)
			}
			return nil
		},
		ValidArgsFunction: completeSkill,
		RunE: func(_ *cobra.Command, args []string) error {
			taxonomy, err := loadTaxonomy()
			if err != nil {
				return err
			}
			e, place, ok := taxonomy.Entry(args[0])
			if !ok {
				return unknownSkill(taxonomy, args[0])
			}
			text, err := yaml.MarshalWithOptions(struct {
				Skills []skills.Entry `yaml:"skills"`
			}{[]skills.Entry{e}}, yaml.IndentSequence(true))
			if err != nil {
				return fmt.Errorf("%s: %w", e.Slug, err)
			}
			fmt.Fprintf(a.out, "# %s\n%s", place, text)
			return nil
		},
	}
}

func taxonomyCheckCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE",
		Short: "Check a file of skills of your own",
		Long: `Check reads a file of skills together with the shipped ones, and tries the sentences of
its rules: each of match must name its skill, none of not may. Nothing is stored.`,
		Example: `  demand taxonomy check skills.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New(`name one file: "demand taxonomy check skills.yaml"`)
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			shipped, err := skills.Load()
			if err != nil {
				return err
			}
			taxonomy, err := skills.LoadWith(args[0])
			if err != nil {
				return err
			}
			if err := skills.New(taxonomy).CheckSentences(); err != nil {
				return err
			}
			added, replaced := 0, 0
			for _, s := range taxonomy.Skills() {
				_, place, _ := taxonomy.Entry(s.Slug)
				if !strings.HasPrefix(place, args[0]+":") {
					continue
				}
				if _, before, _ := shipped.Entry(s.Slug); before != "" {
					replaced++
				} else {
					added++
				}
			}
			fmt.Fprintf(a.out, "%s: skills: %d added, %d replaced\n", render.Clean(args[0]), added, replaced)
			return nil
		},
	}
}

func taxonomyCandidatesCommand(a *app) *cobra.Command {
	formats := []string{"text", "json"}
	var format string
	var employers, top int
	c := &cobra.Command{
		Use:   "candidates [FILE…]",
		Short: "Find names in lists of skills that are no skill yet",
		Long: `Candidates reads all stored postings, or files as "demand classify" does, and shows the
names that stand beside skills in lists and are none: by the number of employers that
write them, with the first sentences. Titles of jobs, headings and places are left out.
Each is a skill to add, or a word that is none. In
files employers come from the key company of JSON lines; a text without one counts as an
employer of its own.`,
		Example: `  demand taxonomy candidates
  demand taxonomy candidates *.txt --employers 1 --format json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(formats, format) {
				return usageError{job.Unknown("format", format, formats)}
			}
			if min(employers, top) < 1 {
				return usagef("--employers and --top are one at least")
			}
			taxonomy, err := loadTaxonomy()
			if err != nil {
				return err
			}
			candidates := skills.NewCandidates(skills.New(taxonomy))
			if len(args) == 0 {
				if err := a.storedCandidates(c.Context(), candidates); err != nil {
					return err
				}
			}
			var bad badLines
			for _, name := range args {
				f, err := os.Open(name)
				if err != nil {
					return err
				}
				for doc, err := range documents(name, f) {
					if stopped := c.Context().Err(); stopped != nil {
						return errors.Join(stopped, f.Close())
					}
					if line, ok := errors.AsType[*lineError](err); ok {
						bad.add(line)
						continue
					}
					if err != nil {
						return errors.Join(err, f.Close())
					}
					candidates.Add(doc.document())
				}
				f.Close()
			}
			list := candidates.Suggestions(employers)
			list = list[:min(len(list), top)]
			if format == "json" {
				err = writeSuggestionsJSON(a, list)
			} else {
				writeSuggestions(a, list)
			}
			return errors.Join(err, bad.err())
		},
	}
	c.Flags().IntVar(&employers, "employers", 2, "only names of at least `N` employers")
	c.Flags().IntVar(&top, "top", 50, "the first `N` names")
	formatFlag(c.Flags(), &format, "text", "`FORMAT` of the result", formats)
	return c
}

// storedCandidates reads all stored postings.
func (a *app) storedCandidates(ctx context.Context, candidates *skills.Candidates) (err error) {
	db, err := a.existing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s, err := db.Status(ctx)
	if err != nil {
		return err
	}
	p := a.progress()
	p.start("Reading postings", s.Postings)
	defer p.done()
	for stored, err := range db.Postings(ctx) {
		if err != nil {
			return err
		}
		candidates.Add(documentOf(stored))
		p.step(1)
	}
	return nil
}

// writeSuggestionsJSON writes one object a line.
func writeSuggestionsJSON(a *app, list []skills.Suggestion) error {
	for _, s := range list {
		err := json.NewEncoder(a.out).Encode(struct {
			Name      string   `json:"name"`
			Employers int      `json:"employers"`
			Postings  int      `json:"postings"`
			Sentences []string `json:"sentences"`
		}(s))
		if err != nil {
			return err
		}
	}
	return nil
}

func writeSuggestions(a *app, list []skills.Suggestion) {
	if len(list) == 0 {
		fmt.Fprintln(a.out, "No unknown name stands in lists of skills.")
		return
	}
	rows := [][]string{{"Name", "Employers", "Postings", "Sentence"}}
	for _, s := range list {
		rows = append(rows, []string{render.Clean(s.Name), strconv.Itoa(s.Employers), strconv.Itoa(s.Postings), render.Clean(s.Sentences[0])})
		for _, more := range s.Sentences[1:] {
			rows = append(rows, []string{"", "", "", render.Clean(more)})
		}
	}
	writeColumns(a.out, rows)
}
