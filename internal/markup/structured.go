package markup

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// An Item is one thing that a page describes in the vocabulary of schema.org, in whichever of its three notations.
type Item struct {
	Type   string // JobPosting, without the vocabulary
	fields map[string][]Value
}

// A Value is a text or an item. The text may hold markup: that of a JSON-LD description, or what stands in an element.
type Value struct {
	Text string
	Item *Item
}

// All returns the values of a field; lists within lists are one list. The first letter of a name counts as small.
func (it *Item) All(field string) []Value {
	if it == nil {
		return nil
	}
	return it.fields[field]
}

// Line returns the first text of the fields that have one, as one line without markup.
func (it *Item) Line(fields ...string) string {
	for _, field := range fields {
		for _, v := range it.All(field) {
			if line := v.Line(); line != "" {
				return line
			}
		}
	}
	return ""
}

// Line returns the text of the value as one line without markup; of an item, its name or its value.
func (v Value) Line() string {
	if v.Item != nil {
		return v.Item.Line("name", "value")
	}
	return Clean(Text(v.Text))
}

// deepest bounds how deeply items may be nested; what lies deeper is left out.
const deepest = 40

// Items returns the items of a type, such as JobPosting, that an HTML page describes: in JSON-LD, else in microdata, else
// in RDFa Lite (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents,
// https://html.spec.whatwg.org/multipage/microdata.html, https://www.w3.org/TR/rdfa-lite/). Items within an item of the
// type are part of it. The error tells of a JSON-LD block that names the type and cannot be read, which costs the items
// of that block only; it comes with the items of the others.
func Items(page []byte, kind string) ([]*Item, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	var broken error
	ld := newLinked(kind)
	var blocks []any
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "script" || n.FirstChild == nil || !strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") {
			continue
		}
		block, err := readJSON([]byte(n.FirstChild.Data))
		if err != nil {
			if strings.Contains(n.FirstChild.Data, kind) {
				broken = fmt.Errorf("JSON-LD of a %s: %w", kind, err)
			}
			continue
		}
		ld.index(block, 0)
		blocks = append(blocks, block)
	}
	for _, block := range blocks {
		ld.find(block, 0)
	}
	if len(ld.found) > 0 || broken != nil {
		return ld.found, broken
	}
	for _, notation := range []notation{microdata, rdfa} {
		m := marked{notation: notation, kind: kind, left: 1<<16 + 4*len(page)}
		m.find(doc)
		if len(m.found) > 0 {
			return m.found, nil
		}
	}
	return nil, nil
}

// ItemsOfJSON returns the items of a type in a JSON-LD document, as Items does for a page.
func ItemsOfJSON(document []byte, kind string) ([]*Item, error) {
	block, err := readJSON(document)
	if err != nil {
		return nil, err
	}
	ld := newLinked(kind)
	ld.index(block, 0)
	ld.find(block, 0)
	return ld.found, nil
}

// readJSON reads JSON, and reads it again repaired if it is broken.
func readJSON(text []byte) (any, error) {
	value, err := decodeJSON(text)
	if err == nil {
		return value, nil
	}
	if value, again := decodeJSON(repairJSON(text)); again == nil {
		return value, nil
	}
	return nil, err
}

func decodeJSON(text []byte) (value any, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("more than one value")
	}
	return value, nil
}

// linked reads JSON-LD.
type linked struct {
	kind  string
	ids   map[string]map[string]any // objects by their @id, to which others refer
	named map[string]*Item          // their items, each made once; nil while it is made, since references may go round in circles
	found []*Item
}

func newLinked(kind string) *linked {
	return &linked{kind: kind, ids: map[string]map[string]any{}, named: map[string]*Item{}}
}

func (l *linked) index(value any, depth int) {
	if depth > deepest {
		return
	}
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			l.index(v, depth+1)
		}
	case map[string]any:
		if id, ok := value["@id"].(string); ok && len(value) > 1 && l.ids[id] == nil {
			l.ids[id] = value
		}
		for _, v := range value {
			l.index(v, depth+1)
		}
	}
}

// find collects the items of the kind wherever they stand: in lists, in a @graph, in the description of a page.
func (l *linked) find(value any, depth int) {
	if depth > deepest {
		return
	}
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			l.find(v, depth+1)
		}
	case map[string]any:
		if slices.Contains(typesOf(value), l.kind) {
			l.found = append(l.found, l.item(value, 0))
			return
		}
		for _, key := range slices.Sorted(maps.Keys(value)) {
			l.find(value[key], depth+1)
		}
	}
}

// typesOf returns the types of an object, without their vocabulary.
func typesOf(object map[string]any) []string {
	var types []string
	var add func(value any, depth int)
	add = func(value any, depth int) {
		switch value := value.(type) {
		case string:
			types = append(types, localName(value))
		case []any:
			for _, v := range value {
				if depth < deepest {
					add(v, depth+1)
				}
			}
		}
	}
	add(object["@type"], 0)
	return types
}

