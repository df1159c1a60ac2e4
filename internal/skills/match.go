package skills

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A matcher finds the phrases of a fixed list in a text, in one pass from left to right: at the beginning of each word the
// longest phrase that ends with a word. It folds case, takes any run of blanks or one hyphen for a blank, and lets a phrase
// stand in the plural or carry a version number if it may.
//
// It is a trie over a small alphabet of folded bytes, kept as a double array: the child of state s by symbol k is
// t = cells[s].base() + k if cells[t].symbol() = k. No two states share a base, so that the symbol tells the parent.
type matcher struct {
	cells     []cell
	found     []int32 // by state: index in phrases of the phrase that ends there, if the cell is over
	phrases   []phrase
	shortCuts shortCutTable
	sieve     sieve
}

// A cell is one state, in four bytes so that the trie stays in the cache: the symbol that leads to it (8 bits, 0 if it is free),
// whether a phrase ends there (1 bit), and the base of its children (23 bits).
type cell uint32

const overBit = 1 << 8

func (c cell) symbol() uint32 { return uint32(c & 0xff) }
func (c cell) over() bool     { return c&overBit != 0 }
func (c cell) base() int32    { return int32(c >> 9) }

// A phrase is one spelling, decoy or signal.
type phrase struct {
	text    string // as the taxonomy writes it
	kind    kind
	skill   int32 // index of the skill, of a spelling
	signal  signal
	loose   bool  // ambiguous: the skill's rule decides
	plural  bool  // may take an s
	version bool  // may carry a number right behind it
	upper   bool  // holds no small letter, of a spelling
	marked  bool  // the taxonomy writes it with accents or umlauts, of a spelling; a text need not
	worker  bool  // says who does the work, of a phrase of titles
	person  bool  // ends in a word for one who works, of a phrase of titles
	more    int32 // index of the next phrase of the same spelling, which names another skill; 0 if there is none
}

// A kind of phrase or mark.
type kind uint8

const (
	spelling  kind = iota
	decoy          // holds a skill's word and never means it
	cue            // carries signals
	lineEnd        // a line break
	stop           // the end of a sentence or clause within a line
	colonMark      // a colon
)

// An event is a phrase or mark found in a text.
type event struct {
	start, end int32
	phrase     int32  // index in matcher.phrases; of no meaning for marks
	signal     signal // of a cue
	kind       kind
}

// The alphabet of the trie. Symbol 0 stands for bytes that no phrase holds.
const (
	symBlank  = 1
	symLetter = 2
	symDigit  = 28
	symMark   = 38
	marks     = ".+#/&':*,"
	symCount  = symMark + len(marks)
)

// What a byte is to the scanner.
const (
	other uint8 = iota
	letter
	digit
	wide // first byte of a character outside ASCII, or a part of one
)

// symbol and class say of each byte which symbol of the trie it is and what it is to the scanner.
var symbol, class = byteTables()

func byteTables() (symbol, class [256]uint8) {
	symbol[' '], symbol['\t'], symbol['-'] = symBlank, symBlank, symBlank
	for c := 'a'; c <= 'z'; c++ {
		upper := c - 'a' + 'A'
		symbol[c] = uint8(symLetter + c - 'a')
		symbol[upper] = symbol[c]
		class[c], class[upper] = letter, letter
	}
	for c := '0'; c <= '9'; c++ {
		symbol[c] = uint8(symDigit + c - '0')
		class[c] = digit
	}
	for i := range len(marks) {
		symbol[marks[i]] = uint8(symMark + i)
	}
	class['_'] = letter // part of an identifier, never a boundary
	for c := 0x80; c < 0x100; c++ {
		class[c] = wide
	}
	return symbol, class
}

// isBullet reports whether a character marks the items of lists and nothing else.
func isBullet(r rune) bool {
	return r == '•' || r == '●' || r == '▪' || r == '■' || r == '◦' || r == '‣'
}

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

