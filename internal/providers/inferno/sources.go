package inferno

import (
	"time"

	"pinfold/internal/providers"
)

// How long the lists stay fresh. What can be ordered changes rarely.
const (
	serversEvery = 2 * time.Minute
	catalogEvery = 6 * time.Hour
)

// Sources implements providers.Inventory: orders with their servers (INF-04,
// INF-07), templates and tariffs (INF-02) and SSH keys (INF-12).
func (c *Client) Sources() []providers.Source {
	return []providers.Source{
		{
			Name: "servers", Kinds: []providers.Kind{providers.KindServer, providers.KindOrder},
			Every: serversEvery, Calls: []providers.OpID{"INF-04", "INF-07"}, Read: c.listServers,
		},
		{
			Name: "offers", Kinds: []providers.Kind{providers.KindImage, providers.KindTariff},
			Every: catalogEvery, Calls: []providers.OpID{"INF-02"}, Read: c.listOffers,
		},
		{
			Name: "sshkeys", Kinds: []providers.Kind{providers.KindSSHKey},
			Every: catalogEvery, Calls: []providers.OpID{"INF-12"}, Read: c.listKeys,
		},
	}
}
