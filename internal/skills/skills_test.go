package skills

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"demand/internal/job"

	"github.com/google/go-cmp/cmp"
)

func TestExplainGivesTheEvidence(t *testing.T) {
	c := classifier(t)
	facts, mentions := c.Explain(Document{
		Title: "Senior Go Developer",
		Text:  "Requirements:\n- Python and Rust\nNice to have:\n- Kafka",
	})
	wantFacts := job.Facts{
		Version: c.taxonomy.Version(),
		Skills: []job.SkillFact{
			{Slug: "python", Strength: job.Required, Strict: true},
			{Slug: "go", Strength: job.Mentioned},
			{Slug: "rust", Strength: job.Required, Strict: true},
			{Slug: "kafka", Strength: job.Preferred, Strict: true},
		},
		Roles: job.Software, Seniority: job.Senior,
	}
	wantMentions := []job.Mention{
		{Slug: "go", Strength: job.Mentioned, InTitle: true, Start: 7, End: 9, Rule: "cue"},
		{Slug: "python", Strength: job.Required, Strict: true, Start: 16, End: 22, Rule: "name"},
		{Slug: "rust", Strength: job.Required, Strict: true, Start: 27, End: 31, Rule: "list"},
		{Slug: "kafka", Strength: job.Preferred, Strict: true, Start: 48, End: 53, Rule: "name"},
	}
	if diff := cmp.Diff(wantFacts, facts); diff != "" {
		t.Errorf("Explain: facts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantMentions, mentions); diff != "" {
		t.Errorf("Explain: mentions (-want +got):\n%s", diff)
	}
}

func TestClassifyNeverCountsTheEmployersOwnName(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct{ employer, text string }{
		{"MongoDB, Inc.", "MongoDB is hiring. Join MongoDB today."},
		{"Render", "Render is for developers like you."},
		{"dbt Labs", "dbt Labs | Remote"},
		{"Maven Gardens", "Maven Gardens | Remote"},
		{"Datadog (YC, Kafka for gardens)", "Datadog (YC, Kafka for gardens) | Remote\nDatadog’s offices are green."},
		{"Buildkite [CI]", "Buildkite [CI] | Remote\nJoin Buildkite today."},
	} {
		if got := slugs(c, Document{Employer: test.employer, Text: test.text}); got != nil {
			t.Errorf("Classify(%q of %q) = %q; want none", test.text, test.employer, got)
		}
	}
}

func TestClassifySkipsPerksAndLegalText(t *testing.T) {
	c := classifier(t)
	for _, text := range []string{
		"Benefits:\n- Machine learning courses\n- Access to our gym, Excel trainings",
		"Acme is an equal opportunity employer; see our GDPR notice.",
		"We may use Automated Employment Decision Tools that use machine learning to assist in our recruitment.",
		"Privacy notice\nWe handle your data by GDPR and keep it in Kubernetes.",
	} {
		if got := slugs(c, Document{Text: text}); got != nil {
			t.Errorf("Classify(%q) = %q; want none", text, got)
		}
	}
}

func TestWhatFollowsTheBenefitsCounts(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Benefits:\n- Fruit\nROLES:\n- Senior Machine Learning Engineer", []string{"machine-learning"}},
		{"Benefits:\n- Fruit\nSenior DevOps Engineer | Oslo", []string{"devops"}},
		{"Benefits:\n- Fruit\nWe look for gardeners. Open positions:\nCode review", []string{"code-review"}},
		{"Benefits:\n- Fruit\nWork closely with code reviews and unit tests.", []string{"code-review", "unit-testing"}},
		{"Benefits:\n- Talks by machine learning engineers", nil},
		{"Benefits:\n- Fruit\nBuilds and runs machine learning.", []string{"machine-learning"}},
		{"Salary negotiable\nMachine learning for gardens.", []string{"machine-learning"}},
		{"Salary and more\nMachine learning for gardens.", nil},
		{"Wir bieten\nObst\nWas Sie erwartet\nMachine Learning", []string{"machine-learning"}},
	} {
		if got := slugs(c, Document{Title: "Engineer", Text: test.text}); !slices.Equal(got, test.want) {
			t.Errorf("Classify(%q) = %q; want %q", test.text, got, test.want)
		}
	}
}

func TestClassifyTellsTheWorkFromThePraiseOfTheEmployer(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Acme enables growers to use machine learning.", nil},
		{"At Acme, we love plants. Machine learning waters them.", nil},
		{"Acme is the leading app for iPhone and Android.", nil},
		{"About us\nMachine learning for gardens, made in a shed.", nil},
		{"Requirements:\nPython\nIndustries\nComputer Networking", []string{"python"}},
		{"Requirements:\nReact of 3+ years\nSwift (2 years)", []string{"swift", "react"}},
		{"Requirements:\nPython\nBenefits\nEducation and training\nAccessibility", []string{"python"}},
		{"Requirements:\nPython\nWhat´s in it for you:\nScrum", []string{"python"}},
		{"ABOUT ACME\nWe do machine learning.\nHOW WE WORK\nCode review", []string{"code-review"}},
		{"Build the world's leading machine learning platform.", []string{"machine-learning"}},
		{"Acme is on a mission, and you will own machine learning.", []string{"machine-learning"}},
		{"Acme uses machine learning.", []string{"machine-learning"}},
		{"Acme is known for deep expertise in machine learning.", nil},
		{"Acme sells software without having to be a machine learning expert.", nil},
		{"Acme sells seeds, and you must know machine learning.", []string{"machine-learning"}},
		{"Our customers include Globex, Datadog and GitLab.", nil},
		{"Acme helps companies such as Globex and GitLab.", nil},
		{"Acme is looking for experience with machine learning.", []string{"machine-learning"}},
		{"We’re looking for a mind on machine learning.", []string{"machine-learning"}},
		{"Our customers love us since our engineers practise code review.", []string{"code-review"}},
		{"Our customers love us since our team is known for cryptography.", nil},
		{"Our customers love us since all is done with code review.", []string{"code-review"}},
		{"Acme is the leading platform for code review.", nil},
		{"Our engineers at Acme write gardens in Terraform.", []string{"terraform"}},
		{"Unlike the rest, Acme offers gardens, an experience with observability.", nil},
		{"Unlike the rest, Acme uses observability.", []string{"observability"}},
		{"Meet engineers at Globex, Datadog and GitLab.", nil},
		{"Tools used by data scientists (NumPy, Terraform).", []string{"terraform", "numpy"}},
		{"Chosen by companies, including use of Terraform.", []string{"terraform"}},
	} {
		if got := slugs(c, Document{Title: "Engineer", Text: test.text, Employer: "Acme"}); !slices.Equal(got, test.want) {
			t.Errorf("Classify(%q) = %q; want %q", test.text, got, test.want)
		}
	}
}

