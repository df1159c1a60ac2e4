package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

var systems = []string{"linux", "darwin", "windows"}

func TestSchedulersAreToldWhatTheyCanRead(t *testing.T) {
	plan := schedule{
		program: "/opt/100% free/demand", args: []string{"crawl", "--quiet", "--db", `/home/zoë/a "b" & $c.db`},
		environment: map[string]string{"XDG_DATA_HOME": "/data/<new>", "XDG_CACHE_HOME": "/cache 50%"},
		home:        "/home/zoë", config: "/home/zoë/.config", own: "/home/zoë/.config/demand", user: 501, minute: 7,
	}
	for _, system := range systems {
		t.Run(system, func(t *testing.T) {
			s := schedulerOf(system, plan)
			var b strings.Builder
			fmt.Fprintf(&b, "%s\n", s.name)
			for _, f := range s.files {
				fmt.Fprintf(&b, "\n== %s\n%s", f.name, f.text)
			}
			for _, part := range []struct {
				name  string
				calls []systemCall
			}{
				{"probe", []systemCall{s.probe}}, {"install", s.install}, {"status", []systemCall{s.status}}, {"remove", s.remove}, {"after", s.after},
			} {
				fmt.Fprintf(&b, "\n== %s\n", part.name)
				for _, c := range part.calls {
					fmt.Fprintln(&b, c)
				}
			}
			fmt.Fprintf(&b, "\n== hint and next step\n%s\n%s\n", s.hint, s.missing)
			golden(t, filepath.Join("testdata", "schedule", system+".txt"), b.String())
		})
	}
}

// golden compares a text with that of a file, or with -update writes the file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := replaceText(file, []byte(got)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got\n%s", file, got)
	}
}

func TestScheduleFilesAreXMLWhereTheySaySo(t *testing.T) {
	for _, system := range systems[1:] {
		file := schedulerOf(system, schedule{program: "a&b"}).files[0]
		text := strings.Replace(file.text, `encoding="UTF-16"`, "", 1)
		if err := xml.Unmarshal([]byte(text), new(struct{})); err != nil {
			t.Errorf("%s: %v", system, err)
		}
	}
}

func TestTheTaskOfWindowsIsWrittenInUTF16(t *testing.T) {
	data := schedulerOf("windows", schedule{program: `C:\Zoë\demand.exe`}).files[0].bytes()
	units := make([]uint16, len(data)/2)
	if err := binary.Read(bytes.NewReader(data), binary.LittleEndian, units); err != nil {
		t.Fatal(err)
	}
	text := string(utf16.Decode(units))
	if !strings.HasPrefix(text, "\ufeff<?xml") || !strings.Contains(text, `<Command>C:\Zoë\demand.exe</Command>`+"\r\n") {
		t.Errorf("the file holds %q", text)
	}
}

func TestSystemdTakesTheUnitsAsTheyAre(t *testing.T) {
	verify, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not here: ", err)
	}
	folder := t.TempDir()
	program := filepath.Join(folder, "100% free")
	if err := os.WriteFile(program, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	s := systemd(schedule{program: program, args: []string{"crawl", `a\b "c" $HOME`}, environment: map[string]string{"XDG_DATA_HOME": "/a b/%h"}, config: folder})
	args := []string{"verify", "--user", "--man=no"}
	for _, f := range s.files {
		if err := replaceText(f.name, f.bytes()); err != nil {
			t.Fatal(err)
		}
		args = append(args, f.name)
	}
	cmd := exec.CommandContext(t.Context(), verify, args...)
	cmd.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+folder)
	if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), folder) {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
	}
}

// A fakeHost is a computer whose scheduler writes down how it is called.
type fakeHost struct {
	calls []string
	fails map[string]error // by call
}

