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
		return asked{}, forbidden("Your role does not allow this. Ask an owner for the role " + roleName(access.Least(action.Needs)) + ".")
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
	formID, digest := sent.Get("form_id"), p.digestForm(a, sent)
	first, again, err := p.earlier(c, a.action.Name, formID, digest)
	if err != nil {
		return err
	}
	if again {
		return p.started(c, a, first)
	}
	values, errs := a.form.Parse(sent)
	plan := a.action.Plan(a.target, values)
	if errs == nil && plan.TypedName != "" && sent.Get("confirm") != plan.TypedName {
		errs = form.Errors{"confirm": "This is not the name. Type it as it stands above."}
	}
	if a.offer.Reason != "" || errs != nil || formID == "" {
		return p.showBox(c, http.StatusUnprocessableEntity, a, values, errs, orNew(formID))
	}
	if plan.Risk >= actions.Destructive && !p.isFresh(c) {
		return p.askProof(c, sent)
	}
	return p.start(c, a, plan, a.action.Shape(a.form, values), formID, digest)
}

func (p *panel) start(c echo.Context, a asked, plan actions.Plan, values form.Values, formID, digest string) error {
	if a.action.Keeps != "" && a.target.Resource != nil {
		err := scopeOf(c).SaveDraft(c.Request().Context(), a.action.Name, *a.target.Resource, values[a.action.Keeps])
		if err != nil {
			return err
		}
	}
	if a.action.Keeps != "" && a.target.Resource == nil {
		err := scopeOf(c).KeepBegun(c.Request().Context(), a.action.Name, a.target.Account, values, a.action.Keeps)
		if err != nil {
			return err
		}
	}
	op, seal := p.newOperation(c, a, plan, values)
	op.FormID, op.FormDigest = formID, digest
	again, err := scopeOf(c).Start(c.Request().Context(), &op, seal)
	var locked *models.LockedError
	var padlocked *models.PadlockedError
	switch {
	case errors.As(err, &padlocked):
		a.offer.Reason = p.padlockWords(c, padlocked.Padlock, p.userNames(c)).Reason()
		return p.showBox(c, http.StatusConflict, a, values, nil, newFormID())
	case errors.As(err, &locked):
		a.offer.Reason = actions.Busy(locked.Holder)
		return p.showBox(c, http.StatusConflict, a, values, nil, newFormID())
	case errors.Is(err, models.ErrFormReused):
		return errFormReused
	case err != nil:
		return err
	}
	if !again {
		p.Waker.Wake(c.Request().Context(), op.ID, op.DueAt)
		p.announce(op)
	}
	return p.started(c, a, op)
}

// started answers a form that led to an operation, now or when it was sent
// before.
func (p *panel) started(c echo.Context, a asked, op models.Operation) error {
	if a.action.Creates() {
		return p.doneThere(c, operationURL(op.ID), noticeOf(op))
	}
	return p.done(c, targetURL(a.target), noticeOf(op))
}
