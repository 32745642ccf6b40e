package handlers

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/keys"
)

// keys is the list of the SSH keys of all accounts.
func (p *panel) keys(c echo.Context) error {
	if c.QueryParam("show") == "tokens" {
		return p.tokens(c)
	}
	list, err := p.keyList(c)
	if err != nil {
		return err
	}
	if list.Tabs, err = p.keyTabs(c, providers.KindSSHKey); err != nil {
		return err
	}
	s, err := p.shell(c, "Keys", "keys")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	if len(list.Add) == 1 && list.Add[0].Reason == "" {
		s.Add, s.AddLabel = list.Add[0].Href, "Add SSH key"
	}
	return p.render(c, http.StatusOK, keys.ListPage(s, list))
}

func (p *panel) keyList(c echo.Context) (keys.List, error) {
	scope, ctx, number := scopeOf(c), c.Request().Context(), pageNumber(c)
	accounts, err := p.accountsByID(c)
	if err != nil {
		return keys.List{}, err
	}
	rows, total, err := scope.AllOf(ctx, providers.KindSSHKey, (number-1)*pageSize, pageSize)
	if err != nil {
		return keys.List{}, err
	}
	list := keys.List{NoAccounts: len(accounts) == 0, MayConnect: scope.May(access.ManageAccounts),
		Pages: pagesOf(newListAddress(c), number, int64(len(rows)), total)}
	list.With, list.Without = p.byKeys()
	for _, a := range sortedAccounts(accounts) {
		p.addTo(c, &list, a)
	}
	busy, err := scope.Newest(ctx, resourceIDs(rows))
	for i := range rows {
		t := p.targetOf(accounts[rows[i].AccountID], &rows[i])
		if op, ok := busy[rows[i].ID]; ok {
			t.Busy = &op
		}
		list.Rows = append(list.Rows, p.keyRow(t, scope.Role))
	}
	return list, err
}

// addTo offers an account that has keys.
func (p *panel) addTo(c echo.Context, list *keys.List, account models.Account) {
	t := p.targetOf(account, nil)
	if actions.SSHKeyCreate.Lacking(t) != "" {
		return
	}
	list.Able = true
	if offer, ok := actions.SSHKeyCreate.Offer(t, scopeOf(c).Role); ok {
		list.Add = append(list.Add, keys.Choice{Label: t.Vendor.Name + " " + account.Label,
			Href: actionURL(t, actions.SSHKeyCreate.Name), Reason: offer.Reason})
	}
}

func (p *panel) keyRow(t actions.Target, role access.Role) keys.Row {
	facts := t.Resource.SSHKey()
	row := keys.Row{
		ID: fmt.Sprint(t.Resource.ID), Name: t.Name(), Number: t.Resource.ExternalID, Type: facts.Type, Fingerprint: facts.Fingerprint,
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label, AccountURL: accountURL(t.Account.ID),
		Checked: t.Account.CheckedAt(*t.Resource), Old: isOldThing(p, t.Account, *t.Resource),
	}
	if offer, ok := actions.SSHKeyDelete.Offer(t, role); ok {
		row.RemoveURL, row.Reason = actionURL(t, actions.SSHKeyDelete.Name), offer.Reason
	}
	return row
}

// byKeys names the providers whose API has SSH keys, and the others.
func (p *panel) byKeys() (with, without string) {
	var has, others []string
	for _, v := range p.Vendors {
		if actions.SSHKeyCreate.Lacking(actions.Target{Vendor: v}) == "" {
			has = append(has, v.Name)
		} else {
			others = append(others, v.Name)
		}
	}
	return andText(has), andText(others)
}

// andText joins names as a sentence does.
func andText(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func resourceIDs(rows []models.Resource) []models.ID {
	ids := make([]models.ID, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}
