package handlers

import (
	"pinfold/internal/money"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/overview"
	"pinfold/web/templates/ui"
)

// runways are balances that are soon spent at the present pace.
func (n needs) runways() error {
	v := moneyView{panel: n.panel, ctx: n.ctx, scope: n.scope, accounts: n.accounts, sorted: sortedAccounts(n.accounts), clock: ui.ClockOf(n.ctx)}
	v.clock.Now = n.now()
	all, err := v.runways()
	if err != nil {
		return err
	}
	var list []overview.Need
	for _, r := range all {
		if r.days < 0 || r.days > runwayLow {
			continue
		}
		need := overview.Need{ID: r.uid, Icon: "receipt", Title: v.says(r), Href: r.href, Button: i18n.T(n.ctx, "Open"),
			Text: i18n.T(n.ctx, "{sum} left.", "sum", money.Text(r.balance, v.currency(r.account)))}
		n.at(&need, r.account.ID)
		list = append(list, need)
	}
	n.add(list[:min(needsMost, len(list))], int64(len(list)), "{n} more balance is soon spent", "{n} more balances are soon spent",
		"/money/expiring?show="+endBalance)
	return nil
}
