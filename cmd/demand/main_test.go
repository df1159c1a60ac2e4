package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"demand/internal/skills"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

func TestMain(m *testing.M) {
	testscript.Main(cached{m}, map[string]func(){"demand": main})
}

// cached runs the tests with a folder of their own for what the program keeps.
type cached struct{ *testing.M }

func (m cached) Run() int {
	folder, err := os.MkdirTemp("", "demand")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	os.Setenv("XDG_CACHE_HOME", folder)
	return m.M.Run()
}

// TestSessions runs the sessions in testdata, each in a folder and with a home of its own.
func TestSessions(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for variable, folder := range map[string]string{
				"HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache",
			} {
				env.Setenv(variable, filepath.Join(env.WorkDir, folder))
			}
			server := httptest.NewServer(http.HandlerFunc(serveBoards))
			env.Defer(server.Close)
			env.Setenv("SERVER", server.URL)
			env.Setenv("COLUMNS", "80")               // the sessions are those of a terminal
			env.Setenv("GORACE", "atexit_sleep_ms=0") // else each command waits a second at its end
			return nil
		},
	})
}

// serveBoards answers as Greenhouse does, for one board, and has a page of careers that leads nowhere.
func serveBoards(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/v1/boards/acme/jobs":
		var jobs []map[string]any
		for i := range 6 {
			jobs = append(jobs, map[string]any{
				"id": 501 + i, "title": fmt.Sprintf("Backend Engineer %d", i+1), "first_published": fmt.Sprintf("2025-03-%02dT10:00:00Z", i+1),
				"location": map[string]string{"name": "Berlin"}, "content": "<p>You must have Go and PostgreSQL.</p>",
			})
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"jobs": jobs, "meta": map[string]int{"total": len(jobs)}}) // a client that left is its own test's failure
	case "/careers":
		fmt.Fprint(w, "<p>We are always looking for nice people.</p>")
	default:
		http.NotFound(w, r)
	}
}

func TestStatusFollowsTheKindOfError(t *testing.T) {
	failed := errors.New("no answer")
	for _, test := range []struct {
		err  error
		want int
	}{
		{failed, statusFailed},
		{usagef("unknown source"), statusUsage},
		{fmt.Errorf("crawl: %w", usageError{failed}), statusUsage},
		{partialError{failed}, statusPartial},
		{fmt.Errorf("crawl: %w", partialError{errors.Join(failed, failed)}), statusPartial},
		{errors.Join(partialError{failed}, partialError{failed}), statusPartial},
		{errors.Join(partialError{failed}, failed), statusFailed},
		{fmt.Errorf("import: %w", errors.Join(failed, partialError{failed})), statusFailed},
	} {
		if got := status(test.err); got != test.want {
			t.Errorf("status(%v) = %d; want %d", test.err, got, test.want)
		}
	}
}

func TestRunSaysThatItWasInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var errs strings.Builder
	got := run(ctx, streams{in: strings.NewReader("Go developer"), out: io.Discard, err: &errs}, []string{"classify"})
	if want := "demand: interrupted\n"; got != statusFailed || errs.String() != want {
		t.Errorf("run = %d with %q; want %d with %q", got, errs.String(), statusFailed, want)
	}
}

// A fullDisk takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestRunFailsWhenItsOutputIsLost(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"--help"}, {"classify"}, {"completion", "bash"}} {
		var errs strings.Builder
		got := run(t.Context(), streams{in: strings.NewReader("Go developer"), out: fullDisk{}, err: &errs}, args)
		if got != statusFailed || !strings.Contains(errs.String(), "disk full") {
			t.Errorf("run(%q) = %d with %q; want %d with the reason", args, got, errs.String(), statusFailed)
		}
	}
}

func TestNoWorkbookGoesToATerminal(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"report", "--format", "xlsx"}, "--output"},
		{[]string{"report", "--format", "xlsx", "--output", "-"}, "--output"},
		{[]string{"taxonomy", "list", "--format", "xlsx"}, ">"},
		{[]string{"gap", "--have", "go", "--format", "xlsx"}, "--output"},
		{[]string{"skill", "go", "--format", "xlsx"}, "--output"},
		{[]string{"reclassify", "--format", "xlsx"}, ">"},
	} {
		var out, errs strings.Builder
		got := run(t.Context(), streams{out: &out, err: &errs, outTerminal: true}, test.args)
		want := "demand: xlsx is not for a terminal; write it to a file: " + test.want + " FILE.xlsx\n"
		if got != statusUsage || errs.String() != want || out.Len() > 0 {
			t.Errorf("run(%q) = %d with %q; want %d with %q", test.args, got, errs.String(), statusUsage, want)
		}
	}
}

func TestTablesAreAsWideAsColumnsSaysOrTheTerminalIs(t *testing.T) {
	for _, test := range []struct {
		variable       string
		terminal, want int
	}{
		{"", 0, 0}, {"", 132, 132}, {"60", 0, 60}, {"60", 132, 60}, {"0", 132, 132}, {"-5", 0, 0}, {"wide", 132, 132},
	} {
		if got := tableWidth(test.variable, test.terminal); got != test.want {
			t.Errorf("tableWidth(%q, %d) = %d; want %d", test.variable, test.terminal, got, test.want)
		}
	}
}

func TestErrorsAreOneCleanLine(t *testing.T) {
	var errs strings.Builder
	got := run(t.Context(), streams{out: io.Discard, err: &errs}, []string{"cr\x1b[31m\nawl"})
	message, rest, _ := strings.Cut(errs.String(), "\n")
	if got != statusUsage || rest != "" || strings.ContainsRune(message, '\x1b') {
		t.Errorf("run = %d with %q; want %d with one line without escape codes", got, errs.String(), statusUsage)
	}
}

func TestHelpNamesEachKeyOfASkill(t *testing.T) {
	long := taxonomyCommand(&app{}).Long
	entry := reflect.TypeFor[skills.Entry]()
	for i := range entry.NumField() {
		key, _, _ := strings.Cut(entry.Field(i).Tag.Get("yaml"), ",")
		if key != "" && !strings.Contains(long, " "+key+":") {
			t.Errorf("demand help taxonomy does not name the key %s", key)
		}
	}
}

func TestHelpNamesWhatEachFlagTakes(t *testing.T) {
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			name, _ := pflag.UnquoteUsage(f)
			kind, _ := pflag.UnquoteUsage(&pflag.Flag{Value: f.Value})
			if f.Value.Type() != "bool" && name == kind {
				t.Errorf("%s --help shows --%s %s; want what it is, in back quotes in its usage", c.CommandPath(), f.Name, kind)
			}
		})
		for _, child := range c.Commands() {
			walk(child)
		}
	}
	root := rootCommand(&app{})
	root.PersistentFlags().VisitAll(root.Flags().AddFlag)
	walk(root)
}

// BenchmarkStart measures the start of the program with the taxonomy loaded: the budget is 30 ms.
func BenchmarkStart(b *testing.B) {
	program, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		cmd := exec.Cmd{Path: program, Args: []string{"demand", "version"}}
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("demand version: %v\n%s", err, out)
		}
	}
}
