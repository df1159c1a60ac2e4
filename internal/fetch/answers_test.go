package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// shelf is a cache in memory.
type shelf struct {
	headers map[string]http.Header
	bodies  map[string][]byte
	err     error
}

func newShelf() *shelf { return &shelf{headers: map[string]http.Header{}, bodies: map[string][]byte{}} }

func (s *shelf) Load(_ context.Context, address string) (http.Header, []byte, bool, error) {
	h, ok := s.headers[address]
	return h, s.bodies[address], ok, s.err
}

func (s *shelf) Save(_ context.Context, address string, h http.Header, body []byte) error {
	if s.err == nil {
		s.headers[address], s.bodies[address] = h, body
	}
	return s.err
}

// A pageServer answers as its page says, and notes the conditions of each request.
type pageServer struct {
	*httptest.Server
	header  map[string]string
	body    string
	is304   func(r *http.Request) bool // nil: as net/http decides
	noTag   bool                       // of a 304
	etag304 string
	asked   []string // If-None-Match and If-Modified-Since of each request for the page
}

func servePage(t *testing.T, header map[string]string, body string) *pageServer {
	s := &pageServer{header: header, body: body}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == robotsPath {
			http.NotFound(w, r)
			return
		}
		none, since := r.Header.Get("If-None-Match"), r.Header.Get("If-Modified-Since")
		s.asked = append(s.asked, strings.TrimSpace(none+" "+since))
		for k, v := range s.header {
			w.Header().Set(k, v)
		}
		unchanged := none != "" && none == s.header["ETag"] || none == "" && since != "" && since == s.header["Last-Modified"]
		if s.is304 != nil {
			unchanged = s.is304(r)
		}
		if unchanged {
			w.Header().Del("Content-Type")
			if s.noTag {
				w.Header().Del("ETag")
				w.Header().Del("Last-Modified")
			}
			if s.etag304 != "" {
				w.Header().Set("ETag", s.etag304)
			}
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, s.body)
	}))
	t.Cleanup(s.Close)
	return s
}

const changedAt = "Wed, 04 Mar 2026 05:06:07 GMT"

func TestAnUnchangedPageCostsOne304(t *testing.T) {
	for name, header := range map[string]map[string]string{
		"strong tag":    {"ETag": `"1"`},
		"weak tag":      {"ETag": `W/"1"`},
		"date":          {"Last-Modified": changedAt},
		"both":          {"ETag": `"1"`, "Last-Modified": changedAt},
		"vary":          {"ETag": `"1"`, "Vary": "Accept-Encoding, User-Agent"},
		"private":       {"ETag": `"1"`, "Cache-Control": "private, max-age=0, must-revalidate"},
		"vary and date": {"Last-Modified": changedAt, "Vary": "Accept-Encoding"},
	} {
		for _, noTag := range []bool{false, true} { // a 304 without validators means the same
			t.Run(name, func(t *testing.T) {
				header["Content-Type"] = "text/html; charset=windows-1252"
				s := servePage(t, header, "caf\xe9")
				s.noTag = noTag
				clock, answers := newJumpClock(), newShelf()
				first, err := open(t, Options{Clock: clock, Answers: answers}).Get(t.Context(), s.URL+"/jobs#top", 0)
				if err != nil {
					t.Fatal(err)
				}
				clock.advance(time.Hour)
				again, err := open(t, Options{Clock: clock, Answers: answers}).Get(t.Context(), s.URL+"/jobs", 0)
				if err != nil {
					t.Fatal(err)
				}
				if again.Status != 200 || string(again.Body) != "café" || again.Type != first.Type || again.URL != first.URL {
					t.Errorf("second Get = %+v; want that of the first, %+v", again, first)
				}
				if again.At.Sub(first.At) < time.Hour {
					t.Errorf("it dates from %v; want the time of the 304", again.At)
				}
				want := strings.TrimSpace(header["ETag"] + " " + header["Last-Modified"])
				if len(s.asked) != 2 || s.asked[0] != "" || s.asked[1] != want {
					t.Errorf("conditions = %q; want none, then %q", s.asked, want)
				}
			})
		}
	}
}

func TestAChangedPageIsReadAnewAndKept(t *testing.T) {
	s := servePage(t, map[string]string{"ETag": `"1"`}, "old")
	answers := newShelf()
	c := open(t, Options{Answers: answers})
	for _, step := range []struct{ tag, body, asked string }{
		{`"1"`, "old", ""}, {`"2"`, "new", `"1"`}, {`"3"`, "new", `"2"`}, {`"3"`, "new", `"3"`},
	} {
		s.header["ETag"], s.body, s.asked = step.tag, step.body, nil
		a, err := c.Get(t.Context(), s.URL+"/", 0)
		if err != nil || string(a.Body) != step.body || len(s.asked) != 1 || s.asked[0] != step.asked {
			t.Errorf("Get = %q, %v with the conditions %q; want %q and %q", a.Body, err, s.asked, step.body, step.asked)
		}
	}
}

