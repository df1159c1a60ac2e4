package fetch

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestToUTF8(t *testing.T) {
	ascii := strings.Repeat("x", 2000)
	for _, c := range []struct{ name, kind, body, want string }{
		{"the header's", "text/html; charset=windows-1251", "\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"},
		{"the header before <meta>", "text/html; charset=utf-8", `<meta charset="latin1">ü`, `<meta charset="latin1">ü`},
		{"<meta>", "text/html", `<meta charset="windows-1251">` + "\xcf\xf0", `<meta charset="windows-1251">Пр`},
		{"<meta http-equiv>", "", "<html><meta http-equiv=content-type content='text/html; charset=shift_jis'>\x83\x65", "<html><meta http-equiv=content-type content='text/html; charset=shift_jis'>テ"},
		{"mark before header", "text/html; charset=latin1", "\xef\xbb\xbfü", "ü"},
		{"UTF-16 with mark", "text/html", "\xff\xfea\x00\xfc\x00", "aü"},
		{"UTF-16, high byte first", "", "\xfe\xff\x00a\x00\xfc", "aü"},
		{"unknown name in the header", "text/html; charset=klingon", "ü", "ü"},
		{"broken header", "text/html; charset=", "ü", "ü"},
		{"UTF-8 after 1,024 plain bytes", "text/html", ascii + "ü", ascii + "ü"},
		{"windows-1252 after 1,024 plain bytes", "text/html", ascii + "\xfc\x80", ascii + "ü€"},
		{"XML declaration", "application/rss+xml", `<?xml version="1.0" encoding="ISO-8859-1"?>` + "<a>\xfc</a>", `<?xml version="1.0" encoding="UTF-8"?><a>ü</a>`},
		{"header before XML declaration", "text/xml; charset=utf-8", `<?xml version='1.0' encoding='latin1'?><a>ü</a>`, `<?xml version='1.0' encoding='UTF-8'?><a>ü</a>`},
		{"JSON is UTF-8", "application/json; charset=latin1", `{"a":"ü"}`, `{"a":"ü"}`},
		{"JSON with mark", "application/hr+json", "\xef\xbb\xbf{}", "{}"},
		{"JSON with invalid bytes", "application/json", "{\"a\":\"\xfc\"}", "{\"a\":\"\uFFFD\"}"},
		{"an image stays", "image/png", "\x89PNG\xff", "\x89PNG\xff"},
		{"unknown bytes stay", "application/octet-stream", "\x00\xff\x01", "\x00\xff\x01"},
		{"unknown text is text", "application/octet-stream", "\xef\xbb\xbfa;b", "a;b"},
		{"nothing", "", "", ""},
	} {
		if got := string(toUTF8([]byte(c.body), c.kind)); got != c.want {
			t.Errorf("%s: toUTF8(%.80q, %q) = %.80q; want %.80q", c.name, c.body, c.kind, got, c.want)
		}
	}
}

func FuzzToUTF8(f *testing.F) {
	f.Add([]byte("<?xml version='1.0' encoding='utf-16'?>"), "text/xml")
	f.Add([]byte("\xff\xfe<\x00"), "text/html; charset=iso-2022-jp")
	f.Fuzz(func(t *testing.T, body []byte, kind string) {
		if got := toUTF8(body, kind); isText(mediaType(kind), body) && !utf8.Valid(got) {
			t.Errorf("toUTF8(%q, %q) = %q, which is not UTF-8", body, kind, got)
		}
	})
}
