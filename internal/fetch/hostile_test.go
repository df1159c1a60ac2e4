package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// A nameServer answers questions for addresses with the next of its list, the last for ever.
type nameServer struct {
	net.PacketConn
	mu    sync.Mutex
	give  [][4]byte
	asked int
}

func serveNames(t *testing.T, give ...[4]byte) *nameServer {
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &nameServer{PacketConn: conn, give: give}
	var wg sync.WaitGroup
	wg.Go(s.serve)
	t.Cleanup(func() {
		_ = conn.Close()
		wg.Wait()
	})
	return s
}

func (s *nameServer) serve() {
	buf := make([]byte, 1500)
	for {
		n, from, err := s.ReadFrom(buf)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
			continue
		}
		q := m.Questions[0]
		m.Response, m.Additionals = true, nil
		if q.Type == dnsmessage.TypeA {
			s.mu.Lock()
			ip := s.give[min(s.asked, len(s.give)-1)]
			s.asked++
			s.mu.Unlock()
			m.Answers = []dnsmessage.Resource{{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
				Body:   &dnsmessage.AResource{A: ip},
			}}
		}
		if out, err := m.Pack(); err == nil {
			_, _ = s.WriteTo(out, from)
		}
	}
}

func TestANameThatTurnsPrivateIsRefusedWhenItIsDialled(t *testing.T) {
	inside, hits := countHits(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "secret") })
	_, port, err := net.SplitHostPort(strings.TrimPrefix(inside.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	public := [4]byte{192, 0, 43, 7} // is never connected to: the test resolves it by itself
	names := serveNames(t, public, [4]byte{127, 0, 0, 1})
	resolver := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", names.LocalAddr().String())
	}}
	if found, err := resolver.LookupHost(t.Context(), "rebind.test"); err != nil || found[0] != "192.0.43.7" {
		t.Fatalf("the first look-up gave %q, %v; want a public address", found, err)
	}
	old := net.DefaultResolver
	net.DefaultResolver = resolver
	defer func() { net.DefaultResolver = old }()
	c := testClient(t, Options{})
	for _, path := range []string{"/", robotsPath} {
		if _, err := c.Get(t.Context(), "http://rebind.test:"+port+path, 0); !errors.Is(err, ErrAddress) {
			t.Errorf("Get(%s) = %v; want ErrAddress", path, err)
		}
	}
	if hits() != 0 {
		t.Errorf("%d requests reached the private server", hits())
	}
}

func TestASlowAnswerThatComesInTimeIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			if req.URL.Path == robotsPath {
				return reply(404, ""), nil
			}
			n := 59
			if req.URL.Path == "/slower" {
				n = 61
			}
			res := reply(200, "")
			res.Body = io.NopCloser(&drip{ctx: req.Context(), left: n})
			return res, nil
		})})
		if a, err := c.Get(t.Context(), "https://a.test/slow", 0); err != nil || !bytes.Equal(a.Body, bytes.Repeat([]byte("x"), 59)) {
			t.Errorf("Get = %d bytes, %v; want 59", len(a.Body), err)
		}
		if a, err := c.Get(t.Context(), "https://a.test/slower", 0); !errors.Is(err, errSlow) {
			t.Errorf("Get = %d bytes, %v; want %v", len(a.Body), err, errSlow)
		}
	})
}

// drip gives a byte a second.
type drip struct {
	ctx  context.Context
	left int
}

func (d *drip) Read(b []byte) (int, error) {
	if d.left == 0 {
		return 0, io.EOF
	}
	select {
	case <-time.After(time.Second):
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
	d.left--
	b[0] = 'x'
	return 1, nil
}

func TestAConnectionThatBreaksIsNotTriedAgainAtOnce(t *testing.T) {
	var mu sync.Mutex
	sent := 0
	s, _ := countHits(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		sent++
		mu.Unlock()
		if r.URL.Path != robotsPath { // over the connection that robots.txt has left open
			hijack("")(w, r)
		}
	})
	clock := newJumpClock()
	asked := 0
	c := open(t, Options{Clock: countSleeps{clock, &asked}})
	if _, err := c.Get(t.Context(), s.URL+"/", time.Second); err == nil {
		t.Error("Get = nil; want an error")
	}
	mu.Lock()
	defer mu.Unlock()
	if sent != asked || sent <= 1+MaxAttempts {
		t.Errorf("%d requests after %d waits for the pace; want a wait for each, of more than %d", sent, asked, 1+MaxAttempts)
	}
}

// countSleeps counts the waits, of which each request has one.
type countSleeps struct {
	*jumpClock
	n *int
}

func (c countSleeps) Sleep(ctx context.Context, d time.Duration) error {
	*c.n++
	return c.jumpClock.Sleep(ctx, d)
}

func TestAPanicCostsOneRequest(t *testing.T) {
	c := testClient(t, Options{Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == "/panic" {
			panic("out of order")
		}
		return reply(200, "ok"), nil
	})})
	if _, err := c.Get(t.Context(), "https://a.test/panic", 0); err == nil || !strings.Contains(err.Error(), "out of order") {
		t.Errorf("Get(/panic) = %v; want the panic as an error", err)
	}
	if a, err := c.Get(t.Context(), "https://a.test/", 0); err != nil || string(a.Body) != "ok" {
		t.Errorf("Get = %q, %v", a.Body, err)
	}
}
