// Package yamlfile reads the YAML files that a person writes, and says what is wrong with one in words that need neither
// Go nor YAML: the file, the line, the key, and what belongs there.
package yamlfile

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"demand/internal/job"
)

// Read reads the text of a file into a value, a pointer to a struct. A key that the struct does not have, one that stands twice and
// a value of another type are errors, such as
//
//	employers.yaml:3: agency: "perhaps" is not true or false
//
// An empty text gives the zero value.
func Read(name string, text []byte, into any) error {
	err := yaml.UnmarshalWithOptions(text, into, yaml.Strict())
	if bad, ok := errors.AsType[yaml.Error](err); ok && bad.GetToken() != nil {
		return fmt.Errorf("%s:%d: %s", name, bad.GetToken().Position.Line, inPlainWords(bad, into))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// A Mistake is what a type's own UnmarshalYAML has to say of a value: Read puts file and line before its sentence.
type Mistake struct {
	*yaml.SyntaxError
}

// Wrong returns a Mistake at a node, such as `pace: "5" has no unit; write 5s`.
func Wrong(node ast.Node, sentence string) error {
	return Mistake{&yaml.SyntaxError{Message: sentence, Token: node.GetToken()}}
}

// inPlainWords says what is wrong with a file that is read into a value.
func inPlainWords(bad yaml.Error, into any) string {
	at := bad.GetToken()
	if _, ok := errors.AsType[Mistake](bad); ok {
		return bad.GetMessage()
	}
	if _, ok := errors.AsType[*yaml.UnknownFieldError](bad); ok {
		known := keys(reflect.TypeOf(into), nil)
		if slices.Contains(known, at.Value) {
			return at.Value + ": does not belong to this group of keys"
		}
		return job.Unknown("key", at.Value, known).Error()
	}
	if strings.Contains(bad.GetMessage(), "already defined") { // the library calls it an error of syntax
		return at.Value + ": stands twice"
	}
	what := keyOf(at) + valueOf(at)
	if wrong, ok := errors.AsType[*yaml.TypeError](bad); ok {
		return what + " is not " + kindOf(wrong.DstType)
	}
	if _, ok := errors.AsType[*yaml.OverflowError](bad); ok {
		return what + " is out of range"
	}
	if wrong, ok := errors.AsType[*yaml.UnexpectedNodeTypeError](bad); ok {
		if wrong.Expected == ast.SequenceType {
			return what + " is not a list, such as [one, two]"
		}
		return what + " is not a group of keys, one a line"
	}
	return "this is no YAML; check the indents, colons, brackets and quotes, here and in the lines before"
}

// keyOf returns the key before a token on its line, with a colon; nothing if there is none.
func keyOf(at *token.Token) string {
	for t := at; t != nil && t.Position.Line == at.Position.Line; t = t.Prev {
		if t.Type == token.MappingValueType && t.Prev != nil {
			return t.Prev.Value + ": "
		}
	}
	return ""
}

// valueOf shows a token.
func valueOf(at *token.Token) string {
	switch at.Type {
	case token.SequenceStartType, token.SequenceEntryType:
		return "a list"
	case token.MappingStartType:
		return "a group of keys"
	}
	const longest = 60 // characters; a whole file may be one value
	if short := []rune(at.Value); len(short) > longest {
		return strconv.Quote(string(short[:longest])) + "…"
	}
	return strconv.Quote(at.Value)
}

// kindOf says what a value of the type is in a file.
func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64, reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list, such as [one, two]"
	case reflect.Struct, reflect.Map:
		return "a group of keys, one a line"
	}
	return "a text"
}

// keys appends the keys that a type has in a file, at any depth, each once.
func keys(t reflect.Type, list []string) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return keys(t.Elem(), list)
	case reflect.Struct:
		for i := range t.NumField() {
			key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
			if key == "" || slices.Contains(list, key) {
				continue
			}
			list = keys(t.Field(i).Type, append(list, key))
		}
	}
	return list
}
