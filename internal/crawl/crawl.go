// Package crawl makes one round: it decides which sources are due, fetches and parses their pages, classifies
// what they list and hands over whole visits. A source that fails is reported at the end and never stops the round.
package crawl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"demand/internal/fetch"
	"demand/internal/job"
	"demand/internal/skills"
	"demand/internal/store"
	"demand/sources"
)

// A Getter fetches one page, not sooner after the one before it than the pace of its host. *fetch.Client is one.
type Getter interface {
	Get(ctx context.Context, url string, pace time.Duration) (fetch.Answer, error)
}

// A Saver keeps whole visits. *store.DB is one, and says what its methods promise.
type Saver interface {
	SaveVisit(ctx context.Context, visit job.Visit, postings iter.Seq2[job.Posting, error]) (job.Outcome, error)
	Fold(ctx context.Context) error
	Health(ctx context.Context) (map[string]store.Health, error)
	EditionsRead(ctx context.Context, source string) (map[string]bool, error)
	EditionRead(ctx context.Context, source, edition string) (bool, error)
}

// A Crawler makes rounds.
type Crawler struct {
	Client     Getter
	Store      Saver
	Classifier *skills.Classifier
	Now        func() time.Time
	Hosts      int         // how many hosts are visited at once; 0 means 8
	Backfill   int         // days back to which a round reads archives, whether or not they are due; 0 means 13 months of those that are due
	Progress   func(Event) // called from several goroutines; may be nil
}

// An Event tells how far a round has come: one for each answer, one when the number of an archive's editions is known,
// and one when an edition, or a source of a Round, was read.
type Event struct {
	Source   string
	Edition  string // empty for a live source
	Answers  int    // received in this visit so far
	Editions int    // that are to be read of this archive in this round; 0 in other events
	Done     bool   // the edition was read; without an Edition, all that the round reads of the source
}

// A Result sums up the visits of one source in one round.
type Result struct {
	Source string
	Visits int // good ones that the store did not know
	job.Outcome
	Took  time.Duration
	Errs  []error // why visits failed, with their addresses
	State State
}

// State says how a source came out of a round.
type State string

// The states of a source.
const (
	OK         State = "ok"
	Known      State = "known"      // the store held all of it already
	NotDue     State = "not due"    // it was read recently enough
	NoBoard    State = "no board"   // the address is not there
	Disallowed State = "disallowed" // robots.txt refuses it
	Failed     State = "failed"
	Unvisited  State = "not visited yet"
)

// backfill is how far back a round reads the editions of an archive, unless the Crawler says otherwise.
const backfill = 13 * 31 // days

// Round visits sources: those that are due, or all with force; of each host the most overdue first. It returns a result
// for each, by name. The error is that of the store or the context; failing sources are told by their results.
func (c *Crawler) Round(ctx context.Context, list []sources.Source, force bool) ([]Result, error) {
	standings, err := c.Standings(ctx, list)
	if err != nil {
		return nil, err
	}
	soon := c.Now().Add(time.Hour) // so that a daily schedule that comes a little early does not skip every other day
	results := make([]Result, len(standings))
	var hosts [][]int // indexes into standings
	number := map[string]int{}
	for i, s := range standings {
		results[i] = Result{Source: s.About().Name, State: NotDue}
		if _, isFile := s.Source.(sources.File); isFile || force || c.Backfill > 0 && s.About().Archive || !s.DueAt.After(soon) {
			results[i].State = ""
		}
		host := hostOf(s)
		n, ok := number[host]
		if !ok {
			n = len(hosts)
			number[host] = n
			hosts = append(hosts, nil)
		}
		hosts[n] = append(hosts[n], i)
	}
	err = c.storing(ctx, func(ctx context.Context, keep keeper) error {
		g, each := errgroup.WithContext(ctx)
		g.SetLimit(cmp.Or(c.Hosts, 8))
		for _, ofHost := range hosts {
			g.Go(func() error {
				for _, i := range ofHost {
					if r := &results[i]; r.State == "" {
						if err := c.readSource(each, standings[i], r, keep); err != nil {
							return err
						}
					}
					c.tell(Event{Source: results[i].Source, Done: true})
				}
				return nil
			})
		}
		return g.Wait()
	})
	if err != nil {
		return nil, err
	}
	return finished(results), c.Store.Fold(ctx)
}

// finished sorts results by name, and tells the sources of which nothing new was read.
func finished(results []Result) []Result {
	for i := range results {
		if results[i].State == "" {
			results[i].State = Known
		}
	}
	slices.SortFunc(results, func(a, b Result) int { return cmp.Compare(a.Source, b.Source) })
	return results
}

