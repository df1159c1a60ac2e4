package skills

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCandidatesAreUnknownNamesInListsOfSkills(t *testing.T) {
	l := NewCandidates(classifier(t))
	l.Add(Document{Employer: "Acme", Text: "Python, Gardenbase and Kafka\nWe like Tea, Coffee and trees."})
	l.Add(Document{Employer: "Acme", Text: "PostgreSQL/gardenBase"})
	l.Add(Document{Employer: "Globex", Text: "Stack: Kubernetes, Gardenbase; Treeflow 2, Docker, no PHP, Whatever"})
	want := []Suggestion{{
		Name: "Gardenbase", Employers: 2, Postings: 2,
		Sentences: []string{"Python, Gardenbase and Kafka", "Stack: Kubernetes, Gardenbase; Treeflow 2, Docker, no PHP, Whatever"},
	}}
	if diff := cmp.Diff(want, l.Suggestions(2)); diff != "" {
		t.Errorf("Suggestions(2) (-want +got):\n%s", diff)
	}
	if got := l.Suggestions(1); len(got) != 2 || got[1].Name != "Treeflow 2" {
		t.Errorf("Suggestions(1) = %+v; want Gardenbase and Treeflow 2", got)
	}
}

func TestCandidatesAreNoTitlesHeadingsPlacesOrParts(t *testing.T) {
	l := NewCandidates(classifier(t))
	l.Add(Document{Employer: "Acme", Places: []string{"Berlin, Germany"}, Text: "Acme | Senior Software Engineer (Python, Berlin, UK) | Gardenbase | Docker"})
	l.Add(Document{Employer: "Globex", Text: "Our Stack: CI/CD, .NET/C#\nExperience building, Python\nEngineering Manager, Python"})
	if got := l.Suggestions(1); len(got) > 0 {
		t.Errorf("Suggestions = %+v; want none", got)
	}
}

func TestCandidatesForgetRareNamesWhenThereAreMany(t *testing.T) {
	l := NewCandidates(classifier(t))
	for i := range suggestedNames + 2 {
		l.add(fmt.Sprint("Name", i), "a line", 1)
		l.add("Common", "a line", uint64(i))
	}
	l.Add(Document{Text: "nothing"})
	if got := l.Suggestions(1); len(got) != 1 || got[0].Name != "Common" {
		t.Errorf("%d suggestions are left; want Common alone", len(got))
	}
}
