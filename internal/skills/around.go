package skills

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// What stands around a name in its text, as the rules ask it.

// endsCompanies reports whether what stands from words such as "founders of" to a name leaves the companies: another sentence begins,
// or a clause of the employer's own, or the bracket closes that tells an earlier name: "Google Analytics (formerly Urchin), Python"; or
// people stand between, or what they use: "used by data scientists (NumPy", "organizations, including use of Java".
func endsCompanies(text string, from, to int) bool {
	gap := text[from:to]
	return strings.Contains(gap, ". We ") || strings.Contains(gap, " we ") || strings.Contains(gap, "ers (") || strings.Contains(gap, "ists (") || strings.Contains(gap, " use of ") || strings.HasSuffix(text[:from], "(formerly") && strings.IndexByte(gap, ')') >= 0
}

// namesSome reports whether what stands between a word for many companies and "including" leaves it at them: "customers in Europe, including".
func namesSome(gap string) bool {
	if len(gap) > crowdReach {
		return false
	}
	for word := range strings.FieldsSeq(gap) {
		switch strings.Trim(word, ",()") {
		case "with", "using", "use", "on", "to", "tools", "technologies", "systems", "platforms", "services", "products", "software", "frameworks", "languages", "and":
			return false
		}
	}
	return true
}

// crowdReach is how far behind words such as "customers" those of them are named, in bytes.
const crowdReach = 30

// namedInBrackets reports whether a name stands in the brackets behind a word for many companies that ends at crowd: "customers (Acme, Globex".
func namedInBrackets(text string, crowd, start int32) bool {
	if crowd < 0 || start-crowd > companyReach || !strings.HasPrefix(text[crowd:start], " (") || strings.Contains(text[crowd:start], ")") {
		return false
	}
	word := strings.ToLower(text[max(0, crowd-10):crowd])
	return strings.HasSuffix(word, "customers") || strings.HasSuffix(word, "companies") || strings.HasSuffix(word, "investors") || strings.HasSuffix(word, "brands") || strings.HasSuffix(word, "backers")
}

// worksAt reports whether somebody works or worked at the names behind "at": "engineers at Acme", "at Globex, Initech and Acme". One may be
// good at something, too, and software runs at it.
func worksAt(ahead, word string) bool {
	if word != "at" {
		return false
	}
	ahead = strings.TrimSuffix(ahead, " ")
	i := len(ahead)
	for i > 0 && class[ahead[i-1]] == letter {
		i--
	}
	switch strings.ToLower(ahead[i:]) {
	case "", "good", "great", "strong", "skilled", "expert", "experts", "excellent", "decent", "proficient", "adept", "experienced", "best", "better",
		"excel", "ok", "look", "looking", "talented", "brilliant", "competent", "run", "runs", "running", "hosted", "deployed", "things":
		return false
	}
	return true
}

// beforeNames returns the word before the names that end a text, and what stands before it: "engineers " and "at" of "engineers at Globex,
// Initech and ".
func beforeNames(text string) (ahead, word string) {
	from := max(0, len(text)-namesReach)
	for end := len(text); ; {
		i := end
		for i > from && text[i-1] == ' ' {
			i--
		}
		if i > from && strings.IndexByte(",/+", text[i-1]) >= 0 {
			i--
		}
		at := i
		for at > from && (class[text[at-1]] != other || text[at-1] == '.') {
			at--
		}
		switch w := text[at:i]; {
		case w == "and", w == "or", w != "" && isCapital(w[0]) && w != "Think":
			end = at
		default:
			return text[:at], w
		}
	}
}

// namesReach is how far behind such a word the names reach, in bytes.
const namesReach = 60

// usedBetween reports whether what follows is used and not made: "build tools on top of".
func usedBetween(gap string) bool {
	for word := range strings.FieldsSeq(strings.TrimPrefix(gap, " our ")) {
		switch word {
		case "uses", "integrating", "integrate", "with", "using", "on", "from", "via", "through", "against", "by", "for", "to", "into", "around", "leveraging", "atop", "driving", "powering", "our", "their":
			return true
		}
	}
	return false
}

// turnsAway reports whether what stands between words such as "collaborate with" and a word for a group tells what is done with or for
// it, and not who it is: "work closely with computer vision for one of our teams".
func turnsAway(gap string) bool {
	return strings.Contains(gap, " to ") || strings.Contains(gap, " for ")
}

