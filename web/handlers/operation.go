package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/operations"
)

// operation is the page of one run.
func (p *panel) operation(c echo.Context) error {
	op, err := scopeOf(c).Operation(c.Request().Context(), idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.showOperation(c, op, nil)
}

func (p *panel) showOperation(c echo.Context, op models.Operation, answer []operations.Fact) error {
	page, err := p.operationPage(c, op)
	if err != nil {
		return err
	}
	page.Answer = answer
	s, err := p.shell(c, page.Row.Title, "operations")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/operations", "Operations"
	return p.render(c, http.StatusOK, operations.OperationPage(s, page))
}

func (p *panel) operationPage(c echo.Context, op models.Operation) (operations.Page, error) {
	scope, ctx := scopeOf(c), c.Request().Context()
	view, err := p.operationView(c)
	if err != nil {
		return operations.Page{}, err
	}
	row, err := view.row(op)
	if err != nil {
		return operations.Page{}, err
	}
	page := operations.Page{Row: row, Facts: view.facts(op), Live: []string{fmt.Sprintf("operation-%d", op.ID)}}
	journals, err := scope.Journals(ctx, op)
	if err != nil {
		return page, err
	}
	page.Steps = stepLines(op, journals)
	events, err := scope.Events(ctx, op)
	if err != nil {
		return page, err
	}
	for _, e := range events {
		page.Log = append(page.Log, operations.Line{At: e.At, Word: e.Word, Text: e.Text})
	}
	if op.Answer != nil && op.UserID == scope.User.ID {
		page.AnswerURL = operationURL(op.ID) + "/answer"
	}
	if page.ConflictURL, err = p.conflictOf(c, op); err != nil {
		return page, err
	}
	view.retry(op, &page)
	return page, view.children(op, &page)
}

// children adds the operations of a bulk run.
func (v operationView) children(op models.Operation, page *operations.Page) error {
	if op.Children == 0 {
		return nil
	}
	counts, err := v.scope.ChildCounts(v.ctx, op)
	if err != nil {
		return err
	}
	page.Progress = bulkProgress(counts) + "."
	if err := v.pace(op, page); err != nil {
		return err
	}
	if counts.Open > 0 && v.scope.May(access.OperateServers) {
		page.StopURL = operationURL(op.ID) + "/cancel"
	}
	rows, _, err := v.scope.Operations(v.ctx, models.OperationQuery{Parent: op.ID, Limit: bulkMost})
	for _, child := range rows {
		row, err := v.row(child)
		if err != nil {
			return err
		}
		row.Name = child.TargetName
		page.Children = append(page.Children, row)
	}
	return err
}

// retry offers the action again where that does no harm: after a failure.
func (v operationView) retry(op models.Operation, page *operations.Page) {
	action, ok := actions.Named(op.Action)
	if op.Status != models.StatusFailed || !ok || op.Children > 0 || !v.scope.May(action.Needs) || page.ConflictURL != "" {
		return // What others changed is chosen about first.
	}
	kind, id := op.Kind, op.ResourceID
	if action.Creates() {
		kind, id = action.On, op.AccountID
	}
	label := action.Words.Label + " again"
	if action.Name == actions.ServerReboot.Name && v.stopped(op.ResourceID) {
		action, label = actions.ServerStart, actions.ServerStart.Words.Button
	}
	page.RetryURL = fmt.Sprintf("/%s/%d/actions/%s", plural(kind), id, action.Name)
	page.RetryLabel = label
}

// stopped reports whether a server is stopped, so that only a start gets it
// running again.
func (v operationView) stopped(id models.ID) bool {
	server, err := v.scope.Resource(v.ctx, providers.KindServer, id)
	return err == nil && server.State == providers.Stopped
}
