package sandbox

import "net/http"

// newCACTable lists the simulated operations. The later version has no
// clientlist.
func newCACTable() []route {
	world := func(op, path string, run func(*cacWorld, *call) reply) route {
		return route{op: op, method: http.MethodGet, path: path, run: func(c *call) reply {
			return run(c.account.world.(*cacWorld), c)
		}}
	}
	clients := world("CAC-06", "/clientlist", (*cacWorld).listClients)
	clients.when = func(c *call) bool { return c.site != cacLater }
	return []route{
		world("CAC-01", "/listservers", (*cacWorld).listServers),
		world("CAC-02", "/listtemplates", (*cacWorld).listTemplates),
		world("CAC-05", "/listtasks", (*cacWorld).listTasks),
		clients,
	}
}
