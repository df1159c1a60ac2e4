package main

import (
	"errors"
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

// replaceFile writes a file that is there whole, or as it was before.
func replaceFile(name string, mode fs.FileMode, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".demand-*")
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Chmod(mode), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// The modes of files that are for the user alone, and of those to be handed on.
const (
	private fs.FileMode = 0o600
	public  fs.FileMode = 0o644
)
