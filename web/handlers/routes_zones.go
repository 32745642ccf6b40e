package handlers

import "github.com/labstack/echo/v4"

// zoneRoutes are those of DNS zones and their records.
func (p *panel) zoneRoutes(in *echo.Group) {
	in.GET("/zones", p.zones)
	in.GET("/zones/new", p.newZone)
	in.GET("/zones/reverse", p.reverseNames)
	in.GET("/zones/many", p.zonesChange)
	in.POST("/zones/many", p.keepMany)
	in.GET("/zones/unsent", p.unsent)
	in.POST("/zones/unsent", p.applyUnsent)

	in.GET("/zones/:id", p.zone)
	in.GET("/zones/:id/read", p.readZone)
	in.POST("/zones/:id/refresh", p.refreshZone)
	in.GET("/zones/:id/records/new", p.newRecord)
	in.POST("/zones/:id/records/new", p.keepNewRecord)
	in.GET("/zones/:id/records/:record", p.editRecord)
	in.POST("/zones/:id/records/:record", p.keepRecord)
	in.POST("/zones/:id/records/:record/remove", p.removeRecord)
	in.POST("/zones/:id/records/:record/undo", p.undoRecord)
	in.GET("/zones/:id/changes", p.zoneChanges)
	in.POST("/zones/:id/changes/discard", p.discardChanges)
	in.POST("/zones/:id/changes/back", p.takeBack)
	in.GET("/zones/:id/conflict", p.zoneConflict)
	in.POST("/zones/:id/conflict", p.resolve)
	in.GET("/zones/:id/history", p.zoneHistory)
	in.GET("/zones/:id/history/:version", p.zoneVersion)
	in.POST("/zones/:id/history/:version/back", p.bringBack)
	in.GET("/zones/:id/export", p.exportZone)
	in.GET("/zones/:id/import", p.importPage)
	in.POST("/zones/:id/import", p.importZone)
	in.GET("/zones/:id/check", p.zoneCheck)
}
