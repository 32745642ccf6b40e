package handlers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/audit"
	"pinfold/web/templates/ui"
)

// outcomeLabels name the sorts of outcomes.
var outcomeLabels = map[models.AuditOutcome]string{
	models.OutcomeAsked: "Asked for", models.OutcomeDone: "Done", models.OutcomeRefused: "Refused",
	models.OutcomeFailed: "Failed", models.OutcomeUnknown: "Not known", models.OutcomeCancelled: "Cancelled",
}

// auditFilters are the checklists of the trail; any of what is ticked fits.
func (p *panel) auditFilters(c echo.Context, a listAddress, q models.AuditQuery, names auditNames) (filters []ui.Filter, err error) {
	seen, err := scopeOf(c).AuditActions(c.Request().Context())
	if err != nil {
		return nil, err
	}
	area := ui.Filter{Name: "area", Label: "Area", ClearHref: a.with("area", "")}
	for _, one := range auditAreas(c, seen) {
		tick(&area, one[0], one[1], -1, slices.Contains(q.Areas, one[0]))
	}
	outcome := ui.Filter{Name: "outcome", Label: "Outcome", ClearHref: a.with("outcome", "")}
	for _, one := range models.AuditOutcomes() {
		tick(&outcome, string(one), outcomeLabels[one], -1, slices.Contains(q.Outcomes, one))
	}
	if len(names.people) > 1 {
		filters = append(filters, auditPersonFilter(a, q, names.people))
	}
	filters = append(filters, area, outcome)
	if len(names.accounts) > 1 {
		account := ui.Filter{Name: "account", Label: "Account", ClearHref: a.with("account", "")}
		for _, one := range sortedAccounts(names.accounts) {
			vendor, _ := p.Fleet.Vendor(one.Provider)
			tick(&account, fmt.Sprint(one.ID), vendor.Name+" "+one.Label, -1, slices.Contains(q.Accounts, one.ID))
		}
		filters = append(filters, account)
	}
	if q.Thing != nil {
		thing, err := auditThingFilter(c, a, *q.Thing)
		if err != nil {
			return nil, err
		}
		filters = append(filters, thing)
	}
	return filters, nil
}

func auditPersonFilter(a listAddress, q models.AuditQuery, people map[models.ID]string) ui.Filter {
	person := ui.Filter{Name: "person", Label: "Person", ClearHref: a.with("person", "")}
	var ids []models.ID
	for id := range people {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y models.ID) int {
		return cmp.Or(strings.Compare(strings.ToLower(people[x]), strings.ToLower(people[y])), cmp.Compare(x, y))
	})
	for _, id := range ids {
		tick(&person, fmt.Sprint(id), people[id], -1, slices.Contains(q.Users, id))
	}
	tick(&person, "0", "Nobody known", -1, slices.Contains(q.Users, 0))
	return person
}

// auditAreas are the areas of the actions, each with its name, by name.
func auditAreas(c echo.Context, seen []string) (areas [][2]string) {
	for _, action := range seen {
		area, _, _ := strings.Cut(action, ".")
		if slices.ContainsFunc(areas, func(have [2]string) bool { return have[0] == area }) || area == "" {
			continue
		}
		name, ok := audit.Area(c.Request().Context(), area)
		if !ok {
			name = pageOf(providers.Kind(area)).many
		}
		areas = append(areas, [2]string{area, name})
	}
	slices.SortFunc(areas, func(x, y [2]string) int { return strings.Compare(x[1], y[1]) })
	return areas
}
