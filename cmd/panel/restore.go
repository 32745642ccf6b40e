package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pinfold/internal/backup"
	"pinfold/internal/config"
	"pinfold/internal/models"
)

type restoreCommand struct {
	dataSettings `embed:""`
	File         string `arg:"" help:"A backup."`
	Replace      bool   `name:"replace" help:"Put aside the data that is there."`
}

// Run brings back what a backup holds. Nothing in the data folder changes
// before the backup was found to be whole, of this panel, and to fit the key.
func (r *restoreCommand) Run(ctx context.Context, c console) (err error) {
	cfg, err := r.read()
	if err != nil {
		return err
	}
	if err := cfg.MakeData(); err != nil {
		return err
	}
	unlock, err := cfg.LockData()
	if err != nil {
		return sentence("A panel works on " + cfg.Data + ". Stop it first.")
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if _, err := os.Stat(cfg.DatabaseFile()); err == nil && !r.Replace {
		return sentence(cfg.Data + " holds the data of a panel. Name another folder, or put that data aside with --replace.")
	}
	folder, err := os.MkdirTemp(cfg.Data, ".restore-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }() // What was good has moved by then.
	made, err := backup.Extract(r.File, folder)
	if err != nil {
		return r.wrong(err)
	}
	waiting, err := r.prepare(ctx, cfg, folder, made)
	if err != nil {
		return err
	}
	aside, err := r.take(cfg, folder, made)
	if err != nil {
		return err
	}
	r.tell(c, made, waiting, aside)
	return nil
}

// prepare checks the database of the backup and puts before people what had
// not ended in it.
func (r *restoreCommand) prepare(ctx context.Context, cfg config.Config, folder string, made backup.Manifest) (waiting int64, err error) {
	database := filepath.Join(folder, backup.Database)
	if err := models.CheckFile(ctx, database); err != nil {
		return 0, r.wrong(backup.ErrDamaged)
	}
	store, err := models.Open(database, time.Now)
	if err != nil {
		return 0, r.wrong(backup.ErrDamaged)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	switch err := store.CheckSchema(ctx); {
	case errors.Is(err, models.ErrNewSchema):
		return 0, r.wrong(backup.ErrNewer)
	case errors.Is(err, models.ErrNoSchema):
		return 0, r.wrong(backup.ErrNotBackup)
	}
	if err := r.fits(ctx, cfg, folder, made, store); err != nil {
		return 0, err
	}
	return store.Restored(ctx, made.MadeAt)
}

// fits makes sure that the credentials in the backup can be opened.
func (r *restoreCommand) fits(ctx context.Context, cfg config.Config, folder string, made backup.Manifest, store *models.Store) error {
	if made.HasKey() {
		own := cfg
		own.Key, own.KeyFile, own.OwnKeyFile = config.Secret{}, filepath.Join(folder, backup.Key), true
		keys, err := own.LoadKey()
		if err != nil || own.CheckKey(ctx, store, keys) != nil {
			return r.wrong(backup.ErrDamaged)
		}
		store.SealTrail(keys)
	}
	text, err := cfg.KeyText()
	if errors.Is(err, fs.ErrNotExist) {
		if made.HasKey() {
			return nil
		}
		return sentence(r.File + " holds no key. Put the key that the panel had at " + cfg.KeyFile + ", or set PANEL_KEY.")
	}
	if err != nil {
		return err
	}
	keys, err := config.ParseKey(text)
	if err != nil || cfg.CheckKey(ctx, store, keys) != nil {
		return sentence(r.File + " was made with another key than the one here. Restore it into an empty folder, or bring its key.")
	}
	store.SealTrail(keys)
	return nil
}

func (r *restoreCommand) wrong(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return sentence("There is no file " + r.File + ".")
	case errors.Is(err, backup.ErrNotBackup):
		return sentence(r.File + " is not a backup of a panel. Nothing was changed.")
	case errors.Is(err, backup.ErrDamaged):
		return sentence(r.File + " is damaged or incomplete. Nothing was changed.")
	case errors.Is(err, backup.ErrNewer):
		return sentence(r.File + " is of a later version of the panel. Use that version. Nothing was changed.")
	}
	return fmt.Errorf("%s cannot be read: %w", r.File, err)
}
