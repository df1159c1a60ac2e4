package stats

import "math"

// PercentileRanks returns the ranks, from 1 to n, of the two of n ordered values between which the percentile q lies (q = 0.5 is
// the median) at a level: the ends of the interval of the part of values at or below it, taken back to values. deff is the
// design effect on that part, at least 1. Rank 0 or n + 1 means that the values do not bound it on that side.
//
// Source: R. S. Woodruff, Confidence intervals for medians and other position measures, Journal of the American
// Statistical Association 47 (1952), 635–646, with Wilson's interval of the part.
func PercentileRanks(q float64, n int, deff, level float64) (low, high int) {
	size := float64(n)
	i := Wilson(q*size/deff, size/deff, level)
	return int(math.Floor(i.Lo * size)), min(n+1, int(math.Ceil(i.Hi*size))+1)
}
