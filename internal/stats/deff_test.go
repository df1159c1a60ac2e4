package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// An employer's jobs, and those that name the skill, in both windows.
type employer struct{ x1, n1, x0, n0 float64 }

func gather(employers []employer) (s Sizes, k Spread) {
	for _, e := range employers {
		s.Add(e.n1, e.n0)
		if e.x1+e.x0 > 0 {
			k.Add(e.x1, e.n1, e.x0, e.n0)
		}
	}
	return s, k
}

// directly follows the formula as it is written, employer by employer.
func directly(employers []employer, one bool) float64 {
	var all employer
	count := 0.0
	for _, e := range employers {
		all.x1 += e.x1
		all.n1 += e.n1
		all.x0 += e.x0
		all.n0 += e.n0
		if e.n1 > 0 || !one && e.n0 > 0 {
			count++
		}
	}
	p1, p0 := all.x1/all.n1, all.x0/all.n0
	sum := 0.0
	for _, e := range employers {
		u := (e.x1 - p1*e.n1) / all.n1
		if !one {
			u -= (e.x0 - p0*e.n0) / all.n0
		}
		sum += u * u
	}
	simple := p1 * (1 - p1) / all.n1
	if !one {
		simple += p0 * (1 - p0) / all.n0
	}
	return max(1, count/(count-1)*sum/simple)
}

func drawEmployers(t *rapid.T) []employer {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) employer {
		n1, n0 := rapid.IntRange(0, 60).Draw(t, "n1"), rapid.IntRange(1, 60).Draw(t, "n0")
		return employer{
			float64(rapid.IntRange(0, n1).Draw(t, "x1")), float64(n1),
			float64(rapid.IntRange(0, n0).Draw(t, "x0")), float64(n0),
		}
	}), 2, 30).Draw(t, "employers")
}

func TestDesignEffectsFollowTheirFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		employers := drawEmployers(t)
		s, k := gather(employers)
		later, _, _ := s.Employers()
		if later < 2 || k.X1 == 0 || k.X1 == s.N1 || k.X0 == 0 || k.X0 == s.N0 {
			t.Skip("nothing varies")
		}
		if got, want := ChangeDeff(s, k), directly(employers, false); math.Abs(got-want) > 1e-6*want {
			t.Fatalf("ChangeDeff = %v; want %v", got, want)
		}
		if got, want := ShareDeff(s, k), directly(employers, true); math.Abs(got-want) > 1e-6*want {
			t.Fatalf("ShareDeff = %v; want %v", got, want)
		}
	})
}

func TestWithoutTakesOneEmployerOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		employers := drawEmployers(t)
		s, k := gather(employers)
		e := employers[0]
		got, gotSkill := s.Without(e.n1, e.n0), k.Without(e.x1, e.n1, e.x0, e.n0)
		want, wantSkill := gather(employers[1:])
		if got != want || gotSkill != wantSkill {
			t.Fatalf("Without = %v, %v; want %v, %v", got, gotSkill, want, wantSkill)
		}
	})
}

func TestJobsOfOneEmployerEachHaveNoDesignEffect(t *testing.T) {
	var employers []employer
	for i := range 2000 {
		x := float64(i % 5 / 4)
		if i%2 == 0 {
			employers = append(employers, employer{x1: x, n1: 1})
		} else {
			employers = append(employers, employer{x0: x, n0: 1})
		}
	}
	s, k := gather(employers)
	near(t, "ChangeDeff", ChangeDeff(s, k), 1, 2)
}

func TestEmployersThatAllJobsFollowMakeThemOne(t *testing.T) {
	// Ten jobs an employer that are all alike weigh as much as one.
	var employers []employer
	for i := range 1000 {
		x := float64(i % 5 / 4 * 10)
		if i%2 == 0 {
			employers = append(employers, employer{x1: x, n1: 10})
		} else {
			employers = append(employers, employer{x0: x, n0: 10})
		}
	}
	s, k := gather(employers)
	near(t, "ChangeDeff", ChangeDeff(s, k), 10, 1)
	near(t, "ShareDeff", ShareDeff(s, k), 10, 1)
}

