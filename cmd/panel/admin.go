package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"text/tabwriter"

	"pinfold/internal/config"
	"pinfold/internal/models"
	"pinfold/web/handlers"
)

type adminCommand struct {
	List    adminListCommand    `cmd:"" help:"List people, their teams and roles."`
	Reset   adminResetCommand   `cmd:"" help:"Make a link that sets a new password."`
	Disable adminDisableCommand `cmd:"" help:"Keep a person out, at once."`
	Enable  adminEnableCommand  `cmd:"" help:"Let a disabled person in again."`
}

// change opens the data, does the work on it and closes it.
func (s dataSettings) change(ctx context.Context, email string, work func(*models.Store) error) error {
	cfg, err := s.read()
	if err != nil {
		return err
	}
	store, _, err := openStore(ctx, cfg)
	if err != nil {
		return err
	}
	err = work(store)
	if errors.Is(err, models.ErrNotFound) {
		err = sentence("Nobody signs in as " + harmless(email) + ". panel admin list shows who does.")
	}
	return errors.Join(err, store.Close())
}

type adminListCommand struct {
	dataSettings `embed:""`
}

// Run prints the people of the installation.
func (l *adminListCommand) Run(ctx context.Context, c console) error {
	return l.change(ctx, "", func(store *models.Store) error {
		people, err := store.People(ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "E-MAIL\tNAME\tSTATE\tTEAMS")
		for _, p := range people {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", harmless(p.Email), harmless(p.Name), stateOf(p.User), harmless(teamsOf(p)))
		}
		return table.Flush()
	})
}

func stateOf(u models.User) string {
	switch {
	case u.DisabledAt != nil:
		return "disabled"
	case u.TOTPAt != nil:
		return "second factor"
	}
	return "active"
}

func teamsOf(p models.Person) string {
	var words []string
	for _, t := range p.Teams {
		words = append(words, t.Name+" ("+string(t.Role)+")")
	}
	if len(words) == 0 {
		return "none"
	}
	return strings.Join(words, ", ")
}

type adminResetCommand struct {
	dataSettings `embed:""`
	Email        string `arg:"" help:"E-mail address of the person."`
	URL          string `name:"url" env:"PANEL_URL" help:"Address that people reach the panel at."`
	DropFactors  bool   `name:"drop-factors" help:"Remove the person's second factor, recovery codes and passkeys too."`
}

// Run prints a link that sets a new password.
func (r *adminResetCommand) Run(ctx context.Context, c console) error {
	base, err := r.base()
	if err != nil {
		return err
	}
	return r.change(ctx, r.Email, func(store *models.Store) error {
		token, entry := handlers.NewLinkToken(), audit()
		entry.Action, entry.Outcome = "password.link", "made"
		user, err := store.AddResetByHolder(ctx, r.Email, handlers.LinkDigest(token), handlers.ResetLasts, r.DropFactors, entry)
		if err != nil {
			return err
		}
		if user.DisabledAt != nil {
			return sentence(harmless(r.Email) + " is disabled. Use panel admin enable first. Nothing was changed.")
		}
		if r.DropFactors {
			fmt.Fprintln(c.out, "The second factor, the recovery codes and the passkeys are removed.")
		}
		fmt.Fprintln(c.out, "Whoever opens this address within an hour sets a new password, once:")
		fmt.Fprintln(c.out, handlers.ResetLink(base, token))
		if base.Host == "" {
			fmt.Fprintln(c.out, "Put the address of the panel in front of it, or give --url.")
		}
		return nil
	})
}

// base is the address of the panel, empty if it is not known.
func (r *adminResetCommand) base() (*url.URL, error) {
	if r.URL == "" {
		return &url.URL{Path: "/"}, nil
	}
	cfg, err := config.Settings{URL: r.URL}.Read()
	return cfg.URL, err
}

type adminDisableCommand struct {
	dataSettings `embed:""`
	Email        string `arg:"" help:"E-mail address of the person."`
}

// Run keeps a person out and ends their sessions.
func (d *adminDisableCommand) Run(ctx context.Context, c console) error {
	return d.setDisabled(ctx, c, d.Email, true, "disabled", "is disabled. Their sessions have ended.")
}

type adminEnableCommand struct {
	dataSettings `embed:""`
	Email        string `arg:"" help:"E-mail address of the person."`
}

// Run lets a person in again.
func (e *adminEnableCommand) Run(ctx context.Context, c console) error {
	return e.setDisabled(ctx, c, e.Email, false, "enabled", "may sign in again.")
}

func (s dataSettings) setDisabled(ctx context.Context, c console, email string, off bool, outcome, said string) error {
	return s.change(ctx, email, func(store *models.Store) error {
		entry := audit()
		entry.Action, entry.Outcome = "person."+strings.TrimSuffix(outcome, "d"), outcome
		changed, err := store.SetDisabled(ctx, email, off, entry)
		if err != nil {
			return err
		}
		if !changed {
			said = "is " + outcome + " already."
		}
		fmt.Fprintln(c.out, harmless(email), said)
		return nil
	})
}
