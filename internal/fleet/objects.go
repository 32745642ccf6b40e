package fleet

import (
	"context"
	"errors"
	"net/url"

	"pinfold/internal/models"
	"pinfold/internal/objects"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
)

// Objects opens a bucket with the first of the account's stored keys. It calls
// nothing.
func (f *Fleet) Objects(ctx context.Context, scope models.Scope, account models.Account, bucket models.Resource) (*objects.Bucket, error) {
	vendor := f.vendors[account.Provider]
	store, err := scope.StoreOf(ctx, account.ID)
	if errors.Is(err, models.ErrNotFound) {
		return nil, closed(vendor.Name + "'s object storage has not been read yet. Refresh the account.")
	}
	if err != nil {
		return nil, err
	}
	endpoint, err := f.objectEndpoint(vendor, account, store.Storage().Endpoint)
	if err != nil {
		return nil, err
	}
	keys, err := scope.StorageKeys(ctx, account.ID)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, closed("The account has no S3 keys. Create S3 user makes the first.")
	}
	values, err := f.keys.OpenMap(SecretsOf(keys[0].TeamID, keys[0].ID), keys[0].Sealed)
	if err != nil || values[providers.SecretS3].IsZero() {
		return nil, closed("The stored key " + keys[0].ExternalID + " does not open. Refresh the account, or create another key.")
	}
	return objects.Open(objects.Config{
		Name: vendor.Name, Endpoint: endpoint, Bucket: bucket.ExternalID,
		Access: keys[0].ExternalID, Secret: values[providers.SecretS3], Transport: f.objects,
	}), nil
}

// objectEndpoint checks where the provider says that its object storage is. It
// may do without encryption only where the account itself does.
func (f *Fleet) objectEndpoint(vendor providers.Vendor, account models.Account, address string) (*url.URL, error) {
	if sentence := wire.CheckEndpoint(address, "https://s3.example.com/"); sentence != "" {
		return nil, closed(vendor.Name + " tells an address of its object storage that cannot be used. " + sentence)
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, closed(vendor.Name + " tells an address of its object storage that cannot be read.")
	}
	own := ""
	if vendor.Endpoint != nil {
		own = vendor.Endpoint(account.Settings)
	}
	if at, err := url.Parse(own); u.Scheme == "http" && (err != nil || at.Scheme != "http") {
		return nil, closed(vendor.Name + " tells an address of its object storage without encryption. The panel does not use it.")
	}
	return u, nil
}

func closed(sentence string) error {
	return &providers.Error{Kind: providers.ErrConflict, NotSent: true, Sentence: sentence}
}