// isGroups reports whether a word is for groups of people, whatever they do.
func isGroups(word string) bool {
	switch strings.ToLower(word) {
	case "teams", "groups", "departments", "squads", "stakeholders", "colleagues", "organizations", "organisations", "functions", "business units", "disciplines", "peers":
		return true
	}
	return false
}

// namesGroups reports whether what follows such a word is the names of groups in brackets, and no example of how they work: "(z. B. Scrum)".
func namesGroups(text string) bool {
	rest, ok := strings.CutPrefix(text, " (")
	return ok && !strings.HasPrefix(rest, "e.g") && !strings.HasPrefix(rest, "z.") && !strings.HasPrefix(rest, "using ") && !strings.HasPrefix(rest, "with ")
}

// testsFollow reports whether a text goes on with other kinds of tests and the word that they share: " and unit tests".
func testsFollow(text string) bool {
	joined, another := false, false
	for i := 0; i < len(text); {
		if class[text[i]] == other {
			switch text[i] {
			case ',', '/', '&', '+':
				joined = true
			case ' ', '-', '(', ')':
			default:
				return false
			}
			i++
			continue
		}
		end := i
		for end < len(text) && class[text[end]] != other {
			end++
		}
		switch word := text[i:end]; word {
		case "and", "or":
			joined = true
		case "test", "tests", "testing", "Testing", "Tests":
			return another
		default:
			if !testKinds[word] {
				return false
			}
			another = joined
		}
		i = end
	}
	return false
}

// testKinds holds the words that may stand between two kinds of tests.
var testKinds = map[string]bool{
	"unit": true, "integration": true, "functional": true, "regression": true, "performance": true, "load": true, "stress": true,
	"smoke": true, "acceptance": true, "system": true, "component": true, "end": true, "to": true, "e2e": true, "automated": true,
	"manual": true, "UI": true, "API": true, "contract": true, "snapshot": true, "user": true, "sanity": true, "security": true,
	"exploratory": true, "UAT": true, "Unit": true, "Integration": true, "Functional": true, "Regression": true, "Performance": true, "Load": true, "E2E": true,
}

// seeksWork reports whether somebody offers to work in a text, as some do among the postings of a thread: by the words that begin it, or
// by the form that is asked for where work is sought, "Location: Oslo, Willing to relocate: No, Résumé/CV: …", unless an employer fills it in.
func seeksWork(text string) bool {
	if strings.HasPrefix(text, "SEEKING WORK") {
		return true
	}
	if !strings.HasPrefix(text, "Location:") {
		return false
	}
	head := text[:min(len(text), seekerReach)]
	_, moves, _ := strings.Cut(head, "Willing to ")
	if len(moves) < len("relocate:") || !strings.EqualFold(moves[:len("relocate:")], "relocate:") {
		return false
	}
	says := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	return says("sumé", "esume", "CV:") &&
		!says("e are looking for", "e're looking for", "e’re looking for", "e are hiring", "e're hiring", "e’re hiring", " is hiring")
}

// seekerReach is how far into a text such a form begins, in bytes.
const seekerReach = 300

// How two neighbouring candidates are joined.
type joint uint8

const (
	apart  joint = iota
	blanks       // nothing but blanks between
	listed       // a comma, a slash, a line break, "and" …
)

// jointOf reads what stands between two candidates.
func jointOf(gap string) joint {
	if item := unknownItem(gap); item > 0 {
		gap = gap[item:]
	}
	if len(gap) > 24 {
		return apart
	}
	j := blanks
	for i := 0; i < len(gap); {
		switch c := gap[i]; {
		case c == ' ' || c == '\t' || c == '\r':
			i++
		case strings.IndexByte(",/\\|+*()[]&\n;-:'\"#", c) >= 0:
			j = listed
			i++
		case c >= '0' && c <= '9' || c == '.' && i+1 < len(gap) && class[gap[i+1]] == digit:
			i++
		case c == '.' && strings.HasPrefix(gap[i:], ".x"):
			i += 2
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(gap[i:])
			if letterAt(gap, i) {
				return apart
			}
			if r != '\u00a0' {
				j = listed
			}
			i += size
		default:
			end := i
			for end < len(gap) && class[gap[end]] == letter {
				end++
			}
			switch gap[i:end] {
			case "and", "or", "AND", "OR", "And", "Or", "with", "e", "g", "etc", "und", "et", "y", "oder", "ou", "mit", "preferred", "preferably", "ideally", "vorzugsweise", "idealerweise", "bevorzugt":
			default:
				return apart
			}
			j = listed
			i = end
		}
	}
	return j
}

