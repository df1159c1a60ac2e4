package sources

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"demand/internal/job"
)

var update = flag.Bool("update", false, "write the golden files anew")

func answerOf(t testing.TB, file string) Answer {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return Answer{Status: http.StatusOK, Body: body}
}

func sourceNamed(t testing.TB, name string) Source {
	t.Helper()
	s, err := FromEntry(Entry{Name: name, Employer: "Catalogue Name"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fuzzParse holds what is true of every page that a source reads from foreign bytes.
func fuzzParse(f *testing.F, s Source, req Request) {
	f.Fuzz(func(t *testing.T, body []byte) {
		page, err := s.Parse(req, Answer{Status: http.StatusOK, Body: body})
		if err != nil {
			return
		}
		for _, p := range page.Postings {
			if p.Key == "" || p.Title == "" {
				t.Errorf("Parse(%q) gave a posting without key or title: %+v", body, p)
			}
		}
	})
}

// checkGolden compares postings with a golden file, in which fields that are empty do not stand.
func checkGolden(t *testing.T, file string, postings []job.Posting) {
	t.Helper()
	list := []map[string]any{}
	for _, p := range postings {
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		fields := map[string]any{}
		if err := json.Unmarshal(text, &fields); err != nil {
			t.Fatal(err)
		}
		delete(fields, "Facts")
		for name, value := range fields {
			if value == nil || value == "" || value == false {
				delete(fields, name)
			}
		}
		if p.Pay == (job.Pay{}) {
			delete(fields, "Pay")
		}
		list = append(list, fields)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(list); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("postings differ from %s (go test -update writes it); got\n%s", path, out.Bytes())
	}
}

func TestMatchKnowsWhatBeginsAVisit(t *testing.T) {
	for address, want := range map[string]string{
		"https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true":                         "greenhouse/acme",
		"https://hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=20": "hackernews/who-is-hiring",
		"https://news.ycombinator.com/item?id=27355392":                                             "hackernews/who-is-hiring",
		"https://news.ycombinator.com/item?id=27355392&p=2":                                         "",
		"https://news.ycombinator.com/news":                                                         "",
		"https://hn.algolia.com/api/v1/search_by_date?tags=comment,story_1&hitsPerPage=1000":        "",
		"https://api.lever.co/v0/postings/acme?mode=json&skip=0&limit=100":                          "lever/acme",
		"https://api.lever.co/v0/postings/1840&company?mode=json":                                   "lever/1840&company",
		"https://api.lever.co/v0/postings/acme?mode=json&skip=100&limit=100":                        "",
		"https://api.lever.co/v0/postings/acme?mode=json&group=team":                                "",
		"https://api.lever.co/v0/postings/acme/0a1b?mode=json":                                      "",
		"https://api.lever.co/v0/postings/acme":                                                     "",
		"https://api.ashbyhq.com/posting-api/job-board/Acme?includeCompensation=true":               "ashby/acme",
		"https://api.ashbyhq.com/posting-api/job-board/..":                                          "",
		"https://careers.acme.example/sitemap.xml":                                                  "jsonld/careers.acme.example-sitemap.xml",
		"https://careers.acme.example/jobs/1":                                                       "",
		"https://www.acme.example/jobs.rss?page=1":                                                  "feed/acme.example-jobs.rss",
		"https://jobs.example/feed/":                                                                "feed/jobs.example-feed",
		"https://acme.teamtailor.com/jobs.json":                                                     "feed/acme.teamtailor.com-jobs.json",
		"https://jobs.example/feedback":                                                             "",
		"https://boards-api.greenhouse.io/v1/boards/acme/jobs":                                      "",
		"https://boards-api.greenhouse.io/v1/boards/acme/jobs/1?content=true":                       "",
		"https://boards-api.greenhouse.io/v1/boards/a%2Fb/jobs?content=true":                        "",
		"https://evil.example/v1/boards/acme/jobs?content=true":                                     "",
		"https://boards-api.greenhouse.io.evil.example/v1/boards/acme/jobs?content=true":            "",
		"%": "",
	} {
		s, req, ok := Match(address)
		switch {
		case ok != (want != ""):
			t.Errorf("Match(%q) = %v; want %v", address, ok, want != "")
		case ok && (s.About().Name != want || req.URL != address):
			t.Errorf("Match(%q) = %s, %s; want %s and the same address", address, s.About().Name, req.URL, want)
		}
	}
}

func TestMatcherPrefersTheSourcesOfItsList(t *testing.T) {
	page := jsonldSource(t, "https://acme.example/careers", "")
	board := sourceNamed(t, "lever/acme")
	match := Matcher([]Source{page, board})
	for address, want := range map[string]string{
		"https://acme.example/careers":                                     "Catalogue Name",
		"https://api.lever.co/v0/postings/acme?mode=json&skip=0&limit=10":  "Catalogue Name",
		"https://api.lever.co/v0/postings/other?mode=json&skip=0&limit=10": "",
	} {
		s, req, ok := match(address, nil)
		if !ok || s.About().Employer != want || req.URL != address {
			t.Errorf("match(%q) = %v, %v, %t; want a source of employer %q", address, s, req, ok, want)
		}
	}
	const described = `<script type="application/ld+json">{"@context": "https://schema.org", "@type": "JobPosting", "title": "Engineer"}</script>`
	for body, want := range map[string]bool{"": false, "<p>No JobPosting here.": false, described: true} {
		if s, _, ok := match("https://acme.example/jobs/1", []byte(body)); ok != want {
			t.Errorf("match of a page with %q = %v, %t; want %t", body, s, ok, want)
		}
	}
}

func TestEveryKindTellsAnUnknownBoardFromAFailure(t *testing.T) {
	list := []Source{feedSource(t, ""), jsonldSource(t, "https://acme.example/careers", "")}
	for _, name := range []string{"greenhouse/acme", "lever/acme", "ashby/acme", "hackernews/who-is-hiring"} {
		list = append(list, sourceNamed(t, name))
	}
	for _, s := range list {
		name := s.About().Name
		if _, err := s.Parse(s.Start()[0], Answer{Status: http.StatusNotFound}); !errors.Is(err, ErrUnknownBoard) {
			t.Errorf("%s: Parse(404) = %v; want %v", name, err, ErrUnknownBoard)
		}
		if _, err := s.Parse(s.Start()[0], Answer{Status: http.StatusBadGateway}); err == nil || errors.Is(err, ErrUnknownBoard) {
			t.Errorf("%s: Parse(502) = %v; want another error", name, err)
		}
	}
}
