package skills

import (
	"slices"
	"strings"
)

// A clause is a part of a sentence up to a comma, a semicolon or a bracket.
type clause struct {
	signals  signal
	from, to int   // of candidates
	start    int32 // of what stands between the event before and its first one
	bracket  bool  // it stands in brackets
	isWish   bool  // "is" or the like stands before its wish
	on       bool  // its wish means what follows: "ideally in a bank"
	turns    bool  // it begins with "but"
}

// spare looks once more at a sentence that names something that would be nice: "Strong Python, ideally with knowledge of Rust". A clause
// that asks is spared the wish of another one, unless the wish comes before all else, or stands in a clause without any name, or at the
// end of a list, and so means the whole sentence. A wish in brackets means what they hold, or the name right before them: "Java, Go
// (preferred)", or else what the clause before them names; and one of years means these: "2 years of Java, 5 years preferred". What is
// said behind "but" does not reach what stands before it: "We use Java, but experience with Go would be great".
func spare(text string, events []event, candidates []candidate, s signal) {
	if s&prefers == 0 {
		return
	}
	var room [maxClauses]clause
	clauses := clausesOf(text, events, candidates, room[:0])
	if clauses == nil {
		return
	}
	clauses = behindTurn(clauses, candidates)
	wished := -1 // the name before a bracket with a wish
	var left signal
	for i := range clauses {
		k := &clauses[i]
		if k.signals&prefers != 0 && k.from == k.to {
			said := text[k.start:max(k.start, events[len(events)-1].end)]
			if i+1 < len(clauses) {
				said = text[k.start:clauses[i+1].start]
			}
			years := i > 0 && strings.Contains(said, "year")
			switch {
			case k.on && i+1 < len(clauses) && clauses[i+1].bracket && clauses[i+1].from < clauses[i+1].to && clauses[i+1].signals&demands == 0:
				k.signals &^= prefers
				clauses[i+1].signals |= prefers // "(ideally, in Go)"
			case k.bracket && (years || k.on):
				k.signals &^= prefers
			case k.bracket && k.from > 0 && strings.TrimSpace(text[candidates[k.from-1].end:k.start]) == "":
				k.signals &^= prefers
				wished = k.from - 1
			case k.bracket && i > 0 && clauses[i-1].from < clauses[i-1].to:
				k.signals &^= prefers
				clauses[i-1].signals |= prefers
				if i > 1 && clauses[i-1].bracket && strings.Contains(text[candidates[k.from-1].end:k.start], ")") { // "AWS (S3, Lambda) or the like (a plus)"
					clauses[i-2].signals |= prefers
				}
			case years && strings.Contains(text[clauses[0].start:k.start], "year"), k.on:
				k.signals &^= prefers
			}
		}
	}
	for i := range clauses {
		k := &clauses[i]
		if !k.bracket && !k.on {
			left |= k.signals
		}
		if k.signals&prefers != 0 && (k.from == k.to || !k.bracket && k.isWish && i > 0 && k.signals&demands == 0 && endsList(text[k.start:candidates[k.from].start])) {
			return
		}
	}
	for _, k := range clauses {
		if k.signals&prefers == 0 && (left&prefers == 0 || k.signals&demands != 0) {
			for i := k.from; i < k.to; i++ {
				if i != wished {
					candidates[i].spared |= prefers | demands&^(left|k.signals)
				}
			}
		}
	}
}

// behindTurn returns the clauses from "but" on if they name something that would be nice and those before do not. What these name is
// spared what is said behind.
func behindTurn(clauses []clause, candidates []candidate) []clause {
	var said signal
	wish := func(k clause) bool { return k.signals&prefers != 0 && !k.bracket }
	for i := range clauses {
		k := &clauses[i]
		if k.turns && k.from < len(candidates) && slices.ContainsFunc(clauses[i:], wish) {
			for c := range candidates[:k.from] {
				candidates[c].spared |= (prefers | demands) &^ said
			}
			return clauses[i:]
		}
		if said |= k.signals; said&prefers != 0 {
			break
		}
	}
	return clauses
}

// clausesOf appends the clauses of a sentence. It returns nil if there are too many, or if a wish comes before all else.
func clausesOf(text string, events []event, candidates []candidate, clauses []clause) []clause {
	clauses = append(clauses, clause{start: events[0].start})
	next := 0      // candidate
	again := false // the last name is the one before it, in brackets: "behavior-driven development (BDD)"
	for i := range events {
		e := &events[i]
		if i > 0 {
			from := events[i-1].end
			gap := text[from:e.start]
			inList := events[i-1].kind == spelling && jointOf(gap) == listed && (e.kind == spelling || isDoing(text, e))
			if again && strings.HasPrefix(gap, ")") {
				gap, from = gap[1:], from+1
			}
			again = inList && 0 < next && next < len(candidates) && candidates[next-1].skill == candidates[next].skill
			on := pointsOn(text, e)
			if !again && strings.ContainsAny(gap, "();") || !inList && strings.IndexByte(gap, ',') >= 0 || on {
				if len(clauses) == maxClauses {
					return nil
				}
				bracket := clauses[len(clauses)-1].bracket
				if mark := strings.LastIndexAny(gap, "()"); mark >= 0 {
					if bracket = gap[mark] == '('; bracket {
						from += int32(mark)
					}
				}
				clauses = append(clauses, clause{from: next, to: next, start: from, bracket: bracket, on: on, turns: !bracket && strings.Contains(gap, ", but ")})
			}
		}
		k := &clauses[len(clauses)-1]
		switch e.kind {
		case cue:
			k.signals |= e.signal
			if e.signal&hires != 0 {
				k.signals |= demands
			}
			if e.signal&prefers != 0 {
				if next == 0 && len(clauses) == 1 && k.signals&demands == 0 {
					return nil
				}
				k.isWish = k.isWish || strings.HasPrefix(text[e.start:], "is ") || verbBefore(text[:e.start])
			}
		case spelling:
			for next < len(candidates) && candidates[next].start <= e.start {
				next++
			}
			k.to = next
		}
	}
	return clauses
}

// isDoing reports whether an event is what somebody has done, and may stand in a list: "Node, SQL, designing APIs".
func isDoing(text string, e *event) bool {
	return e.kind == cue && e.signal&makes != 0 && strings.HasSuffix(text[:e.end], "ing")
}

// pointsOn reports whether an event is a wish for what follows, not for what stands before.
func pointsOn(text string, e *event) bool {
	return e.kind == cue && e.signal&prefers != 0 && (strings.EqualFold(text[e.start:e.end], "ideally") || strings.EqualFold(text[e.start:e.end], "preferably") || strings.EqualFold(text[e.start:e.end], "idealerweise"))
}

// verbBefore reports whether a text ends with "is", "would be" or the like, and maybe an article.
func verbBefore(text string) bool {
	text = strings.TrimSuffix(strings.TrimSuffix(text, " "), " a")
	return strings.HasSuffix(text, " is") || strings.HasSuffix(text, " are") || strings.HasSuffix(text, " be")
}

// endsList reports whether what stands before a name ends a list: ", and ".
func endsList(text string) bool {
	return strings.HasSuffix(text, ", and ") || strings.HasSuffix(text, ", or ")
}

// maxClauses is how many clauses of a sentence are told apart. In a longer one a wish means all of it.
const maxClauses = 16
