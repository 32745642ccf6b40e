package handlers

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/ui"
	"pinfold/web/templates/zones"
)

// reverseNames is the list of the names that addresses resolve to, with the
// servers that hold the addresses.
func (p *panel) reverseNames(c echo.Context) error {
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	values, number, address := c.QueryParams(), pageNumber(c), newListAddress(c)
	q := models.ReverseQuery{Text: cut(strings.TrimSpace(values.Get("q")), 200), Accounts: idsOf(few(values["account"])),
		Offset: (number - 1) * pageSize, Limit: pageSize}
	rows, total, err := scopeOf(c).ReverseNames(c.Request().Context(), q)
	if err != nil {
		return err
	}
	list := zones.ReverseList{Frame: p.zoneFrame(c, accounts, address, q.Accounts)}
	list.NewURL = ""
	list.Search = ui.Search{Name: "q", Value: q.Text, Placeholder: "Address or name", Label: "Search reverse names", Target: "#zone-list", URL: "/zones/reverse"}
	list.Pages, list.NoneFit = pagesOf(address, number, int64(len(rows)), total), total == 0 && address.filtered()
	if list.Tabs, err = p.zoneTabs(c, true); err != nil {
		return err
	}
	if list.Rows, err = p.reverseRows(c, rows, accounts); err != nil {
		return err
	}
	s, err := p.shell(c, "Reverse names", "zones")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	return p.render(c, http.StatusOK, zones.ReversePage(s, list))
}

func (p *panel) reverseRows(c echo.Context, rows []models.Resource, accounts map[models.ID]models.Account) ([]zones.ReverseRow, error) {
	var addresses []string
	for _, r := range rows {
		addresses = append(addresses, r.ExternalID)
	}
	holders, err := scopeOf(c).ServersWith(c.Request().Context(), addresses)
	shown := make([]zones.ReverseRow, 0, len(rows))
	for i, r := range rows {
		t, facts := p.targetOf(accounts[r.AccountID], &rows[i]), r.Reverse()
		row := zones.ReverseRow{ID: rowID(r), Address: r.ExternalID, Name: models.UnicodeName(facts.Value), Zone: facts.Zone, Server: facts.Server,
			Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label, Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r)}
		if server, ok := holders[r.ExternalID]; ok {
			row.Server, row.ServerHref = cmp.Or(server.Name, server.ExternalID), resourceURL(server.Kind, server.ID)
		}
		shown = append(shown, row)
	}
	return shown, err
}
