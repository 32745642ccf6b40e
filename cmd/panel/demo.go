package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"pinfold/internal/config"
)

const demoEmail = "demo@example.com"

type demoCommand struct {
	Addr    string        `name:"addr" default:"127.0.0.1:8080" help:"Address to listen on."`
	Data    string        `name:"data" help:"New folder to keep the data in. By default it is removed at the end."`
	Servers int           `name:"servers" env:"DEMO_SERVERS" default:"48" help:"Servers beside the samples of the providers' documents, up to 20000 over all providers."`
	Pace    time.Duration `name:"pace" env:"DEMO_PACE" default:"3s" help:"How long slow work of a provider takes per phase."`
	Level   string        `name:"log-level" env:"PANEL_LOG_LEVEL" default:"warn" help:"debug, info, warn or error."`
}

// Run serves a panel with an owner and a connected account until ctx ends.
func (d *demoCommand) Run(ctx context.Context, c console) (err error) {
	if err := d.check(); err != nil {
		return err
	}
	folder, remove, err := d.folder()
	if err != nil {
		return err
	}
	defer remove()
	box, err := startSandbox(d.Servers, d.Pace)
	if err != nil {
		return err
	}
	defer box.stop()
	return d.serve(ctx, c, folder, box)
}

func (d *demoCommand) check() error {
	switch {
	case d.Servers < 0 || d.Servers > mostServers:
		return config.Wrong{Setting: "DEMO_SERVERS", Sentence: "must be a number from 0 to 20000."}
	case d.Pace <= 0:
		return config.Wrong{Setting: "DEMO_PACE", Sentence: "must be a time such as 3s."}
	}
	return nil
}

func (d *demoCommand) serve(ctx context.Context, c console, folder string, box *demoSandbox) (err error) {
	settings := config.Settings{Addr: d.Addr, Data: folder, AllowEndpoints: box.address, LogLevel: d.Level}
	cfg, err := settings.Read()
	if err != nil {
		return d.ownWords(err)
	}
	in, err := open(ctx, cfg, c)
	if err != nil {
		return d.ownWords(err)
	}
	defer in.closeInto(&err)
	word := readablePassword()
	if err := in.furnish(ctx, word, box); err != nil {
		return err
	}
	return in.serve(ctx, welcome{
		demoHint: "This is a demo with simulated providers. Sign in as " + demoEmail + "; the console shows the password.",
		lines: []string{
			"Sign in as " + demoEmail + " with the password " + word,
			"The providers are simulated. Stop with Ctrl-C.",
		},
	})
}

// folder returns the data folder and how to be rid of it.
func (d *demoCommand) folder() (string, func(), error) {
	if d.Data == "" {
		folder, err := os.MkdirTemp("", "pinfold-demo-")
		return folder, func() { _ = os.RemoveAll(folder) }, err
	}
	// The simulated provider forgets everything at the end, so that the
	// data of an earlier demo would show what does not exist.
	if left, err := os.ReadDir(d.Data); len(left) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", nil, config.Wrong{Setting: "--data", Sentence: d.Data + " is in use; must be a new or empty folder."}
	}
	return d.Data, func() {}, nil
}

// ownWords names the setting as the demo has it.
func (d *demoCommand) ownWords(err error) error {
	var wrong config.Wrong
	if errors.As(err, &wrong) && wrong.Setting == "PANEL_ADDR" {
		return config.Wrong{Setting: "--addr", Sentence: wrong.Sentence}
	}
	return err
}
