//go:build unix

package skills

import (
	"encoding/json"
	"os"
	"syscall"
	"testing"
	"time"
)

// BenchmarkPostings reads the JSON lines of the file that DEMAND_BENCH_POSTINGS names; .ci/compare-matchers sets it. It reports
// the time of the processor too, which other programs disturb less than that of the clock.
func BenchmarkPostings(b *testing.B) {
	name := os.Getenv("DEMAND_BENCH_POSTINGS")
	if name == "" {
		b.Skip("DEMAND_BENCH_POSTINGS names no file")
	}
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	c := classifier(b)
	var documents []Document
	size := 0
	in := json.NewDecoder(f)
	for in.More() {
		var p labelled
		if err := in.Decode(&p); err != nil {
			b.Fatal(err)
		}
		documents = append(documents, p.document())
		size += len(p.Text)
	}
	measure := func(b *testing.B, pass func()) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		start := processorTime(b)
		for b.Loop() {
			pass()
		}
		b.ReportMetric(float64(size*b.N)/1e6/(processorTime(b)-start).Seconds(), "cpu-MB/s")
	}
	b.Run("classify", func(b *testing.B) {
		measure(b, func() {
			for _, d := range documents {
				c.Classify(d)
			}
		})
	})
	b.Run("scan", func(b *testing.B) {
		var s scanner
		measure(b, func() {
			for _, d := range documents {
				c.matcher.scan(&s, d.Text)
			}
		})
	})
}

// processorTime returns what this process has used so far.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
