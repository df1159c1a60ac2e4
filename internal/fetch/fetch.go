// Package fetch reads public pages politely: it obeys robots.txt, keeps a pace
// for each host and stops when the context does. It can record every answer in a
// WARC file, and answer from such a file instead of the network.
//
// Colly is the engine. Every policy lives in one http.RoundTripper under it, which each
// redirect and each retry passes. The steps, in their order:
//
//	address → robots.txt → validators → turn and pace of the host → send → Retry-After, back-off and circuit → size →
//	unchanged answers from the cache → record → charset
//
// robots.txt itself is fetched through all steps but its own and the cache. No cookie is kept.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/gocolly/colly/v2"
)

// The limits of one Get. What exceeds one is an error, never a shorter answer.
const (
	MaxBytes     = 64 << 20         // bytes of a body after decompression, unless Options.MaxBytes says otherwise
	MaxRedirects = 10               // hops of a Get
	MaxAttempts  = 4                // times that one address is asked, redirects not counted
	AttemptTime  = 60 * time.Second // from dialling to the last byte of the body, waits for the pace not counted
	DefaultPace  = time.Second      // between two requests to one host, where the caller asks for none
)

// Errors that a caller may want to tell apart. Get wraps them with what it knows.
var (
	ErrDisallowed  = errors.New("disallowed by robots.txt")
	ErrNoRobots    = errors.New("robots.txt could not be read") // so that nothing may be fetched, RFC 9309 section 2.3.1.4
	ErrAddress     = errors.New("address refused")
	ErrTooLarge    = errors.New("answer too large")
	ErrRedirects   = errors.New("too many redirects")
	ErrLater       = errors.New("the host is left alone")
	ErrNotRecorded = errors.New("not in this recording")
)

// A StatusError is an answer whose status is not 2xx.
type StatusError struct {
	URL    string // the address that answered
	Status int
}

// Error gives the status as number and word.
func (e *StatusError) Error() string {
	if text := http.StatusText(e.Status); text != "" {
		return fmt.Sprintf("status %d %s", e.Status, text)
	}
	return fmt.Sprintf("status %d", e.Status)
}

// Options say how a Client behaves. The zero value of each but Agent is a sensible default.
type Options struct {
	Agent      string            // the whole User-Agent, such as demand/1.0 (+https://example.org); in robots.txt its name is demand
	Clock      Clock             // nil means System
	AllowHosts []string          // hosts, or host:port, to which the address guard does not apply
	Answers    Answers           // of earlier rounds, for conditional requests; nil keeps none
	Record     *Recorder         // receives every final answer, redirects and robots.txt included; nil records nothing
	Replay     *Recording        // answers instead of the network, robots.txt included, without pace and address guard; nothing is recorded then; nil means the network
	MaxBytes   int64             // limit of a body in bytes after decompression; 0 means the constant MaxBytes
	Transport  http.RoundTripper // sends, below all policies; nil means the package's own, which dials public addresses only
}

// A Client fetches pages. Several goroutines may use it at once; they share the pace of each host.
type Client struct {
	collector *colly.Collector
	policy    *policy
}

// New returns a client. Its Close must be called when it is no longer used.
func New(o Options) *Client {
	p := newPolicy(o)
	// A Collector made by hand reads no COLLY_* variable, which NewCollector would let win over the code.
	c := &colly.Collector{}
	c.Init()
	c.UserAgent = o.Agent
	c.IgnoreRobotsTxt = true
	c.AllowURLRevisit = true
	c.ParseHTTPErrorResponse = true
	c.MaxBodySize = 0
	c.SetRequestTimeout(0)
	c.DisableCookies()
	c.WithTransport(p)
	c.SetRedirectHandler(func(_ *http.Request, via []*http.Request) error {
		if len(via) > MaxRedirects {
			return fmt.Errorf("%w: more than %d", ErrRedirects, MaxRedirects)
		}
		return nil
	})
	return &Client{collector: c, policy: p}
}

// Close closes the connections that the client keeps open for later requests.
func (c *Client) Close() { c.policy.close() }

// AnswersError returns the first error of Options.Answers, which no Get has returned; nil if there was none.
func (c *Client) AnswersError() error {
	k := &c.policy.kept
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.err
}

// An Answer is what a server sent, decoded.
type Answer struct {
	URL    string    // the address that answered, after redirects
	Status int       // 200 to 299
	Type   string    // media type without parameters, in lower case; may be empty or wrong
	Body   []byte    // text is UTF-8; a gzip file is unpacked; images and the like are as they came
	At     time.Time // when it was received, or recorded; UTC, whole seconds
}

// Get fetches an http or https address and follows redirects. No request to a host starts earlier than pace
// after the answer to the one before it began; 0 means DefaultPace, and a longer Crawl-delay of robots.txt wins.
//
// A status other than 2xx is a *StatusError. The error does not name the address, which the caller knows,
// but it names the address to which a redirect led.
func (c *Client) Get(ctx context.Context, address string, pace time.Duration) (a Answer, err error) {
	if pace == 0 {
		pace = DefaultPace
	}
	t := &trip{pace: pace}
	defer func() {
		if p := recover(); p != nil {
			a, err = Answer{}, fmt.Errorf("panic while fetching: %v", p)
		}
		if err != nil && t.hops > 1 {
			err = fmt.Errorf("redirected to %s: %w", t.url, err)
		}
	}()
	engine := c.collector.Clone()
	engine.Context = context.WithValue(ctx, tripKey{}, t)
	engine.OnResponse(func(r *colly.Response) {
		a = Answer{URL: t.url, Status: r.StatusCode, Type: r.Headers.Get("Content-Type"), Body: r.Body, At: t.at}
	})
	if err := engine.Visit(address); err != nil {
		var wrapped *url.Error // http.Client puts method and address before every error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		return Answer{}, err
	}
	if a.Status < 200 || a.Status > 299 {
		return Answer{}, &StatusError{URL: a.URL, Status: a.Status}
	}
	return a, nil
}

// A trip is what the policies of one Get share over its redirects. It travels in the context.
type trip struct {
	pace time.Duration
	hops int       // requests so far, robots.txt and retries not counted
	url  string    // of the latest hop
	at   time.Time // of the latest answer
}

type tripKey struct{}
