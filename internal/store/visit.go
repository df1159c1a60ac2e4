package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/klauspost/compress/zstd"

	"demand/internal/job"
)

// batch is how many postings are read from a visit at a time.
const batch = 250

// SaveVisit stores a complete visit in one transaction: postings seen for the first time are added, changed
// ones are changed, those that came back are open again, and those that a live source no longer lists are
// closed. Postings must be classified by the taxonomy of SetTaxonomy. If the sequence yields an error,
// nothing is stored and the error is returned.
//
// A failed visit (visit.Err is set) stores its row alone, once for each instant; postings may be nil.
// A visit that is not newer than the last good one of the same source and edition changes nothing: its Outcome is Known.
// A live source that seems to have lost most of its postings is stored as a failed visit, and the error is ErrDoubted; see there.
func (db *DB) SaveVisit(ctx context.Context, visit job.Visit, postings iter.Seq2[job.Posting, error]) (job.Outcome, error) {
	out, err := db.saveVisit(ctx, visit, postings)
	if errors.Is(err, ErrDoubted) {
		visit.Err = err
		if _, err := db.saveVisit(ctx, visit, nil); err != nil {
			return job.Outcome{}, db.explain(err)
		}
		return job.Outcome{}, visit.Err
	}
	return out, db.explain(err)
}

func (db *DB) saveVisit(ctx context.Context, visit job.Visit, postings iter.Seq2[job.Posting, error]) (job.Outcome, error) {
	s := saver{db: db, visit: visit, day: job.DateOf(visit.At), days: map[job.Date]bool{}, employers: map[string]int32{}, places: placeIDs{}, touched: map[int32]bool{}}
	err := db.update(ctx, func(tx *sqlx.Tx) error {
		s.tx = tx
		return s.save(ctx, postings)
	})
	if err != nil {
		return job.Outcome{}, err
	}
	return s.out, nil
}

// saver is the state of one SaveVisit.
type saver struct {
	db    *DB
	tx    *sqlx.Tx
	visit job.Visit
	day   job.Date
	out   job.Outcome

	source    int32
	previous  job.Date // day of the source's last good visit; 0 if this is the first
	reread    bool     // other paragraphs are boilerplate now: all postings were classified anew
	shared    []any    // rows of the new boilerplate
	listed    bitset   // numbers of the postings that this visit lists
	joined    bool     // it lists one that the visit before it listed
	days      map[job.Date]bool
	employers map[string]int32 // by the name that postings give; 0 for none
	places    placeIDs
	touched   map[int32]bool // employers whose postings changed
	turned    []any          // postings that closed or came back
	single    []any          // changed postings of unknown employers
}

func (s *saver) save(ctx context.Context, postings iter.Seq2[job.Posting, error]) error {
	if err := s.saveSource(ctx); err != nil {
		return err
	}
	if s.visit.Err != nil {
		return s.saveFailure(ctx)
	}
	var last sql.NullInt64
	err := s.tx.GetContext(ctx, &last, `SELECT MAX(at) AS last FROM visit WHERE source = $1 AND edition = $2 AND failure = ''`, s.source, s.visit.Edition.Name)
	if err != nil {
		return err
	}
	if last.Valid && s.visit.At.Unix() <= last.Int64 {
		s.out.Known = true
		return nil
	}
	if last.Valid {
		s.previous = job.Date(last.Int64 / 86400)
	}
	if err := s.compareShared(ctx); err != nil {
		return err
	}
	for part, err := range batches(postings, batch) {
		if err != nil {
			return err
		}
		if err := s.savePart(ctx, part); err != nil {
			return err
		}
	}
	if err := s.doubt(ctx); err != nil {
		return err
	}
	if err := s.writeShared(ctx); err != nil {
		return err
	}
	if s.visit.Source.ListsOpen() {
		if err := s.closeUnlisted(ctx); err != nil {
			return err
		}
	}
	if err := s.saveCover(ctx); err != nil {
		return err
	}
	if err := s.markDirty(ctx); err != nil {
		return err
	}
	return s.saveRow(ctx)
}

