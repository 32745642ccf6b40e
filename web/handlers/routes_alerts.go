package handlers

import "github.com/labstack/echo/v4"

// alertRoutes are those of the settings of alerts.
func (p *panel) alertRoutes(in *echo.Group) {
	in.GET("/settings/alerts", p.alerts)
	in.POST("/settings/alerts/rules", p.setAlertRules)
	in.GET("/settings/alerts/when", p.alertsWhenPage)
	in.POST("/settings/alerts/when", p.setAlertsWhen)
	in.GET("/settings/alerts/log", p.alertLog)
	in.POST("/settings/alerts/log/:delivery/again", p.sendAgain)
	in.GET("/settings/alerts/new", p.newChannelPage)
	in.POST("/settings/alerts/new", p.addChannel)
	in.GET("/settings/alerts/channels/:id", p.channelPage)
	in.POST("/settings/alerts/channels/:id", p.changeChannel)
	in.POST("/settings/alerts/channels/:id/test", p.testChannel)
	in.POST("/settings/alerts/channels/:id/secret", p.renewSecret, p.fresh)
	in.GET("/settings/alerts/channels/:id/remove", p.removeChannelPage)
	in.POST("/settings/alerts/channels/:id/remove", p.removeChannel)
}
