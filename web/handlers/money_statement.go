package handlers

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	view "pinfold/web/templates/money"
)

// statement is the page that asks for a statement. It is read after the page.
func (p *panel) statement(c echo.Context) error { return p.showStatement(c, false) }

// statementEntries reads a statement: alone for the script of its page, else as
// that page.
func (p *panel) statementEntries(c echo.Context) error { return p.showStatement(c, true) }

func (p *panel) showStatement(c echo.Context, read bool) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	ask, able, err := v.asked(c)
	if err != nil {
		return err
	}
	page := view.StatementPage{NoReader: len(able) == 0, With: p.tellers()}
	if !page.NoReader {
		if err := v.statementForm(&page, ask, able); err != nil {
			return err
		}
		if ask.problem == "" {
			page.Entries = v.entries(ask)
		}
		if read && ask.problem == "" {
			if page.Entries, err = v.tell(providers.WithPriority(v.ctx, providers.Interactive), ask); err != nil {
				return err
			}
		}
	}
	if read && inDialog(c) && page.Entries != nil {
		return p.render(c, http.StatusOK, view.StatementEntries(*page.Entries))
	}
	s, err := p.shell(c, "Statement", "money")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel, s.HeadHidden = "/money", "Money", true
	status := http.StatusOK
	if page.Problem != "" {
		status = http.StatusUnprocessableEntity
	}
	return p.render(c, status, view.ShowStatement(s, page))
}

// tellers names the providers whose API tells statements.
func (p *panel) tellers() string {
	var with []string
	for _, vendor := range p.Vendors {
		if statementReader(vendor) != nil {
			with = append(with, vendor.Name)
		}
	}
	return andText(with)
}

// serverChoices bounds how many servers a statement offers.
const serverChoices = 2000

func (v moneyView) statementForm(page *view.StatementPage, ask statementAsk, able []models.Account) error {
	page.From, page.To, page.Problem = ask.from, ask.to, ask.problem
	page.Zone = statementReader(ask.vendor).StatementZone().String()
	for _, a := range able {
		page.Accounts = append(page.Accounts, view.Option{Value: fmt.Sprint(a.ID), Label: v.vendor(a).Name + " " + a.Label, Chosen: a.ID == ask.account.ID})
	}
	servers, _, err := v.scope.Things(v.ctx, ask.account.ID, providers.KindServer, 0, serverChoices)
	gone := ask.server != nil
	for _, r := range servers {
		chosen := ask.server != nil && r.ID == ask.server.ID
		gone = gone && !chosen
		page.Servers = append(page.Servers, view.Option{Value: fmt.Sprint(r.ID), Label: r.Name, Chosen: chosen})
	}
	if gone {
		page.Servers = append(page.Servers, view.Option{Value: fmt.Sprint(ask.server.ID), Label: ask.server.Name, Chosen: true})
	}
	return err
}
