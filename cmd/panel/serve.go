package main

import (
	"context"
	"fmt"

	"pinfold/internal/config"
	"pinfold/internal/secrets"
)

type serveCommand struct {
	config.Settings `embed:""`
}

// Run serves the panel until ctx ends.
func (s *serveCommand) Run(ctx context.Context, c console) (err error) {
	cfg, err := s.Read()
	if err != nil {
		return err
	}
	in, err := open(ctx, cfg, c)
	if err != nil {
		return err
	}
	defer in.closeInto(&err)
	token, err := in.firstOwner(ctx)
	if err != nil {
		return err
	}
	return in.serve(ctx, welcome{setupToken: token, lines: in.setupLines(token)})
}

func (in *installation) setupLines(token secrets.Text) []string {
	if token.IsZero() {
		return nil
	}
	return []string{
		"There is no owner yet. Open " + in.url.JoinPath("setup").String() + " and enter this set-up token:",
		"    " + token.Reveal(),
	}
}

// welcome is what a start tells: on the console, on the set-up page, and on
// the sign-in page.
type welcome struct {
	lines      []string
	setupToken secrets.Text
	demoHint   string
}

func (w welcome) print(in *installation) {
	fmt.Fprintln(in.console.out, "Pinfold listens on", in.url)
	for _, line := range w.lines {
		fmt.Fprintln(in.console.out, line)
	}
}

// closeInto closes the installation and adds a failure to what is returned.
func (in *installation) closeInto(err *error) {
	if failure := in.close(); *err == nil {
		*err = failure
	}
}
