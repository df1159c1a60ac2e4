package main

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"unicode/utf16"
)

// A scheduler is the part of an operating system that starts programs at set times.
type scheduler struct {
	name    string
	files   []scheduleFile // that it reads; they are there if and only if a schedule is installed
	probe   systemCall     // fails where the scheduler does not answer, and changes nothing
	install []systemCall   // once the files are there
	status  systemCall     // shows what the scheduler knows of the schedule
	remove  []systemCall   // while the files are still there
	after   []systemCall   // once they are gone
	hint    string         // what the user should know of it; may be empty
	missing string         // what to do where its program is missing or does not answer
}

// A scheduleFile is one file of a scheduler.
type scheduleFile struct {
	name string
	text string
	wide bool // written as UTF-16 with a byte order mark, as the text itself says
}

// bytes returns the file as it is written.
func (f scheduleFile) bytes() []byte {
	if !f.wide {
		return []byte(f.text)
	}
	crlf := strings.ReplaceAll(f.text, "\n", "\r\n")
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, utf16.Encode([]rune("\ufeff"+crlf))) // a Buffer takes everything
	return b.Bytes()
}

// A systemCall is one call of a program of the system.
type systemCall struct {
	name string
	args []string
	may  bool // it may fail, because what it ends need not be there
}

// String returns the call as it is typed.
func (c systemCall) String() string {
	words := []string{c.name}
	for _, a := range c.args {
		if strings.ContainsAny(a, ` "`) {
			a = `"` + a + `"`
		}
		words = append(words, a)
	}
	return strings.Join(words, " ")
}

// A schedule is what is to be run every day.
type schedule struct {
	program     string            // absolute path
	args        []string          // of the program
	environment map[string]string // that the program needs and a scheduler does not know
	home        string            // of the user
	config      string            // the user's folder of configuration of all programs
	own         string            // the folder of demand in it
	user        int               // the number of the user
	minute      int               // of the hour at which it starts, where the scheduler itself spreads nothing
}

// scheduleMark stands in all files of a schedule, so that nobody else's file is overwritten or removed.
const scheduleMark = `"demand schedule install"`

// The start is before most people's working day. It is spread over half an hour, so that sites are not asked by all users
// at once; longer delays would come near to the interval of sources that are due once a day.
const (
	scheduleHour   = 6
	scheduleSpread = 30 // minutes
)

// schedulerOf returns the scheduler of an operating system, as runtime.GOOS names it.
func schedulerOf(system string, s schedule) scheduler {
	switch system {
	case "darwin":
		return launchd(s)
	case "windows":
		return taskScheduler(s)
	}
	return systemd(s)
}

// spreadMinute draws the minute at which a computer starts, always the same one for the same seed.
func spreadMinute(seed string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(seed)) // a hash takes everything
	return int(h.Sum32() % scheduleSpread)
}

// systemd runs a user timer; see systemd.timer(5) and systemd.service(5).
func systemd(s schedule) scheduler {
	folder := filepath.Join(s.config, "systemd", "user")
	user := func(args ...string) systemCall {
		return systemCall{name: "systemctl", args: append([]string{"--user"}, args...)}
	}
	return scheduler{
		name: "systemd",
		files: []scheduleFile{
			{name: filepath.Join(folder, "demand.service"), text: filled(systemdService, s)},
			{name: filepath.Join(folder, "demand.timer"), text: filled(systemdTimer, s)},
		},
		probe:   user("show-environment"),
		install: []systemCall{user("daemon-reload"), user("enable", "demand.timer"), user("restart", "demand.timer")},
		status:  user("list-timers", "--all", "demand.timer"),
		remove:  []systemCall{user("disable", "--now", "demand.timer")},
		after:   []systemCall{user("daemon-reload")},
		hint:    `It runs while you are logged in; "loginctl enable-linger" makes it run at other times, too.`,
		missing: fmt.Sprintf("if systemd does not serve users here, let cron do it: \"crontab -e\" and the line  %d %d * * * %s", spreadMinute(s.home), scheduleHour, strings.ReplaceAll(s.shell(), "%", `\%`)), // crontab(5) reads % as a line's end
	}
}

const systemdService = `# Written by "demand schedule install"; "demand schedule remove" removes it.
[Unit]
Description=Collect public job postings

[Service]
Type=oneshot
{{range .Variables}}Environment={{systemd .}}
{{end}}ExecStart={{systemd .Program}}{{range .Args}} {{systemdWord .}}{{end}}
# Some sources failed: the next run asks them again.
SuccessExitStatus=3
Nice=10
`

const systemdTimer = `# Written by "demand schedule install"; "demand schedule remove" removes it.
[Unit]
Description=Collect public job postings every day

[Timer]
OnCalendar=*-*-* {{.Hour}}:00:00
RandomizedDelaySec={{.Spread}}min
Persistent=true

[Install]
WantedBy=timers.target
`

// systemdQuote quotes one word of a unit; systemd.syntax(7) gives the quotes, systemd.unit(5) the specifiers.
func systemdQuote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `%`, `%%`).Replace(s) + `"`
}

// systemdWord is systemdQuote for an argument of a command, where variables are put in as well; see systemd.service(5).
func systemdWord(s string) string { return strings.ReplaceAll(systemdQuote(s), "$", "$$") }

