package markup

import (
	"strings"

	"demand/internal/job"
)

// Remote reads where work is done from a title, a place or a first line. A choice that includes remote work is remote;
// what is remote only in part or for a time is hybrid.
func Remote(text string) job.Remote {
	s := strings.ToLower(text)
	switch {
	case containsAny(s, "no remote", "not remote", "non-remote", "nonremote", "remote: no", "no-remote", "remote not"):
		return job.Onsite
	case containsAny(s, "hybrid", "partially remote", "partly remote", "part remote", "partial remote", "partial-remote", "semi-remote", "semi remote",
		"days remote", "remote days", "some remote", "currently remote", "temporarily remote", "remote for now", "remote until", "remote during", "mostly onsite", "mostly on-site"):
		return job.Hybrid
	case containsAny(s, "remote", "work from home", "wfh", "work from anywhere", "telecommut", "home office", "homeoffice"):
		return job.FullyRemote
	case containsAny(s, "onsite", "on-site", "on site", "in-office", "in office", "in-person", "in person"):
		return job.Onsite
	}
	return job.RemoteUnknown
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
