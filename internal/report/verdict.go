package report

// A Verdict says in two or three words what a change is.
type Verdict string

// The verdicts.
const (
	ClearRise    Verdict = "clear rise"
	ClearFall    Verdict = "clear fall"
	PossibleRise Verdict = "possible rise"
	PossibleFall Verdict = "possible fall"
	NoChange     Verdict = "no clear change"
	TooFew       Verdict = "too few to say"
)

// Sentences gives each verdict its plain sentence.
var Sentences = map[Verdict]string{
	ClearRise:    "The share rose, by more than chance explains even among so many tested.",
	ClearFall:    "The share fell, by more than chance explains even among so many tested.",
	PossibleRise: "The share may have risen; of so many tested some look so by chance.",
	PossibleFall: "The share may have fallen; of so many tested some look so by chance.",
	NoChange:     "What difference there is can be chance.",
	TooFew:       "There are too few jobs or employers to say anything of a change.",
}

// A Check is a way to count again that a change must stand.
type Check string

// The checks.
const (
	WithDuplicates  Check = "duplicates"
	StrictOnly      Check = "strict"
	WithoutEmployer Check = "employer"
	WithoutSource   Check = "source"
)

// CheckSentences says of each check what it means that a change does not stand it.
var CheckSentences = map[Check]string{
	WithDuplicates:  "not seen when reposts and copies are counted too",
	StrictOnly:      "not seen when only unambiguous mentions count",
	WithoutEmployer: "not seen without the employer that names it most",
	WithoutSource:   "not seen without the newest source",
}

// WhyNot says why a report compares nothing.
type WhyNot string

// The reasons for which nothing is compared.
const (
	NotAsked       WhyNot = "not asked"
	NoCommonSource WhyNot = "no common source"
	TwoTaxonomies  WhyNot = "two taxonomies"
	TooFewJobs     WhyNot = "too few jobs"
	NoData         WhyNot = "no data" // nothing is counted either; Skills.Reason says what there is
)

// WhyNotSentences gives each reason its plain sentence.
var WhyNotSentences = map[WhyNot]string{
	NotAsked:       "No comparison was asked for.",
	NoCommonSource: "Nothing is compared: no source was read throughout both windows.",
	TwoTaxonomies:  `Nothing is compared: the days were classified by different versions of the taxonomy. "demand reclassify" brings them to one.`,
	TooFewJobs:     "Nothing is compared: it takes 100 jobs in each window.",
	NoData:         "There is nothing to count.",
}

// The floors below which a report is silent, in jobs unless said otherwise.
const (
	floorShare     = 30  // of a window, for a percentage
	floorPrecise   = 60  // of a window, for a percentage without a flag
	wideInterval   = 0.2 // a share's interval that is flagged
	floorChange    = 100 // of each window, for a change
	floorSkill     = 10  // of a skill in both windows together, for a test
	floorEmployers = 5   // employers of a skill in both windows together, for a test
	floorClusters  = 20  // employers of a skill, for a design effect of its own
	floorQuotes    = 30  // jobs that state their pay, for a percentile
	floorTails     = 50  // the same for the 10th and the 90th
)

const (
	level     = 0.95 // of the intervals of shares and of changes that are no movers
	falseRate = 0.10 // Benjamini and Hochberg's q
	possible  = 0.05 // p of a possible change

	detectableAt = 0.10 // share of a skill for which the smallest change is told that could have been seen
)
