package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/web/templates/operations"
	"pinfold/web/templates/ui"
)

// operations is the list of runs, those first that a person must decide on.
func (p *panel) operations(c echo.Context) error {
	show := c.QueryParam("show")
	if show != "finished" {
		show = "open"
	}
	number, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || number < 1 || number > 100_000 {
		number = 1
	}
	list, err := p.operationList(c, show, number)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Operations", "operations")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden = true, true
	return p.render(c, http.StatusOK, operations.ListPage(s, list))
}

func (p *panel) operationList(c echo.Context, show string, number int) (operations.List, error) {
	scope, ctx := scopeOf(c), c.Request().Context()
	address := listAddress{path: "/operations", values: map[string][]string{"show": {show}}}
	rows, total, err := scope.Operations(ctx, models.OperationQuery{Show: show, Offset: (number - 1) * pageSize, Limit: pageSize})
	if err != nil {
		return operations.List{}, err
	}
	other := map[string]string{"open": "finished", "finished": "open"}[show]
	_, otherTotal, err := scope.Operations(ctx, models.OperationQuery{Show: other, Limit: 1})
	if err != nil {
		return operations.List{}, err
	}
	counts := map[string]int64{show: total, other: otherTotal}
	list := operations.List{Show: show, Pages: pagesOf(address, number, int64(len(rows)), total), Tabs: []ui.Tab{
		{Label: "Open", Href: "/operations", Count: ui.NumberText(counts["open"]), Current: show == "open"},
		{Label: "Finished", Href: "/operations?show=finished", Count: ui.NumberText(counts["finished"]), Current: show == "finished"},
	}}
	return list, p.sortRows(c, rows, &list)
}

// sortRows puts operations under the headings of the page.
func (p *panel) sortRows(c echo.Context, rows []models.Operation, list *operations.List) error {
	view, err := p.operationView(c)
	if err != nil {
		return err
	}
	for _, op := range rows {
		row, err := view.row(op)
		if err != nil {
			return err
		}
		switch {
		case op.Status == models.StatusUnknown:
			list.NeedYou = append(list.NeedYou, row)
		case !op.Status.Open():
			list.Finished = append(list.Finished, row)
		case op.Turn == 0 && op.Children == 0:
			list.Waiting = append(list.Waiting, row)
		default:
			list.Running = append(list.Running, row)
		}
	}
	return nil
}
