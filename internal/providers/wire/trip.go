package wire

import (
	"context"
	"net/http/httptrace"
	"sync/atomic"
)

// trip tells how far a request got.
type trip struct{ stayed, asked, connected atomic.Bool }

// stay marks a request that was never handed to a transport.
func (t *trip) stay() { t.stayed.Store(true) }

// unsent reports that certainly no byte left: the transport reported that it
// looked for a connection, and never got one. A transport that reports nothing
// proves nothing.
func (t *trip) unsent() bool {
	return t.stayed.Load() || t.asked.Load() && !t.connected.Load()
}

func (t *trip) watch(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { t.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { t.connected.Store(true) },
	})
}
