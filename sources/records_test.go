package sources

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"demand/internal/job"
)

func collect(seq iter.Seq2[Record, error]) (list []Record, err error) {
	for r, err := range seq {
		if err != nil {
			return list, err
		}
		list = append(list, r)
	}
	return list, nil
}

var anvils = []Record{
	{Source: "file/acme", Posting: job.Posting{
		Key: "7", URL: "https://acme.example/7", Title: "Go Developer", Employer: "Acme", Requisition: "R-1", Language: "en",
		Places: []string{"Berlin", "Paris, France"}, Remote: job.FullyRemote, PostedOn: job.NewDate(2026, time.January, 31),
		Pay: job.Pay{Min: 60_000, Max: 75_000, Currency: "EUR", Period: "year"}, Text: "We use Go.\nWrite to [email].",
	}},
	{Posting: job.Posting{Key: "https://acme.example/8", URL: "https://acme.example/8", Title: "Cook", Remote: job.Onsite, Text: "- Soup\n- Bread"}},
}

func TestReadJSONL(t *testing.T) {
	const in = `{"source":"file/acme","id":7,"url":"https://acme.example/7?utm_source=x","title":" Go  Developer","company":"Acme","places":["Berlin","Paris, France","Berlin"],` +
		`"remote":true,"posted_on":"2026-01-31T08:00:00Z","text":"We use Go.\n\nWrite to jane@acme.example.","requisition":"R-1","language":"en","pay_min":60000,"pay_max":75000.0,"currency":"eur","period":"year"}` + "\n\n" +
		`{"url":"https://acme.example/8","title":"Cook","employer":null,"remote":"no","description":"<ul><li>Soup<li>Bread</ul>"}`
	got, err := collect(ReadJSONL(context.Background(), strings.NewReader(in)))
	if diff := cmp.Diff(anvils, got); diff != "" || err != nil {
		t.Errorf("ReadJSONL: %v; differs (-want +got):\n%s", err, diff)
	}
}

func TestReadCSV(t *testing.T) {
	const in = "Source,id,url,title,employer,place,remote,posted_on,text,description,requisition,language,pay_min,pay_max,currency,period\r\n" +
		"file/acme,7,https://acme.example/7,Go Developer,Acme,\"Berlin; Paris, France\",remote,2026-01-31,\"We use Go.\nWrite to jane@acme.example.\",,R-1,en,60000,75000,EUR,year\r\n" +
		",,https://acme.example/8,Cook,,,onsite,,,<ul><li>Soup<li>Bread</ul>,,,,,,\r\n"
	got, err := collect(ReadCSV(context.Background(), strings.NewReader(in)))
	if diff := cmp.Diff(anvils, got); diff != "" || err != nil {
		t.Errorf("ReadCSV: %v; differs (-want +got):\n%s", err, diff)
	}
}

func TestReadJSONLNamesTheLineAfterTheGoodRecords(t *testing.T) {
	const good = `{"id":"1","title":"a"}` + "\n"
	for bad, want := range map[string]string{
		`{"id":"2","title":"b`:         "line 2: want a JSON object",
		`[]`:                           "line 2: want a JSON object",
		`{"id":"2","titel":"b"}`:       `line 2: unknown column "titel"; did you mean title?`,
		`{"id":"2","title":{"a":1}}`:   "line 2: title: want a text",
		`{"id":"2","title":["a","b"]}`: "line 2: title: want one value, not 2",
		`{"title":"b"}`:                "line 2: a posting needs an id or a url",
		`{"id":"2"}`:                   "line 2: a posting needs a title or a text",
		`{"id":"2","title":"b","url":"javascript:x"}`:                                     "line 2: url:",
		`{"id":"2","title":"b","posted_on":"yesterday"}`:                                  "line 2: posted_on:",
		`{"id":"2","title":"b","pay_min":"much"}`:                                         "line 2: pay_min:",
		`{"id":"2","title":"b","pay_min":5}`:                                              "line 2: pay needs",
		`{"id":"2","title":"b","pay_min":5,"pay_max":4,"currency":"EUR","period":"year"}`: "line 2: pay_max is less than pay_min",
		`{"id":"2","title":"b","period":"moon"}`:                                          "line 2: period:",
		`{"id":"2","title":"b","currency":"euros"}`:                                       "line 2: currency:",
		`{"id":"2","title":"b","source":"acme"}`:                                          "line 2: source:",
	} {
		got, err := collect(ReadJSONL(context.Background(), strings.NewReader(good+bad)))
		if len(got) != 1 || err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("ReadJSONL(%s) = %d records, %v; want 1 and %q", bad, len(got), err, want)
		}
	}
}

