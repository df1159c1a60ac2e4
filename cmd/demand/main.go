// Command demand counts which skills employers ask for in public job postings,
// and says which of the changes are more than chance.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/term"

	"demand/internal/render"
	"demand/internal/report"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the second signal finds no handler and ends the program at once
	os.Exit(run(ctx, standard(), os.Args[1:]))
}

// The exit statuses; README and every help text list them.
const (
	statusDone    = 0
	statusFailed  = 1
	statusUsage   = 2
	statusPartial = 3
)

// A usageError says that the command line or a setting is wrong: status 2.
type usageError struct{ error }

// Unwrap returns the error behind it.
func (e usageError) Unwrap() error { return e.error }

// usagef returns a usageError with a formatted message.
func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// ofUsage makes an error a usageError if parameters of a report are what is wrong.
func ofUsage(err error) error {
	if errors.Is(err, report.ErrUsage) {
		return usageError{err}
	}
	return err
}

// A partialError says that the work was done but for some sources: status 3.
type partialError struct{ error }

// Unwrap returns the error behind it.
func (e partialError) Unwrap() error { return e.error }

// run carries out one command line and returns the exit status. It prints the
// error of a command, once and in one line.
func run(ctx context.Context, s streams, args []string) int {
	out := &checkedWriter{w: s.out}
	s.out = out
	err := execute(ctx, s, args)
	if err == nil && out.err != nil {
		err = fmt.Errorf("standard output: %w", out.err)
	}
	if err == nil {
		return statusDone
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		fmt.Fprintln(s.err, "demand: interrupted")
		return statusFailed
	}
	fmt.Fprintf(s.err, "demand: %s\n", render.Clean(strings.ReplaceAll(err.Error(), "\n", "; ")))
	return status(err)
}

// status returns the exit status that stands for an error.
func status(err error) int {
	if _, ok := errors.AsType[usageError](err); ok {
		return statusUsage
	}
	if onlyPartial(err) {
		return statusPartial
	}
	return statusFailed
}

// onlyPartial reports whether every error that is joined in err is a partialError, so that nothing else went wrong.
func onlyPartial(err error) bool {
	switch e := err.(type) { //nolint:errorlint // the tree of errors is walked by hand here: errors.As would stop at the first
	case partialError:
		return true
	case interface{ Unwrap() []error }:
		all := e.Unwrap()
		return len(all) > 0 && !slices.ContainsFunc(all, func(err error) bool { return !onlyPartial(err) })
	case interface{ Unwrap() error }:
		return onlyPartial(e.Unwrap())
	}
	return false
}

// streams are the standard streams and what is known of the terminal behind them.
type streams struct {
	in          io.Reader
	out, err    io.Writer
	inTerminal  bool
	outTerminal bool
	errTerminal bool
	width       int  // columns for tables on out; 0 for as many as they need
	errWidth    int  // columns of the terminal behind err; 80 if there is none
	colour      bool // out is a terminal that shows colours, and the user did not turn them off
}

// standard returns the streams of the process.
func standard() streams {
	s := streams{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		inTerminal: term.IsTerminal(int(os.Stdin.Fd())), outTerminal: isTerminal(os.Stdout), errTerminal: isTerminal(os.Stderr),
		width: tableWidth(os.Getenv("COLUMNS"), columnsOf(os.Stdout)), errWidth: cmp.Or(columnsOf(os.Stderr), 80),
	}
	s.colour = s.outTerminal && os.Getenv("NO_COLOR") == ""
	return s
}

// tableWidth returns the columns for tables: as COLUMNS says, which is a positive number where a user exports it (a shell sets it
// for itself alone), else those of the terminal, 0 if there is none. It is what ps does.
func tableWidth(variable string, terminal int) int {
	if n, err := strconv.Atoi(variable); err == nil && n > 0 {
		return n
	}
	return terminal
}

// columnsOf returns the columns of the terminal behind f, 0 if there is none.
func columnsOf(f *os.File) int {
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return max(columns, 0)
}

// isTerminal reports whether f is a terminal that can move its cursor.
func isTerminal(f *os.File) bool {
	return os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// A checkedWriter keeps the first error of its writer, so that output that was
// lost (a full disk, say) fails the command although nobody looks at each write.
type checkedWriter struct {
	w   io.Writer
	err error
}

// Write writes to the writer behind it.
func (c *checkedWriter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	if c.err == nil {
		c.err = err
	}
	return n, err
}
