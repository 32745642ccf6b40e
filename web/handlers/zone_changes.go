package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/zone"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// zoneChanges shows what will be sent before it is: the list, what the rules
// say, what will happen. The panel beside the records fetches itself here too.
func (p *panel) zoneChanges(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	if c.QueryParam("part") == "panel" {
		panel, err := p.pendingPanel(c, d)
		if err != nil {
			return err
		}
		return p.render(c, http.StatusOK, zones.PendingPanel(panel, false))
	}
	review, err := p.review(c, d)
	if err != nil {
		return err
	}
	s, err := p.shell(c, review.Title(c.Request().Context()), "zones")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden, s.Head = d.url(), review.Zone, true, zones.Sheet()
	return p.render(c, http.StatusOK, zones.ReviewPage(s, review))
}

// review is the list with the plan of zone.apply.
func (p *panel) review(c echo.Context, d zoneDesk) (zones.Review, error) {
	r := zones.Review{
		URL: d.url(), Zone: zone.Unicode(d.zone.Name), Code: d.target.Vendor.Code, Provider: d.target.Vendor.Name, Account: d.target.Account.Label,
		Changes: d.lines(), Began: d.draft.Began, Findings: d.elsewhere(),
	}
	merge := zone.Compare(nil, d.records, d.changes)
	r.Meets = len(merge.Both)
	for _, already := range merge.Already {
		line := &r.Changes[already.Index]
		line.Notes = append(line.Notes, zones.Note{Plain: true, Text: "The zone is so already. Nothing is sent for it."})
	}
	var err error
	if d.target.Pending, err = pendingOf(c, d.target); err != nil || len(d.changes) == 0 {
		return r, err
	}
	offer, ok := actions.ZoneApply.Offer(d.target, scopeOf(c).Role)
	if !ok {
		return r, forbidden("Your role does not allow this.")
	}
	r.Reason, r.Refused = offer.Reason, d.target.Pending.Wrong != ""
	a := asked{action: actions.ZoneApply, target: d.target, offer: offer, form: actions.ZoneApply.Form(d.target)}
	plan := a.action.Plan(a.target, a.form.Defaults())
	r.Action, r.FormID, r.Hidden = actionURL(d.target, a.action.Name), newFormID(), a.form.Defaults()
	r.TypedName, r.Calls = plan.TypedName, calls(plan.Calls)
	r.Consequences = consequences(slices.DeleteFunc(plan.Consequences, d.listed))
	return r, nil
}

// listed reports whether a consequence is one of the changes, which this page
// shows above.
func (d zoneDesk) listed(c actions.Consequence) bool {
	return actions.TellsChange(c, d.changes)
}

// elsewhere are findings about the zone as a whole.
func (d zoneDesk) elsewhere() (list []zones.Note) {
	for _, f := range d.zone.Review(d.records, d.changes) {
		if len(f.Records) == 0 {
			list = append(list, zones.Note{Error: f.Level == zone.Error, Text: f.Text})
		}
	}
	return list
}

// takeBack makes the list that leads back to the state before an apply that
// ended in between. Nothing is sent by that.
func (p *panel) takeBack(c echo.Context) error {
	d, err := p.zoneDesk(c)
	if err != nil {
		return err
	}
	_, before, err := p.halfState(c, d)
	if err != nil {
		return err
	}
	if before == nil {
		return models.ErrNotFound
	}
	records, err := before.Records()
	if err != nil {
		return err
	}
	back := zone.Diff(withoutSOA(d.records), withoutSOA(records))
	if err := p.edit(c, &d, func([]zone.Change) []zone.Change { return back }); err != nil {
		return err
	}
	return p.doneThere(c, d.url()+"/changes", ui.Notice{Kind: ui.OK, Title: "The list leads back", Text: "Nothing is sent yet."})
}

// withoutSOA leaves out what the provider writes itself.
func withoutSOA(records []zone.Record) []zone.Record {
	return slices.DeleteFunc(slices.Clone(records), func(r zone.Record) bool { return r.Type == "SOA" })
}
