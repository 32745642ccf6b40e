package handlers

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/activity"
	"pinfold/web/templates/ui"
)

// activity is the list of what changed, newest first.
func (p *panel) activity(c echo.Context) error {
	q, address, number := activityQuery(c)
	rows, total, err := scopeOf(c).Activity(c.Request().Context(), q)
	if err != nil {
		return err
	}
	accounts, err := p.accountsByID(c)
	if err != nil {
		return err
	}
	kinds, err := scopeOf(c).ActivityKinds(c.Request().Context())
	if err != nil {
		return err
	}
	lines, err := p.activityLines(c, rows, accounts)
	if err != nil {
		return err
	}
	list := activity.List{
		Days: activity.Days(c.Request().Context(), lines), Hidden: address.values.Get("by"),
		Tabs: []ui.Tab{
			{Label: "All", Href: address.with("by", ""), Current: !q.Outside},
			{Label: "Not through the panel", Icon: "eye", Href: address.with("by", "outside"), Current: q.Outside},
		},
		Search: ui.Search{Name: "q", Value: q.Text, Placeholder: "Name, address, number", Label: "Search changes",
			Target: "#activity-list", URL: "/activity"},
		Filters: p.activityFilters(address, q, accounts, kinds), ClearHref: "/activity", CSVURL: "/activity.csv" + query(address.values),
		Pages: pagesOf(address, number, int64(len(rows)), total), More: total == models.ActivityMost, Filtered: len(address.values) > 0,
		NoAccounts: len(accounts) == 0, MayConnect: scopeOf(c).May(access.ManageAccounts),
	}
	s, err := p.shell(c, "Activity", "activity")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	return p.render(c, http.StatusOK, activity.ListPage(s, list))
}

// activityQuery reads the address; number is the page.
func activityQuery(c echo.Context) (q models.ActivityQuery, address listAddress, number int) {
	given := c.QueryParams()
	number, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || number < 1 || number > models.ActivityMost/pageSize {
		number = 1
	}
	q = models.ActivityQuery{
		Text: cut(strings.TrimSpace(c.QueryParam("q")), 200), Outside: c.QueryParam("by") == "outside",
		Accounts: idsOf(given["account"]), Sorts: filled(few(given["change"])), Offset: (number - 1) * pageSize, Limit: pageSize,
	}
	for _, kind := range filled(few(given["what"])) {
		q.Kinds = append(q.Kinds, providers.Kind(kind))
	}
	address = listAddress{path: "/activity", values: url.Values{}}
	if q.Text != "" {
		address.values.Set("q", q.Text)
	}
	if q.Outside {
		address.values.Set("by", "outside")
	}
	for _, name := range []string{"account", "change", "what"} {
		if values := filled(few(given[name])); len(values) > 0 {
			address.values[name] = values
		}
	}
	return q, address, number
}
