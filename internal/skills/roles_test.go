package skills

import (
	"bufio"
	"slices"
	"strings"
	"testing"
)

func TestRolesAreWhatReadersLabelled(t *testing.T) {
	c := classifier(t)
	in := bufio.NewScanner(openShared(t, "gold/roles.tsv"))
	in.Scan() // the header
	var roles, levels score
	count := func(s *score, line, want string, got []string) {
		wanted := strings.Split(want, ",")
		if want == "none" || want == "unspecified" {
			wanted = nil
		}
		for _, g := range got {
			if slices.Contains(wanted, g) {
				s.right++
			} else {
				s.wrong++
			}
		}
		for _, w := range wanted {
			if !slices.Contains(got, w) {
				s.missed++
			}
		}
		if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(wanted))) {
			t.Logf("%.110s: %v; want %v", line, got, wanted)
		}
	}
	for in.Scan() {
		f := strings.Split(in.Text(), "\t")
		d := Document{Title: f[1]}
		if f[0] == "first-line" {
			d = Document{Lead: f[1]}
		}
		facts := c.Classify(d)
		count(&roles, f[1], f[2], facts.Roles.Names())
		count(&levels, f[1], f[3], facts.Seniority.Names())
	}
	for _, g := range []struct {
		name              string
		score             score
		precision, recall float64
	}{{"roles", roles, 0.96, 0.96}, {"seniority", levels, 0.97, 0.97}} {
		t.Logf("%s: precision %.3f, recall %.3f (%+v)", g.name, g.score.precision(), g.score.recall(), g.score)
		if g.score.precision() < g.precision || g.score.recall() < g.recall {
			t.Errorf("%s: precision %.3f, recall %.3f; want at least %.2f, %.2f", g.name, g.score.precision(), g.score.recall(), g.precision, g.recall)
		}
	}
}

func TestTitlePhrasesCanBeFound(t *testing.T) {
	for _, p := range slices.Concat(titlePhrases(), levelPhrases(), cuePhrases()) {
		if i := strange(p.text); i >= 0 {
			t.Errorf("%q holds %q, which no phrase is found by", p.text, p.text[i:])
		}
	}
}
