package crawl

import (
	"context"
	"fmt"

	"demand/internal/job"
	"demand/sources"
)

// Preview reads a source until it has so many postings, and stores nothing. Of an archive it reads the newest edition.
// It also returns how many postings the source says it has, -1 if it does not say. Errors name the address.
func Preview(ctx context.Context, client Getter, s sources.Source, most int) (postings []job.Posting, total int, err error) {
	queue, total := s.Start(), -1
	for n := 0; len(queue) > 0 && len(postings) < most; n++ {
		if n == maxAnswers {
			return postings, total, errTooMany
		}
		req := queue[0]
		answer, err := client.Get(ctx, req.URL, s.Pace())
		if req.MayBeGone && isGone(err) {
			queue = queue[1:]
			continue
		}
		if err != nil {
			return postings, total, fmt.Errorf("%s: %w", req.URL, err)
		}
		page, err := parse(s, req, sources.Answer(answer))
		if err != nil {
			return postings, total, fmt.Errorf("%s: %w", req.URL, err)
		}
		total = max(total, page.Total)
		postings = append(postings, page.Postings...)
		queue = append(queue[1:], page.Next...)
		if len(page.Editions) > 0 {
			queue = []sources.Request{page.Editions[0].Start}
		}
	}
	return postings[:min(most, len(postings))], total, nil
}
