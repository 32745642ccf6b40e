package handlers

import (
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// apiEntry is an entry of the audit trail as the API tells of it.
type apiEntry struct {
	ID          models.ID      `json:"id"`
	At          *time.Time     `json:"at"`
	Action      string         `json:"action"`
	Outcome     string         `json:"outcome"`
	UserID      *models.ID     `json:"user_id"`
	UserName    string         `json:"user_name"`
	Address     string         `json:"address"`
	Kind        providers.Kind `json:"kind"`
	TargetID    *models.ID     `json:"target_id"`
	TargetName  string         `json:"target_name"`
	OperationID *models.ID     `json:"operation_id"`
	Details     form.Values    `json:"details"`
	Before      form.Values    `json:"before"`
	After       form.Values    `json:"after"`
}

// apiAudit lists what was done in the team, the newest first.
func (p *panel) apiAudit(c echo.Context) error {
	if !scopeOf(c).May(access.ReadAudit) {
		return forbidden("Your role does not allow this." + askFor(access.ReadAudit))
	}
	q := queryOf(c, "since", "before", "limit")
	asked := models.AuditLogQuery{Since: q.since(), Before: models.ID(q.number("before", 0, 1<<62)), Limit: q.limit() + 1}
	if q.err != nil {
		return q.err
	}
	rows, err := scopeOf(c).AuditLog(c.Request().Context(), asked)
	list, names := apiList[apiEntry]{Items: []apiEntry{}}, p.userNames(c)
	if len(rows) == asked.Limit {
		rows = rows[:len(rows)-1]
		list.Next = q.next("/audit", "before", int64(rows[len(rows)-1].ID))
	}
	for _, e := range rows {
		list.Items = append(list.Items, apiEntry{ID: e.ID, At: momentOf(e.At), Action: e.Action, Outcome: e.Outcome,
			UserID: idOrNull(e.UserID), UserName: names[e.UserID], Address: e.Address, Kind: e.Kind, TargetID: idOrNull(e.TargetID),
			TargetName: e.TargetName, OperationID: e.OperationID,
			Details: form.Join(e.Details), Before: form.Join(e.Before), After: form.Join(e.After)})
	}
	return p.json(c, list, err)
}
