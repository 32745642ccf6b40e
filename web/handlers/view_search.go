package handlers

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/search"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// foundView turns what was found into lines.
type foundView struct {
	p        *panel
	c        echo.Context
	text     string
	accounts map[models.ID]models.Account
}

func (v foundView) groups(kinds []models.Found) ([]search.Group, error) {
	var groups []search.Group
	for _, f := range kinds {
		g := search.Group{Label: pageOf(f.Kind).many}
		var err error
		switch f.Kind {
		case providers.KindServer:
			g.Items, err = v.servers(f.Rows)
		case providers.KindAccount:
			g.Items = v.accountItems(f.Accounts)
		default:
			g.Items, err = v.others(f.Rows)
		}
		if err != nil {
			return nil, err
		}
		if more := f.Total - len(g.Items); more > 0 && f.Kind == providers.KindServer {
			g.More = fmt.Sprintf("All %s servers that match", ui.NumberText(int64(f.Total)))
			g.MoreURL = "/servers?q=" + url.QueryEscape(v.text)
		} else if more > 0 {
			g.More = fmt.Sprintf("and %s more", ui.NumberText(int64(more)))
		}
		groups = withItems(groups, g)
	}
	return groups, nil
}

func (v foundView) servers(rows []models.Resource) ([]search.Item, error) {
	places, err := scopeOf(v.c).LocationNames(v.c.Request().Context())
	if err != nil {
		return nil, err
	}
	shown, err := v.p.serverRows(v.c, rows, atlas{accounts: v.accounts, locations: places})
	items := make([]search.Item, 0, len(shown))
	for i, row := range shown {
		items = append(items, search.Item{
			Href: "/servers/" + row.ID, Code: row.Code, Provider: row.Provider, Name: row.Name, Mark: true, Locked: row.Locked,
			Detail: v.serverDetail(row, rows[i]), State: &row.State,
		})
	}
	return items, err
}

// serverDetail tells whose a server is, its address, and what else the text
// was found in.
func (v foundView) serverDetail(row servers.Row, r models.Resource) string {
	address, text := row.Address, strings.ToLower(v.text)
	for _, a := range r.Server().Addresses {
		if text != "" && strings.Contains(strings.ToLower(a.IP), text) {
			address = a.IP
			break
		}
	}
	detail := row.Provider + " " + row.Account
	if address != "" {
		detail += ", " + address
	}
	if text != "" && r.ExternalID != row.Name && strings.EqualFold(r.ExternalID, text) {
		detail += ", number " + r.ExternalID
	}
	return detail
}

func (v foundView) accountItems(accounts []models.Account) []search.Item {
	items := make([]search.Item, 0, len(accounts))
	for _, a := range accounts {
		row := v.p.accountRow(a, 0)
		items = append(items, search.Item{
			Href: row.Href, Code: row.Code, Provider: row.Provider, Name: row.Label, Mark: true, Detail: row.Provider,
			State: &servers.State{Kind: row.Kind, Word: row.Word, Percent: -1},
		})
	}
	return items
}

func (v foundView) others(rows []models.Resource) ([]search.Item, error) {
	owners, err := scopeOf(v.c).ParentServers(v.c.Request().Context(), rows)
	items := make([]search.Item, 0, len(rows))
	for i := range rows {
		r, kind := rows[i], pageOf(rows[i].Kind)
		t := v.p.targetOf(v.accounts[r.AccountID], &r)
		whose := t.Vendor.Name + " " + t.Account.Label
		item := search.Item{Icon: kind.icon, Name: t.Name(), Mark: true, Detail: kind.one + " of " + whose, Href: targetURL(t)}
		if owner, ok := owners[r.ID]; ok && !kind.own {
			of := v.p.targetOf(t.Account, &owner)
			item.Href, item.Detail = targetURL(of), kind.one+" of "+of.Name()+", "+whose
		}
		items = append(items, item)
	}
	return items, err
}
