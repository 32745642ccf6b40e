package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/internal/providers"
	"pinfold/web/templates/i18n"
	view "pinfold/web/templates/money"
)

// pricesMost bounds a price list.
const pricesMost = 1000

// hours30 turns prices by the hour into those of 30 days.
var hours30 = decimal.NewFromInt(30 * 24)

// prices is the price lists of all accounts.
func (p *panel) prices(c echo.Context) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	page := view.PricesPage{}
	for _, a := range v.sorted {
		list, err := v.priceList(a)
		if err != nil {
			return err
		}
		if len(list.Rows) > 0 {
			page.Lists = append(page.Lists, list)
			continue
		}
		line := v.line(a.ID)
		line.Instead = i18n.T(v.ctx, "not told by its API")
		if len(v.having(map[models.ID]models.Account{a.ID: a}, providers.KindPrice)) > 0 {
			line.Instead = i18n.T(v.ctx, "not read yet")
		}
		page.Without = append(page.Without, line)
	}
	s, err := p.shell(c, "Prices", "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = "/money", "Money", true
	return p.render(c, http.StatusOK, view.ShowPrices(s, page))
}

// priceList are the prices of resources, by the hour, and of tariffs.
func (v moneyView) priceList(a models.Account) (list view.PriceList, err error) {
	vendor := v.vendor(a)
	list = view.PriceList{Code: vendor.Code, Provider: vendor.Name, Account: a.Label, Href: accountURL(a.ID), Currency: v.currency(a)}
	for _, kind := range []providers.Kind{providers.KindPrice, providers.KindTariff} {
		rows, _, err := v.scope.Things(v.ctx, a.ID, kind, 0, pricesMost)
		if err != nil {
			return list, err
		}
		for _, r := range rows {
			if row, ok := priceRow(r); ok {
				list.Rows = append(list.Rows, row)
				list.Checked = a.CheckedAt(r)
			}
		}
	}
	return list, nil
}

func priceRow(r models.Resource) (view.PriceRow, bool) {
	facts := map[string]string{}
	for _, d := range r.Named().Details {
		facts[d.Label] = d.Value
	}
	price, err := decimal.NewFromString(facts["Price"])
	if err != nil {
		return view.PriceRow{}, false
	}
	row := view.PriceRow{Name: r.Name, Price: money.Column([]decimal.Decimal{price})[0]}
	if r.Kind == providers.KindPrice {
		row.Resource = strings.TrimSpace(strings.ReplaceAll(strings.ToLower(facts["Resource"]), "_", " "))
		row.Month = money.Column([]decimal.Decimal{price.Mul(hours30)})[0]
	}
	return row, true
}
