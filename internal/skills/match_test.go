package skills

import (
	"strings"
	"testing"
	"unsafe"

	"pgregory.net/rapid"
)

// slowMatcher looks for each key by itself, without trie, short cuts and sieve.
type slowMatcher struct {
	*matcher
	keys  *keyList
	begin [symCount][]key // by first symbol
}

func newSlowMatcher(phrases []phrase) *slowMatcher {
	m := &slowMatcher{matcher: newMatcher(phrases), keys: keysOf(phrases)}
	for _, k := range m.keys.keys {
		s := m.keys.symbols[k.start]
		m.begin[s] = append(m.begin[s], k)
	}
	return m
}

// slowest does what longest does.
func (m *slowMatcher) slowest(text string, i int) (found event) {
	reached := 0
	for _, k := range m.begin[symbol[text[i]]] {
		j := i
		for symbols := m.keys.symbols[k.start:k.end]; len(symbols) > 0 && j < len(text); {
			s, next := symbol[text[j]], j+1
			if s <= symBlank {
				if s, next = blank(text, j); s == 0 && next == j {
					break
				}
			}
			if j = next; s == 0 { // invisible
				continue
			}
			if s != symbols[0] {
				break
			}
			if symbols = symbols[1:]; len(symbols) == 0 && j > reached {
				p := &m.phrases[k.phrase]
				if end := m.end(text, i, j, p); end > 0 {
					reached, found = j, event{int32(i), int32(end), k.phrase, p.signal, p.kind}
				}
			}
		}
	}
	return found
}

// check holds the sieve and longest to what slowest finds at the beginning of each word.
func (m *slowMatcher) check(t *rapid.T, text string) {
	var s scanner
	m.scan(&s, text)
	passed := make(map[int]bool)
	for _, p := range s.places {
		passed[int(p.at)] = true
	}
	for i := range len(text) {
		inWord := func(i int) bool { return i >= 0 && (class[text[i]] == letter || class[text[i]] == digit) }
		if !inWord(i) || inWord(i-1) {
			continue
		}
		want := m.slowest(text, i)
		if word, n := wordAt(text, i); m.longest(text, i, word, n) != want {
			t.Fatalf("longest at %d of %q = %+v; want %+v", i, text, m.longest(text, i, word, n), want)
		}
		if want.end > 0 && !passed[i] {
			t.Fatalf("the sieve of %q holds %q back", text, text[i:want.end])
		}
	}
}

func TestALongTextTakesLittleWorkingMemory(t *testing.T) {
	text := strings.Repeat("You build Go services with people who care about the result. ", 20_000)
	var s scanner
	events := classifier(t).matcher.scan(&s, text)
	if size := cap(s.places) * int(unsafe.Sizeof(spot{})); size > 4*len(text) || len(events) < 40_000 {
		t.Errorf("a text of %d bytes takes %d for places, and has %d events", len(text), size, len(events))
	}
}

func TestScanFindsWhatASlowMatcherFinds(t *testing.T) {
	c := classifier(t)
	for name, phrases := range map[string][]phrase{"skills": c.matcher.phrases, "titles": titlePhrases(), "levels": levelPhrases()} {
		t.Run(name, func(t *testing.T) {
			m := newSlowMatcher(append([]phrase(nil), phrases...))
			piece := rapid.OneOf(
				rapid.Map(rapid.IntRange(0, len(phrases)-1), func(i int) string { return phrases[i].text }),
				rapid.Map(rapid.IntRange(0, len(phrases)-1), func(i int) string { return strings.ToUpper(phrases[i].text) }),
				rapid.Map(rapid.IntRange(0, len(phrases)-1), func(i int) string { word, _, _ := strings.Cut(phrases[i].text, " "); return word }),
				rapid.SampledFrom([]string{" ", " ", " ", "-", "  ", "\t", "/", ", ", ". ", "\n", "s", "3", "3.11+", "\u00a0", "\u200b", "’", "–", "é", "the", "of", "a", "with", "_", "&", "'", "C++", "internationalisation"}),
			)
			rapid.Check(t, func(t *rapid.T) {
				m.check(t, strings.Join(rapid.SliceOfN(piece, 1, 30).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "blank")))
			})
		})
	}
}
