package config

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// MakeData creates the data folder if it is missing.
func (c Config) MakeData() error {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return c.dataWrong()
	}
	return nil
}

// LockData takes the database for this process. Another panel on the same
// data is refused until unlock is called or the process is gone. The lock is
// on a file beside the database, since closing a second handle of the
// database itself would drop the locks that SQLite holds.
func (c Config) LockData() (unlock func() error, err error) {
	return c.lock(".lock", "another panel already works on "+c.Data+"; must be a folder of its own for each.")
}

// LockKey keeps a second process from changing the key.
func (c Config) LockKey() (unlock func() error, err error) {
	return c.lock(".key.lock", "another panel key rotate works on "+c.Data+"; let it end first.")
}

// InUse reports whether a panel works on the data.
func (c Config) InUse() (bool, error) {
	f, err := os.Open(c.DatabaseFile() + ".lock")
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, c.dataWrong()
	}
	// A shared lock, so that two who ask do not take each other for a panel.
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	return errors.Is(err, syscall.EWOULDBLOCK), f.Close()
}

func (c Config) lock(end, taken string) (unlock func() error, err error) {
	f, err := os.OpenFile(c.DatabaseFile()+end, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, c.dataWrong()
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f.Close, nil
	}
	_ = f.Close() // The refusal is what to tell.
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, Wrong{"PANEL_DATA", taken}
	}
	return nil, Wrong{"PANEL_DATA", c.Data + " does not support file locks; must be a folder on a local disk."}
}

func (c Config) dataWrong() error {
	return Wrong{"PANEL_DATA", c.Data + " cannot be written; must be a folder that the panel may write to."}
}
