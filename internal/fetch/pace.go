package fetch

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"
)

const (
	maxWait  = 5 * time.Minute // the longest that one request waits because its host asked for it
	maxLater = 24 * time.Hour  // the longest that a host is left alone because it asked for it
	backOff  = time.Second     // before the second attempt; doubled for each further one

	patience   = 3                // failed requests in a row after which a host counts as down and is left alone
	firstPause = 10 * time.Minute // that it is left alone; three times as long after each further failure
	maxPause   = 6 * time.Hour
)

// turn is held by one goroutine at a time; a wait for it ends with the context.
type turn chan struct{}

func newTurn() turn { return make(turn, 1) }

func (t turn) take(ctx context.Context) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (t turn) give() { <-t }

// keyed makes one value for each key, and keeps it.
type keyed[V any] struct {
	mu   sync.Mutex
	m    map[string]V
	make func() V
}

func (k *keyed[V]) of(key string) V {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, ok := k.m[key]
	if !ok {
		if k.m == nil {
			k.m = make(map[string]V)
		}
		v = k.make()
		k.m[key] = v
	}
	return v
}

// A host is what the client remembers of one server. Whoever holds its turn may send, read and write the rest.
type host struct {
	turn
	asked    time.Time // when it had surely received the latest request: its answer began, or the attempt ended
	later    time.Time // no request before this, because an answer asked for it or failed
	reason   string    // why not before later
	failures int       // requests in a row that failed, with all their attempts
}

func newHost() *host { return &host{turn: newTurn()} }

// hostKey names the host of u for its pace: http and https on their usual ports are one host.
func hostKey(u *url.URL) string {
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if p := u.Port(); p != "" && p != defaultPort[u.Scheme] {
		name += ":" + p
	}
	return name
}

// await waits until the next request may be sent. The caller says afterwards when the host had it.
func (h *host) await(ctx context.Context, clock Clock, pace time.Duration) error {
	now := clock.Now()
	if h.later.Sub(now) > maxWait {
		return fmt.Errorf("%w, until %s: %s", ErrLater, h.later.UTC().Format(time.RFC3339), h.reason)
	}
	next := h.asked.Add(pace)
	if h.later.After(next) {
		next = h.later
	}
	return clock.Sleep(ctx, next.Sub(now))
}

// leave lets no request go before t.
func (h *host) leave(t time.Time, reason string) {
	if t.After(h.later) {
		h.later, h.reason = t, reason
	}
}

// fail counts a request that failed for good. From the third in a row on the host is taken to be down: it is left alone
// for a time that grows, after which one attempt shows whether it is back. A host that is down for a whole day is asked
// 18 times: four attempts for each of three requests, and one after each pause.
func (h *host) fail(now time.Time, a *answer, err error) {
	h.failures++
	if h.failures < patience {
		return
	}
	if err == nil {
		err = &StatusError{Status: a.status}
	}
	pause := firstPause
	for range h.failures - patience {
		pause = min(3*pause, maxPause)
	}
	h.leave(now.Add(pause), fmt.Sprintf("its last %d requests failed, the latest with: %v", h.failures, err))
}
