package sandbox

import "net/http"

// newCACTable lists the simulated operations. The later version has neither
// clientlist nor rebuildserver.
func newCACTable() []route {
	world := func(op, path string, run func(*cacWorld, *call) reply) route {
		return route{op: op, method: http.MethodGet, path: path, run: func(c *call) reply {
			w := c.account.world.(*cacWorld)
			w.settle(c.now)
			return run(w, c)
		}}
	}
	write := func(op, site, path string, run func(*cacWorld, *call) reply) route {
		r := world(op, path, run)
		r.method, r.when = http.MethodPost, func(c *call) bool { return c.site == site }
		return r
	}
	clients := world("CAC-06", "/clientlist", (*cacWorld).listClients)
	clients.when = func(c *call) bool { return c.site != cacLater }
	return []route{
		world("CAC-01", "/listservers", (*cacWorld).listServers),
		world("CAC-02", "/listtemplates", (*cacWorld).listTemplates),
		write("CAC-03", "", "/poweropp", (*cacWorld).power),
		write("CAC-03", cacLater, "/powerop", (*cacWorld).power),
		write("CAC-04", "", "/rebuildserver", (*cacWorld).rebuild),
		world("CAC-05", "/listtasks", (*cacWorld).listTasks),
		clients,
	}
}
