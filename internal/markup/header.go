package markup

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"demand/internal/job"
)

// A Header is what the first line of a free-form posting says. By the habit of Hacker News it is
// "Employer | Roles | Place | REMOTE or ONSITE | contract | pay | address", in any order behind the employer.
type Header struct {
	Employer string
	Title    string   // the fields that name roles, joined by " | "
	Places   []string // as written, no duplicates
	Remote   job.Remote
	Pay      job.Pay
	OK       bool // a separator was there; without one, Title and Places are empty
}

// ReadHeader reads a first line.
func ReadHeader(line string) Header {
	h := Header{Remote: Remote(line)}
	fields := split(line)
	if len(fields) == 0 {
		h.Pay = Pay(line)
		h.Employer = employerInProse(line)
		return h
	}
	h.OK = true
	var roles []string
	rest := fields
	if name, tail, ok := leads(fields); ok {
		h.Employer = employer(name)
		if rest = fields[1:]; tail != "" {
			rest = append([]string{tail}, rest...)
		}
	}
	withheld := h.Employer == "" && unnamed(fields[0])
	for i, f := range rest {
		if h.Pay == (job.Pay{}) {
			h.Pay = Pay(f)
		}
		f = withoutAddress(f)
		switch kindOf(f) {
		case roleField:
			roles = append(roles, f)
			h.addPlaces(insideParentheses(f))
		case placeField, remoteField:
			h.addPlaces(f)
		case other:
			if name := employer(f); h.Employer == "" && !withheld && (i < len(rest)-len(fields)+3 || isHost(name)) && isName(name) {
				h.Employer = name
			}
		}
	}
	switch {
	case h.Employer == "" && withheld:
		h.Employer = hostName(fields[0])
	case h.Employer == "":
		h.Employer = employerElsewhere(fields)
	}
	h.Title = strings.Join(roles, " | ")
	return h
}

// leads reports whether the first field names the employer, as it should, and not a role, a place or the like. The field
// may go on with a role behind a dash: that is the tail.
func leads(fields []string) (name, tail string, ok bool) {
	f := withoutAddress(fields[0])
	for _, dash := range []string{" - ", " – ", " — ", " -- "} {
		if head, end, found := strings.Cut(f, dash); found && kindOf(end) == roleField && !coreRole(head) {
			f, tail = head, end
			break
		}
	}
	head, _, _ := strings.Cut(f, "(")
	head = strings.TrimSpace(head)
	switch kindOf(head) {
	case addressField, payField:
		return "", "", false
	case remoteField:
		f = beforeRemote(f)
		ok = f != "" && !wholePlace(f)
	case contractField:
		ok = !containsAny(strings.ToLower(head), "full-time", "full time", "part-time", "part time", "fulltime", "[email]", "[phone]")
	case placeField:
		town, region, two := strings.Cut(head, ", ")
		ok = !wholePlace(head) && !(two && town != "" && regionCodes[region]) // Costa Mesa, CA
	case roleField:
		ok = !coreRole(head) && !allRoleWords(head) && slices.ContainsFunc(fields[1:], func(f string) bool { return kindOf(f) != other })
	case other:
		ok = true
	}
	return f, tail, ok
}

// split cuts a line at its separators: bars and bullets wherever they stand, else dashes, slashes and the like between
// blanks. A line of prose with a single dash is not split.
func split(line string) []string {
	const bars = "|•∙·‖¦│┃"
	if strings.ContainsAny(line, bars) {
		return cut(line, func(s string) (int, int) {
			i := strings.IndexAny(s, bars)
			if i < 0 {
				return -1, 0
			}
			_, n := utf8.DecodeRuneInString(s[i:])
			return i, n
		})
	}
	var best []string
	for _, mark := range []string{" I ", " – ", " — ", " -- ", " - ", " // ", " / ", " :: ", " ~ ", "; ", " > "} {
		fields := cut(line, func(s string) (int, int) { return strings.Index(s, mark), len(mark) })
		if len(fields) > max(2, len(best)) ||
			len(fields) == 2 && best == nil && len(fields[0]) <= longestField && (kindOf(fields[0]) != other || kindOf(fields[1]) != other) {
			best = fields
		}
	}
	if best != nil {
		return best
	}
	if fields := cut(line, func(s string) (int, int) { return strings.Index(s, ", "), 2 }); len(fields) > 2 && len(line) <= 160 && len(fields[0]) <= 40 && slices.ContainsFunc(fields[1:], func(f string) bool {
		k := kindOf(f)
		return k == remoteField || k == contractField
	}) {
		return fields
	}
	return nil
}

func cut(line string, next func(string) (at, length int)) []string {
	var fields []string
	for line != "" {
		at, n := next(line)
		field := line
		if at >= 0 {
			field, line = line[:at], line[at+n:]
		} else {
			line = ""
		}
		if field = strings.TrimLeft(strings.TrimSpace(field), "-–* "); field != "" {
			fields = append(fields, field)
		}
	}
	return fields
}

// longestField is the length in bytes beyond which a field is prose.
const longestField = 120

// What a field says.
type fieldKind int