func hostOf(s sources.Source) string {
	for _, r := range s.Start() {
		if u, err := url.Parse(r.URL); err == nil {
			return u.Host
		}
	}
	return ""
}

// readSource reads a live source once, an archive once for each edition that may have grown, and files if they changed.
func (c *Crawler) readSource(ctx context.Context, st Standing, r *Result, keep keeper) error {
	s := st.Source
	if files, ok := s.(sources.File); ok {
		return c.readFiles(ctx, files, r, keep)
	}
	t := task{source: s, start: s.Start(), at: c.Now(), result: r}
	if !s.About().Archive {
		_, err := c.visit(ctx, t, keep)
		return err
	}
	read, err := c.Store.EditionsRead(ctx, r.Source)
	if err != nil {
		return err
	}
	links, err := c.editions(ctx, t)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		return keep(reading{visit: job.Visit{Source: s.About(), At: t.at, Err: err}, result: r})
	}
	oldest := job.DateOf(c.Now()) - job.Date(cmp.Or(c.Backfill, backfill))
	links = slices.DeleteFunc(links, func(l sources.EditionLink) bool { return read[l.Edition.Name] || l.Edition.To < oldest })
	c.tell(Event{Source: r.Source, Editions: len(links)})
	for _, l := range slices.Backward(links) {
		if _, err := c.visit(ctx, task{s, l.Edition, []sources.Request{l.Start}, c.Now(), r}, keep); err != nil {
			return err
		}
		c.tell(Event{Source: r.Source, Edition: l.Edition.Name, Done: true})
	}
	return nil
}

// editions reads the pages that list an archive's editions, newest first.
func (c *Crawler) editions(ctx context.Context, t task) ([]sources.EditionLink, error) {
	var links []sources.EditionLink
	err := c.pages(ctx, t, func(p sources.Page, _ time.Time) error {
		links = append(links, p.Editions...)
		return nil
	})
	return links, err
}

