package wire

import (
	"context"
	"time"
)

// How long a call may take, from the dial to the last byte of the answer,
// unless the request says otherwise. Some providers hold a write open until
// the work is done.
const (
	ReadTimeout  = 10 * time.Second
	WriteTimeout = 60 * time.Second
)

// deadlined bounds the whole call. The body is read inside of it, so an answer
// that trickles in ends at the deadline too.
func deadlined(next send) send {
	return func(ctx context.Context, c *call) (Answer, error) {
		if c.Timeout <= 0 {
			c.Timeout = ReadTimeout
			if c.row.Write {
				c.Timeout = WriteTimeout
			}
		}
		ctx, cancel := context.WithTimeout(ctx, c.Timeout)
		defer cancel()
		return next(ctx, c)
	}
}
