package handlers

import (
	"fmt"
	"net/http"
	"net/url"

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

// picked are the ids of the selection: those that were ticked, or all that fit
// the list's query.
func (p *panel) picked(c echo.Context) ([]string, error) {
	sent := c.QueryParams()
	if sent.Get("all") == "" {
		return sent["id"], nil
	}
	values, err := url.ParseQuery(cut(sent.Get("query"), models.ViewQueryMost))
	if err != nil {
		return nil, echo.NewHTTPError(http.StatusBadRequest, "The selection cannot be read. Select the servers again.")
	}
	q, _ := serverQuery(values)
	q.Offset, q.Limit = 0, bulkMost+1
	ids, err := scopeOf(c).ServerIDs(c.Request().Context(), q)
	texts := make([]string, 0, len(ids))
	for _, id := range ids {
		texts = append(texts, fmt.Sprint(id))
	}
	return texts, err
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
	ids, err := p.picked(c)
	if err != nil {
		return err
	}
	b, err := p.askBulk(c, ids)
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
	s.Back, s.BackLabel = view.UpURL, view.Up
	return p.render(c, status, box.Page(s, view))
}

func bulkBox(b bulkAsked, formID string) box.Box {
	n := b.able()
	view := box.Box{
		Asking: ui.Asking{
			Title: b.action.Words.Label + " " + serverCount(n), Action: "/servers/actions/" + b.action.Name, Cancel: "/servers",
			Submit: b.action.Words.Label + " " + serverCount(n),
			Foot:   b.pace(),
		},
		FormID: formID, Up: "Servers", UpURL: "/servers",
	}
	for i, t := range b.targets {
		view.Targets = append(view.Targets, box.Target{ID: fmt.Sprint(t.ID()), Name: t.Name(), Account: t.Account.Label,
			Code: t.Vendor.Code, Provider: t.Vendor.Name, Reason: b.offers[i].Reason})
	}
	view.Consequences, view.Calls = b.consequences(), b.calls()
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
