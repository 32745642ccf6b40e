package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/keys"
	"pinfold/web/templates/ui"
)

// tokens is the list of the API tokens of all accounts.
func (p *panel) tokens(c echo.Context) error {
	list, err := p.tokenList(c)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Keys", "keys")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	if len(list.Add) == 1 && list.Add[0].Reason == "" {
		s.Add, s.AddLabel = list.Add[0].Href, actions.TokenCreate.Words.Label
	}
	return p.render(c, http.StatusOK, keys.TokensPage(s, list))
}

// keyTabs are the kinds of keys.
func (p *panel) keyTabs(c echo.Context, shown providers.Kind) (tabs []ui.Tab, err error) {
	for _, one := range []struct {
		kind providers.Kind
		href string
	}{{providers.KindSSHKey, "/keys"}, {providers.KindToken, "/keys?show=tokens"}} {
		_, n, err := scopeOf(c).AllOf(c.Request().Context(), one.kind, 0, 1)
		if err != nil {
			return nil, err
		}
		tabs = append(tabs, ui.Tab{Label: pageOf(one.kind).many, Href: one.href, Count: ui.NumberText(n), Current: one.kind == shown})
	}
	return tabs, nil
}

func (p *panel) tokenList(c echo.Context) (list keys.Tokens, err error) {
	scope, ctx, number := scopeOf(c), c.Request().Context(), pageNumber(c)
	accounts, err := p.accountsByID(c)
	if err != nil {
		return list, err
	}
	rows, total, err := scope.AllOf(ctx, providers.KindToken, (number-1)*pageSize, pageSize)
	if err != nil {
		return list, err
	}
	list.NoAccounts, list.MayConnect = len(accounts) == 0, scope.May(access.ManageAccounts)
	list.Pages = pagesOf(newListAddress(c), number, int64(len(rows)), total)
	if list.Tabs, err = p.keyTabs(c, providers.KindToken); err != nil {
		return list, err
	}
	list.With, list.Without = p.byTokens()
	for _, a := range sortedAccounts(accounts) {
		t := p.targetOf(a, nil)
		if actions.TokenCreate.Lacking(t) != "" {
			continue
		}
		list.Able = true
		if offer, ok := actions.TokenCreate.Offer(t, scope.Role); ok {
			list.Add = append(list.Add, keys.Choice{Label: t.Vendor.Name + " " + a.Label, Href: actionURL(t, actions.TokenCreate.Name), Reason: offer.Reason})
		}
	}
	billing, err := p.billingNames(c, accounts)
	if err != nil {
		return list, err
	}
	busy, err := scope.Newest(ctx, resourceIDs(rows))
	for i := range rows {
		t := p.targetOf(accounts[rows[i].AccountID], &rows[i])
		if op, ok := busy[rows[i].ID]; ok {
			t.Busy = &op
		}
		list.Rows = append(list.Rows, p.tokenRow(c, t, billing))
	}
	return list, err
}

func (p *panel) tokenRow(c echo.Context, t actions.Target, billing map[string]string) keys.Token {
	r, role, facts := *t.Resource, scopeOf(c).Role, t.Resource.Token()
	row := keys.Token{
		ID: fmt.Sprint(r.ID), Name: t.Name(), Number: r.ExternalID, Own: facts.Own, Restricted: facts.Restricted,
		Billing: billing[billingKey(t.Account.ID, facts.Billing)], CreatedAt: facts.CreatedAt,
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label, AccountURL: accountURL(t.Account.ID),
		Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r),
	}
	if row.Billing == "" {
		row.Billing = facts.Billing
	}
	if role.May(access.RevealSecrets) && r.SealedNames != "" {
		secret := secretOf(r, providers.SecretToken, "Token "+t.Name())
		row.Secret = &secret
	}
	for _, a := range []actions.Action{actions.TokenUpdate, actions.TokenDelete} {
		offer, ok := a.Offer(t, role)
		if !ok {
			continue
		}
		link := keys.Choice{Label: a.Words.Label, Href: actionURL(t, a.Name), Reason: offer.Reason}
		if a.Name == actions.TokenUpdate.Name {
			row.Change = link
		} else {
			row.Delete = link
		}
	}
	account := p.targetOf(t.Account, nil)
	if _, ok := actions.AccountRotateToken.Offer(account, role); ok && facts.Own {
		row.RotateURL = actionURL(account, actions.AccountRotateToken.Name)
	}
	return row
}

// billingNames are the names of all billing accounts.
func (p *panel) billingNames(c echo.Context, accounts map[models.ID]models.Account) (map[string]string, error) {
	names := map[string]string{}
	rows, _, err := scopeOf(c).AllOf(c.Request().Context(), providers.KindBilling, 0, 1000)
	for _, r := range rows {
		names[billingKey(r.AccountID, r.ExternalID)] = r.Name
	}
	return names, err
}

func billingKey(account models.ID, id string) string { return fmt.Sprintf("%d/%s", account, id) }

// byTokens names the providers whose API has tokens, and the others.
func (p *panel) byTokens() (with, without string) {
	var has, others []string
	for _, v := range p.Vendors {
		if actions.TokenCreate.Lacking(actions.Target{Vendor: v}) == "" {
			has = append(has, v.Name)
		} else {
			others = append(others, v.Name)
		}
	}
	return andText(has), andText(others)
}
