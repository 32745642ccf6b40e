package handlers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
)

var auditHead = []string{"entry", "time (UTC)", "person", "address", "action", "what", "outcome", "kind", "number", "on what",
	"operation", "before", "after", "details", "hash"}

// auditCSV is the trail as a file, with the filters of the page.
func (p *panel) auditCSV(c echo.Context) error {
	q, _, _, problem := auditQuery(c)
	if problem != "" {
		return echo.NewHTTPError(http.StatusUnprocessableEntity, problem)
	}
	if err := p.exported(c, "audit"); err != nil {
		return err
	}
	q.Offset, q.Limit = 0, exportMost
	rows, err := scopeOf(c).AuditRows(c.Request().Context(), q)
	if err != nil {
		return err
	}
	names, err := p.auditWords(c)
	if err != nil {
		return err
	}
	return p.sendCSV(c, p.dated("audit"), auditHead, func(add func(...string)) {
		for _, r := range rows {
			add(auditCells(c, r, names)...)
		}
	})
}

func auditCells(c echo.Context, r models.Audit, names auditNames) []string {
	operation, target := "", ""
	if r.OperationID != nil {
		operation = operationURL(*r.OperationID)
	}
	if r.TargetID != 0 {
		target = fmt.Sprint(r.TargetID)
	}
	return []string{fmt.Sprint(r.Seq), r.At.UTC().Format(time.RFC3339), auditWho(r, names.people), r.Address, r.Action, auditText(c, r.Action),
		r.Outcome, string(r.Kind), target, r.TargetName, operation, valuesText(r.Before), valuesText(r.After), valuesText(r.Details), r.Hash}
}

// valuesText is "" for no values, else JSON.
func valuesText(values form.Values) string {
	if len(values) == 0 {
		return ""
	}
	data, err := json.Marshal(values)
	if err != nil {
		return "" // Texts can always be written.
	}
	return string(data)
}
