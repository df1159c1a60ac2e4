package main

import (
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demand/internal/bench/made"
	"demand/internal/job"
	"demand/internal/report"
	"demand/internal/store/storetest"
)

// soldSkills are what postings of the market of these tests name. They are few and lasting, so that a new skill of the
// taxonomy changes no expected output.
func soldSkills() (list []job.Skill) {
	for _, s := range []struct{ category, names string }{
		{"languages", "Python Java JavaScript Go TypeScript Ruby Kotlin"},
		{"databases", "PostgreSQL MySQL MongoDB Redis Elasticsearch"},
		{"frameworks", "Django Flask FastAPI Spring"},
		{"apis", "REST GraphQL gRPC"},
		{"version-control", "Git"},
		{"cloud", "AWS Azure Docker Kubernetes Terraform"},
	} {
		for name := range strings.FieldsSeq(s.names) {
			list = append(list, job.Skill{Slug: strings.ToLower(name), Name: name, Category: s.category, Nature: "technology"})
		}
	}
	return list
}

// firstRust is the visit from which on some jobs of paidJobs name Rust, which no job did before.
const firstRust = 30

// paidJobs yields what a board lists at a visit, counted from 0: twenty jobs that are new each time and state their places
// and their pay, and those of the visit before.
func paidJobs(visit int) iter.Seq2[job.Posting, error] {
	places := []job.Place{
		{Country: "DE", Region: "DE-BY", City: "Munich"}, {Country: "DE", Region: "DE-BE", City: "Berlin"},
		{Country: "US", Region: "US-CA", City: "San Francisco"}, {Country: "US", Remote: true},
	}
	return func(yield func(job.Posting, error) bool) {
		for v := max(0, visit-1); v <= visit; v++ {
			for i := range 20 {
				place := places[i%len(places)]
				p := job.Posting{
					Key: fmt.Sprintf("%d-%d", v, i), Title: fmt.Sprintf("Backend engineer %d.%d", v, i), URL: fmt.Sprintf("https://paid.example/%d-%d", v, i),
					Employer: fmt.Sprintf("Employer %d (made up)", (7*v+i)%45), Text: fmt.Sprintf("Team %d of floor %d builds thing %d in Go.", v, i, v*i),
					Pay: job.Pay{Min: int64(60_000 + 1000*((3*v+i)%30)), Max: int64(80_000 + 1000*((3*v+i)%30)), Currency: "EUR", Period: "year"},
					Facts: job.Facts{
						Version: "v1", Roles: job.Backend, Seniority: job.Senior, Places: []job.Place{place},
						Skills: []job.SkillFact{{Slug: "go", Strength: job.Required, Strict: true}},
					},
				}
				if v >= firstRust && i%10 == 0 {
					p.Facts.Skills = append(p.Facts.Skills, job.SkillFact{Slug: "rust", Strength: job.Preferred, Strict: true})
				}
				if place.Country == "US" {
					p.Pay.Currency = "USD"
				}
				if !yield(p, nil) {
					return
				}
			}
		}
	}
}

// TestReportsPrintWhatTheMarketHolds compares every report on a made-up market, on each database, with testdata/reports.
func TestReportsPrintWhatTheMarketHolds(t *testing.T) {
	const days, every, version = 490, 14, "v1"
	from := job.NewDate(2025, time.January, 6)
	m, err := made.New(made.Options{Postings: 5000, Days: days, Boards: 40, Seed: 4, From: from, Skills: soldSkills()})
	if err != nil {
		t.Fatal(err)
	}
	window := []string{"--since", "90d", "--until", (from + days - 3).String()}
	storetest.EachAddress(t, func(t *testing.T, address string) {
		db := storetest.Open(t, address)
		categories := []job.Category{
			{Slug: "languages", Name: "Languages"}, {Slug: "databases", Name: "Databases"}, {Slug: "frameworks", Name: "Frameworks"},
			{Slug: "apis", Name: "APIs"}, {Slug: "version-control", Name: "Version control"}, {Slug: "cloud", Name: "Cloud services"},
		}
		rust := job.Skill{Slug: "rust", Name: "Rust", Category: "languages", Nature: "technology"}
		if err := db.SetTaxonomy(t.Context(), version, append(soldSkills(), rust), categories); err != nil {
			t.Fatal(err)
		}
		for _, day := range m.Rounds(every) {
			if _, err := m.Round(t.Context(), db, day, every, version); err != nil {
				t.Fatal(err)
			}
		}
		for day := from; day < from+days; day += every {
			visit := job.Visit{Source: job.Source{Name: "board/paid", Kind: "board", Interval: every}, At: day.Time().Add(9 * time.Hour)}
			if _, err := db.SaveVisit(t.Context(), visit, paidJobs(int(day-from)/every)); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Run("open", func(t *testing.T) {
			args := append([]string{"--basis", "open", "--db", address, "--role", "backend"}, window...)
			var r report.Skills
			if err := json.Unmarshal([]byte(demand(t, 0, append([]string{"report", "--compare", "none", "--format", "json"}, args...)...)), &r); err != nil {
				t.Fatal(err)
			}
			rows := 0
			for _, c := range r.Categories {
				for _, row := range c.Rows {
					rows++
					got := demand(t, 0, append([]string{"evidence", row.Skill, "--sample", "1"}, args...)...)
					if want := fmt.Sprintf("Open technical jobs that name %s: %d, on %s, ", row.Name, row.Jobs, r.Window.To); !strings.HasPrefix(got, want) {
						t.Errorf("evidence of what is open begins with %.80q; want %q, as the report says", got, want)
					}
				}
			}
			if rows < 5 {
				t.Errorf("the report has %d rows; want some of each category", rows)
			}
		})
		for file, command := range map[string]string{
			"movers.txt":     "report movers",
			"categories.txt": "report categories",
			"roles.txt":      "report roles",
			"seniority.txt":  "report seniority --top 3",
			"employers.txt":  "report employers --top 5",
			"related.txt":    "report related --skill js",
			"new.txt":        "report new",
			"places.txt":     "report places --top 3",
			"pay.txt":        "report pay --top 3",
			"pay.csv":        "report pay --top 1 --format csv",
			"skill.txt":      "skill golang --top 3",
			"guide.txt":      "guide",
			"guide.csv":      "guide --format csv",
			"guide.md":       "report guide --format markdown",
			"guide.json":     "guide --format json",
			"gap.txt":        "gap --have python,postgres,git --role backend",
			"coverage.txt":   "report coverage --top 5 --fields --source board/* --source greenhouse/made-up-0000*",
			"coverage.json":  "report coverage --top 5 --format json",
		} {
			t.Run(file, func(t *testing.T) {
				got := demand(t, 0, append(append(strings.Fields(command), window...), "--db", address)...)
				// The program's version is that of the build, and the days with their hashes are many.
				got = regexp.MustCompile(`(?m)^  "program": .*\n`).ReplaceAllString(got, "")
				got = regexp.MustCompile(`(?s),\n  "data": .*`).ReplaceAllString(got, "\n}\n")
				name := filepath.Join("testdata", "reports", file)
				if *update {
					if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("demand %s (-want +got):\n%s", command, diff)
				}
			})
		}
	})
}
