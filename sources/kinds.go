package sources

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"demand/internal/job"
	"demand/internal/markup"
)

// A Kind is one shape of listing.
type Kind struct {
	Name   string                                   // greenhouse; the first part of the names of its sources
	Terms  string                                   // the right to use it: granted, public, ask or closed
	Credit string                                   // the line that its terms ask to print; may be empty
	New    func(Entry) (Source, error)              // makes the source that a catalogue entry describes
	Match  func(url string) (Source, Request, bool) // see the function Match
}

// The terms of a kind, from what its operator says about reuse.
const (
	Granted = "granted" // reuse is granted in words
	Public  = "public"  // the operator calls the data public and says nothing of statistics
	Ask     = "ask"     // words against it were found: the user must accept the terms
	Closed  = "closed"  // off unless the board is the user's own
)

// Kinds lists every kind, in the order in which they are asked about an address.
func Kinds() []Kind { return []Kind{greenhouseKind, hackerNewsKind} }

// Match finds the source for an address that begins a visit: a board's list, the first page of a thread, the
// page that lists an archive's editions. It gives the source and the request under which Parse reads the answer, so that
// recordings can be read without a catalogue. It reports false for every other address.
func Match(url string) (Source, Request, bool) {
	for _, k := range Kinds() {
		if s, req, ok := k.Match(url); ok {
			return s, req, true
		}
	}
	return nil, Request{}, false
}

// FromEntry makes the source that a catalogue entry describes.
func FromEntry(e Entry) (Source, error) {
	kind, board, ok := strings.Cut(e.Name, "/")
	if !ok || kind == "" || board == "" {
		return nil, fmt.Errorf("source %q is not named kind/board, such as greenhouse/acme", e.Name)
	}
	if e.Audience != "" && e.Audience != "technical" && e.Audience != "mixed" {
		return nil, fmt.Errorf("%s: audience %q is neither technical nor mixed", e.Name, e.Audience)
	}
	if e.Interval < 0 || e.Pace < 0 {
		return nil, fmt.Errorf("%s: interval and pace cannot be negative", e.Name)
	}
	if e.Base != "" {
		if _, ok := markup.PublicURL(e.Base); !ok {
			return nil, fmt.Errorf("%s: base %q is not an http or https address", e.Name, e.Base)
		}
	}
	var names []string
	for _, k := range Kinds() {
		if k.Name == kind {
			return k.New(e)
		}
		names = append(names, k.Name)
	}
	return nil, fmt.Errorf("%s: %w", e.Name, job.Unknown("kind", kind, names))
}

// A listing is what the sources of every kind have in common.
type listing struct {
	about job.Source
	pace  time.Duration
}

func (l listing) About() job.Source   { return l.about }
func (l listing) Pace() time.Duration { return l.pace }

// board returns the part of an entry's name behind the kind.
func (e Entry) board() string {
	_, board, _ := strings.Cut(e.Name, "/")
	return board
}

// listing returns what the entry's source has in common with all; credit, pace and interval are those of its kind.
func (e Entry) listing(credit string, pace time.Duration, interval int) listing {
	kind, _, _ := strings.Cut(e.Name, "/")
	return listing{
		about: job.Source{
			Name: e.Name, Kind: kind, Employer: e.Employer, Technical: e.Audience == "technical",
			Interval: cmp.Or(e.Interval, interval), Credit: credit,
		},
		pace: cmp.Or(e.Pace, pace),
	}
}
