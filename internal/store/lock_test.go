package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demand/internal/job"
	"demand/internal/store"
	"demand/internal/store/storetest"
)

func TestOneCrawlAtATimeWorksOnAStore(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, addr string) {
		first, second := storetest.Open(t, addr), storetest.Open(t, addr)
		withTaxonomy(t, second)
		release, err := first.LockCrawl(t.Context(), "process 1")
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // a refusal leaves nothing behind
			if _, err := second.LockCrawl(t.Context(), "process 2"); !errors.Is(err, store.ErrCrawling) || !strings.Contains(err.Error(), "(process 1)") {
				t.Errorf("LockCrawl = %v; want ErrCrawling and who is at work", err)
			}
		}
		save(t, second, board, job.Edition{}, monday, posting("1", "go")) // an import, say
		if s := status(t, second); s.Postings != 1 {
			t.Errorf("status = %+v; want what was stored meanwhile", s)
		}
		if err := release(); err != nil {
			t.Error(err)
		}
		release, err = second.LockCrawl(t.Context(), "process 2")
		if err != nil {
			t.Fatal(err)
		}
		if err := release(); err != nil {
			t.Error(err)
		}
	})
}

func TestADatabaseOfTwoNamesIsLockedOnce(t *testing.T) {
	file, link := filepath.Join(t.TempDir(), "t.db"), filepath.Join(t.TempDir(), "link.db")
	first := storetest.Open(t, file)
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err) // Windows asks for a right to make one
	}
	second := storetest.Open(t, link)
	release, err := first.LockCrawl(t.Context(), "process 1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := second.LockCrawl(t.Context(), "process 2"); !errors.Is(err, store.ErrCrawling) {
		t.Errorf("LockCrawl = %v; want ErrCrawling", err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}

func TestALockWhoseHolderHasNotSaidItsNameIsOneToo(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, addr string) {
		first, second := storetest.Open(t, addr), storetest.Open(t, addr)
		release, err := first.LockCrawl(t.Context(), "process 1")
		if err != nil {
			t.Fatal(err)
		}
		if err := first.Exec(t.Context(), `DELETE FROM setting WHERE name = 'crawl'`); err != nil {
			t.Fatal(err)
		}
		if _, err := second.LockCrawl(t.Context(), "process 2"); !errors.Is(err, store.ErrCrawling) {
			t.Errorf("LockCrawl = %v; want ErrCrawling", err)
		}
		if err := release(); err != nil {
			t.Error(err)
		}
	})
}

// soon is how long after the end of its context a call may still run on a computer that is busy with other tests. What does
// not heed its context waits five seconds for SQLite, and for PostgreSQL without end.
const soon = 4 * time.Second

func TestCancelEndsTheWaitForAnotherWriterAtOnce(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, addr string) {
		writer, waiting := storetest.Open(t, addr), storetest.Open(t, addr)
		withTaxonomy(t, writer)
		withTaxonomy(t, waiting)
		writes, let, done := make(chan struct{}), make(chan struct{}), make(chan error)
		go func() {
			_, err := writer.SaveVisit(context.WithoutCancel(t.Context()), job.Visit{Source: board, At: monday}, func(func(job.Posting, error) bool) {
				close(writes)
				<-let
			})
			done <- err
		}()
		<-writes
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		_, err := waiting.SaveVisit(ctx, job.Visit{Source: thread, Edition: month(1), At: monday}, seq(posting("1")))
		end, _ := ctx.Deadline()
		if took := time.Since(end); !errors.Is(err, context.DeadlineExceeded) || took > soon {
			t.Errorf("SaveVisit = %v, %v after its context; want its end at once", err, took)
		}
		close(let)
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestTheServerMissesADeadCrawlWithinAMinute(t *testing.T) {
	addr := storetest.Addresses(t)["postgres"]
	if addr == "" {
		t.Skip("SQLite's lock is one of the operating system")
	}
	got, err := storetest.Open(t, addr).LockSession(t.Context(), `SELECT current_setting('tcp_keepalives_idle'), current_setting('tcp_keepalives_interval'), current_setting('tcp_keepalives_count')`)
	if want := "20|10|4"; err != nil || got != want {
		t.Errorf("keep-alive of the session that holds the lock: %q, %v; want %q: seconds of silence, between questions, and how many", got, err, want)
	}
}

func TestSaveVisitThatIsCancelledStoresNothing(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		read := 0
		_, err := db.SaveVisit(ctx, job.Visit{Source: board, At: monday}, func(yield func(job.Posting, error) bool) {
			for i := range 5000 {
				read++
				if i == 1000 {
					cancel()
				}
				if !yield(posting(fmt.Sprint(i), "go"), nil) {
					return
				}
			}
		})
		if !errors.Is(err, context.Canceled) || read > 1500 {
			t.Errorf("SaveVisit = %v, after %d postings; want its end soon after the 1001st", err, read)
		}
		if s := status(t, db); s.Visits != 0 || s.Postings != 0 || s.Sources != 0 {
			t.Errorf("status = %+v; want nothing", s)
		}
	})
}
