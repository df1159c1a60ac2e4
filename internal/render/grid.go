package render

import (
	"io"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// A grid is a plain table of cleaned cells, without lines.
type grid struct {
	header []string
	aligns []tw.Align
	rows   [][]string
	gap    int // spaces before each column
}

// add adds a column that is at least so wide.
func (g *grid) add(name string, align tw.Align, width int) {
	// A header of that width holds the column open.
	fill := strings.Repeat(" ", max(0, width-columnsOf(name)))
	if align == tw.AlignRight {
		name = fill + name
	} else {
		name += fill
	}
	g.header = append(g.header, name)
	g.aligns = append(g.aligns, align)
}

func (g *grid) write(w io.Writer) error {
	// The gap is part of the cells: the library takes padding of more than one column for fill, and cuts cells.
	gap := strings.Repeat(" ", g.gap)
	spaced := func(cells []string) []string {
		list := make([]string, len(cells))
		for i, c := range cells {
			list[i] = gap + c
		}
		return list
	}
	cells := tw.CellConfig{
		Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off},
		Alignment:  tw.CellAlignment{PerColumn: g.aligns},
		Padding:    tw.CellPadding{Global: tw.PaddingNone},
	}
	table := tablewriter.NewTable(w,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone},
		})),
		tablewriter.WithConfig(tablewriter.Config{Header: cells, Row: cells}),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithTrimSpace(tw.Off),
		// Some locales make block characters two columns wide, and the sparkline with them.
		tablewriter.WithEastAsian(tw.Off),
	)
	table.Header(spaced(g.header))
	for _, row := range g.rows {
		if err := table.Append(spaced(row)); err != nil {
			return err
		}
	}
	return table.Render()
}

// columnsOf returns how many columns of a terminal a cleaned text takes, in every locale.
func columnsOf(s string) int { return twwidth.WidthWithOptions(s, twwidth.Options{}) }

// shorten cuts a cleaned text to a number of columns and marks the cut.
func shorten(s string, width int) string {
	if columnsOf(s) <= width {
		return s
	}
	return beginning(s, width-1) + "…"
}

// beginning returns as much of a cleaned text as a number of columns holds.
func beginning(s string, width int) string {
	used := 0
	for i, r := range s {
		if used += columnsOf(string(r)); used > width {
			return s[:i]
		}
	}
	return s
}

// leastText is the width below which no column of text is narrowed.
const leastText = 8

// fewLetters is how many letters of a broken word stand on its last line at least.
const fewLetters = 4

// fold returns a cleaned text as lines of at most so many columns. A word that is wider is broken, behind a mark such as / where
// there is one, and cut short after three lines.
func fold(text string, width int) (lines []string) {
	if columnsOf(text) <= width {
		return []string{text}
	}
	for line := range strings.Lines(wrap(text, width, "")) {
		line = strings.TrimSuffix(line, "\n")
		for range 2 {
			if columnsOf(line) <= width {
				break
			}
			part := beginning(line, min(width, max(columnsOf(line)-fewLetters, leastText/2)))
			if mark := strings.LastIndexAny(part, "/-.,_"); mark >= len(part)/2 {
				part = part[:mark+1]
			}
			if part == "" {
				break
			}
			lines = append(lines, part)
			line = line[len(part):]
		}
		lines = append(lines, shorten(line, width))
	}
	return lines
}

// wrap breaks a line where it is wider than a number of columns: between words, but never between a number and its %. Further lines
// begin with the indent.
func wrap(line string, width int, indent string) string {
	var b strings.Builder
	used := 0
	start := line[:len(line)-len(strings.TrimLeft(line, " "))]
	words := strings.Fields(line)
	for i := len(words) - 1; i > 0; i-- {
		if strings.HasPrefix(words[i], "%") { // which stays with its number
			words = slices.Replace(words, i-1, i+1, words[i-1]+" "+words[i])
		}
	}
	for i, word := range words {
		n := columnsOf(word)
		switch {
		case i == 0:
			b.WriteString(start)
			used = len(start)
		case used+1+n > width:
			b.WriteString("\n" + start + indent)
			used = len(start) + len(indent)
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String() + "\n"
}
