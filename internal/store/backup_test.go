package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demand/internal/store"
	"demand/internal/store/storetest"
)

func TestBackupHoldsWhatTheStoreHolds(t *testing.T) {
	folder := t.TempDir()
	db := storetest.Open(t, filepath.Join(folder, "demand.db"))
	withTaxonomy(t, db)
	visit(t, db, 0, posting("a", "go"))
	visit(t, db, 1, posting("a", "go"), posting("b", "python"))
	want := status(t, db)
	file := filepath.Join(folder, "it's a copy.db")
	if err := db.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	got := status(t, storetest.Open(t, file))
	if got.Bytes, want.Bytes = 0, 0; got != want {
		t.Errorf("status of the backup = %+v; want %+v", got, want)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || slices.ContainsFunc(entries, os.DirEntry.IsDir) {
		t.Errorf("the folder holds %v, %v; want no folder left behind", entries, err)
	}
}

func TestBackupOverwritesNothing(t *testing.T) {
	folder := t.TempDir()
	db := storetest.Open(t, filepath.Join(folder, "demand.db"))
	file := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(t.Context(), file); !errors.Is(err, store.ErrExists) || !strings.Contains(err.Error(), file) {
		t.Errorf("Backup = %v; want %v with the file's name", err, store.ErrExists)
	}
	if text, err := os.ReadFile(file); string(text) != "mine" {
		t.Errorf("the file holds %q, %v; want what it held", text, err)
	}
}

func TestBackupOfAServerIsLeftToItsOwnProgram(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, addr string) {
		if !store.IsServer(addr) {
			return
		}
		file := filepath.Join(t.TempDir(), "copy.db")
		if err := storetest.Open(t, addr).Backup(t.Context(), file); !errors.Is(err, store.ErrServer) {
			t.Errorf("Backup = %v; want %v", err, store.ErrServer)
		}
	})
}

func TestRebuildMakesWhatIsDerivedAnew(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		anonymous := posting("c", "redis")
		anonymous.Employer = ""
		visit(t, db, 0, posting("a", "go"))
		visit(t, db, 1, posting("a", "go"), posting("b", "python"), anonymous)
		save(t, db, thread, month(1), monday.AddDate(0, 1, 0), posting("d", "go", "redis"))
		derived := func() (all []string) {
			for _, query := range []string{
				`SELECT id, employer, opened_on, closed_on, is_flow, roles, seniority, postings FROM job ORDER BY id`,
				`SELECT id, job FROM posting ORDER BY id`,
				`SELECT day, dirty, hash, version FROM fact ORDER BY day`,
				`SELECT skill, day, jobs FROM day_count ORDER BY skill, day`,
			} {
				all = append(all, dump(t, db, query))
			}
			return all
		}
		facts(t, db)
		want := derived()
		for _, damage := range []string{
			`UPDATE day_count SET jobs = jobs + 1`,
			`INSERT INTO day_count (skill, day, jobs) VALUES (1, 12345, 6)`,
			`DELETE FROM fact`,
			`UPDATE job SET closed_on = 1`,
			`INSERT INTO job (id, employer, opened_on, closed_on, is_flow, roles, seniority, postings) VALUES (999, 999, 1, 0, 1, 1, 0, 1)`,
			`UPDATE posting SET job = 999`,
		} {
			if err := db.Exec(t.Context(), damage); err != nil {
				t.Fatal(err)
			}
			if err := db.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := derived(); !slices.Equal(got, want) {
				t.Errorf("after %s, Rebuild made\n%s\nwant\n%s", damage, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		}
	})
}

func TestRebuildOfAnEmptyStoreDoesNothing(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		if err := db.Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s := status(t, db); s.Jobs != 0 {
			t.Errorf("status = %+v; want an empty store", s)
		}
	})
}
