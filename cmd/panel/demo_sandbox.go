package main

import (
	"net"
	"net/http"
	"time"

	"pinfold/internal/sandbox"
)

// demoSandbox is the simulated providers on a port of this machine.
type demoSandbox struct {
	// address is host:port.
	address  string
	accounts []demoAccount
	server   *http.Server
}

func startSandbox(servers int, pace time.Duration) (*demoSandbox, error) {
	box := sandbox.New(sandbox.Options{Seed: time.Now().UnixNano(), Pace: pace, DataCenters: 3, PayAfter: 10 * pace})
	accounts := demoAccounts(servers)
	if err := openAccounts(box, accounts); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: box.Handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // It ends with stop.
	return &demoSandbox{address: listener.Addr().String(), accounts: accounts, server: server}, nil
}

func (b *demoSandbox) stop() { _ = b.server.Close() }
