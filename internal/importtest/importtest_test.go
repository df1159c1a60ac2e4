// Package importtest holds the table of who may import whom: between the rooms of
// demand imports point inward, to job, and each large dependency lives in one room.
package importtest

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "demand"

// rooms lists every package of the module, by its folder, with the rooms that it may
// import. Tests may import more. A room need not exist yet; a package must have its line.
var rooms = map[string][]string{
	"cmd/demand":                {"*"},
	"internal/bench/fill":       {"internal/bench/made", "internal/job", "internal/skills", "internal/store"},
	"internal/bench/made":       {"internal/job"},
	"internal/bench/market":     {"internal/bench/made", "internal/job", "internal/skills"},
	"internal/bench/simulate":   {"internal/job", "internal/report", "internal/store"},
	"internal/crawl":            {"sources", "internal/fetch", "internal/skills", "internal/store", "internal/job"},
	"internal/eval":             {"internal/skills", "internal/stats", "internal/job"},
	"internal/employers":        {"internal/yamlfile"},
	"internal/fetch":            {"internal/job"},
	"internal/job":              {},
	"internal/markup":           {"internal/job"},
	"internal/markup/place":     {"internal/job"},
	"internal/markup/place/gen": {"internal/job", "internal/markup/place"},
	"internal/render":           {"internal/report", "internal/job"},
	"internal/report":           {"internal/store", "internal/stats", "queries", "internal/job"},
	"internal/skills":           {"internal/job", "internal/markup", "internal/markup/place", "internal/yamlfile"},
	"internal/stats":            {},
	"internal/store":            {"queries", "internal/employers", "internal/job"},
	"internal/store/storetest":  {"internal/store"},
	"internal/web":              {"internal/report", "internal/render"},
	"internal/yamlfile":         {"internal/job"},
	"internal/worker":           {"internal/crawl", "internal/store"},
	"queries":                   {},
	"sources":                   {"internal/job", "internal/markup", "internal/yamlfile"},
}

// standardOnly are the rooms that import nothing but the standard library and other rooms.
var standardOnly = []string{"internal/job"}

// keepers names the one room that may import a module: everybody else asks that room.
var keepers = map[string]string{
	"github.com/gocolly/colly":          "internal/fetch",
	"github.com/jackc/pgx":              "internal/store",
	"github.com/olekukonko/tablewriter": "internal/render",
	"github.com/pressly/goose":          "internal/store",
	"github.com/xuri/excelize":          "internal/render",
	"modernc.org/sqlite":                "internal/store",
}

func TestRoomsImportOnlyWhatTheTableAllows(t *testing.T) {
	for _, complaint := range check(moduleFiles(t)) {
		t.Error(complaint)
	}
}

func TestCheckNamesTheFileAndTheImport(t *testing.T) {
	for _, test := range []struct {
		name string
		file file
		want []string
	}{
		{"inward", file{"internal/store/read.go", []string{"context", "demand/internal/job", "modernc.org/sqlite"}}, nil},
		{"everything for the command", file{"cmd/demand/crawl.go", []string{"demand/internal/web", "github.com/spf13/cobra"}}, nil},
		{"outward", file{"internal/store/read.go", []string{"demand/internal/report"}},
			[]string{"internal/store/read.go imports demand/internal/report: internal/store may import queries, internal/employers, internal/job"}},
		{"nothing allowed", file{"queries/queries.go", []string{"demand/internal/job"}},
			[]string{"queries/queries.go imports demand/internal/job: queries may import no other room"}},
		{"a package without a line", file{"internal/util/util.go", []string{"fmt"}},
			[]string{"internal/util/util.go: internal/util has no line in the table of rooms"}},
		{"a package inside a room", file{"internal/store/sql/sql.go", nil},
			[]string{"internal/store/sql/sql.go: internal/store/sql has no line in the table of rooms"}},
		{"somebody else's module", file{"internal/report/report.go", []string{"github.com/jackc/pgx/v5/stdlib"}},
			[]string{"internal/report/report.go imports github.com/jackc/pgx/v5/stdlib: only internal/store may"}},
		{"also by the command", file{"cmd/demand/crawl.go", []string{"github.com/gocolly/colly/v2"}},
			[]string{"cmd/demand/crawl.go imports github.com/gocolly/colly/v2: only internal/fetch may"}},
		{"a module of a similar name", file{"sources/feed.go", []string{"modernc.org/sqlitex"}}, nil},
		{"a module where the standard library must do", file{"internal/job/job.go", []string{"golang.org/x/text/currency"}},
			[]string{"internal/job/job.go imports golang.org/x/text/currency: internal/job may import the standard library only"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := check([]file{test.file}); !slices.Equal(got, test.want) {
				t.Errorf("check(%v) = %q; want %q", test.file, got, test.want)
			}
		})
	}
}

// A file is one Go file of the module, named from its root, with what it imports.
type file struct {
	name    string
	imports []string
}

// check returns a sentence for each import that the table does not allow.
func check(files []file) []string {
	var complaints []string
	complain := func(format string, args ...any) {
		complaints = append(complaints, fmt.Sprintf(format, args...))
	}
	for _, f := range files {
		room := path.Dir(f.name)
		allowed, known := rooms[room]
		if !known {
			complain("%s: %s has no line in the table of rooms", f.name, room)
			continue
		}
		for _, imported := range f.imports {
			if other, ok := strings.CutPrefix(imported, module+"/"); ok {
				if !slices.Contains(allowed, other) && !slices.Contains(allowed, "*") {
					may := "no other room"
					if len(allowed) > 0 {
						may = strings.Join(allowed, ", ")
					}
					complain("%s imports %s: %s may import %s", f.name, imported, room, may)
				}
				continue
			}
			for name, keeper := range keepers {
				if (imported == name || strings.HasPrefix(imported, name+"/")) && room != keeper {
					complain("%s imports %s: only %s may", f.name, imported, keeper)
				}
			}
			if slices.Contains(standardOnly, room) && strings.Contains(strings.Split(imported, "/")[0], ".") {
				complain("%s imports %s: %s may import the standard library only", f.name, imported, room)
			}
		}
	}
	return complaints
}

// moduleFiles reads the imports of all Go files of the module but the tests, on every system.
func moduleFiles(t *testing.T) []file {
	t.Helper()
	root := filepath.Join("..", "..")
	var files []file
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if base := entry.Name(); name != "." && (base == "testdata" || base[0] == '.' || base[0] == '_') {
				return fs.SkipDir
			}
			return nil
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, filepath.FromSlash(name)), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		f := file{name: name}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			f.imports = append(f.imports, imported)
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no Go file found")
	}
	return files
}
