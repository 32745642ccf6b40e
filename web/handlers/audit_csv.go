package handlers

import (
	"encoding/csv"
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
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, "text/csv; charset=utf-8")
	h.Set(echo.HeaderContentDisposition, `attachment; filename="audit-`+p.Store.Now().Format("2006-01-02")+`.csv"`)
	c.Response().WriteHeader(http.StatusOK)
	w := csv.NewWriter(p.whileIn(c))
	_ = w.Write(auditHead) // Flush tells whether the browser still listens.
	for _, r := range rows {
		_ = w.Write(auditCells(c, r, names))
	}
	w.Flush()
	return w.Error()
}

func auditCells(c echo.Context, r models.Audit, names auditNames) []string {
	operation, target := "", ""
	if r.OperationID != nil {
		operation = operationURL(*r.OperationID)
	}
	if r.TargetID != 0 {
		target = fmt.Sprint(r.TargetID)
	}
	row := []string{fmt.Sprint(r.Seq), r.At.UTC().Format(time.RFC3339), auditWho(r, names.people), r.Address, r.Action, auditText(c, r.Action),
		r.Outcome, string(r.Kind), target, r.TargetName, operation, valuesText(r.Before), valuesText(r.After), valuesText(r.Details), r.Hash}
	for i := range row {
		row[i] = inert(row[i])
	}
	return row
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

// exported records that a list, or what is in one thing, leaves the panel as a
// file.
func (p *panel) exported(c echo.Context, what string, of ...models.Resource) error {
	entry := models.Audit{Action: "export." + what, Outcome: "exported", Address: c.RealIP()}
	for _, r := range of {
		entry.Kind, entry.TargetID, entry.TargetName = r.Kind, r.ID, r.Name
	}
	return scopeOf(c).Record(c.Request().Context(), entry)
}
