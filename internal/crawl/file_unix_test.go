//go:build unix

package crawl_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"demand/internal/crawl"
)

func TestOpenFileRefusesWhatIsNoRegularFile(t *testing.T) {
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe.csv")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{pipe: "is a pipe; ", folder: "is a folder; ", "/dev/null": "is a device; "} {
		if _, err := crawl.OpenFile(t.Context(), path); err == nil || !strings.HasPrefix(err.Error(), path+" "+want) {
			t.Errorf("OpenFile(%s) = %v; want that it %s", path, err, want)
		}
	}
}
