package handlers

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	box "pinfold/web/templates/actions"
)

// asked is one request about one action on one target.
type asked struct {
	action actions.Action
	target actions.Target
	offer  actions.Offer
	form   form.Form
}

// ask finds the action and its target, and checks that the person may do it.
func (p *panel) ask(c echo.Context) (asked, error) {
	kind := kindOf(c.Param("kind"))
	action, ok := actions.Find(kind, c.Param("action"))
	id := idOf(c.Param("id"))
	if !ok || id == 0 || plural(kind) != c.Param("kind") {
		return asked{}, echo.ErrNotFound
	}
	target, err := p.target(c, kind, id)
	if err != nil {
		return asked{}, err
	}
	if target.Pending, err = pendingOf(c, target); err != nil {
		return asked{}, err
	}
	offer, ok := action.Offer(target, scopeOf(c).Role)
	if !ok {
		return asked{}, forbidden("Your role does not allow this." + askFor(action.Needs))
	}
	if len(action.Uses) > 0 {
		if target.Known, err = scopeOf(c).Offerings(c.Request().Context(), target.Account.ID, action.Uses...); err != nil {
			return asked{}, err
		}
	}
	return asked{action: action, target: target, offer: offer, form: action.Form(target)}, nil
}

func roleName(role access.Role) string {
	name := string(role)
	return string(name[0]-'a'+'A') + name[1:]
}

// actionPage asks for what an action needs and tells what it will do, with the
// values of the query: script asks for the plan again as they change.
func (p *panel) actionPage(c echo.Context) error {
	a, err := p.ask(c)
	if err != nil {
		return err
	}
	values, err := p.begun(c, a, entered(a.form, c.QueryParams()))
	if err != nil {
		return err
	}
	return p.showBox(c, http.StatusOK, a, values, nil, newFormID())
}

func (p *panel) showBox(c echo.Context, status int, a asked, values form.Values, errs form.Errors, formID string) error {
	b := boxOf(a, values, errs, formID)
	if inDialog(c) && !b.Wide {
		return p.render(c, status, box.Fragment(b))
	}
	section := pageOf(a.action.Makes).section
	if a.target.Server != nil {
		section = pageOf(providers.KindServer).section
	}
	s, err := p.shell(c, b.Asking.Title, section)
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = b.UpURL, b.Up
	return p.render(c, status, box.Page(s, b))
}

// action starts an operation from what was posted.
func (p *panel) action(c echo.Context) error {
	a, err := p.ask(c)
	if err != nil {
		return err
	}
	sent, err := posted(c)
	if err != nil {
		return err
	}
	w, err := p.weigh(c, a, sent, sent.Get("form_id"), p.digestForm(a, sent))
	if err != nil {
		return err
	}
	switch {
	case w.first != nil:
		return p.started(c, a, *w.first)
	case a.offer.Reason != "" || w.errs != nil || w.formID == "":
		return p.showBox(c, http.StatusUnprocessableEntity, a, w.values, w.errs, orNew(w.formID))
	case w.plan.Risk >= actions.Destructive && !p.isFresh(c):
		return p.askProof(c, sent)
	}
	if err := p.keepText(c, a, w.values); err != nil {
		return err
	}
	op, _, err := p.launch(c, a, w)
	var held *heldError
	if errors.As(err, &held) {
		a.offer.Reason = held.reason
		return p.showBox(c, http.StatusConflict, a, w.values, nil, newFormID())
	}
	if err != nil {
		return err
	}
	return p.started(c, a, op)
}

// keepText keeps a text as the person's draft until the action has succeeded.
func (p *panel) keepText(c echo.Context, a asked, values form.Values) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	values = a.action.Shape(a.form, values)
	switch {
	case a.action.Keeps == "":
		return nil
	case a.target.Resource != nil:
		return scope.SaveDraft(ctx, a.action.Name, *a.target.Resource, values[a.action.Keeps])
	}
	return scope.KeepBegun(ctx, a.action.Name, a.target.Account, values, a.action.Keeps)
}

// started answers a form that led to an operation, now or when it was sent
// before.
func (p *panel) started(c echo.Context, a asked, op models.Operation) error {
	if a.action.Creates() {
		return p.doneThere(c, operationURL(op.ID), noticeOf(op))
	}
	return p.done(c, targetURL(a.target), noticeOf(op))
}