func TestWhoSeeksWorkAsksForNothing(t *testing.T) {
	c := classifier(t)
	for _, text := range []string{
		"SEEKING WORK | Remote\nBackend developer, Python and Kubernetes",
		"Location: Oslo\nRemote: Yes\nWilling to relocate: No\nTechnologies: Python, Kubernetes\nRésumé/CV: on request",
	} {
		if facts := c.Classify(Document{Lead: strings.SplitN(text, "\n", 2)[0], Text: text}); facts.Skills != nil || facts.Roles != 0 {
			t.Errorf("Classify(%q) = %v %v; want nothing", text, facts.Skills, facts.Roles.Names())
		}
	}
	for _, text := range []string{
		"SEEKING FREELANCER | Remote\nPython",
		"Location: Oslo\nWilling to relocate: we help you.\nPython",
		"Location: Oslo\nWilling to relocate: No\nTechnologies: Python\nRésumé/CV: to us\nWe are looking for a gardener.",
	} {
		if got := slugs(c, Document{Text: text}); !slices.Equal(got, []string{"python"}) {
			t.Errorf("Classify(%q) = %q; want Python", text, got)
		}
	}
}

func TestClassifyKnowsTheEmployerHoweverItsNameIsParted(t *testing.T) {
	c := classifier(t)
	for _, employer := range []string{"Green Fields", "greenfields", "GreenFields Labs", "greenfieldslabs", "Green Fields, Inc."} {
		for _, text := range []string{"Green Fields helps growers with machine learning.", "At Green Fields, machine learning waters plants."} {
			if got := slugs(c, Document{Title: "Engineer", Text: text, Employer: employer}); got != nil {
				t.Errorf("Classify(%q of %q) = %q; want none", text, employer, got)
			}
		}
	}
	for _, employer := range []string{"Green", "Green Fieldstone", "Labs"} {
		text := "Green Fields helps growers with machine learning."
		if got := slugs(c, Document{Title: "Engineer", Text: text, Employer: employer}); !slices.Equal(got, []string{"machine-learning"}) {
			t.Errorf("Classify(%q of %q) = %q; want machine learning", text, employer, got)
		}
	}
}

func TestClassifyTellsTheWorkFromThatOfOthers(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Work closely with our design, machine learning and QA teams.", nil},
		{"Collaborate with machine learning engineers.", nil},
		{"Collaborate with teams on machine learning.", []string{"machine-learning"}},
		{"Partner with the product team to do code reviews.", []string{"code-review"}},
		{"Lead the machine learning team.", []string{"machine-learning"}},
		{"Collaborate with the Kubernetes team.", []string{"kubernetes"}},
		{"Work with technology teams (BA, QA, DevOps) on gardens.", nil},
		{"Lead agile teams (e.g. Scrum).", []string{"agile", "scrum"}},
		{"Work closely with computer vision for one of our teams.", []string{"computer-vision"}},
	} {
		if got := slugs(c, Document{Title: "Engineer", Text: test.text}); !slices.Equal(got, test.want) {
			t.Errorf("Classify(%q) = %q; want %q", test.text, got, test.want)
		}
	}
}

func TestClassifyLeavesEverydayTopicsOutOfOtherTrades(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		document Document
		want     []string
	}{
		{Document{Title: "Account Executive", Text: "Requirements:\n- quality assurance of deals"}, nil},
		{Document{Title: "Account Executive", Text: "Requirements:\n- quality assurance, Selenium"}, []string{"selenium", "quality-assurance"}},
		{Document{Title: "QA Engineer", Text: "Requirements:\n- quality assurance of software"}, []string{"quality-assurance"}},
		{Document{Title: "Software Test Engineer", Text: "You are a part of our QA team."}, []string{"quality-assurance"}},
		{Document{Title: "Backend Engineer", Text: "You meet our QA team."}, nil},
		{Document{Title: "Nurse", Text: "You review authorization requests and ensure data quality."}, nil},
		{Document{Title: "Engineer", Text: "You build authorization."}, []string{"authorization"}},
		{Document{Title: "Account Executive", Text: "- Networking: meet florists"}, nil},
		{Document{Title: "Trade marketing intern", Text: "Requirements:\n- interest in agile execution strategies"}, nil},
		{Document{Title: "Acme Fellowship", Text: "Requirements:\n- interest in agile execution strategies"}, nil},
		{Document{Title: "Acme Fellowship", Text: "Requirements:\n- agile, Python"}, []string{"agile", "python"}},
	} {
		got := slugs(c, test.document)
		slices.Sort(got)
		slices.Sort(test.want)
		if !slices.Equal(got, test.want) {
			t.Errorf("Classify(%+v) = %q; want %q", test.document, got, test.want)
		}
	}
}

func TestClassifyTakesANameBesideItsOwnSite(t *testing.T) {
	c := classifier(t)
	for text, want := range map[string][]string{
		"From drones to Crystal (https://crystal-lang.org/), we like tools.":       {"crystal"},
		"From drones to Crystal (https://www.crystal.example/), we like our dogs.": nil,
	} {
		if got := slugs(c, Document{Text: text}); !slices.Equal(got, want) {
			t.Errorf("Classify(%q) = %q; want %q", text, got, want)
		}
	}
}

// longLine makes a line one that runs on.
var longLine = strings.Repeat(" We plant trees and water them.", runOnLength/30+1)

