package sources

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func names(entries []Entry) []string {
	var list []string
	for _, e := range entries {
		list = append(list, e.Name)
	}
	return list
}

func TestFindKnowsAddresses(t *testing.T) {
	for address, want := range map[string]Entry{
		"https://boards.greenhouse.io/acme":                                   {Name: "greenhouse/acme"},
		"boards.greenhouse.io/acme/jobs/123?gh_src=x":                         {Name: "greenhouse/acme"},
		"https://job-boards.eu.greenhouse.io/acme":                            {Name: "greenhouse/acme"},
		"https://boards.greenhouse.io/embed/job_board?for=acme&b=https://x.y": {Name: "greenhouse/acme"},
		"https://boards-api.greenhouse.io/v1/boards/acme/jobs/7":              {Name: "greenhouse/acme"},
		"https://jobs.lever.co/Acme/0a1b2c3d":                                 {Name: "lever/Acme"},
		"https://jobs.eu.lever.co/acme?location=Paris":                        {Name: "lever/acme", Base: "https://api.eu.lever.co"},
		"https://api.lever.co/v0/postings/acme":                               {Name: "lever/acme"},
		"https://jobs.ashbyhq.com/Acme%20Labs/0a1b/application":               {Name: "ashby/acme labs"},
		"https://api.ashbyhq.com/posting-api/job-board/acme":                  {Name: "ashby/acme"},
		"https://acme.example/jobs.rss":                                       {Name: "feed/acme.example-jobs.rss", URL: "https://acme.example/jobs.rss"},
		"https://acme.example/sitemap.xml":                                    {Name: "jsonld/acme.example-sitemap.xml", URL: "https://acme.example/sitemap.xml"},
		"https://news.ycombinator.com/item?id=27355392":                       {Name: "hackernews/who-is-hiring"},
		"https://acme.example/careers":                                        {},
		"https://jobs.lever.co/":                                              {},
		"https://boards.greenhouse.io/embed/job_board":                        {},
		"https://jobs.lever.co.evil.example/acme":                             {},
		"https://www.linkedin.com/jobs/feed":                                  {},
	} {
		got, err := Find(address, nil)
		if want.Name == "" {
			if err != nil || len(got) != 0 {
				t.Errorf("Find(%q) = %v, %v; want nothing", address, got, err)
			}
			continue
		}
		if err != nil || len(got) != 1 || !cmp.Equal(got[0], want, cmp.AllowUnexported(Entry{})) {
			t.Errorf("Find(%q) = %+v, %v; want %+v", address, got, err, want)
		}
	}
	for _, address := range []string{"", "ftp://acme.example/jobs", "https://user:secret@acme.example/"} {
		if got, err := Find(address, nil); err == nil {
			t.Errorf("Find(%q) = %v; want an error", address, got)
		}
	}
}

func TestFindReadsPages(t *testing.T) {
	page := `<html><head>
		<link rel="alternate" type="application/rss+xml" href="/jobs/feed">
		<link rel="alternate" hreflang="de" href="/de/jobs">
		<script>window.cfg = {"urlToken":"acmetoken","next":"https:\/\/jobs.ashbyhq.com\/acme\/1"};</script>
		<script type="application/ld+json">{"@type":"JobPosting","title":"Go"}</script></head>
		<body><a href="https://jobs.lever.co/acme/1">One</a> <a href="https://jobs.lever.co/acme/2">Two</a>
		<script src="https://boards.greenhouse.io/embed/job_board/js?for=acmeembed&amp;x=1"></script>
		<a href="https://www.greenhouse.io/privacy">Powered by Greenhouse</a></body></html>`
	got, err := Find("https://acme.example/careers", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"lever/acme", "greenhouse/acmetoken", "ashby/acme", "greenhouse/acmeembed", "jsonld/acme.example-careers", "feed/acme.example-jobs-feed"}
	if diff := cmp.Diff(want, names(got)); diff != "" {
		t.Errorf("Find differs (-want +got):\n%s", diff)
	}
	if got[len(got)-1].URL != "https://acme.example/jobs/feed" {
		t.Errorf("feed at %q; want the link's target", got[len(got)-1].URL)
	}
}

func TestFindKnowsASitemapByItsContent(t *testing.T) {
	got, err := Find("https://acme.example/jobs-list.xml", answerOf(t, "jsonld/sitemap.xml").Body)
	if err != nil || !cmp.Equal(names(got), []string{"jsonld/acme.example-jobs-list.xml"}) {
		t.Errorf("Find = %v, %v", names(got), err)
	}
}

func TestEntryYAMLCanBeReadAgain(t *testing.T) {
	text := Entry{Name: "lever/acme", Employer: "Acme: the Anvils", Base: "https://api.eu.lever.co"}.YAML()
	if want := "  - name: lever/acme\n    employer: \"Acme: the Anvils\"\n    base: https://api.eu.lever.co\n"; text != want {
		t.Errorf("YAML = %q; want %q", text, want)
	}
	feed := Entry{Name: "feed/acme", URL: "https://acme.example/feed"}.YAML()
	if !strings.Contains(feed, "# accept_terms: true") {
		t.Errorf("YAML = %q; want a word on the terms", feed)
	}
	feed = strings.Replace(feed, "# accept_terms", "accept_terms", 1)
	list, err := ReadCatalog("my.yaml", []byte("sources:\n"+text+feed))
	if err != nil || len(list) != 2 || list[0].About().Employer != "Acme: the Anvils" {
		t.Errorf("ReadCatalog of what YAML wrote = %v, %v", list, err)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("https://jobs.lever.co/acme", `<a href="https://jobs.ashbyhq.com/a%2Fb">`)
	f.Add("https://boards.greenhouse.io/embed/job_board?for=a", `urlToken: "x" <link rel=alternate type=application/rss+xml href="::">`)
	f.Fuzz(func(t *testing.T, address, body string) {
		entries, err := Find(address, []byte(body))
		if err != nil {
			return
		}
		for _, e := range entries {
			e.AcceptTerms = true
			if _, err := FromEntry(e); err != nil {
				t.Errorf("Find(%q, %q) gave an entry that is none: %v", address, body, err)
			}
			if _, err := ReadCatalog("found", []byte("sources:\n"+e.YAML())); err != nil {
				t.Errorf("Find(%q, %q) gave an entry whose YAML is none: %v\n%s", address, body, err, e.YAML())
			}
		}
	})
}
