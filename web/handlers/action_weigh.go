package handlers

import (
	"errors"
	"net/url"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
)

// wish is what somebody asks an action to do, from a page or from a program,
// looked at but not begun.
type wish struct {
	formID, digest string
	values         form.Values
	errs           form.Errors
	plan           actions.Plan
	// first is the operation that the same wish led to before, if it did.
	first *models.Operation
}

// weigh reads and checks what was sent, and plans it. It changes nothing. The
// digest tells whether a one-time id comes again with the same content.
func (p *panel) weigh(c echo.Context, a asked, sent url.Values, formID, digest string) (wish, error) {
	w := wish{formID: formID, digest: digest}
	first, again, err := p.earlier(c, a.action.Name, formID, digest)
	if err != nil {
		return w, err
	}
	if again {
		w.first = &first
	}
	w.values, w.errs = a.form.Parse(sent)
	w.plan = a.action.Plan(a.target, w.values)
	if w.errs == nil && w.plan.TypedName != "" && sent.Get("confirm") != w.plan.TypedName {
		w.errs = form.Errors{"confirm": "This is not the name. Type it as it stands above."}
	}
	return w, nil
}

// heldError says why an action that was possible a moment ago is not.
type heldError struct{ reason string }

// Error implements error.
func (e *heldError) Error() string { return e.reason }

// launch starts the operation of a wish. It fails with a heldError if something
// holds the target. A wish that came twice at once is started once: again tells
// that this is the other one.
func (p *panel) launch(c echo.Context, a asked, w wish) (op models.Operation, again bool, err error) {
	op, seal := p.newOperation(c, a, w.plan, a.action.Shape(a.form, w.values))
	op.FormID, op.FormDigest = w.formID, w.digest
	again, err = scopeOf(c).Start(c.Request().Context(), &op, seal)
	var locked *models.LockedError
	var padlocked *models.PadlockedError
	switch {
	case errors.As(err, &padlocked):
		return op, false, &heldError{p.padlockWords(c, padlocked.Padlock, p.userNames(c)).Reason()}
	case errors.As(err, &locked):
		return op, false, &heldError{actions.Busy(locked.Holder)}
	case errors.Is(err, models.ErrFormReused):
		return op, false, errFormReused
	case err != nil || again:
		return op, again, err
	}
	p.Waker.Wake(c.Request().Context(), op.ID, op.DueAt)
	p.announce(op)
	return op, false, nil
}
