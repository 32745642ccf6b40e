package handlers

import (
	"cmp"
	"context"
	"fmt"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// serversMost bounds how many servers a page names.
const serversMost = 500

// serversPart lists the servers that have the address or are in the network.
func (p *panel) serversPart(ctx context.Context, scope models.Scope, t actions.Target) (servers.Part, error) {
	r := *t.Resource
	part := servers.Part{Name: "servers", Title: "Servers", None: "No server has this address.",
		Heads: []servers.Head{{Label: "Server"}, {Label: "State"}, {Label: "Addresses"}}}
	var in []models.Resource
	var err error
	switch {
	case r.Kind == providers.KindNetwork:
		part.None = "No server is in this network."
		in, err = scope.ServersIn(ctx, r, serversMost)
	case t.Server != nil:
		part.Title, in = "Server", []models.Resource{*t.Server}
	}
	for _, one := range in {
		of := p.targetOf(t.Account, &one)
		state := serverState(one, of.Vendor, nil, t.Account.IsOld(one, p.Store.Now()))
		row := servers.PartRow{ID: rowID(one), Cells: []servers.Cell{
			{Text: cmp.Or(one.Name, one.ExternalID), Href: resourceURL(one.Kind, one.ID)},
			{Text: state.Word, State: state.Kind}, {Text: addressesIn(one, r)},
		}}
		part.Rows = append(part.Rows, row)
	}
	if more := len(r.Network().ServerIDs) - len(in); r.Kind == providers.KindNetwork && more > 0 && len(in) > 0 {
		part.Rows = append(part.Rows, servers.PartRow{ID: "more", Cells: []servers.Cell{{Text: fmt.Sprintf("And %s more", ui.NumberText(int64(more)))}, {}, {}}})
	}
	return part.Compact(), err
}

// addressesIn are the addresses of a server that matter beside the thing: its
// private ones in a network, else all.
func addressesIn(server, thing models.Resource) string {
	text := ""
	for _, a := range server.Server().Addresses {
		if thing.Kind == providers.KindNetwork && !a.Private {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += a.IP
	}
	return text
}
