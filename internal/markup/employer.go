package markup

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demand/internal/job"
)

// employer cleans the field that names the employer: brackets, a tag line, an accelerator's class and what else is no
// name go. It is empty if the field is a sentence, a description of an employer that is not told, or no name at all.
func employer(f string) string {
	f = withoutLabel(f)
	for _, mark := range []string{" - ", " – ", " — ", " -- ", "- ", " // ", " is ", " are hiring", "'s hiring", "’s hiring", ", a ", ", an ", ": ", "; ", "["} {
		if name, _, ok := strings.Cut(f, mark); ok && strings.TrimSpace(name) != "" {
			f = name
		}
	}
	if name, rest, ok := strings.Cut(f, "("); ok && strings.TrimSpace(name) != "" {
		f = name
		if _, behind, ok := strings.Cut(rest, ")"); ok {
			f += behind
		}
	}
	if name, _, ok := strings.Cut(f, ". "); ok && len(name)-strings.LastIndexAny(name, " .")-1 > 4 && isName(name) { // Acme. We make anvils
		f = name
	}
	if name, behind, ok := strings.Cut(f, ", "); ok && !strings.Contains(name, " of ") && // University of California, Irvine
		(wholePlace(behind) || strings.Contains(behind, ",") && isPlace(behind)) {
		f = name
	}
	f = strings.TrimLeftFunc(f, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '.' })
	f = strings.TrimRight(strings.Join(strings.Fields(f), " "), " *_#[]<>,;:!\"'-–/)=")
	f = strings.TrimSuffix(f, " +")
	if name, ok := strings.CutSuffix(f, "."); ok && len(name)-strings.LastIndexAny(name, " .")-1 > 4 {
		f = name
	}
	if noName(f) || wholePlace(f) && !regionCodes[f] {
		return ""
	}
	return f
}

// withoutLabel takes off what stands before a name and is none: "[Hiring] Acme", "Company: Acme".
func withoutLabel(f string) string {
	f = strings.TrimSpace(f)
	if inside, behind, ok := strings.Cut(strings.TrimPrefix(f, "["), "]"); ok && strings.HasPrefix(f, "[") {
		if noName(inside) {
			return withoutLabel(behind)
		}
		return inside
	}
	const label = "company:"
	if len(f) > len(label) && strings.EqualFold(f[:len(label)], label) {
		return strings.TrimSpace(f[len(label):])
	}
	return f
}

// beforeRemote returns what stands before the words of remote work: "Acme" of "Acme, fully REMOTE (US)".
func beforeRemote(f string) string {
	words := strings.Fields(f)
	for i, w := range words {
		lower := strings.ToLower(strings.TrimLeft(w, "()[],;:.!*-–/"))
		if strings.HasPrefix(lower, "remote.") && len(lower) > len("remote.") { // a host
			continue
		}
		for _, word := range []string{"remote", "onsite", "on-site", "hybrid", "full", "100%", "partly", "partially", "work", "wfh", "distributed"} {
			if !strings.HasPrefix(lower, word) || Remote(strings.Join(words[i:], " ")) == job.RemoteUnknown {
				continue
			}
			words = words[:i]
			for len(words) > 0 && slices.Contains([]string{"or", "and", "&", "in", "-", "–", "/", "+", "is"}, strings.ToLower(words[len(words)-1])) {
				words = words[:len(words)-1]
			}
			return strings.Trim(strings.Join(words, " "), " ,;(-–/[")
		}
	}
	return f
}

// sentenceStarts are words with which a sentence begins, and hardly any name; those of nameStarts do begin names, whose
// second word has a capital: Our World in Data.
var (
	sentenceStarts = job.Words("we we're we’re we've we’ve hi hello hey i i'm i’m i've i’ve looking hiring seeking if have want would could request apply " +
		"here's join location position title role note dear fyi warning who what why how there throwaway testing tl;dr that located update currently email")
	nameStarts = job.Words("my our here this must building")
)

// generic are words that end a description of an employer who does not want to be named.
var generic = job.Words("startup startups start-up company firm platform suite saas business agency")

