package place

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"demand/internal/job"
)

// text joins places as the tables of these tests write them.
func text(places []job.Place) string {
	var list []string
	for _, p := range places {
		list = append(list, p.String())
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
}

// says reports whether a text such as "Munich, DE-BY" says all that a place does, and perhaps more.
func says(label string, p job.Place) bool {
	inner, remote := label, label == "remote"
	if in, ok := strings.CutPrefix(label, "remote ("); ok {
		inner, remote = strings.TrimSuffix(in, ")"), true
	}
	code := inner[strings.LastIndex(inner, " ")+1:]
	switch {
	case p.Remote != remote:
		return false
	case p.Country == "":
		return label == "remote"
	case p.City != "":
		return inner == (job.Place{Country: p.Country, Region: p.Region, City: p.City}).String()
	case p.Region != "":
		return code == p.Region
	}
	return code == p.Country || strings.HasPrefix(code, p.Country+"-")
}

// TestResolveHoldsWhatWasMeasured holds the figures of the README.
func TestResolveHoldsWhatWasMeasured(t *testing.T) {
	for _, test := range []struct {
		file string
		want score // at least so many, of texts and named exactly so many; at most so many wrong
	}{
		{"labelled", score{texts: 200, named: 188, filled: 180, whole: 190, right: 197, wrong: 2}},
		{"unseen", score{texts: 100, named: 100, filled: 99, whole: 99, right: 113}},
	} {
		t.Run(test.file, func(t *testing.T) {
			got, want := measure(t, "testdata/"+test.file+".tsv"), test.want
			t.Logf("%+v", got)
			if got.texts != want.texts || got.named != want.named || got.filled < want.filled || got.whole < want.whole || got.right < want.right || got.wrong > want.wrong {
				t.Errorf("measured %+v; want %+v", got, want)
			}
		})
	}
}

// A score counts what was read of a file of labelled texts.
type score struct {
	texts, named  int // texts; those that name a place
	filled, whole int // texts that name a place and were given one; texts of which all was read, and nothing wrong
	right, wrong  int // places
}

func measure(t *testing.T, file string) (s score) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text, label, _ := strings.Cut(strings.TrimSpace(line), "\t")
		labels := strings.Split(label, "; ")
		if label == "-" {
			labels = nil
		}
		got := Resolve([]string{text}, job.RemoteUnknown)
		right := 0
		for _, p := range got {
			if slices.ContainsFunc(labels, func(l string) bool { return says(l, p) }) {
				right++
			}
		}
		s.texts++
		s.right += right
		s.wrong += len(got) - right
		if len(labels) > 0 {
			s.named++
			if len(got) > 0 {
				s.filled++
			}
		}
		if right == len(got) && right == len(labels) {
			s.whole++
		} else {
			t.Logf("%s: %q; want %q", text, got, labels)
		}
	}
	return s
}

func TestResolveGoesByWhatStandsBeside(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Paris", "Paris, FR-IDF"},
		{"Paris, TX", "Paris, US-TX"},
		{"London, ON", "London, CA-ON"},
		{"Cambridge", ""}, // three of them are of one size
		{"Cambridge, MA", "Cambridge, US-MA"},
		{"Cambridge, UK", "Cambridge, GB-ENG"},
		{"CA", ""},
		{"San Francisco, CA", "San Francisco, US-CA"},
		{"Toronto, CA", "Toronto, CA-ON"},
		{"Los Altos Hills, CA", "US-CA"}, // no city of the table: not Los Altos
		{"Georgia", ""},
		{"Atlanta, Georgia", "Atlanta, US-GA"},
		{"Tbilisi, Georgia", "Tbilisi, GE-TB"},
		{"Wilmington, DE", "Wilmington, US-DE"},
		{"Berlin, DE", "Berlin, DE-BE"},
		{"Washington", "US"}, // the state or the city
		{"Washington, DC", "Washington, US-DC"},
		{"Portland, OR", "Portland, US-OR"},
		{"Portland OR Seattle", "Portland, US-OR; Seattle, US-WA"},
		{"Ontario", "CA-ON"},
		{"New York", "New York City, US-NY"},
		{"Brooklyn, New York", "Brooklyn, US-NY"},
		{"Washington State", "US-WA"},
		{"SF, NYC or LA", "Los Angeles, US-CA; New York City, US-NY; San Francisco, US-CA"},
		{"SF Bay Area", "US-CA"},
		{"Greater Boston Area", "Boston, US-MA"},
		{"80331 München", "Munich, DE-BY"},
		{"NY 10001", "US-NY"},
		{"Hybrid - Munich", "Munich, DE-BY"},
		{"3 days onsite", ""},
		{"Hybrid, 3 days in London", "London, GB-ENG"},
		{"Boston, MA, Munich, Germany", "Boston, US-MA; Munich, DE-BY"},
		{"US, CA, San Francisco", "San Francisco, US-CA"},
		{"US-CA-San Francisco", "San Francisco, US-CA"},
		{"Bengaluru, Karnataka, India", "Bengaluru, IN-KA"},
		{"Bangalore", "Bengaluru, IN-KA"},
		{"Sarajevo, Bosnia and Herzegovina", "Sarajevo, BA-BIH"},
		{"東京", "Tokyo, JP-13"},
		{"Deutschland", "DE"},
		{"Singapore", "Singapore, SG"},
		{"Luxembourg", "LU"},
		{"Germany; Berlin", "Berlin, DE-BE"}, // the city says it all
		{"US/Canada", "CA; US"},
		{"EMEA", "EMEA"},
		{"Engineering Team", ""},
		{"Multiple locations", ""},
		{"outside Europe", ""},
		{"join us today", ""},
		{"remote in us", "remote (US)"},

		{"Remote", "remote"},
		{"anywhere", "remote"},
		{"Remote - US", "remote (US)"},
		{"US-Remote", "remote (US)"},
		{"Remote (EU only)", "remote (EU)"},
		{"Remote, US", "remote (US)"},
		{"Remote (US, Canada)", "remote (CA); remote (US)"},
		{"Remote (UTC±3)", "remote"},
		{"Remote, EU time zones", "remote"},
		{"Berlin or remote", "Berlin, DE-BE; remote"},
		{"Berlin, Remote", "Berlin, DE-BE; remote"},
		{"Berlin (remote possible)", "Berlin, DE-BE; remote"},
		{"Berlin (Remote)", "remote (Berlin, DE-BE)"},
		{"Remote (Germany) or Berlin", "Berlin, DE-BE; remote (DE)"},
		{"Hybrid or partly remote, Paris", "Paris, FR-IDF"},
		{"San Francisco • New York • Remote (US)", "New York City, US-NY; San Francisco, US-CA; remote (US)"},
	} {
		if got := text(Resolve([]string{test.text}, job.RemoteUnknown)); got != test.want {
			t.Errorf("Resolve(%q) = %s; want %s", test.text, got, test.want)
		}
	}
}

