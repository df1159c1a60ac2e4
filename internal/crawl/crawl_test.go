package crawl_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"demand/internal/crawl"
	"demand/internal/fetch"
	"demand/internal/job"
	"demand/internal/skills"
	"demand/internal/store"
	"demand/internal/store/storetest"
	"demand/sources"
)

// web is a fake network: what each address answers, and which addresses were asked.
type web struct {
	mu    sync.Mutex
	pages map[string]string
	fails map[string]error
	asked []string
	at    time.Time
}

func (w *web) Get(_ context.Context, url string, _ time.Duration) (fetch.Answer, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, url)
	if err := w.fails[url]; err != nil {
		return fetch.Answer{}, err
	}
	body, ok := w.pages[url]
	if !ok {
		return fetch.Answer{}, &fetch.StatusError{URL: url, Status: http.StatusNotFound}
	}
	return fetch.Answer{URL: url, Status: http.StatusOK, Body: []byte(body), At: w.at}, nil
}

// board is a source whose pages are JSON of page.
type board struct {
	name    string
	archive bool
}

type page struct {
	Keys     []string
	About    string // a paragraph that stands in every posting
	Next     []string
	Total    int
	Editions []job.Edition
	Edition  *job.Edition
}

func (b board) About() job.Source {
	return job.Source{Name: b.name, Kind: "test", Employer: b.name, Technical: true, Archive: b.archive, Interval: 7}
}
func (b board) Pace() time.Duration      { return 0 }
func (b board) Start() []sources.Request { return []sources.Request{{URL: b.url("")}} }
func (b board) url(rest string) string   { return "https://" + b.name + ".example/" + rest }

func (b board) Parse(_ sources.Request, a sources.Answer) (sources.Page, error) {
	var p page
	if string(a.Body) == "panic" {
		panic("a page that breaks the parser")
	}
	if err := json.Unmarshal(a.Body, &p); err != nil {
		return sources.Page{}, fmt.Errorf("not a page: %w", err)
	}
	out := sources.Page{Total: p.Total, Edition: p.Edition}
	for _, k := range p.Keys {
		out.Postings = append(out.Postings, job.Posting{Key: k, Title: "Backend engineer " + k, Employer: b.name, Text: "We write Go and Python here: " + k + "\n" + p.About})
	}
	for _, n := range p.Next {
		out.Next = append(out.Next, sources.Request{URL: b.url(n)})
	}
	for _, e := range p.Editions {
		out.Editions = append(out.Editions, sources.EditionLink{Edition: e, Start: sources.Request{URL: b.url(e.Name)}})
	}
	return out, nil
}

func (p page) String() string {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	return string(b)
}

var start = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// market is a crawler over a fake network with an empty store.
type market struct {
	*crawl.Crawler
	web *web
	db  *store.DB
}

// shipped returns the taxonomy and its classifier, which take a while to load.
var shipped = sync.OnceValues(func() (*skills.Taxonomy, *skills.Classifier) {
	taxonomy, err := skills.Load()
	if err != nil {
		panic(err)
	}
	return taxonomy, skills.New(taxonomy)
})

func newMarket(t *testing.T) *market {
	t.Helper()
	return newMarketIn(t, storetest.Open(t, filepath.Join(t.TempDir(), "demand.db")))
}

func newMarketIn(t *testing.T, db *store.DB) *market {
	t.Helper()
	taxonomy, classifier := shipped()
	if err := db.SetTaxonomy(t.Context(), taxonomy.Version(), taxonomy.Skills(), taxonomy.Categories()); err != nil {
		t.Fatal(err)
	}
	m := &market{web: &web{pages: map[string]string{}, fails: map[string]error{}, at: start}, db: db}
	m.Crawler = &crawl.Crawler{Client: m.web, Store: db, Classifier: classifier, Now: func() time.Time { return m.web.at }}
	return m
}

func (m *market) serve(b board, rest string, p page) { m.web.pages[b.url(rest)] = p.String() }

