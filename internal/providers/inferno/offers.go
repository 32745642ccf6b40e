package inferno

import (
	"context"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

// offers is the answer to INF-02.
type offers struct {
	templates api.Templates
	products  api.Products
	// whole says that both lists came.
	whole bool
}

// offers reads templates and tariffs (INF-02). The document asks for no key;
// it is sent, since an answer to a client is one with the client's prices.
func (c *Client) offers(ctx context.Context) (offers, error) {
	var found offers
	err := c.do(ctx, ask{op: "INF-02", action: "list", parse: func(a wire.Answer) error {
		found = offers{}
		templates := wire.Member(a.Body, "ostpls", &found.templates)
		products := wire.Member(a.Body, "products", &found.products)
		if templates != nil && products != nil {
			return templates
		}
		found.whole = templates == nil && products == nil
		return nil
	}})
	return found, err
}

func (c *Client) listOffers(ctx context.Context) (providers.Listing, error) {
	found, err := c.offers(ctx)
	if err != nil {
		return providers.Listing{}, err
	}
	l := providers.Listing{Complete: found.whole}
	add := func(o providers.Observation) {
		if o.ID == "" {
			l.Complete = false
			return
		}
		l.Items = append(l.Items, o)
	}
	for _, t := range found.templates {
		add(observeTemplate(t))
	}
	for _, p := range found.products {
		add(observeProduct(p))
	}
	return l, nil
}

func observeTemplate(t api.Offer) providers.Observation {
	return providers.Observation{
		Kind: providers.KindImage, ID: t.ID, Name: t.ID, State: providers.Available,
		Facts: providers.ImageFacts{System: t.Name},
	}
}

func observeProduct(p api.Offer) providers.Observation {
	o := providers.Observation{Kind: providers.KindTariff, ID: p.ID, Name: p.Name, State: providers.Available}
	if o.Name == "" {
		o.Name = "Tariff " + p.ID
	}
	facts := providers.NamedFacts{Title: p.Name}
	if p.Price != "" {
		facts.Details = []providers.Detail{{Label: "Price", Value: p.Price}}
	}
	o.Facts = facts
	return o
}
