package queries_test

import (
	"bytes"
	"errors"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/store"
	"demand/internal/store/storetest"
	"demand/queries"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// march is the window of all reports here.
var march = report.Days{From: job.NewDate(2026, time.March, 1), To: job.NewDate(2026, time.March, 31)}

// TestReportsPrintWhatTheMarketHolds compares each report on each database with testdata/NAME.csv.
func TestReportsPrintWhatTheMarketHolds(t *testing.T) {
	all, err := queries.Reports()
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		fill(t, db)
		for _, q := range all {
			t.Run(q.Name, func(t *testing.T) {
				table, err := report.Query(t.Context(), db, q.Name, march)
				if err != nil {
					t.Fatal(err)
				}
				var got bytes.Buffer
				if err := render.WriteTable(&got, "csv", table, render.Options{}); err != nil {
					t.Fatal(err)
				}
				file := filepath.Join("testdata", q.Name+".csv")
				if *update {
					if err := os.WriteFile(file, got.Bytes(), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got.String() != string(want) {
					t.Errorf("%s prints\n%swant\n%s", q.Name, got.String(), want)
				}
			})
		}
	})
}

func TestReportsOfAnEmptyDatabaseAreEmpty(t *testing.T) {
	all, err := queries.Reports()
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		for _, q := range all {
			table, err := report.Query(t.Context(), db, q.Name, march)
			if err != nil || len(table.Columns) == 0 || len(table.Rows) > 0 {
				t.Errorf("%s = %v, %v; want columns and no rows", q.Name, table, err)
			}
		}
	})
}

func TestReportsSayWhatTheyShow(t *testing.T) {
	all, err := queries.Reports()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range all {
		if !strings.HasSuffix(q.Title, ".") {
			t.Errorf("%s: its title %q is no sentence", q.Name, q.Title)
		}
		for i, p := range q.Params {
			if !slices.Contains([]string{"since", "until"}, p.Name) || p.Type != "date" || !strings.Contains(q.Text, "$"+string(rune('1'+i))) {
				t.Errorf("%s: parameter %+v is not since or until, or does not occur", q.Name, p)
			}
		}
	}
}

// fill stores a small made-up market: two boards and an archive of threads. Of what counts in March, some things stand
// equal, so that the order of rows shows; jobs before March, found at the first visit, or not technical count nowhere.
func fill(t *testing.T, db *store.DB) {
	t.Helper()
	var skills []job.Skill
	for slug, category := range map[string]string{"go": "languages", "python": "languages", "zig": "languages", "postgresql": "databases", "redis": "databases", "docker": "cloud"} {
		skills = append(skills, job.Skill{Slug: slug, Name: strings.ToUpper(slug[:1]) + slug[1:], Category: category, Nature: "technology"})
	}
	slices.SortFunc(skills, func(a, b job.Skill) int { return strings.Compare(a.Slug, b.Slug) })
	categories := []job.Category{{Slug: "languages", Name: "Languages"}, {Slug: "databases", Name: "Databases"}, {Slug: "cloud", Name: "Cloud services"}}
	if err := db.SetTaxonomy(t.Context(), "v1", skills, categories); err != nil {
		t.Fatal(err)
	}
	acme := job.Source{Name: "greenhouse/acme", Kind: "greenhouse", Employer: "Acme Anvils", Interval: 7}
	globex := job.Source{Name: "lever/globex", Kind: "lever", Employer: "Globex", Interval: 7}
	thread := job.Source{Name: "hackernews/who-is-hiring", Kind: "hackernews", Technical: true, Archive: true, Interval: 1}
	monday := time.Date(2026, time.February, 23, 9, 0, 0, 0, time.UTC)
	week := func(n int) time.Time { return monday.AddDate(0, 0, 7*n) }

	old := posting("1", "Acme Anvils", job.Backend, "go", "postgresql")
	added := posting("2", "Acme Anvils", job.Backend, "go", "redis")
	later := posting("3", "Acme Anvils", job.DevOps, "docker")
	office := posting("4", "Acme Anvils", job.NotTechnical)
	visit(t, db, job.Visit{Source: acme, At: week(0)}, old)
	visit(t, db, job.Visit{Source: acme, At: week(1)}, old, added, office)
	visit(t, db, job.Visit{Source: acme, At: week(2)}, later)

	visit(t, db, job.Visit{Source: globex, At: week(0)}, posting("1", "Globex", job.Backend, "python"))
	visit(t, db, job.Visit{Source: globex, At: week(2)}, posting("1", "Globex", job.Backend, "python"), posting("2", "Globex", job.Backend, "python", "postgresql"))
	visit(t, db, job.Visit{Source: globex, At: week(3), Err: errors.New("status 503 Service Unavailable")})

	edition := func(month time.Month) job.Edition {
		d := job.NewDate(2026, month, 2)
		return job.Edition{Name: d.String()[:7], OpenedOn: d, From: d.MonthStart(), To: d.MonthEnd()}
	}
	visit(t, db, job.Visit{Source: thread, Edition: edition(time.February), At: week(0)}, posting("10", "Initech", job.Backend, "zig"))
	visit(t, db, job.Visit{Source: thread, Edition: edition(time.March), At: week(4)},
		posting("20", "Initech", job.Backend, "go"), posting("21", "Umbrella", job.DataEngineering, "python"), posting("22", "", job.Backend, "go"))
	if err := db.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// posting makes a classified posting with a text of its own.
func posting(key, employer string, role job.Roles, slugs ...string) job.Posting {
	p := job.Posting{
		Key: key, Title: "Job " + key, Employer: employer, Text: strings.Repeat(employer+" looks for "+key+". ", 9),
		Facts: job.Facts{Version: "v1", Roles: role},
	}
	for _, s := range slugs {
		p.Facts.Skills = append(p.Facts.Skills, job.SkillFact{Slug: s, Strength: job.Required, Strict: true})
	}
	return p
}

func visit(t *testing.T, db *store.DB, v job.Visit, postings ...job.Posting) {
	t.Helper()
	var seq iter.Seq2[job.Posting, error] = func(yield func(job.Posting, error) bool) {
		for _, p := range postings {
			if !yield(p, nil) {
				return
			}
		}
	}
	if _, err := db.SaveVisit(t.Context(), v, seq); err != nil {
		t.Fatal(err)
	}
}
