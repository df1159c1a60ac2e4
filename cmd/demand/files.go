package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// replaceText writes a file of the user's own, and creates its folder.
func replaceText(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	return replaceFile(name, private, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

// replaceFile writes a file that is there whole, or as it was before. Behind a link it writes the file that the link
// leads to; a device or a pipe it writes as it is. A file that is there keeps its mode, a new one gets mode less the
// umask. A database is never replaced. Errors name the file as the user did.
func replaceFile(name string, mode fs.FileMode, write func(io.Writer) error) error {
	before, err := os.Stat(name)
	if err == nil && !before.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(write(f), f.Close())
	}
	if err == nil {
		mode = private
		if isDatabase(name) {
			return fmt.Errorf("%s is a database; name another file", name)
		}
	}
	target, err := linked(name)
	if err != nil {
		return err
	}
	folder, _ := filepath.Split(target)
	temporary := folder + ".demand-" + rand.Text()
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return named(name, err)
	}
	err = write(namedWriter{f, name})
	if before != nil {
		err = errors.Join(err, named(name, f.Chmod(before.Mode().Perm())))
	}
	err = errors.Join(err, named(name, f.Close()))
	if err == nil {
		err = named(name, os.Rename(temporary, target))
	}
	if err != nil {
		return errors.Join(err, named(name, os.Remove(temporary)))
	}
	return nil
}

// isDatabase reports whether a file begins as those of SQLite do, https://sqlite.org/fileformat.html §1.3.
func isDatabase(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	var magic [16]byte
	_, err = io.ReadFull(f, magic[:])
	return err == nil && string(magic[:]) == "SQLite format 3\x00"
}

// linked returns the file that a name leads to, which need not be there yet: the name itself unless it is a link.
func linked(name string) (string, error) {
	target := name
	for range 40 { // as many as Linux follows
		info, err := os.Lstat(target)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			return target, nil // what is wrong with it shows when it is written
		}
		to, err := os.Readlink(target)
		if err != nil {
			return "", named(name, err)
		}
		if !filepath.IsAbs(to) {
			folder, _ := filepath.Split(target)
			to = folder + to // not Join, which takes .. behind a folder that is a link itself for the folder of the link
		}
		target = to
	}
	return "", fmt.Errorf("%s: too many links", name)
}

// named returns an error of the file system with the name that the user gave instead of the one it happened to.
func named(name string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return &fs.PathError{Op: e.Op, Path: name, Err: e.Err}
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return &fs.PathError{Op: e.Op, Path: name, Err: e.Err}
	}
	return err
}

// A namedWriter writes to a file whose errors name it as the user did.
type namedWriter struct {
	f    *os.File
	name string
}

// Write writes to the file.
func (w namedWriter) Write(b []byte) (int, error) {
	n, err := w.f.Write(b)
	return n, named(w.name, err)
}

// isStandardOutput reports whether the name of a file to write means standard output.
func isStandardOutput(name string) bool { return name == "-" || name == "/dev/stdout" }

// The modes of files that are for the user alone, and of those to be handed on, of which the umask takes its part.
const (
	private fs.FileMode = 0o600
	public  fs.FileMode = 0o666
)
