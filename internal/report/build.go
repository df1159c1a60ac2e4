package report

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"demand/internal/job"
	"demand/internal/stats"
	"demand/internal/store"
)

// A Reader gives what a report counts. The store's DB is one; the contract of each method stands there.
type Reader interface {
	Facts(ctx context.Context, from, to job.Date) iter.Seq2[*store.Fact, error]
	Sources(ctx context.Context) ([]store.SourceRow, error)
	Covers(ctx context.Context) ([]store.Cover, error)
	OpenEditions(ctx context.Context) ([]store.OpenEdition, error)
	Skills(ctx context.Context) ([]store.SkillRow, error)
	Categories(ctx context.Context) ([]job.Category, error)
	EmployerName(ctx context.Context, id int32) (string, error)
	Agencies(ctx context.Context) ([]int32, error)
	Employers(ctx context.Context) ([]store.EmployerRow, error)
	Days(ctx context.Context, from, to job.Date) ([]store.DayState, error)
	Places(ctx context.Context) ([]store.PlaceRow, error)
	Visits(ctx context.Context, from, to job.Date) ([]store.VisitRow, error)
	Fills(ctx context.Context) ([]store.Fill, error)
}

// Build builds the report that Params.Report names, of skills or of what else jobs have, as of now, which only says what
// yesterday is. Where the store holds nothing for the parameters, the report says so (NoData). Errors wrap ErrUsage where
// the parameters are wrong.
func Build(ctx context.Context, db Reader, p Params, now time.Time) (*Skills, error) {
	if slices.Contains(documents, p.Report) {
		return nil, usage("the report %s is a document; a function of its own builds it", p.Report)
	}
	b, err := collect(ctx, db, p, now)
	if err != nil {
		return nil, err
	}
	if b.report.WhyNot != NoData {
		err = b.count(ctx)
	}
	return &b.report, err
}

// collect does what comes before the counting: it settles the windows and the panel and fills the sample, unless the
// report already says that there is no data.
func collect(ctx context.Context, db Reader, p Params, now time.Time) (*builder, error) {
	p, err := p.normalised()
	if err != nil {
		return nil, err
	}
	window, before, err := p.Windows(now)
	if err != nil {
		return nil, err
	}
	b := &builder{params: p, db: db}
	if err := b.load(ctx); err != nil {
		return nil, err
	}
	b.plan(window, before)
	if err := b.readStates(ctx); err != nil {
		return nil, err
	}
	if b.report.WhyNot != NoData {
		err = b.readFacts(ctx)
	}
	return b, err
}

// A builder holds what the steps of Build share.
type builder struct {
	params   Params
	db       Reader
	subject  subject
	sample   sample
	filter   *filter
	wide     []string       // the countries of the regions and cities asked for
	place    []int32        // of a source by its id in the store, an index into sample.sources, -1 for one that is not selected
	agencies map[int32]bool // employers that are staffing agencies

	window, before Days   // what is counted; before.To is 0 if nothing is
	read           []Days // what is read
	report         Skills
}

// load reads the small tables.
func (b *builder) load(ctx context.Context) error {
	skills, err := b.db.Skills(ctx)
	if err != nil {
		return err
	}
	order, err := b.db.Categories(ctx)
	if err != nil {
		return err
	}
	for _, slug := range b.params.Category {
		if len(order) == 0 {
			break // a store without anything in it knows no categories yet
		}
		var valid []string
		for _, c := range order {
			valid = append(valid, c.Slug)
		}
		if err := known("category", slug, valid); err != nil {
			return err
		}
	}
	agencies, err := b.db.Agencies(ctx)
	if err != nil {
		return err
	}
	b.agencies = make(map[int32]bool, len(agencies))
	for _, id := range agencies {
		b.agencies[id] = true
	}

	var places []store.PlaceRow
	if b.params.placed() || slices.Contains([]string{Places, PayReport, OneSkill}, b.params.Report) {
		if places, err = b.db.Places(ctx); err != nil {
			return err
		}
	}
	b.subject = subjectOf(b.params.Report, skills, order, places)
	if b.filter, err = b.filterOf(places); err != nil {
		return err
	}

	rows, err := b.db.Sources(ctx)
	if err != nil {
		return err
	}
	covers, err := b.db.Covers(ctx)
	if err != nil {
		return err
	}
	b.sample.names = len(b.subject.items)
	b.sample.sources, err = selected(b.params, rows, covers)
	return err
}

