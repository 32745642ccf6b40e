package handlers

import "github.com/labstack/echo/v4"

// accountRoutes are those of accounts, and of their keys and tokens at the provider.
func (p *panel) accountRoutes(in *echo.Group) {
	in.POST("/profiles/:id/secrets/:name", p.revealProfile, p.fresh)
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
	in.POST("/accounts/:id/settings", p.settings, p.fresh)
	in.POST("/accounts/:id/refresh", p.refreshAccount)
	in.GET("/accounts/:id/remove", p.removePage)
	in.POST("/accounts/:id/remove", p.remove, p.fresh)

	in.GET("/keys", p.keys)
	in.POST("/tokens/:id/secrets/:name", p.revealToken, p.fresh)
}
