package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/skills"
	"demand/internal/store"
)

// evidenceCommand returns the command demand evidence.
func evidenceCommand(a *app) *cobra.Command {
	formats := []string{"text", "jsonl"}
	o := evidenceOptions{reportOptions: reportOptions{compare: report.None}}
	c := &cobra.Command{
		Use:   "evidence [SKILL]",
		Short: "Show the postings and sentences behind a number",
		Long: `Evidence shows postings of a window that name a skill, and the sentences in which they do,
with the rule that let each mention count: a random sample, always the same for the same
seed. Without a skill it shows postings of the window with all that they name. The filters are
those of "demand report", and so are --base and --basis: with --basis open it shows what is open
on the last day of the window, however long. All sources count here; a report counts those
alone that cover its windows, and lists the others; and a city or region is never widened to
its country here.

--job shows the postings that are joined to one job, and why each was: the requisition id, the
address, or how alike the texts are, and how long after the one before. It takes source and id
of any of them, as they stand in evidence and in the column job of an export. --merges shows a
sample of those that were joined to an earlier one in the window, in pairs. Where they are wrong,
"--base postings" counts without joining anything.

Names of persons may stand in the texts; e-mail addresses and telephone numbers do not.

--format jsonl writes a line for each posting, in the form that "demand classify" reads and
in which labels can be corrected by hand:

    {"id", "source", "title", "company", "text", "labels": [{"skill", "surface", "strength"}],
     "traps": [], "other": []}

and with --job or --merges, whose texts stand there too:

    {"job", "posting", "source", "url", "title", "company", "places", "opened_on", "listed_on",
     "gaps", "text", "of", "why", "likeness", "days", "copy"}

of is the earlier posting that it was joined to; with --merges that posting itself.`,
		Example: `  demand evidence rust --since 90d
  demand evidence 'Ruby on Rails' --sample 5 --seed 7
  demand evidence kafka --role backend --country DE --strength required
  demand evidence kafka --basis open --until 2026-01-31
  demand evidence --job greenhouse/acme/4012345
  demand evidence --merges --since 1y --sample 100
  demand evidence --sample 50 --format jsonl > to-label.jsonl`,
		Args:              atMostOne("one skill"),
		ValidArgsFunction: completeSkill,
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(formats, o.format) {
				return usageError{job.Unknown("format", o.format, formats)}
			}
			if o.sample < 1 {
				return usagef("--sample %d: at least one posting has to be shown", o.sample)
			}
			if len(args) == 1 {
				o.skill = args[0]
			}
			if (o.job != "" || o.merges) && o.skill != "" {
				return usagef("--job and --merges are about postings, whatever these name; leave out %q", o.skill)
			}
			if o.skill == "" && len(o.params.Strength) > 0 {
				return usagef("--strength is about a skill; name one, such as \"demand evidence python --strength required\"")
			}
			return ofUsage(a.evidence(c.Context(), o))
		},
	}
	f := c.Flags()
	f.StringVar(&o.since, "since", "90d", "length of the window: `SPAN` such as 90d, 12w, 3mo or 1y")
	f.StringVar(&o.until, "until", "", "last `DAY` of the window, such as 2026-01-31 (default yesterday)")
	f.StringVar(&o.params.Base, "base", "jobs", "show `jobs|postings`: the first posting of each job, or all")
	f.StringVar(&o.params.Basis, "basis", "new", "show what is `new|open`: opened in the window, or open on its last day")
	o.filterFlags(f)
	o.strengthFlag(f)
	f.IntVar(&o.sample, "sample", 20, "show `N` postings")
	f.StringVar(&o.job, "job", "", "show the postings of the job that `SOURCE/ID` is of, and why they are one")
	f.BoolVar(&o.merges, "merges", false, "show postings that were joined to an earlier one, and why")
	f.Uint64Var(&o.seed, "seed", 1, "choose the sample by `N`; another shows other postings")
	formatFlag(f, &o.format, "text", "`FORMAT` of the result", formats)
	for _, flag := range append([]string{"merges", "since", "until", "base", "basis", "sample", "seed"}, report.Filters...) {
		c.MarkFlagsMutuallyExclusive("job", flag)
	}
	c.MarkFlagsMutuallyExclusive("merges", "base")
	c.MarkFlagsMutuallyExclusive("merges", "basis")
	return c
}

type evidenceOptions struct {
	reportOptions
	job    string
	merges bool
	sample int
	seed   uint64
}

// selection returns what the flags select of a database.
func (a *app) selection(ctx context.Context, db *store.View, o evidenceOptions, p report.Params, skill string) (s store.Selection, err error) {
	window, _, err := p.Windows(a.now())
	if err != nil {
		return s, err
	}
	match, err := report.Match(ctx, db, p)
	return store.Selection{
		Skill: skill, From: window.From, To: window.To, Open: p.Basis == report.Open, Jobs: p.Base == report.Jobs && !o.merges, Match: match,
	}, err
}