func TestClassifyReadsTheStrengthFromTheSentenceOrItsHeading(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		text string
		want job.Strength
	}{
		{"Our backend runs on Kubernetes.", job.Mentioned},
		{"5+ years of Kubernetes", job.Required},
		{"You must know Kubernetes.", job.Required},
		{"Kubernetes is a plus.", job.Preferred},
		{"Requirements\n- Kubernetes", job.Required},
		{"What you'll bring:\n- Kubernetes", job.Required},
		{"Nice to have\n- Experience with Kubernetes", job.Preferred},
		{"Skills that would come in handy:\n- Kubernetes", job.Preferred},
		{"Nice to have: Terraform\nOur stack:\n- Kubernetes", job.Mentioned},
		{"Our stack: Kubernetes\nRequirements:\nKubernetes", job.Required},
		{"You must have five years of Kubernetes", job.Required},
		{"Sehr gute Kubernetes-Kenntnisse, Grundkenntnisse in SQL von Vorteil", job.Required},
		{"Bringen Sie Ihre Erfahrung in unser Kubernetes-Team ein.", job.Mentioned},
		{"Looking for engineers who:\n- Have shipped Kubernetes", job.Required},
		{"Let's talk about qualifications\n- Kubernetes", job.Required},
		{"You have worked with Kubernetes (EKS, GKE) or the like (a plus)", job.Preferred},
		{"Bonus: Go.\nSenior Rust Engineer:\nReqs: Kubernetes.", job.Required},
		{"Bonus: Go.\nSenior Rust Engineer:\nKeep Kubernetes running.", job.Mentioned},
		{"Requirements: Kubernetes, Terraform. Nice to have: Helm charts", job.Required},
		{"Requirements: Terraform Nice to have: Kubernetes", job.Preferred},
		{"What You Bring - Kubernetes - Terraform Nice To Have - Helm" + longLine, job.Required},
		{"What You Bring - Terraform Nice To Have - Kubernetes What We Offer - Cake" + longLine, job.Preferred},
		{"Who You Are You write Go Our Stack Kubernetes, Terraform" + longLine, job.Mentioned},
		{"Acme is the leading shop. It is green. Requirements: Kubernetes" + longLine, job.Required},
		{"Experience with continuous integration (CI) and Kubernetes is desired", job.Preferred},
		{"We are looking for an engineer who will run our services on Kubernetes.", job.Mentioned},
		{"We are looking for an engineer to join our team with deep knowledge of Kubernetes.", job.Required},
		{"The ideal candidate is a developer who runs Kubernetes.", job.Required},
		{"Ideally, you'd have:\n- Experience with Kubernetes", job.Preferred},
		{"Experience with Kubernetes is great but by no means a hard requirement.", job.Preferred},
		{"Your expertise in Kubernetes will be crucial.", job.Required},
		{"Nice to have\n● Experience with the following: Kubernetes", job.Preferred},
		{"Requirements\nFamiliarity with Jira is a plus\nKubernetes", job.Required},
		{"Solid experience with Kubernetes", job.Required},
		{"What you'll do\n- You'll take a hands-on role in running Kubernetes", job.Mentioned},
		{"Requirements\nA degree is a plus\nKubernetes", job.Required},
		{"Level up bonus points\nKubernetes", job.Preferred},
		{"Nice to have\nRetail experience\nKubernetes", job.Preferred},
		{"Strong SQL. Bonus points for:\nKubernetes", job.Preferred},
		{"Bonus if you have experience with Kubernetes.", job.Preferred},
		{"Your Role\n- Ship it\nWe'd love to see\n- Kubernetes", job.Required},
		{"Requirements:\n- Go\nWe'd love to see:\n- Kubernetes", job.Preferred},
		{"Requirements\n- Nice to have: Go\n- Kubernetes", job.Required},
		{"Requirements\n- Go\n- Nice to have: Kubernetes", job.Preferred},
		{"Experience level: Senior, Technologies: Kubernetes", job.Mentioned},
		{"Who You Might Be (Nice-to-Haves): - Some cloud experience: large clusters - Knowledge of Kubernetes" + longLine, job.Preferred},
		{"Who You Are (Must-Haves) - Terraform - Kubernetes" + longLine, job.Required},
		{"Requirements:\n- Go\nMajor plusses:\n- Kubernetes", job.Preferred},
		{"Requirements:\n- Go\nSkills that would come in handy:\n- Kubernetes", job.Preferred},
		{"Requirements:\n- Go\nAlso, we'd like to see:\n- Kubernetes", job.Preferred},
		{"Requirements:\n- Go\nNot required, but it's a plus if you also have:\n- Kubernetes", job.Preferred},
		{"We'd love to hear from people with:\n- Kubernetes", job.Required},
		{"We expect you to be comfortable with the following:\n- Kubernetes", job.Required},
		{"Requirements:\n- Go\nExperience writing requirements\nWhat you'll be working on:\n- Kubernetes", job.Mentioned},
		{"A background in tools such as Docker and Kubernetes is necessary.", job.Required},
		{"3+ years working with Kubernetes", job.Required},
		{"Experience with Kubernetes would be plus", job.Preferred},
		{"Experience with Kubernetes is certainly welcome", job.Preferred},
		{"You will gain hands-on experience with Kubernetes.", job.Mentioned},
		{"Our team's expertise in Kubernetes grows with every garden.", job.Mentioned},
		{"We're looking for Kubernetes engineers.", job.Mentioned},
		{"We're looking for a developer with Kubernetes and Terraform.", job.Required},
		{"We're looking for Terraform and Kubernetes.", job.Required},
		{"We're looking for a developer (Terraform, Kubernetes).", job.Mentioned},
		{"Looking for experienced developers to build gardens on Kubernetes.", job.Mentioned},
		{"Looking for someone able to build gardens on Kubernetes.", job.Required},
		{"We are seeking people passionate about Kubernetes.", job.Mentioned},
		{"We are looking for:\n- Terraform\n- Kubernetes Engineer (remote)", job.Mentioned},
		{"Requirements:\n- Kubernetes development", job.Required},
		{"Requirements:\n- Load tests\n- Tech: Go, Kubernetes", job.Required},
		{"Tooling expertise: You run our tools.\nOperations: You work on Kubernetes.", job.Mentioned},
		{"As a gardener among developers you should be comfortable with the following:\n* Terraform\n* Kubernetes", job.Required},
		{"The team grows and grows. We are looking for:\n* Kubernetes engineers", job.Mentioned},
		{"Nice to have:\n- Gardeners should have experience with the following:\n- Kubernetes", job.Preferred},
		{"We seek a high level of proficiency in:\n- Garden design\n- At least one of: Go, Rust\n- Kubernetes", job.Required},
		{"We have openings for experienced engineers in these teams:\n- Kubernetes", job.Mentioned},
		{"Ideally, candidates have some experience in:\n- Kubernetes", job.Preferred},
		{"Our tools - not required if you're willing to learn:\n- Kubernetes", job.Preferred},
		{"Requirements:\nTerraform, Kubernetes (not essential)", job.Preferred},
		{"Requirements:\n- Go\nWhat'll make you special\nExperience with Kubernetes", job.Preferred},
		{"You should have three years with any tool; Terraform; Kubernetes; and gardens.", job.Required},
		{"Terraform is a must; Go is a plus; Kubernetes runs our gardens.", job.Mentioned},
		{"Required: Go. OTHER HELPFUL EDUCATION OR EXPERIENCE: Kubernetes.", job.Preferred},
		{"Hiring criteria:\nKubernetes", job.Required},
		{"We're looking for:\nGardeners\nOur tech stack is Terraform on Kubernetes.", job.Mentioned},
		{"Experience with Terraform and Kubernetes would all be relevant.", job.Preferred},
		{"Nice to have:\n- Kubernetes is a must", job.Required},
		{"Requirements:\nGo\nIt would be awesome if you were\nExperienced with Kubernetes", job.Preferred},
		{"It'd be nice if you have experience with Kubernetes.", job.Preferred},
		{"Requirements:\nGo\nBonus points, if ...\nyou know of Kubernetes", job.Preferred},
		{"Muss-Anforderungen\n- Go\nSoll-Anforderungen\n- Kubernetes", job.Preferred},
		{"Must have:\nPython (open to learn Kubernetes)", job.Preferred},
		{"We work with Kubernetes, and you are open to learn new tools.", job.Required},
		{"Our stack: Kubernetes [we will teach you everything you need].", job.Mentioned},
		{"Requirements:\n- Go\nOur environment is Kubernetes on Linux.", job.Mentioned},
		{"Nice to have:\n- Kubernetes (required)", job.Required},
		{"You need to know: o Kubernetes o A certificate beneficial o Must have Terraform" + longLine, job.Required},
		{"Good knowledge of Kubernetes Experience with Terraform is a plus." + longLine, job.Required},
		{"Must know Terraform. Kubernetes Experience preferred." + longLine, job.Preferred},
	} {
		facts := c.Classify(Document{Text: test.text})
		i := slices.IndexFunc(facts.Skills, func(f job.SkillFact) bool { return f.Slug == "kubernetes" })
		if i < 0 || facts.Skills[i].Strength != test.want {
			t.Errorf("Classify(%q) = %v; want kubernetes %s", test.text, facts.Skills, test.want)
		}
	}
}

