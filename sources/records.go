package sources

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"demand/internal/job"
	"demand/internal/markup"
)

// A Record is one posting of a file, and the source to which the file ascribes it.
type Record struct {
	Source  string // kind/board; empty if the file does not say
	Posting job.Posting
}

// longestRecord bounds one line of a file of postings, in bytes.
const longestRecord = 16 << 20

// ReadJSONL reads postings from JSON objects, one a line. The keys are
//
//	source       kind/board
//	id           unique within the source; without it, url counts as the id
//	url          the posting's public page
//	title
//	employer     or company
//	place        or places: a text or a list of texts
//	remote       true, false, or words such as hybrid
//	posted_on    2026-01-31, or an instant that begins so
//	text         plain text
//	description  HTML or plain text; read where there is no text
//	requisition  the employer's own id of the job
//	language     BCP 47
//	pay_min, pay_max, currency, period   whole units of an ISO 4217 currency a year, month, week, day or hour
//
// Any other key is an error that gives the nearest one. Errors name the line and end the sequence, after the good
// records before it.
func ReadJSONL(ctx context.Context, r io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		lines := bufio.NewScanner(withoutMark(r))
		lines.Buffer(make([]byte, 0, 64<<10), longestRecord)
		n := 0
		for lines.Scan() {
			n++
			if len(strings.TrimSpace(lines.Text())) == 0 {
				continue
			}
			record, err := jsonRecord(lines.Bytes())
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(Record{}, fmt.Errorf("line %d: %w", n, err))
				return
			}
			if !yield(record, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(Record{}, fmt.Errorf("line %d: %w", n+1, job.PlainJSON(err)))
		}
	}
}

// withoutMark skips the byte order mark with which programs of Windows begin a file in UTF-8.
func withoutMark(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	if begin, err := in.Peek(len(byteOrderMark)); err == nil && string(begin) == byteOrderMark {
		_, _ = in.Discard(len(byteOrderMark)) // these bytes are in the buffer
	}
	return in
}

const byteOrderMark = "\ufeff"

// ReadCSV reads postings from CSV (RFC 4180) whose first line names the columns, which are the keys of ReadJSONL.
// Several places in one field are separated by semicolons.
func ReadCSV(ctx context.Context, r io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		fail := func(err error) { yield(Record{}, err) }
		in := csv.NewReader(withoutMark(r))
		in.ReuseRecord = true
		header, err := in.Read()
		switch {
		case err == io.EOF:
			return
		case err != nil:
			fail(job.PlainCSV(err))
			return
		}
		if len(header) == 1 && strings.Contains(header[0], ";") {
			fail(errors.New("line 1: semicolons stand between the columns; save the file with commas"))
			return
		}
		order := make([]column, len(header))
		for i, name := range header {
			name = strings.ToLower(markup.Clean(name))
			if order[i], err = columnNamed(name); err != nil {
				fail(fmt.Errorf("line 1: %w", err))
				return
			}
		}
		for {
			row, err := in.Read()
			if err == io.EOF {
				return
			}
			if err != nil {
				fail(job.PlainCSV(err))
				return
			}
			at, _ := in.FieldPos(0)
			var b builder
			for i, field := range row {
				values := []string{field}
				if order[i].list {
					values = strings.Split(field, ";")
				}
				if err = b.set(order[i], values); err != nil {
					break
				}
			}
			record, err := b.record(err)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				fail(fmt.Errorf("line %d: %w", at, err))
				return
			}
			if !yield(record, nil) {
				return
			}
		}
	}
}

func jsonRecord(line []byte) (Record, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(line, &object); err != nil {
		return Record{}, fmt.Errorf("want a JSON object: %w", job.PlainJSON(err))
	}
	var b builder
	for _, key := range slices.Sorted(maps.Keys(object)) {
		c, err := columnNamed(key)
		if err != nil {
			return Record{}, err
		}
		values, err := jsonValues(object[key])
		if err == nil {
			err = b.set(c, values)
		} else {
			err = fmt.Errorf("%s: %w", key, err)
		}
		if err != nil {
			return Record{}, err
		}
	}
	return b.record(nil)
}

// jsonValues returns the texts of a value: none for null, one for a text, a number or a truth value, all of a list.
func jsonValues(raw json.RawMessage) ([]string, error) {
	var list []json.RawMessage
	if raw[0] != '[' {
		list = []json.RawMessage{raw}
	} else if err := json.Unmarshal(raw, &list); err != nil {
		return nil, err
	}
	var values []string
	for _, item := range list {
		switch item[0] {
		case '"':
			var s string
			if err := json.Unmarshal(item, &s); err != nil {
				return nil, err
			}
			values = append(values, s)
		case '{', '[':
			return nil, errors.New("want a text, a number or a list of texts")
		case 'n':
		default:
			values = append(values, string(item))
		}
	}
	return values, nil
}

// A builder collects the fields of one record.
type builder struct {
	r           Record
	description string
}

// A column is one key of a record.
type column struct {
	name string
	list bool // it may hold several values
	set  func(b *builder, value string) error
}

