// Package markup turns what the web sends into plain text: the blocks of an HTML description, without
// contact details, and what the first line of a free-form posting says of employer, role, place and pay.
// Its input is hostile: everything here runs in linear time and never fails.
package markup

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Text returns the text of an HTML fragment or document, one block (paragraph, heading, list item, table row)
// a line, without empty lines. List items start with "- ". Blanks are folded, entities decoded, also those
// that were encoded twice. Scripts and styles are dropped, as are control and invisible characters.
// The label of a link is kept; where it is an address cut short, the whole address stands instead.
func Text(fragment string) string { return text(fragment, false) }

// TextLines is Text for sites where a line break in the source is one in the text, as on Hacker News.
func TextLines(fragment string) string { return text(fragment, true) }

// Plain returns text that holds no markup, cleaned as Text cleans: line by line, without empty lines.
func Plain(s string) string {
	w := writer{out: make([]byte, 0, len(s)), lines: true}
	w.write([]byte(s))
	return string(w.out)
}

// Clean returns a name or a title as one line: blanks folded, entities decoded, control characters removed.
func Clean(s string) string {
	w := writer{out: make([]byte, 0, len(s))}
	w.write(decode([]byte(s)))
	return string(w.out)
}

// Line returns the first line of a text that Text, TextLines or Plain gave.
func Line(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

func text(fragment string, lines bool) string {
	w := writer{out: make([]byte, 0, len(fragment)), lines: lines}
	z := xhtml.NewTokenizer(strings.NewReader(fragment))
	var link anchor
	hidden := false
	for {
		switch z.Next() {
		case xhtml.ErrorToken: // a reader of a string ends, and does nothing else
			link.end(&w)
			return string(w.out)
		case xhtml.TextToken:
			if !hidden {
				w.write(decode(z.Text()))
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			name, attributes := z.TagName()
			tag := atom.Lookup(name)
			// The tokenizer gives what follows one of these as a single raw text.
			hidden = dropped(tag)
			switch {
			case tag == atom.A:
				link.end(&w)
				link = anchor{}
				if attributes {
					link = anchor{href: href(z), start: len(w.out)}
				}
			case tag == atom.Td, tag == atom.Th:
				w.blank = true
			case tag == atom.Li:
				w.newline, w.bullet = true, true
			case tag == atom.Pre:
				w.newline = true
				w.pre++
			case block(tag):
				w.newline = true
			}
		case xhtml.EndTagToken:
			hidden = false
			name, _ := z.TagName()
			switch tag := atom.Lookup(name); {
			case tag == atom.A:
				link.end(&w)
				link = anchor{}
			case tag == atom.Li, tag == atom.Ul, tag == atom.Ol:
				w.newline, w.bullet = true, false
			case tag == atom.Pre:
				w.newline = true
				w.pre = max(0, w.pre-1)
			case block(tag):
				w.newline = true
			}
		}
	}
}

// An anchor is the link that is open: its address, and where its label starts in the output.
type anchor struct {
	href  []byte
	start int
}

func href(z *xhtml.Tokenizer) []byte {
	for {
		key, value, more := z.TagAttr()
		if string(key) == "href" {
			return bytes.Clone(value)
		}
		if !more {
			return nil
		}
	}
}

// end puts the whole address where the label is its beginning and an ellipsis.
func (a anchor) end(w *writer) {
	if len(a.href) == 0 || a.start > len(w.out) {
		return
	}
	label := bytes.TrimLeft(w.out[a.start:], "\n -")
	cut, ok := bytes.CutSuffix(label, []byte("..."))
	if !ok {
		cut, ok = bytes.CutSuffix(label, []byte("…"))
	}
	if ok && len(cut) >= len("http://") && bytes.HasPrefix(a.href, cut) {
		w.out = w.out[:len(w.out)-len(label)]
		w.write(a.href)
	}
}

// dropped reports whether what a tag holds is not text for readers.
func dropped(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes:
		return true
	}
	return false
}

// block reports whether a tag begins or ends a line.
func block(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Br, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Tr, atom.Table, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Aside,
		atom.Blockquote, atom.Hr, atom.Dl, atom.Dt, atom.Dd, atom.Address, atom.Figure, atom.Figcaption, atom.Form,
		atom.Fieldset, atom.Legend, atom.Details, atom.Summary, atom.Title, atom.Body, atom.Option, atom.Caption,
		atom.Center, atom.Menu, atom.Dir, atom.Textarea:
		return true
	}
	return false
}