// Replay visits what a recording holds: every address that begins a visit, in the order of recording. To which source an
// address belongs, and with which request, match says, as sources.Matcher does; it reports false for one to pass over.
// What no visit has asked for is shown to match again with its body: a page of a site's own may describe postings.
// The crawler's Client must answer from that recording.
func (c *Crawler) Replay(ctx context.Context, captures []fetch.Capture, match func(url string, body []byte) (sources.Source, sources.Request, bool)) ([]Result, error) {
	recorded := map[string]bool{}
	for _, capture := range captures {
		recorded[capture.URL] = true
	}
	byName := map[string]*Result{}
	client := &noting{Getter: c.Client, asked: map[string]bool{}}
	c = &Crawler{Client: client, Store: c.Store, Classifier: c.Classifier, Now: c.Now, Progress: c.Progress}
	err := c.storing(ctx, func(ctx context.Context, keep keeper) error {
		visit := func(capture fetch.Capture, s sources.Source, start sources.Request) error {
			name := s.About().Name
			if byName[name] == nil {
				byName[name] = &Result{Source: name}
			}
			t := task{source: s, start: []sources.Request{start}, at: capture.At, result: byName[name]}
			within := fetch.Within(ctx, capture.Index)
			links, err := c.visit(within, t, keep)
			for _, l := range slices.Backward(links) {
				if err == nil && recorded[l.Start.URL] {
					t.edition, t.start = l.Edition, []sources.Request{l.Start}
					_, err = c.visit(within, t, keep)
				}
			}
			return err
		}
		for _, capture := range captures {
			if s, start, ok := match(capture.URL, nil); ok {
				if err := visit(capture, s, start); err != nil {
					return err
				}
			}
		}
		for _, capture := range captures {
			if client.asked[capture.URL] {
				continue
			}
			answer, err := client.Getter.Get(fetch.Within(ctx, capture.Index), capture.URL, 0)
			if err != nil {
				continue // what leads nowhere may be broken
			}
			if s, start, ok := match(capture.URL, answer.Body); ok {
				if err := visit(capture, s, start); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	results := make([]Result, 0, len(byName))
	for _, r := range byName {
		results = append(results, *r)
	}
	return finished(results), c.Store.Fold(ctx)
}

// A noting Getter remembers which addresses were asked for.
type noting struct {
	Getter
	asked map[string]bool
}

func (n *noting) Get(ctx context.Context, url string, pace time.Duration) (fetch.Answer, error) {
	n.asked[url] = true
	return n.Getter.Get(ctx, url, pace)
}

// The limits of one visit, against a server whose pages lead to ever more pages, or come ever more slowly.
const (
	maxAnswers = 20_000
	visitTime  = 24 * time.Hour
)

var (
	errTooMany = fmt.Errorf("more than %d answers in one visit", maxAnswers)
	errTooLong = fmt.Errorf("no end of the visit within %.0f hours", visitTime.Hours())
)

// A task is one visit that is to be made.
type task struct {
	source  sources.Source
	edition job.Edition // what is known of it beforehand
	start   []sources.Request
	at      time.Time // from which the visit dates if no answer comes
	result  *Result   // of the source; only storing writes to it
}

// pages fetches and parses what a task starts with and what that leads to, and hands each page to take with the time
// of its answer, zero for a page that is gone. Errors name the address, but those of take.
func (c *Crawler) pages(ctx context.Context, t task, take func(sources.Page, time.Time) error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, visitTime, errTooLong)
	defer cancel()
	asked := map[string]bool{}
	answers := 0
	queue := t.start
	for _, req := range queue {
		asked[req.URL] = true
	}
	for len(queue) > 0 {
		// Sitemaps may announce far more pages than a visit could ever read.
		if answers+len(queue) > maxAnswers {
			return errTooMany
		}
		req := queue[0]
		queue = queue[1:]
		answer, err := c.Client.Get(ctx, req.URL, t.source.Pace())
		if req.MayBeGone && isGone(err) {
			if err := take(sources.Page{Total: -1, Skipped: 1}, time.Time{}); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", req.URL, err)
		}
		answers++
		c.tell(Event{Source: t.source.About().Name, Edition: t.edition.Name, Answers: answers})
		page, err := parse(t.source, req, sources.Answer(answer))
		if err != nil {
			return fmt.Errorf("%s: %w", req.URL, err)
		}
		if err := take(page, answer.At); err != nil {
			return err
		}
		for _, next := range page.Next {
			if !asked[next.URL] {
				asked[next.URL] = true
				queue = append(queue, next)
			}
		}
	}
	return nil
}

// parse is Parse with a panic turned into an error: a page that breaks a parser costs its source's visit, not the round.
func parse(s sources.Source, req sources.Request, answer sources.Answer) (page sources.Page, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic while parsing: %v", p)
		}
	}()
	return s.Parse(req, answer)
}

// visit makes one visit and hands it over, good or failed. If what it reads is an archive's list of editions, it hands
// over nothing and returns them. Its error is that of the store or the context alone.
func (c *Crawler) visit(ctx context.Context, t task, keep keeper) ([]sources.EditionLink, error) {
	began := c.Now()
	v := reading{visit: job.Visit{Source: t.source.About(), Edition: t.edition, At: t.at}, result: t.result}
	// What the postings of a board share is known only when all of it was read; the parts of an archive have many authors.
	classify, board := c.classify(nil), t.source.About().ListsOpen()
	if board {
		classify = unread
	}
	var boilerplate skills.Boilerplate
	sp, err := newSpool(classify)
	if err != nil {
		return nil, err
	}
	var links []sources.EditionLink
	total, dated := -1, false
	err = c.pages(ctx, t, func(p sources.Page, at time.Time) error {
		if !dated && !at.IsZero() {
			v.visit.At, dated = at, true
		}
		if p.Edition != nil {
			v.visit.Edition = *p.Edition
		}
		links = append(links, p.Editions...)
		total = max(total, p.Total)
		v.visit.Skipped += p.Skipped
		if board {
			for _, p := range p.Postings {
				boilerplate.Add(p.Title, p.Text)
			}
		}
		return sp.add(p.Postings)
	})
	if err == nil {
		err = sp.flush()
	}
	if err == nil && total > sp.distinct() {
		err = fmt.Errorf("%s: incomplete: %d of %d postings", v.visit.Source.Name, sp.distinct(), total)
	}
	if err == nil && v.visit.Skipped > 0 && sp.distinct() == 0 {
		err = fmt.Errorf("%s: none of %d pages holds a posting", v.visit.Source.Name, v.visit.Skipped)
	}
	if err == nil && board {
		v.visit.Shared = boilerplate.Shared()
		sp, err = sp.again(ctx, c.classify(v.visit.Shared))
	}
	if ctx.Err() != nil || err != nil || len(links) > 0 {
		sp.close()
	} else {
		v.spool = sp
	}
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err == nil && len(links) > 0:
		return links, nil
	}
	v.visit.Err = err
	v.visit.Took = c.Now().Sub(began)
	return nil, keep(v)
}

// isGone reports whether an error says that a page is not there, or no longer.
func isGone(err error) bool {
	var status *fetch.StatusError
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
}

func (c *Crawler) tell(e Event) {
	if c.Progress != nil {
		c.Progress(e)
	}
}
