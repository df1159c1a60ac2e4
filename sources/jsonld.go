package sources

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"demand/internal/job"
	"demand/internal/markup"
)

// Career sites describe their postings to search engines in the vocabulary of schema.org
// (https://schema.org/JobPosting, https://developers.google.com/search/docs/appearance/structured-data/job-posting).
// The address of an entry is a page that lists postings so, or a sitemap of such pages. Each site has terms of its own.
var jsonldKind = Kind{
	Name:  "jsonld",
	Terms: Ask,
	New:   newJSONLD,
	Match: matchJSONLD,
}

type jsonld struct {
	listing
	url   string
	pages string // what the address of a page in a sitemap must contain; empty: one of jobWords
}

func newJSONLD(e Entry) (Source, error) {
	address, err := e.address()
	if err != nil {
		return nil, err
	}
	return jsonld{e.listing("", 0, 1), address, e.Pages}, nil
}

// matchJSONLD knows sitemaps by their usual names. Whether another page describes postings its address does not say.
func matchJSONLD(address string) (Source, Request, bool) {
	u, err := url.Parse(address)
	if err != nil || !slices.Contains(sitemapNames, u.Path[strings.LastIndexByte(u.Path, '/')+1:]) {
		return nil, Request{}, false
	}
	s, err := newJSONLD(Entry{Name: "jsonld/" + slugOf(u), URL: address})
	return s, Request{URL: address}, err == nil
}

// MatchPage finds the source for a page whose address does not tell what it is: one that describes postings.
func MatchPage(address string, body []byte) (Source, Request, bool) {
	u, err := url.Parse(address)
	if err != nil || !bytes.Contains(body, []byte("JobPosting")) {
		return nil, Request{}, false
	}
	if items, err := markup.Items(body, "JobPosting"); err != nil || len(items) == 0 {
		return nil, Request{}, false
	}
	s, err := newJSONLD(Entry{Name: "jsonld/" + slugOf(u), URL: address})
	return s, Request{URL: address}, err == nil
}

func (s jsonld) Start() []Request { return []Request{{URL: s.url}} }

// jsonldState says what a request is for; that which begins a visit has none.
type jsonldState struct {
	Sitemap bool `json:"sitemap,omitempty"` // one that an index lists
	Page    bool `json:"page,omitempty"`    // a page that a sitemap lists
}

var errNoJobPosting = errors.New("the page describes no JobPosting")

func (s jsonld) Parse(req Request, answer Answer) (Page, error) {
	if answer.Status != http.StatusOK {
		return Page{}, answered(answer)
	}
	var state jsonldState
	if req.State != nil {
		if err := json.Unmarshal(req.State, &state); err != nil {
			return Page{}, fmt.Errorf("state of the request: %w", err)
		}
	}
	if !state.Page {
		m, err := readSitemap(answer.Body)
		switch {
		case err == nil:
			return s.sitemap(m, req.URL, state)
		case state.Sitemap || !errors.Is(err, errNoSitemap):
			return Page{}, err
		}
	}
	address := cmp.Or(answer.URL, req.URL)
	items, err := markup.Items(answer.Body, "JobPosting")
	switch {
	case err != nil:
		return Page{}, err
	case len(items) == 0 && state.Page: // a posting that has gone, or a page of another sort
		return Page{Total: -1, Skipped: 1}, nil
	case len(items) == 0:
		return Page{}, errNoJobPosting
	}
	var postings []job.Posting
	for _, it := range items {
		if expired(it, answer.At) {
			continue
		}
		p := s.posting(it, address)
		if p.Title == "" {
			return Page{}, fmt.Errorf("a JobPosting has no title")
		}
		postings = append(postings, p)
	}
	setKeys(postings, address, state.Page)
	return Page{Total: -1, Postings: postings}, nil
}

// sitemap asks for the pages of postings that a sitemap lists, or for the sitemaps that an index lists.
func (s jsonld) sitemap(m sitemap, address string, state jsonldState) (Page, error) {
	if len(m.sitemaps) > 0 && state.Sitemap {
		return Page{}, fmt.Errorf("a sitemap index within another")
	}
	site, err := url.Parse(address)
	if err != nil {
		return Page{}, err
	}
	page := Page{Total: -1}
	for _, a := range m.sitemaps {
		if a, ok := sameSite(site, a); ok {
			page.Next = append(page.Next, Request{URL: a, State: json.RawMessage(`{"sitemap":true}`)})
		}
	}
	for _, a := range m.pages {
		a, ok := sameSite(site, a)
		if ok && s.isPosting(a) {
			page.Next = append(page.Next, Request{URL: a, State: json.RawMessage(`{"page":true}`), MayBeGone: true})
		}
	}
	if len(page.Next) == 0 && !state.Sitemap {
		return Page{}, fmt.Errorf("none of the %d addresses in the sitemap is a page of a posting; pages says what their addresses contain", len(m.pages)+len(m.sitemaps))
	}
	return page, nil
}

