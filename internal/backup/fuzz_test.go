package backup_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"pinfold/internal/backup"
)

// FuzzExtract checks that whatever a file holds, nothing is written but the
// parts of a backup, and what is taken is whole.
func FuzzExtract(f *testing.F) {
	folder := f.TempDir()
	database := filepath.Join(folder, "panel.db")
	name := filepath.Join(folder, "backup")
	if err := os.WriteFile(database, []byte("some data"), 0o600); err != nil {
		f.Fatal(err)
	}
	if err := backup.Write(name, backup.Manifest{Version: "v1", MadeAt: time.Unix(1e9, 0)}, map[string]string{backup.Database: database}); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range [][]byte{whole, whole[:len(whole)/2], nil, {0x1f, 0x8b}, []byte("text")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		around := t.TempDir()
		file, folder := filepath.Join(around, "file"), filepath.Join(around, "folder")
		must(t, os.WriteFile(file, data, 0o600))
		must(t, os.Mkdir(folder, 0o700))
		m, err := backup.Extract(file, folder)
		if _, missing := os.Stat(filepath.Join(folder, backup.Database)); err == nil && (missing != nil || m.Parts[backup.Database] == "") {
			t.Errorf("taken without a database: %+v", m)
		}
		for place, allowed := range map[string][]string{around: {"file", "folder"}, folder: {backup.Database, backup.Key}} {
			entries, err := os.ReadDir(place)
			must(t, err)
			for _, entry := range entries {
				if entry.Name() != allowed[0] && entry.Name() != allowed[1] {
					t.Errorf("wrote %s", entry.Name())
				}
			}
		}
	})
}
