package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/gzip"
)

// policy is the http.RoundTripper that holds every rule.
type policy struct {
	next   http.RoundTripper
	own    *http.Transport // next, if the package made it
	clock  Clock
	agent  string
	guard  guard
	hosts  keyed[*host]
	robots keyed[*site]
	kept   kept
	record *Recorder
	replay *Recording
	most   limit
}

func newPolicy(o Options) *policy {
	p := &policy{
		next:   o.Transport,
		clock:  o.Clock,
		agent:  o.Agent,
		guard:  newGuard(o.AllowHosts),
		hosts:  keyed[*host]{make: newHost},
		robots: keyed[*site]{make: newSite},
		kept:   kept{answers: o.Answers},
		record: o.Record,
		replay: o.Replay,
		most:   limit{bytes: o.MaxBytes},
	}
	if p.clock == nil {
		p.clock = System
	}
	if p.most.bytes <= 0 {
		p.most.bytes = MaxBytes
	}
	if p.next == nil && p.replay == nil {
		p.own = p.guard.transport()
		p.next = p.own
	}
	if p.record != nil {
		p.record.begin(p.clock.Now())
	}
	return p
}

func (p *policy) close() {
	if p.own != nil {
		p.own.CloseIdleConnections()
	}
}

// RoundTrip answers one hop of a Get.
func (p *policy) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	t := ctx.Value(tripKey{}).(*trip)
	t.hops++
	shown := *req.URL
	shown.Fragment, shown.RawFragment = "", ""
	t.url = shown.Redacted()

	if err := p.check(req); err != nil {
		return nil, err
	}
	pace := t.pace
	if req.URL.Path != robotsPath {
		rules, err := p.rules(ctx, req.URL, pace)
		if err != nil {
			return nil, err
		}
		if err := rules.check(req.URL); err != nil {
			return nil, err
		}
		pace = max(pace, rules.delay)
	}
	a, err := p.deliver(req, pace, p.most)
	if err != nil {
		return nil, err
	}
	t.at = a.at
	return a.response(req), nil
}

// check refuses what may not be asked for at all.
func (p *policy) check(req *http.Request) error {
	if p.replay != nil {
		return checkForm(req.URL)
	}
	return p.guard.check(req.URL)
}

// deliver gets the final answer of one address, from the recording or the network, and records it.
func (p *policy) deliver(req *http.Request, pace time.Duration, most limit) (*answer, error) {
	if p.replay != nil {
		return p.replay.answer(req.Context(), req.URL, most)
	}
	ask := p.send
	if p.kept.answers != nil && !most.cut {
		ask = p.renew
	}
	a, err := ask(req, pace, most)
	if err != nil {
		return nil, err
	}
	if p.record != nil {
		if err := p.record.write(req.URL, a); err != nil {
			return nil, fmt.Errorf("%w: %w", errRecord, err)
		}
	}
	return a, nil
}

var errRecord = errors.New("recording the answer")

// send asks the network, again where that may help. It keeps the host's turn over all attempts.
func (p *policy) send(req *http.Request, pace time.Duration, most limit) (*answer, error) {
	ctx := req.Context()
	h := p.hosts.of(hostKey(req.URL))
	if err := h.take(ctx); err != nil {
		return nil, err
	}
	defer h.give()
	for n := 1; ; n++ {
		if err := h.await(ctx, p.clock, pace); err != nil {
			return nil, err
		}
		traced, arrived := p.traced(ctx, h, pace)
		a, err := p.attempt(req.WithContext(traced), most)
		h.asked = arrived()
		failed := err != nil && down(err) || err == nil && busy[a.status]
		switch {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case !failed:
			h.failures = 0
			return a, err
		}
		wait := p.pause(a, n)
		h.leave(p.clock.Now().Add(wait), "it asked for that")
		if n < MaxAttempts && wait <= maxWait && h.failures < patience && (err == nil || transient(err)) {
			continue
		}
		h.fail(p.clock.Now(), a, err)
		if err != nil && n > 1 {
			err = fmt.Errorf("%d attempts: %w", n, err)
		}
		return a, err
	}
}

// traced returns a context for one attempt, and what tells after it when the host had surely received the request. To count
// the pace from there, and not from the sending, keeps it at the host's end too, however long a connection takes.
//
// The context also makes the one repetition wait that net/http decides on by itself: when a connection that it kept breaks
// before the answer, it takes another one.
func (p *policy) traced(ctx context.Context, h *host, pace time.Duration) (traced context.Context, arrived func() time.Time) {
	var answered atomic.Pointer[time.Time] // net/http may tell it after the attempt was given up
	connections := 0
	traced = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) {
			if connections++; connections > 1 {
				h.asked = p.clock.Now()
				_ = h.await(ctx, p.clock, pace) // the end of the context ends the request too
			}
		},
		GotFirstResponseByte: func() {
			now := p.clock.Now()
			answered.Store(&now)
		},
	})
	return traced, func() time.Time {
		if at := answered.Load(); at != nil {
			return *at
		}
		return p.clock.Now()
	}
}

// busy holds the statuses after which the same request may succeed.
var busy = map[int]bool{
	http.StatusRequestTimeout:      true,
	http.StatusTooManyRequests:     true,
	http.StatusInternalServerError: true,
	http.StatusBadGateway:          true,
	http.StatusServiceUnavailable:  true,
	http.StatusGatewayTimeout:      true,
}

// down reports whether err says that the host could not answer, and not that its answer was refused.
func down(err error) bool {
	return !errors.Is(err, ErrAddress) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, errEncoding)
}

