package sources

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// sitemapNames are the names under which sites keep the sitemap that leads to all others.
var sitemapNames = []string{"sitemap.xml", "sitemap.xml.gz", "sitemap_index.xml", "sitemap-index.xml", "sitemapindex.xml", "sitemap_index.xml.gz"}

// The limits of https://www.sitemaps.org/protocol.html: bytes, unpacked, and addresses of one file.
const (
	largestSitemap = 50 << 20
	longestSitemap = 50_000
)

// errNoSitemap says that an answer is not a sitemap at all, such as a page.
var errNoSitemap = errors.New("not a sitemap")

// A sitemap is a list of pages, or an index: a list of sitemaps.
type sitemap struct {
	pages, sitemaps []string
}

// readSitemap reads a sitemap, also a packed one, by its root element; files with the ending .xml are often error pages.
func readSitemap(body []byte) (sitemap, error) {
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		unpacked, err := unpack(body)
		if err != nil {
			return sitemap{}, fmt.Errorf("packed sitemap: %w", err)
		}
		body = unpacked
	}
	d := xml.NewDecoder(bytes.NewReader(body))
	var list *[]string
	var m sitemap
	depth := 0
	path := [4]string{}
	for {
		token, err := d.Token()
		if err == io.EOF && list != nil && depth == 0 {
			return m, nil
		}
		if err != nil {
			if list == nil {
				return sitemap{}, errNoSitemap
			}
			return sitemap{}, fmt.Errorf("sitemap: %w", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				switch token.Name.Local {
				case "urlset":
					list = &m.pages
				case "sitemapindex":
					list = &m.sitemaps
				default:
					return sitemap{}, errNoSitemap
				}
			}
			if depth < len(path) {
				path[depth] = token.Name.Local
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			// <urlset><url><loc>; an image or a video has a loc of its own, deeper.
			if depth != 3 || path[2] != "loc" || path[1] != "url" && path[1] != "sitemap" {
				continue
			}
			if address := strings.TrimSpace(string(token)); address != "" {
				*list = append(*list, address)
			}
			if len(*list) > longestSitemap {
				return sitemap{}, fmt.Errorf("sitemap: more than %d addresses", longestSitemap)
			}
		}
	}
}

func unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(z, largestSitemap+1))
	if err != nil {
		return nil, err
	}
	if len(body) > largestSitemap {
		return nil, fmt.Errorf("more than %d bytes", largestSitemap)
	}
	return body, nil
}
