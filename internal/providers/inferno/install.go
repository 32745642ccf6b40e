package inferno

import (
	"context"
	"net/url"
	"strings"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

var _ providers.OrderInstaller = (*Client)(nil)

// CheckInstall implements providers.OrderInstaller: INF-06 with run=0, which
// only reads.
func (c *Client) CheckInstall(ctx context.Context, ref providers.Ref, in providers.Installation) (exists bool, err error) {
	err = c.install(ctx, ref, in, false, &exists)
	if exists {
		return true, nil
	}
	return false, err
}

// Install implements providers.OrderInstaller: INF-06 with run=1. Its error 904
// is a refusal; after a lost answer it is never sent again.
func (c *Client) Install(ctx context.Context, ref providers.Ref, in providers.Installation) error {
	var exists bool
	return c.install(ctx, ref, in, true, &exists)
}

func (c *Client) install(ctx context.Context, ref providers.Ref, in providers.Installation, run bool, exists *bool) error {
	if err := checkID("INF-06", ref.ID); err != nil {
		return err
	}
	params := url.Values{"orderid": {ref.ID}, "ostpl": {in.Image}, "run": {"0"}}
	if len(in.SSHKeys) > 0 {
		params.Set("sshkey_ids", strings.Join(in.SSHKeys, ","))
	}
	variant := providers.VariantCheck
	if run {
		variant = ""
		params.Set("run", "1")
	}
	return c.do(ctx, ask{
		op: "INF-06", variant: variant, action: "install", params: params, refusal: refusalOfInstall(exists),
		parse: func(a wire.Answer) error { return api.ReadTaken(a.Body) },
	})
}

// refusalOfInstall also finds the refusal of the machine behind the script, and
// notes that a server exists.
func refusalOfInstall(exists *bool) func(wire.Answer) (wire.Refusal, bool) {
	return func(a wire.Answer) (wire.Refusal, bool) {
		r, refused := refusalOfPower(a)
		if !refused || !installed(a.Body) {
			return r, refused
		}
		*exists = true
		r.Kind, r.Sentence = providers.ErrConflict, "A server exists for this order already."
		return r, true
	}
}

// installed reports whether a refusal has the code of a server that exists.
func installed(body []byte) bool {
	outer, refused := api.ReadFault(body)
	inner, within := api.ReadInnerFault(body)
	return refused && outer.Code.Value == codeExists || within && inner.Code.Value == codeExists
}
