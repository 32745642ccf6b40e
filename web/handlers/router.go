package handlers

import (
	"github.com/labstack/echo/v4"

	"pinfold/web/static"
)

// routes puts together all routes of the panel: the tables stand in the files
// routes_*.go, one for each area, and there are no routes elsewhere.
func (p *panel) routes(e *echo.Echo) {
	e.GET("/static/*", echo.WrapHandler(static.Handler()))
	e.GET("/healthz", p.healthy)
	e.GET("/readyz", p.ready)

	p.signInRoutes(e.Group("", p.withSession))
	p.apiRoutes(e.Group(apiURL, p.withToken))

	in := e.Group("", p.withSession, p.signedIn, p.hasFactor, p.resume)
	in.GET("/", p.overview)
	in.GET("/activity", p.activity)
	in.GET("/activity.csv", p.activityCSV)
	in.GET("/events", p.events)
	in.GET("/nav", p.nav)
	in.GET("/search", p.search)
	in.GET("/prove", p.provePage)
	in.POST("/prove", p.proveNow)
	in.GET("/parts", p.parts)
	in.GET("/settings", p.settingsHome)
	p.serverRoutes(in)
	p.operationRoutes(in)
	p.accountRoutes(in)
	p.zoneRoutes(in)
	p.storageRoutes(in)
	p.ticketRoutes(in)
	p.moneyRoutes(in)
	p.ownRoutes(in)
	p.teamRoutes(in)
	p.alertRoutes(in)

	e.RouteNotFound("/*", func(echo.Context) error { return echo.ErrNotFound })
}
