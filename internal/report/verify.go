package report

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"demand/internal/job"
)

// A Difference is one way in which a report differs from an earlier one with the same parameters.
type Difference struct {
	What string // program, taxonomy, sources, days or numbers
	How  string // in words; names in it are foreign text
}

// Made is what a report says of how it was made, read back from its JSON.
type Made struct {
	Frame
	Provenance
}

// ReadMade reads a report of the database as JSON. Its error says what the text is not.
func ReadMade(text []byte) (*Made, error) {
	var m Made
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("no report as JSON: %w", job.PlainJSON(err))
	}
	switch {
	case m.Basis == "counts":
		return nil, errors.New("a report of a file's counts, with which no database can be compared")
	case m.Frame.Report == "" || m.Parameters.Until == 0 || m.Data == nil || m.Data.Hash == "":
		return nil, errors.New("no report as JSON: it has no report, parameters and data")
	}
	return &m, nil
}

// Differences says how a report, as JSON, differs from an earlier one with the same parameters; none means that they are
// equal. That another version of the program made it counts only if the numbers differ and nothing else explains it.
func Differences(earlier, later []byte) ([]Difference, error) {
	was, err := ReadMade(earlier)
	if err != nil {
		return nil, err
	}
	is, err := ReadMade(later)
	if err != nil {
		return nil, err
	}
	numbers, err := changedKeys(earlier, later)
	if err != nil {
		return nil, err
	}
	var list []Difference
	add := func(what, how string) {
		if how != "" {
			list = append(list, Difference{what, how})
		}
	}
	if was.Taxonomy != is.Taxonomy {
		add("taxonomy", fmt.Sprintf("%s in the file, now %s", cmp.Or(was.Taxonomy, "none"), cmp.Or(is.Taxonomy, "none")))
	}
	add("sources", changedCoverage(was.Data.Coverage, is.Data.Coverage))
	add("days", changedDays(was.Data.Days, is.Data.Days))
	if len(list) == 0 && len(numbers) > 0 && was.Program != is.Program {
		add("program", fmt.Sprintf("%s made the file, this is %s", cmp.Or(was.Program, "another version"), is.Program))
	}
	if len(numbers) > 0 {
		add("numbers", strings.Join(numbers, ", "))
	}
	return list, nil
}

// changedKeys returns the keys of two JSON objects whose values differ, but for those that Differences tells in words.
func changedKeys(earlier, later []byte) ([]string, error) {
	var was, is map[string]any
	if err := errors.Join(json.Unmarshal(earlier, &was), json.Unmarshal(later, &is)); err != nil {
		return nil, err
	}
	for _, key := range []string{"program", "taxonomy", "data"} {
		delete(was, key)
		delete(is, key)
	}
	keys := maps.Clone(was)
	maps.Copy(keys, is)
	var list []string
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !reflect.DeepEqual(was[key], is[key]) {
			list = append(list, key)
		}
	}
	return list, nil
}

// mostNamed bounds how many changes of one kind are named.
const mostNamed = 10

// changedCoverage says which sources cover other days.
func changedCoverage(was, is []Cover) string {
	runs := func(list []Cover) map[string][]string {
		of := make(map[string][]string)
		for _, c := range list {
			of[c.Source] = append(of[c.Source], c.Days.String())
		}
		return of
	}
	before, now := runs(was), runs(is)
	names := maps.Clone(before)
	maps.Copy(names, now)
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		switch {
		case slices.Equal(before[name], now[name]):
		case before[name] == nil:
			texts = append(texts, name+" is not in the file")
		case now[name] == nil:
			texts = append(texts, name+" is in the file alone")
		default:
			texts = append(texts, fmt.Sprintf("%s covers %s in the file, now %s", name, some(before[name], mostNamed), some(now[name], mostNamed)))
		}
	}
	return some(texts, mostNamed)
}

// changedDays says on which days the postings are others.
func changedDays(was, is []DayHash) string {
	hashes := func(list []DayHash) map[string]string {
		of := make(map[string]string)
		for _, d := range list {
			of[d.Day.String()] = d.Hash
		}
		return of
	}
	before, now := hashes(was), hashes(is)
	days := maps.Clone(before)
	maps.Copy(days, now)
	var texts []string
	for _, day := range slices.Sorted(maps.Keys(days)) {
		if before[day] != now[day] {
			texts = append(texts, day)
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d hold other postings: %s", len(texts), len(days), some(texts, mostNamed))
}
