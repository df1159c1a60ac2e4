package sources

import (
	"net/http"
	"strings"
	"testing"
)

func TestAshbyReadsABoard(t *testing.T) {
	s := sourceNamed(t, "ashby/Acme")
	if s.About().Name != "ashby/acme" {
		t.Errorf("name = %s; want it in lower case", s.About().Name)
	}
	page, err := s.Parse(s.Start()[0], answerOf(t, "ashby/board.json"))
	if err != nil {
		t.Fatal(err)
	}
	checkGolden(t, "ashby/board.golden.json", page.Postings)
}

func TestAshbyEscapesTheNameOfABoard(t *testing.T) {
	s := sourceNamed(t, "ashby/acme labs")
	want := "https://api.ashbyhq.com/posting-api/job-board/acme%20labs?includeCompensation=true"
	if got := s.Start()[0].URL; got != want {
		t.Errorf("Start = %s; want %s", got, want)
	}
	if m, _, ok := Match(want); !ok || m.About().Name != "ashby/acme labs" {
		t.Errorf("Match(%s) = %v, %t", want, m, ok)
	}
}

func TestAshbyRefusesOtherShapes(t *testing.T) {
	s := sourceNamed(t, "ashby/acme")
	for body, want := range map[string]string{
		``:                         "want a JSON object with jobs",
		`Not Found`:                "want a JSON object with jobs",
		`[]`:                       "want a JSON object with jobs",
		`{"apiVersion":"1"}`:       "it has none",
		`{"jobs":[{"title":"a"}]}`: "job 1 of 1: no id",
		`{"jobs":[{"id":"7"}]}`:    "no title (id 7)",
		`{"jobs":[{"id":"7","title":"a","publishedAt":"soon"}]}`: "publishedAt of id 7",
	} {
		_, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(body)})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%s) = %v; want an error with %q", body, err, want)
		}
	}
	page, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(`{"jobs":[],"apiVersion":"1"}`)})
	if err != nil || len(page.Postings) != 0 {
		t.Errorf("Parse(no jobs) = %+v, %v; want an empty page", page, err)
	}
}

func FuzzAshbyParse(f *testing.F) {
	f.Add(answerOf(f, "ashby/board.json").Body)
	fuzzParse(f, sourceNamed(f, "ashby/acme"), Request{})
}