// plan settles what is counted, what it is compared with, and which sources can bear it.
func (b *builder) plan(window Days, before *Days) {
	r, p := &b.report, &b.params
	*r = Skills{
		Frame:      Frame{Report: p.Report, Program: p.Program, Basis: p.Basis},
		Categories: []Category{}, Movers: []Row{},
		Provenance: Provenance{Accuracy: p.Accuracy},
	}
	if before == nil {
		r.WhyNot = NotAsked
	}
	b.window = window
	days := []Days{window}
	if before != nil {
		b.before = *before
		days = append(days, *before)
	}
	switch {
	case p.Basis == New && b.choose(func(s *source) bool { return s.flows(p.Base, days...) }):
		b.explain(func(s *source) string { return s.whyNot(p.Base, days...) })
	case p.Basis == Open && b.chooseOpen(ends(days)...):
		b.window, b.before = lastDay(b.window), lastDay(b.before)
		b.explain(func(s *source) string { return s.whyNotOpen(ends(days)...) })
	default:
		r.WhyNot = cmp.Or(r.WhyNot, NoCommonSource)
		b.before = Days{}
		if r.WhyNot == NoCommonSource {
			r.Reason = b.whyNoneCompares(days)
		}
		b.planLevels(window)
		r.ComparedOn = comparableOn(*p, b.sample.sources, max(window.To, b.window.To))
	}
	p.Until = b.window.To
	r.Parameters = *p
	switch {
	case r.Basis == Open:
		b.read = []Days{{1, b.window.To}}
	case b.before.To == 0:
		b.read = []Days{b.window}
	case b.before.To+1 == b.window.From:
		b.read = []Days{{b.before.From, b.window.To}}
	default:
		b.read = []Days{b.before, b.window}
	}
}

// mostSources bounds how many sources a reason names.
const mostSources = 3

// whyNoneCompares says what the first sources lack for a comparison.
func (b *builder) whyNoneCompares(days []Days) string {
	var texts []string
	for i := range b.sample.sources {
		s := &b.sample.sources[i]
		why := s.whyNot(b.params.Base, days...)
		if b.params.Basis == Open {
			why = s.whyNotOpen(ends(days)...)
		}
		texts = append(texts, fmt.Sprintf("%s (%s)", s.Name, why))
	}
	if len(texts) == 0 {
		return ""
	}
	return "Not compared: " + some(texts, mostSources) + "."
}

// planLevels settles what can be said where nothing can be compared: what is open, else what is new.
func (b *builder) planLevels(window Days) {
	day := window.To
	if !b.chooseOpen(day) {
		day = b.params.Until
		if day == 0 {
			for i := range b.sample.sources {
				day = max(day, b.sample.sources[i].lastOpen())
			}
		}
	}
	switch {
	case day >= window.To && b.chooseOpen(day):
		b.report.Basis = Open
		b.window = Days{day, day}
		b.explain(func(s *source) string { return s.whyNotOpen(day) })
	case b.params.Basis == New && b.choose(func(s *source) bool { return s.flows(b.params.Base, window) }):
		b.explain(func(s *source) string { return s.whyNot(b.params.Base, window) })
	default:
		b.explain(func(s *source) string {
			if b.params.Basis == Open {
				return s.whyNotOpen(window.To)
			}
			return s.whyNot(b.params.Base, window)
		})
		b.empty()
	}
}

// choose makes a panel of the sources that ok takes, and reports whether there are any.
func (b *builder) choose(ok func(*source) bool) (some bool) {
	b.sample.panel = make([]bool, len(b.sample.sources))
	for i := range b.sample.sources {
		b.sample.panel[i] = ok(&b.sample.sources[i])
		some = some || b.sample.panel[i]
	}
	return some
}

func (b *builder) chooseOpen(days ...job.Date) bool {
	return b.choose(func(s *source) bool {
		return !slices.ContainsFunc(days, func(d job.Date) bool { return !s.open(d) })
	})
}

