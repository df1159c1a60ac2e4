package stats

import "gonum.org/v1/gonum/stat/distuv"

// Sizes gathers how many jobs each employer has, in the later window and the earlier one. The zero value is empty.
//
// Jobs of one employer resemble one another, so that employers are what a sample holds independently.
// The design effect says how many times larger the variance of a share or a change is for it.
//
// Source: L. Kish, Survey Sampling (1965), §6.4 and §12.4: the ultimate-cluster variance of a ratio mean.
// The two windows hold many of the same employers; each enters once, with its part in both.
type Sizes struct {
	N1, N0                  float64 // jobs
	e1, e0, both            float64 // employers in the later window, the earlier one, in either
	square1, square0, cross float64 // Σ n1², Σ n0², Σ n1·n0
	fourth1                 float64 // Σ n1⁴
}

// Add takes in one employer with n1 jobs in the later window and n0 in the earlier one.
func (s *Sizes) Add(n1, n0 float64) {
	s.N1 += n1
	s.N0 += n0
	if n1 > 0 {
		s.e1++
	}
	if n0 > 0 {
		s.e0++
	}
	s.both++
	s.square1 += n1 * n1
	s.fourth1 += n1 * n1 * n1 * n1
	s.square0 += n0 * n0
	s.cross += n1 * n0
}

// Without returns the sizes less one employer that was added with these numbers.
func (s Sizes) Without(n1, n0 float64) Sizes {
	s.N1 -= n1
	s.N0 -= n0
	if n1 > 0 {
		s.e1--
	}
	if n0 > 0 {
		s.e0--
	}
	s.both--
	s.square1 -= n1 * n1
	s.fourth1 -= n1 * n1 * n1 * n1
	s.square0 -= n0 * n0
	s.cross -= n1 * n0
	return s
}

// Employers returns how many employers have jobs in the later window, in the earlier one, and in either.
func (s *Sizes) Employers() (later, earlier, either int) { return int(s.e1), int(s.e0), int(s.both) }

// Inflation returns what to multiply a design effect on a share of the later window with where few large employers make up
// most of it, because their variance is then known badly: (t/z)², t and z being the quantiles of a 95 % interval, with
// (Σ n²)²/Σ n⁴ degrees of freedom, the number of employers if all are alike. It is 1 for an empty window.
//
// Source: E. L. Korn, B. I. Graubard, Confidence intervals for proportions with small expected number of positive counts
// estimated from survey data, Survey Methodology 24 (1998), 193–201; the degrees of freedom after
// F. E. Satterthwaite, Biometrics Bulletin 2 (1946), 110–114, each employer's variance taken as the square of its jobs.
func (s *Sizes) Inflation() float64 {
	if s.fourth1 == 0 {
		return 1
	}
	t := distuv.StudentsT{Sigma: 1, Nu: s.square1 * s.square1 / s.fourth1}.Quantile(0.975) / quantile(0.95)
	return t * t
}

// Spread gathers how the jobs that name one skill are spread over employers. The zero value is empty.
// Only employers that name the skill need be added, so that a thousand skills cost what their mentions cost.
// All its sums are sums of whole numbers and hence exact, whatever the order of employers.
type Spread struct {
	X1, X0                  float64 // jobs that name the skill
	square1, square0, cross float64 // Σ x1², Σ x0², Σ x1·x0
	x1n1, x1n0              float64 // Σ x1·n1, Σ x1·n0
	x0n1, x0n0              float64
}

// Add takes in one employer: x of its n jobs name the skill.
func (s *Spread) Add(x1, n1, x0, n0 float64) { s.add(x1, n1, x0, n0, 1) }

// Without returns the spread less one employer that was added with these numbers.
func (s Spread) Without(x1, n1, x0, n0 float64) Spread {
	s.add(x1, n1, x0, n0, -1)
	return s
}

func (s *Spread) add(x1, n1, x0, n0, sign float64) {
	s.X1 += sign * x1
	s.X0 += sign * x0
	s.square1 += sign * x1 * x1
	s.square0 += sign * x0 * x0
	s.cross += sign * x1 * x0
	s.x1n1 += sign * x1 * n1
	s.x1n0 += sign * x1 * n0
	s.x0n1 += sign * x0 * n1
	s.x0n0 += sign * x0 * n0
}

// ChangeDeff returns the design effect on the change of the skill's share between the windows, at least 1.
//
// With u_e = (x_e1 − p₁n_e1)/N₁ − (x_e0 − p₀n_e0)/N₀ over all E employers it is
// E/(E−1) · Σ u_e² over the variance p₁q₁/N₁ + p₀q₀/N₀ of independent jobs. The squares are multiplied
// out, so that employers that do not name the skill enter through the sizes alone.
func ChangeDeff(all Sizes, skill Spread) float64 {
	if all.N1 == 0 || all.N0 == 0 || all.both < 2 {
		return 1
	}
	p1, p0 := skill.X1/all.N1, skill.X0/all.N0
	simple := p1*(1-p1)/all.N1 + p0*(1-p0)/all.N0
	if !(simple > 0) {
		return 1
	}
	own1 := skill.square1 - 2*p1*skill.x1n1 + p1*p1*all.square1
	own0 := skill.square0 - 2*p0*skill.x0n0 + p0*p0*all.square0
	both := skill.cross - p0*skill.x1n0 - p1*skill.x0n1 + p1*p0*all.cross
	sum := own1/(all.N1*all.N1) + own0/(all.N0*all.N0) - 2*both/(all.N1*all.N0)
	return max(1, all.both/(all.both-1)*sum/simple)
}

// ShareDeff returns the design effect on the skill's share in the later window alone, at least 1.
func ShareDeff(all Sizes, skill Spread) float64 {
	if all.N1 == 0 || all.e1 < 2 {
		return 1
	}
	p := skill.X1 / all.N1
	simple := p * (1 - p) * all.N1
	if !(simple > 0) {
		return 1
	}
	sum := skill.square1 - 2*p*skill.x1n1 + p*p*all.square1
	return max(1, all.e1/(all.e1-1)*sum/simple)
}
