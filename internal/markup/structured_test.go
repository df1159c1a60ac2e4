package markup

import (
	"strings"
	"testing"
)

func TestItemsAreFoundWhereverTheyStand(t *testing.T) {
	ld := func(json string) string { return `<script type="application/ld+json">` + json + `</script>` }
	for name, page := range map[string]string{
		"an object":                  ld(`{"@type":"JobPosting","title":"Go"}`),
		"a list":                     ld(`[{"@type":"WebSite"},{"@type":"JobPosting","title":"Go"}]`),
		"a graph":                    ld(`{"@graph":[{"@type":"JobPosting","title":"Go"}]}`),
		"within a page":              ld(`{"@type":"WebPage","mainEntity":{"@type":"JobPosting","title":"Go"}}`),
		"behind other blocks":        ld(`null`) + ld(`not JSON`) + ld(`{"@type":["Thing","JobPosting"],"title":["Go"]}`),
		"a whole address as type":    ld(`{"@type":"https://schema.org/JobPosting","title":"Go"}`),
		"a prefix":                   ld(`{"@type":"schema:JobPosting","schema:title":"Go"}`),
		"capital letters":            ld(`{"@type":"JobPosting","Title":"Go"}`),
		"a value with a language":    ld(`{"@type":"JobPosting","title":{"@value":"Go","@language":"en"}}`),
		"a type with parameters":     `<script type="application/ld+json; charset=utf-8">{"@type":"JobPosting","title":"Go"}</script>`,
		"microdata":                  `<p itemscope itemtype="http://schema.org/JobPosting"><b itemprop="title"> <i>Go</i> </b></p>`,
		"microdata within a page":    `<body itemscope itemtype="http://schema.org/WebPage"><p itemprop="mainEntity" itemscope itemtype="http://schema.org/JobPosting"><b itemprop="title">Go</b></p>`,
		"RDFa":                       `<p vocab="https://schema.org/" typeof="JobPosting"><meta property="title" content="Go"></p>`,
		"the better of two":          ld(`{"@type":"JobPosting","title":"Go"}`) + `<p itemscope itemtype="http://schema.org/JobPosting"><b itemprop="title">Golang</b></p>`,
		"one that another refers to": ld(`{"@type":"JobPosting","title":{"@id":"#t"}}`) + ld(`{"@id":"#t","name":"Go"}`),
	} {
		items, err := Items([]byte(page), "JobPosting")
		if err != nil || len(items) != 1 || items[0].Line("title") != "Go" {
			t.Errorf("%s: Items = %v, %v; want one with title Go", name, items, err)
		}
	}
}

func TestItemsWithinAnItemArePartOfIt(t *testing.T) {
	items, err := Items([]byte(`<div itemscope itemtype="https://schema.org/JobPosting"><p itemprop="description">At
		<span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Acme</b> we</span> write Go.</p></div>`), "JobPosting")
	if err != nil || len(items) != 1 {
		t.Fatalf("Items = %v, %v", items, err)
	}
	it := items[0]
	if it.Line("hiringOrganization") != "Acme" || it.Line("name") != "" || it.Line("description") != "At Acme we write Go." {
		t.Errorf("hiringOrganization %q, name %q, description %q", it.Line("hiringOrganization"), it.Line("name"), it.Line("description"))
	}
}

func TestReferencesMayGoRoundInCircles(t *testing.T) {
	items, err := ItemsOfJSON([]byte(`{"@graph":[{"@type":"JobPosting","title":"Go","a":{"@id":"x"},"b":{"@id":"x"}},{"@id":"x","c":{"@id":"x"},"d":{"@id":"x"},"name":"X"}]}`), "JobPosting")
	if err != nil || len(items) != 1 || items[0].Line("a") != "X" || items[0].Line("b") != "X" {
		t.Errorf("ItemsOfJSON = %v, %v; want both references resolved", items, err)
	}
}

