package handlers

import "github.com/labstack/echo/v4"

// operationRoutes are those that start actions, and of what came of them.
func (p *panel) operationRoutes(in *echo.Group) {
	in.GET("/:kind/:id/actions", p.offersPage)
	in.GET("/:kind/:id/actions/:action", p.actionPage)
	in.POST("/:kind/:id/actions/:action", p.action)

	in.GET("/operations", p.operations)
	in.GET("/operations/:id", p.operation)
	in.GET("/operations/:id/toast", p.toast)
	in.POST("/operations/:id/decide", p.decide)
	in.POST("/operations/:id/cancel", p.cancel)
	in.POST("/operations/:id/answer", p.answer, p.fresh)
}