const (
	other fieldKind = iota
	addressField
	contractField
	payField
	remoteField
	placeField
	roleField
)

func kindOf(f string) fieldKind {
	f = withoutAddress(f)
	if f == "" {
		return addressField
	}
	lower := strings.ToLower(f)
	words := wordsOf(lower)
	switch {
	case len(f) > longestField && !anyWord(words, strongRoles), len(f) > 2*longestField:
		return other
	case anyWord(words, strongRoles), anyWord(words, weakRoles):
		return roleField
	case Pay(f) != (job.Pay{}), strings.ContainsAny(f, "$€£%") && strings.ContainsAny(f, "0123456789"):
		return payField
	case Remote(f) != job.RemoteUnknown, slices.Contains(words, "relocation"):
		return remoteField
	case isPlace(f):
		return placeField
	case anyWord(words, contracts), containsAny(lower, "full-time", "full time", "part-time", "part time", "[email]", "[phone]"):
		return contractField
	}
	return other
}

var (
	strongRoles = job.Words("engineer engineers developer developers programmer programmers scientist scientists architect architects designer designers " +
		"analyst analysts researcher researchers sre devops devsecops swe sde sdet dev devs tester testers administrator sysadmin manager managers director vp cto cpo " +
		"consultant consultants recruiter writer internship internships intern interns engs coder coders devrel hacker hackers technician specialist specialists " +
		"coordinator associate advocate evangelist strategist marketer officer dba expert experts generalist generalists artist entwickler ingenieur")
	coreRoles = job.Words("engineer engineers developer developers programmer programmers scientist scientists manager managers designer designers architect architects " +
		"analyst analysts sre devops swe sde director vp cto positions roles role artist")
	weakRoles = job.Words("engineering eng roles role positions position openings full-stack fullstack frontend front-end backend back-end lead leads head founder " +
		"cofounder co-founder software data product security qa ios android mobile ml ai multiple various several senior junior principal staff embedded firmware " +
		"infrastructure platform design marketing sales support operations hardware everything jobs hiring programming development stack golang python ruby java " +
		"javascript typescript react node rails php rust elixir scala kotlin c++ .net")
	contracts = job.Words("fulltime parttime ft contract contractor contractors contracting freelance permanent perm fte temporary visa visas h1b w2 c2c equity salary " +
		"compensation employee employees freelancer freelancers interns allowed timezone timezones flexible")
)

// wordsOf returns the words of a text in lower case, with the signs that belong to names of techniques.
func wordsOf(lower string) []string {
	return strings.FieldsFunc(lower, func(r rune) bool {
		return !(r == '-' || r == '+' || r == '.' || r == '#' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80)
	})
}

func anyWord(words []string, set map[string]bool) bool {
	for _, w := range words {
		if set[strings.Trim(w, "-.")] || set[w] {
			return true
		}
	}
	return false
}

// allRoleWords reports whether a field holds several words and they are all of roles, or it begins with the level of one.
func allRoleWords(f string) bool {
	words := wordsOf(strings.ToLower(f))
	if len(words) < 2 {
		return false
	}
	if slices.Contains([]string{"senior", "sr", "sr.", "junior", "jr", "jr.", "founding"}, words[0]) {
		return true
	}
	return !slices.ContainsFunc(words, func(w string) bool { return !weakRoles[w] && !strongRoles[w] })
}

// coreRole reports whether a field names a role by a word that hardly any employer has in its name.
func coreRole(f string) bool { return anyWord(wordsOf(strings.ToLower(f)), coreRoles) }

// withoutAddress takes web addresses and placeholders of contacts out of a field, and the brackets that they leave.
func withoutAddress(f string) string {
	if !strings.Contains(f, "://") && !strings.Contains(f, ".") && !strings.Contains(f, "[") {
		return strings.TrimSpace(f)
	}
	words := strings.Fields(f)
	kept := words[:0]
	for i, w := range words {
		bare := strings.Trim(w, "()[]<>,;:")
		if strings.Contains(w, "://") || strings.HasPrefix(bare, "www.") || len(words) > 1 && i > 0 && isHost(bare) || bare == "email" && strings.HasPrefix(w, "[") {
			continue
		}
		kept = append(kept, w)
	}
	return strings.TrimSpace(strings.TrimRight(strings.ReplaceAll(strings.Join(kept, " "), "()", ""), " -–—:@"))
}

// isHost reports whether a word is a host name with or without a path, such as example.com/jobs.
func isHost(w string) bool {
	host, _, _ := strings.Cut(w, "/")
	i := strings.LastIndexByte(host, '.')
	if i <= 0 || host != strings.ToLower(host) {
		return false
	}
	switch host[i+1:] {
	case "com", "io", "co", "org", "net", "ai", "dev", "app", "de", "uk", "eu", "fr", "nl", "ch", "se", "ca", "us", "tech", "me", "xyz", "so", "gg", "health", "jobs", "energy", "bio", "games", "studio", "design", "cloud", "in", "it", "be", "at", "fi", "no", "dk", "pl", "es", "pt", "is", "tv", "gov", "edu", "ly", "to", "sh", "vc", "fm", "au", "nz", "jp":
		return host != "node.js" && host[:i] != ""
	}
	return false
}

