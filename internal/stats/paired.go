package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// A Pair is how often the jobs of one window name two skills: both, the first alone, the second alone, out of so many
// jobs in all, and the design effect on the difference of their shares (PairedDeff).
type Pair struct {
	Both, First, Second int
	N                   int
	Deff                float64 // at least 1
}

// Difference returns the share of the first skill less that of the second, 0 if there are no jobs.
func (p Pair) Difference() float64 {
	if p.N == 0 {
		return 0
	}
	return float64(p.First-p.Second) / float64(p.N)
}

// Interval returns the square-and-add interval of the difference, on the effective counts: the Wilson intervals of both
// shares, joined with regard to their correlation. It is [-1, 1] if there are no jobs.
//
// Source: R. G. Newcombe, Improved confidence intervals for the difference between binomial proportions
// based on paired data, Statistics in Medicine 17 (1998), 2635–2650, method 10.
func (p Pair) Interval(level float64) Interval {
	if p.N == 0 {
		return Interval{-1, 1}
	}
	n := float64(p.N) / p.Deff
	both, first, second := float64(p.Both)/p.Deff, float64(p.First)/p.Deff, float64(p.Second)/p.Deff
	none := n - both - first - second
	x1, x2 := both+first, both+second
	w1, w2 := Wilson(x1, n, level), Wilson(x2, n, level)
	p1, p2 := x1/n, x2/n

	phi := 0.0
	if margins := x1 * (n - x1) * x2 * (n - x2); margins > 0 {
		cross := both*none - first*second
		if cross > 0 {
			cross = max(cross-n/2, 0)
		}
		phi = cross / math.Sqrt(margins)
	}
	add := func(a, b float64) float64 { return math.Sqrt(max(0, a*a-2*phi*a*b+b*b)) }
	return Interval{
		p1 - p2 - add(p1-w1.Lo, w2.Hi-p2),
		p1 - p2 + add(w1.Hi-p1, p2-w2.Lo),
	}
}

// McNemar returns the statistic of the difference, on the effective counts, and its two-sided p; where fewer than ten
// jobs name one skill alone, the larger of that p and the exact one of the binomial test. Where no job tells
// the two apart z is 0 and p is 1.
//
// Source: Q. McNemar, Note on the sampling error of the difference between correlated proportions or
// percentages, Psychometrika 12 (1947), 153–157, without continuity correction.
func (p Pair) McNemar() (z, probability float64) {
	apart := float64(p.First + p.Second)
	if apart == 0 {
		return 0, 1
	}
	z = float64(p.First-p.Second) / math.Sqrt(apart*p.Deff)
	probability = min(2*distuv.UnitNormal.Survival(math.Abs(z)), 1)
	if apart < 10 {
		exact := 2 * distuv.Binomial{N: apart, P: 0.5}.CDF(float64(min(p.First, p.Second)))
		probability = max(probability, min(exact, 1))
	}
	return z, probability
}

// PairedDeff returns the design effect on the difference of two shares of the later window, at least 1. The spread
// is that of the difference: each employer was added with the jobs that name the first skill less those that name the second.
// apart is the number of jobs that name one of them alone.
//
// It is ShareDeff for a variable that is 1, 0 or −1.
func PairedDeff(all Sizes, difference Spread, apart float64) float64 {
	if all.N1 == 0 || all.e1 < 2 {
		return 1
	}
	d := difference.X1 / all.N1
	simple := apart - d*d*all.N1
	if !(simple > 0) {
		return 1
	}
	sum := difference.square1 - 2*d*difference.x1n1 + d*d*all.square1
	return max(1, all.e1/(all.e1-1)*sum/simple)
}

// A Lift says how much more often jobs name two skills together than if each were named without regard to the other:
// N·both/(first·second), with the counts of one window.
type Lift struct {
	Both, First, Second, N float64
	Deff                   float64 // on the share of jobs that name both, at least 1
}

// Value returns the lift, and 0 if a skill is not named at all.
func (l Lift) Value() float64 {
	if l.First == 0 || l.Second == 0 {
		return 0
	}
	return l.N * l.Both / (l.First * l.Second)
}

// Interval returns the interval of the lift, [0, +Inf] if no job names both.
//
// The logarithm of the lift is a function of multinomial shares; by the delta method its variance is
// (1/p₁₂ − 1/p₁ − 1/p₂ + 2·lift − 1)/N.
//
// Source of the method: A. Agresti, Categorical Data Analysis, 3rd edition (2013), §16.1.
func (l Lift) Interval(level float64) Interval {
	if l.Both == 0 {
		return Interval{0, math.Inf(1)}
	}
	v := l.Value()
	variance := 1/l.Both - 1/l.First - 1/l.Second + (2*v-1)/l.N
	factor := math.Exp(quantile(level) * math.Sqrt(max(0, variance)*l.Deff))
	return Interval{v / factor, v * factor}
}
