package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/web/templates/invoices"
	"pinfold/web/templates/ui"
)

const (
	invoicesList = "/money/invoices"
	// monthsMost is how many months there are to choose from.
	monthsMost = 36
)

// invoices lists the invoices and orders of all accounts.
func (p *panel) invoices(c echo.Context) error {
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	list, err := p.invoiceList(c, accounts)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Invoices and orders", "money")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden, s.Back, s.BackLabel = true, true, "/money", "Money"
	return p.render(c, http.StatusOK, invoices.ListPage(s, list))
}

// invoiceQuery reads what the list is asked for from its address.
func invoiceQuery(values url.Values) models.InvoiceQuery {
	q := models.InvoiceQuery{
		Text: cut(strings.TrimSpace(values.Get("q")), 200), Accounts: idsOf(few(values["account"])), Billing: idsOf(few(values["billing"])),
		Months: filled(few(values["month"])), Sort: values.Get("sort"), Limit: pageSize,
	}
	switch show := values.Get("show"); show {
	case models.InvoicesOverdue, models.InvoicesPaid, models.InvoicesAll:
		q.Show = show
	}
	return q
}

func (p *panel) invoiceList(c echo.Context, accounts map[models.ID]models.Account) (invoices.List, error) {
	ctx, scope, address := c.Request().Context(), scopeOf(c), newListAddress(c)
	q, number := invoiceQuery(c.QueryParams()), pageNumber(c)
	q.Offset = (number - 1) * pageSize
	rows, total, err := scope.Invoices(ctx, q)
	if err != nil {
		return invoices.List{}, err
	}
	billing, err := p.payers(c)
	if err != nil {
		return invoices.List{}, err
	}
	list := invoices.List{
		NoAccounts: len(accounts) == 0, MayConnect: scope.May(access.ManageAccounts), Show: q.Show,
		Search: ui.Search{Name: "q", Value: q.Text, Placeholder: "Number, account, company", Label: "Search invoices",
			Target: "#invoice-list", URL: invoicesList},
		Hidden: address.hidden("q", "page"), Pages: pagesOf(address, number, int64(len(rows)), total),
		NoneFit: total == 0 && address.filtered(), ClearHref: invoicesList + map[bool]string{true: "?show=" + q.Show}[q.Show != ""],
		CSVURL: invoicesList + ".csv" + query(address.values), Sorts: address.sorts("number", "Number", "period", "Period", "state", "State", "due", "Due", "amount", "Amount"),
		Others: p.untold(accounts),
	}
	if list.Filters, err = p.invoiceFilters(c, address, q, accounts, billing); err != nil {
		return list, err
	}
	if list.Tabs, err = p.invoiceTabs(c, address, q); err != nil {
		return list, err
	}
	list.None = list.Tabs[len(list.Tabs)-1].Count == "0"
	if list.Sums, err = p.invoiceSums(c, q, accounts); err != nil {
		return list, err
	}
	if list.PayAll, err = p.payAll(c, accounts, billing); err != nil {
		return list, err
	}
	list.Rows, err = p.invoiceRows(c, rows, accounts)
	return list, err
}

func (p *panel) invoiceTabs(c echo.Context, a listAddress, q models.InvoiceQuery) (tabs []ui.Tab, err error) {
	for _, one := range []struct {
		show, label string
		kind        ui.Kind
	}{
		{models.InvoicesUnpaid, "Unpaid", ""}, {models.InvoicesOverdue, "Overdue", ui.Error}, {models.InvoicesPaid, "Paid", ""}, {models.InvoicesAll, "All", ""},
	} {
		same := q
		same.Show = one.show
		n, err := scopeOf(c).CountInvoices(c.Request().Context(), same)
		if err != nil {
			return nil, err
		}
		if one.show == models.InvoicesOverdue && n == 0 && q.Show != one.show {
			continue
		}
		tabs = append(tabs, ui.Tab{Label: one.label, Kind: one.kind, Href: a.with("show", one.show), Count: ui.NumberText(n), Current: q.Show == one.show})
	}
	return tabs, nil
}

// invoiceFilters are the checklists; one with a single thing to tick is left
// out.
func (p *panel) invoiceFilters(c echo.Context, a listAddress, q models.InvoiceQuery, accounts map[models.ID]models.Account, billing []models.Resource) ([]ui.Filter, error) {
	account, payer, month := filterOf(a, "account", "Account"), filterOf(a, "billing", "Billing account"), filterOf(a, "month", "Period")
	for _, one := range sortedAccounts(accounts) {
		vendor, _ := p.Fleet.Vendor(one.Provider)
		if p.tellsInvoices(one) {
			tick(&account, strconv.FormatInt(int64(one.ID), 10), vendor.Name+" "+one.Label, -1, slices.Contains(q.Accounts, one.ID))
		}
	}
	for _, one := range billing {
		if p.paysInvoices(accounts[one.AccountID]) {
			tick(&payer, strconv.FormatInt(int64(one.ID), 10), billingName(one), -1, slices.Contains(q.Billing, one.ID))
		}
	}
	months, err := scopeOf(c).InvoiceMonths(c.Request().Context(), monthsMost)
	for _, one := range months {
		label := one
		if at, err := time.Parse("2006-01", one); err == nil {
			label = at.Format("January 2006")
		}
		tick(&month, one, label, -1, slices.Contains(q.Months, one))
	}
	return slices.DeleteFunc([]ui.Filter{account, payer, month}, func(f ui.Filter) bool { return f.Value == "" && len(f.Options) < 2 }), err
}