func ends(days []Days) (list []job.Date) {
	for _, d := range days {
		list = append(list, d.To)
	}
	return list
}

func lastDay(d Days) Days { return Days{d.To, d.To} }

// explain lists the sources that are not in the panel.
func (b *builder) explain(whyNot func(*source) string) {
	list := &Sources{Selected: len(b.sample.sources)}
	for i := range b.sample.sources {
		s := &b.sample.sources[i]
		if b.sample.panel[i] {
			list.Compared++
			if s.Credit != "" && !slices.Contains(b.report.Credits, s.Credit) {
				b.report.Credits = append(b.report.Credits, s.Credit)
			}
			continue
		}
		list.NotCompared = append(list.NotCompared, NotCompared{s.Name, whyNot(s)})
	}
	b.report.Sources = list
}

// empty makes the report one that says that its window holds nothing that can be counted: which day is the last with data,
// or what the sources with data in it cover.
func (b *builder) empty() {
	b.report.WhyNot = NoData
	b.report.Window, b.report.Before = &Window{Days: b.window}, nil
	b.report.Reason = b.whyEmpty()
}

func (b *builder) whyEmpty() string {
	var last, lastOpen job.Date
	var covered []string
	for i := range b.sample.sources {
		s := &b.sample.sources[i]
		last = max(last, s.LastOn)
		lastOpen = max(lastOpen, s.lastOpen())
		for _, c := range s.covers {
			if days := (Days{c.From, c.To}); days.overlaps(b.window) {
				covered = append(covered, fmt.Sprintf("%s from %s to %s", s.Name, c.From, c.To))
			}
		}
	}
	switch {
	case len(b.sample.sources) == 0:
		return `Nothing has been read yet. "demand crawl" reads the sources.`
	case last == 0:
		return `None of these sources has been read yet. "demand crawl" reads them, "demand sources list" says why not.`
	case b.params.Basis == Open && b.report.Sources.Compared == 0 && lastOpen > 0:
		return fmt.Sprintf("No source says what was open on %s. The last day of which one does is %s (--until %s).", b.window.To, lastOpen, lastOpen)
	case b.params.Basis == Open && b.report.Sources.Compared == 0:
		return fmt.Sprintf("No source says what was open on %s. --basis new counts what opened in a window.", b.window.To)
	case len(covered) == 0:
		return fmt.Sprintf("There is no data from %s to %s. The last day with data is %s (--until %s).", b.window.From, b.window.To, last, last)
	case b.report.Sources.Compared > 0:
		return fmt.Sprintf("The sources that were read throughout listed nothing that counts from %s to %s.", b.window.From, b.window.To)
	}
	hint := ""
	if b.params.Base == Jobs && slices.ContainsFunc(b.sample.sources, func(s source) bool { return s.Archive && s.flows(Postings, b.window) }) {
		hint = fmt.Sprintf(" In the first %d days of an archive reposts cannot be told from new jobs: --base postings counts them.", warmUp)
	}
	return fmt.Sprintf("There is nothing to count from %s to %s: no source covers all of these days with new %s. There are %s.%s",
		b.window.From, b.window.To, b.params.Base, some(covered, mostSources), hint)
}

// readStates reads what identifies the data: coverage, the hashes of days, the versions that classified them.
func (b *builder) readStates(ctx context.Context) error {
	r := &b.report
	data := &Data{Coverage: []Cover{}, Days: []DayHash{}}
	hash := sha256.New()
	for _, s := range b.sample.sources {
		for _, c := range s.covers {
			data.Coverage = append(data.Coverage, Cover{s.Name, Days{c.From, c.To}})
			fmt.Fprintf(hash, "cover %q %s %s\n", s.Name, c.From, c.To)
		}
	}
	for _, d := range b.read {
		states, err := b.db.Days(ctx, d.From, d.To)
		if err != nil {
			return err
		}
		for _, s := range states {
			data.Days = append(data.Days, DayHash{s.Day, s.Hash[:min(16, len(s.Hash))]})
			fmt.Fprintf(hash, "day %s %s\n", s.Day, s.Hash)
			switch {
			case len(data.Days) == 1:
				r.Taxonomy = s.Version
			case s.Version != r.Taxonomy:
				r.Taxonomy = mixed
			}
		}
	}
	data.Hash = hex.EncodeToString(hash.Sum(nil))
	r.Data = data
	if r.Accuracy != nil && r.Accuracy.Taxonomy != r.Taxonomy {
		r.Accuracy = nil
	}
	if r.Taxonomy == mixed && r.WhyNot == "" {
		r.WhyNot = TwoTaxonomies
	}

	editions, err := b.db.OpenEditions(ctx)
	if err != nil {
		return err
	}
	for i, s := range b.sample.sources {
		for _, e := range editions {
			d := Days{e.From, e.To}
			if e.Source == s.ID && b.sample.panel[i] && (d.overlaps(b.window) || b.before.To != 0 && d.overlaps(b.before)) {
				r.Sources.OpenEditions = append(r.Sources.OpenEditions, Edition{s.Name, e.Name, d})
			}
		}
	}
	return nil
}

