package store

import (
	"reflect"
	"testing"

	"demand/internal/job"
)

func TestFactsComeBackAsTheyWerePacked(t *testing.T) {
	facts := []Fact{
		{Day: 20_000},
		{
			Day: 20_000, Closed: 20_030, JobClosed: 20_300, Source: 70_000, Employer: 1 << 30, Head: true, Flow: true, Listing: true,
			Roles: job.NotTechnical | job.Backend, Seniority: job.Executive, Remote: job.FullyRemote,
			Language: "en", Pay: job.Pay{Min: 60_000, Max: 75_500, Currency: "EUR", Period: "year"}, Places: []int32{3, 4, 90_000},
			Skills: []FactSkill{{1, job.Mentioned, false}, {2, job.Required, true}, {90_000, job.Preferred, true}},
		},
		{Day: 20_000, Closed: 20_000, JobClosed: 20_000, Remote: job.Hybrid, Language: "fil"},
		{Day: 20_000, Closed: 20_300, JobClosed: 20_300, Gaps: []Gap{{20_000, 20_006}, {20_007, 20_299}}, JobGaps: []Gap{{20_100, 20_100}}},
	}
	var packed []byte
	for i := range facts {
		packed = appendFact(packed, &facts[i])
	}
	for _, want := range facts {
		got := Fact{Day: 20_000}
		rest, err := readFact(packed, &got)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("readFact = %+v, %v; want %+v", got, err, want)
		}
		if _, err := readFact(packed[:len(packed)-len(rest)-1], new(Fact)); err == nil {
			t.Errorf("readFact takes %+v without its last byte", want)
		}
		packed = rest
	}
	if len(packed) > 0 {
		t.Errorf("%d bytes are left", len(packed))
	}
}

func FuzzReadFact(f *testing.F) {
	f.Add(appendFact(nil, &Fact{Closed: 3, JobClosed: 9, Source: 300, Employer: 70_000, Language: "de", Pay: job.Pay{Min: 1, Max: 2, Currency: "USD", Period: "hour"}, Places: []int32{2}, Skills: []FactSkill{{5, job.Required, true}}}))
	f.Add(appendFact(nil, &Fact{Gaps: []Gap{{3, 9}}}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		for n := len(b); n > 0; n = len(b) {
			var fact Fact
			var err error
			if b, err = readFact(b, &fact); err != nil {
				return
			}
			if len(b) >= n {
				t.Fatal("readFact took nothing")
			}
		}
	})
}
