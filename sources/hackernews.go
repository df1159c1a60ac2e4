package sources

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"demand/internal/job"
	"demand/internal/markup"
)

// The monthly threads "Ask HN: Who is hiring?" of Hacker News. Live visits go through the search API of Algolia
// (https://hn.algolia.com/api); recordings may also hold the site's own pages. Both give the same postings.
var hackerNewsKind = Kind{
	Name:  "hackernews",
	Terms: Public,
	New:   newHackerNews,
	Match: matchHackerNews,
}

const (
	hackerNewsBoard = "hackernews/who-is-hiring"
	hackerNewsItem  = "https://news.ycombinator.com/item?id="
	algolia         = "https://hn.algolia.com"
	algoliaPath     = "/api/v1/search_by_date"

	// The account posts three threads a month, so this reaches back five years.
	algoliaStories = "tags=story,author_whoishiring&hitsPerPage=200"
	// The service serves no more hits of one query, whatever the paging.
	algoliaMost = 1000
)

type hackerNews struct {
	listing
	base string
}

func newHackerNews(e Entry) (Source, error) {
	if e.Name != hackerNewsBoard {
		return nil, fmt.Errorf("%s: the one board of this kind is %s", e.Name, hackerNewsBoard)
	}
	h := hackerNews{e.listing("", 0, 1), strings.TrimRight(cmp.Or(e.Base, algolia), "/")}
	h.about.Archive = true
	return h, nil
}

// matchHackerNews leaves the answers with comments alone: what begins a visit through the API is the list of threads.
func matchHackerNews(address string) (Source, Request, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, Request{}, false
	}
	switch q := u.Query(); {
	case u.Hostname() == "news.ycombinator.com" && u.Path == "/item" && number(q.Get("id")) && (q.Get("p") == "" || q.Get("p") == "1"):
	case u.Hostname() == "hn.algolia.com" && u.Path == algoliaPath && q.Get("tags") == "story,author_whoishiring" && (q.Get("page") == "" || q.Get("page") == "0"):
	default:
		return nil, Request{}, false
	}
	s, err := newHackerNews(Entry{Name: hackerNewsBoard})
	return s, Request{URL: address}, err == nil
}

func (h hackerNews) Start() []Request {
	return []Request{{URL: h.base + algoliaPath + "?" + algoliaStories}}
}

func (h hackerNews) Parse(req Request, answer Answer) (Page, error) {
	if err := answered(answer); err != nil {
		return Page{}, err
	}
	u, err := url.Parse(req.URL)
	if err != nil {
		return Page{}, err
	}
	switch {
	case u.Path == "/item":
		return h.item(u, req.State, answer.Body)
	case !strings.HasSuffix(u.Path, algoliaPath):
		return Page{}, fmt.Errorf("%s is no page of %s", markup.Clean(req.URL), hackerNewsBoard)
	case strings.HasPrefix(u.Query().Get("tags"), "comment,"):
		return h.comments(req.State, answer.Body)
	}
	return h.threads(answer.Body)
}

// A hit is a story or a comment as the search API gives it. Author names are not read.
type hit struct {
	ObjectID    string `json:"objectID"`
	Title       string `json:"title"`
	CreatedAt   int64  `json:"created_at_i"` // Unix seconds
	StoryID     int64  `json:"story_id"`
	StoryTitle  string `json:"story_title"`
	ParentID    int64  `json:"parent_id"`
	NumComments int    `json:"num_comments"`
	CommentText string `json:"comment_text"`
}