func (m *market) round(t *testing.T, force bool, boards ...board) []crawl.Result {
	t.Helper()
	var list []sources.Source
	for _, b := range boards {
		list = append(list, b)
	}
	results, err := m.Round(t.Context(), list, force)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func (m *market) status(t *testing.T) store.Status {
	t.Helper()
	s, err := m.db.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRoundStoresAllPagesOfAVisitWithTheirSkills(t *testing.T) {
	m, b := newMarket(t), board{name: "acme"}
	m.serve(b, "", page{Keys: []string{"1", "2"}, Next: []string{"p2"}, Total: 3})
	m.serve(b, "p2", page{Keys: []string{"3"}, Next: []string{"p2"}, Total: 3}) // a page that leads to itself
	r := m.round(t, false, b)[0]
	if r.State != crawl.OK || r.New != 3 || r.Visits != 1 {
		t.Errorf("result = %+v; want three new postings", r)
	}
	for f, err := range m.db.Facts(t.Context(), 0, job.DateOf(start)) {
		if err != nil || len(f.Skills) != 2 {
			t.Errorf("fact = %+v, %v; want Go and Python", f, err)
		}
	}
}

func TestRoundGoesOnWhenASourceFails(t *testing.T) {
	good := page{Keys: []string{"1", "2"}, Total: -1}
	for _, c := range []struct {
		name  string
		fault func(m *market, b board)
		state crawl.State
		says  string
	}{
		{"fetch", func(m *market, b board) { m.web.fails[b.url("")] = errors.New("connection reset") }, crawl.Failed, "https://acme.example/: connection reset"},
		{"robots", func(m *market, b board) { m.web.fails[b.url("")] = fetch.ErrDisallowed }, crawl.Disallowed, "robots.txt"},
		{"gone", func(m *market, b board) { delete(m.web.pages, b.url("")) }, crawl.NoBoard, "404"},
		{"shape", func(m *market, b board) { m.web.pages[b.url("")] = "<html>" }, crawl.Failed, "https://acme.example/: not a page"},
		{"panic", func(m *market, b board) { m.web.pages[b.url("")] = "panic" }, crawl.Failed, "breaks the parser"},
		{"second page", func(m *market, b board) { m.serve(b, "", page{Keys: []string{"1"}, Next: []string{"p2"}, Total: -1}) }, crawl.NoBoard, "https://acme.example/p2"},
		{"incomplete", func(m *market, b board) { m.serve(b, "", page{Keys: []string{"1", "1"}, Total: 2}) }, crawl.Failed, "incomplete: 1 of 2 postings"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, b, other := newMarket(t), board{name: "acme"}, board{name: "globex"}
			m.serve(b, "", good)
			m.serve(other, "", good)
			m.round(t, false, b, other)
			c.fault(m, b)
			m.web.at = start.AddDate(0, 0, 7)
			results := m.round(t, false, b, other)
			if r := results[0]; r.State != c.state || len(r.Errs) != 1 || !strings.Contains(r.Errs[0].Error(), c.says) {
				t.Errorf("result = %+v; want state %q and an error with %q", r, c.state, c.says)
			}
			if r := results[1]; r.State != crawl.OK || r.Unchanged != 2 {
				t.Errorf("other source = %+v; want two unchanged postings", r)
			}
			for f, err := range m.db.Facts(t.Context(), 0, job.DateOf(start)) {
				if err != nil || f.Closed != 0 {
					t.Errorf("fact = %+v, %v; want nothing closed", f, err)
				}
			}
			if s := m.status(t); s.Visits != 4 || s.Failed != 1 {
				t.Errorf("status = %+v; want four visits, one failed", s)
			}
		})
	}
}

func TestRoundReadsASitemapWhosePagesMayBeGone(t *testing.T) {
	m := newMarket(t)
	const site = "https://acme.example/"
	s, err := sources.FromEntry(sources.Entry{Name: "jsonld/acme", URL: site + "sitemap.xml", Employer: "Acme", AcceptTerms: true})
	if err != nil {
		t.Fatal(err)
	}
	posting := func(title string) string {
		return `<script type="application/ld+json">{"@type":"JobPosting","title":"` + title + `","description":"We write Go."}</script>`
	}
	m.web.pages[site+"sitemap.xml"] = `<urlset><url><loc>` + site + `jobs/1</loc></url><url><loc>` + site + `jobs/2</loc></url><url><loc>` + site + `jobs</loc></url></urlset>`
	m.web.pages[site+"jobs"] = `<html><h1>Our jobs</h1></html>`
	m.web.pages[site+"jobs/1"], m.web.pages[site+"jobs/2"] = posting("Backend engineer"), posting("Data engineer")
	for _, step := range []struct {
		what   string
		change func()
		want   crawl.Result
	}{
		{"all pages", func() {}, crawl.Result{State: crawl.OK, Outcome: job.Outcome{Postings: 2, New: 2}}},
		{"one page gone", func() { delete(m.web.pages, site+"jobs/2") }, crawl.Result{State: crawl.OK, Outcome: job.Outcome{Postings: 1, Closed: 1, Unchanged: 1}}},
		{"one page not answered", func() { m.web.fails[site+"jobs/1"] = errors.New("no answer") }, crawl.Result{State: crawl.Failed}},
		{"no page with a posting", func() {
			delete(m.web.fails, site+"jobs/1")
			m.web.pages[site+"jobs/1"] = "<html>We have a new site</html>"
		}, crawl.Result{State: crawl.Failed}},
	} {
		step.change()
		m.web.at = m.web.at.AddDate(0, 0, 1)
		results, err := m.Round(t.Context(), []sources.Source{s}, true)
		if err != nil {
			t.Fatal(err)
		}
		if got := results[0]; got.State != step.want.State || got.Outcome != step.want.Outcome {
			t.Errorf("%s: result = %+v; want %+v", step.what, got, step.want)
		}
	}
}

func TestRoundVisitsWhatIsDue(t *testing.T) {
	m, b := newMarket(t), board{name: "acme"}
	m.serve(b, "", page{Keys: []string{"1"}, Total: -1})
	for _, step := range []struct {
		days  float64
		force bool
		want  crawl.State
	}{{0, false, crawl.OK}, {6, false, crawl.NotDue}, {6.1, true, crawl.OK}, {12.9, false, crawl.NotDue}, {13.1, false, crawl.OK}} {
		m.web.at = start.Add(time.Duration(step.days * 24 * float64(time.Hour)))
		if r := m.round(t, step.force, b)[0]; r.State != step.want {
			t.Errorf("on day %v: state %q; want %q", step.days, r.State, step.want)
		}
	}
}

func edition(year int, month time.Month) job.Edition {
	d := job.NewDate(year, month, 1)
	return job.Edition{Name: d.String()[:7], OpenedOn: d, From: d, To: d.MonthEnd()}
}

func TestRoundReadsTheEditionsThatMayHaveGrown(t *testing.T) {
	m, b := newMarket(t), board{name: "thread", archive: true}
	index := page{Total: -1, Editions: []job.Edition{edition(2026, 3), edition(2026, 2), edition(2026, 1), edition(2024, 12)}}
	m.serve(b, "", index)
	for _, e := range index.Editions {
		m.serve(b, e.Name, page{Keys: []string{e.Name}, Total: -1, Edition: &e})
	}
	r := m.round(t, false, b)[0]
	want := []string{b.url(""), b.url("2026-01"), b.url("2026-02"), b.url("2026-03")}
	if r.Visits != 3 || !slices.Equal(m.web.asked, want) {
		t.Errorf("asked %q in %d visits; want %q: oldest first, none older than the back-fill", m.web.asked, r.Visits, want)
	}
	m.web.asked, m.web.at = nil, start.AddDate(0, 0, 7)
	m.round(t, true, b)
	if want := []string{b.url(""), b.url("2026-03")}; !slices.Equal(m.web.asked, want) {
		t.Errorf("a week later asked %q; want %q: the others are final", m.web.asked, want)
	}
}

func TestRoundEndsWithItsContextAndStoresNothing(t *testing.T) {
	m, b := newMarket(t), board{name: "acme"}
	m.serve(b, "", page{Keys: []string{"1"}, Next: []string{"p2"}, Total: -1})
	ctx, cancel := context.WithCancel(t.Context())
	m.Progress = func(crawl.Event) { cancel() }
	_, err := m.Round(ctx, []sources.Source{b}, false)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Round = %v; want %v", err, context.Canceled)
	}
	if s := m.status(t); s.Visits != 0 || s.Postings != 0 {
		t.Errorf("status = %+v; want nothing stored", s)
	}
}

