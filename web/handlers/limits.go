package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
)

// limits shows the rate limits of an account by the panel's own count.
func (p *panel) limits(c echo.Context) error {
	account, err := scopeOf(c).Account(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.showLimits(c, p.limitsView(account), account)
}

// limitsNow asks the provider what is left (CLO-02).
func (p *panel) limitsNow(c echo.Context) error {
	account, err := scopeOf(c).Account(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return err
	}
	view := p.limitsView(account)
	if view.NowURL == "" {
		return echo.ErrNotFound
	}
	view.Asked = true
	now, err := p.Fleet.LimitsNow(c.Request().Context(), account)
	if err != nil {
		p.Log.Info("limits not read", "account", account.ID, "error", err)
		view.Trouble, view.Said = providers.Sentence(err), providers.Said(err)
	}
	for _, l := range now {
		view.Now = append(view.Now, accounts.Limit{Method: l.Method, Path: l.Prefix, Count: l.Count, Left: l.Left, Window: windowWord(l.Per), Frees: l.ResetsAt})
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, accounts.LimitsNow(view))
	}
	return p.showLimits(c, view, account)
}

func (p *panel) limitsView(account models.Account) accounts.Limits {
	vendor, _ := p.Fleet.Vendor(account.Provider)
	view := accounts.Limits{Provider: vendor.Name, Up: vendor.Name + " " + account.Label, UpURL: accountURL(account.ID),
		List: limitLines(p.Fleet.Limits(account)), Told: len(account.Limits) > 0}
	if _, ok := vendor.Zero.(providers.LimitMeter); ok {
		view.NowURL = accountURL(account.ID) + "/limits/now"
	}
	return view
}

func (p *panel) showLimits(c echo.Context, view accounts.Limits, account models.Account) error {
	s, err := p.shell(c, "Limits of "+account.Label, "accounts")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = view.UpURL, account.Label
	return p.render(c, http.StatusOK, accounts.LimitsPage(s, view))
}
