package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"demand/internal/job"
	"demand/internal/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func estimate(value, low, high float64) *report.Estimate {
	return &report.Estimate{Value: value, Low: low, High: high, Level: 0.95}
}

func points(value, low, high float64) *report.Change {
	return &report.Change{Estimate: *estimate(value, low, high), Deff: 2.1}
}

// compared is a report of two windows.
func compared() *report.Skills {
	d := func(s string) job.Date {
		day, err := job.ParseDate(s)
		if err != nil {
			panic(err)
		}
		return day
	}
	window := report.Days{From: d("2026-08-24"), To: d("2026-11-21")}
	before := report.Days{From: d("2026-05-26"), To: d("2026-08-23")}
	detectable := 1.8
	other := -0.4
	python := report.Row{
		Skill: "python", Name: "Python", Category: "languages", Rank: 1, RankBefore: 1, RankBest: 1, RankWorst: 1,
		Jobs: 4790, Of: 12408, JobsBefore: 4012, OfBefore: 11302, Employers: 812,
		Share: estimate(38.6041, 37.6, 39.6), Change: points(3.1, 0.8, 5.4), P: new(0.0001), Q: new(0.002), Verdict: report.ClearRise,
		Trend:   []int{300, 310, 330, 340, 350, 360, 370, 380, 390, 400, 400, 410, 450},
		Largest: &report.Largest{Employer: "Initech", Part: 12.3},
		Pooled:  &report.Pooled{Jobs: 5000, Of: 13000, JobsBefore: 4012, OfBefore: 11302, Change: 2.9, Within: 0.4, Mix: 2.5},
	}
	typescript := report.Row{
		Skill: "typescript", Name: "TypeScript", Category: "languages", Rank: 2, RankBefore: 3, RankBest: 2, RankWorst: 2,
		Jobs: 3921, Of: 12408, JobsBefore: 3390, OfBefore: 11302, Employers: 701,
		Share: estimate(31.6, 30.7, 32.5), Change: points(1.6, 0.3, 2.9), P: new(0.02), Q: new(0.4), Verdict: report.PossibleRise,
		Fragile:    []report.Check{report.WithoutEmployer, report.WithoutSource},
		Trend:      []int{250, 250, 250, 260, 270, 270, 280, 290, 300, 300, 310, 320, 330},
		OfCategory: &report.OfSkills{Share: 40, Change: &other, Disagrees: true},
	}
	rare := report.Row{
		Skill: "common-lisp", Name: "Common Lisp", Category: "languages", Rank: 3, Jobs: 3, Of: 12408, OfBefore: 11302, Employers: 2,
		Share: estimate(0.02, 0, 0.1), Change: points(0, -0.1, 0.1), P: new(0.9), Verdict: report.TooFew,
		Trend: []int{0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1}, RankBest: 3, RankWorst: 3,
	}
	mysql := report.Row{
		Skill: "mysql", Name: "MySQL", Category: "databases", Rank: 1, RankBefore: 1, RankBest: 1, RankWorst: 2,
		Jobs: 1201, Of: 12408, JobsBefore: 1600, OfBefore: 11302, Employers: 301,
		Share: estimate(9.7, 9.2, 10.2), Change: points(-4.5, -6.9, -2.1), P: new(0.00001), Q: new(0.0002), Verdict: report.ClearFall,
		Trend: []int{130, 125, 120, 110, 110, 100, 90, 90, 90, 90, 85, 80, 81},
	}
	var periods []report.Period
	for i := range 13 {
		from := d("2026-08-17") + job.Date(7*i)
		periods = append(periods, report.Period{Days: report.Days{From: from, To: from + 6}, Jobs: 1000})
	}
	return &report.Skills{
		Frame: report.Frame{
			Report: "skills", Program: "v1.2.3", Taxonomy: "abc",
			Parameters: report.Params{Since: report.Span{N: 90, Unit: "d"}, Until: window.To, Compare: report.Compare{Mode: report.Previous}, Base: report.Jobs, Basis: report.New, Top: 10},
			Basis:      report.New,
			Window:     &report.Window{Days: window, Jobs: 12408, Employers: 1962, Nameless: 31, NoRole: 1204, NotTechnical: 9300},
			Before:     &report.Window{Days: before, Jobs: 11302, Employers: 1850},
			Sources: &report.Sources{
				Compared: 38, Selected: 41,
				NotCompared:  []report.NotCompared{{Source: "greenhouse/acme", Reason: "first read 2 Sep 2026"}, {Source: "feed/initech", Reason: "never read: robots.txt"}},
				OpenEditions: []report.Edition{{Source: "hackernews/who-is-hiring", Name: "November 2026", Days: window}},
			},
		},
		Periods: periods,
		Categories: []report.Category{
			{Category: "languages", Name: "Languages", Jobs: 9000, Skills: 3, Rows: []report.Row{python, typescript, rare}},
			{Category: "databases", Name: "Databases", Jobs: 5000, Skills: 1, Rows: []report.Row{mysql}},
		},
		Tested: 214, Movers: []report.Row{mysql, python}, Detectable: &detectable,
		Provenance: report.Provenance{
			Accuracy: &report.Accuracy{Precision: 0.97, Recall: 0.96, Postings: 160},
			Credits:  []string{"Jobs by Example Board, https://example.org"},
			Data: &report.Data{
				Hash:     strings.Repeat("0123456789abcdef", 4),
				Coverage: []report.Cover{{Source: "greenhouse/stripe", Days: report.Days{From: before.From - 1, To: window.To}}},
				Days:     []report.DayHash{{Day: window.To, Hash: "0123456789abcdef"}},
			},
		},
	}
}

