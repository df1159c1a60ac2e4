package markup

import (
	"strings"

	"demand/internal/job"
)

// Pay reads the first range or figure of pay that a text states beyond doubt: with a currency, of a believable size for
// its period, and neither money raised nor equity, a bonus, what is earned on target or in all. A contractor's figure without a
// period is none either: it is not a year's. A single figure counts in a text of one line, and in a
// longer one if its period stands behind it or a word such as "salary" before it. Without such a figure Pay returns the
// zero value.
func Pay(text string) job.Pay {
	long := strings.Contains(text, "\n")
	for i := 0; i < len(text); {
		if !digit(text[i]) {
			i++
			continue
		}
		first, ok := readAmount(text, i)
		if !ok {
			for i < len(text) && digit(text[i]) {
				i++
			}
			continue
		}
		last, end, isRange := first, first.end, false
		if j := rangeMark(text, first.end); j > 0 {
			if second, ok := readAmount(text, j); ok {
				last, end, isRange = second, second.end, true
			}
		}
		if p, ok := judge(text, first, last, isRange, long); ok {
			return p
		}
		i = end
	}
	return job.Pay{}
}

// An amount is one figure in a text.
type amount struct {
	value      float64
	thousands  bool // written with a k
	millions   bool // or an m or b: never pay
	currency   string
	start, end int // with its currency
}

// readAmount reads the figure whose digits start at i, with the currency on either side.
func readAmount(s string, i int) (a amount, ok bool) {
	a.currency, a.start = currencyBefore(s, i)
	if a.currency == "" && i > 0 && (wordByte(s[i-1]) && s[i-1] < 0x80 || s[i-1] == '.') {
		return a, false
	}
	j, whole := i, 0.0
	count := 0
	for j < len(s) && digit(s[j]) {
		whole = whole*10 + float64(s[j]-'0')
		j++
		count++
	}
	if count > 9 {
		return a, false
	}
	grouped := false
	for count <= 3 {
		n := groupMark(s, j)
		if n == 0 || j+n+3 > len(s) || !digit(s[j+n]) || !digit(s[j+n+1]) || !digit(s[j+n+2]) || (j+n+3 < len(s) && digit(s[j+n+3])) || whole > 1e9 {
			break
		}
		for _, c := range []byte(s[j+n : j+n+3]) {
			whole = whole*10 + float64(c-'0')
		}
		j += n + 3
		grouped = true
	}
	if j+1 < len(s) && (s[j] == '.' || s[j] == ',') && digit(s[j+1]) {
		k, scale := j+1, 0.1
		for k < len(s) && digit(s[k]) && k < j+4 {
			whole += float64(s[k]-'0') * scale
			scale /= 10
			k++
		}
		if k < len(s) && (s[k] == '.' && k+1 < len(s) && digit(s[k+1]) || digit(s[k])) {
			return a, false // a version, a date
		}
		j = k
	}
	a.value = whole
	rest := s[skipBlanks(s, j):]
	switch word := leadingLetters(rest); strings.ToLower(word) {
	case "k":
		if !grouped {
			a.value *= 1000
		}
		a.thousands = true
		j = len(s) - len(rest) + 1
	case "m", "mm", "mn", "b", "bn", "million", "millions", "mio", "billion", "mil", "lpa", "lakh", "lakhs", "lac":
		a.millions = true
		j = len(s) - len(rest) + len(word)
	}
	code, end := currencyAfter(s, j)
	if code != "" && (a.currency == "" || a.currency == "USD") {
		a.currency = code
	}
	a.end = max(j, end)
	if a.currency == "" && a.end == j && j < len(s) && (wordByte(s[j]) || s[j] == '%') {
		return a, false
	}
	return a, true
}

// groupMark returns the length of the mark between thousands at i.
func groupMark(s string, i int) int {
	if i < len(s) && strings.IndexByte(",.' ", s[i]) >= 0 {
		return 1
	}
	if strings.HasPrefix(s[i:], "’") {
		return len("’")
	}
	return 0
}

func leadingLetters(s string) string {
	i := 0
	for i < len(s) && i < 12 && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') {
		i++
	}
	return s[:i]
}

