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
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"demand/internal/fetch"
	"demand/internal/job"
	"demand/internal/skills"
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
	LastGood(ctx context.Context) (map[string]time.Time, error)
	EditionsRead(ctx context.Context, source string) (map[string]bool, error)
}

// A Crawler makes rounds.
type Crawler struct {
	Client     Getter
	Store      Saver
	Classifier *skills.Classifier
	Now        func() time.Time
	Hosts      int         // how many hosts are visited at once; 0 means 8
	Progress   func(Event) // called from several goroutines; may be nil
}

// An Event tells how far a round has come: one for each answer, and one when a source of a Round is done with.
type Event struct {
	Source  string
	Edition string // empty for a live source
	Answers int    // received in this visit so far
	Done    bool   // the source's part of the round has ended
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
)

// Backfill is how far back the first round reads the editions of an archive.
const Backfill = 13 * 31 // days

// Round visits sources: those that are due, or all with force. It returns a result for each, by name.
// The error is that of the store or the context; failing sources are told by their results.
func (c *Crawler) Round(ctx context.Context, list []sources.Source, force bool) ([]Result, error) {
	last, err := c.Store.LastGood(ctx)
	if err != nil {
		return nil, err
	}
	hosts := map[string][]sources.Source{}
	for _, s := range list {
		hosts[hostOf(s)] = append(hosts[hostOf(s)], s)
	}
	var mu sync.Mutex
	var results []Result
	g, each := errgroup.WithContext(ctx)
	g.SetLimit(cmp.Or(c.Hosts, 8))
	for _, ofHost := range hosts {
		g.Go(func() error {
			for _, s := range ofHost {
				r := Result{Source: s.About().Name, State: NotDue}
				if force || c.due(s.About(), last[r.Source]) {
					if err := c.visitSource(each, s, &r); err != nil {
						return err
					}
				}
				c.tell(Event{Source: r.Source, Done: true})
				mu.Lock()
				results = append(results, r)
				mu.Unlock()
			}
			return nil
		})
	}
	err = g.Wait()
	slices.SortFunc(results, func(a, b Result) int { return cmp.Compare(a.Source, b.Source) })
	if err != nil {
		return results, err
	}
	return results, c.Store.Fold(ctx)
}

func (c *Crawler) due(s job.Source, last time.Time) bool {
	// A visit an hour early keeps a daily schedule from skipping every other day.
	return last.IsZero() || c.Now().Sub(last) >= time.Duration(s.Interval)*24*time.Hour-time.Hour
}

func hostOf(s sources.Source) string {
	for _, r := range s.Start() {
		if u, err := url.Parse(r.URL); err == nil {
			return u.Host
		}
	}
	return ""
}

// visitSource visits a live source once, and an archive once for each edition that may have grown.
func (c *Crawler) visitSource(ctx context.Context, s sources.Source, r *Result) error {
	if !s.About().Archive {
		_, err := c.visit(ctx, s, job.Edition{}, s.Start(), c.Now(), r)
		return err
	}
	read, err := c.Store.EditionsRead(ctx, r.Source)
	if err != nil {
		return err
	}
	links, err := c.editions(ctx, s)
	if err != nil {
		return c.saveFailed(ctx, job.Visit{Source: s.About(), At: c.Now(), Err: err}, r)
	}
	oldest := job.DateOf(c.Now()) - Backfill
	for _, l := range slices.Backward(links) {
		if read[l.Edition.Name] || l.Edition.To < oldest {
			continue
		}
		if _, err := c.visit(ctx, s, l.Edition, []sources.Request{l.Start}, c.Now(), r); err != nil {
			return err
		}
	}
	if r.Visits == 0 && len(r.Errs) == 0 {
		r.State = Known
	}
	return nil
}

// editions reads the pages that list an archive's editions, newest first.
func (c *Crawler) editions(ctx context.Context, s sources.Source) ([]sources.EditionLink, error) {
	var links []sources.EditionLink
	_, err := c.pages(ctx, s, job.Edition{}, s.Start(), func(p sources.Page, _ time.Time) error {
		links = append(links, p.Editions...)
		return nil
	})
	return links, err
}