// mixed is the version of days that several versions of the taxonomy classified.
const mixed = "mixed"

// readFacts fills the sample with what passes the filters.
func (b *builder) readFacts(ctx context.Context) error {
	var place []int32 // of a source by its id in the store, -1 for one that is not selected
	for i, s := range b.sample.sources {
		for int(s.ID) >= len(place) {
			place = append(place, -1)
		}
		place[s.ID] = int32(i)
	}
	found := false
	var out [2]leftOut // of those at the places asked for, and of those in their country
	b.place = place
	for _, days := range b.read {
		for f, err := range b.db.Facts(ctx, days.From, days.To) {
			if err != nil {
				return err
			}
			if int(f.Source) >= len(place) || place[f.Source] < 0 {
				continue
			}
			at := place[f.Source]
			src, inPanel := &b.sample.sources[at], b.sample.panel[at]
			asPosting, asJob := b.windows(f, src.Archive || src.Newest, inPanel)
			if asPosting|asJob == 0 {
				continue
			}
			found = found || inPanel && (asPosting|asJob)&inWindow != 0
			if !b.filter.speaks(f) {
				continue
			}
			where := b.filter.where(f)
			why := b.filter.leavesOut(f, src.Technical, where)
			if why == nothing {
				b.sample.add(b.filter.narrowed(f), at, asPosting, asJob, where == inCountry, &b.subject)
			}
			here := asJob
			if b.params.Base == Postings || why == notListing {
				here = asPosting
			}
			if inPanel && here&inWindow != 0 {
				out[1][why]++
				if where != inCountry {
					out[0][why]++
				}
			}
		}
	}
	if !found {
		b.empty()
		return nil
	}
	left := out[0]
	if b.widen(left[nothing]) {
		left = out[1]
	}
	b.report.Window = &Window{
		Days: b.window, NoRole: left[noRole], NotTechnical: left[notTechnical], NotListing: left[notListing], NoPlace: left[noPlace], Agencies: left[ofAgency],
	}
	if b.before.To != 0 {
		b.report.Before = &Window{Days: b.before}
	}
	b.sample.arrange()
	return nil
}

// widen makes a report of regions or cities with so few jobs one of their countries, and says so in it. A report that
// stays local forgets the others.
func (b *builder) widen(jobs int) bool {
	if len(b.wide) == 0 {
		return false
	}
	if jobs < floorChange {
		b.report.Widened = &Widened{Country: b.wide, Jobs: jobs}
		return true
	}
	s := &b.sample
	s.postings = slices.DeleteFunc(s.postings, func(p posting) bool { return p.wide })
	return false
}

// first reports whether a fact counts as its job: no earlier posting of the job is of a source that is compared, so that
// a source which joins late, or was not asked for, takes no job away. A fact of a source that is not compared
// is held against all that were asked for.
func (b *builder) first(f *store.Fact, inPanel bool) bool {
	if !f.Listing {
		return false
	}
	return !slices.ContainsFunc(f.Before, func(id int32) bool {
		at := int32(-1)
		if int(id) < len(b.place) {
			at = b.place[id]
		}
		return at >= 0 && (!inPanel || b.sample.panel[at])
	})
}