// currencies maps signs and codes to ISO 4217, longer ones first.
var currencies = []struct{ sign, code string }{
	{"US$", "USD"}, {"CA$", "CAD"}, {"CAD$", "CAD"}, {"AU$", "AUD"}, {"NZ$", "NZD"}, {"SG$", "SGD"}, {"HK$", "HKD"}, {"MX$", "MXN"},
	{"C$", "CAD"}, {"A$", "AUD"}, {"S$", "SGD"}, {"R$", "BRL"}, {"USD", "USD"}, {"EUR", "EUR"}, {"GBP", "GBP"}, {"CHF", "CHF"}, {"CAD", "CAD"},
	{"AUD", "AUD"}, {"NZD", "NZD"}, {"SGD", "SGD"}, {"SEK", "SEK"}, {"NOK", "NOK"}, {"DKK", "DKK"}, {"PLN", "PLN"}, {"CZK", "CZK"},
	{"HUF", "HUF"}, {"INR", "INR"}, {"JPY", "JPY"}, {"BRL", "BRL"}, {"ILS", "ILS"}, {"ZAR", "ZAR"}, {"MXN", "MXN"}, {"RON", "RON"},
	{"€", "EUR"}, {"£", "GBP"}, {"₹", "INR"}, {"¥", "JPY"}, {"₪", "ILS"}, {"zł", "PLN"}, {"Euro", "EUR"}, {"euro", "EUR"}, {"$", "USD"},
}

// yearly holds the currencies in which five figures without a period mean a year.
var yearly = map[string]bool{"USD": true, "EUR": true, "GBP": true, "CAD": true, "AUD": true, "NZD": true, "SGD": true, "CHF": true}

// believable bounds pay for a period in those currencies.
var believable = map[string]struct{ low, high float64 }{
	"year": {5_000, 3_000_000}, "month": {300, 100_000}, "week": {100, 30_000}, "day": {30, 6_000}, "hour": {4, 1_000},
}

func currencyBefore(s string, i int) (code string, start int) {
	for _, end := range []int{i, i - 1} {
		if end <= 0 || end < i && s[end] != ' ' {
			continue
		}
		for _, c := range currencies {
			if !strings.HasSuffix(s[:end], c.sign) {
				continue
			}
			start := end - len(c.sign)
			if start > 0 && c.sign[0] < 0x80 && c.sign[0] != '$' && letter(s[start-1]) {
				continue
			}
			return c.code, start
		}
	}
	return "", i
}

