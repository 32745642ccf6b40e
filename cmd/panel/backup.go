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

type backupCommand struct {
	dataSettings `embed:""`
	File         string `arg:"" help:"File to write, which must not be there yet; - for standard output."`
	WithKey      bool   `name:"with-key" help:"Put the key into the backup too: whoever has the file then has all credentials."`
}

// Run writes a backup.
func (b *backupCommand) Run(ctx context.Context, c console) error {
	cfg, err := b.read()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp(cfg.Data, ".backup-*")
	if err != nil {
		return schemaWrong(cfg, models.ErrNoSchema)
	}
	defer func() { _ = os.RemoveAll(folder) }() // A copy that was packed.
	files, err := b.parts(ctx, cfg, folder)
	if err != nil {
		return err
	}
	made := backup.Manifest{Version: versionText(), MadeAt: time.Now().UTC().Truncate(time.Second)}
	if b.File == "-" {
		return backup.Pack(c.out, made, files)
	}
	if err := backup.Write(b.File, made, files); err != nil {
		return b.wrong(err)
	}
	fmt.Fprintln(c.out, b.told(cfg))
	return nil
}

// parts copies what belongs into the backup to a folder.
func (b *backupCommand) parts(ctx context.Context, cfg config.Config, folder string) (map[string]string, error) {
	database := filepath.Join(folder, backup.Database)
	err := models.Snapshot(ctx, cfg.DatabaseFile(), database)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, schemaWrong(cfg, models.ErrNoSchema)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be copied: %w", cfg.DatabaseFile(), err)
	}
	files := map[string]string{backup.Database: database}
	if !b.WithKey {
		return files, nil
	}
	text, err := cfg.KeyText()
	if err != nil {
		return nil, err
	}
	files[backup.Key] = filepath.Join(folder, backup.Key)
	return files, os.WriteFile(files[backup.Key], []byte(text), 0o600)
}

func (b *backupCommand) wrong(err error) error {
	if errors.Is(err, fs.ErrExist) {
		return sentence(b.File + " is there already. Name another file; backups replace nothing.")
	}
	return fmt.Errorf("%s cannot be written: %w", b.File, err)
}

func (b *backupCommand) told(cfg config.Config) string {
	switch {
	case b.WithKey:
		return b.File + " holds the data and the key. Keep it as safe as the credentials themselves."
	case !cfg.Key.IsZero():
		return b.File + " holds the data. Keep PANEL_KEY too: without it the credentials in it cannot be read."
	}
	return b.File + " holds the data. Keep " + cfg.KeyFile + " too: without it the credentials in it cannot be read."
}