func insideParentheses(f string) string {
	_, rest, ok := strings.Cut(f, "(")
	if !ok {
		return ""
	}
	inside, _, _ := strings.Cut(rest, ")")
	return inside
}

// addPlaces adds the places that a field names beside words such as REMOTE.
func (h *Header) addPlaces(f string) {
	for part := range strings.SplitSeq(placeMarks.Replace(f), "/") {
		place, last := "", city
		for piece := range strings.SplitSeq(part, ",") {
			if piece = onlyPlace(piece); piece == "" {
				continue
			}
			// "Boston, MA, Munich, Germany" are two places: what is no larger than the piece before begins a new one.
			size := sizeOf(piece)
			if place != "" && size > last {
				place += ", " + piece
			} else {
				h.addPlace(place)
				place = piece
			}
			last = size
		}
		h.addPlace(place)
	}
}

func (h *Header) addPlace(place string) {
	if place != "" && isPlace(place) && !slices.Contains(h.Places, place) {
		h.Places = append(h.Places, place)
	}
}

// placeMarks turns what stands between places into slashes.
var placeMarks = strings.NewReplacer("(", "/", ")", "/", "[", "/", "]", "/", ";", "/", "&", "/", "+", "/", ":", "/", " - ", "/", " – ", "/",
	" or ", "/", " OR ", "/", " Or ", "/", " and ", "/", " AND ", "/", " in ", "/", " within ", "/")

// onlyPlace takes the words of remote work and contracts off a piece of text; what is left may be a place.
func onlyPlace(piece string) string {
	words := strings.Fields(piece)
	kept := words[:0]
	for _, w := range words {
		switch lower := strings.ToLower(strings.Trim(w, ".,!*-–")); {
		case lower == "us-based":
			kept = append(kept, "US")
		case Remote(w) != job.RemoteUnknown, contracts[lower],
			slices.Contains([]string{"", "only", "fully", "full-time", "part-time", "100%", "first", "friendly", "based", "office", "preferred", "ok", "possible", "available",
				"anywhere", "worldwide", "global", "globally", "time", "zone", "zones", "full", "site", "on", "the", "in", "any", "from", "within", "with", "or", "to", "basis", "restricted", "local", "sponsored", "sponsorship", "near", "hq", "area", "residents"}, lower):
		default:
			kept = append(kept, strings.Trim(w, "*!"))
		}
	}
	return strings.Trim(strings.Join(kept, " "), " .-–")
}

// The sizes of places.
const (
	city = iota
	state
	country
)

//go:embed places.txt
var placeList string

// knownPlaces gives the size of each name in places.txt, whose sections go from the largest to the smallest.
var knownPlaces = func() map[string]int {
	m := map[string]int{}
	size := country + 1
	for line := range strings.Lines(placeList) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "##"):
			size--
		case line != "" && line[0] != '#':
			m[line] = size
		}
	}
	return m
}()

// regionCodes are the letters behind a town: states of the USA, provinces of Canada and Australia, countries.
var regionCodes = job.Words("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC " +
	"ON QC BC AB MB SK NS NB NSW VIC QLD UK US USA EU FR ES IT NL BE CH AT SE NO DK FI PL PT IE CZ IL JP SG AU NZ BR MX")

// sizeOf returns how large the place is that a name stands for; a name that is not known is a town's.
func sizeOf(name string) int {
	if size, ok := knownPlaces[strings.ToLower(name)]; ok && !regionCodes[name] || size == country {
		return size
	}
	first, _, _ := strings.Cut(name, " ") // NY 10001
	if regionCodes[strings.Trim(first, ".")] {
		return state
	}
	return city
}

// wholePlace reports whether a text holds nothing but names of places.
func wholePlace(f string) bool {
	f = strings.NewReplacer(" or ", ",", " and ", ",", "/", ",", "&", ",", "+", ",").Replace(f)
	for piece := range strings.SplitSeq(f, ",") {
		if piece = strings.TrimSpace(piece); piece != "" && !known(piece) && !regionCodes[piece] {
			return false
		}
	}
	return true
}

func known(name string) bool {
	_, ok := knownPlaces[strings.ToLower(name)]
	return ok
}

// isPlace reports whether a short text names a place: one that is known, or a town with a known state or country
// behind a comma.
func isPlace(f string) bool {
	const longest = 80
	if len(f) > longest {
		return false
	}
	if _, region, ok := strings.Cut(f, ","); ok {
		region = strings.TrimSpace(region)
		first, _, _ := strings.Cut(region+" ", " ")
		if regionCodes[strings.Trim(first, ".,)/")] {
			return true
		}
	}
	lower := strings.ToLower(f)
	for piece := range strings.FieldsFuncSeq(lower, func(r rune) bool { return strings.ContainsRune(",/()&+;", r) }) {
		words := strings.Fields(piece)
		for i := range words {
			for j := min(len(words), i+3); j > i; j-- {
				if name := strings.Join(words[i:j], " "); known(name) || known(strings.Trim(name, ".")) {
					return true
				}
			}
		}
	}
	return false
}
