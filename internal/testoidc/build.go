package testoidc

import (
	"io"
	"log/slog"
	"net/http"
	"sync"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
)

// building keeps one issuer from being made while others answer: the library
// writes its endpoints to a variable of its package each time.
var building sync.RWMutex

// serverOf is the issuer's own handler.
func (i *Issuer) serverOf() http.Handler {
	building.Lock()
	defer building.Unlock()
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	server := exampleop.SetupServer(i.URL, i.store, quiet, false)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		building.RLock()
		defer building.RUnlock()
		server.ServeHTTP(w, r)
	})
}
