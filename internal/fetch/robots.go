package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	robotsPath      = "/robots.txt"
	robotsToken     = "demand"       // the name to which a User-agent line applies
	robotsLife      = 24 * time.Hour // of a copy
	robotsRetry     = time.Hour      // until a file that could not be had is asked for again
	robotsRedirects = 5
	robotsBytes     = 500 << 10 // of a file that are read, RFC 9309 section 2.5
	maxDelay        = 5 * time.Minute
	maxLine         = 2083*8 - 1 // bytes of a line that count, as Google reads it
)

// A site is what the client remembers of the robots.txt of one scheme, host and port.
// Whoever holds its turn may read and write the rest, so that many first visits cost one fetch.
type site struct {
	turn
	rules *robots
	until time.Time
}

func newSite() *site { return &site{turn: newTurn()} }

// rules gives the rules that hold for u now. An error means that they could not be asked for;
// a host that could not answer disallows everything (RFC 9309 section 2.3.1).
func (p *policy) rules(ctx context.Context, u *url.URL, pace time.Duration) (*robots, error) {
	if p.replay != nil { // what a file says depends on the capture that a visit began with
		return p.fetchRobots(ctx, u, pace)
	}
	s := p.robots.of(u.Scheme + "://" + hostPort(u))
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	defer s.give()
	if p.clock.Now().Before(s.until) {
		return s.rules, nil
	}
	rules, err := p.fetchRobots(ctx, u, pace)
	if err != nil {
		return nil, err
	}
	life := robotsLife
	if rules.closed != nil {
		life = robotsRetry
	}
	if rules.closed == nil || s.rules == nil || s.rules.closed != nil {
		s.rules = rules // a good copy outlives a host that is down
	}
	s.until = p.clock.Now().Add(life)
	return s.rules, nil
}

// fetchRobots asks for the robots.txt of u's host, through guard and pace.
func (p *policy) fetchRobots(ctx context.Context, u *url.URL, pace time.Duration) (*robots, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: robotsPath}
	for range 1 + robotsRedirects {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
		if err != nil {
			return nil, fmt.Errorf("robots.txt: %w", err)
		}
		req.Header.Set("User-Agent", p.agent)
		if err := p.check(req); err != nil {
			return nil, fmt.Errorf("robots.txt: %w", err)
		}
		a, err := p.deliver(req, pace, limit{bytes: robotsBytes, cut: true})
		switch {
		case err == nil:
		case ctx.Err() != nil, errors.Is(err, ErrAddress), errors.Is(err, ErrLater), errors.Is(err, errRecord):
			return nil, fmt.Errorf("robots.txt: %w", err)
		default:
			return &robots{closed: err}, nil
		}
		switch a.status / 100 {
		case 2:
			return parseRobots(wholeLines(a), robotsToken), nil
		case 3:
			next, err := at.Parse(a.header.Get("Location"))
			if err != nil || a.header.Get("Location") == "" {
				return &robots{}, nil
			}
			at = next
		case 4:
			return &robots{}, nil
		default:
			return &robots{closed: &StatusError{URL: at.String(), Status: a.status}}, nil
		}
	}
	return &robots{}, nil // too many redirects count as a file that is not there, RFC 9309 section 2.3.1.2
}

// wholeLines leaves out a last line that was cut in its middle, where it could say more than was meant.
func wholeLines(a *answer) []byte {
	if !a.cut {
		return a.body
	}
	return a.body[:bytes.LastIndexAny(a.body, "\r\n")+1]
}

// robots holds the rules of a robots.txt (RFC 9309) that apply to one crawler. The zero value allows everything.
type robots struct {
	closed error // why everything is disallowed; nil if the rules decide
	rules  []rule
	delay  time.Duration // Crawl-delay, at most maxDelay
}

type rule struct {
	allow   bool
	pattern string
}

