package main

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"time"

	"pinfold/internal/config"
)

// healthcheckCommand takes the address alone, so that no other setting can
// fail the check.
type healthcheckCommand struct {
	Addr string `name:"addr" env:"PANEL_ADDR" default:"${addr}" help:"Address that the panel listens on."`
}

// Run fails unless the panel on this machine says that it is well.
func (h *healthcheckCommand) Run(ctx context.Context) error {
	addr, err := config.ListenAddr(h.Addr)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+near(addr)+"/healthz", nil)
	if err != nil {
		return err
	}
	// A proxy of the environment has no business between the two.
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		return config.Wrong{Setting: "PANEL_ADDR", Sentence: "nothing answers on " + addr + "; must be where the panel listens."}
	}
	_ = answer.Body.Close() // The status says it all.
	if answer.StatusCode != http.StatusOK {
		return config.Wrong{Setting: "PANEL_ADDR", Sentence: addr + " answers with " + answer.Status + "; must be where the panel listens."}
	}
	return nil
}

// near turns an address to listen on into one to connect to.
func near(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	ip, err := netip.ParseAddr(host)
	switch {
	case host == "" || err == nil && ip == netip.IPv4Unspecified():
		host = "127.0.0.1"
	case err == nil && ip == netip.IPv6Unspecified():
		host = "::1"
	}
	return net.JoinHostPort(host, port)
}