func TestResolveHeedsHowTheWholePostingIsDone(t *testing.T) {
	for _, test := range []struct {
		texts  []string
		remote job.Remote
		want   string
	}{
		{nil, job.FullyRemote, "remote"},
		{nil, job.RemoteUnknown, ""},
		{[]string{"US"}, job.FullyRemote, "remote (US)"},
		{[]string{"US", "Canada"}, job.FullyRemote, "remote (CA); remote (US)"},
		{[]string{"Berlin"}, job.FullyRemote, "Berlin, DE-BE; remote"},
		{[]string{"Berlin", "EU"}, job.FullyRemote, "Berlin, DE-BE; remote (EU)"},
		{[]string{"nowhere known"}, job.FullyRemote, "remote"},
		{[]string{"Remote, Berlin"}, job.Onsite, "Berlin, DE-BE"},
	} {
		if got := text(Resolve(test.texts, test.remote)); got != test.want {
			t.Errorf("Resolve(%q, %q) = %s; want %s", test.texts, test.remote, got, test.want)
		}
	}
}

func TestManyPlacesTakeNoLongTime(t *testing.T) {
	texts := make([]string, 300_000)
	for i := range texts {
		texts[i] = []string{"Berlin", "Lyon", "Vermont", "Remote, Spain"}[i%4]
	}
	if got, want := text(Resolve(texts, "")), "Berlin, DE-BE; Lyon, FR-ARA; US-VT; remote (ES)"; got != want {
		t.Errorf("Resolve = %s; want %s", got, want)
	}
}

func TestNamesAndCodesOfOnePlaceAreFound(t *testing.T) {
	for _, test := range []struct {
		what string
		find func(string) string
		want map[string]string
	}{
		{"Country", Country, map[string]string{"Germany": "DE", "deutschland": "DE", "de": "DE", "USA": "US", "uk": "GB", "EU": "EU", "Czech Republic": "CZ", "Berlin": "", "": ""}},
		{"Region", Region, map[string]string{"California": "US-CA", "us-ca": "US-CA", "CA": "US-CA", "Bayern": "DE-BY", "Ontario": "CA-ON", "Atlantis": ""}},
		{"City", City, map[string]string{"München": "Munich", "cologne": "Köln", "NYC": "New York City", "cambridge": "Cambridge", "France": ""}},
	} {
		for name, want := range test.want {
			if got := test.find(name); got != want {
				t.Errorf("%s(%q) = %q; want %q", test.what, name, got, want)
			}
		}
	}
}

func TestAreasAreThoseOfTheNouns(t *testing.T) {
	found := map[string]bool{}
	for _, p := range own {
		if sizeOf(p) == area {
			found[p.Country] = true
		}
	}
	if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, job.AreaNames) {
		t.Errorf("areas = %q; want %q", got, job.AreaNames)
	}
}

func FuzzResolve(f *testing.F) {
	for _, text := range []string{"Berlin or remote (EU)", "((", ")(,;/", "US-CA-San Francisco, ", "Remote (US / Canada", "\xff東京"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range Resolve([]string{text}, job.FullyRemote) {
			if p == (job.Place{}) || p.Country == "" && (p.Region != "" || p.City != "") {
				t.Errorf("Resolve(%q) holds %+v", text, p)
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	texts := []string{"Berlin, Germany or remote (EU)", "San Francisco, CA"}
	for b.Loop() {
		Resolve(texts, job.FullyRemote)
	}
}
