package markup

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"list items without closing tags are lines", `<ul><li>Go<li>Rust</ul>`, "- Go\n- Rust"},
		{"list items with paragraphs are one line each", `<ul><li><p>Go</p></li><li></li><li>Rust</li></ul>after`, "- Go\n- Rust\nafter"},
		{"paragraphs and headings are lines", `<h2>Stack</h2><p>We use Go.</p><p>And SQL.`, "Stack\nWe use Go.\nAnd SQL."},
		{"inline elements do not part a word", `Java<b>Script</b> and <i>C</i>++`, "JavaScript and C++"},
		{"cells are apart and rows are lines", `<table><tr><td>Go</td><td>Rust</td></tr><tr><td>SQL</td></tr></table>`, "Go Rust\nSQL"},
		{"a break is a line break", `Go<br>Rust<br/><br/>SQL`, "Go\nRust\nSQL"},
		{"blanks and line breaks of the source are folded", "<p>  Go\n\t and&nbsp;&#160; SQL  </p>", "Go and SQL"},
		{"preformatted lines stay", "<pre><code>  * Go\n  * Rust\n</code></pre>", "* Go\n* Rust"},
		{"entities are decoded", `C&#43;&#x2B; &amp; R&D &lt;b&gt;`, "C++ & R&D <b>"},
		{"entities encoded twice are decoded", `Go&amp;nbsp;and&amp;nbsp;SQL &amp;amp; more`, "Go and SQL & more"},
		{"an ampersand without semicolon stays", `a?x=1&copy=2&amp;copy=3`, "a?x=1©=2&copy=3"},
		{"scripts and styles are dropped", `<style>p{}</style><p>Go<script>let python = "</p>"</script></p><noscript>Java</noscript>`, "Go"},
		{"comments are dropped", `Go<!-- Java -->lang`, "Golang"},
		{"a cut address becomes whole", `<a href="https:&#x2F;&#x2F;example.com/a/long/one?x=1">https:&#x2F;&#x2F;example.com/a/lo...</a> now`, "https://example.com/a/long/one?x=1 now"},
		{"another label stays", `<a href="https://example.com/">Apply here...</a>`, "Apply here..."},
		{"a foreign address does not replace a label", `<a href="https://evil.example/">https://example.com/...</a>`, "https://example.com/..."},
		{"a link that is never closed is closed by the end", `<a href="https://example.com/long">https://example.com/l...`, "https://example.com/long"},
		{"control and bidi characters are removed", "a\x00b\x1b[31mc\u202ed\u200be\ufefff\U000e0041", "ab[31mcdef"},
		{"nothing gives nothing", " \n<p></p><ul><li></ul>", ""},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("%s: Text(%q) = %q; want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestTextLinesKeepsTheLinesOfTheSource(t *testing.T) {
	in := "Acme | Go\nWe build.<p>- one\n- two"
	want := "Acme | Go\nWe build.\n- one\n- two"
	if got := TextLines(in); got != want {
		t.Errorf("TextLines(%q) = %q; want %q", in, got, want)
	}
}

func TestPlainKeepsWhatLooksLikeMarkup(t *testing.T) {
	in := "use a <b> tag \r\n\r\n  & more\u2028end"
	want := "use a <b> tag\n& more\nend"
	if got := Plain(in); got != want {
		t.Errorf("Plain(%q) = %q; want %q", in, got, want)
	}
}

func TestCleanGivesOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"  Senior\n Engineer ":      "Senior Engineer",
		"R&amp;D Lead":              "R&D Lead",
		"a\x1b]0;title\x07b\u202ec": "a]0;titlebc",
		"":                          "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q; want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add(`<ul><li>Go<li>Rust</ul><a href="https://a.example/b">https://a.ex...</a>`)
	f.Add("<pre>a\n b</pre>&amp;nbsp;&#x202e;<script>")
	f.Add("<a href=x><li><a>...</a></a>\xff\xfe")
	f.Fuzz(func(t *testing.T, s string) {
		for _, text := range []string{Text(s), TextLines(s), Plain(s)} {
			checkClean(t, text)
			for line := range strings.SplitSeq(text, "\n") {
				if line != strings.TrimSpace(line) || line == "" && text != "" || strings.Contains(line, "  ") {
					t.Errorf("line %q of %q is not folded", line, text)
				}
			}
			if again := Plain(text); again != text {
				t.Errorf("Plain(%q) = %q; want it unchanged", text, again)
			}
		}
		line := Clean(s)
		checkClean(t, line)
		if strings.Contains(line, "\n") {
			t.Errorf("Clean(%q) = %q; want one line", s, line)
		}
		checkClean(t, Redact(Text(s)))
		ReadHeader(Line(Text(s)))
	})
}

func checkClean(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%q is not UTF-8", s)
	}
	for _, r := range s {
		if r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e {
			t.Errorf("%q holds %U", s, r)
		}
	}
}

// posting is a description of the size and shape of many.
var posting = `<div class="content-intro"><p>Acme makes <strong>anvils</strong> for people who need them&nbsp;soon &amp; safely.</p></div>` +
	strings.Repeat(`<h3>What you will do</h3><ul><li>Build services in Go and <a href="https://example.com/sql">PostgreSQL</a>, with care for the people who run them.</li>
<li><p>Review code, write tests &ndash; and keep the pipeline short.</p></li></ul><p>We offer $120,000 - $150,000 a year, depending on what you bring along and where you live.</p>`, 10)

func BenchmarkText(b *testing.B) {
	b.SetBytes(int64(len(posting)))
	for b.Loop() {
		Text(posting)
	}
}

func BenchmarkRedact(b *testing.B) {
	text := Text(posting)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Redact(text)
	}
}

func BenchmarkPay(b *testing.B) {
	text := strings.ReplaceAll(Text(posting), "$", "")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Pay(text)
	}
}
