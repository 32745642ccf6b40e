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
	var lines []priced
	var amounts []decimal.Decimal
	for _, kind := range []providers.Kind{providers.KindPrice, providers.KindTariff} {
		rows, _, err := v.scope.Things(v.ctx, a.ID, kind, 0, pricesMost)
		if err != nil {
			return list, err
		}
		for _, r := range rows {
			if row, ok := priceRow(r); ok {
				lines, amounts = append(lines, row), append(amounts, row.price)
				list.Hourly, list.Checked = list.Hourly || row.Month != "", a.CheckedAt(r)
			}
		}
	}
	for i, text := range money.Column(amounts) {
		lines[i].Price = text
		list.Rows = append(list.Rows, lines[i].PriceRow)
	}
	return list, nil
}

// priced is a line of a price list before its digits are known.
type priced struct {
	view.PriceRow
	price decimal.Decimal
}

func priceRow(r models.Resource) (priced, bool) {
	facts := map[string]string{}
	for _, d := range r.Named().Details {
		facts[d.Label] = d.Value
	}
	price, err := decimal.NewFromString(facts["Price"])
	if err != nil {
		return priced{}, false
	}
	row := priced{price: price, PriceRow: view.PriceRow{Name: r.Name}}
	if r.Kind == providers.KindPrice {
		row.Resource, row.Month = resourceText(facts["Resource"]), money.Amount(price.Mul(hours30))
	}
	return row, true
}

// resourceText is the provider's word for a resource, as one writes it.
func resourceText(word string) string {
	word = strings.ReplaceAll(word, "_", " ")
	if len(word) <= 3 {
		return word // CPU and RAM
	}
	return sentenceCase(strings.ToLower(word))
}
