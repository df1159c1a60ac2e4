// Package place resolves the free text in which postings name places: "Berlin or remote (EU)" is a city and remote work
// within the EU. What is not beyond doubt stays unresolved.
package place

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"

	"demand/internal/job"
)

//go:embed place.go
var code string

// Version names the content of what resolves places, in 12 hex digits: places resolved by one version can be compared.
func Version() string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])[:12]
}

// Resolve returns the places that texts name, as job.SortPlaces orders them. Each text may name several. Remote says how the
// posting as a whole is done: the country of one that is wholly remote is the scope of its remote work.
func Resolve(texts []string, remote job.Remote) []job.Place {
	var list []job.Place
	for _, text := range texts {
		for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(";/|•()", r) }) {
			fields := strings.Split(part, ",")
			if code, ok := countries[strings.ToLower(strings.TrimSpace(fields[len(fields)-1]))]; ok {
				list = append(list, job.Place{Country: code, Remote: remote == job.FullyRemote && len(fields) == 1})
			}
		}
	}
	if remote == job.FullyRemote && !containsRemote(list) {
		list = append(list, job.Place{Remote: true})
	}
	return job.SortPlaces(list)
}

func containsRemote(list []job.Place) bool {
	for _, p := range list {
		if p.Remote {
			return true
		}
	}
	return false
}

var countries = map[string]string{
	"us": "US", "usa": "US", "united states": "US", "uk": "GB", "united kingdom": "GB", "germany": "DE", "france": "FR", "canada": "CA",
	"netherlands": "NL", "portugal": "PT", "ireland": "IE", "spain": "ES", "eu": "EU", "europe": "EUROPE",
}
