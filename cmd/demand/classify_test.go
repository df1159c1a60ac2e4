package main

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// read returns the documents of a file, and the errors between them.
func read(name, text string) (docs []document, errs []error) {
	for doc, err := range documents(name, strings.NewReader(text)) {
		if err != nil {
			errs = append(errs, err)
		} else {
			docs = append(docs, doc)
		}
	}
	return docs, errs
}

func TestDocumentsTellTheShapeOfAFile(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"-", "Go developer\n", "Go developer\n"},
		{"-", "vector<T> and a < b > c", "vector<T> and a < b > c"},
		{"-", "<p>Go<p>Rust", "Go\nRust"},
		{"-", "Acme | Berlin<p>We use Go", "Acme | Berlin\nWe use Go"},
		{"-", "<!DOCTYPE html>\n<title>Acme</title><div>Go</div>", ""},
		{"posting.HTM", "Go &amp; Rust", "Go & Rust"},
		{"-", ` {"text": "<b>Go</b>"}`, "<b>Go</b>"},
		{"-", "\ufeff{\"text\": \"Go\"}\n", "Go"},
		{"postings.jsonl", `{"text": "Go"}`, "Go"},
		{"-", "{braces} in a text", "{braces} in a text"},
		{"-", "", ""},
	} {
		docs, errs := read(test.name, test.text)
		if len(docs) != 1 || len(errs) > 0 {
			t.Errorf("documents(%q, %q) gives %d documents and %v; want one", test.name, test.text, len(docs), errs)
			continue
		}
		if got := docs[0].Text; got != test.want && test.want != "" || strings.Contains(got, "<div>") {
			t.Errorf("documents(%q, %q) gives %q; want %q", test.name, test.text, got, test.want)
		}
	}
}

func TestDocumentsNameEachBadLineAndGoOn(t *testing.T) {
	docs, errs := read("jobs.jsonl", `{"id": 1, "title": null, "text": "Go"}

{"id": 2, "text":
{"id": 3, "text": 5}
[4]
null
{"id": 6}`)
	var got []string
	for _, doc := range docs {
		got = append(got, string(doc.ID))
	}
	if want := []string{"1", "6"}; !slices.Equal(got, want) {
		t.Errorf("the good lines have the ids %q; want %q", got, want)
	}
	got = nil
	for _, err := range errs {
		got = append(got, err.Error())
		if !errors.As(err, new(*lineError)) {
			t.Errorf("%v is a %T; want a *lineError", err, err)
		}
	}
	want := []string{
		"jobs.jsonl: line 3: it is cut short",
		"jobs.jsonl: line 4: text: a number stands where a text belongs",
		"jobs.jsonl: line 5: not a JSON object",
		"jobs.jsonl: line 6: not a JSON object",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the bad lines give %q; want %q", got, want)
	}
}

func TestDocumentsRefuseTextsWithoutEnd(t *testing.T) {
	long := strings.Repeat("Go ", mostBytes/3+1)
	for name, text := range map[string]string{"posting.txt": long, "postings.jsonl": `{"text": "` + long} {
		docs, errs := read(name, text)
		if len(docs) > 0 || len(errs) != 1 {
			t.Errorf("%s of %d bytes gives %d documents and %v; want one error", name, len(text), len(docs), errs)
		}
	}
}

func TestDocumentsPassOnReadErrors(t *testing.T) {
	for _, text := range []string{"", "Go developer", "{\"text\": \"Go\"}\n"} {
		lost := errors.New("disk gone")
		r := iotest.DataErrReader(&failing{strings.NewReader(text), lost})
		var last error
		for _, err := range documents("-", r) {
			last = err
		}
		if !errors.Is(last, lost) {
			t.Errorf("after %q the error is %v; want %v", text, last, lost)
		}
	}
}

// failing reads like its reader, but ends with an error.
type failing struct {
	r   *strings.Reader
	err error
}

func (f *failing) Read(b []byte) (int, error) {
	if f.r.Len() == 0 {
		return 0, f.err
	}
	return f.r.Read(b)
}

func TestPlaceCountsLinesAndCharacters(t *testing.T) {
	text := "Zoë: Go\r\nC++ and Rust\n\nGo"
	for _, test := range []struct{ word, want string }{
		{"Zoë", "1:1"}, {"Go\r", "1:6"}, {"C++", "2:1"}, {"Rust", "2:9"},
	} {
		if got := lineColumn(text, strings.Index(text, test.word)); got != test.want {
			t.Errorf("place of %q = %s; want %s", test.word, got, test.want)
		}
	}
	if got := lineColumn(text, len(text)-2); got != "4:1" {
		t.Errorf("place of the last word = %s; want 4:1", got)
	}
}

func TestBadLinesKeepTheFirstAndCountTheRest(t *testing.T) {
	var b badLines
	if err := b.err(); err != nil {
		t.Errorf("err() without bad lines = %v; want nil", err)
	}
	for n := range 7 {
		b.add(&lineError{"jobs.jsonl", n + 1, errors.New("no")})
	}
	want := "jobs.jsonl: line 1: no\njobs.jsonl: line 2: no\njobs.jsonl: line 3: no\n" +
		"jobs.jsonl: line 4: no\njobs.jsonl: line 5: no\nand 2 more lines"
	if got := b.err().Error(); got != want {
		t.Errorf("err() = %q; want %q", got, want)
	}
}

func FuzzDocuments(f *testing.F) {
	f.Add("-", "{\"id\": 1, \"text\": \"Go\"}\nnull\n{")
	f.Add("a.html", "<ul><li>Go<li>Rust &am")
	f.Add("-", "\xff\xfeplain")
	f.Fuzz(func(t *testing.T, name, text string) {
		docs, _ := read(name, text)
		for _, doc := range docs {
			if offset := len(doc.Text) / 2; !utf8.ValidString(lineColumn(doc.Text, offset)) {
				t.Errorf("lineColumn(%q, %d) is no text", doc.Text, offset)
			}
		}
	})
}
