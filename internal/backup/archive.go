// Package backup writes and reads the file that holds a panel's data: a
// gzipped tar of a manifest, the database and, if asked for, the key.
package backup

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// The parts of a backup.
const (
	manifestName = "manifest.json"
	Database     = "panel.db"
	Key          = "key"
)

// format is raised when older versions could not read the file.
const format = 1

// Manifest tells what a backup holds.
type Manifest struct {
	Format int `json:"format"`
	// Version is that of the panel that made the backup.
	Version string    `json:"version"`
	MadeAt  time.Time `json:"made_at"`
	// Parts are the SHA-256 sums of the other parts by name.
	Parts map[string]string `json:"parts"`
}

// HasKey reports whether the backup opens without another key.
func (m Manifest) HasKey() bool { return m.Parts[Key] != "" }

// Write makes a backup of files, by part. The file is there whole or not at
// all, for its owner only. One that is there already is left alone.
func Write(name string, m Manifest, files map[string]string) error {
	if _, err := os.Lstat(name); err == nil {
		return fs.ErrExist
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".backup-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // Renamed by then, if all went well.
	err = Pack(f, m, files)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// Pack writes a backup of files, by part.
func Pack(w io.Writer, m Manifest, files map[string]string) error {
	m.Format, m.Parts = format, map[string]string{}
	for part, file := range files {
		sum, err := sumOf(file)
		if err != nil {
			return err
		}
		m.Parts[part] = sum
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	zipped := gzip.NewWriter(w)
	archive := tar.NewWriter(zipped)
	if err := archive.WriteHeader(&tar.Header{Name: manifestName, Mode: 0o600, Size: int64(len(text)), ModTime: m.MadeAt}); err != nil {
		return err
	}
	if _, err := archive.Write(text); err != nil {
		return err
	}
	for part, file := range files {
		if err := add(archive, part, file, m.MadeAt); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), zipped.Close())
}

func add(archive *tar.Writer, part, file string, at time.Time) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // It was only read.
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: part, Mode: 0o600, Size: info.Size(), ModTime: at}); err != nil {
		return err
	}
	_, err = io.Copy(archive, f)
	return err
}

func sumOf(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // It was only read.
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), err
}