// transient reports whether the same request may succeed soon after err, which is a host's that is down.
func transient(err error) bool {
	var certificate *tls.CertificateVerificationError
	if errors.As(err, &certificate) {
		return false
	}
	var dns *net.DNSError
	return !errors.As(err, &dns) || !dns.IsNotFound
}

// pause says how long to leave the host alone after attempt n: as long as the answer asks
// (RFC 9110, section 10.2.3), else a back-off of which half is left to chance. a is nil if there was no answer.
func (p *policy) pause(a *answer, n int) time.Duration {
	if a != nil {
		if d := retryAfter(a.header.Get("Retry-After"), p.clock.Now()); d > 0 {
			return min(d, maxLater)
		}
	}
	d := backOff << (n - 1)
	return d/2 + rand.N(d/2+1)
}

// retryAfter reads seconds or an HTTP date. What it cannot read, and what is past, is 0 or less.
func retryAfter(v string, now time.Time) time.Duration {
	v = strings.TrimSpace(v)
	if s, err := strconv.ParseInt(v, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(max(s, 0), int64(maxLater/time.Second))) * time.Second
	}
	t, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	return t.Sub(now)
}

// attempt sends once and reads the whole body.
func (p *policy) attempt(req *http.Request, most limit) (a *answer, err error) {
	ctx, cancel := context.WithTimeoutCause(req.Context(), AttemptTime, errSlow)
	defer cancel()
	defer func() {
		if err != nil && context.Cause(ctx) == errSlow {
			err = errSlow
		}
	}()
	res, err := p.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	a, err = readAnswer(message{res.StatusCode, res.Header, res.Body, res.ContentLength, res.Uncompressed}, most)
	if err != nil {
		return nil, err
	}
	a.at = p.clock.Now().UTC().Truncate(time.Second)
	a.ends = res.ContentLength >= 0 || res.Uncompressed || len(res.TransferEncoding) > 0 || res.ProtoMajor > 1
	return a, nil
}

var (
	errSlow     = fmt.Errorf("no whole answer within %v", AttemptTime)
	errEncoding = errors.New("not asked for")
)

// A limit bounds a body after decompression.
type limit struct {
	bytes int64
	cut   bool // a longer body is cut; otherwise it is ErrTooLarge
}

// An answer is one whole response, its body without transfer and content coding.
type answer struct {
	status int
	header http.Header // as received
	body   []byte
	cut    bool // the body was longer
	ends   bool // its end was told: a connection that broke could not pass for it
	at     time.Time
}

// A message is a response whose body is still to be read.
type message struct {
	status  int
	header  http.Header
	body    io.Reader // without transfer coding
	length  int64     // of body in bytes; -1 if it is not known
	decoded bool      // body is without content coding too, whatever the header says
}

// readAnswer reads the body of a message. One shorter than announced is an error.
func readAnswer(m message, most limit) (*answer, error) {
	a := &answer{status: m.status, header: m.header}
	coding := strings.ToLower(strings.TrimSpace(m.header.Get("Content-Encoding")))
	if m.decoded {
		coding = ""
	}
	length := m.length
	switch coding {
	case "", "identity":
	case "gzip", "x-gzip": // unpacked below, if it is true
		length = -1
	default:
		return nil, fmt.Errorf("content encoding %q was %w", coding, errEncoding)
	}
	var err error
	if a.body, a.cut, err = readAll(m.body, most); err != nil {
		return nil, err
	}
	if length > int64(len(a.body)) && !a.cut && hasBody(a.status) {
		return nil, fmt.Errorf("answer cut short: %w", io.ErrUnexpectedEOF)
	}
	// Content that is a gzip file in itself (a sitemap.xml.gz) starts with the same bytes as an encoded one.
	for range 2 {
		if !bytes.HasPrefix(a.body, gzipMagic) {
			break
		}
		z, err := gzip.NewReader(bytes.NewReader(a.body))
		if err != nil {
			return nil, err
		}
		if a.body, a.cut, err = readAll(z, most); err != nil {
			return nil, err
		}
	}
	return a, nil
}

var gzipMagic = []byte{0x1f, 0x8b, 8}

// hasBody reports whether a response of this status has the body that its Content-Length announces.
func hasBody(status int) bool {
	return status >= 200 && status != http.StatusNoContent && status != http.StatusNotModified
}

// readAll reads to the end or the limit.
func readAll(r io.Reader, most limit) (body []byte, cut bool, err error) {
	body, err = io.ReadAll(io.LimitReader(r, most.bytes+1))
	if err != nil {
		return nil, false, fmt.Errorf("answer cut short: %w", err)
	}
	if int64(len(body)) <= most.bytes {
		return body, false, nil
	}
	if !most.cut {
		return nil, false, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most.bytes)
	}
	return body[:most.bytes], true, nil
}

// response gives the answer to Colly: in UTF-8, and with nothing left that Colly would decode.
func (a *answer) response(req *http.Request) *http.Response {
	h := a.header.Clone()
	for _, name := range []string{"Content-Encoding", "Content-Length", "Transfer-Encoding"} {
		h.Del(name)
	}
	kind := h.Get("Content-Type")
	body := toUTF8(a.body, kind)
	h.Set("Content-Type", mediaType(kind))
	return &http.Response{
		Status:        strconv.Itoa(a.status) + " " + http.StatusText(a.status),
		StatusCode:    a.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        h,
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)),
		Uncompressed:  true,
		Request:       req,
	}
}