// Replay visits what a recording holds: every address that begins a visit, in the order of recording. To which source an
// address belongs, and with which request, match says, as sources.Matcher does; it reports false for one to pass over.
// The crawler's Client must answer from that recording.
func (c *Crawler) Replay(ctx context.Context, captures []fetch.Capture, match func(url string) (sources.Source, sources.Request, bool)) ([]Result, error) {
	recorded := map[string]bool{}
	for _, capture := range captures {
		recorded[capture.URL] = true
	}
	byName := map[string]*Result{}
	for _, capture := range captures {
		s, start, ok := match(capture.URL)
		if !ok {
			continue
		}
		name := s.About().Name
		r := byName[name]
		if r == nil {
			r = &Result{Source: name, State: Known}
			byName[name] = r
		}
		within := fetch.Within(ctx, capture.Index)
		links, err := c.visit(within, s, job.Edition{}, []sources.Request{start}, capture.At, r)
		for _, l := range slices.Backward(links) {
			if err == nil && recorded[l.Start.URL] {
				_, err = c.visit(within, s, l.Edition, []sources.Request{l.Start}, capture.At, r)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	results := make([]Result, 0, len(byName))
	for _, r := range byName {
		results = append(results, *r)
	}
	slices.SortFunc(results, func(a, b Result) int { return cmp.Compare(a.Source, b.Source) })
	return results, c.Store.Fold(ctx)
}

// maxAnswers bounds one visit, against a server whose pages lead to ever more pages.
const maxAnswers = 20_000

var errTooMany = fmt.Errorf("more than %d answers in one visit", maxAnswers)

// pages fetches and parses requests and those that they lead to, and hands each page to take with the time of its answer.
// It returns the number of answers. Errors name the address.
func (c *Crawler) pages(ctx context.Context, s sources.Source, edition job.Edition, queue []sources.Request, take func(sources.Page, time.Time) error) (int, error) {
	asked := map[string]bool{}
	answers := 0
	for _, req := range queue {
		asked[req.URL] = true
	}
	for len(queue) > 0 {
		// Sitemaps may announce far more pages than a visit could ever read.
		if answers+len(queue) > maxAnswers {
			return answers, errTooMany
		}
		req := queue[0]
		queue = queue[1:]
		answer, err := c.Client.Get(ctx, req.URL, s.Pace())
		if req.MayBeGone && isGone(err) {
			if err := take(sources.Page{Total: -1, Skipped: 1}, c.Now()); err != nil {
				return answers, err
			}
			continue
		}
		if err != nil {
			return answers, fmt.Errorf("%s: %w", req.URL, err)
		}
		answers++
		c.tell(Event{Source: s.About().Name, Edition: edition.Name, Answers: answers})
		page, err := parse(s, req, sources.Answer(answer))
		if err != nil {
			return answers, fmt.Errorf("%s: %w", req.URL, err)
		}
		if err := take(page, answer.At); err != nil {
			return answers, err
		}
		for _, next := range page.Next {
			if !asked[next.URL] {
				asked[next.URL] = true
				queue = append(queue, next)
			}
		}
	}
	return answers, nil
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

// visit makes one visit and saves it, good or failed. Without any answer it dates from at.
// If what it reads is an archive's list of editions, it saves nothing and returns them.
// Its error is that of the store or the context alone.
func (c *Crawler) visit(ctx context.Context, s sources.Source, edition job.Edition, start []sources.Request, at time.Time, r *Result) ([]sources.EditionLink, error) {
	began := c.Now()
	v := job.Visit{Source: s.About(), Edition: edition, At: at}
	sp, err := newSpool()
	if err != nil {
		return nil, err
	}
	var links []sources.EditionLink
	defer sp.close()
	total, skipped, dated := -1, 0, false
	_, v.Err = c.pages(ctx, s, edition, start, func(p sources.Page, at time.Time) error {
		if !dated {
			v.At, dated = at, true
		}
		if p.Edition != nil {
			v.Edition = *p.Edition
		}
		links = append(links, p.Editions...)
		total = max(total, p.Total)
		skipped += p.Skipped
		return sp.add(p.Postings)
	})
	if v.Err == nil && total > sp.distinct() {
		v.Err = fmt.Errorf("%s: incomplete: %d of %d postings", v.Source.Name, sp.distinct(), total)
	}
	if v.Err == nil && skipped > 0 && sp.distinct() == 0 {
		v.Err = fmt.Errorf("%s: none of %d pages holds a posting", v.Source.Name, skipped)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if v.Err == nil && len(links) > 0 {
		return links, nil
	}
	v.Took = c.Now().Sub(began)
	if v.Err != nil {
		return nil, c.saveFailed(ctx, v, r)
	}
	return nil, c.save(ctx, v, sp.postings(), r)
}

// save classifies the postings of a good visit and hands them over.
func (c *Crawler) save(ctx context.Context, v job.Visit, postings iter.Seq2[job.Posting, error], r *Result) error {
	out, err := c.Store.SaveVisit(ctx, v, c.classified(postings))
	if err != nil {
		return err
	}
	r.Took += v.Took
	if out.Known {
		return nil
	}
	if len(r.Errs) == 0 {
		r.State = OK
	}
	r.Visits++
	r.Postings += out.Postings
	r.New += out.New
	r.Closed += out.Closed
	r.Reopened += out.Reopened
	r.Changed += out.Changed
	r.Unchanged += out.Unchanged
	return nil
}

func (c *Crawler) saveFailed(ctx context.Context, v job.Visit, r *Result) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.Took += v.Took
	r.Errs = append(r.Errs, v.Err)
	switch {
	case errors.Is(v.Err, sources.ErrUnknownBoard) || isGone(v.Err):
		r.State = NoBoard
	case errors.Is(v.Err, fetch.ErrDisallowed):
		r.State = Disallowed
	default:
		r.State = Failed
	}
	_, err := c.Store.SaveVisit(ctx, v, nil)
	return err
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
