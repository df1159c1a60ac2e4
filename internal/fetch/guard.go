package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// A guard keeps requests away from addresses that are not public.
type guard struct {
	allowed map[string]bool // host or host:port in lower case
}

func newGuard(allow []string) guard {
	g := guard{allowed: make(map[string]bool, len(allow))}
	for _, h := range allow {
		g.allowed[strings.ToLower(h)] = true
	}
	return g
}

// check refuses an address by its text alone. Names are judged when they are dialled, after resolution.
func (g guard) check(u *url.URL) error {
	if err := checkForm(u); err != nil {
		return err
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !public(ip) && !g.exempt(hostPort(u)) {
		return notPublic(ip)
	}
	return nil
}

// checkForm refuses what is no plain http or https address.
func checkForm(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: scheme %q is neither http nor https", ErrAddress, u.Scheme)
	case u.Hostname() == "":
		return fmt.Errorf("%w: it has no host", ErrAddress)
	case u.User != nil:
		return fmt.Errorf("%w: it holds a user name", ErrAddress)
	}
	return nil
}

// hostPort gives the authority of u as it is dialled, with its port.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = defaultPort[u.Scheme]
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

var defaultPort = map[string]string{"http": "80", "https": "443"}

// exempt reports whether AllowHosts names the host that is about to be dialled, as host:port.
func (g guard) exempt(addr string) bool {
	addr = strings.ToLower(addr)
	host, _, err := net.SplitHostPort(addr)
	return g.allowed[addr] || err == nil && g.allowed[host]
}

// transport returns a transport that connects to public and exempt addresses only. It knows no proxy,
// since a proxy would resolve names out of the guard's sight.
func (g guard) transport() *http.Transport {
	open := &net.Dialer{Timeout: 30 * time.Second}
	guarded := &net.Dialer{Timeout: 30 * time.Second, Control: refusePrivate}
	return &http.Transport{
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			if g.exempt(addr) {
				return open.DialContext(ctx, network, addr)
			}
			return guarded.DialContext(ctx, network, addr)
		},
		TLSHandshakeTimeout:    20 * time.Second,
		MaxResponseHeaderBytes: maxHead,
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           100,
		IdleConnTimeout:        90 * time.Second,
		ForceAttemptHTTP2:      true,
	}
}

// refusePrivate is called for each resolved address, before the first packet.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %q is no IP address", ErrAddress, address)
	}
	if !public(ap.Addr()) {
		return notPublic(ap.Addr())
	}
	return nil
}

func notPublic(ip netip.Addr) error {
	return fmt.Errorf("%w: %s is not public; if the host is of your own network, --allow-host HOST allows it", ErrAddress, ip)
}

var (
	// nat64 holds an IPv4 address in its last four bytes (RFC 6052), which is what counts.
	nat64 = netip.MustParsePrefix("64:ff9b::/96")
	// unicast6 is all of IPv6 that is assigned to public hosts.
	unicast6 = netip.MustParsePrefix("2000::/3")
)

// special lists the prefixes of the IANA special-purpose address registries (2025) that are not
// public, and multicast. Of IPv6 only those inside unicast6 are needed.
var special = prefixes(
	"0.0.0.0/8",         // this network, RFC 791
	"10.0.0.0/8",        // private, RFC 1918
	"100.64.0.0/10",     // shared by carriers, RFC 6598
	"127.0.0.0/8",       // loopback, RFC 1122
	"169.254.0.0/16",    // link-local and cloud metadata, RFC 3927
	"172.16.0.0/12",     // private, RFC 1918
	"192.0.0.0/24",      // protocol assignments, RFC 6890
	"192.0.2.0/24",      // documentation, RFC 5737
	"192.31.196.0/24",   // AS112, RFC 7535
	"192.52.193.0/24",   // AMT, RFC 7450
	"192.88.99.0/24",    // 6to4 relays, RFC 7526
	"192.168.0.0/16",    // private, RFC 1918
	"192.175.48.0/24",   // AS112, RFC 7534
	"198.18.0.0/15",     // benchmarks, RFC 2544
	"198.51.100.0/24",   // documentation, RFC 5737
	"203.0.113.0/24",    // documentation, RFC 5737
	"224.0.0.0/4",       // multicast, RFC 5771
	"240.0.0.0/4",       // reserved, and broadcast, RFC 1112
	"2001::/23",         // protocol assignments and Teredo, RFC 2928
	"2001:db8::/32",     // documentation, RFC 3849
	"2002::/16",         // 6to4, which wraps IPv4 addresses, RFC 3056
	"2620:4f:8000::/48", // AS112, RFC 7534
	"3fff::/20",         // documentation, RFC 9637
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// public reports whether an address belongs to the public internet.
func public(ip netip.Addr) bool {
	if ip.Zone() != "" {
		return false
	}
	ip = ip.Unmap()
	if nat64.Contains(ip) {
		b := ip.As16()
		ip = netip.AddrFrom4([4]byte(b[12:]))
	}
	if ip.Is6() && !unicast6.Contains(ip) {
		return false
	}
	for _, p := range special {
		if p.Contains(ip) {
			return false
		}
	}
	return ip.IsValid()
}
