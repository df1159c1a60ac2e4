package made

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"demand/internal/job"
)

// Key returns the id of a posting on its board.
func (p *Posting) Key() string { return strconv.Itoa(keyBase + p.Number) }

// Listing returns a posting as its source gives it, with the facts that classification by a taxonomy of that version
// would find. It is what a store takes.
func (m *Market) Listing(p *Posting, version string) job.Posting {
	facts := job.Facts{
		Version: version, Roles: p.Roles, Seniority: p.Seniority, Skills: make([]job.SkillFact, len(p.Skills)),
		Places: []job.Place{meant[p.Place]}, Language: "en",
	}
	for i, n := range p.Skills {
		facts.Skills[i] = job.SkillFact{Slug: m.Skills[n.Skill].Slug, Strength: n.Strength, Strict: n.Strength > job.Mentioned}
	}
	remote := job.RemoteUnknown
	if strings.HasPrefix(p.Place, "Remote") {
		remote = job.FullyRemote
	}
	return job.Posting{
		Key: p.Key(), URL: m.url(p), Title: p.Title, Employer: m.spelled(p), Requisition: m.requisition(p),
		Places: []string{p.Place}, Remote: remote, PostedOn: p.OpenedOn, Text: m.text(p, plain), Facts: facts,
	}
}

// HTML returns the description of a posting as a board shows it.
func (m *Market) HTML(p *Posting) string { return m.text(p, markup) }

// spelled returns the employer's name as a posting gives it: one in seven has another spelling.
func (m *Market) spelled(p *Posting) string {
	name := m.EmployerName(p.Employer)
	bare, made, _ := strings.Cut(name, " (")
	made = " (" + made
	switch m.rand(ofText, uint64(p.Number)).IntN(28) {
	case 0:
		return strings.ToUpper(bare) + made
	case 1:
		return bare + ", Inc." + made
	case 2:
		return strings.ReplaceAll(bare, " ", "-") + made
	case 3:
		return "The " + bare + " Company" + made
	}
	return name
}

// requisition returns the employer's id of a job as its board gives it; every other board gives none.
func (m *Market) requisition(p *Posting) string {
	if p.Board%2 == 0 {
		return ""
	}
	return strconv.Itoa(p.Requisition)
}

func (m *Market) url(p *Posting) string {
	return "https://" + m.BoardName(p.Board) + ".example/jobs/" + p.Key()
}

// A form says how the parts of a description are written.
type form struct{ heading, paragraph, item, itemsEnd string }

var (
	plain  = form{"%s\n", "%s\n", "%s\n", ""}
	markup = form{"<h3>%s</h3><ul>", "<p>%s</p>", "<li>%s</li>", "</ul>"}
)

// text writes the description: about 2.5 KB. Postings of one job differ in a sentence or two.
func (m *Market) text(p *Posting, f form) string {
	var b strings.Builder
	b.Grow(3 << 10)
	part := func(how, text string) {
		before, after, _ := strings.Cut(how, "%s")
		b.WriteString(before + text + after)
	}
	part(f.paragraph, m.EmployerName(p.Employer)+" is an invented employer, and this is an invented posting for a "+p.Title+".")
	employer := m.rand(ofEmployer, uint64(p.Employer))
	part(f.paragraph, prose(employer, 7)) // stands in all its postings
	r := m.rand(ofText, uint64(p.Job))
	for range 3 {
		part(f.paragraph, prose(r, 9))
	}
	if p.Number != p.Job {
		part(f.paragraph, prose(m.rand(ofText, uint64(p.Number)), 1))
	}
	for _, section := range []struct {
		heading  string
		strength job.Strength
		form     string
	}{
		{"Requirements", job.Required, "Experience with %s"}, {"Nice to have", job.Preferred, "Knowledge of %s"}, {"Our stack", job.Mentioned, "%s"},
	} {
		begun := false
		for _, n := range p.Skills {
			if n.Strength != section.strength {
				continue
			}
			if !begun {
				begun = true
				part(f.heading, section.heading)
			}
			part(f.item, fmt.Sprintf(section.form, m.Skills[n.Skill].Name))
		}
		if begun {
			b.WriteString(f.itemsEnd)
		}
	}
	return b.String()
}

// prose makes sentences that name no skill, of some 80 letters each.
func prose(r *rand.Rand, sentences int) string {
	var b strings.Builder
	for i := range sentences {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(subjects[r.IntN(len(subjects))])
		for j := range 2 {
			if j > 0 {
				b.WriteString(" and")
			}
			b.WriteByte(' ')
			b.WriteString(verbs[r.IntN(len(verbs))])
			b.WriteByte(' ')
			b.WriteString(qualities[r.IntN(len(qualities))])
			b.WriteByte(' ')
			b.WriteString(objects[r.IntN(len(objects))])
		}
		b.WriteByte('.')
	}
	return b.String()
}

var (
	subjects  = strings.Split("You|The team|Our people|Everyone here|This group|The department|Our colleagues|The crew", "|")
	verbs     = strings.Fields("plan improve review discuss document deliver own shape simplify question maintain extend measure support explain")
	qualities = strings.Fields("dependable careful ambitious shared regional seasonal internal daily lasting thoughtful ordinary unusual public early late modest")
	objects   = strings.Fields("deliveries journeys ledgers warehouses timetables harvests catalogues bookings invoices customers partners routines shipments orchards museums bakeries harbours gardens kitchens libraries lighthouses workshops")
)
