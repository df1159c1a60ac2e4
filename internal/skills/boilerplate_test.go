package skills

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const praise = "Acme grows trees with Kubernetes and sells them by the sea, in every port of the coast."

// visit counts postings, of which every one in each holds the praise.
func visit(postings, titles int, holds func(i int) bool) Shared {
	var b Boilerplate
	for i := range postings {
		text := fmt.Sprintf("Plant tree number %d with our team of gardeners, and water it when the sun is low.\n- Python\n", i)
		if holds(i) {
			text += "  " + praise + "\n"
		}
		b.Add(fmt.Sprint("Gardener ", i%titles), text)
	}
	return b.Shared()
}

func TestSharedIsWhatMostPostingsOfSeveralTitlesHold(t *testing.T) {
	for _, test := range []struct {
		name             string
		postings, titles int
		holds            func(i int) bool
		want             int
	}{
		{"all of five", 5, 5, func(int) bool { return true }, 1},
		{"too few postings", 4, 4, func(int) bool { return true }, 0},
		{"too few titles", 50, 2, func(int) bool { return true }, 0},
		{"60 percent", 10, 10, func(i int) bool { return i < 6 }, 1},
		{"59 percent", 100, 10, func(i int) bool { return i < 59 }, 0},
		{"the last 60 percent of many", 10_000, 100, func(i int) bool { return i >= 4_000 }, 1},
		{"half of many", 10_000, 100, func(i int) bool { return i%2 == 0 }, 0},
	} {
		if got := visit(test.postings, test.titles, test.holds); len(got) != test.want {
			t.Errorf("%s: %d paragraphs; want %d", test.name, len(got), test.want)
		}
	}
}

func TestSharedTakesAParagraphOncePerPosting(t *testing.T) {
	var b Boilerplate
	for i := range 10 {
		text := "Something else."
		if i < 3 {
			text = strings.Repeat(praise+"\n", 4)
		}
		b.Add(fmt.Sprint(i), text)
	}
	if got := b.Shared(); len(got) > 0 {
		t.Errorf("Shared() = %d paragraphs; want none", len(got))
	}
}

func TestBoilerplateForgetsWhatIsRare(t *testing.T) {
	var b Boilerplate
	for i := range 20_000 {
		b.Add(fmt.Sprint(i), fmt.Sprintf("A paragraph that stands in one posting and in no other one: %d.\n%s", i, praise))
	}
	if n := len(b.paragraphs); n > 2*bucket {
		t.Errorf("%d paragraphs are kept of 20,000; want at most %d", n, 2*bucket)
	}
}

func TestClassifySkipsBoilerplate(t *testing.T) {
	c := classifier(t)
	shared := visit(5, 5, func(int) bool { return true })
	d := Document{Text: "Requirements:\n- Python\n\n" + strings.ToUpper(praise[:1]) + praise[1:] + "\n- Rust and Docker", Shared: shared}
	if got, want := slugs(c, d), []string{"python", "rust", "docker"}; !slices.Equal(got, want) {
		t.Errorf("Classify with boilerplate = %q; want %q", got, want)
	}
	_, _, rejected := c.Trace(d)
	if len(rejected) != 1 || rejected[0].Slug != "kubernetes" || rejected[0].Why != ofBoilerplate {
		t.Errorf("Trace: rejected %+v; want kubernetes as boilerplate", rejected)
	}
}

func TestTraceSaysWhyAMentionDoesNotCount(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		document Document
		slug     string
		why      string
	}{
		{Document{Text: "no PHP"}, "php", ofNegation},
		{Document{Text: "founders of Docker"}, "docker", ofCompany},
		{Document{Text: "We are Docker and Datadog alumni."}, "docker", ofCompany},
		{Document{Text: "We built gardens at Globex, Initech, and Datadog."}, "datadog", ofCompany},
		{Document{Text: "Docker is hiring.", Employer: "Docker"}, "docker", ofEmployer},
		{Document{Text: "Docker is fun.", Employer: "Docker Austria GmbH"}, "docker", ofEmployer},
		{Document{Text: "Good day!\nDatadog is on a mission."}, "datadog", ofEmployer},
		{Document{Text: "At Datadog, we like gardens."}, "datadog", ofEmployer},
		{Document{Text: "Think Acme or Docker for gardens."}, "docker", ofLikeness},
		{Document{Text: "A plan of beds (think Docker for gardens)."}, "docker", ofLikeness},
		{Document{Text: "A plan of beds (think GitHub + Docker for gardens)."}, "docker", ofLikeness},
		{Document{Text: "A Docker-like tool of our own."}, "docker", ofLikeness},
		{Document{Text: "Privacy notice\nWe run Kubernetes."}, "kubernetes", ofLegal},
		{Document{Text: "Benefits\nMachine learning courses"}, "machine-learning", ofPerks},
		{Document{Text: "Acme enables machine learning.", Employer: "Acme"}, "machine-learning", ofPraise},
		{Document{Text: "Work closely with the machine learning team."}, "machine-learning", ofColleagues},
		{Document{Text: "He is swift today."}, "swift", ofDoubt},
	} {
		_, _, rejected := c.Trace(test.document)
		if !slices.ContainsFunc(rejected, func(r Rejection) bool { return r.Slug == test.slug && r.Why == test.why }) {
			t.Errorf("Trace(%q) rejects %+v; want %s: %s", test.document.Text, rejected, test.slug, test.why)
		}
	}
}
