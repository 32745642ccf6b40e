package clodo

import (
	"context"
	"net"
	"net/http"

	"pinfold/internal/providers"
	"pinfold/internal/providers/clodo/internal/api"
	"pinfold/internal/providers/wire"
)

// address is one address of a server. The document knows public ones only.
type address struct {
	api.Address
	private bool
}

// addresses reads the addresses of a server (CLO-20).
func (c *Client) addresses(ctx context.Context, server providers.Ref) ([]address, error) {
	a, err := c.askOf(ctx, "CLO-20", server, "/ips")
	if err != nil {
		return nil, err
	}
	var told wire.Object[api.Addresses]
	a.parse = func(answer wire.Answer) error {
		told.Value = api.Addresses{}
		if answer.Status == http.StatusNoContent {
			return nil
		}
		return wire.Member(answer.Body, "addresses", &told)
	}
	if err := c.do(ctx, a); err != nil {
		return nil, err
	}
	var all []address
	for _, one := range told.Value.Public {
		all = append(all, address{Address: one})
	}
	for _, one := range told.Value.Private {
		all = append(all, address{Address: one, private: true})
	}
	return all, nil
}

// observeAddress describes an address of a server.
func observeAddress(_ string, a address) providers.Observation {
	o := providers.Observation{Name: a.IP}
	if net.ParseIP(a.IP) == nil {
		return o
	}
	o.ID = a.IP
	details := []providers.Detail{{Label: providers.DetailPrimary, Value: yesNo(a.Primary)}}
	if a.License.Known {
		details = append(details, providers.Detail{Label: "ISP license", Value: yesNo(a.License.Value)})
	}
	if a.private {
		details = append(details, providers.Detail{Label: providers.DetailPrivate, Value: "Yes"})
	}
	o.Facts = providers.NamedFacts{Details: details}
	return o
}
