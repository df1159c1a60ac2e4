package sources

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"demand/internal/job"
	"demand/internal/markup"
)

// The job postings API of Ashby answers with a whole board at once and asks for no key:
// https://developers.ashbyhq.com/docs/public-job-posting-api.
var ashbyKind = Kind{
	Name:  "ashby",
	Terms: Public,
	New:   newAshby,
	Match: matchAshby,
}

const ashbyHost = "api.ashbyhq.com"

type ashby struct {
	listing
	url string
}

// newAshby writes the name of the board in lower case: the service does not tell the two apart.
func newAshby(e Entry) (Source, error) {
	e.Name = strings.ToLower(e.Name)
	board, err := e.token("Ashby", ".& ")
	if err != nil {
		return nil, err
	}
	return ashby{e.listing("", 0, 1), e.server(ashbyHost) + "/posting-api/job-board/" + url.PathEscape(board) + "?includeCompensation=true"}, nil
}

func matchAshby(address string) (Source, Request, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != ashbyHost {
		return nil, Request{}, false
	}
	board, ok := strings.CutPrefix(u.Path, "/posting-api/job-board/")
	if !ok {
		return nil, Request{}, false
	}
	s, err := newAshby(Entry{Name: "ashby/" + board})
	return s, Request{URL: address}, err == nil
}

func (a ashby) Start() []Request { return []Request{{URL: a.url}} }

type ashbyJob struct {
	ID                 string `json:"id"`
	Title              string `json:"title"`
	Location           string `json:"location"`
	SecondaryLocations []struct {
		Location string `json:"location"`
	} `json:"secondaryLocations"`
	Address struct {
		PostalAddress struct {
			Locality string `json:"addressLocality"`
			Region   string `json:"addressRegion"`
			Country  string `json:"addressCountry"`
		} `json:"postalAddress"`
	} `json:"address"`
	IsListed         *bool  `json:"isListed"`
	IsRemote         bool   `json:"isRemote"`      // true for hybrid jobs, too
	WorkplaceType    string `json:"workplaceType"` // OnSite, Hybrid, Remote, or nothing
	PublishedAt      string `json:"publishedAt"`   // RFC 3339
	JobURL           string `json:"jobUrl"`
	DescriptionHTML  string `json:"descriptionHtml"`
	DescriptionPlain string `json:"descriptionPlain"`
	Compensation     struct {
		Tiers []struct {
			Components []ashbyComponent `json:"components"`
		} `json:"compensationTiers"`
	} `json:"compensation"`
}

// ashbyComponent is one part of the pay of a tier: salary, bonus, equity.
type ashbyComponent struct {
	Type     string  `json:"compensationType"` // Salary
	Interval string  `json:"interval"`         // 1 YEAR, 1 MONTH, 1 HOUR, NONE
	Currency string  `json:"currencyCode"`
	Min      float64 `json:"minValue"`
	Max      float64 `json:"maxValue"`
}

// Parse leaves out postings that are not listed: their pages can be reached by their address only.
func (a ashby) Parse(_ Request, answer Answer) (Page, error) {
	if err := answered(answer); err != nil {
		return Page{}, err
	}
	var board struct {
		Jobs *[]ashbyJob `json:"jobs"`
	}
	if err := json.Unmarshal(answer.Body, &board); err != nil {
		return Page{}, fmt.Errorf("want a JSON object with jobs: %w", err)
	}
	if board.Jobs == nil {
		return Page{}, fmt.Errorf("want a JSON object with jobs: it has none")
	}
	page := Page{Total: -1}
	for i, j := range *board.Jobs {
		if j.IsListed != nil && !*j.IsListed {
			continue
		}
		p, err := a.posting(j)
		if err != nil {
			return Page{}, fmt.Errorf("job %d of %d: %w", i+1, len(*board.Jobs), err)
		}
		page.Postings = append(page.Postings, p)
	}
	return page, nil
}

func (a ashby) posting(j ashbyJob) (job.Posting, error) {
	title := markup.Redact(markup.Clean(j.Title))
	switch {
	case j.ID == "":
		return job.Posting{}, fmt.Errorf("no id")
	case title == "":
		return job.Posting{}, fmt.Errorf("no title (id %s)", j.ID)
	}
	p := job.Posting{
		Key:      j.ID,
		Title:    title,
		Employer: a.about.Employer,
		Places:   j.places(),
		Text:     markup.Text(j.DescriptionHTML),
		Pay:      j.pay(),
	}
	if p.Text == "" {
		p.Text = markup.Plain(j.DescriptionPlain)
	}
	p.Text = markup.Redact(p.Text)
	p.URL, _ = markup.PublicURL(j.JobURL)
	switch {
	case j.WorkplaceType == "Remote":
		p.Remote = job.FullyRemote
	case j.WorkplaceType == "Hybrid":
		p.Remote = job.Hybrid
	case j.WorkplaceType == "OnSite":
		p.Remote = job.Onsite
	case j.IsRemote:
		p.Remote = job.FullyRemote
	default:
		p.Remote = firstRemote(j.Location, title)
	}
	if p.Pay == (job.Pay{}) {
		p.Pay = markup.Pay(p.Text)
	}
	if j.PublishedAt != "" {
		at, err := time.Parse(time.RFC3339, j.PublishedAt)
		if err != nil {
			return job.Posting{}, fmt.Errorf("publishedAt of id %s: %w", j.ID, err)
		}
		p.PostedOn = job.DateOf(at)
	}
	return p, nil
}

// places returns the location and the secondary ones; where the location says only "Remote" or nothing, its address
// stands instead.
func (j ashbyJob) places() []string {
	var names []string
	switch strings.ToLower(markup.Clean(j.Location)) {
	case "", "remote", "hybrid", "onsite", "on-site":
		at := j.Address.PostalAddress
		names = append(names, strings.Join(placeList(at.Locality, at.Region, at.Country), ", "))
	default:
		names = append(names, j.Location)
	}
	for _, l := range j.SecondaryLocations {
		names = append(names, l.Location)
	}
	return placeList(names...)
}

// pay returns the range over all tiers, such as those of several places, which have the currency and the interval of
// the first.
func (j ashbyJob) pay() job.Pay {
	var salaries []ashbyComponent
	for _, tier := range j.Compensation.Tiers {
		for _, c := range tier.Components {
			if c.Type == "Salary" && max(c.Min, c.Max) > 0 {
				salaries = append(salaries, c)
			}
		}
	}
	if len(salaries) == 0 {
		return job.Pay{}
	}
	first := salaries[0]
	salaries = slices.DeleteFunc(salaries, func(c ashbyComponent) bool {
		return c.Currency != first.Currency || c.Interval != first.Interval
	})
	low, high := max(first.Min, 0), first.Max
	for _, c := range salaries {
		low, high = min(low, c.Min), max(high, c.Max)
	}
	return payRange(low, high, first.Currency, strings.TrimPrefix(first.Interval, "1 "))
}
