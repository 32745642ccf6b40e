package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/providers"
)

var statementHead = []string{"kind", "code", "count", "unit", "amount", "currency", "from", "to"}

// statementCSV is a statement as a file.
func (p *panel) statementCSV(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	ask, able, err := v.asked(c)
	switch {
	case err != nil:
		return err
	case len(able) == 0:
		return echo.ErrNotFound
	case ask.problem != "":
		return echo.NewHTTPError(http.StatusUnprocessableEntity, ask.problem)
	}
	told, err := p.Fleet.Statement(v.ctx, ask.account, ask.server, ask.first, ask.end)
	if errors.As(err, new(*providers.Error)) {
		return echo.NewHTTPError(http.StatusBadGateway, providers.Sentence(err))
	}
	if err != nil {
		return err
	}
	if err := p.exported(c, "statement"); err != nil {
		return err
	}
	return p.sendCSV(c, p.dated("statement"), statementHead, func(add func(...string)) {
		for _, charge := range told.Charges {
			add(charge.Label, charge.Code, charge.Count, charge.Unit, charge.Amount, v.currency(ask.account), ask.from, ask.to)
		}
	})
}
