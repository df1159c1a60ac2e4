package sources

import (
	"cmp"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
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
func Kinds() []Kind {
	return []Kind{greenhouseKind, leverKind, ashbyKind, hackerNewsKind, feedKind, jsonldKind, fileKind}
}

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

// Matcher returns a function that does for a list of sources, such as that of a catalogue, what Match does: an address
// with which a visit of one of them starts, or by which Match knows it, gives that one. Any other address is left to Match,
// and with a body, to MatchPage.
func Matcher(list []Source) func(url string, body []byte) (Source, Request, bool) {
	type start struct {
		source Source
		req    Request
	}
	byName, byStart := map[string]Source{}, map[string]start{}
	for _, s := range list {
		byName[s.About().Name] = s
		for _, req := range s.Start() {
			byStart[req.URL] = start{s, req}
		}
	}
	return func(url string, body []byte) (Source, Request, bool) {
		if begin, ok := byStart[url]; ok {
			return begin.source, begin.req, true
		}
		s, req, ok := Match(url)
		if ok && byName[s.About().Name] != nil {
			s = byName[s.About().Name]
		}
		if !ok && body != nil {
			return MatchPage(url, body)
		}
		return s, req, ok
	}
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
	if e.Pace != 0 && e.Pace < leastPace && !onLoopback(e.Base) {
		return nil, fmt.Errorf("%s: pace %s is too fast for the site of somebody else; write %s or more", e.Name, e.Pace, leastPace)
	}
	if e.Path != "" && kind != fileKind.Name {
		return nil, fmt.Errorf("%s: path is for sources of the kind file", e.Name)
	}
	var names []string
	for _, k := range Kinds() {
		if k.Name != kind {
			names = append(names, k.Name)
			continue
		}
		s, err := k.New(e)
		if err != nil {
			return nil, err
		}
		return s, k.permits(e)
	}
	return nil, fmt.Errorf("%s: %w", e.Name, job.Unknown("kind", kind, names))
}

// leastPace is the fastest that a source of the network may be asked, whatever its entry says.
const leastPace = time.Second

// onLoopback reports whether a base is a server on this computer, which may be asked as fast as its user likes.
func onLoopback(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err == nil && ip.IsLoopback()
}

// closedSites are the sites whose operators forbid programs to read their listings, whatever the kind.
var closedSites = []string{"linkedin.com", "indeed.com"}

// permits returns an error unless the terms of the source allow its use, or the user answers for it.
func (k Kind) permits(e Entry) error {
	terms := k.Terms
	if u, err := url.Parse(e.URL); err == nil && slices.ContainsFunc(closedSites, func(site string) bool {
		return strings.HasSuffix("."+strings.ToLower(u.Hostname()), "."+site)
	}) {
		terms = Closed
	}
	switch {
	case terms == Ask && !e.AcceptTerms && !e.OwnBoard:
		return fmt.Errorf("%s: the site has terms of its own; read them, then add accept_terms: true", e.Name)
	case terms == Closed && !e.OwnBoard:
		return fmt.Errorf("%s: its operator forbids programs to read it; if the board is your own, add own_board: true", e.Name)
	}
	return nil
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

// address returns the address of an entry whose kind has no server of its own.
func (e Entry) address() (string, error) {
	if _, ok := markup.PublicURL(e.URL); !ok {
		return "", fmt.Errorf("%s: url %q is not an http or https address", e.Name, e.URL)
	}
	return e.URL, nil
}

// token returns the board's name if it holds letters, digits, -, _ and those of more only.
func (e Entry) token(operator, more string) (string, error) {
	if e.URL != "" || e.Pages != "" {
		return "", fmt.Errorf("%s: a board of %s has neither url nor pages: its name says where it is", e.Name, operator)
	}
	token := e.board()
	plain := strings.IndexFunc(token, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || strings.ContainsRune(more, c))
	}) < 0
	if !plain || strings.Trim(token, ". ") == "" {
		also := ""
		for _, c := range more {
			also += fmt.Sprintf(", %q", c)
		}
		return "", fmt.Errorf("%s: the token of a %s board has letters, digits, -, _%s only", e.Name, operator, also)
	}
	return token, nil
}

// server returns the address of the server that the entry names, else of the kind's own host.
func (e Entry) server(host string) string {
	return strings.TrimRight(cmp.Or(e.Base, "https://"+host), "/")
}

// listing returns what the entry's source has in common with all; credit, pace and interval are those of its kind.
func (e Entry) listing(credit string, pace time.Duration, interval int) listing {
	kind, _, _ := strings.Cut(e.Name, "/")
	return listing{
		about: job.Source{
			Name: e.Name, Kind: kind, Employer: e.Employer, Technical: e.Audience == "technical",
			Interval: cmp.Or(e.Interval, interval), Credit: cmp.Or(e.Credit, credit),
		},
		pace: cmp.Or(e.Pace, pace),
	}
}
