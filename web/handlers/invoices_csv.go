package handlers

import (
	"encoding/csv"
	"net/http"
	"regexp"
	"slices"
	"time"

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
	cells := [][]string{invoicesHead}
	for _, r := range rows {
		cells = append(cells, p.invoiceCells(accounts[r.AccountID], r))
	}
	if err := p.exported(c, "invoices"); err != nil {
		return err
	}
	return p.sendCSV(c, "invoices-"+p.Store.Now().Format("2006-01-02"), cells)
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
	return []string{r.Name, string(r.Kind), vendor.Name, a.Label, f.Billing, state, r.StateWord, csvTime(f.IssuedAt), csvTime(f.DueAt),
		csvTime(f.PeriodStart), csvTime(f.PeriodEnd), f.Subtotal, f.Discount, f.Tax, f.Credit, f.Total, f.Left, p.currencyOf(a), r.ExternalID}
}

// invoiceLinesCSV are the lines of one invoice as a file.
func (p *panel) invoiceLinesCSV(c echo.Context) error {
	t, err := p.target(c, providers.KindInvoice, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	cells := [][]string{linesHead}
	for _, l := range t.Resource.Invoice().Lines {
		cells = append(cells, []string{t.Name(), l.Name, l.Quantity, l.Unit, l.Price, l.Amount, p.currencyOf(t.Account)})
	}
	if err := p.exported(c, "invoice", *t.Resource); err != nil {
		return err
	}
	return p.sendCSV(c, "invoice-"+t.Resource.ExternalID, cells)
}

func csvTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

var (
	negative = regexp.MustCompile(`^-[0-9.]+$`)
	noName   = regexp.MustCompile(`[^A-Za-z0-9_-]+`)
)

// sendCSV sends a file whose cells are inert in a spreadsheet. Negative numbers
// are no formulas.
func (p *panel) sendCSV(c echo.Context, name string, rows [][]string) error {
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="`+noName.ReplaceAllString(name, "_")+`.csv"`)
	c.Response().WriteHeader(http.StatusOK)
	w := csv.NewWriter(p.whileIn(c))
	for _, row := range rows {
		row = slices.Clone(row)
		for i := range row {
			if !negative.MatchString(row[i]) {
				row[i] = inert(row[i])
			}
		}
		_ = w.Write(row) // Flush tells whether the browser still listens.
	}
	w.Flush()
	return w.Error()
}
