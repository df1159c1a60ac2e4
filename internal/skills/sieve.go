package skills

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Most words of a text begin no phrase, or begin one only with a certain word behind them, as "the" does. A sieve passes over them
// without a branch that depends on the text, which costs less than to mistake one: it finds the first bytes of all words and marks in
// blocks, looks at eight letters at once, and asks sets that stay in the cache whether a phrase may begin there. It may let through what
// begins none; it holds back nothing that does.

// A sieve knows the words, and pairs of words, that phrases begin with.
type sieve struct {
	firsts hashSet  // words that phrases begin with, or the eight letters that they do
	alone  sharpSet // those of them that can be a whole phrase
	pairs  sharpSet // pairs of a first word, or its first eight letters, with what may follow: the next word, more letters, or a symbol
}

// A hashSet is a set of words by hash, and a sharpSet one of words or pairs of words. They may seem to hold one that they do not: in a
// sharpSet, which is larger and sets two bits of a number for each (a blocked Bloom filter), next to never.
type (
	hashSet  [1 << 16 / 64]uint64
	sharpSet [1 << 17 / 64]uint64
)

func (s *hashSet) add(hash uint64) { s[hash>>54] |= 1 << (hash >> 48 % 64) }

// has is 1 if the set has the hash, and else 0.
func (s *hashSet) has(hash uint64) uint64 { return s[hash>>54] >> (hash >> 48 % 64) & 1 }

func (s *sharpSet) add(hash uint64) {
	s[hash>>53] |= 1<<(hash>>47%64) | 1<<(hash>>41%64)
}

// has is 1 if the set has the hash, and else 0.
func (s *sharpSet) has(hash uint64) uint64 {
	bits := s[hash>>53]
	return bits >> (hash >> 47 % 64) & (bits >> (hash >> 41 % 64)) & 1
}

// hashOf mixes the bits of a word, or of a word and a state; the highest come out best.
func hashOf(word uint64) uint64 { return word * 0x9e3779b97f4a7c15 }

// hashOfPair mixes the hashes of two words.
func hashOfPair(first, second uint64) uint64 { return hashOf(bits.RotateLeft64(first, 32) ^ second) }

// What a byte is to the sieve, a bit each. They stand eight apart, so that those of eight bytes can be gathered in one number.
const (
	wordBit   = 1       // a letter, digit or underscore
	letterBit = 1 << 8  // a letter
	markBit   = 1 << 16 // ends a sentence, a line or more, or begins a character outside ASCII: the scan has to look at it
)

// sieveBits says it of each byte, and oneBlank whether it may part two words of a phrase.
var sieveBits, oneBlank = func() (kinds [256]uint32, blank [256]uint8) {
	for c := range kinds {
		switch class[c] {
		case letter, digit:
			kinds[c] = wordBit
		case wide:
			if c >= 0xc0 {
				kinds[c] = markBit
			}
		}
		if isLetter(symbol[c]) {
			kinds[c] |= letterBit
		}
	}
	for _, c := range []byte("\n.!?;|:@") {
		kinds[c] = markBit
	}
	blank[' '], blank['-'] = 1, 1
	return kinds, blank
}()

// firstLetters holds, by which of eight bytes are letters, a bit each, those bytes before the first that is none, and their number.
var firstLetters = func() (table [256]struct {
	bytes  uint64
	number uint8
}) {
	for letters := range table {
		n := bits.TrailingZeros8(^uint8(letters))
		table[letters].bytes, table[letters].number = 1<<(8*n)-1, uint8(n)
	}
	return table
}()

// A spot is where a phrase may begin, or a mark stands.
type spot struct {
	word uint64 // its first letters, as wordAt returns them
	at   int32
	n    uint8 // letters of the word
	pass uint8 // 1 if it passes whatever follows, as a mark does, and else 0
}

// addSieve lets through the sieve what the keys begin with.
func (m *matcher) addSieve(l *keyList) {
	s := &m.sieve
	for _, k := range l.keys {
		p := &m.phrases[k.phrase]
		key := l.symbols[k.start:k.end]
		first, n := lettersOfKey(key)
		rest := key[n:]
		s.firsts.add(hashOf(first))
		if len(rest) == 0 {
			s.alone.add(hashOf(first))
			if p.plural && n < wordLength {
				many := hashOf(first | 's'<<(8*n))
				s.firsts.add(many)
				s.alone.add(many)
			} else if p.plural {
				s.pairs.add(hashOfPair(first, 's'))
			}
			continue
		}
		if rest[0] == symBlank {
			s.pairs.add(hashOfPair(first, symBlank)) // several blanks
			rest = rest[1:]
		}
		second, n2 := lettersOfKey(rest)
		if n2 == 0 && len(rest) > 0 {
			second = uint64(rest[0])
		}
		s.pairs.add(hashOfPair(first, second))
		if p.plural && n2 == len(rest) && n2 < wordLength {
			s.pairs.add(hashOfPair(first, second|'s'<<(8*n2)))
		}
	}
}

