package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// open makes a client that may talk to loopback.
func open(t testing.TB, o Options) *Client {
	o.AllowHosts = append(o.AllowHosts, "127.0.0.1")
	return testClient(t, o)
}

func TestGetGivesTheWholeAnswer(t *testing.T) {
	s, _ := countHits(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == robotsPath {
			http.NotFound(w, r)
			return
		}
		if ua := r.Header.Get("User-Agent"); ua != testAgent {
			t.Errorf("User-Agent = %q; want %q", ua, testAgent)
		}
		if e := r.Header.Get("Accept-Encoding"); e != "gzip" {
			t.Errorf("Accept-Encoding = %q; want gzip", e)
		}
		w.Header().Set("Content-Type", "Application/JSON; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Set-Cookie", "seen=1; Path=/")
		if r.Header.Get("Cookie") != "" {
			t.Errorf("Cookie = %q; want none", r.Header.Get("Cookie"))
		}
		z := gzip.NewWriter(w)
		fmt.Fprintf(z, `{"path":%q}`, r.URL.RequestURI())
		z.Close()
	})
	clock := newJumpClock()
	c := open(t, Options{Clock: clock})
	for range 2 {
		got, err := c.Get(t.Context(), s.URL+"/jobs?b=2&a=1#top", time.Nanosecond)
		if err != nil {
			t.Fatal(err)
		}
		want := Answer{URL: s.URL + "/jobs?b=2&a=1", Status: 200, Type: "application/json", Body: []byte(`{"path":"/jobs?b=2&a=1"}`), At: clock.Now().Truncate(time.Second)}
		if got.URL != want.URL || got.Status != want.Status || got.Type != want.Type || !bytes.Equal(got.Body, want.Body) || !got.At.Equal(want.At) {
			t.Errorf("Get = %+v; want %+v", got, want)
		}
	}
}

func TestEnvironmentDoesNotChangeTheEngine(t *testing.T) {
	for name, value := range map[string]string{
		"COLLY_USER_AGENT": "other", "COLLY_MAX_BODY_SIZE": "3", "COLLY_FOLLOW_REDIRECTS": "no", "COLLY_CACHE_DIR": t.TempDir(),
		"COLLY_DISALLOWED_DOMAINS": "127.0.0.1", "COLLY_PARSE_HTTP_ERROR_RESPONSE": "no", "COLLY_NONSENSE": "1",
	} {
		t.Setenv(name, value)
	}
	s, _ := countHits(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new", http.StatusFound)
		case "/new":
			io.WriteString(w, r.UserAgent())
		default:
			http.NotFound(w, r)
		}
	})
	if a, err := open(t, Options{}).Get(t.Context(), s.URL+"/old", 0); err != nil || string(a.Body) != testAgent {
		t.Errorf("Get = %q, %v; want %q", a.Body, err, testAgent)
	}
}

func TestRobotsTransport(t *testing.T) {
	const rules = "User-agent: *\nDisallow: /no\n"
	redirects := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			var i int
			fmt.Sscanf(r.URL.RawQuery, "%d", &i)
			if i == n {
				io.WriteString(w, rules)
				return
			}
			http.Redirect(w, r, fmt.Sprintf("/robots.txt?%d", i+1), http.StatusMovedPermanently)
		}
	}
	status := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(n); io.WriteString(w, rules) }
	}
	for _, c := range []struct {
		name    string
		robots  http.HandlerFunc
		yes, no error // for /yes and for /no
	}{
		{"200", status(200), nil, ErrDisallowed},
		{"five redirects", redirects(5), nil, ErrDisallowed},
		{"six redirects", redirects(6), nil, nil},
		{"301 without address", status(301), nil, nil},
		{"401", status(401), nil, nil},
		{"403", status(403), nil, nil},
		{"404", status(404), nil, nil},
		{"429", status(429), nil, nil},
		{"500", status(500), ErrNoRobots, ErrNoRobots},
		{"503", status(503), ErrNoRobots, ErrNoRobots},
		{"reset", hijack(""), ErrNoRobots, ErrNoRobots},
		{"short body", hijack("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n" + rules), ErrNoRobots, ErrNoRobots},
		{"unasked encoding", hijack("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nConnection: close\r\n\r\nxxx"), ErrNoRobots, ErrNoRobots},
		{"HTML", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<!doctype html><p>Disallow: /") }, nil, nil},
		{"gzip", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			io.WriteString(z, rules)
			z.Close()
		}, nil, ErrDisallowed},
		{"30 MiB", func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, rules)
			line := bytes.Repeat([]byte("# filler\n"), 1<<12)
			for range 30 << 20 / len(line) {
				if _, err := w.Write(line); err != nil {
					return
				}
			}
		}, nil, ErrDisallowed},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _ := countHits(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == robotsPath {
					c.robots(w, r)
				}
			})
			client := open(t, Options{})
			for path, want := range map[string]error{"/yes": c.yes, "/no": c.no} {
				if _, err := client.Get(t.Context(), s.URL+path, 0); !errors.Is(err, want) {
					t.Errorf("Get(%s) = %v; want %v", path, err, want)
				}
			}
		})
	}
}

