package handlers

import (
	"fmt"
	"math"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
	"pinfold/web/templates/ui"
)

// server is the page of one server.
func (p *panel) server(c echo.Context) error {
	t, err := p.target(c, providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	page, err := p.serverPage(c, t)
	if err != nil {
		return err
	}
	s, err := p.shell(c, page.Name, "servers")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/servers", "Servers"
	return p.render(c, http.StatusOK, servers.ServerPage(s, page))
}

func (p *panel) serverPage(c echo.Context, t actions.Target) (servers.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	old := isOld(p.Store.Now(), t.Account, r)
	page := servers.Page{
		ID: fmt.Sprint(r.ID), Name: t.Name(), State: serverState(r, t.Vendor, t.Busy, old),
		Code: t.Vendor.Code, Provider: t.Vendor.Name, Account: t.Account.Label,
		AccountURL: fmt.Sprintf("/accounts/%d", t.Account.ID), Location: r.Location,
		Checked: t.Account.CheckedAt(r), Old: old, Facts: serverFacts(r), Usage: usageOf(r.Load()),
		Offers: offersOf(t, scope.Role), RefreshURL: fmt.Sprintf("/servers/%d/refresh", r.ID),
		Live: []string{fmt.Sprintf("server-%d", r.ID), fmt.Sprintf("account-%d", t.Account.ID)},
	}
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	if t.Account.Failures > 0 {
		page.Trouble = []servers.Trouble{p.trouble(t.Account)}
	}
	if scope.May(access.RevealSecrets) {
		page.Secrets = secretLines(r)
	}
	changes, err := scope.Changes(ctx, r.ID, 20)
	if err != nil {
		return page, err
	}
	page.Changes = changeLines(changes)
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: r.ID, Limit: 10})
	page.Runs = p.runLines(c, runs)
	return page, err
}

func serverFacts(r models.Resource) []servers.Fact {
	f := r.Server()
	var facts []servers.Fact
	add := func(name, value string, copyable bool) {
		if value != "" {
			facts = append(facts, servers.Fact{Name: name, Value: value, Copy: copyable})
		}
	}
	for i, a := range f.Addresses {
		name := "Address"
		if i > 0 {
			name = "Further address"
		}
		if a.Private {
			name = "Private address"
		}
		add(name, a.IP, true)
	}
	add("System", f.System, false)
	add("Memory", memoryFact(f), false)
	if f.DiskGB > 0 {
		add("Disk", ui.DiskText(int64(f.DiskGB)), false)
	}
	add("Processor", processorText(f), false)
	add("Type", f.Type, false)
	add("Console", f.Console, true)
	add("Number at the provider", r.ExternalID, true)
	for _, m := range []servers.Fact{{Name: "Created", Moment: f.CreatedAt}, {Name: "Started", Moment: f.StartedAt}, {Name: "Paid until", Moment: f.PaidUntil}} {
		if !m.Moment.IsZero() {
			facts = append(facts, m)
		}
	}
	return facts
}

func memoryFact(f providers.ServerFacts) string {
	if f.MemoryMB == 0 {
		return ""
	}
	return memoryText(f)
}

func processorText(f providers.ServerFacts) string {
	switch {
	case f.CPU > 0 && f.CPUMHz > 0:
		return fmt.Sprintf("%d CPU, up to %s MHz", f.CPU, ui.NumberText(int64(f.CPUMHz)))
	case f.CPU > 0:
		return fmt.Sprintf("%d CPU", f.CPU)
	case f.CPUMHz > 0:
		return "Up to " + ui.NumberText(int64(f.CPUMHz)) + " MHz"
	}
	return ""
}

func usageOf(g providers.ServerGauges) []servers.Usage {
	var usage []servers.Usage
	for _, one := range []struct {
		label   string
		percent *float64
		detail  string
	}{{"CPU", g.CPUPercent, ""}, {"Memory", g.MemoryPercent, ""}, {"Disk", g.DiskPercent, diskUsed(g)}} {
		if one.percent != nil {
			percent := int(math.Round(min(100, max(0, *one.percent))))
			usage = append(usage, servers.Usage{Label: one.label, Percent: percent, Detail: one.detail})
		}
	}
	return usage
}

func diskUsed(g providers.ServerGauges) string {
	if g.DiskUsedMB == 0 {
		return ""
	}
	return ui.MemoryText(int64(g.DiskUsedMB)) + " used"
}

// secretLabels are the names of stored passwords in words.
var secretLabels = map[string]string{"root": "Root password", "user": "User password", "vnc": "Console password"}

func secretLabel(name string) string {
	if label := secretLabels[name]; label != "" {
		return label
	}
	return strings.ReplaceAll(name, "_", " ")
}

func secretLines(r models.Resource) []servers.Secret {
	var lines []servers.Secret
	for _, name := range strings.Split(r.SealedNames, ",") {
		if name != "" {
			lines = append(lines, servers.Secret{Name: name, Label: secretLabel(name),
				RevealURL: fmt.Sprintf("/servers/%d/secrets/%s", r.ID, name)})
		}
	}
	return lines
}

// reveal shows one stored password, and records that it did.
func (p *panel) reveal(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	if !scope.May(access.RevealSecrets) {
		return forbidden("Your role does not allow reading passwords.")
	}
	r, err := scope.Resource(ctx, providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	values, err := p.Keys.OpenMap(fleet.SecretsOf(r.TeamID, r.ID), r.Sealed)
	if err != nil {
		return err
	}
	value, ok := values[c.Param("name")]
	if !ok {
		return echo.ErrNotFound
	}
	err = scope.Record(ctx, models.Audit{Action: "server.reveal", Kind: r.Kind, TargetID: r.ID, TargetName: r.Name,
		Outcome: "revealed " + c.Param("name"), Address: c.RealIP()})
	if err != nil {
		return err
	}
	shown := servers.Secret{Name: c.Param("name"), Label: secretLabel(c.Param("name")), Value: value.Reveal()}
	if inDialog(c) {
		return p.render(c, http.StatusOK, servers.Revealed(shown))
	}
	return p.revealedPage(c, r, shown)
}

// revealedPage is the server's page with one password in it, for browsers
// without script.
func (p *panel) revealedPage(c echo.Context, r models.Resource, shown servers.Secret) error {
	t, err := p.target(c, providers.KindServer, r.ID)
	if err != nil {
		return err
	}
	page, err := p.serverPage(c, t)
	if err != nil {
		return err
	}
	for i := range page.Secrets {
		if page.Secrets[i].Name == shown.Name {
			page.Secrets[i] = shown
		}
	}
	s, err := p.shell(c, page.Name, "servers")
	if err != nil {
		return err
	}
	return p.render(c, http.StatusOK, servers.ServerPage(s, page))
}

// refreshServer makes the account's refresh due now.
func (p *panel) refreshServer(c echo.Context) error {
	r, err := scopeOf(c).Resource(c.Request().Context(), providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.refreshNow(c, r.AccountID, fmt.Sprintf("/servers/%d", r.ID))
}