// unknownItem returns where the comma stands behind an item of one word or two with capitals that a gap between commas begins with,
// as an unknown name in a list of known ones: ", Waterline, " or ", Apache Foo, ". It returns 0 if there is none.
func unknownItem(gap string) int {
	item, ok := strings.CutPrefix(gap, ", ")
	if !ok || item == "" || !isCapital(item[0]) {
		return 0
	}
	end := strings.IndexByte(item, ',')
	if end <= 0 || end > unknownLength || item[end-1] == 's' && strings.IndexByte(item[:end], ' ') > 0 { // "Product Managers"
		return 0
	}
	for i := range end {
		if c := item[i]; class[c] == other && c != '.' && c != '-' && (c != ' ' || !isCapital(item[i+1])) {
			return 0
		}
	}
	return len(", ") + end
}

// unknownLength is how long such an item is at most, in bytes.
const unknownLength = 24

// framed reports whether what stands before a name in its line ends with a bar, an opening bracket or a colon.
func framed(before string) bool {
	before = strings.TrimRight(before, " ")
	return before != "" && strings.IndexByte("|(:", before[len(before)-1]) >= 0
}

// headsField reports whether nothing but words with capitals stands before a name in its item or field: "- Senior ", "Acme | Lead ".
func headsField(before string) bool {
	for end := len(before); len(before)-end <= fieldReach; {
		for end > 0 && before[end-1] == ' ' {
			end--
		}
		from := end
		for from > 0 && (class[before[from-1]] != other || before[from-1] == '.' && from < end) {
			from--
		}
		if from == end {
			return end == 0 || strings.IndexByte("|,;:-*(/&", before[end-1]) >= 0 || before[end-1] >= utf8.RuneSelf
		}
		if !isCapital(before[from]) {
			return false
		}
		end = from
	}
	return false
}

// fieldReach is how far behind the beginning of its field such a name stands at most, in bytes.
const fieldReach = 80

// endsItem reports whether an item ends before the text, or goes on with a remark.
func endsItem(text string) bool {
	text = strings.TrimLeft(text, " ")
	return text == "" || strings.HasPrefix(text, "\n") || strings.HasPrefix(text, "(") || strings.HasPrefix(text, ":") || strings.HasPrefix(text, ". ") ||
		strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "– ")
}

// yearsFollow reports whether the text goes on with for how long a name has been used: "React (3+ years)", "React of 5 years".
func yearsFollow(text string) bool {
	text = strings.TrimPrefix(strings.TrimLeft(text, " (:-,"), "of ")
	number := strings.TrimLeft(text, "0123456789")
	if len(number) == len(text) {
		return false
	}
	number = strings.TrimLeft(number, "+ ")
	return strings.HasPrefix(number, "years") || strings.HasPrefix(number, "yrs") || strings.HasPrefix(number, "Jahre")
}

// labelReach is how far a label reaches from the beginning of its line, with the blanks and the mark of an item, in bytes.
const labelReach = 60

// afterLabel reports whether what stands before a name in its line is one short word or two and a colon: "Backend: Go".
func afterLabel(before string) bool {
	label, ok := strings.CutSuffix(strings.TrimRight(before, " "), ":")
	if !ok || len(label) > labelReach {
		return false
	}
	label = strings.TrimLeft(label, "-*• ")
	return label != "" && len(label) <= 20 && strings.Count(label, " ") <= 1 && !strings.ContainsAny(label, ".:,")
}

// beginsField reports whether a comma, an opening bracket or a dash stands right before a name in its line.
func beginsField(before string) bool {
	return strings.HasSuffix(before, ", ") || strings.HasSuffix(before, "(") || strings.HasSuffix(before, " - ") || strings.HasSuffix(before, " – ")
}

