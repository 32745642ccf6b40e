package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"time"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// keyAge is how long a key must have been in use before the earlier ones are
// dropped: a value that was sealed before may be stored a little later.
const keyAge = time.Hour

// heard waits until a panel that runs has the keys of this process. One that
// reads another file would not open what is sealed with them.
func (d *keyData) heard(ctx context.Context, wait time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if runs, err := d.cfg.InUse(); err != nil || !runs {
			return err
		}
		if known, err := d.store.KeysKnown(ctx, d.keys.Keys()); err == nil && known {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return sentence("The panel that runs has not taken up the key: it has PANEL_KEY, or reads another file. " +
				"Nothing was sealed with the new key. Give the panel this key, restart it, and run this again.")
		}
	}
}

// finish drops the earlier keys.
func (r *keyRotateCommand) finish(ctx context.Context, d *keyData) error {
	if len(d.keys.Keys()) == 1 {
		return sentence("There is one key, and it is in use.")
	}
	if err := d.ripe(ctx); err != nil {
		return err
	}
	if r.To == "" && !d.cfg.Key.IsZero() {
		return sentence("PANEL_KEY is a variable, which this command cannot change. Write one without the earlier keys to a file with --to FILE.")
	}
	if r.To == "" && !r.Yes && !d.agreed() {
		return sentence("Nothing was changed.")
	}
	entry := models.Audit{Action: "key.finish", Address: "command line", TargetName: fmt.Sprint("key ", d.keys.Primary())}
	left, err := d.store.IfNoneSealedWith(ctx, d.earlier(), entry, func() error {
		if r.To != "" {
			return r.write(d, secrets.KeepPrimary)
		}
		return d.replace(secrets.KeepPrimary)
	})
	switch {
	case err != nil:
		return err
	case left > 0:
		return stillSealed(left)
	case r.To == "":
		fmt.Fprintln(d.out, d.cfg.KeyFile, "holds one key.")
	}
	return nil
}

// ripe says whether the earlier keys can go.
func (d *keyData) ripe(ctx context.Context) error {
	left, err := d.left(ctx)
	if err != nil {
		return err
	}
	if left > 0 {
		return stillSealed(left)
	}
	at, err := d.store.KeyRotated(ctx)
	if err == nil && d.store.Now().Before(at.Add(keyAge)) {
		return sentence("The key is in use since " + at.Format("15:04") + " UTC. Wait an hour before the earlier ones are dropped.")
	}
	return err
}

func stillSealed(n int64) error {
	return sentence(values(n) + " of an earlier key are left. Run panel key rotate first.")
}

func (d *keyData) agreed() bool {
	fmt.Fprint(d.out, "Backups of before the rotation will not open with "+d.cfg.KeyFile+" any more; a copy of it as it is now opens them. Drop the earlier keys? yes or no: ")
	line, _ := bufio.NewReader(d.in).ReadString('\n') // No answer is a no.
	return strings.TrimSpace(line) == "yes"
}
