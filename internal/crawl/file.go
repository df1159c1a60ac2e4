package crawl

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"demand/internal/fetch"
	"demand/internal/job"
	"demand/sources"
)

// A File is a file of postings to be imported.
type File struct {
	Source  job.Source // to which postings belong that name none
	Edition string     // what its edition is called: other content must be called otherwise
	At      time.Time  // when it was last written
	Records iter.Seq2[sources.Record, error]

	file *os.File
}

// ofFiles is the source to which the postings of a file are ascribed.
func ofFiles(name string) job.Source {
	return job.Source{Name: "file/" + name, Kind: "file", Archive: true, Interval: 31}
}

// OpenFile opens a file of postings, in JSON lines or CSV by its name, packed or not. Its edition is called by its name and
// a hash of its content. Close must be called when it was imported. Errors name the file.
func OpenFile(ctx context.Context, path string) (_ *File, err error) {
	file, err := fetch.OpenRegular(path)
	if err != nil {
		return nil, err
	}
	f := &File{file: file}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	content := sha256.New()
	in, err := f.unpacked()
	if err == nil {
		_, err = io.Copy(content, in)
	}
	if err == nil {
		in, err = f.unpacked()
	}
	switch {
	case err != nil && packed(path):
		return nil, fmt.Errorf("%s cannot be unpacked, so none of it is stored: %w", path, err)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	name := filepath.Base(path)
	if packed(name) {
		name = name[:len(name)-len(gz)]
	}
	name = strings.TrimSuffix(name, filepath.Ext(name))
	f.Source, f.At = ofFiles(name), info.ModTime().UTC()
	f.Edition = fmt.Sprintf("%s %x", name, content.Sum(nil)[:6])
	f.Records = sources.ReadFile(ctx, sources.FileFormat(path), in)
	return f, nil
}

const gz = ".gz"

func packed(name string) bool { return strings.HasSuffix(strings.ToLower(name), gz) }

// unpacked reads the file from its start.
func (f *File) unpacked() (io.Reader, error) {
	if _, err := f.file.Seek(0, io.SeekStart); err != nil || !packed(f.file.Name()) {
		return f.file, err
	}
	return gzip.NewReader(f.file)
}

// Close closes what OpenFile opened.
func (f *File) Close() error { return f.file.Close() }

// A part is what a file says of one source.
type part struct {
	source   job.Source
	edition  job.Edition
	postings []int // their numbers in the file
}

// Import stores the postings of a file as one edition for each source that it names. A record that cannot be read is
// the error, and then nothing of the file is stored. The results are by name of source.
func (c *Crawler) Import(ctx context.Context, f *File) ([]Result, error) {
	var results []*Result
	err := c.read(ctx, f, func(source string) *Result {
		r := &Result{Source: source, State: Known}
		results = append(results, r)
		return r
	})
	if err == nil {
		err = c.Store.Fold(ctx)
	}
	list := make([]Result, len(results))
	for i, r := range results {
		list[i] = *r
	}
	return list, err
}

// read is Import without the folding. result gives what sums up the visit of a source.
func (c *Crawler) read(ctx context.Context, f *File, result func(source string) *Result) error {
	began := c.Now()
	sp, err := newSpool(c.classify(nil))
	if err != nil {
		return err
	}
	defer sp.close()
	var parts []*part
	byName := map[string]*part{}
	n := 0 // postings so far
	at := f.At
	for r, err := range f.Records {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("after %d postings, of which none is stored: %w", n, err)
		}
		p := byName[r.Source]
		if p == nil {
			p = &part{source: f.Source}
			if r.Source != "" {
				p.source = ofFiles(strings.TrimPrefix(r.Source, "file/")) // a live source of that name has visits of its own
			}
			byName[r.Source] = p
			parts = append(parts, p)
		}
		if day := r.Posting.PostedOn; day != 0 && (day < earliest || day > job.DateOf(c.Now())+1) {
			return fmt.Errorf("posting %s is dated %s, which cannot be; after %d postings, of which none is stored", r.Posting.Key, day, n)
		} else if day > job.DateOf(at) {
			at = day.Time() // copies of a file may be dated before what is in it
		}
		p.postings = append(p.postings, n)
		widen(&p.edition, r.Posting.PostedOn)
		if err := sp.add([]job.Posting{r.Posting}); err != nil {
			return err
		}
		n++
		c.tell(Event{Source: p.source.Name, Edition: f.Edition, Answers: n})
	}
	if err := sp.flush(); err != nil {
		return err
	}
	for _, p := range parts {
		p.edition.Name = f.Edition
		if p.edition.OpenedOn == 0 {
			widen(&p.edition, job.DateOf(at))
		}
		v := job.Visit{Source: p.source, Edition: p.edition, At: at, Took: c.Now().Sub(began)}
		if err := c.save(ctx, v, sp.those(slices.Values(p.postings)), result(p.source.Name)); err != nil {
			return err
		}
	}
	return nil
}

// readFiles reads the files of a source whose content was not read before.
func (c *Crawler) readFiles(ctx context.Context, s sources.File, r *Result, keep keeper) error {
	paths, err := filesOf(s)
	for _, path := range paths {
		err = errors.Join(err, c.readFile(ctx, s.About(), path, r))
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err == nil {
		return nil
	}
	return keep(reading{visit: job.Visit{Source: s.About(), At: c.Now(), Err: err}, result: r})
}

// filesOf returns the names of a source's files.
func filesOf(s sources.File) ([]string, error) {
	paths, err := filepath.Glob(s.Pattern)
	if err == nil && len(paths) == 0 {
		err = errors.New("there is no such file")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Path, err)
	}
	return paths, nil
}

// readFile reads a file as a part of the source, whatever source its postings name.
func (c *Crawler) readFile(ctx context.Context, of job.Source, path string, r *Result) (err error) {
	f, err := OpenFile(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	known, err := c.Store.EditionRead(ctx, of.Name, f.Edition)
	if err != nil || known {
		return err
	}
	records, n := f.Records, 0
	f.Source, f.At = of, c.Now()
	f.Records = func(yield func(sources.Record, error) bool) {
		for record, err := range records {
			n++
			record.Source = ""
			if !yield(record, err) {
				return
			}
		}
	}
	if err = c.read(ctx, f, func(string) *Result { return r }); err == nil && n == 0 {
		err = errors.New("there are no postings in it")
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// earliest is the day before which no posting of a file can be dated: the first job boards of the web are younger.
var earliest = job.NewDate(1992, time.January, 1)

// widen extends an edition to the day of one of its postings.
func widen(e *job.Edition, day job.Date) {
	if day == 0 {
		return
	}
	if e.OpenedOn == 0 {
		e.OpenedOn, e.From, e.To = day, day, day
	}
	e.OpenedOn, e.From, e.To = min(e.OpenedOn, day), min(e.From, day), max(e.To, day)
}
