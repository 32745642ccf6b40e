package inferno

import (
	"bytes"
	"context"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

// sshKeys lists the SSH keys of the account (INF-12).
func (c *Client) sshKeys(ctx context.Context) ([]api.SSHKey, error) {
	var keys wire.List[api.SSHKey]
	err := c.do(ctx, ask{op: "INF-12", action: "sshkey.list", parse: func(a wire.Answer) error {
		if bytes.HasPrefix(bytes.TrimSpace(a.Body), []byte("[")) {
			return wire.JSON(a.Body, &keys)
		}
		return wire.Member(a.Body, "list", &keys)
	}})
	return keys, err
}

func (c *Client) listKeys(ctx context.Context) (providers.Listing, error) {
	keys, err := c.sshKeys(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	l := providers.Listing{Complete: true}
	for _, k := range keys {
		if k.ID.Trim() == "" {
			l.Complete = false
			continue
		}
		l.Items = append(l.Items, observeKey(k))
	}
	return l, nil
}

func observeKey(k api.SSHKey) providers.Observation {
	o := providers.Observation{
		Kind: providers.KindSSHKey, ID: k.ID.Trim(), Name: k.Name.Trim(), State: providers.Available,
	}
	if o.Name == "" {
		o.Name = k.Label.Trim()
	}
	o.Facts = keyFacts(k, o.Name)
	if o.Name == "" {
		o.Name = "SSH key " + o.ID
	}
	return o
}
