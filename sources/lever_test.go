package sources

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestLeverReadsPostings(t *testing.T) {
	s := sourceNamed(t, "lever/acme")
	page, err := s.Parse(s.Start()[0], answerOf(t, "lever/postings.json"))
	if err != nil {
		t.Fatal(err)
	}
	if page.Total != -1 || page.Next != nil {
		t.Errorf("Parse = total %d, %d further pages; want -1, none", page.Total, len(page.Next))
	}
	checkGolden(t, "lever/postings.golden.json", page.Postings)
}

func TestLeverAsksForTheNextPageWhileOneIsFull(t *testing.T) {
	s := sourceNamed(t, "lever/Acme")
	list := func(n int) Answer {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = fmt.Sprintf(`{"id":"%d","text":"a"}`, i)
		}
		return Answer{Status: http.StatusOK, Body: []byte("[" + strings.Join(parts, ",") + "]")}
	}
	first := Request{URL: "https://api.lever.co/v0/postings/Acme?mode=json&skip=0&limit=100"}
	second := Request{URL: "https://api.lever.co/v0/postings/Acme?mode=json&skip=100&limit=100"}
	third := Request{URL: "https://api.lever.co/v0/postings/Acme?mode=json&skip=200&limit=100"}
	whole := Request{URL: "https://api.lever.co/v0/postings/Acme?mode=json"}
	if got := s.Start()[0].URL; got != first.URL {
		t.Fatalf("Start = %s; want %s", got, first.URL)
	}
	for _, c := range []struct {
		req  Request
		n    int
		want string
	}{{first, 100, second.URL}, {second, 100, third.URL}, {second, 99, ""}, {second, 0, ""}, {whole, 100, ""}, {first, 130, ""}} {
		page, err := s.Parse(c.req, list(c.n))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(page.Next) > 0 {
			got = page.Next[0].URL
		}
		if got != c.want || len(page.Postings) != c.n {
			t.Errorf("Parse(%s with %d postings) = %d postings, next %q; want next %q", c.req.URL, c.n, len(page.Postings), got, c.want)
		}
	}
}

func TestLeverVisitsEuropeanSitesOnTheirHost(t *testing.T) {
	s, req, ok := Match("https://api.eu.lever.co/v0/postings/acme?mode=json&skip=0&limit=50")
	if !ok || s.About().Name != "lever/acme" || !strings.HasPrefix(s.Start()[0].URL, "https://api.eu.lever.co/v0/postings/acme?") {
		t.Fatalf("Match = %v, %v, %t", s, req, ok)
	}
}

func TestLeverRefusesOtherShapes(t *testing.T) {
	s := sourceNamed(t, "lever/acme")
	for body, want := range map[string]string{
		``:                                "want a JSON list of postings",
		`<html></html>`:                   "want a JSON list of postings",
		`null`:                            "not null",
		`{"ok":true}`:                     "want a JSON list of postings",
		`{"jobs":[]}`:                     "want a JSON list of postings",
		`[{"title":"Eng","postings":[]}]`: "posting 1 of 1: no id",
		`[{"id":"1"}]`:                    "no text, which is its title (id 1)",
	} {
		_, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(body)})
		if err == nil || !strings.Contains(err.Error(), want) || errors.Is(err, ErrUnknownBoard) {
			t.Errorf("Parse(%s) = %v; want an error with %q", body, err, want)
		}
	}
	_, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(`{"ok":false,"error":"Document not found"}`)})
	if !errors.Is(err, ErrUnknownBoard) {
		t.Errorf("Parse(not found) = %v; want %v", err, ErrUnknownBoard)
	}
	page, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(`[]`)})
	if err != nil || len(page.Postings)+len(page.Next) != 0 {
		t.Errorf("Parse([]) = %+v, %v; want an empty page", page, err)
	}
}

func FuzzLeverParse(f *testing.F) {
	f.Add(answerOf(f, "lever/postings.json").Body)
	f.Add([]byte(`{"ok":false}`))
	fuzzParse(f, sourceNamed(f, "lever/acme"), Request{})
}
