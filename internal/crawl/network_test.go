package crawl_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"demand/internal/crawl"
	"demand/internal/fetch"
	"demand/sources"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A network holds HTTP servers by the authority of their addresses. They are reached through pipes, so that net/http runs
// on the fake clock of synctest, unless they listen on addresses of loopback.
type network struct {
	hosts map[string]*server
}

// A server is one host. It notes when each of its requests began and ended.
type server struct {
	name    string
	pace    time.Duration // that nobody may be faster than
	handle  http.HandlerFunc
	conns   chan net.Conn // the other ends of the pipes
	mu      sync.Mutex
	began   []time.Time
	ended   []time.Time
	asked   map[string]int // times that each address was asked for
	running int
	most    int // requests that ran at once
}

// Accept, Close and Addr make the server a net.Listener of pipes.
func (s *server) Accept() (net.Conn, error) {
	c, ok := <-s.conns
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (s *server) Close() error   { close(s.conns); return nil }
func (s *server) Addr() net.Addr { return &net.TCPAddr{} }

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.began = append(s.began, time.Now())
	s.running++
	s.most = max(s.most, s.running)
	s.asked[r.URL.Path]++
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.running--
		s.ended = append(s.ended, time.Now())
		s.mu.Unlock()
	}()
	s.handle(w, r)
}

// times returns how often an address was asked for.
func (s *server) times(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

// pipes serves all hosts on pipes until the test ends, and returns the transport that reaches them.
func (n *network) pipes(t *testing.T) http.RoundTripper {
	for _, s := range n.hosts {
		s.conns = make(chan net.Conn)
		s.serve(t, s)
	}
	transport := &http.Transport{DialContext: n.dial, MaxIdleConnsPerHost: 1}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// serve serves the host until the test ends.
func (s *server) serve(t *testing.T, l net.Listener) {
	h := &http.Server{Handler: s}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	}()
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
		<-done
	})
}

func (n *network) dial(ctx context.Context, _, address string) (net.Conn, error) {
	name, _, _ := net.SplitHostPort(address)
	s := n.hosts[name]
	if s == nil {
		return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
	}
	ours, theirs := net.Pipe()
	select {
	case s.conns <- theirs:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// A street says where a market lies and how fast its time goes.
type street struct {
	hosts  []string      // the authorities of their addresses
	pace   time.Duration // that the boards ask for
	slower time.Duration // that the robots.txt of every seventh host asks for
	most   int           // pages of a board
	faults []string      // that the boards meet, in turn
	later  int           // seconds that Retry-After asks for
	drip   time.Duration // between two parts of a slow body
}

// A stall is a board of the market, with the fault that its first requests meet.
type stall struct {
	board
	*street
	host  string
	fault string
	pages int
}

func (s stall) Pace() time.Duration      { return s.pace }
func (s stall) Start() []sources.Request { return []sources.Request{{URL: s.at(1)}} }
func (s stall) at(page int) string       { return fmt.Sprintf("http://%s/%s/%d", s.host, s.name, page) }

// next is the host after the stall's own.
func (s stall) next() string {
	return s.hosts[(slices.Index(s.hosts, s.host)+1)%len(s.hosts)]
}

// Parse reads pages whose further addresses are whole.
func (s stall) Parse(r sources.Request, a sources.Answer) (sources.Page, error) {
	p, err := s.board.Parse(r, a)
	for i := range p.Next {
		p.Next[i].URL = strings.TrimPrefix(p.Next[i].URL, s.url(""))
	}
	return p, err
}

// page answers one page of the stall.
func (s stall) page(n int) string {
	p := page{Total: 4 * s.pages}
	for k := range 4 {
		p.Keys = append(p.Keys, fmt.Sprint(n*100+k))
	}
	if n < s.pages {
		p.Next = []string{s.at(n + 1)}
	}
	return p.String()
}

// faults are what the boards of a market meet. The good ones answer after it.
var faults = []string{
	"none", "seconds", "date", "busy", "reset", "short", "slow", "elsewhere", "garbled chunk", "gone", "empty answer", "broken",
}

// bad are the faults that no patience helps against.
var bad = map[string]crawl.State{"gone": crawl.NoBoard, "broken": crawl.Failed, "empty answer": crawl.Failed}

// serve answers one request for a page of the stall; first says that nobody asked for that page before.
func (s stall) serve(w http.ResponseWriter, r *http.Request, first bool) {
	n, err := strconv.Atoi(r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:])
	if err != nil || n < 1 || n > s.pages {
		http.NotFound(w, r)
		return
	}
	body := s.page(n)
	raw := func(text string) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(conn, text) // the client may have gone
		_ = conn.Close()
	}
	switch {
	case s.fault == "gone":
		http.NotFound(w, r)
	case s.fault == "broken":
		w.WriteHeader(http.StatusInternalServerError)
	case s.fault == "empty answer":
	case s.fault == "slow":
		for i := range 5 {
			_, _ = io.WriteString(w, body[i*len(body)/5:(i+1)*len(body)/5])
			_ = http.NewResponseController(w).Flush()
			select {
			case <-time.After(s.drip):
			case <-r.Context().Done():
			}
		}
	case s.fault == "elsewhere" && !strings.HasPrefix(r.URL.Path, "/moved"):
		http.Redirect(w, r, fmt.Sprintf("http://%s/moved/%s/%d", s.next(), s.name, n), http.StatusFound)
	case !first:
		_, _ = io.WriteString(w, body)
	case s.fault == "seconds":
		w.Header().Set("Retry-After", strconv.Itoa(s.later))
		w.WriteHeader(http.StatusTooManyRequests)
	case s.fault == "date":
		w.Header().Set("Retry-After", time.Now().Add(time.Duration(s.later)*time.Second).UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusServiceUnavailable)
	case s.fault == "busy":
		w.WriteHeader(http.StatusServiceUnavailable)
	case s.fault == "reset":
		raw("")
	case s.fault == "short":
		raw("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + body)
	case s.fault == "garbled chunk":
		raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"Key\r\nzz\r\n")
	case s.fault == "hangs":
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	default:
		_, _ = io.WriteString(w, body)
	}
}

