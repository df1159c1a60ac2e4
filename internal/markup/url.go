package markup

import (
	"net/url"
	"strings"
)

// longestURL is the length beyond which an address is refused.
const longestURL = 2048

// PublicURL returns the address of a public page without the parameters that only say where a reader came from
// (utm_*, gh_src, ref, source, lever-source, lever-origin); what names the job, such as gh_jid, stays. It reports
// false for anything but http and https, and for addresses that carry a user name or password.
func PublicURL(raw string) (string, bool) {
	raw = strings.TrimSpace(raw)
	if len(raw) > longestURL {
		return "", false
	}
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" || u.User != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return "", false
	}
	u.Host = strings.ToLower(u.Host)
	var kept []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(part, "=")
		if part != "" && !tracking(strings.ToLower(key)) {
			kept = append(kept, part)
		}
	}
	u.RawQuery, u.ForceQuery = strings.Join(kept, "&"), false
	return u.String(), true
}

func tracking(key string) bool {
	switch key {
	case "gh_src", "ref", "source", "lever-source", "lever-origin":
		return true
	}
	return strings.HasPrefix(key, "utm_")
}
