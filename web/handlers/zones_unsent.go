package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// unsent shows all changes of the person that are not sent, zone by zone.
func (p *panel) unsent(c echo.Context) error {
	desks, err := p.unsentDesks(c)
	if err != nil {
		return err
	}
	return p.showUnsent(c, http.StatusOK, desks, "")
}

func (p *panel) showUnsent(c echo.Context, status int, desks []zoneDesk, problem string) error {
	page := zones.Unsent{FormID: newFormID(), Problem: problem}
	for _, d := range desks {
		one, err := p.unsentZone(c, d)
		if err != nil {
			return err
		}
		page.Zones = append(page.Zones, one)
	}
	s, err := p.shell(c, "Changes not sent", "zones")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden, s.Head = "/zones", "DNS", true, zones.Sheet()
	return p.render(c, status, zones.UnsentPage(s, page))
}

func (p *panel) unsentDesks(c echo.Context) (desks []zoneDesk, err error) {
	if err := refuseLooker(c, access.EditZones, "zones", "them"); err != nil {
		return nil, err
	}
	rows, err := scopeOf(c).UnsentZones(c.Request().Context())
	if err != nil {
		return nil, err
	}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		d, err := p.deskOf(c, p.targetOf(accounts[rows[i].AccountID], &rows[i]))
		if err != nil {
			return nil, err
		}
		desks = append(desks, d)
	}
	return desks, nil
}

// unsentZone is one zone with its changes; one that needs a closer look is
// applied by itself.
func (p *panel) unsentZone(c echo.Context, d zoneDesk) (zones.UnsentZone, error) {
	one := zones.UnsentZone{ID: fmt.Sprint(d.resource().ID), ManyChange: zones.ManyChange{Href: d.url()}}
	review, err := p.review(c, d)
	if err != nil {
		return one, err
	}
	one.Name, one.Lines, one.Reason, one.Seen = review.Zone, review.Changes, review.Reason, review.Hidden["seen"]
	switch {
	case one.Reason != "":
	case review.Meets > 0:
		one.Reason = "The zone changed meanwhile. Compare and choose first."
	case review.TypedName != "":
		one.Reason = "This changes more than a third of the zone. Apply it by itself."
	}
	return one, nil
}

// applyUnsent applies the changes of the zones that are chosen, as one
// operation for each.
func (p *panel) applyUnsent(c echo.Context) error {
	sent, err := posted(c)
	if err != nil {
		return err
	}
	desks, err := p.unsentDesks(c)
	if err != nil {
		return err
	}
	chosen, formID := idsOf(sent["id"]), sent.Get("form_id")
	if len(chosen) == 0 || formID == "" {
		return p.showUnsent(c, http.StatusUnprocessableEntity, desks, "Choose at least one zone. Nothing was sent.")
	}
	begun, held := 0, 0
	for _, id := range chosen {
		switch ok, err := p.applyChosen(c, desks, id, formID, sent); {
		case err != nil:
			return err
		case ok:
			begun++
		default:
			held++
		}
	}
	if begun == 0 && held > 0 {
		return p.showUnsent(c, http.StatusUnprocessableEntity, desks, "None of these can be applied here now. Nothing was sent.")
	}
	return p.doneThere(c, "/operations", ui.Notice{Kind: ui.Working, Title: "Applying the changes of " + zoneCount(begun)})
}

func zoneCount(n int) string {
	if n == 1 {
		return "1 zone"
	}
	return fmt.Sprintf("%d zones", n)
}

// applyChosen starts zone.apply for a chosen zone, unless the form did so before.
func (p *panel) applyChosen(c echo.Context, desks []zoneDesk, id models.ID, formID string, sent url.Values) (bool, error) {
	_, err := scopeOf(c).OperationByForm(c.Request().Context(), onceFor(formID, id))
	if !errors.Is(err, models.ErrNotFound) {
		return true, err
	}
	for _, d := range desks {
		if d.resource().ID == id {
			return p.applyOne(c, d, formID, sent)
		}
	}
	return false, models.ErrNotFound
}

// onceFor is the one-time id of a form for one of its zones.
func onceFor(formID string, id models.ID) string { return fmt.Sprintf("%s#%d", formID, id) }

// applyOne starts zone.apply for a zone whose list is what the person saw.
func (p *panel) applyOne(c echo.Context, d zoneDesk, formID string, sent url.Values) (bool, error) {
	one, err := p.unsentZone(c, d)
	if err != nil || one.Reason != "" {
		return false, err
	}
	if d.target.Pending, err = pendingOf(c, d.target); err != nil {
		return false, err
	}
	offer, ok := actions.ZoneApply.Offer(d.target, scopeOf(c).Role)
	if !ok {
		return false, forbidden("Your role does not allow this.")
	}
	a := asked{action: actions.ZoneApply, target: d.target, offer: offer, form: actions.ZoneApply.Form(d.target)}
	values := a.form.Defaults()
	if sent.Get("seen-"+one.ID) != one.Seen {
		return false, echo.NewHTTPError(http.StatusConflict, "The changes of "+one.Name+" are not those that the page showed. Look at them again. Nothing was sent.")
	}
	op, seal := p.newOperation(c, a, a.action.Plan(a.target, values), values)
	op.FormID, op.FormDigest = onceFor(formID, d.resource().ID), p.digestForm(a, url.Values{"seen": {one.Seen}})
	again, err := scopeOf(c).Start(c.Request().Context(), &op, seal)
	var locked *models.LockedError
	switch {
	case errors.As(err, &locked):
		return false, nil
	case errors.Is(err, models.ErrFormReused):
		return false, errFormReused
	case err != nil:
		return false, err
	case !again:
		p.Waker.Wake(c.Request().Context(), op.ID, op.DueAt)
		p.announce(op)
	}
	return true, nil
}
