package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"pinfold/internal/config"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// installation is the data of one panel, held by this process alone, and the
// address that it is to be reached at.
type installation struct {
	cfg      config.Config
	log      *slog.Logger
	console  console
	listener net.Listener
	url      *url.URL
	keys     *secrets.Keyring
	store    *models.Store
	closers  []func() error
}

// open takes the data folder, listens, and opens the database with its key.
// What fails early fails before anything is written.
func open(ctx context.Context, cfg config.Config, c console) (*installation, error) {
	in := &installation{cfg: cfg, log: newLog(cfg, c.err), console: c}
	for _, step := range []func(context.Context) error{in.lock, in.listen, in.openStore, in.followKey} {
		if err := step(ctx); err != nil {
			return nil, errors.Join(err, in.close())
		}
	}
	return in, nil
}

func (in *installation) lock(context.Context) error {
	if err := in.cfg.MakeData(); err != nil {
		return err
	}
	unlock, err := in.cfg.LockData()
	if err != nil {
		return err
	}
	in.closers = append(in.closers, unlock)
	return nil
}

func (in *installation) listen(context.Context) (err error) {
	if in.listener, err = listen(in.cfg.Addr); err != nil {
		return err
	}
	in.closers = append(in.closers, func() error {
		if err := in.listener.Close(); !errors.Is(err, net.ErrClosed) {
			return err
		}
		return nil // The server closed it.
	})
	in.url = in.cfg.PublicURL(in.listener.Addr())
	return nil
}

func (in *installation) openStore(ctx context.Context) (err error) {
	if in.keys, err = in.cfg.LoadKey(); err != nil {
		return err
	}
	in.store, err = models.Open(in.cfg.DatabaseFile(), time.Now)
	if err != nil {
		return in.storeWrong(err)
	}
	in.closers = append(in.closers, in.store.Close)
	in.store.SealTrail(in.keys)
	if err := in.store.Migrate(ctx, in.backUp); err != nil {
		return in.storeWrong(err)
	}
	return in.cfg.CheckKey(ctx, in.store, in.keys)
}

// backUp copies the database before a new version of the panel changes it.
func (in *installation) backUp(ctx context.Context) error {
	folder := filepath.Join(in.cfg.Data, "before-migration")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	to := filepath.Join(folder, "panel-"+time.Now().UTC().Format("20060102-150405")+".db")
	if err := models.Snapshot(ctx, in.cfg.DatabaseFile(), to); err != nil {
		return err
	}
	in.log.Info("copied the database before a migration", "file", to)
	return nil
}

func (in *installation) storeWrong(err error) error {
	return config.Wrong{Setting: "PANEL_DATA", Sentence: fmt.Sprintf(
		"%s cannot be used (%v); must be a database that this panel made.", in.cfg.DatabaseFile(), err)}
}

// close gives everything back, in the reverse order.
func (in *installation) close() error {
	var errs []error
	for _, fn := range slices.Backward(in.closers) {
		errs = append(errs, fn())
	}
	in.closers = nil
	return errors.Join(errs...)
}
