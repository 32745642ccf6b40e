package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	view "pinfold/web/templates/money"
)

// usage is what the resources of billing accounts cost this month. Each part
// is read after the page.
func (p *panel) costs(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	page := view.UsagePage{NoReader: true, With: p.costTellers()}
	for _, a := range v.sorted {
		if _, ok := v.vendor(a).Zero.(providers.CostReader); !ok {
			continue
		}
		page.NoReader = false
		rows, _, err := v.scope.Things(v.ctx, a.ID, providers.KindBilling, 0, billingMost)
		if err != nil {
			return err
		}
		for _, b := range rows {
			page.Parts = append(page.Parts, v.costPart(a, b))
		}
	}
	s, err := p.shell(c, "Usage", "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = "/money", "Money", true
	return p.render(c, http.StatusOK, view.ShowUsage(s, page))
}

func (p *panel) costTellers() string {
	var with []string
	for _, vendor := range p.Vendors {
		if _, ok := vendor.Zero.(providers.CostReader); ok {
			with = append(with, vendor.Name)
		}
	}
	return andText(with)
}

func (v moneyView) costPart(a models.Account, b models.Resource) view.UsagePart {
	vendor := v.vendor(a)
	return view.UsagePart{ID: fmt.Sprintf("usage-%d", b.ID), URL: fmt.Sprintf("/money/usage/%d", b.ID), Code: vendor.Code, Provider: vendor.Name,
		Account: a.Label, Name: b.Name}
}

// costsOf reads what one billing account costs: alone for the script of the
// page, else as a page.
func (p *panel) costsOf(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	billing, err := v.scope.Resource(v.ctx, providers.KindBilling, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	a := v.accounts[billing.AccountID]
	if _, ok := v.vendor(a).Zero.(providers.CostReader); !ok {
		return models.ErrNotFound
	}
	part := v.costPart(a, billing)
	if err := v.tellCosts(v.ctx, a, billing, &part); err != nil {
		return err
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, view.UsageOf(part))
	}
	s, err := p.shell(c, "Usage", "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = "/money/usage", "Usage", true
	return p.render(c, http.StatusOK, view.ShowUsage(s, view.UsagePage{Parts: []view.UsagePart{part}}))
}

func (v moneyView) tellCosts(ctx context.Context, a models.Account, billing models.Resource, part *view.UsagePart) error {
	lines, err := v.Fleet.Costs(ctx, a, billing)
	switch {
	case errors.As(err, new(*providers.Error)):
		part.Trouble = providers.Sentence(err)
		return nil
	case err != nil:
		return err
	}
	servers, err := v.scope.ServersOfAccount(ctx, a.ID)
	if err != nil {
		return err
	}
	byName := map[string]string{}
	for _, s := range servers {
		byName[s.Name] = resourceURL(providers.KindServer, s.ID)
	}
	total := decimal.Zero
	for _, line := range lines {
		cost, _ := decimal.NewFromString(line.Cost) // The adapter checked it.
		total = total.Add(cost)
		part.Rows = append(part.Rows, view.UsageRow{Name: line.Name, Href: byName[line.Server], Kind: spendKindText(v, line.Kind),
			Counts: countsText(line.Types), Hours: countText(line.Hours), Price: priceText(line, v.currency(a)), Sum: amountOf(cost, v.currency(a))})
	}
	part.ReadAt, part.Total = v.clock.Now, amountOf(total, v.currency(a))
	return nil
}

func countsText(types []string) string {
	return strings.ReplaceAll(strings.ToLower(strings.Join(types, ", ")), "_", " ")
}

func priceText(line providers.UsageLine, currency string) string {
	price, err := decimal.NewFromString(line.Price)
	if err != nil {
		return ""
	}
	if line.Unit == "" {
		return money.Price(price, currency)
	}
	return money.Price(price, currency) + " / " + line.Unit
}
