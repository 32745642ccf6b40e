package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"pinfold/internal/config"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// dataSettings are those of the commands that work on the data of a panel,
// whether or not it runs.
type dataSettings struct {
	Data    string        `name:"data" env:"PANEL_DATA" default:"${data}" help:"Folder of the database and the key."`
	Key     config.Secret `name:"key" env:"PANEL_KEY" hidden:""`
	KeyFile string        `name:"key-file" env:"PANEL_KEY_FILE" help:"File with the key that seals stored secrets."`
}

func (s dataSettings) read() (config.Config, error) {
	return config.Settings{Data: s.Data, Key: s.Key, KeyFile: s.KeyFile}.Read()
}

// openStore opens the database and checks that it can be worked on, with the
// key that it was made with. It is never migrated from here.
func openStore(ctx context.Context, cfg config.Config) (*models.Store, *secrets.Keyring, error) {
	// Opening would make a file that is missing, and its key beside it.
	if _, err := os.Stat(cfg.DatabaseFile()); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, schemaWrong(cfg, models.ErrNoSchema)
	}
	keys, err := cfg.LoadKey()
	if err != nil {
		return nil, nil, err
	}
	store, err := models.Open(cfg.DatabaseFile(), time.Now)
	if err != nil {
		return nil, nil, schemaWrong(cfg, err)
	}
	store.SealTrail(keys)
	if err = store.CheckSchema(ctx); err != nil {
		err = schemaWrong(cfg, err)
	} else {
		err = cfg.CheckKey(ctx, store, keys)
	}
	if err != nil {
		return nil, nil, errors.Join(err, store.Close())
	}
	return store, keys, nil
}

func schemaWrong(cfg config.Config, err error) error {
	sentence := cfg.DatabaseFile() + " cannot be read; must be the database of a panel."
	switch {
	case errors.Is(err, models.ErrNoSchema):
		sentence = cfg.Data + " holds no panel yet; start panel serve once, or name another folder."
	case errors.Is(err, models.ErrOldSchema):
		sentence = cfg.DatabaseFile() + " is of an earlier version; start panel serve of this version once."
	case errors.Is(err, models.ErrNewSchema):
		sentence = cfg.DatabaseFile() + " is of a later version; use the panel command of that version."
	}
	return config.Wrong{Setting: "PANEL_DATA", Sentence: sentence}
}