// windows returns the windows that a fact counts in, as a posting and as the head of its job.
func (b *builder) windows(f *store.Fact, archive, inPanel bool) (asPosting, asJob uint8) {
	if b.report.Basis == New {
		if !f.Flow {
			return 0, 0
		}
		if b.window.has(f.Day) {
			asPosting = inWindow
		} else if b.before.To != 0 && b.before.has(f.Day) {
			asPosting = inBefore
		}
		if b.first(f, inPanel) {
			asJob = asPosting
		}
		return asPosting, asJob
	}
	if archive {
		return 0, 0
	}
	for i, d := range [...]job.Date{b.window.To, b.before.To} {
		if d == 0 {
			continue
		}
		if f.OpenOn(d) {
			asPosting |= inWindow << i
		}
		if b.first(f, inPanel) && f.JobOpenOn(d) {
			asJob |= inWindow << i
		}
	}
	return asPosting, asJob
}

// count turns the sample into the report's numbers.
func (b *builder) count(ctx context.Context) error {
	r, s := &b.report, &b.sample
	base := variant{postings: b.params.Base == Postings, without: -1}
	periods := b.periods(base)
	var trends [][]int
	var ofGroup [][2]int
	var beside sync.WaitGroup
	beside.Go(func() {
		trends = s.trends(base, periods)
		ofGroup = s.ofGroups(base, &b.subject)
	})
	sizes, tallies := s.tally(base)
	beside.Wait()
	n1, n0 := int(sizes.N1), int(sizes.N0)
	b.fillWindows(base, sizes)
	if r.WhyNot == "" && min(n1, n0) < floorChange {
		r.WhyNot = TooFewJobs
	}

	r.Periods = periods

	deffs, shareDeffs := designEffects(sizes, tallies)
	list := make([]candidate, 0, len(tallies))
	for k, t := range tallies {
		if t.X1+t.X0 == 0 {
			continue
		}
		thing := b.subject.items[k]
		c := candidate{
			Row: Row{
				Skill: thing.slug, Name: thing.name, Category: b.subject.groups[thing.group].Slug,
				Jobs: int(t.X1), Of: n1, JobsBefore: int(t.X0), OfBefore: n0,
				Employers: t.later, Trend: trends[k],
			},
			change:    stats.Change{X1: int(t.X1), N1: n1, X0: int(t.X0), N0: n0, Deff: deffs.of(k)},
			shareDeff: shareDeffs.of(k),
			tested:    inFamily(&tallies[k]),
			item:      k,
		}
		c.shareOf(ofGroup[thing.group], r.WhyNot == "")
		list = append(list, c)
	}
	r.judge(list, n1, n0)
	beside.Go(func() { b.addPools(base, list) }) // it sets Pooled alone, which checkFragile does not look at
	b.checkFragile(base, list, sizes, tallies, deffs.median)
	beside.Wait()
	r.Movers = movers(list)
	if r.Report == "movers" {
		b.arrangeMovers(list)
	} else {
		b.arrangeGroups(list, ofGroup)
	}
	return b.nameLargest(ctx, list, tallies)
}

// fillWindows counts jobs and employers of the windows.
func (b *builder) fillWindows(v variant, sizes stats.Sizes) {
	later, earlier, _ := sizes.Employers()
	b.report.Window.Jobs, b.report.Window.Employers = int(sizes.N1), later
	if b.report.Before != nil {
		b.report.Before.Jobs, b.report.Before.Employers = int(sizes.N0), earlier
	}
	for i := range b.sample.postings {
		p := &b.sample.postings[i]
		in := v.in(p)
		if p.foreign && in&inWindow != 0 {
			b.report.Window.OtherLanguage++
		}
		for _, w := range []struct {
			window *Window
			bit    uint8
		}{{b.report.Window, inWindow}, {b.report.Before, inBefore}} {
			if in&w.bit != 0 && b.sample.sources[p.source].Archive {
				w.window.Archived++
			}
			switch {
			case in&w.bit == 0:
			case p.employer >= b.sample.known:
				w.window.Nameless++
			case b.agencies[p.employer]:
				w.window.Agencies++
			}
		}
	}
	for _, w := range []*Window{b.report.Window, b.report.Before} {
		if w != nil && w.Archived == w.Jobs {
			w.Archived = 0 // alike sources need no word
		}
	}
}

// inFamily reports whether an item is one of those that are tested.
func inFamily(t *tally) bool { return t.X1+t.X0 >= floorSkill && t.either >= floorEmployers }

