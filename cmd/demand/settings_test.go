package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demand/internal/store"
)

// isolate gives the test folders of its own, and returns the one that holds them.
func isolate(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(root, "config"))
	t.Setenv("XDG_DATA_HOME", filepath.Join(root, "data"))
	t.Setenv("XDG_CACHE_HOME", filepath.Join(root, "cache"))
	t.Setenv("DEMAND_DB", "")
	t.Setenv("DEMAND_CONTACT", "")
	return root
}

// writeConfig writes the configuration file of an isolated test.
func writeConfig(t *testing.T, root, text string) string {
	t.Helper()
	name := filepath.Join(root, "config", "demand", "config.yaml")
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestDatabaseMayBeInTheFolderOfTheUser(t *testing.T) {
	root := isolate(t)
	t.Setenv("HOME", root)
	t.Setenv("USERPROFILE", root)
	writeConfig(t, root, "db: ~/jobs.db\n")
	if got, err := new(app).database(); got != filepath.Join(root, "jobs.db") || err != nil {
		t.Errorf("database() = %q, %v; want jobs.db in %s", got, err, root)
	}
}

func TestDatabaseIsInTheDataFolderByDefault(t *testing.T) {
	root := isolate(t)
	got, err := new(app).database()
	want := filepath.Join(root, "data", "demand", "demand.db")
	if got != want || err != nil {
		t.Fatalf("database() = %q, %v; want %q", got, err, want)
	}
	if _, err := new(app).existing(t.Context()); !errors.Is(err, store.ErrNoDatabase) {
		t.Errorf("existing() = %v; want ErrNoDatabase", err)
	}
	if _, err := os.Stat(filepath.Dir(want)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Stat of the folder = %v; want none for a command that only reads", err)
	}
	db, err := store.Open(t.Context(), want)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

func TestFlagGoesBeforeEnvironmentBeforeConfiguration(t *testing.T) {
	root := isolate(t)
	a := new(app)
	check := func(want settings) {
		t.Helper()
		if got, err := a.settings(); got != want || err != nil {
			t.Errorf("settings() = %+v, %v; want %+v", got, err, want)
		}
	}
	check(settings{})
	writeConfig(t, root, "# where\ndb: postgres://host/file\ncontact: file@example.org\n")
	check(settings{DB: "postgres://host/file", Contact: "file@example.org"})
	t.Setenv("DEMAND_DB", "postgres://host/environment")
	t.Setenv("DEMAND_CONTACT", "environment@example.org")
	check(settings{DB: "postgres://host/environment", Contact: "environment@example.org"})
	a.db = "postgres://host/flag"
	check(settings{DB: "postgres://host/flag", Contact: "environment@example.org"})
}

func TestDatabaseOfAServerCreatesNoFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	isolate(t)
	a := &app{db: "postgres://host/demand"}
	if got, err := a.database(); got != a.db || err != nil {
		t.Fatalf("database() = %q, %v; want %q", got, err, a.db)
	}
	if entries, err := os.ReadDir("."); len(entries) > 0 || err != nil {
		t.Errorf("the folder holds %v, %v; want nothing", entries, err)
	}
}

func TestConfigurationErrorsNameFileLineAndKey(t *testing.T) {
	root := isolate(t)
	for _, test := range []struct{ name, text, line, key string }{
		{"unknown key", "db: a.db\ncontcat: me@example.org\n", ":2:", "contcat"},
		{"key twice", "db: a.db\ndb: b.db\n", ":2:", "db"},
		{"wrong type", "contact: me@example.org\ndb: [a.db]\n", ":2:", `db: a list is not a text`},
		{"list instead of keys", "- db\n", ":1:", "a list is not a group of keys"},
		{"words instead of keys", "me@example.org\n", ":1:", "is not a group of keys"},
		{"syntax", "contact: me@example.org\ndb: {\n", ":2:", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := writeConfig(t, root, test.text)
			_, err := new(app).settings()
			if err == nil {
				t.Fatalf("settings() of %q gives no error", test.text)
			}
			message := err.Error()
			if !strings.HasPrefix(message, file+test.line) || !strings.Contains(message, test.key) || strings.Contains(message, "\n") {
				t.Errorf("settings() of %q says %q; want one line that names %s%s and %q", test.text, message, file, test.line, test.key)
			}
			if !errors.As(err, new(usageError)) {
				t.Errorf("settings() gives %T; want a usageError", err)
			}
		})
	}
}

func TestEmptyConfigurationSaysNothing(t *testing.T) {
	root := isolate(t)
	for _, text := range []string{"", "\n", "# nothing yet\n"} {
		writeConfig(t, root, text)
		if got, err := new(app).settings(); got != (settings{}) || err != nil {
			t.Errorf("settings() of %q = %+v, %v; want none", text, got, err)
		}
	}
}

func TestFoldersFollowTheXDGVariables(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for variable, f := range map[string]func() (string, error){
		"XDG_CONFIG_HOME": configFolder, "XDG_CACHE_HOME": cacheFolder, "XDG_DATA_HOME": dataFolder,
	} {
		t.Setenv(variable, filepath.Join(home, "there"))
		if got, err := f(); got != filepath.Join(home, "there", "demand") || err != nil {
			t.Errorf("with an absolute %s the folder is %q, %v; want demand in it", variable, got, err)
		}
		t.Setenv(variable, "")
		if got, err := f(); !strings.HasPrefix(got, home) || err != nil {
			t.Errorf("without %s the folder is %q, %v; want one in %s", variable, got, err, home)
		}
		t.Setenv(variable, "here")
		if got, err := f(); status(err) != statusUsage || !strings.Contains(err.Error(), variable+"=here") {
			t.Errorf("with %s=here the folder is %q, %v; want a usageError", variable, got, err)
		}
	}
}
