package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demand/internal/job"
	"demand/internal/report"
)

// A source that joins with other habits lifts a skill over all sources, while none changed its own: 50 of 1,000 jobs name it
// before and after, and 150 of 1,000 of the new source. That is a change of the mix, and no change of demand.
func TestANewSourceIsNoChange(t *testing.T) {
	until := job.NewDate(2026, 3, 31)
	dir := t.TempDir()
	write := func(source string, from job.Date, days, jobs, naming int) string {
		var b strings.Builder
		for i := range jobs {
			text := "You store data in MySQL."
			if i*7%jobs < naming {
				text = "You store data in PostgreSQL."
			}
			fmt.Fprintf(&b, `{"source": %q, "id": "%s-%d", "title": "Backend engineer, team %s %d", "employer": "Employer %d", "posted_on": %q, "text": %q}`+"\n",
				source, from, i, from, i, i%400, from+job.Date(i*days/jobs), fmt.Sprintf("%s Team %d of %s is on floor %d, room %d.", text, i, from, i%97, i*i))
		}
		name := filepath.Join(dir, strings.ReplaceAll(source, "/", "-")+"-"+from.String()+".jsonl")
		if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	join := func(files ...string) string {
		var all []byte
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, text...)
		}
		name := filepath.Join(dir, "all.jsonl")
		if err := os.WriteFile(name, all, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	address := filepath.Join(dir, "mix.db")
	demand(t, 0, "import", "--quiet", "--db", address, join(
		write("board/old", until-259, 80, 100, 5), // the warm-up of the archive
		write("board/old", until-179, 90, 1000, 50),
		write("board/old", until-89, 90, 1000, 50),
		write("board/new", until-89, 90, 1000, 150),
	))
	var r report.Skills
	out := demand(t, 0, "report", "--db", address, "--since", "90d", "--until", until.String(), "--format", "json")
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Categories {
		for _, row := range c.Rows {
			if row.Skill != "postgresql" {
				continue
			}
			if row.Verdict != report.NoChange || row.Change.Value != 0 || row.Jobs != 50 || row.Of != 1000 {
				t.Errorf("PostgreSQL = %+v, change %+v; want no clear change, 50 of 1000 both times", row, row.Change)
			}
			if p := row.Pooled; p == nil || p.Change != 5 || p.Within != 0 || p.Mix != 5 {
				t.Errorf("pooled = %+v; want +5, of which nothing within sources", p)
			}
			if len(r.Movers) != 0 || len(r.Sources.NotCompared) != 1 {
				t.Errorf("movers %v, not compared %v; want none, and the new source", r.Movers, r.Sources.NotCompared)
			}
			return
		}
	}
	t.Fatalf("the report does not show PostgreSQL:\n%s", out)
}
