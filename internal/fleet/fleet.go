// Package fleet turns accounts into live clients, with their credentials,
// rate limits and health, and refreshes the inventory from them.
package fleet

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"pinfold/internal/feed"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// Fleet holds the clients of all accounts.
type Fleet struct {
	store   *models.Store
	keys    *secrets.Keyring
	bus     *feed.Bus
	log     *slog.Logger
	vendors map[providers.Slug]providers.Vendor
	reads   http.RoundTripper
	writes  http.RoundTripper

	// reading holds the accounts whose refresh runs.
	reading sync.Map
	// spending holds the accounts whose spend is being read.
	spending sync.Map
	// looks are the readings of single servers that run and are remembered.
	looks looks

	mu   sync.Mutex
	open map[models.ID]*connection
}

// connection is the client of one account at one version of its settings. The
// limiter outlives versions: the provider counts on.
type connection struct {
	version int
	client  providers.Client
	limits  *limiter
}

// Options are what a fleet is made of.
type Options struct {
	Store         *models.Store
	Keys          *secrets.Keyring
	Bus           *feed.Bus
	Log           *slog.Logger
	Vendors       []providers.Vendor
	Reads, Writes http.RoundTripper
}

// New returns a fleet without open clients.
func New(o Options) *Fleet {
	f := &Fleet{store: o.Store, keys: o.Keys, bus: o.Bus, log: o.Log, reads: o.Reads, writes: o.Writes,
		vendors: map[providers.Slug]providers.Vendor{}, open: map[models.ID]*connection{}, looks: newLooks()}
	for _, v := range o.Vendors {
		f.vendors[v.Slug] = v
	}
	return f
}

// Vendor returns the provider with the slug.
func (f *Fleet) Vendor(slug providers.Slug) (providers.Vendor, bool) {
	v, ok := f.vendors[slug]
	return v, ok
}

// CredentialsOf names the place that an account's credentials are sealed for.
func CredentialsOf(team, account models.ID) secrets.Binding {
	return secrets.Binding{Team: int64(team), Table: "accounts", Row: int64(account), Column: "sealed"}
}

// SecretsOf names the place that a resource's secrets are sealed for.
func SecretsOf(team, resource models.ID) secrets.Binding {
	return secrets.Binding{Team: int64(team), Table: "resources", Row: int64(resource), Column: "sealed"}
}

// Client returns the live client of an account.
func (f *Fleet) Client(account models.Account) (providers.Client, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	have := f.open[account.ID]
	if have != nil && have.version >= account.Version {
		return have.client, nil
	}
	credentials, err := f.credentials(account)
	if err != nil {
		return nil, err
	}
	vendor, ok := f.vendors[account.Provider]
	if !ok {
		return nil, &providers.Error{Kind: providers.ErrInternal, NotSent: true,
			Sentence: "This panel does not know the provider " + string(account.Provider) + "."}
	}
	next := &connection{version: account.Version, limits: newLimiter(limitsOf(account, vendor), f.store.Now)}
	if have != nil {
		next.limits = have.limits
	}
	next.client, err = f.connect(vendor, account.Settings, credentials, next.limits)
	if err != nil {
		return nil, err
	}
	f.open[account.ID] = next
	return next.client, nil
}

// limitsOf are the limits that the provider told of the account, else those
// of its document.
func limitsOf(account models.Account, vendor providers.Vendor) []providers.Limit {
	if len(account.Limits) > 0 {
		return account.Limits
	}
	return vendor.Limits
}

// Forget drops the client of a removed account.
func (f *Fleet) Forget(account models.ID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.open, account)
}

func (f *Fleet) credentials(account models.Account) (form.Values, error) {
	values, err := f.keys.OpenMap(CredentialsOf(account.TeamID, account.ID), account.Sealed)
	if err != nil {
		return nil, &providers.Error{Kind: providers.ErrAuth, NotSent: true, Cause: err,
			Sentence: "The stored credentials do not open with this panel's key. Enter them again."}
	}
	open := form.Values{}
	for name, value := range values {
		open[name] = value.Reveal()
	}
	return open, nil
}

func (f *Fleet) connect(v providers.Vendor, settings, credentials form.Values, l *limiter) (providers.Client, error) {
	return v.Open(settings, credentials, f.kit(v, l))
}

func (f *Fleet) kit(v providers.Vendor, l *limiter) providers.Kit {
	return providers.Kit{
		Reads: f.reads, Writes: f.writes, Allow: l.allow, Now: f.store.Now,
		Log: f.log.With("provider", string(v.Slug)),
	}
}

// Test opens a client for settings that are not stored yet and asks it to
// prove that they work.
func (f *Fleet) Test(ctx context.Context, v providers.Vendor, settings, credentials form.Values) (providers.Report, error) {
	client, err := f.connect(v, settings, credentials, newLimiter(v.Limits, f.store.Now))
	if err != nil {
		return providers.Report{}, err
	}
	return verify(ctx, client)
}

func verify(ctx context.Context, client providers.Client) (providers.Report, error) {
	verifier, ok := client.(providers.Verifier)
	if !ok {
		return providers.Report{}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, testTimeout)
	defer cancel()
	return verifier.Verify(ctx)
}

const testTimeout = 20 * time.Second

// Credentials opens the stored credentials, for a test with some of them
// replaced.
func (f *Fleet) Credentials(account models.Account) (form.Values, error) {
	return f.credentials(account)
}
