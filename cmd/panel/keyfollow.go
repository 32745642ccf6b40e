package main

import (
	"context"
	"io/fs"
	"os"
	"slices"
	"time"
)

// keyEvery is how often the panel looks at the key file: about as soon as it
// changes the new key is in use.
const keyEvery = time.Second

// followKey records which keys this panel has, and takes up those that panel
// key rotate adds to the file while it runs.
func (in *installation) followKey(ctx context.Context) error {
	if err := in.store.SetKeysKnown(ctx, in.keys.Keys()); err != nil {
		return err
	}
	if !in.cfg.Key.IsZero() {
		return nil // A variable does not change.
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		in.watchKey(ctx)
	}()
	in.closers = append(in.closers, func() error {
		cancel()
		<-ended
		return nil
	})
	return nil
}

func (in *installation) watchKey(ctx context.Context) {
	// What changed before the first look is read by it.
	var seen fs.FileInfo
	known := in.keys.Keys()
	tick := time.NewTicker(keyEvery)
	defer tick.Stop()
	for {
		if now, err := os.Stat(in.cfg.KeyFile); err == nil && !same(seen, now) {
			seen = now
			if _, err := in.keys.Reload(); err != nil {
				in.log.Error("the key file changed and is not taken", "file", in.cfg.KeyFile, "error", err)
			}
		}
		known = in.tellKeys(ctx, known)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// tellKeys records keys that were taken up, also where a value that they open
// was met first.
func (in *installation) tellKeys(ctx context.Context, known []uint32) []uint32 {
	now := in.keys.Keys()
	if slices.Equal(known, now) {
		return known
	}
	if err := in.store.SetKeysKnown(ctx, now); err != nil {
		in.log.Error("the keys in use are not recorded", "error", err)
		return known // The next look tries again.
	}
	in.log.Info("took up the keys of the key file", "file", in.cfg.KeyFile, "keys", len(now))
	return now
}

func same(a, b fs.FileInfo) bool {
	return a != nil && os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}
