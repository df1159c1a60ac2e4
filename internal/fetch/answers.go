package fetch

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Answers keeps the answers of earlier rounds, so that a page that did not change is not sent again: it costs one
// 304. It is a cache and may forget at any time. What it returns as an error is no error of a Get, which then
// asks for the whole page; see Client.AnswersError.
type Answers interface {
	// Load returns the header and the body that Save was last given for an address, and whether there is one.
	Load(ctx context.Context, address string) (header http.Header, body []byte, ok bool, err error)
	// Save keeps an answer with the status 200: the header as received, the body without any coding.
	Save(ctx context.Context, address string, header http.Header, body []byte) error
}

// kept are the Answers of a client. The zero value keeps nothing.
type kept struct {
	answers Answers
	mu      sync.Mutex
	err     error // the first
}

// load returns what is kept for an address if it can be asked for conditionally, else nil.
func (k *kept) load(ctx context.Context, address string, most limit) *answer {
	header, body, ok, err := k.answers.Load(ctx, address)
	k.note(ctx, err)
	if err != nil || !ok || int64(len(body)) > most.bytes || !validated(header) {
		return nil
	}
	return &answer{status: http.StatusOK, header: header, body: body}
}

// save keeps an answer if it may be kept and can be asked for conditionally.
func (k *kept) save(ctx context.Context, address string, a *answer) {
	if a.status == http.StatusOK && a.ends && validated(a.header) && storable(a.header) {
		k.note(ctx, k.answers.Save(ctx, address, a.header, a.body))
	}
}

func (k *kept) note(ctx context.Context, err error) {
	if err == nil || ctx.Err() != nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.err == nil {
		k.err = err
	}
}

// validated reports whether an answer has a validator (RFC 9110, section 8.8).
func validated(h http.Header) bool { return h.Get("ETag") != "" || h.Get("Last-Modified") != "" }

// storable reports whether an answer may be used for later requests (RFC 9111, sections 3 and 4.1). All requests of
// a client are alike but for its name, so an answer that varies with that needs a tag that tells its versions apart.
func storable(h http.Header) bool {
	for _, directive := range list(h, "Cache-Control") {
		if strings.EqualFold(directive, "no-store") {
			return false
		}
	}
	for _, name := range list(h, "Vary") {
		if name == "*" || strings.EqualFold(name, "User-Agent") && h.Get("ETag") == "" {
			return false
		}
	}
	return true
}

// list returns the members of a header that is a list.
func list(h http.Header, name string) []string {
	var members []string
	for member := range strings.SplitSeq(strings.Join(h.Values(name), ","), ",") {
		members = append(members, strings.TrimSpace(member))
	}
	return members
}

// renew asks for an address of which an answer may be kept, and gives the kept one if the host says that it still
// holds. The result is then the same as if the host had sent it again.
func (p *policy) renew(req *http.Request, pace time.Duration, most limit) (*answer, error) {
	ctx := req.Context()
	shown := *req.URL
	shown.Fragment, shown.RawFragment = "", ""
	address := shown.String()
	old := p.kept.load(ctx, address, most)
	if old != nil {
		conditional := req.Clone(ctx)
		if tag := old.header.Get("ETag"); tag != "" {
			conditional.Header.Set("If-None-Match", tag)
		}
		if modified := old.header.Get("Last-Modified"); modified != "" {
			conditional.Header.Set("If-Modified-Since", modified)
		}
		a, err := p.send(conditional, pace, most)
		switch {
		case err != nil:
			return nil, err
		case a.status != http.StatusNotModified:
			p.kept.save(ctx, address, a)
			return a, nil
		case sameTag(a.header, old.header):
			old.at = a.at
			return old, nil
		}
	}
	a, err := p.send(req, pace, most)
	if err == nil {
		p.kept.save(ctx, address, a)
	}
	return a, err
}

// sameTag reports whether a 304 speaks of the kept answer: it may name no tag, else it must be the same one, weak or
// strong (RFC 9111, section 4.3.4).
func sameTag(now, old http.Header) bool {
	opaque := func(h http.Header) string { return strings.TrimPrefix(h.Get("ETag"), "W/") }
	return opaque(now) == "" || opaque(now) == opaque(old)
}
