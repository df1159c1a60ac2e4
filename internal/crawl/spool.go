package crawl

import (
	"bufio"
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"iter"
	"os"
	"slices"

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
	size     int64   // of what was written
	ends     []int64 // where each posting ends in the file, behind an empty one that tells the decoder the types
	keys     map[string]struct{}
}

// portion is how many postings are classified at a time.
const portion = 256

func newSpool(classify func([]job.Posting)) (*spool, error) {
	f, err := os.CreateTemp("", "demand-visit-*")
	if err != nil {
		return nil, fmt.Errorf("temporary file of a visit: %w", err)
	}
	_ = os.Remove(f.Name()) // where the system lets go of its name now, a killed program leaves nothing behind
	s := &spool{classify: classify, file: f, buf: bufio.NewWriterSize(f, 1<<16), keys: map[string]struct{}{}}
	s.enc = gob.NewEncoder(s)
	if err := s.write(&job.Posting{}); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// Write is for the encoder.
func (s *spool) Write(b []byte) (int, error) {
	n, err := s.buf.Write(b)
	s.size += int64(n)
	return n, err
}

func (s *spool) write(p *job.Posting) error {
	if err := s.enc.Encode(p); err != nil {
		return fmt.Errorf("temporary file of a visit: %w", err)
	}
	s.ends = append(s.ends, s.size)
	return nil
}

func (s *spool) add(postings []job.Posting) error {
	for _, p := range postings {
		s.keys[p.Key] = struct{}{}
		if s.part = append(s.part, p); len(s.part) == portion {
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
		if err := s.write(&s.part[i]); err != nil {
			return err
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
	return s.those(func(yield func(int) bool) {
		for n := range len(s.ends) - 1 {
			if !yield(n) {
				return
			}
		}
	})
}

// those yields the postings of these numbers, which count from 0 in the order of their adding.
func (s *spool) those(numbers iter.Seq[int]) iter.Seq2[job.Posting, error] {
	return func(yield func(job.Posting, error) bool) {
		var message []byte
		var in bytes.Reader
		dec := gob.NewDecoder(&in)
		read := func(from, to int64) (p job.Posting, err error) {
			message = slices.Grow(message[:0], int(to-from))[:to-from]
			if _, err = s.file.ReadAt(message, from); err == nil {
				in.Reset(message)
				err = dec.Decode(&p)
			}
			return p, err
		}
		err := s.buf.Flush()
		if err == nil {
			_, err = read(0, s.ends[0])
		}
		if err == nil {
			for n := range numbers {
				var p job.Posting
				if p, err = read(s.ends[n], s.ends[n+1]); err != nil || !yield(p, nil) {
					break
				}
			}
		}
		if err != nil {
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
