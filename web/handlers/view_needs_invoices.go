package handlers

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"pinfold/internal/money"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/invoices"
	"pinfold/web/templates/overview"
	"pinfold/web/templates/ui"
)

// dueSoon is how long before it falls due an invoice needs a person.
const dueSoon = 7 * 24 * time.Hour

// invoices are overdue or fall due soon.
func (n needs) invoices() error {
	rows, total, err := n.scope.DueInvoices(n.ctx, n.now().Add(dueSoon), needsMost)
	if err != nil {
		return err
	}
	list := make([]overview.Need, 0, len(rows))
	for i := range rows {
		t := n.panel.targetOf(n.accounts[rows[i].AccountID], &rows[i])
		state := n.panel.invoiceState(t)
		need := overview.Need{ID: fmt.Sprintf("invoice-%d", rows[i].ID), Icon: "receipt", Href: resourceURL(rows[i].Kind, rows[i].ID),
			Title:  i18n.T(n.ctx, "Invoice {number}: {state}", "number", t.Name(), "state", invoices.StateText(n.ctx, state)),
			Button: i18n.T(n.ctx, "Open")}
		if !state.Warn {
			need.Icon, need.Kind = "", ui.Error
		}
		if left, err := decimal.NewFromString(rows[i].Invoice().Left); err == nil {
			need.Text = money.Text(left, n.panel.currencyOf(t.Account))
		}
		n.at(&need, rows[i].AccountID)
		list = append(list, need)
	}
	n.add(list, total, "{n} more invoice is due", "{n} more invoices are due", invoicesList)
	return nil
}
