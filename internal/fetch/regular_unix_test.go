//go:build unix

package fetch_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"demand/internal/fetch"
)

func TestOpenRegularRefusesWhatIsNoRegularFile(t *testing.T) {
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe.warc")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{pipe: "is a pipe; ", folder: "is a folder; ", "/dev/null": "is a device; "} {
		if _, err := fetch.OpenRegular(path); err == nil || !strings.HasPrefix(err.Error(), path+" "+want) {
			t.Errorf("OpenRegular(%s) = %v; want that it %s", path, err, want)
		}
		if _, err := fetch.OpenRecording(path); err == nil || !strings.Contains(err.Error(), path+" "+want) {
			t.Errorf("OpenRecording(%s) = %v; want that it %s", path, err, want)
		}
	}
}
