package sources

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demand/internal/job"
)

var june = job.Edition{
	Name:     "2021-06",
	OpenedOn: job.NewDate(2021, time.June, 1),
	From:     job.NewDate(2021, time.June, 1),
	To:       job.NewDate(2021, time.June, 30),
}

const thread = "https://news.ycombinator.com/item?id=900"

func TestHackerNewsListsHiringThreadsOnly(t *testing.T) {
	s := sourceNamed(t, hackerNewsBoard)
	page, err := s.Parse(s.Start()[0], answerOf(t, "hackernews/stories.json"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range page.Editions {
		names = append(names, l.Edition.Name)
	}
	if diff := cmp.Diff([]string{"2021-07", "2021-06"}, names); diff != "" {
		t.Errorf("editions differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(june, page.Editions[1].Edition); diff != "" {
		t.Errorf("edition differs (-want +got):\n%s", diff)
	}
	// Of two threads of one month, the one that people answered.
	if got, want := page.Editions[0].Start.URL, algolia+algoliaPath+"?tags=comment,story_952&hitsPerPage=1000"; got != want {
		t.Errorf("start of 2021-07 = %s; want %s", got, want)
	}
}

// commentsStart returns the request for the comments of the thread of June.
func commentsStart(t testing.TB) (Source, Request) {
	t.Helper()
	s := sourceNamed(t, hackerNewsBoard)
	page, err := s.Parse(s.Start()[0], answerOf(t, "hackernews/stories.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s, page.Editions[1].Start
}

func TestHackerNewsReadsCommentsOfTheAPI(t *testing.T) {
	s, req := commentsStart(t)
	page, err := s.Parse(req, answerOf(t, "hackernews/comments.json"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&june, page.Edition); diff != "" || page.Next != nil || page.Total != -1 {
		t.Errorf("Parse = total %d, %d further pages, edition (-want +got):\n%s", page.Total, len(page.Next), diff)
	}
	checkGolden(t, "hackernews/comments.golden.json", page.Postings)
}

func TestHackerNewsDoubtsWhoLooksForWork(t *testing.T) {
	for text, want := range map[string]bool{
		"Acme | Engineer | Oslo | https://acme.example":                                                             false,
		"SEEKING WORK | Remote | https://me.example<p>Python":                                                       true,
		"Location: Oslo<p>Remote: Yes<p>Willing to relocate: No<p>Technologies: Go<p>Résumé/CV: https://me.example": true,
	} {
		p, ok := hackerNewsPosting("1", text, job.NewDate(2021, time.June, 1))
		if !ok || p.Unsure != want {
			t.Errorf("hackerNewsPosting(%q) = unsure %t, %t; want %t", text, p.Unsure, ok, want)
		}
	}
}

func TestHackerNewsReadsEveryGenerationOfItsPages(t *testing.T) {
	s, req := commentsStart(t)
	api, err := s.Parse(req, answerOf(t, "hackernews/comments.json"))
	if err != nil {
		t.Fatal(err)
	}
	byKey := map[string]job.Posting{}
	for _, p := range api.Postings {
		byKey[p.Key] = p
	}
	for _, generation := range []string{"2018", "2021", "2022", "2024"} {
		s, req, ok := Match(thread)
		if !ok {
			t.Fatalf("Match(%s) = false", thread)
		}
		page, err := s.Parse(req, answerOf(t, "hackernews/item-"+generation+".html"))
		if err != nil {
			t.Errorf("%s: %v", generation, err)
			continue
		}
		if diff := cmp.Diff(&june, page.Edition); diff != "" || page.Next != nil || page.Editions != nil {
			t.Errorf("%s: edition differs (-want +got):\n%s", generation, diff)
		}
		if len(page.Postings) != len(byKey) {
			t.Errorf("%s: %d postings; the API gives %d", generation, len(page.Postings), len(byKey))
		}
		for _, p := range page.Postings {
			want := byKey[p.Key]
			if generation == "2018" { // its comments carry no date
				want.PostedOn = june.From
			}
			if diff := cmp.Diff(want, p); diff != "" {
				t.Errorf("%s: posting %s differs from the API's (-want +got):\n%s", generation, p.Key, diff)
			}
		}
	}
}

func TestHackerNewsFollowsPagesAndDropsWhatShifted(t *testing.T) {
	s, req, _ := Match(thread)
	first, err := s.Parse(req, answerOf(t, "hackernews/item-page1.html"))
	if err != nil {
		t.Fatal(err)
	}
	if len(first.Next) != 1 || first.Next[0].URL != thread+"&p=2" {
		t.Fatalf("Next = %+v; want page 2", first.Next)
	}
	second, err := s.Parse(first.Next[0], answerOf(t, "hackernews/item-page2.html"))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, p := range append(first.Postings, second.Postings...) {
		keys = append(keys, p.Key)
	}
	if diff := cmp.Diff([]string{"1001", "1004", "1005"}, keys); diff != "" {
		t.Errorf("keys differ (-want +got):\n%s", diff)
	}
	if second.Edition != nil || second.Next != nil {
		t.Errorf("page 2 = edition %v, next %v; want neither", second.Edition, second.Next)
	}
}

// commentsAnswer makes an answer of the API that holds the comments with numbers from (the newest) down to to, one a
// minute, but for each tenth, which shares the time of the one before.
func commentsAnswer(total, from, to int) Answer {
	type h map[string]any
	list := []h{}
	for i := from; i >= to; i-- {
		second := 1_622_600_000 + i*60
		if i%10 == 0 {
			second += 60
		}
		list = append(list, h{"objectID": strconv.Itoa(1000 + i), "created_at_i": second, "story_id": 900, "parent_id": 900, "comment_text": "Acme | Engineer " + strconv.Itoa(i)})
	}
	body, _ := json.Marshal(h{"hits": list, "nbHits": total})
	return Answer{Status: http.StatusOK, Body: body}
}

func TestHackerNewsReadsMoreCommentsThanOneQueryServes(t *testing.T) {
	s, req := commentsStart(t)
	keys := map[string]int{}
	first, err := s.Parse(req, commentsAnswer(1500, 1500, 501))
	if err != nil {
		t.Fatal(err)
	}
	if len(first.Next) != 1 || !strings.Contains(first.Next[0].URL, "&numericFilters=created_at_i%3C%3D1622630060") {
		t.Fatalf("Next = %+v; want a request up to the oldest second", first.Next)
	}
	second, err := s.Parse(first.Next[0], commentsAnswer(501, 501, 1)) // 501 and 500 share their time
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(first.Postings, second.Postings...) {
		keys[p.Key]++
	}
	if len(keys) != 1500 || keys["1501"] != 1 || second.Next != nil || second.Edition != nil {
		t.Errorf("got %d postings, number 501 %d times, next %v; want 1500, once, none", len(keys), keys["1501"], second.Next)
	}
}

func TestHackerNewsRefusesAThreadThatIsNotWhole(t *testing.T) {
	s, req := commentsStart(t)
	if _, err := s.Parse(req, commentsAnswer(61, 60, 1)); err == nil || !strings.Contains(err.Error(), "61 comments, only 60") {
		t.Errorf("Parse(60 of 61) = %v; want an error with both numbers", err)
	}
	first, err := s.Parse(req, commentsAnswer(1500, 1500, 501))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Parse(first.Next[0], commentsAnswer(500, 501, 3)); err == nil || !strings.Contains(err.Error(), "1500 comments, only 1498") {
		t.Errorf("Parse(1498 of 1500) = %v; want an error with both numbers", err)
	}
	same := commentsAnswer(501, 501, 501)
	if _, err := s.Parse(first.Next[0], same); err == nil {
		t.Error("Parse of a page with nothing new succeeds; want an error, not an endless visit")
	}
}

func TestHackerNewsReadsAThreadWithoutComments(t *testing.T) {
	s, req := commentsStart(t)
	page, err := s.Parse(req, commentsAnswer(0, 0, 1))
	if err != nil || page.Edition == nil || len(page.Postings) != 0 {
		t.Errorf("Parse = %+v, %v; want the edition without postings", page, err)
	}
}

func TestHackerNewsRefusesOtherShapes(t *testing.T) {
	s, comments := commentsStart(t)
	stories := s.Start()[0]
	item := Request{URL: thread}
	const head = `<title>Ask HN: Who is hiring? (June 2021) | Hacker News</title>`
	for _, c := range []struct {
		name string
		req  Request
		body string
		want string
	}{
		{"stories: HTML", stories, `<html>`, "want a JSON object with hits"},
		{"stories: no hits", stories, `{"nbHits":0}`, "hits and nbHits"},
		{"stories: none of hiring", stories, `{"hits":[{"title":"Ask HN: Freelancer?","objectID":"1","created_at_i":1}],"nbHits":1}`, "there is none"},
		{"stories: no id", stories, `{"hits":[{"title":"Ask HN: Who is hiring? (May 2021)"}],"nbHits":1}`, "no id or no time"},
		{"comments: no hits", comments, `{"message":"rate limit"}`, "hits and nbHits"},
		{"comments: another story", comments, `{"hits":[{"objectID":"1","created_at_i":1,"story_id":901}],"nbHits":1}`, "belongs to story 901"},
		{"comments: another thread", comments, `{"hits":[{"objectID":"1","created_at_i":1,"story_id":900,"story_title":"Ask HN: Who wants to be hired?"}],"nbHits":1}`, "not \"Ask HN: Who is hiring?\""},
		{"comments: no state", Request{URL: comments.URL}, `{"hits":[],"nbHits":0}`, "only after the list"},
		{"item: empty", item, ``, `the thread is ""`},
		{"item: another thread", item, `<title>Ask HN: Who wants to be hired? (June 2021) | Hacker News</title>`, "Who wants to be hired?"},
		{"item: no comments", item, head, "there are no comments"},
		{"item: no depth", item, head + `<table><tr class="athing comtr" id="1"><td class="default"></td></tr></table>`, "comment 1: its depth"},
		{"item: no id", item, head + `<table><tr class="athing comtr"><td class="ind" indent="0"></td></tr></table>`, "has no id"},
		{"item: unknown time", item, head + `<table><tr class="athing comtr" id="1"><td class="ind" indent="0"><span class="age" title="noon"></span><span class="commtext">a</span></td></tr></table>`, `time "noon"`},
		{"item: page elsewhere", item, head + `<table class="comment-tree"><tr><td><a class="morelink" href="https://evil.example/item?id=900&p=2"></a></td></tr></table>`, "leads to"},
		{"item: the same page again", item, head + `<table class="comment-tree"><tr><td><a class="morelink" href="item?id=900&p=1"></a></td></tr></table>`, "leads to"},
		{"another address", Request{URL: "https://news.ycombinator.com/news"}, ``, "is no page of"},
	} {
		_, err := s.Parse(c.req, Answer{Status: http.StatusOK, Body: []byte(c.body)})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: Parse = %v; want an error with %q", c.name, err, c.want)
		}
	}
}

func TestHackerNewsReadsTheRecordedAnswers(t *testing.T) {
	folder := filepath.FromSlash("../../shared/payloads/hackernews")
	stories, err := os.ReadFile(filepath.Join(folder, "algolia_search_whoishiring_raw.json"))
	if err != nil {
		t.Skipf("the recorded answers are not here: %v", err)
	}
	s := sourceNamed(t, hackerNewsBoard)
	page, err := s.Parse(s.Start()[0], Answer{Status: http.StatusOK, Body: stories})
	if err != nil || len(page.Editions) != 12 || page.Editions[0].Edition.Name != "2026-05" {
		t.Fatalf("Parse = %d editions, %v; want 12 from 2026-05 on", len(page.Editions), err)
	}
	body, err := os.ReadFile(filepath.Join(folder, "algolia_comments_story_raw.json"))
	if err != nil {
		t.Fatal(err)
	}
	req := page.Editions[0].Start
	if _, err := s.Parse(req, Answer{Status: http.StatusOK, Body: body}); err == nil {
		t.Error("Parse of a recording cut to 60 of 555 comments succeeds; want an error")
	}
	whole := strings.Replace(string(body), `"nbHits": 555`, `"nbHits": 60`, 1)
	whole = strings.Replace(whole, `"nbHits":555`, `"nbHits":60`, 1)
	read, err := s.Parse(req, Answer{Status: http.StatusOK, Body: []byte(whole)})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range read.Postings {
		checkPosting(t, p)
	}
}

func FuzzHackerNewsParse(f *testing.F) {
	s, comments := commentsStart(f)
	requests := []Request{s.Start()[0], comments, {URL: thread}}
	for i, file := range []string{"stories.json", "comments.json", "item-2018.html"} {
		f.Add(i, answerOf(f, "hackernews/"+file).Body)
	}
	f.Add(2, answerOf(f, "hackernews/item-page1.html").Body)
	f.Fuzz(func(t *testing.T, which int, body []byte) {
		req := requests[uint(which)%uint(len(requests))]
		page, err := s.Parse(req, Answer{Status: http.StatusOK, Body: body})
		if err != nil {
			return
		}
		for _, p := range page.Postings {
			if p.Key == "" || p.Text == "" || p.Lead == "" {
				t.Errorf("Parse(%s) gave a posting without key or text: %s", req.URL, fmt.Sprint(p))
			}
		}
		for _, next := range page.Next {
			if !strings.HasPrefix(next.URL, thread+"&p=2") && !strings.HasPrefix(next.URL, algolia) {
				t.Errorf("Parse(%s) leads to %s", req.URL, next.URL)
			}
		}
	})
}