// lettersOfKey returns the letters that symbols begin with, as wordAt does.
func lettersOfKey(symbols []uint8) (word uint64, n int) {
	for n < len(symbols) && n < wordLength && isLetter(symbols[n]) {
		word |= uint64('a'+symbols[n]-symLetter) << (8 * n)
		n++
	}
	return word, n
}

// blockSize is how many bytes a sieve looks at together, and stride how many of them may begin a word, the others being its letters.
const (
	blockSize = 64
	stride    = blockSize - wordLength
)

// A block is what a sieve looks at, with the letters of the last word that may begin in it.
type block [blockSize + wordLength]byte

// behind is how many bytes a sieve may read behind the end of a text.
const behind = blockSize + wordLength + 1 + wordLength

// places returns each mark, and each word that may begin a phrase, in ascending order, in list as far as it is long enough. padded is
// the text with as many zeros behind it as the constant behind.
func (s *sieve) places(text string, padded []byte, list []spot) []spot {
	list = list[:cap(list)]
	n := 0
	before := uint64(0) // 1 if the last byte before the block belongs to a word
	for at := 0; at < len(text); at += stride {
		if len(list)-n < blockSize { // few of all bytes begin anything: a list for each would be many times the text
			list = slices.Grow(list, len(list)+blockSize)
			list = list[:cap(list)]
		}
		b := (*block)(padded[at:])
		words, letters, marks, wide := gather(b, len(text)-at)
		inside := uint64(1)<<min(stride, len(text)-at) - 1
		here := (words&^(words<<1|before) | marks) & inside
		before = words >> (stride - 1) & 1
		to := (*[blockSize]spot)(list[n:])
		if wide == 0 {
			n += s.begin(b, here, letters, marks, at, to)
		} else {
			n += s.beginWide(b, here, marks, at, to)
		}
	}
	return s.followed(padded, list[:n])
}

// begin puts into list the marks of a block, and the words that may begin a phrase by themselves, and returns their number.
func (s *sieve) begin(b *block, here, letters, marks uint64, at int, list *[blockSize]spot) (n int) {
	for ; here != 0; here &= here - 1 {
		i := bits.TrailingZeros64(here) % blockSize
		first := &firstLetters[uint8(letters>>i)]
		word := (binary.LittleEndian.Uint64(b[i:i+wordLength]) | lowerCase) & first.bytes
		pass := marks >> i & 1
		list[n&(blockSize-1)] = spot{word, int32(at + i), first.number, uint8(pass)}
		n += int(s.firsts.has(hashOf(word)) | pass)
	}
	return n
}

// beginWide does so too in a block with something outside ASCII. That may be a part of a word, a blank or an apostrophe, or invisible: a
// word before it passes.
func (s *sieve) beginWide(b *block, here, marks uint64, at int, list *[blockSize]spot) (n int) {
	for ; here != 0; here &= here - 1 {
		i := bits.TrailingZeros64(here) % blockSize
		pass := marks >> i & 1
		word, letters, cut := lettersOf(binary.LittleEndian.Uint64(b[i : i+wordLength]))
		if cut != 0 {
			word, letters, pass = 0, 0, 1
		}
		list[n&(blockSize-1)] = spot{word, int32(at + i), uint8(letters), uint8(pass)}
		n += int(s.firsts.has(hashOf(word)) | pass)
	}
	return n
}

// followed leaves of the places those that pass by what follows them.
func (s *sieve) followed(padded []byte, list []spot) []spot {
	n := 0
	for i := range list {
		p := list[i]
		list[n] = p
		j := int(p.at) + int(p.n)
		j += int(oneBlank[padded[j]])
		second, n2, cut := lettersOf(binary.LittleEndian.Uint64(padded[j : j+wordLength]))
		second |= uint64(symbol[padded[j]]) & ((uint64(n2) - 1) >> 8) // if no word follows, the symbol that does
		n += int(s.alone.has(hashOf(p.word)) | s.pairs.has(hashOfPair(p.word, second)) | (cut|-cut)>>63 | uint64(p.pass))
	}
	return list[:n]
}

// gather says of the bytes of a block, of which size or all are of the text, which belong to words, which are letters, and which are
// marks: a bit each, the first one lowest. wide is not 0 if any lies outside ASCII.
func gather(b *block, size int) (words, letters, marks, wide uint64) {
	for i := 0; i < min(size, blockSize); i += 8 {
		eight := sieveBits[b[i]] | sieveBits[b[i+1]]<<1 | sieveBits[b[i+2]]<<2 | sieveBits[b[i+3]]<<3 |
			sieveBits[b[i+4]]<<4 | sieveBits[b[i+5]]<<5 | sieveBits[b[i+6]]<<6 | sieveBits[b[i+7]]<<7
		words |= uint64(eight%letterBit) << i
		letters |= uint64(eight/letterBit%letterBit) << i
		marks |= uint64(eight/markBit) << i
		wide |= binary.LittleEndian.Uint64(b[i : i+8])
	}
	return words, letters, marks, wide & outsideASCII
}
