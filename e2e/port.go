//go:build e2e

package e2e

import (
	"fmt"
	"net"
	"os"
	"sync/atomic"
	"testing"
)

// The ports that panels listen on lie below those that a system gives out by
// itself: one of these could be another listener's, or the near end of a
// connection, before the panel has it, or while it is down in the middle of a
// test. Runs beside each other begin at different ones.
const firstPort, ports = 12_000, 20_000

var portsGiven atomic.Int64

// freeAddress returns an address where nothing listens. It is given out once.
func freeAddress(t testing.TB) string {
	t.Helper()
	for range ports {
		at := (int64(os.Getpid())*97 + portsGiven.Add(1)) % ports
		address := fmt.Sprintf("127.0.0.1:%d", firstPort+at)
		if listener, err := net.Listen("tcp", address); err == nil {
			_ = listener.Close() // For the panel.
			return address
		}
	}
	t.Fatal("no port is free")
	return ""
}