func currencyAfter(s string, i int) (code string, end int) {
	j := skipBlanks(s, i)
	if j < len(s) && s[j] == '+' {
		j = skipBlanks(s, j+1)
	}
	for _, c := range currencies {
		if !strings.HasPrefix(s[j:], c.sign) {
			continue
		}
		end := j + len(c.sign)
		if end < len(s) && (letter(s[end]) && c.sign != "Euro" && c.sign != "euro" || digit(s[end])) {
			continue // "$100 $200", "100 EURO" is read as euro
		}
		return c.code, end
	}
	return "", i
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// rangeMark returns the offset of the digits behind a mark such as "-" or "to" at i, zero if there is none.
func rangeMark(s string, i int) int {
	if i < len(s) && s[i] == '+' {
		i++
	}
	j := skipBlanks(s, i)
	found := false
	for _, mark := range []string{"-", "–", "—", "~", "−", "to ", "and ", "up to ", "bis "} {
		if strings.HasPrefix(s[j:], mark) {
			j, found = skipBlanks(s, j+len(mark)), true
			break
		}
	}
	if !found {
		return 0
	}
	for _, c := range currencies {
		if strings.HasPrefix(s[j:], c.sign) {
			j = skipBlanks(s, j+len(c.sign))
			break
		}
	}
	if j < len(s) && digit(s[j]) {
		return j
	}
	return 0
}

// judge makes pay of one or two amounts, if they can be nothing else. In a long text a single one needs a word for it.
func judge(s string, first, last amount, isRange, long bool) (job.Pay, bool) {
	if first.millions || last.millions {
		return job.Pay{}, false
	}
	low, high := first.value, last.value
	if isRange { // 80-120k, $80k-120
		if last.thousands && !first.thousands && low < 1000 {
			low *= 1000
		}
		if first.thousands && !last.thousands && high < 1000 {
			high *= 1000
		}
	}
	currency := first.currency
	if currency == "" || currency == "USD" && last.currency != "" {
		currency = last.currency
	}
	if currency == "" || low < believable["hour"].low || high < low || high > 5*low {
		return job.Pay{}, false
	}
	before, after := surroundings(s, first.start, last.end)
	if notPay(before, after) {
		return job.Pay{}, false
	}
	stated := period(after)
	if stated == "" && contractor(s, first.start, after) {
		return job.Pay{}, false
	}
	if !isRange && stated == "" && long && !containsAny(before, "salary", "compensation", "base pay", "pay range", "pay:", "rate", "wage", "gehalt") {
		return job.Pay{}, false
	}
	if stated == "" {
		stated = periodWord(before)
	}
	if stated == "" {
		if !yearly[currency] || low < 10_000 {
			return job.Pay{}, false
		}
		stated = "year"
	}
	if b := believable[stated]; yearly[currency] && (low < b.low || high > b.high) {
		return job.Pay{}, false
	}
	return job.Pay{Min: int64(low + 0.5), Max: int64(high + 0.5), Currency: currency, Period: stated}, true
}

// surroundings returns, in lower case, the words around an amount that belong to it: of the same line, up to the next
// separator.
func surroundings(s string, start, end int) (before, after string) {
	const window = 48
	before = strings.ToLower(s[max(0, start-window):start])
	before = before[strings.LastIndexAny(before, "\n|;.,")+1:]
	after = strings.ToLower(s[end:min(len(s), end+window)])
	after = strings.TrimLeft(strings.TrimPrefix(after, "+"), " )")
	if i := strings.IndexAny(after, "\n|;+&,"); i >= 0 {
		after = after[:i]
	}
	if i := strings.IndexByte(after, '('); i >= 0 && strings.ContainsAny(after[i:], "0123456789") {
		after = after[:i] // another amount
	}
	for _, word := range []string{" and ", " plus ", " with ", " w/"} {
		after, _, _ = strings.Cut(after, word)
	}
	return before, after
}

// contractor reports whether an amount stands in a field on contractors, in which no employment is named.
func contractor(s string, start int, after string) bool {
	const window = 48
	field := strings.ToLower(s[max(0, start-window):start])
	field = field[strings.LastIndexAny(field, "\n|;")+1:] + " " + after
	return hasWord(strings.NewReplacer(",", " ", "/", " ").Replace(field), "contract contractor contractors contracting freelance freelancer freelancers c2c corp-to-corp 1099 b2b") &&
		!containsAny(field, "full-time", "full time", "fulltime", "permanent", "employee", "salary")
}

// notPay reports whether the words around an amount say that it is no pay.
func notPay(before, after string) bool {
	const wordsBefore = "raised raise funding series seed valuation valued revenue arr backed investment bonus referral sign-on signing stipend budget allowance equity grant save saved saving sales stock rsu 401k 401(k) tuition reimbursement process processed over fund generated ote tc"
	const wordsAfter = "funding raised arr mrr revenue bonus sign-on signing stipend budget allowance equity stock rsu million referral credit gift worth valuation investment users customers employees series seed fund funds reimbursement credits tuition ote tc"
	return hasWord(before, wordsBefore) || hasWord(after, wordsAfter) || containsAny(before, "total comp", "on-target", "on target") || containsAny(after, "total comp", "on-target", "on target")
}

func hasWord(s, words string) bool {
	for field := range strings.FieldsSeq(s) {
		field = strings.Trim(field, ":.()!?\"'")
		if field != "" && containsField(words, field) {
			return true
		}
	}
	return false
}

func containsField(words, field string) bool {
	for len(words) > 0 {
		word, rest, _ := strings.Cut(words, " ")
		if word == field {
			return true
		}
		words = rest
	}
	return false
}

// periods lists how the period is written directly behind an amount.
var periods = []struct{ mark, period string }{
	{"pro monat", "month"}, {"im monat", "month"}, {"par mois", "month"}, {"al mes", "month"}, {"pro jahr", "year"}, {"im jahr", "year"}, {"par an", "year"}, {"al año", "year"},
	{"pro stunde", "hour"}, {"pro tag", "day"}, {"par jour", "day"},
	{"/h", "hour"}, {"/ h", "hour"}, {"per h", "hour"}, {"an hour", "hour"}, {"hourly", "hour"}, {"p/h", "hour"}, {"ph", "hour"}, {"hr", "hour"}, {"per hr", "hour"},
	{"/d", "day"}, {"/ d", "day"}, {"per d", "day"}, {"a day", "day"}, {"daily", "day"}, {"p/d", "day"},
	{"/w", "week"}, {"/ w", "week"}, {"per w", "week"}, {"a week", "week"}, {"weekly", "week"},
	{"/m", "month"}, {"/ m", "month"}, {"per m", "month"}, {"a month", "month"}, {"monthly", "month"}, {"p.m", "month"}, {"p/m", "month"},
	{"/y", "year"}, {"/ y", "year"}, {"per y", "year"}, {"per ann", "year"}, {"a year", "year"}, {"p.a", "year"}, {"pa", "year"}, {"/a", "year"},
	{"annual", "year"}, {"yearly", "year"}, {"p/a", "year"}, {"yr", "year"}, {"py", "year"},
}

func period(after string) string {
	after = strings.TrimLeft(after, "(")
	for _, p := range periods {
		if strings.HasPrefix(after, p.mark) {
			return p.period
		}
	}
	return periodWord(after)
}

// periodWord finds the words that give a period wherever they stand.
func periodWord(s string) string {
	switch {
	case containsAny(s, "per hour", "hourly", "/hr", "/hour"):
		return "hour"
	case containsAny(s, "per day", "daily rate", "day rate"):
		return "day"
	case containsAny(s, "per month", "monthly", "pro monat", "im monat", "par mois"):
		return "month"
	case containsAny(s, "per year", "per annum", "annual", "yearly", "pro jahr", "im jahr", "par an"):
		return "year"
	}
	return ""
}
