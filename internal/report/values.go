// Package report turns what the store holds into plain report values: which windows are compared, which sources
// may be, what the shares are, and which changes are more than chance. A value is the same for
// the terminal, files, pages and programs, and the same for every store of the same content.
package report

import "demand/internal/job"

// Skills is a report of skills, or of what else jobs have: categories of skills, roles, levels of seniority. Shares and changes are in per cent and percentage points, rounded to four decimals.
// Nothing in it depends on the clock or on the numbers that a store gave its rows.
type Skills struct {
	Frame
	Periods    []Period   `json:"periods,omitempty"`    // the steps of Row.Trend, oldest first
	Categories []Category `json:"categories"`           // the guide's first; of movers: movers, then possible
	Tested     int        `json:"tested"`               // rows in the family of tests
	Movers     []Row      `json:"movers"`               // of all categories, the largest change first
	Detectable *float64   `json:"detectable,omitempty"` // smallest change of a skill at 10 % that these counts could have shown, in points
	Provenance
}

// A Document is a report of several tables of different shapes, with what has to be known of them in words.
type Document struct {
	Frame
	Title  string   `json:"title"`
	Tables []Table  `json:"tables"` // each as an object under its name
	Notes  []string `json:"notes"`  // sentences
	Provenance
}

// A Frame says what a report counts.
type Frame struct {
	Report     string   `json:"report"` // one of the names of Kinds
	Program    string   `json:"program,omitempty"`
	Taxonomy   string   `json:"taxonomy,omitempty"` // version, or mixed if the days read have several
	Parameters Params   `json:"parameters"`
	Basis      string   `json:"basis"` // new, open, or counts (a file's)
	Window     *Window  `json:"window,omitempty"`
	Before     *Window  `json:"before,omitempty"`
	Widened    *Widened `json:"widened,omitempty"`      // set if the places asked for have so few jobs that their countries are counted
	WhyNot     WhyNot   `json:"why_not,omitempty"`      // why nothing is compared; empty if it is
	Reason     string   `json:"reason,omitempty"`       // a sentence where WhyNot is NoData: what data there is and what to do; where it is NoCommonSource: what the sources lack
	ComparedOn job.Date `json:"comparable_on,omitzero"` // first day on which a report of this kind can compare
	Sources    *Sources `json:"sources,omitempty"`      // nil for a file's counts
}

// Provenance says where the numbers of a report come from and how good they are.
type Provenance struct {
	Accuracy *Accuracy `json:"accuracy,omitempty"` // of classification, if it was measured
	Credits  []string  `json:"credits,omitempty"`  // lines that the sources' terms ask to print
	Data     *Data     `json:"data,omitempty"`     // what was read; nil for a file's counts
}

// A Window is what was counted in one run of days.
type Window struct {
	Days
	Jobs      int `json:"jobs"`      // technical jobs, or postings, of the compared sources
	Employers int `json:"employers"` // that they are of; a job without one counts as one of its own
	Nameless  int `json:"nameless"`  // jobs that name no employer
	// Archived counts those of archives, which keep what closed, where others of the jobs are of sources that list what is open.
	Archived int `json:"archived,omitempty"`
	// OtherLanguage counts those of the later window's jobs that are known to be in another language than English.
	OtherLanguage int `json:"other_language,omitempty"`
	// Agencies counts the jobs that staffing agencies advertise; with Params.NoAgencies so many were left out of the later window.
	Agencies int `json:"agencies,omitempty"`

	NoRole       int `json:"no_role,omitempty"`       // left out of the later window: no role was recognised
	NotTechnical int `json:"not_technical,omitempty"` // left out of it: only a role that is not technical
	NoPlace      int `json:"no_place,omitempty"`      // left out of it, where places were asked for: its place is not known
	NotListing   int `json:"not_listing,omitempty"`   // left out of it: nothing shows that it is an advertisement
}

// Widened says that a report is of whole countries, since the regions or cities asked for have too few jobs.
type Widened struct {
	Country []string `json:"country"` // codes
	Jobs    int      `json:"jobs"`    // of the window, at the places that were asked for
}

// Sources says which sources the numbers come from.
type Sources struct {
	Compared     int           `json:"compared"`                // that cover what is compared and so are counted
	Selected     int           `json:"selected"`                // that the parameters ask for
	NotCompared  []NotCompared `json:"not_compared,omitempty"`  // by name
	OpenEditions []Edition     `json:"open_editions,omitempty"` // whose counts may still grow
}

// NotCompared is a source that is left out, with the reason.
type NotCompared struct {
	Source string `json:"source"`
	Reason string `json:"reason"`
}