// demand runs demand schedule with arguments on a fake computer, in isolated folders, and returns its status and output.
func (f *fakeHost) demand(t *testing.T, system, input string, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	a := &app{streams: streams{in: strings.NewReader(input), inTerminal: input != "", out: &out, err: &out, width: 80}, host: host{
		system: system, program: func() (string, error) { return "/usr/bin/demand", nil },
		call: func(_ context.Context, c systemCall) (string, error) {
			f.calls = append(f.calls, c.String())
			return "answered", f.fails[c.String()]
		},
	}}
	root := rootCommand(a)
	root.SetArgs(append([]string{"schedule"}, args...))
	err := root.ExecuteContext(t.Context())
	if err != nil {
		fmt.Fprintln(&out, err)
		return status(err), out.String()
	}
	return 0, out.String()
}

func TestScheduleIsInstalledOnceAndRemoved(t *testing.T) {
	for _, system := range systems {
		t.Run(system, func(t *testing.T) {
			root := isolate(t)
			t.Setenv("HOME", filepath.Join(root, "home"))
			t.Setenv("DEMAND_CONTACT", "me@example.org")
			var f fakeHost
			if got, out := f.demand(t, system, "", "status"); got != 0 || len(f.calls) > 0 || !strings.HasPrefix(out, "No schedule is installed") {
				t.Errorf("status before = %d with %q and the calls %q", got, out, f.calls)
			}
			if got, out := f.demand(t, system, "", "install", "--dry-run"); got != 0 || len(f.calls) > 0 || !strings.Contains(out, "Would write") || !strings.Contains(out, "Would run") {
				t.Errorf("dry run = %d with %q and the calls %q", got, out, f.calls)
			}
			if _, err := os.Stat(filepath.Join(root, "config")); err == nil {
				t.Error("the dry run wrote files")
			}
			got, first := f.demand(t, system, "", "install")
			if got != 0 || !strings.Contains(first, "/usr/bin/demand") {
				t.Fatalf("install = %d with %q", got, first)
			}
			once := f.calls
			f.calls = nil
			if got, out := f.demand(t, system, "", "install"); got != 0 || !slices.Equal(f.calls, once) || strings.Contains(out, "Wrote") {
				t.Errorf("second install = %d with %q and the calls %q; want nothing written and the calls %q", got, out, f.calls, once)
			}
			if got, out := f.demand(t, system, "", "status"); got != 0 || !strings.Contains(out, "as this program writes it") || !strings.Contains(out, "answered") {
				t.Errorf("status = %d with %q", got, out)
			}
			if got, out := f.demand(t, system, "", "status", "--db", "other.db"); got != 0 || !strings.Contains(out, "not as this program writes it") {
				t.Errorf("status with other settings = %d with %q", got, out)
			}
			if got, out := f.demand(t, system, "", "remove", "--dry-run"); got != 0 || !strings.Contains(out, "Would remove") {
				t.Errorf("dry run of remove = %d with %q", got, out)
			}
			if got, out := f.demand(t, system, "", "remove"); got != 0 || !strings.Contains(out, "Removed") {
				t.Errorf("remove = %d with %q", got, out)
			}
			f.calls = nil
			if got, out := f.demand(t, system, "", "remove"); got != 0 || len(f.calls) > 0 || out != "No schedule is installed.\n" {
				t.Errorf("second remove = %d with %q and the calls %q", got, out, f.calls)
			}
		})
	}
}

func TestScheduleWithoutASchedulerChangesNothingAndNamesTheNextStep(t *testing.T) {
	root := isolate(t)
	t.Setenv("HOME", filepath.Join(root, "home"))
	t.Setenv("DEMAND_CONTACT", "me@example.org")
	f := fakeHost{fails: map[string]error{"systemctl --user show-environment": exec.ErrNotFound}}
	got, out := f.demand(t, "linux", "", "install")
	if got != statusFailed || !strings.Contains(out, "crontab -e") || !strings.Contains(out, "/usr/bin/demand crawl --quiet") {
		t.Errorf("install = %d with %q; want the line for cron", got, out)
	}
	if _, err := os.Stat(filepath.Join(root, "config")); err == nil {
		t.Error("install wrote files")
	}
}

