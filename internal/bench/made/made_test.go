package made_test

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"demand/internal/bench/made"
	"demand/internal/job"
	"demand/internal/report"
	"demand/internal/skills"
	"demand/internal/store"
	"demand/internal/store/storetest"
	"demand/queries"
)

func taxonomy(t *testing.T) *skills.Taxonomy {
	t.Helper()
	x, err := skills.Load()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// market makes a market of 20 boards over 200 days.
func market(t *testing.T, postings int, seed uint64) *made.Market {
	t.Helper()
	m, err := made.New(made.Options{Postings: postings, Days: 200, Boards: 20, Seed: seed, From: job.NewDate(2026, 5, 6), Skills: taxonomy(t).Skills()})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheSameSeedMakesTheSameMarket(t *testing.T) {
	a, again, b := market(t, 5000, 1), market(t, 5000, 1), market(t, 5000, 2)
	differ := 0
	for n := 0; n < 5000; n += 50 {
		p, q, r := a.At(n), again.At(n), b.At(n)
		if !reflect.DeepEqual(p, q) || a.HTML(&p) != again.HTML(&q) {
			t.Fatalf("posting %d = %+v; again %+v", n, p, q)
		}
		if !reflect.DeepEqual(p, r) {
			differ++
		}
	}
	if differ < 90 {
		t.Errorf("with another seed %d of 100 postings differ", differ)
	}
}

func TestPostingsHaveTheStatisticsOfRealOnes(t *testing.T) {
	const postings = 20_000
	m := market(t, postings, 1)
	var bytes, named, technical, again, later int
	employers := map[int]int{}
	for n := range postings {
		p := m.At(n)
		if n%10 == 0 {
			bytes += 10 * len(m.Listing(&p, "").Text)
		}
		employers[p.Employer]++
		if p.Roles.Technical() {
			technical++
			named += len(p.Skills)
		}
		if p.OpenedOn >= m.From+70 {
			later++
			if p.Job != p.Number {
				again++
			}
		}
		if p.Job > n || p.ClosedOn <= p.OpenedOn {
			t.Fatalf("posting %d repeats %d, opened %s, closed %s", n, p.Job, p.OpenedOn, p.ClosedOn)
		}
	}
	for _, c := range []struct {
		what     string
		got      float64
		from, to float64
	}{
		{"bytes of text", float64(bytes) / postings, 2300, 2800},
		{"skills", float64(named) / float64(technical), 7.5, 8.7},
		{"part that repeats another", float64(again) / float64(later), 0.28, 0.31},
		{"part that is technical", float64(technical) / postings, 0.83, 0.87},
		{"largest employer, in the average one", float64(employers[0]) / (postings / float64(len(employers))), 2, 20},
	} {
		if c.got < c.from || c.got > c.to {
			t.Errorf("%s = %.2f; want %g to %g", c.what, c.got, c.from, c.to)
		}
	}
}

func TestPlacesAndLanguagesAreFoundAsTheyAreMeant(t *testing.T) {
	classifier := skills.New(taxonomy(t))
	m := market(t, 500, 1)
	var listed []job.Posting
	var documents []skills.Document
	for n := range 500 {
		p := m.At(n)
		l := m.Listing(&p, "")
		listed = append(listed, l)
		documents = append(documents, skills.Document{Places: l.Places, Remote: l.Remote, Text: l.Text})
	}
	for i, facts := range classifier.ClassifyAll(documents) {
		if want := listed[i].Facts; !slices.Equal(facts.Places, want.Places) || facts.Language != want.Language {
			t.Errorf("%q: %v in %q; want %v in %q", listed[i].Places, facts.Places, facts.Language, want.Places, want.Language)
		}
	}
}

func TestClassificationFindsWhatTextsName(t *testing.T) {
	x := taxonomy(t)
	classifier := skills.New(x)
	m := market(t, 5000, 1)
	var both, missed, wrong int
	missing := map[string]int{}
	for n := 0; n < 5000; n += 25 {
		p := m.At(n)
		listed := m.Listing(&p, "")
		found := map[string]bool{}
		for _, f := range classifier.Classify(skills.Document{Title: listed.Title, Text: listed.Text}).Skills {
			found[f.Slug] = true
		}
		for _, f := range listed.Facts.Skills {
			if found[f.Slug] {
				both++
			} else {
				missed++
				missing[f.Slug]++
			}
			delete(found, f.Slug)
		}
		wrong += len(found)
	}
	if recall := float64(both) / float64(both+missed); recall < 0.9 {
		t.Errorf("recall = %.3f; want 0.9 at least; missed %v", recall, missing)
	}
	if precision := float64(both) / float64(both+wrong); precision < 0.95 {
		t.Errorf("precision = %.3f; want 0.95 at least", precision)
	}
}

func TestAReportFindsThePlantedRiseAndNoRiseInTheMix(t *testing.T) {
	m := market(t, 4000, 1)
	db := storetest.Open(t, storetest.Addresses(t)["sqlite"])
	x := taxonomy(t)
	if err := db.SetTaxonomy(t.Context(), x.Version(), x.Skills(), x.Categories()); err != nil {
		t.Fatal(err)
	}
	for _, day := range m.Rounds(28) {
		if _, err := m.Round(t.Context(), db, day, 28, x.Version()); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := report.Build(t.Context(), db, report.Params{}, m.End().Time())
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, c := range r.Categories {
		for _, row := range c.Rows {
			switch row.Skill {
			case m.Skills[m.Rising].Slug, m.Skills[m.Calm].Slug:
				seen++
			}
			switch row.Skill {
			case m.Skills[m.Rising].Slug:
				if row.Change == nil || row.Change.Value < 1 {
					t.Errorf("%s = %+v; want a rise", row.Skill, row.Change)
				}
			case m.Skills[m.Calm].Slug:
				if row.Verdict == report.ClearRise {
					t.Errorf("%s is called a %s of %+v", row.Skill, row.Verdict, row.Change)
				}
			}
		}
	}
	if seen != 2 {
		t.Errorf("the report shows %d of the two planted skills", seen)
	}
}

// tally counts things that two parties put into groups, and how many pairs of them each holds to be one.
type tally struct {
	both          map[[2]string]int
	found, actual map[string]int
}

func newTally() tally {
	return tally{map[[2]string]int{}, map[string]int{}, map[string]int{}}
}

func (c tally) add(found, actual string) {
	c.both[[2]string{found, actual}]++
	c.found[found]++
	c.actual[actual]++
}

// scores returns the part of the found pairs that are true, and the part of the true pairs that were found.
func (c tally) scores() (precision, recall float64) {
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	var both, found, actual float64
	for _, n := range c.both {
		both += pairs(n)
	}
	for _, n := range c.found {
		found += pairs(n)
	}
	for _, n := range c.actual {
		actual += pairs(n)
	}
	return both / found, both / actual
}

// Each posting belongs to a job and an employer. The store is to find both, pair by pair of postings.
func TestTheStoreFindsJobsAndEmployersAsTheTruthHasThem(t *testing.T) {
	const postings, every = 6000, 14
	m := market(t, postings, 3)
	truth := make(map[string]made.Posting, postings)
	for n := range postings {
		p := m.At(n)
		truth[p.Key()] = p
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		x := taxonomy(t)
		if err := db.SetTaxonomy(t.Context(), x.Version(), x.Skills(), x.Categories()); err != nil {
			t.Fatal(err)
		}
		for _, day := range m.Rounds(every) {
			if _, err := m.Round(t.Context(), db, day, every, x.Version()); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		names := map[string]string{}
		err := db.Snapshot(t.Context(), func(v *store.View) error {
			rows, err := v.Query(t.Context(), queries.Report{Text: `SELECT p.ident AS ident, e.ident AS employer FROM posting p JOIN employer e ON e.id = p.employer`})
			for _, r := range rows.Rows {
				names[r[0].(string)] = r[1].(string)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		jobs, employers := newTally(), newTally()
		for e, err := range db.Export(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			p := truth[e.Key]
			jobs.add(e.Job, strconv.Itoa(p.Job))
			employers.add(names[e.Key], strconv.Itoa(p.Employer))
		}
		for _, c := range []struct {
			what                      string
			of                        tally
			wantPrecision, wantRecall float64
		}{{"jobs", jobs, 0.99, 0.95}, {"employers", employers, 1, 1}} {
			precision, recall := c.of.scores()
			t.Logf("%s: precision %.4f, recall %.4f in pairs of %d postings", c.what, precision, recall, len(names))
			if precision < c.wantPrecision || recall < c.wantRecall {
				t.Errorf("%s: precision %.4f, recall %.4f; want %g, %g", c.what, precision, recall, c.wantPrecision, c.wantRecall)
			}
		}
	})
}
