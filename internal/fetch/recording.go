package fetch

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	whatwg "github.com/nlnwa/whatwg-url/url"
)

// maxUnpacked is the limit of a file that is one gzip member and has to be unpacked to be read, in bytes.
const maxUnpacked = 8 << 30

// A Recording answers from a WARC file, its own or another program's. Several goroutines may use it at once.
type Recording struct {
	file     *os.File
	size     int64
	packed   bool   // every record is a gzip member
	unpacked string // name of the temporary file that file is, or ""
	entries  []entry
	byKey    map[string][]int // indexes into entries, ascending
	damage   error
}

// An entry says where a recorded response is.
type entry struct {
	url    string
	status int
	at     time.Time
	offset int64 // of the record or its gzip member, in bytes
}

// A Capture is one recorded response with a status of 2xx.
type Capture struct {
	URL   string // as recorded
	At    time.Time
	Index int // its place among all responses of the file, from 0
}

// OpenRecording reads through a .warc or .warc.gz file once, to know what it holds and where; bodies are read when
// they are asked for. A file that is damaged further down is usable up to there, see Damage.
func OpenRecording(path string) (*Recording, error) {
	f, err := OpenRegular(path)
	if err != nil {
		return nil, fmt.Errorf("recording: %w", err)
	}
	r := &Recording{file: f, byKey: map[string][]int{}}
	if err := r.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("recording %s: %w", path, err), r.Close())
	}
	return r, nil
}

// Close releases the file. The Recording must not be used any more.
func (r *Recording) Close() error {
	err := r.file.Close()
	if r.unpacked != "" {
		err = errors.Join(err, os.Remove(r.unpacked))
	}
	return err
}

// Captures lists the recorded responses with a status of 2xx, in the order of the file.
func (r *Recording) Captures() []Capture {
	var list []Capture
	for i, e := range r.entries {
		if e.status >= 200 && e.status <= 299 {
			list = append(list, Capture{URL: e.url, At: e.at, Index: i})
		}
	}
	return list
}

// Damage returns nil for a file that could be read to its end; else the number and place of the record that could
// not be read, and why. What stands before it is usable, what follows it is not known.
func (r *Recording) Damage() error { return r.damage }

type withinKey struct{}

// Within returns a context for a visit that began with the capture of the given index: for each address it gets the
// first response at or after that one. Without it a visit gets the first response of the file.
func Within(ctx context.Context, index int) context.Context {
	return context.WithValue(ctx, withinKey{}, index)
}

func (r *Recording) open() error {
	info, err := r.file.Stat()
	if err != nil {
		return err
	}
	r.size = info.Size()
	start := make([]byte, 5)
	n, err := r.file.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return err
	}
	switch start = start[:n]; {
	case bytes.HasPrefix(start, gzipMagic):
		r.packed = true
	case !bytes.HasPrefix(start, []byte("WARC/")):
		return errors.New("not a WARC file")
	}
	record, offset, err := r.index()
	switch {
	case err == errOneMember:
		return r.unpack()
	case err != nil:
		r.damage = fmt.Errorf("record %d at byte %d: %w", record, offset, err)
	}
	return nil
}

// errOneMember says that a gzip member holds several records.
var errOneMember = errors.New("not one gzip member a record")

// unpack continues with an unpacked copy, since a record inside a long gzip member cannot be found again.
func (r *Recording) unpack() error {
	temp, err := os.CreateTemp("", "demand-*.warc")
	if err != nil {
		return err
	}
	packed := r.file
	defer packed.Close()
	*r = Recording{file: temp, unpacked: temp.Name(), byKey: map[string][]int{}}
	z, broken := gzip.NewReader(bufio.NewReader(packed))
	if broken == nil {
		out := &sink{file: temp}
		r.size, broken = io.Copy(out, io.LimitReader(z, maxUnpacked))
		if out.err != nil {
			return out.err
		}
		if r.size == maxUnpacked {
			broken = fmt.Errorf("%w: more than %d bytes unpacked", ErrTooLarge, int64(maxUnpacked))
		}
	}
	record, offset, err := r.index()
	if err = cmp.Or(broken, err); err != nil {
		r.damage = fmt.Errorf("record %d at byte %d of the unpacked file: %w", record, offset, err)
	}
	return nil
}

// A sink remembers that the disk, and not what is copied to it, failed.
type sink struct {
	file *os.File
	err  error
}

func (s *sink) Write(b []byte) (n int, err error) {
	n, s.err = s.file.Write(b)
	return n, s.err
}

