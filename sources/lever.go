package sources

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"demand/internal/job"
	"demand/internal/markup"
)

// The postings API of Lever answers page by page, without a key and without a count; its documents say that published
// postings may be read by third parties: https://github.com/lever/postings-api.
var leverKind = Kind{
	Name:  "lever",
	Terms: Public,
	New:   newLever,
	Match: matchLever,
}

const (
	leverHost   = "api.lever.co"
	leverHostEU = "api.eu.lever.co" // a site lives on one of the two; the entry of a European one has it as its base
	leverPage   = 100               // postings a page
)

type lever struct {
	listing
	url string // without its query
}

func newLever(e Entry) (Source, error) {
	site, err := e.token("Lever", ".& ")
	if err != nil {
		return nil, err
	}
	// The pace is what robots.txt of both hosts asks for.
	return lever{e.listing("", time.Second, 1), e.server(leverHost) + "/v0/postings/" + url.PathEscape(site)}, nil
}

func matchLever(address string) (Source, Request, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != leverHost && u.Hostname() != leverHostEU {
		return nil, Request{}, false
	}
	site, ok := strings.CutPrefix(u.Path, "/v0/postings/")
	q := u.Query()
	if skip := q.Get("skip"); !ok || q.Get("mode") != "json" || skip != "" && skip != "0" || q.Has("group") {
		return nil, Request{}, false
	}
	e := Entry{Name: "lever/" + site}
	if u.Hostname() == leverHostEU {
		e.Base = "https://" + leverHostEU
	}
	s, err := newLever(e)
	return s, Request{URL: address}, err == nil
}

func (l lever) Start() []Request { return []Request{l.page(0, leverPage)} }

func (l lever) page(skip, limit int) Request {
	return Request{URL: fmt.Sprintf("%s?mode=json&skip=%d&limit=%d", l.url, skip, limit)}
}

// leverPosting is one element of the answer. Where a recording lacks the HTML of a section, its plain twin stands in.
type leverPosting struct {
	ID         string `json:"id"`
	Text       string `json:"text"` // the title
	Categories struct {
		Location     string   `json:"location"`
		AllLocations []string `json:"allLocations"`
	} `json:"categories"`
	Country          string `json:"country"`       // ISO 3166
	WorkplaceType    string `json:"workplaceType"` // remote, hybrid, onsite (in the documents on-site), unspecified
	CreatedAt        int64  `json:"createdAt"`     // milliseconds since 1970
	HostedURL        string `json:"hostedUrl"`
	Description      string `json:"description"` // HTML, opening and body
	DescriptionPlain string `json:"descriptionPlain"`
	Lists            []struct {
		Text    string `json:"text"`    // heading
		Content string `json:"content"` // HTML, list items without their list
	} `json:"lists"`
	Additional      string `json:"additional"` // HTML
	AdditionalPlain string `json:"additionalPlain"`
	SalaryRange     *struct {
		Min      float64 `json:"min"`
		Max      float64 `json:"max"`
		Currency string  `json:"currency"`
		Interval string  `json:"interval"` // per-year-salary, per-hour-wage
	} `json:"salaryRange"`
	SalaryDescription      string `json:"salaryDescription"` // HTML
	SalaryDescriptionPlain string `json:"salaryDescriptionPlain"`
}

func (l lever) Parse(req Request, answer Answer) (Page, error) {
	if err := answered(answer); err != nil {
		return Page{}, err
	}
	var list *[]leverPosting
	if err := json.Unmarshal(answer.Body, &list); err != nil {
		var refusal struct {
			OK    *bool  `json:"ok"`
			Error string `json:"error"`
		}
		if json.Unmarshal(answer.Body, &refusal) == nil && refusal.OK != nil && !*refusal.OK {
			return Page{}, fmt.Errorf("%w: %s", ErrUnknownBoard, markup.Clean(refusal.Error))
		}
		return Page{}, fmt.Errorf("want a JSON list of postings: %w", err)
	}
	if list == nil {
		return Page{}, fmt.Errorf("want a JSON list of postings, not null")
	}
	page := Page{Total: -1, Postings: make([]job.Posting, 0, len(*list))}
	for i, p := range *list {
		posting, err := l.posting(p)
		if err != nil {
			return Page{}, fmt.Errorf("posting %d of %d: %w", i+1, len(*list), err)
		}
		page.Postings = append(page.Postings, posting)
	}
	// A page that is full has another behind it; an answer to a request without a limit holds the whole board.
	if asked, err := url.Parse(req.URL); err == nil {
		q := asked.Query()
		limit, _ := strconv.Atoi(q.Get("limit"))
		skip, _ := strconv.Atoi(q.Get("skip"))
		if limit > 0 && len(*list) == limit {
			page.Next = []Request{l.page(skip+limit, limit)}
		}
	}
	return page, nil
}

func (l lever) posting(p leverPosting) (job.Posting, error) {
	title := markup.Redact(markup.Clean(p.Text))
	switch {
	case p.ID == "":
		return job.Posting{}, fmt.Errorf("no id")
	case title == "":
		return job.Posting{}, fmt.Errorf("no text, which is its title (id %s)", p.ID)
	}
	posting := job.Posting{
		Key:      p.ID,
		Title:    title,
		Employer: l.about.Employer,
		Places:   placeList(append(slices.Clone(p.Categories.AllLocations), p.Categories.Location)...),
		Text:     markup.Redact(p.text()),
	}
	if len(posting.Places) == 0 {
		posting.Places = placeList(p.Country)
	}
	posting.URL, _ = markup.PublicURL(p.HostedURL)
	switch strings.ToLower(p.WorkplaceType) {
	case "remote":
		posting.Remote = job.FullyRemote
	case "hybrid":
		posting.Remote = job.Hybrid
	case "onsite", "on-site":
		posting.Remote = job.Onsite
	default:
		posting.Remote = firstRemote(p.Categories.Location, title)
	}
	if p.CreatedAt > 0 {
		posting.PostedOn = job.DateOf(time.UnixMilli(p.CreatedAt))
	}
	if r := p.SalaryRange; r != nil {
		posting.Pay = payRange(r.Min, r.Max, r.Currency, r.Interval)
	}
	if posting.Pay == (job.Pay{}) {
		posting.Pay = markup.Pay(posting.Text)
	}
	return posting, nil
}

// text joins the sections in the order in which the hosted page shows them.
func (p leverPosting) text() string {
	var b strings.Builder
	add := func(block string) {
		if block != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(block)
		}
	}
	section := func(html, plain string) {
		if block := markup.Text(html); block != "" {
			add(block)
			return
		}
		add(markup.Plain(plain))
	}
	section(p.Description, p.DescriptionPlain)
	for _, list := range p.Lists {
		add(markup.Clean(list.Text))
		add(markup.Text(list.Content))
	}
	section(p.Additional, p.AdditionalPlain)
	section(p.SalaryDescription, p.SalaryDescriptionPlain)
	return b.String()
}
