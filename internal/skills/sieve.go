package skills

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Most words of a text begin no phrase, or begin one only with a certain word behind them, as "the" does. The sieve passes over them
// without a branch that depends on the text, which costs less than to mistake one: it finds the first bytes of all words and marks in
// blocks of 64, looks at eight letters at once, and asks sets that stay in the cache whether a phrase may begin there. It may let
// through what begins none; it holds back nothing that does.

// A sieve knows the words, and pairs of words, that phrases begin with.
type sieve struct {
	firsts hashSet // words that phrases begin with, or the eight letters that they do
	alone  hashSet // those of them that can be a whole phrase
	pairs  hashSet // pairs of a first word, or its first eight letters, with what may follow: the next word, more letters, or a symbol
}

// A spot is where a phrase may begin, or a mark stands.
type spot struct {
	word uint64 // as lettersOf returns it
	at   int32
	n    uint8 // letters of the word
	pass uint8 // 1 if it passes whatever follows, and else 0
}

// A hashSet is a set of words, or pairs of words, by hash. It may seem to hold one that it does not, but seldom.
type hashSet [1 << hashSetBits / 64]uint64

const hashSetBits = 16

func (s *hashSet) add(hash uint64) {
	h := hash >> (64 - hashSetBits)
	s[h/64] |= 1 << (h % 64)
}

// has is 1 if the set has the hash, and else 0.
func (s *hashSet) has(hash uint64) uint64 {
	h := hash >> (64 - hashSetBits)
	return s[h/64] >> (h % 64) & 1
}

// hashOf mixes the bits of a word, or of a word and a state; the highest come out best.
func hashOf(word uint64) uint64 { return word * 0x9e3779b97f4a7c15 }

// hashOfPair mixes the hashes of two words.
func hashOfPair(first, second uint64) uint64 { return hashOf(bits.RotateLeft64(first, 32) ^ second) }

// What a byte is to the sieve, a bit each.
const (
	wordBit = 1      // a letter, digit or underscore
	markBit = 1 << 8 // ends a sentence, a line or more, or lies outside ASCII: the scan has to look at it
)

// sieveBits says it of each byte, alwaysPasses whether it is a mark, and oneBlank whether it may part two words of a phrase.
var sieveBits, alwaysPasses, oneBlank = func() (kinds [256]uint16, always, blank [256]uint8) {
	for c := range kinds {
		switch class[c] {
		case letter, digit:
			kinds[c] = wordBit
		case wide:
			kinds[c] = markBit
		}
	}
	for _, c := range []byte("\n.!?;|:@") {
		kinds[c] = markBit
	}
	for c, k := range kinds {
		always[c] = uint8(k / markBit)
	}
	blank[' '], blank['-'] = 1, 1
	return kinds, always, blank
}()

// addSieve lets through the sieve what the short cuts and the trie lead on.
func (m *matcher) addSieve() {
	slots := m.shortCuts.slots
	firsts := make(map[int32]uint64, m.shortCuts.count/2) // the first word by the state behind it and a blank, or behind its first eight letters
	for i := range slots {
		cut := &slots[i]
		if cut.word == 0 || cut.from != 0 {
			continue
		}
		m.sieve.firsts.add(hashOf(cut.word))
		if cut.phrase >= 0 {
			m.sieve.alone.add(hashOf(cut.word))
		}
		if cut.to < 0 {
			continue
		}
		if cut.blank >= 0 {
			firsts[cut.blank] = cut.word
			m.sieve.pairs.add(hashOfPair(cut.word, symBlank)) // several blanks
		}
		if cut.word>>(8*(wordLength-1)) != 0 {
			firsts[cut.to] = cut.word
		}
		m.addSymbols(cut.word, cut.to)
		if cut.blank >= 0 {
			m.addSymbols(cut.word, cut.blank)
		}
	}
	for i := range slots {
		if first, ok := firsts[slots[i].from]; ok && slots[i].word != 0 {
			m.sieve.pairs.add(hashOfPair(first, slots[i].word))
		}
	}
	m.sieve.firsts.add(hashOf(0)) // a phrase that begins with a digit
	m.addSymbols(0, 0)
}

// addSymbols lets through the first word of a phrase, or none, before each digit or mark that leads on from the state behind it.
func (m *matcher) addSymbols(first uint64, state int32) {
	for k := symDigit; k < symCount; k++ {
		if m.child(state, k) >= 0 {
			m.sieve.pairs.add(hashOfPair(first, uint64(k)))
		}
	}
}

// behind is how many bytes the sieve may read behind the end of a text.
const behind = 64 + wordLength + 1 + wordLength

// places returns each mark, and each word that may begin a phrase, in ascending order, in list as far as it is long enough. The text
// has as many bytes as size says, and behind it as many zeros as the constant behind.
func (s *sieve) places(text []byte, size int, list []spot) []spot {
	list = list[:cap(list)]
	n := 0
	before := uint64(0) // 1 if the last byte of the block before belongs to a word
	for block := 0; block < size; block += 64 {
		if len(list)-n < 64 { // few of all bytes begin anything: a list for each would be many times the text
			list = slices.Grow(list, len(list)+64)
			list = list[:cap(list)]
		}
		words, marks := sixtyFour((*[64]byte)(text[block:]), size-block)
		here := words&^(words<<1|before) | marks
		before = words >> 63
		for ; here != 0; here &= here - 1 {
			i := block + bits.TrailingZeros64(here)
			word, letters, cut := lettersOf(binary.LittleEndian.Uint64(text[i : i+8]))
			cut = (cut | -cut) >> 63
			pass := cut | uint64(alwaysPasses[text[i]])
			hash := hashOf(word)
			list[n] = spot{word & (cut - 1), int32(i), uint8(letters) & uint8(cut-1), uint8(pass | s.alone.has(hash))}
			n += int(s.firsts.has(hash) | pass)
		}
	}
	return s.followed(text, list[:n])
}

// followed leaves those places that pass by what follows them.
func (s *sieve) followed(text []byte, list []spot) []spot {
	n := 0
	for i := range list {
		p := list[i]
		list[n] = p
		j := int(p.at) + int(p.n)
		j += int(oneBlank[text[j]])
		second, n2, cut := lettersOf(binary.LittleEndian.Uint64(text[j : j+8]))
		second |= uint64(symbol[text[j]]) & ((uint64(n2) - 1) >> 8) // if no word follows, the symbol that does
		n += int(s.pairs.has(hashOfPair(p.word, second)) | (cut|-cut)>>63 | uint64(p.pass))
	}
	return list[:n]
}

// sixtyFour says of 64 bytes, of which size or all are of the text, which belong to words, and which are marks: a bit each, the first
// one lowest.
func sixtyFour(b *[64]byte, size int) (words, marks uint64) {
	for i := 0; i < min(size, 64); i += 8 {
		eight := sieveBits[b[i]] | sieveBits[b[i+1]]<<1 | sieveBits[b[i+2]]<<2 | sieveBits[b[i+3]]<<3 |
			sieveBits[b[i+4]]<<4 | sieveBits[b[i+5]]<<5 | sieveBits[b[i+6]]<<6 | sieveBits[b[i+7]]<<7
		words |= uint64(eight%markBit) << i
		marks |= uint64(eight/markBit) << i
	}
	return words, marks
}
