package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/billing"
	"pinfold/web/templates/ui"
)

// billingAccounts is the list of the billing accounts of all accounts.
func (p *panel) billingAccounts(c echo.Context) error {
	list := billing.List{Sorts: newListAddress(c).sorts("name", "Billing account", "state", "State", "balance", "Balance", "unpaid", "Unpaid",
		"month", "This month", "card", "Pays with", "account", "Account", "checked", "Checked")}
	rows, accounts, err := p.moneyThings(c, providers.KindBilling, &list.Pages)
	if err != nil {
		return err
	}
	list.NoAccounts, list.MayConnect = len(accounts) == 0, scopeOf(c).May(access.ManageAccounts)
	list.Able, list.With = len(p.having(accounts, providers.KindBilling)) > 0, p.withBilling()
	for _, t := range rows {
		list.Rows = append(list.Rows, p.billingRow(t))
	}
	if list.Tabs, err = p.billingTabs(c, providers.KindBilling); err != nil {
		return err
	}
	s, err := p.shell(c, "Billing accounts", "money")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	return p.render(c, http.StatusOK, billing.ListPage(s, list))
}

// cards is the list of the cards of all accounts.
func (p *panel) cards(c echo.Context) error {
	list := billing.CardList{Sorts: newListAddress(c).sorts("name", "Card", "state", "State", "until", "Valid until", "billing", "Billing account",
		"account", "Account", "checked", "Checked")}
	rows, accounts, err := p.moneyThings(c, providers.KindCard, &list.Pages)
	if err != nil {
		return err
	}
	list.NoAccounts, list.MayConnect = len(accounts) == 0, scopeOf(c).May(access.ManageAccounts)
	list.Able, list.With = len(p.having(accounts, providers.KindCard)) > 0, p.withBilling()
	for _, t := range rows {
		row, err := p.cardRow(c, t)
		if err != nil {
			return err
		}
		list.Rows = append(list.Rows, row)
	}
	if list.Tabs, err = p.billingTabs(c, providers.KindCard); err != nil {
		return err
	}
	s, err := p.shell(c, "Cards", "money")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	return p.render(c, http.StatusOK, billing.CardsPage(s, list))
}

// moneyThings are the things of a kind on one page of their list, with the
// operations that work on them.
func (p *panel) moneyThings(c echo.Context, kind providers.Kind, pages *ui.Pages) ([]actions.Target, map[models.ID]models.Account, error) {
	ctx, scope, number := c.Request().Context(), scopeOf(c), pageNumber(c)
	accounts, err := p.accountsByID(c)
	if err != nil {
		return nil, nil, err
	}
	rows, total, err := scope.BillingThings(ctx, models.BillingQuery{Kind: kind, Prepaid: p.prepaid(accounts), Sort: c.QueryParam("sort"),
		Offset: (number - 1) * pageSize, Limit: pageSize})
	if err != nil {
		return nil, nil, err
	}
	*pages = pagesOf(newListAddress(c), number, int64(len(rows)), total)
	busy, err := scope.Newest(ctx, resourceIDs(rows))
	targets := make([]actions.Target, 0, len(rows))
	for i := range rows {
		t := p.targetOf(accounts[rows[i].AccountID], &rows[i])
		if op, ok := busy[rows[i].ID]; ok {
			t.Busy = &op
		}
		targets = append(targets, t)
	}
	return targets, accounts, err
}

// prepaid are the accounts whose provider knows no cards.
func (p *panel) prepaid(accounts map[models.ID]models.Account) (ids []models.ID) {
	for _, a := range accounts {
		if !hasCards(p.targetOf(a, nil)) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// billingTabs lead from billing accounts to cards and back.
func (p *panel) billingTabs(c echo.Context, here providers.Kind) (tabs []ui.Tab, err error) {
	for _, kind := range []providers.Kind{providers.KindBilling, providers.KindCard} {
		_, n, err := scopeOf(c).AllOf(c.Request().Context(), kind, 0, 1)
		if err != nil {
			return nil, err
		}
		tabs = append(tabs, ui.Tab{Label: pageOf(kind).many, Href: pageOf(kind).list, Count: ui.NumberText(n), Current: kind == here})
	}
	return tabs, nil
}

// withBilling names the providers whose API has billing accounts and cards.
func (p *panel) withBilling() string {
	var has []string
	for _, v := range p.Vendors {
		if actions.CardAdd.Lacking(actions.Target{Vendor: v}) == "" {
			has = append(has, v.Name)
		}
	}
	return andText(has)
}

// billingAccount is the page of one billing account.
func (p *panel) billingAccount(c echo.Context) error {
	t, err := p.target(c, providers.KindBilling, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	page, err := p.billingPage(c, t)
	if err != nil {
		return err
	}
	s, err := p.shell(c, page.Name, "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = pageOf(providers.KindBilling).list, "Billing accounts"
	return p.render(c, http.StatusOK, billing.BillingPage(s, page))
}

// refreshBilling makes the account's refresh due now.
func (p *panel) refreshBilling(c echo.Context) error {
	return p.refreshThing(c, providers.KindBilling)
}