// jobWords are what the addresses of pages of postings contain.
var jobWords = []string{"job", "career", "vacanc", "position", "opening", "stelle", "emploi", "empleo"}

func (s jsonld) isPosting(address string) bool {
	if s.pages != "" {
		return strings.Contains(address, s.pages)
	}
	u, err := url.Parse(strings.ToLower(address))
	return err == nil && slices.ContainsFunc(jobWords, func(w string) bool { return strings.Contains(u.Path, w) })
}

// sameSite returns an address without tracking if it lies on the same site, that is its host or one below or above it.
func sameSite(site *url.URL, address string) (string, bool) {
	address, ok := markup.PublicURL(address)
	if !ok {
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	ours, theirs := strings.TrimPrefix(strings.ToLower(site.Hostname()), "www."), strings.TrimPrefix(u.Hostname(), "www.")
	within := func(a, b string) bool { return a == b || strings.HasSuffix(a, "."+b) && strings.Contains(b, ".") }
	return address, site.Port() == u.Port() && (within(theirs, ours) || within(ours, theirs))
}

// expired reports whether the last day or instant of a posting lies before the answer.
func expired(it *markup.Item, at time.Time) bool {
	until := it.Line("validThrough")
	if until == "" || at.IsZero() {
		return false
	}
	if t, err := time.Parse(time.RFC3339, until); err == nil {
		return t.Before(at)
	}
	day := readDate(until)
	return day != 0 && day < job.DateOf(at)
}

// setKeys gives each posting of a page its key: of a page that is one posting's own, the page's address; else the
// posting's address or identifier where these are all there and different, else the page's address with the title.
func setKeys(postings []job.Posting, page string, own bool) {
	address, _ := markup.PublicURL(page)
	different := func(of func(job.Posting) string) bool {
		seen := map[string]bool{"": true}
		for _, p := range postings {
			if seen[of(p)] {
				return false
			}
			seen[of(p)] = true
		}
		return true
	}
	key := func(p job.Posting) string { return cmp.Or(address, page) + "#" + p.Title }
	byURL, byID := func(p job.Posting) string { return p.URL }, func(p job.Posting) string { return p.Requisition }
	switch {
	case own && len(postings) == 1 && address != "":
		key = func(job.Posting) string { return address }
	case different(byURL):
		key = byURL
	case different(byID):
		key = byID
	}
	count := map[string]int{}
	for i := range postings {
		p := &postings[i]
		k := key(*p)
		if count[k]++; count[k] > 1 {
			k += "#" + strconv.Itoa(count[k])
		}
		p.Key = k
		if p.URL == "" || k == address { // many sites give their home page as the address of every posting
			p.URL = address
		}
	}
}

// posting reads a JobPosting, all but its key.
func (s jsonld) posting(it *markup.Item, page string) job.Posting {
	p := job.Posting{
		Title:       markup.Redact(it.Line("title", "name")),
		Employer:    cmp.Or(employerOf(it), s.about.Employer),
		Requisition: requisitionOf(it),
		Places:      placesOf(it),
		PostedOn:    readDate(it.Line("datePosted")),
		Language:    it.Line("inLanguage"),
		Text:        textOf(it),
	}
	if base, err := url.Parse(page); err == nil {
		if u, err := base.Parse(it.Line("url")); err == nil && it.Line("url") != "" {
			p.URL, _ = markup.PublicURL(u.String())
		}
	}
	p.Remote = cmp.Or(remoteOf(it), firstRemote(append([]string{p.Title}, p.Places...)...))
	p.Pay = payOf(it)
	if p.Pay == (job.Pay{}) {
		p.Pay = markup.Pay(p.Text)
	}
	return p
}

// requisitionOf returns the identifier of a job: a text, or the value of a PropertyValue, whose name is the employer's.
func requisitionOf(it *markup.Item) string {
	for _, v := range it.All("identifier") {
		if v.Item != nil {
			return v.Item.Line("value")
		}
	}
	return it.Line("identifier")
}

// remoteOf reads jobLocationType, in which TELECOMMUTE means that all work is done remotely.
func remoteOf(it *markup.Item) job.Remote { return markup.Remote(it.Line("jobLocationType")) }

// employerOf returns the name of the hiring organisation; a site that does not tell it writes a word such as
// "confidential", and one that gives an address only leaves its host.
func employerOf(it *markup.Item) string {
	for _, v := range it.All("hiringOrganization") {
		name := v.Line()
		if v.Item != nil {
			name = v.Item.Line("name", "legalName")
		}
		if u, err := url.Parse(name); err == nil && u.Host != "" {
			name = strings.TrimPrefix(u.Hostname(), "www.")
		}
		switch strings.ToLower(name) {
		case "", "confidential", "confidential company", "company confidential", "undisclosed", "anonymous", "private advertiser", "n/a", "-":
		default:
			return name
		}
	}
	return ""
}

// placesOf returns the places of a job; for remote work without any, the countries in which applicants may live.
func placesOf(it *markup.Item) []string {
	var names []string
	employer := employerOf(it)
	for _, v := range it.All("jobLocation") {
		if v.Item == nil {
			names = append(names, splitPlaces(v.Line())...)
			continue
		}
		before := len(names)
		for _, a := range append(slices.Clone(v.Item.All("address")), markup.Value{Item: v.Item}) {
			if len(names) == before {
				names = append(names, addressNames(a)...)
			}
		}
		if len(names) == before && v.Item.Line("name") != employer {
			names = append(names, splitPlaces(v.Item.Line("name"))...)
		}
	}
	if len(names) == 0 {
		for _, v := range it.All("applicantLocationRequirements") {
			names = append(names, v.Line())
		}
	}
	return placeList(names...)
}

func addressNames(a markup.Value) []string {
	if a.Item == nil {
		return splitPlaces(a.Line())
	}
	locality := placeName(a.Item.Line("addressLocality"))
	if strings.ContainsAny(locality, ";,") { // whole addresses, beside which the other fields are often wrong
		return splitPlaces(locality)
	}
	country := ""
	for _, v := range a.Item.All("addressCountry") {
		country = cmp.Or(country, placeName(v.Line()))
		if v.Item != nil {
			country = cmp.Or(country, placeName(v.Item.Line("identifier")))
		}
	}
	whole := strings.Join(placeList(locality, placeName(a.Item.Line("addressRegion")), country), ", ")
	if whole == "" {
		return nil
	}
	return []string{whole}
}

// placeName returns the name of a place unless it is one of the words that stand for none.
func placeName(name string) string {
	switch strings.ToLower(name) {
	case "-", "--", "unknown", "n/a", "na", "none", "null", "undefined", "0", ".":
		return ""
	}
	return name
}

func splitPlaces(names string) []string {
	var list []string
	for name := range strings.SplitSeq(names, ";") {
		list = append(list, placeName(strings.TrimSpace(name)))
	}
	return list
}

// textOf joins the description with the sections that some sites keep beside it, without contact details.
func textOf(it *markup.Item) string {
	text := sectionText(it, "description")
	for _, s := range []struct{ field, heading string }{
		{"responsibilities", "Responsibilities"}, {"qualifications", "Qualifications"}, {"skills", "Skills"},
		{"experienceRequirements", "Experience"}, {"educationRequirements", "Education"}, {"jobBenefits", "Benefits"},
	} {
		section := sectionText(it, s.field)
		if section == "" || strings.Contains(text, section) {
			continue
		}
		text = strings.TrimPrefix(text+"\n"+s.heading+"\n"+section, "\n")
	}
	return text
}

func sectionText(it *markup.Item, field string) string {
	var blocks []string
	for _, v := range it.All(field) {
		text := markup.Redact(v.Line())
		if v.Item == nil {
			text = description(v.Text)
		}
		blocks = append(blocks, text)
	}
	return strings.Join(distinct(blocks), "\n")
}

// payOf reads baseSalary: a MonetaryAmount, its value beside or within it, a number with the currency elsewhere, or text.
func payOf(it *markup.Item) job.Pay {
	for _, v := range it.All("baseSalary") {
		currency, unit := it.Line("salaryCurrency"), ""
		low, high, text := "", "", ""
		if v.Item == nil {
			text = v.Line()
		} else {
			currency = cmp.Or(v.Item.Line("currency"), currency)
			value := v.Item
			for _, inner := range v.Item.All("value") {
				if inner.Item != nil {
					value = inner.Item
				}
			}
			currency = cmp.Or(currency, value.Line("currency"))
			unit = cmp.Or(value.Line("unitText"), value.Line("unitCode"), v.Item.Line("unitText"))
			low, high, text = value.Line("minValue"), value.Line("maxValue"), value.Line("value")
		}
		low, high = cmp.Or(low, high, text), cmp.Or(high, low, text)
		if pay := payRange(amount(low), amount(high), currency, unit); pay != (job.Pay{}) {
			return pay
		}
		// Without a unit that is known, the size of the amount must tell the period.
		if amount(low) > 0 {
			text = fmt.Sprintf("%s %s - %s %s %s", currency, low, currency, high, unit)
		}
		if pay := markup.Pay(text); pay != (job.Pay{}) {
			return pay
		}
	}
	return job.Pay{}
}

// amount reads an amount such as 100000, 100,000.00 or 100 000; zero for any other text.
func amount(text string) float64 {
	f, err := strconv.ParseFloat(strings.NewReplacer(",", "", " ", "").Replace(text), 64)
	if err != nil || f != f {
		return 0
	}
	return f
}
