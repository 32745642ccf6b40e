package inferno

import (
	"context"
	"net/url"

	"golang.org/x/crypto/ssh"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.SSHKeyAdder   = (*Client)(nil)
	_ providers.SSHKeyRemover = (*Client)(nil)
)

// AddSSHKey implements providers.SSHKeyAdder (INF-11).
func (c *Client) AddSSHKey(ctx context.Context, line string) (id string, err error) {
	err = c.do(ctx, ask{
		op: "INF-11", action: "sshkey.add", params: url.Values{"sshkey": {line}},
		parse: func(a wire.Answer) error {
			id = api.AddedKey(a.Body)
			return api.ReadTaken(a.Body)
		},
	})
	return id, err
}

// RemoveSSHKey implements providers.SSHKeyRemover (INF-13).
func (c *Client) RemoveSSHKey(ctx context.Context, ref providers.Ref) error {
	return c.do(ctx, ask{
		op: "INF-13", action: "sshkey.remove", params: url.Values{"id": {ref.ID}},
		parse: func(a wire.Answer) error { return api.ReadTaken(a.Body) },
	})
}

// keyFacts tells of a key what Inferno says, and what the key itself says where
// it came along.
func keyFacts(k api.SSHKey, name string) providers.SSHKeyFacts {
	facts := providers.SSHKeyFacts{Title: name, Fingerprint: k.Fingerprint.Trim()}
	if key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(k.Body())); err == nil {
		facts.Type, facts.Fingerprint = key.Type(), ssh.FingerprintSHA256(key)
	}
	return facts
}
