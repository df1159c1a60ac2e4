package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"demand/internal/job"
	"demand/internal/render"
	"demand/internal/report"
	"demand/internal/store"
)

// writeBuilt writes a report of one state of the database: the one that was kept, if the same was asked of that state
// before, else one that is built now and kept.
func (a *app) writeBuilt(ctx context.Context, db *store.DB, o reportOptions, p report.Params, format render.Format) error {
	options := render.Options{Width: a.width, Color: a.colour}
	if o.toFile() {
		options = render.Options{}
	}
	var page []byte
	var frame report.Frame
	err := db.Snapshot(ctx, func(v *store.View) error {
		state, err := v.State(ctx)
		if err != nil {
			return err
		}
		file := keptFile(state, job.DateOf(a.now()), p, format.Name, options)
		if page, err = os.ReadFile(file); err == nil {
			return nil
		}
		r, err := report.Build(ctx, v, p, a.now())
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := format.Write(&b, r, options); err != nil {
			return err
		}
		page, frame = b.Bytes(), r.Frame
		if frame.Reason == "" && !a.ahead(&frame) {
			keep(file, page)
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.sayBeside(o, frame.Reason)
	a.doubtClock(&frame)
	return a.output(o, func(w io.Writer, _ render.Options) error {
		_, err := w.Write(page)
		return err
	})
}

// keptFile returns the name of the file for a report of that state. It is empty if nothing can be kept.
// The name is a hash of everything that the report hangs on: the program too, of which a new build may write another one.
func keptFile(state string, today job.Date, p report.Params, format string, o render.Options) string {
	folder, err := cacheFolder()
	if err != nil || state == "" {
		return ""
	}
	program, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(program)
	if err != nil {
		return ""
	}
	question, err := json.Marshal(p)
	if err != nil {
		return ""
	}
	key := sha256.Sum256(fmt.Appendf(nil, "%s\n%s %d %d\n%s\n%q %s %+v", state, program, info.Size(), info.ModTime().UnixNano(), today, question, format, o))
	return filepath.Join(folder, "reports", fmt.Sprintf("%x", key[:16]))
}

// keep writes a report for the next time. Where it cannot, the next time builds it again; of many the oldest go.
func keep(file string, page []byte) {
	const most = 50
	folder := filepath.Dir(file)
	if file == "" || os.MkdirAll(folder, 0o700) != nil || replaceFile(file, private, func(w io.Writer) error {
		_, err := w.Write(page)
		return err
	}) != nil {
		return
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) <= most {
		return
	}
	age := func(e fs.DirEntry) int64 {
		info, err := e.Info()
		if err != nil {
			return 0
		}
		return info.ModTime().UnixNano()
	}
	slices.SortFunc(entries, func(x, y fs.DirEntry) int { return cmp.Compare(age(y), age(x)) })
	for _, e := range entries[most:] {
		_ = os.Remove(filepath.Join(folder, e.Name())) // what stays goes another time
	}
}
