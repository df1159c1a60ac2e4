package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"demand/internal/render"
)

// A progress tells the user of a long command how far it is, on standard error. On a
// terminal that is one line, redrawn at most ten times a second; elsewhere a line at the
// start, one every ten seconds and one at the end. Several goroutines may use it.
type progress struct {
	out      io.Writer // nil if nothing is to be told
	terminal bool
	width    int
	now      func() time.Time

	mu      sync.Mutex
	what    string
	total   int
	count   int
	started time.Time
	told    time.Time
}

// The least time between two redrawn lines of a terminal, and between two plain lines.
const (
	redrawEvery = time.Second / 10
	lineEvery   = 10 * time.Second
)

// progress returns a reporter for one command, which is silent with --quiet.
func (a *app) progress() *progress {
	p := &progress{out: a.err, terminal: a.errTerminal, width: a.errWidth, now: a.now}
	if a.quiet {
		p.out = nil
	}
	return p
}

// start begins a piece of work, such as "Visiting sources", of total steps; 0 means that nobody knows how many.
func (p *progress) start(what string, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what, p.total, p.count = render.Clean(what), total, 0
	p.started = p.now()
	p.tell()
}

// step says that n more steps are done. Outside a piece of work it says nothing.
func (p *progress) step(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count += n
	pause := lineEvery
	if p.terminal {
		pause = redrawEvery
	}
	if p.now().Sub(p.told) >= pause {
		p.tell()
	}
}

// more says that the work has n steps more than was known at its start.
func (p *progress) more(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.total += n
}

// say prints a message on a line of its own, between what else progress tells, and outside a piece of work too.
func (p *progress) say(message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out == nil {
		return
	}
	p.erase()
	fmt.Fprintln(p.out, render.Clean(message))
	if p.terminal {
		p.tell()
	}
}

// done ends the piece of work. A terminal's line goes, so that results can follow in its place.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out == nil || p.what == "" {
		return
	}
	p.erase()
	if !p.terminal {
		fmt.Fprintf(p.out, "%s: %s in %s\n", p.what, p.counted(), p.elapsed())
	}
	p.what = ""
}

// tell prints how far the work is.
func (p *progress) tell() {
	p.told = p.now()
	if p.out == nil || p.what == "" {
		return
	}
	line := p.what
	if p.count > 0 || p.terminal {
		line += ": " + p.counted()
	} else if p.total > 0 {
		line += fmt.Sprintf(": %d", p.total)
	}
	if !p.terminal {
		fmt.Fprintln(p.out, line)
		return
	}
	tail := "  " + p.elapsed().String()
	line += p.bar(p.width - 1 - utf8.RuneCountInString(line) - len(tail))
	p.erase()
	fmt.Fprint(p.out, cut(line+tail, p.width-1)) // a full line would wrap, and could not be redrawn
}

// counted says how many steps are done.
func (p *progress) counted() string {
	if p.total > 0 {
		return fmt.Sprintf("%d of %d", p.count, p.total)
	}
	return fmt.Sprint(p.count)
}

// elapsed returns the time since the start in whole seconds.
func (p *progress) elapsed() time.Duration {
	return p.now().Sub(p.started).Truncate(time.Second)
}

// bar returns a bar that fits into the given number of columns, and nothing if the total
// is unknown or there is no room.
func (p *progress) bar(room int) string {
	const least, most = 10, 40
	cells := min(room-len("  []"), most)
	if p.total <= 0 || cells < least {
		return ""
	}
	full := cells * min(max(p.count, 0), p.total) / p.total
	return "  [" + strings.Repeat("#", full) + strings.Repeat("-", cells-full) + "]"
}

// erase clears the line of a terminal.
func (p *progress) erase() {
	if p.terminal {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}

// cut returns the first columns characters of s.
func cut(s string, columns int) string {
	if runes := []rune(s); len(runes) > columns {
		return string(runes[:max(columns, 0)])
	}
	return s
}
