package job

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
)

func TestMistakesInFilesAreToldInPlainWords(t *testing.T) {
	for text, want := range map[string]string{
		`[1]`:               "a list stands where an object belongs",
		`{"id": 1}`:         "id: a number stands where a text belongs",
		`{"labels": {}}`:    "labels: an object stands where a list belongs",
		`{"count": "many"}`: "count: a text stands where a number belongs",
		`{"id": "a"`:        "it is cut short",
		`hello`:             "byte 1 does not belong into JSON",
	} {
		var into struct {
			ID     string   `json:"id"`
			Labels []string `json:"labels"`
			Count  int      `json:"count"`
		}
		if got := PlainJSON(json.Unmarshal([]byte(text), &into)); got == nil || got.Error() != want {
			t.Errorf("PlainJSON of %s = %v; want %s", text, got, want)
		}
	}
	if got := PlainJSON(bufio.ErrTooLong); got.Error() != "it is too long for one line" {
		t.Errorf("PlainJSON(ErrTooLong) = %v", got)
	}
	for text, want := range map[string]string{
		"a,b\n1\n":      "line 2: it has more or fewer fields than the first line",
		"a,b\n\"1,2\n":  `line 2: a quote (") is not closed, or stands within a field`,
		"a,b\n1\"2,3\n": `line 2: a quote (") is not closed, or stands within a field`,
	} {
		_, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if got := PlainCSV(err); got == nil || got.Error() != want {
			t.Errorf("PlainCSV of %q = %v; want %s", text, got, want)
		}
	}
}
