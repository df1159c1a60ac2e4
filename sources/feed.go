package sources

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"demand/internal/job"
	"demand/internal/markup"
)

// Feeds of jobs in RSS, Atom or JSON Feed show the newest postings only, so that what is missing need not be closed. The RSS
// of Teamtailor's sites is read page by page, and lists all. Each site has terms of its own.
var feedKind = Kind{
	Name:  "feed",
	Terms: Ask,
	New:   newFeed,
	Match: matchFeed,
}

type feed struct {
	listing
	url   string
	paged bool // it is Teamtailor's, from its start and with the pages that it has of itself
}

func newFeed(e Entry) (Source, error) {
	address, err := e.address()
	if err != nil {
		return nil, err
	}
	f := feed{e.listing("", 0, 1), address, false}
	if u, err := url.Parse(address); err == nil {
		f.paged = strings.HasSuffix(u.Hostname(), teamtailor) && strings.HasSuffix(u.Path, "/jobs.rss") && !u.Query().Has("per_page") && !u.Query().Has("offset")
	}
	f.about.Newest = !f.paged
	return f, nil
}

// The sites of Teamtailor give a page of so many postings, and the next ones with an offset.
const (
	teamtailor     = ".teamtailor.com"
	teamtailorPage = 100
)

// next returns the request for the page behind one that is full.
func (f feed) next(req Request) (Request, error) {
	u, err := url.Parse(req.URL)
	if err != nil {
		return Request{}, err
	}
	q := u.Query()
	offset := 0
	if given := q.Get("offset"); given != "" {
		if offset, err = strconv.Atoi(given); err != nil {
			return Request{}, fmt.Errorf("offset of a page: %w", err)
		}
	}
	q.Set("offset", strconv.Itoa(offset+teamtailorPage))
	q.Set("per_page", strconv.Itoa(teamtailorPage))
	u.RawQuery = q.Encode()
	return Request{URL: u.String()}, nil
}

// feedPath knows the usual addresses of feeds.
var feedPath = regexp.MustCompile(`(?i)(\.(rss|atom)|(^|/)(feed|rss|atom)(\.(xml|json))?/?|(^|/)feed/rss2?/?)$`)

func matchFeed(address string) (Source, Request, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil, Request{}, false
	}
	ofTeamtailor := strings.HasSuffix(u.Hostname(), teamtailor)
	if !feedPath.MatchString(u.Path) && !(ofTeamtailor && u.Path == "/jobs.json") || ofTeamtailor && u.Query().Has("offset") {
		return nil, Request{}, false
	}
	s, err := newFeed(Entry{Name: "feed/" + slugOf(u), URL: address})
	return s, Request{URL: address}, err == nil
}

func (f feed) Start() []Request { return []Request{{URL: f.url}} }

func (f feed) Parse(req Request, answer Answer) (Page, error) {
	if err := answered(answer); err != nil {
		return Page{}, err
	}
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(answer.Body))
	if err != nil {
		return Page{}, fmt.Errorf("want RSS, Atom or a JSON Feed: %w", err)
	}
	if parsed.FeedType == "json" && !strings.Contains(parsed.FeedVersion, "jsonfeed.org/") {
		return Page{}, fmt.Errorf("want RSS, Atom or a JSON Feed: a JSON object whose version is none of JSON Feed's")
	}
	described := describedItems(answer.Body)
	page := Page{Total: -1}
	seen := map[string]bool{}
	colons := f.about.Employer == "" && len(parsed.Items) > 1 && !slices.ContainsFunc(parsed.Items, func(i *gofeed.Item) bool {
		return !strings.Contains(i.Title, ": ")
	})
	for i, item := range parsed.Items {
		if notice(item.Title) {
			return Page{}, fmt.Errorf("the feed holds a notice instead of postings: %s", markup.Clean(item.Title))
		}
		p := f.posting(item, colons)
		if it := described[item.GUID]; it != nil {
			complete(&p, it)
		}
		switch {
		case p.Key == "":
			return Page{}, fmt.Errorf("item %d of %d has neither an id nor a link", i+1, len(parsed.Items))
		case p.Title == "":
			return Page{}, fmt.Errorf("item %d of %d has no title (id %s)", i+1, len(parsed.Items), p.Key)
		}
		if !seen[p.Key] {
			seen[p.Key] = true
			page.Postings = append(page.Postings, p)
		}
	}
	if f.paged && len(parsed.Items) >= teamtailorPage {
		next, err := f.next(req)
		if err != nil {
			return Page{}, err
		}
		page.Next = []Request{next}
	}
	return page, nil
}

// notices are the titles under which sites tell a reader, in a feed of the usual form, that they refused to answer.
var notices = []string{
	"too many requests", "429 too many requests", "rate limit exceeded", "access denied", "forbidden", "403 forbidden", "unauthorized",
	"service unavailable", "503 service unavailable", "temporarily unavailable", "not found", "404 not found", "page not found", "error",
	"internal server error", "maintenance", "under maintenance",
}

func notice(title string) bool {
	title = strings.ToLower(markup.Clean(title))
	return slices.Contains(notices, strings.Trim(title, " .!"))
}

