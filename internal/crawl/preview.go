package crawl

import (
	"context"
	"errors"
	"fmt"
	"time"

	"demand/internal/job"
	"demand/sources"
)

var errEnough = errors.New("enough was read")

// Preview reads a source until it has so many postings, and stores nothing. Of an archive it reads the newest edition.
// It also returns how many postings the source says it has, -1 if it does not say. Errors name the address.
func Preview(ctx context.Context, client Getter, s sources.Source, most int) (postings []job.Posting, total int, err error) {
	total = -1
	if files, ok := s.(sources.File); ok {
		postings, err = previewFiles(ctx, files, most)
		return postings, total, err
	}
	c := &Crawler{Client: client}
	for start := s.Start(); len(start) > 0; {
		t := task{source: s, start: start}
		start = nil
		err := c.pages(ctx, t, func(p sources.Page, _ time.Time) error {
			total = max(total, p.Total)
			postings = append(postings, p.Postings...)
			if len(p.Editions) > 0 {
				start = []sources.Request{p.Editions[0].Start}
			}
			if len(postings) >= most || start != nil {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return postings, total, err
		}
	}
	return postings[:min(most, len(postings))], total, nil
}

// previewFiles reads so many postings from the files of a source.
func previewFiles(ctx context.Context, s sources.File, most int) (postings []job.Posting, err error) {
	paths, err := filesOf(s)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		f, err := OpenFile(ctx, path)
		if err != nil {
			return postings, err
		}
		for r, err := range f.Records {
			if err != nil {
				return postings, errors.Join(fmt.Errorf("%s: %w", path, err), f.Close())
			}
			if postings = append(postings, r.Posting); len(postings) == most {
				return postings, f.Close()
			}
		}
		if err := f.Close(); err != nil {
			return postings, err
		}
	}
	return postings, nil
}
