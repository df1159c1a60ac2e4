package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAReportIsKeptUntilTheDataOrTheQuestionChange(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	db, postings := filepath.Join(t.TempDir(), "t.db"), filepath.Join(t.TempDir(), "jobs.jsonl")
	imports := func(text string) {
		t.Helper()
		if err := os.WriteFile(postings, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		demand(t, 0, "import", postings, "--db", db)
	}
	imports(`{"id": "a", "title": "Go developer", "employer": "Acme", "posted_on": "2026-01-10", "text": "We use Go."}` + "\n" +
		`{"id": "b", "title": "Go developer", "employer": "Globex", "posted_on": "2026-06-10", "text": "We use Go."}`)
	ask := func(more ...string) string {
		t.Helper()
		return demand(t, 0, append([]string{"report", "--db", db, "--since", "30d", "--until", "2026-06-10", "--compare", "none"}, more...)...)
	}
	built := ask()
	kept, err := filepath.Glob(filepath.Join(cache, "demand", "reports", "*"))
	if err != nil || len(kept) != 1 || !strings.Contains(built, "1 new technical jobs") {
		t.Fatalf("%d files are kept, %v; want one of\n%s", len(kept), err, built)
	}
	// What is kept is what is shown, as a change of it shows.
	if err := os.WriteFile(kept[0], []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ask(); got != "kept" {
		t.Errorf("asked again it builds\n%s", got)
	}
	for _, more := range [][]string{{"--role", "backend"}, {"--format", "json"}, {"--base", "postings"}, {"--top", "3"}} {
		if got := ask(more...); strings.HasPrefix(got, "kept") {
			t.Errorf("%q is answered by what was kept of another question", more)
		}
	}
	file := filepath.Join(t.TempDir(), "report.txt")
	ask("--output", file)
	if text, err := os.ReadFile(file); err != nil || string(text) == "kept" {
		t.Errorf("a file gets %q, %v; want a report without a width", text, err)
	}
	demand(t, 0, "reclassify", "--db", db)
	if got := ask(); got != built {
		t.Errorf("after a write it shows\n%swant\n%s", got, built)
	}
}
