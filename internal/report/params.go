package report

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"demand/internal/job"

	"golang.org/x/text/language"
)

// ErrUsage is what errors wrap that come from parameters and not from data.
var ErrUsage = errors.New("wrong usage")

// A reason is an error text of its own that errors.Is finds to be of a kind.
type reason struct {
	kind error
	text string
}

func (r reason) Error() string { return r.text }
func (r reason) Unwrap() error { return r.kind }

func usage(format string, args ...any) error { return reason{ErrUsage, fmt.Sprintf(format, args...)} }

// Params says which report to build. The zero value is the report that `demand report` gives without flags, but for Top.
type Params struct {
	Report   string   `json:"report"`             // what to count: SkillReport (if empty), Movers, Categories, Roles, Seniority or Places; a Document sets its own
	Skill    string   `json:"skill,omitempty"`    // slug of the skill that a Document is about
	Have     []string `json:"have,omitempty"`     // slugs of the skills of the person whose Gap it is
	Fields   bool     `json:"fields,omitempty"`   // a Document of coverage says what part of the postings states what
	Since    Span     `json:"since"`              // length of the windows; zero means 90 days
	Until    job.Date `json:"until"`              // last day of the window; zero means yesterday. In a report: the day that was used
	Compare  Compare  `json:"compare"`            // the window to compare with; zero means the one just before
	Base     string   `json:"base"`               // jobs or postings; empty means jobs
	Basis    string   `json:"basis"`              // new or open; empty means new
	By       string   `json:"by,omitempty"`       // week or month: the steps of trends; empty means what suits the sources
	Category []string `json:"category,omitempty"` // slugs of the categories to show; none means all
	Role     []string `json:"role,omitempty"`     // count jobs with any of these roles; none means all technical jobs, all alone every posting
	// Count jobs that have any of these levels, or were written in any of these languages (primary tags such as de); none means all.
	Seniority []string `json:"seniority,omitempty"`
	Language  []string `json:"language,omitempty"`
	// Count jobs one of whose places is in any of these countries (ISO 3166-1 alpha-2, or areas such as EU), in any of these
	// regions (ISO 3166-2) and in any of these cities, and is remote work if that is asked for; none means anywhere.
	Country []string `json:"country,omitempty"`
	Region  []string `json:"region,omitempty"`
	City    []string `json:"city,omitempty"`
	Remote  bool     `json:"remote,omitempty"`
	// Count mentions of skills of any of these strengths (job.Strength); none means all.
	Strength   []string `json:"strength,omitempty"`
	Source     []string `json:"source,omitempty"`      // count sources whose name matches any of these globs; none means all
	NoAgencies bool     `json:"no_agencies,omitempty"` // leave out the jobs that staffing agencies advertise
	Top        int      `json:"top"`                   // skills to show in a category; zero means all

	Program  string    `json:"-"` // version of the program, for the report
	Accuracy *Accuracy `json:"-"` // what is known of the precision of classification; may be nil
}

// The values of Params.Report. Movers are those of skills alone.
const (
	SkillReport = "skills"
	Movers      = "movers"
	Categories  = "categories"
	Roles       = "roles"
	Seniority   = "seniority"
	Places      = "places"
	PayReport   = "pay"   // a Document
	OneSkill    = "skill" // a Document
	TheGap      = "gap"   // a Document
)

// The values of Params.Base and Params.Basis.
const (
	Jobs     = "jobs"     // count jobs: reposts and copies are one
	Postings = "postings" // count postings
	New      = "new"      // what opened in the window
	Open     = "open"     // what was open on the window's last day
)

// A Span is the length of a window: so many days, weeks, calendar months or calendar years.
type Span struct {
	N    int
	Unit string // d, w, mo or y
}

var units = []string{"d", "w", "mo", "y"}

// maxDays bounds a span; no source reaches back further.
const maxDays = 100 * 366

// ParseSpan reads 90d, 12w, 10mo or 2y. Its errors wrap ErrUsage.
func ParseSpan(s string) (Span, error) {
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")
	span := Span{Unit: s[len(digits):]}
	n, err := strconv.Atoi(digits)
	switch {
	case err == nil && span.Unit == "":
		return Span{}, usage("span %q has no unit; write %sd, %sw, %smo or %sy", s, digits, digits, digits, digits)
	case err == nil && !slices.Contains(units, span.Unit):
		return Span{}, usage("span %q has the unknown unit %q; write d, w, mo or y", s, span.Unit)
	case err != nil || n < 1:
		return Span{}, usage("span %q is not a number with a unit; write one such as 90d, 12w, 3mo or 1y", s)
	}
	span.N = n
	if n > maxDays || span.days() > maxDays {
		return Span{}, usage("span %q is longer than 100y", s)
	}
	return span, nil
}

