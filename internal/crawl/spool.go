package crawl

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"demand/internal/job"
	"demand/internal/skills"
)

// A spool keeps the postings of one visit in a temporary file until the visit is complete.
type spool struct {
	file *os.File
	buf  *bufio.Writer
	enc  *gob.Encoder
	keys map[string]struct{}
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "demand-visit-*")
	if err != nil {
		return nil, fmt.Errorf("temporary file of a visit: %w", err)
	}
	buf := bufio.NewWriterSize(f, 1<<16)
	return &spool{file: f, buf: buf, enc: gob.NewEncoder(buf), keys: map[string]struct{}{}}, nil
}

func (s *spool) add(postings []job.Posting) error {
	for i := range postings {
		s.keys[postings[i].Key] = struct{}{}
		if err := s.enc.Encode(&postings[i]); err != nil {
			return fmt.Errorf("temporary file of a visit: %w", err)
		}
	}
	return nil
}

// distinct is the number of different postings.
func (s *spool) distinct() int { return len(s.keys) }

// postings yields what was added, in its order.
func (s *spool) postings() iter.Seq2[job.Posting, error] {
	return func(yield func(job.Posting, error) bool) {
		err := s.buf.Flush()
		if err == nil {
			_, err = s.file.Seek(0, io.SeekStart)
		}
		dec := gob.NewDecoder(bufio.NewReaderSize(s.file, 1<<16))
		for err == nil {
			var p job.Posting
			if err = dec.Decode(&p); err == nil && !yield(p, nil) {
				return
			}
		}
		if !errors.Is(err, io.EOF) {
			yield(job.Posting{}, fmt.Errorf("temporary file of a visit: %w", err))
		}
	}
}

// close removes the file.
func (s *spool) close() {
	_ = s.file.Close() // nothing in it is needed any more
	_ = os.Remove(s.file.Name())
}

// classified yields the same postings in the same order, with their facts.
func (c *Crawler) classified(postings iter.Seq2[job.Posting, error]) iter.Seq2[job.Posting, error] {
	return func(yield func(job.Posting, error) bool) {
		var part []job.Posting
		flush := func() bool {
			c.classify(part)
			for _, p := range part {
				if !yield(p, nil) {
					return false
				}
			}
			part = part[:0]
			return true
		}
		for p, err := range postings {
			if err != nil {
				yield(p, err)
				return
			}
			if part = append(part, p); len(part) == 256 && !flush() {
				return
			}
		}
		flush()
	}
}

// classify writes the facts of postings, on all processors.
func (c *Crawler) classify(postings []job.Posting) {
	var g errgroup.Group
	share := max(1, (len(postings)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for chunk := range slices.Chunk(postings, share) {
		g.Go(func() error {
			for i := range chunk {
				p := &chunk[i]
				p.Facts = c.Classifier.Classify(skills.Document{Title: p.Title, Lead: p.Lead, Text: p.Text, Employer: p.Employer})
			}
			return nil
		})
	}
	_ = g.Wait() // classification has no errors
}
