package handlers

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/layout"
	view "pinfold/web/templates/money"
	"pinfold/web/templates/ui"
)

// calendar describes the person's calendar address; url is set while it is new.
func (v moneyView) calendar(url string) (view.Calendar, error) {
	feed, err := v.scope.Calendar(v.ctx)
	if errors.Is(err, models.ErrNotFound) {
		return view.Calendar{}, nil
	}
	cal := view.Calendar{On: true, URL: url, Created: feed.CreatedAt}
	if feed.UsedAt != nil {
		cal.Used = *feed.UsedAt
	}
	return cal, err
}

// renewCalendar gives the person a new calendar address and shows it, this
// once: only its digest is kept.
func (p *panel) renewCalendar(c echo.Context) error {
	key := rand.Text() + rand.Text()
	if err := scopeOf(c).RenewCalendar(c.Request().Context(), digestOf(key), models.Audit{Action: "calendar.renew", Outcome: "renewed", Address: c.RealIP()}); err != nil {
		return err
	}
	address := p.URL.JoinPath("calendar.ics")
	address.RawQuery = url.Values{"key": {key}}.Encode()
	return p.showExpiring(c, address.String())
}

// dropCalendar switches the person's calendar address off.
func (p *panel) dropCalendar(c echo.Context) error {
	if err := scopeOf(c).DropCalendar(c.Request().Context(), models.Audit{Action: "calendar.drop", Outcome: "removed", Address: c.RealIP()}); err != nil {
		return err
	}
	return p.done(c, "/money/expiring", ui.Notice{Kind: ui.OK, Title: "The calendar address is dead", Text: "Calendars that use it get nothing from now on."})
}

// calendarFeed answers a calendar program, which has no session. The key is
// part of the query, since queries are not logged.
func (p *panel) calendarFeed(c echo.Context) error {
	key := c.QueryParam("key")
	if len(key) < 40 {
		return echo.ErrNotFound
	}
	ctx := c.Request().Context()
	scope, err := p.Store.CalendarScope(ctx, digestOf(key))
	if err != nil {
		return err
	}
	closed, err := p.closedToPrograms(ctx, scope)
	if err != nil {
		return err
	}
	if closed {
		return echo.ErrNotFound
	}
	accounts, err := scope.Accounts(ctx)
	if err != nil {
		return err
	}
	v := moneyView{panel: p, ctx: ctx, scope: scope, accounts: map[models.ID]models.Account{}, clock: ui.Clock{Now: p.Store.Now(), Zone: zoneOf(scope.User)}}
	v.ctx = ui.WithClock(ctx, v.clock)
	for _, a := range accounts {
		v.accounts[a.ID] = a
	}
	v.sorted = sortedAccounts(v.accounts)
	list, err := v.endings()
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "private, no-store")
	return c.Blob(http.StatusOK, "text/calendar; charset=utf-8", []byte(v.icalendar(list)))
}

// icalendar writes what ends as events. The library escapes texts and folds
// lines as RFC 5545 asks for.
func (v moneyView) icalendar(list []ending) string {
	cal := ics.NewCalendarFor(layout.Name)
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(layout.Name + ", " + plainLine(v.scope.Team.Name))
	for _, e := range list {
		if e.at.IsZero() {
			continue
		}
		event := cal.AddEvent(e.uid + "@" + v.URL.Hostname())
		event.SetDtStampTime(v.clock.Now)
		event.SetSummary(plainLine(e.name + ", " + e.line.Provider + " " + e.line.Name))
		about := e.what
		if e.line.Sum.Amount != "" {
			about += ". " + e.line.Sum.Amount + " " + e.line.Sum.Currency
		}
		event.SetDescription(plainLine(about))
		event.SetURL(v.URL.JoinPath(e.href).String())
		if e.sort == endServer {
			event.SetStartAt(e.at)
			event.SetEndAt(e.at.Add(30 * time.Minute))
		} else {
			event.SetAllDayStartAt(e.at.In(v.clock.Zone))
		}
	}
	return cal.Serialize(ics.WithNewLineWindows)
}

// plainLine is text on one line without control characters.
func plainLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}
