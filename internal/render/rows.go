package render

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
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
	case report.Percent:
		return strconv.FormatFloat(float64(v), 'f', -1, 64)
	case difference:
		return strconv.FormatFloat(float64(v), 'f', -1, 64)
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
		return report.Thousands(int(v))
	case int:
		return report.Thousands(v)
	case float64:
		return decimal(v)
	case report.Percent:
		return decimal(float64(v)) + " %"
	case *report.Estimate:
		if v == nil {
			return "–"
		}
		return fmt.Sprintf("%s %% (%s – %s)", decimal(v.Value), decimal(v.Low), decimal(v.High))
	case *report.Change:
		return changeText(v)
	case *report.Amount:
		if v == nil {
			return "–"
		}
		return report.Thousands(int(v.Value))
	}
	return plain(v)
}

// columnName returns a column's name for people.
func columnName(name string) string {
	return strings.ReplaceAll(Clean(name), "_", " ")
}

// columnOf returns the name of a table's column for people.
func columnOf(t *report.Table, name string) string {
	if rest, ok := strings.CutPrefix(name, "jobs"); ok && t.Base == report.Postings {
		name = "postings" + rest
	}
	return columnName(name)
}

func tableRows(w io.Writer, t *report.Table, o Options) error {
	var page bytes.Buffer
	if title := Clean(t.Title); title != "" {
		page.WriteString(wrap(title, o.prose(), "") + "\n")
	}
	if err := writeCells(&page, t, o); err != nil {
		return err
	}
	return write(w, page.String())
}

// writeCells writes the rows of a table, with its note below, or its note in place of them where there are none.
func writeCells(page *bytes.Buffer, t *report.Table, o Options) error {
	if len(t.Rows) == 0 {
		page.WriteString(wrap(Clean(cmp.Or(t.Note, "Nothing.")), o.prose(), ""))
		return nil
	}
	width, gap := o.table(), 2
	cells := make([][]string, len(t.Rows))
	widths := make([]int, len(t.Columns))
	for i, name := range t.Columns {
		widths[i] = columnsOf(columnOf(t, name))
	}
	for r, row := range t.Rows {
		for i, v := range row {
			cells[r] = append(cells[r], shown(v))
			widths[i] = max(widths[i], columnsOf(cells[r][i]))
		}
	}
	number := numeric(t)
	links := linksApart(cells, widths, width-gap*len(widths))
	if links != nil {
		widths = widths[:len(widths)-1]
		for r, row := range cells {
			cells[r] = row[:len(widths)]
		}
	}
	for wide := sum(widths); gap > 1 && wide+gap*len(widths) > width; {
		gap--
	}
	least := make([]int, len(widths))
	for i := range least {
		least[i] = max(leastText, columnsOf(columnOf(t, t.Columns[i])))
		if number[i] {
			least[i] = widths[i]
		}
	}
	narrow(widths, least, width-gap*len(widths))
	g := grid{gap: gap}
	for i, width := range widths {
		align := tw.AlignLeft
		if number[i] {
			align = tw.AlignRight
		}
		g.add(columnOf(t, t.Columns[i]), align, width)
	}
	end := make([]int, len(cells)) // the line on which each row ends
	for r, row := range cells {
		g.rows = append(g.rows, folded(row, widths)...)
		end[r] = len(g.rows)
	}
	var grid bytes.Buffer
	if err := g.write(&grid); err != nil {
		return err
	}
	lines := slices.Collect(strings.Lines(grid.String()))
	for r, link := range links {
		if link != "" {
			lines[end[r]] += strings.Repeat(" ", gap) + link + "\n"
		}
	}
	page.WriteString(strings.Join(lines, ""))
	if t.Note != "" {
		page.WriteString("\n" + wrap(Clean(t.Note), o.prose(), "  "))
	}
	return nil
}

// linksApart returns the last column of rows that are wider than a width, if it holds nothing but links, else nil: each then stands
// on a line of its own and takes no room from the sentence beside it.
func linksApart(cells [][]string, widths []int, width int) (links []string) {
	last := len(widths) - 1
	if sum(widths) <= width || last == 0 || !slices.ContainsFunc(cells, func(row []string) bool { return row[last] != "" }) {
		return nil
	}
	for _, row := range cells {
		if link := row[last]; link != "" && !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") {
			return nil
		}
		links = append(links, row[last])
	}
	return links
}

// folded returns a row as the lines that it takes: a text that is too wide goes on below.
func folded(row []string, widths []int) (lines [][]string) {
	for i, text := range row {
		parts := []string{text}
		if link := i == len(row)-1 && strings.Contains(text, "://"); !link { // a link stays whole, since nobody can follow a part
			parts = fold(text, widths[i])
		}
		for k, part := range parts {
			if k == len(lines) {
				lines = append(lines, make([]string, len(row)))
			}
			lines[k][i] = part
		}
	}
	return lines
}

func sum(widths []int) (n int) {
	for _, w := range widths {
		n += w
	}
	return n
}

// narrow takes from the widest column, again and again, until all fit; none gets below its least width.
func narrow(widths, least []int, width int) {
	for {
		widest := -1
		for i, w := range widths {
			if w > least[i] && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if sum(widths) <= width || widest < 0 {
			return
		}
		widths[widest]--
	}
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

func jsonRows(w io.Writer, t *report.Table, _ Options) error { return indented(w, tableObject(t)) }

// tableObject returns a table as it stands in JSON.
func tableObject(t *report.Table) object {
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
	return append(whole, pair{"rows", rows})
}

func markdownRows(w io.Writer, t *report.Table, _ Options) error {
	var b strings.Builder
	if t.Title != "" {
		fmt.Fprintf(&b, "# %s\n\n", markdownText(t.Title))
	}
	markdownCells(&b, t)
	return write(w, b.String())
}

// markdownCells writes the rows of a table, with its note below.
func markdownCells(b *strings.Builder, t *report.Table) {
	right := numeric(t)
	names := make([]string, len(t.Columns))
	for i, name := range t.Columns {
		names[i] = columnOf(t, name)
	}
	markdownHead(b, names, right)
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = shown(v)
		}
		markdownRow(b, cells)
	}
	if t.Note != "" {
		fmt.Fprintf(b, "\n%s\n", markdownText(t.Note))
	}
}
