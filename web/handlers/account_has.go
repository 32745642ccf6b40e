package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/accounts"
)

// accountHas lists the things of one kind that an account has.
func (p *panel) accountHas(c echo.Context) error {
	scope, ctx := scopeOf(c), c.Request().Context()
	account, err := scope.Account(ctx, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	vendor, _ := p.Fleet.Vendor(account.Provider)
	kind := providers.Kind(c.Param("name"))
	if !slices.ContainsFunc(sourcesOf(vendor), func(s providers.Source) bool { return slices.Contains(s.Kinds, kind) }) {
		return echo.ErrNotFound
	}
	switch kind {
	case providers.KindServer:
		return c.Redirect(http.StatusSeeOther, fmt.Sprintf("/servers?account=%d", account.ID))
	case providers.KindProfile:
		return c.Redirect(http.StatusSeeOther, accountURL(account.ID)+"/profile")
	case providers.KindToken:
		return c.Redirect(http.StatusSeeOther, pageOf(kind).list)
	}
	number := pageNumber(c)
	rows, total, err := scope.Things(ctx, account.ID, kind, (number-1)*pageSize, pageSize)
	if err != nil {
		return err
	}
	view := accounts.Has{Title: pageOf(kind).many, Up: vendor.Name + " " + account.Label, UpURL: accountURL(account.ID),
		Pages: pagesOf(newListAddress(c), number, int64(len(rows)), total), Live: fmt.Sprintf("account-%d", account.ID)}
	for _, r := range rows {
		view.Things = append(view.Things, p.thing(account, r))
	}
	s, err := p.shell(c, view.Title+" of "+account.Label, "accounts")
	if err != nil {
		return err
	}
	s.Wide, s.Back, s.BackLabel = true, view.UpURL, account.Label
	return p.render(c, http.StatusOK, accounts.HasPage(s, view))
}

func pageNumber(c echo.Context) int {
	number, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || number < 1 || number > 100_000 {
		return 1
	}
	return number
}

// thing is one row of the list.
func (p *panel) thing(account models.Account, r models.Resource) accounts.Thing {
	facts := r.Named()
	t := accounts.Thing{Name: r.Name, ID: r.ExternalID, Location: r.Location, Checked: account.CheckedAt(r),
		Old: isOldThing(p, account, r), Said: r.StateWord}
	if facts.Title != r.Name {
		t.Title = facts.Title
	}
	if pageOf(r.Kind).own {
		t.Href = resourceURL(r.Kind, r.ID)
	}
	if t.Name == "" {
		t.Name, t.Title = facts.Title, ""
	}
	if r.State != providers.Available && r.State != "" {
		word := stateWords[r.State]
		t.State, t.Word = word.Kind, word.Word
	}
	for _, d := range facts.Details {
		t.Details = append(t.Details, accounts.Detail{Label: d.Label, Value: d.Value})
	}
	return t
}

// isOldThing reports whether the list that the thing stands in was not read
// for three of its periods.
func isOldThing(p *panel, account models.Account, r models.Resource) bool {
	vendor, _ := p.Fleet.Vendor(account.Provider)
	for _, s := range sourcesOf(vendor) {
		if s.Name == r.Source {
			return p.Store.Now().Sub(account.CheckedAt(r)) > 3*s.Every
		}
	}
	return false
}

func sourcesOf(vendor providers.Vendor) []providers.Source {
	if inventory, ok := vendor.Zero.(providers.Inventory); ok {
		return inventory.Sources()
	}
	return nil
}

// listChecks are the lists that a refresh reads, in the provider's order.
func listChecks(a models.Account, vendor providers.Vendor, counts map[providers.Kind]int64) []accounts.Check {
	var checks []accounts.Check
	for _, source := range sourcesOf(vendor) {
		check, ok := a.Checks[source.Name]
		if !ok {
			continue
		}
		line := accounts.Check{Name: sentenceCase(source.Name), At: check.At, Items: check.Items, Doubt: check.Doubt}
		for _, kind := range source.Kinds {
			line.Kinds = append(line.Kinds, accounts.KindLink{Name: pageOf(kind).many, Count: int(counts[kind]),
				Href: accountURL(a.ID) + "/has/" + string(kind)})
		}
		checks = append(checks, line)
	}
	return checks
}
