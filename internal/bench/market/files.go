package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"demand/internal/bench/made"
	"demand/internal/job"
)

// postings calls f for each posting, day by day.
func postings(ctx context.Context, m *made.Market, f func(p *made.Posting) error) error {
	for day := m.From; day < m.End(); day++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		from, to := m.Numbers(day)
		for n := from; n < to; n++ {
			p := m.At(n)
			if err := f(&p); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeJSONL writes all postings in the keys that demand import reads.
func writeJSONL(ctx context.Context, w io.Writer, m *made.Market) error {
	enc := json.NewEncoder(w)
	return postings(ctx, m, func(p *made.Posting) error {
		listed := m.Listing(p, "")
		return enc.Encode(map[string]any{
			"id": listed.Key, "url": listed.URL, "title": listed.Title, "employer": listed.Employer, "place": listed.Places,
			"requisition": listed.Requisition, "posted_on": listed.PostedOn, "description": m.HTML(p),
		})
	})
}

// The truth is one JSON object:
//
//	made_up   true
//	options   postings, days, boards, seed, from, every
//	planted   rising: the skill that is named more often from the day "since" on, on all boards;
//	          mix: the skill that only boards name more often which join after it
//	boards    name, joined: the day of the first visit, failed: the days of visits that fail
//	postings  id, job: the id of the first posting of the same job, board, employer, opened_on, closed_on, roles, skills: slugs

type truthOptions struct {
	Postings int      `json:"postings"`
	Days     int      `json:"days"`
	Boards   int      `json:"boards"`
	Seed     uint64   `json:"seed"`
	From     job.Date `json:"from"`
	Every    int      `json:"every"`
}

type truthPlanted struct {
	Rising string   `json:"rising"`
	Mix    string   `json:"mix"`
	Since  job.Date `json:"since"`
}

type truthBoard struct {
	Name   string     `json:"name"`
	Joined job.Date   `json:"joined"`
	Failed []job.Date `json:"failed,omitempty"`
}

type truthPosting struct {
	ID       string   `json:"id"`
	Job      string   `json:"job"`
	Board    string   `json:"board"`
	Employer string   `json:"employer"`
	OpenedOn job.Date `json:"opened_on"`
	ClosedOn job.Date `json:"closed_on"`
	Roles    []string `json:"roles"`
	Skills   []string `json:"skills"`
}

// writeTruth writes what is true of the market, a line for each board and posting.
func writeTruth(ctx context.Context, w io.Writer, m *made.Market, every int) error {
	text := func(s string) error {
		_, err := io.WriteString(w, s)
		return err
	}
	item := func(before string, v any) error {
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		return text(before + string(b))
	}
	if err := item("{\"made_up\":true,\n\"options\":", truthOptions{m.Postings, m.Days, m.Boards, m.Seed, m.From, every}); err != nil {
		return err
	}
	if err := item(",\n\"planted\":", truthPlanted{m.Skills[m.Rising].Slug, m.Skills[m.Calm].Slug, m.End() - made.Season}); err != nil {
		return err
	}
	before := ",\n\"boards\":[\n"
	for board := range m.Boards {
		b := truthBoard{Name: m.BoardName(board), Joined: m.Joined(board)}
		for _, day := range m.Rounds(every) {
			if day >= b.Joined && m.Fails(board, day) {
				b.Failed = append(b.Failed, day)
			}
		}
		if err := item(before, b); err != nil {
			return err
		}
		before = ",\n"
	}
	before = "],\n\"postings\":[\n"
	err := postings(ctx, m, func(p *made.Posting) error {
		first := made.Posting{Number: p.Job}
		t := truthPosting{
			ID: p.Key(), Job: first.Key(), Board: m.BoardName(p.Board), Employer: m.EmployerName(p.Employer),
			OpenedOn: p.OpenedOn, ClosedOn: p.ClosedOn, Roles: p.Roles.Names(), Skills: []string{},
		}
		for _, k := range p.Skills {
			t.Skills = append(t.Skills, m.Skills[k.Skill].Slug)
		}
		defer func() { before = ",\n" }()
		return item(before, t)
	})
	if err != nil {
		return err
	}
	return text("]}\n")
}

// writeWARC writes the visits of all boards, round by round, as WARC/1.1: for each visit a response record in a gzip
// member of its own (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/).
func writeWARC(ctx context.Context, w io.Writer, m *made.Market, every int) error {
	packer := gzip.NewWriter(w)
	record := func(id int, at time.Time, fields string, block []byte) error {
		packer.Reset(w)
		_, err := fmt.Fprintf(packer, "WARC/1.1\r\n%sWARC-Record-ID: <urn:made-up:%d:%d>\r\nWARC-Date: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			fields, m.Seed, id, at.Format(time.RFC3339), len(block), block)
		return errors.Join(err, packer.Close())
	}
	about := "software: internal/bench/market\r\ndescription: a made-up job market; no employer and no posting is real\r\n"
	if err := record(0, m.From.Time(), "WARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n", []byte(about)); err != nil {
		return err
	}
	id := 0
	for _, day := range m.Rounds(every) {
		for board, numbers := range m.Open(day) {
			if day < m.Joined(board) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			status, body := http.StatusOK, boardAnswer(m, numbers)
			if m.Fails(board, day) {
				status, body = http.StatusServiceUnavailable, []byte("down for maintenance")
			}
			var block bytes.Buffer
			fmt.Fprintf(&block, "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", status, http.StatusText(status), len(body))
			block.Write(body)
			id++
			fields := "WARC-Type: response\r\nWARC-Target-URI: https://boards-api.greenhouse.io/v1/boards/" + m.BoardName(board) +
				"/jobs?content=true\r\nContent-Type: application/http; msgtype=response\r\n"
			if err := record(id, made.VisitedAt(board, day), fields, block.Bytes()); err != nil {
				return err
			}
		}
	}
	return nil
}

// boardAnswer is what the job board API of Greenhouse answers for a board.
func boardAnswer(m *made.Market, numbers []int32) []byte {
	jobs := make([]map[string]any, len(numbers))
	for i, n := range numbers {
		p := m.At(int(n))
		listed := m.Listing(&p, "")
		id, err := strconv.Atoi(listed.Key)
		if err != nil {
			panic(err) // keys are numbers
		}
		requisition := p.Number
		if listed.Requisition != "" {
			requisition = p.Requisition
		}
		jobs[i] = map[string]any{
			"id": id, "internal_job_id": requisition + 1, "title": p.Title, "company_name": listed.Employer, "absolute_url": listed.URL,
			"location":        map[string]string{"name": p.Place},
			"first_published": p.OpenedOn.Time().Format(time.RFC3339), "content": m.HTML(&p),
		}
	}
	b, err := json.Marshal(map[string]any{"jobs": jobs, "meta": map[string]int{"total": len(jobs)}})
	if err != nil {
		panic(err) // maps of texts and numbers
	}
	return b
}