func TestRolesComeFromTheTitleThenTheFirstLineThenTheText(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		document  Document
		roles     string
		seniority string
	}{
		{Document{Title: "Senior Backend Engineer", Text: "You work with data scientists."}, "backend", "senior"},
		{Document{Lead: "Acme | Data Engineer, SRE | Remote", Text: "Acme | Data Engineer, SRE | Remote\nWe like React."}, "data-engineering,devops", ""},
		{Document{Text: "We look for a frontend developer who knows Rust."}, "frontend", ""},
		{Document{Title: "Account Executive", Text: "You sell to software engineers."}, "not-technical", ""},
		{Document{Title: "Engineering Manager, Platform"}, "devops,management", "manager"},
		{Document{Text: "Python, Django and Kubernetes."}, "", ""},
		{Document{Lead: "Acme | Oslo | Full-time", Text: "We grow our team by a Rust programmer for the next simulator."}, "software", ""},
		{Document{Lead: "Acme | Oslo | Full-time", Text: "Looking for experienced SWEs who like robots."}, "software", ""},
		{Document{Lead: "Acme | Oslo | Full-time", Text: "Our programming school for children grows."}, "", ""},
		{Document{Lead: "Acme | Oslo | Full-time", Text: "We look for a frontend developer and a data scientist."}, "frontend,data-science", ""},
		{Document{Lead: "Acme | Oslo | Full-time", Text: "Help our customers with marketing and sales."}, "", ""},
		{Document{Lead: "Acme sells plants online." + longLine + " Ask our software engineers and data scientists."}, "", ""},
		{Document{Lead: "Acme | " + longLine + "Data scientists | SRE"}, "devops", ""},
		{Document{Lead: "A copywriter founded Acme." + longLine, Text: "We look for a frontend developer."}, "frontend", ""},
		{Document{Lead: "Acme needs a copywriter." + longLine, Text: "Acme needs a copywriter." + longLine}, "not-technical", ""},
		{Document{}, "", ""},
	} {
		facts := c.Classify(test.document)
		if facts.Roles.String() != test.roles || facts.Seniority.String() != test.seniority {
			t.Errorf("Classify(%+v) = roles %q, seniority %q; want %q, %q",
				test.document, facts.Roles, facts.Seniority, test.roles, test.seniority)
		}
	}
}

func TestClassifyIsSafeForConcurrentUse(t *testing.T) {
	c := classifier(t)
	d := Document{Title: "Go Developer", Text: "Requirements: Go, Rust, Kafka and PostgreSQL. No PHP."}
	want := c.Classify(d)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				if diff := cmp.Diff(want, c.Classify(d)); diff != "" {
					t.Errorf("Classify (-want +got):\n%s", diff)
					return
				}
			}
		})
	}
	group.Wait()
}

func TestTaxonomyFindsASkillByAnyOfItsNames(t *testing.T) {
	taxonomy := classifier(t).taxonomy
	for _, name := range []string{"postgresql", "PostgreSQL", "postgres", " PSQL "} {
		if s, ok := taxonomy.Find(name); !ok || s.Slug != "postgresql" || s.Category != "databases" {
			t.Errorf("Find(%q) = %+v, %v; want postgresql", name, s, ok)
		}
	}
	if s, ok := taxonomy.Find("no such thing"); ok {
		t.Errorf("Find(no such thing) = %+v; want none", s)
	}
}

