package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"demand/internal/store"
)

// demand runs a command line and returns its standard output. The status must be the one wanted.
func demand(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	s := streams{in: strings.NewReader(""), out: &out, err: &errs, width: 80}
	if status := run(t.Context(), s, args); status != want {
		t.Fatalf("demand %s = %d; want %d\n%s%s", strings.Join(args, " "), status, want, out.String(), errs.String())
	}
	return out.String() + map[bool]string{true: errs.String()}[want != statusDone]
}

func statusOf(t *testing.T, address string) (s store.Status) {
	t.Helper()
	if err := json.Unmarshal([]byte(demand(t, 0, "db", "status", "--format", "json", "--db", address)), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDemoFindsWhatIsPlanted(t *testing.T) {
	out := demand(t, 0, "demo", "--quiet")
	for _, want := range []string{"made up", "3 visits failed, which closed nothing", "Movers: 1 of", "clear rise: " + risingSkill + " +", "late-arrival (first read", "did not take that for a change"} {
		if !strings.Contains(out, want) {
			t.Errorf("demo does not say %q:\n%s", want, out)
		}
	}
}
