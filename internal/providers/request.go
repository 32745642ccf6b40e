package providers

import (
	"context"
	"time"
)

// Request is how far long work at a provider got.
type Request struct {
	// Server is the id of the server that it is about, "" for none.
	Server string
	Done   bool
	// BeganAt and DoneAt are zero where they are not known.
	BeganAt, DoneAt time.Time
}

// RequestReader follows long work by the number that began it (CLO-42).
type RequestReader interface {
	// Request takes the number as the ref's ID and the location of the server
	// that the work is about. One that does not exist is a NotFound error.
	Request(ctx context.Context, ref Ref) (Request, error)
}
