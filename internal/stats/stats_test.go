package stats

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// near fails unless got is want to the given number of decimals, as a table prints it.
func near(t *testing.T, what string, got, want float64, decimals int) {
	t.Helper()
	if math.Abs(got-want) > 0.5000001*math.Pow10(-decimals) {
		t.Errorf("%s = %.*f; want %.*f", what, decimals+2, got, decimals, want)
	}
}

func TestWilsonGivesPublishedIntervals(t *testing.T) {
	for _, c := range []struct{ x, n, lo, hi float64 }{
		{80, 409, 16.01, 23.68},
		{24, 409, 3.97, 8.58},
		{0, 50, 0, 7.13},
		{50, 50, 92.87, 100},
		// Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
		{81, 263, 25.53, 36.62},
		{15, 148, 6.24, 16.05},
		{0, 20, 0, 16.11},
		{1, 29, 0.61, 17.18},
	} {
		i := Wilson(c.x, c.n, 0.95)
		near(t, "Wilson("+num(c.x)+", "+num(c.n)+").Lo", 100*i.Lo, c.lo, 2)
		near(t, "Wilson("+num(c.x)+", "+num(c.n)+").Hi", 100*i.Hi, c.hi, 2)
	}
	if got := Wilson(0, 50, 0.95).Lo; got != 0 {
		t.Errorf("Wilson(0, 50).Lo = %v; want an exact 0", got)
	}
	if got := Wilson(50, 50, 0.95).Hi; got != 1 {
		t.Errorf("Wilson(50, 50).Hi = %v; want an exact 1", got)
	}
	if got := (Wilson(0, 0, 0.95)); got != (Interval{0, 1}) {
		t.Errorf("Wilson(0, 0) = %v; want [0, 1]", got)
	}
}

func num(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func TestNewcombeGivesPublishedIntervals(t *testing.T) {
	for _, c := range []struct{ x1, n1, x0, n0, lo, hi float64 }{
		{56, 70, 48, 80, 5.24, 33.39},
		{18, 1125, 52, 819, -6.72, -3.01},
		{1918, 12250, 2724, 17316, -0.91, 0.77},
		// Newcombe, Interval estimation for the difference (1998), table II.
		{9, 10, 3, 10, 17.05, 80.90},
		{5, 56, 0, 29, -3.81, 19.26},
		{10, 10, 0, 10, 60.75, 100},
	} {
		i := Newcombe(c.x1, c.n1, c.x0, c.n0, 0.95)
		near(t, "Newcombe("+num(c.x1)+"/"+num(c.n1)+").Lo", 100*i.Lo, c.lo, 2)
		near(t, "Newcombe("+num(c.x1)+"/"+num(c.n1)+").Hi", 100*i.Hi, c.hi, 2)
	}
}

func TestTwoProportionZGivesPublishedValues(t *testing.T) {
	z, _ := TwoProportionZ(18, 1125, 52, 819)
	near(t, "z", z, -5.55, 2)
	_, p := TwoProportionZ(1918, 12250, 2724, 17316)
	near(t, "p", p, 0.86, 2)
}

func TestTwoProportionZIsSilentWhereCountsCannotTell(t *testing.T) {
	for _, c := range [][4]float64{{0, 0, 5, 10}, {0, 10, 0, 20}, {10, 10, 20, 20}} {
		if z, p := TwoProportionZ(c[0], c[1], c[2], c[3]); z != 0 || p != 1 {
			t.Errorf("TwoProportionZ(%v) = %v, %v; want 0, 1", c, z, p)
		}
	}
}

func TestFisherGivesPublishedValues(t *testing.T) {
	for _, c := range []struct {
		x1, n1, x0, n0 int
		p              float64
	}{
		{3, 4, 1, 4, 0.4857},    // the lady tasting tea: R, example(fisher.test)
		{10, 13, 2, 17, 0.0005}, // Fisher's convicts, 0.0005367
		{0, 10, 0, 20, 1},
		{0, 5, 5, 5, 0.0079},
	} {
		near(t, "Fisher", Fisher(c.x1, c.n1, c.x0, c.n0), c.p, 4)
	}
}

func TestChangePTakesTheLargerOfTwoTestsWhereCellsAreThin(t *testing.T) {
	thin := Change{X1: 5, N1: 56, X0: 0, N0: 29, Deff: 1}
	_, z := TwoProportionZ(5, 56, 0, 29)
	if got, want := thin.P(), max(z, Fisher(5, 56, 0, 29)); got != want || got == z {
		t.Errorf("P() = %v; want Fisher's %v and not %v of z", got, want, z)
	}
	full := Change{X1: 56, N1: 70, X0: 48, N0: 80, Deff: 1}
	if _, want := TwoProportionZ(56, 70, 48, 80); full.P() != want {
		t.Errorf("P() = %v; want %v of z", full.P(), want)
	}
}

func TestDesignEffectWidensAChange(t *testing.T) {
	a := Change{X1: 560, N1: 700, X0: 480, N0: 800, Deff: 1}
	b := a
	b.Deff = 10
	if got, want := b.Interval(0.95), Newcombe(56, 70, 48, 80, 0.95); math.Abs(got.Lo-want.Lo)+math.Abs(got.Hi-want.Hi) > 1e-12 {
		t.Errorf("Interval() = %v; want that of a tenth of the counts, %v", got, want)
	}
	if a.P() >= b.P() {
		t.Errorf("P() = %v with a design effect of 10; want more than %v", b.P(), a.P())
	}
}

func TestBenjaminiHochbergGivesThePublishedExample(t *testing.T) {
	// Benjamini and Hochberg (1995), §3.3: of fifteen tests at 0.05 four are rejected.
	p := []float64{
		0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
		0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000,
	}
	rejected, n := BenjaminiHochberg(p, 0.05)
	if n != 4 || !rejected[3] || rejected[4] {
		t.Errorf("BenjaminiHochberg = %v, %d; want the first 4", rejected, n)
	}
	if _, n := BenjaminiHochberg(nil, 0.05); n != 0 {
		t.Errorf("BenjaminiHochberg(nil) = %d; want 0", n)
	}
	// What R's p.adjust(p, "BH") gives for them.
	want := []float64{
		0.0015, 0.0030, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645,
		0.0765, 0.4860, 0.58118182, 0.714875, 0.75323077, 0.81321429, 1,
	}
	for i, q := range AdjustedP(p) {
		near(t, fmt.Sprintf("AdjustedP of %v", p[i]), q, want[i], 7)
	}
}

func TestAdjustedPIsTheLevelOfRejection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 30).Draw(t, "p")
		q := rapid.Float64Range(0.01, 0.5).Draw(t, "q")
		rejected, _ := BenjaminiHochberg(p, q)
		for i, a := range AdjustedP(p) {
			if math.Abs(a-q) > 1e-9 && rejected[i] != (a < q) {
				t.Fatalf("at %v rejected %v of p %v adjusted to %v", q, rejected[i], p[i], a)
			}
		}
	})
}

