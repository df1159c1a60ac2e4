package main

import (
	"strings"
	"testing"

	"demand/internal/store"
)

func TestBackfillIsReadAsDays(t *testing.T) {
	for text, want := range map[string]int{"": 0, "10d": 10, "2w": 14, "13mo": 403, "2y": 732} {
		if got, err := daysBack(text); err != nil || got != want {
			t.Errorf("daysBack(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	if out := demand(t, statusUsage, "crawl", "--backfill", "24"); !strings.Contains(out, `backfill: span "24" has no unit`) {
		t.Errorf("crawl --backfill 24 = %q; want what is missing", out)
	}
}

func TestTheCacheOfPagesLiesInTheCacheFolder(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", folder)
	a, err := openAnswers()
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.OpenAnswers(folder + "/demand/answers.db")
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}