// endsField reports whether a line, a field or a bracket ends before the text.
func endsField(text string) bool {
	text = strings.TrimLeft(text, " ")
	return text == "" || text[0] == '\n' || text[0] == '|' || text[0] == ')'
}

// workerFollows reports whether one word or two stand between the name of the first event and a word for who does the work:
// "Rust systems engineers".
func workerFollows(text string, events []event) bool {
	from := events[0].end
	for i := 1; i < len(events) && i <= 3 && events[i].start-from <= 30; i++ {
		if events[i].kind != cue || events[i].signal&worker == 0 {
			continue
		}
		words := strings.Fields(text[from:events[i].start])
		return len(words) <= 2 && !slices.ContainsFunc(words, func(w string) bool { return !plainWord(w) })
	}
	return false
}

// plainWord reports whether a word is of letters alone and none of those that join others.
func plainWord(w string) bool {
	switch w {
	case "for", "of", "and", "or", "to", "with", "the", "a", "an", "our", "your", "as", "by", "in", "on", "at", "from", "is", "are":
		return false
	}
	for i := range len(w) {
		if class[w[i]] != letter {
			return false
		}
	}
	return true
}

// inCapitals reports whether a spelling holds no small letter.
func inCapitals(s string) bool {
	for i := range len(s) {
		if isSmall(s[i]) {
			return false
		}
	}
	return true
}

// fewWords reports whether at most three short words stand between a negation and a name.
func fewWords(gap string) bool {
	return len(gap) <= 22 && strings.Count(strings.TrimSpace(gap), " ") <= 2 && !strings.ContainsAny(gap, ",;:()—")
}

// adjacent reports whether a cue and a name are parted by a blank, a hyphen or a colon at most.
func adjacent(gap string) bool {
	if len(gap) > 3 {
		return false
	}
	for i := range len(gap) {
		switch gap[i] {
		case ' ', '-', ':', '(', '"', '/':
		default:
			return false
		}
	}
	return true
}

// inBrackets reports whether a bracket opens between a word that ends at from and a name, and closes or goes on with a comma behind it.
func inBrackets(text string, from, start, end int) bool {
	gap := text[from:start]
	return (gap == " (" || gap == "(") && end < len(text) && (text[end] == ')' || text[end] == ',' || text[end] == '/')
}

// siteLength is how much of an address is read, in bytes.
const siteLength = 200

// ownSite reports whether the address of its project follows a name: "Crystal (https://crystal-lang.org)". The address of a company
// with that name says nothing.
func ownSite(text string, start, end int) bool {
	i := end
	for i < len(text) && i < end+3 && (text[i] == ' ' || text[i] == '(' || text[i] == '-') {
		i++
	}
	if end-start < 3 || !strings.HasPrefix(text[i:], "http") {
		return false
	}
	site := strings.ToLower(text[i:tokenEnd(text[:min(len(text), i+siteLength)], i)])
	name := strings.ToLower(text[start:end])
	return strings.Contains(site, name+"-lang.") || strings.Contains(site, name+"lang.") ||
		strings.Contains(site, "docs."+name+".") || strings.Contains(site, "/"+name) && strings.Contains(site, "//github.com/")
}

// inLanguage reports whether "in" stands before a name, as before that of a language: "a server in Rust". Where a word with a capital
// follows it may be a place.
func inLanguage(text string, start, end int) bool {
	if !strings.HasSuffix(text[:start], " in ") && !strings.HasSuffix(text[:start], "(in ") {
		return false
	}
	return end+1 >= len(text) || text[end] != ' ' || !isCapital(text[end+1])
}

// inAmount reports whether three capitals are a currency, since thousands follow them: "PHP 183,000".
func inAmount(text string, start, end int) bool {
	if end-start != 3 || !inCapitals(text[start:end]) || end+1 >= len(text) || text[end] != ' ' || class[text[end+1]] != digit {
		return false
	}
	rest := strings.TrimLeft(text[end+1:], "0123456789")
	return len(rest) > 3 && rest[0] == ',' && class[rest[1]] == digit && class[rest[2]] == digit && class[rest[3]] == digit
}

