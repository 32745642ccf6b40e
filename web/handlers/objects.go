package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/objects"
	"pinfold/internal/providers"
	"pinfold/web/templates/storage"
	"pinfold/web/templates/ui"
)

// objects is the frame of a bucket's browser. What is in the bucket is read
// live and comes after it.
func (p *panel) objects(c echo.Context) error {
	t, err := p.bucketOf(c)
	if err != nil {
		return err
	}
	return p.showObjects(c, t, nil)
}

// objectList reads what stands below a prefix: a fragment for the frame, or the
// whole page without script.
func (p *panel) objectList(c echo.Context) error {
	t, err := p.bucketOf(c)
	if err != nil {
		return err
	}
	list, err := p.readObjects(c, t)
	if err != nil {
		return err
	}
	if inDialog(c) {
		return p.render(c, http.StatusOK, storage.Objects(list))
	}
	return p.showObjects(c, t, &list)
}

// bucketOf is the bucket of the address, for who may open buckets: what is in
// one can be as secret as a key.
func (p *panel) bucketOf(c echo.Context) (actions.Target, error) {
	t, err := p.target(c, providers.KindBucket, idOf(c.Param("id")))
	if err == nil && !scopeOf(c).May(access.ManageStorage) {
		err = forbidden("Your role does not open buckets. Ask an owner for the role Operator.")
	}
	return t, err
}

func (p *panel) openBucket(c echo.Context, t actions.Target) (*objects.Bucket, error) {
	if t.Resource.GoneAt != nil {
		return nil, models.ErrNotFound
	}
	return p.Fleet.Objects(c.Request().Context(), scopeOf(c), t.Account, *t.Resource)
}

func (p *panel) showObjects(c echo.Context, t actions.Target, list *storage.Listing) error {
	at, prefix := resourceURL(t.Kind(), t.Resource.ID), c.QueryParam("prefix")
	page := storage.Browser{
		Bucket: t.Name(), BucketURL: at, Provider: t.Vendor.Name, Crumbs: crumbsOf(at, prefix), List: list,
		ListURL:   objectURL(at, "/list", "prefix", prefix, "token", c.QueryParam("token")),
		UploadURL: objectURL(at, "/upload", "prefix", prefix), FolderURL: objectURL(at, "/folder", "prefix", prefix),
		Most: ui.BytesText(c.Request().Context(), p.UploadLimit),
	}
	s, err := p.shell(c, "Objects of "+page.Bucket, "storage")
	if err != nil {
		return err
	}
	s.Wide, s.HeadHidden, s.Back, s.BackLabel = true, true, at, page.Bucket
	return p.render(c, http.StatusOK, storage.BrowserPage(s, page))
}

// objectURL is an address of the browser, with pairs of name and value; empty
// values are left out.
func objectURL(bucket, call string, pairs ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	address := bucket + "/objects" + call
	if len(values) > 0 {
		address += "?" + values.Encode()
	}
	return address
}

// crumbsOf leads from the bucket down to the folder.
func crumbsOf(bucket, prefix string) (crumbs []storage.Crumb) {
	for end := range len(prefix) {
		if prefix[end] != '/' {
			continue
		}
		begin := strings.LastIndexByte(prefix[:end], '/') + 1
		crumbs = append(crumbs, storage.Crumb{Name: prefix[begin:end], Href: objectURL(bucket, "", "prefix", prefix[:end+1])})
	}
	return crumbs
}

// readObjects is the live list. A failure of the provider's is part of it.
func (p *panel) readObjects(c echo.Context, t actions.Target) (storage.Listing, error) {
	at, prefix, token := resourceURL(t.Kind(), t.Resource.ID), c.QueryParam("prefix"), c.QueryParam("token")
	list := storage.Listing{Retry: objectURL(at, "", "prefix", prefix, "token", token), Provider: t.Vendor.Name,
		DeleteURL: objectURL(at, "/delete", "prefix", prefix), Prefix: prefix, ReadAt: p.Store.Now()}
	b, err := p.openBucket(c, t)
	var found objects.Page
	if err == nil {
		found, err = b.List(c.Request().Context(), prefix, token)
	}
	if errors.As(err, new(*providers.Error)) {
		list.Trouble, list.Said = providers.Sentence(err), providers.Said(err)
		return list, nil
	}
	if err != nil {
		return list, err
	}
	for _, folder := range found.Folders {
		list.Folders = append(list.Folders, storage.Folder{Name: strings.TrimSuffix(folder[len(prefix):], "/"), Href: objectURL(at, "", "prefix", folder)})
	}
	for _, o := range found.Objects {
		list.Objects = append(list.Objects, storage.Object{Key: o.Key, Name: o.Key[len(prefix):], Href: objectURL(at, "/file", "key", o.Key),
			Size: ui.BytesText(c.Request().Context(), o.Size), At: o.At})
	}
	list.Marker = found.Marker && found.Empty() && token == ""
	if found.Next != "" {
		list.Next = objectURL(at, "", "prefix", prefix, "token", found.Next)
	}
	if token != "" {
		list.First = objectURL(at, "", "prefix", prefix)
	}
	return list, nil
}
