//go:build unix

package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"demand/internal/store"
	"demand/internal/store/storetest"
)

// A child is the program itself as a process of its own, with its folders in one of the test's.
type child struct {
	*exec.Cmd
	errs bytes.Buffer
}

func startDemand(t *testing.T, folder string, args ...string) *child {
	t.Helper()
	c := &child{Cmd: exec.CommandContext(t.Context(), os.Args[0], args...)}
	c.Args[0] = "demand" // TestMain makes this the program itself
	c.Stderr = &c.errs
	c.Env = append(os.Environ(), "HOME="+folder, "XDG_CONFIG_HOME="+folder, "XDG_CACHE_HOME="+folder, "TMPDIR="+folder)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// A board whose body never ends tells when somebody reads it.
func endlessBoard(t *testing.T) (config string, reading <-chan struct{}) {
	began := make(chan struct{}, 10)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(`{"jobs": [`)) // the client may be gone
		_ = http.NewResponseController(w).Flush()
		began <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(s.Close)
	return "sources:\n  - {name: greenhouse/endless, pace: 1ms, base: '" + s.URL + "'}\n", began
}

func TestACrawlThatIsStoppedLeavesNothingBehindAndLetsTheNextOneIn(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		folder := t.TempDir()
		config, reading := endlessBoard(t)
		if err := os.MkdirAll(filepath.Join(folder, "demand"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "demand", "sources.yaml"), []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		crawl := func() *child {
			return startDemand(t, folder, "crawl", "greenhouse/endless", "--db", address, "--allow-host", "127.0.0.1")
		}
		killed := crawl()
		<-reading
		second := crawl()
		if err := second.Wait(); second.ProcessState.ExitCode() != statusFailed || !strings.Contains(second.errs.String(), "another crawl is at work on this database (process ") {
			t.Errorf("a second crawl: %v, %q; want that it says who is at work", err, second.errs.String())
		}
		if s := statusOf(t, address); s.Visits != 0 {
			t.Errorf("status = %+v; want a reader let in, and no visit yet", s)
		}
		if err := killed.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = killed.Wait() // says that it was killed

		interrupted := crawl() // the lock of one that was killed is nobody's
		<-reading
		at := time.Now()
		if err := interrupted.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		err := interrupted.Wait()
		if took := time.Since(at); interrupted.ProcessState.ExitCode() != statusFailed || !strings.HasSuffix(interrupted.errs.String(), "demand: interrupted\n") || took > 15*time.Second {
			t.Errorf("interrupted: %v after %v, %q; want its end at once", err, took, interrupted.errs.String())
		}
		if s := statusOf(t, address); s != (store.Status{Content: s.Content, Bytes: s.Bytes}) {
			t.Errorf("status = %+v; want nothing stored", s)
		}
		if left, err := filepath.Glob(filepath.Join(folder, "demand-visit-*")); err != nil || len(left) > 0 {
			t.Errorf("left behind: %q, %v", left, err)
		}
	})
}
