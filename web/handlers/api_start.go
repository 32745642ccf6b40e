package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
)

// apiStart starts an action, the way that its form does: 202 with the operation,
// or 200 with the first one for a key that comes again.
func (p *panel) apiStart(c echo.Context) error {
	a, err := p.ask(c)
	if err != nil {
		return err
	}
	key, err := keyOf(c)
	if err != nil {
		return err
	}
	given, confirm, err := inputOf(c)
	if err != nil {
		return err
	}
	sent := fill(a.form, given)
	sent.Set("confirm", confirm)
	w, err := p.weigh(c, a, sent, key, p.digestInput(a, given, confirm))
	if errors.Is(err, errFormReused) {
		return errKeyReused
	}
	if err != nil {
		return err
	}
	if w.first != nil {
		return p.apiStarted(c, http.StatusOK, *w.first)
	}
	if err := apiRefusal(c, a, w, misfits(a.form, given)); err != nil {
		return err
	}
	return p.apiLaunch(c, a, w)
}

// apiRefusal is why a wish is not granted, nil if nothing stands against it.
func apiRefusal(c echo.Context, a asked, w wish, errs form.Errors) error {
	for name, sentence := range w.errs {
		if errs[name] == "" {
			errs[name] = sentence
		}
	}
	switch {
	case risky(a, w.plan) && !tokenOf(c).MayRisk:
		return forbidden(noRisk + " Nothing was sent.")
	case a.offer.Reason != "":
		return echo.NewHTTPError(http.StatusConflict, a.offer.Reason)
	case len(errs) > 0:
		if errs["confirm"] != "" {
			errs["confirm"] = "This is not the name. Send it as it stands in the plan, under confirm."
		}
		return &fieldsError{errs}
	}
	return nil
}

func (p *panel) apiLaunch(c echo.Context, a asked, w wish) error {
	op, again, err := p.launch(c, a, w)
	var held *heldError
	switch {
	case errors.As(err, &held):
		return echo.NewHTTPError(http.StatusConflict, held.reason)
	case errors.Is(err, errFormReused):
		return errKeyReused
	case err != nil:
		return err
	case again:
		return p.apiStarted(c, http.StatusOK, op)
	}
	return p.apiStarted(c, http.StatusAccepted, op)
}

func (p *panel) apiStarted(c echo.Context, status int, op models.Operation) error {
	view, err := p.operationView(c)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderLocation, apiOperationURL(op.ID))
	return c.JSON(status, view.apiOperation(op))
}

// errKeyReused is the answer to a key that comes again with other content.
var errKeyReused = echo.NewHTTPError(http.StatusConflict,
	"This Idempotency-Key was already sent with other content. Nothing was sent now. Use another one for another thing.")
