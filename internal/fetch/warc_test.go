package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha1"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// noNetwork fails the test: a replay must not get here.
func noNetwork(t *testing.T) http.RoundTripper {
	return fakeTransport(func(req *http.Request) (*http.Response, error) {
		t.Errorf("%s was asked for over the network", req.URL)
		return nil, errors.New("no network")
	})
}

func replay(t *testing.T, path string) (*Client, *Recording) {
	t.Helper()
	r, err := OpenRecording(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return testClient(t, Options{Replay: r, Transport: noNetwork(t)}), r
}

// write puts a file into a folder of the test's own.
func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// response makes a record as another program would.
func response(uri, date, block string, extra ...string) string {
	sum := sha1.Sum([]byte(block))
	return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: " + date + "\r\nWARC-Target-URI: " + uri + "\r\n" +
		"Content-Type: application/http; msgtype=response\r\n" +
		"WARC-Block-Digest: sha1:" + base32.StdEncoding.EncodeToString(sum[:]) + "\r\n" + strings.Join(extra, "") +
		fmt.Sprintf("Content-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
}

const warcinfo = "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Length: 2\r\n\r\nx\n\r\n\r\n"

// packEach makes one gzip member of each record, packAll one of all.
func packEach(records ...string) []byte {
	var b bytes.Buffer
	for _, r := range records {
		b.Write(packAll(r))
	}
	return b.Bytes()
}

func packAll(records ...string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, strings.Join(records, ""))
	z.Close()
	return b.Bytes()
}

func TestReplayGivesTheAnswersThatWereRecorded(t *testing.T) {
	serve := fakeTransport(func(req *http.Request) (*http.Response, error) {
		switch req.URL.String() {
		case "https://a.test/robots.txt":
			return reply(200, "User-agent: *\nDisallow: /no\n"), nil
		case "https://a.test/old":
			return reply(301, "moved", "Location: https://b.test/new?x=1"), nil
		case "https://b.test/new?x=1":
			return reply(200, "<p>B\xe4cker", "Content-Type: text/html; charset=ISO-8859-1", "Set-Cookie: id=1", "X-Bad: a\r\nX-Injected: 1"), nil
		case "https://a.test/data":
			return reply(200, string(packAll(`{"jobs":[]}`)), "Content-Type: application/json", "Content-Encoding: gzip", "Content-Length: 99"), nil
		case "https://a.test/empty":
			return reply(204, ""), nil
		case "https://a.test/space?q=a%20b|c&%":
			return reply(200, "odd"), nil
		}
		return reply(404, "nothing here"), nil
	})
	addresses := []string{"https://a.test/old", "https://a.test/data", "https://a.test/empty", "https://a.test/space?q=a b|c&%",
		"https://a.test/no", "https://a.test/missing"}
	type result struct {
		Answer Answer
		Err    string
	}
	crawl := func(c *Client) (list []result) {
		for _, address := range addresses {
			a, err := c.Get(t.Context(), address, 0)
			list = append(list, result{a, fmt.Sprint(err)})
		}
		return list
	}
	path := filepath.Join(t.TempDir(), "crawl.warc.gz")
	rec, err := NewRecorder(path, "demand/0")
	if err != nil {
		t.Fatal(err)
	}
	want := crawl(testClient(t, Options{Record: rec, Transport: serve}))
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	c, r := replay(t, path)
	if diff := cmp.Diff(want, crawl(c)); diff != "" {
		t.Errorf("replay differs from the crawl (- recorded, + replayed):\n%s", diff)
	}
	if r.Damage() != nil {
		t.Errorf("Damage() = %v; want nil", r.Damage())
	}
	var urls []string
	for _, c := range r.Captures() {
		urls = append(urls, c.URL)
	}
	if want := []string{"https://a.test/robots.txt", "https://b.test/new?x=1", "https://a.test/data", "https://a.test/empty", "https://a.test/space?q=a%20b|c&%"}; !slices.Equal(urls, want) {
		t.Errorf("Captures() = %q; want %q", urls, want)
	}
	f, _ := os.Open(path)
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(text, []byte("WARC/1.1\r\nWARC-Type: warcinfo\r\n")) {
		t.Errorf("the file starts with %.60q; want warcinfo", text)
	}
	for _, word := range []string{"Set-Cookie", "X-Injected", "Content-Encoding", "User-Agent", testAgent} {
		if bytes.Contains(text, []byte(word)) {
			t.Errorf("the file holds %q; want it left out", word)
		}
	}
}

func TestRecorderKeepsRecordsWholeUnderConcurrency(t *testing.T) {
	path := filepath.Join(t.TempDir(), "crawl.warc.gz")
	rec, err := NewRecorder(path, "demand/0\r\nX-Injected: 1")
	if err != nil {
		t.Fatal(err)
	}
	c := testClient(t, Options{Record: rec, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) {
		return reply(200, strings.Repeat(req.URL.Host, 1000)), nil
	})})
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if _, err := c.Get(t.Context(), fmt.Sprintf("https://h%d.test/", i), 0); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}
	again, r := replay(t, path)
	if r.Damage() != nil || len(r.Captures()) != 40 {
		t.Errorf("%d captures, damage %v; want 40, nil", len(r.Captures()), r.Damage())
	}
	if a, err := again.Get(t.Context(), "https://h7.test/", 0); err != nil || string(a.Body) != strings.Repeat("h7.test", 1000) {
		t.Errorf("Get = %.20q, %v; want what was served", a.Body, err)
	}
	if _, err := NewRecorder(path, "demand/0"); !errors.Is(err, os.ErrExist) {
		t.Errorf("NewRecorder over a file = %v; want ErrExist", err)
	}
}