// index reads through the file. With an error come the number and the offset of the record that could not be read;
// without one, those of the record that would come next.
func (r *Recording) index() (record int, offset int64, err error) {
	d := newReader(io.NewSectionReader(r.file, 0, r.size), r.packed)
	for record = 1; ; record++ {
		offset = d.offset()
		err := d.next()
		if err == io.EOF {
			return record, offset, nil
		}
		var e entry
		var isResponse bool
		if err == nil {
			e, isResponse, err = d.entry()
		}
		if err != nil {
			return record, offset, whole(err)
		}
		if !isResponse {
			continue
		}
		k, err := key(e.url)
		if err != nil {
			continue // an address that no request can have
		}
		e.offset = offset
		r.byKey[k] = append(r.byKey[k], len(r.entries))
		r.entries = append(r.entries, e)
	}
}

// whole turns the end of the file inside a record into the error that it is.
func whole(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// answer gives what the recording holds for an address.
func (r *Recording) answer(ctx context.Context, u *url.URL, most limit) (*answer, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	k, err := key(u.String())
	if err != nil {
		return nil, err
	}
	from, _ := ctx.Value(withinKey{}).(int)
	list := r.byKey[k]
	i, _ := slices.BinarySearch(list, from)
	if i < len(list) {
		return r.read(r.entries[list[i]], most)
	}
	if u.Path == robotsPath {
		return &answer{status: http.StatusNotFound, header: http.Header{}}, nil
	}
	return nil, ErrNotRecorded
}

// read reads one response. Errors name its record.
func (r *Recording) read(e entry, most limit) (a *answer, err error) {
	defer func() {
		if err != nil {
			a, err = nil, fmt.Errorf("record at byte %d: %w", e.offset, err)
		}
	}()
	d := newReader(io.NewSectionReader(r.file, e.offset, r.size-e.offset), r.packed)
	if err := d.next(); err != nil {
		return nil, whole(err)
	}
	h, err := d.head()
	if err != nil {
		return nil, whole(err)
	}
	if h.length > most.bytes+maxHead && !most.cut {
		return nil, fmt.Errorf("%w: %d bytes recorded", ErrTooLarge, h.length)
	}
	block, err := io.ReadAll(io.LimitReader(d.out, min(h.length, max(most.bytes, MaxBytes)+maxHead)))
	if err != nil {
		return nil, err
	}
	if int64(len(block)) == h.length && !digestHolds(h.digest, block) {
		return nil, fmt.Errorf("its bytes do not have the digest %s", h.digest)
	}
	m, err := parseResponse(block)
	if err != nil {
		return nil, err
	}
	if a, err = readAnswer(m, most); err != nil {
		return nil, err
	}
	if h.truncated != "" && !most.cut {
		return nil, fmt.Errorf("recorded only in part (%s)", h.truncated)
	}
	a.cut = a.cut || h.truncated != ""
	a.at = h.at
	return a, nil
}

// parseResponse reads a recorded response. Recorders differ in what they keep: some store the body without the
// coding that the headers name, and then its length differs too.
func parseResponse(block []byte) (message, error) {
	first, header, body, err := cutHead(block)
	if err != nil {
		return message{}, fmt.Errorf("its HTTP head: %w", err)
	}
	status, ok := statusOf([]byte(first))
	if !ok {
		return message{}, fmt.Errorf("its HTTP status line is %q", first)
	}
	m := message{status: status, header: header, body: bytes.NewReader(body), length: -1}
	if strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") && chunked(body) {
		m.body = httputil.NewChunkedReader(m.body)
	} else if n, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64); err == nil {
		m.length = n
	}
	return m, nil
}

// chunked reports whether body starts with the size of a chunk.
func chunked(body []byte) bool {
	n := 0
	for n < len(body) && isHex(body[n]) {
		n++
	}
	return n > 0 && n < len(body) && strings.IndexByte(" ;\r", body[n]) >= 0
}

// statusOf reads the status of a line such as HTTP/1.1 200 OK, of which only the start need be there.
func statusOf(line []byte) (int, bool) {
	version, rest, ok := bytes.Cut(line, []byte(" "))
	if !ok || !bytes.HasPrefix(version, []byte("HTTP/")) || len(rest) < 3 {
		return 0, false
	}
	status, err := strconv.Atoi(string(rest[:3]))
	return status, err == nil && status >= 100
}

// digestHolds checks a digest such as sha1:MMJLPZL…, in base 32 or hexadecimal. An algorithm that it does not know holds.
func digestHolds(digest string, block []byte) bool {
	algorithm, want, _ := strings.Cut(digest, ":")
	var h hash.Hash
	switch strings.ToLower(algorithm) {
	case "sha1", "sha-1":
		h = sha1.New()
	case "sha256", "sha-256":
		h = sha256.New()
	default:
		return true
	}
	h.Write(block)
	sum := h.Sum(nil)
	encoded := strings.TrimRight(base32.StdEncoding.EncodeToString(sum), "=")
	return strings.EqualFold(strings.TrimRight(want, "="), encoded) || strings.EqualFold(want, hex.EncodeToString(sum))
}

