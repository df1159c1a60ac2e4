package fetch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestRobotsRules(t *testing.T) {
	for _, c := range []struct {
		rule    string // of RFC 9309, or the habit, that the case is about
		file    string
		allowed []string
		refused []string
	}{
		{"nothing said", "", []string{"/", "/x"}, nil},
		{"HTML instead", "<!doctype html><title>Disallow: /</title>", []string{"/"}, nil},
		{"all closed", "User-agent: *\nDisallow: /\n", nil, []string{"/", "/x?y"}},
		{"an empty pattern says nothing", "User-agent: *\nDisallow:\n", []string{"/"}, nil},
		{"own group wins over *", "User-agent: *\nDisallow: /\n\nUser-agent: demand\nDisallow: /no\n", []string{"/", "/yes"}, []string{"/no"}},
		{"own group without a rule wins too", "User-agent: demand\nUser-agent: other\nCrawl-delay: 1\nUser-agent: *\nDisallow: /\n", nil, []string{"/"}},
		{"own group empty at the end", "User-agent: *\nDisallow: /\nUser-agent: demand\n", []string{"/"}, nil},
		{"names ignore case and version", "User-agent: DeMand/2.0\nDisallow: /\n", nil, []string{"/"}},
		{"a longer name is another crawler", "User-agent: demand-news\nDisallow: /\nUser-agent: dem\nDisallow: /\n", []string{"/"}, nil},
		{"groups of one name are merged", "User-agent: demand\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: demand\nDisallow: /b\n", []string{"/c"}, []string{"/a", "/b"}},
		{"several names share a group", "User-agent: x\nUser-agent: demand\nDisallow: /a\n", []string{"/"}, []string{"/a"}},
		{"unknown lines end no group", "User-agent: x\nSitemap: https://a.test/s.xml\nCrawl-delay: 3\nUser-agent: demand\nDisallow: /a\n", nil, []string{"/a"}},
		{"a rule before any group counts for nobody", "Disallow: /\nUser-agent: demand\nDisallow: /a\n", []string{"/"}, []string{"/a"}},
		{"the longest pattern wins", "User-agent: *\nAllow: /a/b\nDisallow: /a\n", []string{"/a/b/c"}, []string{"/a/c"}},
		{"order does not matter", "User-agent: *\nDisallow: /a/b\nAllow: /a\n", []string{"/a/c"}, []string{"/a/b/c"}},
		{"allow wins a tie", "User-agent: *\nDisallow: /a\nAllow: /a\n", []string{"/a"}, nil},
		{"paths keep their case", "User-agent: *\nDisallow: /A\n", []string{"/a"}, []string{"/A"}},
		{"* stands for anything", "User-agent: *\nDisallow: /*/private*x\n", []string{"/private", "/a/private"}, []string{"/a/private/x", "/a/b/private0x0"}},
		{"$ is the end", "User-agent: *\nDisallow: /*.pdf$\n", []string{"/a.pdf?x", "/a.pdfx"}, []string{"/a.pdf", "/a.pdf.pdf"}},
		{"$ elsewhere is itself", "User-agent: *\nDisallow: /a$b\n", []string{"/ab"}, []string{"/a$b"}},
		{"the query counts, in its order", "User-agent: *\nDisallow: /*?*b=1&a\n", []string{"/x?a=2&b=1"}, []string{"/x?b=1&a=2"}},
		{"# starts a remark", "User-agent: * # all\nDisallow: /a#b\n", []string{"/b"}, []string{"/a"}},
		{"octets and their escapes are equal", "User-agent: *\nDisallow: /ü\nDisallow: /%e4\n", nil, []string{"/%C3%BC", "/%c3%bc", "/%E4"}},
		{"escaped letters are not their letters", "User-agent: *\nDisallow: /%61\n", []string{"/a"}, []string{"/%61"}},
		{"mark, CR, CRLF and blanks", "\uFEFFUser-agent : *\r\n  disallow\t:  /a  \rDISALLOW:/b\r\n", []string{"/"}, []string{"/a", "/b"}},
		{"slips of the pen", "useragent: *\ndissallow: /a\ndisallow /b\n", []string{"/"}, []string{"/a", "/b"}},
		{"a path that must start elsewhere", "User-agent: *\nDisallow: a\n", []string{"/a"}, nil},
		{"index page and folder", "User-agent: *\nDisallow: /\nAllow: /jobs/index.html\n", []string{"/jobs/"}, []string{"/jobs/x"}},
		{"NUL and invalid bytes", "User-agent: *\x00\nDisallow: /\xff\n", []string{"/"}, nil},
	} {
		r := parseRobots([]byte(c.file), robotsToken)
		for _, path := range c.allowed {
			if !r.allows(path) {
				t.Errorf("%s: %q is refused by %q; want it allowed", c.rule, path, c.file)
			}
		}
		for _, path := range c.refused {
			if r.allows(path) {
				t.Errorf("%s: %q is allowed by %q; want it refused", c.rule, path, c.file)
			}
		}
	}
}

