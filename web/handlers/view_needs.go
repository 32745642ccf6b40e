package handlers

import (
	"fmt"
	"time"

	"pinfold/internal/models"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/overview"
)

// needs puts on the first page what waits for a person, worst first.
type needs struct {
	operationView
	page *overview.Page
	// all shows all servers that expire.
	all bool
}

// add puts needs of a sort on the page; total counts those that do not fit
// too, which href leads to.
func (n needs) add(list []overview.Need, total int64, one, other, href string) {
	n.page.Needs = append(n.page.Needs, list...)
	n.page.NeedCount += total
	if more := int(total) - len(list); more > 0 {
		n.page.More = append(n.page.More, overview.More{Text: i18n.N(n.ctx, more, one, other), Href: href})
	}
}

// unknown are operations whose outcome a person must decide on.
func (n needs) unknown() error {
	rows, total, err := n.scope.UnknownOperations(n.ctx, needsMost)
	if err != nil {
		return err
	}
	list := make([]overview.Need, 0, len(rows))
	for _, op := range rows {
		need := n.operation(op)
		need.Title = i18n.T(n.ctx, "{what}: not known whether it happened", "what", need.Title)
		need.Button = i18n.T(n.ctx, "Decide")
		list = append(list, need)
	}
	n.add(list, total, "{n} more outcome is not known", "{n} more outcomes are not known", "/operations")
	return nil
}

// failed are operations that failed of late and that nothing made good.
func (n needs) failed() error {
	rows, total, err := n.scope.FailedOperations(n.ctx, n.now().Add(-failedFor), needsMost)
	if err != nil {
		return err
	}
	list := make([]overview.Need, 0, len(rows))
	for _, op := range rows {
		need := n.operation(op)
		pattern := "{what} failed"
		if op.Children > 0 {
			pattern = "{what}: not all done"
		}
		need.Title, need.Text, need.Button = i18n.T(n.ctx, pattern, "what", need.Title), op.Error, i18n.T(n.ctx, "Open")
		list = append(list, need)
	}
	n.add(list, total, "{n} more operation failed", "{n} more operations failed", "/operations?show=finished")
	return nil
}

func (n needs) operation(op models.Operation) overview.Need {
	kind, _ := statusWords(op)
	need := overview.Need{ID: fmt.Sprintf("operation-%d", op.ID), Kind: kind, Title: operationTitle(op), Href: operationURL(op.ID), At: op.CreatedAt}
	if op.EndedAt != nil {
		need.At = *op.EndedAt
	}
	n.at(&need, op.AccountID)
	return need
}

func (n needs) at(need *overview.Need, id models.ID) {
	if a, ok := n.accounts[id]; ok {
		vendor, _ := n.panel.Fleet.Vendor(a.Provider)
		need.Code, need.Provider, need.Account = vendor.Code, vendor.Name, a.Label
	}
}

// accountsInTrouble do not answer or refuse the stored credentials.
func (n needs) accountsInTrouble() error {
	failing := failingAccounts(n.accounts)
	var list []overview.Need
	for _, a := range failing[:min(needsMost, len(failing))] {
		t := n.panel.trouble(n.ctx, a)
		list = append(list, overview.Need{ID: fmt.Sprintf("account-%d", a.ID), Icon: "cloud-off", Title: t.Strong, Text: t.Rest, Next: t.Next,
			Href: t.Href, RefreshURL: t.RefreshURL, Button: i18n.T(n.ctx, "Why")})
	}
	n.add(list, int64(len(failing)), "{n} more account does not answer", "{n} more accounts do not answer", "/accounts")
	return nil
}

// servers are those in error, or in a state that is not known.
func (n needs) servers() error {
	rows, total, err := n.scope.TroubledServers(n.ctx, needsMost)
	if err != nil {
		return err
	}
	list := make([]overview.Need, 0, len(rows))
	for _, r := range rows {
		account := n.accounts[r.AccountID]
		vendor, _ := n.panel.Fleet.Vendor(account.Provider)
		s := serverState(r, vendor, nil, account.IsOld(r, n.now()))
		need := overview.Need{ID: fmt.Sprintf("server-%d", r.ID), Kind: s.Kind, Title: r.Name + ": " + s.Word,
			Href: fmt.Sprintf("/servers/%d", r.ID), Text: s.Title, At: r.StateSince, Button: i18n.T(n.ctx, "Open")}
		n.at(&need, r.AccountID)
		list = append(list, need)
	}
	n.add(list, total, "{n} more server has an error or is not known", "{n} more servers have an error or are not known", "/servers?state=attention")
	return nil
}

// expiring are the servers that end soon unless they are paid for.
func (n needs) expiring() error {
	limit := needsMost
	if n.all {
		limit = allExpiring
	}
	rows, total, err := n.scope.ExpiringServers(n.ctx, n.now().Add(-expiredSince), n.now().Add(expiresSoon), limit)
	if err != nil {
		return err
	}
	list := make([]overview.Need, 0, len(rows))
	for _, r := range rows {
		need := overview.Need{ID: fmt.Sprintf("expires-%d", r.ID), Icon: "calendar-clock", Title: r.Name + ": " + untilText(n.ctx, *r.ExpiresAt),
			Href: fmt.Sprintf("/servers/%d", r.ID), Button: i18n.T(n.ctx, "Open")}
		n.at(&need, r.AccountID)
		list = append(list, need)
	}
	n.add(list, total, "{n} more server expires soon", "{n} more servers expire soon", "/?expiring=all")
	return nil
}

func (n needs) now() time.Time { return n.panel.Store.Now() }