// effects holds the design effects of all items.
type effects struct {
	own    []float64 // 0 where too few employers have jobs with the item
	median float64   // of the family
}

func (e effects) of(item int) float64 { return cmp.Or(e.own[item], e.median) }

// designEffects returns the design effects on changes and on the later shares.
func designEffects(sizes stats.Sizes, tallies []tally) (changes, shares effects) {
	changes.own, shares.own = make([]float64, len(tallies)), make([]float64, len(tallies))
	inflation := sizes.Inflation()
	var enough, all [2][]float64
	for k := range tallies {
		t := &tallies[k]
		if !inFamily(t) && t.later < floorClusters {
			continue
		}
		change, share := stats.ChangeDeff(sizes, t.Spread), inflation*stats.ShareDeff(sizes, t.Spread)
		if t.either >= floorClusters {
			changes.own[k] = change
		}
		if t.later >= floorClusters {
			shares.own[k] = share
		}
		for i, own := range []struct{ deff, used float64 }{{change, changes.own[k]}, {share, shares.own[k]}} {
			if inFamily(t) {
				all[i] = append(all[i], own.deff)
				if own.used != 0 {
					enough[i] = append(enough[i], own.used)
				}
			}
		}
	}
	for i, e := range []*effects{&changes, &shares} {
		// Few employers have any item of a small sample: their own effects are all there is.
		if e.median = stats.Median(enough[i]); e.median == 0 {
			e.median = max(1, stats.Median(all[i]))
		}
	}
	// A skill of few employers is often one that they cluster on: the median is then too small for its share.
	for k := range shares.own {
		if t := &tallies[k]; t.X1 > 0 && shares.own[k] == 0 {
			shares.own[k] = max(shares.median, inflation*stats.ShareDeff(sizes, t.Spread))
		}
	}
	return changes, shares
}

// periods returns the steps of the trend: whole weeks or months within what was read, at most the last 13.
func (b *builder) periods(v variant) []Period {
	if b.report.Basis == Open || b.report.Taxonomy == mixed {
		return nil
	}
	by := b.params.By
	if by == "" {
		var archived, all int
		for i := range b.sample.postings {
			if p := &b.sample.postings[i]; v.in(p) != 0 {
				all++
				if b.sample.sources[p.source].Archive {
					archived++
				}
			}
		}
		if by = "week"; 5*archived > all {
			by = "month"
		}
	}
	return steps(by, b.read[len(b.read)-1])
}

// steps returns the last 13 whole ISO weeks or months within the days, oldest first.
func steps(by string, within Days) (list []Period) {
	end := within.To - (within.To+4)%7 // 1970-01-04 was a Sunday
	if by == "month" {
		if end = within.To; end != end.MonthEnd() {
			end = end.MonthStart() - 1
		}
	}
	for len(list) < 13 {
		start := end - 6
		if by == "month" {
			start = end.MonthStart()
		}
		if start < within.From {
			break
		}
		list = append(list, Period{Days: Days{start, end}})
		end = start - 1
	}
	slices.Reverse(list)
	return list
}

// addPools puts the counts of all sources beside those of the compared ones, where the two differ.
func (b *builder) addPools(v variant, list []candidate) {
	if b.report.WhyNot != "" || !slices.ContainsFunc(b.sample.postings, func(p posting) bool {
		return !p.panel && v.anywhere(&p) != 0
	}) {
		return
	}
	n1, n0, pools := b.sample.pooled(v)
	for i := range list {
		c := &list[i]
		p := pools[c.item]
		c.Pooled = &Pooled{
			Jobs: p.x1, Of: n1, JobsBefore: p.x0, OfBefore: n0,
			Change: percent(p.within + p.mix), Within: percent(p.within), Mix: percent(p.mix),
		}
	}
}

