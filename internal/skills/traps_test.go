package skills

import (
	"slices"
	"strings"
	"testing"
)

func TestClassifyKnowsAWordFromAName(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"go to market", nil},
		{"Send us your résumé or GitHub.", nil},
		{"Ask for José, with a JWT in hand.", []string{"jwt"}},
		{"K\u0336a\u0336f\u0336k\u0336a\u0336 is gone.", nil}, // struck through
		{"Go ahead", nil},
		{"going forward", nil},
		{"Series C", nil},
		{"We raised a Series C last year.", nil},
		{"Objective-C", []string{"objective-c"}},
		{"R&D", nil},
		{"Our R&amp;D team", nil},
		{"Red flags", nil},
		{"the rest of the team", nil},
		{"rest assured", nil},
		{"react quickly", nil},
		{"React quickly to change.", nil},
		{"spring 2018", nil},
		{"Spring 2018 internship", nil},
		{"a swift resolution", nil},
		{"express ideas", nil},
		{"less busy", nil},
		{"excel at", nil},
		{"access to", nil},
		{"oracle of", nil},
		{"render help", nil},
		{"segment leaders", nil},
		{"scheme of work", nil},
		{"assembly line", nil},
		{"guard rails", nil},
		{"puppet show", nil},
		{"Phoenix, AZ", nil},
		{"ring the bell", nil},
		{"apply through github.com/acme", nil},
		{"See https://github.com/acme/python-tools or mail go@golang.org", nil},
		{"no PHP", nil},
		{"unlike Java", nil},
		{"not a Java shop", nil},
		{"backed by the founders of Docker", nil},
		{"We are backed by Docker.", nil},
		{"Salary: up to PHP 183,000", nil},
		{"We use PHP 8, Redis", []string{"php", "redis"}},
		{"A Symfony app backed by PostgreSQL and Redis", []string{"postgresql", "redis", "symfony"}},
		{"Founded by engineers from Docker, and we code in Kotlin.", []string{"kotlin"}},
		{"We work mostly with Rust.", []string{"rust"}},
		{"Kenntnisse in Analyse (z. B. Excel)", []string{"excel"}},
		{"You know your tools (think Docker, Terraform).", []string{"docker", "terraform"}},
		{"We think Docker is great.", []string{"docker"}},
		{"We're building a platform of microservices for growers, written in Kotlin with PostgreSQL.", []string{"kotlin", "postgresql", "microservices"}},
		{"We're building a platform of microservices for growers.", nil},
		{"Salary: 100k and shares\nOpen roles:\nDevOps Engineer", []string{"devops"}},
		{"Benefits:\nLessons in machine learning", nil},
		{"Our product is used by 300 teams, including Docker and others", nil},
		{"I previously cofounded Docker", nil},
		{"She led engineering at Snowflake", nil},
		{"We run at AWS and are good at Docker", []string{"aws", "docker"}},
		{"We have experience at scale (Docker, Kubernetes)", []string{"docker", "kubernetes"}},
		{"We raised funds and are looking for Docker experts", []string{"docker"}},
		{"Get involved with Docker", []string{"docker"}},
		{"Organizations like ours run on Docker", []string{"docker"}},
		{"Teams rely on us at many companies, including Docker, Kubernetes and others", nil},
		{"We help companies with tools including Docker", []string{"docker"}},
		{"Our product is used by many, and is powered by Docker", []string{"docker"}},
		{"We are the Docker of gardens", nil},
		{"what Docker did for code", nil},
		{"Own the Docker for our teams, and the Terraform of this platform", []string{"docker", "terraform"}},
		{"lots of Spring flowers, some Swift action", nil},
		{"Bonus if you have written Rust before", []string{"rust"}},
		{"Home care services in Crystal River, Florida", nil},
		{"We write services in Go and libraries in Rust.", []string{"go", "rust"}},
		{"lots of Spring, some Swift at the edges", []string{"swift", "spring"}},
		{"like Docker but for plants", nil},
		{"the observability of our systems", []string{"observability"}},
		{"see https:/gardens.example and plant", nil},
		{"reactjs django go docker", []string{"go", "django", "docker", "react"}},
		{"We go to market with Go and C++; no PHP.", []string{"go", "cpp"}},
		{"a maid in Spain", nil},
		{"The bargain of the day, digital and legit", nil},
	} {
		if got := slugs(c, Document{Text: test.text}); !slices.Equal(got, test.want) {
			t.Errorf("Classify(%q) = %q; want %q", test.text, got, test.want)
		}
	}
}

