package fetch

import (
	"fmt"
	"io/fs"
	"os"
)

// OpenRegular opens a file on a disk to be read more than once. What is no regular file is refused: a pipe would be waited for.
// Errors name the file.
func OpenRegular(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is %s; what is read has to be a file on a disk", path, kindOf(info.Mode()))
	}
	return os.Open(path)
}

// kindOf says what else than a regular file a mode is of.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "no regular file"
}
