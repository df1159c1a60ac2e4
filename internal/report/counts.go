package report

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"demand/internal/job"
	"demand/internal/stats"
)

// countColumns are the columns of a file of counts: a skill, how many of how many postings name it in the
// earlier window, and how many of how many in the later one.
var countColumns = []string{"skill", "n_before", "total_before", "n_after", "total_after"}

// maxCount bounds a count of a file; it keeps sums of them exact.
const maxCount = 1_000_000_000

// FromCounts builds the report of skills, or of movers, from a CSV file of counts that somebody else made. Its first line
// names the columns skill, n_before, total_before, n_after and total_after, in any order; others are ignored.
// All rows are tested together; nothing is known of employers, so that the design effect is 1. Of the parameters only
// Report, Top, Program and Accuracy count. Errors name the line.
func FromCounts(r io.Reader, p Params) (*Skills, error) {
	p, err := p.normalised()
	if err != nil {
		return nil, err
	}
	list, err := readCounts(r)
	if err != nil {
		return nil, err
	}
	report := &Skills{
		Frame:      Frame{Report: p.Report, Program: p.Program, Parameters: Params{Report: p.Report, Top: p.Top}, Basis: "counts"},
		Provenance: Provenance{Accuracy: p.Accuracy},
	}
	n1, n0 := list[0].Of, list[0].OfBefore
	for _, c := range list {
		if c.Of != n1 || c.OfBefore != n0 {
			n1, n0 = 0, 0
			break
		}
	}
	report.judge(list, n1, n0)
	rows := make([]*candidate, len(list))
	for i := range list {
		rows[i] = &list[i]
	}
	rank(rows, true)
	report.Movers = movers(list)
	switch p.Report {
	case SkillReport:
		report.Categories = []Category{{Category: "all", Name: "Skills", Skills: len(rows), Rows: top(rows, p.Top)}}
	case Movers:
		report.showMovers(list)
	default:
		return nil, usage("counts of a file give the reports skills and movers, not %s", p.Report)
	}
	return report, nil
}

// readCounts reads the rows of a file of counts; there is at least one.
func readCounts(r io.Reader) ([]candidate, error) {
	in := csv.NewReader(r)
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("counts: the file is empty")
	}
	if err != nil {
		return nil, fmt.Errorf("counts: %w", job.PlainCSV(err))
	}
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	column := make([]int, len(countColumns))
	for i, name := range countColumns {
		if column[i] = slices.Index(header, name); column[i] < 0 {
			return nil, fmt.Errorf("counts: no column %s; the first line has to name %s", name, strings.Join(countColumns, ", "))
		}
	}
	var list []candidate
	seen := make(map[string]int)
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("counts: %w", job.PlainCSV(err))
		}
		line, _ := in.FieldPos(0)
		name := record[column[0]]
		if strings.TrimSpace(name) == "" {
			return nil, fmt.Errorf("counts: line %d: %s is empty", line, countColumns[0])
		}
		if before := seen[name]; before > 0 {
			return nil, fmt.Errorf("counts: line %d: %q stands in line %d already", line, name, before)
		}
		seen[name] = line
		var n [4]int
		for i := range n {
			text := record[column[i+1]]
			if n[i], err = strconv.Atoi(text); err != nil || n[i] < 0 || n[i] > maxCount {
				return nil, fmt.Errorf("counts: line %d: %s %q is not a whole number from 0 to %d", line, countColumns[i+1], text, maxCount)
			}
		}
		if n[0] > n[1] || n[2] > n[3] {
			return nil, fmt.Errorf("counts: line %d: %q is counted more often than its total", line, name)
		}
		list = append(list, candidate{
			Row:       Row{Skill: name, Name: name, Category: "all", Jobs: n[2], Of: n[3], JobsBefore: n[0], OfBefore: n[1]},
			change:    stats.Change{X1: n[2], N1: n[3], X0: n[0], N0: n[1], Deff: 1},
			shareDeff: 1,
			tested:    true,
		})
	}
	if len(list) == 0 {
		return nil, errors.New("counts: the file has no row below its first line")
	}
	return list, nil
}
