//go:build linux && !race

// The race detector takes more memory than what is measured here.

package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// victim is the variable that makes the test program fetch one address and print what came of it.
const victim = "DEMAND_TEST_VICTIM"

func TestHostileAnswersCostLittleMemory(t *testing.T) {
	if address := os.Getenv(victim); address != "" {
		a, err := open(t, Options{MaxBytes: 4 << 20}).Get(t.Context(), address, 0)
		fmt.Println("answer:", len(a.Body), err)
		return
	}
	const most = 64 << 10 // KiB, the program itself included
	packed := bomb(256 << 20)
	address, _ := pages(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed) // the client goes away
		case "/bomb.xml.gz":
			w.Header().Set("Content-Type", "application/gzip")
			_, _ = w.Write(packed)
		case "/body":
			_, _ = io.Copy(w, zeros{})
		case "/links":
			for i := range 1_000_000 {
				if _, err := fmt.Fprintf(w, `<a href="/%d">next</a>`, i); err != nil {
					return
				}
			}
		case "/head":
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				panic(err)
			}
			defer conn.Close()
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
			for line := "X-Filler: " + strings.Repeat("x", 1<<16) + "\r\n"; err == nil; {
				_, err = io.WriteString(conn, line)
			}
		}
	})
	for path, want := range map[string]string{
		"/bomb": "answer too large", "/bomb.xml.gz": "answer too large", "/body": "answer too large", "/links": "answer too large", "/head": "response headers exceeded",
	} {
		t.Run(path[1:], func(t *testing.T) {
			child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestHostileAnswersCostLittleMemory$")
			child.Env = append(os.Environ(), victim+"="+address+path)
			out, err := child.CombinedOutput()
			if err != nil || !strings.Contains(string(out), "answer: 0 ") || !strings.Contains(string(out), want) {
				t.Errorf("the child said %q, %v; want an error with %q", out, err, want)
			}
			if used := child.ProcessState.SysUsage().(*syscall.Rusage).Maxrss; used > most {
				t.Errorf("it took %d KiB of memory; want at most %d", used, most)
			}
		})
	}
}

func TestManyQueuedRequestsCostLittleMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const requests = 100_000
		c := testClient(t, Options{Clock: System, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
			return reply(200, "ok"), nil
		})})
		ctx, cancel := context.WithCancel(t.Context())
		before := heap()
		var wg sync.WaitGroup
		for i := range requests {
			wg.Go(func() {
				if _, err := c.Get(ctx, "https://a.test/"+strconv.Itoa(i), time.Hour); err != nil && !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if each := (heap() - before) / requests; each > 16<<10 {
			t.Errorf("a request that waits takes %d bytes; want at most 16 KiB, its goroutine and Colly's share included", each)
		}
		cancel()
		wg.Wait()
	})
}

// heap returns the bytes of heap and stacks in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}
