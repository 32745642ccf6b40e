package fleet_test

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"pinfold/internal/feed"
	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

var ctx = context.Background()

// vendor is a provider with a list of servers and one of images, each of
// which may fail.
type vendor struct {
	servers, images     []providers.Observation
	serversErr, imagErr error
	reads               []string
	opened              []form.Values
	look                looker
}

func (v *vendor) Sources() []providers.Source {
	read := func(name string, items *[]providers.Observation, err *error) func(context.Context) (providers.Listing, error) {
		return func(ctx context.Context) (providers.Listing, error) {
			v.reads = append(v.reads, name)
			if providers.PriorityOf(ctx) != providers.Background {
				v.reads = append(v.reads, "urgent")
			}
			return providers.Listing{Items: *items, Complete: true}, *err
		}
	}
	return []providers.Source{
		{Name: "servers", Kinds: []providers.Kind{providers.KindServer}, Every: time.Minute, Read: read("servers", &v.servers, &v.serversErr)},
		{Name: "images", Kinds: []providers.Kind{providers.KindImage}, Every: 6 * time.Hour, Read: read("images", &v.images, &v.imagErr)},
	}
}

// rig is a fleet with one account at the vendor.
type rig struct {
	*testdb.DB
	t     *testing.T
	v     *vendor
	fleet *fleet.Fleet
	bus   *feed.Bus
	ring  *secrets.Keyring
	scope models.Scope
	id    models.ID
}

func newRig(t *testing.T) *rig {
	t.Helper()
	key, err := secrets.GenerateKey()
	testdb.Must(t, err)
	ring, err := secrets.LoadKey(key)
	testdb.Must(t, err)
	r := &rig{DB: testdb.New(t), t: t, bus: feed.New(), ring: ring, v: &vendor{
		servers: []providers.Observation{{Kind: providers.KindServer, ID: "1", Name: "web", State: providers.Running,
			Secrets: map[string]secrets.Text{"root": secrets.NewText("canary")}}},
		images: []providers.Observation{{Kind: providers.KindImage, ID: "9", Name: "Debian"}},
	}}
	open := func(settings, credentials form.Values, _ providers.Kit) (providers.Client, error) {
		r.v.opened = append(r.v.opened, form.Join(settings, credentials))
		return r.v, nil
	}
	r.fleet = fleet.New(fleet.Options{Store: r.Store, Keys: ring, Bus: r.bus, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Vendors: []providers.Vendor{{Slug: providers.Clodo, Name: "Clodo", Zero: r.v, Open: open}}})
	r.scope = r.Team(t, "ann")
	account := models.Account{Provider: providers.Clodo, Label: "main", Settings: form.Values{"login": "ann"}}
	testdb.Must(t, r.scope.AddAccount(ctx, &account, func(row models.ID) ([]byte, error) {
		return ring.SealMap(fleet.CredentialsOf(r.scope.Team.ID, row), map[string]secrets.Text{"key": secrets.NewText("secret")})
	}, models.Audit{}))
	r.id = account.ID
	return r
}

func (r *rig) refresh() models.Account {
	r.t.Helper()
	r.v.reads = nil
	testdb.Must(r.t, r.fleet.Refresh(ctx, r.scope.Team.ID, r.id))
	account, err := r.scope.Account(ctx, r.id)
	testdb.Must(r.t, err)
	return account
}
