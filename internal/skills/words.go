package skills

import (
	"math/bits"
	"unicode/utf8"
)

// Most words of a text begin no phrase, or begin one only with a certain word behind them, as "the" does. So that they are passed over
// at once, the trie has short cuts: from the root, and from each state behind a blank, by a whole word (its letters, eight at most) to
// the state that the word leads to. Three sets that stay in the cache say of nearly every other word, or pair of words, that there is
// no short cut, before the table of them is asked.

// A shortCut leads from one state over a word, or eight letters of a longer one, to another. It holds what is asked of that state, so
// that nothing else is looked at, and has half a line of the cache.
type shortCut struct {
	word   uint64 // as wordAt returns it; 0 if the slot of the table is free
	from   int32
	to     int32 // the state behind the word; -1 if only the singular is known
	phrase int32 // index in phrases of the phrase that is over there; -1 if there is none
	plural int32 // index in phrases of the phrase that ends with the word less its s, and may take one; -1 if there is none
	blank  int32 // the state behind a blank; -1 if there is none
	marked bool  // a digit or mark may follow
}

// A shortCutTable is a hash table of short cuts with open addressing.
type shortCutTable struct {
	slots []shortCut // each in the first free slot from its hash on; a power of two of them
	count int
	first hashSet // words that begin a phrase
	alone hashSet // those of them that can be a whole phrase
	pairs hashSet // pairs of words, parted by a blank, that begin a phrase; or first eight and next letters of a word that does
}

// A hashSet is a set of words, or pairs of words, by hash, in 16 KB. It may seem to hold one that it does not, but seldom.
type hashSet [1 << hashSetBits / 64]uint64

const hashSetBits = 17

func (s *hashSet) add(hash uint64) {
	h := hash >> (64 - hashSetBits)
	s[h/64] |= 1 << (h % 64)
}

func (s *hashSet) has(hash uint64) bool { return s.bit(hash) != 0 }

// bit is 1 if the set has the hash, and else 0.
func (s *hashSet) bit(hash uint64) uint64 {
	h := hash >> (64 - hashSetBits)
	return s[h/64] >> (h % 64) & 1
}

// hashOf mixes the bits of a word, or of a word and a state; the highest come out best.
func hashOf(word uint64) uint64 { return word * 0x9e3779b97f4a7c15 }

// hashOfPair mixes the hashes of two words.
func hashOfPair(first, second uint64) uint64 { return hashOf(bits.RotateLeft64(first, 32) ^ second) }

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
	const each = 0x0101010101010101
	folded := w | 0x20*each
	low := folded & (0x7f * each) // without the highest bit of each byte, so that the sums below carry nothing over
	// The highest bit of each byte that is no letter: below a, beyond z, or outside ASCII.
	others := (^(low + (0x80-'a')*each) | (low + (0x80-'z'-1)*each) | w) & (0x80 * each)
	end := others & -others // the highest bit of the first byte that is no letter; 0 if all are
	if w&end != 0 {
		return 0, 0
	}
	return folded & (end>>7 - 1), bits.TrailingZeros64(end) / 8
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

// skipWords returns the place, from the word at i on, of the first word that may begin a phrase, with what wordAt says of it, or of
// what is no word.
func (t *shortCutTable) skipWords(text string, i int) (next int, mayBegin bool, word uint64, n int) {
	word, n = wordAt(text, i)
	for n > 0 {
		hash := hashOf(word)
		end := i + n
		if end+1 >= len(text) {
			return i, true, word, n
		}
		gap := text[end]
		if gap == ' ' || gap == '-' {
			var second uint64
			var n2 int
			if behind := text[end+1:]; len(behind) >= wordLength { // as wordAt does, but for the call
				second, n2 = wordOf(eightBytes(behind))
			} else {
				second, n2 = wordAt(text, end+1)
			}
			if n2 > 0 {
				if t.alone.bit(hash)|t.pairs.bit(hashOfPair(word, second)) != 0 { // one branch, which is mistaken less often than two
					return i, true, word, n
				}
				i, word, n = end+1, second, n2
				continue
			}
		} else if class[gap] == letter {
			if rest, n2 := wordAt(text, end); n2 > 0 && !t.pairs.has(hashOfPair(word, rest)) {
				return wordEnd(text, end+n2), false, 0, 0
			}
		}
		if t.alone.has(hash) || (symbol[gap] != 0 || class[gap] == wide) && t.first.has(hash) {
			return i, true, word, n
		}
		return wordEnd(text, end), false, 0, 0
	}
	return i, class[text[i]] != other, 0, 0
}

