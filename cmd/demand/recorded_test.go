//go:build !race

// The recorded answers are large: the race detector would make minutes of these tests, and the smaller ones show it as much.

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"demand/internal/report"
	"demand/internal/store"
	"demand/internal/store/storetest"
	"demand/sources"
)

// shared returns the path of a recorded file that is not part of the repository.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(append([]string{"..", "..", "..", "shared"}, parts...)...))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Skip("the recorded answers are not beside the repository: ", err)
	}
	return path
}

// content is what must be equal however a database came about.
func content(s store.Status) string {
	return fmt.Sprintf("%d postings, %d jobs, %d employers, %d editions, content %s", s.Postings, s.Jobs, s.Employers, s.Editions, s.Content)
}

func TestRecordedThreadsGiveOneResultOnEveryWay(t *testing.T) {
	threads := shared(t, "corpus", "hn-2021-06--2023-03.warc.gz")
	var contents, reports []string
	storetest.EachAddress(t, func(t *testing.T, address string) {
		demand(t, 0, "import", threads, "--db", address, "--quiet")
		s := statusOf(t, address)
		if s.Postings != 15116 || s.Editions != 22 || s.Visits != 22 || s.Failed != 0 {
			t.Errorf("status = %+v; want 15116 postings of 22 editions in as many visits", s)
		}
		demand(t, 0, "import", threads, "--db", address, "--quiet")
		if again := statusOf(t, address); content(again) != content(s) || again.Visits != s.Visits {
			t.Errorf("a second import made %+v of %+v", again, s)
		}
		contents = append(contents, content(s))
		reports = append(reports, demand(t, 0, "report", "--since", "10mo", "--until", "2023-03-31", "--compare", "year", "--base", "postings", "--format", "json", "--db", address))
	})
	replayed := filepath.Join(t.TempDir(), "replayed.db")
	demand(t, 0, "crawl", "--replay", threads, "--db", replayed, "--quiet")
	contents = append(contents, content(statusOf(t, replayed)))
	for _, c := range contents {
		if c != contents[0] {
			t.Errorf("content = %s; want %s", c, contents[0])
		}
	}
	for _, r := range reports {
		if r != reports[0] {
			t.Error("the reports of the databases differ")
		}
	}
	// The share that others have published for these months is 22 to 24 %, by a pattern blind to context.
	row := skillRow(t, reports[0], "python")
	if row.Share == nil || row.Share.Value < 21.5 || row.Share.Value > 24.5 {
		t.Errorf("Python = %+v; want near 23 %%", row)
	}
	session := demand(t, 0, "report", "--since", "8mo", "--until", "2023-03-31", "--compare", "year", "--category", "languages", "--top", "5", "--db", replayed)
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(session) {
		if line != "\n" && !strings.Contains(string(readme), "\n    "+line) {
			t.Errorf("the session of the README is not that of the program, which prints:\n%s", session)
			break
		}
	}
}

func skillRow(t *testing.T, text, slug string) report.Row {
	t.Helper()
	var r report.Skills
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Categories {
		for _, row := range c.Rows {
			if row.Skill == slug {
				return row
			}
		}
	}
	t.Fatalf("no row of %s", slug)
	return report.Row{}
}

