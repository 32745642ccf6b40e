package handlers

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

var apiStatuses = []string{"waiting", "running", "succeeded", "failed", "cancelled", "unknown"}

// apiOperations lists runs of actions, the newest first.
func (p *panel) apiOperations(c echo.Context) error { return p.apiLog(c, "/operations", 0) }

// apiServerOperations lists the runs on one server.
func (p *panel) apiServerOperations(c echo.Context) error {
	r, err := scopeOf(c).Resource(c.Request().Context(), providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.apiLog(c, fmt.Sprintf("/servers/%d/operations", r.ID), r.ID)
}

func (p *panel) apiLog(c echo.Context, path string, server models.ID) error {
	q := queryOf(c, "status*", "since", "before", "limit")
	asked := models.OperationLogQuery{Server: server, Since: q.since(), Before: models.ID(q.number("before", 0, 1<<62)), Limit: q.limit() + 1}
	for _, status := range q.among("status", apiStatuses...) {
		asked.Statuses = append(asked.Statuses, models.Status(status))
	}
	if q.err != nil {
		return q.err
	}
	rows, err := scopeOf(c).OperationLog(c.Request().Context(), asked)
	if err != nil {
		return err
	}
	view, err := p.operationView(c)
	list := apiList[apiOperation]{Items: []apiOperation{}}
	if len(rows) == asked.Limit {
		rows = rows[:len(rows)-1]
		list.Next = q.next(path, "before", int64(rows[len(rows)-1].ID))
	}
	for _, op := range rows {
		list.Items = append(list.Items, view.apiOperation(op))
	}
	return p.json(c, list, err)
}

// apiOperation tells of one run: what was sent, and what was noted.
func (p *panel) apiOperation(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	op, err := scope.Operation(ctx, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	view, err := p.operationView(c)
	if err != nil {
		return err
	}
	whole := apiOperationWhole{apiOperation: view.apiOperation(op), Asked: []apiAsked{}, Steps: []apiStep{}, Events: []apiEvent{}}
	for _, a := range op.Asked {
		whole.Asked = append(whole.Asked, apiAsked(a))
	}
	journals, err := scope.Journals(ctx, op)
	if err != nil {
		return err
	}
	for _, j := range journals {
		whole.Steps = append(whole.Steps, apiStepOf(op, j))
	}
	events, err := scope.Events(ctx, op)
	for _, e := range events {
		whole.Events = append(whole.Events, apiEvent{At: momentOf(e.At), Word: e.Word, Text: e.Text})
	}
	return p.json(c, whole, err)
}

func apiOperationURL(id models.ID) string { return fmt.Sprintf("%s/operations/%d", apiURL, id) }
