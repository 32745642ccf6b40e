package handlers

import "github.com/labstack/echo/v4"

// apiRoutes are for programs, which bring a token.
func (p *panel) apiRoutes(api *echo.Group) {
	api.GET("/openapi.yaml", p.apiDescription)
	api.GET("/servers", p.apiServers)
	api.GET("/servers/:id", p.apiServer)
	api.GET("/servers/:id/operations", p.apiServerOperations)
	api.GET("/accounts", p.apiAccounts)
	api.GET("/operations", p.apiOperations)
	api.GET("/operations/:id", p.apiOperation)
	api.GET("/audit", p.apiAudit)
	api.GET("/:kind/:id/actions", p.apiActions)
	api.GET("/:kind/:id/actions/:action", p.apiAction)
	api.POST("/:kind/:id/actions/:action", p.apiStart)
}
