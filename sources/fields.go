package sources

import (
	"cmp"
	"html"
	"math"
	"net/url"
	"regexp"
	"strings"
	"time"

	"demand/internal/job"
	"demand/internal/markup"
)

// placeList returns names of places, cleaned, without empty ones and without duplicates.
func placeList(names ...string) []string {
	cleaned := make([]string, len(names))
	for i, name := range names {
		cleaned[i] = markup.Clean(name)
	}
	return distinct(cleaned)
}

// distinct returns the texts without empty ones and without duplicates.
func distinct(texts []string) []string {
	seen := map[string]bool{"": true}
	var list []string
	for _, t := range texts {
		if !seen[t] {
			seen[t] = true
			list = append(list, t)
		}
	}
	return list
}

// firstRemote returns what the first of the texts that says where the work is done says.
func firstRemote(texts ...string) job.Remote {
	for _, t := range texts {
		if r := markup.Remote(t); r != job.RemoteUnknown {
			return r
		}
	}
	return job.RemoteUnknown
}

// payRange returns the pay that a source states field by field, zero if an amount, an ISO 4217 code or a period that is
// known is missing. One amount of two stands for both.
func payRange(low, high float64, currency, period string) job.Pay {
	const most = 1e12
	currency = strings.ToUpper(markup.Clean(currency))
	p := job.Pay{
		Min: int64(math.Round(cmp.Or(low, high))), Max: int64(math.Round(cmp.Or(high, low))),
		Currency: currency, Period: payPeriod(period),
	}
	if !(low >= 0 && high >= 0 && low <= most && high <= most) || p.Min <= 0 || p.Max < p.Min || p.Period == "" ||
		len(currency) != 3 || strings.Trim(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return job.Pay{}
	}
	return p
}

// payPeriod reads year, month, week, day or hour from names such as per-year-salary, ANNUALLY, p.a., HOUR; empty for
// any other.
func payPeriod(name string) string {
	name = strings.ToLower(markup.Clean(name))
	for _, p := range []struct{ part, period string }{
		{"year", "year"}, {"ann", "year"}, {"p.a", "year"}, {"month", "month"}, {"week", "week"}, {"day", "day"}, {"daily", "day"},
		{"hour", "hour"},
	} {
		if strings.Contains(name, p.part) {
			return p.period
		}
	}
	return ""
}

// dateLayouts are the ways in which pages and feeds write days and instants, besides what their standards ask for. A day
// without a zone is the day that is meant.
var dateLayouts = []string{
	time.RFC3339Nano, time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04",
	"2006-01-02 15:04:05", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 MST", "2006-01-02 15:04",
	"1/2/2006 3:04:05 PM", "1/2/2006 15:04:05", "1/2/2006", "2006/01/02",
	time.RFC1123Z, time.RFC1123, "Mon, _2 Jan 2006 15:04:05 -0700", "Mon, _2 Jan 2006 15:04:05 MST", "Mon, _2 Jan 2006 15:04:05", "Mon, _2 Jan 2006",
	"_2 Jan 2006", "Jan _2, 2006", "January _2, 2006",
}

// readDate reads a day from text that a foreign page wrote; what cannot be read, or lies outside of 1990 to 2100, is no
// date.
func readDate(text string) job.Date {
	text = markup.Clean(text)
	for _, layout := range dateLayouts {
		if at, err := time.Parse(layout, text); err == nil {
			if at.Year() < 1990 || at.Year() > 2100 {
				return 0
			}
			return job.DateOf(at)
		}
	}
	return 0
}

// tag finds the beginning of an HTML element or an entity.
var tag = regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9]*[\s/>]|&(#\w+|[a-z]+);`)

// description returns the text of a description that is HTML, plain text, or HTML that was escaped once or twice too
// often, without contact details.
func description(text string) string {
	for range 2 {
		if strings.Contains(text, "<") || !strings.Contains(text, "&lt;") && !strings.Contains(text, "&amp;lt;") {
			break
		}
		text = html.UnescapeString(text)
	}
	if tag.MatchString(text) {
		return markup.Redact(markup.Text(text))
	}
	return markup.Redact(markup.Plain(text))
}

// slugOf makes the name of a board from an address: its host and path, without what all addresses have.
func slugOf(u *url.URL) string {
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	slug := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' {
			return c
		}
		return '-'
	}, strings.ToLower(host+strings.TrimSuffix(u.Path, "/")))
	return strings.Trim(slug, "-.")
}
