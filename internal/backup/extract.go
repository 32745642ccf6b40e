package backup

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// What a file is that cannot be restored.
var (
	ErrNotBackup = errors.New("not a backup of a panel")
	ErrDamaged   = errors.New("the backup is damaged or incomplete")
	ErrNewer     = errors.New("the backup is of a later version of the panel")
)

// manifestMost bounds the manifest in bytes.
const manifestMost = 64 << 10

// Extract writes the parts of a backup into a folder and checks that they are
// whole.
func Extract(name, folder string) (m Manifest, err error) {
	f, err := os.Open(name)
	if err != nil {
		return m, err
	}
	defer func() { _ = f.Close() }() // It was only read.
	zipped, err := gzip.NewReader(f)
	if err != nil {
		return m, ErrNotBackup
	}
	archive := tar.NewReader(zipped)
	if m, err = manifest(archive); err != nil {
		return m, err
	}
	left := len(m.Parts)
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return m, ErrDamaged
		}
		// The names come from the manifest's check, never from the archive.
		sum, known := m.Parts[header.Name]
		if !known || header.Name != Database && header.Name != Key {
			return m, ErrNotBackup
		}
		if err := unpack(archive, filepath.Join(folder, header.Name), sum); err != nil {
			return m, err
		}
		left--
	}
	if left != 0 || m.Parts[Database] == "" {
		return m, ErrDamaged
	}
	return m, nil
}

func manifest(archive *tar.Reader) (m Manifest, err error) {
	header, err := archive.Next()
	if err != nil || header.Name != manifestName || header.Size > manifestMost {
		return m, ErrNotBackup
	}
	if err := json.NewDecoder(archive).Decode(&m); err != nil {
		return m, ErrDamaged
	}
	if m.Format > format {
		return m, ErrNewer
	}
	return m, nil
}

func unpack(from io.Reader, name, want string) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, sum), from)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, gzip.ErrChecksum) {
		err = ErrDamaged
	}
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != want {
		return ErrDamaged
	}
	return nil
}
