package sandbox

import (
	"mime"
	"net/http"
	"net/url"
)

// infernoScript is the only path; its parameter action chooses the operation.
const infernoScript = "/api_client.php"

// newTable lists the simulated operations. The document allows GET and POST
// everywhere.
func (p *inferno) newTable() []route {
	var table []route
	add := func(op, action string, unmetered bool, run func(*call) reply) {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			table = append(table, route{
				op: op, method: method, path: infernoScript, unmetered: unmetered, run: run,
				when: func(c *call) bool { return action == "" || infernoParam(c, "action") == action },
			})
		}
	}
	add("INF-01", "getApiKey", true, p.tradeKey)
	add("INF-02", "list", false, p.listOffers)
	add("INF-03", "create", false, inInfernoWorld((*infernoWorld).createOrder))
	add("INF-04", "orders", false, inInfernoWorld((*infernoWorld).listOrders))
	add("INF-05", "cancel", false, inInfernoWorld((*infernoWorld).cancelOrder))
	add("INF-06", "install", false, inInfernoWorld((*infernoWorld).install))
	add("INF-07", "getinfo", false, inInfernoWorld((*infernoWorld).showOrder))
	add("INF-08", "reboot", false, inInfernoWorld((*infernoWorld).reboot))
	add("INF-09", "stop", false, inInfernoWorld((*infernoWorld).stop))
	add("INF-10", "boot", false, inInfernoWorld((*infernoWorld).boot))
	add("INF-11", "sshkey.add", false, inInfernoWorld((*infernoWorld).addKey))
	add("INF-13", "sshkey.remove", false, inInfernoWorld((*infernoWorld).removeKey))
	add("INF-12", "sshkey.list", false, inInfernoWorld((*infernoWorld).listKeys))
	add(Undocumented, "", false, func(*call) reply { return infernoRefused("Unknown action") })
	return table
}

func inInfernoWorld(run func(*infernoWorld, *call) reply) func(*call) reply {
	return func(c *call) reply {
		w := c.account.world.(*infernoWorld)
		w.settle(c.now)
		return run(w, c)
	}
}

// infernoParam returns a parameter of the body's form or of the query; the
// body wins. As in PHP, a body of another type holds no parameters.
func infernoParam(c *call, name string) string {
	kind, _, _ := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	if c.req.Method == http.MethodPost && kind == "application/x-www-form-urlencoded" {
		// A broken pair does not hide the readable ones.
		form, _ := url.ParseQuery(string(c.body))
		if form.Has(name) {
			return form.Get(name)
		}
	}
	return c.req.URL.Query().Get(name)
}
