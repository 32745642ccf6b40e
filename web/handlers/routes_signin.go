package handlers

import "github.com/labstack/echo/v4"

// signInRoutes are open to everybody.
func (p *panel) signInRoutes(open *echo.Group) {
	open.GET("/setup", p.setupPage)
	open.POST("/setup", p.setup)

	open.GET("/sign-in", p.signInPage)
	open.POST("/sign-in", p.signIn)
	open.POST("/sign-in/passkey", p.passkeySignIn)
	open.POST("/sign-in/passkey/options", p.passkeySignInOptions)
	open.GET("/sign-in/second", p.secondPage)
	open.POST("/sign-in/second", p.second)
	open.POST("/sign-in/second/passkey", p.secondPasskey)
	open.POST("/sign-in/second/passkey/options", p.secondPasskeyOptions)
	open.POST("/sign-in/sso", p.beginSSO)
	open.GET("/sign-in/sso/callback", p.endSSO)
	open.POST("/sign-out", p.signOut)
	open.GET("/sign-in/forgot", p.forgotPage)
	open.POST("/sign-in/forgot", p.forgot)
	open.GET("/sign-in/reset", p.resetPage)
	open.POST("/sign-in/reset", p.reset)
	open.GET("/calendar.ics", p.calendarFeed)
	open.GET("/invitations/:token", p.invitationPage)
	open.POST("/invitations/:token", p.accept)
}
