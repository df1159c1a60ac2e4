package skills

import "math/bits"

// Where the sieve lets a word through, the trie has short cuts: from the root, and from each state behind a blank, by a whole word (its
// letters, eight at most) to the state that the word leads to.

// A shortCut leads from one state over a word, or eight letters of a longer one, to another. It holds what is asked of that state, so
// that nothing else is looked at.
type shortCut struct {
	word   uint64 // as wordAt returns it
	next   uint64 // the words of the short cuts behind it, a bit each by hash
	from   int32
	to     int32  // the state behind the word; -1 if only the singular is known
	blank  int32  // the state behind a blank; -1 if there is none
	phrase int32  // index in phrases of the phrase that is over there; -1 if there is none
	signal signal // of the phrase
	kind   kind   // of the phrase
	plural bool   // the phrase ends with the word less its s
	marked bool   // a digit or mark may follow
}

// A shortCutTable is a hash table of short cuts with open addressing. The short cuts themselves stand close together, those from the
// root first, which are looked at most.
type shortCutTable struct {
	cuts  []shortCut
	slots []uint32 // a power of two of them: the number of a short cut, from 1 on, and above it some bits of its hash; 0 if free
	shift uint     // by which a hash becomes a slot
}

// numberBits of a slot hold the number of its short cut.
const numberBits = 24

// wordLength is how many letters of a word a short cut takes in.
const wordLength = 8

// wordAt returns the letters of ASCII that stand at i, in lower case, the first in the lowest byte, padded with 0; and their number. Of
// a longer word it returns the first eight. It returns 0 if something outside ASCII follows, which may be a part of the word. It looks
// at eight bytes at once instead of one after the other.
func wordAt(text string, i int) (word uint64, n int) {
	if s := text[i:]; len(s) >= wordLength {
		return wordOf(eightBytes(s))
	}
	return wordOf(fewBytes(text, text[i:]))
}

// wordOf does so for eight bytes of a text.
func wordOf(w uint64) (word uint64, n int) {
	word, n, cut := lettersOf(w)
	if cut != 0 {
		return 0, 0
	}
	return word, n
}

// In each of eight bytes: what makes a letter a small one, and what only bytes outside ASCII have.
const (
	each         = 0x0101010101010101
	lowerCase    = 0x20 * each
	outsideASCII = 0x80 * each
)

// lettersOf does so too, but for what follows: cut is not 0 if the letters end before something outside ASCII.
func lettersOf(w uint64) (letters uint64, n int, cut uint64) {
	folded := w | lowerCase
	low := folded & (0x7f * each) // without the highest bit of each byte, so that the sums below carry nothing over
	// The highest bit of each byte that is no letter: below a, beyond z, or outside ASCII.
	others := (^(low + (0x80-'a')*each) | (low + (0x80-'z'-1)*each) | w) & outsideASCII
	end := others & -others // the highest bit of the first byte that is no letter; 0 if all are
	return folded & (end>>7 - 1), bits.TrailingZeros64(end) / 8, w & end
}

