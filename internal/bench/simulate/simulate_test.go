//go:build !race

package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"demand/internal/bench/made"
	"demand/internal/job"
	"demand/internal/skills"
	"demand/internal/store"
)

func TestReportsOfAMadeUpMarketKeepTheirPromises(t *testing.T) {
	taxonomy, err := skills.Load()
	if err != nil {
		t.Fatal(err)
	}
	from, _ := job.ParseDate("2025-03-01")
	market, err := made.New(made.Options{Postings: 9_000, Days: 300, Boards: 300, Seed: 3, From: from, Skills: taxonomy.Skills()})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "market.db")
	db, err := store.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.SetTaxonomy(t.Context(), taxonomy.Version(), taxonomy.Skills(), taxonomy.Categories()); err != nil {
		t.Fatal(err)
	}
	for _, day := range market.Rounds(14) {
		if _, err := market.Round(t.Context(), db, day, 14, taxonomy.Version()); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, base := range []string{"jobs", "postings"} {
		var out bytes.Buffer
		if err := run(t.Context(), []string{"-db", file, "-until", "2025-12-20", "-base", base, "-runs", "60"}, &out); err != nil {
			t.Fatal(err)
		}
		t.Log(out.String())
		var movers, size, found, shares, changes float64
		var runs int
		for line, values := range map[string][]any{
			"Employers shuffled between the windows: movers in %f %% of %d runs":                                            {&movers, &runs},
			"A change of the detectable size, %f points on average, planted: found in %f %% of":                             {&size, &found},
			"Employers drawn anew with replacement: 95 %% intervals of shares hold the truth in %f %%, of changes in %f %%": {&shares, &changes},
		} {
			begin, _, _ := strings.Cut(line, ",")
			begin, _, _ = strings.Cut(begin, ":")
			at := strings.Index(out.String(), begin)
			if _, err := fmt.Sscanf(out.String()[max(at, 0):], line, values...); err != nil {
				t.Fatalf("%s\nno line %q: %v", out.String(), line, err)
			}
		}
		// The promises are those of a thousand runs; of sixty, chance leaves some ± 10 points on what is found.
		if movers > 12 || found < 65 || found > 95 || min(shares, changes) < 93 || max(shares, changes) > 97 {
			t.Errorf("by %s:\n%s", base, out.String())
		}
	}
}