func TestGetFailsWhenItCannotRecord(t *testing.T) {
	rec, err := NewRecorder(filepath.Join(t.TempDir(), "crawl.warc.gz"), "demand/0")
	if err != nil {
		t.Fatal(err)
	}
	rec.Close()
	c := testClient(t, Options{Record: rec, Transport: fakeTransport(func(req *http.Request) (*http.Response, error) { return reply(200, ""), nil })})
	if _, err := c.Get(t.Context(), "https://a.test/", 0); !errors.Is(err, errClosed) || errors.Is(err, ErrDisallowed) {
		t.Errorf("Get = %v; want that the recording is closed", err)
	}
}

func TestReplayOfOtherProgramsRecordings(t *testing.T) {
	const date = "2024-05-18T01:58:10.123456Z"
	ok := "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
	packed := string(packAll("packed text"))
	records := []string{
		warcinfo,
		response("https://a.test/plain", date, ok+"\r\nplain text"),
		response("<https://A.test:443/angle#x>", date, ok+"\r\nangle"),
		response("https://a.test/chunked", date, ok+"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n"),
		response("https://a.test/dechunked", date, ok+"Transfer-Encoding: chunked\r\n\r\nhello!"),
		response("https://a.test/gzip", date, ok+"Content-Encoding: gzip\r\nContent-Length: "+fmt.Sprint(len(packed))+"\r\n\r\n"+packed),
		response("https://a.test/gunzipped", date, ok+"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\npacked text"),
		response("https://a.test/both", date, ok+"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"+fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(packed), packed)),
		response("https://a.test/two", date, "HTTP/2 200\r\ncontent-type: text/plain\r\n folded\r\nnonsense\r\n\r\ntwo"),
		response("https://a.test/short", date, ok+"Content-Length: 100\r\n\r\ncut"),
		response("https://a.test/br", date, ok+"Content-Encoding: br\r\n\r\n???"),
		response("https://a.test/partial", date, ok+"\r\nhalf", "WARC-Truncated: length\r\n"),
		strings.Replace(response("https://a.test/wrong", date, ok+"\r\nright"), "right", "wrong", 1),
		strings.Replace(response("https://a.test/request", date, "GET / HTTP/1.1\r\n\r\n"), "Type: response", "Type: request", 1),
		response("dns:a.test", date, ok+"\r\n"),
		response("https://a.test/gone", date, "HTTP/1.1 410 Gone\r\n\r\n"),
		response("https://a.test/year", "2024", ok+"\r\nyear"),
	}
	for name, content := range map[string][]byte{
		"each.warc.gz": packEach(records...),
		"all.warc.gz":  packAll(records...),
		"some.warc.gz": slices.Concat(packEach(records[:5]...), packAll(records[5:9]...), packEach(records[9:]...)),
		"plain.warc":   []byte(strings.Join(records, "")),
	} {
		t.Run(name, func(t *testing.T) {
			c, r := replay(t, write(t, name, content))
			if r.Damage() != nil {
				t.Errorf("Damage() = %v; want nil", r.Damage())
			}
			if n := len(r.Captures()); n != 13 {
				t.Errorf("%d captures; want 13", n)
			}
			for path, want := range map[string]string{
				"plain": "plain text", "angle": "angle", "chunked": "hello!", "dechunked": "hello!", "gzip": "packed text",
				"gunzipped": "packed text", "both": "packed text", "two": "two",
			} {
				a, err := c.Get(t.Context(), "https://a.test/"+path, 0)
				if err != nil || string(a.Body) != want || !a.At.Equal(time.Date(2024, 5, 18, 1, 58, 10, 0, time.UTC)) {
					t.Errorf("Get(%s) = %q at %v, %v; want %q", path, a.Body, a.At, err, want)
				}
			}
			for path, want := range map[string]string{
				"short": "cut short", "br": `"br"`, "partial": "in part", "wrong": "digest", "request": ErrNotRecorded.Error(), "gone": "410",
				"nowhere": ErrNotRecorded.Error(), "robots.txt": "404",
			} {
				if _, err := c.Get(t.Context(), "https://a.test/"+path, 0); err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("Get(%s) = %v; want an error with %q", path, err, want)
				}
			}
			if a, err := c.Get(t.Context(), "https://a.test/year", 0); err != nil || !a.At.Equal(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)) {
				t.Errorf("Get(year) = %v, %v; want the start of 2024", a.At, err)
			}
		})
	}
}

