package handlers

import (
	"cmp"
	"context"

	"github.com/labstack/echo/v4"

	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/networks"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// serversShown is how many servers of a network a row names.
const serversShown = 1

// networkRows are the rows of a list, with the operation that works on each.
func (p *panel) networkRows(c echo.Context, rows []models.Resource, known atlas) ([]networks.Row, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	ids := make([]models.ID, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	busy, err := scope.Newest(ctx, ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	owners, err := scope.ParentServers(ctx, rows)
	if err != nil {
		return nil, err
	}
	prices := map[models.ID]string{}
	shown := make([]networks.Row, 0, len(rows))
	for i := range rows {
		t := p.targetOf(known.accounts[rows[i].AccountID], &rows[i])
		if op, ok := busy[rows[i].ID]; ok {
			t.Busy = &op
		}
		if owner, ok := owners[rows[i].ID]; ok {
			t.Server = &owner
		}
		row := p.networkRow(t)
		row.Location = known.place(rows[i])
		if row.Price, err = p.addressPrice(ctx, scope, t, prices); err != nil {
			return nil, err
		}
		if err := p.serversOf(ctx, scope, t, &row); err != nil {
			return nil, err
		}
		shown = append(shown, row)
	}
	return shown, nil
}

func (p *panel) networkRow(t actions.Target) networks.Row {
	r := *t.Resource
	state := besideState(t)
	row := networks.Row{
		ID: rowID(r), Href: resourceURL(r.Kind, r.ID), Name: t.Name(), Kind: state.Kind, Word: state.Word, Detail: state.Detail,
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
		Checked: t.Account.CheckedAt(r), Old: isOldThing(p, t.Account, r),
	}
	if r.Kind == providers.KindNetwork {
		row.Range, row.Default = r.Network().Subnet, r.Network().Default
	} else if title := r.Named().Title; title != r.Name {
		row.Title = title
	}
	return row
}

// serversOf names the servers that have the address or are in the network.
func (p *panel) serversOf(ctx context.Context, scope models.Scope, t actions.Target, row *networks.Row) error {
	r := *t.Resource
	if r.Kind == providers.KindAddress {
		if t.Server != nil {
			row.Servers = []networks.Server{{Name: cmp.Or(t.Server.Name, t.Server.ExternalID), Href: resourceURL(providers.KindServer, t.Server.ID)}}
		} else if r.Parent != "" {
			row.Servers = []networks.Server{{Name: ui.IDText(r.Parent)}}
		}
		return nil
	}
	in, err := scope.ServersIn(ctx, r, serversShown)
	for _, one := range in {
		row.Servers = append(row.Servers, networks.Server{Name: cmp.Or(one.Name, one.ExternalID), Href: resourceURL(one.Kind, one.ID)})
	}
	row.More = len(r.Network().ServerIDs) - len(row.Servers)
	return err
}

// addressPrice is what an address costs in an hour, "" where the provider
// publishes no price. Each account's list is looked at once.
func (p *panel) addressPrice(ctx context.Context, scope models.Scope, t actions.Target, prices map[models.ID]string) (string, error) {
	if price, ok := prices[t.Account.ID]; ok || t.Kind() != providers.KindAddress {
		return price, nil
	}
	prices[t.Account.ID] = ""
	pricer, ok := t.Vendor.Zero.(providers.Pricer)
	if !ok {
		return "", nil
	}
	list, err := scope.Offerings(ctx, t.Account.ID, providers.KindPrice)
	if err != nil {
		return "", err
	}
	if price, ok := pricer.PricePerHour(list, providers.Amounts{Addresses: 1}); ok {
		prices[t.Account.ID] = ui.PriceText(price, t.Account.Currency) + "/h"
	}
	return prices[t.Account.ID], nil
}

// besideState is what an address or a network is doing: our own operation
// first, then whether it is in use.
func besideState(t actions.Target) servers.State {
	r := *t.Resource
	s := servers.State{Percent: -1}
	switch f := r.Network(); {
	case t.Busy != nil:
		return operationState(*t.Busy)
	case r.GoneAt != nil:
		s.Kind, s.Word = ui.Was, "Gone"
	case r.State == providers.Stopped:
		s.Kind, s.Word = ui.Suspended, "Disabled"
	case r.Kind == providers.KindNetwork && f.Default:
		s.Kind, s.Word = ui.OK, "Default"
	case r.Kind == providers.KindNetwork && f.Resources > 0, r.Kind == providers.KindAddress && r.Parent != "":
		s.Kind, s.Word = ui.Running, "In use"
	case r.Kind == providers.KindNetwork:
		s.Kind, s.Word = ui.Stopped, "Empty"
	default:
		s.Kind, s.Word = ui.Stopped, "Not assigned"
	}
	return s
}
