package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/web/templates/proof"
)

// provePage asks who it is, for a page that needs to know; then it leads there.
func (p *panel) provePage(c echo.Context) error {
	next := local(c.QueryParam("next"))
	if p.isFresh(c) {
		return c.Redirect(http.StatusSeeOther, next)
	}
	return p.showProof(c, http.StatusOK, proof.Box{Next: next})
}

// proveNow takes the proof that provePage asked for.
func (p *panel) proveNow(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	next := local(sent.Get("next"))
	if !p.isFresh(c) {
		if problem, err := p.prove(c, sent); err != nil || problem != "" {
			return p.notProved(c, proof.Box{Next: next}, problem, err)
		}
	}
	return c.Redirect(http.StatusSeeOther, next)
}