func readHits(body []byte) (list []hit, total int, err error) {
	var answer struct {
		Hits   *[]hit `json:"hits"`
		NbHits *int   `json:"nbHits"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, 0, fmt.Errorf("want a JSON object with hits: %w", err)
	}
	if answer.Hits == nil || answer.NbHits == nil {
		return nil, 0, errors.New("want a JSON object with hits and nbHits")
	}
	return *answer.Hits, *answer.NbHits, nil
}

// threads reads the account's stories. Only its hiring threads are editions.
func (h hackerNews) threads(body []byte) (Page, error) {
	list, _, err := readHits(body)
	if err != nil {
		return Page{}, err
	}
	page := Page{Total: -1}
	comments := map[string]int{}
	for _, s := range list {
		if !hiring(s.Title) {
			continue
		}
		if !number(s.ObjectID) || s.CreatedAt <= 0 {
			return Page{}, fmt.Errorf("story %q has no id or no time", markup.Clean(s.Title))
		}
		e := edition(s.Title, job.DateOf(time.Unix(s.CreatedAt, 0)))
		link := EditionLink{e, h.commentsRequest(commentState{Story: s.ObjectID, Edition: e})}
		// A thread that was posted twice in a month counts once: the one that people answered.
		n, twice := comments[e.Name]
		switch {
		case !twice:
			page.Editions = append(page.Editions, link)
		case s.NumComments > n:
			i := slices.IndexFunc(page.Editions, func(l EditionLink) bool { return l.Edition.Name == e.Name })
			page.Editions[i] = link
		default:
			continue
		}
		comments[e.Name] = s.NumComments
	}
	if len(page.Editions) == 0 {
		return Page{}, errors.New(`want stories titled "Ask HN: Who is hiring?": there is none`)
	}
	slices.SortStableFunc(page.Editions, func(a, b EditionLink) int { return cmp.Compare(b.Edition.OpenedOn, a.Edition.OpenedOn) })
	return page, nil
}

// commentState is what reading comments needs to know of the pages before.
type commentState struct {
	Story   string      `json:"story"`
	Edition job.Edition `json:"edition"`
	Total   int         `json:"total,omitempty"` // comments that the first page announced
	Seen    int         `json:"seen,omitempty"`  // distinct ones so far
	Until   int64       `json:"until,omitempty"` // Unix second of the oldest; zero for the first page
	Seam    []string    `json:"seam,omitempty"`  // those of that second, which the next page repeats
}

func (h hackerNews) commentsRequest(s commentState) Request {
	query := "tags=comment,story_" + s.Story + "&hitsPerPage=" + strconv.Itoa(algoliaMost)
	if s.Until != 0 {
		query += "&numericFilters=" + url.QueryEscape("created_at_i<="+strconv.FormatInt(s.Until, 10))
	}
	state, _ := json.Marshal(s) // plain fields only: it cannot fail
	return Request{URL: h.base + algoliaPath + "?" + query, State: state}
}

// comments reads one page of a thread's comments, newest first. The next page is asked for by time, since numbered pages
// end at 1,000 hits.
func (h hackerNews) comments(state json.RawMessage, body []byte) (Page, error) {
	var s commentState
	if err := json.Unmarshal(state, &s); err != nil || !number(s.Story) {
		return Page{}, errors.New("comments can be read only after the list of threads")
	}
	list, total, err := readHits(body)
	if err != nil {
		return Page{}, err
	}
	page := Page{Total: -1}
	if s.Until == 0 {
		page.Edition = &s.Edition
		s.Total = total
	}
	seen := map[string]bool{}
	for _, id := range s.Seam {
		seen[id] = true
	}
	before := s.Seen
	for _, c := range list {
		switch {
		case !number(c.ObjectID) || c.CreatedAt <= 0:
			return Page{}, errors.New("a comment has no id or no time")
		case strconv.FormatInt(c.StoryID, 10) != s.Story:
			return Page{}, fmt.Errorf("comment %s belongs to story %d, not to %s", c.ObjectID, c.StoryID, s.Story)
		case c.StoryTitle != "" && !hiring(c.StoryTitle):
			return Page{}, fmt.Errorf(`story %s is %q, not "Ask HN: Who is hiring?"`, s.Story, markup.Clean(c.StoryTitle))
		case s.Until != 0 && c.CreatedAt > s.Until:
			return Page{}, fmt.Errorf("comment %s is newer than the one before it", c.ObjectID)
		case seen[c.ObjectID]:
			continue
		}
		seen[c.ObjectID] = true
		s.Seen++
		if c.CreatedAt != s.Until {
			s.Until, s.Seam = c.CreatedAt, nil
		}
		s.Seam = append(s.Seam, c.ObjectID)
		if c.ParentID != c.StoryID {
			continue
		}
		if p, ok := hackerNewsPosting(c.ObjectID, c.CommentText, job.DateOf(time.Unix(c.CreatedAt, 0))); ok {
			page.Postings = append(page.Postings, p)
		}
	}
	switch {
	case s.Seen >= s.Total:
	case s.Seen > before && len(list) >= algoliaMost:
		page.Next = []Request{h.commentsRequest(s)}
	default:
		return Page{}, fmt.Errorf("the thread has %d comments, only %d came", s.Total, s.Seen)
	}
	return page, nil
}

// threadState is what a further page of a thread on the site needs to know of the pages before.
type threadState struct {
	Edition job.Edition `json:"edition"`
	Number  int         `json:"number"` // of the page, from 1
	Seen    []string    `json:"seen"`   // postings so far: comments shift between pages while they are read
}

// item reads a page of a thread on the site itself. Its markup changed over the years: the depth of a comment is the
// width of a spacer image (40 a level) until August 2021 and the attribute indent since; for ages see age.
func (h hackerNews) item(u *url.URL, state json.RawMessage, body []byte) (Page, error) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		return Page{}, fmt.Errorf("want a page of Hacker News: %w", err)
	}
	title := strings.TrimSuffix(line(doc.Find("title")), " | Hacker News")
	if !hiring(title) {
		return Page{}, fmt.Errorf(`the thread is %q, not "Ask HN: Who is hiring?"`, title)
	}
	s := threadState{Number: 1}
	page := Page{Total: -1}
	if state != nil {
		if err := json.Unmarshal(state, &s); err != nil {
			return Page{}, fmt.Errorf("state of the page before: %w", err)
		}
	} else {
		opened, err := age(doc.Find(".fatitem .age"))
		if err != nil {
			return Page{}, fmt.Errorf("the thread: %w", err)
		}
		s.Edition = edition(title, opened)
		if s.Edition.OpenedOn == 0 {
			return Page{}, fmt.Errorf("the thread %q has neither a month in its title nor a date", title)
		}
		page.Edition = &s.Edition
	}
	rows := doc.Find("tr.athing.comtr")
	if rows.Length() == 0 && (s.Number > 1 || doc.Find(".comment-tree").Length() == 0) {
		return Page{}, errors.New("want a thread of Hacker News: there are no comments (tr.athing.comtr)")
	}
	seen := map[string]bool{}
	for _, id := range s.Seen {
		seen[id] = true
	}
	for _, row := range rows.EachIter() {
		id, _ := row.Attr("id")
		if !number(id) {
			return Page{}, errors.New("a comment has no id")
		}
		top, err := topLevel(row)
		if err != nil {
			return Page{}, fmt.Errorf("comment %s: %w", id, err)
		}
		if !top || seen[id] {
			continue
		}
		p, ok, err := itemPosting(row, id, s.Edition.From)
		if err != nil {
			return Page{}, fmt.Errorf("comment %s: %w", id, err)
		}
		if ok {
			page.Postings = append(page.Postings, p)
			s.Seen = append(s.Seen, id)
			seen[id] = true
		}
	}
	if href, ok := doc.Find("a.morelink").Attr("href"); ok {
		next, err := u.Parse(href)
		if err != nil {
			return Page{}, fmt.Errorf("link to the next page: %w", err)
		}
		s.Number++
		q := next.Query()
		if next.Scheme != u.Scheme || next.Host != u.Host || next.Path != u.Path || q.Get("id") != u.Query().Get("id") || q.Get("p") != strconv.Itoa(s.Number) {
			return Page{}, fmt.Errorf("link to the next page leads to %q", markup.Clean(next.String()))
		}
		more, _ := json.Marshal(s) // plain fields only: it cannot fail
		page.Next = []Request{{URL: next.String(), State: more}}
	}
	return page, nil
}

// topLevel reports whether a row answers the thread itself.
func topLevel(row *goquery.Selection) (bool, error) {
	cell := row.Find("td.ind").First()
	if depth, ok := cell.Attr("indent"); ok {
		return depth == "0", nil
	}
	if width, ok := cell.Find("img").Attr("width"); ok {
		return width == "0", nil
	}
	return false, errors.New("its depth is not shown (td.ind)")
}

// itemPosting reads a comment's row; undated is the day of one whose age has none.
func itemPosting(row *goquery.Selection, id string, undated job.Date) (p job.Posting, ok bool, err error) {
	text := row.Find(".commtext").First()
	if text.Length() == 0 {
		return p, false, nil // deleted, dead or flagged
	}
	text.Find(".reply").Remove() // stands inside the text in pages of early years
	fragment, err := text.Html()
	if err != nil {
		return p, false, err
	}
	on, err := age(row.Find(".age"))
	if err != nil {
		return p, false, err
	}
	p, ok = hackerNewsPosting(id, fragment, cmp.Or(on, undated))
	return p, ok, nil
}

// age returns the day (UTC) that stands in the title of an age: "2021-06-01T18:35:00" (from May 2021),
// "2024-09-16T14:04:28.000000Z" or "2024-11-01T16:02:00 1730476920"; zero if there is no title, as before.
func age(s *goquery.Selection) (job.Date, error) {
	title, ok := s.First().Attr("title")
	if !ok {
		return 0, nil
	}
	instant, _, _ := strings.Cut(title, " ")
	t, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(instant, "Z"))
	if err != nil {
		return 0, fmt.Errorf("its time %q is in no known form", markup.Clean(title))
	}
	return job.DateOf(t), nil
}

// line returns the text of the first element as one line.
func line(s *goquery.Selection) string {
	fragment, err := s.First().Html()
	if err != nil {
		return ""
	}
	return markup.Clean(markup.Text(fragment))
}

// hackerNewsPosting makes the posting of a top-level comment; it reports false for one without text.
func hackerNewsPosting(id, fragment string, on job.Date) (job.Posting, bool) {
	text := markup.Redact(markup.TextLines(fragment))
	switch text {
	case "", "[deleted]", "[dead]", "[flagged]":
		return job.Posting{}, false
	}
	lead := markup.Line(text)
	header := markup.ReadHeader(lead)
	if header.Pay == (job.Pay{}) {
		header.Pay = markup.Pay(text)
	}
	return job.Posting{
		Key:      id,
		URL:      hackerNewsItem + id,
		Title:    header.Title,
		Lead:     lead,
		Employer: header.Employer,
		Places:   header.Places,
		Remote:   header.Remote,
		Pay:      header.Pay,
		PostedOn: on,
		Text:     text,
		Unsure:   !header.OK && !strings.Contains(text, "://") || looksForWork(text),
	}, true
}

// looksForWork reports whether a comment may be of somebody who looks for work, not workers, as the classifier will tell.
func looksForWork(text string) bool {
	return strings.HasPrefix(text, "SEEKING WORK") || strings.Contains(text, "illing to relocate:") || strings.Contains(text, "illing to Relocate:")
}

func hiring(title string) bool {
	const start = "Ask HN: Who is hiring?"
	return len(title) >= len(start) && strings.EqualFold(title[:len(start)], start)
}

var titleMonth = regexp.MustCompile(`\((January|February|March|April|May|June|July|August|September|October|November|December) (20\d\d)\)`)

// edition makes the edition of a thread from its title and the day on which it was opened, either of which may be
// missing.
func edition(title string, opened job.Date) job.Edition {
	month := opened
	if m := titleMonth.FindStringSubmatch(title); m != nil {
		t, _ := time.Parse("January 2006", m[1]+" "+m[2]) // the pattern lets nothing else through
		month = job.DateOf(t)
	}
	from := month.MonthStart()
	return job.Edition{
		Name:     from.Time().Format("2006-01"),
		OpenedOn: cmp.Or(opened, month),
		From:     from,
		To:       month.MonthEnd(),
	}
}

func number(s string) bool {
	return s != "" && len(s) <= 12 && strings.Trim(s, "0123456789") == ""
}
