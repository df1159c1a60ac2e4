package fetch

import (
	"bytes"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// mediaType gives the type of a Content-Type header in lower case, without its parameters.
func mediaType(header string) string {
	kind, _, _ := strings.Cut(header, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// xmlEncoding finds the encoding that an XML declaration names.
var xmlEncoding = regexp.MustCompile(`^<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// toUTF8 decodes text. The encoding is that of the byte order mark, else of the header, of the XML declaration,
// of <meta>; else UTF-8 if the text is valid in it, else windows-1252. JSON is always UTF-8 (RFC 8259), unless a
// mark says UTF-16. Bytes that have no meaning in the encoding become U+FFFD. What is no text stays as it is.
func toUTF8(body []byte, header string) []byte {
	kind := mediaType(header)
	if !isText(kind, body) {
		return body
	}
	_, params, err := mime.ParseMediaType(header)
	if err != nil {
		params = nil
	}
	label := ""
	declared := xmlEncoding.FindSubmatchIndex(body)
	switch mark := markOf(body); {
	case mark != "":
		label = mark
	case strings.HasSuffix(kind, "json"):
		label = "utf-8"
	case known(params["charset"]):
		label = params["charset"]
	case declared != nil && known(string(body[declared[2]:declared[3]])):
		label = string(body[declared[2]:declared[3]])
	default:
		_, name, certain := charset.DetermineEncoding(body, "")
		label = name
		// Its guess sees 1,024 bytes only, which are often plain ASCII.
		if !certain && name == "windows-1252" && utf8.Valid(body) {
			label = "utf-8"
		}
	}
	body = decode(body, label)
	if declared := xmlEncoding.FindSubmatchIndex(body); declared != nil {
		// The declaration must not make an XML reader decode a second time.
		body = bytes.Join([][]byte{body[:declared[2]], []byte("UTF-8"), body[declared[3]:]}, nil)
	}
	return body
}

func known(label string) bool {
	e, _ := charset.Lookup(label)
	return e != nil
}

// markOf names the encoding of a byte order mark, or gives "".
func markOf(body []byte) string {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return "utf-8"
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		return "utf-16be"
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		return "utf-16le"
	}
	return ""
}

// decode turns body into valid UTF-8 without a byte order mark.
func decode(body []byte, label string) []byte {
	if e, name := charset.Lookup(label); e != nil && name != "utf-8" {
		if text, err := e.NewDecoder().Bytes(body); err == nil {
			body = text
		}
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if utf8.Valid(body) {
		return body
	}
	return bytes.ToValidUTF8(body, []byte("\uFFFD"))
}

// isText tells text from images, archives and the like; an unknown type is judged by its first bytes.
func isText(kind string, body []byte) bool {
	top, sub, _ := strings.Cut(kind, "/")
	switch top {
	case "text":
		return true
	case "image", "audio", "video", "font":
		return strings.HasSuffix(sub, "+xml")
	}
	for _, word := range []string{"json", "xml", "javascript", "csv", "yaml"} {
		if strings.Contains(sub, word) {
			return true
		}
	}
	return strings.HasPrefix(http.DetectContentType(body), "text/")
}