// check returns nil, ErrDisallowed, or an ErrNoRobots with its reason.
func (r *robots) check(u *url.URL) error {
	if dns, ok := errors.AsType[*net.DNSError](r.closed); ok && dns.IsNotFound {
		return fmt.Errorf("%w: there is no host %s; check the address", ErrNoRobots, dns.Name)
	}
	if r.closed != nil {
		return fmt.Errorf("%w: %w", ErrNoRobots, r.closed)
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	if !r.allows(path) {
		return ErrDisallowed
	}
	return nil
}

// allows reports whether the path with its query may be fetched: the longest matching pattern decides, and Allow wins a tie.
func (r *robots) allows(path string) bool {
	path = escape(path)
	longest, allow := 0, true
	for _, rule := range r.rules {
		n := len(rule.pattern)
		if n < longest || n == longest && allow {
			continue
		}
		if matches(rule.pattern, path) {
			longest, allow = n, rule.allow
		}
	}
	return allow
}

// parseRobots reads the groups for one crawler, or those for * if it is not named. What is no rule is skipped.
// Slips of the pen are read as Google's parser reads them (github.com/google/robotstxt).
func parseRobots(body []byte, token string) *robots {
	var own, all robots
	var named, ownGroup, allGroup, inRules bool
	text := strings.TrimPrefix(string(body), "\uFEFF")
	for line := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == '\n' || c == '\r' }) {
		key, value := splitLine(line)
		switch key {
		case "user-agent", "useragent", "user agent":
			if inRules {
				ownGroup, allGroup, inRules = false, false, false
			}
			if value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t") {
				allGroup = true
			} else if strings.EqualFold(productToken(value), token) {
				ownGroup, named = true, true
			}
		case "allow", "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw":
			inRules = true
			if ownGroup {
				own.add(key == "allow", value)
			}
			if allGroup {
				all.add(key == "allow", value)
			}
		case "crawl-delay": // is no rule of RFC 9309, and ends no group
			if ownGroup {
				own.wait(value)
			}
			if allGroup {
				all.wait(value)
			}
		}
	}
	if named {
		return &own
	}
	return &all
}

// splitLine gives the key of a line in lower case, and its value. A colon may be missing between two words.
func splitLine(line string) (key, value string) {
	if len(line) > maxLine {
		line = line[:maxLine]
	}
	line, _, _ = strings.Cut(line, "#")
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		words := strings.Fields(line)
		if len(words) != 2 {
			return "", ""
		}
		key, value = words[0], words[1]
	}
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// productToken gives the name at the start of a user agent: letters, - and _.
func productToken(agent string) string {
	end := strings.IndexFunc(agent, func(c rune) bool {
		return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_')
	})
	if end < 0 {
		return agent
	}
	return agent[:end]
}

// add takes a rule. One without a pattern says nothing.
func (r *robots) add(allow bool, pattern string) {
	if pattern == "" {
		return
	}
	pattern = escape(pattern)
	r.rules = append(r.rules, rule{allow, pattern})
	// What allows a folder's index page allows the folder, as Google reads it.
	if dir, page := pattern[:strings.LastIndexByte(pattern, '/')+1], pattern[strings.LastIndexByte(pattern, '/')+1:]; allow &&
		strings.HasPrefix(page, "index.htm") {
		r.rules = append(r.rules, rule{allow, dir + "$"})
	}
}

// wait takes a Crawl-delay in seconds. The longest counts.
func (r *robots) wait(value string) {
	s, err := strconv.ParseFloat(value, 64)
	if err != nil || !(s > 0) {
		return
	}
	d := maxDelay
	if s < maxDelay.Seconds() {
		d = time.Duration(s * float64(time.Second))
	}
	r.delay = max(r.delay, d)
}

// escape writes octets outside ASCII as %XX and the digits of every %xx in upper case, so that equal paths are equal text.
func escape(s string) string {
	plain := func(i int) bool { return s[i] < 0x80 && s[i] != '%' }
	i := 0
	for i < len(s) && plain(i) {
		i++
	}
	if i == len(s) {
		return s
	}
	var b strings.Builder
	for i = range len(s) {
		switch c := s[i]; {
		case c >= 0x80:
			fmt.Fprintf(&b, "%%%02X", c)
		case i >= 1 && s[i-1] == '%' && i+1 < len(s) && isHex(c) && isHex(s[i+1]),
			i >= 2 && s[i-2] == '%' && isHex(s[i-1]) && isHex(c):
			b.WriteByte(upper(c))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	return c
}

// matches reports whether a pattern covers the start of a path: * stands for anything, $ at its end for the path's end.
// It takes the first place for each part between two stars, which is enough, and linear.
func matches(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	first, rest, star := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	if !ok {
		return false
	}
	for star {
		var part string
		part, rest, star = strings.Cut(rest, "*")
		if !star && anchored {
			return strings.HasSuffix(path, part)
		}
		i := strings.Index(path, part)
		if i < 0 {
			return false
		}
		path = path[i+len(part):]
	}
	return !anchored || path == ""
}
