//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/actions"
	"pinfold/internal/providers"
)

// Route is a line of the panel's route tables.
type Route struct{ Group, Method, Path string }

var routeLine = regexp.MustCompile(`(?m)^\t(\w+)\.(GET|POST|PUT|PATCH|DELETE)\("([^"]+)"`)

// Routes reads the route tables, so that a new line in one is under test at
// once.
func Routes(t testing.TB) []Route {
	t.Helper()
	files, err := filepath.Glob("../web/handlers/route*.go")
	if err != nil {
		t.Fatal(err)
	}
	var routes []Route
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range routeLine.FindAllStringSubmatch(string(source), -1) {
			route := Route{found[1], found[2], found[3]}
			if route.Group == "api" {
				route.Path = "/api/v1" + route.Path
			}
			routes = append(routes, route)
		}
	}
	if len(routes) < 30 {
		t.Fatalf("only %d routes were read", len(routes))
	}
	return routes
}

// actionNames are those that the registry has for each kind of target, by its
// path segment.
func actionNames() map[string][]string {
	names := map[string][]string{}
	for _, a := range actions.All() {
		segment := string(a.On) + "s"
		switch a.On {
		case providers.KindAddress:
			segment = "addresses"
		case providers.KindBilling:
			segment = "billing"
		case providers.KindStorage:
			segment = "stores"
		}
		names[segment] = append(names[segment], a.Name)
	}
	return names
}

// Addresses are the addresses of a route for things with these ids by kind.
func (r Route) Addresses(ids map[string]string) []string {
	if strings.Contains(r.Path, "/:kind/") {
		var all []string
		for kind, names := range actionNames() {
			for _, name := range names {
				path := strings.NewReplacer(":kind", kind, ":action", name).Replace(r.Path)
				all = append(all, Route{r.Group, r.Method, path}.Addresses(ids)...)
			}
		}
		return all
	}
	// Pages about money stand together under one address.
	before, _, _ := strings.Cut(r.Path, "/:id")
	kind := before[strings.LastIndex(before, "/")+1:]
	switch {
	case kind == "usage":
		kind = "accounts"
	case strings.HasPrefix(before, "/settings/tokens"):
		kind = "apitokens"
	}
	replace := strings.NewReplacer("/has/:name", "/has/image", "/billing/:id/parts/:name", "/billing/"+ids[kind]+"/parts/credit",
		":id", ids[kind], ":record", "r1", ":version", "1", ":reply", "7", ":delivery", ids["deliveries"], ":token", "x", ":session", ids["sessions"], ":name", "vnc_password", ":action", "server.reboot", "/*", "/x")
	return []string{replace.Replace(r.Path)}
}
