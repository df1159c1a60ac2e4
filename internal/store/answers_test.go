package store

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func openAnswers(t *testing.T, path string) *Answers {
	t.Helper()
	a, err := OpenAnswers(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

func TestAnswersGiveBackWhatWasSavedLast(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answers.db")
	a := openAnswers(t, path)
	header := http.Header{"Etag": {`W/"1"`}, "Vary": {"Accept", "Origin"}}
	for _, body := range []string{"first", strings.Repeat("second ", 1000)} {
		if err := a.Save(t.Context(), "https://a.test/", header, []byte(body)); err != nil {
			t.Fatal(err)
		}
		for _, reader := range []*Answers{a, openAnswers(t, path)} {
			h, b, ok, err := reader.Load(t.Context(), "https://a.test/")
			if err != nil || !ok || string(b) != body || !reflect.DeepEqual(h, header) {
				t.Errorf("Load = %v, %.20q, %t, %v; want what was saved", h, b, ok, err)
			}
		}
	}
	if _, _, ok, err := a.Load(t.Context(), "https://b.test/"); ok || err != nil {
		t.Errorf("Load of another address = %t, %v; want nothing", ok, err)
	}
}

func TestAnswersForgetWhatWasNotUsedForLongest(t *testing.T) {
	a := openAnswers(t, filepath.Join(t.TempDir(), "answers.db"))
	a.most = 3500
	noise := make([]byte, 1000) // which zstd cannot make smaller
	for i := range noise {
		noise[i] = byte(i * i * 7919 >> 3)
	}
	a.most = 3 * int64(len(pack(string(noise)))+50)
	save := func(address string) {
		if err := a.Save(t.Context(), address, http.Header{}, noise); err != nil {
			t.Fatal(err)
		}
	}
	has := func(address string) bool {
		_, body, ok, err := a.Load(t.Context(), address)
		if err != nil || ok && !bytes.Equal(body, noise) {
			t.Errorf("Load(%s) = %d bytes, %v", address, len(body), err)
		}
		return ok
	}
	for _, address := range []string{"a", "b", "c"} {
		save(address)
	}
	has("a")
	save("d")
	if got := []bool{has("a"), has("b"), has("c"), has("d")}; !reflect.DeepEqual(got, []bool{true, false, true, true}) {
		t.Errorf("a, b, c, d are there: %v; want all but b", got)
	}
	kept := a.bytes
	if err := a.measure(); err != nil || a.bytes != kept || kept > a.most {
		t.Errorf("counted %d bytes, the file has %d, %v; want them equal and at most %d", kept, a.bytes, err, a.most)
	}
}

func TestAnswersSayThatADamagedFileMayBeDeleted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answers.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenAnswers(path); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), "may be deleted") {
		t.Errorf("OpenAnswers = %v; want ErrForeign and what to do", err)
	}
}

func TestAnswersLeaveAnotherDatabaseAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "demand.db")
	db, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenAnswers(path); !errors.Is(err, ErrForeign) {
		t.Errorf("OpenAnswers of a store = %v; want ErrForeign", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}
