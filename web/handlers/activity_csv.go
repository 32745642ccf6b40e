package handlers

import (
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
	return p.sendCSV(c, p.dated("activity"), activityHead, func(add func(...string)) {
		for _, r := range rows {
			add(p.activityCells(accounts[r.AccountID], r)...)
		}
	})
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
	return []string{r.At.UTC().Format(time.RFC3339), r.Name, string(r.Kind), vendor.Name, a.Label, r.ExternalID, r.Field, r.Before, r.After,
		through, operation}
}