// hijack answers with raw bytes, then closes the connection.
func hijack(raw string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		io.WriteString(conn, raw)
		conn.Close()
	}
}

func TestManyFirstVisitsFetchRobotsOnce(t *testing.T) {
	s, hits := countHits(t, func(w http.ResponseWriter, r *http.Request) {})
	c := open(t, Options{})
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if _, err := c.Get(t.Context(), fmt.Sprintf("%s/%d", s.URL, i), 0); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if hits() != 21 {
		t.Errorf("%d requests; want 20 and one robots.txt", hits())
	}
}

// pages serves no robots.txt, and one handler for everything else.
func pages(t *testing.T, h http.HandlerFunc) (address string, hits func() int) {
	s, n := countHits(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == robotsPath {
			w.Header().Set("Connection", "close") // net/http itself asks again when a connection that it kept turns out closed
			http.NotFound(w, r)
			return
		}
		h(w, r)
	})
	return s.URL, func() int { return n() - 1 }
}

func TestGetTriesBrokenAnswersAgain(t *testing.T) {
	for name, raw := range map[string]string{
		"reset before the head": "",
		"reset in the head":     "HTTP/1.1 200 OK\r\nContent-",
		"short body":            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"jobs\":[",
		"bad chunk":             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
		"missing last chunk":    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
		"cut gzip":              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\xca",
		"endless early answers": strings.Repeat("HTTP/1.1 103 Early Hints\r\nX-Filler: "+strings.Repeat("x", 1000)+"\r\n\r\n", 1100),
		"endless head":          "HTTP/1.1 200 OK\r\n" + strings.Repeat("X-Filler: "+strings.Repeat("x", 1000)+"\r\n", 1100),
	} {
		t.Run(name, func(t *testing.T) {
			address, hits := pages(t, hijack(raw))
			if a, err := open(t, Options{}).Get(t.Context(), address+"/", 0); err == nil {
				t.Errorf("Get = %q; want an error", a.Body)
			}
			if hits() != MaxAttempts {
				t.Errorf("%d attempts; want %d", hits(), MaxAttempts)
			}
			n := 0
			address, _ = pages(t, func(w http.ResponseWriter, r *http.Request) {
				if n++; n < MaxAttempts {
					hijack(raw)(w, r)
					return
				}
				io.WriteString(w, "whole")
			})
			if a, err := open(t, Options{}).Get(t.Context(), address+"/", 0); err != nil || string(a.Body) != "whole" {
				t.Errorf("after broken answers: Get = %q, %v; want the whole one", a.Body, err)
			}
		})
	}
}

// bomb packs n zero bytes.
func bomb(n int64) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.CopyN(z, zeros{}, n)
	z.Close()
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestGetLimitsTheBody(t *testing.T) {
	const most = 1 << 20
	packed := bomb(8 << 20)
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"exactly the limit": {func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, most)) }, nil},
		"one byte over":     {func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, most+1)) }, ErrTooLarge},
		"gzip bomb": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed)
		}, ErrTooLarge},
		"gzip file": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/gzip")
			w.Write(packed)
		}, ErrTooLarge},
		"endless": {func(w http.ResponseWriter, r *http.Request) { io.Copy(w, zeros{}) }, ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			address, hits := pages(t, c.serve)
			a, err := open(t, Options{MaxBytes: most}).Get(t.Context(), address+"/sitemap.xml.gz", 0)
			if !errors.Is(err, c.want) || hits() != 1 {
				t.Errorf("Get = %d bytes, %v after %d requests; want %v after one", len(a.Body), err, hits(), c.want)
			}
		})
	}
}

func TestGetUnpacksGzipFiles(t *testing.T) {
	address, _ := pages(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, "<urlset/>")
		z.Close()
	})
	if a, err := open(t, Options{}).Get(t.Context(), address+"/sitemap.xml.gz", 0); err != nil || string(a.Body) != "<urlset/>" {
		t.Errorf("Get = %q, %v; want <urlset/>", a.Body, err)
	}
}

func TestGetRefusesEncodingsItDidNotAskFor(t *testing.T) {
	address, hits := pages(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		io.WriteString(w, "xx")
	})
	_, err := open(t, Options{}).Get(t.Context(), address+"/", 0)
	if err == nil || !strings.Contains(err.Error(), `"br"`) || hits() != 1 {
		t.Errorf("Get = %v after %d requests; want an error that names br after one", err, hits())
	}
}

