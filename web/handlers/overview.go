package handlers

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/models"
	"pinfold/web/templates/overview"
)

// The measure of the first page.
const (
	// needsMost is how many needs of a sort are shown.
	needsMost = 5
	// allExpiring is that of servers that expire, where a person asks for all.
	allExpiring  = 200
	movingMost   = 8
	recentMost   = 10
	failedFor    = 24 * time.Hour
	expiresSoon  = 14 * 24 * time.Hour
	expiredSince = 30 * 24 * time.Hour
)

// overview is the first page: what needs a person, and how everything stands.
func (p *panel) overview(c echo.Context) error {
	page, err := p.overviewPage(c)
	if err != nil {
		return err
	}
	s, err := p.shell(c, "Overview", "overview")
	if err != nil {
		return err
	}
	s.HeadHidden = true
	return p.render(c, http.StatusOK, overview.OverviewPage(s, page))
}

func (p *panel) overviewPage(c echo.Context) (page overview.Page, err error) {
	view, err := p.operationView(c)
	if err != nil {
		return page, err
	}
	page.NoAccounts, page.MayConnect = len(view.accounts) == 0, view.scope.May(access.ManageAccounts)
	if page.NoAccounts {
		return page, nil
	}
	n := needs{operationView: view, page: &page, all: c.QueryParam("expiring") == "all"}
	for _, part := range []func() error{n.unknown, n.failed, n.accountsInTrouble, n.servers, n.expiring, n.runways, n.invoices, n.orders, n.moving} {
		if err := part(); err != nil {
			return page, err
		}
	}
	if err := p.overviewStates(view, &page); err != nil {
		return page, err
	}
	rows, err := view.scope.ActivityRows(view.ctx, models.ActivityQuery{Limit: recentMost})
	if err != nil {
		return page, err
	}
	page.Recent, err = p.activityLines(c, rows, view.accounts)
	return page, err
}

// moving are the operations that run or wait.
func (n needs) moving() error {
	rows, total, err := n.scope.OpenOperations(n.ctx, movingMost)
	if err != nil {
		return err
	}
	for _, op := range rows {
		row, err := n.row(op)
		if err != nil {
			return err
		}
		n.page.Moving = append(n.page.Moving, row)
	}
	n.page.MovingMore = total - int64(len(rows))
	return nil
}

// overviewStates counts servers by account and state.
func (p *panel) overviewStates(v operationView, page *overview.Page) error {
	states, err := v.scope.ServerStates(v.ctx)
	if err != nil {
		return err
	}
	page.Rows = p.stateRows(v.accounts, states)
	page.Parts, page.BarText = stateBar(v.ctx, states)
	return nil
}
