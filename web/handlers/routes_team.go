package handlers

import "github.com/labstack/echo/v4"

// teamRoutes are those of the settings of a team, and of the API tokens in it.
func (p *panel) teamRoutes(in *echo.Group) {
	in.POST("/team", p.switchTeam)
	in.GET("/settings/teams/new", p.newTeamPage)
	in.POST("/settings/teams/new", p.newTeam)
	in.GET("/settings/team", p.team)
	in.POST("/settings/team", p.renameTeam)
	in.GET("/settings/team/leave", p.leavePage)
	in.POST("/settings/team/leave", p.leave, p.fresh)
	in.GET("/settings/team/hand-over", p.handOverPage)
	in.POST("/settings/team/hand-over", p.handOver, p.fresh)
	in.GET("/settings/team/delete", p.deleteTeamPage)
	in.POST("/settings/team/delete", p.deleteTeam, p.fresh)

	in.GET("/settings/security-policy", p.policyPage)
	in.POST("/settings/security-policy", p.setPolicy, p.fresh)
	in.GET("/settings/members", p.members)
	in.GET("/settings/members/invitations/new", p.invitePage)
	in.POST("/settings/members/invitations/new", p.invite, p.fresh)
	in.POST("/settings/members/invitations/:id/renew", p.renewInvitation, p.fresh)
	in.POST("/settings/members/invitations/:id/revoke", p.revokeInvitation, p.fresh)
	in.GET("/settings/members/:id", p.memberPage)
	in.POST("/settings/members/:id", p.changeMember, p.fresh)
	in.GET("/settings/members/:id/remove", p.removeMemberPage)
	in.POST("/settings/members/:id/remove", p.removeMember, p.fresh)
	in.GET("/settings/roles", p.roles)

	in.GET("/settings/audit", p.auditPage)
	in.GET("/settings/audit.csv", p.auditCSV)

	in.GET("/settings/tokens", p.apiTokens)
	in.GET("/settings/tokens/new", p.newAPITokenPage)
	in.POST("/settings/tokens/new", p.addAPIToken, p.fresh)
	in.GET("/settings/tokens/:id/revoke", p.revokeTokenPage)
	in.POST("/settings/tokens/:id/revoke", p.revokeToken)
}
