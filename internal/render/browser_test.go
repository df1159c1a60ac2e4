package render

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"demand/internal/report"
)

// A browser opens pages in Chromium and keeps what they ask for.
type browser struct {
	ctx  context.Context
	mu   sync.Mutex
	asks []string // addresses
}

// startBrowser starts Chromium, or skips the test where there is none.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	var found string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			found = path
			break
		}
	}
	if found == "" {
		t.Skip(`there is no Chromium; "apt-get install chromium" brings it`)
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(found))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses to run as root otherwise
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{ctx: ctx}
	if err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.asks = append(b.asks, e.Request.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	return b
}

// open opens a page at a width and returns the addresses that it asked for besides its own.
func (b *browser) open(t *testing.T, page []byte, width int64, media string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sheet.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	b.mu.Lock()
	b.asks = nil
	b.mu.Unlock()
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(b.asks), func(address string) bool {
		return address == "file://"+file || strings.HasPrefix(address, "data:")
	})
}

// evaluate returns what an expression gives on the open page.
func evaluate[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

func pageOf(t *testing.T, r *report.Skills) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPagesInABrowser(t *testing.T) {
	b := startBrowser(t)
	if asks := b.open(t, []byte(`<img src="http://127.0.0.1:1/x.png">`), 800, ""); len(asks) != 1 {
		t.Fatalf("a page with a picture asked for %q; want the picture, else the test sees nothing", asks)
	}

	long := strings.Repeat("Donaudampfschifffahrtsgesellschaft", 5)
	attacks := append(slices.Clone(attacks),
		`=cmd|' /C calc'!A0`, `<script>window.pwned = 1</script>`, `</style><script>window.pwned = 1</script>`,
		`"><img src=x onerror="window.pwned = 1">`, `<svg/onload=window.pwned=1>`, `{{.}}`, long)
	var table bytes.Buffer
	if err := htmlRows(&table, hostileTable(strings.Join(attacks, " ")), Options{}); err != nil {
		t.Fatal(err)
	}
	var document bytes.Buffer
	if err := htmlPages(&document, pagesOf(), Options{}); err != nil {
		t.Fatal(err)
	}
	// One row for each attack, and all of them wherever else foreign text stands.
	attacked := hostile(strings.Join(attacks, " "))
	pattern := attacked.Categories[0].Rows[0]
	attacked.Categories[0].Rows = nil
	for _, text := range attacks {
		pattern.Name, pattern.Skill = text, text
		attacked.Categories[0].Rows = append(attacked.Categories[0].Rows, pattern)
	}
	pages := map[string][]byte{
		"attacked": pageOf(t, attacked), "table": table.Bytes(), "document": document.Bytes(),
		"compared": pageOf(t, compared()), "levels": pageOf(t, levels()), "still": pageOf(t, still()), "nothing": pageOf(t, nothing()), "counts": pageOf(t, fromCounts()),
	}
	for name, page := range pages {
		for _, width := range []int64{390, 1100} {
			if asks := b.open(t, page, width, ""); len(asks) > 0 {
				t.Errorf("%s asks for %q; want nothing", name, asks)
			}
			if n := evaluate[int64](t, b, `document.documentElement.scrollWidth`); n > width {
				t.Errorf("%s is %d wide in a window of %d", name, n, width)
			}
			if !evaluate[bool](t, b, `typeof window.pwned == "undefined" && document.scripts.length == 0 && document.images.length == 0 && document.links.length == 0`) {
				t.Errorf("%s holds a script, a picture or a link", name)
			}
			if !evaluate[bool](t, b, `document.documentElement.lang == "en" && document.title != "" && document.querySelectorAll("h1").length == 1`) {
				t.Errorf("%s has no language, no title or no single heading", name)
			}
		}
	}
	b.open(t, pages["attacked"], 1100, "")
	names := evaluate[[]string](t, b, `[...document.querySelectorAll("table.skills")[0].querySelectorAll("tbody th")].map(e => e.textContent)`)
	for i, text := range attacks {
		if names[i] != Clean(text) {
			t.Errorf("the name %q stands on the page as %q; want %q", text, names[i], Clean(text))
		}
	}

	// A4 and Letter, less the margins, at 96 dots an inch.
	for paper, width := range map[string]int64{"A4": 695, "Letter": 717} {
		b.open(t, pages["compared"], width, "print")
		if cut := evaluate[[]string](t, b, `[...document.querySelectorAll("th, td, dd, .badge")].filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display != "inline").map(e => e.textContent)`); len(cut) > 0 {
			t.Errorf("on %s these do not fit: %q", paper, cut)
		}
		if n := evaluate[int64](t, b, `document.documentElement.scrollWidth`); n > width {
			t.Errorf("on %s the page is %d wide; want %d", paper, n, width)
		}
	}
}
