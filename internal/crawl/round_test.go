package crawl_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"demand/internal/crawl"
	"demand/internal/fetch"
	"demand/internal/job"
	"demand/internal/store"
	"demand/internal/store/storetest"
	"demand/sources"
)

const day = 24 * time.Hour

func TestASourceThatFailsIsVisitedLessOften(t *testing.T) {
	m, b := newMarket(t), board{name: "acme"} // of an interval of seven days
	m.serve(b, "", page{Keys: []string{"1"}, Total: -1})
	due := func() time.Duration {
		s, err := m.Standings(t.Context(), []sources.Source{b})
		if err != nil {
			t.Fatal(err)
		}
		return s[0].DueAt.Sub(m.web.at)
	}
	m.round(t, false, b)
	if d := due(); d != 7*day {
		t.Errorf("after a good visit it is due in %v; want %v", d, 7*day)
	}
	m.web.fails[b.url("")] = errors.New("connection reset")
	var waits []time.Duration
	for range 9 {
		m.web.at = m.web.at.Add(due())
		if s := m.round(t, false, b)[0].State; s != crawl.Failed {
			t.Fatalf("state = %q; want a failed visit", s)
		}
		waits = append(waits, due())
	}
	if want := []time.Duration{21 * time.Hour, 42 * time.Hour, 84 * time.Hour, 7 * day, 14 * day, 28 * day, 56 * day, 56 * day, 56 * day}; !slices.Equal(waits, want) {
		t.Errorf("waits = %v; want %v", waits, want)
	}
	delete(m.web.fails, b.url(""))
	m.web.at = m.web.at.Add(due())
	m.round(t, false, b)
	if d := due(); d != 7*day {
		t.Errorf("once it is back it is due in %v; want %v", d, 7*day)
	}
}

