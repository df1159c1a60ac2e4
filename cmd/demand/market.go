package main

import (
	"encoding/json"
	"fmt"
	escape "html"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A market is a made-up job market behind a web server that answers as Greenhouse and the Hacker News search do.
// Every employer and posting in it is invented, and says so. What it serves depends on its clock alone.
type market struct {
	now     func() time.Time
	boards  []madeBoard
	threads []madeThread
}

type madeBoard struct {
	token    string
	employer string
	postings []madePosting
	down     [2]time.Time // it answers 503 from the first to the second
	broken   [2]time.Time // it answers with a page of another shape
}

type madePosting struct {
	id, requisition int
	title, place    string
	content         string
	opened, closed  time.Time
	away            [2]time.Time // it is not listed from the first to the second
}

type madeThread struct {
	id       int
	opened   time.Time
	comments []string // top-level ones; replies are made when they are served
}

const (
	marketWeeks = 26
	marketSeed  = 20260105
	risingSkill = "GraphQL" // asked for by more and more jobs of all employers
	calmSkill   = "Kotlin"  // asked for by the same part of them; only a board that joined late is full of it
	lateBoard   = "late-arrival"
)

// marketStart is the Monday of the first visit; the second half of the market begins 13 weeks later.
var (
	marketStart = time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	marketHalf  = marketStart.AddDate(0, 0, 7*marketWeeks/2)
	marketEnd   = marketStart.AddDate(0, 0, 7*marketWeeks)
)

var (
	madeNames  = strings.Fields("Aldermoor Brightwell Copperfin Dunmarrow Eastlight Fernhollow Greyharbour Hazelwick Ivorygate Juniper-Lane Kestrelby Larkspire Mossbridge Northquay Oakenshaw Pebblecross Quillford Rosemantle Silverbeck Thornlea Umberfield Valewick Windermoat Yarrowdale")
	madePlaces = []string{"Berlin, Germany", "London, UK", "Remote, Europe", "Lisbon, Portugal", "Dublin, Ireland", "Hybrid, Amsterdam"}
	madeRoles  = []string{"Backend Engineer", "Senior Backend Engineer", "Software Engineer", "Full-Stack Engineer", "DevOps Engineer", "Data Engineer", "QA Engineer", "Account Manager"}
	madeStacks = [][]string{{"Python", "Django", "PostgreSQL"}, {"Java", "Spring Boot", "Oracle Database"}, {"TypeScript", "Node.js", "MongoDB"}, {"PHP", "Laravel", "MySQL"}}
	madeTools  = []string{"Git", "Docker", "Kubernetes", "AWS", "Terraform", "gRPC", "REST", "Kafka", "Jenkins", "Selenium", "OAuth", "GitLab"}
)

// newMarket makes the market. The same program always makes the same one.
func newMarket(now func() time.Time) *market {
	m := &market{now: now}
	r := rand.New(rand.NewPCG(marketSeed, 1))
	id := 1000
	for i, name := range madeNames {
		b := madeBoard{token: strings.ToLower(name), employer: strings.ReplaceAll(name, "-", " ") + " (made up)"}
		b.postings = madePostings(r, &id, b.employer, i, marketStart.AddDate(0, 0, -60), 2+i%4, 0.2)
		m.boards = append(m.boards, b)
	}
	late := madeBoard{token: lateBoard, employer: "Late Arrival (made up)"}
	late.postings = madePostings(r, &id, late.employer, 1, marketHalf.AddDate(0, 0, 7), 8, 0.95)
	m.boards = append(m.boards, late)
	week := func(n int) time.Time { return marketStart.AddDate(0, 0, 7*n-1) }
	m.boards[3].down = [2]time.Time{week(8), week(10)}
	m.boards[5].broken = [2]time.Time{week(17), week(18)}
	for month := range 10 {
		opened := time.Date(2025, time.October+time.Month(month), 1, 15, 0, 0, 0, time.UTC)
		t := madeThread{id: 900_000 + 2000*month, opened: opened}
		for k := range 24 {
			employer := fmt.Sprintf("Thread Employer %d (made up)", (month*13+k)%90)
			title := madeRoles[r.IntN(len(madeRoles))]
			t.comments = append(t.comments, fmt.Sprintf("%s | %s | %s | ONSITE<p>%s", employer, title, madePlaces[k%len(madePlaces)], madeText(r, employer, title, k, 0.2, opened)))
		}
		m.threads = append(m.threads, t)
	}
	return m
}

// madePostings makes the postings of one board: some that are open when it is first seen, then so many a week on average.
// calm is the part of them that asks for the calm skill.
func madePostings(r *rand.Rand, id *int, employer string, stack int, from time.Time, perWeek int, calm float64) []madePosting {
	var list []madePosting
	for day := from; day.Before(marketEnd); day = day.AddDate(0, 0, 1) {
		for range perWeek {
			if r.IntN(7) > 0 {
				continue
			}
			*id++
			title := madeRoles[r.IntN(len(madeRoles))]
			p := madePosting{
				id: *id, requisition: *id + 500_000, title: title, place: madePlaces[r.IntN(len(madePlaces))],
				content: madeText(r, employer, title, stack, calm, day), opened: day, closed: day.AddDate(0, 0, 14+r.IntN(60)),
			}
			list = append(list, p)
			switch r.IntN(20) {
			case 0: // a second listing of the same job
				*id++
				p.id = *id
				list = append(list, p)
			case 1: // the same job again a month after it was closed
				*id++
				p.id, p.requisition = *id, *id+500_000
				p.opened, p.closed = p.closed.AddDate(0, 0, 30), p.closed.AddDate(0, 0, 60)
				list = append(list, p)
			case 2: // taken down for a week
				list[len(list)-1].away = [2]time.Time{day.AddDate(0, 0, 7), day.AddDate(0, 0, 14)}
			}
		}
	}
	return list
}

// madeText makes the HTML of a posting, with an employer's usual stack and some tools.
func madeText(r *rand.Rand, employer, title string, stack int, calm float64, day time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<p>%s is an invented employer, and this is an invented posting for a %s.</p>", employer, title)
	if title == "Account Manager" {
		fmt.Fprintf(&b, "<p>You look after %d customers and visit %d of them a month. You write clearly and listen well.</p>", 10+r.IntN(90), 1+r.IntN(9))
		return b.String()
	}
	fmt.Fprintf(&b, "<p>You join a team of %d that looks after %d services for %d customers.</p>", 3+r.IntN(9), 2+r.IntN(40), 10*(1+r.IntN(900)))
	b.WriteString("<h3>Requirements</h3><ul>")
	for _, s := range madeStacks[stack%len(madeStacks)] {
		if r.Float64() < 0.8 {
			fmt.Fprintf(&b, "<li>%d years of experience with %s</li>", 1+r.IntN(7), s)
		}
	}
	rising := 0.2
	if !day.Before(marketHalf) {
		rising = 0.34
	}
	if r.Float64() < rising {
		fmt.Fprintf(&b, "<li>Experience with %s</li>", risingSkill)
	}
	if r.Float64() < calm {
		fmt.Fprintf(&b, "<li>Experience with %s</li>", calmSkill)
	}
	b.WriteString("</ul><h3>Nice to have</h3><ul>")
	tools := slices.Clone(madeTools)
	r.Shuffle(len(tools), func(i, j int) { tools[i], tools[j] = tools[j], tools[i] })
	for _, s := range tools[:2+r.IntN(4)] {
		fmt.Fprintf(&b, "<li>%s</li>", s)
	}
	b.WriteString("</ul>")
	return b.String()
}

// catalogue returns the sources that the market has at its time, as a catalogue file for a server at base.
func (m *market) catalogue(base string) string {
	var b strings.Builder
	b.WriteString("sources:\n")
	for _, board := range m.boards {
		if board.postings[0].opened.After(m.now()) {
			continue
		}
		fmt.Fprintf(&b, "  - {name: greenhouse/%s, base: %q, audience: technical, interval: 7}\n", board.token, base)
	}
	fmt.Fprintf(&b, "  - {name: hackernews/who-is-hiring, base: %q}\n", base)
	return b.String()
}

// ServeHTTP answers as the two services do at the market's time.
func (m *market) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	switch {
	case req.URL.Path == "/robots.txt":
		fmt.Fprintln(w, "User-agent: *\nDisallow: /admin")
	case req.URL.Path == "/api/v1/search_by_date":
		m.search(w, req)
	case strings.HasPrefix(req.URL.Path, "/v1/boards/"):
		token := strings.TrimSuffix(strings.TrimPrefix(req.URL.Path, "/v1/boards/"), "/jobs")
		i := slices.IndexFunc(m.boards, func(b madeBoard) bool { return b.token == token })
		if i < 0 {
			http.NotFound(w, req)
			return
		}
		m.boards[i].serve(w, m.now())
	default:
		http.NotFound(w, req)
	}
}

