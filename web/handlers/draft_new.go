package handlers

import (
	"net/http"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/tickets"
	"pinfold/web/templates/ui"
)

// keepNew keeps what somebody enters for a new ticket.
func (p *panel) keepNew(c echo.Context) error {
	action := actions.TicketCreate
	t, err := p.target(c, providers.KindAccount, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if _, ok := action.Offer(t, scopeOf(c).Role); !ok {
		return forbidden("Your role does not allow this. Ask an owner for the role Operator.")
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	values := form.Values{}
	for _, field := range action.Form(t).Fields {
		values[field.Name] = sent.Get(field.Name)
		if utf8.RuneCountInString(values[field.Name]) > models.DraftMost {
			return echo.NewHTTPError(http.StatusUnprocessableEntity, "A draft has up to 20,000 characters. Nothing was saved.")
		}
	}
	ctx, scope := c.Request().Context(), scopeOf(c)
	if err := scope.KeepBegun(ctx, action.Name, t.Account, values, "subject", "text"); err != nil {
		return err
	}
	if inDialog(c) {
		_, at, err := scope.Begun(ctx, action.Name, t.Account)
		if err != nil {
			return err
		}
		return p.render(c, http.StatusOK, tickets.Kept(at))
	}
	return p.done(c, actionURL(t, action.Name), ui.Notice{Kind: ui.OK, Title: "The draft is kept", Text: "It is on this panel. Only you see it."})
}

// begun fills an untouched form of a new thing with what the person entered
// before.
func (p *panel) begun(c echo.Context, a asked, values form.Values) (form.Values, error) {
	if a.action.Keeps == "" || a.target.Resource != nil || len(c.QueryParams()) > 0 {
		return values, nil
	}
	kept, _, err := scopeOf(c).Begun(c.Request().Context(), a.action.Name, a.target.Account)
	return form.Join(values, kept), err
}
