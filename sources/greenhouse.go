package sources

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"demand/internal/job"
	"demand/internal/markup"
)

// The job board API of Greenhouse answers with a whole board at once and asks for no key:
// https://developers.greenhouse.io/job-board.html.
var greenhouseKind = Kind{
	Name:  "greenhouse",
	Terms: Public,
	New:   newGreenhouse,
	Match: matchGreenhouse,
}

const greenhouseHost = "boards-api.greenhouse.io"

type greenhouse struct {
	listing
	url string
}

func newGreenhouse(e Entry) (Source, error) {
	token, err := e.token("Greenhouse", "")
	if err != nil {
		return nil, err
	}
	return greenhouse{e.listing("", 0, 1), e.server(greenhouseHost) + "/v1/boards/" + token + "/jobs?content=true"}, nil
}

func matchGreenhouse(address string) (Source, Request, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != greenhouseHost || u.Query().Get("content") != "true" {
		return nil, Request{}, false
	}
	token, ok := strings.CutPrefix(u.Path, "/v1/boards/")
	token, whole := strings.CutSuffix(token, "/jobs")
	if !ok || !whole || token == "" {
		return nil, Request{}, false
	}
	s, err := newGreenhouse(Entry{Name: "greenhouse/" + token})
	return s, Request{URL: address}, err == nil
}

func (g greenhouse) Start() []Request { return []Request{{URL: g.url}} }

// greenhouseBoard is the answer. Contact data in metadata is not read at all.
type greenhouseBoard struct {
	Jobs *[]greenhouseJob `json:"jobs"`
	Meta struct {
		Total *int `json:"total"`
	} `json:"meta"`
	Error string `json:"error"`
}

type greenhouseJob struct {
	ID             json.Number `json:"id"`
	InternalJobID  json.Number `json:"internal_job_id"` // shared by the posts of one job; null for a prospect post
	Title          string      `json:"title"`
	CompanyName    string      `json:"company_name"`
	AbsoluteURL    string      `json:"absolute_url"`
	FirstPublished string      `json:"first_published"`
	Language       string      `json:"language"`
	Content        string      `json:"content"` // HTML, escaped once
	Location       struct {
		Name string `json:"name"`
	} `json:"location"`
	Offices []struct {
		Name     string `json:"name"`
		Location string `json:"location"`
	} `json:"offices"`
}

func (g greenhouse) Parse(req Request, answer Answer) (Page, error) {
	if err := answered(answer); err != nil {
		return Page{}, err
	}
	var board greenhouseBoard
	if err := json.Unmarshal(answer.Body, &board); err != nil {
		return Page{}, fmt.Errorf("want a JSON object with jobs: %w", err)
	}
	switch {
	case board.Error != "":
		return Page{}, fmt.Errorf("%w: %s", ErrUnknownBoard, markup.Clean(board.Error))
	case board.Jobs == nil:
		return Page{}, fmt.Errorf("want a JSON object with jobs: it has none")
	}
	page := Page{Total: -1, Postings: make([]job.Posting, 0, len(*board.Jobs))}
	if board.Meta.Total != nil {
		page.Total = *board.Meta.Total
	}
	for i, j := range *board.Jobs {
		p, err := g.posting(j)
		if err != nil {
			return Page{}, fmt.Errorf("job %d of %d: %w", i+1, len(*board.Jobs), err)
		}
		page.Postings = append(page.Postings, p)
	}
	return page, nil
}

func (g greenhouse) posting(j greenhouseJob) (job.Posting, error) {
	title := markup.Redact(markup.Clean(j.Title))
	switch {
	case j.ID == "" || j.ID == "0":
		return job.Posting{}, fmt.Errorf("no id")
	case title == "":
		return job.Posting{}, fmt.Errorf("no title (id %s)", j.ID)
	}
	content := j.Content
	if !strings.Contains(content, "<") {
		content = html.UnescapeString(content)
	}
	p := job.Posting{
		Key:      j.ID.String(),
		Title:    title,
		Employer: cmp.Or(markup.Clean(j.CompanyName), g.about.Employer),
		Language: markup.Clean(j.Language),
		Places:   j.places(),
		Text:     markup.Redact(markup.Text(content)),
	}
	p.URL, _ = markup.PublicURL(j.AbsoluteURL)
	if j.InternalJobID != "" {
		p.Requisition = j.InternalJobID.String()
	}
	p.Remote = cmp.Or(markup.Remote(j.Location.Name), markup.Remote(title))
	p.Pay = markup.Pay(p.Text)
	if j.FirstPublished != "" {
		at, err := time.Parse(time.RFC3339, j.FirstPublished)
		if err != nil {
			return job.Posting{}, fmt.Errorf("first_published of id %s: %w", j.ID, err)
		}
		p.PostedOn = job.DateOf(at)
	}
	return p, nil
}

// places returns the places of the location; some boards write only "Remote" or "Hybrid" there, and the places into
// the offices.
func (j greenhouseJob) places() []string {
	var places []string
	add := func(s string) {
		if s = markup.Clean(s); s != "" && !slices.Contains(places, s) {
			places = append(places, s)
		}
	}
	switch strings.ToLower(markup.Clean(j.Location.Name)) {
	case "", "remote", "hybrid", "onsite", "on-site":
		for _, o := range j.Offices {
			add(cmp.Or(o.Location, o.Name))
		}
	default:
		for part := range strings.FieldsFuncSeq(j.Location.Name, func(r rune) bool { return r == ';' || r == '|' || r == '•' }) {
			add(part)
		}
	}
	return places
}

// answered reports why an answer is none: the board is unknown, or the server refused.
func answered(a Answer) error {
	switch a.Status {
	case http.StatusOK:
		return nil
	case http.StatusNotFound:
		return ErrUnknownBoard
	}
	return fmt.Errorf("want status 200, not %d", a.Status)
}