func isSmall(c byte) bool { return c >= 'a' && c <= 'z' }

// A key is one way to write a phrase.
type key struct {
	prefix     uint64 // the first eight symbols, padded with 0, which sort as the key does
	start, end int32  // of all its symbols in keyList.symbols
	phrase     int32  // index in matcher.phrases
	variant    bool   // not as the taxonomy writes it
}

// A keyList holds keys and their symbols without pointers, since there are many.
type keyList struct {
	keys    []key
	symbols []uint8
}

// end makes a key of the symbols from start on.
func (l *keyList) end(start int, phrase int32, variant bool) {
	k := key{start: int32(start), end: int32(len(l.symbols)), phrase: phrase, variant: variant}
	for i := range 8 {
		k.prefix <<= 8
		if start+i < len(l.symbols) {
			k.prefix |= uint64(l.symbols[start+i])
		}
	}
	l.keys = append(l.keys, k)
}

// compare orders keys by their symbols.
func (l *keyList) compare(a, b key) int {
	if c := cmp.Compare(a.prefix, b.prefix); c != 0 {
		return c
	}
	return bytes.Compare(l.symbols[a.start:a.end], l.symbols[b.start:b.end])
}

// newMatcher builds the trie, the short cuts and the sieve.
func newMatcher(phrases []phrase) *matcher {
	m := &matcher{phrases: phrases}
	keys := keysOf(phrases)
	var wg sync.WaitGroup
	wg.Go(func() { m.addSieve(keys) })
	m.pack(keys)
	m.addShortCuts(keys)
	wg.Wait()
	return m
}

