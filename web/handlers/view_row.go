package handlers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// serverRows are the rows of a list, with the operation that works on each.
func (p *panel) serverRows(c echo.Context, rows []models.Resource, atlas atlas) ([]servers.Row, error) {
	ids := make([]models.ID, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	newest, err := scopeOf(c).Newest(c.Request().Context(), ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	tags, err := scopeOf(c).TagsOf(c.Request().Context(), ids)
	if err != nil {
		return nil, err
	}
	locks, err := p.padlocks(c, ids...)
	if err != nil {
		return nil, err
	}
	shown := make([]servers.Row, 0, len(rows))
	for i := range rows {
		t := p.targetOf(atlas.accounts[rows[i].AccountID], &rows[i])
		t.Padlock = locks[rows[i].ID]
		if op, ok := newest[rows[i].ID]; ok {
			t.Busy = &op
		}
		row := p.serverRow(t, scopeOf(c).Role)
		row.Tags, row.Location = tags[rows[i].ID], atlas.place(rows[i])
		shown = append(shown, row)
	}
	return shown, nil
}

func (p *panel) serverRow(t actions.Target, role access.Role) servers.Row {
	r, facts := *t.Resource, t.Resource.Server()
	old := t.Account.IsOld(r, p.Store.Now())
	row := servers.Row{
		ID: fmt.Sprint(r.ID), Name: t.Name(), Code: t.Vendor.Code, Provider: t.Vendor.Name,
		Account: t.Account.Label, Location: r.Location, State: serverState(r, t.Vendor, t.Busy, old),
		System: facts.System, Size: sizeText(facts), CPU: figure(facts.CPU), Created: facts.CreatedAt, Paid: facts.PaidUntil,
		Checked: t.Account.CheckedAt(r), Old: old, Address: facts.MainAddress(), More: max(0, len(facts.Addresses)-1),
		Locked: lockWords(t),
	}
	if facts.MemoryMB > 0 {
		row.Memory = memoryText(facts)
	}
	if facts.DiskGB > 0 {
		row.Disk = ui.DiskText(int64(facts.DiskGB))
	}
	var can []string
	for _, a := range actions.Bulk() {
		if offer, ok := a.Offer(t, role); ok && offer.Reason == "" {
			can = append(can, a.Name)
		}
	}
	if role.May(access.OperateServers) {
		can = append(can, tagAction)
	}
	row.Can = strings.Join(can, " ")
	return row
}

// sizeText is a server's size in one line: "2 CPU, 2 GB, 20 GB".
func sizeText(f providers.ServerFacts) string {
	var parts []string
	if f.CPU > 0 {
		parts = append(parts, fmt.Sprintf("%d CPU", f.CPU))
	}
	if f.MemoryMB > 0 {
		parts = append(parts, memoryText(f))
	}
	if f.DiskGB > 0 {
		parts = append(parts, ui.DiskText(int64(f.DiskGB)))
	}
	return strings.Join(parts, ", ")
}

func memoryText(f providers.ServerFacts) string {
	text := ui.MemoryText(int64(f.MemoryMB))
	if f.MemoryMaxMB > f.MemoryMB {
		text += " to " + ui.MemoryText(int64(f.MemoryMaxMB))
	}
	return text
}

// offersOf are the actions on a target as its menus show them.
func offersOf(t actions.Target, role access.Role) []servers.Offer {
	var shown []servers.Offer
	for _, o := range actions.Offers(t, role) {
		missing := o.Action.Lacking(t) != ""
		if t.Kind() != providers.KindServer && missing {
			continue // Another action does it at this provider.
		}
		shown = append(shown, servers.Offer{
			Name: o.Action.Name, Label: o.Action.Words.Label, Icon: o.Action.Words.Icon, Group: o.Action.Words.Group,
			Href: actionURL(t, o.Action.Name), Danger: o.Action.Worst == actions.Destructive, Reason: o.Reason, Missing: missing,
		})
	}
	if !slices.ContainsFunc(shown, func(o servers.Offer) bool { return !o.Missing }) {
		return nil // The provider has nothing of what the role may do.
	}
	return shown
}

// selectionBar is what can be done with the chosen servers. The query goes
// along, for all that fit and for the way back.
func selectionBar(role access.Role, address listAddress, total int64) ui.Selection {
	bar := ui.Selection{Query: address.values.Encode()}
	if total > pageSize && total <= bulkMost {
		bar.All = int(total)
	}
	for _, a := range actions.Bulk() {
		if role.May(a.Needs) {
			bar.Actions = append(bar.Actions, ui.SelectionAction{Name: a.Name, Label: a.Words.Label, Icon: a.Words.Icon,
				Href: "/servers/actions/" + a.Name})
		}
	}
	if role.May(access.OperateServers) {
		bar.Actions = append(bar.Actions, ui.SelectionAction{Name: tagAction, Label: "Tag", Icon: "tag", Href: "/servers/tags"})
	}
	if len(bar.Actions) > 0 {
		bar.ID, bar.Label = "server-selection", "Selected servers"
	}
	return bar
}
