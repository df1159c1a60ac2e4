package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// every gives n times: 0, d, 2d …
func every(d time.Duration, n int) []time.Duration {
	var list []time.Duration
	for i := range n {
		list = append(list, time.Duration(i)*d)
	}
	return list
}

func TestGetKeepsThePaceOfEachHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := newLog()
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			seen.note(req.URL.Host)
			return reply(200, "ok"), nil
		})})
		var wg sync.WaitGroup
		for _, host := range []string{"a.test", "b.test"} {
			for i := range 5 {
				wg.Go(func() {
					if _, err := c.Get(t.Context(), fmt.Sprintf("https://%s/%d", host, i), 2*time.Second); err != nil {
						t.Error(err)
					}
				})
			}
		}
		wg.Wait()
		for _, host := range []string{"a.test", "b.test"} { // robots.txt and five pages each
			if got, want := seen.of(host), every(2*time.Second, 6); !slices.Equal(got, want) {
				t.Errorf("requests to %s at %v; want %v", host, got, want)
			}
		}
	})
}

func TestGetAsksOneHostOneThingAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := newLog()
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			seen.note("start")
			time.Sleep(10 * time.Second)
			return reply(200, "ok"), nil
		})})
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() { c.Get(t.Context(), "https://a.test/", time.Second) })
		}
		wg.Wait()
		if got, want := seen.of("start"), every(11*time.Second, 4); !slices.Equal(got, want) {
			t.Errorf("requests started at %v; want %v: the pace counts from the answer", got, want)
		}
	})
}

func TestThePaceHoldsAtTheHostThoughAConnectionTakesLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := newLog()
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			if len(seen.of("arrived")) == 0 {
				time.Sleep(900 * time.Millisecond) // the connection is kept for the later ones
			}
			seen.note("arrived")
			httptrace.ContextClientTrace(req.Context()).GotFirstResponseByte()
			time.Sleep(700 * time.Millisecond) // the body comes slowly
			return reply(200, "ok"), nil
		})})
		for range 2 {
			if _, err := c.Get(t.Context(), "https://a.test/", time.Second); err != nil {
				t.Fatal(err)
			}
		}
		got := seen.of("arrived")
		if want := []time.Duration{900 * time.Millisecond, 1900 * time.Millisecond, 2900 * time.Millisecond}; !slices.Equal(got, want) {
			t.Errorf("requests arrived at %v; want %v", got, want)
		}
	})
}

func TestGetWaitsForThePaceOfTheHostARedirectLeadsTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := newLog()
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			seen.note(req.URL.Host)
			if req.URL.String() == "https://a.test/old" {
				return reply(301, "", "Location: https://b.test/new"), nil
			}
			return reply(200, "ok"), nil
		})})
		if _, err := c.Get(t.Context(), "https://b.test/", 5*time.Second); err != nil { // at 0 and 5 s
			t.Fatal(err)
		}
		a, err := c.Get(t.Context(), "https://a.test/old", 4*time.Second) // robots.txt at 5 s, the page at 9 s
		if err != nil {
			t.Fatal(err)
		}
		if a.URL != "https://b.test/new" {
			t.Errorf("URL = %q; want the one that answered", a.URL)
		}
		if got, want := seen.of("b.test"), []time.Duration{0, 5 * time.Second, 9 * time.Second}; !slices.Equal(got, want) {
			t.Errorf("requests to b at %v; want %v", got, want)
		}
	})
}

func TestGetTakesTheLongerOfPaceAndCrawlDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := newLog()
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			seen.note("a")
			return reply(200, "User-agent: *\nCrawl-delay: 7.5\n"), nil
		})})
		for range 2 {
			if _, err := c.Get(t.Context(), "https://a.test/", 2*time.Second); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := seen.of("a"), every(7500*time.Millisecond, 3); !slices.Equal(got, want) {
			t.Errorf("requests at %v; want %v", got, want)
		}
	})
}

func TestGetObeysRetryAfter(t *testing.T) {
	for _, header := range []func(time.Time) string{
		func(time.Time) string { return "30" },
		func(now time.Time) string { return now.Add(30 * time.Second).UTC().Format(http.TimeFormat) },
	} {
		synctest.Test(t, func(t *testing.T) {
			seen := newLog()
			c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
				if req.URL.Path == robotsPath {
					return reply(404, ""), nil
				}
				seen.note("a")
				if len(seen.of("a")) <= 2 {
					return reply(429, "slow down", "Retry-After: "+header(time.Now())), nil
				}
				return reply(200, "ok"), nil
			})})
			if _, err := c.Get(t.Context(), "https://a.test/", time.Second); err != nil {
				t.Fatal(err)
			}
			got := seen.of("a")
			if len(got) != 3 || got[1]-got[0] != 30*time.Second || got[2]-got[1] != 30*time.Second {
				t.Errorf("attempts at %v; want them 30 s apart", got)
			}
		})
	}
}

