package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkImport imports recorded threads into an empty database: parse, clean, classify, store, fold.
// Its postings/s is what the README states.
func BenchmarkImport(b *testing.B) {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus", "hn-2021-06--2023-03.warc.gz")
	if _, err := os.Stat(corpus); err != nil {
		b.Skip("the recorded threads are not here: ", err)
	}
	const postings = 15116
	for b.Loop() {
		var out bytes.Buffer
		s := streams{in: &out, out: &out, err: &out, width: 80}
		if status := run(b.Context(), s, []string{"import", corpus, "--quiet", "--db", filepath.Join(b.TempDir(), "t.db")}); status != statusDone {
			b.Fatalf("import = %d; want %d: %s", status, statusDone, out.String())
		}
	}
	b.ReportMetric(float64(b.N)*postings/b.Elapsed().Seconds(), "postings/s")
}
