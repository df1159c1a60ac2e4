package render

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"demand/internal/report"
)

func workbook(t *testing.T, r *report.Skills) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := XLSX(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func openBook(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() }) // it was only read
	return f
}

func TestXLSXHoldsNumbersAsNumbers(t *testing.T) {
	f := openBook(t, workbook(t, compared()))
	if got, want := f.GetSheetList(), []string{"Summary", "Skills", "Movers", "Trend", "Sources", "Data"}; !slices.Equal(got, want) {
		t.Errorf("sheets = %q; want %q", got, want)
	}
	for _, c := range []struct {
		sheet, cell, raw, shown string
		number                  bool
	}{
		{"Skills", "E2", "Python", "Python", false},
		{"Skills", "F2", "4790", "4790", true},
		{"Skills", "K2", "0.386041", "38.6%", true},
		{"Skills", "N2", "3.1", "+3.1", true},
		{"Skills", "C4", "", "", false}, // no rank before
		{"Skills", "T2", "clear rise", "clear rise", false},
		{"Movers", "N2", "-4.5", "−4.5", true},
		{"Trend", "D2", "1000", "1000", true},
		{"Data", "C2", "46167", "2026-05-25", true},
		{"Summary", "B3", "12408", "12408", true},
	} {
		raw, err := f.GetCellValue(c.sheet, c.cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := f.GetCellValue(c.sheet, c.cell)
		if err != nil {
			t.Fatal(err)
		}
		kind, err := f.GetCellType(c.sheet, c.cell)
		if err != nil {
			t.Fatal(err)
		}
		number := raw != "" && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber)
		if raw != c.raw || shown != c.shown || number != c.number {
			t.Errorf("%s!%s = %s, shown as %s, a number: %t; want %s, %s, %t", c.sheet, c.cell, raw, shown, number, c.raw, c.shown, c.number)
		}
	}
	panes, err := f.GetPanes("Skills")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the panes of Skills are %+v, %v; want the first line frozen", panes, err)
	}
	first := workbook(t, compared())
	for range 9 {
		if !bytes.Equal(first, workbook(t, compared())) {
			t.Fatal("the same report gives other bytes")
		}
	}
}

func TestXLSXHoldsForeignTextAsText(t *testing.T) {
	for _, text := range append(slices.Clone(attacks), `=cmd|' /C calc'!A0`, `<script>alert(1)</script>`, "]]>", "_x0041_", strings.Repeat("x", 40_000)) {
		var rows bytes.Buffer
		if err := xlsxRows(&rows, hostileTable(text), Options{}); err != nil {
			t.Fatal(err)
		}
		b := workbook(t, hostile(text))
		for _, b := range [][]byte{b, rows.Bytes()} {
			for name, part := range parts(t, b) {
				if strings.Contains(name, "externalLink") || strings.Contains(part, "<f>") || strings.Contains(part, "<f ") || strings.Contains(part, "<hyperlink") {
					t.Errorf("with %.40q the part %s holds a formula or a link", text, name)
				}
			}
		}
		got, err := openBook(t, b).GetCellValue("Skills", "E2")
		if want := cellText(text); err != nil || got != want {
			t.Errorf("the name %.40q reads back as %.40q, %v; want %.40q", text, got, err, want)
		}
	}
}

// parts returns the files within a workbook.
func parts(t *testing.T, b []byte) map[string]string {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}

func TestXLSXOfNothing(t *testing.T) {
	f := openBook(t, workbook(t, nothing()))
	got, err := f.GetCellValue("Summary", "B2")
	if want := `Nothing has been read yet. "demand crawl" reads the sources.`; err != nil || got != want {
		t.Errorf("the summary says %q, %v; want %q", got, err, want)
	}
}

func TestXLSXOfADocument(t *testing.T) {
	var b bytes.Buffer
	if err := xlsxPages(&b, pagesOf(), Options{}); err != nil {
		t.Fatal(err)
	}
	f := openBook(t, b.Bytes())
	if got, want := f.GetSheetList(), []string{"Summary", "employers", "none", "parts", "Sources", "Data"}; !slices.Equal(got, want) {
		t.Errorf("sheets = %q; want %q", got, want)
	}
	for sheet, want := range map[string][][]string{
		"employers": {
			{"employer", "jobs", "share", "share low", "share high", "change", "change low", "change high"},
			{"=cmd|' /C calc'!A0", "12408", "38.6%", "37.6%", "39.6%", "−3.1", "−5.4", "−0.8"},
			{"<script>alert(1)</script>]0;x", "1"},
		},
		"parts": {{"employer", "part"}, {"Acme", "12.5%"}},
	} {
		got, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sheet, diff)
		}
	}
}

// LibreOffice is an independent reader: it has to find the same numbers and run nothing.
func TestXLSXInLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("there is no LibreOffice here to read the workbook with")
	}
	folder := t.TempDir()
	r := compared()
	r.Categories[0].Rows[0].Name = `=cmd|' /C calc'!A0`
	file := filepath.Join(folder, "book.xlsx")
	if err := os.WriteFile(file, workbook(t, r), 0o600); err != nil {
		t.Fatal(err)
	}
	// With quotes around text alone, of the second sheet.
	out, err := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+folder+"/profile", "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,2", "--outdir", folder, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(folder, "book-Skills.csv"))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	line := strings.Split(string(text), "\n")[1]
	if want := `"languages",1,1,"python","=cmd|' /C calc'!A0",4790,12408,4012,11302,812,38.6041%,37.6%,39.6%,3.1,0.8,5.4,0.95,0.0001,0.002,"clear rise",`; !strings.HasPrefix(line, want) {
		t.Errorf("LibreOffice reads %s; want %s…", line, want)
	}
}
