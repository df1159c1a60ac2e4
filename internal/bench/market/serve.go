package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"demand/internal/bench/made"
	"demand/internal/job"
)

// serveMarket answers as Greenhouse does for the boards of a day, until the context ends. ready is told the address.
func serveMarket(ctx context.Context, m *made.Market, address string, day job.Date, ready func(net.Addr) error) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host != "localhost" && !ip.IsLoopback() {
		return fmt.Errorf("%s is not an address of this computer alone; take one such as 127.0.0.1:8090", address)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler(m, day), ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { server.Close() }) //nolint:errcheck // it ends anyway
	defer stop()
	if err := ready(listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// handler serves the boards that have joined by a day; a visit that fails on it is answered by 503.
func handler(m *made.Market, day job.Date) http.Handler {
	open := m.Open(day)
	boards := make(map[string]int, len(open))
	for b := range open {
		if m.Joined(b) <= day {
			boards[m.BoardName(b)] = b
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "User-agent: *\nDisallow: /admin\n") //nolint:errcheck // the reader has gone
	})
	mux.HandleFunc("GET /v1/boards/{board}/jobs", func(w http.ResponseWriter, r *http.Request) {
		board, ok := boards[r.PathValue("board")]
		switch {
		case !ok:
			http.NotFound(w, r)
		case m.Fails(board, day):
			http.Error(w, "down for maintenance", http.StatusServiceUnavailable)
		default:
			w.Header().Set("Content-Type", "application/json")
			w.Write(boardAnswer(m, open[board])) //nolint:errcheck // the reader has gone
		}
	})
	return mux
}

// writeCatalogue writes the boards that have joined by a day as a catalogue file for a server at base.
func writeCatalogue(w io.Writer, m *made.Market, base string, day job.Date, every int) error {
	var b strings.Builder
	b.WriteString("# Made-up boards; no employer and no posting is real.\nsources:\n")
	for board := range m.Boards {
		if m.Joined(board) <= day {
			fmt.Fprintf(&b, "  - {name: %s, base: %q, interval: %d}\n", m.Source(board, every).Name, base, every)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
