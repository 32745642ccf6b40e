package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	accountdesk "pinfold/internal/accounts"
	"pinfold/internal/actions"
	"pinfold/internal/feed"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
	"pinfold/web/templates/ui"
)

// accounts is the list of all accounts and their health.
func (p *panel) accounts(c echo.Context) error {
	scope, ctx := scopeOf(c), c.Request().Context()
	all, err := scope.Accounts(ctx)
	if err != nil {
		return err
	}
	counts, err := scope.ServersPerAccount(ctx)
	if err != nil {
		return err
	}
	list := accounts.List{MayConnect: scope.May(access.ManageAccounts)}
	for _, a := range all {
		list.Rows = append(list.Rows, p.accountRow(a, counts[a.ID]))
	}
	s, err := p.shell(c, "Accounts", "accounts")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	if list.MayConnect {
		s.Add, s.AddLabel = "/accounts/new", "Connect account"
	}
	return p.render(c, http.StatusOK, accounts.ListPage(s, list))
}

func (p *panel) accountRow(a models.Account, servers int64) accounts.Row {
	vendor, _ := p.Fleet.Vendor(a.Provider)
	row := accounts.Row{
		ID: fmt.Sprint(a.ID), Href: fmt.Sprintf("/accounts/%d", a.ID), Label: a.Label,
		Code: vendor.Code, Provider: vendor.Name, Servers: int(servers), Kind: ui.OK, Word: accountdesk.Health(a),
	}
	switch {
	case a.Failures > 0:
		row.Kind, row.Warn = ui.Suspended, true
	case a.RefreshedAt == nil:
		row.Kind = ui.Working
	}
	if a.RefreshedAt != nil {
		row.Checked = *a.RefreshedAt
		row.Old = p.Store.Now().Sub(row.Checked) > a.OldAfter("servers")
	}
	return row
}

// account is the page of one account.
func (p *panel) account(c echo.Context) error {
	page, err := p.accountPage(c, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	s, err := p.shell(c, page.Row.Provider+" "+page.Row.Label, "accounts")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/accounts", "Accounts"
	return p.render(c, http.StatusOK, accounts.AccountPage(s, page))
}

func (p *panel) accountPage(c echo.Context, id models.ID) (accounts.Page, error) {
	scope, ctx := scopeOf(c), c.Request().Context()
	a, err := scope.Account(ctx, id)
	if err != nil {
		return accounts.Page{}, err
	}
	counts, err := scope.ServersPerAccount(ctx)
	if err != nil {
		return accounts.Page{}, err
	}
	kinds, err := scope.KindCounts(ctx, a.ID)
	if err != nil {
		return accounts.Page{}, err
	}
	vendor, _ := p.Fleet.Vendor(a.Provider)
	base := fmt.Sprintf("/accounts/%d", a.ID)
	page := accounts.Page{
		Row: p.accountRow(a, counts[a.ID]), Endpoint: vendor.Endpoint(a.Settings), User: a.Settings[accountdesk.NameField(vendor)],
		Currency: a.Currency, NextTry: a.NextRefresh, Created: a.CreatedAt, LastError: a.LastError, LastSaid: a.LastSaid,
		RefreshURL: base + "/refresh", SettingsURL: base + "/settings", RemoveURL: base + "/remove",
		ServersURL: fmt.Sprintf("/servers?account=%d", a.ID), Limits: limitLines(p.Fleet.Limits(a)), LimitsURL: base + "/limits", CanURL: base + "/can",
		Areas:    areasOf(p.targetOf(a, nil)),
		TrailURL: trailURL(c, providers.KindAccount, a.ID), LookOnly: lookOnly(c, access.ManageAccounts, "account"),
		MayManage: scope.May(access.ManageAccounts), Lists: listChecks(a, vendor, kinds), Live: []string{fmt.Sprintf("account-%d", a.ID)},
	}
	p.addOwner(&page, p.targetOf(a, nil), scope.Role)
	if a.Failures > 0 {
		if a.FailingSince != nil {
			page.FailingSince = *a.FailingSince
		}
		page.Consequence = fmt.Sprintf("Its %s show what was true then. Other accounts are not touched by this.", serverCount(int(counts[a.ID])))
		page.Advice = adviceOn(a, vendor)
	}
	return page, nil
}

// addOwner leads to the profile and the tokens, where the provider has them.
func (p *panel) addOwner(page *accounts.Page, t actions.Target, role access.Role) {
	if actions.ProfileUpdate.Lacking(t) == "" {
		page.ProfileURL = accountURL(t.Account.ID) + "/profile"
	}
	if actions.TokenCreate.Lacking(t) == "" {
		page.TokensURL = pageOf(providers.KindToken).list
	}
	if offer, ok := actions.AccountRotateToken.Offer(t, role); ok && offer.Reason == "" {
		page.RotateURL = actionURL(t, actions.AccountRotateToken.Name)
	}
}

// adviceOn are things to look at while an account fails.
func adviceOn(a models.Account, vendor providers.Vendor) []string {
	switch a.LastKind {
	case providers.ErrAuth, providers.ErrPermission:
		return []string{"Is the key still listed at " + vendor.Name + "? " + vendor.KeyHelp, "Does " + vendor.Name + " accept it from this panel's address?"}
	case providers.ErrUnexpected:
		return []string{"Open the endpoint in your browser: is it " + vendor.Name + " that answers?", "A proxy or a challenge page may stand between."}
	case providers.ErrLimit:
		return []string{"Does another program use the same key? Limits count for all of them."}
	}
	return []string{"Is " + vendor.Endpoint(a.Settings) + " up in your browser?", "Can this machine reach it?"}
}

func (p *panel) refreshAccount(c echo.Context) error {
	id := idOf(c.Param("id"))
	return p.refreshNow(c, id, fmt.Sprintf("/accounts/%d", id))
}

// refreshNow makes an account's refresh due now.
func (p *panel) refreshNow(c echo.Context, id models.ID, back string) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	account, err := scope.Account(ctx, id)
	if err != nil {
		return err
	}
	if err := scope.AskRefresh(ctx, id); err != nil {
		return err
	}
	p.Bus.Publish(feed.Event{Team: int64(account.TeamID), Account: int64(account.ID), Kind: "account", ID: int64(account.ID)})
	return p.done(c, back, ui.Notice{Kind: ui.Working, Title: "Reading " + account.Label + " again", Text: "The page follows by itself."})
}