// days returns about how many days the span has.
func (s Span) days() int {
	return s.N * map[string]int{"d": 1, "w": 7, "mo": 30, "y": 365}[s.Unit]
}

// String writes the span as ParseSpan reads it.
func (s Span) String() string {
	if s.N == 0 {
		return ""
	}
	return strconv.Itoa(s.N) + s.Unit
}

// MarshalText writes the span as String does.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (s *Span) UnmarshalText(b []byte) (err error) {
	*s = Span{}
	if len(b) > 0 {
		*s, err = ParseSpan(string(b))
	}
	return err
}

// before returns the window of that length that ends on a day or, in whole calendar months, with the last
// month that is over by then.
func (s Span) before(end job.Date) Days {
	switch s.Unit {
	case "d":
		return Days{end - job.Date(s.N) + 1, end}
	case "w":
		return Days{end - job.Date(7*s.N) + 1, end}
	}
	months := s.N
	if s.Unit == "y" {
		months *= 12
	}
	if end != end.MonthEnd() {
		end = end.MonthStart() - 1
	}
	t := end.Time()
	return Days{job.NewDate(t.Year(), t.Month()-time.Month(months-1), 1), end}
}

// Days is a run of days, both ends included.
type Days struct {
	From job.Date `json:"from"`
	To   job.Date `json:"to"`
}

// Len returns the number of days.
func (d Days) Len() int { return int(d.To-d.From) + 1 }

func (d Days) has(day job.Date) bool    { return d.From <= day && day <= d.To }
func (d Days) overlaps(other Days) bool { return d.From <= other.To && other.From <= d.To }

// String writes the days as 2026-01-01..2026-01-31.
func (d Days) String() string { return d.From.String() + ".." + d.To.String() }

// Compare says what a window is compared with.
type Compare struct {
	Mode string // previous, year, none or days; empty means previous
	Days Days   // the window itself, if Mode is days
}

// The values of Compare.Mode.
const (
	Previous = "previous" // the window of the same length just before
	Year     = "year"     // the same days a year earlier
	None     = "none"     // nothing
	Explicit = "days"     // the given days
)

// ParseCompare reads previous, year, none, or two days as 2026-01-01..2026-01-31. Its errors wrap ErrUsage.
func ParseCompare(s string) (Compare, error) {
	switch s {
	case Previous, Year, None:
		return Compare{Mode: s}, nil
	}
	from, to, ok := strings.Cut(s, "..")
	if !ok {
		return Compare{}, usage("compare %q is none of previous, year, none and 2026-01-01..2026-01-31", s)
	}
	var d Days
	var err error
	if d.From, err = job.ParseDate(from); err != nil {
		return Compare{}, usage("compare %q: %v", s, err)
	}
	if d.To, err = job.ParseDate(to); err != nil {
		return Compare{}, usage("compare %q: %v", s, err)
	}
	if d.To < d.From {
		return Compare{}, usage("compare %q ends before it begins; write %s..%s", s, to, from)
	}
	return Compare{Mode: Explicit, Days: d}, nil
}

// String writes the comparison as ParseCompare reads it.
func (c Compare) String() string {
	if c.Mode == Explicit {
		return c.Days.String()
	}
	return c.Mode
}

// MarshalText writes the comparison as String does.
func (c Compare) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (c *Compare) UnmarshalText(b []byte) (err error) {
	*c = Compare{}
	if len(b) > 0 {
		*c, err = ParseCompare(string(b))
	}
	return err
}

// Windows returns the window that the parameters ask for and the one before it that it is compared with, nil
// for none. Days are in UTC. Errors wrap ErrUsage: windows that overlap or lie in the future.
func (p Params) Windows(now time.Time) (Days, *Days, error) {
	today := job.DateOf(now)
	until := cmp.Or(p.Until, today-1)
	if until > today {
		return Days{}, nil, usage("until %s lies in the future; the last whole day is %s", until, today-1)
	}
	since := cmp.Or(p.Since, Span{90, "d"})
	window := since.before(until)
	var before Days
	switch p.Compare.Mode {
	case None:
		return window, nil, nil
	case Previous, "":
		before = since.before(window.From - 1)
	case Year:
		before = Days{yearEarlier(window.From), yearEarlier(window.To)}
		if window.To == window.To.MonthEnd() && (since.Unit == "mo" || since.Unit == "y") {
			before.To = before.To.MonthEnd()
		}
	case Explicit:
		before = p.Compare.Days
	}
	switch {
	case window.overlaps(before):
		return Days{}, nil, usage("the windows %s and %s overlap; take a shorter span than %s or compare with earlier days", before, window, since)
	case before.From > window.To:
		return Days{}, nil, usage("the days %s to compare with lie after the window %s; they have to lie before it", before, window)
	}
	return window, &before, nil
}

