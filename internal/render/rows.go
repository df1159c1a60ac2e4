package render

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/olekukonko/tablewriter/tw"

	"demand/internal/report"
)

// WriteTable writes a table in the format of that name, one of Names; another is an error. As JSON it is an object with
// title, the note if there is one, and rows, each an object with the columns as its keys.
func WriteTable(w io.Writer, format string, t *report.Table, o Options) error {
	f, ok := ByName(format)
	if !ok {
		return fmt.Errorf("unknown format %q; it is one of %s", format, strings.Join(Names(), ", "))
	}
	return f.table(w, t, o)
}

// numeric reports for each column whether it holds numbers and no text.
func numeric(t *report.Table) []bool {
	list := make([]bool, len(t.Columns))
	for i := range list {
		for _, row := range t.Rows {
			if row[i] == nil {
				continue
			}
			if _, text := row[i].(string); text {
				list[i] = false
				break
			}
			list[i] = true
		}
	}
	return list
}

// plain returns a cell for programs: cleaned text, a number without marks, or nothing.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		return Clean(v)
	}
	return Clean(fmt.Sprint(v))
}

// shown returns a cell for people.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return "–"
	case int64:
		return thousands(int(v))
	case int:
		return thousands(v)
	case float64:
		return decimal(v)
	}
	return plain(v)
}

// columnName returns a column's name for people.
func columnName(name string) string {
	return strings.ReplaceAll(Clean(name), "_", " ")
}

func tableRows(w io.Writer, t *report.Table, o Options) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	const gap = 2
	cells := make([][]string, len(t.Rows))
	widths := make([]int, len(t.Columns))
	for i, name := range t.Columns {
		widths[i] = columnsOf(columnName(name))
	}
	for r, row := range t.Rows {
		for i, v := range row {
			cells[r] = append(cells[r], shown(v))
			widths[i] = max(widths[i], columnsOf(cells[r][i]))
		}
	}
	number := numeric(t)
	narrow(widths, number, o.Width-gap*len(widths))
	g := grid{gap: gap, rows: cells}
	for i, name := range t.Columns {
		align := tw.AlignLeft
		if number[i] {
			align = tw.AlignRight
		}
		g.add(shorten(columnName(name), widths[i]), align, widths[i])
	}
	for _, row := range cells {
		for i := range row {
			row[i] = shorten(row[i], widths[i])
		}
	}
	var page bytes.Buffer
	if title := Clean(t.Title); title != "" {
		page.WriteString(wrap(title, o.Width, "") + "\n")
	}
	if len(cells) == 0 {
		page.WriteString(wrap(Clean(cmp.Or(t.Note, "Nothing.")), o.Width, ""))
		return write(w, page.String())
	}
	if err := g.write(&page); err != nil {
		return err
	}
	if t.Note != "" {
		page.WriteString("\n" + wrap(Clean(t.Note), o.Width, "  "))
	}
	return write(w, page.String())
}

// narrow takes from the widest column of text, again and again, until all fit; none gets below eight.
func narrow(widths []int, fixed []bool, width int) {
	for {
		sum, widest := 0, -1
		for i, w := range widths {
			sum += w
			if !fixed[i] && w > 8 && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if sum <= width || widest < 0 {
			return
		}
		widths[widest]--
	}
}

func csvRows(w io.Writer, t *report.Table, _ Options) error {
	out := csv.NewWriter(w)
	record := make([]string, len(t.Columns))
	for i, name := range t.Columns {
		record[i] = Cell(name)
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range t.Rows {
		for i, v := range row {
			if text, ok := v.(string); ok {
				record[i] = Cell(text)
			} else {
				record[i] = plain(v)
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// A pair is one key of an object whose keys keep their order.
type pair struct {
	key   string
	value any
}

type object []pair

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for k, v := range []any{p.key, p.value} {
			text, err := json.Marshal(v)
			if err != nil {
				return nil, err
			}
			if k == 1 {
				b.WriteByte(':')
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func jsonRows(w io.Writer, t *report.Table, _ Options) error {
	rows := make([]object, len(t.Rows))
	for r, row := range t.Rows {
		rows[r] = object{}
		for i, v := range row {
			rows[r] = append(rows[r], pair{t.Columns[i], v})
		}
	}
	whole := object{{"title", t.Title}}
	if t.Note != "" {
		whole = append(whole, pair{"note", t.Note})
	}
	return indented(w, append(whole, pair{"rows", rows}))
}

func markdownRows(w io.Writer, t *report.Table, _ Options) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", markdownText(t.Title))
	right := numeric(t)
	names := make([]string, len(t.Columns))
	for i, name := range t.Columns {
		names[i] = columnName(name)
	}
	markdownHead(&b, names, right)
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = shown(v)
		}
		markdownRow(&b, cells)
	}
	if t.Note != "" {
		fmt.Fprintf(&b, "\n%s\n", markdownText(t.Note))
	}
	return write(w, b.String())
}