func TestInflationIsStudentsAgainstTheNormalQuantile(t *testing.T) {
	var few Sizes
	for range 11 {
		few.Add(3, 0)
	}
	// Student's t with 11 degrees of freedom, 97.5 %: 2.201 (NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2).
	near(t, "Inflation", few.Inflation(), (2.201/1.95996)*(2.201/1.95996), 3)
	few.Add(300, 0) // one that outweighs all: hardly one degree of freedom
	if got := few.Inflation(); got < 30 {
		t.Errorf("Inflation = %v; want more than 30", got)
	}
	if got := new(Sizes).Inflation(); got != 1 {
		t.Errorf("Inflation of no employer = %v; want 1", got)
	}
}

// market draws employers whose jobs resemble one another, with a share of about p in each window.
func market(r *rand.Rand, employers int, p1, p0 float64) []employer {
	list := make([]employer, employers)
	for i := range list {
		e := &list[i]
		size := 1 + r.IntN(4)
		if r.IntN(10) == 0 {
			size = 5 + r.IntN(25)
		}
		// Half of the employers keep to one way for most of their jobs.
		lean, sticky := r.Float64(), r.IntN(2) == 0
		for range size {
			draw := func(p float64) float64 {
				if sticky && r.IntN(3) > 0 {
					return indicator(lean < p)
				}
				return indicator(r.Float64() < p)
			}
			if r.IntN(2) == 0 {
				e.n1++
				e.x1 += draw(p1)
			} else {
				e.n0++
				e.x0 += draw(p0)
			}
		}
	}
	return list
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func change(s Sizes, k Spread) Change {
	return Change{int(k.X1), int(s.N1), int(k.X0), int(s.N0), ChangeDeff(s, k)}
}

func TestIntervalsCoverInSimulation(t *testing.T) {
	const runs, p1, p0 = 2000, 0.23, 0.20
	r := rand.New(rand.NewPCG(1, 2))
	covered := 0
	for range runs {
		s, k := gather(market(r, 400, p1, p0))
		if i := change(s, k).Interval(0.95); i.Lo <= p1-p0 && p1-p0 <= i.Hi {
			covered++
		}
	}
	if part := float64(covered) / runs; part < 0.93 || part > 0.97 {
		t.Errorf("95 %% intervals cover in %.1f %% of runs; want 93 to 97", 100*part)
	}
}

func TestDetectableChangeIsFoundInSimulation(t *testing.T) {
	const runs, p0 = 1500, 0.10
	r := rand.New(rand.NewPCG(3, 4))
	// The size that is printed hangs on the median design effect of many skills, and on the jobs.
	var deffs []float64
	var jobs float64
	for range 200 {
		s, k := gather(market(r, 1500, p0, p0))
		deffs = append(deffs, ChangeDeff(s, k))
		jobs += (s.N1 + s.N0) / 2 / 200
	}
	size := Detectable(p0, 0.05, Median(deffs), jobs, jobs)
	found := 0
	for range runs {
		s, k := gather(market(r, 1500, p0+size/2, p0-size/2))
		if change(s, k).P() <= 0.05 {
			found++
		}
	}
	if part := float64(found) / runs; part < 0.75 || part > 0.85 {
		t.Errorf("a change of %.1f points is found in %.1f %% of runs; want 75 to 85", 100*size, 100*part)
	}
}

func TestShuffledEmployersGiveFewMovers(t *testing.T) {
	const runs, skills = 300, 60
	r := rand.New(rand.NewPCG(5, 6))
	wrong := 0
	for range runs {
		var p []float64
		for k := range skills {
			rate := 0.02 + 0.4*float64(k)/skills
			s, sp := gather(market(r, 250, rate, rate))
			p = append(p, change(s, sp).P())
		}
		if _, n := BenjaminiHochberg(p, 0.10); n > 0 {
			wrong++
		}
	}
	if part := float64(wrong) / runs; part > 0.12 {
		t.Errorf("movers in %.1f %% of runs without a change; want at most 12", 100*part)
	}
}
