package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// locking loads the server that a person wants to lock or unlock, and the
// padlock on it, if there is one.
func (p *panel) locking(c echo.Context) (t actions.Target, lock models.Padlock, locked bool, err error) {
	if t, err = p.target(c, providers.KindServer, idOf(c.Param("id"))); err != nil {
		return t, lock, false, err
	}
	if !scopeOf(c).May(access.OperateServers) {
		return t, lock, false, forbidden("Your role does not lock servers. Ask an owner for the role Operator.")
	}
	locks, err := scopeOf(c).Padlocks(c.Request().Context(), []models.ID{t.ID()})
	lock, locked = locks[t.ID()]
	return t, lock, locked, err
}

func (p *panel) lockBox(c echo.Context, t actions.Target, lock models.Padlock, locked bool) servers.LockBox {
	back := fmt.Sprintf("/servers/%d", t.ID())
	box := servers.LockBox{Up: t.Name(), UpURL: back}
	box.Asking = ui.Asking{Title: "Lock " + t.Name(), Action: back + "/lock", Cancel: back, Submit: "Lock server"}
	if t.Busy != nil && t.Busy.Destroys {
		action, _ := actions.Named(t.Busy.Action)
		box.GoesOn = action.Words.Doing + " was started before. The lock does not stop it."
	}
	if locked {
		box.Locked, box.Words = true, p.padlockWords(c, lock, p.userNames(c)).Words()
		box.Since = strconv.FormatInt(lock.CreatedAt.UnixNano(), 10)
		box.Asking.Title, box.Asking.Action, box.Asking.Submit = "Lift the lock on "+t.Name(), back+"/lock/lift", "Lift lock"
		if !scopeOf(c).MayLift(lock) {
			box.Problem, box.Asking.Submit = "Who set it lifts it, or a person who may delete servers.", ""
		}
	}
	return box
}

func (p *panel) showLock(c echo.Context, status int, box servers.LockBox) error {
	return p.showOwn(c, status, box.Asking.Title, box.Up, box.UpURL, servers.LockFragment(box))
}

// lockPage asks whether to lock the server or, if it is locked, to unlock it.
func (p *panel) lockPage(c echo.Context) error {
	t, lock, locked, err := p.locking(c)
	if err != nil {
		return err
	}
	return p.showLock(c, http.StatusOK, p.lockBox(c, t, lock, locked))
}

// lock sets a lock, unless there is one.
func (p *panel) lock(c echo.Context) error {
	t, _, _, err := p.locking(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	box := p.lockBox(c, t, models.Padlock{}, false)
	box.Reason = strings.Join(strings.Fields(strings.ToValidUTF8(sent.Get("reason"), "")), " ")
	if n := utf8.RuneCountInString(box.Reason); n > models.PadlockReasonMost {
		box.Problem = fmt.Sprintf("A reason has up to %d characters. This one has %d.", models.PadlockReasonMost, n)
		return p.showLock(c, http.StatusUnprocessableEntity, box)
	}
	err = scopeOf(c).SetPadlock(c.Request().Context(), *t.Resource, box.Reason,
		models.Audit{Action: "server.lock", Outcome: "locked", Address: c.RealIP()})
	if errors.Is(err, models.ErrPadlocked) {
		return p.lockAgain(c, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	p.ownChanged(*t.Resource)
	return p.done(c, box.UpURL, ui.Notice{Kind: ui.OK, Title: t.Name() + " is locked"})
}

// lockAgain shows how the lock stands now.
func (p *panel) lockAgain(c echo.Context, status int) error {
	t, lock, locked, err := p.locking(c)
	if err != nil {
		return err
	}
	box := p.lockBox(c, t, lock, locked)
	box.Changed = true
	return p.showLock(c, status, box)
}

// liftLock lifts the lock that the person saw.
func (p *panel) liftLock(c echo.Context) error {
	t, _, _, err := p.locking(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	since, _ := strconv.ParseInt(sent.Get("since"), 10, 64) // What cannot be read is no lock's time.
	err = scopeOf(c).LiftPadlock(c.Request().Context(), *t.Resource, time.Unix(0, since),
		models.Audit{Action: "server.unlock", Outcome: "unlocked", Address: c.RealIP()})
	switch {
	case errors.Is(err, models.ErrNotYours):
		return forbidden("Who set the lock lifts it, or a person who may delete servers.")
	case errors.Is(err, models.ErrChanged):
		return p.lockAgain(c, http.StatusConflict)
	case err != nil && !errors.Is(err, models.ErrNotFound): // What is unlocked already is as it was asked for.
		return err
	}
	p.ownChanged(*t.Resource)
	return p.done(c, fmt.Sprintf("/servers/%d", t.ID()), ui.Notice{Kind: ui.OK, Title: t.Name() + " is not locked any more"})
}
