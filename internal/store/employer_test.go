package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"demand/internal/employers"
	"demand/internal/job"
	"demand/internal/store"
)

// of returns a posting of an employer.
func of(employer, key string, slugs ...string) job.Posting {
	p := posting(key, slugs...)
	p.Employer = employer
	return p
}

// directory reads a list of employers.
func directory(t *testing.T, text string) *employers.Directory {
	t.Helper()
	file := filepath.Join(t.TempDir(), "employers.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := employers.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func setEmployers(t *testing.T, db *store.DB, text string) {
	t.Helper()
	if err := db.SetEmployers(t.Context(), directory(t, text)); err != nil {
		t.Fatal(err)
	}
	if err := db.Fold(t.Context()); err != nil {
		t.Fatal(err)
	}
}

const allEmployers = `SELECT e.name, e.agency, COUNT(*) AS postings FROM employer e JOIN posting p ON p.employer = e.id GROUP BY e.id, e.name, e.agency ORDER BY e.name`

func TestAnEmployerIsShownByTheSpellingThatMostPostingsUse(t *testing.T) {
	lists := [][]job.Posting{
		{of("ACME", "1"), of("Acme, Inc.", "2"), of("Acme", "3"), of("Acme", "4"), of("Globex", "5"), of("globex", "6")},
		{of("globex", "6"), of("Acme", "3"), of("Globex", "5"), of("Acme", "4"), of("Acme, Inc.", "2"), of("ACME", "1")},
	}
	each(t, func(t *testing.T, db *store.DB) {
		visit(t, db, 0, lists[0]...)
		if err := db.Fold(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got, want := dump(t, db, allEmployers), "Acme|0|4 Globex|0|2"; got != want {
			t.Errorf("employers: %s; want %s", got, want)
		}
	})
	hash := ""
	for _, list := range lists {
		each(t, func(t *testing.T, db *store.DB) {
			visit(t, db, 0, list...)
			if got := status(t, db).Content; hash != "" && got != hash {
				t.Errorf("content %s; want %s whatever the order of reading", got, hash)
			} else {
				hash = got
			}
		})
	}
}

func TestAnAgencyIsOneByTheNameThatIsShown(t *testing.T) {
	lists := [][]job.Posting{
		{of("GlobexStaffing", "1"), of("Globex Staffing", "2"), of("Globex Staffing", "3"), of("InitechStaffing", "4"), of("InitechStaffing", "5"), of("Initech Staffing", "6")},
		{of("Initech Staffing", "6"), of("Globex Staffing", "3"), of("Globex Staffing", "2"), of("InitechStaffing", "5"), of("InitechStaffing", "4"), of("GlobexStaffing", "1")},
	}
	hash := ""
	for _, list := range lists {
		each(t, func(t *testing.T, db *store.DB) {
			setEmployers(t, db, "agency_words: [staffing]")
			visit(t, db, 0, list...)
			content := status(t, db).Content
			if got, want := dump(t, db, allEmployers), "Globex Staffing|1|3 InitechStaffing|0|3"; got != want {
				t.Errorf("employers: %s; want %s", got, want)
			}
			if hash != "" && content != hash {
				t.Errorf("content %s; want %s whatever the order of reading", content, hash)
			}
			hash = content
		})
	}
}

func TestNamesOfOneEmployerAreJoinedAndPartedAgain(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		repost := of("Anvilworks", "3")
		repost.Requisition = "R1"
		first := of("Acme", "1")
		first.Requisition = "R1"
		visit(t, db, 0, first, of("", "9"))
		visit(t, db, 1, of("", "9"))
		visit(t, db, 2, repost, of("", "9"), of("Globex Staffing", "4"))
		before := status(t, db)
		if want := "Acme|0|1 Anvilworks|0|1 Globex Staffing|0|1"; dump(t, db, allEmployers) != want || before.Jobs != 4 {
			t.Fatalf("%d jobs of employers: %s; want 4 of %s", before.Jobs, dump(t, db, allEmployers), want)
		}

		setEmployers(t, db, "employers: [{name: ACME Anvils, aliases: [Acme, Anvilworks]}, {name: Initech, agency: true}]")
		joined := status(t, db)
		if want := "ACME Anvils|0|2 Globex Staffing|1|1"; dump(t, db, allEmployers) != want || joined.Jobs != 3 || joined.Employers != 2 {
			t.Errorf("%d jobs of employers: %s; want 3 of %s", joined.Jobs, dump(t, db, allEmployers), want)
		}
		if joined.Content == before.Content {
			t.Error("the content has the same hash with other employers")
		}
		agencies, err := db.Agencies(t.Context())
		if err != nil || len(agencies) != 1 {
			t.Errorf("Agencies = %v, %v; want one", agencies, err)
		}

		// A store that was told from the start holds the same.
		visit(t, db, 3, of("Anvilworks", "3"), of("anvilworks.com", "5"), of("", "9"), of("Globex Staffing", "4"))
		if want := "ACME Anvils|0|3 Globex Staffing|1|1"; dump(t, db, allEmployers) != want {
			t.Errorf("employers: %s; want %s", dump(t, db, allEmployers), want)
		}

		setEmployers(t, db, "employers: [{name: Globex Staffing, agency: false}]")
		if want := "Acme|0|1 Anvilworks|0|2 Globex Staffing|0|1"; dump(t, db, allEmployers) != want {
			t.Errorf("employers parted again: %s; want %s", dump(t, db, allEmployers), want)
		}
		if err := db.Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		if want := "Acme|0|1 Anvilworks|0|2 Globex Staffing|0|1"; dump(t, db, allEmployers) != want {
			t.Errorf("employers after a rebuild: %s; want %s", dump(t, db, allEmployers), want)
		}
	})
}
