package job

import (
	"math/bits"
	"slices"
	"strings"
)

// A Skill is one entry of the taxonomy.
type Skill struct {
	Slug     string // postgresql; unique and lasting
	Name     string // PostgreSQL
	Category string // slug of its category, such as databases
	Nature   string // technology or practice
}

// A Category is a group of skills, such as languages.
type Category struct {
	Slug string
	Name string
}

// Facts are what classification found in one posting.
type Facts struct {
	Version   string // of the taxonomy and its rules; empty if the posting was not classified
	Skills    []SkillFact
	Roles     Roles
	Seniority Seniority
	Places    []Place // where the work may be done, as SortPlaces orders them; none if no text says so beyond doubt
	Language  string  // of the description, a BCP 47 primary tag such as en; empty if it is too short to tell
}

// A SkillFact says that a posting names a skill.
type SkillFact struct {
	Slug     string
	Strength Strength // the strongest of its mentions
	Strict   bool     // at least one mention was unambiguous by itself, or had the strongest support
}

// A Mention is one place where a text names a skill: the evidence behind a SkillFact.
type Mention struct {
	Slug     string
	Strength Strength
	Strict   bool
	InTitle  bool   // it stands in the title, and Start and End count there; otherwise in the text
	Start    int    // offset of its first byte
	End      int    // offset behind its last byte
	Rule     string // what let it count
}

// Strength says how strongly a posting asks for a skill.
type Strength uint8

// The strengths, weakest first.
const (
	Mentioned Strength = iota + 1
	Preferred
	Required
)

var strengths = []string{"", "mentioned", "preferred", "required"}

// String returns mentioned, preferred or required.
func (s Strength) String() string { return strengths[s] }

// ParseStrength reads what String writes, and reports whether it did.
func ParseStrength(s string) (Strength, bool) {
	i := slices.Index(strengths, s)
	return Strength(max(i, 0)), i > 0
}

// Roles is a set of roles, one bit each.
type Roles uint32

// The roles of a posting.
const (
	Backend Roles = 1 << iota
	Frontend
	Fullstack
	Mobile
	DataEngineering
	DataScience
	ML
	DevOps
	Security
	QA
	Embedded
	Software // software work with no more specific role named
	Management
	OtherTechnical
	NotTechnical
)

// RoleNames lists the roles by bit number.
var RoleNames = []string{
	"backend", "frontend", "fullstack", "mobile", "data-engineering", "data-science", "ml", "devops",
	"security", "qa", "embedded", "software", "management", "other-technical", "not-technical",
}

// Technical reports whether the set holds any role but NotTechnical.
func (r Roles) Technical() bool { return r&^NotTechnical != 0 }

// Names returns the names of the set's roles in the order of RoleNames.
func (r Roles) Names() []string { return names(uint32(r), RoleNames) }

// String joins the names by commas.
func (r Roles) String() string { return strings.Join(r.Names(), ",") }

// ParseRole reads the name of one role, and reports whether it is one.
func ParseRole(name string) (Roles, bool) {
	i := slices.Index(RoleNames, name)
	return Roles(bit(i)), i >= 0
}

// Seniority is a set of levels, one bit each. The empty set means that none is named.
type Seniority uint16

// The levels of seniority.
const (
	Intern Seniority = 1 << iota
	Junior
	Mid
	Senior
	Staff
	Manager
	Executive
)

// SeniorityNames lists the levels by bit number.
var SeniorityNames = []string{"intern", "junior", "mid", "senior", "staff", "manager", "executive"}

// Names returns the names of the set's levels in the order of SeniorityNames.
func (s Seniority) Names() []string { return names(uint32(s), SeniorityNames) }

// String joins the names by commas.
func (s Seniority) String() string { return strings.Join(s.Names(), ",") }

// ParseSeniority reads the name of one level, and reports whether it is one.
func ParseSeniority(name string) (Seniority, bool) {
	i := slices.Index(SeniorityNames, name)
	return Seniority(bit(i)), i >= 0
}

func bit(i int) uint32 {
	if i < 0 {
		return 0
	}
	return 1 << i
}

func names(set uint32, all []string) []string {
	list := make([]string, 0, bits.OnesCount32(set))
	for i, name := range all {
		if set&(1<<i) != 0 {
			list = append(list, name)
		}
	}
	return list
}
