package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// The parts of a billing account that are read when somebody looks.
const (
	detailsPart = "details"
	creditPart  = "credit"
	billedPart  = "servers"
)

// billingPart reads a part of a billing account, and shows it: alone for the
// script of its page, else as a page. What somebody asks for is read whatever
// its age.
func (p *panel) billingPart(c echo.Context) error {
	t, err := p.target(c, providers.KindBilling, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	if t.Resource.GoneAt != nil || !hasCards(t) {
		return echo.ErrNotFound
	}
	ctx := c.Request().Context()
	if c.Request().Method == http.MethodGet {
		ctx = providers.WithPriority(ctx, providers.Background)
	}
	part, failed, err := p.readBillingPart(ctx, c, t)
	if err != nil {
		return err
	}
	if failed != nil {
		part.Trouble = providers.Sentence(failed)
	}
	part = putOff(part, failed)
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.ServerPart(part))
	}
	s, err := p.shell(c, part.Title+" of "+t.Name(), "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = resourceURL(t.Kind(), t.ID()), t.Name()
	part.Due = false
	return p.render(c, http.StatusOK, servers.BoxPage(s, part.Title, s.BackLabel, s.Back, servers.ServerPart(part)))
}

// detailsOf is what is known of the details.
func (p *panel) detailsOf(c echo.Context, t actions.Target) (servers.Part, error) {
	checks, err := scopeOf(c).PartChecks(c.Request().Context(), t.ID())
	check := checks[models.BillingPart]
	part := p.livePart(c, t, detailsPart, "Details", "No details are kept.")
	part.Kept, part.URL = "", resourceURL(t.Kind(), t.ID())+"/parts/"+detailsPart
	part.Heads, part.Rows = []servers.Head{{Label: "Detail"}, {Label: "Value"}}, billingDetails(t)
	part.Due, part.Trouble = p.Fleet.BillingDue(t.Account, *t.Resource, check), check.Error
	part.ReadAt = t.Account.CheckedAt(*t.Resource)
	if check.ReadAt != nil && check.ReadAt.After(part.ReadAt) {
		part.ReadAt = *check.ReadAt
	}
	for _, o := range offersOf(t, scopeOf(c).Role) {
		if o.Name == actions.BillingUpdate.Name {
			part.Offers = append(part.Offers, o)
		}
	}
	return part, err
}

// livePart is a part before it is read. It is read anew after each operation.
func (p *panel) livePart(c echo.Context, t actions.Target, name, title, none string) servers.Part {
	kept := c.QueryParam("kept")
	if n := idOf(kept); kept == "" || n == 0 && kept != "0" {
		runs, _, _ := scopeOf(c).Operations(c.Request().Context(), models.OperationQuery{Resource: t.ID(), Limit: 1})
		kept = "0"
		if len(runs) > 0 && !runs[0].Status.Open() {
			kept = fmt.Sprint(runs[0].ID)
		}
	}
	return servers.Part{Name: name, Title: title, Provider: t.Vendor.Name, None: none, Due: true, Kept: "-" + kept,
		URL: fmt.Sprintf("%s/parts/%s?kept=%s", resourceURL(t.Kind(), t.ID()), name, kept)}
}

func (p *panel) creditOf(c echo.Context, t actions.Target) servers.Part {
	part := p.livePart(c, t, creditPart, "Credit history", "No credit was added or used.")
	part.Heads = []servers.Head{{Label: "What"}, {Label: "When"}, {Label: "Amount", End: true}}
	for _, o := range offersOf(t, scopeOf(c).Role) {
		if o.Name == actions.CreditBuy.Name {
			part.Offers = append(part.Offers, o)
		}
	}
	return part
}

func (p *panel) billedOf(c echo.Context, t actions.Target) servers.Part {
	part := p.livePart(c, t, billedPart, "Pays for", "It pays for no server.")
	part.Heads = []servers.Head{{Label: "Server"}, {Label: "State"}, {Label: "Location"}}
	return part
}

// billingParts are the parts of the page before they are read.
func (p *panel) billingParts(c echo.Context, t actions.Target) ([]servers.Part, error) {
	if t.Resource.GoneAt != nil || !hasCards(t) {
		return nil, nil
	}
	details, err := p.detailsOf(c, t)
	if err != nil {
		return nil, err
	}
	cards, err := p.cardPart(c, t)
	return []servers.Part{details, cards, p.creditOf(c, t), p.billedOf(c, t)}, err
}