func TestGetLeavesAHostAloneThatAsksForLong(t *testing.T) {
	clock := newJumpClock()
	asked := 0
	c := testClient(t, Options{Clock: clock, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == robotsPath {
			return reply(404, ""), nil
		}
		asked++
		return reply(429, "", "Retry-After: 83276"), nil
	})})
	start := clock.Now()
	_, err := c.Get(t.Context(), "https://a.test/", time.Second)
	var status *StatusError
	if !errors.As(err, &status) || status.Status != 429 {
		t.Errorf("first Get: %v; want status 429", err)
	}
	if _, err := c.Get(t.Context(), "https://a.test/2", time.Second); !errors.Is(err, ErrLater) {
		t.Errorf("second Get: %v; want ErrLater", err)
	}
	if asked != 1 || clock.Now().Sub(start) > time.Minute {
		t.Errorf("asked %d times in %v; want once, without waiting", asked, clock.Now().Sub(start))
	}
	clock.advance(83276 * time.Second)
	c.Get(t.Context(), "https://a.test/3", time.Second)
	if asked != 2 {
		t.Errorf("asked %d times after the time was over; want 2", asked)
	}
}

func TestAHostThatIsDownForADayIsAskedSeldom(t *testing.T) {
	const most = 18
	refused := errors.New("connection refused")
	for name, answer := range map[string]func(req *http.Request) (*http.Response, error){
		"refused": func(*http.Request) (*http.Response, error) { return nil, refused },
		"503":     func(*http.Request) (*http.Response, error) { return reply(503, ""), nil },
		"503 but for robots.txt": func(req *http.Request) (*http.Response, error) {
			if req.URL.Path == robotsPath {
				return reply(404, ""), nil
			}
			return reply(503, ""), nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			clock, asked, up := newJumpClock(), 0, false
			c := testClient(t, Options{Clock: clock, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
				if up {
					return reply(200, ""), nil
				}
				asked++
				return answer(req)
			})})
			var last error
			for end := clock.Now().Add(24 * time.Hour); clock.Now().Before(end); clock.advance(time.Minute) {
				if _, err := c.Get(t.Context(), "https://a.test/", time.Second); err == nil {
					t.Fatal("a host that is down answered")
				} else if errors.Is(err, ErrLater) {
					last = err
				}
			}
			if asked > most+1 || asked < 10 { // the one is robots.txt, where it answers
				t.Errorf("asked %d times; want about %d", asked, most)
			}
			if last == nil || !strings.Contains(last.Error(), "requests failed, the latest with: ") || !strings.Contains(last.Error(), "until 2026-03-0") {
				t.Errorf("Get = %v; want why and until when the host is left alone", last)
			}
			up = true
			clock.advance(maxPause)
			for range 2 {
				if _, err := c.Get(t.Context(), "https://a.test/", time.Second); err != nil {
					t.Errorf("once it is back: %v", err)
				}
			}
		})
	}
}

func TestABrokenPageDoesNotCloseItsHost(t *testing.T) {
	c := testClient(t, Options{Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == "/broken" {
			return reply(500, ""), nil
		}
		return reply(200, ""), nil
	})})
	for range 5 {
		if _, err := c.Get(t.Context(), "https://a.test/broken", time.Second); err == nil || errors.Is(err, ErrLater) {
			t.Errorf("Get(/broken) = %v; want its status", err)
		}
		if _, err := c.Get(t.Context(), "https://a.test/good", time.Second); err != nil {
			t.Errorf("Get(/good) = %v", err)
		}
	}
}

func TestAHostThatAnswersIsNotDown(t *testing.T) {
	for name, answer := range map[string]func() *http.Response{
		"404":       func() *http.Response { return reply(404, "") },
		"too large": func() *http.Response { return reply(200, "more than ten bytes") },
		"encoding":  func() *http.Response { return reply(200, "x", "Content-Encoding: br") },
	} {
		c := testClient(t, Options{MaxBytes: 10, Transport: fakeTransport(func(*http.Request) (*http.Response, error) { return answer(), nil })})
		for range 2 * patience {
			if _, err := c.Get(t.Context(), "https://a.test/", time.Second); errors.Is(err, ErrLater) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestRetryAfterReadsWhatServersSend(t *testing.T) {
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	for _, c := range []struct {
		header string
		want   time.Duration
	}{
		{"", 0}, {"0", 0}, {"-5", 0}, {"soon", 0}, {"1.5", 0},
		{"30", 30 * time.Second}, {" 30 ", 30 * time.Second},
		{"999999999", maxLater}, {"99999999999999999999999999", maxLater},
		{"Wed, 04 Mar 2026 05:06:37 GMT", 30 * time.Second},
		{"Wed, 04 Mar 2026 05:06:00 GMT", -7 * time.Second},
	} {
		if got := retryAfter(c.header, now); got != c.want {
			t.Errorf("retryAfter(%q) = %v; want %v", c.header, got, c.want)
		}
	}
}

func TestGetBacksOffLongerEachTimeAndGivesUp(t *testing.T) {
	for _, status := range []int{408, 429, 500, 502, 503, 504} {
		synctest.Test(t, func(t *testing.T) {
			seen := newLog()
			c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
				if req.URL.Path == robotsPath {
					return reply(404, ""), nil
				}
				seen.note("a")
				return reply(status, ""), nil
			})})
			_, err := c.Get(t.Context(), "https://a.test/", time.Millisecond)
			var e *StatusError
			if !errors.As(err, &e) || e.Status != status {
				t.Errorf("Get = %v; want status %d", err, status)
			}
			got := seen.of("a")
			if len(got) != MaxAttempts {
				t.Fatalf("%d: %d attempts; want %d", status, len(got), MaxAttempts)
			}
			for i := 1; i < len(got); i++ {
				d, most := got[i]-got[i-1], backOff<<(i-1)
				if d < most/2 || d > most+time.Millisecond {
					t.Errorf("%d: wait %d was %v; want %v to %v", status, i, d, most/2, most)
				}
			}
		})
	}
}