// wordEnd returns the end of the word that goes on at i. Dashes, apostrophes and blanks outside ASCII end it too.
func wordEnd(text string, i int) int {
	for i < len(text) && class[text[i]] != other && (class[text[i]] != wide || !utf8.RuneStart(text[i]) || letterAt(text, i)) {
		i++
	}
	return i
}

// slot returns the slot of a short cut: its own, or the free one where it belongs.
func (t *shortCutTable) slot(from int32, word uint64) *shortCut {
	hash := hashOf(word ^ uint64(from)<<32)
	for i := int(hash >> 32); ; i++ {
		s := &t.slots[i&(len(t.slots)-1)]
		if s.word == word && s.from == from || s.word == 0 {
			return s
		}
	}
}

// at returns the short cut from a state over a word, which it adds if there is none yet.
func (t *shortCutTable) at(from int32, word uint64) *shortCut {
	if 2*t.count >= len(t.slots) {
		old := t.slots
		t.slots = make([]shortCut, max(256, 2*len(old)))
		for _, s := range old {
			if s.word != 0 {
				*t.slot(s.from, s.word) = s
			}
		}
	}
	s := t.slot(from, word)
	if s.word == 0 {
		*s = shortCut{word: word, from: from, to: -1, phrase: -1, plural: -1, blank: -1}
		t.count++
	}
	return s
}

// addShortCuts adds the short cuts from the root, from each state behind a blank, and from each behind eight letters of a longer word.
func (m *matcher) addShortCuts(l *keyList) {
	t := &m.shortCuts
	t.slots = make([]shortCut, 1<<bits.Len(uint(2*len(l.keys))))
	for _, k := range l.keys {
		m.addWords(l.symbols[k.start:k.end])
	}
	words := make(map[int32]uint64, t.count/2) // the first word by the state behind it and a blank, or behind its first eight letters
	for i := range t.slots {
		s := &t.slots[i]
		if s.word == 0 {
			continue
		}
		if s.to >= 0 {
			s.blank = m.child(s.to, symBlank)
			if m.cells[s.to].over() {
				s.phrase = m.found[s.to]
			}
		}
		if s.from != 0 {
			continue
		}
		hash := hashOf(s.word)
		t.first.add(hash)
		if s.plural >= 0 || s.phrase >= 0 {
			t.alone.add(hash)
		}
		if s.blank >= 0 {
			words[s.blank] = s.word
		}
		if s.to >= 0 && s.word>>(8*(wordLength-1)) != 0 {
			words[s.to] = s.word
		}
	}
	for _, s := range t.slots {
		if first, ok := words[s.from]; ok && s.word != 0 {
			t.pairs.add(hashOfPair(first, s.word))
		}
	}
}

// addWords adds the short cuts over the words of one key.
func (m *matcher) addWords(key []uint8) {
	from, state := int32(0), int32(0)
	word, n := uint64(0), 0
	for i, k := range key {
		if state = m.child(state, int(k)); state < 0 {
			return // a letter outside ASCII, which no phrase is found by
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
		cut := m.shortCuts.at(from, word)
		cut.to = state
		cut.marked = cut.marked || !over && key[i+1] >= symDigit
		if over && m.phrases[m.found[state]].plural {
			if n < wordLength {
				m.shortCuts.at(from, word|'s'<<(8*n)).plural = m.found[state]
			} else {
				m.shortCuts.at(state, 's').plural = m.found[state]
			}
		}
		if n == wordLength {
			from, word, n = state, 0, 0
		}
	}
}

func isLetter(symbol uint8) bool { return symbol >= symLetter && symbol < symDigit }