func TestGetFollowsRedirectsWithinBounds(t *testing.T) {
	address, hits := pages(t, func(w http.ResponseWriter, r *http.Request) {
		to := ""
		switch r.URL.Path {
		case "/ten":
			var n int
			fmt.Sscanf(r.URL.RawQuery, "%d", &n)
			if n < MaxRedirects {
				to = fmt.Sprintf("/ten?%d", n+1)
			}
		case "/loop":
			to = "/loop"
		case "/file":
			to = "file:///etc/passwd"
		case "/script":
			to = "javascript:alert(1)"
		case "/login":
			to = "http://user:secret@" + r.Host + "/x"
		case "/relative":
			to = "sub?x=1"
		case "/host":
			to = "//" + r.Host + "/there"
		case "/other":
			w.Header().Set("Location", "/there")
			w.WriteHeader(http.StatusSeeOther)
			return
		case "/nowhere":
			w.WriteHeader(http.StatusFound)
			return
		}
		if to == "" {
			io.WriteString(w, "here")
			return
		}
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	c := open(t, Options{})
	for _, good := range []struct{ path, url string }{{"/ten", "/ten?10"}, {"/relative", "/sub?x=1"}, {"/host", "/there"}, {"/other", "/there"}} {
		a, err := c.Get(t.Context(), address+good.path, 0)
		if err != nil || a.URL != address+good.url || string(a.Body) != "here" {
			t.Errorf("Get(%s) = %q from %s, %v; want it from %s", good.path, a.Body, a.URL, err, good.url)
		}
	}
	before := hits()
	if _, err := c.Get(t.Context(), address+"/loop", 0); !errors.Is(err, ErrRedirects) || hits()-before != 1+MaxRedirects {
		t.Errorf("Get(/loop) = %v after %d requests; want ErrRedirects after %d", err, hits()-before, 1+MaxRedirects)
	}
	for _, path := range []string{"/file", "/script", "/login"} {
		if _, err := c.Get(t.Context(), address+path, 0); !errors.Is(err, ErrAddress) || strings.Contains(err.Error(), "secret") {
			t.Errorf("Get(%s) = %v; want ErrAddress, without the password", path, err)
		}
	}
	var status *StatusError
	if _, err := c.Get(t.Context(), address+"/nowhere", 0); !errors.As(err, &status) || status.Status != 302 {
		t.Errorf("Get(/nowhere) = %v; want status 302", err)
	}
}

func TestARedirectFromHTTPSToHTTPTellsNothingOfTheFirst(t *testing.T) {
	c := testClient(t, Options{Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		switch req.URL.String() {
		case "https://a.test/list?token=1":
			return reply(302, "", "Location: http://b.test/list"), nil
		case "http://b.test/list":
			if r := req.Header.Get("Referer"); r != "" {
				t.Errorf("Referer = %q; want none", r)
			}
			return reply(200, "here"), nil
		}
		return reply(404, ""), nil
	})})
	if a, err := c.Get(t.Context(), "https://a.test/list?token=1", 0); err != nil || a.URL != "http://b.test/list" || string(a.Body) != "here" {
		t.Errorf("Get = %q from %s, %v", a.Body, a.URL, err)
	}
}

func TestRobotsHoldsBehindARedirect(t *testing.T) {
	c := testClient(t, Options{Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		switch req.URL.String() {
		case "https://a.test/":
			return reply(302, "", "Location: https://b.test/private"), nil
		case "https://b.test/robots.txt":
			return reply(200, "User-agent: demand\nDisallow: /private"), nil
		case "https://a.test/robots.txt":
			return reply(404, ""), nil
		}
		t.Errorf("%s was asked for", req.URL)
		return reply(200, ""), nil
	})})
	_, err := c.Get(t.Context(), "https://a.test/", 0)
	if want := "redirected to https://b.test/private: disallowed by robots.txt"; !errors.Is(err, ErrDisallowed) || err.Error() != want {
		t.Errorf("Get = %v; want %s", err, want)
	}
}

func TestErrorsReadWell(t *testing.T) {
	for want, res := range map[string]func() (*http.Response, error){
		"status 404 Not Found":                      func() (*http.Response, error) { return reply(404, ""), nil },
		"4 attempts: connection reset":              func() (*http.Response, error) { return nil, errors.New("connection reset") },
		`content encoding "zstd" was not asked for`: func() (*http.Response, error) { return reply(200, "x", "Content-Encoding: zstd"), nil },
		"answer too large: more than 10 bytes":      func() (*http.Response, error) { return reply(200, "12345678901"), nil },
		"panic while fetching: out of order":        func() (*http.Response, error) { panic("out of order") },
	} {
		c := testClient(t, Options{MaxBytes: 10, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			if req.URL.Path == robotsPath {
				return reply(404, ""), nil
			}
			return res()
		})})
		for range 2 { // a panic must not keep the host's turn
			if _, err := c.Get(t.Context(), "https://a.test/", 0); err == nil || err.Error() != want {
				t.Errorf("Get = %v; want %s", err, want)
			}
		}
	}
}

func TestRobotsThatCannotBeReadSaysWhy(t *testing.T) {
	c := testClient(t, Options{Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		return reply(503, ""), nil
	})})
	_, err := c.Get(t.Context(), "https://a.test/", 0)
	if want := "robots.txt could not be read: status 503 Service Unavailable"; err == nil || err.Error() != want {
		t.Errorf("Get = %v; want %s", err, want)
	}
}
