package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// ReplaceKey puts another text in the place of the key file, which then belongs
// to whom it belonged before: the panel may run as another user than the one
// who replaces it.
func (c Config) ReplaceKey(text []byte) error {
	// The file may be a link, and is to stay one.
	name, err := filepath.EvalSymlinks(c.KeyFile)
	if err == nil {
		err = writeOver(name, text)
	}
	if err != nil {
		return Wrong{"PANEL_KEY_FILE", c.KeyFile + " cannot be replaced; must be a file in a folder that this command may write to."}
	}
	return nil
}

// SweepKey removes what a command that was cut off left beside the key file.
func (c Config) SweepKey() {
	name, err := filepath.EvalSymlinks(c.KeyFile)
	if err != nil {
		return
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(name), ".panel-key-*"))
	for _, name := range left {
		_ = os.Remove(name) // The next one tries again.
	}
}

// WriteKey writes a key to a new file.
func (c Config) WriteKey(name string, text []byte) error {
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return writeNew(name, text)
}

// writeNew writes a file that is there whole or not at all, even if the
// machine stops in the middle.
func writeNew(name string, text []byte) error {
	return write(name, text, func(*os.File) error { return nil })
}

func writeOver(name string, text []byte) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	return write(name, text, func(f *os.File) error {
		if owner, ok := info.Sys().(*syscall.Stat_t); ok {
			if err := f.Chown(int(owner.Uid), int(owner.Gid)); err != nil {
				return err
			}
		}
		return f.Chmod(info.Mode().Perm())
	})
}

func write(name string, text []byte, prepare func(*os.File) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".panel-key-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // Renamed by then, if all went well.
	err = prepare(f)
	if err == nil {
		_, err = f.Write(text)
	}
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
