package job

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// PlainJSON returns what an error of encoding/json, or of a bufio.Scanner of JSON lines, means to a person who wrote the text;
// other errors it returns as they are.
func PlainJSON(err error) error {
	if errors.Is(err, bufio.ErrTooLong) {
		return errors.New("it is too long for one line")
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		given, _, _ := strings.Cut(wrong.Value, " ") // behind a blank stands the number
		sentence := fmt.Sprintf("%s stands where %s belongs", jsonWords[given], kindWord(wrong.Type))
		if wrong.Field != "" {
			sentence = wrong.Field + ": " + sentence
		}
		return errors.New(sentence)
	}
	if bad, ok := errors.AsType[*json.SyntaxError](err); ok {
		if strings.HasPrefix(bad.Error(), "unexpected end") {
			return errors.New("it is cut short")
		}
		return fmt.Errorf("byte %d does not belong into JSON", bad.Offset)
	}
	return err
}

// jsonWords says what a value of JSON is.
var jsonWords = map[string]string{"string": "a text", "number": "a number", "bool": "true or false", "array": "a list", "object": "an object"}

func kindWord(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return jsonWords["string"]
	case reflect.Bool:
		return jsonWords["bool"]
	case reflect.Slice:
		return jsonWords["array"]
	case reflect.Struct, reflect.Map:
		return jsonWords["object"]
	}
	return jsonWords["number"]
}

// PlainCSV returns what an error of encoding/csv means to a person who wrote the text, with the line before it; other errors it
// returns as they are.
func PlainCSV(err error) error {
	bad, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return err
	}
	sentence := `a quote (") is not closed, or stands within a field`
	if errors.Is(bad, csv.ErrFieldCount) {
		sentence = "it has more or fewer fields than the first line"
	}
	return fmt.Errorf("line %d: %s", bad.Line, sentence)
}