func TestStandingsTellTheHealthOfEachSource(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		m, good, bad, fresh := newMarketIn(t, db), board{name: "good"}, board{name: "bad"}, board{name: "new"}
		m.serve(good, "", page{Keys: []string{"1", "2"}, Total: -1})
		m.web.fails[bad.url("")] = errors.New("connection reset")
		m.round(t, false, good, bad)
		list, err := m.Standings(t.Context(), []sources.Source{good, bad, fresh})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range list {
			got = append(got, fmt.Sprintf("%s %s %d open %d failures %q due %s", s.About().Name, s.State(), s.Open, s.Failures, s.Failure, s.DueAt.Format(time.DateTime)))
		}
		want := []string{
			`new not visited yet 0 open 0 failures "" due 0001-01-01 00:00:00`,
			`bad failed 0 open 1 failures "https://bad.example/: connection reset" due 2026-03-03 05:00:00`,
			`good ok 2 open 0 failures "" due 2026-03-09 08:00:00`,
		}
		if !slices.Equal(got, want) {
			t.Errorf("Standings =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}

func TestRoundVisitsTheMostOverdueFirst(t *testing.T) {
	m := newMarket(t)
	m.Hosts = 1
	var boards []board
	for i, days := range []int{3, 9, 1, 5} {
		b := board{name: fmt.Sprintf("b%d", i)}
		m.serve(b, "", page{Keys: []string{"1"}, Total: -1})
		m.web.at = start.Add(-time.Duration(days) * day)
		m.round(t, true, b)
		boards = append(boards, b)
	}
	fresh := board{name: "fresh"}
	m.serve(fresh, "", page{Keys: []string{"1"}, Total: -1})
	m.web.asked, m.web.at = nil, start
	m.round(t, true, append(boards, fresh)...)
	want := []string{fresh.url(""), boards[1].url(""), boards[3].url(""), boards[0].url(""), boards[2].url("")}
	if !slices.Equal(m.web.asked, want) {
		t.Errorf("asked %q; want %q", m.web.asked, want)
	}
}

// thread serves an archive of monthly editions, the newest of March 2026, and returns it.
func (m *market) thread(months int) board {
	b := board{name: "thread", archive: true}
	index := page{Total: -1}
	for i := range months {
		e := edition(2026, time.Month(3-i))
		index.Editions = append(index.Editions, e)
		m.serve(b, e.Name, page{Keys: []string{e.Name}, Total: -1, Edition: &e})
	}
	m.serve(b, "", index)
	return b
}

func TestABackfillThatWasStoppedGoesOn(t *testing.T) {
	m := newMarket(t)
	b := m.thread(30)
	ctx, cancel := context.WithCancel(t.Context())
	planned, read := 0, 0
	m.Progress = func(e crawl.Event) {
		planned = max(planned, e.Editions)
		if e.Edition != "" && e.Done {
			if read++; read == 5 {
				for m.status(t).Editions == 0 {
					runtime.Gosched() // until the first is stored
				}
				cancel()
			}
		}
	}
	if _, err := m.Round(ctx, []sources.Source{b}, false); !errors.Is(err, context.Canceled) {
		t.Fatalf("Round = %v; want its cancellation", err)
	}
	if planned != 15 {
		t.Errorf("%d editions were announced; want 15", planned)
	}
	m.Progress = nil
	stored := m.status(t).Editions
	if stored > 5 {
		t.Errorf("%d editions are stored; want 5 at most", stored)
	}
	if r := m.round(t, false, b)[0]; r.Visits != 15-stored || r.State != crawl.OK {
		t.Errorf("the next round = %+v; want the %d visits that are missing", r, 15-stored)
	}
	if r := m.round(t, false, b)[0]; r.State != crawl.NotDue {
		t.Errorf("the round after that = %+v; want nothing due", r)
	}
	m.Backfill = 24 * 31
	if r := m.round(t, false, b)[0]; r.Visits != 11 || r.New != 11 {
		t.Errorf("a longer back-fill = %+v; want 11 visits of older editions", r)
	}
}

func TestAFullBoardThatListsNothingIsBelievedTheSecondTime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		m, b := newMarketIn(t, db), board{name: "acme"}
		var keys []string
		for i := range 12 {
			keys = append(keys, fmt.Sprint(i))
		}
		full, empty := page{Keys: keys, Total: -1}, page{Total: -1}
		visit := func(p page) crawl.Result {
			m.web.at = m.web.at.Add(day)
			m.serve(b, "", p)
			return m.round(t, true, b)[0]
		}
		visit(full)
		for range 2 { // a full board in between takes the doubt away, and brings it back
			r := visit(empty)
			if r.State != crawl.Failed || r.Closed != 0 || len(r.Errs) != 1 ||
				r.Errs[0].Error() != "lists nothing, listed 12 before; believed if it still does at the next visit" {
				t.Errorf("the first empty visit = %+v; want a stated doubt", r)
			}
			if r := visit(full); r.State != crawl.OK || r.Unchanged != 12 {
				t.Errorf("a full visit = %+v", r)
			}
		}
		visit(empty)
		if r := visit(empty); r.State != crawl.OK || r.Closed != 12 {
			t.Errorf("the second empty visit = %+v; want it believed", r)
		}
		visit(page{Keys: keys[:9], Total: -1})
		if r := visit(empty); r.State != crawl.OK || r.Closed != 9 {
			t.Errorf("a small board that empties = %+v; want it believed at once", r)
		}
	})
}