func (s *saver) saveSource(ctx context.Context) error {
	v := s.visit.Source
	var old []struct {
		Technical bool `db:"technical"`
		Archive   bool `db:"archive"`
		Newest    bool `db:"newest"`
	}
	if err := s.tx.SelectContext(ctx, &old, `SELECT technical, archive, newest FROM source WHERE name = $1`, v.Name); err != nil {
		return err
	}
	err := s.tx.GetContext(ctx, &s.source, `
		INSERT INTO source (name, kind, employer, technical, archive, newest, interval_days, credit)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, employer = excluded.employer, technical = excluded.technical,
			archive = excluded.archive, newest = excluded.newest, interval_days = excluded.interval_days, credit = excluded.credit
		RETURNING id`,
		v.Name, v.Kind, v.Employer, number(v.Technical), number(v.Archive), number(v.Newest), v.Interval, v.Credit)
	switch {
	case err != nil || len(old) == 0:
	case old[0].Archive != v.Archive || old[0].Newest != v.Newest: // the days on which jobs are open are others now
		_, err = s.tx.ExecContext(ctx, `UPDATE fact SET dirty = 1`)
	case old[0].Technical != v.Technical: // what of its postings counts as technical is another thing now
		_, err = s.tx.ExecContext(ctx, `UPDATE fact SET dirty = 1 WHERE day IN (SELECT opened_on FROM posting WHERE source = $1)`, s.source)
	}
	return err
}

// compareShared notes whether the source's boilerplate is another one now. So few postings that it cannot be known keep the old one.
func (s *saver) compareShared(ctx context.Context) error {
	if !s.visit.Source.ListsOpen() || s.visit.Shared == nil {
		return nil
	}
	var old []int64
	if err := s.tx.SelectContext(ctx, &old, `SELECT paragraph FROM boilerplate WHERE source = $1`, s.source); err != nil {
		return err
	}
	now := make([]int64, len(s.visit.Shared))
	var rows []any
	for i, h := range s.visit.Shared {
		now[i] = int64(h)
		rows = append(rows, s.source, now[i])
	}
	slices.Sort(old)
	slices.Sort(now)
	if slices.Equal(old, now) {
		return nil
	}
	s.reread, s.shared = true, rows
	return nil
}

// writeShared replaces the boilerplate by that which compareShared found to be another one.
func (s *saver) writeShared(ctx context.Context) error {
	if !s.reread {
		return nil
	}
	if _, err := s.tx.ExecContext(ctx, `DELETE FROM boilerplate WHERE source = $1`, s.source); err != nil {
		return err
	}
	return s.db.bulk(ctx, s.tx, `INSERT INTO boilerplate (source, paragraph) VALUES`, 2, s.shared, "")
}

