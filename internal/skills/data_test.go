package skills

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

//go:generate go test -run TestDataIsTheTaxonomy -update

var update = flag.Bool("update", false, "write data.go anew")

// TestDataIsTheTaxonomy holds data.go to the YAML files; "go generate" writes it anew.
func TestDataIsTheTaxonomy(t *testing.T) {
	read, err := load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("data.go", source(t, read), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	shipped, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(read, shipped, cmp.AllowUnexported(Taxonomy{}, Entry{}), cmpopts.EquateEmpty(), cmpopts.IgnoreFields(Taxonomy{}, "once", "byName")); diff != "" {
		t.Errorf("data.go is not the taxonomy of the YAML files (-YAML +data.go); run go generate ./internal/skills:\n%s", diff)
	}
}

// source returns the file data.go for a taxonomy.
func source(t *testing.T, taxonomy *Taxonomy) []byte {
	var b bytes.Buffer
	b.WriteString("// Code generated from taxonomy/*.yaml by go generate; DO NOT EDIT.\n\npackage skills\n\nimport \"demand/internal/job\"\n\n")
	fmt.Fprintf(&b, "var shippedCategories = %#v\n\nvar shippedDecoys = %#v\n\nvar shippedEntries = []Entry{\n", taxonomy.categories, taxonomy.decoys)
	for _, e := range taxonomy.entries {
		b.WriteString("{")
		v := reflect.ValueOf(e)
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() {
				fmt.Fprintf(&b, "%s: ", v.Type().Field(i).Name)
				fmt.Fprintf(&b, "%#v, ", f)
			}
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n")
	out, err := format.Source(bytes.ReplaceAll(b.Bytes(), []byte("skills.Links{"), []byte("Links{")))
	if err != nil {
		t.Fatal(err)
	}
	return out
}
