package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"sort"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	box "pinfold/web/templates/actions"
	"pinfold/web/templates/ui"
)

// bulkMost bounds how many things one confirmation is about.
const bulkMost = 500

// bulkAsked is one request about one action on several servers.
type bulkAsked struct {
	action  actions.Action
	targets []actions.Target
	offers  []actions.Offer
}

func (p *panel) askBulk(c echo.Context, ids []string) (bulkAsked, error) {
	action, ok := actions.Find(providers.KindServer, c.Param("action"))
	if !ok || !action.Bulk {
		return bulkAsked{}, echo.ErrNotFound
	}
	if !scopeOf(c).May(action.Needs) {
		return bulkAsked{}, forbidden("Your role does not allow this.")
	}
	chosen, err := chosenIDs(ids)
	if err != nil {
		return bulkAsked{}, err
	}
	targets, err := p.serverTargets(c, chosen)
	if err != nil {
		return bulkAsked{}, err
	}
	b := bulkAsked{action: action, targets: targets}
	for _, t := range targets {
		offer, _ := action.Offer(t, scopeOf(c).Role)
		b.offers = append(b.offers, offer)
	}
	return b, nil
}

func chosenIDs(ids []string) ([]models.ID, error) {
	seen := map[models.ID]bool{}
	var chosen []models.ID
	for _, text := range ids {
		id := idOf(text)
		if id == 0 {
			return nil, echo.NewHTTPError(http.StatusBadRequest, "The selection cannot be read. Select the servers again.")
		}
		if !seen[id] {
			seen[id] = true
			chosen = append(chosen, id)
		}
	}
	switch {
	case len(chosen) == 0:
		return nil, echo.NewHTTPError(http.StatusBadRequest, "No server is selected.")
	case len(chosen) > bulkMost:
		return nil, echo.NewHTTPError(http.StatusBadRequest, fmt.Sprintf("Select %d servers at most.", bulkMost))
	}
	return chosen, nil
}

// serverTargets loads the chosen servers that are visible. One that is not
// makes the whole selection not found.
func (p *panel) serverTargets(c echo.Context, ids []models.ID) ([]actions.Target, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	rows, err := scope.ServersByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	if len(rows) != len(ids) {
		return nil, models.ErrNotFound
	}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return nil, err
	}
	newest, err := scope.Newest(ctx, ids)
	if err != nil {
		return nil, err
	}
	targets := make([]actions.Target, 0, len(rows))
	for i := range rows {
		t := p.targetOf(accounts[rows[i].AccountID], &rows[i])
		if op, ok := newest[rows[i].ID]; ok {
			t.Busy = &op
		}
		targets = append(targets, t)
	}
	return targets, nil
}

func (b bulkAsked) able() (n int) {
	for _, offer := range b.offers {
		if offer.Reason == "" {
			n++
		}
	}
	return n
}

func (p *panel) bulkPage(c echo.Context) error {
	b, err := p.askBulk(c, c.QueryParams()["id"])
	if err != nil {
		return err
	}
	return p.showBulk(c, http.StatusOK, b, newFormID())
}

func (p *panel) showBulk(c echo.Context, status int, b bulkAsked, formID string) error {
	view := bulkBox(b, formID)
	if inDialog(c) {
		return p.render(c, status, box.Fragment(view))
	}
	s, err := p.shell(c, view.Asking.Title, "servers")
	if err != nil {
		return err
	}
	return p.render(c, status, box.Page(s, view))
}

func bulkBox(b bulkAsked, formID string) box.Box {
	n := b.able()
	view := box.Box{
		Asking: ui.Asking{
			Title: b.action.Words.Label + " " + serverCount(n), Action: "/servers/actions/" + b.action.Name, Cancel: "/servers",
			Submit: b.action.Words.Label + " " + serverCount(n),
			Foot:   "Runs in the background, at the pace the provider allows.",
		},
		FormID: formID, Up: "Servers", UpURL: "/servers",
	}
	for i, t := range b.targets {
		view.Targets = append(view.Targets, box.Target{ID: fmt.Sprint(t.ID()), Name: t.Name(), Account: t.Account.Label,
			Code: t.Vendor.Code, Provider: t.Vendor.Name, Reason: b.offers[i].Reason})
		if b.offers[i].Reason == "" && view.Consequences == nil {
			plan := b.action.Plan(t, nil)
			view.Consequences, view.Calls = consequences(plan.Consequences), calls(plan.Calls)
		}
	}
	if n == 0 {
		view.Reason, view.Asking.Submit, view.Asking.Foot = "None of the selected servers can do this now.", "", ""
		view.Asking.Title = b.action.Words.Label + " " + serverCount(len(b.targets))
	}
	return view
}

func serverCount(n int) string {
	if n == 1 {
		return "1 server"
	}
	return fmt.Sprintf("%d servers", n)
}

// bulk starts one operation with a child for each chosen server.
func (p *panel) bulk(c echo.Context) error {
	posted, err := c.FormParams()
	if err != nil {
		return err
	}
	b, err := p.askBulk(c, posted["id"])
	if err != nil {
		return err
	}
	formID := posted.Get("form_id")
	if first, err := scopeOf(c).OperationByForm(c.Request().Context(), formID); err == nil && formID != "" {
		return p.bulkStarted(c, b, first, nil)
	}
	if b.able() == 0 || formID == "" {
		return p.showBulk(c, http.StatusUnprocessableEntity, b, orNew(formID))
	}
	parent, children := p.bulkOperations(c, b, formID)
	_, err = scopeOf(c).StartBulk(c.Request().Context(), parent, children)
	if errors.Is(err, models.ErrFormReused) {
		return echo.NewHTTPError(http.StatusConflict, formReused)
	}
	if err != nil {
		return err
	}
	return p.bulkStarted(c, b, *parent, children)
}

func (p *panel) bulkOperations(c echo.Context, b bulkAsked, formID string) (*models.Operation, []*models.Operation) {
	var children []*models.Operation
	var ids []string
	for i, t := range b.targets {
		ids = append(ids, fmt.Sprint(t.ID()))
		a := asked{action: b.action, target: t, offer: b.offers[i]}
		child, _ := p.newOperation(c, a, b.action.Plan(t, nil), nil)
		child.FormID, child.Priority = fmt.Sprintf("%s#%d", formID, t.ID()), providers.Bulk
		if reason := b.offers[i].Reason; reason != "" {
			now := p.Store.Now()
			child.Status, child.EndedAt = models.StatusFailed, &now
			child.ErrorKind, child.Error = providers.ErrConflict, reason+" Nothing was sent."
		}
		children = append(children, &child)
	}
	sort.Strings(ids)
	parent := &models.Operation{
		Action: b.action.Name, Kind: providers.KindServer, TargetName: serverCount(len(children)), FormID: formID,
		FormDigest: b.action.Name + " " + strings.Join(ids, ","), Priority: providers.Bulk,
		Address: c.RealIP(), Device: cut(c.Request().UserAgent(), 200),
	}
	return parent, children
}

func (p *panel) bulkStarted(c echo.Context, b bulkAsked, parent models.Operation, children []*models.Operation) error {
	for _, child := range children {
		if child.Status.Open() {
			p.Waker.Wake(c.Request().Context(), child.ID, child.DueAt)
		}
		p.announce(*child)
	}
	p.announce(parent)
	return p.done(c, operationURL(parent.ID), ui.Notice{
		Kind: ui.Working, Href: operationURL(parent.ID), Title: b.action.Words.Doing + " " + serverCount(b.able()),
		Text: "Each server has an outcome of its own.",
	})
}
