package main

import (
	"context"
	"errors"
	"net/http"

	"pinfold/internal/alerts"
	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/jobs"
	"pinfold/internal/mail"
	"pinfold/internal/providers"
	"pinfold/internal/providers/all"
	"pinfold/internal/providers/wire"
	"pinfold/web/handlers"
)

// assembly is the panel at work: background jobs and the handler of requests.
type assembly struct {
	jobs    *jobs.Jobs
	handler http.Handler
	// refusals are written to the audit trail within a minute, or at the stop.
	refusals *handlers.Refusals
}

func (in *installation) assemble(ctx context.Context, w welcome) (*assembly, error) {
	bus, vendors := feed.New(), all.Vendors()
	clients := in.newFleet(bus, vendors)
	desk := in.alertDesk(bus, clients)
	work, err := jobs.Start(ctx, jobs.Options{
		Store: in.store, Fleet: clients, Keys: in.keys, Bus: bus, Log: in.log, Alerts: desk,
		QueuePath: in.cfg.QueueFile(), LookFor: in.cfg.LookFor, SettleFor: in.cfg.SettleFor,
	})
	if err != nil {
		return nil, err
	}
	refusals := handlers.NewRefusals(in.store, in.log)
	handler, err := handlers.New(handlers.Options{
		Store: in.store, Fleet: clients, Waker: work, Keys: in.keys, Bus: bus, Log: in.log, Vendors: vendors,
		URL: in.url, Alerts: desk, DerivedURL: in.cfg.URL == nil, TrustedProxies: in.cfg.TrustedProxies, SetupToken: w.setupToken, DemoHint: w.demoHint,
		UploadLimit: in.cfg.UploadLimit, Mail: in.mail(), SessionIdle: in.cfg.SessionIdle, SessionMax: in.cfg.SessionMax, SSO: in.singleSignOn(), Refusals: refusals,
	})
	if err != nil {
		return nil, errors.Join(err, work.Stop(ctx))
	}
	return &assembly{jobs: work, handler: handler, refusals: refusals}, nil
}

func (in *installation) newFleet(bus *feed.Bus, vendors []providers.Vendor) *fleet.Fleet {
	reads, writes := wire.Transports(in.cfg.AllowEndpoints)
	return fleet.New(fleet.Options{
		Store: in.store, Keys: in.keys, Bus: bus, Log: in.log, Vendors: vendors, Reads: reads, Writes: writes,
		Objects: wire.ObjectTransport(in.cfg.AllowEndpoints),
	})
}

func (in *installation) alertDesk(bus *feed.Bus, clients *fleet.Fleet) *alerts.Desk {
	return alerts.New(alerts.Options{
		Store: in.store, Keys: in.keys, Bus: bus, Log: in.log, URL: in.url,
		Vendor: func(slug providers.Slug) string { v, _ := clients.Vendor(slug); return v.Name },
		Env:    alerts.NewEnv(in.cfg.AllowAlerts, in.cfg.AllowPlainMail, in.cfg.ChatURL),
	})
}

// mail sends the panel's own messages; nil where no mail server is set up.
func (in *installation) mail() mail.Sender {
	m := in.cfg.Mail
	if m == nil {
		return nil
	}
	server := mail.Server{Host: m.Host, Port: m.Port, Security: mail.StartTLS, Login: m.User, Password: m.Password}
	switch {
	case m.Plain:
		server.Security = mail.Plain
	case m.TLS:
		server.Security = mail.TLS
	}
	return &mail.Post{Server: server, From: m.From}
}
