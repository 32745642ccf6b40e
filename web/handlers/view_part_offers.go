package handlers

import (
	"slices"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// headActions are the actions on a server that make things of a kind. They
// stand in the head of the list of these things.
var headActions = map[providers.Kind][]string{
	providers.KindBackup:  {"server.backup"},
	providers.KindAddress: {"server.address_add", "server.address_reserve"},
}

// withOffers adds to a part what the role may do with its things.
func withOffers(part servers.Part, server actions.Target, kind providers.Kind, rows []models.Resource, role access.Role) servers.Part {
	byRow := make(map[string]*models.Resource, len(rows))
	for i := range rows {
		byRow[rowID(rows[i])] = &rows[i]
	}
	for i := range part.Rows {
		thing := server
		if thing.Resource = byRow[part.Rows[i].ID]; thing.Resource == nil {
			continue
		}
		thing.Server = server.Resource
		part.Rows[i].Name, part.Rows[i].Offers = thing.Name(), offersOf(thing, role)
	}
	for _, o := range offersOf(server, role) {
		if slices.Contains(headActions[kind], o.Name) {
			part.Offers = append(part.Offers, o)
		}
	}
	return part
}