// item reads an object with all that it holds.
func (l *linked) item(object map[string]any, depth int) *Item {
	it := &Item{fields: map[string][]Value{}}
	if types := typesOf(object); len(types) > 0 {
		it.Type = types[0]
	}
	if slices.Contains(typesOf(object), l.kind) {
		it.Type = l.kind
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if !strings.HasPrefix(key, "@") {
			name := fieldName(key)
			it.fields[name] = append(it.fields[name], l.values(object[key], depth)...)
		}
	}
	return it
}

func (l *linked) values(value any, depth int) []Value {
	if depth > deepest {
		return nil
	}
	switch value := value.(type) {
	case string:
		return []Value{{Text: value}}
	case json.Number:
		return []Value{{Text: value.String()}}
	case bool:
		return []Value{{Text: fmt.Sprint(value)}}
	case []any:
		var list []Value
		for _, v := range value {
			list = append(list, l.values(v, depth+1)...)
		}
		return list
	case map[string]any:
		if id, ok := value["@id"].(string); ok && len(value) == 1 && l.ids[id] != nil {
			if _, made := l.named[id]; !made {
				l.named[id] = nil
				l.named[id] = l.item(l.ids[id], depth+1)
			}
			return []Value{{Item: l.named[id]}}
		}
		// {"@value": "text", "@language": "en"} is a text.
		if text, ok := value["@value"]; ok {
			return l.values(text, depth+1)
		}
		return []Value{{Item: l.item(value, depth+1)}}
	}
	return nil
}

// localName returns a name without its vocabulary: http://schema.org/JobPosting and schema:JobPosting are JobPosting.
func localName(name string) string {
	name = strings.TrimRight(strings.TrimSpace(name), "/#")
	return name[strings.LastIndexAny(name, "/#:")+1:]
}

// fieldName is localName with a small first letter, since some sites write Title and JobLocation.
func fieldName(name string) string {
	name = localName(name)
	if name == "" {
		return ""
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// A notation describes items by attributes of HTML elements.
type notation struct {
	item  string // the attribute of an element that is an item
	kind  string // the one that names the item's type
	field string // the one that names the field of the item around it which the element states
}

var (
	microdata = notation{item: "itemscope", kind: "itemtype", field: "itemprop"}
	rdfa      = notation{item: "typeof", kind: "typeof", field: "property"}
)

// marked reads items from the elements of a page.
type marked struct {
	notation
	kind  string
	left  int // bytes of markup that may still be copied: fields within fields would copy a page many times
	found []*Item
}

// find collects the outermost items of the kind.
func (m *marked) find(node *html.Node) {
	if it := m.open(node); it != nil && it.Type == m.kind {
		m.read(node, it, 0)
		m.found = append(m.found, it)
		return
	}
	for child := range node.ChildNodes() {
		m.find(child)
	}
}

// open returns the item that begins with an element, without its fields; nil if none does.
func (m *marked) open(node *html.Node) *Item {
	if node.Type != html.ElementNode || !hasAttribute(node, m.notation.item) {
		return nil
	}
	it := &Item{fields: map[string][]Value{}}
	if kinds := strings.Fields(attribute(node, m.notation.kind)); len(kinds) > 0 {
		it.Type = localName(kinds[0])
	}
	return it
}

// read collects the fields of an item from what its element holds.
func (m *marked) read(node *html.Node, it *Item, depth int) {
	for child := range node.ChildNodes() {
		if child.Type != html.ElementNode {
			continue
		}
		inner := m.open(child)
		if names := strings.Fields(attribute(child, m.field)); len(names) > 0 {
			v := Value{Item: inner}
			if inner == nil {
				v.Text = m.value(child)
			}
			for _, name := range names {
				name = fieldName(name)
				it.fields[name] = append(it.fields[name], v)
			}
		}
		switch {
		case inner == nil:
			m.read(child, it, depth)
		case depth < deepest:
			m.read(child, inner, depth+1)
		}
	}
}

// stating names the attribute in which an element states its value, if it has it.
var stating = map[string]string{"a": "href", "link": "href", "area": "href", "img": "src", "time": "datetime", "data": "value", "meter": "value"}

// value returns what an element states: an attribute made for it, else the markup within.
func (m *marked) value(node *html.Node) string {
	for _, name := range []string{"content", stating[node.Data]} {
		if name != "" && hasAttribute(node, name) {
			return html.EscapeString(attribute(node, name))
		}
	}
	var out bytes.Buffer
	for child := range node.ChildNodes() {
		if m.left <= 0 {
			return ""
		}
		before := out.Len()
		_ = html.Render(&out, child) // a buffer takes everything
		m.left -= out.Len() - before
	}
	return out.String()
}

func attribute(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(node *html.Node, name string) bool {
	return slices.ContainsFunc(node.Attr, func(a html.Attribute) bool { return a.Key == name })
}
