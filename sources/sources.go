// Package sources says where postings come from. A kind is one shape of listing, in one file;
// a source is one listing of a kind, a few lines in the catalogue. Everything here is pure:
// bytes go in, postings and further requests come out, and a recorded answer is all that a test needs.
package sources

import (
	"encoding/json"
	"errors"
	"time"

	"demand/internal/job"
)

// ErrUnknownBoard says that the server knows no board of this name: neither an empty board nor a failed visit.
var ErrUnknownBoard = errors.New("unknown board")

// A Source is one listing that a crawl can visit.
type Source interface {
	// About describes the source; About().Name is its name, such as greenhouse/acme.
	About() job.Source
	// Pace returns the least time between two requests to its host that the source asks for; zero if it asks for none.
	Pace() time.Duration
	// Start returns the requests that begin a visit. For an archive they lead to pages of editions.
	Start() []Request
	// Parse reads the answer to a request that Start, an earlier Page or Match gave.
	// An answer of the wrong shape is an error, never an empty Page.
	Parse(req Request, answer Answer) (Page, error)
}

// A Request asks for one page.
type Request struct {
	URL   string
	State json.RawMessage // what Parse needs to know of earlier pages; the kind's own

	MayBeGone bool // the page may have been removed since it was listed: status 404 or 410 counts as a page skipped
}

// An Answer is what a server sent, decoded to UTF-8.
type Answer struct {
	URL    string // the address that answered, after redirects
	Status int
	Type   string // media type without parameters; may be empty or wrong
	Body   []byte
	At     time.Time // when it was received, or recorded
}

// A Page is what one answer holds.
type Page struct {
	Postings []job.Posting
	Next     []Request     // further pages of the same visit
	Total    int           // the number of postings that the source says it lists; -1 if it does not say
	Skipped  int           // pages that hold no posting although they were listed; a visit that finds nothing else has failed
	Edition  *job.Edition  // of an archive: the edition whose postings these are; nil after its first page
	Editions []EditionLink // of an archive: editions that can be visited, newest first
}

// An EditionLink leads to one edition of an archive.
type EditionLink struct {
	Edition job.Edition
	Start   Request
}
