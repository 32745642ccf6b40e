package handlers

import (
	"context"
	"io"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"pinfold/web/templates/layout"
	"pinfold/web/templates/ui"
)

// parts shows every part that pages are made of. It exists in the demo only.
func (p *panel) parts(c echo.Context) error {
	if p.DemoHint == "" {
		return echo.ErrNotFound
	}
	s, err := p.shell(c, "Parts", "")
	if err != nil {
		return err
	}
	return p.render(c, http.StatusOK, templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return layout.Page(s).Render(templ.WithChildren(ctx, ui.Parts()), w)
	}))
}