// addresses reads addresses as Colly does, whose requests are looked up here.
var addresses = whatwg.NewParser(whatwg.WithPercentEncodeSinglePercentSign())

// key writes an http or https address in the one form in which it is looked up.
func key(address string) (string, error) {
	w, err := addresses.Parse(address)
	if err != nil {
		return "", err
	}
	u, err := url.Parse(w.Href(true))
	if err != nil {
		return "", err
	}
	if err := checkForm(u); err != nil {
		return "", err
	}
	return u.String(), nil
}

// A reader reads the records of a file one after the other.
type reader struct {
	count  counter
	file   *bufio.Reader // over count
	z      *gzip.Reader
	out    *bufio.Reader // the unpacked bytes; of one member if packed
	packed bool
}

func newReader(file io.Reader, packed bool) *reader {
	d := &reader{count: counter{r: file}, packed: packed}
	d.file = bufio.NewReaderSize(&d.count, 16<<10)
	d.out = d.file
	return d
}

// offset gives the place in the file that next starts from.
func (d *reader) offset() int64 { return d.count.n - int64(d.file.Buffered()) }

// next goes to the next record; io.EOF says that there is none.
func (d *reader) next() error {
	if _, err := d.file.Peek(1); err != nil || !d.packed {
		return err
	}
	if d.z == nil {
		d.z = new(gzip.Reader)
		d.out = bufio.NewReaderSize(nil, 16<<10)
	}
	if err := d.z.Reset(d.file); err != nil {
		return whole(err)
	}
	d.z.Multistream(false)
	d.out.Reset(d.z)
	return nil
}

// A head is what the program reads of the head of a record.
type head struct {
	kind, uri, content, truncated, digest string
	at                                    time.Time
	length                                int64 // of the block, in bytes
}

// head reads the head of a record up to its block.
func (d *reader) head() (head, error) {
	var text []byte
	for start := 0; ; {
		part, err := d.out.ReadSlice('\n')
		text = append(text, part...)
		switch {
		case len(text) > maxHead:
			return head{}, errHead
		case err == bufio.ErrBufferFull:
			continue
		case err != nil:
			return head{}, err
		}
		if start == 0 && !bytes.HasPrefix(text, []byte("WARC/")) {
			return head{}, fmt.Errorf("it starts with %.20q and not with a WARC version", text)
		}
		if line := text[start:]; len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
		start = len(text)
	}
	_, f, _, err := cutHead(text)
	if err != nil {
		return head{}, err
	}
	h := head{
		kind:      f.Get("WARC-Type"),
		uri:       strings.Trim(f.Get("WARC-Target-URI"), "<>"),
		content:   mediaType(f.Get("Content-Type")),
		truncated: f.Get("WARC-Truncated"),
		digest:    f.Get("WARC-Block-Digest"),
	}
	if h.length, err = strconv.ParseInt(f.Get("Content-Length"), 10, 64); err != nil || h.length < 0 {
		return head{}, fmt.Errorf("its Content-Length is %q", f.Get("Content-Length"))
	}
	if h.at, err = parseDate(f.Get("WARC-Date")); err != nil {
		return head{}, err
	}
	return h, nil
}

// parseDate reads a WARC-Date, which may be as short as a year.
func parseDate(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC().Truncate(time.Second), nil
		}
	}
	return time.Time{}, fmt.Errorf("its WARC-Date is %q", s)
}

// entry reads a whole record, and reports whether it is a response.
func (d *reader) entry() (e entry, isResponse bool, err error) {
	h, err := d.head()
	if err != nil {
		return e, false, err
	}
	if h.kind == "response" && h.content == "application/http" {
		line, _ := d.out.Peek(int(min(h.length, int64(len("HTTP/1.1 200")))))
		e = entry{url: h.uri, at: h.at}
		e.status, isResponse = statusOf(line)
	}
	if _, err := io.CopyN(io.Discard, d.out, h.length); err != nil {
		return e, false, err
	}
	return e, isResponse, d.end()
}

// end reads the two empty lines behind a block, and of a gzip member its checksum.
func (d *reader) end() error {
	for lines := 0; ; {
		switch c, err := d.out.ReadByte(); {
		case err == io.EOF && lines >= 2:
			return nil
		case err != nil:
			return err
		case c == '\n':
			lines++
		case c == '\r':
		case lines < 2:
			return fmt.Errorf("byte %q follows its block", c)
		case d.packed:
			return errOneMember
		default:
			return d.out.UnreadByte()
		}
	}
}

// A counter counts the bytes read from r.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}
