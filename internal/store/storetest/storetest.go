// Package storetest opens real stores for tests: SQLite in a temporary folder always, and PostgreSQL in a
// schema of the test's own where DEMAND_TEST_POSTGRES names a server.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demand/internal/store"
)

// Each runs a test once for each database, as subtests named sqlite and postgres, each with an empty store.
func Each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	EachAddress(t, func(t *testing.T, addr string) { test(t, Open(t, addr)) })
}

// EachAddress is Each for tests that open the store themselves.
func EachAddress(t *testing.T, test func(t *testing.T, addr string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, file(t)) })
	if server := server(t); server != "" {
		t.Run("postgres", func(t *testing.T) { test(t, schema(t, server)) })
	}
}

// Addresses returns the addresses of empty stores, one for each database, by the names sqlite and postgres. They are
// there until the end of the test or benchmark.
func Addresses(t testing.TB) map[string]string {
	t.Helper()
	addrs := map[string]string{"sqlite": file(t)}
	if server := server(t); server != "" {
		addrs["postgres"] = schema(t, server)
	}
	return addrs
}

func file(t testing.TB) string { return filepath.Join(t.TempDir(), "demand.db") }

// server returns the address of the PostgreSQL server for tests, empty if there is none.
func server(t testing.TB) string {
	t.Helper()
	server := os.Getenv("DEMAND_TEST_POSTGRES")
	if server == "" {
		t.Log("PostgreSQL is left out: DEMAND_TEST_POSTGRES names no server")
	}
	return server
}

// Open opens a store until the end of the test.
func Open(t testing.TB, addr string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// schema makes an empty schema and returns the address of a store in it.
func schema(t testing.TB, server string) string {
	t.Helper()
	name := "test_" + strings.ToLower(rand.Text())
	conn, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(t.Context(), "CREATE SCHEMA "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := conn.ExecContext(context.Background(), "DROP SCHEMA "+name+" CASCADE"); err != nil {
			t.Error(err)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}
