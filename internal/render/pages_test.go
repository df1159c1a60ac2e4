package render

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"demand/internal/report"
)

// pagesOf returns a document whose foreign texts would do harm where they are obeyed.
func pagesOf() *report.Document {
	r := compared()
	return &report.Document{
		Frame: r.Frame, Title: "Employers", Provenance: r.Provenance, Notes: []string{"A note \x1b[31mon \u202eit."},
		Tables: []report.Table{
			{
				Name: "employers", Title: "Employers by jobs", Columns: []string{"employer", "jobs", "share", "change"}, Intervals: []string{"share", "change"},
				Rows: [][]any{
					{"=cmd|' /C calc'!A0", 12408, estimate(38.6041, 37.6, 39.6), points(-3.1, -5.4, -0.8)},
					{"<script>alert(1)</script>\x1b]0;x\a", 1, (*report.Estimate)(nil), (*report.Change)(nil)},
				},
			},
			{Name: "none", Title: "None", Columns: []string{"employer", "part"}, Note: "There are none."},
			{Name: "parts", Title: "Parts", Columns: []string{"employer", "part"}, Rows: [][]any{{"Acme", report.Percent(12.5)}}},
		},
	}
}

func TestADocumentHasItsTablesInEveryFormat(t *testing.T) {
	for _, f := range Formats {
		if f.Binary {
			continue // TestXLSXOfADocument reads it
		}
		var b bytes.Buffer
		if err := f.Document(&b, pagesOf(), Options{Width: 100}); err != nil {
			t.Fatal(err)
		}
		got := b.String()
		if strings.ContainsAny(got, "\x1b\a\u202e") || f.Name != "json" && strings.Contains(got, "<script>") && f.Name != "table" && f.Name != "csv" {
			t.Errorf("%s obeys foreign text:\n%s", f.Name, got)
		}
		for format, wants := range map[string][]string{
			"table": {"38.6 % (37.6 – 39.6)  −3.1 (−5.4, −0.8)", "12,408", "There are none.", "12.5 %", "Not compared: greenhouse/acme", "A note"},
			"csv": {
				"table,employer,jobs,share,share_low,share_high,change,change_low,change_high,part\n",
				"employers,'=cmd|' /C calc'!A0,12408,38.6041,37.6,39.6,-3.1,-5.4,-0.8,\n", "parts,Acme,,,,,,,,12.5\n",
			},
			"json":     {`"high": 39.6`, `"none": {`, `"note": "There are none."`, `"part": 12.5`, `"change": null`},
			"markdown": {"## Employers by jobs\n", "| 12,408 |", "There are none.", "\n- A note"},
			"html":     {"&lt;script&gt;", "There are none.", "<h2><bdi>Parts</bdi></h2>", "12.5 %", "What this says", "SHA-256", "demand report skills"},
		} {
			for _, want := range wants {
				if f.Name == format && !strings.Contains(got, want) {
					t.Errorf("%s does not hold %q:\n%s", format, want, got)
				}
			}
		}
		if f.Name == "json" {
			var back struct {
				Tables map[string]struct{ Rows []map[string]any }
			}
			if err := json.Unmarshal(b.Bytes(), &back); err != nil || len(back.Tables) != 3 || back.Tables["employers"].Rows[0]["jobs"] != 12408.0 || back.Tables["none"].Rows == nil {
				t.Errorf("read back: %+v, %v; want three tables", back, err)
			}
		}
	}
	if !slices.Contains(Names(), "html") {
		t.Error("html is not tried")
	}
}
