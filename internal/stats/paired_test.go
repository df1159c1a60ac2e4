package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// Complete response before and after consolidation therapy (Cavo et al., 2012), as worked out in M. W. Fagerland,
// S. Lydersen, P. Laake, Statistical Analysis of Contingency Tables (2017), chapter 8.
func TestPairGivesThePublishedExample(t *testing.T) {
	p := Pair{Both: 59, First: 6, Second: 16, N: 161, Deff: 1}
	i := p.Interval(0.95)
	near(t, "difference", p.Difference(), -0.0621, 4)
	near(t, "lower end", i.Lo, -0.1186, 4)
	near(t, "upper end", i.Hi, -0.0046, 4)
	z, probability := p.McNemar()
	near(t, "z", z, -2.132, 3)
	near(t, "p", probability, 0.0330, 4)
}

func TestMcNemarIsExactWhereFewJobsTellTheSkillsApart(t *testing.T) {
	// Two of eight: 2 · (1 + 8 + 28)/256.
	if _, p := (Pair{Both: 5, First: 2, Second: 6, N: 100, Deff: 1}).McNemar(); math.Abs(p-74.0/256) > 1e-9 {
		t.Errorf("p = %v; want 74/256", p)
	}
	if z, p := (Pair{Both: 5, N: 100, Deff: 1}).McNemar(); z != 0 || p != 1 {
		t.Errorf("McNemar of equals = %v, %v; want 0, 1", z, p)
	}
}

func TestPairedIntervalHoldsItsEstimate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.IntRange(0, 5000)
		p := Pair{Both: count.Draw(t, "both"), First: count.Draw(t, "first"), Second: count.Draw(t, "second")}
		p.N = p.Both + p.First + p.Second + count.Draw(t, "none")
		p.Deff = rapid.Float64Range(1, 20).Draw(t, "deff")
		i, d := p.Interval(0.95), p.Difference()
		if !(i.Lo-1e-9 <= d && d <= i.Hi+1e-9) {
			t.Fatalf("Interval() = %v; want it around %v", i, d)
		}
		back := p
		back.First, back.Second = p.Second, p.First
		if j := back.Interval(0.95); math.Abs(i.Lo+j.Hi) > 1e-9 || math.Abs(i.Hi+j.Lo) > 1e-9 {
			t.Fatalf("skills swapped: %v; want %v mirrored", j, i)
		}
	})
}

// The design effect is the variance by employers over that of independent jobs, worked out job by job.
func TestPairedDeffIsTheRatioOfVariances(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var sizes Sizes
	var spread Spread
	type employer struct{ d, n float64 }
	var list []employer
	total, sum, apart := 0.0, 0.0, 0.0
	for range 40 {
		n := 1 + r.IntN(9)
		d := 0
		for range n {
			switch r.IntN(5) {
			case 0:
				d++
				apart++
			case 1:
				d--
				apart++
			}
		}
		if r.IntN(2) == 0 { // all jobs of an employer alike
			apart += float64(n) - math.Abs(float64(d))
			d = n
		}
		sizes.Add(float64(n), 0)
		spread.Add(float64(d), float64(n), 0, 0)
		list = append(list, employer{float64(d), float64(n)})
		total += float64(n)
		sum += float64(d)
	}
	mean := sum / total
	between := 0.0
	for _, e := range list {
		between += (e.d - mean*e.n) * (e.d - mean*e.n)
	}
	near(t, "PairedDeff", PairedDeff(sizes, spread, apart), 40.0/39*between/(apart-mean*mean*total), 9)
}

func TestIntervalsOfLiftsCoverAsPromised(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const runs, n, truth = 2000, 800, 0.4 / 0.3 // P(second | first) over P(second)
	covered := 0
	for range runs {
		l := Lift{N: n, Deff: 1}
		for range n {
			first := r.Float64() < 0.25
			second := r.Float64() < 0.8/3 // of those without the first: 0.25·0.4 + 0.75·0.8/3 = 0.3
			if first {
				second = r.Float64() < 0.4
				l.First++
			}
			if second {
				l.Second++
			}
			if first && second {
				l.Both++
			}
		}
		if i := l.Interval(0.95); i.Lo <= truth && truth <= i.Hi {
			covered++
		}
	}
	if part := float64(covered) / runs; part < 0.935 || part > 0.965 {
		t.Errorf("intervals of lifts cover in %.1f %%; want 95", 100*part)
	}
	near(t, "Lift", Lift{Both: 10, First: 20, Second: 50, N: 200}.Value(), 2, 9)
}
