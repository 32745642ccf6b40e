package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"
)

// How many errands may be on their way, and how long one may take.
const (
	errandsMost   = 32
	errandsWithin = 40 * time.Second
)

// errands run after the answer was given, so that the time of the answer does
// not tell what they found. A few are on their way at once.
type errands struct {
	log  *slog.Logger
	room chan struct{}
}

func newErrands(log *slog.Logger) *errands {
	return &errands{log: log, room: make(chan struct{}, errandsMost)}
}

// run does the work in the background. Where there is no room it is left out.
func (e *errands) run(what string, work func(context.Context) error) {
	select {
	case e.room <- struct{}{}:
	default:
		e.log.Warn("too much is going on", "left out", what)
		return
	}
	go func() {
		defer func() { <-e.room }()
		defer func() {
			if r := recover(); r != nil {
				e.log.Error("panic", "in", what, "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
			}
		}()
		ctx, cancel := context.WithTimeout(context.Background(), errandsWithin)
		defer cancel()
		if err := work(ctx); err != nil {
			e.log.Warn("failed in the background", "what", what, "error", err)
		}
	}()
}
