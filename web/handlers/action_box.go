package handlers

import (
	"cmp"
	"fmt"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	box "pinfold/web/templates/actions"
	"pinfold/web/templates/ui"
)

// wideFrom is how many fields need a page of their own instead of a dialog.
const wideFrom = 6

// longFrom is how many fields need one also where nothing is made.
const longFrom = 20

// boxOf describes the confirmation of an action.
func boxOf(a asked, values form.Values, errs form.Errors, formID string) box.Box {
	plan := a.action.Plan(a.target, values)
	up := targetURL(a.target)
	b := box.Box{
		Asking: ui.Asking{
			Title: plan.Title, Sub: a.target.Vendor.Name + " " + a.target.Account.Label,
			Action: actionURL(a.target, a.action.Name), Cancel: up,
			Submit: cmp.Or(plan.Button, a.action.Words.Button), Danger: plan.Risk == actions.Destructive,
			Foot: "Runs in the background. You can close the page.",
		},
		Form: a.form, Values: values, Errors: errs, FormID: formID, Reason: a.offer.Reason,
		Consequences: consequences(plan.Consequences), Calls: calls(plan.Calls),
		CallsOpen: plan.Risk >= actions.Destructive, Cost: plan.Cost, Price: priceTable(plan.Price), Bill: billTable(plan.Bill), TypedName: plan.TypedName,
		Up: a.target.Name(), UpURL: up, Wide: a.action.Creates() && len(a.form.Fields) >= wideFrom || len(a.form.Fields) >= longFrom,
	}
	if s := a.target.Server; s != nil {
		b.Up = cmp.Or(s.Name, s.ExternalID)
	}
	if a.action.Creates() {
		page := pageOf(a.action.Makes)
		b.Up, b.UpURL, b.Asking.Cancel = page.place, page.list, page.list
	}
	if a.action.Keeps != "" && a.target.Resource == nil {
		b.DraftURL = accountURL(a.target.Account.ID) + "/ticket-draft"
	}
	if b.Wide {
		b.Groups = groupsOf(a.form)
	}
	if b.Reason != "" {
		b.Asking.Submit, b.Asking.Foot = "", ""
	}
	return b
}

// consequences keeps the plan's order, which is worst first.
func consequences(list []actions.Consequence) []ui.Consequence {
	kinds := map[actions.Weight]ui.Kind{actions.Loss: ui.Error, actions.Doubtful: ui.Unknown, actions.Disturbing: ui.Waiting, actions.Fine: ui.OK}
	shown := make([]ui.Consequence, 0, len(list))
	for _, c := range list {
		shown = append(shown, ui.Consequence{Kind: kinds[c.Weight], Text: c.Text})
	}
	return shown
}

// priceTable is nil for a price that is not known.
func priceTable(p *actions.Price) *ui.Price {
	if p == nil {
		return nil
	}
	table := &ui.Price{Currency: p.Currency, Sum: p.Sum, Month: p.Month, Notes: p.Notes}
	for _, line := range p.Lines {
		table.Lines = append(table.Lines, ui.PriceLine(line))
	}
	return table
}

// billTable is nil where nothing is paid at once.
func billTable(b *actions.Bill) *ui.Bill {
	if b == nil {
		return nil
	}
	table := &ui.Bill{Sum: b.Sum, Method: b.Method, Note: b.Note}
	for _, line := range b.Lines {
		table.Lines = append(table.Lines, ui.BillLine(line))
	}
	return table
}

func calls(list []actions.PlannedCall) []ui.Call {
	shown := make([]ui.Call, 0, len(list))
	for _, c := range list {
		shown = append(shown, ui.Call{Method: c.Method, Path: c.Path, Note: c.Note, Once: c.Once})
	}
	return shown
}

// groupsOf puts the fields of a wide form under their headings.
func groupsOf(f form.Form) []box.Group {
	var groups []box.Group
	for _, field := range f.Fields {
		if field.Kind == form.Hidden {
			continue
		}
		if len(groups) == 0 || groups[len(groups)-1].Title != field.Group {
			groups = append(groups, box.Group{Title: field.Group})
		}
		last := &groups[len(groups)-1]
		last.Fields = append(last.Fields, field.Name)
	}
	return groups
}

func operationURL(id models.ID) string { return fmt.Sprintf("/operations/%d", id) }
