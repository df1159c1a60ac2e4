package fetch

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// BenchmarkGet fetches pages of 7 KB from loopback without a pace: what the policies cost on top of the network.
func BenchmarkGet(b *testing.B) {
	page := []byte("<!doctype html><title>Job</title>" + strings.Repeat("<p>We look for a Go developer.</p>\n", 200))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path != robotsPath {
			if _, err := w.Write(page); err != nil {
				b.Error(err)
			}
		}
	}))
	defer s.Close()
	c := New(Options{Agent: testAgent, AllowHosts: []string{"127.0.0.1"}})
	defer c.Close()
	n := 0
	for b.Loop() {
		n++
		if _, err := c.Get(b.Context(), fmt.Sprintf("%s/%d", s.URL, n), time.Nanosecond); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
}