func TestScheduleLeavesForeignFilesAlone(t *testing.T) {
	root := isolate(t)
	t.Setenv("DEMAND_CONTACT", "me@example.org")
	file := filepath.Join(root, "config", "systemd", "user", "demand.timer")
	if err := replaceText(file, []byte("[Timer]\n")); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"install", "status", "remove"} {
		var f fakeHost
		if got, out := f.demand(t, "linux", "", command); got != statusFailed || !strings.Contains(out, file+" was not written by demand") {
			t.Errorf("%s = %d with %q", command, got, out)
		}
	}
	if text, err := os.ReadFile(file); string(text) != "[Timer]\n" {
		t.Errorf("the file holds %q, %v", text, err)
	}
}

func TestScheduleAsksForAContactOnceAndKeepsIt(t *testing.T) {
	root := isolate(t)
	name := writeConfig(t, root, "# mine\ndb: jobs.db")
	var f fakeHost
	if got, out := f.demand(t, "linux", "me@example.org\n", "install"); got != 0 || !strings.Contains(out, "How can a site's owner reach you?") {
		t.Fatalf("install = %d with %q", got, out)
	}
	if text, err := os.ReadFile(name); string(text) != "# mine\ndb: jobs.db\ncontact: me@example.org\n" {
		t.Errorf("%s holds %q, %v", name, text, err)
	}
	if got, out := f.demand(t, "linux", "other@example.org\n", "install"); got != 0 || strings.Contains(out, "How can") {
		t.Errorf("second install = %d with %q", got, out)
	}
}

func TestScheduleNeedsAContactThatCanBeTold(t *testing.T) {
	isolate(t)
	for contact, want := range map[string]string{
		"":                    "set DEMAND_CONTACT",
		"me":                  "neither a mail address",
		"me@localhost":        "neither a mail address",
		"https://a.example )": "holds blanks",
		"zoë@example.org":     "holds blanks",
	} {
		t.Setenv("DEMAND_CONTACT", contact)
		var f fakeHost
		if got, out := f.demand(t, "linux", "", "install"); got != statusUsage || !strings.Contains(out, want) {
			t.Errorf("install with contact %q = %d with %q; want %d with %q", contact, got, out, statusUsage, want)
		}
	}
}

func TestScheduleShowsNoPassword(t *testing.T) {
	isolate(t)
	t.Setenv("DEMAND_DB", "postgres://me:secret@host/demand")
	var f fakeHost
	if got, out := f.demand(t, "linux", "", "install", "--dry-run"); got != statusUsage || strings.Contains(out, "secret") || !strings.Contains(out, "config.yaml") {
		t.Errorf("install = %d with %q", got, out)
	}
}

func TestContactIsNotForcedIntoAConfigurationThatCannotTakeIt(t *testing.T) {
	root := isolate(t)
	name := writeConfig(t, root, "{db: jobs.db}\n")
	if _, err := addContact("me@example.org"); err == nil || !strings.Contains(err.Error(), "contact: me@example.org") {
		t.Errorf("addContact = %v; want the line to write", err)
	}
	if text, err := os.ReadFile(name); string(text) != "{db: jobs.db}\n" {
		t.Errorf("%s holds %q, %v", name, text, err)
	}
}

func TestScheduleIsRemovedThoughTheSchedulerIsGone(t *testing.T) {
	isolate(t)
	t.Setenv("DEMAND_CONTACT", "me@example.org")
	var f fakeHost
	if got, out := f.demand(t, "linux", "", "install"); got != 0 {
		t.Fatal(out)
	}
	gone := errors.New("no answer")
	f.fails = map[string]error{"systemctl --user disable --now demand.timer": gone, "systemctl --user daemon-reload": gone}
	if got, out := f.demand(t, "linux", "", "remove"); got != statusFailed || !strings.Contains(out, "Removed") {
		t.Errorf("remove = %d with %q; want the files gone and the failure told", got, out)
	}
	if got, out := f.demand(t, "linux", "", "status"); got != 0 || !strings.HasPrefix(out, "No schedule is installed") {
		t.Errorf("status = %d with %q", got, out)
	}
}
