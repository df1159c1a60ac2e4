package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestPublic(t *testing.T) {
	for _, s := range []string{"8.8.8.8", "1.1.1.1", "172.32.0.1", "192.0.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808", "::ffff:8.8.8.8"} {
		if !public(netip.MustParseAddr(s)) {
			t.Errorf("public(%s) = false; want true", s)
		}
	}
	for _, s := range []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255",
		"192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
		"224.0.0.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1",
		"2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
	} {
		if public(netip.MustParseAddr(s)) {
			t.Errorf("public(%s) = true; want false", s)
		}
	}
	if public(netip.Addr{}) {
		t.Error("public of no address = true; want false")
	}
}

// countHits starts a server on loopback that counts the requests it gets.
func countHits(t *testing.T, h http.HandlerFunc) (s *httptest.Server, hits func() int) {
	t.Helper()
	n := make(chan int, 1)
	n <- 0
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n <- 1 + <-n
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s, func() int { v := <-n; n <- v; return v }
}

func hostOf(s *httptest.Server) string { return strings.TrimPrefix(s.URL, "http://") }

func TestGetRefusesAddressesThatAreNotPublic(t *testing.T) {
	s, hits := countHits(t, func(w http.ResponseWriter, r *http.Request) {})
	_, port, _ := strings.Cut(hostOf(s), ":")
	c := testClient(t, Options{})
	for _, host := range []string{"127.0.0.1", "localhost", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "169.254.169.254", "10.0.0.1", "0.0.0.0"} {
		if _, err := c.Get(t.Context(), "http://"+host+":"+port+"/", time.Second); !errors.Is(err, ErrAddress) || errors.Is(err, ErrDisallowed) {
			t.Errorf("Get(%s) = %v; want ErrAddress alone", host, err)
		}
	}
	if hits() != 0 {
		t.Errorf("%d requests arrived; want none", hits())
	}
}

func TestGetRefusesWhatIsNoPlainWebAddress(t *testing.T) {
	c := testClient(t, Options{AllowHosts: []string{"127.0.0.1"}})
	for _, address := range []string{"file:///etc/passwd", "ftp://a.test/", "javascript:alert(1)", "data:text/html,x", "http://user:secret@127.0.0.1/", "gopher://127.0.0.1/"} {
		_, err := c.Get(t.Context(), address, time.Second)
		if !errors.Is(err, ErrAddress) {
			t.Errorf("Get(%s) = %v; want ErrAddress", address, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("Get(%s) = %v; want no password in it", address, err)
		}
	}
	for _, address := range []string{"", "/relative", "http://", "http://[::1", "http://a b/", "::"} {
		if _, err := c.Get(t.Context(), address, time.Second); err == nil {
			t.Errorf("Get(%q) = nil; want an error", address)
		}
	}
}

func TestAllowHostsOpensOneHostAndNotItsRedirects(t *testing.T) {
	inner, hits := countHits(t, func(w http.ResponseWriter, r *http.Request) {})
	outer, _ := countHits(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == robotsPath {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, inner.URL+"/secret", http.StatusFound)
	})
	c := testClient(t, Options{AllowHosts: []string{hostOf(outer)}})
	_, err := c.Get(t.Context(), outer.URL+"/", time.Second)
	if !errors.Is(err, ErrAddress) || !strings.Contains(err.Error(), inner.URL+"/secret") {
		t.Errorf("Get = %v; want ErrAddress with the address of the redirect", err)
	}
	if hits() != 0 {
		t.Errorf("%d requests arrived behind the redirect; want none", hits())
	}
	if _, err := testClient(t, Options{AllowHosts: []string{"127.0.0.1"}}).Get(t.Context(), outer.URL+"/", time.Second); err != nil {
		t.Errorf("with the host allowed on every port: %v", err)
	}
}

func TestRobotsRedirectToARefusedAddressIsNotFollowed(t *testing.T) {
	inner, hits := countHits(t, func(w http.ResponseWriter, r *http.Request) {})
	outer, _ := countHits(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, inner.URL+"/robots.txt", http.StatusFound)
	})
	c := testClient(t, Options{AllowHosts: []string{hostOf(outer)}})
	if _, err := c.Get(t.Context(), outer.URL+"/", time.Second); !errors.Is(err, ErrAddress) || hits() != 0 {
		t.Errorf("Get = %v after %d requests; want ErrAddress after none", err, hits())
	}
}

func TestTheGuardJudgesResolvedAddresses(t *testing.T) {
	for _, c := range []struct {
		address string
		ok      bool
	}{{"8.8.8.8:80", true}, {"[2606:4700::1111]:443", true}, {"127.0.0.1:80", false}, {"[::1]:80", false}, {"[fe80::1%eth0]:80", false}, {"name:80", false}} {
		if err := refusePrivate("tcp", c.address, nil); (err == nil) != c.ok || err != nil && !errors.Is(err, ErrAddress) {
			t.Errorf("refusePrivate(%s) = %v; want allowed: %v", c.address, err, c.ok)
		}
	}
}

func TestTheTransportKnowsNoProxy(t *testing.T) {
	s, hits := countHits(t, func(w http.ResponseWriter, r *http.Request) {})
	t.Setenv("HTTP_PROXY", s.URL)
	t.Setenv("http_proxy", s.URL)
	tr := newGuard(nil).transport()
	defer tr.CloseIdleConnections()
	if tr.Proxy != nil {
		t.Error("the transport takes a proxy")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	req := (&http.Request{Method: http.MethodGet, URL: &url.URL{Scheme: "http", Host: "a.test"}}).WithContext(ctx)
	if _, err := tr.RoundTrip(req); err == nil || hits() != 0 {
		t.Errorf("RoundTrip = %v with %d requests to the proxy; want an error and none", err, hits())
	}
}