func TestRecordedThreadsKilledInTheirImportAreFinishedByTheNextOne(t *testing.T) {
	threads := shared(t, "corpus", "hn-2021-06--2023-03.warc.gz")
	whole := filepath.Join(t.TempDir(), "whole.db")
	demand(t, 0, "import", threads, "--db", whole, "--quiet")
	want := content(statusOf(t, whole))
	killed := filepath.Join(t.TempDir(), "killed.db")
	db := storetest.Open(t, killed)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	for _, visits := range []int{2, 8, 15} {
		c := exec.CommandContext(ctx, os.Args[0], "import", threads, "--db", killed, "--quiet")
		c.Args[0] = "demand" // TestMain makes this the program itself
		var errs bytes.Buffer
		c.Stderr = &errs
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- c.Wait() }()
		for s := (store.Status{}); s.Visits < visits; {
			select {
			case err := <-ended:
				t.Fatalf("the import ended after %d visits of %d: %v, %s", s.Visits, visits, err, errs.String())
			case <-time.After(time.Millisecond):
			}
			var err error
			if s, err = db.Status(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := <-ended; err == nil || !strings.Contains(err.Error(), "killed") {
			t.Errorf("the import ended with %v before it was killed", err)
		}
	}
	demand(t, 0, "import", threads, "--db", killed, "--quiet")
	if got := content(statusOf(t, killed)); got != want {
		t.Errorf("after kills: %s; want %s", got, want)
	}
}

func TestRecordedThreadsCutShortKeepWholeVisits(t *testing.T) {
	threads, err := os.ReadFile(shared(t, "corpus", "hn-2021-06--2023-03.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cut := filepath.Join(dir, "cut.warc.gz")
	if err := os.WriteFile(cut, threads[:len(threads)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	out := demand(t, statusFailed, "import", cut, "--db", filepath.Join(dir, "t.db"), "--quiet")
	if !strings.Contains(out, "record ") || !strings.Contains(out, "byte ") {
		t.Errorf("import = %q; want how far it got", out)
	}
	s := statusOf(t, filepath.Join(dir, "t.db"))
	if s.Editions < 5 || s.Editions > 15 || s.Visits != s.Editions+s.Failed {
		t.Errorf("status = %+v; want the whole editions before the cut", s)
	}
}

func TestRecordedBoardIsCrawledByItsAddress(t *testing.T) {
	body, err := os.ReadFile(shared(t, "payloads", "greenhouse", "board_gitlab_content_true.json"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	recording := filepath.Join(dir, "board.warc")
	if err := os.WriteFile(recording, warcOf("https://boards-api.greenhouse.io/v1/boards/gitlab/jobs?content=true", "application/json", body), 0o600); err != nil {
		t.Fatal(err)
	}
	out := demand(t, 0, "crawl", "--replay", recording, "--db", filepath.Join(dir, "t.db"), "--quiet")
	if !strings.Contains(out, "greenhouse/gitlab") {
		t.Errorf("crawl --replay = %q; want a visit of greenhouse/gitlab", out)
	}
	if s := statusOf(t, filepath.Join(dir, "t.db")); s.Postings != 3 || s.Visits != 1 || s.Failed != 0 {
		t.Errorf("status = %+v; want three postings", s)
	}
}

func TestRecordedBoardsAndPagesAreReadWholeAndGiveOneResult(t *testing.T) {
	dir := t.TempDir()
	recording := filepath.Join(dir, "boards.warc")
	var text []byte
	wanted := map[string]int{} // postings by source
	for _, c := range []struct {
		file, source, address string // without an address, that with which a visit of the source starts
		postings              int
	}{
		{"greenhouse/board_gitlab_content_true.json", "greenhouse/gitlab", "", 3},
		{"lever/postings_idealist.json", "lever/idealistconsulting", "", 2},
		{"lever/postings_leverdemo.json", "lever/leverdemo", "", 6},
		{"lever/postings_salaryrange.json", "lever/outreach", "", 4},
		{"ashby/board_compensation_raw.json", "ashby/ramp", "", 20},
		{"ashby/board_highlightta.json", "ashby/highlightta", "", 2},
		{"ashby/board_notion.json", "ashby/notion", "", 3},
		{"jsonld/cryptojobslist_graph.html", "jsonld/crypto.example-1", "https://crypto.example/1", 1},
		{"jsonld/graph_shape.html", "jsonld/jobs.example-2", "https://jobs.example/2", 2},
		{"jsonld/schemaorg_example_0028_jsonld.html", "jsonld/one.example-1", "https://one.example/1", 1},
		{"jsonld/schemaorg_example_0028_microdata.html", "jsonld/two.example-1", "https://two.example/1", 1},
		{"jsonld/schemaorg_example_0028_rdfa.html", "jsonld/three.example-1", "https://three.example/1", 1},
		{"rss/jobwebghana_wordpress.xml", "feed/ghana.example-feed", "https://ghana.example/feed/", 1},
		{"rss/problogger_wpjobboard.xml", "feed/blog.example-feed", "https://blog.example/feed/", 4},
		{"neogov/sample.rss", "feed/agency.example-a.rss", "https://agency.example/a.rss", 5},
		{"weworkremotely/remote_jobs.rss", "feed/far.example-jobs.rss", "https://far.example/jobs.rss", 4},
		{"teamtailor/jobs.json", "feed/cv.example-feed.json", "https://cv.example/feed.json", 2},
	} {
		body, err := os.ReadFile(shared(t, "payloads", filepath.FromSlash(c.file)))
		if err != nil {
			t.Fatal(err)
		}
		if c.address == "" {
			s, err := sources.FromEntry(sources.Entry{Name: c.source})
			if err != nil {
				t.Fatal(err)
			}
			c.address = s.Start()[0].URL
		}
		kind := map[string]string{".json": "application/json", ".html": "text/html", ".xml": "application/xml", ".rss": "application/rss+xml"}[filepath.Ext(c.file)]
		text = append(text, warcOf(c.address, kind, body)...)
		wanted[c.source] = c.postings
	}
	if err := os.WriteFile(recording, text, 0o600); err != nil {
		t.Fatal(err)
	}
	var exports []string
	for _, name := range []string{"one", "two"} {
		db := filepath.Join(dir, name+".db")
		out := demand(t, 0, "crawl", "--replay", recording, "--db", db, "--quiet")
		for source, n := range wanted {
			if !regexp.MustCompile(fmt.Sprintf(`(?m)^ *%s +%d +%d +0 +0 +\S+ +ok$`, regexp.QuoteMeta(source), n, n)).MatchString(out) {
				t.Errorf("%s: want a visit of %s with %d new postings", out, source, n)
			}
		}
		before := statusOf(t, db)
		out = demand(t, 0, "crawl", "--replay", recording, "--db", db, "--quiet")
		if after := statusOf(t, db); strings.Count(out, " known\n") != len(wanted) || after != before {
			t.Errorf("a second crawl made %+v of %+v:\n%s", after, before, out)
		}
		file := filepath.Join(dir, name+".jsonl")
		demand(t, 0, "export", file, "--db", db, "--quiet")
		export, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		exports = append(exports, string(export))
	}
	if exports[0] != exports[1] || strings.Count(exports[0], "\n") != 62 {
		t.Errorf("the exports hold %d and %d lines, equal: %t; want the same 62", strings.Count(exports[0], "\n"), strings.Count(exports[1], "\n"), exports[0] == exports[1])
	}
}

// warcOf makes a WARC/1.1 record of one answer.
func warcOf(address, kind string, body []byte) []byte {
	block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", kind, len(body), body)
	return fmt.Appendf(nil, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:6f2a1b54-0000-4000-8000-000000000001>\r\n"+
		"WARC-Date: 2026-08-11T00:00:00Z\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		address, len(block), block)
}
