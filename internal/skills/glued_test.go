package skills

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"demand/internal/job"
)

const glued = "About the jobYou will look after our TransUnion reports.Requirements:3+ years of software developmentExperience with HTMLCSSJavaStrong " +
	"knowledge of AngularFamiliarity with JavaScript frameworks- Docker- Kubernetes- GitHubNice to have:Experience with TerraformExcellent English" +
	" and the wish to learn from the people around you.You should also like gardens, since our office has one."

func TestGluedTextIsReadWithItsBreaks(t *testing.T) {
	c := classifier(t)
	facts, mentions := c.Explain(Document{Title: "Developer", Text: glued})
	want := map[string]job.Strength{
		"html": job.Required, "css": job.Required, "java": job.Required, "angular": job.Required, "javascript": job.Required,
		"docker": job.Required, "kubernetes": job.Required, "github": job.Required, "terraform": job.Preferred,
	}
	for _, f := range facts.Skills {
		if want[f.Slug] != f.Strength {
			t.Errorf("%s is %v; want %v", f.Slug, f.Strength, want[f.Slug])
		}
		delete(want, f.Slug)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	for _, m := range mentions {
		if surface := glued[m.Start:m.End]; !strings.EqualFold(surface, m.Slug) {
			t.Errorf("%s stands at %q", m.Slug, surface)
		}
	}
}

func TestAWishDoesNotReachWhatIsGluedBehindIt(t *testing.T) {
	c := classifier(t)
	text := "Knowledge of Terraform is a plus.5+ years of Kubernetes experience (gardens)Docker knowledge is a plusStrong PythonExperience with Git" +
		strings.Repeat(" and much patience", 12)
	got := make(map[string]job.Strength)
	for _, f := range c.Classify(Document{Text: text}).Skills {
		got[f.Slug] = f.Strength
	}
	for slug, want := range map[string]job.Strength{
		"terraform": job.Preferred, "kubernetes": job.Required, "docker": job.Preferred, "python": job.Required, "git": job.Required,
	} {
		if got[slug] != want {
			t.Errorf("%s is %v; want %v", slug, got[slug], want)
		}
	}
}

func TestAHeadingReachesWhatIsGluedBehindIt(t *testing.T) {
	c := classifier(t)
	text := "We grow gardens and trade in plants. Requirements:Knowledge of PythonStrong SQL and ServicesDesired Skills:• Terraform• Experience with Docker" +
		"Good knowledge of GitWhat's In It for You- Competitive salary- Bonus potential- 401(k): with matchSo, if you like Kubernetes, please apply" +
		strings.Repeat(" and be patient", 12)
	want := map[string]job.Strength{
		"python": job.Required, "sql": job.Required, "terraform": job.Preferred, "docker": job.Preferred, "git": job.Preferred, "kubernetes": job.Mentioned,
	}
	got := make(map[string]job.Strength)
	for _, f := range c.Classify(Document{Text: text}).Skills {
		got[f.Slug] = f.Strength
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v; want %v", got, want)
	}
}

func TestLinesThatOtherPostingsShareAreNotParted(t *testing.T) {
	c := classifier(t)
	shared := "We run on Kubernetes and TerraformExcellent benefits for everyone who joins usExperience a great team.\n"
	text := shared + "Strong PythonExperience with DockerExcellent English" + strings.Repeat(" and much patience", 20)
	facts := c.Classify(Document{Text: text, Shared: Shared{hash(shared)}})
	var got []string
	for _, f := range facts.Skills {
		got = append(got, f.Slug)
	}
	if want := []string{"python", "docker"}; !slices.Equal(got, want) {
		t.Errorf("skills = %v; want %v", got, want)
	}
}

func TestOrdinaryTextIsNotGlued(t *testing.T) {
	long := strings.Repeat(" and so on", 30)
	for _, text := range []string{
		"", "Go", "Strong PythonExperience with DockerExcellent English", "We use JavaScript, TypeScript, PostgreSQL, GitHub, GraphQL, MongoDB, RabbitMQ, DynamoDB and macOS at HackerRank." + long,
		"Node.Js, Vue.Js and Socket.Io in a TransUnion shop (remote)Experience with iOS" + long, strings.Repeat("Experience with LinkedIn and YouTube.\n", 9),
	} {
		if isGlued(text) {
			t.Errorf("%q is taken for glued", text)
		}
	}
}
