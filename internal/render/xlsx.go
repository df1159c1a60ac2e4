package render

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"demand/internal/job"
	"demand/internal/report"
)

// A format says how a spreadsheet shows a value.
type format int

const (
	general format = iota
	inPercent
	inPoints
	asDay
)

// numberFormats are the formats as spreadsheets write them.
var numberFormats = map[format]string{
	inPercent: "0.0%",
	inPoints:  `+0.0;"−"0.0;0.0`,
	asDay:     "yyyy-mm-dd",
}

// A book is a workbook that is being written.
type book struct {
	file   *excelize.File
	styles map[format]int
	head   int
	sheets int
}

// A bookSheet is one sheet: a first line that stays in sight, and rows of what report.Table holds, days and differences.
type bookSheet struct {
	name    string
	columns []string
	rows    [][]any
}

// XLSX writes the report as a workbook: what it says, all its rows, the movers, the trends, the sources and the data.
// Numbers are numbers: shares are parts of one that are shown in per cent, changes are points. All text is text.
func XLSX(w io.Writer, r *report.Skills, _ Options) error {
	rows := bookSheet{name: plural(subjectOf(r).column)}
	movers := bookSheet{name: "Movers"}
	for _, f := range fields {
		rows.columns = append(rows.columns, columnName(f.name))
	}
	movers.columns = rows.columns
	for _, row := range shownRows(r) {
		rows.rows = append(rows.rows, values(row))
	}
	for i := range r.Movers {
		movers.rows = append(movers.rows, values(&r.Movers[i]))
	}
	sheets := []bookSheet{summarySheet(r), rows, movers}
	for _, s := range []bookSheet{trendSheet(r), sourceSheet(&r.Frame), dataSheet(r.Data)} {
		if len(s.rows) > 0 {
			sheets = append(sheets, s)
		}
	}
	return writeBook(w, head(r)[0], sheets)
}

// values returns a row's fields as a sheet holds them.
func values(r *report.Row) []any {
	list := make([]any, len(fields))
	for i, f := range fields {
		list[i] = f.value(r)
	}
	return list
}

// summarySheet says in words what the report says, and with what it was made.
func summarySheet(r *report.Skills) bookSheet {
	s := frameSheet(&r.Frame, head(r))
	if r.WhyNot == "" {
		s.add("tested", r.Tested)
		s.add("movers", len(r.Movers))
	}
	s.addLines("What moved", moved(r))
	s.addLines("Read with care", caveats(r))
	s.addOrigin(&r.Frame, &r.Provenance)
	return s
}

// frameSheet begins a summary with the lines above a report and its counts.
func frameSheet(r *report.Frame, above []string) bookSheet {
	s := bookSheet{name: "Summary", columns: []string{"", above[0]}}
	for _, line := range above[1:] {
		s.add("", line)
	}
	if r.Window == nil || r.WhyNot == report.NoData {
		return s
	}
	s.add("jobs", r.Window.Jobs)
	if r.Before != nil {
		s.add("jobs before", r.Before.Jobs)
	}
	s.add("employers", r.Window.Employers)
	return s
}

// addOrigin ends a summary with what the numbers do not cover and what they were made with.
func (s *bookSheet) addOrigin(r *report.Frame, p *report.Provenance) {
	s.addLines("Not covered", leftOut(r, p.Accuracy))
	s.addLines("Credits", cleaned(p.Credits))
	for _, set := range parameters(r.Parameters) {
		s.add("--"+set.Label, set.Value)
	}
	for _, f := range facts(r, p.Data) {
		s.add(f.Label, f.Value)
	}
}

func (s *bookSheet) add(label string, value any) { s.rows = append(s.rows, []any{label, value}) }

// addLines adds lines under one label.
func (s *bookSheet) addLines(label string, lines []string) {
	for _, line := range lines {
		s.add(label, line)
		label = ""
	}
}

