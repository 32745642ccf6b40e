package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// How often the stream says that it is alive, and how often it looks whether
// the person may still listen.
const (
	pingEvery  = 15 * time.Second
	checkEvery = 3 * time.Second
)

// events streams the names of what changed. It carries no content: a page
// fetches itself again through the same scope as everything else.
func (p *panel) events(c echo.Context) error {
	sub := p.Bus.Subscribe()
	defer sub.Close()
	w := c.Response()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	w.Flush()
	ping, check := time.NewTicker(pingEvery), time.NewTicker(checkEvery)
	defer ping.Stop()
	defer check.Stop()
	scope := scopeOf(c)
	for {
		var err error
		select {
		case <-c.Request().Context().Done():
			return nil
		case <-sub.Wake():
			err = writeNames(w, scope, sub.Take())
		case <-ping.C:
			_, err = fmt.Fprint(w, "event: ping\ndata: \n\n")
		case <-check.C:
			if scope, err = p.stillIn(c, scope); err != nil {
				p.lastWord(w, err)
				return nil
			}
			continue
		}
		if err != nil {
			return nil
		}
		w.Flush()
	}
}

// Why a stream ends though the person is still a member.
var (
	errClosed   = errors.New("the team requires a second factor")
	errSwitched = errors.New("another team")
)

// stillIn loads the scope anew; it fails when the session is over or went to
// another team, or the person is no member any more, or lacks what the team
// requires by now.
func (p *panel) stillIn(c echo.Context, scope models.Scope) (models.Scope, error) {
	ctx := c.Request().Context()
	row, err := p.Store.Session(ctx, digestOf(sessionOf(c).ID))
	if err != nil {
		return scope, err
	}
	if team := teamOf(row); team != 0 && team != scope.Team.ID {
		return scope, errSwitched
	}
	scope, err = p.Store.ScopeFor(ctx, scope.User.ID, scope.Team.ID)
	if err != nil {
		return scope, err
	}
	lacks, err := p.lacksFactor(c, scope)
	if err == nil && lacks {
		err = errClosed
	}
	return scope, err
}

// lastWord has the pages of a stream that ends fetch something, so that they
// learn why.
func (p *panel) lastWord(w *echo.Response, err error) {
	if errors.Is(err, errSwitched) || errors.Is(err, models.ErrNotFound) {
		_, _ = fmt.Fprint(w, "data: nav\n\n") // The stream ends in any case.
		w.Flush()
	}
}

func writeNames(w *echo.Response, scope models.Scope, events []feed.Event) error {
	var names []string
	for _, e := range events {
		if scope.Sees(models.ID(e.Team), models.ID(e.Account)) {
			names = append(names, namesOf(e)...)
		}
	}
	if len(names) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "data: %s\n\n", strings.Join(names, " "))
	return err
}

// namesOf are the names that pages listen to: the thing, its list, and the
// navigation, whose figures may have changed.
func namesOf(e feed.Event) []string {
	kind := providers.Kind(e.Kind)
	if e.ID != 0 {
		return []string{fmt.Sprintf("%s-%d", kind, e.ID), plural(kind)}
	}
	return []string{plural(kind), "nav"}
}
