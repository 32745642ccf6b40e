package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/invoices"
)

// invoice is the page of one invoice.
func (p *panel) invoice(c echo.Context) error {
	t, err := p.target(c, providers.KindInvoice, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.showInvoice(c, t, nil)
}

// readInvoice reads an invoice if that is due, and shows it.
func (p *panel) readInvoice(c echo.Context) error {
	return p.lookAtInvoice(c, func(ctx context.Context, t actions.Target) error {
		check, err := scopeOf(c).ReadInvoice(ctx, *t.Resource)
		if err != nil || !p.Fleet.InvoiceDue(t.Account, *t.Resource, check) {
			return err
		}
		return p.Fleet.ReadInvoice(providers.WithPriority(ctx, providers.Background), t.Account, *t.Resource)
	})
}

// refreshInvoice reads an invoice because a person asks.
func (p *panel) refreshInvoice(c echo.Context) error {
	return p.lookAtInvoice(c, func(ctx context.Context, t actions.Target) error {
		return p.Fleet.ReadInvoice(ctx, t.Account, *t.Resource)
	})
}

func (p *panel) lookAtInvoice(c echo.Context, read func(ctx context.Context, t actions.Target) error) error {
	id := idOf(c.Param("id"))
	t, err := p.target(c, providers.KindInvoice, id)
	if err != nil {
		return err
	}
	failed := read(c.Request().Context(), t)
	var known *providers.Error
	if failed != nil && !errors.As(failed, &known) {
		return failed
	}
	if c.Request().Method == http.MethodPost && !inDialog(c) && failed == nil {
		return c.Redirect(http.StatusSeeOther, resourceURL(providers.KindInvoice, id))
	}
	if t, err = p.target(c, providers.KindInvoice, id); err != nil {
		return err
	}
	return p.showInvoice(c, t, &reading{failed})
}

func (p *panel) showInvoice(c echo.Context, t actions.Target, read *reading) error {
	page, err := p.invoicePage(c, t)
	if err != nil {
		return err
	}
	if read != nil { // It was read just now, or cannot be.
		page.Reads = false
		if read.failed != nil {
			page.Trouble = providers.Sentence(read.failed)
		}
	}
	if inDialog(c) && read != nil {
		return p.render(c, http.StatusOK, invoices.Invoice(page))
	}
	s, err := p.shell(c, "Invoice "+page.Number, "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = invoicesList, "Invoices and orders"
	return p.render(c, http.StatusOK, invoices.InvoicePage(s, page))
}

func (p *panel) invoicePage(c echo.Context, t actions.Target) (invoices.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	url := resourceURL(r.Kind, r.ID)
	page := invoices.Page{
		Row: p.invoiceRow(c, t), URL: url, CSVURL: url + "/lines.csv", AccountURL: accountURL(t.Account.ID),
		Live: []string{fmt.Sprintf("invoice-%d", r.ID), fmt.Sprintf("account-%d", t.Account.ID)},
	}
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	if t.Billing != nil && pageOf(providers.KindBilling).own {
		page.BillingURL = resourceURL(t.Billing.Kind, t.Billing.ID)
	}
	if offer, ok := actions.InvoicePay.Offer(t, scope.Role); ok && r.State == providers.Waiting {
		page.Reason = offer.Reason
	}
	fillPaper(t, &page)
	check, err := scope.ReadInvoice(ctx, r)
	if err != nil {
		return page, err
	}
	page.Reads, page.Trouble = p.Fleet.InvoiceDue(t.Account, r, check), check.Error
	if check.ReadAt != nil {
		page.ReadAt = *check.ReadAt
	}
	changes, err := scope.Changes(ctx, r.ID, 20)
	if err != nil {
		return page, err
	}
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: r.ID, Limit: 10})
	page.Rest.Changes, page.Rest.Runs = changeLines(changes), p.runLines(c, runs)
	return page, err
}