// wrongEdge reports whether the characters around a spelling make it a part of another word or of an address: an ampersand or apostrophe
// beside one letter, a hyphen behind it, an at sign before a word, a colon and a slash behind it, an amount behind three capitals.
func wrongEdge(text string, start, end int) bool {
	if isAddress := strings.HasPrefix(text[end:], ":/"); isAddress || inAmount(text, start, end) {
		return true
	}
	if start > 0 {
		switch text[start-1] {
		case '@':
			return true
		case '&', '\'':
			if end-start == 1 {
				return true
			}
		case '.':
			if start > 1 && class[text[start-2]] == letter && end-start == 1 {
				return true
			}
		}
		if end-start == 1 && strings.HasSuffix(text[:start], "’") {
			return true
		}
	}
	if end-start == 1 && end < len(text) {
		if text[end] == '.' && (start == 0 || text[start-1] == '\n') { // A. B. C.
			return true
		}
		switch text[end] {
		case '&', '\'', '-':
			return true
		case '.':
			return end+1 < len(text) && class[text[end+1]] == letter
		}
		return strings.HasPrefix(text[end:], "’")
	}
	return false
}

// likened reports whether the words around a name liken something to it: "the GitHub of gardens", "what GitHub did for code". What is
// said to be somebody's, or there for them, is the thing itself: "the Terraform for our platform".
func likened(text string, start, end int) bool {
	after := text[end:]
	if after == "" || after[0] != ' ' {
		return strings.HasPrefix(after, "-like ") || strings.HasPrefix(after, `-like"`) || strings.HasPrefix(after, "-like”")
	}
	if strings.HasPrefix(after, " did for ") || strings.HasPrefix(after, " does for ") || strings.HasPrefix(after, " but for ") || strings.HasPrefix(after, " was for ") {
		return true
	}
	rest, ok := strings.CutPrefix(after, " of ")
	if !ok {
		rest, ok = strings.CutPrefix(after, " for ")
	}
	if ok && strings.HasSuffix(text[:start], `"`) || ok && strings.HasSuffix(text[:start], "“") {
		return true
	}
	ahead, isThe := strings.CutSuffix(text[:start], "the ")
	if !ok || !isThe || strings.HasSuffix(text[start:end], "ramework") || strings.HasSuffix(ahead, " in ") || strings.HasSuffix(ahead, " with ") { // "the Spring framework for Java"
		return false
	}
	word, _, _ := strings.Cut(rest[:min(len(rest), len("these "))], " ")
	switch word {
	case "our", "your", "its", "their", "this", "these", "all":
		return false
	}
	return true
}

// imagined reports whether something is explained by the products behind "think": "Think GitHub or Acme." What somebody thinks of it
// says something else, and brackets hold examples, but of what it is not for: "tools (think Docker)", "(think GitLab for gardens)",
// "(think GitHub + Figma for gardens)".
func imagined(ahead, word, behind string) bool {
	if word != "think" && word != "Think" {
		return false
	}
	before := strings.TrimRight(ahead, " ")
	if strings.HasSuffix(before, "(") {
		return strings.HasPrefix(behind, " for ") || strings.HasPrefix(behind, "/") || strings.HasPrefix(behind, " + ")
	}
	return before == "" || class[before[len(before)-1]] == other
}

// presentsItself reports whether a name that begins a sentence is that of the employer, which the sentence presents: "Acme is hiring".
func presentsItself(text string, start, end int) bool {
	after := text[end:]
	if rest, ok := strings.CutPrefix(after, ", "); ok && strings.HasSuffix(text[:start], "At ") {
		return strings.HasPrefix(rest, "we ") || strings.HasPrefix(rest, "our ") || strings.HasPrefix(rest, "you ")
	}
	if !strings.HasPrefix(after, " is ") && !strings.HasPrefix(after, " has ") && !strings.HasPrefix(after, " was ") && !strings.HasPrefix(after, " are ") {
		return false
	}
	return slices.ContainsFunc(presentations, func(says string) bool { return strings.HasPrefix(after[1:], says) }) && opens(text, start)
}

// presentations are what such sentences go on with.
var presentations = []string{
	"is hiring", "is seeking", "is looking for", "is building", "is on a mission", "is expanding", "is growing", "is recognized as",
	"is a leader", "is a leading", "is the leader", "is the leading", "is a global", "is a successful", "is a fast-growing", "is a fast growing",
	"is a venture", "is a startup", "is a start-up", "is a company", "is a well-funded", "is a profitable", "is headquartered", "is a remote",
	"is pioneering", "is redefining", "is revolutionizing", "is reinventing", "is reimagining", "is transforming", "is disrupting",
	"has raised", "has offices", "has become a", "was founded", "was acquired", "are hiring",
}