func TestSelectedLevelSharesTheErrorOut(t *testing.T) {
	near(t, "SelectedLevel(0.1, 2, 200)", SelectedLevel(0.1, 2, 200), 0.999, 6)
	near(t, "SelectedLevel(0.1, 5, 5)", SelectedLevel(0.1, 5, 5), 0.9, 6)
}

// The counts of a public trend page: of its 190 terms one changed by more than chance.
func TestPublishedTrendPageHasOneMover(t *testing.T) {
	name := filepath.Join("..", "..", "..", "shared", "published", "hntrends-2023-05--2024-05.csv")
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var p []float64
	for _, r := range records[1:] {
		var n [4]int
		for i := range n {
			if n[i], err = strconv.Atoi(r[i+1]); err != nil {
				t.Fatal(err)
			}
		}
		p = append(p, Change{X1: n[2], N1: n[3], X0: n[0], N0: n[1], Deff: 1}.P())
	}
	rejected, n := BenjaminiHochberg(p, 0.10)
	if len(p) != 190 || n != 1 {
		t.Fatalf("%d of %d terms moved; want 1 of 190", n, len(p))
	}
	for i, yes := range rejected {
		if yes && records[i+1][0] != "AI" {
			t.Errorf("mover = %s; want AI", records[i+1][0])
		}
	}
}

func TestDetectableIsWhatATestOfThatPowerNeeds(t *testing.T) {
	// Two samples of 1,000 at 10 % and a level of 0.05: 2.8016 standard errors of 0.01342.
	near(t, "Detectable", Detectable(0.10, 0.05, 1, 1000, 1000), 0.03759, 5)
	near(t, "Detectable with deff 4", Detectable(0.10, 0.05, 4, 1000, 1000), 2*0.03759, 4)
}

