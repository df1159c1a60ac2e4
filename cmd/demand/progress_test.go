package main

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// A handClock is moved by hand.
type handClock struct{ at time.Time }

func (c *handClock) now() time.Time          { return c.at }
func (c *handClock) advance(d time.Duration) { c.at = c.at.Add(d) }

// newProgress returns a progress, what it prints, and its clock.
func newProgress(terminal, quiet bool) (*progress, *strings.Builder, *handClock) {
	out, c := new(strings.Builder), &handClock{time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)}
	a := &app{streams: streams{err: out, errTerminal: terminal, errWidth: 60}, now: c.now, quiet: quiet}
	return a.progress(), out, c
}

func TestProgressPrintsALineEveryTenSecondsWithoutTerminal(t *testing.T) {
	p, out, c := newProgress(false, false)
	p.start("Visiting sources", 30)
	for range 30 {
		c.advance(time.Second)
		p.step(1)
	}
	p.done()
	const want = `Visiting sources: 30
Visiting sources: 10 of 30
Visiting sources: 20 of 30
Visiting sources: 30 of 30
Visiting sources: 30 of 30 in 30s
`
	if got := out.String(); got != want {
		t.Errorf("progress prints %q; want %q", got, want)
	}
}

func TestProgressCountsWithoutTotal(t *testing.T) {
	p, out, c := newProgress(false, false)
	p.start("Reading postings", 0)
	c.advance(11 * time.Second)
	p.step(4000)
	p.done()
	const want = "Reading postings\nReading postings: 4000\nReading postings: 4000 in 11s\n"
	if got := out.String(); got != want {
		t.Errorf("progress prints %q; want %q", got, want)
	}
}

func TestProgressRedrawsOneLineOfATerminal(t *testing.T) {
	p, out, c := newProgress(true, false)
	p.start("Visiting sources", 4)
	c.advance(2 * time.Second)
	p.step(3)
	const wipe = "\r\x1b[K"
	want := wipe + "Visiting sources: 0 of 4  [---------------------------]  0s" +
		wipe + "Visiting sources: 3 of 4  [####################-------]  2s"
	if got := out.String(); got != want {
		t.Errorf("progress prints %q; want %q", got, want)
	}
	p.done()
	if got := out.String(); got != want+wipe {
		t.Errorf("after done, progress has printed %q; want %q", got, want+wipe)
	}
}

func TestProgressRedrawsTenTimesASecondAtMost(t *testing.T) {
	p, out, c := newProgress(true, false)
	p.start("Reading postings", 0)
	for range 2000 {
		c.advance(time.Millisecond)
		p.step(1)
	}
	if got := strings.Count(out.String(), "\r"); got != 21 {
		t.Errorf("in two seconds the line was drawn %d times; want 21", got)
	}
}

func TestProgressSaysMessagesOnTheirOwnLine(t *testing.T) {
	p, out, _ := newProgress(true, false)
	p.start("Visiting sources", 0)
	p.say("greenhouse/acme: \x1b[31mrobots.txt\x1b[0m forbids it")
	const wipe = "\r\x1b[K"
	want := wipe + "Visiting sources: 0  0s" +
		wipe + "greenhouse/acme: [31mrobots.txt[0m forbids it\n" +
		wipe + "Visiting sources: 0  0s"
	if got := out.String(); got != want {
		t.Errorf("progress prints %q; want %q", got, want)
	}
}

func TestProgressFitsTheTerminal(t *testing.T) {
	p, out, _ := newProgress(true, false)
	for _, width := range []int{0, 1, 12, 30, 40, 80, 500} {
		out.Reset()
		p.width = width
		p.start("Visiting "+strings.Repeat("very ", 5)+"many sources", 7)
		line := strings.TrimPrefix(out.String(), "\r\x1b[K")
		if got, most := len(line), max(width-1, 0); got > most {
			t.Errorf("on %d columns the line %q has %d; want at most %d", width, line, got, most)
		}
	}
}

func TestProgressTellsNothingOutsideAPieceOfWork(t *testing.T) {
	for _, terminal := range []bool{false, true} {
		p, out, c := newProgress(terminal, false)
		p.step(1)
		p.done()
		p.start("Visiting sources", 1)
		p.done()
		out.Reset()
		c.advance(time.Minute)
		p.step(1)
		p.say("acme: no answer")
		p.done()
		if got := strings.TrimPrefix(out.String(), "\r\x1b[K"); got != "acme: no answer\n" {
			t.Errorf("after done, progress prints %q; want the message alone", got)
		}
	}
}

func TestProgressIsSilentWithQuiet(t *testing.T) {
	for _, terminal := range []bool{false, true} {
		p, out, c := newProgress(terminal, true)
		p.start("Visiting sources", 2)
		c.advance(time.Minute)
		p.step(1)
		p.say("greenhouse/acme: no answer")
		p.done()
		if got := out.String(); got != "" {
			t.Errorf("with --quiet, progress prints %q; want nothing", got)
		}
	}
}

func TestProgressCountsTheStepsOfAllGoroutines(t *testing.T) {
	p, out, _ := newProgress(false, false)
	p.start("Visiting sources", 0)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				p.step(1)
			}
		})
	}
	all.Wait()
	p.done()
	if want := "Visiting sources: 800 in 0s\n"; !strings.HasSuffix(out.String(), want) {
		t.Errorf("progress prints %q; want %q at its end", out, want)
	}
}
