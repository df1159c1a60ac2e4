package markup

import (
	"bytes"
	"html"
)

// repairJSON mends the faults that JSON in pages is known to have, and no others: comments and CDATA marks around or
// between values, line breaks and other control characters within a text, escapes that JSON does not know, commas that
// are missing or stand before a closing bracket, and a block whose quotation marks are HTML entities. What it returns
// may still not be JSON.
func repairJSON(block []byte) []byte {
	if quote := bytes.IndexByte(block, '"'); quote < 0 && bytes.Contains(block, []byte("&quot;")) {
		block = []byte(html.UnescapeString(string(block)))
	}
	r := repairer{in: block, out: make([]byte, 0, len(block)+16)}
	for r.at < len(r.in) {
		r.step()
	}
	return r.out
}

// A repairer copies JSON token by token.
type repairer struct {
	in, out []byte
	at      int
	ended   bool // the last token ended a value or a key
	comma   bool // a comma is owed if a value follows
}

// guard returns the length of the comment or the mark with which b begins, by which pages hide JSON from other readers;
// zero if it begins with none. A mark that is no comment by itself, such as the "<!--" above a block, reaches to the end
// of its line or to the block.
func guard(b []byte) int {
	until := func(end string) int {
		if i := bytes.Index(b, []byte(end)); i >= 0 {
			return i + len(end)
		}
		return len(b)
	}
	switch {
	case bytes.HasPrefix(b, []byte("/*")):
		return until("*/")
	case bytes.HasPrefix(b, []byte("//")):
		line := until("\n")
		if i := bytes.Index(b[:line], []byte("<![CDATA[")); i >= 0 {
			return i
		}
		return line
	case bytes.HasPrefix(b, []byte("<!--")):
		block := bytes.IndexAny(b, "{[\n")
		if block < 0 {
			block = len(b)
		}
		if i := bytes.Index(b[:block], []byte("-->")); i >= 0 {
			return i + len("-->")
		}
		return block
	}
	for _, mark := range []string{"<![CDATA[", "]]>", "-->"} {
		if bytes.HasPrefix(b, []byte(mark)) {
			return len(mark)
		}
	}
	return 0
}

func (r *repairer) step() {
	rest := r.in[r.at:]
	if n := guard(rest); n > 0 {
		r.at += n
		return
	}
	switch c := r.in[r.at]; c {
	case ' ', '\t', '\r', '\n':
		r.out = append(r.out, c)
		r.at++
	case ';': // behind an assignment in a script
		r.at++
	case '"':
		r.value()
		r.text()
		r.ended = true
	case '{', '[':
		r.value()
		r.out = append(r.out, c)
		r.at++
		r.ended = false
	case '}', ']':
		r.comma = false
		r.out = append(r.out, c)
		r.at++
		r.ended = true
	case ',':
		r.comma = r.ended
		r.at++
	case ':':
		r.out = append(r.out, c)
		r.at++
		r.ended, r.comma = false, false
	default:
		r.value()
		n := bytes.IndexAny(rest[1:], " \t\r\n\"{}[],:/<")
		if n < 0 {
			n = len(rest) - 1
		}
		r.out = append(r.out, rest[:n+1]...)
		r.at += n + 1
		r.ended = true
	}
}

// value writes the comma between the value before and the one that begins.
func (r *repairer) value() {
	if r.comma || r.ended {
		r.out = append(r.out, ',')
	}
	r.comma, r.ended = false, false
}

// text copies the text that begins here.
func (r *repairer) text() {
	r.out = append(r.out, '"')
	for r.at++; r.at < len(r.in); r.at++ {
		switch c := r.in[r.at]; {
		case c == '"':
			r.out = append(r.out, '"')
			r.at++
			return
		case c == '\\':
			// The character behind a backslash stands for itself unless JSON knows the escape: "\$" is a dollar sign.
			if r.at+1 < len(r.in) && bytes.IndexByte([]byte(`"\/bfnrtu`), r.in[r.at+1]) >= 0 {
				r.out = append(r.out, '\\', r.in[r.at+1])
				r.at++
			}
		case c == '\n' || c == '\r':
			r.out = append(r.out, '\\', 'n')
		case c < ' ':
			r.out = append(r.out, ' ')
		default:
			r.out = append(r.out, c)
		}
	}
}