// yearEarlier returns the same day of the year before; 28 February for the 29th.
func yearEarlier(d job.Date) job.Date {
	t := d.Time()
	return min(job.NewDate(t.Year()-1, t.Month(), t.Day()), job.NewDate(t.Year()-1, t.Month(), 1).MonthEnd())
}

// Choices returns the words of which a parameter, named as in Params, has one or several; nil if it takes any.
func Choices(parameter string) []string {
	switch parameter {
	case "base":
		return []string{Jobs, Postings}
	case "basis":
		return []string{New, Open}
	case "by":
		return []string{"week", "month"}
	case "role":
		return append([]string{everyRole}, job.RoleNames[:len(job.RoleNames)-1]...)
	case "seniority":
		return job.SeniorityNames
	case "strength":
		return []string{job.Mentioned.String(), job.Preferred.String(), job.Required.String()}
	}
	return nil
}

// normalised fills in what the zero values mean and refuses unknown words.
func (p Params) normalised() (Params, error) {
	p.Report = cmp.Or(p.Report, SkillReport)
	p.Since = cmp.Or(p.Since, Span{90, "d"})
	p.Compare.Mode = cmp.Or(p.Compare.Mode, Previous)
	p.Base = cmp.Or(p.Base, Jobs)
	p.Basis = cmp.Or(p.Basis, New)
	words := []struct {
		name  string
		given []string
		valid []string
	}{
		{"report", []string{p.Report}, append(slices.Clone(subjects), documents...)},
		{"base", []string{p.Base}, Choices("base")},
		{"basis", []string{p.Basis}, Choices("basis")},
		{"by", []string{p.By}, append(Choices("by"), "")},
		{"role", p.Role, Choices("role")},
		{"seniority", p.Seniority, Choices("seniority")},
		{"strength", p.Strength, Choices("strength")},
	}
	p.Country, p.Region, p.City, p.Language = slices.Clone(p.Country), slices.Clone(p.Region), slices.Clone(p.City), slices.Clone(p.Language)
	for i, tag := range p.Language {
		base, err := language.ParseBase(tag)
		if err != nil {
			return p, usage("language %q is not a code such as en, de or fr", tag)
		}
		p.Language[i] = base.String() // de of deu
	}
	for _, w := range words {
		for _, word := range w.given {
			if err := known(w.name, word, w.valid); err != nil {
				return p, err
			}
		}
	}
	for _, glob := range p.Source {
		if _, err := path.Match(glob, ""); err != nil {
			return p, usage("source %q is not a valid pattern; write one such as greenhouse/*", glob)
		}
	}
	if len(p.Category) > 0 && p.Report != SkillReport && p.Report != Movers {
		return p, usage("the report %s has no categories to choose from; leave category out", p.Report)
	}
	if p.AllRoles() && len(p.Role) > 1 {
		return p, usage("role all takes in every other; leave the others out")
	}
	if p.Top < 0 {
		return p, usage("top %d is negative; 0 shows all", p.Top)
	}
	return p, nil
}

// everyRole is the word of Params.Role for all postings, technical or not.
const everyRole = "all"

// AllRoles reports whether all postings count, and not technical jobs alone.
func (p Params) AllRoles() bool { return slices.Contains(p.Role, everyRole) }

// roles returns the set of the roles asked for, zero for none.
func (p Params) roles() (set job.Roles) {
	for _, name := range p.Role {
		r, _ := job.ParseRole(name)
		set |= r
	}
	return set
}

// placed reports whether the parameters ask for places.
func (p Params) placed() bool {
	return len(p.Country)+len(p.Region)+len(p.City) > 0 || p.Remote
}

// selects reports whether the source's name matches a glob of the parameters.
func (p Params) selects(source string) bool {
	return len(p.Source) == 0 || slices.ContainsFunc(p.Source, func(glob string) bool {
		ok, _ := path.Match(glob, source)
		return ok
	})
}

// known refuses a word that is not valid and names the nearest ones that are.
func known(what, word string, valid []string) error {
	if slices.Contains(valid, word) {
		return nil
	}
	valid = slices.DeleteFunc(slices.Clone(valid), func(s string) bool { return s == "" })
	return reason{ErrUsage, job.Unknown(what, word, valid).Error()}
}
