//go:build !race

// The recorded answers are large: the race detector would make minutes of these tests, and the smaller ones show it as much.

package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demand/internal/report"
	"demand/internal/store"
	"demand/internal/store/storetest"
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
	for _, visits := range []int{2, 8, 15} {
		c := exec.Command(os.Args[0], "import", threads, "--db", killed, "--quiet")
		c.Args[0] = "demand" // TestMain makes this the program itself
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		for s := (store.Status{}); s.Visits < visits; time.Sleep(time.Millisecond) {
			var err error
			if s, err = db.Status(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := c.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
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
	if err := os.WriteFile(recording, warcOf("https://boards-api.greenhouse.io/v1/boards/gitlab/jobs?content=true", body), 0o600); err != nil {
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

// warcOf makes a WARC/1.1 file of one answer.
func warcOf(address string, body []byte) []byte {
	block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	return fmt.Appendf(nil, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:6f2a1b54-0000-4000-8000-000000000001>\r\n"+
		"WARC-Date: 2026-08-11T00:00:00Z\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		address, len(block), block)
}
