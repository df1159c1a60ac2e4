package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demand/internal/bench/made"
	"demand/internal/job"
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
		if err := db.SetTaxonomy(t.Context(), version, soldSkills(), categories); err != nil {
			t.Fatal(err)
		}
		for _, day := range m.Rounds(every) {
			if _, err := m.Round(t.Context(), db, day, every, version); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		for file, command := range map[string]string{
			"movers.txt":     "report movers",
			"categories.txt": "report categories",
			"roles.txt":      "report roles",
			"seniority.txt":  "report seniority --top 3",
			"employers.txt":  "report employers --top 5",
			"related.txt":    "report related --skill js",
			"new.txt":        "report new",
			"guide.txt":      "guide",
			"guide.csv":      "guide --format csv",
			"guide.md":       "report guide --format markdown",
			"guide.json":     "guide --format json",
			"gap.txt":        "gap --have python,postgres,git --role backend",
			"coverage.txt":   "report coverage --top 5",
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