func within(now time.Time, span [2]time.Time) bool {
	return !now.Before(span[0]) && now.Before(span[1])
}

func (b *madeBoard) open(now time.Time) []madePosting {
	var list []madePosting
	for _, p := range b.postings {
		if within(now, [2]time.Time{p.opened, p.closed}) && !within(now, p.away) {
			list = append(list, p)
		}
	}
	return list
}

func (b *madeBoard) serve(w http.ResponseWriter, now time.Time) {
	if within(now, b.down) {
		http.Error(w, "down for maintenance", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if within(now, b.broken) {
		fmt.Fprintln(w, `{"status": "see our new page"}`)
		return
	}
	jobs := []map[string]any{}
	for _, p := range b.open(now) {
		jobs = append(jobs, map[string]any{
			"id": p.id, "internal_job_id": p.requisition, "title": p.title, "company_name": b.employer,
			"absolute_url": fmt.Sprintf("https://%s.example/jobs/%d", b.token, p.id), "location": map[string]string{"name": p.place},
			"first_published": p.opened.Format(time.RFC3339), "content": escape.EscapeString(p.content),
		})
	}
	writeJSON(w, map[string]any{"jobs": jobs, "meta": map[string]int{"total": len(jobs)}})
}

// search answers for the list of threads and for the comments of one, newest first, a thousand at most.
func (m *market) search(w http.ResponseWriter, req *http.Request) {
	q := req.URL.Query()
	var hits []map[string]any
	for _, t := range m.threads {
		if t.opened.After(m.now()) {
			continue
		}
		title := fmt.Sprintf("Ask HN: Who is hiring? (%s)", t.opened.Format("January 2006"))
		switch q.Get("tags") {
		case "story,author_whoishiring":
			hits = append(hits, map[string]any{"objectID": fmt.Sprint(t.id), "title": title, "created_at_i": t.opened.Unix(), "num_comments": len(t.comments)})
		case fmt.Sprintf("comment,story_%d", t.id):
			hits = t.hits(title)
		}
	}
	until := int64(0)
	if _, err := fmt.Sscanf(q.Get("numericFilters"), "created_at_i<=%d", &until); err == nil {
		hits = slices.DeleteFunc(hits, func(h map[string]any) bool { return h["created_at_i"].(int64) > until })
	}
	total := len(hits)
	slices.Reverse(hits)
	w.Header().Set("Content-Type", "application/json")
	writeJSON(w, map[string]any{"hits": hits[:min(1000, total)], "nbHits": total})
}

// hits returns the comments of a thread, oldest first: postings, each followed by many replies.
func (t madeThread) hits(title string) []map[string]any {
	var hits []map[string]any
	add := func(id, parent int, at time.Time, text string) {
		hits = append(hits, map[string]any{
			"objectID": fmt.Sprint(id), "parent_id": parent, "story_id": t.id, "story_title": title, "created_at_i": at.Unix(), "comment_text": text,
		})
	}
	const replies = 42
	for k, text := range t.comments {
		id := t.id + 1 + k*(replies+1)
		at := t.opened.Add(time.Duration(k) * time.Minute)
		add(id, t.id, at, text)
		for r := range replies {
			add(id+1+r, id, at.Add(time.Duration(r)*time.Second), "Is this role still open?")
		}
	}
	return hits
}

func writeJSON(w http.ResponseWriter, v any) {
	if err := json.NewEncoder(w).Encode(v); err != nil {
		panic(http.ErrAbortHandler) // the reader has gone
	}
}
