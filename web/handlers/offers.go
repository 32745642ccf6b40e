package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/web/templates/servers"
)

// offersPage lists what can be done with a thing: a page of its own, and the
// menu of its row.
func (p *panel) offersPage(c echo.Context) error {
	kind := kindOf(c.Param("kind"))
	id := idOf(c.Param("id"))
	if kind == "" || id == 0 {
		return echo.ErrNotFound
	}
	t, err := p.target(c, kind, id)
	if err != nil {
		return err
	}
	view := servers.Offering{Name: t.Name(), Href: targetURL(t), Offers: offersOf(t, scopeOf(c).Role)}
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.OffersMenu(view))
	}
	s, err := p.shell(c, "Actions for "+t.Name(), pageOf(kind).section)
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = view.Href, view.Name
	return p.render(c, http.StatusOK, servers.OffersPage(s, view))
}