var measure = regexp.MustCompile(`^\d+\W*(day|year|point|month|hour)s?\b`)

// noName reports whether a cleaned text is no name of an employer.
func noName(f string) bool {
	const longest, most = 90, 12 // bytes and words of a name
	lower := strings.ToLower(f)
	words := strings.Fields(lower)
	switch {
	case len(words) == 0, len(f) > longest, len(words) > most, Pay(f) != (job.Pay{}), strings.HasSuffix(f, "…"):
		return true
	case slices.ContainsFunc(words, func(w string) bool {
		return w == "gmt" || w == "utc" || w == "we"
	}):
		return true
	case strings.Contains(lower, " our "), lower == "untitled", strings.HasSuffix(lower, "-based"), strings.Contains(lower, "time zone"), strings.Contains(lower, "timezone"), measure.MatchString(lower), !strings.ContainsFunc(f, unicode.IsLetter),
		strings.Count(f, ", ") > 1, len(words) > 1 && allRoleWords(f), unnamed(f):
		return true
	case nameStarts[words[0]]:
		return len(words) == 1 || strings.HasSuffix(lower, strings.Join(strings.Fields(f)[1:], " ")) // all small
	}
	return sentenceStarts[strings.Trim(words[0], ".,:!")]
}

// unnamed reports whether a text describes an employer who does not want to be named: "Stealth fintech", "AI start-up",
// "proprietary trading firm".
func unnamed(f string) bool {
	words := strings.Fields(strings.ToLower(f))
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	isSmall := strings.HasSuffix(strings.TrimSpace(f), last)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Trim(w, ".,~") == "stealth" }) || strings.Contains(strings.Join(words, " "), "fortune 500") ||
		generic[last] && (isSmall || strings.HasPrefix(last, "start")) || len(words) == 2 && words[0] == "the" && last == "company"
}

// small are the words of names that are written small.
var small = job.Words("of the and for & de la by van von at")

// isName reports whether a text looks like the name of an employer wherever it stands: a few words with capitals, or a
// host, and none that tells a role, a place or the like alone.
func isName(f string) bool {
	words := strings.Fields(f)
	if len(words) == 0 || len(words) > 5 || noName(f) {
		return false
	}
	if len(words) == 1 && isHost(f) {
		return true
	}
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && !unicode.IsNumber(first) && strings.ToLower(w) == w && (i == 0 || !small[w]) {
			return false
		}
	}
	switch kindOf(f) {
	case other:
		return true
	case placeField:
		return !isPlace(words[0]) && !wholePlace(f)
	case roleField:
		return !coreRole(f) && !allRoleWords(f) && !anyWord(wordsOf(strings.ToLower(f)), strongRoles)
	}
	return false
}

// employerInProse finds the employer in a line without fields, where the line says that it is one: "Acme is hiring",
// "Backend Developer at Acme", or nothing but the name.
func employerInProse(line string) string {
	line = withoutLabel(line)
	for _, greeting := range []string{"here at ", "at "} {
		if len(line) > len(greeting) && strings.EqualFold(line[:len(greeting)], greeting) {
			if name, _, ok := strings.Cut(line[len(greeting):], ", "); ok {
				line = name
			}
		}
	}
	for _, mark := range []string{"'s ", "’s "} { // Acme's mission is to
		if name, _, ok := strings.Cut(line, mark); ok && !strings.Contains(name, ", ") {
			line = name
		}
	}
	for _, verb := range []string{" is ", " are hiring", " is:", " builds ", " helps ", " provides ", " offers "} {
		if name, _, ok := strings.Cut(line, verb); ok {
			line = name
		}
	}
	if kindOf(line) == roleField {
		return behindRole(line)
	}
	if name, behind, ok := strings.Cut(line, "("); ok && strings.TrimSpace(name) != "" {
		_, behind, _ = strings.Cut(behind, ")")
		if line = name; strings.TrimSpace(behind) != "" {
			return ""
		}
	}
	if name := employer(withoutAddress(line)); isName(name) {
		return name
	}
	return ""
}

