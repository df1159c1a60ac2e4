package sources

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestGreenhouseReadsABoard(t *testing.T) {
	s := sourceNamed(t, "greenhouse/acme")
	page, err := s.Parse(s.Start()[0], answerOf(t, "greenhouse/board.json"))
	if err != nil {
		t.Fatal(err)
	}
	if page.Total != 3 || page.Next != nil || page.Edition != nil {
		t.Errorf("Parse = total %d, %d further pages, edition %v; want 3, none, none", page.Total, len(page.Next), page.Edition)
	}
	checkGolden(t, "greenhouse/board.golden.json", page.Postings)
}

func TestGreenhouseReadsABoardWithoutPostings(t *testing.T) {
	s := sourceNamed(t, "greenhouse/acme")
	page, err := s.Parse(s.Start()[0], answerOf(t, "greenhouse/empty.json"))
	if err != nil || page.Total != 0 || len(page.Postings) != 0 {
		t.Errorf("Parse = %+v, %v; want an empty page with total 0", page, err)
	}
}

func TestGreenhouseDoesNotKnowTheTotalWithoutMeta(t *testing.T) {
	s := sourceNamed(t, "greenhouse/acme")
	page, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(`{"jobs":[]}`)})
	if err != nil || page.Total != -1 {
		t.Errorf("Parse = total %d, %v; want -1", page.Total, err)
	}
}

func TestGreenhouseRefusesOtherShapes(t *testing.T) {
	s := sourceNamed(t, "greenhouse/acme")
	for body, want := range map[string]string{
		``:                                "want a JSON object with jobs",
		`<html></html>`:                   "want a JSON object with jobs",
		`[]`:                              "want a JSON object with jobs",
		`{}`:                              "it has none",
		`{"jobs":null}`:                   "it has none",
		`{"offers":[]}`:                   "it has none",
		`{"jobs":{}}`:                     "want a JSON object with jobs",
		`{"jobs":[{"title":"a"}]}`:        "job 1 of 1: no id",
		`{"jobs":[{"id":7,"title":" "}]}`: "no title (id 7)",
		`{"jobs":[{"id":7,"title":"a","first_published":"yesterday"}]}`: "first_published of id 7",
		`{"jobs":[{"id":7,"title":"a"}],"meta":{"total":"many"}}`:       "want a JSON object with jobs",
		`{"error":"Could not find a job board with token 'acme'"}`:      "unknown board: Could not find",
	} {
		_, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(body)})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%s) = %v; want an error with %q", body, err, want)
		}
	}
	if _, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(`{"error":"x"}`)}); !errors.Is(err, ErrUnknownBoard) {
		t.Errorf("Parse(error) = %v; want %v", err, ErrUnknownBoard)
	}
}

func FuzzGreenhouseParse(f *testing.F) {
	f.Add(answerOf(f, "greenhouse/board.json").Body)
	f.Add([]byte(`{"jobs":[{"id":1,"title":"a","content":"&lt;li&gt;"}]}`))
	s := sourceNamed(f, "greenhouse/acme")
	f.Fuzz(func(t *testing.T, body []byte) {
		page, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: body})
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
