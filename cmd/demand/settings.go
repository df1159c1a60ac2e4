package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/goccy/go-yaml"

	"demand/internal/store"
	"demand/internal/yamlfile"
)

// settings are the keys of the configuration file, config.yaml. The environment
// goes before the file, a flag before both.
type settings struct {
	DB      string `yaml:"db,omitempty"`      // address of the database: a file or postgres://…; DEMAND_DB, --db
	Contact string `yaml:"contact,omitempty"` // how a site's owner reaches the user, an address or a mail; DEMAND_CONTACT
}

// configFile is the name of the configuration file in its folder.
const configFile = "config.yaml"

// settings returns what the environment and the configuration file say.
func (a *app) settings() (settings, error) {
	folder, err := configFolder()
	if err != nil {
		return settings{}, err
	}
	file, err := readSettings(filepath.Join(folder, configFile))
	if err != nil {
		return settings{}, err
	}
	if rest, ok := strings.CutPrefix(file.DB, "~/"); ok { // as a shell would take it
		home, err := os.UserHomeDir()
		if err != nil {
			return settings{}, fmt.Errorf("configuration: db: %w", err)
		}
		file.DB = filepath.Join(home, rest)
	}
	return settings{
		DB:      cmp.Or(a.db, os.Getenv("DEMAND_DB"), file.DB),
		Contact: cmp.Or(os.Getenv("DEMAND_CONTACT"), file.Contact),
	}, nil
}

// database returns the address of the database.
func (a *app) database() (string, error) {
	set, err := a.settings()
	if err != nil {
		return "", err
	}
	address := set.DB
	if address == "" {
		folder, err := dataFolder()
		if err != nil {
			return "", err
		}
		address = filepath.Join(folder, "demand.db")
	}
	if strings.Contains(address, "://") && !store.IsServer(address) {
		scheme, _, _ := strings.Cut(address, "://")
		return "", usagef("a database is a file or an address that begins with postgres://, not with %s://", scheme)
	}
	return address, nil
}

// readSettings reads a configuration file. One that does not exist says nothing.
func readSettings(name string) (settings, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return settings{}, nil
	}
	if err != nil {
		return settings{}, fmt.Errorf("configuration: %w", err)
	}
	var s settings
	if err := yamlfile.Read(name, data, &s); err != nil {
		return settings{}, usageError{err}
	}
	return s, nil
}

// addContact writes a contact into the configuration file, which must not have one, and returns the file's name.
// The rest of the file stays as it is.
func addContact(contact string) (string, error) {
	folder, err := configFolder()
	if err != nil {
		return "", err
	}
	name := filepath.Join(folder, configFile)
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("configuration: %w", err)
	}
	if len(text) > 0 && !strings.HasSuffix(string(text), "\n") {
		text = append(text, '\n')
	}
	line, err := yaml.Marshal(settings{Contact: contact})
	if err != nil {
		return "", fmt.Errorf("configuration: %w", err)
	}
	text = append(text, line...)
	var now settings
	if err := yaml.UnmarshalWithOptions(text, &now, yaml.Strict()); err != nil || now.Contact != contact {
		return "", fmt.Errorf("%s: there is no place at its end for the line %q; write it into the file yourself", name, strings.TrimSpace(string(line)))
	}
	return name, replaceText(name, text)
}

// configFolder returns the folder of the user's configuration of demand.
func configFolder() (string, error) {
	return folder("XDG_CONFIG_HOME", os.UserConfigDir)
}

// cacheFolder returns the folder of what demand can fetch or compute again.
func cacheFolder() (string, error) {
	return folder("XDG_CACHE_HOME", os.UserCacheDir)
}

// dataFolder returns the folder of the user's data.
func dataFolder() (string, error) {
	return folder("XDG_DATA_HOME", func() (string, error) {
		if runtime.GOOS == "windows" {
			return os.UserCacheDir() // %LocalAppData%, which Windows uses for data too
		}
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		if runtime.GOOS == "darwin" {
			return filepath.Join(home, "Library", "Application Support"), nil
		}
		return filepath.Join(home, ".local", "share"), nil
	})
}

// folder returns the folder named demand in the base folder that an XDG variable names,
// else in the system's usual one. The XDG Base Directory Specification 0.8 calls a
// relative path in its variables invalid.
func folder(variable string, usual func() (string, error)) (string, error) {
	base := os.Getenv(variable)
	if base == "" {
		var err error
		if base, err = usual(); err != nil {
			return "", fmt.Errorf("set %s: the usual folder is not known: %w", variable, err)
		}
	}
	if !filepath.IsAbs(base) {
		return "", usagef("%s=%s is not an absolute path", variable, base)
	}
	return filepath.Join(base, "demand"), nil
}