func (s *saver) saveRow(ctx context.Context) error {
	failure := ""
	if s.visit.Err != nil {
		failure = s.visit.Err.Error()
	}
	_, err := s.tx.ExecContext(ctx, `
		INSERT INTO visit (source, edition, at, took_ms, failure, postings, added, closed, reopened, changed, unchanged)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		s.source, s.visit.Edition.Name, s.visit.At.Unix(), s.visit.Took.Milliseconds(), failure,
		s.out.Postings, s.out.New, s.out.Closed, s.out.Reopened, s.out.Changed, s.out.Unchanged)
	return err
}

// saveFailure stores the row of a failed visit, unless a recording of it was read before.
func (s *saver) saveFailure(ctx context.Context) error {
	var same int
	err := s.tx.GetContext(ctx, &same, `SELECT COUNT(*) AS same FROM visit WHERE source = $1 AND edition = $2 AND at = $3`, s.source, s.visit.Edition.Name, s.visit.At.Unix())
	if err != nil {
		return err
	}
	if same > 0 {
		s.out.Known = true
		return nil
	}
	return s.saveRow(ctx)
}

// known is what the store holds of a posting that a visit lists again.
type known struct {
	ID       int32    `db:"id"`
	Ident    string   `db:"ident"`
	Employer int32    `db:"employer"`
	OpenedOn job.Date `db:"opened_on"`
	ClosedOn job.Date `db:"closed_on"`
	ListedOn job.Date `db:"listed_on"`
	Digest   []byte   `db:"digest"`
}

func (s *saver) savePart(ctx context.Context, part []job.Posting) error {
	args := []any{s.source}
	for _, p := range part {
		if p.Key == "" {
			return fmt.Errorf("%s: a posting without a key: %q", s.visit.Source.Name, p.Title)
		}
		args = append(args, p.Key)
	}
	var rows []known
	err := s.tx.SelectContext(ctx, &rows, `
		SELECT id, ident, employer, opened_on, closed_on, listed_on, digest FROM posting
		WHERE source = $1 AND ident IN `+s.db.list(2, len(part)), args...)
	if err != nil {
		return err
	}
	have := make(map[string]known, len(rows))
	for _, k := range rows {
		have[k.Ident] = k
	}
	if err := s.db.saveEmployers(ctx, s.tx, companies(part), s.employers); err != nil {
		return err
	}
	for i := range part {
		s.places.want(part[i].Facts.Places)
	}
	if err := s.db.savePlaces(ctx, s.tx, s.places); err != nil {
		return err
	}
	var added []*job.Posting
	var again, still, gaps []any
	fresh := map[string]bool{}
	for i := range part {
		p := &part[i]
		k, ok := have[p.Key]
		if fresh[p.Key] || ok && s.listed.has(k.ID) {
			s.out.Repeated++
			continue
		}
		s.out.Postings++
		if !ok {
			fresh[p.Key] = true
			added = append(added, p)
			continue
		}
		s.listed.add(k.ID)
		same := bytes.Equal(k.Digest, digest(p))
		if k.ClosedOn != 0 && s.visit.Source.ListsOpen() {
			s.out.Reopened++
			again = append(again, k.ID)
			if from := max(k.ClosedOn, k.ListedOn+1); from < s.day {
				gaps = append(gaps, k.ID, from, s.day-1)
			}
			s.touch(k.ID, k.OpenedOn, k.Employer)
		} else if same {
			s.out.Unchanged++
		}
		if s.visit.Source.Newest {
			still = append(still, k.ID)
			s.joined = s.joined || k.ListedOn >= s.previous
			s.touchEmployer(k.ID, k.Employer)
		}
		if !same {
			s.out.Changed++
		}
		if !same || s.reread {
			if err := s.change(ctx, k, p); err != nil {
				return err
			}
		}
	}
	if len(still) > 0 { // it does not say what is open, but what it lists is listed
		args := append([]any{s.day}, still...)
		if _, err := s.tx.ExecContext(ctx, `UPDATE posting SET listed_on = $1 WHERE id IN `+s.db.list(2, len(still)), args...); err != nil {
			return err
		}
	}
	if len(again) > 0 {
		if _, err := s.tx.ExecContext(ctx, `UPDATE posting SET closed_on = 0, listed_on = 0 WHERE id IN `+s.db.list(1, len(again)), again...); err != nil {
			return err
		}
		s.turned = append(s.turned, again...)
	}
	if err := s.db.bulk(ctx, s.tx, `INSERT INTO posting_gap (posting, from_day, to_day) VALUES`, 3, gaps, ""); err != nil {
		return err
	}
	return s.add(ctx, added)
}

// opening returns the day on which a posting that is listed for the first time was opened, and whether that
// opening was seen. The first visit of a live source finds the survivors of older openings.
func (s *saver) opening(p *job.Posting) (job.Date, bool) {
	switch {
	case s.visit.Source.Archive:
		day := p.PostedOn
		if day == 0 {
			day = s.visit.Edition.OpenedOn
		}
		return min(day, s.day), true
	case p.PostedOn == 0:
		return s.day, s.previous != 0
	case s.previous == 0:
		return min(p.PostedOn, s.day), false
	default:
		return min(max(p.PostedOn, s.previous+1), s.day), true
	}
}

const postingColumns = `source, ident, job, edition, url, title, employer, company, requisition, places, remote, pay_min, pay_max, currency, period,
	language, text_language, posted_on, opened_on, listed_on, closed_on, is_flow, lead, unsure, roles, seniority, version, digest, signature`

func (s *saver) add(ctx context.Context, added []*job.Posting) error {
	var args []any
	for _, p := range added {
		opened, flow := s.opening(p)
		employer := s.employers[p.Employer]
		var listed, closed job.Date
		if !s.visit.Source.ListsOpen() {
			listed, closed = opened, opened // it does not say how long a posting stays open
		}
		if s.visit.Source.Newest {
			listed = s.day
		}
		args = append(args, s.source, p.Key, 0, s.visit.Edition.Name, p.URL, p.Title, employer, p.Employer, p.Requisition,
			strings.Join(p.Places, "\n"), string(p.Remote), p.Pay.Min, p.Pay.Max, p.Pay.Currency, p.Pay.Period,
			p.Language, p.Facts.Language, p.PostedOn, opened, listed, closed, number(flow), number(p.Lead != ""), number(p.Unsure), uint32(p.Facts.Roles), uint16(p.Facts.Seniority), p.Facts.Version,
			digest(p), signature(p.Text))
		s.days[opened] = true
	}
	ids, err := s.db.bulkNumbered(ctx, s.tx, `INSERT INTO posting (`+postingColumns+`) VALUES`, 29, args, "")
	if err != nil {
		return err
	}
	var texts, skills, places []any
	for _, p := range added {
		id := ids[p.Key]
		s.listed.add(id)
		texts = append(texts, id, pack(p.Text))
		if skills, err = s.db.skillRows(skills, id, p); err != nil {
			return err
		}
		places = s.places.rows(places, id, p.Facts.Places)
		s.touchEmployer(id, s.employers[p.Employer])
	}
	s.out.New += len(added)
	if err := s.db.bulk(ctx, s.tx, `INSERT INTO posting_text (posting, body) VALUES`, 2, texts, ""); err != nil {
		return err
	}
	if err := s.db.bulk(ctx, s.tx, `INSERT INTO posting_place (posting, place) VALUES`, 2, places, ""); err != nil {
		return err
	}
	return s.db.bulk(ctx, s.tx, `INSERT INTO posting_skill (posting, skill, strength, strict) VALUES`, 4, skills, "")
}

// change writes what a source now says of a posting, and what it means now. Its opening stays.
func (s *saver) change(ctx context.Context, k known, p *job.Posting) error {
	employer := s.employers[p.Employer]
	s.touch(k.ID, k.OpenedOn, k.Employer)
	s.touch(k.ID, k.OpenedOn, employer)
	_, err := s.tx.ExecContext(ctx, `
		UPDATE posting SET url = $2, title = $3, employer = $4, requisition = $5, places = $6, remote = $7, pay_min = $8, pay_max = $9,
			currency = $10, period = $11, language = $12, posted_on = $13, unsure = $14, roles = $15, seniority = $16, version = $17, digest = $18, signature = $19, company = $20, lead = $21, text_language = $22
		WHERE id = $1`,
		k.ID, p.URL, p.Title, employer, p.Requisition, strings.Join(p.Places, "\n"), string(p.Remote), p.Pay.Min, p.Pay.Max,
		p.Pay.Currency, p.Pay.Period, p.Language, p.PostedOn, number(p.Unsure), uint32(p.Facts.Roles), uint16(p.Facts.Seniority), p.Facts.Version, digest(p), signature(p.Text),
		p.Employer, number(p.Lead != ""), p.Facts.Language)
	if err != nil {
		return err
	}
	if _, err := s.tx.ExecContext(ctx, `UPDATE posting_text SET body = $2 WHERE posting = $1`, k.ID, pack(p.Text)); err != nil {
		return err
	}
	for _, table := range []string{"posting_skill", "posting_place", "next_skill", "next_place", "next_posting"} {
		if _, err := s.tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE posting = $1`, k.ID); err != nil {
			return err
		}
	}
	skills, err := s.db.skillRows(nil, k.ID, p)
	if err != nil {
		return err
	}
	if err := s.db.bulk(ctx, s.tx, `INSERT INTO posting_place (posting, place) VALUES`, 2, s.places.rows(nil, k.ID, p.Facts.Places), ""); err != nil {
		return err
	}
	return s.db.bulk(ctx, s.tx, `INSERT INTO posting_skill (posting, skill, strength, strict) VALUES`, 4, skills, "")
}

