package handlers

import (
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// apiServerStates are the filters of the list of servers, apiServerSorts its
// orders.
var (
	apiServerStates = []string{"attention", "working", "running", "stopped", "suspended", "error", "old"}
	apiServerSorts  = []string{"name", "-name", "state", "-state", "checked", "-checked"}
)

// apiServerPagesMost bounds how far a list of servers is paged through.
const apiServerPagesMost = 100_000

// apiServers lists servers with the filters of the page.
func (p *panel) apiServers(c echo.Context) error {
	q := queryOf(c, "q", "state", "account*", "provider*", "location*", "tag*", "sort", "page", "limit")
	page, limit := q.number("page", 1, apiServerPagesMost), q.limit()
	asked := models.ServerQuery{Text: p.text(q), Sort: "name", Limit: limit, Offset: (int(page) - 1) * limit,
		Accounts: q.ids("account"), Providers: slugsOf(q.values["provider"]), Locations: filled(q.values["location"]), Tags: filled(q.values["tag"])}
	for _, state := range q.among("state", apiServerStates...) {
		asked.State = state
	}
	for _, sort := range q.among("sort", apiServerSorts...) {
		asked.Sort = sort
	}
	if q.err != nil {
		return q.err
	}
	found, err := scopeOf(c).Servers(c.Request().Context(), asked)
	if err != nil {
		return err
	}
	items, err := p.apiServersOf(c, found.Rows)
	list := apiServerList{Total: found.Total}
	list.Items = items
	if asked.Offset+len(items) < int(found.Total) && len(items) > 0 {
		list.Next = q.next("/servers", "page", page+1)
	}
	return p.json(c, list, err)
}

// apiServerList is a page of servers; Total counts all that fit.
type apiServerList struct {
	apiList[apiServer]
	Total int64 `json:"total"`
}

// text is what is searched for.
func (p *panel) text(q *apiQuery) string {
	text := strings.TrimSpace(q.values.Get("q"))
	if utf8.RuneCountInString(text) > 200 {
		q.refuse("The parameter q has up to 200 characters.")
	}
	return text
}

// apiServer tells of one server.
func (p *panel) apiServer(c echo.Context) error {
	r, err := scopeOf(c).Resource(c.Request().Context(), providers.KindServer, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	items, err := p.apiServersOf(c, []models.Resource{r})
	if err != nil {
		return err
	}
	return p.json(c, items[0], nil)
}

func (p *panel) apiServersOf(c echo.Context, rows []models.Resource) ([]apiServer, error) {
	ctx, scope := c.Request().Context(), scopeOf(c)
	accounts, err := p.accountsByID(c)
	if err != nil {
		return nil, err
	}
	known, err := p.atlas(c, sortedAccounts(accounts))
	if err != nil {
		return nil, err
	}
	ids := make([]models.ID, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	tags, err := scope.TagsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	held, err := scope.Newest(ctx, ids)
	if err != nil {
		return nil, err
	}
	locks, err := scope.Padlocks(ctx, ids)
	items := make([]apiServer, 0, len(rows))
	for _, r := range rows {
		one := apiServerOf(r, known, p.Store.Now())
		one.Tags = append(one.Tags, tags[r.ID]...)
		_, one.Locked = locks[r.ID]
		if op, ok := held[r.ID]; ok {
			one.OperationID = &op.ID
		}
		items = append(items, one)
	}
	return items, err
}