func TestTaxonomyNamesTheNearestSkills(t *testing.T) {
	taxonomy := classifier(t).taxonomy
	for name, want := range map[string]string{"pyhton": "python", "kubernets": "kubernetes", "Postgress": "postgresql"} {
		if got := taxonomy.Nearest(name); len(got) == 0 || got[0] != want || len(got) > 3 {
			t.Errorf("Nearest(%q) = %q; want %s first", name, got, want)
		}
	}
	if got := taxonomy.Nearest("qqqqqqqqqqqq"); got != nil {
		t.Errorf("Nearest(qqqqqqqqqqqq) = %q; want none", got)
	}
}

func TestTaxonomyOrdersTheGuidesCategoriesFirst(t *testing.T) {
	taxonomy := classifier(t).taxonomy
	var got []string
	for _, c := range taxonomy.Categories() {
		got = append(got, c.Slug)
	}
	if diff := cmp.Diff(categoryOrder, got); diff != "" {
		t.Errorf("Categories (-want +got):\n%s", diff)
	}
	last := 0
	for _, s := range taxonomy.Skills() {
		i := slices.Index(categoryOrder, s.Category)
		if i < last {
			t.Fatalf("Skills: %s of %s stands behind %s", s.Slug, s.Category, categoryOrder[last])
		}
		last = i
	}
	if v := taxonomy.Version(); len(v) != 12 || strings.Trim(v, "0123456789abcdef") != "" {
		t.Errorf("Version() = %q; want 12 hex digits", v)
	}
}

// TestLinksLeadToOneSkill keeps each link in the form of its site, and no two skills at one item, concept or tag.
func TestLinksLeadToOneSkill(t *testing.T) {
	taxonomy := classifier(t).taxonomy
	forms := []struct {
		site string
		form *regexp.Regexp
		of   func(Links) string
	}{
		{"wikidata", regexp.MustCompile(`^Q[1-9][0-9]*$`), func(l Links) string { return l.Wikidata }},
		{"esco", regexp.MustCompile(`^http://data\.europa\.eu/esco/skill/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`), func(l Links) string { return l.ESCO }},
		{"stackoverflow", regexp.MustCompile(`^[a-z0-9.+#-]{1,35}$`), func(l Links) string { return l.StackOverflow }},
	}
	for _, f := range forms {
		at := map[string]string{}
		for _, s := range taxonomy.Skills() {
			e, _, _ := taxonomy.Entry(s.Slug)
			link := f.of(e.Links)
			switch other := at[link]; {
			case link == "":
			case !f.form.MatchString(link):
				t.Errorf("%s: %s: %q; want the form %s", s.Slug, f.site, link, f.form)
			case other != "":
				t.Errorf("%s: %s: %s stands at %s too", s.Slug, f.site, link, other)
			default:
				at[link] = s.Slug
			}
		}
	}
}

func TestLoadNamesTheFileTheLineAndTheKeyThatIsWrong(t *testing.T) {
	good := make(fstest.MapFS)
	for _, c := range categoryOrder {
		good["taxonomy/"+c+".yaml"] = &fstest.MapFile{Data: []byte("name: " + c + "\n")}
	}
	const head = "name: Languages\nskills:\n"
	for _, test := range []struct{ yaml, want string }{
		{head + "  - slug: Python\n    name: Python\n", "taxonomy/languages.yaml:3: Python: slug: "},
		{head + "  - slug: python\n", "taxonomy/languages.yaml:3: python: name: is missing"},
		{head + "  - slug: python\n    name: Python\n    colour: red\n", "colour"},
		{head + "  - slug: python\n    name: Python\n    nature: art\n", "languages.yaml:3: python: nature: "},
		{head + "  - slug: go\n    name: Go\n    ambiguous: [Go]\n", "languages.yaml:3: go: rule: "},
		{head + "  - slug: go\n    name: Go\n    ambiguous: [Go]\n    rule: maybe\n", `languages.yaml:3: go: rule: "maybe" is none of`},
		{head + "  - slug: go\n    name: Go\n    ambiguous: [Go]\n    rule: word\n", "languages.yaml:3: go: match: "},
		{head + "  - slug: a\n    name: Same\n  - slug: b\n    name: same\n", `languages.yaml:5: b: aliases: "same" belongs to a at taxonomy/languages.yaml:3`},
		{head + "  - slug: a\n    name: A one\n  - slug: a\n    name: A two\n", "languages.yaml:5: a: slug: is used at taxonomy/languages.yaml:3"},
		{head + "  - slug: a\n    name: 名前\n", "languages.yaml:3: a: aliases: "},
		{"name: Languages\ndecoys: [Python]\nskills:\n  - slug: python\n    name: Python\n", `languages.yaml:4: python: aliases: "Python" is a decoy too`},
		{"skills: []\n", "languages.yaml:1: name: is missing"},
	} {
		files := maps.Clone(good)
		files["taxonomy/languages.yaml"] = &fstest.MapFile{Data: []byte(test.yaml)}
		_, err := load(files)
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "languages.yaml") {
			t.Errorf("load(%q) = %v; want %s", test.yaml, err, test.want)
		}
	}
	if _, err := load(fstest.MapFS{}); err == nil {
		t.Error("load of nothing = nil; want an error")
	}
}