func TestReadCSVNamesTheLineAfterTheGoodRecords(t *testing.T) {
	const good = "id,title\n1,\"a\nb\"\n"
	for in, want := range map[string]string{
		good + "2,\"b":                       "line 4: ",
		good + "2\n":                         "line 4: it has more or fewer fields than the first line",
		good + ",b\n":                        "line 4: a posting needs an id or a url",
		"id,titel\n1,a\n":                    `line 1: unknown column "titel"; did you mean title?`,
		"id,x-ray-vision\n":                  `line 1: unknown column "x-ray-vision"; there are source, id,`,
		"id,title,pay_min\n1,a,\n2,b,much\n": "line 3: pay_min:",
	} {
		got, err := collect(ReadCSV(context.Background(), strings.NewReader(in)))
		if strings.HasPrefix(in, good) && len(got) != 1 || err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("ReadCSV(%q) = %d records, %v; want %q", in, len(got), err, want)
		}
	}
	if got, err := collect(ReadCSV(context.Background(), strings.NewReader(""))); len(got) != 0 || err != nil {
		t.Errorf("ReadCSV of nothing = %v, %v; want nothing", got, err)
	}
}

func TestReadersSkipAByteOrderMark(t *testing.T) {
	for in, read := range map[string]func(context.Context, io.Reader) iter.Seq2[Record, error]{
		"{\"id\":\"1\",\"title\":\"a\"}\n": ReadJSONL,
		"\"id\",\"title\"\n1,a\n":          ReadCSV,
	} {
		got, err := collect(read(context.Background(), strings.NewReader("\ufeff"+in)))
		if err != nil || len(got) != 1 || got[0].Posting.Key != "1" || got[0].Posting.Title != "a" {
			t.Errorf("behind a byte order mark, %q = %+v, %v; want the one posting", in, got, err)
		}
	}
}

func TestReadersPassOnBrokenInputAndCancellation(t *testing.T) {
	broken := errors.New("broken")
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, read := range map[string]func(context.Context, io.Reader) iter.Seq2[Record, error]{"JSONL": ReadJSONL, "CSV": ReadCSV} {
		in := map[string]string{"JSONL": `{"id":"1","title":"a"}` + "\n", "CSV": "id,title\n1,a\n"}[name]
		got, err := collect(read(context.Background(), io.MultiReader(strings.NewReader(in), iotest.ErrReader(broken))))
		if len(got) != 1 || !errors.Is(err, broken) {
			t.Errorf("%s: got %d records, %v; want 1, %v", name, len(got), err, broken)
		}
		if _, err := collect(read(cancelled, strings.NewReader(in))); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v; want %v", name, err, context.Canceled)
		}
	}
}

func FuzzReadRecords(f *testing.F) {
	f.Add(`{"id":7,"places":["a",null],"title":"b","remote":true}`)
	f.Add("id,title,place\n1,a,x;y\n")
	f.Fuzz(func(t *testing.T, in string) {
		for _, seq := range []iter.Seq2[Record, error]{ReadJSONL(context.Background(), strings.NewReader(in)), ReadCSV(context.Background(), strings.NewReader(in))} {
			list, _ := collect(seq)
			for _, r := range list {
				if r.Posting.Key == "" {
					t.Errorf("a record of %q has no key: %+v", in, r)
				}
			}
		}
	})
}
