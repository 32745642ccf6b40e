package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"sort"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/jobs"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/operations"
	"pinfold/web/templates/ui"
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
	if counts.Open > 0 && v.scope.May(access.OperateServers) {
		page.StopURL = operationURL(op.ID) + "/cancel"
	}
	rows, _, err := v.scope.Operations(v.ctx, models.OperationQuery{Parent: op.ID, Limit: bulkMost})
	for _, child := range rows {
		row, err := v.row(child)
		if err != nil {
			return err
		}
		page.Children = append(page.Children, row)
	}
	return err
}

// retry offers the action again where that does no harm: after a failure.
func (v operationView) retry(op models.Operation, page *operations.Page) {
	action, ok := actions.Named(op.Action)
	if op.Status != models.StatusFailed || !ok || op.Children > 0 || !v.scope.May(action.Needs) {
		return
	}
	kind, id := op.Kind, op.ResourceID
	if action.Creates() {
		kind, id = action.On, op.AccountID
	}
	page.RetryURL = fmt.Sprintf("/%s/%d/actions/%s", plural(kind), id, action.Name)
	page.RetryLabel = action.Words.Label + " again"
}

func (v operationView) facts(op models.Operation) []operations.Fact {
	facts := []operations.Fact{
		{Name: "Asked by", Value: v.names[op.UserID]}, {Name: "Asked", Moment: op.CreatedAt},
		{Name: "Signed in from", Value: op.Address},
	}
	if op.EndedAt != nil {
		facts = append(facts, operations.Fact{Name: "Ended", Moment: *op.EndedAt})
	}
	if op.ResourceID != 0 && op.Kind == providers.KindServer {
		facts = append(facts, operations.Fact{Name: "Server", Value: op.TargetName, Href: fmt.Sprintf("/servers/%d", op.ResourceID)})
	}
	if op.DecidedBy != nil {
		facts = append(facts, operations.Fact{Name: "Decided by", Value: v.names[*op.DecidedBy]})
	}
	names := make([]string, 0, len(op.Input))
	for name := range op.Input {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if op.Input[name] != "" {
			facts = append(facts, operations.Fact{Name: sentenceCase(name), Value: op.Input[name]})
		}
	}
	return facts
}

func sentenceCase(name string) string {
	text := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// stepLines are the provider writes of an operation and how far each got.
func stepLines(op models.Operation, journals []models.Journal) []operations.Step {
	var steps []operations.Step
	for _, j := range journals {
		row, _ := providers.Lookup(j.OpID)
		step := operations.Step{Text: row.Title, Detail: row.Method + " " + row.Path, At: j.SentAt}
		switch j.State {
		case models.JournalDone:
			step.Kind = ui.OK
		case models.JournalRefused:
			step.Kind = ui.Error
		default:
			step.Kind = ui.Unknown
		}
		if j.Note != "" {
			step.Detail += ". " + j.Note
		}
		steps = append(steps, step)
	}
	if op.Status.Open() && op.Step != "" {
		steps = append(steps, operations.Step{Kind: ui.Working, Text: op.Step})
	}
	return steps
}

// decide records what a person says about an unknown outcome.
func (p *panel) decide(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	op, err := scope.Operation(ctx, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	action, _ := actions.Named(op.Action)
	if !scope.May(action.Needs) {
		return forbidden("Your role does not allow deciding about this.")
	}
	decision := models.Decision(c.FormValue("decision"))
	if decision != models.Happened && decision != models.DidNot && decision != models.Again {
		return echo.NewHTTPError(http.StatusBadRequest, "Choose what happened.")
	}
	err = scope.Decide(ctx, op, decision, c.RealIP())
	if err != nil && !errors.Is(err, models.ErrDecided) {
		return err
	}
	if decision == models.Again {
		p.Waker.Wake(ctx, op.ID, p.Store.Now())
	}
	p.announce(op)
	return c.Redirect(http.StatusSeeOther, operationURL(op.ID))
}

// cancel ends what has sent nothing yet.
func (p *panel) cancel(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	op, err := scope.Operation(ctx, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	action, _ := actions.Named(op.Action)
	if !scope.May(action.Needs) {
		return forbidden("Your role does not allow cancelling this.")
	}
	if op.Children > 0 {
		_, err = scope.CancelChildren(ctx, op, c.RealIP())
	} else {
		err = scope.Cancel(ctx, op, c.RealIP())
	}
	if errors.Is(err, models.ErrDecided) {
		return p.doneThere(c, operationURL(op.ID), ui.Notice{Kind: ui.Error, Title: "Too late to cancel", Text: "It has begun already."})
	}
	if err != nil {
		return err
	}
	p.announce(op)
	return c.Redirect(http.StatusSeeOther, operationURL(op.ID))
}

// answer shows a secret answer once to the person who asked for it.
func (p *panel) answer(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	op, err := scope.Operation(ctx, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	sealed, err := scope.TakeAnswer(ctx, op, c.RealIP())
	if err != nil {
		return err
	}
	values, err := p.Keys.OpenMap(jobs.AnswerOf(op.TeamID, op.ID), sealed)
	if err != nil {
		return err
	}
	var facts []operations.Fact
	for name, value := range values {
		facts = append(facts, operations.Fact{Name: secretLabel(name), Value: value.Reveal()})
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, operations.Answered(facts))
	}
	op.Answer = nil
	return p.showOperation(c, op, facts)
}
