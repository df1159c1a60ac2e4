package store

import (
	"encoding/binary"
	"errors"
	"slices"

	"demand/internal/job"
)

// The facts of a day are packed one behind the other, each as unsigned varints (encoding/binary):
//
//	flags      1 head, 2 flow, 4 listing, 8 job closed on another day than the posting; remote in bits 4 and 5; 64 pay; 128 gaps
//	source, employer, roles, seniority
//	closed     0 while open, else 1 + days since the opening
//	job closed the same, only if its flag is set
//	gaps       of the posting, then of the job: n, then n times days since the opening or the gap before, length − 1; only if their flag is set
//	b, then b sources of the earlier postings of the job, only of a listing that is no head
//	language   n, then n letters
//	pay        min, max − min, currency as a language is, index of its period; only if its flag is set
//	n, then n times: place − place before
//	n, then n times: (skill − skill before) << 3 | strict << 2 | strength
//
// A record takes some 35 bytes with eight skills.

const (
	flagHead = 1 << iota
	flagFlow
	flagListing
	flagJobClosed
)

const (
	flagPay = 1 << (6 + iota)
	flagGaps
)

var (
	remotes = []job.Remote{job.RemoteUnknown, job.Onsite, job.Hybrid, job.FullyRemote}
	periods = []string{"", "hour", "day", "week", "month", "year"}
)

// appendFact packs one fact.
func appendFact(b []byte, f *Fact) []byte {
	flags := uint64(max(0, slices.Index(remotes, f.Remote))) << 4
	for i, set := range []bool{f.Head, f.Flow, f.Listing, f.JobClosed != f.Closed} {
		if set {
			flags |= 1 << i
		}
	}
	if f.Pay != (job.Pay{}) {
		flags |= flagPay
	}
	if len(f.Gaps)+len(f.JobGaps) > 0 {
		flags |= flagGaps
	}
	since := func(closed job.Date) uint64 {
		if closed == 0 {
			return 0
		}
		return uint64(max(0, closed-f.Day)) + 1
	}
	for _, v := range []uint64{flags, uint64(f.Source), uint64(f.Employer), uint64(f.Roles), uint64(f.Seniority), since(f.Closed)} {
		b = binary.AppendUvarint(b, v)
	}
	if flags&flagJobClosed != 0 {
		b = binary.AppendUvarint(b, since(f.JobClosed))
	}
	if flags&flagGaps != 0 {
		b = appendGaps(appendGaps(b, f.Day, f.Gaps), f.Day, f.JobGaps)
	}
	if f.Listing && !f.Head {
		b = binary.AppendUvarint(b, uint64(len(f.Before)))
		for _, source := range f.Before {
			b = binary.AppendUvarint(b, uint64(source))
		}
	}
	b = appendWord(b, f.Language)
	if flags&flagPay != 0 {
		b = binary.AppendUvarint(b, uint64(f.Pay.Min))
		b = binary.AppendUvarint(b, uint64(f.Pay.Max-f.Pay.Min))
		b = appendWord(b, f.Pay.Currency)
		b = binary.AppendUvarint(b, uint64(max(0, slices.Index(periods, f.Pay.Period))))
	}
	b = binary.AppendUvarint(b, uint64(len(f.Places)))
	before := int32(0)
	for _, id := range f.Places {
		b = binary.AppendUvarint(b, uint64(id-before))
		before = id
	}
	b = binary.AppendUvarint(b, uint64(len(f.Skills)))
	before = 0
	for _, s := range f.Skills {
		b = binary.AppendUvarint(b, uint64(s.ID-before)<<3|uint64(number(s.Strict))<<2|uint64(s.Strength))
		before = s.ID
	}
	return b
}

// appendGaps packs gaps behind an opening.
func appendGaps(b []byte, day job.Date, gaps []Gap) []byte {
	b = binary.AppendUvarint(b, uint64(len(gaps)))
	for _, g := range gaps {
		b = binary.AppendUvarint(b, uint64(g.From-day))
		b = binary.AppendUvarint(b, uint64(g.To-g.From))
		day = g.To
	}
	return b
}

// appendWord packs a short word.
func appendWord(b []byte, word string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(word))), word...)
}

var errPacked = errors.New(`the packed facts are damaged; "demand db rebuild-counts" makes them anew`)

// readFact unpacks the first fact of b into f, whose Day is set, and returns what is behind it.
func readFact(b []byte, f *Fact) ([]byte, error) {
	bad := false
	at := 0
	next := func() uint64 {
		var v uint64
		for shift := 0; at < len(b) && shift < 64; shift += 7 {
			c := b[at]
			at++
			if c < 0x80 {
				return v | uint64(c)<<shift
			}
			v |= uint64(c&0x7f) << shift
		}
		bad = true
		return 0
	}
	day := func() job.Date {
		v := next()
		if v == 0 {
			return 0
		}
		return f.Day + job.Date(v) - 1
	}
	flags := next()
	f.Head, f.Flow, f.Listing = flags&flagHead != 0, flags&flagFlow != 0, flags&flagListing != 0
	f.Remote = remotes[flags>>4&3]
	f.Source, f.Employer = int32(next()), int32(next())
	f.Roles, f.Seniority = job.Roles(next()), job.Seniority(next())
	f.Closed = day()
	f.JobClosed = f.Closed
	if flags&flagJobClosed != 0 {
		f.JobClosed = day()
	}
	f.Gaps, f.JobGaps = f.Gaps[:0], f.JobGaps[:0]
	if flags&flagGaps != 0 {
		for _, gaps := range []*[]Gap{&f.Gaps, &f.JobGaps} {
			n := next()
			if n > uint64(len(b)-at) {
				return nil, errPacked
			}
			last := f.Day
			for range n {
				g := Gap{From: last + job.Date(next())}
				g.To = g.From + job.Date(next())
				*gaps = append(*gaps, g)
				last = g.To
			}
		}
	}
	f.Before = f.Before[:0]
	if f.Listing && !f.Head {
		n := next()
		if n > uint64(len(b)-at) {
			return nil, errPacked
		}
		for range n {
			f.Before = append(f.Before, int32(next()))
		}
	}
	word := func(old string) string {
		n := next()
		if n > uint64(len(b)-at) {
			bad = true
			return ""
		}
		at += int(n)
		if w := b[at-int(n) : at]; string(w) != old { // most are as that of the fact before: no new string for these
			return string(w)
		}
		return old
	}
	f.Language = word(f.Language)
	currency := f.Pay.Currency
	f.Pay = job.Pay{}
	if flags&flagPay != 0 {
		low := int64(next())
		f.Pay = job.Pay{Min: low, Max: low + int64(next()), Currency: word(currency)}
		period := next()
		if period >= uint64(len(periods)) {
			return nil, errPacked
		}
		f.Pay.Period = periods[period]
	}
	n := next()
	if n > uint64(len(b)-at) {
		return nil, errPacked
	}
	f.Places = f.Places[:0]
	id := int32(0)
	for range n {
		id += int32(next())
		f.Places = append(f.Places, id)
	}
	if n = next(); n > uint64(len(b)-at) {
		return nil, errPacked
	}
	f.Skills = f.Skills[:0]
	id = 0
	for range n {
		v := next()
		id += int32(v >> 3)
		f.Skills = append(f.Skills, FactSkill{ID: id, Strength: job.Strength(v & 3), Strict: v&4 != 0})
	}
	if bad {
		return nil, errPacked
	}
	return b[at:], nil
}
