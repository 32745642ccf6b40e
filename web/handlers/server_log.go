package handlers

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/servers"
)

// recordLanguages are the languages of the providers' records.
var recordLanguages = map[providers.Slug]string{providers.Clodo: "ru"}

// serverLog reads the provider's own record of a server and shows it: alone
// for the script of the server's page, else as a page.
func (p *panel) serverLog(c echo.Context) error {
	t, err := p.target(c, providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if t.Resource.GoneAt != nil {
		return partOfGone(c, t)
	}
	record := p.recordOf(t)
	if record == nil {
		return echo.ErrNotFound
	}
	ctx := providers.WithPriority(c.Request().Context(), providers.Background)
	log, err := p.Fleet.ServerLog(ctx, t.Account, *t.Resource)
	switch {
	case errors.As(err, new(*providers.Error)):
		record.Trouble = providers.Sentence(err)
	case err != nil:
		return err
	}
	record.ReadAt = log.At
	for _, e := range log.Entries {
		record.Entries = append(record.Entries, servers.RecordLine{At: e.At, What: e.What, Who: e.Who, Outcome: e.Outcome})
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.ServerRecord(*record))
	}
	s, page, err := p.partShell(c, t, "Record")
	if err != nil {
		return err
	}
	return p.render(c, http.StatusOK, servers.PartPage(s, page, "Record", servers.ServerRecord(*record)))
}

// recordOf is the record of a server before it is read, nil if its provider
// keeps none or the server is gone.
func (p *panel) recordOf(t actions.Target) *servers.Record {
	if t.Resource.GoneAt != nil || !p.Fleet.HasLog(t.Account) {
		return nil
	}
	return &servers.Record{URL: fmt.Sprintf("/servers/%d/log", t.Resource.ID), Provider: t.Vendor.Name,
		Lang: recordLanguages[t.Vendor.Slug]}
}

// partShell is what surrounds a page of one part of a server.
func (p *panel) partShell(c echo.Context, t actions.Target, title string) (layout.Shell, servers.Page, error) {
	page := servers.Page{ID: fmt.Sprint(t.Resource.ID), Name: t.Name()}
	s, err := p.shell(c, title, "servers")
	s.Back, s.BackLabel = "/servers/"+page.ID, page.Name
	return s, page, err
}
