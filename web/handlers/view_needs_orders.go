package handlers

import (
	"fmt"

	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	"pinfold/web/templates/overview"
)

// orders wait to be paid or to be installed.
func (n needs) orders() error {
	rows, total, err := n.scope.Waiting(n.ctx, providers.KindOrder, needsMost)
	if err != nil {
		return err
	}
	list := make([]overview.Need, 0, len(rows))
	for i := range rows {
		t := n.panel.targetOf(n.accounts[rows[i].AccountID], &rows[i])
		need := overview.Need{ID: fmt.Sprintf("order-%d", rows[i].ID), Icon: "receipt", Href: resourceURL(rows[i].Kind, rows[i].ID),
			At: rows[i].FirstSeen, Button: i18n.T(n.ctx, "Open")}
		need.Title = i18n.T(n.ctx, "{order} is paid and not installed", "order", t.Name())
		if rows[i].Order().Stage == providers.OrderUnpaid {
			need.Title = i18n.T(n.ctx, "{order} waits for payment", "order", t.Name())
			if sum := sumOf(t); sum != "" {
				need.Title += ": " + sum
			}
		}
		n.at(&need, rows[i].AccountID)
		list = append(list, need)
	}
	n.add(list, total, "{n} more order waits", "{n} more orders wait", "/search?q=order")
	return nil
}
