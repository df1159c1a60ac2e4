// Package stats answers one question about counts: is this share, and is this change, more than chance?
// It holds pure functions over counts, each with its source and with published figures as its test.
//
// Counts are float64 because a count divided by a design effect enters them. Shares and differences
// are fractions, not per cent. A level is the confidence level of an interval, such as 0.95.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// An Interval is a confidence interval, both ends included.
type Interval struct{ Lo, Hi float64 }

// Width returns the distance between the ends.
func (i Interval) Width() float64 { return i.Hi - i.Lo }

// Wilson returns the score interval of the share x/n, and [0, 1] if n is 0.
//
// Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
// Journal of the American Statistical Association 22 (1927), 209–212.
func Wilson(x, n, level float64) Interval {
	if n <= 0 {
		return Interval{0, 1}
	}
	z := quantile(level)
	p, z2 := x/n, z*z
	mid := (p + z2/(2*n)) / (1 + z2/n)
	half := z / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	i := Interval{max(mid-half, 0), min(mid+half, 1)}
	// Where the algebra gives an exact 0 or 1, rounding must not give something beside it.
	if x <= 0 {
		i.Lo = 0
	}
	if x >= n {
		i.Hi = 1
	}
	return i
}

// Newcombe returns the hybrid score interval of the difference x1/n1 − x0/n0 of two independent shares.
//
// Source: R. G. Newcombe, Interval estimation for the difference between independent proportions,
// Statistics in Medicine 17 (1998), 873–890, method 10.
func Newcombe(x1, n1, x0, n0, level float64) Interval {
	if n1 <= 0 || n0 <= 0 {
		return Interval{-1, 1}
	}
	p1, p0 := x1/n1, x0/n0
	w1, w0 := Wilson(x1, n1, level), Wilson(x0, n0, level)
	return Interval{
		p1 - p0 - math.Hypot(p1-w1.Lo, w0.Hi-p0),
		p1 - p0 + math.Hypot(w1.Hi-p1, p0-w0.Lo),
	}
}

// TwoProportionZ returns the pooled two-proportion statistic of x1/n1 against x0/n0 and its two-sided p.
// Where the counts cannot tell (a window without jobs; all or none in both) z is 0 and p is 1.
//
// Source: J. L. Fleiss, B. Levin, M. C. Paik, Statistical Methods for Rates and Proportions,
// 3rd edition (2003), §3.1, without continuity correction.
func TwoProportionZ(x1, n1, x0, n0 float64) (z, p float64) {
	if n1 <= 0 || n0 <= 0 {
		return 0, 1
	}
	pooled := (x1 + x0) / (n1 + n0)
	se := math.Sqrt(pooled * (1 - pooled) * (1/n1 + 1/n0))
	if !(se > 0) {
		return 0, 1
	}
	z = (x1/n1 - x0/n0) / se
	return z, min(2*distuv.UnitNormal.Survival(math.Abs(z)), 1)
}

// Fisher returns the two-sided p of Fisher's exact test on x1 of n1 against x0 of n0: the probability,
// with all margins held, of every table that is no more likely than the one seen.
//
// Source: R. A. Fisher, Statistical Methods for Research Workers, 5th edition (1934), §21.02;
// the two-sided rule is that of R's fisher.test, with its tolerance of 1e-7.
func Fisher(x1, n1, x0, n0 int) float64 {
	named, all := x1+x0, n1+n0
	// The logarithm of the hypergeometric probability of x in the first window, less a constant.
	weight := func(x int) float64 { return logChoose(n1, x) + logChoose(n0, named-x) }
	base := logChoose(all, named)
	limit := weight(x1) + math.Log1p(1e-7)
	p := 0.0
	for x := max(0, named-n0); x <= min(named, n1); x++ {
		if w := weight(x); w <= limit {
			p += math.Exp(w - base)
		}
	}
	return min(p, 1)
}

func logChoose(n, k int) float64 {
	return logFactorial(n) - logFactorial(k) - logFactorial(n-k)
}

func logFactorial(n int) float64 {
	l, _ := math.Lgamma(float64(n) + 1)
	return l
}

// A Change is a skill's raw counts in two windows, the later one first, and the design effect on their difference.
type Change struct {
	X1, N1 int
	X0, N0 int
	Deff   float64 // at least 1
}

// Difference returns X1/N1 − X0/N0, and 0 if a window is empty.
func (c Change) Difference() float64 {
	if c.N1 == 0 || c.N0 == 0 {
		return 0
	}
	return float64(c.X1)/float64(c.N1) - float64(c.X0)/float64(c.N0)
}

// Interval returns Newcombe's interval of the difference, on the effective counts.
func (c Change) Interval(level float64) Interval {
	x1, n1, x0, n0 := c.effective()
	return Newcombe(x1, n1, x0, n0, level)
}

// P returns the two-sided p of the difference: the pooled z test on the effective counts and, where a cell
// of the table is expected to hold fewer than five, the larger of that and Fisher's exact test on the raw counts.
//
// Source of the limit of five: W. G. Cochran, Some methods for strengthening the common χ² tests,
// Biometrics 10 (1954), 417–451.
func (c Change) P() float64 {
	x1, n1, x0, n0 := c.effective()
	_, p := TwoProportionZ(x1, n1, x0, n0)
	named, all := x1+x0, n1+n0
	if all > 0 && min(named, all-named)*min(n1, n0)/all < 5 {
		p = max(p, Fisher(c.X1, c.N1, c.X0, c.N0))
	}
	return p
}

func (c Change) effective() (x1, n1, x0, n0 float64) {
	return float64(c.X1) / c.Deff, float64(c.N1) / c.Deff, float64(c.X0) / c.Deff, float64(c.N0) / c.Deff
}

// Detectable returns the smallest change of a share p that a test at level alpha sees with a power of 80 %.
// n1 and n0 are the raw counts of the windows.
//
// Source: J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 2nd edition (1988), chapter 6,
// in the normal approximation with one variance for both windows.
func Detectable(p, alpha, deff, n1, n0 float64) float64 {
	const power = 0.8416 // the normal quantile of 0.80
	return (distuv.UnitNormal.Quantile(1-alpha/2) + power) * math.Sqrt(deff*p*(1-p)*(1/n1+1/n0))
}

// quantile returns how many standard errors an interval of that level reaches to each side.
func quantile(level float64) float64 { return distuv.UnitNormal.Quantile((1 + level) / 2) }
