package handlers

import "github.com/labstack/echo/v4"

// ownRoutes are those of the settings that everybody has for themselves.
func (p *panel) ownRoutes(in *echo.Group) {
	in.GET("/settings/profile", p.mePage)
	in.POST("/settings/profile", p.me)
	in.GET("/settings/profile/email", p.confirmEmailPage)
	in.POST("/settings/profile/email", p.changeEmail, p.fresh)
	in.POST("/settings/profile/email/confirm", p.confirmEmail)
	in.GET("/settings/sessions", p.sessionsPage)
	in.POST("/settings/sessions/others", p.endOtherSessions)
	in.POST("/settings/sessions/:session/end", p.endSession)

	in.GET("/settings/security", p.security)
	in.POST("/settings/security/app/start", p.appStart, p.fresh)
	in.GET("/settings/security/app", p.appPage, p.fresh)
	in.POST("/settings/security/app", p.setApp, p.fresh)
	in.GET("/settings/security/app/off", p.appOffPage)
	in.POST("/settings/security/app/off", p.appOff, p.fresh)
	in.POST("/settings/security/codes", p.renewCodes, p.fresh)
	in.POST("/settings/security/codes/file", p.codesText)

	in.POST("/settings/security/password", p.setPassword, p.fresh)
	in.GET("/settings/security/password/remove", p.removePasswordPage)
	in.POST("/settings/security/password/remove", p.removePassword, p.fresh)

	in.GET("/settings/security/passkeys/new", p.newPasskey, p.fresh)
	in.POST("/settings/security/passkeys/new", p.addPasskey, p.fresh)
	in.POST("/settings/security/passkeys/options", p.newPasskeyOptions)
	in.POST("/settings/security/passkeys/proof", p.passkeyProofOptions)
	in.GET("/settings/security/passkeys/:id", p.passkeyPage)
	in.POST("/settings/security/passkeys/:id", p.renamePasskey)
	in.GET("/settings/security/passkeys/:id/remove", p.removePasskeyPage)
	in.POST("/settings/security/passkeys/:id/remove", p.removePasskey, p.fresh)

	in.POST("/settings/security/sso", p.linkSSO, p.fresh)
	in.POST("/settings/security/sso/:id/remove", p.unlinkSSO, p.fresh)
}
