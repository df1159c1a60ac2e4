package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// The released version and the whole hash of its commit. A release sets them:
// go build -ldflags "-X main.version=1.2.3 -X main.revision=4f2a…".
var version, revision string

// programVersion returns the version of the program: the released one, else the one
// that the build recorded, else devel.
func programVersion() string {
	recorded := ""
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "(devel)" {
		recorded = info.Main.Version
	}
	return cmp.Or(version, recorded, "devel")
}

// commit returns the commit that the program was built from: the released one, else the
// one that the build recorded, if it did.
func commit() string {
	hash, modified := revision, ""
	if info, ok := debug.ReadBuildInfo(); ok && hash == "" {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				hash = s.Value
			case s.Key == "vcs.modified" && s.Value == "true":
				modified = ", modified"
			}
		}
	}
	if hash == "" {
		return ""
	}
	return " (commit " + hash[:min(12, len(hash))] + modified + ")"
}

// versionCommand returns the command demand version.
func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Show the version of the program and of its taxonomy",
		Long: `Version shows the version of the program, and the version of the taxonomy: a hash
of all skills and rules, your own among them. Reports compare only what one version
classified.`,
		RunE: func(*cobra.Command, []string) error {
			taxonomy, err := loadTaxonomy()
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "demand %s%s\n", programVersion(), commit())
			fmt.Fprintf(a.out, "taxonomy %s\n", taxonomy.Version())
			fmt.Fprintf(a.out, "%s %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}