// launchd runs an agent of the user; see launchd.plist(5). It starts what was missed in sleep when the computer wakes.
func launchd(s schedule) scheduler {
	const label = "demand.crawl"
	domain := fmt.Sprintf("gui/%d", s.user)
	file := filepath.Join(s.home, "Library", "LaunchAgents", label+".plist")
	return scheduler{
		name:  "launchd",
		files: []scheduleFile{{name: file, text: filled(launchdAgent, s)}},
		probe: systemCall{name: "launchctl", args: []string{"print", domain}},
		install: []systemCall{
			{name: "launchctl", args: []string{"bootout", domain + "/" + label}, may: true},
			{name: "launchctl", args: []string{"bootstrap", domain, file}},
		},
		status:  systemCall{name: "launchctl", args: []string{"print", domain + "/" + label}},
		remove:  []systemCall{{name: "launchctl", args: []string{"bootout", domain + "/" + label}, may: true}},
		missing: "launchd answers in the session of a logged-in user only: run this command in a Terminal window, not over ssh",
	}
}

const launchdAgent = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Written by "demand schedule install"; "demand schedule remove" removes it. -->
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>demand.crawl</string>
	<key>ProgramArguments</key>
	<array>{{range .Words}}
		<string>{{xml .}}</string>{{end}}
	</array>{{with .Environment}}
	<key>EnvironmentVariables</key>
	<dict>{{range $name, $value := .}}
		<key>{{xml $name}}</key>
		<string>{{xml $value}}</string>{{end}}
	</dict>{{end}}
	<key>StartCalendarInterval</key>
	<dict>
		<key>Hour</key>
		<integer>{{.Hour}}</integer>
		<key>Minute</key>
		<integer>{{.Minute}}</integer>
	</dict>
	<key>ProcessType</key>
	<string>Background</string>
	<key>StandardErrorPath</key>
	<string>{{xml .Log}}</string>
</dict>
</plist>
`

// taskScheduler runs a task of the user. Its settings are those of the Task Scheduler 1.2 schema:
// https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema.
func taskScheduler(s schedule) scheduler {
	const task = "demand crawl"
	file := filepath.Join(s.own, "schedule.xml")
	call := func(args ...string) systemCall { return systemCall{name: "schtasks", args: args} }
	return scheduler{
		name:    "Task Scheduler",
		files:   []scheduleFile{{name: file, text: filled(windowsTask, s), wide: true}},
		probe:   call("/Query", "/FO", "LIST"),
		install: []systemCall{call("/Create", "/TN", task, "/XML", file, "/F")},
		status:  call("/Query", "/TN", task, "/V", "/FO", "LIST"),
		remove:  []systemCall{call("/Delete", "/TN", task, "/F")},
		hint:    "It runs while you are logged in.",
		missing: "see that C:\\Windows\\System32 is in PATH, and that the service Task Scheduler runs",
	}
}

const windowsTask = `<?xml version="1.0" encoding="UTF-16"?>
<!-- Written by "demand schedule install"; "demand schedule remove" removes it. -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Collects public job postings every day.</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{{printf "%02d" .Hour}}:00:00</StartBoundary>
      <RandomDelay>PT{{.Spread}}M</RandomDelay>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{{xml .Program}}</Command>
      <Arguments>{{xml .Arguments}}</Arguments>
    </Exec>
  </Actions>
</Task>
`

// filled fills in a template of a scheduler's file.
func filled(text string, s schedule) string {
	t := template.Must(template.New("").Funcs(template.FuncMap{
		"systemd": systemdQuote, "systemdWord": systemdWord, "xml": xmlText,
	}).Parse(text))
	var variables []string
	for _, name := range slices.Sorted(maps.Keys(s.environment)) {
		variables = append(variables, name+"="+s.environment[name])
	}
	var b strings.Builder
	err := t.Execute(&b, map[string]any{
		"Program": s.program, "Args": s.args, "Words": append([]string{s.program}, s.args...), "Arguments": windowsArguments(s.args),
		"Environment": s.environment, "Variables": variables,
		"Hour": scheduleHour, "Minute": s.minute, "Spread": scheduleSpread,
		"Log": filepath.Join(s.home, "Library", "Logs", "demand.log"),
	})
	if err != nil {
		panic(err) // the templates are part of the program
	}
	return b.String()
}

// xmlText escapes a text for XML.
func xmlText(s string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(s))
	return b.String(), err
}

// windowsArguments joins arguments as programs of Windows part them. The names of files there hold no quotes.
func windowsArguments(args []string) string {
	words := slices.Clone(args)
	for i, w := range words {
		if strings.ContainsAny(w, " \t") {
			words[i] = `"` + w + `"`
		}
	}
	return strings.Join(words, " ")
}

// shell returns the schedule's command as one line of a POSIX shell.
func (s schedule) shell() string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(s.environment)) {
		words = append(words, name+"="+shellQuote(s.environment[name]))
	}
	for _, w := range append([]string{s.program}, s.args...) {
		words = append(words, shellQuote(w))
	}
	return strings.Join(words, " ")
}

func shellQuote(s string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-"
	if s != "" && strings.Trim(s, plain) == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// environmentOfFolders returns the variables that move demand's folders, as far as they are set: a scheduler does not know
// those of a shell.
func environmentOfFolders() map[string]string {
	set := map[string]string{}
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"} {
		if value := os.Getenv(name); value != "" {
			set[name] = value
		}
	}
	return set
}