func (db *DB) skillRows(args []any, posting int32, p *job.Posting) ([]any, error) {
	if p.Facts.Version != db.version {
		return nil, fmt.Errorf("posting %s is classified by taxonomy %q; the store was told of %q", p.Key, p.Facts.Version, db.version)
	}
	for _, f := range p.Facts.Skills {
		id, ok := db.skillIDs[f.Slug]
		if !ok {
			return nil, fmt.Errorf("posting %s names the skill %q, which the taxonomy lacks", p.Key, f.Slug)
		}
		args = append(args, posting, id, int(f.Strength), number(f.Strict))
	}
	return args, nil
}

// closeUnlisted closes the open postings of a live source that this visit did not list.
func (s *saver) closeUnlisted(ctx context.Context) error {
	var open []known
	err := s.tx.SelectContext(ctx, &open, `
		SELECT id, '' AS ident, employer, opened_on, closed_on, digest FROM posting WHERE source = $1 AND closed_on = 0`, s.source)
	if err != nil {
		return err
	}
	var gone []any
	for _, k := range open {
		if !s.listed.has(k.ID) {
			gone = append(gone, k.ID)
			s.touch(k.ID, k.OpenedOn, k.Employer)
		}
	}
	s.out.Closed = len(gone)
	s.turned = append(s.turned, gone...)
	for chunk := range slices.Chunk(gone, 1000) {
		args := append([]any{s.day, s.previous}, chunk...)
		if _, err := s.tx.ExecContext(ctx, `UPDATE posting SET closed_on = $1, listed_on = $2 WHERE id IN `+s.db.list(3, len(chunk)), args...); err != nil {
			return err
		}
	}
	return nil
}