func TestBrokenJSONIsRepaired(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"line breaks in a text":   {"{\"@type\":\"T\",\"a\":\"x\n\ty\"}", "x y"},
		"a comma too many":        {`{"@type":"T","a":"x",}`, "x"},
		"a comma too few":         {"{\"@type\":\"T\"\n\"a\":\"x\"}", "x"},
		"two commas":              {`{"@type":"T",,"a":"x"}`, "x"},
		"escapes unknown to JSON": {`{"@type":"T","a":"\$5 isn\'t"}`, "$5 isn't"},
		"known escapes stay":      {`{"@type":"T","a":"\u0041 \"b\" \\",}`, `A "b" \`},
		"comments":                {"// x\n{/* y */\"@type\":\"T\", // \"z\"\n\"a\":\"x\"}", "x"},
		"slashes in a text":       {`{"@type":"T","a":"http://x/*y*/",}`, "http://x/*y*/"},
		"an HTML comment within":  {`{"@type":"T",<!-- z -->"a":"x"}`, "x"},
		"an HTML comment around":  {"<!--\n{\"@type\":\"T\",\"a\":\"x\"}\n-->", "x"},
		"CDATA":                   {`<![CDATA[{"@type":"T","a":"x"}]]>`, "x"},
		"CDATA behind slashes":    {"//<![CDATA[\n{\"@type\":\"T\",\"a\":\"x\"}\n//]]>", "x"},
		"CDATA in comments":       {"/*<![CDATA[*/{\"@type\":\"T\",\"a\":\"x\"};/*]]>*/", "x"},
		"entities for quotes":     {`{&quot;@type&quot;:&quot;T&quot;,&quot;a&quot;:&quot;x &amp; y&quot;}`, "x & y"},
		"numbers and words":       {"{\"@type\":\"T\",\"n\":[1 2,true\nnull],\"a\":-1.5e3,}", "-1.5e3"},
	} {
		items, err := ItemsOfJSON([]byte(c.in), "T")
		if err != nil || len(items) != 1 || items[0].Line("a") != c.want {
			t.Errorf("%s: ItemsOfJSON(%s) = %v, %v; want a = %q", name, c.in, items, err, c.want)
		}
	}
	for _, in := range []string{`{"@type":"T","a":"x "y" z"}`, `{"@type":"T","a":}`, `{"@type":"T"`, `not JSON`, ``} {
		if items, err := ItemsOfJSON([]byte(in), "T"); err == nil {
			t.Errorf("ItemsOfJSON(%s) = %v; want an error", in, items)
		}
	}
}

func TestBrokenDescriptionsAreTold(t *testing.T) {
	good, bad := `<script type="application/ld+json">{"@type":"JobPosting","title":"Go"}</script>`, `<script type="application/ld+json">{"@type":"JobPosting","title":"x "y" z"}</script>`
	items, err := Items([]byte(good+bad), "JobPosting")
	if err == nil || len(items) != 1 {
		t.Errorf("Items = %v, %v; want the good one and an error", items, err)
	}
	if items, err := Items([]byte(`<script type="application/ld+json">{"@type":"WebPage" broken}</script>`), "JobPosting"); err != nil || items != nil {
		t.Errorf("Items = %v, %v; want none, since the block does not name the type", items, err)
	}
}

func FuzzItems(f *testing.F) {
	f.Add(`<script type="application/ld+json">{"@type":"JobPosting","title":"Go",} // x</script>`)
	f.Add(`<p itemscope itemtype="a/JobPosting"><b itemprop="title x">Go</b><p itemscope itemprop="y">`)
	f.Add(`<p typeof="JobPosting" property="a"><b property="title">Go`)
	f.Add("<!--{/*\"\\$\x00\"]]>//<![CDATA[")
	f.Fuzz(func(t *testing.T, s string) {
		items, _ := Items([]byte(s), "JobPosting")
		more, err := ItemsOfJSON([]byte(s), "JobPosting")
		if err == nil {
			items = append(items, more...)
		}
		for _, it := range items {
			if it.Type != "JobPosting" {
				t.Errorf("Items(%q) gave a %q", s, it.Type)
			}
			if line := it.Line("title", "description", "hiringOrganization"); strings.Contains(line, "\n") {
				t.Errorf("Line = %q", line)
			}
		}
	})
}
