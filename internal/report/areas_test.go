package report

import (
	"testing"

	"demand/internal/job"
)

func TestAreasHoldTheirCountries(t *testing.T) {
	for _, name := range job.AreaNames {
		if !covers(name, name) || len(areas[name]) == 0 {
			t.Errorf("%s is not known", name)
		}
	}
	for _, c := range []struct {
		area, place string
		want        bool
	}{
		{"EU", "DE", true},
		{"EU", "GB", false},
		{"EU", "CY", true},
		{"EUROPE", "GB", true},
		{"EUROPE", "EU", true},
		{"EMEA", "EU", true},
		{"EMEA", "NORDICS", true},
		{"EMEA", "MENA", true},
		{"EMEA", "IN", false},
		{"MENA", "IL", true},
		{"APAC", "OCEANIA", true},
		{"APAC", "IN", true},
		{"APAC", "ASIA", false},
		{"AMERICAS", "LATAM", true},
		{"LATAM", "MX", true},
		{"LATAM", "SOUTH-AMERICA", true},
		{"NORTH-AMERICA", "CA", true},
		{"EU", "EUROPE", false},
		{"DE", "EU", false},
		{"DE", "AT", false},
		{"", "", false},
		{"EU", "", false},
	} {
		if got := covers(c.area, c.place); got != c.want {
			t.Errorf("covers(%q, %q) = %t; want %t", c.area, c.place, got, c.want)
		}
	}
}