func (a *app) evidence(ctx context.Context, o evidenceOptions) (err error) {
	taxonomy, err := loadTaxonomy()
	if err != nil {
		return err
	}
	var skill job.Skill
	if o.skill != "" {
		if skill, err = findSkill(taxonomy, o.skill); err != nil {
			return err
		}
	}
	p, err := o.parse()
	if err != nil {
		return err
	}
	db, err := a.existing(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if o.job != "" {
		return a.jobEvidence(ctx, db, o)
	}
	if o.merges {
		return a.mergeEvidence(ctx, db, o, p)
	}
	var selected store.Selection
	var postings []store.Stored
	var total int
	err = db.Snapshot(ctx, func(v *store.View) (err error) {
		if selected, err = a.selection(ctx, v, o, p, skill.Slug); err != nil {
			return err
		}
		postings, total, err = v.Sample(ctx, selected, o.sample, o.seed)
		return err
	})
	if err != nil {
		return err
	}
	c := skills.New(taxonomy)
	if o.format == "jsonl" {
		for _, p := range postings {
			if err := writeLabels(a.out, c, p); err != nil {
				return err
			}
		}
		return nil
	}
	what, when := "New ", fmt.Sprintf("opened %s to %s", selected.From, selected.To)
	if selected.Open {
		what, when = "Open ", fmt.Sprintf("on %s", selected.To)
	}
	if !p.AllRoles() {
		what += "technical "
	}
	what += p.Base
	if skill.Slug != "" {
		what += " that name " + skill.Name
	}
	fmt.Fprintf(a.out, "%s: %d, %s, %d of them at random (seed %d).\n", what, total, when, len(postings), o.seed)
	if total == 0 {
		fmt.Fprintln(a.out, sayWhatThereIs)
	}
	for _, p := range postings {
		writeEvidence(a.out, c, p, skill.Slug)
	}
	return nil
}

// sayWhatThereIs stands in place of a sample of nothing.
const sayWhatThereIs = `"demand report" with the same days and filters says what there is to count.`

// writeEvidence prints a posting and the sentences in which it names a skill, or any skill.
func writeEvidence(w io.Writer, c *skills.Classifier, p store.Stored, skill string) {
	fmt.Fprintf(w, "\n%s\n", render.Clean(strings.Join(nonEmpty(p.Title, p.Employer, strings.Join(p.Places, ", ")), " · ")))
	fmt.Fprintf(w, "  %s\n", render.Clean(strings.Join(nonEmpty(p.OpenedOn.String(), p.Name(), p.URL), "  ")))
	if p.Listings > 1 {
		fmt.Fprintf(w, "  one of %d postings of the same job (--job %s)\n", p.Listings, render.Clean(p.Name()))
	}
	facts, mentions := c.Explain(documentOf(p))
	if facts.Version != p.Facts.Version {
		fmt.Fprintf(w, "  counted by taxonomy %s; this program has %s (\"demand reclassify\" reads all again)\n", p.Facts.Version, facts.Version)
	}
	for _, m := range mentions {
		if skill != "" && m.Slug != skill {
			continue
		}
		text, at := p.Text, "text"
		if m.InTitle {
			text, at = p.Title, "title"
		}
		fmt.Fprintf(w, "  %-9s %-5s %s: %s\n", m.Strength, m.Rule, at, render.Clean(sentence(text, m.Start, m.End)))
	}
}

// sentence returns the sentence around a mention, which is marked, cut to a length that can be read.
func sentence(text string, start, end int) string {
	const most = 160
	from := max(strings.LastIndexByte(text[:start], '\n'), strings.LastIndex(text[:start], ". ")) + 1
	to := len(text)
	for _, stop := range []string{"\n", ". "} {
		if i := strings.Index(text[end:], stop); i >= 0 {
			to = min(to, end+i)
		}
	}
	before, after := []rune(text[from:start]), []rune(text[end:to])
	if len(before) > most {
		before = append([]rune("…"), before[len(before)-most:]...)
	}
	if len(after) > most {
		after = append(after[:most:most], '…')
	}
	return string(before) + "»" + text[start:end] + "«" + string(after)
}

func nonEmpty(list ...string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

type label struct {
	Skill    string `json:"skill"`
	Surface  string `json:"surface"`
	Strength string `json:"strength"`
}

// writeLabels writes a posting with what was found in it as labels, for a person to correct.
func writeLabels(w io.Writer, c *skills.Classifier, p store.Stored) error {
	facts, mentions := c.Explain(documentOf(p))
	labels := []label{}
	for _, f := range facts.Skills {
		i := slices.IndexFunc(mentions, func(m job.Mention) bool { return m.Slug == f.Slug && m.Strength == f.Strength })
		if i < 0 {
			continue
		}
		text := p.Text
		if mentions[i].InTitle {
			text = p.Title
		}
		labels = append(labels, label{f.Slug, text[mentions[i].Start:mentions[i].End], f.Strength.String()})
	}
	return json.NewEncoder(w).Encode(struct {
		ID      string   `json:"id"`
		Source  string   `json:"source"`
		Title   string   `json:"title"`
		Company string   `json:"company"`
		Text    string   `json:"text"`
		Labels  []label  `json:"labels"`
		Traps   []string `json:"traps"`
		Other   []string `json:"other"`
	}{p.Source + "/" + p.Key, p.Source, p.Title, p.Employer, p.Text, labels, []string{}, []string{}})
}
