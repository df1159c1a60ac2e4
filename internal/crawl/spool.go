package crawl

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"demand/internal/job"
	"demand/internal/skills"
)

// A spool keeps the postings of one visit in a temporary file, with their facts, until the visit is stored.
type spool struct {
	classify func([]job.Posting)
	part     []job.Posting // not classified and written yet
	file     *os.File
	buf      *bufio.Writer
	enc      *gob.Encoder
	keys     map[string]struct{}
}

// part is how many postings are classified at a time.
const part = 256

func newSpool(classify func([]job.Posting)) (*spool, error) {
	f, err := os.CreateTemp("", "demand-visit-*")
	if err != nil {
		return nil, fmt.Errorf("temporary file of a visit: %w", err)
	}
	_ = os.Remove(f.Name()) // where the system lets go of its name now, a killed program leaves nothing behind
	buf := bufio.NewWriterSize(f, 1<<16)
	return &spool{classify: classify, file: f, buf: buf, enc: gob.NewEncoder(buf), keys: map[string]struct{}{}}, nil
}

func (s *spool) add(postings []job.Posting) error {
	for _, p := range postings {
		s.keys[p.Key] = struct{}{}
		if s.part = append(s.part, p); len(s.part) == part {
			if err := s.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush must follow the last add.
func (s *spool) flush() error {
	s.classify(s.part)
	for i := range s.part {
		if err := s.enc.Encode(&s.part[i]); err != nil {
			return fmt.Errorf("temporary file of a visit: %w", err)
		}
	}
	clear(s.part)
	s.part = s.part[:0]
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

// again returns a spool of the same postings, classified otherwise, in the place of s.
func (s *spool) again(ctx context.Context, classify func([]job.Posting)) (*spool, error) {
	defer s.close()
	other, err := newSpool(classify)
	if err != nil {
		return nil, err
	}
	for p, err := range s.postings() {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = other.add([]job.Posting{p})
		}
		if err != nil {
			other.close()
			return nil, err
		}
	}
	if err := other.flush(); err != nil {
		other.close()
		return nil, err
	}
	return other, nil
}

// close removes the file. A nil spool has none.
func (s *spool) close() {
	if s == nil {
		return
	}
	_ = s.file.Close() // nothing in it is needed any more
	_ = os.Remove(s.file.Name())
}

// unread leaves postings as they are, to be classified when the visit is complete.
func unread([]job.Posting) {}

// classify returns what writes the facts of postings, on all processors. Shared is the boilerplate of their source.
func (c *Crawler) classify(shared skills.Shared) func([]job.Posting) {
	return func(postings []job.Posting) {
		documents := make([]skills.Document, len(postings))
		for i, p := range postings {
			documents[i] = skills.Document{
				Title: p.Title, Lead: p.Lead, Text: p.Text, Employer: p.Employer, Shared: shared,
				Places: p.Places, Remote: p.Remote, Language: p.Language,
			}
		}
		for i, facts := range c.Classifier.ClassifyAll(documents) {
			postings[i].Facts = facts
		}
	}
}
