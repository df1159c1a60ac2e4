package skills

import (
	"maps"
	"slices"
	"strings"
)

// What makes a paragraph boilerplate, of one complete visit.
const (
	sharedPostings = 5  // postings that the visit must hold
	sharedPercent  = 60 // part of the postings that must hold the paragraph
	sharedTitles   = 3  // different titles that these postings must have
	sharedLength   = 60 // bytes of a paragraph; shorter lines are headings and items of lists, which say what is asked for
)

// bucket is the number of postings after which Boilerplate forgets what is rare: it may so undercount a paragraph by one posting in
// each bucket, which Shared makes good.
const bucket = 128

// A Boilerplate counts the paragraphs of one complete visit, so as to find those that most of its postings share. It reads each
// posting once and keeps hashes only, of a number of paragraphs that grows with the length of postings and the logarithm of their
// number: this is lossy counting (Manku and Motwani, "Approximate Frequency Counts over Data Streams", VLDB 2002). The zero value is
// ready for use.
type Boilerplate struct {
	postings   int
	paragraphs map[uint64]paragraph
}

// A paragraph is what is known of one.
type paragraph struct {
	count  int32
	missed int32 // the most that count can be short of
	last   int32 // number of the last posting that held it, from 1
	titles [sharedTitles]uint64
}

// Add counts one posting.
func (b *Boilerplate) Add(title, text string) {
	if b.paragraphs == nil {
		b.paragraphs = make(map[uint64]paragraph)
	}
	b.postings++
	titleHash := hash(title)
	for line := range strings.Lines(text) {
		if len(line) < sharedLength {
			continue
		}
		h := hash(line)
		p, known := b.paragraphs[h]
		if p.last == int32(b.postings) {
			continue
		}
		if !known {
			p.missed = int32((b.postings - 1) / bucket)
		}
		p.count++
		p.last = int32(b.postings)
		for i, t := range p.titles {
			if t == titleHash {
				break
			}
			if t == 0 {
				p.titles[i] = titleHash
				break
			}
		}
		b.paragraphs[h] = p
	}
	if b.postings%bucket == 0 {
		maps.DeleteFunc(b.paragraphs, func(_ uint64, p paragraph) bool { return int(p.count+p.missed) <= b.postings/bucket })
	}
}

// Shared returns the paragraphs that are boilerplate: those in at least 60 % of at least 5 postings with at least 3 titles.
// It is nil if there are fewer postings, which is not to say that there is none.
func (b *Boilerplate) Shared() Shared {
	if b.postings < sharedPostings {
		return nil
	}
	list := Shared{}
	for h, p := range b.paragraphs {
		if 100*int(p.count+p.missed) >= sharedPercent*b.postings && p.titles[sharedTitles-1] != 0 {
			list = append(list, h)
		}
	}
	slices.Sort(list)
	return list
}

// Shared is a set of paragraphs, as hashes in ascending order. The hash lasts: it may be stored with the visit.
type Shared []uint64

// has reports whether the line that text begins with is one of the paragraphs.
func (s Shared) has(text string) bool {
	if len(s) == 0 {
		return false
	}
	line := text
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		line = text[:i+1]
	}
	if len(line) < sharedLength {
		return false
	}
	_, ok := slices.BinarySearch(s, hash(line))
	return ok
}

// hash is FNV-1a, 64 bits, over the text without its blanks, its letters of ASCII folded; it is never 0.
func hash(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		c := text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			continue
		case isCapital(c):
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return max(h, 1)
}
