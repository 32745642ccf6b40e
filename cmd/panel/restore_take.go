package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pinfold/internal/backup"
	"pinfold/internal/config"
)

// take moves the parts into their places, the key first: a database without
// its key would stop the panel. What was there goes to a folder of its own,
// which is returned.
func (r *restoreCommand) take(cfg config.Config, folder string, made backup.Manifest) (aside string, err error) {
	if r.Replace {
		if aside, err = putAside(cfg); err != nil {
			return "", err
		}
	}
	if made.HasKey() && cfg.Key.IsZero() {
		if _, err := os.Stat(cfg.KeyFile); errors.Is(err, fs.ErrNotExist) {
			if err := os.Rename(filepath.Join(folder, backup.Key), cfg.KeyFile); err != nil {
				return "", err
			}
		}
	}
	// The queue holds nothing that the rows lack, and is that of another time.
	if err := remove(cfg.QueueFile(), cfg.QueueFile()+"-wal", cfg.QueueFile()+"-shm"); err != nil {
		return "", err
	}
	return aside, os.Rename(filepath.Join(folder, backup.Database), cfg.DatabaseFile())
}

// putAside moves the database that is there, with what SQLite keeps beside it.
func putAside(cfg config.Config) (string, error) {
	aside := filepath.Join(cfg.Data, "before-restore-"+time.Now().UTC().Format("20060102-150405"))
	if err := os.Mkdir(aside, 0o700); err != nil {
		return "", err
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		file := cfg.DatabaseFile() + end
		err := os.Rename(file, filepath.Join(aside, filepath.Base(file)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return aside, nil
}

func remove(files ...string) error {
	for _, file := range files {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (r *restoreCommand) tell(c console, made backup.Manifest, waiting int64, aside string) {
	fmt.Fprintf(c.out, "Restored what was true on %s UTC.\n", made.MadeAt.UTC().Format("2 Jan 2006, 15:04"))
	switch {
	case waiting == 1:
		fmt.Fprintln(c.out, "1 operation had not ended then. It waits for a decision under Operations.")
	case waiting > 1:
		fmt.Fprintf(c.out, "%d operations had not ended then. They wait for decisions under Operations.\n", waiting)
	}
	if aside != "" {
		fmt.Fprintln(c.out, "What was there before is in "+aside+".")
	}
}
