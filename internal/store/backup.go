package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes the whole store, as it stands at one moment, to a new file, which is there whole or not at all.
// Visits may be stored meanwhile; a plain copy of the file would miss those that SQLite still keeps beside it.
// A file that exists is ErrExists, a store on a server ErrServer.
func (db *DB) Backup(ctx context.Context, file string) (err error) {
	if IsServer(db.addr) {
		return db.explain(ErrServer)
	}
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("%s: %w", file, ErrExists)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	folder, err := os.MkdirTemp(filepath.Dir(file), ".demand-*") // beside the file, so that the copy only has to be renamed
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	part, err := filepath.Abs(filepath.Join(folder, "backup.db"))
	if err != nil {
		return err
	}
	if _, err := db.sql.ExecContext(ctx, `VACUUM INTO $1`, part); err != nil {
		return fmt.Errorf("%s: %w", file, cmp.Or(db.translate(err), err)) // the disk that is full is that of the copy
	}
	if err := flush(part); err != nil { // SQLite leaves that to the system
		return err
	}
	return os.Rename(part, file)
}

// flush waits until a file is on the disk.
func flush(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
