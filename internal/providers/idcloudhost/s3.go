package idcloudhost

import (
	"context"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

var (
	_ providers.S3UserMaker  = (*Client)(nil)
	_ providers.S3KeyMaker   = (*Client)(nil)
	_ providers.S3KeyRemover = (*Client)(nil)
)

// storeID names the one object storage that an account has.
const storeID = "s3"

const pathKeys = "/storage/user/keys"

// listStorage tells the object storage of the account (IDC-29) and its keys
// (IDC-37). IDC-35 would tell more, but makes a user where there is none.
func (c *Client) listStorage(ctx context.Context) (providers.Listing, error) {
	var s3 api.S3
	err := c.do(ctx, ask{op: "IDC-29", path: "/storage/api/s3", parse: func(a wire.Answer) error {
		if err := wire.JSON(a.Body, &s3); err != nil {
			return err
		}
		if s3.URL.Trim() == "" {
			return wire.Plain("the answer has no url")
		}
		return nil
	}})
	if err != nil {
		return providers.Listing{}, err
	}
	keys, err := c.s3Keys(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	facts := providers.StorageFacts{Endpoint: s3.URL.Trim(), S3: true}
	l := listing(keys, observeS3Key)
	for _, key := range keys {
		if facts.Login == "" {
			facts.Login = key.User.Trim()
		}
	}
	l.Items = append(l.Items, providers.Observation{
		Kind: providers.KindStorage, ID: storeID, Name: "Object storage", State: providers.Available, Facts: facts,
	})
	return l, nil
}

// s3Keys lists the keys (IDC-37). The document does not say what is answered
// while there is no user; what does not exist has no keys.
func (c *Client) s3Keys(ctx context.Context) ([]api.S3Key, error) {
	keys, err := list[api.S3Key](ctx, c, ask{op: "IDC-37", path: pathKeys})
	if providers.KindOf(err) == providers.ErrNotFound {
		return nil, nil
	}
	return keys, err
}

// S3Keys implements providers.S3KeyReader (IDC-37).
func (c *Client) S3Keys(ctx context.Context) ([]providers.Observation, error) {
	keys, err := c.s3Keys(ctx)
	if err != nil {
		return nil, err
	}
	return keyring("IDC-37", keys)
}

// CreateS3User implements providers.S3UserMaker (IDC-35): documented as a read,
// it makes user and keys if there are none.
func (c *Client) CreateS3User(ctx context.Context) ([]providers.Observation, error) {
	var user api.S3User
	err := c.do(ctx, ask{op: "IDC-35", method: http.MethodGet, path: "/storage/user", parse: func(a wire.Answer) error {
		if err := wire.JSON(a.Body, &user); err != nil {
			return err
		}
		if len(user.Keys) == 0 {
			return wire.Plain("the answer has no keys")
		}
		return nil
	}})
	if err != nil {
		return nil, err
	}
	return keyring("IDC-35", user.Keys)
}

// CreateS3Key implements providers.S3KeyMaker (IDC-38).
func (c *Client) CreateS3Key(ctx context.Context) ([]providers.Observation, error) {
	keys, err := list[api.S3Key](ctx, c, ask{op: "IDC-38", method: http.MethodPost, path: pathKeys})
	if err != nil {
		return nil, err
	}
	return keyring("IDC-38", keys)
}

// DeleteS3Key implements providers.S3KeyRemover (IDC-36).
func (c *Client) DeleteS3Key(ctx context.Context, ref providers.Ref) error {
	if checkID("IDC-36", ref.ID) != nil {
		return invalid("IDC-36", "This is not an access key. Nothing was sent.")
	}
	return c.do(ctx, ask{op: "IDC-36", method: http.MethodDelete, path: pathKeys, parse: deleted,
		form: url.Values{"access_key": {ref.ID}}})
}

// keyring observes all keys; one without its public half makes the list
// useless as a snapshot.
func keyring(op providers.OpID, keys []api.S3Key) ([]providers.Observation, error) {
	l := listing(keys, observeS3Key)
	if !l.Complete {
		return nil, unclear(op, "a key")
	}
	return l.Items, nil
}

func observeS3Key(k api.S3Key) providers.Observation {
	return providers.Observation{
		Kind: providers.KindS3Key, ID: k.Access.Trim(), Name: k.Access.Trim(), State: providers.Available,
		Facts:   providers.NamedFacts{Title: k.User.Trim()},
		Secrets: map[string]secrets.Text{providers.SecretS3: secrets.NewText(k.Secret.Trim())},
	}
}
