package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demand/internal/bench/made"
	"demand/internal/crawl"
	"demand/internal/employers"
	"demand/internal/fetch"
	"demand/internal/job"
	"demand/internal/skills"
	"demand/internal/store/storetest"
	"demand/sources"
)

// write runs the command for a market of 800 postings and returns the folder of its files.
func write(t *testing.T, args ...string) string {
	t.Helper()
	folder := t.TempDir()
	for i, a := range args {
		if i%2 == 1 {
			args[i] = filepath.Join(folder, a)
		}
	}
	if err := run(t.Context(), append([]string{"-postings", "800", "-days", "200", "-boards", "20", "-every", "28"}, args...), io.Discard); err != nil {
		t.Fatal(err)
	}
	return folder
}

func open(t *testing.T, folder, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

type truth struct {
	MadeUp   bool           `json:"made_up"`
	Boards   []truthBoard   `json:"boards"`
	Postings []truthPosting `json:"postings"`
}

func TestPostingsAreReadAsTheTruthHasThem(t *testing.T) {
	folder := write(t, "-jsonl", "made.jsonl", "-truth", "truth.json")
	var want truth
	if err := json.NewDecoder(open(t, folder, "truth.json")).Decode(&want); err != nil {
		t.Fatal(err)
	}
	if !want.MadeUp || len(want.Boards) != 20 || len(want.Postings) != 800 {
		t.Fatalf("truth: made up %t, %d boards, %d postings", want.MadeUp, len(want.Boards), len(want.Postings))
	}
	var spelling *employers.Directory
	n := 0
	for r, err := range sources.ReadJSONL(t.Context(), open(t, folder, "made.jsonl")) {
		if err != nil {
			t.Fatal(err)
		}
		p, w := r.Posting, want.Postings[n]
		if p.Key != w.ID || spelling.Find(p.Employer) != spelling.Find(w.Employer) || p.PostedOn != w.OpenedOn || !strings.Contains(p.Employer, "(made up)") || !strings.Contains(p.Text, "invented posting") {
			t.Fatalf("posting %d = %+v; want %+v", n, p, w)
		}
		n++
	}
	if n != len(want.Postings) {
		t.Errorf("%d postings; want %d", n, len(want.Postings))
	}
}

func TestRecordedVisitsAreReplayed(t *testing.T) {
	folder := write(t, "-warc", "made.warc.gz", "-truth", "truth.json")
	var want truth
	if err := json.NewDecoder(open(t, folder, "truth.json")).Decode(&want); err != nil {
		t.Fatal(err)
	}
	recording, err := fetch.OpenRecording(filepath.Join(folder, "made.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer recording.Close()
	client := fetch.New(fetch.Options{Agent: "test", Replay: recording})
	defer client.Close()
	taxonomy, err := skills.Load()
	if err != nil {
		t.Fatal(err)
	}
	db := storetest.Open(t, storetest.Addresses(t)["sqlite"])
	if err := db.SetTaxonomy(t.Context(), taxonomy.Version(), taxonomy.Skills(), taxonomy.Categories()); err != nil {
		t.Fatal(err)
	}
	c := crawl.Crawler{Client: client, Store: db, Classifier: skills.New(taxonomy), Now: func() time.Time { return time.Time{} }}
	results, err := c.Replay(t.Context(), recording.Captures(), sources.Matcher(nil))
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for _, b := range want.Boards {
		failed += len(b.Failed)
	}
	visits, added := 0, 0
	for _, r := range results {
		visits += r.Visits
		added += r.New
		for _, err := range r.Errs {
			t.Errorf("%s: %v", r.Source, err)
		}
	}
	if most := 8*20 - failed; visits < most-20 || visits > most {
		t.Errorf("%d visits; want some %d", visits, most)
	}
	if added < 500 || added > 800 {
		t.Errorf("%d postings; want those of 800 that a visit each 28 days sees", added)
	}
}

func TestServedBoardsAreThoseOfTheCatalogue(t *testing.T) {
	taxonomy, err := skills.Load()
	if err != nil {
		t.Fatal(err)
	}
	m, err := made.New(made.Options{Postings: 1500, Days: 200, Boards: 20, Seed: 1, From: job.NewDate(2025, 11, 22), Skills: taxonomy.Skills()})
	if err != nil {
		t.Fatal(err)
	}
	day := m.From + 100
	server := httptest.NewServer(handler(m, day))
	defer server.Close()
	var catalogue bytes.Buffer
	if err := writeCatalogue(&catalogue, m, server.URL, day, 7); err != nil {
		t.Fatal(err)
	}
	list, err := sources.ReadCatalog("made-up.yaml", catalogue.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	client := fetch.New(fetch.Options{Agent: "test", AllowHosts: []string{strings.TrimPrefix(server.URL, "http://")}})
	defer client.Close()
	board := list[0]
	answer, err := client.Get(t.Context(), board.Start()[0].URL, time.Nanosecond)
	if err != nil {
		t.Fatal(err)
	}
	page, err := board.Parse(board.Start()[0], sources.Answer(answer))
	if err != nil {
		t.Fatal(err)
	}
	if want := len(m.Open(day)[0]); len(page.Postings) != want || want == 0 {
		t.Errorf("%s lists %d postings; want %d", board.About().Name, len(page.Postings), want)
	}
}

func TestOnlyThisComputerIsServed(t *testing.T) {
	if err := run(t.Context(), []string{"-serve", "0.0.0.0:0"}, io.Discard); err == nil || !strings.Contains(err.Error(), "this computer") {
		t.Errorf("serve 0.0.0.0 = %v; want an error", err)
	}
}
