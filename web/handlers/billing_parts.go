package handlers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// The parts of a billing account that are read when somebody looks.
const (
	detailsPart = "details"
	creditPart  = "credit"
	billedPart  = "servers"
)

// billingPart reads a part of a billing account, and shows it: alone for the
// script of its page, else as a page. What somebody asks for is read whatever
// its age.
func (p *panel) billingPart(c echo.Context) error {
	t, err := p.target(c, providers.KindBilling, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if t.Resource.GoneAt != nil || !hasCards(t) {
		return echo.ErrNotFound
	}
	ctx := c.Request().Context()
	if c.Request().Method == http.MethodGet {
		ctx = providers.WithPriority(ctx, providers.Background)
	}
	part, failed, err := p.readBillingPart(ctx, c, t)
	if err != nil {
		return err
	}
	if failed != nil {
		part.Trouble = providers.Sentence(failed)
	}
	part = putOff(part, failed)
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.ServerPart(part))
	}
	s, err := p.shell(c, part.Title+" of "+t.Name(), "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = resourceURL(t.Kind(), t.ID()), t.Name()
	part.Due = false
	return p.render(c, http.StatusOK, servers.BoxPage(s, part.Title, s.BackLabel, s.Back, servers.ServerPart(part)))
}

// readBillingPart returns the part as it was just read, or why it was not.
func (p *panel) readBillingPart(ctx context.Context, c echo.Context, t actions.Target) (part servers.Part, failed, err error) {
	switch c.Param("name") {
	case detailsPart:
		return p.readDetails(ctx, c, t)
	case creditPart:
		return p.readCredit(ctx, c, t)
	case billedPart:
		return p.readBilled(ctx, c, t)
	}
	return part, nil, echo.ErrNotFound
}

// known parts errors of a provider from others.
func known(err error) (failed, other error) {
	if err == nil || errors.As(err, new(*providers.Error)) {
		return err, nil
	}
	return nil, err
}

func (p *panel) readDetails(ctx context.Context, c echo.Context, t actions.Target) (part servers.Part, failed, err error) {
	if failed, err = known(p.Fleet.ReadBilling(ctx, t.Account, *t.Resource)); err != nil {
		return part, nil, err
	}
	if t, err = p.target(c, providers.KindBilling, t.ID()); err != nil {
		return part, nil, err
	}
	part, err = p.detailsOf(c, t)
	part.Due = false
	return part, failed, err
}

// detailsOf is what is known of the details.
func (p *panel) detailsOf(c echo.Context, t actions.Target) (servers.Part, error) {
	checks, err := scopeOf(c).PartChecks(c.Request().Context(), t.ID())
	check := checks[models.BillingPart]
	part := p.livePart(c, t, detailsPart, "Details", "No details are kept.")
	part.Kept, part.URL = "", resourceURL(t.Kind(), t.ID())+"/parts/"+detailsPart
	part.Heads, part.Rows = []servers.Head{{Label: "Detail"}, {Label: "Value"}}, billingDetails(t)
	part.Due, part.Trouble = p.Fleet.BillingDue(t.Account, *t.Resource, check), check.Error
	part.ReadAt = t.Account.CheckedAt(*t.Resource)
	if check.ReadAt != nil && check.ReadAt.After(part.ReadAt) {
		part.ReadAt = *check.ReadAt
	}
	for _, o := range offersOf(t, scopeOf(c).Role) {
		if o.Name == actions.BillingUpdate.Name {
			part.Offers = append(part.Offers, o)
		}
	}
	return part, err
}

// livePart is a part before it is read. It is read anew after each operation.
func (p *panel) livePart(c echo.Context, t actions.Target, name, title, none string) servers.Part {
	kept := c.QueryParam("kept")
	if n := idOf(kept); kept == "" || n == 0 && kept != "0" {
		runs, _, _ := scopeOf(c).Operations(c.Request().Context(), models.OperationQuery{Resource: t.ID(), Limit: 1})
		kept = "0"
		if len(runs) > 0 && !runs[0].Status.Open() {
			kept = fmt.Sprint(runs[0].ID)
		}
	}
	return servers.Part{Name: name, Title: title, Provider: t.Vendor.Name, None: none, Due: true, Kept: "-" + kept,
		URL: fmt.Sprintf("%s/parts/%s?kept=%s", resourceURL(t.Kind(), t.ID()), name, kept)}
}