func TestASiteThatShowsAWallInThePlaceOfMostPagesIsDoubtedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		m := newMarketIn(t, db)
		const site = "https://acme.example/"
		s := must(sources.FromEntry(sources.Entry{Name: "jsonld/acme", URL: site + "sitemap.xml", Employer: "Acme", AcceptTerms: true}))
		visit := func(pages, walls int) crawl.Result {
			t.Helper()
			sitemap := "<urlset>"
			for i := range pages {
				address := fmt.Sprintf("%sjobs/%d", site, i)
				sitemap += "<url><loc>" + address + "</loc></url>"
				m.web.pages[address] = fmt.Sprintf(`<script type="application/ld+json">{"@type":"JobPosting","title":"Engineer %d","description":"We write Go."}</script>`, i)
				if i < walls {
					m.web.pages[address] = "<html>Are you human?</html>"
				}
			}
			m.web.pages[site+"sitemap.xml"] = sitemap + "</urlset>"
			m.web.at = m.web.at.Add(day)
			return must(m.Round(t.Context(), []sources.Source{s}, true))[0]
		}
		visit(12, 0)
		if r := visit(14, 6); r.State != crawl.OK || r.Closed != 6 || r.New != 2 {
			t.Errorf("some pages without a posting = %+v; want them believed", r)
		}
		if r := visit(14, 0); r.State != crawl.OK || r.Reopened != 6 {
			t.Errorf("all pages = %+v; want what came back", r)
		}
		before := m.status(t)
		if r := visit(15, 13); r.State != crawl.Failed || r.New != 0 || len(r.Errs) != 1 ||
			r.Errs[0].Error() != "lists 1 of the 14 postings that it listed before, and 13 pages without one; believed if it still does at the next visit" {
			t.Errorf("walls = %+v; want a stated doubt", r)
		}
		if s := m.status(t); s.Postings != before.Postings || s.Content != before.Content || s.Failed != 1 {
			t.Errorf("status = %+v; want nothing but a failed visit after %+v", s, before)
		}
		if r := visit(15, 13); r.State != crawl.OK || r.Closed != 13 || r.New != 1 {
			t.Errorf("walls again = %+v; want them believed", r)
		}
		if r := visit(3, 0); r.State != crawl.OK {
			t.Errorf("a shorter sitemap = %+v; want it believed", r)
		}
	})
}

// A heldStore stores a visit when it is let.
type heldStore struct {
	*store.DB
	let chan struct{}
}

func (s heldStore) SaveVisit(ctx context.Context, v job.Visit, postings iter.Seq2[job.Posting, error]) (job.Outcome, error) {
	select {
	case <-s.let:
	case <-ctx.Done():
		return job.Outcome{}, context.Cause(ctx)
	}
	return s.DB.SaveVisit(ctx, v, postings)
}

// A getterFunc gets pages by itself.
type getterFunc func(ctx context.Context, url string) (fetch.Answer, error)

func (f getterFunc) Get(ctx context.Context, url string, _ time.Duration) (fetch.Answer, error) {
	return f(ctx, url)
}

func TestAVisitWithoutEndFailsAndLeavesTheOthersAlone(t *testing.T) {
	warmUp(t)
	for _, c := range []struct {
		name string
		wait time.Duration // before each page
		want string
	}{
		{"pages without end", 0, "more than 20000 answers in one visit"},
		{"pages that come ever more slowly", time.Hour, ": no end of the visit within 24 hours"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, endless, good := newMarket(t), board{name: "endless"}, board{name: "good"}
				n := 0
				m.Now = time.Now
				m.Client = getterFunc(func(ctx context.Context, url string) (fetch.Answer, error) {
					p := page{Keys: []string{"1"}, Total: -1}
					if strings.HasPrefix(url, endless.url("")) {
						if err := fetch.System.Sleep(ctx, c.wait); err != nil {
							return fetch.Answer{}, err
						}
						n++
						p = page{Keys: []string{fmt.Sprint(n)}, Next: []string{fmt.Sprint(n)}, Total: -1}
					}
					return fetch.Answer{URL: url, Status: http.StatusOK, Body: []byte(p.String()), At: time.Now()}, nil
				})
				results := m.round(t, false, endless, good)
				if r := results[0]; r.State != crawl.Failed || len(r.Errs) != 1 || !strings.HasSuffix(r.Errs[0].Error(), c.want) {
					t.Errorf("endless = %+v; want a failed visit with %q", r, c.want)
				}
				if r := results[1]; r.State != crawl.OK || r.New != 1 {
					t.Errorf("good = %+v; want its posting", r)
				}
				if s := m.status(t); s.Postings != 1 || s.Visits != 2 || s.Failed != 1 {
					t.Errorf("status = %+v; want one posting, and a failed visit", s)
				}
			})
		})
	}
}

