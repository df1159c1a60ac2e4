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

func TestEveryStartMatchesItsSource(t *testing.T) {
	all, err := Catalog()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		for _, req := range s.Start() {
			if m, _, ok := Match(req.URL); !ok || m.About().Name != s.About().Name {
				t.Errorf("Match(%q) does not give %s", req.URL, s.About().Name)
			}
		}
	}
}

func TestEveryKindTellsAnUnknownBoardFromAFailure(t *testing.T) {
	for _, name := range []string{"greenhouse/acme", "hackernews/who-is-hiring"} {
		s := sourceNamed(t, name)
		if _, err := s.Parse(s.Start()[0], Answer{Status: http.StatusNotFound}); !errors.Is(err, ErrUnknownBoard) {
			t.Errorf("%s: Parse(404) = %v; want %v", name, err, ErrUnknownBoard)
		}
		if _, err := s.Parse(s.Start()[0], Answer{Status: http.StatusBadGateway}); err == nil || errors.Is(err, ErrUnknownBoard) {
			t.Errorf("%s: Parse(502) = %v; want another error", name, err)
		}
	}
}
