package wire

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"pinfold/internal/providers"
)

// logged writes one line per call: what, where, what came of it and how long
// it took. No header, body, query or credential is among it.
func logged(next send) send {
	return func(ctx context.Context, c *call) (Answer, error) {
		start := time.Now()
		answer, err := next(ctx, c)
		c.log(ctx, answer.Status, time.Since(start), err)
		return answer, err
	}
}

func (c *call) log(ctx context.Context, status int, took time.Duration, err error) {
	path, _, _ := strings.Cut(c.Path, "?")
	attrs := []slog.Attr{
		slog.String("op", string(c.Op)),
		slog.String("method", c.Method),
		slog.String("host", c.host()),
		slog.String("path", path),
		slog.Int("status", status),
		slog.Duration("took", took),
	}
	level := slog.LevelDebug
	if c.row.Write {
		level = slog.LevelInfo
	}
	var e *providers.Error
	if errors.As(err, &e) {
		level = slog.LevelWarn
		attrs = append(attrs, slog.String("kind", string(e.Kind)), slog.Bool("sent", !e.NotSent))
		if e.Cause != nil {
			attrs = append(attrs, slog.String("cause", e.Cause.Error()))
		}
	}
	c.Kit.Log.LogAttrs(ctx, level, "provider call", attrs...)
}

func (c *call) host() string {
	if c.URL == nil {
		return ""
	}
	return c.URL.Host
}
