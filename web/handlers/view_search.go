package handlers

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/layout"
	"pinfold/web/templates/search"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// foundKind is how a search shows a kind of thing.
type foundKind struct {
	// Label is the heading, One the thing in a line: "image of Clodo main".
	Label, One string
	Icon       string
	// Page tells that each thing has a page of its own. All others lead to the
	// server that they belong to, else to the account.
	Page bool
}

// foundKinds are the kinds by name; one that is missing shows as its own name.
var foundKinds = map[providers.Kind]foundKind{
	providers.KindServer:    {Label: "Servers", One: "server", Icon: "server", Page: true},
	providers.KindAccount:   {Label: "Accounts", One: "account", Icon: "plug", Page: true},
	providers.KindAddress:   {Label: "Addresses", One: "address", Icon: "network"},
	providers.KindBackup:    {Label: "Backups", One: "backup", Icon: "archive"},
	providers.KindBilling:   {Label: "Billing accounts", One: "billing account", Icon: "receipt"},
	providers.KindClient:    {Label: "Clients", One: "client", Icon: "user"},
	providers.KindImage:     {Label: "Images", One: "image", Icon: "disc-3"},
	providers.KindLocation:  {Label: "Locations", One: "location", Icon: "map-pin"},
	providers.KindNetwork:   {Label: "Networks", One: "network", Icon: "network"},
	providers.KindOrder:     {Label: "Orders", One: "order", Icon: "receipt"},
	providers.KindParameter: {Label: "Limits of forms", One: "limit", Icon: "ruler"},
	providers.KindPreset:    {Label: "Presets", One: "preset", Icon: "layers"},
	providers.KindPrice:     {Label: "Prices", One: "price", Icon: "receipt"},
	providers.KindSSHKey:    {Label: "SSH keys", One: "SSH key", Icon: "key-round"},
	providers.KindSubnet:    {Label: "Subnets", One: "subnet", Icon: "network"},
	providers.KindTariff:    {Label: "Tariffs", One: "tariff", Icon: "layers"},
	providers.KindTask:      {Label: "Tasks", One: "task", Icon: "list-checks"},
}

func kindShown(kind providers.Kind) foundKind {
	if k, ok := foundKinds[kind]; ok {
		return k
	}
	return foundKind{Label: sentenceCase(plural(kind)), One: string(kind), Icon: "box"}
}

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
		g := search.Group{Label: kindShown(f.Kind).Label}
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
	shown, err := v.p.serverRows(v.c, rows, v.accounts)
	items := make([]search.Item, 0, len(shown))
	for i, row := range shown {
		items = append(items, search.Item{
			Href: "/servers/" + row.ID, Code: row.Code, Provider: row.Provider, Name: row.Name, Mark: true,
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
		r, kind := rows[i], kindShown(rows[i].Kind)
		t := v.p.targetOf(v.accounts[r.AccountID], &r)
		whose := t.Vendor.Name + " " + t.Account.Label
		item := search.Item{Icon: kind.Icon, Name: t.Name(), Mark: true, Detail: kind.One + " of " + whose, Href: fmt.Sprintf("/accounts/%d", r.AccountID)}
		if kind.Page {
			item.Href = targetURL(t)
		} else if owner, ok := owners[r.ID]; ok {
			of := v.p.targetOf(t.Account, &owner)
			item.Href, item.Detail = targetURL(of), kind.One+" of "+of.Name()+", "+whose
		}
		items = append(items, item)
	}
	return items, err
}

// offerItem is an action on a target. It opens its dialog.
func offerItem(t actions.Target, o actions.Offer) search.Item {
	item := search.Item{
		Name: o.Action.Words.Label + " " + t.Name(), Detail: t.Vendor.Name + " " + t.Account.Label, Icon: o.Action.Words.Icon,
		Href: targetURL(t) + "/actions/" + o.Action.Name, Dialog: !o.Action.Creates(), Danger: o.Action.Worst == actions.Destructive,
	}
	if t.Resource == nil {
		item.Name, item.Detail = o.Action.Words.Label, "at "+item.Detail
	}
	if o.Reason != "" {
		item.Href, item.Reason = "", o.Reason
	}
	return item
}

// needing are servers that wait for a person, for the palette that nothing was
// typed in yet.
func (p *panel) needing(c echo.Context, accounts map[models.ID]models.Account) ([]search.Group, error) {
	rows, err := scopeOf(c).NeedingYou(c.Request().Context(), 5)
	if err != nil {
		return nil, err
	}
	items, err := foundView{p: p, c: c, accounts: accounts}.servers(rows)
	return withItems(nil, search.Group{Label: "Needs you", Items: items}), err
}

// places are the pages whose name fits the text; "" fits all.
func (p *panel) places(c echo.Context, accounts map[models.ID]models.Account, text string) []search.Item {
	scope := scopeOf(c)
	var all, fit []search.Item
	for _, one := range layout.Places(c.Request().Context()) {
		all = append(all, search.Item{Name: one.Label, Href: one.Href, Icon: one.Icon, Keys: []string{"G", one.Letter}})
	}
	if scope.May(access.CreateServers) && len(accounts) > 0 {
		all = append(all, search.Item{Name: "Create server", Href: "/servers/new", Icon: "plus"})
	}
	if scope.May(access.ManageAccounts) {
		all = append(all, search.Item{Name: "Connect account", Href: "/accounts/new", Icon: "plus"})
	}
	for _, item := range all {
		if begins(item.Name, text) {
			fit = append(fit, item)
		}
	}
	return fit
}

// withItems adds a group unless it is empty.
func withItems(groups []search.Group, g search.Group) []search.Group {
	if len(g.Items) == 0 {
		return groups
	}
	return append(groups, g)
}
