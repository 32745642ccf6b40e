package main

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// stopWithin bounds the stop: supervisors kill after ten seconds.
const stopWithin = 9 * time.Second

// serve works and answers until ctx ends, then lets what runs come to an end.
func (in *installation) serve(ctx context.Context, w welcome) error {
	work, err := in.assemble(ctx, w)
	if err != nil {
		return err
	}
	server := in.newServer(ctx, work.handler)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(in.listener) }()
	w.print(in)
	in.log.Info("started", "version", versionText(), "address", in.listener.Addr().String(), "data", in.cfg.Data)
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	in.stop(ctx, server, work)
	return err
}

// newServer has no limit on writing, since event streams stay open.
func (in *installation) newServer(ctx context.Context, h http.Handler) *http.Server {
	return &http.Server{
		Handler:           endStreams(ctx, h),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(in.log.Handler(), slog.LevelWarn),
	}
}

// stop ends requests and jobs side by side. What does not end in time is cut
// off; operations go on where they were at the next start.
func (in *installation) stop(ctx context.Context, server *http.Server, work *assembly) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	stopped := make(chan error, 1)
	go func() { stopped <- work.jobs.Stop(ctx) }()
	if err := server.Shutdown(ctx); err != nil {
		in.log.Warn("requests were cut off", "error", err)
		_ = server.Close() // The listener is closed already.
	}
	// They are few, and this is the last moment to write them.
	work.refusals.Flush(context.WithoutCancel(ctx))
	if err := <-stopped; err != nil {
		in.log.Warn("background work was cut off", "error", err)
	}
	in.log.Info("stopped")
}

// endStreams ends event streams, which would never end by themselves, when
// ctx does. Other requests run to their end.
func endStreams(ctx context.Context, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Header.Get("Accept"), "text/event-stream") {
			streaming, cancel := context.WithCancel(r.Context())
			defer cancel()
			defer context.AfterFunc(ctx, cancel)()
			r = r.WithContext(streaming)
		}
		next.ServeHTTP(w, r)
	})
}
