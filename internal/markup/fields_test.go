package markup

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demand/internal/job"
)

func TestRedactReplacesContacts(t *testing.T) {
	for in, want := range map[string]string{
		"write to jane.doe+jobs@mail.example.com.": "write to [email].",
		"(jobs@example.co.uk)":                     "([email])",
		"jane [at] example [dot] com":              "[email]",
		"jane(at)example(dot)com now":              "[email] now",
		"jane AT example DOT org":                  "[email]",
		"jane at example dot com, or call":         "[email], or call",
		"jane [@] x":                               "jane [@] x",
		"jane{at}example.com":                      "[email]",
		"email jane at example.com":                "email [email]",
		"jane @ example dot com":                   "[email]",
		"Call +49 (0)30 1234567 today":             "Call [phone] today",
		"tel: 555-1234 567":                        "tel: [phone]",
		"(415) 555-2671 or 415.555.2671":           "[phone] or [phone]",
		"1-800-555-2671":                           "[phone]",
		"☎030 1234 5678":                           "☎[phone]",
		"+14155552671":                             "[phone]",
		"WhatsApp 07911123456":                     "WhatsApp [phone]",
	} {
		if got := Redact(in); got != want {
			t.Errorf("Redact(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestRedactKeepsNumbersAndNames(t *testing.T) {
	for _, s := range []string{
		"$120,000 - $150,000", "120.000 - 150.000 EUR", "80 000 - 120 000 €", "€ 60.000", "CHF 120'000–140'000", "$100000-150000", "100 000 000 users",
		"2019 - 2023", "since 2015, 2021-06-01", "01.02.2023 10:30", "31/12/2025", "09:00 - 17:00 24/7",
		"Python 3.11.4", "Java 8/11/17", "10.0.0.1:8080", "ISO 27001:2013", "Windows 2012 2016 2019 2022",
		"Engineer at Booking.com", "Senior Engineer @ Acme", "React @ 18", "npm i left-pad@1.3.0", "look at node.js", "reach us at example.com",
		"https://example.com/jobs/4012345678", "https://medium.com/@jane/post", "req id 4012345678", "look at that", "10,000,000+ requests",
	} {
		if got := Redact(s); got != s {
			t.Errorf("Redact(%q) = %q; want it unchanged", s, got)
		}
	}
}

func TestRemote(t *testing.T) {
	for in, want := range map[string]job.Remote{
		"REMOTE (US)": job.FullyRemote, "Onsite or Remote": job.FullyRemote, "Hybrid (2 days remote)": job.Hybrid, "ONSITE": job.Onsite,
		"On-site, no remote": job.Onsite, "Berlin": job.RemoteUnknown, "remote during covid": job.Hybrid, "Work from home": job.FullyRemote,
	} {
		if got := Remote(in); got != want {
			t.Errorf("Remote(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestPublicURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://Example.com/a?gh_jid=1&utm_source=x&gh_src=y&ref=z#top": "https://example.com/a?gh_jid=1#top",
		" http://example.com/?source=a&lever-source=b&id=2 ":             "http://example.com/?id=2",
		"https://example.com/?": "https://example.com/",
	} {
		if got, ok := PublicURL(in); got != want || !ok {
			t.Errorf("PublicURL(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{
		"", "example.com", "ftp://example.com/", "javascript:alert(1)", "https://user:pass@example.com/", "https:///path", "https://exa mple.com/",
		"https://example.com/\x1b", "https://example.com/" + strings.Repeat("a", 2048),
	} {
		if got, ok := PublicURL(in); ok {
			t.Errorf("PublicURL(%q) = %q; want a refusal", in, got)
		}
	}
}

func TestReadHeader(t *testing.T) {
	for line, want := range map[string]Header{
		"Acme | Senior Go Developer | Berlin, Germany | REMOTE (EU) | Full-time | €70k-90k | https://acme.example": {
			Employer: "Acme", Title: "Senior Go Developer", Places: []string{"Berlin, Germany", "EU"}, Remote: job.FullyRemote,
			Pay: job.Pay{Min: 70_000, Max: 90_000, Currency: "EUR", Period: "year"}, OK: true,
		},
		"Acme Anvils (YC W21) | Boston, MA, Munich, Germany | ONSITE | Backend Engineer | Data Scientist": {
			Employer: "Acme Anvils", Title: "Backend Engineer | Data Scientist", Places: []string{"Boston, MA", "Munich, Germany"}, Remote: job.Onsite, OK: true,
		},
		"https://www.acme.example/jobs | Multiple Roles | NYC/SF | Hybrid": {
			Employer: "acme.example", Title: "Multiple Roles", Places: []string{"NYC", "SF"}, Remote: job.Hybrid, OK: true,
		},
		"Acme (https://acme.example) • Software Engineer • USA, Canada • Remote": {
			Employer: "Acme", Title: "Software Engineer", Places: []string{"USA", "Canada"}, Remote: job.FullyRemote, OK: true,
		},
		"Acme - Full Stack Engineer - London, UK - Onsite": {
			Employer: "Acme", Title: "Full Stack Engineer", Places: []string{"London, UK"}, Remote: job.Onsite, OK: true,
		},
		"Acme Software, Berlin, ONSITE, full-time": {
			Employer: "Acme Software", Places: []string{"Berlin"}, Remote: job.Onsite, OK: true,
		},
		"Senior Systems Engineer | Acme | Remote": {
			Employer: "Acme", Title: "Senior Systems Engineer", Remote: job.FullyRemote, OK: true,
		},
		"Bank of New York Anvils | Data Engineer | ONSITE": {
			Employer: "Bank of New York Anvils", Title: "Data Engineer", Remote: job.Onsite, OK: true,
		},
		"Acme | REMOTE | raised $20M Series A | [email]": {
			Employer: "Acme", Remote: job.FullyRemote, OK: true,
		},
		"We are looking for people who like anvils and remote work": {Remote: job.FullyRemote},
		"": {},
	} {
		if diff := cmp.Diff(want, ReadHeader(line)); diff != "" {
			t.Errorf("ReadHeader(%q) differs (-want +got):\n%s", line, diff)
		}
	}
}

func TestReadHeaderFindsTheEmployer(t *testing.T) {
	for line, want := range map[string]string{
		// The first field may be an address, a remark or more than the name.
		"https://www.acme.example/jobs | Backend Engineer":                 "acme.example",
		"https://careers.acme.example | Backend Engineer":                  "acme.example",
		"Acme [Fully Remote] | Backend Engineer":                           "Acme",
		"[Hiring] Acme - Oslo, Norway. Hybrid - Full-time":                 "Acme",
		"Acme (https://acme.example ) | Backend Engineer | Remote":         "Acme",
		"⭕ Acme | Backend Engineer | Remote":                               "Acme",
		"Acme, a Globex company | Backend Engineer | Remote":               "Acme",
		"Acme, Boulder, CO | Backend Engineer | Remote":                    "Acme",
		"Acme, Berlin and REMOTE | Backend Engineer":                       "Acme",
		"Acme's hiring! | Backend Engineer | Remote":                       "Acme",
		"Globex. We make anvils | Backend Engineer | Remote":               "Globex",
		"University of California, Irvine | Software Engineer | Remote":    "University of California, Irvine",
		"Our World in Anvils | Data Engineer | Remote":                     "Our World in Anvils",
		"Anvilonsite | Data Engineer | Remote":                             "Anvilonsite",
		"MX | Data Engineer | Remote":                                      "MX",
		"COMPANY: Acme Anvils, Inc - https://acme.example/about":           "Acme Anvils, Inc",
		"Position: Backend Engineer | Company: Acme | Location: Leeds":     "Acme",
		"Backend Engineer | Acme (Sweden) | Remote (EU only)":              "Acme",
		"Backend Engineer @Acme Anvils, London | Remote":                   "Acme Anvils",
		"Full remote | Backend Engineer | https://acme.example/jobs":       "acme.example",
		"Backend Engineer | Remote | https://jobs.lever.co/acme/12":        "acme",
		"Software Engineering- Mentor | Leeds | https://jobs.acme.example": "acme.example",
		"Acme is hiring engineers who like anvils!":                        "Acme",
		"Acme Anvils (https://acme.example) is looking for a developer":    "Acme Anvils",
		"At Acme, we make anvils.":                                         "Acme",
		"Acme’s mission is to make anvils":                                 "Acme",
		"Backend Developer (m/f/d) at Acme Anvils":                         "Acme Anvils",
		"Acme Anvils, Inc.":                                                "Acme Anvils, Inc.",

		// What is none.
		"REMOTE | Backend Engineer | Full-time":                          "",
		"Bay Area OR REMOTE | Backend Engineer | Full-time":              "",
		"Berlin, Germany | Backend Engineer | Full-time":                 "",
		"Costa Mesa, CA | Backend Engineer | Full-time":                  "",
		"USA + Canada | Full-Time | Onsite (HQ/San Francisco) or Remote": "",
		"Senior Software Engineer | Full-time | Berlin":                  "",
		"Hiring | Senior Software Engineer | Berlin":                     "",
		"SEEKING FREELANCER | Berlin, London | Remote":                   "",
		"Full-time | Senior Software Engineer | Berlin":                  "",
		"Backend Engineer | Remote | https://www.linkedin.com/jobs/1":    "",
		"Backend Engineer | Hybrid | 3+ years experience":                "",
		"Stealth Fintech | Backend Engineer | Remote":                    "",
		"AI Start-Up | Backend Engineer | Remote":                        "",
		"proprietary trading firm | Backend Engineer | Puerto Rico":      "",
		"Top Fortune 500 Company | Backend Engineer | Remote":            "",
		"USA + any time zone like it | Full-Time | Remote":               "",
		"Lead Developer – GMT +/- 3 hours":                               "",
		"1/2":                                                            "",
		"We are hiring people who like anvils":                           "",
		"Hi everyone, we need a developer":                               "",
		"Hiring full stack developers":                                   "",
		"Are there jobs for people who like anvils?":                     "",
	} {
		if got := ReadHeader(line).Employer; got != want {
			t.Errorf("ReadHeader(%q).Employer = %q; want %q", line, got, want)
		}
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("jane [at] example [dot] com, +49 30 1234567, $120,000")
	f.Add("@@@ at at dot (415) 555-2671 a@b.co")
	f.Fuzz(func(t *testing.T, s string) {
		once := Redact(s)
		if strings.Count(once, "\n") != strings.Count(s, "\n") {
			t.Errorf("Redact(%q) = %q; want the same lines", s, once)
		}
	})
}

func FuzzReadHeader(f *testing.F) {
	f.Add("Acme | Go Developer | Berlin, Germany | REMOTE (EU) | €70k-90k | https://acme.example")
	f.Add("- | (| I , / $1.5-9,999,999k per")
	f.Fuzz(func(t *testing.T, s string) {
		h := ReadHeader(s)
		if !h.OK && (h.Title != "" || h.Places != nil) {
			t.Errorf("ReadHeader(%q) = %+v; want no fields without a separator", s, h)
		}
		if p := h.Pay; p != (job.Pay{}) && (p.Min <= 0 || p.Max < p.Min || p.Currency == "" || p.Period == "") {
			t.Errorf("ReadHeader(%q).Pay = %+v; want a whole range or none", s, p)
		}
		PublicURL(s)
	})
}
