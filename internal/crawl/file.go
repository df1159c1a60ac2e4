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

// Import stores the postings of a file as one edition for each source that it names. A record that cannot be read is
// the error, and then nothing of the file is stored. The results are by name of source.
func (c *Crawler) Import(ctx context.Context, f File) ([]Result, error) {
	began := c.Now()
	sp, err := newSpool(c.classify(nil))
	if err != nil {
		return nil, err
	}
	defer sp.close()
	var names []string
	var of []int32 // the source of each posting in the spool
	editions := map[int32]*job.Edition{}
	content := sha256.New()
	records := json.NewEncoder(content)
	at := f.At
	for r, err := range f.Records {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, fmt.Errorf("after %d postings, of which none is stored: %w", len(of), err)
		}
		name := "file/" + f.Name
		if r.Source != "" {
			name = "file/" + r.Source // a live source of that name has visits of its own
		}
		i := slices.Index(names, name)
		if i < 0 {
			i = len(names)
			names = append(names, name)
			editions[int32(i)] = &job.Edition{}
		}
		if day := r.Posting.PostedOn; day != 0 && (day < earliest || day > job.DateOf(c.Now())+1) {
			return nil, fmt.Errorf("posting %s is dated %s, which cannot be; after %d postings, of which none is stored", r.Posting.Key, day, len(of))
		} else if day > job.DateOf(at) {
			at = day.Time() // copies of a file may be dated before what is in it
		}
		if err := records.Encode(r); err != nil {
			return nil, err
		}
		of = append(of, int32(i))
		widen(editions[int32(i)], r.Posting.PostedOn)
		if err := sp.add([]job.Posting{r.Posting}); err != nil {
			return nil, err
		}
		c.tell(Event{Source: name, Edition: f.Name, Answers: len(of)})
	}
	if err := sp.flush(); err != nil {
		return nil, err
	}
	edition := fmt.Sprintf("%s %x", f.Name, content.Sum(nil)[:6]) // another file may have the same name
	var results []Result
	for i, name := range names {
		e := editions[int32(i)]
		e.Name = edition
		if e.OpenedOn == 0 {
			widen(e, job.DateOf(at))
		}
		v := job.Visit{Source: job.Source{Name: name, Kind: "file", Archive: true, Interval: 31}, Edition: *e, At: at, Took: c.Now().Sub(began)}
		r := Result{Source: name, State: Known}
		if err := c.save(ctx, v, only(sp.postings(), of, int32(i)), &r); err != nil {
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

// only yields the postings whose number of is that of the source.
func only(postings iter.Seq2[job.Posting, error], of []int32, source int32) iter.Seq2[job.Posting, error] {
	return func(yield func(job.Posting, error) bool) {
		i := 0
		for p, err := range postings {
			if err != nil || of[i] == source {
				if !yield(p, err) {
					return
				}
			}
			i++
		}
	}
}