func (b *builder) set(c column, values []string) error {
	if len(values) > 1 && !c.list {
		return fmt.Errorf("%s: want one value, not %d", c.name, len(values))
	}
	for _, v := range values {
		if strings.TrimSpace(v) == "" {
			continue
		}
		if err := c.set(b, v); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

// record completes the record unless a field was wrong.
func (b *builder) record(err error) (Record, error) {
	p := &b.r.Posting
	p.Key = cmp.Or(p.Key, p.URL)
	if p.Text == "" {
		p.Text = b.description
	}
	switch {
	case err != nil:
		return Record{}, err
	case p.Key == "":
		return Record{}, errors.New("a posting needs an id or a url")
	case p.Title == "" && p.Text == "":
		return Record{}, errors.New("a posting needs a title or a text")
	}
	if p.Pay != (job.Pay{}) {
		p.Pay.Min, p.Pay.Max = cmp.Or(p.Pay.Min, p.Pay.Max), cmp.Or(p.Pay.Max, p.Pay.Min)
		switch {
		case p.Pay.Min == 0 || p.Pay.Currency == "" || p.Pay.Period == "":
			return Record{}, errors.New("pay needs pay_min or pay_max, a currency and a period")
		case p.Pay.Max < p.Pay.Min:
			return Record{}, errors.New("pay_max is less than pay_min")
		}
	}
	return b.r, nil
}

var columns = []column{
	{name: "source", set: func(b *builder, v string) error {
		kind, board, ok := strings.Cut(v, "/")
		if !ok || kind == "" || board == "" || markup.Clean(v) != v {
			return fmt.Errorf("%q is not kind/board", v)
		}
		b.r.Source = v
		return nil
	}},
	{name: "id", set: func(b *builder, v string) error { b.r.Posting.Key = markup.Clean(v); return nil }},
	{name: "url", set: func(b *builder, v string) error {
		address, ok := markup.PublicURL(v)
		if !ok {
			return fmt.Errorf("%q is not a public http or https address", v)
		}
		b.r.Posting.URL = address
		return nil
	}},
	{name: "title", set: func(b *builder, v string) error {
		b.r.Posting.Title = markup.Redact(markup.Clean(v))
		return nil
	}},
	{name: "employer", set: setEmployer},
	{name: "company", set: setEmployer},
	{name: "place", list: true, set: setPlace},
	{name: "places", list: true, set: setPlace},
	{name: "remote", set: func(b *builder, v string) error {
		switch v := strings.ToLower(v); v {
		case "true", "yes", "1", "fully", "full":
			b.r.Posting.Remote = job.FullyRemote
		case "false", "no", "0":
			b.r.Posting.Remote = job.Onsite
		default:
			b.r.Posting.Remote = markup.Remote(v)
		}
		return nil
	}},
	{name: "posted_on", set: func(b *builder, v string) (err error) {
		b.r.Posting.PostedOn, err = job.ParseDate(v[:min(len(v), len("2026-01-31"))])
		return err
	}},
	{name: "text", set: func(b *builder, v string) error { b.r.Posting.Text = markup.Redact(markup.Plain(v)); return nil }},
	{name: "description", set: func(b *builder, v string) error {
		b.description = description(v)
		return nil
	}},
	{name: "requisition", set: func(b *builder, v string) error { b.r.Posting.Requisition = markup.Clean(v); return nil }},
	{name: "language", set: func(b *builder, v string) error { b.r.Posting.Language = markup.Clean(v); return nil }},
	{name: "pay_min", set: func(b *builder, v string) error { return setAmount(&b.r.Posting.Pay.Min, v) }},
	{name: "pay_max", set: func(b *builder, v string) error { return setAmount(&b.r.Posting.Pay.Max, v) }},
	{name: "currency", set: func(b *builder, v string) error {
		v = strings.ToUpper(markup.Clean(v))
		if len(v) != 3 || strings.Trim(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return fmt.Errorf("%q is not an ISO 4217 code", v)
		}
		b.r.Posting.Pay.Currency = v
		return nil
	}},
	{name: "period", set: func(b *builder, v string) error {
		v = strings.ToLower(markup.Clean(v))
		if !slices.Contains([]string{"year", "month", "week", "day", "hour"}, v) {
			return fmt.Errorf("%q is not year, month, week, day or hour", v)
		}
		b.r.Posting.Pay.Period = v
		return nil
	}},
}

func columnNamed(name string) (column, error) {
	names := make([]string, len(columns))
	for i, c := range columns {
		if c.name == name {
			return c, nil
		}
		names[i] = c.name
	}
	return column{}, job.Unknown("column", name, names)
}

func setEmployer(b *builder, v string) error { b.r.Posting.Employer = markup.Clean(v); return nil }

func setPlace(b *builder, v string) error {
	if v = markup.Clean(v); v != "" && !slices.Contains(b.r.Posting.Places, v) {
		b.r.Posting.Places = append(b.r.Posting.Places, v)
	}
	return nil
}

func setAmount(amount *int64, v string) error {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || f < 0 || f > 1e12 || f != f {
		return fmt.Errorf("%q is not an amount", v)
	}
	*amount = int64(f)
	return nil
}