func TestARecruiterNeedsOfficeToolsAlone(t *testing.T) {
	c := classifier(t)
	text := "You hire for DevOps, Kubernetes and machine learning.\nRequirements:\n- Microsoft Excel"
	for _, title := range []string{"Senior Technical Recruiter", "Talent Acquisition Partner (m/f/d)"} {
		if got := slugs(c, Document{Title: title, Text: text}); !slices.Equal(got, []string{"excel"}) {
			t.Errorf("%s: Classify = %q; want excel alone", title, got)
		}
	}
	if got := slugs(c, Document{Title: "Backend Engineer, Recruiting Tools", Text: text}); !slices.Contains(got, "kubernetes") {
		t.Errorf("an engineer of recruiting tools: Classify = %q; want Kubernetes among them", got)
	}
}

func TestClassifyTakesTheLongestName(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Spring Boot", []string{"spring-boot"}},
		{"React Native", []string{"react-native"}},
		{"JavaScript", []string{"javascript"}},
		{"Node.js", []string{"node-js"}},
		{"MySQL", []string{"mysql"}},
		{"SQL Server", []string{"microsoft-sql-server"}},
		{"GitHub Actions", []string{"github-actions"}},
		{"AWS Lambda", []string{"aws-lambda"}},
		{"ASP.NET Core", []string{"asp-dotnet"}},
		{"Kafka Streams", []string{"kafka-streams"}},
	} {
		if got := slugs(c, Document{Text: test.text}); !slices.Equal(got, test.want) {
			t.Errorf("Classify(%q) = %q; want %q", test.text, got, test.want)
		}
	}
}

func TestTheWordsOfOtherTradesNameNoTechnology(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		title, text string
		want        []string
	}{
		{"Registered Nurse", "Write SOAP notes and complete a ROS for each patient.", nil},
		{"Clinical Research Associate", "Thorough knowledge of GCP and of local law.", nil},
		{"Solutions Engineer", "Thorough knowledge of GCP and AWS.", []string{"aws", "google-cloud"}},
		{"Gardener", "Prune Cypress, Elm and Bamboo.", nil},
		{"Account Executive", "Hold multi-threaded conversations and turn MQLs into SQLs.", nil},
		{"Electrician", "Debug control circuits, and do load testing of generators.", nil},
		{"Hotel Front Desk Agent", "You are friendly and service-oriented.", nil},
		{"Site Manager", "Version control of drawings, firewalls between the flats.", nil},
		{"Courier", "Must have Android phone.", nil},
		{"Product Manager", "Understand REST APIs, and know Go services well.", []string{"go", "rest"}},
		{"Product Manager", "You know Python, distributed systems and REST.", []string{"python", "rest", "distributed-systems"}},
		{"Office Manager", "Word, Excel and Outlook.", []string{"excel", "microsoft-word"}},
		{"Content Creator", "Cut films in Photoshop, by our CI- und CC-Richtlinien.", []string{"adobe-photoshop"}},
		{"Sales Manager", "Experience with Oracle CRM On Demand; prospecting, networking.", nil},
		{"Network Engineer", "Routers, switches, IOS, NX-OS.", nil},
		{"Developer", "We build an alternative to Kubernetes.", nil},
		{"Developer", "We serve over 100 customers (Cloudflare, Globex) from Ohio.", nil},
		{"Paralegal", "Experience with SharePoint. Great care in version control.", []string{"sharepoint"}},
		{"Welder", "Welding certifications (AWS or the like).", nil},
		{"UI Designer", "Requirements:\n- Figma\n- Game engines (Unity / Unreal)", []string{"figma", "unity", "unreal-engine"}},
		{"Accountant", "Globex sells streams of data, encryption and machine learning.", nil},
		{"Product Manager", "You have experience with machine learning.", []string{"machine-learning"}},
		{"Therapist", "Evidence-based work, such as DBT and EMDR.", nil},
	} {
		if got := slugs(c, Document{Title: test.title, Text: test.text}); !slices.Equal(got, test.want) {
			t.Errorf("Classify(%q, %q) = %q; want %q", test.title, test.text, got, test.want)
		}
	}
}

