package handlers

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/billing"
	"pinfold/web/templates/servers"
)

func (p *panel) billingPage(c echo.Context, t actions.Target) (billing.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	page := billing.Page{Sums: billingSums(t), Default: r.BillingFacts().Default}
	page.Page = servers.Page{
		ID: fmt.Sprint(r.ID), Name: t.Name(), State: p.billingState(t), Code: t.Vendor.Code, Provider: t.Vendor.Name,
		Account: t.Account.Label, AccountURL: accountURL(t.Account.ID), Checked: t.Account.CheckedAt(r),
		Old: isOldThing(p, t.Account, r), Offers: offersOf(t, scope.Role), RefreshURL: resourceURL(r.Kind, r.ID) + "/refresh",
		TrailURL: trailURL(c, r.Kind, r.ID), LookOnly: lookOnly(c, access.ManageBilling, "billing account"),
		Live: []string{fmt.Sprintf("billing-%d", r.ID), "cards", fmt.Sprintf("account-%d", t.Account.ID)}, Facts: billingFacts(t),
	}
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	if hasCards(t) {
		page.InvoicesURL = fmt.Sprintf("/money/invoices?billing=%d", r.ID)
	}
	var err error
	if page.Parts, err = p.billingParts(c, t); err != nil {
		return page, err
	}
	changes, err := scope.Changes(ctx, r.ID, 20)
	if err != nil {
		return page, err
	}
	page.Changes = changeLines(changes)
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: r.ID, Limit: 10})
	page.Runs = p.runLines(c, runs)
	return page, err
}

// billingSums are the amounts above the page. They are never added up.
func billingSums(t actions.Target) []billing.Sum {
	sums, currency := t.Resource.BillingSums(), currencyOf(t)
	amount := func(label, value, note string) billing.Sum {
		one := billing.Sum{Label: label, Amount: "not told", Note: note}
		if sum, err := decimal.NewFromString(value); err == nil {
			one.Amount, one.Currency = money.Plain(sum), currency
		}
		return one
	}
	unpaid := amount("Unpaid", sums.Unpaid, "In invoices that are not paid")
	unpaid.Bad = owes(t)
	return []billing.Sum{
		unpaid,
		amount("Left", sums.Balance, "Credit that pays invoices to come"),
		amount("This month so far", sums.Month, "As "+t.Vendor.Name+" tells it, tax included"),
	}
}

// billingFacts are the lines at the side of the page.
func billingFacts(t actions.Target) (facts []servers.Fact) {
	r, f := *t.Resource, t.Resource.BillingFacts()
	add := func(one servers.Fact) {
		if one.Value != "" || !one.Moment.IsZero() {
			facts = append(facts, one)
		}
	}
	add(servers.Fact{Name: "Pays with", Value: paysWith(t)})
	if f.TaxPercent != "" {
		add(servers.Fact{Name: "Tax", Value: f.TaxPercent + " %"})
	}
	if off, err := decimal.NewFromString(f.DiscountPercent); err == nil && off.IsPositive() {
		add(servers.Fact{Name: "Discount", Value: off.String() + " %"})
	}
	add(servers.Fact{Name: "Invoices go to", Value: f.Email, Copy: true})
	for _, d := range f.Details {
		cell := cellOf(d.Value)
		add(servers.Fact{Name: d.Label, Value: cell.Text, Moment: cell.Moment})
	}
	add(servers.Fact{Name: "Created", Moment: f.CreatedAt})
	add(servers.Fact{Name: "Number", Value: r.ExternalID, Copy: true})
	return facts
}

// billingDetails are the details by the words of the provider's form.
func billingDetails(t actions.Target) (rows []servers.PartRow) {
	facts := t.Resource.BillingFacts()
	editor, ok := t.Vendor.Zero.(providers.BillingEditor)
	if !ok {
		return nil
	}
	for _, field := range editor.BillingForm(facts).Fields {
		if value := facts.Fields[field.Name]; value != "" {
			rows = append(rows, servers.PartRow{ID: "detail-" + field.Name, Cells: []servers.Cell{{Text: field.Label}, {Text: value}}})
		}
	}
	return rows
}

// cardPart are the cards of a billing account.
func (p *panel) cardPart(c echo.Context, t actions.Target) (servers.Part, error) {
	scope, ctx := scopeOf(c), c.Request().Context()
	part := servers.Part{Name: "cards", Title: "Cards", None: "No card yet. Without one it pays by invoice or not at all.",
		Heads: []servers.Head{{Label: "Card"}, {Label: "State"}, {Label: "Holder"}, {Label: "Valid until"}}}
	cards, err := scope.ThingsOf(ctx, *t.Resource, providers.KindCard)
	if err != nil {
		return part, err
	}
	slices.SortStableFunc(cards, func(a, b models.Resource) int {
		return map[bool]int{true: -1}[a.Card().Primary] - map[bool]int{true: -1}[b.Card().Primary]
	})
	busy, err := scope.Newest(ctx, resourceIDs(cards))
	for i := range cards {
		card := p.targetOf(t.Account, &cards[i])
		if op, ok := busy[cards[i].ID]; ok {
			card.Busy = &op
		}
		facts, state := cards[i].Card(), cardState(card, p.Store.Now())
		part.Rows = append(part.Rows, servers.PartRow{ID: rowID(cards[i]), Name: card.Name(), Offers: offersOf(card, scope.Role), Cells: []servers.Cell{
			{Text: card.Name()}, {Text: state.Word, State: state.Kind}, {Text: facts.Holder}, {Text: validUntil(facts)},
		}})
		part.ReadAt = t.Account.CheckedAt(cards[i])
	}
	for _, o := range offersOf(t, scope.Role) {
		if o.Name == actions.CardAdd.Name {
			part.Offers = append(part.Offers, o)
		}
	}
	return part.Compact(), err
}

// paidServers are the servers that the panel knows a billing account to pay
// for; told adds what the provider just said.
func (p *panel) paidServers(c echo.Context, t actions.Target, told []providers.Observation) ([]servers.PartRow, error) {
	scope, ctx := scopeOf(c), c.Request().Context()
	known, err := scope.PaidBy(ctx, *t.Resource)
	if err != nil {
		return nil, err
	}
	places, err := p.atlas(c, []models.Account{t.Account})
	if err != nil {
		return nil, err
	}
	byRef := map[providers.Ref]models.Resource{}
	for _, r := range known {
		byRef[r.Ref()] = r
	}
	var rows []servers.PartRow
	for _, o := range told {
		ref := providers.Ref{ID: o.ID, Location: o.Location}
		r, ok := byRef[ref]
		if !ok {
			if r, err = scope.ResourceByRef(ctx, t.Account.ID, providers.KindServer, ref); err == models.ErrNotFound {
				rows = append(rows, servers.PartRow{ID: "billed-" + o.ID, Cells: []servers.Cell{{Text: cmp.Or(o.Name, o.ID)}, {}, {Text: o.Location}}})
				err = nil
				continue
			}
		}
		if err != nil {
			return nil, err
		}
		delete(byRef, ref)
		rows = append(rows, p.paidRow(t, r, places.place(r), scope.Role))
	}
	if told == nil {
		for _, r := range known {
			rows = append(rows, p.paidRow(t, r, places.place(r), scope.Role))
		}
	}
	return rows, nil
}
