package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"pinfold/internal/accounts"
	"pinfold/internal/config"
	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/providers/all"
	"pinfold/internal/providers/wire"
)

type accountsCommand struct {
	Add    accountsAddCommand    `cmd:"" help:"Connect an account."`
	List   accountsListCommand   `cmd:"" help:"List the accounts and their health."`
	Test   accountsTestCommand   `cmd:"" help:"Ask the provider whether an account's credentials work."`
	Remove accountsRemoveCommand `cmd:"" help:"Forget an account."`
}

// accountSettings are those of the commands that work with accounts.
type accountSettings struct {
	dataSettings `embed:""`
	Allow        string `name:"allow-endpoints" env:"PANEL_ALLOW_ENDPOINTS" help:"Private provider endpoints that are allowed, as host:port, with commas between."`
	LogLevel     string `name:"log-level" env:"PANEL_LOG_LEVEL" default:"error" help:"debug, info, warn or error."`
	Team         string `name:"team" help:"Name of the team, if there are several."`
}

// beside is the data of a panel that may run at the same time. Nothing is
// executed from here, and the panel's lock is not taken.
type beside struct {
	console
	store *models.Store
	fleet *fleet.Fleet
	desk  accounts.Desk
	scope models.Scope
}

// open opens the data for one command.
func (s accountSettings) open(ctx context.Context, c console) (*beside, error) {
	cfg, err := config.Settings{Data: s.Data, Key: s.Key, KeyFile: s.KeyFile, AllowEndpoints: s.Allow, LogLevel: s.LogLevel}.Read()
	if err != nil {
		return nil, err
	}
	store, keys, err := openStore(ctx, cfg)
	if err != nil {
		return nil, err
	}
	b := &beside{console: c, store: store}
	if err := b.chooseTeam(ctx, s.Team); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	reads, writes := wire.Transports(cfg.AllowEndpoints)
	log := slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: cfg.LogLevel}))
	b.fleet = fleet.New(fleet.Options{Store: store, Keys: keys, Bus: feed.New(), Log: log, Vendors: all.Vendors(), Reads: reads, Writes: writes})
	b.desk = accounts.Desk{Fleet: b.fleet, Keys: keys}
	return b, nil
}

func (b *beside) close() { _ = b.store.Close() } // What was committed is safe.

// chooseTeam finds the team to work for.
func (b *beside) chooseTeam(ctx context.Context, team string) error {
	teams, err := b.store.Teams(ctx)
	if err != nil {
		return err
	}
	chosen, err := chooseTeam(teams, team)
	if err != nil {
		return err
	}
	b.scope = b.store.HolderScope(chosen)
	return nil
}

func chooseTeam(teams []models.Team, name string) (models.Team, error) {
	var names []string
	var fit []models.Team
	for _, t := range teams {
		names = append(names, t.Name)
		if name == "" || t.Name == name {
			fit = append(fit, t)
		}
	}
	switch {
	case len(teams) == 0:
		return models.Team{}, sentence("There is no team yet. Set the panel up first.")
	case len(fit) == 1:
		return fit[0], nil
	case name == "":
		return models.Team{}, sentence("There are several teams: " + strings.Join(names, ", ") + ". Name one with --team.")
	case len(fit) == 0:
		return models.Team{}, sentence("There is no team " + name + ". There are: " + strings.Join(names, ", ") + ".")
	}
	return models.Team{}, sentence("Several teams are called " + name + ".")
}

// sentence is an error that is told as it is.
type sentence string

// Error implements error.
func (s sentence) Error() string { return string(s) }

// audit says that something was done from the command line.
func audit() models.Audit { return models.Audit{Address: "command line"} }

// vendorOf finds a provider.
func vendorOf(slug string) (providers.Vendor, error) {
	var names []string
	for _, v := range all.Vendors() {
		if string(v.Slug) == slug {
			return v, nil
		}
		names = append(names, string(v.Slug))
	}
	return providers.Vendor{}, sentence("There is no provider " + slug + ". There are: " + strings.Join(names, ", ") + ".")
}