func TestReadingDoesNotWaitForTheStore(t *testing.T) {
	m := newMarket(t)
	let, read := make(chan struct{}), make(chan string, 10)
	m.Store = heldStore{m.db, let}
	var list []sources.Source
	for i := range 5 {
		b := board{name: fmt.Sprintf("b%d", i)}
		m.serve(b, "", page{Keys: []string{"1"}, Total: -1})
		list = append(list, b)
	}
	m.Progress = func(e crawl.Event) {
		if e.Done {
			read <- e.Source
		}
	}
	done := make(chan error)
	go func() {
		_, err := m.Round(t.Context(), list, false)
		done <- err
	}()
	for range list {
		<-read // all are read before the first is stored
	}
	close(let)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if s := m.status(t); s.Visits != 5 {
		t.Errorf("status = %+v; want five visits", s)
	}
}

func TestCancelEndsTheWaitForTheStoreAtOnce(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	warmUp(t)
	synctest.Test(t, func(t *testing.T) {
		m := newMarket(t)
		m.Store = heldStore{m.db, nil} // stores nothing
		var list []sources.Source
		for i := range 50 { // more than may wait to be stored
			b := board{name: fmt.Sprintf("b%d", i)}
			m.serve(b, "", page{Keys: []string{"1"}, Total: -1})
			list = append(list, b)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		began := time.Now()
		if _, err := m.Round(ctx, list, false); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Round = %v; want %v", err, context.DeadlineExceeded)
		}
		if d := time.Since(began); d != time.Minute {
			t.Errorf("the round ended after %v; want it to end with its context", d)
		}
		if s := m.status(t); s.Visits != 0 {
			t.Errorf("status = %+v; want nothing stored", s)
		}
	})
	emptyTemp(t)
}

func TestAStoreThatFailsEndsTheRoundAndLeavesNothingBehind(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	m := newMarket(t)
	broken := errors.New("the disk is full")
	m.Store = brokenStore{m.db, broken}
	var list []sources.Source
	for i := range 50 {
		b := board{name: fmt.Sprintf("b%d", i)}
		m.serve(b, "", page{Keys: []string{"1"}, Total: -1})
		list = append(list, b)
	}
	if _, err := m.Round(t.Context(), list, false); !errors.Is(err, broken) {
		t.Errorf("Round = %v; want %v", err, broken)
	}
	emptyTemp(t)
}

type brokenStore struct {
	*store.DB
	err error
}

func (s brokenStore) SaveVisit(context.Context, job.Visit, iter.Seq2[job.Posting, error]) (job.Outcome, error) {
	return job.Outcome{}, s.err
}

// emptyTemp checks that no temporary file is left.
func emptyTemp(t *testing.T) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "demand-visit-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

func TestCancelEndsARoundAtOnceAndStoresNothingByHalves(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	warmUp(t)
	synctest.Test(t, func(t *testing.T) {
		n, list := dreamt().stalls()
		m := newMarket(t)
		m.visits(t, fetch.Options{Transport: n.pipes(t)})
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		began := time.Now()
		if _, err := m.Round(ctx, list, false); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Round = %v; want %v", err, context.DeadlineExceeded)
		}
		if d := time.Since(began); d > 20*time.Second+100*time.Millisecond {
			t.Errorf("the round ended %v after its context", d-20*time.Second)
		}
		whole := 0
		for _, h := range must(m.db.Health(t.Context())) {
			if h.Failures == 0 && h.Open%4 == 0 && h.Open > 0 {
				whole++
			} else if h.Open > 0 {
				t.Errorf("health = %+v; want whole visits alone", h)
			}
		}
		if whole == 0 || whole == len(list) {
			t.Errorf("%d boards are stored; want some", whole)
		}
	})
	emptyTemp(t)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// boards answers as Greenhouse does, for a made-up board each.
type boards map[string][]string // titles by board