// levels is a report without anything to compare with.
func levels() *report.Skills {
	r := compared()
	r.Basis, r.WhyNot, r.ComparedOn = report.Open, report.NoCommonSource, r.Window.To+181
	r.Window.From = r.Window.To
	r.Before, r.Periods, r.Movers, r.Detectable, r.Tested = nil, nil, []report.Row{}, nil, 0
	r.Parameters.Role = []string{"backend", "fullstack"}
	for _, c := range r.Categories {
		for i := range c.Rows {
			row := &c.Rows[i]
			row.Verdict, row.Change, row.Fragile, row.Pooled, row.OfCategory, row.Trend = "", nil, nil, nil, nil, nil
			row.JobsBefore, row.OfBefore, row.RankBefore = 0, 0, 0
		}
	}
	r.Categories[1].Rows[0].Imprecise = true
	return r
}

// still is a report in which nothing moved.
func still() *report.Skills {
	r := compared()
	r.Movers = []report.Row{}
	r.Categories = r.Categories[:1]
	r.Categories[0].Rows = r.Categories[0].Rows[2:]
	return r
}

func TestAMoverWhoseIntervalTakesInZeroIsACloseCall(t *testing.T) {
	text := func(r *report.Skills) string {
		var b bytes.Buffer
		table, _ := ByName("table")
		if err := table.Write(&b, r, Options{Width: 120}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	r := compared()
	if got := text(r); strings.Contains(got, "close call") {
		t.Errorf("%s\nno interval takes in 0; want no close call", got)
	}
	change := *r.Movers[0].Change
	change.Low, change.High = -0.1, 2
	r.Movers[0].Change = &change
	if got := text(r); !strings.Contains(got, "A close call, since the interval takes in 0 though the test does not: "+r.Movers[0].Name+".\n") {
		t.Errorf("%s\nwant the first mover called a close call", got)
	}
}

func TestLongSentencesGoOnBelowAndTheirLinksToo(t *testing.T) {
	const sentence = "You bring five years of »Go«, and you like to say what you think of it."
	const link = "https://jobs.example/a-long-way-to-go/that-would-take-all-the-room/4012345"
	table := &report.Table{Columns: []string{"sentence", "employer", "strength", "url"}, Rows: [][]any{{sentence, "Globex", "required", link}, {"»Go« too.", "Acme", "mentioned", ""}}}
	var b bytes.Buffer
	if err := WriteTable(&b, "table", table, Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	want := ` sentence                                                     employer strength
 You bring five years of »Go«, and you like to say what you   Globex   required
 think of it.
 ` + link + `
 »Go« too.                                                    Acme     mentioned
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestNamesGoOnBelow(t *testing.T) {
	table := &report.Table{Columns: []string{"source", "postings"}}
	for _, name := range []string{"greenhouse/aldermoor", "San Francisco, US-CA", "Brightwell", strings.Repeat("x", 50)} {
		table.Rows = append(table.Rows, []any{name, 1})
	}
	var b bytes.Buffer
	if err := WriteTable(&b, "table", table, Options{Width: 21}); err != nil {
		t.Fatal(err)
	}
	want := ` source      postings
 greenhouse/        1
 aldermoor
 San                1
 Francisco,
 US-CA
 Brightwell         1
 xxxxxxxxxxx        1
 xxxxxxxxxxx
 xxxxxxxxxx…
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// nothing is the report of a store that has nothing for the window.
func nothing() *report.Skills {
	r := levels()
	r.Basis, r.WhyNot, r.Reason = report.New, report.NoData, `Nothing has been read yet. "demand crawl" reads the sources.`
	r.ComparedOn = 0
	r.Window = &report.Window{Days: r.Window.Days}
	r.Sources, r.Accuracy, r.Credits, r.Categories = &report.Sources{}, nil, nil, []report.Category{}
	return r
}

// fromCounts is a report of counts that somebody else made.
func fromCounts() *report.Skills {
	r := compared()
	r.Basis, r.Parameters, r.Taxonomy = "counts", report.Params{Report: report.SkillReport, Top: 10}, ""
	r.Window, r.Before, r.Sources, r.Periods, r.Data, r.Credits = nil, nil, nil, nil, nil, nil
	for i := range r.Categories[0].Rows {
		row := &r.Categories[0].Rows[i]
		row.Trend, row.Largest, row.Pooled, row.OfCategory, row.Fragile = nil, nil, nil, nil, nil
	}
	r.Categories = []report.Category{{Category: "all", Name: "Skills", Skills: 3, Rows: r.Categories[0].Rows}}
	return r
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		file   string
		r      *report.Skills
		format string
		width  int
	}{
		{"compared-80.txt", compared(), "table", 80},
		{"compared-100.txt", compared(), "table", 100},
		{"compared-140.txt", compared(), "table", 140},
		{"levels.txt", levels(), "table", 0},
		{"still.txt", still(), "table", 80},
		{"compared.csv", compared(), "csv", 0},
		{"levels.csv", levels(), "csv", 0},
		{"compared.json", compared(), "json", 0},
		{"compared.md", compared(), "markdown", 0},
		{"nothing.csv", nothing(), "csv", 0},
		{"nothing.txt", nothing(), "table", 80},
		{"nothing.md", nothing(), "markdown", 0},
		{"nothing.json", nothing(), "json", 0},
		{"counts.txt", fromCounts(), "table", 80},
		{"compared.html", compared(), "html", 0},
		{"nothing.html", nothing(), "html", 0},
	} {
		t.Run(c.file, func(t *testing.T) {
			f, ok := ByName(c.format)
			if !ok {
				t.Fatalf("ByName(%q) finds nothing", c.format)
			}
			var b bytes.Buffer
			if err := f.Write(&b, c.r, Options{Width: c.width}); err != nil {
				t.Fatal(err)
			}
			golden(t, c.file, b.Bytes())
		})
	}
}

func queryTable() *report.Table {
	return &report.Table{
		Title:   "Sources by number of postings.",
		Columns: []string{"source", "first_on", "postings", "share"},
		Rows: [][]any{
			{"greenhouse/stripe", "2026-01-05", int64(12345), 61.5},
			{"feed/a-board-with-a-long-name-that-says-what-it-lists-and-for-whom-it-does-so", nil, int64(7), 0.035},
		},
	}
}

func TestWriteTable(t *testing.T) {
	for _, c := range []struct {
		file, format string
		width        int
	}{{"rows.txt", "table", 80}, {"rows-whole.txt", "table", 0}, {"rows.csv", "csv", 0}, {"rows.json", "json", 0}, {"rows.md", "markdown", 0}} {
		var b bytes.Buffer
		if err := WriteTable(&b, c.format, queryTable(), Options{Width: c.width}); err != nil {
			t.Fatal(err)
		}
		golden(t, c.file, b.Bytes())
	}
	if err := WriteTable(&bytes.Buffer{}, "xml", queryTable(), Options{}); err == nil || err.Error() != `unknown format "xml"; it is one of table, csv, json, markdown, html, xlsx` {
		t.Errorf("WriteTable(xml) = %v; want the formats there are", err)
	}
}

func TestNotesCountWhatIsNotInEnglish(t *testing.T) {
	for n, want := range map[int]string{1: "Among the jobs 1 is not in English.", 1200: "Among the jobs 1,200 are not in English."} {
		r := compared()
		r.Window.OtherLanguage = n
		if list := notes(r); !slices.Contains(list, want) {
			t.Errorf("notes = %q; want %q", list, want)
		}
	}
}

func TestWrapKeepsAPercentSignWithItsNumber(t *testing.T) {
	if got, want := wrap("Much from one employer: MySQL (Acme 22 %), PHP.", 41, "  "), "Much from one employer: MySQL (Acme\n  22 %), PHP.\n"; got != want {
		t.Errorf("wrap = %q; want %q", got, want)
	}
}

func TestTableFitsItsWidth(t *testing.T) {
	for width := 60; width <= 160; width += 5 {
		for _, r := range []*report.Skills{compared(), levels(), still(), hostile("機械学習 👩‍💻 " + strings.Repeat("long ", 30))} {
			var b bytes.Buffer
			if err := Table(&b, r, Options{Width: width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				// Below 80 columns the numbers alone are wider.
				if n := columnsOf(line); n > max(width, 80) {
					t.Errorf("at width %d a line has %d columns: %s", width, n, line)
				}
				if strings.HasSuffix(line, " ") {
					t.Errorf("at width %d a line ends in a space: %q", width, line)
				}
			}
		}
	}
}

func TestTableColoursVerdictsOnlyIfAsked(t *testing.T) {
	var plain, painted bytes.Buffer
	if err := Table(&plain, compared(), Options{Width: 140}); err != nil {
		t.Fatal(err)
	}
	if err := Table(&painted, compared(), Options{Width: 140, Color: true}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") || !strings.Contains(painted.String(), "\x1b[32mclear rise\x1b[0m") {
		t.Error("colours are not where they are asked for")
	}
	if got := strings.NewReplacer("\x1b[32m", "", "\x1b[31m", "", "\x1b[0m", "").Replace(painted.String()); got != plain.String() {
		t.Errorf("without its colours the page differs:\n%s", cmp.Diff(plain.String(), got))
	}
}

// The library reads the locale when a program starts, so the formats are tested anew in a program of their own.
func TestFormatsDoNotHangOnTheLocale(t *testing.T) {
	again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFormats$")
	again.Env = append(os.Environ(), "RUNEWIDTH_EASTASIAN=1", "LC_ALL=ja_JP.UTF-8")
	if out, err := again.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// hostile puts a text wherever foreign text can stand.
func hostile(text string) *report.Skills {
	r := compared()
	r.Parameters.Source = []string{text}
	for i := range r.Categories {
		c := &r.Categories[i]
		c.Name, c.Category = text, text
		for k := range c.Rows {
			row := &c.Rows[k]
			row.Name, row.Skill, row.Category = text, text, text
			row.Largest = &report.Largest{Employer: text, Part: 50}
			row.Fragile = []report.Check{report.StrictOnly}
		}
	}
	for i := range r.Movers {
		r.Movers[i].Name, r.Movers[i].Skill = text, text
	}
	r.Sources.NotCompared = []report.NotCompared{{Source: text, Reason: text}}
	r.Sources.OpenEditions = []report.Edition{{Source: text, Name: text}}
	r.Credits = []string{text}
	return r
}

func hostileTable(text string) *report.Table {
	return &report.Table{Title: text, Columns: []string{text, "n"}, Rows: [][]any{{text, int64(1)}, {nil, 2.5}}}
}

var attacks = []string{
	"\x1b[31mred\x1b[0m", "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07", "\x1b]52;c;cm0gLXJm\x07", "a\rb", "a\bb", "a\x00b", "\x7f",
	"\u009b31m", "\u009d52;c;x\u009c", "\u202egnp.exe", "\u2066x\u2069", "a\u200bb\ufeffc\u00ad", "a\tb\nc\vd\u2028e\u0085f",
	"=HYPERLINK(\"https://evil.example\")", "+1", "-1", "@SUM(A1)", "\t=1", "\x00=1", "  =1", "\r\n=1", "|", "a|b\n|c|", "[x](javascript:alert(1))",
	"![x](https://evil.example/x.png)", "<img src=x onerror=alert(1)>", "https://evil.example", "www.evil.example", "`x`", "\\|", "\xff\xfe", "",
}

func TestForeignTextCannotActAnywhere(t *testing.T) {
	for _, text := range attacks {
		for _, f := range Formats {
			if f.Binary {
				continue
			}
			var b bytes.Buffer
			if err := f.Write(&b, hostile(text), Options{Width: 120}); err != nil {
				t.Fatal(err)
			}
			if err := WriteTable(&b, f.Name, hostileTable(text), Options{Width: 120}); err != nil {
				t.Fatal(err)
			}
			checkPrintable(t, f.Name, b.String())
		}
	}
}

func checkPrintable(t *testing.T, what, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%s holds invalid UTF-8", what)
	}
	for _, r := range s {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("%s holds %U", what, r)
			return
		}
	}
}

func TestCSVHoldsNoFormula(t *testing.T) {
	for _, text := range attacks {
		var b bytes.Buffer
		if err := CSV(&b, hostile(text), Options{}); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for _, record := range records[1:] {
			for i, cell := range record {
				c := fields[i]
				if text := c.name == "category" || c.name == "skill" || c.name == "name"; text && cell != "" && strings.ContainsRune("=+-@\t\x00", rune(cell[0])) {
					t.Errorf("%s = %q; want no formula", c.name, cell)
				}
			}
		}
	}
	if got := Cell("=1+1"); got != "'=1+1" {
		t.Errorf("Cell(=1+1) = %q; want a leading '", got)
	}
}

func TestMarkdownKeepsItsColumns(t *testing.T) {
	for _, text := range attacks {
		var b bytes.Buffer
		if err := Markdown(&b, hostile(text), Options{}); err != nil {
			t.Fatal(err)
		}
		bars := 0
		for line := range strings.Lines(b.String()) {
			if !strings.HasPrefix(line, "|") {
				bars = 0
				continue
			}
			n := strings.Count(strings.ReplaceAll(strings.ReplaceAll(line, `\\`, ""), `\|`, ""), "|")
			if bars != 0 && n != bars {
				t.Errorf("with %q a row has %d bars; want %d: %s", text, n, bars, line)
			}
			bars = n
		}
	}
	for in, want := range map[string]string{
		"[x](javascript:alert(1))": `\[x\](javascript:alert(1))`,
		"https://evil.example":     `https\://evil.example`,
		"<b>|":                     `\<b\>\|`,
		"C# and C++ and .NET, R&D": `C# and C++ and .NET, R\&D`,
		"a\nb":                     "a b",
	} {
		if got := markdownText(in); got != want {
			t.Errorf("markdownText(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestJSONKeepsForeignTextWhole(t *testing.T) {
	for _, text := range attacks {
		if !utf8.ValidString(text) {
			continue
		}
		var b bytes.Buffer
		if err := JSON(&b, hostile(text), Options{}); err != nil {
			t.Fatal(err)
		}
		var got report.Skills
		if err := json.Unmarshal(b.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(hostile(text), &got); diff != "" {
			t.Errorf("%q read back differs:\n%s", text, diff)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, text := range attacks {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Clean(text)
		checkPrintable(t, fmt.Sprintf("Clean(%q)", text), got)
		if strings.TrimSpace(got) != got || strings.Contains(got, "  ") || strings.Contains(got, "\n") {
			t.Errorf("Clean(%q) = %q; want single spaces between words", text, got)
		}
		if again := Clean(got); again != got {
			t.Errorf("Clean(%q) = %q; want it unchanged", got, again)
		}
		if n := columnsOf(shorten(got, 10)); n > 10 {
			t.Errorf("shorten(%q, 10) has %d columns", got, n)
		}
	})
}
