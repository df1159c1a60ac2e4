// Package job holds the nouns that every room of demand speaks of: a posting, the
// skills and roles that it names, the visit that found it, and days, places and pay.
// It imports the standard library only and does no work of its own.
package job

import "time"

// A Posting is one public advertisement as one source lists it.
//
// Text that came from the web is plain text here: without markup, with contact details replaced by placeholders.
type Posting struct {
	Key         string   // id of the posting within its source; never empty
	URL         string   // http or https address of its public page; may be empty
	Title       string   // as the source gives it; for a post without one, the role fields of its first line
	Lead        string   // first line of a free-form post (it stands in Text too); empty where the source has titles
	Employer    string   // as the source gives it; empty if unknown
	Requisition string   // the employer's own id of the job, shared by several postings of it; may be empty
	Places      []string // free text, in the source's order, no duplicates
	Remote      Remote
	Pay         Pay
	PostedOn    Date   // day of publication; zero if the source does not say
	Language    string // BCP 47 tag as the source gives it; empty if unknown
	Text        string // the description, block by block, with line breaks between blocks
	Unsure      bool   // nothing but a role word would show that this text is an advertisement at all
	Facts       Facts  // what classification found; zero until then
}

// Remote says where the work is done.
type Remote string

// The values of Remote; the zero value means that the posting does not say.
const (
	RemoteUnknown Remote = ""
	Onsite        Remote = "onsite"
	Hybrid        Remote = "hybrid"
	FullyRemote   Remote = "remote"
)

// Pay is a range in whole units of a currency for a period. The zero value means that none is stated.
type Pay struct {
	Min, Max int64  // equal if one figure is stated
	Currency string // ISO 4217
	Period   string // year, month, week, day or hour
}

// A Source describes one listing: what the store keeps of it.
type Source struct {
	Name      string // kind/board, such as greenhouse/acme; unique
	Kind      string
	Employer  string // whose board it is; empty for boards of many employers
	Technical bool   // the catalogue says that its postings without a role are technical jobs
	Archive   bool   // it keeps closed postings, in dated editions; otherwise it lists what is open now
	Newest    bool   // it lists its newest postings only: one that it no longer lists need not be closed, so absence closes nothing
	Interval  int    // days between two visits
	Credit    string // the line that its terms ask to print; may be empty
}

// ListsOpen reports whether the source lists all that is open, so that what it no longer lists is closed.
func (s Source) ListsOpen() bool { return !s.Archive && !s.Newest }

// An Edition is one dated part of an archive, such as a monthly thread.
// The zero value stands for the single reading of a live source.
type Edition struct {
	Name     string // unique within its source
	OpenedOn Date
	From, To Date // the days for which this edition holds the postings, both included
}

// FinalAfter is the number of days after its opening from which an edition no longer grows.
const FinalAfter = 14

// A Visit is one complete reading of a live source or of an edition, or the failed attempt at one.
type Visit struct {
	Source  Source
	Edition Edition
	At      time.Time     // when its first answer was received
	Took    time.Duration // how long it took
	Shared  []uint64      // hashes of the paragraphs that most of its postings share, as the classification took them; nil if it is not known
	Skipped int           // pages that it listed and that held no posting
	Err     error         // why it failed; nil for a complete visit
}

// An Outcome counts what one visit changed in the store.
type Outcome struct {
	Postings  int // listed by the visit
	Repeated  int // listed with the id of another one, which was taken instead
	New       int
	Closed    int
	Reopened  int
	Changed   int
	Unchanged int
	Known     bool // the store held this visit or a later one already, and took nothing from it
}
