package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/testdb"
)

// stop is one address of a route, with what a role needs to get through.
type stop struct {
	method, path, route string
	needs               access.Permission
}

// TestWalkOfRoles goes to every route in every role, as nobody, and from
// another team. What is expected comes from walkTable and from the registry; a
// route that is in neither fails.
// Case 8: a stranger reaches the reviewed list of routes only.
func TestWalkOfRoles(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.UploadLimit = 1 << 20 })
	w := h.walkers()
	for _, s := range w.stops() {
		if s.path == "/events" {
			continue // It never ends; its own tests listen to it.
		}
		for _, role := range slices.Backward(access.Roles()) { // Who may do least comes before anything is gone.
			answer := h.as(w.roles[role]).walk(s, w.ids)
			refused := answer.StatusCode == http.StatusForbidden
			if refused == role.May(s.needs) || answer.StatusCode == http.StatusInternalServerError {
				t.Errorf("%s, %s %s: status %d", role, s.method, s.path, answer.StatusCode)
			}
		}
		nobody := h.browser().walk(s, w.ids)
		if to := nobody.Header.Get("Location"); !strings.HasPrefix(to, "/sign-in") && nobody.StatusCode != http.StatusUnauthorized {
			t.Errorf("nobody, %s %s: status %d, to %q", s.method, s.path, nobody.StatusCode, to)
		}
		if strings.ContainsAny(s.route, ":") && !personal[s.route] {
			if answer := h.as(w.stranger).walk(s, w.ids); answer.StatusCode != http.StatusNotFound {
				t.Errorf("another team, %s %s: status %d", s.method, s.path, answer.StatusCode)
			}
		}
	}
}

// TestWalkKnowsAllRoutes: a route is public, or in the table with what it
// needs; and the table has no route that is not there.
func TestWalkKnowsAllRoutes(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	there := map[string]bool{}
	for _, r := range h.routes() {
		there[r] = true
		_, needs := walkTable[r]
		_, program := apiTable[r]
		if (needs || program) == publicRoutes[r] {
			t.Errorf("%s is in no table, or in both", r)
		}
	}
	for r := range walkTable {
		if !there[r] {
			t.Errorf("%s is in the table and not in the router", r)
		}
	}
	for r := range publicRoutes {
		if !there[r] {
			t.Errorf("%s is public and not in the router", r)
		}
	}
}

// routes are those of the panel, as "GET /path".
func (h *house) routes() (all []string) {
	e := echo.New()
	p := &panel{Options: h.options, throttle: newThrottle(h.Now)}
	p.sessions = newSessionStore(h.Store, p.secure())
	p.routes(e)
	for _, r := range e.Routes() {
		if r.Method == http.MethodGet || r.Method == http.MethodPost {
			all = append(all, r.Method+" "+r.Path)
		}
	}
	slices.Sort(all)
	return all
}

// walkers are a member in each role, a stranger, and what there is to look at.
type walkers struct {
	*house
	roles    map[access.Role]models.Scope
	stranger models.Scope
	ids      map[string]string
}

func (h *house) walkers() walkers {
	h.t.Helper()
	w := walkers{house: h, roles: map[access.Role]models.Scope{access.Owner: h.scope}, stranger: h.Team(h.t, "stranger")}
	for _, role := range access.Roles()[1:] {
		w.roles[role] = h.member(string(role)+"@example.com", role)
	}
	server := h.server("web", providers.Running)
	w.ids = map[string]string{"servers": fmt.Sprint(server.ID), "accounts": fmt.Sprint(h.account.ID)}
	for _, kind := range walkKinds {
		w.ids[plural(kind)] = fmt.Sprint(h.thing(kind, "walk").ID)
	}
	w.ids["operations"] = fmt.Sprint(testdb.Started(h.t, h.scope, testdb.Operation(h.server("busy", providers.Running))).ID)
	w.ids["members"], w.ids["invitations"] = h.invited("walked@example.com")
	w.ids["channels"] = fmt.Sprint(h.channel("walk"))
	w.ids["passkeys"] = fmt.Sprint(h.passkey("walk"))
	return w
}

// channel adds one for alerts that hears of nothing, with a delivery.
func (h *house) channel(name string) models.ID {
	h.t.Helper()
	row := models.AlertChannel{Kind: "webhook", Name: name}
	seal := func(models.ID) ([]byte, error) { return []byte("not opened"), nil }
	testdb.Must(h.t, h.scope.AddAlertChannel(ctx, &row, seal, models.Audit{Action: "alerts.channel_add"}))
	testdb.Must(h.t, h.scope.AddTestDelivery(ctx, row, "A reason."))
	return row.ID
}

// stops are all addresses that ask who one is: those of the table, and those of
// every action of the registry.
func (w walkers) stops() (all []stop) {
	return stopsOf(walkTable)
}

func stopsOf(table map[string]access.Permission) (all []stop) {
	for route, needs := range table {
		method, path, _ := strings.Cut(route, " ")
		if !strings.Contains(path, ":kind") {
			all = append(all, stop{method, path, path, needs})
			continue
		}
		for _, a := range actions.All() {
			need := needs
			if strings.Contains(path, ":action") {
				need = a.Needs
			}
			at := strings.NewReplacer(":kind", plural(a.On), ":action", a.Name).Replace(path)
			all = append(all, stop{method, at, path, need})
		}
	}
	slices.SortFunc(all, func(a, b stop) int { return strings.Compare(a.order(), b.order()) })
	return all
}

// order puts last what removes the things that others need.
func (s stop) order() string {
	if s.method == http.MethodPost && strings.HasSuffix(s.path, "/remove") {
		return "~" + s.path
	}
	return s.path + s.method
}

// address is the path of the stop for things with these ids.
func (s stop) address(ids map[string]string) string {
	parts := strings.Split(s.path, "/")
	for i, part := range parts {
		if part == ":id" && i > 0 {
			parts[i] = ids[walkSegment(parts[:i])]
		}
	}
	return strings.NewReplacer(walkParams...).Replace(strings.Join(parts, "/"))
}

// walk goes to one address. What is posted is what no form would send, so that
// those who may do something do nothing.
func (b *browser) walk(s stop, ids map[string]string) page {
	path := s.address(ids)
	if strings.HasPrefix(path, "/servers/actions/") && s.method == http.MethodGet {
		path += "?id=" + ids["servers"]
	}
	body := ""
	if s.method == http.MethodPost {
		body = "confirm=none&id=" + ids["servers"]
	}
	return b.send(s.method, path, body)
}

// walkSegment is the kind of thing whose id comes next.
func walkSegment(before []string) string {
	segment := before[len(before)-1]
	if segment == "usage" {
		return "billing"
	}
	return segment
}
