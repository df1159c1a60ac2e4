package sources

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"demand/internal/markup"
)

// Find returns the entries of the catalogue that could read a careers page, the best first, from its address and, unless
// body is empty, from what the page holds: links to boards and marks of theirs, descriptions of postings, feeds. The
// address alone suffices for the boards of the kinds, for feeds and for sitemaps. Nothing found is an empty list. What
// stands in a page is a guess, and whether a board is that of the employer is for a person to check.
func Find(address string, body []byte) ([]Entry, error) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	page, err := url.Parse(address)
	if _, ok := markup.PublicURL(address); !ok || err != nil {
		return nil, fmt.Errorf("%q is not an http or https address", address)
	}
	var f finder
	f.address(address)
	if len(body) > 0 {
		if err := f.page(page, body); err != nil {
			return nil, err
		}
	}
	return f.entries, nil
}

// A finder collects entries, each once.
type finder struct{ entries []Entry }

// add keeps an entry if a source can be made of it.
func (f *finder) add(e Entry) {
	trial := e
	trial.AcceptTerms = true
	s, err := FromEntry(trial)
	if err != nil {
		return
	}
	e.Name = s.About().Name
	if !slices.ContainsFunc(f.entries, func(o Entry) bool { return o.Name == e.Name }) {
		f.entries = append(f.entries, e)
	}
}

// address adds the entry that an address names.
func (f *finder) address(address string) {
	u, err := url.Parse(address)
	if err != nil {
		return
	}
	if e, ok := boardAt(u); ok {
		f.add(e)
		return
	}
	s, _, ok := Match(address)
	if !ok {
		return
	}
	e := Entry{Name: s.About().Name}
	if s.About().Kind == jsonldKind.Name || s.About().Kind == feedKind.Name {
		e.URL = address
	}
	f.add(e)
}

// boardAt returns the board whose pages lie at an address.
func boardAt(u *url.URL) (Entry, bool) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	var e Entry
	switch strings.ToLower(u.Hostname()) {
	case "boards.greenhouse.io", "job-boards.greenhouse.io", "boards.eu.greenhouse.io", "job-boards.eu.greenhouse.io":
		if first == "embed" { // /embed/job_board?for=acme
			first = u.Query().Get("for")
		}
		e.Name = "greenhouse/" + first
	case greenhouseHost:
		token, _, _ := strings.Cut(strings.TrimPrefix(rest, "boards/"), "/")
		e.Name, first = "greenhouse/"+token, token
	case "jobs.lever.co", "jobs.eu.lever.co", leverHost, leverHostEU:
		if first == "v0" {
			first, _, _ = strings.Cut(strings.TrimPrefix(rest, "postings/"), "/")
		}
		e.Name = "lever/" + first
		if strings.Contains(u.Hostname(), ".eu.") {
			e.Base = "https://" + leverHostEU
		}
	case "jobs.ashbyhq.com", ashbyHost:
		if first == "posting-api" {
			first, _, _ = strings.Cut(strings.TrimPrefix(rest, "job-board/"), "/")
		}
		e.Name = "ashby/" + first
	}
	return e, e.Name != "" && first != ""
}

// What pages hold that show a board without linking to it: settings of Greenhouse pages, and addresses in scripts.
var (
	greenhouseToken = regexp.MustCompile(`(?:urlToken|boardToken)\\?["']?\s*[:=]\s*\\?["']([A-Za-z0-9_-]+)`)
	boardAddress    = regexp.MustCompile(`(?i)https?:(?:\\?/){2}(?:[a-z-]+\.)?(?:[a-z-]+\.)?(?:greenhouse\.io|lever\.co|ashbyhq\.com)\\?/[^\s"'<>()]{1,200}`)
)

// page adds what a page shows: boards, the one named most often first; then the page itself or its sitemap, if it
// describes postings; then feeds that it links to.
func (f *finder) page(at *url.URL, body []byte) error {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	boards := map[string]int{}
	var order []Entry
	count := func(e Entry) {
		if boards[e.Name]++; boards[e.Name] == 1 {
			order = append(order, e)
		}
	}
	for _, m := range greenhouseToken.FindAllSubmatch(body, -1) {
		count(Entry{Name: "greenhouse/" + string(m[1])})
	}
	for _, m := range boardAddress.FindAll(body, -1) {
		address := strings.ReplaceAll(string(m), `\/`, "/")
		if u, err := url.Parse(strings.ReplaceAll(address, "&amp;", "&")); err == nil {
			if e, ok := boardAt(u); ok {
				count(e)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b Entry) int { return cmp.Compare(boards[b.Name], boards[a.Name]) })
	for _, e := range order {
		f.add(e)
	}
	// A broken description is one, too.
	if items, err := markup.Items(body, "JobPosting"); len(items) > 0 || err != nil {
		f.add(Entry{Name: "jsonld/" + slugOf(at), URL: at.String()})
	}
	if m, err := readSitemap(body); err == nil && len(m.pages)+len(m.sitemaps) > 0 {
		f.add(Entry{Name: "jsonld/" + slugOf(at), URL: at.String()})
	}
	doc.Find(`link[rel~="alternate"][href]`).Each(func(_ int, link *goquery.Selection) {
		switch strings.ToLower(link.AttrOr("type", "")) {
		case "application/rss+xml", "application/atom+xml", "application/feed+json":
			if u, err := at.Parse(link.AttrOr("href", "")); err == nil {
				f.add(Entry{Name: "feed/" + slugOf(u), URL: u.String()})
			}
		}
	})
	return nil
}
