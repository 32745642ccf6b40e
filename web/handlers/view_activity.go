package handlers

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/activity"
	"pinfold/web/templates/ui"
)

// activityLines are changes in words, with the operations that made them.
func (p *panel) activityLines(c echo.Context, rows []models.Activity, accounts map[models.ID]models.Account) ([]activity.Line, error) {
	var ids []models.ID
	for _, r := range rows {
		if r.OperationID != nil && !slices.Contains(ids, *r.OperationID) {
			ids = append(ids, *r.OperationID)
		}
	}
	ops, err := scopeOf(c).OperationsByID(c.Request().Context(), ids)
	if err != nil {
		return nil, err
	}
	names := p.userNames(c)
	lines := make([]activity.Line, 0, len(rows))
	for _, r := range rows {
		l := p.activityLine(accounts[r.AccountID], r)
		if r.OperationID != nil {
			if op, ok := ops[*r.OperationID]; ok {
				l.By, l.ByHref = byWords(op, names[op.UserID]), operationURL(op.ID)
			}
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// byWords name an operation and who asked for it: "Reboot web-05 by Ann".
func byWords(op models.Operation, who string) string {
	if who == "" {
		return operationTitle(op)
	}
	return operationTitle(op) + ", asked by " + who
}

func (p *panel) activityLine(a models.Account, r models.Activity) activity.Line {
	vendor, _ := p.Fleet.Vendor(a.Provider)
	change := changeLines([]models.Change{r.Change})[0]
	l := activity.Line{
		ID: fmt.Sprint(r.ID), Name: r.Name, Code: vendor.Code, Provider: vendor.Name, Account: a.Label, At: r.At,
		Text: change.Text, Before: change.Before, After: change.After, Values: change.Before != "" || change.After != "", Outside: r.Outside,
	}
	if l.Name == "" {
		l.Name = r.ExternalID
	}
	if r.Kind == providers.KindServer {
		l.Href = fmt.Sprintf("/servers/%d", r.ResourceID)
	} else {
		l.Thing = pageOf(r.Kind).one
	}
	return l
}

// activityFilters are the checklists of the list; any of what is ticked fits.
func (p *panel) activityFilters(a listAddress, q models.ActivityQuery, accounts map[models.ID]models.Account, kinds []providers.Kind) []ui.Filter {
	change := ui.Filter{Name: "change", Label: "Change", ClearHref: a.with("change", "")}
	for _, sort := range []struct{ key, label string }{
		{"found", "Found"}, {"gone", "Gone"}, {"state", "State"}, {"facts", "Facts"},
	} {
		tick(&change, sort.key, sort.label, -1, slices.Contains(q.Sorts, sort.key))
	}
	filters := []ui.Filter{change}
	if len(kinds) > 1 {
		what := ui.Filter{Name: "what", Label: "Thing", ClearHref: a.with("what", "")}
		for _, kind := range kinds {
			tick(&what, string(kind), sentenceCase(pageOf(kind).one), -1, slices.Contains(q.Kinds, kind))
		}
		filters = append(filters, what)
	}
	if len(accounts) > 1 {
		account := ui.Filter{Name: "account", Label: "Account", ClearHref: a.with("account", "")}
		for _, one := range sortedAccounts(accounts) {
			vendor, _ := p.Fleet.Vendor(one.Provider)
			tick(&account, strconv.FormatInt(int64(one.ID), 10), vendor.Name+" "+one.Label, -1, slices.Contains(q.Accounts, one.ID))
		}
		filters = append(filters, account)
	}
	return filters
}
