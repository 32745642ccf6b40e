package handlers

import "github.com/labstack/echo/v4"

// moneyRoutes are those of what is spent, due and paid.
func (p *panel) moneyRoutes(in *echo.Group) {
	in.GET("/money/invoices", p.invoices)
	in.GET("/money/invoices.csv", p.invoicesCSV)
	in.GET("/money/invoices/:id", p.invoice)
	in.GET("/money/invoices/:id/lines.csv", p.invoiceLinesCSV)
	in.GET("/money/invoices/:id/read", p.readInvoice)
	in.POST("/money/invoices/:id/refresh", p.refreshInvoice)

	in.GET("/money/billing", p.billingAccounts)
	in.GET("/money/billing/:id", p.billingAccount)
	in.POST("/money/billing/:id/refresh", p.refreshBilling)
	in.GET("/money/billing/:id/parts/:name", p.billingPart)
	in.POST("/money/billing/:id/parts/:name", p.billingPart)
	in.GET("/money/cards", p.cards)

	in.GET("/money", p.money)
	in.GET("/money/spend", p.spend)
	in.GET("/money/spend.csv", p.spendCSV)
	in.GET("/money/expiring", p.expiring)
	in.POST("/money/calendar", p.renewCalendar)
	in.POST("/money/calendar/off", p.dropCalendar)
	in.GET("/money/statement", p.statement)
	in.GET("/money/statement/entries", p.statementEntries)
	in.GET("/money/statement.csv", p.statementCSV)
	in.GET("/money/usage", p.costs)
	in.GET("/money/usage/:id", p.costsOf)
	in.GET("/money/prices", p.prices)
	in.GET("/money/rates", p.ratesPage)
	in.POST("/money/rates", p.enterRates)
}
