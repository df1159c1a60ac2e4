package stats

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPercentileRanksGiveTabulatedOnes(t *testing.T) {
	// Of the median: H. A. David, H. N. Nagaraja, Order Statistics, 3rd edition (2003), §7.1: the exact intervals of at
	// least 95 % end there or one rank further out.
	for _, c := range []struct{ n, low, high int }{{10, 2, 9}, {20, 6, 15}, {50, 18, 33}, {100, 40, 61}} {
		low, high := PercentileRanks(0.5, c.n, 1, 0.95)
		if low < c.low-1 || low > c.low || high < c.high || high > c.high+1 {
			t.Errorf("median of %d lies between ranks %d and %d; want %d and %d", c.n, low, high, c.low, c.high)
		}
	}
	if low, high := PercentileRanks(0.5, 0, 1, 0.95); low != 0 || high != 1 {
		t.Errorf("of nothing: ranks %d, %d; want 0, 1", low, high)
	}
	if low, high := PercentileRanks(0.5, 100, 4, 0.95); low > 32 || high < 68 {
		t.Errorf("with a design effect of 4: ranks %d, %d; want those as wide as of 25 values", low, high)
	}
}

func TestPercentileIntervalsCoverAsPromised(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	const runs = 3000
	for _, c := range []struct {
		n int
		q float64
	}{{30, 0.5}, {30, 0.25}, {50, 0.1}, {50, 0.9}, {200, 0.75}} {
		covered := 0
		for range runs {
			values := make([]float64, c.n) // their percentile is q
			for i := range values {
				values[i] = r.Float64()
			}
			slices.Sort(values)
			low, high := PercentileRanks(c.q, c.n, 1, 0.95)
			if (low < 1 || values[low-1] <= c.q) && (high > c.n || c.q <= values[high-1]) {
				covered++
			}
		}
		if part := float64(covered) / runs; part < 0.94 || part > 0.99 {
			t.Errorf("intervals of the percentile %v of %d values cover in %.1f %%; want 95", c.q, c.n, 100*part)
		}
	}
}
