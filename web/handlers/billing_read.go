package handlers

import (
	"cmp"
	"context"
	"errors"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

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