// keysOf lists the ways to write phrases, sorted. Where two are spelled alike, the one that is written so goes before variants, and then
// the first one holds; it leads to the others if they name other skills.
func keysOf(phrases []phrase) *keyList {
	l := &keyList{make([]key, 0, 3*len(phrases)), make([]uint8, 0, 64*len(phrases))}
	for i := range phrases {
		phrases[i].more = 0
		l.add(int32(i), phrases[i].text)
	}
	slices.SortFunc(l.keys, func(a, b key) int {
		if a.prefix < b.prefix { // most are told apart by it, without a call
			return -1
		}
		if c := l.compare(a, b); c != 0 {
			return c
		}
		if a.variant != b.variant {
			if b.variant {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.phrase, b.phrase)
	})
	distinct := l.keys[:0]
	for _, k := range l.keys {
		if n := len(distinct); n == 0 || l.compare(distinct[n-1], k) != 0 {
			distinct = append(distinct, k)
			continue
		}
		first := distinct[len(distinct)-1].phrase
		phrases[first].marked = phrases[first].marked || phrases[k.phrase].marked
		if !k.variant && phrases[k.phrase].kind == spelling && phrases[first].kind == spelling && phrases[k.phrase].skill != phrases[first].skill {
			phrases[k.phrase].more = phrases[first].more
			phrases[first].more = k.phrase
		}
	}
	l.keys = distinct
	return l
}

// add appends the ways to write a phrase: as written, then with its blanks, hyphens and inner dots left out or made blanks.
func (l *keyList) add(phrase int32, text string) {
	start := len(l.symbols)
	var joints []int // where the key can vary
	dotted := false
	for i := range len(text) {
		k := symbol[text[i]]
		inner := i > 0 && i+1 < len(text) && class[text[i-1]] != other && class[text[i+1]] != other
		if k == symBlank || inner && text[i] == '.' {
			joints = append(joints, i)
			dotted = dotted || k != symBlank
		}
		l.symbols = append(l.symbols, k)
	}
	l.end(start, phrase, false)
	if len(joints) == 0 || len(joints) > 2 {
		return
	}
	written := l.symbols[start:]
	for choice := 1; choice < 1<<len(joints); choice++ {
		for _, joined := range []bool{true, false} {
			if !joined && !dotted {
				continue // a blank is one already
			}
			start := len(l.symbols)
			for i, k := range written {
				if i == joints[0] && choice&1 != 0 || len(joints) > 1 && i == joints[1] && choice&2 != 0 {
					if joined {
						continue
					}
					k = symBlank
				}
				l.symbols = append(l.symbols, k)
			}
			l.end(start, phrase, true)
		}
	}
}

// pack lays the trie of the sorted keys out in the double array, breadth first, so that the states nearest to the root stand together.
func (m *matcher) pack(l *keyList) {
	keys := l.keys
	type branch struct {
		from, to int32 // of the keys that begin alike
		state    int32
	}
	size := 0
	grow := func(n int) {
		if size = max(size, n); size > len(m.cells) {
			m.cells = append(m.cells, make([]cell, max(size, 6*len(keys))-len(m.cells))...)
			m.found = append(m.found, make([]int32, len(m.cells)-len(m.found))...)
		}
	}
	grow(1 + symCount)
	branches, next := []branch{{0, int32(len(keys)), 0}}, []branch(nil)
	// By number of children, the most of them together: where a base is sought next.
	var hints [5]int
	var based, taken numberSet // bases, and cells, that are in use
	taken.add(0)               // the root
	var leaves []int32
	var children []branch
	var symbols []int
	for depth := 0; len(branches) > 0; depth++ {
		next = next[:0]
		for _, b := range branches {
			children, symbols = children[:0], symbols[:0]
			for i := b.from; i < b.to; i++ {
				k := keys[i]
				if int(k.end-k.start) == depth {
					m.cells[b.state] |= overBit
					m.found[b.state] = k.phrase
					continue
				}
				if s := int(l.symbols[int(k.start)+depth]); len(symbols) == 0 || symbols[len(symbols)-1] != s {
					symbols = append(symbols, s)
					children = append(children, branch{from: i})
				}
				children[len(children)-1].to = i + 1
			}
			if len(children) == 0 {
				leaves = append(leaves, b.state)
				continue
			}
			hint := &hints[min(len(symbols), len(hints)-1)]
			base := *hint
			for free := uint64(0); ; base += 64 { // so many bases at once
				free = ^based.from(base)
				for _, s := range symbols {
					free &^= taken.from(base + s)
				}
				if free != 0 {
					base += bits.TrailingZeros64(free)
					break
				}
			}
			grow(base + symCount + 1)
			*hint = base + 1 // fewer children fill the gaps that more of them left
			based.add(base)
			m.cells[b.state] |= cell(base << 9)
			for i, s := range symbols {
				children[i].state = int32(base + s)
				m.cells[base+s] = cell(s)
				taken.add(base + s)
				next = append(next, children[i])
			}
		}
		branches, next = next, branches
	}
	nowhere := size // a base from which no symbol leads on
	grow(size + symCount)
	for _, s := range leaves {
		m.cells[s] |= cell(nowhere << 9)
	}
	m.cells, m.found = slices.Clip(m.cells[:size]), slices.Clip(m.found[:size])
}

// A numberSet is a set of small numbers, a bit each.
type numberSet []uint64

func (s *numberSet) add(n int) {
	if words := n/64 + 1; words > len(*s) {
		*s = append(*s, make([]uint64, max(words, 2*len(*s))-len(*s))...)
	}
	(*s)[n/64] |= 1 << (n % 64)
}

// from returns the 64 bits from number n on, that of n lowest.
func (s numberSet) from(n int) uint64 { return s.word(n/64)>>(n%64) | s.word(n/64+1)<<(64-n%64) }

func (s numberSet) word(i int) uint64 {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// child returns the state that symbol k leads to from state s, or -1.
func (m *matcher) child(s int32, k int) int32 {
	if k >= symCount {
		return -1
	}
	if t := m.cells[s].base() + int32(k); k > 0 && m.cells[t].symbol() == uint32(k) {
		return t
	}
	return -1
}

// A scanner holds the working memory of scans, which is used again and again, and the events of the last one.
type scanner struct {
	text   []byte // the text with zeros behind it
	places []spot // that passed the sieve
	events []event
}

// scan returns the events of the text in the order of their places. They last until the next scan.
func (m *matcher) scan(s *scanner, text string) []event {
	s.text = append(append(s.text[:0], text...), zeros[:]...)
	s.places = m.sieve.places(text, s.text, s.places)
	events := s.events[:0]
	from := 0 // what lies before is read
	for p := range s.places {
		p := &s.places[p]
		i := int(p.at)
		if i < from {
			continue
		}
		switch at := &placeKinds[text[i]]; at.place {
		case atWord:
			if e := m.longest(text, i, p.word, int(p.n)); e.end > 0 {
				events = append(events, e)
				from = int(e.end)
			}
		case atMark:
			events = append(events, event{start: int32(i), end: int32(i + 1), kind: at.mark})
		case atDot:
			if i+1 < len(text) && class[text[i+1]] == letter {
				if from = dot(text, i); from > i {
					continue
				}
				if text[i+1] == 'n' || text[i+1] == 'N' { // .NET
					if e := m.walk(text, i, i, 0); e.end > 0 {
						events = append(events, e)
						from = int(e.end)
					}
				}
				continue
			}
			if endsSentence(text, i) {
				events = append(events, event{start: int32(i), end: int32(i + 1), kind: stop})
			}
		case atColon:
			if strings.HasPrefix(text[i:], "://") {
				from = tokenEnd(text, i)
				continue
			}
			events = append(events, event{start: int32(i), end: int32(i + 1), kind: colonMark})
		case atSign:
			for from = i + 1; from < len(text) && (class[text[from]] != other || text[from] == '.' || text[from] == '-'); from++ {
			}
		case atWide:
			r, size := utf8.DecodeRuneInString(text[i:])
			from = i + size
			if r == '…' || isBullet(r) {
				events = append(events, event{start: int32(i), end: int32(from), kind: stop})
			} else if unicode.IsLetter(r) {
				if !insideWord(text, i) {
					if e := m.walk(text, i, i, 0); e.end > 0 {
						events = append(events, e)
						from = int(e.end)
						continue
					}
				}
				from = wordEnd(text, from)
			}
		}
	}
	s.events = events
	return events
}

// What the scan finds at a place, by the first byte.
const (
	atWord  uint8 = iota
	atMark        // a mark that is an event wherever it stands
	atDot         // which may stand in a number, host or abbreviation
	atColon       // which may stand in an address
	atSign        // @, which begins a name
	atWide        // a character outside ASCII
)

// placeKinds says it of each byte, and which event a mark is.
var placeKinds = func() (table [256]struct {
	place uint8
	mark  kind
}) {
	for c := 0x80; c < 0x100; c++ {
		table[c].place = atWide
	}
	for _, c := range []byte("\n!?;|") {
		table[c].place, table[c].mark = atMark, stop
	}
	table['\n'].mark = lineEnd
	table['.'].place, table[':'].place, table['@'].place = atDot, atColon, atSign
	return table
}()

// zeros stand behind a text, so that the sieve may read on.
var zeros [behind]byte

// wordEnd returns the end of the word that goes on at i. Dashes, apostrophes and blanks outside ASCII end it too.
func wordEnd(text string, i int) int {
	for i < len(text) && class[text[i]] != other && (class[text[i]] != wide || letterAt(text, i)) {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return i
}

// longest returns the longest phrase that begins at i and ends with a word; its end is 0 if there is none. It goes by short cuts while
// plain words are parted by single blanks or hyphens, from the one that wordAt found at i on, then byte by byte.
func (m *matcher) longest(text string, i int, word uint64, n int) (found event) {
	s, j := int32(0), i
	for n > 0 {
		k := m.shortCuts.find(s, word)
		if k < 0 {
			return found
		}
		cut := &m.shortCuts.cuts[k]
		j += n
		if cut.phrase >= 0 {
			end := j
			if j < len(text) && !endsWord[text[j]] {
				if end = m.end(text, i, j, &m.phrases[cut.phrase]); cut.plural && end != j {
					end = 0
				}
			}
			if end > 0 {
				found = event{int32(i), int32(end), cut.phrase, cut.signal, cut.kind}
			}
		}
		if s = cut.to; s < 0 || j >= len(text) {
			return found
		}
		gap, next := text[j], j
		switch {
		case gap == ' ' || gap == '-':
			if next = j + 1; cut.blank < 0 || next == len(text) {
				return found
			}
		case class[gap] == letter: // of a word of more than eight
		case class[gap] != wide && (symbol[gap] == 0 || symbol[gap] > symBlank && !cut.marked):
			return found
		}
		second, n2 := uint64(0), 0
		if next > j || class[gap] == letter {
			second, n2 = wordAt(text, next)
		}
		if n2 == 0 {
			break
		}
		if cut.next&bitOf(second) == 0 {
			return found
		}
		if next > j {
			s = cut.blank
		}
		j, word, n = next, second, n2
	}
	if e := m.walk(text, i, j, s); e.end > 0 {
		return e
	}
	return found
}

// walk goes on from state s at j, byte by byte, for the longest phrase that begins at i.
func (m *matcher) walk(text string, i, j int, s int32) (found event) {
	plain := true
	for j < len(text) {
		k := symbol[text[j]]
		next := j + 1
		if k <= symBlank {
			k, next = blank(text, j)
			if k == 0 {
				if next == j {
					break
				}
				j = next
				continue
			}
			plain = plain && !isLetter(k)
		}
		t := m.cells[s].base() + int32(k)
		if m.cells[t].symbol() != uint32(k) {
			break
		}
		s, j = t, next
		if m.cells[s].over() {
			p := &m.phrases[m.found[s]]
			if end := m.end(text, i, j, p); end > 0 && (plain || p.kind != spelling || p.marked) {
				found = event{int32(i), int32(end), m.found[s], p.signal, p.kind}
			}
		}
	}
	return found
}

// blank reads what can stand for one blank of a phrase at j, a run of blanks or one hyphen, for an apostrophe, or for a letter without
// its mark. It returns the symbol of the phrase and the end of it; or 0 and the end of what is invisible there; or 0 and j.
func blank(text string, j int) (uint8, int) {
	switch c := text[j]; {
	case c == '-':
		return symBlank, j + 1
	case c == ' ' || c == '\t':
		for j++; j < len(text) && (text[j] == ' ' || text[j] == '\t'); j++ {
		}
		return symBlank, j
	case c < utf8.RuneSelf:
		return 0, j
	}
	r, size := utf8.DecodeRuneInString(text[j:])
	switch {
	case r == '\u2019' || r == '\u2018' || r == '´':
		return symbol['\''], j + size
	case r == '\u00ad' || r >= '\u200b' && r <= '\u200d' || r == '\u2060' || r == '\ufeff' || r >= '\u0300' && r <= '\u0328': // or the mark of the letter before
		return 0, j + size
	case r >= '\u2010' && r <= '\u2013', unicode.Is(unicode.Zs, r):
		return symBlank, j + size
	case int(r) < len(folded) && len(folded[r]) == 1:
		return symbol[folded[r][0]], j + size
	}
	return 0, j
}

// end returns where the phrase that reaches from start to j ends as a word, with its plural or version; 0 if it goes on as another word.
func (m *matcher) end(text string, start, j int, p *phrase) int {
	if boundary(text, start, j) {
		return j
	}
	c := text[j]
	if p.plural && (c == 's' || c == 'S') && class[text[j-1]] == letter && boundary(text, start, j+1) {
		return j + 1
	}
	if p.version && class[c] == digit && class[text[j-1]] != digit {
		for j++; j < len(text) && (class[text[j]] == digit || text[j] == '.' && j+1 < len(text) && class[text[j+1]] == digit); j++ {
		}
		if j < len(text) && text[j] == '+' {
			j++
		}
		if boundary(text, start, j) {
			return j
		}
	}
	return 0
}

// endsWord says of each byte whether a word surely ends before it, whatever else is there.
var endsWord = func() (ends [256]bool) {
	for c := range ends {
		ends[c] = class[c] == other && strings.IndexByte("#@+:.&'", byte(c)) < 0
	}
	return ends
}()

// boundary reports whether the word from start to j is whole: not the beginning of a longer word, host, address or file name.
func boundary(text string, start, j int) bool {
	if j >= len(text) {
		return true
	}
	switch c := text[j]; class[c] {
	case letter, digit:
		return class[text[j-1]] == other && text[j-1] != '.' // behind C++ or C# a word may follow without a blank
	case wide:
		return !letterAt(text, j)
	default:
		switch c {
		case '#', '@':
			return false
		case '+':
			return j-start > 1
		case ':':
			return !strings.HasPrefix(text[j:], "://")
		case '.':
			return j+1 >= len(text) || !isSmall(text[j+1])
		case '&', '\'':
			return j-start > 1
		}
		return true
	}
}

// insideWord reports whether what stands before i belongs to the same word.
func insideWord(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
}

// letterAt reports whether the character at j, outside ASCII, is a letter or digit.
func letterAt(text string, j int) bool {
	r, _ := utf8.DecodeRuneInString(text[j:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// dot handles a dot between two words: it returns the end of what is a host, an address or a file's extension, or i.
func dot(text string, i int) int {
	if i == 0 || class[text[i-1]] == other || i+1 >= len(text) || !isSmall(text[i+1]) {
		return i
	}
	j := i + 1
	for j < len(text) && class[text[j]] != other {
		j++
	}
	if j < len(text) && text[j] == '/' && topLevel[text[i+1:j]] {
		return tokenEnd(text, j)
	}
	return j
}

// topLevel holds the last labels of the hosts that postings link to without a scheme.
var topLevel = map[string]bool{
	"com": true, "org": true, "net": true, "io": true, "ai": true, "co": true, "dev": true, "app": true, "edu": true, "gov": true,
	"me": true, "uk": true, "us": true, "eu": true, "de": true, "fr": true, "nl": true, "ly": true, "gg": true, "tech": true,
	"cloud": true, "xyz": true, "jobs": true, "careers": true, "so": true, "to": true, "ca": true, "in": true, "au": true,
}

// tokenEnd returns the end of the address that goes on at i.
func tokenEnd(text string, i int) int {
	for i < len(text) && !endsToken[text[i]] {
		i++
	}
	return i
}

// endsToken says of each byte whether an address ends before it.
var endsToken = [256]bool{
	' ': true, '\t': true, '\n': true, '\r': true, '"': true, '<': true, '>': true, ')': true, ']': true, '|': true, ',': true,
}

// endsSentence reports whether the dot at i ends a sentence and not an abbreviation or number.
func endsSentence(text string, i int) bool {
	if i+1 < len(text) && class[text[i+1]] != other {
		return false
	}
	if i >= 3 && (text[i-2] == '.' || (text[i-2] == ' ' || text[i-2] == '(') && class[text[i-1]] == letter && text[i-1] != 'C' && text[i-1] != 'R') { // e.g., i.e., initials
		return false
	}
	return !(i >= 3 && strings.EqualFold(text[i-3:i], "etc") || i >= 2 && strings.EqualFold(text[i-2:i], "vs") ||
		i >= 2 && strings.EqualFold(text[i-2:i], "sr") || i >= 3 && strings.EqualFold(text[i-3:i], "inc"))
}