// checkFragile counts again, in other ways, what looks like a change.
func (b *builder) checkFragile(base variant, list []candidate, sizes stats.Sizes, tallies []tally, median float64) {
	var suspects []*candidate
	wanted := make([]bool, b.sample.names)
	for i := range list {
		if v := list[i].Verdict; v != "" && v != NoChange && v != TooFew {
			suspects = append(suspects, &list[i])
			wanted[list[i].item] = true
		}
	}
	if len(suspects) == 0 {
		return
	}
	check := func(name Check, c *candidate, sizes stats.Sizes, t stats.Spread, employers int) {
		again := stats.Change{X1: int(t.X1), N1: int(sizes.N1), X0: int(t.X0), N0: int(sizes.N0), Deff: median}
		if employers >= floorClusters {
			again.Deff = stats.ChangeDeff(sizes, t)
		}
		if again.P() > possible || again.Difference()*c.change.Difference() <= 0 {
			c.Fragile = append(c.Fragile, name)
		}
	}
	few := b.sample.only(wanted)
	recount := func(name Check, v variant) {
		sizes, tallies := few.tally(v)
		for _, c := range suspects {
			t := &tallies[c.item]
			check(name, c, sizes, t.Spread, t.either)
		}
	}
	if !base.postings {
		recount(WithDuplicates, variant{postings: true, without: -1})
	}
	recount(StrictOnly, variant{postings: base.postings, strict: true, without: -1})
	for _, c := range suspects {
		t := &tallies[c.item]
		l := &t.largest
		x1, n1, x0, n0 := float64(l.x1), float64(l.n1), float64(l.x0), float64(l.n0)
		check(WithoutEmployer, c, sizes.Without(n1, n0), t.Without(x1, n1, x0, n0), t.either-1)
	}
	if newest := b.newestSource(); newest >= 0 {
		recount(WithoutSource, variant{postings: base.postings, without: newest})
	}
}

// newestSource returns the source of the panel that was first read last, -1 if there is only one.
func (b *builder) newestSource() int32 {
	newest := int32(-1)
	for i, in := range b.sample.panel {
		if in && (newest < 0 || b.sample.sources[i].FirstOn >= b.sample.sources[newest].FirstOn) {
			newest = int32(i)
		}
	}
	if b.report.Sources.Compared < 2 {
		return -1
	}
	return newest
}

// arrangeGroups ranks the items of each group and shows the first of them.
func (b *builder) arrangeGroups(list []candidate, jobs [][2]int) {
	r := &b.report
	for i, name := range b.subject.groups {
		var of []*candidate
		for k := range list {
			if list[k].Category == name.Slug {
				of = append(of, &list[k])
			}
		}
		if len(of) == 0 {
			continue
		}
		rank(of, r.WhyNot == "")
		if len(b.params.Category) > 0 && !slices.Contains(b.params.Category, name.Slug) {
			continue
		}
		r.Categories = append(r.Categories, Category{
			Category: name.Slug, Name: name.Name, Jobs: jobs[i][0], Skills: len(of), Rows: top(of, b.params.Top),
		})
	}
}

// arrangeMovers ranks the items and shows, of all groups, those that moved and those that may have.
func (b *builder) arrangeMovers(list []candidate) {
	for _, g := range b.subject.groups {
		var of []*candidate
		for k := range list {
			if list[k].Category == g.Slug {
				of = append(of, &list[k])
			}
		}
		rank(of, b.report.WhyNot == "")
	}
	b.report.showMovers(list)
}

// nameLargest names the employers that hold much of an item that is shown.
func (b *builder) nameLargest(ctx context.Context, list []candidate, tallies []tally) error {
	item := make(map[string]int, len(list))
	for i := range list {
		item[list[i].Skill] = list[i].item
	}
	fill := func(rows []Row) error {
		for i := range rows {
			t := &tallies[item[rows[i].Skill]]
			l := &t.largest
			part := float64(l.x1+l.x0) / (t.X1 + t.X0)
			if part <= 0.1 || t.X1+t.X0 < floorShare {
				continue
			}
			name := ""
			for _, id := range l.ids {
				if id >= b.sample.known {
					continue // a posting without an employer
				}
				n, err := b.db.EmployerName(ctx, id)
				if err != nil {
					return err
				}
				if name == "" || n < name {
					name = n
				}
			}
			if name != "" {
				rows[i].Largest = &Largest{name, percent(part)}
			}
		}
		return nil
	}
	for _, c := range b.report.Categories {
		if err := fill(c.Rows); err != nil {
			return err
		}
	}
	return fill(b.report.Movers)
}