// trendSheet holds the jobs of each period that name a skill, under those of all.
func trendSheet(r *report.Skills) bookSheet {
	s := bookSheet{name: "Trend", columns: []string{"category", "skill", "name"}}
	if len(r.Periods) == 0 {
		return s
	}
	all := []any{nil, nil, "all " + r.Parameters.Base}
	for _, p := range r.Periods {
		s.columns = append(s.columns, p.Days.String())
		all = append(all, p.Jobs)
	}
	s.rows = append(s.rows, all)
	for _, row := range shownRows(r) {
		line := []any{row.Category, row.Skill, row.Name}
		for _, n := range row.Trend {
			line = append(line, n)
		}
		s.rows = append(s.rows, line)
	}
	return s
}

// sourceSheet lists the sources that are left out and the editions that may still grow.
func sourceSheet(r *report.Frame) bookSheet {
	s := bookSheet{name: "Sources", columns: []string{"source", "state", "why", "from", "to"}}
	if r.Sources == nil {
		return s
	}
	for _, n := range r.Sources.NotCompared {
		s.rows = append(s.rows, []any{n.Source, "left out", n.Reason})
	}
	for _, e := range r.Sources.OpenEditions {
		s.rows = append(s.rows, []any{e.Source, "not final", e.Name, e.From, e.To})
	}
	return s
}

// dataSheet lists what was read.
func dataSheet(data *report.Data) bookSheet {
	s := bookSheet{name: "Data", columns: []string{"what", "source", "from", "to", "hash"}}
	if data == nil {
		return s
	}
	for _, c := range data.Coverage {
		s.rows = append(s.rows, []any{"coverage", c.Source, c.From, c.To})
	}
	for _, d := range data.Days {
		s.rows = append(s.rows, []any{"day", nil, d.Day, d.Day, d.Hash})
	}
	return s
}

func xlsxRows(w io.Writer, t *report.Table, _ Options) error {
	about := bookSheet{name: "Summary", columns: []string{Clean(t.Title)}}
	if t.Note != "" {
		about.rows = append(about.rows, []any{t.Note})
	}
	rows := tableSheet(t)
	rows.name = "Rows"
	return writeBook(w, t.Title, []bookSheet{about, rows})
}

// xlsxPages writes a document: what it says, a sheet for each table, the sources and the data.
func xlsxPages(w io.Writer, d *report.Document, _ Options) error {
	lines := above(&d.Frame, d.Title)
	summary := frameSheet(&d.Frame, lines)
	summary.addLines("What this says", d.Notes)
	for i := range d.Tables {
		if note := d.Tables[i].Note; note != "" {
			summary.add(d.Tables[i].Title, note)
		}
	}
	summary.addOrigin(&d.Frame, &d.Provenance)
	sheets := []bookSheet{summary}
	for i := range d.Tables {
		s := tableSheet(&d.Tables[i])
		s.name = d.Tables[i].Name
		sheets = append(sheets, s)
	}
	for _, s := range []bookSheet{sourceSheet(&d.Frame), dataSheet(d.Data)} {
		if len(s.rows) > 0 {
			sheets = append(sheets, s)
		}
	}
	return writeBook(w, lines[0], sheets)
}

// tableSheet returns a table as a sheet, each interval as three columns.
func tableSheet(t *report.Table) (s bookSheet) {
	for _, name := range t.Flat().Columns {
		s.columns = append(s.columns, columnOf(t, name))
	}
	for _, row := range t.Rows {
		var line []any
		for i, v := range row {
			if !slices.Contains(t.Intervals, t.Columns[i]) {
				line = append(line, v)
				continue
			}
			switch v := v.(type) {
			case *report.Estimate:
				for _, part := range estimateParts {
					line = append(line, partOf(v, func(e *report.Estimate) any { return report.Percent(part(e)) }))
				}
			case *report.Change:
				for _, part := range estimateParts {
					line = append(line, partOf(v, func(c *report.Change) any { return difference(part(&c.Estimate)) }))
				}
			default:
				line = append(line, nil, nil, nil)
			}
		}
		s.rows = append(s.rows, line)
	}
	return s
}

// estimateParts are the numbers of an estimate in the order of report.Table.Flat.
var estimateParts = []func(*report.Estimate) float64{
	func(e *report.Estimate) float64 { return e.Value },
	func(e *report.Estimate) float64 { return e.Low },
	func(e *report.Estimate) float64 { return e.High },
}

