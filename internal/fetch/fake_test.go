package fetch

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A fakeTransport answers every request by itself.
type fakeTransport func(req *http.Request) (*http.Response, error)

func (f fakeTransport) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// reply makes a response; headers are written as "Name: value".
func reply(status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		h.Add(name, value)
	}
	return &http.Response{StatusCode: status, Header: h, ContentLength: -1, Body: io.NopCloser(strings.NewReader(body))}
}

// A log notes when each address was asked for, in time since its start.
type log struct {
	mu    sync.Mutex
	start time.Time
	at    map[string][]time.Duration
}

func newLog() *log { return &log{start: time.Now(), at: map[string][]time.Duration{}} }

func (l *log) note(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.at[key] = append(l.at[key], time.Since(l.start))
}

func (l *log) of(key string) []time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at[key]
}

// A jumpClock does not wait: it moves its own time on.
type jumpClock struct {
	mu  sync.Mutex
	now time.Time
}

func newJumpClock() *jumpClock { return &jumpClock{now: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)} }

func (c *jumpClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *jumpClock) Sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	c.advance(d)
	return nil
}

func (c *jumpClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
}

const testAgent = "demand/0 (+https://demand.test)"

// testClient makes a client and closes it at the test's end. Without a clock it gets one that does not wait.
func testClient(t testing.TB, o Options) *Client {
	t.Helper()
	o.Agent = testAgent
	if o.Clock == nil {
		o.Clock = newJumpClock()
	}
	c := New(o)
	t.Cleanup(c.Close)
	return c
}