func TestGetDoesNotRetryOtherStatuses(t *testing.T) {
	for _, status := range []int{304, 400, 403, 404, 410, 501} {
		asked := 0
		c := testClient(t, Options{Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			if req.URL.Path == robotsPath {
				return reply(404, ""), nil
			}
			asked++
			return reply(status, ""), nil
		})})
		_, err := c.Get(t.Context(), "https://a.test/", 0)
		var e *StatusError
		if !errors.As(err, &e) || e.Status != status || e.URL != "https://a.test/" || asked != 1 {
			t.Errorf("Get = %v after %d requests; want status %d after one", err, asked, status)
		}
	}
}

func TestCancelEndsEveryWaitAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			switch {
			case req.URL.Path == "/hang", req.URL.String() == "https://closed.test"+robotsPath:
				<-req.Context().Done()
				return nil, req.Context().Err()
			case req.URL.Path == robotsPath:
				return reply(404, ""), nil
			case req.URL.Path == "/busy":
				return reply(503, "", "Retry-After: 200"), nil
			case req.URL.Path == "/slow":
				res := reply(200, "")
				res.Body = io.NopCloser(&drip{ctx: req.Context(), left: 50})
				return res, nil
			}
			return reply(200, "ok"), nil
		})})
		ctx, cancel := context.WithCancel(t.Context())
		if _, err := c.Get(ctx, "https://paced.test/", time.Second); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for _, q := range []struct {
			address string
			pace    time.Duration
		}{
			{"https://paced.test/1", time.Hour}, {"https://paced.test/2", time.Hour},
			{"https://hangs.test/hang", time.Second}, {"https://hangs.test/hang", time.Second},
			{"https://busy.test/busy", time.Second}, {"https://busy.test/busy", time.Second},
			{"https://closed.test/1", time.Second}, {"https://closed.test/2", time.Second}, // one asks for robots.txt, one waits for it
			{"https://slow.test/slow", time.Second}, {"https://slow.test/slow", time.Second},
		} {
			wg.Go(func() {
				if _, err := c.Get(ctx, q.address, q.pace); !errors.Is(err, context.Canceled) {
					t.Errorf("Get(%s) = %v; want the cancellation", q.address, err)
				}
			})
		}
		time.Sleep(30 * time.Second)
		start := time.Now()
		cancel()
		wg.Wait()
		if d := time.Since(start); d != 0 {
			t.Errorf("ended %v after the cancellation; want at once", d)
		}
	})
}

func TestGetLimitsTheTimeOfAnAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			if req.URL.Path == robotsPath {
				return reply(404, ""), nil
			}
			<-req.Context().Done()
			return nil, req.Context().Err()
		})})
		start := time.Now()
		if _, err := c.Get(t.Context(), "https://a.test/", time.Second); !errors.Is(err, errSlow) {
			t.Errorf("Get = %v; want %v", err, errSlow)
		}
		if d := time.Since(start); d < MaxAttempts*AttemptTime || d > (MaxAttempts+1)*AttemptTime {
			t.Errorf("gave up after %v; want %d attempts of %v", d, MaxAttempts, AttemptTime)
		}
	})
}

func TestHostKeyNamesTheServer(t *testing.T) {
	for address, want := range map[string]string{
		"http://A.test/": "a.test", "https://a.test:443/x": "a.test", "https://a.test./": "a.test",
		"http://a.test:443/": "a.test:443", "http://a.test:8080": "a.test:8080", "http://[::1]:80/": "::1",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := hostKey(u); got != want {
			t.Errorf("hostKey(%s) = %q; want %q", address, got, want)
		}
	}
}