// behindRole returns the name behind a role: Acme of "Backend Developer at Acme, Berlin".
func behindRole(f string) string {
	for _, at := range []string{" at ", " @ ", " @"} {
		if i := strings.LastIndex(f, at); i >= 0 {
			if name := employer(withoutAddress(f[i+len(at):])); isName(name) {
				return name
			}
		}
	}
	return ""
}

// employerElsewhere finds the employer where no field is its name alone: as an address in place of the name, behind a
// role, before a place in brackets, or as the host or the board to which the line links.
func employerElsewhere(fields []string) string {
	if name := hostName(fields[0]); name != "" {
		return name
	}
	for _, f := range fields {
		name := ""
		switch kindOf(f) {
		case roleField:
			name = behindRole(f)
		case placeField:
			if head, _, ok := strings.Cut(f, "("); ok {
				name = employer(head)
			}
		}
		if isName(name) {
			return name
		}
	}
	for _, f := range fields {
		if name := linkName(f); name != "" {
			return name
		}
	}
	return ""
}

// hostName makes a name of the address that stands where the employer should.
func hostName(f string) string {
	if _, _, ok := strings.Cut(f, "://"); !ok {
		first, _, _ := strings.Cut(strings.TrimSpace(f), " ")
		if !isHost(strings.ToLower(first)) {
			return ""
		}
		f = "https://" + first
	}
	return linkName(f)
}

// boards are the hosts that list the openings of many employers, the name of whose board is the first part of the path
// or, with a leading dot, the first label of the host.
var boards = []string{
	"jobs.lever.co", "boards.greenhouse.io", "job-boards.greenhouse.io", "boards.eu.greenhouse.io", "jobs.ashbyhq.com", "apply.workable.com", "jobs.smartrecruiters.com",
	".workable.com", ".bamboohr.com", ".recruitee.com", ".breezy.hr", ".teamtailor.com", ".jobs.personio.de", ".jobs.personio.com", ".applytojob.com", ".freshteam.com",
}

// shared are the hosts whose addresses do not tell whose they are.
var shared = job.Words("google.com forms.gle goo.gl linkedin.com lnkd.in notion.so notion.site ycombinator.com workatastartup.com angel.co wellfound.com typeform.com bit.ly tinyurl.com " +
	"grnh.se youtube.com youtu.be twitter.com t.co github.com github.io medium.com imgur.com indeed.com glassdoor.com crunchbase.com airtable.com facebook.com reddit.com wikipedia.org " +
	"greenhouse.io lever.co ashbyhq.com workable.com smartrecruiters.com myworkdayjobs.com successfactors.com icims.com taleo.net jobvite.com dropbox.com keyvalues.com " +
	"stackoverflow.com upwork.com calendly.com techcrunch.com aplitrak.com discord.gg t.me rippling-ats.com gusto.com polymer.co paylocity.com amazon.com amazon.jobs welcometothejungle.com trinethire.com")

// linkName makes a name of the first address in a text: its host without www, careers and the like, or the name of a
// board. Empty if there is none, or if its host is that of many.
func linkName(f string) string {
	_, rest, ok := strings.Cut(f, "://")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest+" ", " ")
	rest = strings.Trim(rest, "()[]<>,;:.")
	host, path, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, ":")
	lower := strings.ToLower(host)
	for _, b := range boards {
		name := ""
		if lower == b {
			name, _, _ = strings.Cut(path, "/")
			name, _, _ = strings.Cut(name, "?")
		} else if strings.HasPrefix(b, ".") && strings.HasSuffix(lower, b) {
			name = strings.TrimSuffix(lower, b)
		}
		if name != "" && name != "www" && !strings.ContainsAny(name, "%.") {
			return name
		}
	}
	for _, label := range []string{"www.", "careers.", "career.", "jobs.", "job.", "apply.", "hiring.", "join.", "boards.", "about.", "blog.", "www2.", "en."} {
		if len(host) > len(label) && strings.EqualFold(host[:len(label)], label) {
			host = host[len(label):]
		}
	}
	labels := strings.Split(strings.ToLower(host), ".")
	if len(labels) < 2 || slices.Contains(labels, "") || shared[strings.Join(labels[len(labels)-2:], ".")] {
		return ""
	}
	return host
}