// opens reports whether the word at i is the first of its sentence.
func opens(text string, i int) bool {
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case r == '\n' || r == '.' || r == '!' || r == '?':
			return true
		case letterAt(text, i-size), r == ',', r == '(', r == ')', r == '/', r == '&', r == '|', r == '+', r == '#', r == ':':
			return false
		}
		i -= size
	}
	return true
}

// goesOn reports whether an ordinary word in lower case follows at once.
func goesOn(text string, i int) bool {
	j := i
	for j < len(text) && (text[j] == ' ' || text[j] == '\t') {
		j++
	}
	if j == len(text) {
		return false
	}
	if j == i && text[j] == '-' {
		return true
	}
	if j == i || !isSmall(text[j]) {
		return false
	}
	end := j
	for end < len(text) && class[text[end]] == letter {
		end++
	}
	switch text[j:end] {
	case "and", "or", "is", "are", "with", "on", "for", "in", "as", "etc", "to", "at", "experience", "would", "preferred", "considered", "desired",
		"desirable", "helpful", "highly", "strongly", "not", "nice", "will", "can", "may", "a", "by", "from", "but", "if", "required", "that", "which",
		"used", "using", "across", "within", "so", "when", "while", "where", "supporting", "powering", "serving", "through", "via", "into", "over", "between",
		"und", "oder", "sowie", "bzw", "auf", "mit", "im", "zur", "zum", "von", "aus", "ist", "sind", "wie", "als", "bei", "nach", "ein", "an":
		return false
	}
	return true
}

// shouting reports whether the words around a spelling of capitals stand in capitals too, so that its case tells nothing. In a list of
// abbreviations it stands between marks: "LDAP, SOAP, FTP".
func shouting(text string, start, end int) bool {
	before, after := strings.TrimRight(text[:start], " "), strings.TrimLeft(text[end:], " ")
	if before != "" && strings.IndexByte(",/|(:+", before[len(before)-1]) >= 0 && after != "" && strings.IndexByte(",/|)+", after[0]) >= 0 {
		return false
	}
	upper, lower := 0, 0
	count := func(s string) {
		for i := range len(s) {
			switch {
			case isCapital(s[i]):
				upper++
			case isSmall(s[i]):
				lower++
			}
		}
	}
	from := max(0, start-24)
	if i := strings.LastIndexByte(text[from:start], '\n'); i >= 0 {
		from += i + 1
	}
	to := min(len(text), end+24)
	if i := strings.IndexByte(text[end:to], '\n'); i >= 0 {
		to = end + i
	}
	count(text[from:start])
	count(text[end:to])
	return lower == 0 && upper >= 6
}

// isEmployer reports whether a surface is the employer's name, or an ambiguous one or one of several words that the name begins with.
func (r *reading) isEmployer(surface string, loose bool) bool {
	if r.employer == "" || r.employer[0] < utf8.RuneSelf && (r.employer[0]^surface[0])|0x20 != 0x20 {
		return false // another first letter, as most names have
	}
	n := len(surface)
	return strings.EqualFold(surface, r.employer) || strings.EqualFold(surface, r.employerInFull) ||
		(loose || strings.IndexByte(surface, ' ') > 0) && n >= 4 && n < len(r.employer) && strings.EqualFold(surface, r.employer[:n])
}

// inEmployer reports whether a surface stands in the employer's name, or in what stands behind it in brackets, written in full there:
// "Maven Clinic".
func (r *reading) inEmployer(text string, start, end int) bool {
	if strings.IndexByte(r.employerInFull, text[start]) < 0 {
		return false
	}
	return standsIn(r.employer, text, start, end) || len(r.employerInFull) > len(r.employer) && standsIn(r.employerInFull, text, start, end)
}

// standsIn reports whether a part of a text stands in a longer name there.
func standsIn(name, text string, start, end int) bool {
	if len(name) <= end-start {
		return false
	}
	i := strings.Index(name, text[start:end])
	from := start - i
	return i >= 0 && from >= 0 && from+len(name) <= len(text) && text[from:from+len(name)] == name
}
