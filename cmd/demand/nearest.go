package main

import (
	"fmt"
	"strings"

	"demand/internal/job"
)

// unknown returns the usageError for a name that is none of names: it offers the
// nearest ones, or else the command that lists them, such as "demand sources list".
func unknown(what, name string, names []string, lister string) error {
	near := job.Nearest(name, names)
	if len(near) == 0 {
		return usagef("unknown %s %q; %q lists them", what, name, lister)
	}
	for i, n := range near {
		near[i] = fmt.Sprintf("%q", n)
	}
	return usagef("unknown %s %q; did you mean %s?", what, name, strings.Join(near, " or "))
}