// ownFile writes a user's file of skills.
func ownFile(t *testing.T, yaml string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "skills.yaml")
	if err := os.WriteFile(path, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadWithAddsAndReplacesSkills(t *testing.T) {
	path := ownFile(t, `
skills:
  - slug: gardenbase
    name: GardenBase
    category: databases
    aliases: [Garden DB]
  - slug: python
    name: Python
    aliases: [Monty]
  - slug: beetpflege
    name: Gärtnern
    category: databases
`)
	own, err := LoadWith(path)
	if err != nil {
		t.Fatal(err)
	}
	c := New(own)
	if got, want := slugs(c, Document{Text: "We use Monty, py3 and GardenDB with PostgreSQL, and like gärtnern."}), []string{"python", "postgresql", "gardenbase", "beetpflege"}; !slices.Equal(got, want) {
		t.Errorf("Classify with own skills = %q; want %q", got, want)
	}
	if s, ok := own.Find("gardenbase"); !ok || s.Category != "databases" {
		t.Errorf("Find(gardenbase) = %+v, %v; want one of databases", s, ok)
	}
	if _, place, _ := own.Entry("gardenbase"); place != path+":3" {
		t.Errorf("Entry(gardenbase) is at %s; want %s:3", place, path)
	}
	shipped, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := shipped.Find("gardenbase"); ok || own.Version() == shipped.Version() {
		t.Errorf("own skills changed the shipped taxonomy, or not the version %s", own.Version())
	}
}

func TestLoadWithNamesTheFileTheLineAndTheKeyThatIsWrong(t *testing.T) {
	for yaml, want := range map[string]string{
		"skills:\n  - slug: a\n    name: Postgres\n    category: databases\n":                    `skills.yaml:2: a: aliases: "Postgres" belongs to postgresql at taxonomy/databases.yaml:`,
		"skills:\n  - slug: a\n    name: A one\n    category: databasis\n":                       `skills.yaml:2: a: category: unknown category "databasis"`,
		"skills:\n  - slug: a\n    name: A one\n    category: apis\n    colour: red\n":           `skills.yaml:5: unknown key "colour"`,
		"skills:\n  - slug: a\n    name: A one\n    category: apis\n  - slug: a\n    name: B\n":  "skills.yaml:5: a: slug: stands twice",
		"skills:\n  - slug: a\n    name: A one\n    category: apis\n    role: qa\n":              "skills.yaml:2: a: role: has no meaning without a rule",
		"skills:\n  - slug: a\n    name: A one\n    category: apis\n    aliases: [a 1, A One]\n": `skills.yaml:2: a: aliases: "A One" stands twice`,
		"skills:\n  - slug: new:a\n    name: A one\n    category: apis\n":                        `skills.yaml:2: new:a: slug: "new:a" is not `,
		"name: Mine\n": "skills.yaml: name: ",
		"skills: [":    "skills.yaml:1: ",
	} {
		_, err := LoadWith(ownFile(t, yaml))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("LoadWith(%q) = %v; want %s", yaml, err, want)
		}
	}
	if _, err := LoadWith("no such file"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("LoadWith(no such file) = %v; want it to say so", err)
	}
}

func TestErrorsOfOwnSkillsAreInPlainWords(t *testing.T) {
	for text, want := range map[string]string{
		"skils:\n  - slug: a\n":                                    `own.yaml:1: unknown key "skils"; did you mean skills`,
		"skills:\n  - slug: a\n    trade: often\n":                 `own.yaml:3: trade: "often" is not true or false`,
		"trade: true\n":                                            "own.yaml:1: trade: does not belong to this group of keys",
		"skills:\n  - slug: a\n    aliases: foo\n":                 `own.yaml:3: aliases: "foo" is not a list, such as [one, two]`,
		"skills:\n  - slug: a\n    weak: maybe\n":                  `own.yaml:3: weak: "maybe" is not true or false`,
		"skills:\n  - slug: a\n    links: x\n":                     `own.yaml:3: links: "x" is not a group of keys`,
		"skills:\n  - slug: [a]\n":                                 `own.yaml:2: slug: a list is not a text`,
		"skills: foo\n":                                            `own.yaml:1: skills: "foo" is not a list`,
		"skills:\n  - a\n":                                         `own.yaml:2: "a" is not a group of keys`,
		"skills:\n  - slug: a\n    name: A\n    name: B\n":         `own.yaml:4: name: stands twice`,
		"skills:\n  - slug: a\n   name: A\n":                       `own.yaml:3: this is no YAML`,
		"skills:\n  - slug: a\n    name: A\n    category: cluod\n": `own.yaml:2: a: category: unknown category "cluod"; did you mean cloud`,
	} {
		path := filepath.Join(t.TempDir(), "own.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := LoadWith(path)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("LoadWith(%q) = %v; want %s", text, err, want)
		}
	}
}

