package main

import (
	"errors"
	"net"
	"syscall"

	"pinfold/internal/config"
)

func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, config.Wrong{Setting: "PANEL_ADDR", Sentence: addr + " is in use by another program; must be a free address."}
	case errors.Is(err, syscall.EACCES):
		return nil, config.Wrong{Setting: "PANEL_ADDR", Sentence: addr + " is not permitted; must be a port from 1024 on, unless the panel runs as root."}
	}
	return nil, config.Wrong{Setting: "PANEL_ADDR", Sentence: addr + " cannot be listened on; must be an address of this machine."}
}
