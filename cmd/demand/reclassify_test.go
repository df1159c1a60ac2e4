package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demand/internal/store/storetest"
)

// TestReclassifyGivesTheSameAccountOnEveryDatabase stores postings while a skill of the user's own hides Rust, and reads them
// again without it.
func TestReclassifyGivesTheSameAccountOnEveryDatabase(t *testing.T) {
	root := isolate(t)
	config := filepath.Join(root, "config", "demand")
	if err := os.MkdirAll(config, 0o755); err != nil {
		t.Fatal(err)
	}
	var postings strings.Builder
	postings.WriteString(`{"id": "first", "title": "Backend engineer", "employer": "Acme", "posted_on": "2025-06-01", "text": "Java"}` + "\n")
	for i := range 400 { // a job each day and a half, every fourth in Rust, of late every second
		text := "Requirements:\n- 3 years of Python"
		if i%4 == 0 || i >= 200 && i%2 == 0 {
			text += "\n- Rust programming"
		}
		fmt.Fprintf(&postings, `{"id": "%d", "title": "Backend engineer %d", "employer": "Employer %d", "posted_on": "2026-%02d-%02d", "text": %q}`+"\n",
			i, i, i%50, 1+i/100, 1+i%100/4, text)
	}
	file := filepath.Join(root, "jobs.jsonl")
	if err := os.WriteFile(file, []byte(postings.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(config, "skills.yaml")
	var accounts []string
	storetest.EachAddress(t, func(t *testing.T, address string) {
		if err := os.WriteFile(own, []byte("skills: [{slug: rust, name: Iron oxide}]\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		demand(t, 0, "import", file, "--db", address, "--quiet")
		if err := os.Remove(own); err != nil {
			t.Fatal(err)
		}
		out := demand(t, 0, "reclassify", "--db", address, "--since", "30d", "--until", "2026-04-25", "--format", "json", "--quiet")
		accounts = append(accounts, out)
		var account struct {
			Rows []struct {
				Skill                 string
				Before, Now, Taxonomy float64
				Market                *float64
				Verdict               string
			}
		}
		if err := json.Unmarshal([]byte(out), &account); err != nil {
			t.Fatal(err)
		}
		if len(account.Rows) != 1 || account.Rows[0].Skill != "rust" || account.Rows[0].Before != 0 || account.Rows[0].Taxonomy != 50 || account.Rows[0].Now != 50 {
			t.Fatalf("account = %s; want that the taxonomy finds Rust in half of the jobs, which the old one did not", out)
		}
		again := demand(t, 0, "reclassify", "--db", address, "--since", "30d", "--until", "2026-04-25", "--quiet")
		if !strings.Contains(again, "The new taxonomy changes no share.") {
			t.Errorf("a second run says %q; want that nothing changes", again)
		}
	})
	for _, account := range accounts {
		if account != accounts[0] {
			t.Errorf("accounts differ:\n%s\n%s", account, accounts[0])
		}
	}
}

func TestReclassifyBlamesNoTaxonomyForOtherEmployers(t *testing.T) {
	root := isolate(t)
	config := filepath.Join(root, "config", "demand")
	if err := os.MkdirAll(config, 0o755); err != nil {
		t.Fatal(err)
	}
	var postings strings.Builder
	for _, employer := range []string{"Acme", "Anvilworks"} {
		for i, day := range []string{"2025-06-01", "2026-04-10", "2026-04-25"} {
			fmt.Fprintf(&postings, `{"id": "%d", "source": %q, "title": "Backend engineer", "employer": %q, "requisition": "R%d", "posted_on": %q, "text": "Go"}`+"\n",
				i, "board/"+strings.ToLower(employer), employer, i, day)
		}
	}
	file, db := filepath.Join(root, "jobs.jsonl"), filepath.Join(root, "t.db")
	if err := os.WriteFile(file, []byte(postings.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	demand(t, 0, "import", file, "--db", db, "--quiet")
	if err := os.WriteFile(filepath.Join(config, "employers.yaml"), []byte("employers: [{name: Acme, aliases: [Anvilworks]}]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := demand(t, 0, "reclassify", "--db", db, "--since", "30d", "--until", "2026-04-25", "--format", "json", "--quiet")
	if !strings.Contains(out, "(2 technical ones before, 2 now)") {
		t.Errorf("account = %s; want the same two jobs", out)
	}
}