func TestOneMemberIsUnpackedToAFileThatCloseRemoves(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	r, err := OpenRecording(write(t, "all.warc.gz", packAll(warcinfo, response("https://a.test/", "2024-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\n\r\nx"))))
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	if left, _ := os.ReadDir(os.TempDir()); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestWithinSeesTheCapturesOfItsVisit(t *testing.T) {
	page := func(address, day, body string) string {
		return response(address, day+"T00:00:00Z", "HTTP/1.1 200 OK\r\n\r\n"+body)
	}
	c, r := replay(t, write(t, "x.warc.gz", packEach(warcinfo,
		page("https://a.test/", "2024-01-01", "one"), page("https://a.test/2", "2024-01-01", "one, page two"),
		page("https://a.test/", "2024-02-01", "two"), page("https://a.test/2", "2024-02-01", "two, page two"),
	)))
	for i, want := range []string{"one", "two", "two"} {
		a, err := c.Get(Within(t.Context(), i), "https://a.test/", 0)
		if err != nil || string(a.Body) != want {
			t.Errorf("within %d: Get = %q, %v; want %q", i, a.Body, err, want)
		}
	}
	second := r.Captures()[2]
	if second.Index != 2 || second.URL != "https://a.test/" || !second.At.Equal(time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("Captures()[2] = %+v; want the second visit's first", second)
	}
	if a, _ := c.Get(Within(t.Context(), second.Index), "https://a.test/2", 0); string(a.Body) != "two, page two" {
		t.Errorf("within the second visit: %q; want its page two", a.Body)
	}
	if a, _ := c.Get(t.Context(), "https://a.test/", 0); string(a.Body) != "one" {
		t.Errorf("without Within: %q; want the first", a.Body)
	}
	if _, err := c.Get(Within(t.Context(), 3), "https://a.test/", 0); !errors.Is(err, ErrNotRecorded) {
		t.Errorf("behind the last: %v; want ErrNotRecorded", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Get(ctx, "https://a.test/", 0); !errors.Is(err, context.Canceled) {
		t.Errorf("after the cancellation: %v; want it", err)
	}
}

func TestACutFileIsReadUpToTheCut(t *testing.T) {
	var records []string
	for i := range 3 {
		records = append(records, response(fmt.Sprintf("https://a.test/%d", i), "2024-01-01T00:00:00Z", fmt.Sprintf("HTTP/1.1 200 OK\r\n\r\nbody %d", i)))
	}
	for _, form := range []struct {
		name string
		pack func(...string) []byte
	}{
		{"each.warc.gz", packEach},
		{"all.warc.gz", packAll},
		{"plain.warc", func(r ...string) []byte { return []byte(strings.Join(r, "")) }},
	} {
		whole := form.pack(records...)
		ends := map[int]int{} // length after n whole records, where the file may end
		if form.name != "all.warc.gz" {
			for n := range records {
				ends[len(form.pack(records[:n+1]...))] = n + 1
			}
		}
		ends[len(whole)] = len(records)
		full := 0
		for cut := range len(whole) + 1 {
			n, atEnd := ends[cut]
			if atEnd {
				full = n
			}
			path := write(t, form.name, whole[:cut])
			r, err := OpenRecording(path)
			if err != nil {
				if cut >= 5 {
					t.Errorf("%s cut at %d: %v; want it open", form.name, cut, err)
				}
				continue
			}
			if (r.Damage() == nil) != atEnd {
				t.Errorf("%s cut at %d: Damage() = %v; want damage: %v", form.name, cut, r.Damage(), !atEnd)
			}
			got := len(r.Captures())
			if form.name != "all.warc.gz" && got != full { // inside one member a cut shows only where the packer wrote
				t.Errorf("%s cut at %d: %d captures; want %d", form.name, cut, got, full)
			}
			c := testClient(t, Options{Replay: r})
			for i, capture := range r.Captures() {
				if a, err := c.Get(t.Context(), capture.URL, 0); err != nil || string(a.Body) != fmt.Sprintf("body %d", i) {
					t.Errorf("%s cut at %d: Get(%s) = %q, %v", form.name, cut, capture.URL, a.Body, err)
				}
			}
			r.Close()
		}
	}
}

func TestDamageNamesRecordPlaceAndCause(t *testing.T) {
	one := response("https://a.test/1", "2024-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\n\r\nx")
	for name, c := range map[string]struct {
		tail, want string
	}{
		"garbage":      {"garbage\r\n\r\n", `record 3 at byte %d: it starts with "garbage\r\n" and not with a WARC version`},
		"cut":          {one[:len(one)-5], "record 3 at byte %d: unexpected EOF"},
		"bad length":   {"WARC/1.0\r\nWARC-Date: 2024\r\nContent-Length: -1\r\n\r\n", `record 3 at byte %d: its Content-Length is "-1"`},
		"huge length":  {"WARC/1.0\r\nWARC-Date: 2024\r\nContent-Length: 9223372036854775807\r\n\r\nx", "record 3 at byte %d: unexpected EOF"},
		"bad date":     {"WARC/1.0\r\nWARC-Date: now\r\nContent-Length: 0\r\n\r\n\r\n\r\n", `record 3 at byte %d: its WARC-Date is "now"`},
		"wrong length": {strings.Replace(one, "Content-Length: 20", "Content-Length: 19", 1), "record 3 at byte %d: byte 'x' follows its block"},
		"endless head": {"WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 1<<18), "record 3 at byte %d: its head does not end within 1048576 bytes"},
		"endless line": {"WARC/1.0\r\nX: " + strings.Repeat("y", 2<<20), "record 3 at byte %d: its head does not end within 1048576 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			whole := warcinfo + one
			c2, r := replay(t, write(t, "x.warc", []byte(whole+c.tail)))
			if want := fmt.Sprintf(c.want, len(whole)); r.Damage() == nil || r.Damage().Error() != want {
				t.Errorf("Damage() = %v; want %s", r.Damage(), want)
			}
			if a, err := c2.Get(t.Context(), "https://a.test/1", 0); err != nil || string(a.Body) != "x" {
				t.Errorf("Get before the damage = %q, %v; want it", a.Body, err)
			}
			_, z := replay(t, write(t, "x.warc.gz", packEach(warcinfo, one, c.tail)))
			if z.Damage() == nil || len(z.Captures()) != 1 {
				t.Errorf("packed: Damage() = %v, %d captures; want damage, 1", z.Damage(), len(z.Captures()))
			}
		})
	}
}

func TestOpenRecordingRefusesOtherFiles(t *testing.T) {
	for _, content := range []string{"", "x", "PK\x03\x04", "<!doctype html>", "{}"} {
		if _, err := OpenRecording(write(t, "x.warc", []byte(content))); err == nil || !strings.Contains(err.Error(), "not a WARC file") {
			t.Errorf("OpenRecording of %q = %v; want that it is none", content, err)
		}
	}
	if _, err := OpenRecording(filepath.Join(t.TempDir(), "none.warc")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("OpenRecording of no file = %v; want ErrNotExist", err)
	}
	if _, err := OpenRecording(t.TempDir()); err == nil {
		t.Error("OpenRecording of a folder = nil; want an error")
	}
}

func TestReplayLimitsTheBody(t *testing.T) {
	r, err := OpenRecording(write(t, "x.warc.gz", packEach(
		response("https://a.test/bomb", "2024-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+string(bomb(32<<20))),
		response("https://a.test/long", "2024-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("x", 3<<20)),
		response("https://a.test/fits", "2024-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("x", 1<<20)),
	)))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c := testClient(t, Options{Replay: r, MaxBytes: 1 << 20})
	for _, path := range []string{"bomb", "long"} {
		if _, err := c.Get(t.Context(), "https://a.test/"+path, 0); !errors.Is(err, ErrTooLarge) {
			t.Errorf("Get(%s) = %v; want ErrTooLarge", path, err)
		}
	}
	if _, err := c.Get(t.Context(), "https://a.test/fits", 0); err != nil {
		t.Errorf("Get(fits) = %v; want it", err)
	}
}

func TestRecordingsOfOthersOnThisComputer(t *testing.T) {
	for path, want := range map[string]int{
		"corpus/hn-2021-06--2023-03.warc.gz":         70,
		"payloads/commoncrawl/whirlwind.warc":        1,
		"payloads/commoncrawl/whirlwind.warc.gz":     1,
		"payloads/commoncrawl/whirlwind.warc.wat":    0,
		"payloads/commoncrawl/whirlwind.warc.wet":    0,
		"payloads/commoncrawl/whirlwind.warc.wet.gz": 0,
	} {
		path := filepath.Join("..", "..", "..", "shared", filepath.FromSlash(path))
		if _, err := os.Stat(path); err != nil {
			t.Skipf("the recordings are not on this computer: %v", err)
		}
		c, r := replay(t, path)
		if r.Damage() != nil || len(r.Captures()) != want {
			t.Errorf("%s: %d captures, damage %v; want %d, nil", path, len(r.Captures()), r.Damage(), want)
		}
		for _, capture := range r.Captures() {
			a, err := c.Get(Within(t.Context(), capture.Index), capture.URL, 0)
			if err != nil || !a.At.Equal(capture.At) || a.Type != "text/html" || len(a.Body) < 1000 {
				t.Errorf("%s: Get(%s) = %d bytes of %s at %v, %v", path, capture.URL, len(a.Body), a.Type, a.At, err)
			}
		}
	}
}

func FuzzOpenRecording(f *testing.F) {
	records := []string{warcinfo,
		response("https://a.test/", "2024-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"),
		response("https://a.test/", "2024-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+string(packAll("x"))),
	}
	f.Add([]byte(strings.Join(records, "")))
	f.Add(packEach(records...))
	f.Add(packAll(records...))
	path := filepath.Join(f.TempDir(), "x")
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o666); err != nil {
			t.Fatal(err)
		}
		r, err := OpenRecording(path)
		if err != nil {
			return
		}
		defer r.Close()
		for _, e := range r.entries {
			r.read(e, limit{bytes: 1 << 16})
		}
	})
}