func TestClassifyReadsNamesHoweverTheyAreWritten(t *testing.T) {
	c := classifier(t)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"C/C++", []string{"c", "cpp"}},
		{"C, C++, C# and F#.", []string{"c", "cpp", "csharp", "fsharp"}},
		{"C#/.NET", []string{"csharp", "dotnet"}},
		{"(.NET)", []string{"dotnet"}},
		{"CI/CD", []string{"ci-cd"}},
		{"TCP/IP", []string{"tcp-ip"}},
		{"A/B testing", []string{"a-b-testing"}},
		{"k8s", []string{"kubernetes"}},
		{"AWS/GCP", []string{"aws", "google-cloud"}},
		{"Python3", []string{"python"}},
		{"Python 3.11+", []string{"python"}},
		{"HTML5/CSS3", []string{"html", "css"}},
		{"nodejs, node-js, Node JS and Node.JS", []string{"node-js"}},
		{"machine  learning", []string{"machine-learning"}},
		{"machine\u00a0learning", []string{"machine-learning"}},
		{"machine\u2011learning", []string{"machine-learning"}},
		{"Post\u200bgreSQL", []string{"postgresql"}},
		{"<li>Kotlin</li><li>Docker&nbsp;</li>", []string{"kotlin", "docker"}},
		{"“Kotlin”, «Docker»", []string{"kotlin", "docker"}},
		{"unit tests and LLMs", []string{"unit-testing", "llm"}},
		{"unit and integration tests", []string{"unit-testing", "integration-testing"}},
		{"Python-based", []string{"python"}},
		{"We use Kubernetes.We also use Terraform.", []string{"kubernetes", "terraform"}},
		{"Pythonäste, éKotlin", nil},
		{"Erfahrung mit maschinellem Lernen und Verschluesselung", []string{"encryption", "machine-learning"}},
		{"Verschlüsselung, Verschlu\u0308sselung", []string{"encryption"}},
		{"méthodes agiles, me\u0301thodes agiles, methodes agiles, testes unitários", []string{"unit-testing", "agile"}},
		{"Kótlin", nil},
		{"PYTHON AND KUBERNETES", []string{"python", "kubernetes"}},
		{"front-end engineers (react)", []string{"react"}},
		{"Familiarity with react and more is necessary.", []string{"react"}},
		{"They react to customers.", nil},
		{"a server from scratch in rust", []string{"rust"}},
		{"bridges free of rust", nil},
		{"Python, Waterline, react", []string{"python", "react"}},
		{"Python, Product Managers, react", []string{"python"}},
		{"scripting in Python and shell", []string{"python", "shell-scripting"}},
		{"Data mining techniques, doing statistical analysis", []string{"statistics", "data-mining"}},
		{"They write documents and do statistical analysis.", nil},
		{"our services—Kafka—and the data platform–Python", []string{"python", "kafka"}},
		{"Python, idealerweise mit Pandas", []string{"python", "pandas"}},
		{"a framework (e.g., Spark) of ours", []string{"spark"}},
		{"tools such as R not required", []string{"r"}},
		{"Airflow for orchestration.", []string{"airflow"}},
		{"We are not siloed — Terraform and all.", []string{"terraform"}},
		{"Experience in the SonarQube for gardens.", []string{"sonarqube"}},
	} {
		if got := slugs(c, Document{Text: test.text}); !slices.Equal(got, test.want) {
			t.Errorf("Classify(%q) = %q; want %q", test.text, got, test.want)
		}
	}
}

func TestSentencesOfTheTaxonomyHold(t *testing.T) {
	if err := classifier(t).CheckSentences(); err != nil {
		t.Error(err)
	}
}

func TestCheckSentencesNamesTheOneThatFails(t *testing.T) {
	own, err := LoadWith(ownFile(t, `
skills:
  - slug: grove
    name: Grove
    category: cloud
    ambiguous: [Grove]
    rule: name
    match: ["a grove of trees"]
    not: ["Terraform and Grove"]
`))
	if err != nil {
		t.Fatal(err)
	}
	err = New(own).CheckSentences()
	for _, want := range []string{`skills.yaml:3: grove: match: "a grove of trees" does not name it`, `skills.yaml:3: grove: not: "Terraform and Grove" names it`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("CheckSentences() = %v; want %s", err, want)
		}
	}
}

func TestEverySpellingNamesItsSkill(t *testing.T) {
	c := classifier(t)
	for _, e := range c.taxonomy.entries {
		for _, s := range e.spellings() {
			if s.loose {
				continue
			}
			if got := slugs(c, Document{Text: s.text}); !slices.Contains(got, e.Slug) {
				t.Errorf("%s:%d: Classify(%q) = %q; want %s", e.file, e.line, s.text, got, e.Slug)
			}
		}
	}
}

func slugs(c *Classifier, d Document) []string {
	var list []string
	for _, f := range c.Classify(d).Skills {
		list = append(list, f.Slug)
	}
	return list
}