func TestRobotsCrawlDelay(t *testing.T) {
	for _, c := range []struct {
		file string
		want time.Duration
	}{
		{"User-agent: *\nDisallow: /a\n", 0},
		{"User-agent: *\nCrawl-delay: 2\n", 2 * time.Second},
		{"User-agent: *\nCrawl-delay: 0.5\nCrawl-delay: 1.5\n", 1500 * time.Millisecond},
		{"User-agent: *\nCrawl-delay: 9\nDisallow: /x\nUser-agent: demand\nDisallow:\n", 0},
		{"User-agent: *\nCrawl-delay: 1e99\n", maxDelay},
		{"User-agent: *\nCrawl-delay: NaN\n", 0},
		{"User-agent: *\nCrawl-delay: Inf\n", maxDelay},
		{"User-agent: *\nCrawl-delay: -1\n", 0},
		{"User-agent: *\nCrawl-delay: ten\n", 0},
	} {
		if got := parseRobots([]byte(c.file), robotsToken).delay; got != c.want {
			t.Errorf("parseRobots(%q).delay = %v; want %v", c.file, got, c.want)
		}
	}
}

// The matcher cases of github.com/google/robotstxt, one JSON object a line.
func TestRobotsAgreesWithGoogle(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "corpora", "robots", "google_cases.jsonl")
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("the corpus of Google's cases is not on this computer: %v", err)
	}
	defer f.Close()
	n := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for ; lines.Scan(); n++ {
		var c struct {
			Test, Robots, Agent, URL string
			Want                     bool
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(c.URL)
		if err != nil {
			t.Fatal(err)
		}
		if got := parseRobots([]byte(c.Robots), c.Agent).check(u) == nil; got != c.Want {
			t.Errorf("%s: %q for %s on %q = %v; want %v", c.Test, c.URL, c.Agent, c.Robots, got, c.Want)
		}
	}
	if lines.Err() != nil || n != 145 {
		t.Errorf("read %d cases, %v; want 145", n, lines.Err())
	}
}

