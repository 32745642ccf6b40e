//go:build e2e

package e2e

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Route is a line of the panel's route table.
type Route struct{ Group, Method, Path string }

var routeLine = regexp.MustCompile(`(?m)^\t(\w+)\.(GET|POST|PUT|PATCH|DELETE)\("([^"]+)"`)

// Routes reads the route table, so that a new line in it is under test at
// once.
func Routes(t testing.TB) []Route {
	t.Helper()
	source, err := os.ReadFile("../web/handlers/router.go")
	if err != nil {
		t.Fatal(err)
	}
	var routes []Route
	for _, found := range routeLine.FindAllStringSubmatch(string(source), -1) {
		routes = append(routes, Route{found[1], found[2], found[3]})
	}
	if len(routes) < 30 {
		t.Fatalf("only %d routes were read", len(routes))
	}
	return routes
}

// actionNames are those that the registry has for each kind of target.
var actionNames = map[string][]string{
	"servers": {"server.start", "server.stop", "server.reboot", "server.force_stop", "server.rescue", "server.delete",
		"server.rename", "server.resize", "server.password", "server.clone", "server.auto_backup",
		"server.disk_add", "server.disk_grow", "server.disk_delete",
		"server.address_add", "server.address_reserve", "server.address_release"},
	"accounts":  {"server.create", "address.create", "network.create"},
	"addresses": {"address.assign", "address.unassign", "address.move", "address.rename", "address.remove", "address.delete"},
	"networks":  {"network.rename", "network.default", "network.delete"},
}

// Addresses are the addresses of a route for things with these ids by kind.
func (r Route) Addresses(ids map[string]string) []string {
	if strings.Contains(r.Path, "/:kind/") {
		var all []string
		for kind, names := range actionNames {
			for _, name := range names {
				path := strings.NewReplacer(":kind", kind, ":action", name).Replace(r.Path)
				all = append(all, Route{r.Group, r.Method, path}.Addresses(ids)...)
			}
		}
		return all
	}
	kind, _, _ := strings.Cut(strings.TrimPrefix(r.Path, "/"), "/")
	replace := strings.NewReplacer("/has/:name", "/has/image", ":id", ids[kind], ":name", "vnc_password", ":action", "server.reboot", "/*", "/x")
	return []string{replace.Replace(r.Path)}
}