func TestWhatMayNotBeReusedIsNotAskedForConditionally(t *testing.T) {
	for name, header := range map[string]map[string]string{
		"no validator":       {},
		"no-store":           {"ETag": `"1"`, "Cache-Control": "max-age=0, No-Store"},
		"varies with all":    {"ETag": `"1"`, "Vary": "*"},
		"varies with agents": {"Last-Modified": changedAt, "Vary": "Accept, user-agent"},
	} {
		t.Run(name, func(t *testing.T) {
			s := servePage(t, header, "page")
			c := open(t, Options{Answers: newShelf()})
			for range 2 {
				if a, err := c.Get(t.Context(), s.URL+"/", 0); err != nil || string(a.Body) != "page" {
					t.Errorf("Get = %q, %v; want the page", a.Body, err)
				}
			}
			if strings.Join(s.asked, "") != "" {
				t.Errorf("conditions = %q; want none", s.asked)
			}
		})
	}
}

func TestAPageWhoseEndIsNotToldIsNotKept(t *testing.T) {
	address, _ := pages(t, hijack("HTTP/1.0 200 OK\r\nETag: \"1\"\r\n\r\nperhaps not all"))
	answers := newShelf()
	if a, err := open(t, Options{Answers: answers}).Get(t.Context(), address+"/", 0); err != nil || string(a.Body) != "perhaps not all" {
		t.Errorf("Get = %q, %v", a.Body, err)
	}
	if len(answers.bodies) != 0 {
		t.Errorf("kept %v; want nothing", answers.bodies)
	}
}

func TestA304ThatNobodyAskedForIsAnError(t *testing.T) {
	s := servePage(t, nil, "")
	s.is304 = func(*http.Request) bool { return true }
	var status *StatusError
	if _, err := open(t, Options{Answers: newShelf()}).Get(t.Context(), s.URL+"/", 0); !errors.As(err, &status) || status.Status != 304 {
		t.Errorf("Get = %v; want status 304", err)
	}
}

func TestA304OfAnotherVersionIsNotBelieved(t *testing.T) {
	s := servePage(t, map[string]string{"ETag": `"1"`}, "one")
	c := open(t, Options{Answers: newShelf()})
	if _, err := c.Get(t.Context(), s.URL+"/", 0); err != nil {
		t.Fatal(err)
	}
	s.is304 = func(r *http.Request) bool { return r.Header.Get("If-None-Match") != "" }
	s.etag304, s.body = `"9"`, "nine"
	if a, err := c.Get(t.Context(), s.URL+"/", 0); err != nil || string(a.Body) != "nine" {
		t.Errorf("Get = %q, %v; want the page as it is now", a.Body, err)
	}
	s.etag304, s.body = `W/"1"`, "not sent" // the same version, told weakly
	if a, err := c.Get(t.Context(), s.URL+"/", 0); err != nil || string(a.Body) != "nine" {
		t.Errorf("Get = %q, %v; want what is kept", a.Body, err)
	}
}

func TestAKeptPageBeyondTheLimitIsAskedForAnew(t *testing.T) {
	s := servePage(t, map[string]string{"ETag": `"1"`}, "0123456789")
	answers := newShelf()
	if _, err := open(t, Options{Answers: answers}).Get(t.Context(), s.URL+"/", 0); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, Options{Answers: answers, MaxBytes: 5}).Get(t.Context(), s.URL+"/", 0); !errors.Is(err, ErrTooLarge) {
		t.Errorf("Get = %v; want ErrTooLarge", err)
	}
}

func TestACacheThatFailsCostsNoPage(t *testing.T) {
	s := servePage(t, map[string]string{"ETag": `"1"`}, "page")
	answers := newShelf()
	answers.err = errors.New("the disk is full")
	c := open(t, Options{Answers: answers})
	for range 2 {
		if a, err := c.Get(t.Context(), s.URL+"/", 0); err != nil || string(a.Body) != "page" {
			t.Errorf("Get = %q, %v; want the page", a.Body, err)
		}
	}
	if err := c.AnswersError(); err != answers.err {
		t.Errorf("AnswersError = %v; want %v", err, answers.err)
	}
}

func TestARecordingHoldsThePageThatA304StoodFor(t *testing.T) {
	s := servePage(t, map[string]string{"ETag": `"1"`, "Content-Type": "text/plain"}, "page")
	answers := newShelf()
	path := filepath.Join(t.TempDir(), "r.warc.gz")
	recorder, err := NewRecorder(path, "demand/0")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, Options{Answers: answers}).Get(t.Context(), s.URL+"/", 0); err != nil {
		t.Fatal(err)
	}
	want, err := open(t, Options{Answers: answers, Record: recorder}).Get(t.Context(), s.URL+"/", 0)
	if err != nil || s.asked[1] == "" {
		t.Fatalf("Get = %v with the conditions %q", err, s.asked)
	}
	if err := recorder.Close(); err != nil {
		t.Fatal(err)
	}
	recording, err := OpenRecording(path)
	if err != nil {
		t.Fatal(err)
	}
	defer recording.Close()
	got, err := testClient(t, Options{Replay: recording}).Get(t.Context(), s.URL+"/", 0)
	if err != nil || got.Status != 200 || string(got.Body) != "page" || got.Type != want.Type {
		t.Errorf("replayed Get = %+v, %v; want %+v", got, err, want)
	}
}
