package handlers

import "github.com/labstack/echo/v4"

// storageRoutes are those of object storage.
func (p *panel) storageRoutes(in *echo.Group) {
	in.GET("/storage", p.storage)

	in.GET("/buckets/new", p.newBucket)
	in.GET("/buckets/:id", p.bucket)
	in.GET("/buckets/:id/detail", p.bucketDetail)
	in.POST("/buckets/:id/detail", p.bucketDetail)
	in.POST("/buckets/:id/refresh", p.refreshBucket)
	in.GET("/buckets/:id/objects", p.objects)
	in.GET("/buckets/:id/objects/list", p.objectList)
	in.GET("/buckets/:id/objects/file", p.download)
	in.POST(uploadRoute, p.upload)
	in.GET("/buckets/:id/objects/folder", p.folderPage)
	in.POST("/buckets/:id/objects/folder", p.folder)
	in.POST("/buckets/:id/objects/delete", p.deleteObjects, p.fresh)

	in.GET("/stores/new", p.newStore)
	in.GET("/stores/:id", p.store)
	in.GET("/stores/:id/detail", p.storeDetail)
	in.POST("/stores/:id/detail", p.storeDetail)
	in.POST("/stores/:id/refresh", p.refreshStore)
	in.POST("/stores/:id/secrets/:name", p.revealStore, p.fresh)

	in.GET("/s3keys/:id", p.s3Key)
	in.POST("/s3keys/:id/refresh", p.refreshS3Key)
	in.POST("/s3keys/:id/secrets/:name", p.revealS3Key, p.fresh)
}
