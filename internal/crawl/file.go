package crawl

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"time"

	"demand/internal/job"
	"demand/sources"
)

// A File is a file of postings to be imported.
type File struct {
	Name    string    // what its edition is called; postings that name no source belong to file/NAME
	At      time.Time // when it was last written
	Records iter.Seq2[sources.Record, error]
}

// A part is what a file says of one source.
type part struct {
	name     string
	edition  job.Edition
	postings []int // their numbers in the file
}

// Import stores the postings of a file as one edition for each source that it names. A record that cannot be read is
// the error, and then nothing of the file is stored. The results are by name of source.
func (c *Crawler) Import(ctx context.Context, f File) ([]Result, error) {
	began := c.Now()
	sp, err := newSpool(c.classify(nil))
	if err != nil {
		return nil, err
	}
	defer sp.close()
	var parts []*part
	byName := map[string]*part{}
	n := 0 // postings so far
	content := sha256.New()
	records := json.NewEncoder(content)
	at := f.At
	for r, err := range f.Records {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, fmt.Errorf("after %d postings, of which none is stored: %w", n, err)
		}
		name := "file/" + f.Name
		if r.Source != "" {
			name = "file/" + r.Source // a live source of that name has visits of its own
		}
		p := byName[name]
		if p == nil {
			p = &part{name: name}
			byName[name] = p
			parts = append(parts, p)
		}
		if day := r.Posting.PostedOn; day != 0 && (day < earliest || day > job.DateOf(c.Now())+1) {
			return nil, fmt.Errorf("posting %s is dated %s, which cannot be; after %d postings, of which none is stored", r.Posting.Key, day, n)
		} else if day > job.DateOf(at) {
			at = day.Time() // copies of a file may be dated before what is in it
		}
		if err := records.Encode(r); err != nil {
			return nil, err
		}
		p.postings = append(p.postings, n)
		widen(&p.edition, r.Posting.PostedOn)
		if err := sp.add([]job.Posting{r.Posting}); err != nil {
			return nil, err
		}
		n++
		c.tell(Event{Source: name, Edition: f.Name, Answers: n})
	}
	if err := sp.flush(); err != nil {
		return nil, err
	}
	edition := fmt.Sprintf("%s %x", f.Name, content.Sum(nil)[:6]) // another file may have the same name
	var results []Result
	for _, p := range parts {
		p.edition.Name = edition
		if p.edition.OpenedOn == 0 {
			widen(&p.edition, job.DateOf(at))
		}
		v := job.Visit{Source: job.Source{Name: p.name, Kind: "file", Archive: true, Interval: 31}, Edition: p.edition, At: at, Took: c.Now().Sub(began)}
		r := Result{Source: p.name, State: Known}
		if err := c.save(ctx, v, sp.those(slices.Values(p.postings)), &r); err != nil {
			return results, err
		}
		results = append(results, r)
	}
	return results, c.Store.Fold(ctx)
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