// An Edition is one dated part of an archive.
type Edition struct {
	Source string `json:"source"`
	Name   string `json:"name"`
	Days
}

// A Period is one step of a trend.
type Period struct {
	Days
	Jobs int `json:"jobs"`
}

// Bears reports whether the period has jobs enough for a share.
func (p Period) Bears() bool { return p.Jobs >= floorShare }

// A Category is the part of a report on one category of skills, or the whole of one that knows no categories.
type Category struct {
	Category string `json:"category"` // slug
	Name     string `json:"name"`
	Jobs     int    `json:"jobs"` // jobs of the window that name any skill of it; 0 of movers
	Skills   int    `json:"skills"`
	Rows     []Row  `json:"rows"` // by jobs, then by slug; at most Params.Top
}

// A Row is what a report says of one skill, or of one role, level or category. Absent numbers are those that the counts do not bear.
type Row struct {
	Skill      string    `json:"skill"` // slug
	Name       string    `json:"name"`
	Category   string    `json:"category"`
	Rank       int       `json:"rank"`                  // within the category, from 1; ties share one
	RankBefore int       `json:"rank_before,omitempty"` // 0: nothing to compare with, or no job named it before
	RankBest   int       `json:"rank_best"`             // the ranks that the intervals allow
	RankWorst  int       `json:"rank_worst"`
	Jobs       int       `json:"jobs"` // that name the skill
	Of         int       `json:"of"`   // out of so many
	JobsBefore int       `json:"jobs_before"`
	OfBefore   int       `json:"of_before"`
	Employers  int       `json:"employers"` // whose jobs name it
	Share      *Estimate `json:"share,omitempty"`
	Imprecise  bool      `json:"imprecise,omitempty"` // few jobs, or a wide interval
	Change     *Change   `json:"change,omitempty"`
	P          *float64  `json:"p,omitempty"`       // that chance alone moves so much, six digits
	Q          *float64  `json:"q,omitempty"`       // p adjusted to the family of tests (Benjamini–Hochberg); absent if it is not in it
	Verdict    Verdict   `json:"verdict,omitempty"` // empty if nothing is compared
	Fragile    []Check   `json:"fragile,omitempty"` // checks that the change does not stand
	Trend      []int     `json:"trend,omitempty"`   // jobs that name it in each of Skills.Periods
	Largest    *Largest  `json:"largest,omitempty"` // the employer with the most, if above 10 % of 30 jobs or more
	OfCategory *OfSkills `json:"of_category,omitempty"`
	Pooled     *Pooled   `json:"pooled,omitempty"` // where there are sources that were not compared
}

// An Estimate is a share in per cent or a change in points, with its confidence interval.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	Level float64 `json:"level"` // of the interval, such as 0.95
}

// A Change is the change of a share in points.
type Change struct {
	Estimate
	Deff float64 `json:"deff"` // design effect by employers, at least 1
}

// Largest is the employer that has the most jobs of a skill in both windows together.
type Largest struct {
	Employer string  `json:"employer"`
	Part     float64 `json:"part"` // of the skill's jobs in both windows, per cent
}

// OfSkills is a skill's share of the jobs that name any skill of its category.
type OfSkills struct {
	Share     float64  `json:"share"`
	Change    *float64 `json:"change,omitempty"`
	Disagrees bool     `json:"disagrees,omitempty"` // the change has the other sign than that among all jobs
}

// Pooled is a skill's count over all sources with jobs in the windows, compared or not.
type Pooled struct {
	Jobs       int     `json:"jobs"`
	Of         int     `json:"of"`
	JobsBefore int     `json:"jobs_before"`
	OfBefore   int     `json:"of_before"`
	Change     float64 `json:"change"` // in points, the sum of the two parts
	Within     float64 `json:"within"` // change within sources
	Mix        float64 `json:"mix"`    // change of which sources there are
}

// Accuracy is what classification reached on postings of these sources that a person has labelled.
type Accuracy struct {
	Taxonomy  string  `json:"-"`         // version that was measured; a report of another one does not print it
	Precision float64 `json:"precision"` // between 0 and 1
	Recall    float64 `json:"recall"`
	Postings  int     `json:"postings"` // labelled ones
}

// Data says what was read, so that a report can be checked.
type Data struct {
	Hash     string    `json:"hash"` // SHA-256, hexadecimal, over the rows below with the days' whole hashes
	Coverage []Cover   `json:"coverage"`
	Days     []DayHash `json:"days"`
}

// A Cover is a run of days that a source covers.
type Cover struct {
	Source string `json:"source"`
	Days
}

// A DayHash is the state of the postings opened on one day.
type DayHash struct {
	Day  job.Date `json:"day"`
	Hash string   `json:"hash"` // the first 16 digits
}