func (b boards) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	name := strings.Split(strings.TrimPrefix(r.URL.Path, "/v1/boards/"), "/")[0]
	titles, ok := b[name]
	if !ok {
		http.NotFound(w, r)
		return w.Result(), nil
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprint(len(titles))))
	if r.Header.Get("If-None-Match") == w.Header().Get("ETag") {
		w.WriteHeader(http.StatusNotModified)
		return w.Result(), nil
	}
	fmt.Fprint(w, `{"jobs":[`)
	for i, title := range titles {
		if i > 0 {
			fmt.Fprint(w, ",")
		}
		fmt.Fprintf(w, `{"id":%d,"title":%q,"company_name":%q,"first_published":"2026-02-0%dT10:00:00Z","content":"&lt;p&gt;We write %s here, with PostgreSQL.&lt;/p&gt;"}`,
			i+1, title, name, i+1, title)
	}
	fmt.Fprintf(w, `],"meta":{"total":%d}}`, len(titles))
	return w.Result(), nil
}

func TestAReplayOfARecordingGivesTheSameContent(t *testing.T) {
	web := boards{"acme": {"Go developer", "Python developer"}, "globex": {"Java developer"}}
	var list []sources.Source
	for _, name := range []string{"acme", "globex", "initech"} {
		list = append(list, must(sources.FromEntry(sources.Entry{Name: "greenhouse/" + name})))
	}
	path := filepath.Join(t.TempDir(), "round.warc.gz")
	recorder := must(fetch.NewRecorder(path, "demand/0"))
	answers := must(store.OpenAnswers(filepath.Join(t.TempDir(), "answers.db")))
	defer answers.Close()
	clock := &wound{at: start}
	var live store.Status
	for _, record := range []*fetch.Recorder{nil, recorder} { // the recorded round gets nothing but 304s
		m := newMarket(t)
		client := fetch.New(fetch.Options{Agent: "demand/0", Transport: web, Clock: clock, Record: record, Answers: answers})
		m.Client, m.Now = client, clock.Now
		results := must(m.Round(t.Context(), list, false))
		if results[0].New != 2 || results[1].New != 1 || results[2].State != crawl.NoBoard {
			t.Errorf("results = %+v; want two postings, one, and no board", results)
		}
		live = m.status(t)
		client.Close()
	}
	if err := recorder.Close(); err != nil {
		t.Fatal(err)
	}
	recording := must(fetch.OpenRecording(path))
	defer recording.Close()
	m := newMarket(t)
	client := fetch.New(fetch.Options{Agent: "demand/0", Replay: recording})
	defer client.Close()
	m.Client, m.Now = client, clock.Now
	for _, want := range []crawl.State{crawl.OK, crawl.Known} {
		results := must(m.Replay(t.Context(), recording.Captures(), sources.Matcher(nil)))
		if len(results) != 2 || results[0].State != want || results[1].State != want {
			t.Errorf("Replay = %+v; want two sources %q", results, want)
		}
		if s := m.status(t); s.Content != live.Content || s.Postings != 3 || s.Visits != 2 {
			t.Errorf("replayed: %+v; want the content of %+v", s, live)
		}
	}
	later := newMarket(t)
	again := fetch.New(fetch.Options{Agent: "demand/0", Transport: web, Clock: clock, Answers: answers})
	defer again.Close()
	later.Client, later.Now = again, clock.Now
	must(later.Round(t.Context(), list, false))
	clock.at = clock.at.Add(8 * day)
	if r := must(later.Round(t.Context(), list, false)); r[0].Unchanged != 2 || r[0].New+r[0].Changed+r[0].Closed != 0 || r[1].Unchanged != 1 {
		t.Errorf("a round a week later = %+v; want everything unchanged", r)
	}
}

// A wound clock moves on when somebody waits.
type wound struct{ at time.Time }

func (c *wound) Now() time.Time { return c.at }
func (c *wound) Sleep(ctx context.Context, d time.Duration) error {
	c.at = c.at.Add(max(0, d))
	return ctx.Err()
}