func TestVersionIsOfWhatOwnSkillsSay(t *testing.T) {
	versionOf := func(text string) string {
		path := filepath.Join(t.TempDir(), "own.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		own, err := LoadWith(path)
		if err != nil {
			t.Fatal(err)
		}
		return own.Version()
	}
	one := versionOf("skills:\n  - slug: gardenbase\n    name: GardenBase\n    category: databases\n")
	if v := versionOf("# ours\nskills:\n  - {name: GardenBase, slug: gardenbase, category: databases}\n"); v != one {
		t.Errorf("version = %s; want %s as without the comment", v, one)
	}
	if v := versionOf("skills:\n  - slug: gardenbase\n    name: GardenBase\n    category: databases\n    aliases: [Garden DB]\n"); v == one {
		t.Error("another spelling does not change the version")
	}
}

func FuzzOwnSkills(f *testing.F) {
	f.Add([]byte("skills:\n  - slug: a\n    name: A one\n    category: apis\n"))
	f.Add([]byte("decoys: [x, &a b, *a]\nskills: {}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		own, err := Load()
		if err != nil {
			t.Fatal(err)
		}
		own.entries = slices.Clone(own.entries)
		if f, err := parse("own.yaml", data); err == nil && own.merge("own.yaml", f) == nil && own.check() == nil {
			New(own).Classify(Document{Text: string(data)})
		}
	})
}

func TestVersionChangesWithTheTaxonomy(t *testing.T) {
	files := make(fstest.MapFS)
	for _, c := range categoryOrder {
		data, err := fs.ReadFile(embedded, "taxonomy/"+c+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		files["taxonomy/"+c+".yaml"] = &fstest.MapFile{Data: data}
	}
	before, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	files["taxonomy/apis.yaml"].Data = append(slices.Clone(files["taxonomy/apis.yaml"].Data), "  - slug: new-thing\n    name: New thing\n"...)
	after, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	if before.Version() == after.Version() {
		t.Errorf("Version() = %s before and after a skill was added", before.Version())
	}
}

func FuzzExplain(f *testing.F) {
	for _, s := range []string{
		"", "Go", "C/C++ & .NET", "We go to market with Go and C++; no PHP.", "Requirements:\n• Rust\u00a0and\u200bKafka", "Node.", "a.b@c", "http://x", "\xff\xfeGo\xf0", "R&D C.",
		"Senior | Lead – (Engineer/", "machine\u2011learning\u00ad", "unit and integration tests",
		"Python or Go to",
	} {
		f.Add(s, s, s)
	}
	c := classifier(f)
	for _, e := range c.taxonomy.entries {
		for _, s := range e.Match {
			f.Add(e.Name+" developer", s, "Acme")
		}
	}
	f.Fuzz(func(t *testing.T, title, text, employer string) {
		lead, _, _ := strings.Cut(text, "\n")
		d := Document{Title: title, Lead: lead, Text: text, Employer: employer}
		facts, mentions := c.Explain(d)
		if diff := cmp.Diff(facts, c.Classify(d)); diff != "" {
			t.Fatalf("Classify differs from Explain:\n%s", diff)
		}
		for _, m := range mentions {
			in := text
			if m.InTitle {
				in = title
			}
			if m.Start < 0 || m.Start >= m.End || m.End > len(in) {
				t.Fatalf("mention %+v lies outside its %d bytes", m, len(in))
			}
			if !utf8.RuneStart(in[m.Start]) || m.End < len(in) && utf8.ValidString(in) && !utf8.RuneStart(in[m.End]) {
				t.Fatalf("mention %+v cuts a character of %q", m, in)
			}
			if !slices.ContainsFunc(facts.Skills, func(s job.SkillFact) bool { return s.Slug == m.Slug }) {
				t.Fatalf("mention %+v has no fact", m)
			}
			if why := c.rejects(d, in, m, facts); why != "" {
				t.Fatalf("mention %+v of %q in %q: %s", m, in[m.Start:m.End], in, why)
			}
		}
	})
}

// TestTimeGrowsWithTheText reads texts that would take sixteen times as long when they are four times as long, if each of their names
// cost a look at all of the line. It compares a run with itself, and not with a clock, so that a busy computer does not fail it.
func TestTimeGrowsWithTheText(t *testing.T) {
	const length = 800_000
	long, short := hostile(length), hostile(length/4)
	c := classifier(t)
	for name := range long {
		took := func(d Document) time.Duration {
			start := time.Now()
			c.Trace(d)
			return time.Since(start)
		}
		if few, many := took(short[name]), min(took(long[name]), took(long[name])); many > 6*few+time.Second {
			t.Errorf("%s: %d bytes take %v, four times as many %v", name, length/4, few, many)
		}
	}
}

// hostile returns documents of so many bytes that are hard to read.
func hostile(length int) map[string]Document {
	filled := func(s string) string { return strings.Repeat(s, length/len(s)) }
	half := func(s string) string { return filled(s)[:length/2] }
	return map[string]Document{
		"blanks before names":   {Text: half(" ") + half("Go. ")},
		"marks before names":    {Text: half("-") + half("Go: ")},
		"labels":                {Text: half("- ") + half(": Go")},
		"addresses":             {Text: filled("Go-http-")},
		"list in small letters": {Text: "Spark/" + filled("go/")},
		"endings of genders":    {Title: filled("chargé.e ")},
		"blanks before a title": {Title: half(" ") + half("dev ")},
		"blanks before a grade": {Title: half(" ") + half("I ")},
		"a long employer":       {Text: filled("Go, "), Employer: filled("G")},
		"names looked for":      {Text: "We are looking for someone " + filled("to Docker, ")},
		"names of teams":        {Text: "Work with teams (" + filled("DevOps, ")},
		"the employer's name":   {Text: filled("DevOps, Acme "), Employer: "Acme"},
		"roles in capitals":     {Text: filled("DevOps Engineer ")},
		"commas":                {Text: filled(","), Title: filled(","), Lead: filled(",")},
		"headings":              {Text: filled("Requirements: "), Title: filled("Requirements\n")},
	}
}

// rulesOf says by which rules a spelling may count that asks something of its surroundings.
var rulesOf = map[need][]string{
	asWord:   {byList, byCue, byNear},
	asName:   {byList, byCue, byCase, byNear},
	asUpper:  {byList, byCue, byCase, byNear},
	asLetter: {byList, byCue},
	asTopic:  {byList, byCue, byAsk, byNear, byRole},
	asMade:   {byCue},
	asTest:   {byList},
}

// rejects says why a mention should not have counted, judged by itself; "" if nothing is wrong with it.
func (c *Classifier) rejects(d Document, in string, m job.Mention, facts job.Facts) string {
	word, n := wordAt(in, m.Start)
	e := c.matcher.longest(in, m.Start, word, n)
	if name, ok := c.nameIn(in, &e); ok && e.kind == decoy {
		e = name // "Go to" behind other names
	}
	if int(e.end) != m.End || e.kind != spelling {
		return "no spelling stands there"
	}
	p := &c.matcher.phrases[e.phrase]
	first := p
	for c.slugs[p.skill] != m.Slug {
		if p.more <= 0 {
			return "the spelling is of another skill"
		}
		p = &c.matcher.phrases[p.more]
	}
	var r reading
	r.setEmployer(d.Employer)
	surface := in[m.Start:m.End]
	switch {
	case m.Start > 0 && in[m.Start] != '.' && (class[in[m.Start-1]] == letter || class[in[m.Start-1]] == digit): // VB.NET
		return "it begins within a word"
	case wrongEdge(in, m.Start, m.End):
		return ofEdge
	case r.isEmployer(surface, first.loose):
		return ofEmployer
	case !p.loose && (m.Rule != byName || !m.Strict):
		return "the spelling means nothing else, so it counts by name"
	case p.loose && !slices.Contains(rulesOf[c.needs[p.skill]], m.Rule):
		return "the need of the skill knows no such rule"
	}
	with := c.with[p.skill]
	named := func(s int32) bool {
		return slices.ContainsFunc(facts.Skills, func(f job.SkillFact) bool { return f.Slug == c.slugs[s] })
	}
	mayBeSaid := c.languages[p.skill] && (m.Rule == byCue || m.Rule == byList) // "written in Crystal"
	if p.loose && len(with) > 0 && !mayBeSaid && !slices.ContainsFunc(with, named) {
		return ofCompanions
	}
	return ""
}

// TestClassifierIsSmall holds the memory of a loaded classifier to its budget.
func TestClassifierIsSmall(t *testing.T) {
	taxonomy, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	used := func() int64 {
		for range 3 { // what pools hold goes with the second
			runtime.GC()
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := used()
	c := New(taxonomy)
	if mib := float64(used()-before) / (1 << 20); mib <= 0 || mib > 20 {
		t.Errorf("a classifier takes %.1f MiB; want some, and at most 20", mib)
	} else {
		t.Logf("a classifier takes %.1f MiB", mib)
	}
	runtime.KeepAlive(c)
}

// BenchmarkClassify reads made-up postings, and labelled ones where they are at hand.
func BenchmarkClassify(b *testing.B) {
	c := classifier(b)
	var text strings.Builder
	text.WriteString("Acme builds tools for gardeners in a town by the sea.\n\nRequirements:\n")
	for i := range 40 {
		fmt.Fprintf(&text, "- %d years of building dependable services with people who care about the result\n", i)
		if i%4 == 0 {
			text.WriteString("- Experience with Python, Go or Rust, PostgreSQL and Kafka on Kubernetes\n")
		}
	}
	b.Run("invented", func(b *testing.B) {
		benchmark(b, c, []Document{{Title: "Senior Backend Engineer", Text: text.String()}})
	})
	b.Run("labelled", func(b *testing.B) {
		var documents []Document
		for _, p := range labelledPostings(b) {
			documents = append(documents, p.document())
		}
		benchmark(b, c, documents)
	})
}

func benchmark(b *testing.B, c *Classifier, documents []Document) {
	size := 0
	for _, d := range documents {
		size += len(d.Title) + len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range documents {
			c.Classify(d)
		}
	}
}

func BenchmarkScan(b *testing.B) {
	c := classifier(b)
	var all strings.Builder
	for _, p := range labelledPostings(b) {
		all.WriteString(p.Text)
	}
	text := all.String()
	b.SetBytes(int64(len(text)))
	var s scanner
	for b.Loop() {
		c.matcher.scan(&s, text)
	}
}

// BenchmarkLoad measures what every start of the program pays before it can classify: budget 20 ms.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		t, err := Load()
		if err != nil {
			b.Fatal(err)
		}
		New(t)
	}
}

func BenchmarkNew(b *testing.B) {
	t, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		New(t)
	}
}

func TestVersionCoversAllCode(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, err := code.Open(f); err != nil && f != "data.go" && !strings.HasSuffix(f, "_test.go") {
			t.Errorf("%s is not part of the version: %v", f, err)
		}
	}
}

