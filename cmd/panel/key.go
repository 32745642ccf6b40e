package main

import (
	"context"
	"fmt"
	"slices"
	"text/tabwriter"

	"pinfold/internal/config"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

type keyCommand struct {
	Status keyStatusCommand `cmd:"" help:"List the keys and how much is sealed with each."`
	Rotate keyRotateCommand `cmd:"" help:"Seal everything with a new key, also while the panel runs."`
}

// keyData is the data of a panel that may run at the same time, and its keys.
type keyData struct {
	console
	cfg   config.Config
	store *models.Store
	keys  *secrets.Keyring
}

func (s dataSettings) openKey(ctx context.Context, c console) (*keyData, error) {
	cfg, err := s.read()
	if err != nil {
		return nil, err
	}
	store, keys, err := openStore(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return &keyData{console: c, cfg: cfg, store: store, keys: keys}, nil
}

func (d *keyData) close() { _ = d.store.Close() } // What was committed is safe.

// earlier are the keys that only open.
func (d *keyData) earlier() []uint32 {
	return slices.DeleteFunc(d.keys.Keys(), func(id uint32) bool { return id == d.keys.Primary() })
}

// left counts what is sealed with them.
func (d *keyData) left(ctx context.Context) (n int64, err error) {
	counts, err := d.store.CountSealed(ctx)
	for _, id := range d.earlier() {
		n += counts[id]
	}
	return n, err
}

type keyStatusCommand struct {
	dataSettings `embed:""`
}

// Run lists the keys.
func (s *keyStatusCommand) Run(ctx context.Context, c console) error {
	d, err := s.openKey(ctx, c)
	if err != nil {
		return err
	}
	defer d.close()
	counts, err := d.store.CountSealed(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "KEY\tUSE\tSEALED VALUES")
	known := d.keys.Keys()
	for _, id := range known {
		use := "opens"
		if id == d.keys.Primary() {
			use = "seals and opens"
		}
		fmt.Fprintf(table, "%d\t%s\t%d\n", id, use, counts[id])
	}
	for id, count := range counts {
		if !slices.Contains(known, id) {
			fmt.Fprintf(table, "%d\tmissing\t%d\n", id, count)
		}
	}
	return table.Flush()
}
