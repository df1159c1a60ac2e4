package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/store"
)

// A poor database is one that bears little or nothing.
type poor struct {
	name   string
	now    string // the day on which it is asked
	visits func(*visits)
	says   string // in the report of skills
	silent bool   // it has too few jobs for any percentage
}

// visits fills a database.
type visits struct {
	t  *testing.T
	db *store.DB
}

// board stores a visit of a board on a day that lists so many jobs, of which so many opened on each day since the first.
func (v *visits) board(name, day string, jobs int, err error) {
	v.t.Helper()
	on := parseDay(v.t, day)
	source := job.Source{Name: name, Kind: "greenhouse", Technical: true, Interval: 7}
	_, saved := v.db.SaveVisit(v.t.Context(), job.Visit{Source: source, At: on.Time().Add(9 * time.Hour), Took: time.Second, Err: err},
		func(yield func(job.Posting, error) bool) {
			for i := range jobs {
				slugs := []string{"python", "go", "postgresql"}
				p := job.Posting{
					Key: fmt.Sprint(i), Title: fmt.Sprintf("Backend engineer %d", i), Employer: fmt.Sprintf("Employer %d", i%7), PostedOn: on - job.Date(i%6),
					Text:  fmt.Sprintf("Job %d needs %s.", i, slugs[i%3]),
					Facts: job.Facts{Version: "v1", Roles: 1, Skills: []job.SkillFact{{Slug: slugs[i%3], Strength: job.Required, Strict: true}}},
				}
				if !yield(p, nil) {
					return
				}
			}
		})
	if saved != nil {
		v.t.Fatal(saved)
	}
}

// weekly visits a board each week from one day to another; the list grows by some jobs each time.
func (v *visits) weekly(name, from, to string, first, each int) {
	n := first
	for day := parseDay(v.t, from); day <= parseDay(v.t, to); day += 7 {
		v.board(name, day.String(), n, nil)
		n += each
	}
}

func parseDay(t *testing.T, s string) job.Date {
	t.Helper()
	d, err := job.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var poorDatabases = []poor{
	{"never written", "2026-11-22", nil, "Nothing has been read yet.", true},
	{"no visits", "2026-11-22", func(*visits) {}, "Nothing has been read yet.", true},
	{"failed visits alone", "2026-11-22", func(v *visits) { v.board("greenhouse/one", "2026-11-20", 0, errors.New("status 503")) },
		"None of these sources has been read yet.", true},
	{"one visit", "2026-11-22", func(v *visits) { v.board("greenhouse/one", "2026-11-21", 200, nil) }, "Nothing is compared: no source was read throughout both windows.", false},
	{"one visit of 20 jobs", "2026-11-22", func(v *visits) { v.board("greenhouse/one", "2026-11-21", 20, nil) }, "20 open technical jobs", true},
	{"one source", "2026-11-22", func(v *visits) { v.weekly("greenhouse/one", "2026-05-01", "2026-11-21", 10, 10) }, "1 of 1 source read in both windows", false},
	{"20 jobs", "2026-11-22", func(v *visits) { v.weekly("greenhouse/one", "2026-05-01", "2026-11-21", 5, 1) }, "Nothing is compared: it takes 100 jobs in each window.", true},
	{"a gap of a month", "2026-11-22", func(v *visits) {
		v.weekly("greenhouse/one", "2026-05-01", "2026-09-04", 10, 10)
		v.weekly("greenhouse/one", "2026-10-09", "2026-11-20", 300, 10)
	}, "not read 5 Sep – 8 Oct 2026", false},
	{"a clock set back", "2026-06-20", func(v *visits) {
		v.weekly("greenhouse/one", "2026-05-01", "2026-11-20", 10, 10)
		v.board("greenhouse/one", "2026-06-01", 3, nil)
	}, "Nothing is compared", false},
	{"a clock before all data", "2025-01-10", func(v *visits) { v.weekly("greenhouse/one", "2026-05-01", "2026-11-20", 10, 10) },
		"by this computer's clock it is 2025-01-10; is the clock right?", false},
}

// percentage finds percentages but for the levels that a report states of its methods.
var (
	percentage = regexp.MustCompile(`\d %`)
	stated     = strings.NewReplacer("95 % interval", "", "held to 10 %", "", "skill at 10 %", "", "at 10 % had to move", "", "50, 70 and 80 %", "", "50 %", "", "70 %", "", "80 %", "", "1 %", "", "0 – 1 %", "")
)

func TestPoorDatabasesGetReportsThatSaySo(t *testing.T) {
	commands := [][]string{{"gap", "--have", "python"}}
	for _, k := range report.Kinds() {
		args := []string{"report", k.Name}
		if k.OfSkill {
			args = append(args, "--skill", "python")
		}
		commands = append(commands, args)
	}
	for _, c := range poorDatabases {
		t.Run(c.name, func(t *testing.T) {
			address := filepath.Join(t.TempDir(), "demand.db")
			fill(t, address, c)
			for _, args := range commands {
				for _, format := range render.Formats {
					if args[len(args)-1] != report.SkillReport && format.Name != "table" && format.Name != "json" {
						continue // it is written by the same functions
					}
					out, errs := ask(t, c.now, append(slices.Clone(args), "--format", format.Name, "--db", address))
					if out == "" {
						t.Errorf("%q as %s prints nothing", args, format.Name)
					}
					if format.Name != "table" {
						continue
					}
					if c.silent && percentage.MatchString(stated.Replace(out)) {
						t.Errorf("%q prints a percentage of too few jobs:\n%s", args, out)
					}
					if args[0] == "report" && args[1] == report.SkillReport && !strings.Contains(strings.Join(strings.Fields(out+errs), " "), c.says) {
						t.Errorf("%q does not say %q:\n%s%s", args, c.says, out, errs)
					}
				}
			}
		})
	}
}

func fill(t *testing.T, address string, c poor) {
	t.Helper()
	taxonomy, err := loadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	if c.visits != nil {
		if err := db.SetTaxonomy(t.Context(), "v1", taxonomy.Skills(), taxonomy.Categories()); err != nil {
			t.Fatal(err)
		}
		c.visits(&visits{t, db})
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// ask runs a command on a day; it has to end well.
func ask(t *testing.T, day string, args []string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	now := parseDay(t, day).Time().Add(12 * time.Hour)
	root := rootCommand(&app{streams: streams{in: strings.NewReader(""), out: &o, err: &e, width: 100}, now: func() time.Time { return now }, host: thisHost})
	root.SetArgs(args)
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Errorf("demand %s: %v", strings.Join(args, " "), err)
	}
	return o.String(), e.String()
}
