package stats

import (
	"cmp"
	"math"
	"slices"
)

// BenjaminiHochberg tests many hypotheses at once and returns which of them to reject, so that on average
// at most the part q of the rejected ones is false, and how many they are.
//
// Source: Y. Benjamini, Y. Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical
// Society B 57 (1995), 289–300.
func BenjaminiHochberg(p []float64, q float64) (rejected []bool, count int) {
	sorted := slices.Sorted(slices.Values(p))
	limit := math.Inf(-1)
	for i, v := range slices.Backward(sorted) {
		if v <= q*float64(i+1)/float64(len(p)) {
			limit = v
			break
		}
	}
	rejected = make([]bool, len(p))
	for i, v := range p {
		if v <= limit {
			rejected[i] = true
			count++
		}
	}
	return rejected, count
}

// AdjustedP returns, for each p, the smallest q at which BenjaminiHochberg rejects it: min over all p_j ≥ p of m·p_j/j,
// j being the rank of p_j, and at most 1.
//
// Source: as BenjaminiHochberg; in this form D. Yekutieli, Y. Benjamini, Resampling-based false discovery rate
// controlling multiple test procedures, Journal of Statistical Planning and Inference 82 (1999), 171–196.
func AdjustedP(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	adjusted := make([]float64, len(p))
	least := 1.0
	for i, k := range slices.Backward(order) {
		least = min(least, p[k]*float64(len(p))/float64(i+1))
		adjusted[k] = least
	}
	return adjusted
}

// SelectedLevel returns the level at which the intervals of count effects, selected out of tested ones by
// BenjaminiHochberg at q, are to be given so that on average at most the part q of them misses its effect.
//
// Source: Y. Benjamini, D. Yekutieli, False discovery rate–adjusted multiple confidence intervals for
// selected parameters, Journal of the American Statistical Association 100 (2005), 71–81.
func SelectedLevel(q float64, count, tested int) float64 {
	return 1 - q*float64(count)/float64(tested)
}

// Median returns the middle of the values, and 0 if there are none.
func Median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(values))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

// A RankRange is the best and the worst rank that the intervals allow, counted from 1.
type RankRange struct{ Best, Worst int }

// RankRanges returns for each of several shares the ranks that it may hold: it stands below all whose
// interval lies wholly above its own, and above all whose interval lies wholly below.
//
// Source: M. Klein, T. Wright, J. Wieczorek, A joint confidence region for an overall ranking of
// populations, Journal of the Royal Statistical Society C 69 (2020), 589–606.
func RankRanges(shares []Interval) []RankRange {
	ranges := make([]RankRange, len(shares))
	for i, a := range shares {
		r := RankRange{1, len(shares)}
		for _, b := range shares {
			if b.Lo > a.Hi {
				r.Best++
			}
			if b.Hi < a.Lo {
				r.Worst--
			}
		}
		ranges[i] = r
	}
	return ranges
}

// A Stratum is the part of the counts that one source gives: X of its N jobs name the skill,
// in the later window (1) and the earlier one (0).
type Stratum struct{ X1, N1, X0, N0 float64 }

// Parts splits what the stratum adds to the change of the pooled share into the change within it and the change
// of its weight. total1 and total0 are the jobs of all strata in each window. Summed over all strata, within
// and mix add up to the pooled change. A stratum that is absent from a window is taken to have had the
// share of the other one.
//
// Source: E. M. Kitagawa, Components of a difference between two rates, Journal of the American
// Statistical Association 50 (1955), 1168–1194.
func (s Stratum) Parts(total1, total0 float64) (within, mix float64) {
	if s.N1 == 0 && s.N0 == 0 {
		return 0, 0
	}
	var p1, p0 float64
	switch {
	case s.N1 == 0:
		p0 = s.X0 / s.N0
		p1 = p0
	case s.N0 == 0:
		p1 = s.X1 / s.N1
		p0 = p1
	default:
		p1, p0 = s.X1/s.N1, s.X0/s.N0
	}
	w1, w0 := s.N1/total1, s.N0/total0
	return (w1 + w0) / 2 * (p1 - p0), (p1 + p0) / 2 * (w1 - w0)
}
