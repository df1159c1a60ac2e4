package sources

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"demand/internal/job"
)

// readRecording calls f for each answer of a WARC file. It knows as much of the format as the corpus needs.
func readRecording(t *testing.T, file string, f func(Answer)) {
	t.Helper()
	in, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		t.Skipf("the recorded pages are not here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(z)
	for {
		if version, err := r.ReadString('\n'); err == io.EOF {
			return
		} else if err != nil || version != "WARC/1.1\r\n" {
			t.Fatalf("want a record, got %q, %v", version, err)
		}
		header, err := textproto.NewReader(r).ReadMIMEHeader()
		if err != nil {
			t.Fatal(err)
		}
		n, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		block := io.LimitReader(r, n)
		if header.Get("WARC-Type") == "response" {
			response, err := http.ReadResponse(bufio.NewReader(block), nil)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(response.Body)
			if err != nil {
				t.Fatal(err)
			}
			at, err := time.Parse(time.RFC3339, header.Get("WARC-Date"))
			if err != nil {
				t.Fatal(err)
			}
			f(Answer{URL: header.Get("WARC-Target-URI"), Status: response.StatusCode, Body: body, At: at})
		}
		if _, err := io.Copy(io.Discard, block); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Discard(len("\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
	}
}

func TestHackerNewsReadsTheRecordedThreads(t *testing.T) {
	answers := map[string]Answer{}
	var order []string
	readRecording(t, filepath.FromSlash("../../shared/corpus/hn-2021-06--2023-03.warc.gz"), func(a Answer) {
		answers[a.URL] = a
		order = append(order, a.URL)
	})
	counts := map[string]int{}
	total := 0
	for _, address := range order {
		s, req, ok := Match(address)
		if !ok {
			continue
		}
		edition := ""
		keys := map[string]bool{}
		for queue := []Request{req}; len(queue) > 0; queue = queue[1:] {
			page, err := s.Parse(queue[0], answers[queue[0].URL])
			if err != nil {
				t.Fatalf("%s: %v", queue[0].URL, err)
			}
			if page.Edition != nil {
				edition = page.Edition.Name
			}
			for _, p := range page.Postings {
				if keys[p.Key] {
					t.Errorf("%s: posting %s comes twice", edition, p.Key)
				}
				keys[p.Key] = true
				checkPosting(t, p)
			}
			queue = append(queue, page.Next...)
		}
		if counts[edition] > 0 {
			t.Errorf("edition %s comes twice", edition)
		}
		counts[edition] = len(keys)
		total += len(keys)
	}
	if len(counts) != 22 || total != 15116 {
		t.Errorf("got %d editions with %d postings; want 22 with 15116", len(counts), total)
	}
	for edition, want := range map[string]int{"2021-06": 993, "2022-06": 667, "2023-03": 417} {
		if counts[edition] != want {
			t.Errorf("edition %s has %d postings; want %d", edition, counts[edition], want)
		}
	}
}

// checkPosting holds what is true of every posting of a thread.
func checkPosting(t *testing.T, p job.Posting) {
	t.Helper()
	if p.Key == "" || p.URL == "" || p.Lead == "" || p.Text == "" || p.PostedOn == 0 {
		t.Errorf("posting %s lacks a field: %+v", p.Key, p)
	}
}
