package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"demand/internal/render"
	"demand/internal/store"
)

// A host is what a command knows of the computer; tests put another one in its place.
type host struct {
	system  string                                                  // as runtime.GOOS names it
	program func() (string, error)                                  // the path of the running program
	call    func(ctx context.Context, c systemCall) (string, error) // runs a program of the system and returns what it printed
}

// thisHost is the computer on which the program runs.
var thisHost = host{
	system: runtime.GOOS, program: os.Executable,
	call: func(ctx context.Context, c systemCall) (string, error) {
		out, err := exec.CommandContext(ctx, c.name, c.args...).CombinedOutput()
		return string(bytes.TrimSpace(out)), err
	},
}

// scheduleCommand returns the command demand schedule.
func scheduleCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "schedule",
		Short: "Let the computer crawl every day by itself",
		Long: `Schedule lets the computer's own scheduler (systemd, launchd or the Task Scheduler of
Windows) run "demand crawl" every morning between 6:00 and 6:30, or when the computer
is next awake. Each crawl visits the sources that are due.`,
	}
	var dryRun bool
	change := func(use, short, long string, do func(context.Context, scheduler, bool) error) *cobra.Command {
		c := &cobra.Command{Use: use, Short: short, Long: long, RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.scheduler()
			if err != nil {
				return err
			}
			return do(c.Context(), s, dryRun)
		}}
		c.Flags().BoolVar(&dryRun, "dry-run", false, "show what would be done, and do nothing")
		return c
	}
	c.AddCommand(
		change("install", "Crawl every day from now on",
			`Install writes what the scheduler needs and switches it on; what it writes and runs is
shown. Doing it again changes nothing, or brings the schedule up to date: do so when the
program has moved to another place.

A site's owner has to be able to reach whoever visits every day, so a contact is needed:
$DEMAND_CONTACT or contact in config.yaml, else install asks for one, and writes it there.`, a.installSchedule),
		&cobra.Command{Use: "status", Short: "Show whether a schedule is installed, and what the scheduler knows of it", RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.scheduler()
			if err != nil {
				return err
			}
			return a.scheduleStatus(c.Context(), s)
		}},
		change("remove", "Crawl no longer by itself",
			`Remove switches the schedule off and removes its files. What was collected stays.`, a.removeSchedule),
	)
	return c
}

// scheduler returns the computer's scheduler with the schedule that the settings ask for.
func (a *app) scheduler() (scheduler, error) {
	set, err := a.settings()
	if err != nil {
		return scheduler{}, err
	}
	s := schedule{args: []string{"crawl", "--quiet"}, environment: environmentOfFolders(), user: os.Getuid()}
	if s.program, err = a.host.program(); err != nil {
		return scheduler{}, fmt.Errorf("the path of this program: %w", err)
	}
	if s.home, err = os.UserHomeDir(); err != nil {
		return scheduler{}, err
	}
	if s.own, err = configFolder(); err != nil {
		return scheduler{}, err
	}
	s.config = filepath.Dir(s.own)
	s.minute = spreadMinute(s.home)
	if address := os.Getenv("DEMAND_DB"); a.db != "" || address != "" {
		if store.IsServer(set.DB) {
			return scheduler{}, usagef("the address of a server may hold a password, which a schedule would show; write db: into %s instead of using --db or DEMAND_DB", filepath.Join(s.own, configFile))
		}
		file, err := filepath.Abs(set.DB)
		if err != nil {
			return scheduler{}, err
		}
		s.args = append(s.args, "--db", file)
	}
	words := append(slices.Collect(maps.Values(s.environment)), s.program, s.home)
	for _, w := range append(words, s.args...) {
		if strings.ContainsFunc(w, unicode.IsControl) {
			return scheduler{}, fmt.Errorf("%q: a schedule cannot hold a name with such characters", w)
		}
	}
	return schedulerOf(a.host.system, s), nil
}

func (a *app) installSchedule(ctx context.Context, s scheduler, dryRun bool) error {
	if !dryRun {
		if _, err := a.call(ctx, s, s.probe); err != nil {
			return err
		}
		if err := a.needContact(); err != nil {
			return err
		}
	}
	for _, f := range s.files {
		if err := a.writeScheduleFile(f, dryRun); err != nil {
			return err
		}
	}
	if err := a.callAll(ctx, s, s.install, dryRun); err != nil {
		return err
	}
	if s.hint != "" {
		fmt.Fprintln(a.out, s.hint)
	}
	return nil
}

// needContact sees to it that the configuration file names a contact, since a scheduler knows no variables of a shell.
func (a *app) needContact() error {
	folder, err := configFolder()
	if err != nil {
		return err
	}
	file, err := readSettings(filepath.Join(folder, configFile))
	if err != nil || file.Contact != "" {
		return err
	}
	set, err := a.settings()
	if err != nil {
		return err
	}
	contact := set.Contact
	if contact == "" {
		if !a.inTerminal {
			return usagef("no contact: set DEMAND_CONTACT to a mail or web address, so that a site's owner can reach you")
		}
		fmt.Fprint(a.err, "How can a site's owner reach you? It is told to the sites that are visited.\nMail or web address: ")
		line, err := bufio.NewReader(a.in).ReadString('\n')
		if err != nil && line == "" {
			return fmt.Errorf("no contact was given: %w", err)
		}
		contact = strings.TrimSpace(line)
	}
	if err := checkContact(contact); err != nil {
		return usageError{err}
	}
	name, err := addContact(contact)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Wrote contact: %s into %s\n", contact, name)
	return nil
}

