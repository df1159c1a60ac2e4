package sources

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demand/internal/job"
)

func jsonldSource(t testing.TB, address, pages string) Source {
	t.Helper()
	s, err := FromEntry(Entry{Name: "jsonld/acme", URL: address, Pages: pages, Employer: "Catalogue Name", AcceptTerms: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var summer = time.Date(2026, 8, 20, 12, 0, 0, 0, time.UTC)

func TestJSONLDReadsPages(t *testing.T) {
	s := jsonldSource(t, "https://acme.example/careers", "")
	for _, file := range []string{"graph", "broken", "microdata", "rdfa"} {
		answer := answerOf(t, "jsonld/"+file+".html")
		answer.At = summer
		page, err := s.Parse(s.Start()[0], answer)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		checkGolden(t, "jsonld/"+file+".golden.json", page.Postings)
	}
}

func TestJSONLDWithoutPostings(t *testing.T) {
	s := jsonldSource(t, "https://acme.example/careers", "")
	listed := Request{URL: "https://acme.example/jobs/1", State: json.RawMessage(`{"page":true}`)}
	answer := Answer{Status: http.StatusOK, Body: []byte(`<html><script type="application/ld+json">{"@type":"WebPage"}</script></html>`)}
	if _, err := s.Parse(s.Start()[0], answer); err == nil || !strings.Contains(err.Error(), "describes no JobPosting") {
		t.Errorf("Parse of the one page = %v; want an error", err)
	}
	if page, err := s.Parse(listed, answer); err != nil || page.Skipped != 1 || len(page.Postings) != 0 {
		t.Errorf("Parse of a page in a sitemap = %+v, %v; want it skipped and counted", page, err)
	}
	answer.Body = []byte(`<script type="application/ld+json">{"@type":"JobPosting","title":"a" is broken}</script>`)
	for _, req := range []Request{s.Start()[0], listed} {
		if _, err := s.Parse(req, answer); err == nil || !strings.Contains(err.Error(), "JSON-LD of a JobPosting: ") {
			t.Errorf("Parse of a broken description = %v; want an error", err)
		}
	}
	answer.Body = []byte(`<script type="application/ld+json">{"@type":"JobPosting","description":"a"}</script>`)
	if _, err := s.Parse(listed, answer); err == nil || !strings.Contains(err.Error(), "no title") {
		t.Errorf("Parse of a posting without title = %v; want an error", err)
	}
	answer.Body = []byte(strings.Repeat("<div>", 600) + `<script type="application/ld+json">{"@type":"JobPosting","title":"a"}</script>`)
	if _, err := s.Parse(listed, answer); err == nil || !strings.Contains(err.Error(), "exceeds 512 nodes") {
		t.Errorf("Parse of a page that is nested too deeply = %v; want an error", err)
	}
}

func TestJSONLDKeysAPageOfASitemapByItsAddress(t *testing.T) {
	s := jsonldSource(t, "https://acme.example/sitemap.xml", "")
	answer := Answer{Status: http.StatusOK, URL: "https://acme.example/jobs/1?utm_source=x", Body: []byte(`<script type="application/ld+json">{"@type":"JobPosting","title":"a","url":"/"}</script>`)}
	page, err := s.Parse(Request{URL: answer.URL, State: json.RawMessage(`{"page":true}`)}, answer)
	if err != nil || len(page.Postings) != 1 || page.Postings[0].Key != "https://acme.example/jobs/1" || page.Postings[0].URL != page.Postings[0].Key {
		t.Errorf("Parse = %+v, %v; want the page's address as key and address", page, err)
	}
}

func TestSetKeysGivesEachPostingOneOfItsOwn(t *testing.T) {
	list := []job.Posting{{Title: "Engineer", Requisition: "7"}, {Title: "Engineer", Requisition: "7"}, {Title: "Cook"}}
	setKeys(list, "https://acme.example/jobs", false)
	want := []string{"https://acme.example/jobs#Engineer", "https://acme.example/jobs#Engineer#2", "https://acme.example/jobs#Cook"}
	if got := []string{list[0].Key, list[1].Key, list[2].Key}; !cmp.Equal(got, want) {
		t.Errorf("keys = %q; want %q", got, want)
	}
}

func TestJSONLDFollowsSitemaps(t *testing.T) {
	s := jsonldSource(t, "https://www.acme.example/sitemap.xml", "")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(answerOf(t, "jsonld/sitemap.xml").Body); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	page, err := s.Parse(s.Start()[0], answerOf(t, "jsonld/index.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Next) != 1 || page.Next[0].URL != "https://acme.example/sitemap-1.xml.gz" || page.Next[0].MayBeGone {
		t.Fatalf("Parse(index) = %+v; want the one sitemap of the site", page.Next)
	}
	page, err = s.Parse(page.Next[0], Answer{Status: http.StatusOK, Body: packed.Bytes()})
	if err != nil {
		t.Fatal(err)
	}
	want := []Request{
		{URL: "https://acme.example/jobs/1", State: json.RawMessage(`{"page":true}`), MayBeGone: true},
		{URL: "https://careers.acme.example/Stellenangebote/2?a=1&b=2", State: json.RawMessage(`{"page":true}`), MayBeGone: true},
	}
	if diff := cmp.Diff(want, page.Next); diff != "" {
		t.Errorf("Parse(sitemap) differs (-want +got):\n%s", diff)
	}
}

func TestJSONLDReadsThePagesThatItsEntryNames(t *testing.T) {
	s := jsonldSource(t, "https://acme.example/sitemap.xml", "/about")
	page, err := s.Parse(s.Start()[0], answerOf(t, "jsonld/sitemap.xml"))
	if err != nil || len(page.Next) != 1 || page.Next[0].URL != "https://acme.example/about-us" {
		t.Errorf("Parse = %+v, %v; want /about-us", page.Next, err)
	}
}

func TestJSONLDRefusesSitemapsThatLeadNowhere(t *testing.T) {
	s := jsonldSource(t, "https://acme.example/sitemap.xml", "")
	child := Request{URL: "https://acme.example/sitemap-1.xml", State: json.RawMessage(`{"sitemap":true}`)}
	for _, c := range []struct {
		req        Request
		body, want string
	}{
		{s.Start()[0], `<urlset></urlset>`, "none of the 0 addresses"},
		{s.Start()[0], `<urlset><url><loc>https://acme.example/blog</loc></url></urlset>`, "none of the 1 addresses"},
		{s.Start()[0], `<urlset><url><loc>https://acme.example/jobs/1</loc>`, "sitemap: "},
		{s.Start()[0], "\x1f\x8bnot packed", "packed sitemap: "},
		{child, `<html>error</html>`, "not a sitemap"},
		{child, string(answerOf(t, "jsonld/index.xml").Body), "a sitemap index within another"},
	} {
		if _, err := s.Parse(c.req, Answer{Status: http.StatusOK, Body: []byte(c.body)}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Parse(%s) = %v; want an error with %q", c.body, err, c.want)
		}
	}
	if _, err := s.Parse(child, Answer{Status: http.StatusOK, Body: []byte(`<urlset></urlset>`)}); err != nil {
		t.Errorf("Parse of one empty sitemap of several = %v", err)
	}
}

func TestReadDate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-08-01":                       "2026-08-01",
		"2026-08-01T23:30:00-02:00":        "2026-08-02",
		"2026-08-10T08:27:08.750697+00:00": "2026-08-10",
		"2019-08-01 17:48:55":              "2019-08-01",
		"2013-04-12 15:52:34.19":           "2013-04-12",
		"11/20/2019 08:55:24 AM":           "2019-11-20",
		"Fri, 3 Jul 2026 01:00:00 EST":     "2026-07-03",
		"0001-01-01":                       "",
		"soon":                             "",
		"":                                 "",
	} {
		if got := readDate(text).String(); got != want {
			t.Errorf("readDate(%q) = %q; want %q", text, got, want)
		}
	}
}

func FuzzJSONLDParse(f *testing.F) {
	for _, file := range []string{"graph.html", "broken.html", "microdata.html", "rdfa.html", "sitemap.xml", "index.xml"} {
		f.Add(answerOf(f, "jsonld/"+file).Body)
	}
	fuzzParse(f, jsonldSource(f, "https://acme.example/careers", ""), Request{URL: "https://acme.example/careers"})
}
