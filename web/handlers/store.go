package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"pinfold/internal/access"
	"pinfold/internal/actions"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/web/templates/servers"
)

// bucket, store and s3Key are the pages of one thing of the storage.
func (p *panel) bucket(c echo.Context) error { return p.storedPage(c, providers.KindBucket) }
func (p *panel) store(c echo.Context) error  { return p.storedPage(c, providers.KindStorage) }
func (p *panel) s3Key(c echo.Context) error  { return p.storedPage(c, providers.KindS3Key) }

// refreshBucket, refreshStore and refreshS3Key make the account's refresh due
// now.
func (p *panel) refreshBucket(c echo.Context) error { return p.refreshThing(c, providers.KindBucket) }
func (p *panel) refreshStore(c echo.Context) error  { return p.refreshThing(c, providers.KindStorage) }
func (p *panel) refreshS3Key(c echo.Context) error  { return p.refreshThing(c, providers.KindS3Key) }

func (p *panel) storedPage(c echo.Context, kind providers.Kind) error {
	t, err := p.target(c, kind, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	return p.showStored(c, t, servers.Secret{})
}

// showStored draws the page, with one secret in the open if it has a value.
func (p *panel) showStored(c echo.Context, t actions.Target, shown servers.Secret) error {
	page, err := p.storageThing(c, t)
	if err != nil {
		return err
	}
	for i := range page.Secrets {
		if page.Secrets[i].Name == shown.Name {
			page.Secrets[i] = shown
		}
	}
	s, err := p.shell(c, page.Name, "storage")
	if err != nil {
		return err
	}
	s.Back, s.BackLabel = "/storage", "Storage"
	return p.render(c, http.StatusOK, servers.ThingPage(s, page, s.BackLabel, s.Back))
}

// bucketDetail and storeDetail read what is told of one thing by itself: if it
// is due for whoever looks, at once for who asks.
func (p *panel) bucketDetail(c echo.Context) error { return p.detail(c, providers.KindBucket) }
func (p *panel) storeDetail(c echo.Context) error  { return p.detail(c, providers.KindStorage) }

func (p *panel) detail(c echo.Context, kind providers.Kind) error {
	t, err := p.target(c, kind, idOf(c.Param("id")))
	if err != nil {
		return err
	}
	failed := p.readDetail(c, t)
	if failed != nil && !errors.As(failed, new(*providers.Error)) {
		return failed
	}
	page := resourceURL(kind, t.Resource.ID)
	if t, err = p.target(c, kind, t.Resource.ID); err != nil {
		return err
	}
	if !inDialog(c) {
		return c.Redirect(http.StatusSeeOther, page)
	}
	part, err := p.detailPart(c.Request().Context(), scopeOf(c), t)
	if err != nil {
		return err
	}
	return p.render(c, http.StatusOK, servers.ServerPart(putOff(part, failed)))
}

func (p *panel) readDetail(c echo.Context, t actions.Target) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	if c.Request().Method == http.MethodPost {
		return p.Fleet.ReadDetail(ctx, t.Account, *t.Resource)
	}
	checks, err := scope.PartChecks(ctx, t.Resource.ID)
	if err != nil || !p.Fleet.DetailDue(t.Account, *t.Resource, checks[models.DetailPart]) {
		return err
	}
	return p.Fleet.ReadDetail(providers.WithPriority(ctx, providers.Background), t.Account, *t.Resource)
}

// storageThing describes a bucket, a store or a key.
func (p *panel) storageThing(c echo.Context, t actions.Target) (servers.Page, error) {
	r, scope, ctx := *t.Resource, scopeOf(c), c.Request().Context()
	page := servers.Page{
		ID: fmt.Sprint(r.ID), Name: t.Name(), State: storageState(t), Code: t.Vendor.Code, Provider: t.Vendor.Name,
		Account: t.Account.Label, AccountURL: accountURL(t.Account.ID), Checked: t.Account.CheckedAt(r),
		Old: isOldThing(p, t.Account, r), Offers: offersOf(t, scope.Role), RefreshURL: resourceURL(r.Kind, r.ID) + "/refresh",
		Live: []string{fmt.Sprintf("%s-%d", r.Kind, r.ID), fmt.Sprintf("account-%d", t.Account.ID)},
	}
	if r.GoneAt != nil {
		page.Gone = *r.GoneAt
	}
	var err error
	if page.Facts, err = p.storageFacts(ctx, scope, t); err != nil {
		return page, err
	}
	if scope.May(access.RevealSecrets) {
		page.Secrets = secretLinesAt(r, resourceURL(r.Kind, r.ID))
	}
	if page.Parts, err = p.storageParts(ctx, scope, t); err != nil {
		return page, err
	}
	changes, err := scope.Changes(ctx, r.ID, 20)
	if err != nil {
		return page, err
	}
	page.Changes = changeLines(changes)
	runs, _, err := scope.Operations(ctx, models.OperationQuery{Resource: r.ID, Limit: 10})
	page.Runs = p.runLines(c, runs)
	return page, err
}

func (p *panel) storageParts(ctx context.Context, scope models.Scope, t actions.Target) ([]servers.Part, error) {
	if t.Kind() == providers.KindStorage && t.Resource.Storage().S3 {
		keys, err := p.keyPart(ctx, scope, t)
		if err != nil {
			return nil, err
		}
		buckets, err := p.bucketPart(ctx, scope, t)
		return []servers.Part{keys, buckets}, err
	}
	if t.Kind() == providers.KindS3Key {
		return nil, nil
	}
	part, err := p.detailPart(ctx, scope, t)
	return []servers.Part{part}, err
}