// writeBook writes a workbook. The same sheets give the same bytes.
func writeBook(w io.Writer, title string, sheets []bookSheet) (err error) {
	b := &book{file: excelize.NewFile(), styles: map[format]int{}}
	defer func() {
		if e := b.file.Close(); err == nil {
			err = e
		}
	}()
	if b.head, err = b.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
	}); err != nil {
		return err
	}
	if b.styles[general], err = b.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return err
	}
	for _, f := range []format{inPercent, inPoints, asDay} {
		code := numberFormats[f]
		if b.styles[f], err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &code, Alignment: &excelize.Alignment{Vertical: "top"}}); err != nil {
			return err
		}
	}
	if err := b.file.SetDocProps(&excelize.DocProperties{Title: cellText(title), Creator: "demand"}); err != nil {
		return err
	}
	for _, s := range sheets {
		if err := b.add(&s); err != nil {
			return err
		}
	}
	b.file.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		return &sortedZip{out: zip.NewWriter(w), parts: map[string]*bytes.Buffer{}}
	})
	return b.file.Write(w)
}

// A sortedZip writes the parts of a workbook by name: the library writes them in another order each time.
type sortedZip struct {
	out   *zip.Writer
	parts map[string]*bytes.Buffer
}

// Create returns the part of that name.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.parts[name] = new(bytes.Buffer)
	return z.parts[name], nil
}

// AddFS is not used.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes all parts.
func (z *sortedZip) Close() error {
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		w, err := z.out.Create(name)
		if err != nil {
			return err
		}
		if _, err := z.parts[name].WriteTo(w); err != nil {
			return err
		}
	}
	return z.out.Close()
}

// add writes a sheet.
func (b *book) add(s *bookSheet) error {
	var err error
	if b.sheets++; b.sheets == 1 {
		err = b.file.SetSheetName(b.file.GetSheetName(0), s.name)
	} else {
		_, err = b.file.NewSheet(s.name)
	}
	if err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	cells := make([][]any, 0, len(s.rows)+1)
	first := make([]any, len(s.columns))
	for i, name := range s.columns {
		first[i] = excelize.Cell{StyleID: b.head, Value: cellText(name)}
	}
	cells = append(cells, first)
	for _, row := range s.rows {
		line := make([]any, len(row))
		for i, v := range row {
			line[i] = b.cell(v)
		}
		cells = append(cells, line)
	}
	for i, width := range widths(cells) {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, line := range cells {
		name, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := out.SetRow(name, line); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cell returns a value with its style.
func (b *book) cell(v any) excelize.Cell {
	f := general
	switch x := v.(type) {
	case string:
		v = cellText(x)
	case report.Percent:
		v, f = float64(x)/100, inPercent
	case difference:
		v, f = float64(x), inPoints
	case job.Date:
		v, f = x.Time(), asDay
	case nil, int, int64, float64:
	default:
		v = cellText(plain(x))
	}
	return excelize.Cell{StyleID: b.styles[f], Value: v}
}

// mostText is the length of a cell in a spreadsheet, in UTF-16 units; one rune takes two of them at most.
const mostText = 32767

// cellText returns foreign text as a cell holds it. The library writes it as text in the sheet itself, never as a formula.
func cellText(s string) string {
	s = Clean(s)
	if len(s) <= mostText {
		return s
	}
	s = s[:mostText] // bytes are never fewer than units
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s
}

// widths returns the width of each column, in characters, between bounds that keep a sheet readable.
func widths(rows [][]any) []float64 {
	var list []float64
	for _, row := range rows {
		for i, v := range row {
			if i == len(list) {
				list = append(list, 6)
			}
			c, ok := v.(excelize.Cell)
			if !ok {
				continue
			}
			n := 6
			switch x := c.Value.(type) {
			case string:
				n = columnsOf(x)
			case time.Time:
				n = len("2026-01-31")
			case float64:
				n = 8
			case int:
				n = columnsOf(report.Thousands(x))
			}
			list[i] = max(list[i], float64(min(n, 70)+2))
		}
	}
	return list
}
