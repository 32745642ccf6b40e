package handlers

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// network is the page of one private network, address that of one address.
func (p *panel) network(c echo.Context) error { return p.besidePage(c, providers.KindNetwork) }

func (p *panel) address(c echo.Context) error { return p.besidePage(c, providers.KindAddress) }

func (p *panel) besidePage(c echo.Context, kind providers.Kind) error {
	t, err := p.target(c, kind, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	page, err := p.thingPage(c, t)
	if err != nil {
		return err
	}
	s, err := p.shell(c, page.Name, pageOf(kind).section)
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = pageOf(kind).list, "Networks"
	return p.render(c, http.StatusOK, servers.ThingPage(s, page, s.BackLabel, s.Back))
}

// refreshNetwork and refreshAddress make the account's refresh due now.
func (p *panel) refreshNetwork(c echo.Context) error {
	return p.refreshThing(c, providers.KindNetwork)
}

func (p *panel) refreshAddress(c echo.Context) error {
	return p.refreshThing(c, providers.KindAddress)
}

func (p *panel) refreshThing(c echo.Context, kind providers.Kind) error {
	r, err := scopeOf(c).Resource(c.Request().Context(), kind, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.refreshNow(c, r.AccountID, resourceURL(kind, r.ID))
}

func (p *panel) thingPage(c echo.Context, t actions.Target) (servers.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	page := servers.Page{
		ID: fmt.Sprint(r.ID), Name: t.Name(), State: besideState(t), Code: t.Vendor.Code, Provider: t.Vendor.Name,
		Account: t.Account.Label, AccountURL: accountURL(t.Account.ID), Checked: t.Account.CheckedAt(r),
		Old: isOldThing(p, t.Account, r), Offers: offersOf(t, scope.Role), RefreshURL: resourceURL(r.Kind, r.ID) + "/refresh",
		Live: []string{fmt.Sprintf("%s-%d", r.Kind, r.ID), fmt.Sprintf("account-%d", t.Account.ID)},
	}
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	known, err := p.atlas(c, []models.Account{t.Account})
	if err != nil {
		return page, err
	}
	page.Location = known.place(r)
	page.Facts = thingFacts(t)
	in, err := p.serversPart(ctx, scope, t)
	if err != nil {
		return page, err
	}
	page.Parts = []servers.Part{in}
	changes, err := scope.Changes(ctx, r.ID, 20)
	if err != nil {
		return page, err
	}
	page.Changes = changeLines(changes)
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: r.ID, Limit: 10})
	page.Runs = p.runLines(c, runs)
	return page, err
}

// thingFacts are the lines at the side of the page.
func thingFacts(t actions.Target) (facts []servers.Fact) {
	r := *t.Resource
	add := func(one servers.Fact) {
		if one.Value != "" || !one.Moment.IsZero() {
			facts = append(facts, one)
		}
	}
	if r.Kind == providers.KindNetwork {
		f := r.Network()
		add(servers.Fact{Name: "Range", Value: f.Subnet, Copy: true})
		add(servers.Fact{Name: "Default", Value: map[bool]string{true: "Yes", false: "No"}[f.Default]})
		add(servers.Fact{Name: "Type", Value: f.Type})
		if f.VLAN > 0 {
			add(servers.Fact{Name: "VLAN", Value: strconv.Itoa(f.VLAN)})
		}
		add(servers.Fact{Name: "Created", Moment: f.CreatedAt})
		add(servers.Fact{Name: "Provider’s ID", Value: r.ExternalID, Copy: true})
		return facts
	}
	named := r.Named()
	add(servers.Fact{Name: "Address", Value: r.Name, Copy: true})
	if named.Title != r.Name {
		add(servers.Fact{Name: "Name", Value: named.Title})
	}
	for _, d := range named.Details {
		if d.Value != r.Parent {
			cell := cellOf(d.Value)
			add(servers.Fact{Name: d.Label, Value: cell.Text, Moment: cell.Moment})
		}
	}
	return facts
}
