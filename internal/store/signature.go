package store

import (
	"math/bits"
	"strings"
	"unicode"

	"github.com/cespare/xxhash/v2"
)

// signatureBytes is the length of a signature: the standard error of a likeness of 0.7 is 0.06.
const signatureBytes = 64

// signature returns the MinHash of a text's runs of three words: one byte for each of 64 bins, by one
// permutation, with empty bins filled from the next full one (Shrivastava and Li, "Densifying One
// Permutation Hashing via Rotation for Fast Near Neighbor Search", ICML 2014).
// A text of fewer than three words has no signature.
func signature(text string) []byte {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	if len(words) < 3 {
		return []byte{}
	}
	var least [signatureBytes]uint64
	var full [signatureBytes]bool
	var one, two uint64
	for i, w := range words {
		h := xxhash.Sum64String(w)
		if i >= 2 {
			run := mix(bits.RotateLeft64(one, 42) ^ bits.RotateLeft64(two, 21) ^ h)
			bin := run % signatureBytes
			if !full[bin] || run < least[bin] {
				least[bin], full[bin] = run, true
			}
		}
		one, two = two, h
	}
	sig := make([]byte, signatureBytes)
	for i := range sig {
		j, steps := i, uint64(0)
		for !full[j] {
			j, steps = (j+1)%signatureBytes, steps+1
		}
		sig[i] = byte(mix(least[j]+steps) >> 56)
	}
	return sig
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// likeness estimates the Jaccard similarity of two texts from their signatures, corrected for bytes that
// are equal by chance. Without two signatures it is 0.
func likeness(a, b []byte) float64 {
	if len(a) != signatureBytes || len(b) != signatureBytes {
		return 0
	}
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	const chance = 1.0 / 256
	return max(0, (float64(same)/signatureBytes-chance)/(1-chance))
}
