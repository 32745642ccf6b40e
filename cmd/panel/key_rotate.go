package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

type keyRotateCommand struct {
	dataSettings `embed:""`
	Finish       bool          `name:"finish" help:"Drop the earlier keys, once nothing is sealed with them. Backups of before do not open with the key file then."`
	To           string        `name:"to" help:"Write the changed key to this new file and change nothing else, for a key that is a variable or cannot be written."`
	Wait         time.Duration `name:"wait" default:"15s" help:"How long a running panel may take to take up the new key."`
	Yes          bool          `name:"yes" help:"With --finish: do not ask."`
}

// Run puts a new key in use, or goes on where an earlier run was cut off.
func (r *keyRotateCommand) Run(ctx context.Context, c console) (err error) {
	cfg, err := r.read()
	if err != nil {
		return err
	}
	unlock, err := cfg.LockKey()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	d, err := r.openKey(ctx, c)
	if err != nil {
		return err
	}
	defer d.close()
	switch {
	case r.Finish:
		return r.finish(ctx, d)
	case r.To != "":
		return r.write(d, secrets.AddKey)
	}
	if err := r.addKey(ctx, d); err != nil {
		return err
	}
	if err := d.heard(ctx, r.Wait); err != nil {
		return err
	}
	return d.reseal(ctx)
}

// addKey adds a key to the file, unless the present one is not in use
// everywhere yet.
func (r *keyRotateCommand) addKey(ctx context.Context, d *keyData) error {
	left, err := d.left(ctx)
	if err != nil {
		return err
	}
	if left > 0 {
		fmt.Fprintf(d.out, "%s of an earlier key: going on with them.\n", values(left))
		return nil
	}
	if !d.cfg.Key.IsZero() {
		return sentence("PANEL_KEY is a variable, which this command cannot change. Write a new one to a file with --to FILE, " +
			"set PANEL_KEY to what is in it, restart the panel, and run panel key rotate again.")
	}
	d.cfg.SweepKey()
	if err := d.replace(secrets.AddKey); err != nil {
		return err
	}
	fmt.Fprintf(d.out, "%s holds a new key, %d, and the earlier ones.\n", d.cfg.KeyFile, d.keys.Primary())
	return nil
}

// write puts the changed key into a file of its own.
func (r *keyRotateCommand) write(d *keyData, change func([]byte) ([]byte, error)) error {
	changed, err := d.changed(change)
	if err != nil {
		return err
	}
	if err := d.cfg.WriteKey(r.To, changed); errors.Is(err, fs.ErrExist) {
		return sentence(r.To + " is there already. Name another file.")
	} else if err != nil {
		return sentence(r.To + " cannot be written.")
	}
	fmt.Fprintln(d.out, r.To+" holds the changed key. Nothing else was changed. Put it in the place of the present one, restart the panel"+r.then())
	return nil
}

func (r *keyRotateCommand) then() string {
	if r.Finish {
		return ", and remove the file."
	}
	return ", run panel key rotate again, and remove the file."
}

// replace changes the key file and the keys of this process.
func (d *keyData) replace(change func([]byte) ([]byte, error)) error {
	changed, err := d.changed(change)
	if err != nil {
		return err
	}
	if err := d.cfg.ReplaceKey(changed); err != nil {
		return err
	}
	_, err = d.keys.Reload()
	return err
}

// changed is the text of the key as it is after a change.
func (d *keyData) changed(change func([]byte) ([]byte, error)) ([]byte, error) {
	text, err := d.cfg.KeyText()
	if err != nil {
		return nil, err
	}
	return change([]byte(text))
}

// reseal seals everything with the new key. A panel that works meanwhile may
// write a value that it had sealed before, so it ends with a round that finds
// nothing.
func (d *keyData) reseal(ctx context.Context) error {
	entry := models.Audit{Action: "key.rotate", Address: "command line", TargetName: fmt.Sprint("key ", d.keys.Primary())}
	if err := d.store.ResealSettings(ctx, d.keys, entry); err != nil {
		return err
	}
	done := 0
	for {
		round, err := d.store.Reseal(ctx, d.keys, func(n int) { fmt.Fprintf(d.out, "%s sealed with the new key\n", values(int64(done+n))) })
		if err != nil {
			return fmt.Errorf("not all values are sealed with the new key yet, run this again: %w", err)
		}
		done += round.Done
		if round.Done == 0 {
			return d.tell(round.Closed)
		}
	}
}

func (d *keyData) tell(closed []string) error {
	if len(closed) > 0 {
		return sentence("No key opens these, which stay as they are: " + strings.Join(closed, ", ") +
			". Enter the credentials again where they are still needed.")
	}
	fmt.Fprintln(d.out, "Everything is sealed with the new key. The earlier ones stay, so that backups of before can be restored;")
	fmt.Fprintln(d.out, "panel key rotate --finish drops them, an hour from now or later.")
	return nil
}

func values(n int64) string {
	if n == 1 {
		return "1 value"
	}
	return fmt.Sprint(n, " values")
}
