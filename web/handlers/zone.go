package handlers

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/zones"
)

// zone is the page of one zone with its records.
func (p *panel) zone(c echo.Context) error {
	t, err := p.zoneOf(c)
	if err != nil {
		return err
	}
	return p.showZone(c, t, nil)
}

func (p *panel) zoneOf(c echo.Context) (actions.Target, error) {
	return p.target(c, providers.KindZone, idOf(c.Param("id")))
}

// readZone reads the records of a zone if that is due, and shows them.
func (p *panel) readZone(c echo.Context) error {
	return p.lookAtZone(c, func(ctx context.Context, t actions.Target) error {
		check, err := scopeOf(c).ReadRecords(ctx, *t.Resource)
		if err != nil || !p.Fleet.ZoneDue(t.Account, *t.Resource, check) {
			return err
		}
		return p.Fleet.ReadZone(providers.WithPriority(ctx, providers.Background), t.Account, *t.Resource)
	})
}

// refreshZone reads a zone because a person asks.
func (p *panel) refreshZone(c echo.Context) error {
	return p.lookAtZone(c, func(ctx context.Context, t actions.Target) error {
		return p.Fleet.ReadZone(ctx, t.Account, *t.Resource)
	})
}

func (p *panel) lookAtZone(c echo.Context, read func(ctx context.Context, t actions.Target) error) error {
	t, err := p.zoneOf(c)
	if err != nil {
		return err
	}
	failed := read(c.Request().Context(), t)
	var known *providers.Error
	if failed != nil && !errors.As(failed, &known) {
		return failed
	}
	if c.Request().Method == http.MethodPost && !inDialog(c) && failed == nil {
		return c.Redirect(http.StatusSeeOther, resourceURL(providers.KindZone, t.ID()))
	}
	if t, err = p.zoneOf(c); err != nil {
		return err
	}
	return p.showZone(c, t, &reading{failed})
}

func (p *panel) showZone(c echo.Context, t actions.Target, read *reading) error {
	page, err := p.zonePage(c, t)
	if err != nil {
		return err
	}
	if err := p.zoneRecords(c, t, &page); err != nil {
		return err
	}
	if read != nil { // It was read just now, or cannot be.
		page.Due = false
		if read.failed != nil {
			page.Trouble = providers.Sentence(read.failed)
		}
	}
	if inDialog(c) && read != nil {
		return p.render(c, http.StatusOK, zones.Zone(page))
	}
	s, err := p.shell(c, page.Name, "zones")
	if err != nil {
		return err
	}
	s.Wide, s.Back, s.BackLabel = true, "/zones", "DNS"
	return p.render(c, http.StatusOK, zones.ZonePage(s, page))
}

func zoneQuery(c echo.Context) (models.ZoneQuery, int) {
	values, number := c.QueryParams(), pageNumber(c)
	return models.ZoneQuery{Text: cut(strings.TrimSpace(values.Get("q")), 200), Type: cut(values.Get("type"), 10), Sort: values.Get("sort"),
		Offset: (number - 1) * pageSize, Limit: pageSize}, number
}