const marketHosts, marketStalls = 60, 300

// dreamt is a market of the fake clock, where waits cost nothing.
func dreamt() *street {
	s := &street{pace: fetch.DefaultPace, slower: 4 * time.Second, most: 3, faults: append([]string{"hangs"}, faults...), later: 120, drip: 10 * time.Second}
	for i := range marketHosts {
		s.hosts = append(s.hosts, fmt.Sprintf("h%d.test", i))
	}
	return s
}

// stalls makes a market: five boards a host, a fault each.
func (s *street) stalls() (*network, []sources.Source) {
	n := &network{hosts: map[string]*server{}}
	byName := map[string]stall{}
	var list []sources.Source
	for i := range marketStalls {
		b := stall{board{name: fmt.Sprintf("b%d", i)}, s, s.hosts[i%len(s.hosts)], s.faults[(i+i/len(s.hosts))%len(s.faults)], 1 + i%s.most}
		byName[b.name] = b
		list = append(list, b)
	}
	for i, name := range s.hosts {
		h := &server{name: name, pace: s.pace, asked: map[string]int{}}
		robots := "User-agent: *\nDisallow: /private\n"
		if i%7 == 0 {
			h.pace = s.slower
			robots = fmt.Sprintf("User-agent: *\nCrawl-delay: %v\n", s.slower.Seconds())
		}
		h.handle = func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				_, _ = io.WriteString(w, robots)
				return
			}
			name := strings.Split(strings.TrimPrefix(r.URL.Path, "/moved"), "/")[1]
			byName[name].serve(w, r, h.times(r.URL.Path) == 1)
		}
		n.hosts[name] = h
	}
	return n, list
}

// visits makes the crawler of m visit all hosts of a market at once.
func (m *market) visits(t *testing.T, o fetch.Options) {
	o.Agent = "demand/0"
	client := fetch.New(o)
	t.Cleanup(client.Close)
	m.Client, m.Now, m.Hosts = client, time.Now, marketHosts
}

// readsAll makes a round over a market, and checks what is stored and what the hosts have seen.
func (m *market) readsAll(t *testing.T, n *network, list []sources.Source) {
	t.Helper()
	results, err := m.Round(t.Context(), list, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		i := slices.IndexFunc(list, func(s sources.Source) bool { return s.About().Name == r.Source })
		s := list[i].(stall)
		if state, ok := bad[s.fault]; ok {
			if r.State != state || r.New != 0 || len(r.Errs) != 1 {
				t.Errorf("%s (%s) = %+v; want the state %q with its reason", r.Source, s.fault, r, state)
			}
		} else if r.State != crawl.OK || r.New != 4*s.pages || len(r.Errs) != 0 {
			t.Errorf("%s (%s) = %+v; want %d postings", r.Source, s.fault, r, 4*s.pages)
		}
	}
	for _, h := range n.hosts {
		h.wasSpared(t)
	}
	if status := m.status(t); status.Visits != len(list) {
		t.Errorf("status = %+v; want a visit of every board", status)
	}
}

// wasSpared checks that the host had one request at a time, none sooner after the one before it than its pace.
func (s *server) wasSpared(t *testing.T) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.most != 1 {
		t.Errorf("%s had %d requests at once", s.name, s.most)
	}
	for i := 1; i < len(s.began); i++ {
		if d := s.began[i].Sub(s.began[i-1]); d < s.pace {
			t.Errorf("%s: request %d came %v after the one before; its pace is %v", s.name, i, d, s.pace)
		}
	}
}

func TestAMarketFullOfFaultsIsReadWholeAndPolitely(t *testing.T) {
	warmUp(t)
	synctest.Test(t, func(t *testing.T) {
		n, list := dreamt().stalls()
		m := newMarket(t)
		m.visits(t, fetch.Options{Transport: n.pipes(t)})
		began := time.Now()
		m.readsAll(t, n, list)
		if d := time.Since(began); d > time.Hour {
			t.Errorf("the round took %v", d)
		}
	})
}

// warmUp stores something outside of synctest: an encoder that first works inside one belongs to it for ever.
func warmUp(t *testing.T) {
	m, b := newMarket(t), board{name: "warm"}
	m.serve(b, "", page{Keys: []string{"1"}, Total: 1})
	m.round(t, false, b)
}
