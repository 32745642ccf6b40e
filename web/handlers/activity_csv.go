package handlers

import (
	"encoding/csv"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
)

var activityHead = []string{"time (UTC)", "name", "kind", "provider", "account", "number at the provider", "what", "before", "after",
	"through the panel", "operation"}

// activityCSV is the list of changes as a file, with the filters of the page.
func (p *panel) activityCSV(c echo.Context) error {
	q, _, _ := activityQuery(c)
	q.Offset, q.Limit = 0, exportMost
	rows, err := scopeOf(c).ActivityRows(c.Request().Context(), q)
	if err != nil {
		return err
	}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	if err := p.exported(c, "activity"); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="activity-`+p.Store.Now().Format("2006-01-02")+`.csv"`)
	c.Response().WriteHeader(http.StatusOK)
	w := csv.NewWriter(p.whileIn(c))
	_ = w.Write(activityHead) // Flush tells whether the browser still listens.
	for _, r := range rows {
		_ = w.Write(p.activityCells(accounts[r.AccountID], r))
	}
	w.Flush()
	return w.Error()
}

func (p *panel) activityCells(a models.Account, r models.Activity) []string {
	vendor, _ := p.Fleet.Vendor(a.Provider)
	through, operation := "yes", ""
	if r.Outside {
		through = "no"
	}
	if r.OperationID != nil {
		operation = operationURL(*r.OperationID)
	}
	row := []string{r.At.UTC().Format(time.RFC3339), r.Name, string(r.Kind), vendor.Name, a.Label, r.ExternalID, r.Field, r.Before, r.After,
		through, operation}
	for i := range row {
		row[i] = inert(row[i])
	}
	return row
}
