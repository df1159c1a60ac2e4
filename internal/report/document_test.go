package report

import (
	"errors"
	"strings"
	"testing"

	"demand/internal/job"
	"demand/internal/store"
)

// cell returns the cell of a column in the row that begins with the name.
func cell(t *testing.T, d *Document, table, name, column string) any {
	t.Helper()
	for _, tab := range d.Tables {
		for _, row := range tab.Rows {
			for i, c := range tab.Columns {
				if tab.Name == table && row[0] == name && c == column {
					return row[i]
				}
			}
		}
	}
	t.Fatalf("no %s of %s in the table %s: %+v", column, name, table, d.Tables)
	return nil
}

// paged makes a document and fails the test if there is none.
func paged(t *testing.T, d *Document, err error) *Document {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestGuideSaysWhatIsKeptMissingAndOvertaken(t *testing.T) {
	m := newMemory()
	m.skills = append(m.skills, store.SkillRow{ID: 4, Slug: "cobol", Name: "COBOL", Category: "languages"}, store.SkillRow{ID: 5, Slug: "c", Name: "C", Category: "languages"})
	s := m.live("board/one", longAgo, windowDays.To)
	m.add(lot{source: s, days: windowDays, jobs: 1000, employers: 300, share: map[int32]float64{1: 0.40, 2: 0.30, 3: 0.012, 4: 0.02, 5: 0.10}})
	guide := []Section{{"Languages", []string{"python", "c", "cobol"}}, {"Databases", []string{"mysql"}}}
	d, err := Guide(t.Context(), m, Params{}, guide, now)
	paged(t, d, err)
	for name, want := range map[string]string{"Python": "kept", "C": "kept", "COBOL": "kept", "Go": "missing"} {
		if got := cell(t, d, "Languages", name, "standing"); got != want {
			t.Errorf("%s is %v; want %s", name, got, want)
		}
	}
	if got := cell(t, d, "Databases", "MySQL", "standing"); got != "not kept" {
		t.Errorf("MySQL with 1.2 %%, of which the lower end is below 1, is %v; want not kept", got)
	}
	for _, name := range []string{"Python", "C", "COBOL"} {
		by, c := cell(t, d, "Languages", name, "overtaken_by"), cell(t, d, "Languages", name, "difference").(*Change)
		if by != "Go" || c == nil || c.Value >= 0 || c.High >= 0 {
			t.Errorf("%s is overtaken by %v by %+v; want Go, below 0", name, by, c)
		}
	}
	if !strings.Contains(strings.Join(d.Notes, " "), "3 of the 4 skills that the guide names are kept, 3 are overtaken, and 1 that it does not name are missing.") {
		t.Errorf("notes = %q; want the sums", d.Notes)
	}
}

func TestGuideDoesNotCallAChanceDifferenceOvertaken(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	m.add(lot{source: s, days: windowDays, jobs: 400, employers: 200, share: map[int32]float64{1: 0.31, 2: 0.30}})
	d, err := Guide(t.Context(), m, Params{}, []Section{{"Languages", []string{"python"}}}, now)
	paged(t, d, err)
	if got := cell(t, d, "Languages", "Go", "standing"); got != "missing" {
		t.Errorf("Go is %v; want missing", got)
	}
	if got := cell(t, d, "Languages", "Python", "overtaken_by"); got != nil {
		t.Errorf("Python with 30 %% is overtaken by %v with 31 %%; want by none", got)
	}
}

func TestGuideIsSilentBelowItsFloor(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	m.add(lot{source: s, days: windowDays, jobs: 20, employers: 20, share: map[int32]float64{1: 1, 2: 0.5}})
	d, err := Guide(t.Context(), m, Params{}, []Section{{"Languages", []string{"python"}}}, now)
	paged(t, d, err)
	if e, standing := cell(t, d, "Languages", "Python", "share").(*Estimate), cell(t, d, "Languages", "Python", "standing"); e != nil || standing != "too few to say" {
		t.Errorf("Python of 20 jobs: %v, %v; want no share and too few to say", e, standing)
	}
	if len(d.Tables[0].Rows) != 1 {
		t.Errorf("rows = %v; want Python alone", d.Tables[0].Rows)
	}
}

func TestRelatedFindsWhatIsNamedTogether(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	i := 0
	m.add(lot{source: s, days: windowDays, jobs: 1000, employers: 200, change: func(f *store.Fact) {
		// MySQL stands in half of the jobs of Go, and in a tenth of the others; Python in a third of all.
		if i%5 == 0 {
			f.Skills = append(f.Skills, store.FactSkill{ID: 1, Strength: job.Required, Strict: true})
		}
		if i%3 == 0 {
			f.Skills = append(f.Skills, store.FactSkill{ID: 2, Strength: job.Required, Strict: true})
		}
		if i%10 == 0 || i%10 == 7 && i%4 == 3 {
			f.Skills = append(f.Skills, store.FactSkill{ID: 3, Strength: job.Required, Strict: true})
		}
		i++
	}})
	d, err := Related(t.Context(), m, Params{}, "go", now)
	paged(t, d, err)
	if rows := d.Tables[0].Rows; len(rows) != 2 || rows[0][0] != "MySQL" {
		t.Fatalf("rows = %v; want MySQL before Python", rows)
	}
	// 100 of 200 jobs of Go name MySQL, and 150 of 1000 in all: 0.5 / 0.15.
	if lift, e := cell(t, d, "related", "MySQL", "lift"), cell(t, d, "related", "MySQL", "share").(*Estimate); lift != 3.33 || e.Value != 50 {
		t.Errorf("MySQL beside Go: lift %v, share %+v; want 3.33 and 50 %%", lift, e)
	}
	low, high := cell(t, d, "related", "Python", "lift_low").(float64), cell(t, d, "related", "Python", "lift_high").(float64)
	if low > 1 || high < 1 {
		t.Errorf("Python beside Go: lift %v to %v; want 1 within", low, high)
	}
	if _, err := Related(t.Context(), m, Params{}, "goo", now); !errors.Is(err, ErrUsage) {
		t.Errorf("Related of an unknown skill = %v; want ErrUsage", err)
	}
}

func TestFreshTakesWhatNoJobNamedForAYear(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", windowDays.From-400, windowDays.To)
	year := Days{windowDays.From - 365, windowDays.From - 1}
	m.add(lot{source: s, days: year, jobs: 1000, employers: 100, share: map[int32]float64{1: 0.3, 3: 0.001}})
	m.add(lot{source: s, days: windowDays, jobs: 300, employers: 100, share: map[int32]float64{1: 0.3, 2: 0.03, 3: 0.1}})
	d, err := Fresh(t.Context(), m, Params{}, now)
	paged(t, d, err)
	if rows := d.Tables[0].Rows; len(rows) != 1 || rows[0][0] != "Python" || rows[0][2] != 9 {
		t.Errorf("new = %v; want Python alone, with nine jobs", rows)
	}
	m.version = func(d job.Date) string {
		if d < windowDays.From {
			return "v1"
		}
		return "v2"
	}
	d, err = Fresh(t.Context(), m, Params{}, now)
	if paged(t, d, err); len(d.Tables) != 0 || d.WhyNot != TwoTaxonomies {
		t.Errorf("new over two taxonomies = %v, %s; want nothing, and why", d.Tables, d.WhyNot)
	}
}

func TestFreshSaysThatThereIsNoEarlierPeriod(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", windowDays.From-100, windowDays.To)
	m.add(lot{source: s, days: windowDays, jobs: 300, employers: 100, share: map[int32]float64{1: 0.3}})
	d, err := Fresh(t.Context(), m, Params{}, now)
	paged(t, d, err)
	if d.Basis != New || d.Window.Days != windowDays || d.Window.Jobs != 0 || d.WhyNot != NoData || !strings.HasPrefix(d.Reason, "There is no earlier period ") || len(d.Tables) != 0 {
		t.Errorf("%s %+v, %q, %q; want nothing counted in the days asked for, and why", d.Basis, d.Window, d.WhyNot, d.Reason)
	}
	if n := d.Sources.NotCompared; len(n) != 1 || !strings.HasPrefix(n[0].Reason, "first read ") {
		t.Errorf("not compared: %+v; want the board, which was read too late", n)
	}
}

func TestEmployersSaysHowConcentratedJobsAre(t *testing.T) {
	m := newMemory()
	s := m.live("board/one", longAgo, windowDays.To)
	m.add(lot{source: s, days: windowDays, jobs: 50, employers: 1})
	m.add(lot{source: s, days: windowDays, jobs: 50, employers: 50, first: 1})
	d, err := Employers(t.Context(), m, Params{Top: 3}, now)
	paged(t, d, err)
	if jobs, part := cell(t, d, "employers", "Employer 0001", "jobs"), cell(t, d, "employers", "Employer 0001", "share"); jobs != 50 || part != Percent(50) {
		t.Errorf("the largest has %v jobs, %v; want 50, 50 %%", jobs, part)
	}
	// 50² + 50 · 1² over 100².
	if len(d.Tables[0].Rows) != 3 || !strings.Contains(d.Notes[0], "The 10 largest hold 59.0 % of the jobs. Herfindahl's index is 0.2550: as concentrated as 4 employers of equal size.") {
		t.Errorf("%d rows, notes = %q; want three, 59 %% and 0.2550", len(d.Tables[0].Rows), d.Notes)
	}
}

func TestDocumentsOfAnEmptyStoreSaySo(t *testing.T) {
	for name, make := range map[string]func() (*Document, error){
		"guide":     func() (*Document, error) { return Guide(t.Context(), newMemory(), Params{}, nil, now) },
		"new":       func() (*Document, error) { return Fresh(t.Context(), newMemory(), Params{}, now) },
		"employers": func() (*Document, error) { return Employers(t.Context(), newMemory(), Params{}, now) },
		"related":   func() (*Document, error) { return Related(t.Context(), newMemory(), Params{}, "go", now) },
	} {
		d, err := make()
		if err != nil || d.WhyNot != NoData || d.Reason == "" || len(d.Tables) > 0 || d.Report != name {
			t.Errorf("%s = %+v, %v; want no tables and a reason", name, d, err)
		}
	}
}