func TestRankRangesCountWhatLiesWhollyAbove(t *testing.T) {
	got := RankRanges([]Interval{{0.5, 0.6}, {0.3, 0.4}, {0.35, 0.55}, {0.1, 0.2}})
	want := []RankRange{{1, 2}, {2, 3}, {1, 3}, {4, 4}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("RankRanges[%d] = %v; want %v", i, got[i], want[i])
		}
	}
}

func TestANewSourceIsMixAndNoChange(t *testing.T) {
	var within, mix float64
	for _, s := range []Stratum{{50, 1000, 50, 1000}, {150, 1000, 0, 0}} {
		w, m := s.Parts(2000, 1000)
		within += w
		mix += m
	}
	near(t, "within", within, 0, 12)
	near(t, "mix", mix, 0.05, 12)
}

func TestPartsAddUpToThePooledChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		strata := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Stratum {
			n1, n0 := rapid.IntRange(0, 500).Draw(t, "n1"), rapid.IntRange(0, 500).Draw(t, "n0")
			x1, x0 := rapid.IntRange(0, n1).Draw(t, "x1"), rapid.IntRange(0, n0).Draw(t, "x0")
			return Stratum{float64(x1), float64(n1), float64(x0), float64(n0)}
		}), 1, 8).Draw(t, "strata")
		var all Stratum
		for _, s := range strata {
			all = Stratum{all.X1 + s.X1, all.N1 + s.N1, all.X0 + s.X0, all.N0 + s.N0}
		}
		if all.N1 == 0 || all.N0 == 0 {
			t.Skip("an empty window")
		}
		sum := 0.0
		for _, s := range strata {
			within, mix := s.Parts(all.N1, all.N0)
			sum += within + mix
		}
		if want := all.X1/all.N1 - all.X0/all.N0; math.Abs(sum-want) > 1e-12 {
			t.Fatalf("parts add up to %v; want %v", sum, want)
		}
	})
}

func TestIntervalsHoldTheirEstimate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n1, n0 := rapid.IntRange(1, 1e6).Draw(t, "n1"), rapid.IntRange(1, 1e6).Draw(t, "n0")
		x1, x0 := rapid.IntRange(0, n1).Draw(t, "x1"), rapid.IntRange(0, n0).Draw(t, "x0")
		deff := rapid.Float64Range(1, 50).Draw(t, "deff")
		c := Change{x1, n1, x0, n0, deff}
		i, d := c.Interval(0.95), c.Difference()
		if !(i.Lo-1e-9 <= d && d <= i.Hi+1e-9) || i.Lo < -1-1e-9 || i.Hi > 1+1e-9 {
			t.Fatalf("Interval() = %v; want it around %v and within [-1, 1]", i, d)
		}
		back := Change{x0, n0, x1, n1, deff}
		if j := back.Interval(0.95); math.Abs(i.Lo+j.Hi) > 1e-9 || math.Abs(i.Hi+j.Lo) > 1e-9 {
			t.Fatalf("windows swapped: %v; want %v mirrored", j, i)
		}
		if p := c.P(); !(p >= 0 && p <= 1) {
			t.Fatalf("P() = %v; want a probability", p)
		}
		if w := Wilson(float64(x1)/deff, float64(n1)/deff, 0.95); !(w.Lo >= 0 && w.Hi <= 1 && w.Width() >= 0) {
			t.Fatalf("Wilson = %v; want it within [0, 1]", w)
		}
	})
}

func TestFisherAgreesWithTheSumOverAllTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n1, n0 := rapid.IntRange(1, 12).Draw(t, "n1"), rapid.IntRange(1, 12).Draw(t, "n0")
		x1, x0 := rapid.IntRange(0, n1).Draw(t, "x1"), rapid.IntRange(0, n0).Draw(t, "x0")
		choose := func(n, k int) float64 {
			c := 1.0
			for i := range k {
				c = c * float64(n-i) / float64(i+1)
			}
			return math.Round(c)
		}
		seen := choose(n1, x1) * choose(n0, x0)
		sum := 0.0
		for x := max(0, x1+x0-n0); x <= min(x1+x0, n1); x++ {
			if w := choose(n1, x) * choose(n0, x1+x0-x); w <= seen {
				sum += w
			}
		}
		want := sum / choose(n1+n0, x1+x0)
		if got := Fisher(x1, n1, x0, n0); math.Abs(got-want) > 1e-9 {
			t.Fatalf("Fisher(%d, %d, %d, %d) = %v; want %v", x1, n1, x0, n0, got, want)
		}
	})
}