func TestWishMeansWhatItStandsBy(t *testing.T) {
	c := classifier(t)
	for text, want := range map[string]map[string]job.Strength{
		"3 years of hands-on experience with Docker, Terraform and mobile devices (iOS preferred).": {
			"docker": job.Required, "terraform": job.Required, "ios": job.Preferred},
		"5 years of experience with Java, Kotlin (preferred).":                                       {"java": job.Required, "kotlin": job.Preferred},
		"Working experience (5+ years preferred) with Java and Kafka.":                               {"java": job.Required, "kafka": job.Required},
		"2 years of experience with Snowflake, Redshift and the like, 3 years preferred.":            {"snowflake": job.Required, "redshift": job.Required},
		"Experience with Terraform, identity management, audio streaming, and GraphQL is a big plus": {"terraform": job.Preferred, "graphql": job.Preferred},
		"5 years of Java and Kafka, preferably in a bank.":                                           {"java": job.Required, "kafka": job.Required},
		"At least 2 years of developing Flutter applications ideally over several projects.":         {"flutter": job.Required},
		"3 years of Python, ideally with Terraform.":                                                 {"python": job.Required, "terraform": job.Preferred},
		"Strong Python, and knowledge of Terraform is a plus.":                                       {"python": job.Required, "terraform": job.Preferred},
		"Built with TypeScript, React, WebGL (prior WebGL experience is a bonus, but not necessary), Node.js, Redis.": {
			"typescript": job.Mentioned, "react": job.Mentioned, "webgl": job.Preferred, "redis": job.Mentioned},
		"Our stack is Docker, Redis, Kafka, but experience with Java or Python would come in handy.": {
			"docker": job.Mentioned, "kafka": job.Mentioned, "java": job.Preferred, "python": job.Preferred},
		"Experience with Docker is great, but not necessary.":                                       {"docker": job.Preferred},
		"Knowledge of Terraform, strong Python and experience with Docker in banks (nice to have).": {"terraform": job.Required, "docker": job.Preferred},
		"Experience with large systems (ideally, in Java).":                                         {"java": job.Preferred},
		"Strong Python and experience with Docker (ideally in a bank).":                             {"python": job.Required, "docker": job.Required},
		"We run Kubernetes and Docker, plus PostgreSQL and Redis.":                                  {"kubernetes": job.Mentioned, "redis": job.Mentioned},
		"Desired skills:\nExperience using Linux\nPython":                                           {"linux": job.Preferred, "python": job.Preferred},
		"Over mij.\nErvaring met Docker en kennis van Kubernetes.":                                  {"docker": job.Required, "kubernetes": job.Required},
		"Wünschenswert: Docker und Terraform.":                                                      {"docker": job.Preferred, "terraform": job.Preferred},
		"Wu\u0308nschenswert wäre Docker.":                                                          {"docker": job.Preferred},
		"Maîtrise de Python exigée, Terraform souhaité.":                                            {"python": job.Required},
		"Över allt: Docker.\nÖnskvärt:\nTerraform":                                                  {"docker": job.Mentioned, "terraform": job.Preferred},
	} {
		got := make(map[string]job.Strength)
		for _, f := range c.Classify(Document{Text: text}).Skills {
			got[f.Slug] = f.Strength
		}
		for slug, strength := range want {
			if got[slug] != strength {
				t.Errorf("%q: %s is %v; want %v", text, slug, got[slug], strength)
			}
		}
	}
}