// saveCover extends the run of days that the source covers, or begins another one.
func (s *saver) saveCover(ctx context.Context) error {
	if s.visit.Source.Archive {
		return s.saveEdition(ctx)
	}
	var newest []Cover
	if err := s.tx.SelectContext(ctx, &newest, `SELECT source, from_day, to_day FROM cover WHERE source = $1 ORDER BY to_day DESC, from_day DESC LIMIT 1`, s.source); err != nil {
		return err
	}
	// Where nothing is left of what a list of the newest held before, some may have come and gone unseen.
	missed := s.visit.Source.Newest && s.out.Postings > 0 && !s.joined
	if len(newest) > 0 && !missed && newest[0].To >= s.day-max(14, 2*job.Date(s.visit.Source.Interval)) {
		_, err := s.tx.ExecContext(ctx, `UPDATE cover SET to_day = $3 WHERE source = $1 AND from_day = $2`, s.source, newest[0].From, s.day)
		return err
	}
	_, err := s.tx.ExecContext(ctx, `INSERT INTO cover (source, from_day, to_day) VALUES ($1, $2, $2) ON CONFLICT (source, from_day) DO NOTHING`, s.source, s.day)
	return err
}

// saveEdition stores the edition of an archive, and joins its days with those of adjacent ones.
func (s *saver) saveEdition(ctx context.Context) error {
	e := s.visit.Edition
	_, err := s.tx.ExecContext(ctx, `
		INSERT INTO edition (source, name, opened_on, from_day, to_day, final) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (source, name) DO UPDATE SET opened_on = excluded.opened_on, from_day = excluded.from_day, to_day = excluded.to_day, final = excluded.final`,
		s.source, e.Name, e.OpenedOn, e.From, e.To, number(s.day >= e.OpenedOn+job.FinalAfter))
	if err != nil {
		return err
	}
	from, to := e.From, e.To
	var near []Cover
	err = s.tx.SelectContext(ctx, &near, `SELECT source, from_day, to_day FROM cover WHERE source = $1 AND to_day >= $2 AND from_day <= $3`, s.source, from-1, to+1)
	if err != nil {
		return err
	}
	for _, c := range near {
		from, to = min(from, c.From), max(to, c.To)
		if _, err := s.tx.ExecContext(ctx, `DELETE FROM cover WHERE source = $1 AND from_day = $2`, s.source, c.From); err != nil {
			return err
		}
	}
	_, err = s.tx.ExecContext(ctx, `INSERT INTO cover (source, from_day, to_day) VALUES ($1, $2, $3)`, s.source, from, to)
	return err
}

// touch remembers that a posting changed, and so the facts of its day and the jobs of its employer.
func (s *saver) touch(posting int32, day job.Date, employer int32) {
	s.days[day] = true
	s.touchEmployer(posting, employer)
}

func (s *saver) touchEmployer(posting, employer int32) {
	if employer == 0 {
		s.single = append(s.single, posting)
	} else {
		s.touched[employer] = true
	}
}