// checkContact refuses what is no mail or web address, or cannot stand in the comment of a User-Agent (RFC 9110, §5.6.5).
func checkContact(contact string) error {
	web := strings.HasPrefix(contact, "https://") || strings.HasPrefix(contact, "http://")
	name, domain, mail := strings.Cut(contact, "@")
	if !web && (!mail || name == "" || !strings.Contains(domain, ".")) {
		return fmt.Errorf("contact %q is neither a mail address nor begins with https://", contact)
	}
	if strings.ContainsFunc(contact, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`()\`, r) }) {
		return fmt.Errorf("contact %q holds blanks, brackets or letters beyond ASCII, which cannot be told to a site", contact)
	}
	return nil
}

// writeScheduleFile writes one file and shows it, unless it is there already.
func (a *app) writeScheduleFile(f scheduleFile, dryRun bool) error {
	old, err := ownFile(f)
	if err != nil {
		return err
	}
	switch {
	case bytes.Equal(old, f.bytes()):
		fmt.Fprintf(a.out, "%s is there already.\n", f.name)
		return nil
	case dryRun:
		fmt.Fprintf(a.out, "Would write %s:\n\n", f.name)
	default:
		if err := replaceText(f.name, f.bytes()); err != nil {
			return err
		}
		fmt.Fprintf(a.out, "Wrote %s:\n\n", f.name)
	}
	for line := range strings.Lines(f.text) {
		fmt.Fprint(a.out, "    ", line)
	}
	fmt.Fprintln(a.out)
	return nil
}

// ownFile returns what a file of a schedule holds now, nothing if there is none. Somebody else's file is an error.
func ownFile(f scheduleFile) ([]byte, error) {
	old, err := os.ReadFile(f.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	plain := strings.ReplaceAll(string(old), "\x00", "") // also of UTF-16, for the mark is ASCII
	if err == nil && !strings.Contains(plain, scheduleMark) {
		err = fmt.Errorf("%s was not written by demand; move it away first", f.name)
	}
	return old, err
}

// installed reports whether files of the scheduler are there.
func (s scheduler) installed() (bool, error) {
	found := false
	for _, f := range s.files {
		old, err := ownFile(f)
		if err != nil {
			return false, err
		}
		found = found || old != nil
	}
	return found, nil
}

func (a *app) removeSchedule(ctx context.Context, s scheduler, dryRun bool) error {
	there, err := s.installed()
	if err != nil {
		return err
	}
	if !there {
		fmt.Fprintln(a.out, "No schedule is installed.")
		return nil
	}
	// The files go even if the scheduler does not answer: without them it starts nothing any more.
	failed := a.callAll(ctx, s, s.remove, dryRun)
	for _, f := range s.files {
		if dryRun {
			fmt.Fprintf(a.out, "Would remove %s\n", f.name)
			continue
		}
		if err := os.Remove(f.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return errors.Join(failed, err)
		}
		fmt.Fprintf(a.out, "Removed %s\n", f.name)
	}
	return errors.Join(failed, a.callAll(ctx, s, s.after, dryRun))
}

func (a *app) scheduleStatus(ctx context.Context, s scheduler) error {
	there, err := s.installed()
	if err != nil {
		return err
	}
	if !there {
		fmt.Fprintln(a.out, `No schedule is installed; "demand schedule install" installs one.`)
		return nil
	}
	for _, f := range s.files {
		old, err := ownFile(f)
		if err != nil {
			return err
		}
		state := "as this program writes it"
		if !bytes.Equal(old, f.bytes()) {
			state = `not as this program writes it; "demand schedule install" brings it up to date`
		}
		fmt.Fprintf(a.out, "%s: %s\n", f.name, state)
	}
	out, err := a.call(ctx, s, s.status)
	if err != nil {
		return err
	}
	for line := range strings.Lines(out) {
		fmt.Fprintln(a.out, render.Clean(line))
	}
	return nil
}

// callAll makes calls to a scheduler one after the other and shows them.
func (a *app) callAll(ctx context.Context, s scheduler, calls []systemCall, dryRun bool) error {
	for _, c := range calls {
		if dryRun {
			fmt.Fprintf(a.out, "Would run %s\n", c)
			continue
		}
		if _, err := a.call(ctx, s, c); err != nil && !c.may {
			return err
		}
		fmt.Fprintf(a.out, "Ran %s\n", c)
	}
	return nil
}

// call makes one call to a scheduler; its error says what to do.
func (a *app) call(ctx context.Context, s scheduler, c systemCall) (string, error) {
	out, err := a.host.call(ctx, c)
	if err == nil {
		return out, nil
	}
	if out != "" {
		err = fmt.Errorf("%w: %s", err, out)
	}
	return "", fmt.Errorf("%s: %s: %w; %s", s.name, c, err, s.missing)
}