func records(list ...sources.Record) iter.Seq2[sources.Record, error] {
	return func(yield func(sources.Record, error) bool) {
		for _, r := range list {
			var err error
			if r.Posting.Key == "" {
				err = errors.New("line 3: no id")
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

func record(source, key string, on job.Date) sources.Record {
	return sources.Record{Source: source, Posting: job.Posting{Key: key, Title: "Backend engineer", PostedOn: on, Text: "Go"}}
}

var jobsFile = job.Source{Name: "file/jobs", Kind: "file", Archive: true, Interval: 31}

func TestImportStoresAFileAsAnEditionOfEachOfItsSources(t *testing.T) {
	m := newMarket(t)
	jan := job.NewDate(2026, 1, 1)
	file := &crawl.File{Source: jobsFile, Edition: "jobs 1", At: start, Records: records(record("", "1", jan+9), record("greenhouse/acme", "1", jan+3), record("", "2", jan+20))}
	results, err := m.Import(t.Context(), file)
	if err != nil || len(results) != 2 || results[0].Source != "file/jobs" || results[0].New != 2 || results[1].Source != "file/greenhouse/acme" {
		t.Fatalf("Import = %+v, %v; want two of file/jobs, one of file/greenhouse/acme", results, err)
	}
	covers, err := m.db.Covers(t.Context())
	if err != nil || covers[0].From != jan+9 || covers[0].To != jan+20 {
		t.Errorf("Covers = %+v, %v; want the days of the postings", covers, err)
	}
	before := m.status(t)
	results, err = m.Import(t.Context(), file)
	if err != nil || results[0].State != crawl.Known || m.status(t) != before {
		t.Errorf("second Import = %+v, %v, %+v; want nothing changed", results, err, m.status(t))
	}
}

func TestImportOfADamagedFileStoresNothing(t *testing.T) {
	m := newMarket(t)
	_, err := m.Import(t.Context(), &crawl.File{Source: jobsFile, Edition: "jobs 1", At: start, Records: records(record("", "1", 0), record("", "2", 0), record("", "", 0))})
	if err == nil || !strings.Contains(err.Error(), "after 2 postings") || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("Import = %v; want how far it got and why", err)
	}
	if s := m.status(t); s.Postings != 0 || s.Visits != 0 {
		t.Errorf("status = %+v; want nothing stored", s)
	}
}

func TestWhatMostPostingsOfABoardShareDoesNotCount(t *testing.T) {
	m, b := newMarket(t), board{name: "acme"}
	const about = "Acme runs the largest platform for shoes in the world, and it runs on Kubernetes, Terraform and Kafka since 2015."
	skillsOf := func() (list []int) {
		for f, err := range m.db.Facts(t.Context(), 0, job.DateOf(m.web.at)) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, len(f.Skills))
		}
		return list
	}
	m.serve(b, "", page{Keys: []string{"1", "2", "3"}, About: about, Total: -1})
	m.round(t, true, b)
	if got, want := skillsOf(), []int{5, 5, 5}; !slices.Equal(got, want) {
		t.Errorf("skills of three postings = %v; want %v: so few show no boilerplate", got, want)
	}
	m.serve(b, "", page{Keys: []string{"1", "2", "3", "4", "5", "6"}, About: about, Total: -1})
	m.web.at = start.AddDate(0, 0, 7)
	if r := m.round(t, true, b)[0]; r.Unchanged != 3 || r.New != 3 || r.Changed != 0 {
		t.Errorf("second visit = %+v; want three new postings, and three unchanged", r)
	}
	if got, want := skillsOf(), []int{2, 2, 2, 2, 2, 2}; !slices.Equal(got, want) {
		t.Errorf("skills of six postings = %v; want %v, of the old ones too", got, want)
	}
}

// writeFile writes a file into a folder of its own or of others, and returns its name.
func writeFile(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportTellsFilesOfOneNameApart(t *testing.T) {
	m := newMarket(t)
	for _, want := range []struct {
		key   string
		state crawl.State
	}{{"1", crawl.OK}, {"2", crawl.OK}, {"1", crawl.Known}} {
		path := writeFile(t, t.TempDir(), "jobs.csv", "id,title\n"+want.key+",Backend engineer\n")
		if err := os.Chtimes(path, start, start); err != nil {
			t.Fatal(err)
		}
		f, err := crawl.OpenFile(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		results, err := m.Import(t.Context(), f)
		if err != nil || results[0].Source != "file/jobs" || results[0].State != want.state {
			t.Errorf("Import of a file with posting %s = %+v, %v; want it %s", want.key, results, err, want.state)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestRoundReadsTheFilesOfASourceWhenTheyChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		m, folder := newMarketIn(t, db), t.TempDir()
		s := must(sources.FromEntry(sources.Entry{Name: "file/agency", Path: filepath.Join(folder, "*.jsonl"), Audience: "technical"}))
		visit := func(want crawl.State, fresh int, says string) {
			t.Helper()
			m.web.at = m.web.at.Add(time.Hour)
			r := must(m.Round(t.Context(), []sources.Source{s}, false))[0]
			if told := errors.Join(r.Errs...); r.State != want || r.New != fresh || (told == nil) != (says == "") || told != nil && !strings.Contains(told.Error(), says) {
				t.Errorf("Round = %+v; want %s with %d new postings, and the word %q", r, want, fresh, says)
			}
		}
		visit(crawl.Failed, 0, "there is no such file")
		writeFile(t, folder, "a.jsonl", `{"source": "board/acme", "id": "1", "title": "Backend engineer", "posted_on": "2026-02-03"}`)
		visit(crawl.OK, 1, "")
		visit(crawl.Known, 0, "")
		path := writeFile(t, folder, "a.jsonl", `{"id": "1", "title": "Backend engineer"}`+"\n"+`{"id": "2", "title": "Data engineer"}`)
		if err := os.Chtimes(path, start.AddDate(-1, 0, 0), start.AddDate(-1, 0, 0)); err != nil { // content counts, not time
			t.Fatal(err)
		}
		writeFile(t, folder, "b.jsonl", `{"id": "3", "title": "Frontend engineer"}`)
		visit(crawl.OK, 2, "")
		writeFile(t, folder, "c.jsonl", `{"id": "4", "titel": "Engineer"}`)
		writeFile(t, folder, "d.jsonl", `{"id": "5", "title": "Mobile engineer"}`)
		visit(crawl.Failed, 1, "c.jsonl: after 0 postings, of which none is stored: line 1: unknown column")
		if err := os.Remove(filepath.Join(folder, "c.jsonl")); err != nil {
			t.Fatal(err)
		}
		visit(crawl.Known, 0, "")
		if status := m.status(t); status.Postings != 4 || status.Sources != 1 || status.Editions != 4 {
			t.Errorf("status = %+v; want four postings of four editions of the one source", status)
		}
		postings, total, err := crawl.Preview(t.Context(), m.web, s, 2)
		if err != nil || len(postings) != 2 || total != -1 || len(m.web.asked) != 0 {
			t.Errorf("Preview = %d postings, %d, %v; want two, without asking anybody", len(postings), total, err)
		}
	})
}

func TestFilesLieBelowTheFolderOfTheCatalogueWhateverItsName(t *testing.T) {
	m := newMarket(t)
	folder := filepath.Join(t.TempDir(), "old [2025] *?")
	if runtime.GOOS == "windows" { // which has no such names
		folder = filepath.Join(t.TempDir(), "old [2025]")
	}
	if err := os.MkdirAll(filepath.Join(folder, "exports"), 0o700); err != nil {
		t.Fatal(err)
	}
	catalogue := filepath.Join(folder, "sources.yaml")
	find := func(path string) sources.Source {
		t.Helper()
		all := must(sources.CatalogWith(catalogue, []byte("sources:\n  - {name: file/agency, path: '"+path+"'}\n")))
		return must(sources.Select(all, "file/agency"))[0]
	}
	writeFile(t, filepath.Join(folder, "exports"), "a.jsonl", `{"id": "1", "title": "Backend engineer"}`)
	writeFile(t, folder, "b.csv", "id,title\n2,Data engineer\n")
	for _, path := range []string{"exports/*.jsonl", "exports/../[b].csv"} {
		m.web.at = m.web.at.Add(time.Hour)
		if r := must(m.Round(t.Context(), []sources.Source{find(path)}, false))[0]; r.State != crawl.OK || r.New != 1 {
			t.Errorf("Round of %s = %+v; want the one posting there", path, r)
		}
	}
	r := must(m.Round(t.Context(), []sources.Source{find("none.csv")}, false))[0]
	if told := errors.Join(r.Errs...); told == nil || !strings.Contains(told.Error(), filepath.Join(folder, "none.csv")+": there is no such file") {
		t.Errorf("Round of a file that is not there = %v; want its name", told)
	}
}

func TestImportDatesAFileNoEarlierThanItsPostings(t *testing.T) {
	m := newMarket(t)
	jan := job.NewDate(2026, 1, 10)
	_, err := m.Import(t.Context(), &crawl.File{Source: jobsFile, Edition: "jobs 1", At: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), Records: records(record("", "1", jan))})
	if err != nil {
		t.Fatal(err)
	}
	for f, err := range m.db.Facts(t.Context(), 0, jan) {
		if err != nil || f.Day != jan {
			t.Errorf("opened on %s, %v; want %s", f.Day, err, jan)
		}
	}
}

func TestImportRefusesDaysThatCannotBe(t *testing.T) {
	for _, day := range []job.Date{job.NewDate(2099, 1, 1), job.NewDate(1, 1, 1)} {
		m := newMarket(t)
		_, err := m.Import(t.Context(), &crawl.File{Source: jobsFile, Edition: "jobs 1", At: start, Records: records(record("", "1", job.DateOf(start)), record("", "2", day))})
		if err == nil || !strings.Contains(err.Error(), day.String()) {
			t.Errorf("Import = %v; want a complaint about %s", err, day)
		}
		if s := m.status(t); s.Postings != 0 {
			t.Errorf("status = %+v; want nothing stored", s)
		}
	}
}
