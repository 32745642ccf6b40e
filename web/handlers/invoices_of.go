package handlers

import (
	"cmp"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/money"
	"pinfold/web/templates/invoices"
)

// paysInvoices reports whether invoices of the account are paid from here.
func (p *panel) paysInvoices(a models.Account) bool {
	return actions.InvoicePay.Lacking(p.targetOf(a, nil)) == ""
}

// tellsInvoices reports whether the account's provider tells of invoices, or of
// orders that are paid.
func (p *panel) tellsInvoices(a models.Account) bool {
	return p.paysInvoices(a) || actions.OrderCreate.Lacking(p.targetOf(a, nil)) == ""
}

// untold are the providers of accounts whose API tells of neither.
func (p *panel) untold(accounts map[models.ID]models.Account) (names []string) {
	for _, a := range sortedAccounts(accounts) {
		vendor, _ := p.Fleet.Vendor(a.Provider)
		if !p.tellsInvoices(a) && !slices.Contains(names, vendor.Name) {
			names = append(names, vendor.Name)
		}
	}
	return names
}

func (p *panel) billedTo(c echo.Context) ([]models.Resource, error) {
	return scopeOf(c).BillingAccounts(c.Request().Context())
}

func billingName(r models.Resource) string {
	if r.Name == "" {
		return r.ExternalID
	}
	return r.Name + " (" + r.ExternalID + ")"
}

// invoiceSums adds what fits by currency, never across currencies.
func (p *panel) invoiceSums(c echo.Context, q models.InvoiceQuery, accounts map[models.ID]models.Account) ([]invoices.Sum, error) {
	rows, err := scopeOf(c).InvoiceSums(c.Request().Context(), q)
	total, left := map[string]decimal.Decimal{}, map[string]decimal.Decimal{}
	var currencies []string
	for _, row := range rows {
		amount, err := decimal.NewFromString(row.Total)
		if err != nil {
			continue
		}
		currency := p.currencyOf(accounts[row.AccountID])
		if _, known := total[currency]; !known {
			currencies = append(currencies, currency)
		}
		total[currency] = total[currency].Add(amount)
		if unpaid, err := decimal.NewFromString(row.Left); err == nil {
			left[currency] = left[currency].Add(unpaid)
		}
	}
	slices.Sort(currencies)
	var sums []invoices.Sum
	for _, currency := range currencies {
		sum := invoices.Sum{Total: money.Text(total[currency], currency)}
		if left[currency].IsPositive() {
			sum.Left = money.Text(left[currency], currency)
		}
		sums = append(sums, sum)
	}
	return sums, err
}

// currencyOf is the currency of an account, which its settings name.
func (p *panel) currencyOf(a models.Account) string {
	vendor, _ := p.Fleet.Vendor(a.Provider)
	return cmp.Or(a.Currency, vendor.Currency)
}

// payAll are the billing accounts that owe money, for who may pay it.
func (p *panel) payAll(c echo.Context, accounts map[models.ID]models.Account, billing []models.Resource) (all []invoices.PayAll) {
	if !scopeOf(c).May(access.SpendMoney) {
		return nil
	}
	for i := range billing {
		t := p.targetOf(accounts[billing[i].AccountID], &billing[i])
		offer, ok := actions.BillingPayAll.Offer(t, scopeOf(c).Role)
		if !ok || offer.Reason != "" || t.Vendor.Slug == "" {
			continue
		}
		label := t.Name() + ", " + t.Vendor.Name + " " + t.Account.Label
		if sum, err := decimal.NewFromString(billing[i].BillingSums().Unpaid); err == nil {
			label += ": " + money.Text(sum, p.currencyOf(t.Account))
		}
		all = append(all, invoices.PayAll{Label: label, Href: actionURL(t, actions.BillingPayAll.Name), AmountHref: actionURL(t, actions.BillingPayAmount.Name)})
	}
	return all
}
