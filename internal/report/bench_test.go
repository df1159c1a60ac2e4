package report_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"demand/internal/bench/made"
	"demand/internal/job"
	"demand/internal/report"
	"demand/internal/skills"
	"demand/internal/store"
	"demand/internal/store/storetest"
	"demand/queries"
)

// benchEnd is the day behind the last one of the made-up market; reports are made on it.
var benchEnd = job.NewDate(2026, time.November, 22)

// BenchmarkReport builds reports of a made-up market with every filter that there is, and answers the question of the
// plainest of them, without panel, employers and verdicts, by SQL over the raw rows: the ratio is what counts.
// It makes a market of 10⁵ postings, in PostgreSQL too where DEMAND_TEST_POSTGRES names a server. DEMAND_BENCH_STORES
// names stores, with blanks between them, that internal/bench/fill has filled, and are read in place of it.
func BenchmarkReport(b *testing.B) {
	for name, addr := range benchStores(b) {
		b.Run(name, func(b *testing.B) { benchmarkReports(b, storetest.Open(b, addr)) })
	}
}

func benchmarkReports(b *testing.B, db *store.DB) {
	status, err := db.Status(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d postings of %d sources", status.Postings, status.Sources)
	long := report.Span{N: 350, Unit: "d"}
	for _, c := range []struct {
		name   string
		params report.Params
	}{
		{"90d", report.Params{}},
		{"90d role", report.Params{Role: []string{"backend", "devops"}}},
		{"90d source", report.Params{Source: []string{"greenhouse/made-up-00*"}}},
		{"90d country", report.Params{Country: []string{"DE", "US"}}},
		{"90d city", report.Params{City: []string{"Berlin"}}},
		{"90d remote", report.Params{Remote: true}},
		{"90d seniority", report.Params{Seniority: []string{"senior"}}},
		{"90d strength", report.Params{Strength: []string{"required"}}},
		{"90d language", report.Params{Language: []string{"en"}}},
		{"90d category", report.Params{Category: []string{"languages"}}},
		{"90d city, role, level", report.Params{City: []string{"Berlin"}, Role: []string{"backend"}, Seniority: []string{"senior"}}},
		{"90d without agencies", report.Params{NoAgencies: true}},
		{"90d postings", report.Params{Base: report.Postings}},
		{"90d compare none", report.Params{Compare: report.Compare{Mode: report.None}}},
		{"90d compare year", report.Params{Compare: report.Compare{Mode: report.Year}}},
		{"open", report.Params{Basis: report.Open}},
		{"350d", report.Params{Since: long}},
	} {
		b.Run(c.name, func(b *testing.B) {
			c.params.Top = 10
			for b.Loop() {
				r, err := report.Build(b.Context(), db, c.params, benchEnd.Time())
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(r.Window.Jobs), "jobs")
				b.ReportMetric(float64(len(r.Movers)), "movers")
			}
		})
	}
	for _, days := range []int{90, 350} {
		window := report.Days{From: benchEnd - job.Date(days), To: benchEnd - 1}
		name := report.Span{N: days, Unit: "d"}.String()
		b.Run(name+" levels", func(b *testing.B) {
			for b.Loop() {
				if _, err := db.Query(b.Context(), queries.Report{Text: levelsSQL}, window.From, window.To); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+" plain SQL", func(b *testing.B) {
			for b.Loop() {
				t, err := db.Query(b.Context(), queries.Report{Text: plainSQL}, window.From-job.Date(days), window.From, window.To)
				if err != nil {
					b.Fatal(err)
				}
				if len(t.Rows) == 0 {
					b.Fatal("plain SQL counts nothing")
				}
			}
		})
	}
}

// levelsSQL counts the new technical jobs that name any skill of each category from the counts by day.
const levelsSQL = `
	SELECT k.slug AS category, CAST(SUM(d.jobs) AS BIGINT) AS jobs
	FROM day_count d
	JOIN skill k ON k.id = d.skill
	WHERE d.skill < 0 AND d.day BETWEEN $1 AND $2
	GROUP BY k.slug
	ORDER BY jobs DESC, k.slug`

// plainSQL counts the new technical jobs of two windows by skill, with their employers.
const plainSQL = `
	SELECT k.slug AS skill,
		SUM(CASE WHEN j.opened_on >= $2 THEN 1 ELSE 0 END) AS jobs,
		SUM(CASE WHEN j.opened_on < $2 THEN 1 ELSE 0 END) AS jobs_before,
		COUNT(DISTINCT j.employer) AS employers
	FROM job j
	JOIN job_skill s ON s.job = j.id
	JOIN skill k ON k.id = s.skill
	WHERE j.is_flow = 1 AND j.opened_on BETWEEN $1 AND $3 AND (j.roles & 16383) <> 0
	GROUP BY k.slug
	ORDER BY jobs DESC, k.slug`

// benchStores returns the addresses of filled stores by name.
func benchStores(b *testing.B) map[string]string {
	stores := map[string]string{}
	if list := os.Getenv("DEMAND_BENCH_STORES"); list != "" {
		for _, addr := range strings.Fields(list) {
			name := "sqlite"
			if store.IsServer(addr) {
				name = "postgres"
			}
			stores[name] = addr
		}
		return stores
	}
	for name, addr := range storetest.Addresses(b) {
		fill(b, storetest.Open(b, addr))
		stores[name] = addr
	}
	return stores
}

// fill puts a made-up market of 10⁵ postings into a store.
func fill(b *testing.B, db *store.DB) {
	taxonomy, err := skills.Load()
	if err != nil {
		b.Fatal(err)
	}
	const days, every = 730, 28
	m, err := made.New(made.Options{Postings: 100_000, Days: days, Boards: 200, Seed: 1, From: benchEnd - days, Skills: taxonomy.Skills()})
	if err != nil {
		b.Fatal(err)
	}
	if err := db.SetTaxonomy(b.Context(), taxonomy.Version(), taxonomy.Skills(), taxonomy.Categories()); err != nil {
		b.Fatal(err)
	}
	for _, day := range m.Rounds(every) {
		if _, err := m.Round(b.Context(), db, day, every, taxonomy.Version()); err != nil {
			b.Fatal(err)
		}
	}
	if err := db.Fold(b.Context()); err != nil {
		b.Fatal(err)
	}
}