// markDirty leaves word of what has to be folded again.
func (s *saver) markDirty(ctx context.Context) error {
	if err := s.db.markDays(ctx, s.tx, s.days); err != nil {
		return err
	}
	var ids []any
	for _, id := range slices.Sorted(maps.Keys(s.touched)) {
		ids = append(ids, id)
	}
	for chunk := range slices.Chunk(ids, 1000) {
		if _, err := s.tx.ExecContext(ctx, `UPDATE employer SET dirty = 1 WHERE id IN `+s.db.list(1, len(chunk)), chunk...); err != nil {
			return err
		}
	}
	if err := s.markJobs(ctx); err != nil {
		return err
	}
	return s.singleJobs(ctx)
}

// markJobs marks the days of all postings of the jobs whose postings closed or came back: their facts tell when the job is open.
func (s *saver) markJobs(ctx context.Context) error {
	for chunk := range slices.Chunk(s.turned, 1000) {
		_, err := s.tx.ExecContext(ctx, `
			UPDATE fact SET dirty = 1 WHERE day IN (
				SELECT q.opened_on FROM posting p JOIN posting q ON q.job = p.job WHERE p.job <> 0 AND p.id IN `+s.db.list(1, len(chunk))+`)`, chunk...)
		if err != nil {
			return err
		}
	}
	return nil
}

// singleJobs makes each posting of an unknown employer a job of its own.
func (s *saver) singleJobs(ctx context.Context) error {
	for chunk := range slices.Chunk(s.single, 1000) {
		in := s.db.list(1, len(chunk))
		for _, text := range []string{
			`DELETE FROM job WHERE id IN ` + in,
			`UPDATE posting SET job = CASE WHEN unsure = 0 OR roles <> 0 THEN id ELSE 0 END WHERE employer = 0 AND id IN ` + in,
			`INSERT INTO job (id, employer, opened_on, closed_on, is_flow, roles, seniority, postings)
			SELECT id, employer, opened_on, closed_on, is_flow, roles, seniority, 1 FROM posting WHERE job = id AND employer = 0 AND id IN ` + in,
		} {
			if _, err := s.tx.ExecContext(ctx, text, chunk...); err != nil {
				return err
			}
		}
	}
	return nil
}

func (db *DB) markDays(ctx context.Context, tx *sqlx.Tx, days map[job.Date]bool) error {
	var args []any
	for _, d := range slices.Sorted(maps.Keys(days)) {
		args = append(args, d, 1, "", "", []byte{})
	}
	return db.bulk(ctx, tx, `INSERT INTO fact (day, dirty, hash, version, packed) VALUES`, 5, args, `ON CONFLICT (day) DO UPDATE SET dirty = 1`)
}

// digest is the hash of everything that a source says of a posting.
func digest(p *job.Posting) []byte {
	h := sha256.New()
	for _, field := range []string{
		p.URL, p.Title, p.Lead, p.Employer, p.Requisition, strings.Join(p.Places, "\n"), string(p.Remote),
		fmt.Sprint(p.Pay.Min, p.Pay.Max), p.Pay.Currency, p.Pay.Period, p.PostedOn.String(), p.Language, fmt.Sprint(p.Unsure), p.Text,
	} {
		fmt.Fprintf(h, "%d:%s", len(field), field)
	}
	return h.Sum(nil)[:16]
}

var (
	encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault))
	decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
)

func pack(text string) []byte { return encoder.EncodeAll([]byte(text), nil) }

func unpack(body []byte) (string, error) {
	text, err := decoder.DecodeAll(body, nil)
	return string(text), err
}

// batches groups a sequence; an error ends it.
func batches(seq iter.Seq2[job.Posting, error], size int) iter.Seq2[[]job.Posting, error] {
	return func(yield func([]job.Posting, error) bool) {
		var part []job.Posting
		for p, err := range seq {
			if err != nil {
				yield(nil, err)
				return
			}
			if part = append(part, p); len(part) == size {
				if !yield(part, nil) {
					return
				}
				part = part[:0]
			}
		}
		if len(part) > 0 {
			yield(part, nil)
		}
	}
}

// bitset is a set of small numbers.
type bitset []uint64

func (b bitset) has(i int32) bool { return int(i/64) < len(b) && b[i/64]&(1<<(i%64)) != 0 }

func (b *bitset) add(i int32) {
	for int(i/64) >= len(*b) {
		*b = append(*b, make([]uint64, 1+len(*b))...)
	}
	(*b)[i/64] |= 1 << (i % 64)
}
