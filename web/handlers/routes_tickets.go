package handlers

import "github.com/labstack/echo/v4"

// ticketRoutes are those of tickets and of replies kept for them.
func (p *panel) ticketRoutes(in *echo.Group) {
	in.GET("/tickets/replies", p.cannedList)
	in.GET("/tickets/replies/:reply", p.cannedPage)
	in.POST("/tickets/replies/:reply", p.saveCanned)
	in.POST("/tickets/replies/:reply/remove", p.removeCanned)

	in.GET("/tickets", p.tickets)
	in.GET("/tickets/new", p.newTicket)
	in.GET("/tickets/:id/server", p.ticketServerPage)
	in.POST("/tickets/:id/server", p.ticketServer)
	in.GET("/tickets/:id", p.ticket)
	in.GET("/tickets/:id/thread", p.thread)
	in.POST("/tickets/:id/refresh", p.refreshTicket)
	in.POST("/tickets/:id/draft", p.keepDraft)
}
