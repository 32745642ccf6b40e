package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/jobs"
	"pinfold/internal/models"
	"pinfold/web/templates/operations"
	"pinfold/web/templates/ui"
)

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
	if err := p.announceChildren(c, op); err != nil {
		return err
	}
	p.announce(op)
	return c.Redirect(http.StatusSeeOther, operationURL(op.ID))
}

// announceChildren tells the pages about each part of a bulk run.
func (p *panel) announceChildren(c echo.Context, parent models.Operation) error {
	if parent.Children == 0 {
		return nil
	}
	rows, _, err := scopeOf(c).Operations(c.Request().Context(), models.OperationQuery{Parent: parent.ID, Limit: bulkMost})
	for _, child := range rows {
		p.announce(child)
	}
	return err
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