func TestRobotsIsKeptForADay(t *testing.T) {
	clock := newJumpClock()
	fetches, status := 0, 200
	c := testClient(t, Options{Clock: clock, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == robotsPath {
			if req.Header.Get("User-Agent") != testAgent {
				t.Errorf("robots.txt asked for as %q; want %q", req.Header.Get("User-Agent"), testAgent)
			}
			fetches++
			return reply(status, "User-agent: *\nDisallow: /no\n"), nil
		}
		return reply(200, "ok"), nil
	})})
	get := func(path string) error {
		_, err := c.Get(t.Context(), "https://a.test"+path, time.Second)
		return err
	}
	get("/")
	clock.advance(robotsLife - time.Minute)
	if err := get("/"); err != nil || fetches != 1 {
		t.Errorf("within a day: %v after %d fetches of robots.txt; want one fetch", err, fetches)
	}
	clock.advance(2 * time.Minute)
	if err := get("/no"); err == nil || fetches != 2 {
		t.Errorf("after a day: %v after %d fetches of robots.txt; want two, and a refusal", err, fetches)
	}
	clock.advance(robotsLife)
	status = 503
	if err := get("/"); err != nil {
		t.Errorf("robots.txt down after a good copy: %v; want the copy to hold", err)
	}
	if err := get("/no"); err == nil || fetches != 2+MaxAttempts {
		t.Errorf("robots.txt down: /no = %v after %d fetches; want a refusal after %d", err, fetches, 2+MaxAttempts)
	}
	clock.advance(robotsRetry)
	status = 404
	if err := get("/no"); err != nil {
		t.Errorf("robots.txt gone: %v; want everything allowed", err)
	}
}

func TestRobotsThatNeverAnswersClosesTheHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := newLog()
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			seen.note(req.URL.Path)
			<-req.Context().Done()
			return nil, req.Context().Err()
		})})
		if _, err := c.Get(t.Context(), "https://a.test/", 0); !errors.Is(err, ErrNoRobots) || !errors.Is(err, errSlow) {
			t.Errorf("Get = %v; want ErrNoRobots, and that no answer came", err)
		}
		if len(seen.of(robotsPath)) != MaxAttempts || len(seen.of("/")) != 0 {
			t.Errorf("robots.txt was asked for %d times, the page %d; want %d and none", len(seen.of(robotsPath)), len(seen.of("/")), MaxAttempts)
		}
	})
}

func TestRobotsReadsTheStartOfALongFile(t *testing.T) {
	long := "User-agent: *\nDisallow: /no\n" + strings.Repeat("# filler\n", robotsBytes/9-4) + "Disallow: /yes-and-more\nDisallow: /late\n"
	long = long[:robotsBytes-len("s-and-more\n")] + "\n" + strings.Repeat("Disallow: /late\n", 9)
	c := testClient(t, Options{Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == robotsPath {
			return reply(200, long), nil
		}
		return reply(200, "ok"), nil
	})})
	if _, err := c.Get(t.Context(), "https://a.test/no", time.Second); err == nil {
		t.Error("a rule at the start is not obeyed")
	}
	if _, err := c.Get(t.Context(), "https://a.test/late", time.Second); err != nil {
		t.Errorf("a rule behind the limit is obeyed: %v", err)
	}
}

func FuzzParseRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nAllow: /%e3\x80\nCrawl-delay: 3\n", "/x%")
	f.Add("\uFEFFuser agent demand\rdisallow /#", "/?")
	f.Fuzz(func(t *testing.T, file, path string) {
		r := parseRobots([]byte(file), robotsToken)
		r.allows(path)
		if r.delay < 0 || r.delay > maxDelay {
			t.Errorf("parseRobots(%q).delay = %v", file, r.delay)
		}
		if again := escape(escape(path)); again != escape(path) {
			t.Errorf("escape(escape(%q)) = %q; want %q", path, again, escape(path))
		}
	})
}

func TestRobotsOfAHostThatIsNotThereSaysSo(t *testing.T) {
	unknown := &robots{closed: fmt.Errorf("dial tcp: %w", &net.DNSError{Err: "no such host", Name: "acme.example", Server: "192.0.2.53:53", IsNotFound: true})}
	err := unknown.check(&url.URL{Scheme: "https", Host: "acme.example", Path: "/jobs"})
	if !errors.Is(err, ErrNoRobots) || !strings.Contains(err.Error(), "there is no host acme.example") || strings.Contains(err.Error(), "192.0.2.53") {
		t.Errorf("check = %v; want that there is no such host, and not who said so", err)
	}
}