// decode resolves the entities that stand in text whose own entities are resolved already. Only those that
// end in a semicolon count: "a=1&copy=2" is an address, not a copyright sign.
func decode(b []byte) []byte {
	i := bytes.IndexByte(b, '&')
	if i < 0 {
		return b
	}
	var out []byte
	for i >= 0 {
		out = append(out, b[:i]...)
		b = b[i:]
		n := entity(b)
		if n == 0 {
			n = 1
			out = append(out, '&')
		} else {
			out = append(out, html.UnescapeString(string(b[:n]))...)
		}
		b = b[n:]
		i = bytes.IndexByte(b, '&')
	}
	return append(out, b...)
}

// entity returns the length of the entity with which b starts, zero if it starts with none.
func entity(b []byte) int {
	const longest = 33 // &CounterClockwiseContourIntegral;
	for i := 1; i < len(b) && i < longest; i++ {
		c := b[i]
		switch {
		case c == ';' && i > 1:
			return i + 1
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '#' && i == 1:
		default:
			return 0
		}
	}
	return 0
}

// A writer collects cleaned text. Blanks, line breaks and bullets are owed until a visible character comes,
// so that none doubles and none stands at an end.
type writer struct {
	out     []byte
	lines   bool // a line break in the source is one in the text
	pre     int  // depth of elements in which it is one anyway
	blank   bool // a blank is owed
	newline bool // a line break is owed
	bullet  bool // the mark of a list item is owed
}

// settle writes what is owed.
func (w *writer) settle() {
	switch {
	case w.newline && len(w.out) > 0:
		w.out = append(w.out, '\n')
	case w.blank && len(w.out) > 0:
		w.out = append(w.out, ' ')
	}
	if w.bullet {
		w.out = append(w.out, "- "...)
	}
	w.newline, w.blank, w.bullet = false, false, false
}

func (w *writer) write(b []byte) {
	for i := 0; i < len(b); {
		switch c := b[i]; classes[c] {
		case visible:
			j := i + 1
			for j < len(b) && classes[b[j]] == visible {
				j++
			}
			w.settle()
			w.out = append(w.out, b[i:j]...)
			i = j
		case blank:
			w.blank = true
			i++
		case lineBreak:
			w.lineBreak()
			i++
		case control:
			i++
		case wide:
			r, n := utf8.DecodeRune(b[i:])
			switch class(r) {
			case visible:
				w.settle()
				w.out = utf8.AppendRune(w.out, r)
			case blank:
				w.blank = true
			case lineBreak:
				w.lineBreak()
			}
			i += n
		}
	}
}

func (w *writer) lineBreak() {
	if w.lines || w.pre > 0 {
		w.newline = true
	} else {
		w.blank = true
	}
}

// The classes of characters.
const (
	visible uint8 = iota
	blank
	lineBreak
	control // and what cannot be seen
	wide    // first byte of a character beyond ASCII
)

var classes = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c == '\n' || c == '\r':
			t[c] = lineBreak
		case c == ' ' || c == '\t' || c == '\f' || c == '\v':
			t[c] = blank
		case c < ' ' || c == 0x7f:
			t[c] = control
		case c >= utf8.RuneSelf:
			t[c] = wide
		}
	}
	return t
}()

// class tells characters beyond ASCII apart: Unicode's blanks and line breaks, and what may not reach a
// terminal or a matcher because it turns the direction of writing or cannot be seen.
func class(r rune) uint8 {
	switch {
	case r == 0x85, r == 0x2028, r == 0x2029:
		return lineBreak
	case r < 0xa0: // C1 controls
		return control
	case r == 0xa0, r == 0x1680, r >= 0x2000 && r <= 0x200a, r == 0x202f, r == 0x205f, r == 0x3000:
		return blank
	case r == 0xad, r == 0x61c, r == 0x180e, r == 0x200b, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e,
		r >= 0x2060 && r <= 0x206f, r == 0xfeff, r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f:
		return control
	}
	return visible
}
