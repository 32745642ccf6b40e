package backup_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pinfold/internal/backup"
)

func written(t *testing.T, parts map[string]string) string {
	t.Helper()
	folder, files := t.TempDir(), map[string]string{}
	for part, text := range parts {
		files[part] = filepath.Join(folder, part)
		must(t, os.WriteFile(files[part], []byte(text), 0o600))
	}
	name := filepath.Join(folder, "backup")
	must(t, backup.Write(name, backup.Manifest{Version: "v1", MadeAt: time.Unix(1e9, 0)}, files))
	return name
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestRoundTrip(t *testing.T) {
	name := written(t, map[string]string{backup.Database: "data", backup.Key: "key"})
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	folder := t.TempDir()
	m, err := backup.Extract(name, folder)
	if err != nil || !m.HasKey() || m.Version != "v1" || !m.MadeAt.Equal(time.Unix(1e9, 0)) {
		t.Fatalf("%+v, %v", m, err)
	}
	for part, want := range map[string]string{backup.Database: "data", backup.Key: "key"} {
		if text, err := os.ReadFile(filepath.Join(folder, part)); err != nil || string(text) != want {
			t.Errorf("%s: %q, %v", part, text, err)
		}
	}
	if err := backup.Write(name, m, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("it was replaced: %v", err)
	}
}

func TestEveryChangedByteIsFound(t *testing.T) {
	whole, err := os.ReadFile(written(t, map[string]string{backup.Database: "some data"}))
	must(t, err)
	name := filepath.Join(t.TempDir(), "changed")
	for n := range len(whole) {
		changed := bytes.Clone(whole)
		changed[n] ^= 0x10
		for _, text := range [][]byte{changed, whole[:n]} {
			must(t, os.WriteFile(name, text, 0o600))
			folder := t.TempDir()
			_, err := backup.Extract(name, folder)
			got, readErr := os.ReadFile(filepath.Join(folder, backup.Database))
			if err == nil && (readErr != nil || string(got) != "some data") {
				t.Fatalf("byte %d: taken as %q, %v", n, got, readErr)
			}
		}
	}
}

func TestForeignArchives(t *testing.T) {
	manifest := `{"format":1,"parts":{"panel.db":"x","../evil":"x"}}`
	for name, tt := range map[string]struct {
		parts [][2]string
		want  error
	}{
		"another name":   {[][2]string{{"manifest.json", manifest}, {"../evil", "x"}}, backup.ErrNotBackup},
		"no manifest":    {[][2]string{{"panel.db", "x"}}, backup.ErrNotBackup},
		"later format":   {[][2]string{{"manifest.json", `{"format":2}`}}, backup.ErrNewer},
		"no database":    {[][2]string{{"manifest.json", `{"format":1}`}}, backup.ErrDamaged},
		"another sum":    {[][2]string{{"manifest.json", manifest}, {"panel.db", "x"}}, backup.ErrDamaged},
		"large manifest": {[][2]string{{"manifest.json", string(make([]byte, 1<<20))}}, backup.ErrNotBackup},
	} {
		file := filepath.Join(t.TempDir(), "backup")
		must(t, os.WriteFile(file, archive(t, tt.parts), 0o600))
		folder := t.TempDir()
		if _, err := backup.Extract(file, folder); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(folder, "..", "evil")); err == nil {
			t.Errorf("%s: it wrote outside", name)
		}
	}
}

func archive(t *testing.T, parts [][2]string) []byte {
	t.Helper()
	var out bytes.Buffer
	zipped := gzip.NewWriter(&out)
	w := tar.NewWriter(zipped)
	for _, part := range parts {
		must(t, w.WriteHeader(&tar.Header{Name: part[0], Mode: 0o600, Size: int64(len(part[1]))}))
		_, err := w.Write([]byte(part[1]))
		must(t, err)
	}
	must(t, errors.Join(w.Close(), zipped.Close()))
	return out.Bytes()
}
