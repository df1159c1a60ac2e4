package markup

import (
	"testing"

	"demand/internal/job"
)

// TestPay is the description of the parser: what it reads, and what it leaves alone.
func TestPay(t *testing.T) {
	year := func(low, high int64, currency string) job.Pay {
		return job.Pay{Min: low, Max: high, Currency: currency, Period: "year"}
	}
	per := func(period string, low, high int64, currency string) job.Pay {
		return job.Pay{Min: low, Max: high, Currency: currency, Period: period}
	}
	for _, group := range []struct {
		name  string
		cases map[string]job.Pay
	}{
		{"ranges, with k and all marks between thousands", map[string]job.Pay{
			"$120,000 - $150,000":            year(120_000, 150_000, "USD"),
			"$120k–$150k":                    year(120_000, 150_000, "USD"),
			"$120-150k":                      year(120_000, 150_000, "USD"),
			"$120k-150":                      year(120_000, 150_000, "USD"),
			"between $100k and $120k":        year(100_000, 120_000, "USD"),
			"from £45,000 to £55,000":        year(45_000, 55_000, "GBP"),
			"$90,000.00 - $120,000.50":       year(90_000, 120_001, "USD"),
			"€60.000 – €75.000":              year(60_000, 75_000, "EUR"),
			"60 000 - 75 000 €":              year(60_000, 75_000, "EUR"),
			"60.000 bis 75.000 Euro":         year(60_000, 75_000, "EUR"),
			"CHF 120'000–140'000":            year(120_000, 140_000, "CHF"),
			"$132.5k - $160.25k":             year(132_500, 160_250, "USD"),
			"Salary range: USD 90000-120000": year(90_000, 120_000, "USD"),
		}},
		{"single figures: of a line, or with a word for pay", map[string]job.Pay{
			"up to £95k":                     year(95_000, 95_000, "GBP"),
			"€70k+":                          year(70_000, 70_000, "EUR"),
			"We pay well.\nSalary: $130,000": year(130_000, 130_000, "USD"),
			"We pay well.\nIt was $130,000":  {},
		}},
		{"currencies, before and behind", map[string]job.Pay{
			"80-120k EUR":           year(80_000, 120_000, "EUR"),
			"€50k-60k":              year(50_000, 60_000, "EUR"),
			"50-60k€":               year(50_000, 60_000, "EUR"),
			"C$110k-130k":           year(110_000, 130_000, "CAD"),
			"$100k to $140k CAD":    year(100_000, 140_000, "CAD"),
			"AUD 120k - 150k":       year(120_000, 150_000, "AUD"),
			"S$90,000":              year(90_000, 90_000, "SGD"),
			"150k-200k":             {}, // of what?
			"15 000 - 20 000 PLN":   {}, // five figures are no year in zlotys
			"600,000 - 800,000 SEK": {},
		}},
		{"periods are kept apart", map[string]job.Pay{
			"$50-$80/hr":                     per("hour", 50, 80, "USD"),
			"$60 per hour":                   per("hour", 60, 60, "USD"),
			"£500 per day":                   per("day", 500, 500, "GBP"),
			"£450-550 p/d":                   per("day", 450, 550, "GBP"),
			"$2,000 a week":                  per("week", 2_000, 2_000, "USD"),
			"12 000 - 18 000 PLN per month":  per("month", 12_000, 18_000, "PLN"),
			"€4.500 / Monat":                 per("month", 4_500, 4_500, "EUR"),
			"4.000 - 5.000 € pro Monat":      per("month", 4_000, 5_000, "EUR"),
			"3 000 € par mois":               per("month", 3_000, 3_000, "EUR"),
			"Hourly rate: $90 - $110":        per("hour", 90, 110, "USD"),
			"£45,000 pa":                     year(45_000, 45_000, "GBP"),
			"600,000 - 800,000 SEK per year": year(600_000, 800_000, "SEK"),
			"55.000 € brutto im Jahr":        year(55_000, 55_000, "EUR"),
			"40 000 € par an":                year(40_000, 40_000, "EUR"),
			"$50-80":                         {}, // an hour, a day?
		}},
		{"a contractor's rate is no salary", map[string]job.Pay{
			"$100 - $120, contract":       {},
			"rate $700":                   {},
			"$12,000 contract":            {},
			"Contract: $80k":              {},
			"freelance, €40k":             {},
			"Contract, $85/hr":            per("hour", 85, 85, "USD"),
			"$120k per year, contract":    year(120_000, 120_000, "USD"),
			"Full-time $150k or contract": year(150_000, 150_000, "USD"),
		}},
		{"what is earned on target, in all or in shares is left out", map[string]job.Pay{
			"OTE $200k":                              {},
			"$150k-$200k OTE":                        {},
			"£60k - £80k (OTE £120k)":                year(60_000, 80_000, "GBP"),
			"Base $110,000 - $130,000, OTE $220,000": year(110_000, 130_000, "USD"),
			"$300k TC":                               {},
			"total compensation $250k - $300k":       {},
			"$120k–$150k + equity":                   year(120_000, 150_000, "USD"),
			"$120k - $150k + 0.5% - 1.5% equity":     year(120_000, 150_000, "USD"),
			"0.5% - 1.5% equity":                     {},
			"$50k in stock options":                  {},
			"$5,000 signing bonus":                   {},
			"$10,000 referral bonus":                 {},
			"$100k base, bonus of $20k":              year(100_000, 100_000, "USD"),
		}},
		{"other money and other numbers", map[string]job.Pay{
			"":                                 {},
			"raised $40M Series B":             {},
			"$2 million in funding":            {},
			"raised $500,000":                  {},
			"₹12 LPA":                          {},
			"401k match":                       {},
			"$2,000 learning budget":           {},
			"$10 - $150k":                      {},
			"$1 - $9,000,000 a year":           {},
			"v1.2.3 of 10.0.0.1":               {},
			"2021-2023":                        {},
			"20,000 - 50,000 users":            {},
			"We handle $120,000 a minute.\nGo": {},
			"We raised $20M.\nThe base is $130,000 to $160,000.": year(130_000, 160_000, "USD"),
		}},
	} {
		t.Run(group.name, func(t *testing.T) {
			for text, want := range group.cases {
				if got := Pay(text); got != want {
					t.Errorf("Pay(%q) = %+v; want %+v", text, got, want)
				}
			}
		})
	}
}
