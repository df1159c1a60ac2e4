package sources

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demand/internal/job"
)

// recordedDay lies behind the recording of every answer and before most of their postings end.
var recordedDay = time.Date(2026, 8, 20, 0, 0, 0, 0, time.UTC)

// TestRecordedAnswers reads what the services really answered; the answers are not part of this repository.
func TestRecordedAnswers(t *testing.T) {
	for _, c := range []struct {
		file, kind, employer string
		count                int
		want                 job.Posting // of the first posting; Text is how its text begins
		err                  string
	}{
		{file: "lever/postings_idealist.json", kind: "lever", employer: "Idealist", count: 2, want: job.Posting{
			Key: "a24ec4e5-5caa-473d-abd4-b71f09a8167b", Title: "(1099 Contract) Nonprofit Salesforce Consultant: Enterprise Project Manager", Employer: "Idealist",
			Places: []string{"Chicago, IL"}, Remote: job.FullyRemote, PostedOn: job.NewDate(2025, 11, 27),
			URL: "https://jobs.lever.co/idealistconsulting/a24ec4e5-5caa-473d-abd4-b71f09a8167b", Text: "Are you tenacious",
		}},
		{file: "lever/postings_leverdemo.json", kind: "lever", employer: "Lever", count: 6, want: job.Posting{
			Key: "33538a2f-d27d-4a96-8f05-fa4b0e4d940e", Title: "AbelsonTaylor Writer", Employer: "Lever",
			Places: []string{"Arlington, TX"}, Remote: job.Hybrid, PostedOn: job.NewDate(2019, 3, 21),
			URL: "https://jobs.lever.co/leverdemo/33538a2f-d27d-4a96-8f05-fa4b0e4d940e", Text: "Welcome to the Demo",
		}},
		{file: "lever/postings_salaryrange.json", kind: "lever", employer: "Outreach", count: 4, want: job.Posting{
			Key: "a60fb104-ce93-4ba0-8763-ffb075b3eed1", Title: "Account Executive, Commercial", Employer: "Outreach",
			Places: []string{"United States"}, Remote: job.FullyRemote, Pay: job.Pay{Min: 140000, Max: 160000, Currency: "USD", Period: "year"}, PostedOn: job.NewDate(2026, 6, 29),
			URL: "https://jobs.lever.co/outreach/a60fb104-ce93-4ba0-8763-ffb075b3eed1", Text: "About Outreach\nOutreach,",
		}},
		{file: "ashby/board_compensation_raw.json", kind: "ashby", employer: "Ramp", count: 20, want: job.Posting{
			Key: "34413f8d-26bf-4bbc-8ade-eb309a0e2245", Title: "Security Engineer, Cloud", Employer: "Ramp",
			Places: []string{"New York, NY (HQ)", "Miami, FL", "Remote (US)", "Remote (Canada)"}, Remote: job.Hybrid,
			Pay: job.Pay{Min: 211400, Max: 290600, Currency: "USD", Period: "year"}, PostedOn: job.NewDate(2026, 4, 7),
			URL: "https://jobs.ashbyhq.com/ramp/34413f8d-26bf-4bbc-8ade-eb309a0e2245", Text: "About Ramp\nRamp is building",
		}},
		{file: "ashby/board_highlightta.json", kind: "ashby", employer: "HighlightTA", count: 2, want: job.Posting{
			Key: "90fb3621-899e-4b59-925d-25080ec91e18", Title: "Senior Technical Recruiter", Employer: "HighlightTA",
			Places: []string{"Canada"}, Remote: job.FullyRemote, PostedOn: job.NewDate(2026, 4, 20),
			URL: "https://jobs.ashbyhq.com/HighlightTA/90fb3621-899e-4b59-925d-25080ec91e18", Text: "About HighlightTA",
		}},
		{file: "ashby/board_notion.json", kind: "ashby", employer: "Notion", count: 3, want: job.Posting{
			Key: "05e14247-17c4-4e98-9a13-53828a4e2f13", Title: "Business Development Representative, New York", Employer: "Notion",
			Places: []string{"New York, New York"}, Remote: job.Hybrid, Pay: job.Pay{Min: 34, Max: 39, Currency: "USD", Period: "hour"}, PostedOn: job.NewDate(2026, 4, 2),
			URL: "https://jobs.ashbyhq.com/notion/05e14247-17c4-4e98-9a13-53828a4e2f13", Text: "Who We Are\n",
		}},
		{file: "greenhouse/board_gitlab_content_true.json", kind: "greenhouse", count: 3, want: job.Posting{
			Key: "8503792002", Title: "Account Executive - Italy", Employer: "GitLab", Requisition: "6396658002", Places: []string{"Remote, Italy"}, Remote: job.FullyRemote,
			PostedOn: job.NewDate(2026, 4, 17), Language: "en", URL: "https://job-boards.greenhouse.io/gitlab/jobs/8503792002", Text: "GitLab is the",
		}},
		{file: "jsonld/cryptojobslist_graph.html", kind: "jsonld", count: 1, want: job.Posting{
			Key:   "https://cryptojobslist.com/jobs/blockchain-sr-lead-security-engineer-plano-tx-united-states-at-jpmorgan-chase-co",
			Title: "Blockchain - Sr Lead Security Engineer", Employer: "JPMorgan Chase & Co", Places: []string{"Plano, United States"},
			Pay: job.Pay{Min: 180000, Max: 250000, Currency: "USD", Period: "year"}, PostedOn: job.NewDate(2026, 7, 23),
			URL: "https://cryptojobslist.com/jobs/blockchain-sr-lead-security-engineer-plano-tx-united-states-at-jpmorgan-chase-co", Text: "Design and operate",
		}},
		{file: "jsonld/cryptovalley_location.html", kind: "jsonld", count: 1, want: job.Posting{
			Key: "https://cryptovalley.jobs/jobs/data-scientist-fraud-risk-6a6f0946", Title: "Data Scientist - Fraud Risk", Employer: "Solana Foundation",
			Places: []string{"New York, NY, USA", "Remote"}, Remote: job.FullyRemote, PostedOn: job.NewDate(2026, 8, 10),
			URL: "https://cryptovalley.jobs/jobs/data-scientist-fraud-risk-6a6f0946", Text: "Detect fraud",
		}},
		{file: "jsonld/graph_shape.html", kind: "jsonld", count: 2, want: job.Posting{
			Key: "https://jobs.example/careers/backend-intern-winter-2027", Title: "Backend Engineer Intern - Winter 2027", Employer: "GraphCo",
			Places: []string{"USA"}, Remote: job.FullyRemote, PostedOn: job.NewDate(2026, 8, 1),
			URL: "https://jobs.example/careers/backend-intern-winter-2027", Text: "Backend APIs",
		}},
		{file: "jsonld/jsonld_meta_software_engineer.html", kind: "jsonld", count: 0}, // its last day is over
		{file: "jsonld/stackoverflow_clevertech_2021.json", kind: "jsonld", count: 0}, // likewise
		{file: "jsonld/schemaorg_example_0028_jsonld.html", kind: "jsonld", count: 1, want: exampleOfSchemaOrg("")},
		{file: "jsonld/schemaorg_example_0028_microdata.html", kind: "jsonld", count: 1, want: exampleOfSchemaOrg("ABC Company Inc.")},
		{file: "jsonld/schemaorg_example_0028_rdfa.html", kind: "jsonld", count: 1, want: exampleOfSchemaOrg("ABC Company Inc.")},
		{file: "jsonld/barcelona_activa_talentclue_jobpage.html", kind: "jsonld", err: "describes no JobPosting"},
		{file: "jsonld/didi_global_jobdetail.html", kind: "jsonld", err: "describes no JobPosting"},
		{file: "jsonld/jobylon_mcdonalds_se.html", kind: "jsonld", err: "describes no JobPosting"},
		{file: "jsonld/null_ld.html", kind: "jsonld", err: "describes no JobPosting"},
		{file: "jsonld/invalid_js_comment.html", kind: "jsonld", err: "describes no JobPosting"},
		{file: "rss/eluta_too_many_requests.xml", kind: "feed", err: "a notice instead of postings"},
		{file: "rss/jobwebghana_wordpress.xml", kind: "feed", count: 1, want: job.Posting{
			Key: "https://jobwebghana.com/?post_type=job_listing&p=24170", Title: "Professional Driver", Employer: "Stargrowth Management", PostedOn: job.NewDate(2026, 9, 25),
			URL: "https://jobwebghana.com/jobs/professional-driver-stargrowth-management/", Text: "Job Summary:\nWe are seeking",
		}},
		{file: "rss/problogger_wpjobboard.xml", kind: "feed", count: 4, want: job.Posting{
			Key: "https://problogger.com/jobs/job/experienced-true-crime-script-writer-youtube-5/", Title: "Experienced True Crime Script Writer (YouTube)", PostedOn: job.NewDate(2026, 9, 22),
			URL: "https://problogger.com/jobs/job/experienced-true-crime-script-writer-youtube-5/", Text: "We are looking for",
		}},
		{file: "neogov/sample.rss", kind: "feed", employer: "State of Michigan", count: 5, want: job.Posting{
			Key: "http://agency.governmentjobs.com/michigan/default.cfm?action=viewjob&jobid=634789", Title: "Professional Development and Training Intern-DHS", Employer: "State of Michigan",
			Requisition: "1903-13-DHS Prof Dvl", Places: []string{"Lansing, Michigan"}, PostedOn: job.NewDate(2013, 4, 12),
			URL: "http://agency.governmentjobs.com/michigan/default.cfm?action=viewjob&jobid=634789", Text: "The Department of Human Services",
		}},
		{file: "weworkremotely/remote_jobs.rss", kind: "feed", count: 4, want: job.Posting{
			Key: "https://weworkremotely.com/remote-jobs/mathmo-maths-coach", Title: "Maths Coach", Employer: "Mathmo", Places: []string{"Anywhere in the World"}, Remote: job.FullyRemote,
			Pay: job.Pay{Min: 75, Max: 75, Currency: "GBP", Period: "hour"}, PostedOn: job.NewDate(2026, 7, 10),
			URL: "https://weworkremotely.com/remote-jobs/mathmo-maths-coach", Text: "Headquarters: London",
		}},
		{file: "teamtailor/jobs.json", kind: "feed", employer: "Teamtailor", count: 2, want: job.Posting{
			Key: "20fafb7d-f013-4061-b6de-2894b3e0838b", Title: "Account Executive - Italy (Madrid based)", Employer: "Teamtailor", Requisition: "7167985",
			Places: []string{"Madrid, Europe, ES"}, PostedOn: job.NewDate(2026, 2, 4), URL: "https://career.teamtailor.com/jobs/7167985-account-executive-italy-madrid-based",
		}},
		{file: "teamtailor/jobs_shape.rss", kind: "feed", employer: "Acme", count: 2, want: job.Posting{
			Key: "https://acme.teamtailor.com/jobs/1-senior-controls-engineer", Title: "Senior Controls Engineer", Employer: "Acme", Places: []string{"Cincinnati, OH"},
			PostedOn: job.NewDate(2026, 6, 30), URL: "https://acme.teamtailor.com/jobs/1-senior-controls-engineer", Text: "Own the PLC",
		}},
	} {
		body, err := os.ReadFile(filepath.FromSlash("../../shared/payloads/" + c.file))
		if errors.Is(err, os.ErrNotExist) {
			t.Skipf("the recorded answers are not here: %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		if c.kind == "jsonld" && strings.HasSuffix(c.file, ".json") {
			body = []byte(`<script type="application/ld+json">` + string(body) + `</script>`)
		}
		e := Entry{Name: c.kind + "/acme", Employer: c.employer, AcceptTerms: true}
		if c.kind == "jsonld" || c.kind == "feed" {
			e.URL = "https://jobs.example/list"
		}
		s, err := FromEntry(e)
		if err != nil {
			t.Fatal(err)
		}
		page, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: body, At: recordedDay})
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: %v; want an error with %q", c.file, err, c.err)
			}
			continue
		}
		if err != nil || len(page.Postings) != c.count {
			t.Errorf("%s: %d postings, %v; want %d", c.file, len(page.Postings), err, c.count)
			continue
		}
		if c.count == 0 {
			continue
		}
		got := page.Postings[0]
		if !strings.HasPrefix(got.Text, c.want.Text) {
			t.Errorf("%s: text begins %.80q; want %q", c.file, got.Text, c.want.Text)
		}
		got.Text = c.want.Text
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: first posting differs (-want +got):\n%s", c.file, diff)
		}
	}
}

// exampleOfSchemaOrg is the same posting in three notations.
func exampleOfSchemaOrg(employer string) job.Posting {
	return job.Posting{
		Key: "https://jobs.example/list#Software Engineer", Title: "Software Engineer", Employer: employer, Places: []string{"Kirkland, WA"},
		Pay: job.Pay{Min: 100000, Max: 100000, Currency: "USD", Period: "year"}, PostedOn: job.NewDate(2011, 10, 31),
		URL: "https://jobs.example/list", Text: "Description: ABC Company Inc. seeks",
	}
}
