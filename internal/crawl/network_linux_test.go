package crawl_test

import (
	"cmp"
	"fmt"
	"net"
	"slices"
	"testing"
	"time"

	"demand/internal/fetch"
	"demand/sources"
)

// The whole of 127.0.0.0/8 is loopback on Linux alone.
func TestAMarketOnLoopbackIsReadWholeAndPolitely(t *testing.T) {
	if testing.Short() {
		t.Skip("it keeps its pace on the real clock, which takes seconds")
	}
	s := &street{pace: 60 * time.Millisecond, slower: 150 * time.Millisecond, most: 2, faults: faults, later: 1, drip: 30 * time.Millisecond}
	var listeners []net.Listener
	for i := range marketHosts {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.1.%d:0", 1+i))
		if err != nil {
			t.Fatal(err)
		}
		listeners = append(listeners, l)
		s.hosts = append(s.hosts, l.Addr().String())
	}
	n, list := s.stalls()
	for i, l := range listeners {
		n.hosts[s.hosts[i]].serve(t, l)
	}
	slices.SortStableFunc(list, func(a, b sources.Source) int { // the longest waits at the end of all
		return cmp.Compare(slices.Index(s.faults, a.(stall).fault), slices.Index(s.faults, b.(stall).fault))
	})
	m := newMarket(t)
	m.visits(t, fetch.Options{AllowHosts: s.hosts})
	m.readsAll(t, n, list)
}
