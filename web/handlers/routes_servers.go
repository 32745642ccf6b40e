package handlers

import "github.com/labstack/echo/v4"

// serverRoutes are those of servers, orders of them, and what connects them.
func (p *panel) serverRoutes(in *echo.Group) {
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
	in.POST("/servers/:id/secrets/:name", p.reveal, p.fresh)
	in.GET("/servers/:id/parts/:name", p.part)
	in.POST("/servers/:id/parts/:name", p.partAgain)
	in.GET("/servers/:id/log", p.serverLog)
	in.GET("/servers/:id/usage", p.usagePage)
	in.GET("/servers/:id/usage.json", p.usageData)

	in.GET("/orders/:id", p.order)
	in.POST("/orders/:id/refresh", p.refreshOrder)

	in.GET("/networks", p.networks)
	in.GET("/networks/new", p.newNetwork)
	in.GET("/networks/:id", p.network)
	in.POST("/networks/:id/refresh", p.refreshNetwork)
	in.GET("/addresses/new", p.newAddress)
	in.GET("/addresses/:id", p.address)
	in.POST("/addresses/:id/refresh", p.refreshAddress)
}
