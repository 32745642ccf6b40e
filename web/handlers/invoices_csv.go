package handlers

import (
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

var invoicesHead = []string{"number", "kind", "provider", "account", "billing account", "state", "state at the provider", "issued (UTC)", "due (UTC)",
	"period from (UTC)", "period to (UTC)", "subtotal", "discount", "tax", "credit", "total", "left to pay", "currency", "number at the provider"}

var linesHead = []string{"invoice", "for", "quantity", "unit", "price", "amount", "currency"}

// invoicesCSV is the list as a file, with the filters and the order of the
// page.
func (p *panel) invoicesCSV(c echo.Context) error {
	q := invoiceQuery(c.QueryParams())
	q.Limit = exportMost
	rows, _, err := scopeOf(c).Invoices(c.Request().Context(), q)
	if err != nil {
		return err
	}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	if err := p.exported(c, "invoices"); err != nil {
		return err
	}
	return p.sendCSV(c, p.dated("invoices"), invoicesHead, func(add func(...string)) {
		for _, r := range rows {
			add(p.invoiceCells(accounts[r.AccountID], r)...)
		}
	})
}

func (p *panel) invoiceCells(a models.Account, r models.Resource) []string {
	vendor, _ := p.Fleet.Vendor(a.Provider)
	f := r.Invoice()
	if r.Kind == providers.KindOrder {
		order := r.Order()
		f = providers.InvoiceFacts{Total: order.Amount, Left: "0"}
		if order.Stage == providers.OrderUnpaid {
			f.Left = order.Amount
		}
	}
	state := map[providers.State]string{providers.Waiting: "unpaid", providers.Available: "paid"}[r.State]
	if r.Kind == providers.KindOrder {
		state = string(r.Order().Stage)
	}
	return []string{r.Name, string(r.Kind), vendor.Name, a.Label, f.Billing, state, r.StateWord, utcText(f.IssuedAt), utcText(f.DueAt),
		utcText(f.PeriodStart), utcText(f.PeriodEnd), f.Subtotal, f.Discount, f.Tax, f.Credit, f.Total, f.Left, p.currencyOf(a), r.ExternalID}
}

// invoiceLinesCSV are the lines of one invoice as a file.
func (p *panel) invoiceLinesCSV(c echo.Context) error {
	t, err := p.target(c, providers.KindInvoice, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if err := p.exported(c, "invoice", *t.Resource); err != nil {
		return err
	}
	return p.sendCSV(c, "invoice-"+t.Resource.ExternalID, linesHead, func(add func(...string)) {
		for _, l := range t.Resource.Invoice().Lines {
			add(t.Name(), l.Name, l.Quantity, l.Unit, l.Price, l.Amount, p.currencyOf(t.Account))
		}
	})
}
