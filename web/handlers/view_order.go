package handlers

import (
	"net/url"
	"strings"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/orders"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// orderState is what an order's state looks like: our own operation first,
// then its stage.
func orderState(t actions.Target) (ui.Kind, string) {
	if t.Busy != nil {
		state := operationState(*t.Busy)
		return state.Kind, state.Word
	}
	if t.Resource.GoneAt != nil {
		return ui.Was, "Gone"
	}
	switch t.Resource.Order().Stage {
	case providers.OrderUnpaid:
		return ui.Waiting, "Waits for payment"
	case providers.OrderPaid:
		return ui.Waiting, "Paid, not installed"
	case providers.OrderInstalled:
		return ui.OK, "Installed"
	case providers.OrderCancelled:
		return ui.Cancelled, "Cancelled"
	case providers.OrderEnded:
		return ui.Was, "Ended"
	}
	return ui.Unknown, "Not known"
}

// sumOf is an order's amount with its currency, "" if it is not told.
func sumOf(t actions.Target) string {
	amount := t.Resource.Order().Amount
	if amount == "" {
		return ""
	}
	return strings.TrimSpace(amount + " " + t.Account.Currency)
}

// orderSteps are the three steps from an order to a server.
func orderSteps(t actions.Target, page orders.Page, server *models.Resource) []orders.Step {
	facts := t.Resource.Order()
	ordered := orders.Step{Kind: ui.OK, Text: "Ordered"}
	if facts.Number != "" {
		ordered.Detail = t.Vendor.Name + " calls it " + facts.Number + "."
	}
	return []orders.Step{ordered, payStep(t, page, facts), installStep(t, page, facts, server)}
}

// payStep tells how to pay: no call does it.
func payStep(t actions.Target, page orders.Page, facts providers.OrderFacts) orders.Step {
	switch facts.Stage {
	case providers.OrderPaid, providers.OrderInstalled, providers.OrderEnded:
		return orders.Step{Kind: ui.OK, Text: "Paid"}
	case providers.OrderCancelled:
		return orders.Step{Kind: ui.Cancelled, Text: "Cancelled before it was paid"}
	case providers.OrderUnpaid:
		step := orders.Step{Kind: ui.Waiting, Text: "Waits for payment", Detail: payDetail(t, facts), RefreshURL: page.RefreshURL}
		if home := providerHome(t); home != nil {
			step.Links = []ui.Btn{{Label: "Pay at " + home.Host, Icon: "link", Look: ui.Primary, Href: home.String(),
				Attrs: ui.Attrs{"rel": "noreferrer"}}}
		}
		return step
	}
	return orders.Step{Kind: ui.Unknown, Text: "Payment not known", Detail: page.Title + "."}
}

func payDetail(t actions.Target, facts providers.OrderFacts) string {
	what := "the order"
	if facts.InvoiceID != "" {
		what = "invoice " + facts.InvoiceID
	}
	if sum := sumOf(t); sum != "" {
		what += ", " + sum
	}
	return "Pay " + what + ", on the pages of " + t.Vendor.Name + ". Its API has no call for payments."
}

// providerHome is the provider's own site, on the host that the account talks
// to; nil if that cannot be told.
func providerHome(t actions.Target) *url.URL {
	if t.Vendor.Endpoint == nil {
		return nil
	}
	address, err := url.Parse(t.Vendor.Endpoint(t.Account.Settings))
	if err != nil || address.Host == "" || !strings.HasPrefix(address.Scheme, "http") {
		return nil
	}
	return &url.URL{Scheme: address.Scheme, Host: address.Host, Path: "/"}
}

func installStep(t actions.Target, page orders.Page, facts providers.OrderFacts, server *models.Resource) orders.Step {
	installing := t.Busy != nil && t.Busy.Action == actions.OrderInstall.Name
	step := orders.Step{Kind: ui.Was, Text: "Install the server"}
	switch {
	case installing:
		state := operationState(*t.Busy)
		step = orders.Step{Kind: state.Kind, Text: state.Word, Detail: state.Detail,
			Links: []ui.Btn{{Label: "Watch it", Href: operationURL(t.Busy.ID)}}}
	case facts.Stage == providers.OrderUnpaid:
		step.Detail = "The panel offers it when the order is paid."
	case facts.Stage == providers.OrderPaid:
		step.Kind, step.Detail = ui.Waiting, "Choose a system and SSH keys. It costs nothing more."
		step.Links = installLinks(page)
	case facts.Stage == providers.OrderInstalled:
		step.Kind, step.Text = ui.OK, "Installed"
	case facts.Stage == providers.OrderEnded:
		step.Text, step.Detail = "The server is no more", page.Title+"."
	}
	if server != nil && !installing {
		step.Links = append(step.Links, ui.Btn{Label: "Open " + server.Name, Icon: "server", Href: resourceURL(server.Kind, server.ID)})
	}
	return step
}

func installLinks(page orders.Page) (links []ui.Btn) {
	for _, o := range page.Offers {
		if o.Name == actions.OrderInstall.Name && o.Reason == "" {
			links = append(links, ui.Btn{Label: "Install server", Icon: o.Icon, Look: ui.Primary, Href: o.Href, Attrs: ui.InDialog()})
		}
	}
	return links
}

// orderFacts are the lines at the side of an order's page. What was ordered is
// known from the operation that did it.
func orderFacts(t actions.Target, runs []models.Operation) []servers.Fact {
	facts := t.Resource.Order()
	all := []servers.Fact{
		{Name: "Amount", Value: sumOf(t)}, {Name: "Invoice", Value: facts.InvoiceID, Copy: true},
		{Name: "Order number", Value: facts.Number, Copy: true}, {Name: "Status", Value: t.Resource.StateWord},
		{Name: "Provider’s ID", Value: t.Resource.ExternalID, Copy: true}, {Name: "First seen", Moment: t.Resource.FirstSeen},
	}
	for _, op := range runs {
		for _, asked := range op.Asked {
			if op.Action == actions.OrderCreate.Name {
				all = append([]servers.Fact{{Name: asked.Label, Value: asked.Value}}, all...)
			}
		}
	}
	var shown []servers.Fact
	for _, f := range all {
		if f.Value != "" || !f.Moment.IsZero() {
			shown = append(shown, f)
		}
	}
	return shown
}