func (p *panel) creditOf(c echo.Context, t actions.Target) servers.Part {
	part := p.livePart(c, t, creditPart, "Credit history", "No credit was added or used.")
	part.Heads = []servers.Head{{Label: "What"}, {Label: "When"}, {Label: "Amount", End: true}}
	for _, o := range offersOf(t, scopeOf(c).Role) {
		if o.Name == actions.CreditBuy.Name {
			part.Offers = append(part.Offers, o)
		}
	}
	return part
}

func (p *panel) readCredit(ctx context.Context, c echo.Context, t actions.Target) (part servers.Part, failed, err error) {
	entries, err := p.Fleet.Credit(ctx, t.Account, *t.Resource)
	if failed, err = known(err); err != nil {
		return part, nil, err
	}
	part = p.creditOf(c, t)
	if failed == nil {
		part.ReadAt = p.Store.Now()
	}
	for _, e := range entries {
		amount := e.Amount
		if sum, err := decimal.NewFromString(e.Amount); err == nil {
			amount = ui.MoneyText(sum, currencyOf(t))
			if sum.IsPositive() {
				amount = "+" + amount
			}
		}
		part.Rows = append(part.Rows, servers.PartRow{ID: "credit-" + e.ID, Cells: []servers.Cell{
			{Text: cmp.Or(e.Text, "Credit")}, {Moment: e.At}, {Text: amount},
		}})
	}
	return part, failed, nil
}

func (p *panel) billedOf(c echo.Context, t actions.Target) servers.Part {
	part := p.livePart(c, t, billedPart, "Pays for", "It pays for no server.")
	part.Heads = []servers.Head{{Label: "Server"}, {Label: "State"}, {Label: "Location"}}
	return part
}

func (p *panel) readBilled(ctx context.Context, c echo.Context, t actions.Target) (part servers.Part, failed, err error) {
	listing, err := p.Fleet.Billed(ctx, t.Account, *t.Resource)
	if failed, err = known(err); err != nil {
		return part, nil, err
	}
	part = p.billedOf(c, t)
	if failed == nil {
		part.ReadAt = p.Store.Now()
		listing.Items = append([]providers.Observation{}, listing.Items...) // Not nil: it was told.
		if !listing.Complete {
			failed = &providers.Error{Kind: providers.ErrUnavailable, Sentence: "Not every location answered. Servers there are missing."}
		}
	}
	part.Rows, err = p.paidServers(c, t, listing.Items)
	return part, failed, err
}

// paidRow is a server that a billing account pays for.
func (p *panel) paidRow(t actions.Target, r models.Resource, place string, role access.Role) servers.PartRow {
	of := p.targetOf(t.Account, &r)
	state := serverState(r, of.Vendor, nil, t.Account.IsOld(r, p.Store.Now()))
	row := servers.PartRow{ID: rowID(r), Name: of.Name(), Cells: []servers.Cell{
		{Text: of.Name(), Href: resourceURL(r.Kind, r.ID)}, {Text: state.Word, State: state.Kind}, {Text: place},
	}}
	for _, o := range offersOf(of, role) {
		if o.Name == actions.ServerBilling.Name {
			o.Label = "Move"
			row.Offers = append(row.Offers, o)
		}
	}
	return row
}

// billingParts are the parts of the page before they are read.
func (p *panel) billingParts(c echo.Context, t actions.Target) ([]servers.Part, error) {
	if t.Resource.GoneAt != nil || !hasCards(t) {
		return nil, nil
	}
	details, err := p.detailsOf(c, t)
	if err != nil {
		return nil, err
	}
	cards, err := p.cardPart(c, t)
	return []servers.Part{details, cards, p.creditOf(c, t), p.billedOf(c, t)}, err
}
