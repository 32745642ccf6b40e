package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/web/static"
)

// routes is the only route table.
func (p *panel) routes(e *echo.Echo) {
	e.GET("/static/*", echo.WrapHandler(static.Handler()))
	e.GET("/healthz", p.healthy)
	e.GET("/readyz", p.ready)

	open := e.Group("", p.withSession)
	open.GET("/setup", p.setupPage)
	open.POST("/setup", p.setup)
	open.GET("/sign-in", p.signInPage)
	open.POST("/sign-in", p.signIn)
	open.POST("/sign-out", p.signOut)

	in := e.Group("", p.withSession, p.signedIn)
	in.GET("/", p.overview)
	in.GET("/activity", p.activity)
	in.GET("/activity.csv", p.activityCSV)
	in.GET("/events", p.events)
	in.GET("/nav", p.nav)
	in.GET("/search", p.search)

	in.GET("/servers", p.servers)
	in.GET("/servers.csv", p.serversCSV)
	in.GET("/servers/new", p.newServer)
	in.GET("/servers/actions/:action", p.bulkPage)
	in.POST("/servers/actions/:action", p.bulk)
	in.GET("/servers/tags", p.tagsPage)
	in.POST("/servers/tags", p.tags)
	in.POST("/servers/look", p.setLook)
	in.GET("/servers/views", p.views)
	in.POST("/servers/views", p.addView)
	in.GET("/servers/views/save", p.addViewPage)
	in.GET("/servers/views/:view", p.viewPage)
	in.POST("/servers/views/:view", p.changeView)
	in.POST("/servers/views/:view/remove", p.removeView)
	in.GET("/servers/:id", p.server)
	in.GET("/servers/:id/note", p.notePage)
	in.POST("/servers/:id/note", p.note)
	in.GET("/servers/:id/lock", p.lockPage)
	in.POST("/servers/:id/lock", p.lock)
	in.POST("/servers/:id/lock/lift", p.liftLock)
	in.POST("/servers/:id/refresh", p.refreshServer)
	in.POST("/servers/:id/secrets/:name", p.reveal)
	in.GET("/servers/:id/parts/:name", p.part)
	in.POST("/servers/:id/parts/:name", p.partAgain)
	in.GET("/servers/:id/log", p.serverLog)
	in.GET("/servers/:id/usage", p.usagePage)
	in.GET("/servers/:id/usage.json", p.usageData)

	in.GET("/orders/:id", p.order)
	in.POST("/orders/:id/refresh", p.refreshOrder)
	in.GET("/keys", p.keys)
	in.POST("/tokens/:id/secrets/:name", p.revealToken)
	in.POST("/profiles/:id/secrets/:name", p.revealProfile)
	in.GET("/tickets", p.tickets)
	in.GET("/tickets/new", p.newTicket)
	in.GET("/tickets/replies", p.cannedList)
	in.GET("/tickets/replies/:reply", p.cannedPage)
	in.POST("/tickets/replies/:reply", p.saveCanned)
	in.POST("/tickets/replies/:reply/remove", p.removeCanned)
	in.GET("/tickets/:id/server", p.ticketServerPage)
	in.POST("/tickets/:id/server", p.ticketServer)
	in.GET("/tickets/:id", p.ticket)
	in.GET("/tickets/:id/thread", p.thread)
	in.POST("/tickets/:id/refresh", p.refreshTicket)
	in.POST("/tickets/:id/draft", p.keepDraft)

	in.GET("/:kind/:id/actions", p.offersPage)
	in.GET("/:kind/:id/actions/:action", p.actionPage)
	in.POST("/:kind/:id/actions/:action", p.action)

	in.GET("/networks", p.networks)
	in.GET("/networks/new", p.newNetwork)
	in.GET("/networks/:id", p.network)
	in.POST("/networks/:id/refresh", p.refreshNetwork)
	in.GET("/addresses/new", p.newAddress)
	in.GET("/addresses/:id", p.address)
	in.POST("/addresses/:id/refresh", p.refreshAddress)

	in.GET("/operations", p.operations)
	in.GET("/operations/:id", p.operation)
	in.GET("/operations/:id/toast", p.toast)
	in.POST("/operations/:id/decide", p.decide)
	in.POST("/operations/:id/cancel", p.cancel)
	in.POST("/operations/:id/answer", p.answer)

	in.GET("/accounts", p.accounts)
	in.GET("/accounts/new", p.connectPage)
	in.POST("/accounts/new", p.connect)
	in.GET("/accounts/:id", p.account)
	in.GET("/accounts/:id/can", p.accountCan)
	in.GET("/accounts/:id/has/:name", p.accountHas)
	in.POST("/accounts/:id/ticket-draft", p.keepNew)
	in.GET("/accounts/:id/profile", p.profile)
	in.POST("/accounts/:id/profile/refresh", p.refreshProfile)
	in.GET("/accounts/:id/limits", p.limits)
	in.GET("/accounts/:id/limits/now", p.limitsNow)
	in.GET("/accounts/:id/settings", p.settingsPage)
	in.POST("/accounts/:id/settings", p.settings)
	in.POST("/accounts/:id/refresh", p.refreshAccount)
	in.GET("/accounts/:id/remove", p.removePage)
	in.POST("/accounts/:id/remove", p.remove)
	in.GET("/parts", p.parts)

	e.RouteNotFound("/*", func(echo.Context) error { return echo.ErrNotFound })
}

func (p *panel) healthy(c echo.Context) error {
	return c.String(http.StatusOK, "ok\n")
}

func (p *panel) ready(c echo.Context) error {
	if err := p.Store.Ping(c.Request().Context()); err != nil {
		p.Log.Error("database does not answer", "error", err)
		return c.String(http.StatusServiceUnavailable, "the database does not answer\n")
	}
	return c.String(http.StatusOK, "ready\n")
}
