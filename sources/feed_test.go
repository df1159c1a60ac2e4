package sources

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func feedSource(t testing.TB, employer string) Source {
	t.Helper()
	s, err := FromEntry(Entry{Name: "feed/acme", URL: "https://acme.example/jobs.rss", Employer: employer, AcceptTerms: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFeedReadsEveryFormat(t *testing.T) {
	for _, c := range []struct{ file, employer string }{
		{"board.rss", ""}, {"agency.rss", "Town of Acme"}, {"places.rss", "Acme"}, {"board.atom", ""}, {"board.json", ""},
	} {
		s := feedSource(t, c.employer)
		page, err := s.Parse(s.Start()[0], answerOf(t, "feed/"+c.file))
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if page.Total != -1 || page.Next != nil {
			t.Errorf("%s: total %d, %d further pages; want -1, none", c.file, page.Total, len(page.Next))
		}
		checkGolden(t, "feed/"+strings.Replace(c.file, ".", "-", 1)+".golden.json", page.Postings)
	}
}

func TestFeedListsItsNewestPostingsOnly(t *testing.T) {
	if about := feedSource(t, "").About(); !about.Newest || about.Archive {
		t.Errorf("About = %+v; want a source of which absence closes nothing", about)
	}
}

func TestFeedReadsASiteOfTeamtailorPageByPage(t *testing.T) {
	const site = "https://acme.teamtailor.com/jobs.rss"
	s, req, ok := Match(site)
	if !ok || s.About().Name != "feed/acme.teamtailor.com-jobs.rss" || !s.About().ListsOpen() {
		t.Fatalf("Match = %+v, %t; want a source that lists all that is open", s, ok)
	}
	channel := func(n int) Answer {
		var items strings.Builder
		for i := range n {
			fmt.Fprintf(&items, "<item><guid>%d</guid><title>Engineer</title></item>", i)
		}
		return Answer{Status: http.StatusOK, Body: []byte(`<rss version="2.0"><channel>` + items.String() + `</channel></rss>`)}
	}
	for _, c := range []struct {
		address string
		n       int
		want    string
	}{
		{site, 0, ""},
		{site, 99, ""},
		{site, 100, site + "?offset=100&per_page=100"},
		{site + "?offset=100&per_page=100", 100, site + "?offset=200&per_page=100"},
		{site + "?offset=200&per_page=100", 0, ""},
	} {
		req.URL = c.address
		page, err := s.Parse(req, channel(c.n))
		next := ""
		if len(page.Next) > 0 {
			next = page.Next[0].URL
		}
		if err != nil || len(page.Postings) != c.n || next != c.want {
			t.Errorf("Parse(%s with %d items) = %d postings, next %q, %v; want next %q", c.address, c.n, len(page.Postings), next, err, c.want)
		}
		if _, _, begins := Match(c.address); begins != (c.address == site) {
			t.Errorf("Match(%s) = %t; want the first page alone to begin a visit", c.address, begins)
		}
	}
}

func TestAFeedOfTeamtailorWithPagesOfItsOwnListsItsNewestAlone(t *testing.T) {
	for _, query := range []string{"?per_page=20", "?offset=100"} {
		s, err := FromEntry(Entry{Name: "feed/acme", URL: "https://acme.teamtailor.com/jobs.rss" + query, AcceptTerms: true})
		if err != nil {
			t.Fatal(err)
		}
		if s.About().ListsOpen() {
			t.Errorf("%s: taken for a list of all that is open, so that what it leaves out would close", query)
		}
	}
}

func TestFeedRefusesNoticesAndOtherShapes(t *testing.T) {
	s := feedSource(t, "")
	_, err := s.Parse(s.Start()[0], answerOf(t, "feed/notice.xml"))
	if err == nil || !strings.Contains(err.Error(), "a notice instead of postings: Too Many Requests") || errors.Is(err, ErrUnknownBoard) {
		t.Errorf("Parse(notice) = %v; want an error that gives it", err)
	}
	for body, want := range map[string]string{
		``:              "want RSS, Atom or a JSON Feed",
		`<html></html>`: "want RSS, Atom or a JSON Feed",
		`{"jobs":[]}`:   "want RSS, Atom or a JSON Feed",
		`<rss version="2.0"><channel><item><title>a</title></item></channel></rss>`: "item 1 of 1 has neither an id nor a link",
		`<rss version="2.0"><channel><item><guid>7</guid></item></channel></rss>`:   "item 1 of 1 has no title (id 7)",
	} {
		if _, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: []byte(body)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%s) = %v; want an error with %q", body, err, want)
		}
	}
}

func TestSplitTitlePartsTheEmployer(t *testing.T) {
	for _, c := range []struct {
		title        string
		colons       bool
		of, employer string
	}{
		{"Driver at Stargrowth", false, "Driver", "Stargrowth"},
		{"Acme is seeking an Engineer", false, "Engineer", "Acme"},
		{"Acme: Engineer", true, "Engineer", "Acme"},
		{"Internship: Engineer", false, "Internship: Engineer", ""},
		{"Engineer", true, "Engineer", ""},
	} {
		if of, employer := splitTitle(c.title, c.colons); of != c.of || employer != c.employer {
			t.Errorf("splitTitle(%q) = %q, %q; want %q, %q", c.title, of, employer, c.of, c.employer)
		}
	}
}

func FuzzFeedParse(f *testing.F) {
	for _, file := range []string{"board.rss", "agency.rss", "places.rss", "board.atom", "board.json", "notice.xml"} {
		f.Add(answerOf(f, "feed/"+file).Body)
	}
	fuzzParse(f, feedSource(f, ""), Request{})
}