// posting reads an item. With colons, all titles of the feed have the form "employer: title".
func (f feed) posting(item *gofeed.Item, colons bool) job.Posting {
	x := extras(item)
	p := job.Posting{
		Title:       markup.Redact(markup.Clean(markup.Text(item.Title))),
		Employer:    cmp.Or(x.first("employer", "company", "companyname", "company_name"), f.about.Employer),
		Requisition: x.first("jobnumbersingle", "referencenumber", "requisition"),
		Places:      x.places(),
		PostedOn:    readDate(cmp.Or(item.Published, item.Updated)),
		Text:        description(cmp.Or(item.Content, item.Description)),
	}
	if p.PostedOn == 0 && item.PublishedParsed != nil {
		p.PostedOn = job.DateOf(*item.PublishedParsed)
	}
	p.URL, _ = markup.PublicURL(item.Link)
	p.Key = markup.Clean(item.GUID)
	if p.Key == "" {
		p.Key, _, _ = strings.Cut(p.URL, "?")
	}
	if p.Employer == "" {
		p.Title, p.Employer = splitTitle(p.Title, colons)
	}
	switch status := strings.ToLower(x.first("remotestatus")); status {
	case "fully":
		p.Remote = job.FullyRemote
	case "hybrid", "temporary":
		p.Remote = job.Hybrid
	default:
		p.Remote = firstRemote(append([]string{p.Title}, p.Places...)...)
		if p.Remote == job.RemoteUnknown && slices.ContainsFunc(p.Places, func(place string) bool {
			return strings.HasPrefix(strings.ToLower(place), "anywhere")
		}) {
			p.Remote = job.FullyRemote
		}
	}
	p.Pay = payRange(amount(x.first("minimumsalary")), amount(x.first("maximumsalary")), x.first("salarycurrency"), x.first("salaryinterval"))
	if p.Pay == (job.Pay{}) {
		p.Pay = markup.Pay(cmp.Or(x.first("salary"), p.Text))
	}
	return p
}

// seeking finds the form "employer is seeking a title".
var seeking = regexp.MustCompile(`^(.+?) (?:is|are) (?:seeking|looking for|hiring) (?:an? )?(.+)$`)

// splitTitle parts the title of a job from the employer's name that many feeds of several employers put beside it.
func splitTitle(title string, colons bool) (of, employer string) {
	if m := seeking.FindStringSubmatch(title); m != nil {
		return m[2], m[1]
	}
	if employer, of, ok := strings.Cut(title, ": "); ok && colons && of != "" {
		return of, employer
	}
	if i := strings.LastIndex(title, " at "); i > 0 && i+4 < len(title) {
		return title[:i], title[i+4:]
	}
	return title, ""
}

// An extra holds the elements of an item beyond those of the format, by their names in lower case without prefix.
type extra map[string][]string

func extras(item *gofeed.Item) extra {
	x := extra{}
	add := func(name, value string) {
		if value = markup.Clean(markup.Text(value)); value != "" {
			name = strings.ToLower(name)
			x[name] = append(x[name], value)
		}
	}
	for name, value := range item.Custom {
		add(name, value)
	}
	for _, names := range item.Extensions {
		for _, list := range names {
			for _, e := range list {
				add(e.Name, e.Value)
				for _, place := range e.Children["location"] { // <tt:locations><tt:location><tt:name>
					add("location", placeOf(place))
				}
			}
		}
	}
	return x
}

func placeOf(e ext.Extension) string {
	for _, name := range []string{"name", "city", "country"} {
		for _, child := range e.Children[name] {
			if child.Value != "" {
				return child.Value
			}
		}
	}
	return e.Value
}

// first returns the first value of the names that have one.
func (x extra) first(names ...string) string {
	for _, name := range names {
		if len(x[name]) > 0 {
			return x[name][0]
		}
	}
	return ""
}

// places returns the locations, with the state if there is one location; else the region, else city, state and country.
func (x extra) places() []string {
	switch locations := placeList(x["location"]...); {
	case len(locations) == 1 && x.first("state") != "":
		return []string{strings.Join(placeList(locations[0], x.first("state")), ", ")}
	case len(locations) > 0:
		return locations
	}
	return placeList(cmp.Or(x.first("region"), strings.Join(placeList(x.first("city"), x.first("state"), x.first("country")), ", ")))
}

// describedItems returns the JobPosting that some JSON Feeds put beside an item, by the item's id.
func describedItems(body []byte) map[string]*markup.Item {
	var document struct {
		Items []struct {
			ID         string          `json:"id"`
			JobPosting json.RawMessage `json:"_jobposting"`
		} `json:"items"`
	}
	found := map[string]*markup.Item{}
	if json.Unmarshal(body, &document) != nil {
		return found
	}
	for _, i := range document.Items {
		if items, err := markup.ItemsOfJSON(i.JobPosting, "JobPosting"); err == nil && len(items) > 0 {
			found[i.ID] = items[0]
		}
	}
	return found
}

// complete adds what a JobPosting beside an item says and the item does not.
func complete(p *job.Posting, it *markup.Item) {
	if len(p.Places) == 0 {
		p.Places = placesOf(it)
	}
	p.Employer = cmp.Or(p.Employer, employerOf(it))
	p.Requisition = cmp.Or(p.Requisition, requisitionOf(it))
	p.Text = cmp.Or(p.Text, textOf(it))
	if p.Pay == (job.Pay{}) {
		p.Pay = payOf(it)
	}
	p.Remote = cmp.Or(p.Remote, remoteOf(it))
}
