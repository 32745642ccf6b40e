package idcloudhost

import (
	"context"
	"strconv"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

// listPrices lists the price of every resource (IDC-78), in the currency of
// the account, which the provider does not name.
func (c *Client) listPrices(ctx context.Context) (providers.Listing, error) {
	var prices []api.Price
	err := c.do(ctx, ask{op: "IDC-78", path: "/pricing/policy", parse: func(a wire.Answer) error {
		return wire.Member(a.Body, "policy", &prices)
	}})
	if err != nil {
		return providers.Listing{}, err
	}
	return listing(prices, observePrice), nil
}

func observePrice(p api.Price) providers.Observation {
	var d details
	d.amount("Price", p.Price)
	d.text("Resource", p.Resource)
	d.text("Service", p.Service)
	if p.NumCPUs.Known {
		d.add("CPUs", strconv.FormatInt(p.NumCPUs.Value, 10))
	}
	if p.MegsRAM.Known {
		d.add("Memory in MB", strconv.FormatInt(p.MegsRAM.Value, 10))
	}
	return providers.Observation{
		Kind: providers.KindPrice, ID: p.ID.Trim(), Name: p.Name.Trim(), State: providers.Available,
		Facts: providers.NamedFacts{Details: d},
	}
}