// eightBytes returns the first eight bytes of s, the first one lowest; it is one instruction.
func eightBytes(s string) uint64 {
	s = s[:8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// fewBytes does so for the last bytes of a text, fewer than eight.
func fewBytes(text, last string) (w uint64) {
	if len(text) >= 8 {
		return eightBytes(text[len(text)-8:]) >> (8 * (8 - len(last)))
	}
	for k := range len(last) {
		w |= uint64(last[k]) << (8 * k)
	}
	return w
}

// find returns the index of the short cut from a state over a word; -1 if there is none.
func (t *shortCutTable) find(from int32, word uint64) int {
	hash := hashOf(word ^ uint64(from)<<32)
	for i := hash >> t.shift; ; i++ {
		slot := t.slots[i&uint64(len(t.slots)-1)]
		if slot == 0 {
			return -1
		}
		if (slot^uint32(hash>>16))>>numberBits == 0 {
			n := int(slot%(1<<numberBits)) - 1
			if cut := &t.cuts[n]; cut.word == word && cut.from == from {
				return n
			}
		}
	}
}

// add returns the index of the short cut from a state over a word, which it adds if there is none yet.
func (t *shortCutTable) add(from int32, word uint64) int {
	if n := t.find(from, word); n >= 0 {
		return n
	}
	t.cuts = append(t.cuts, shortCut{word: word, from: from, to: -1, blank: -1, phrase: -1})
	if 4*len(t.cuts) > 3*len(t.slots) {
		t.grow(2 * len(t.slots))
	} else {
		t.enter(len(t.cuts))
	}
	return len(t.cuts) - 1
}

// addBehind does so for one that follows another, if any.
func (t *shortCutTable) addBehind(before int, from int32, word uint64) int {
	if before >= 0 {
		t.cuts[before].next |= bitOf(word)
	}
	return t.add(from, word)
}

// enter puts the number of a short cut into the first free slot from its hash on.
func (t *shortCutTable) enter(number int) {
	cut := &t.cuts[number-1]
	hash := hashOf(cut.word ^ uint64(cut.from)<<32)
	for i := hash >> t.shift; ; i++ {
		if slot := &t.slots[i&uint64(len(t.slots)-1)]; *slot == 0 {
			*slot = uint32(hash>>16)>>numberBits<<numberBits | uint32(number)
			return
		}
	}
}

// grow makes room for a number of slots, a power of two.
func (t *shortCutTable) grow(slots int) {
	t.slots, t.shift = make([]uint32, slots), uint(64-bits.TrailingZeros(uint(slots)))
	for i := range t.cuts {
		t.enter(i + 1)
	}
}

// bitOf is the bit of a word in shortCut.next.
func bitOf(word uint64) uint64 { return 1 << (hashOf(word) >> 58) }

// addShortCuts adds the short cuts from the root, from each state behind a blank, and from each behind eight letters of a longer word.
func (m *matcher) addShortCuts(l *keyList) {
	t := &m.shortCuts
	t.grow(1 << bits.Len(uint(3*len(l.keys)))) // as many as will be needed, so that it grows no more
	t.cuts = make([]shortCut, 0, 2*len(l.keys))
	for _, k := range l.keys {
		if word, n := lettersOfKey(l.symbols[k.start:k.end]); n > 0 {
			t.add(0, word)
		}
	}
	for _, k := range l.keys {
		m.addWords(l.symbols[k.start:k.end])
	}
	for i := range t.cuts {
		s := &t.cuts[i]
		if s.to >= 0 {
			s.blank = m.child(s.to, symBlank)
			if m.cells[s.to].over() {
				s.phrase, s.plural = m.found[s.to], false
			}
		}
		if s.phrase >= 0 {
			s.kind, s.signal = m.phrases[s.phrase].kind, m.phrases[s.phrase].signal
		}
	}
}

// addWords adds the short cuts over the words of one key.
func (m *matcher) addWords(key []uint8) {
	t := &m.shortCuts
	from, state := int32(0), int32(0)
	last := -1 // the short cut before
	word, n := uint64(0), 0
	for i, k := range key {
		if state = m.child(state, int(k)); state < 0 {
			return // something outside ASCII, which no phrase is found by
		}
		if !isLetter(k) {
			from, word, n = -1, 0, 0
			if k == symBlank {
				from = state
			}
			continue
		}
		if from < 0 { // behind a digit or mark
			continue
		}
		word |= uint64('a'+k-symLetter) << (8 * n)
		n++
		over := i+1 == len(key)
		if n < wordLength && !over && isLetter(key[i+1]) {
			continue
		}
		before := last
		last = t.addBehind(before, from, word)
		cut := &t.cuts[last]
		cut.to = state
		cut.marked = cut.marked || !over && key[i+1] >= symDigit
		if over && m.phrases[m.found[state]].plural {
			var many int
			if n < wordLength {
				many = t.addBehind(before, from, word|'s'<<(8*n))
			} else {
				many = t.addBehind(last, state, 's')
			}
			t.cuts[many].phrase, t.cuts[many].plural = m.found[state], true
		}
		if n == wordLength {
			from, word, n = state, 0, 0
		}
	}
}

func isLetter(symbol uint8) bool { return symbol >= symLetter && symbol < symDigit }
