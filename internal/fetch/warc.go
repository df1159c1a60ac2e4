package fetch

import (
	"bytes"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/http/httpguts"
)

// The format is WARC/1.1, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/.
// A recording starts with a warcinfo record; every answer is a response record, in a gzip member of its own:
//
//	WARC-Target-URI    the address that answered
//	WARC-Date          when, UTC, to the second
//	WARC-Block-Digest  SHA-1 of the block in base 32
//	WARC-Truncated     length, for a robots.txt of which only the start was read
//
// The block is the status line, the headers in the order of their names, and the body as the server meant it:
// without transfer and content coding, with the Content-Length that this makes. Set-Cookie is left out, and so is
// a header with a control byte in it. Nothing of the request is kept.

// A Recorder writes answers to a WARC file. Several goroutines, and clients, may share it.
type Recorder struct {
	mu       sync.Mutex
	file     *os.File
	software string
	begun    bool
	member   bytes.Buffer
	packer   *gzip.Writer
	err      error // the first; a file with a gap would pass for a whole one
}

// NewRecorder creates the file, which must not exist yet and whose name should end in .warc.gz.
// software is the name and version that the file states, such as demand/1.0.
func NewRecorder(path, software string) (*Recorder, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, fmt.Errorf("recording: %w", err)
	}
	return &Recorder{file: f, software: software, packer: gzip.NewWriter(nil)}, nil
}

// Close completes the file, and returns the first error of its writing if there was one.
func (r *Recorder) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		return nil
	}
	err := errors.Join(r.err, r.file.Close())
	r.file, r.err = nil, errClosed
	return err
}

var errClosed = errors.New("the recording is closed")

// begin writes the warcinfo record if this is the first client that records here.
func (r *Recorder) begin(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.begun {
		return
	}
	r.begun = true
	block := "software: " + oneLine(r.software) + "\r\nformat: WARC File Format 1.1\r\n" +
		"conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
	r.append(now, [][2]string{
		{"WARC-Type", "warcinfo"},
		{"Content-Type", "application/warc-fields"},
	}, []byte(block))
}

// oneLine keeps a header to its line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// write appends one answer.
func (r *Recorder) write(address *url.URL, a *answer) error {
	shown := *address
	shown.Fragment, shown.RawFragment = "", ""
	fields := [][2]string{
		{"WARC-Type", "response"},
		{"WARC-Target-URI", shown.String()},
		{"Content-Type", "application/http; msgtype=response"},
	}
	if a.cut {
		fields = append(fields, [2]string{"WARC-Truncated", "length"})
	}
	block := httpBlock(a)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.append(a.at, fields, block)
	return r.err
}

// append writes one record. The caller holds the lock.
func (r *Recorder) append(at time.Time, fields [][2]string, block []byte) {
	if r.err != nil {
		return
	}
	sum := sha1.Sum(block)
	fields = append(fields,
		[2]string{"WARC-Record-ID", recordID()},
		[2]string{"WARC-Date", at.UTC().Format(time.RFC3339)},
		[2]string{"WARC-Block-Digest", "sha1:" + base32.StdEncoding.EncodeToString(sum[:])},
		[2]string{"Content-Length", strconv.Itoa(len(block))})
	var record bytes.Buffer
	record.WriteString("WARC/1.1\r\n")
	for _, f := range fields {
		if !httpguts.ValidHeaderFieldValue(f[1]) {
			r.err = fmt.Errorf("%s %q holds a control byte", f[0], f[1])
			return
		}
		record.WriteString(f[0] + ": " + f[1] + "\r\n")
	}
	record.WriteString("\r\n")
	record.Write(block)
	record.WriteString("\r\n\r\n")

	r.member.Reset()
	r.packer.Reset(&r.member)
	if _, r.err = r.packer.Write(record.Bytes()); r.err != nil {
		return
	}
	if r.err = r.packer.Close(); r.err != nil {
		return
	}
	_, r.err = r.file.Write(r.member.Bytes()) // in one piece, so that a stop leaves whole records or one cut one
}

// recordID makes a random UUID, version 4 (RFC 9562).
func recordID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// unkept names the headers that are not recorded: they speak of the transfer, or of the visitor.
var unkept = map[string]bool{
	"Connection": true, "Content-Encoding": true, "Content-Length": true, "Keep-Alive": true,
	"Set-Cookie": true, "Set-Cookie2": true, "Trailer": true, "Transfer-Encoding": true,
}

// httpBlock writes an answer as an HTTP/1.1 response.
func httpBlock(a *answer) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %03d %s\r\n", a.status, http.StatusText(a.status))
	for _, name := range slices.Sorted(maps.Keys(a.header)) {
		for _, v := range a.header[name] {
			if !unkept[name] && httpguts.ValidHeaderFieldName(name) && httpguts.ValidHeaderFieldValue(v) {
				b.WriteString(name + ": " + v + "\r\n")
			}
		}
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(a.body))
	b.Write(a.body)
	return b.Bytes()
}

// maxHead is the limit of the head of a record or a response, in bytes.
const maxHead = 1 << 20

var errHead = fmt.Errorf("its head does not end within %d bytes", maxHead)

// cutHead splits a head of a first line and named fields from what follows its empty line. A line that is no field is
// skipped, a folded one continues the field before it.
func cutHead(b []byte) (first string, fields http.Header, rest []byte, err error) {
	fields = http.Header{}
	last := ""
	for n := 0; n <= maxHead; {
		line, after, ok := bytes.Cut(b, []byte("\n"))
		if !ok {
			return "", nil, nil, io.ErrUnexpectedEOF
		}
		n += len(line) + 1
		b = after
		text := strings.TrimSuffix(string(line), "\r")
		switch {
		case first == "":
			first = text
			if first == "" {
				return "", nil, nil, errors.New("its first line is empty")
			}
		case text == "":
			return first, fields, b, nil
		case (text[0] == ' ' || text[0] == '\t') && last != "":
			v := fields[last]
			v[len(v)-1] += " " + strings.TrimSpace(text)
		default:
			name, value, ok := strings.Cut(text, ":")
			if name = http.CanonicalHeaderKey(strings.TrimSpace(name)); !ok || name == "" {
				continue
			}
			fields[name] = append(fields[name], strings.TrimSpace(value))
			last = name
		}
	}
	return "", nil, nil, errHead
}
