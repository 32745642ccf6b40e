package inferno

import (
	"net/url"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// Client is a connection to one account at Inferno. It may be used
// concurrently.
type Client struct {
	line wire.Line
	cid  string
	key  secrets.Text
	home *url.URL
	turn turn
}

var (
	_ providers.Verifier     = (*Client)(nil)
	_ providers.Inventory    = (*Client)(nil)
	_ providers.ServerReader = (*Client)(nil)

	_ providers.PowerController = (*Client)(nil)
	_ providers.Rebooter        = (*Client)(nil)
)

func open(settings, credentials form.Values, kit providers.Kit) (providers.Client, error) {
	address := endpointOf(settings)
	if sentence := wire.CheckEndpoint(address, defaultEndpoint); sentence != "" {
		return nil, &providers.Error{Kind: providers.ErrInvalid, Sentence: sentence, NotSent: true}
	}
	home, err := url.Parse(address)
	if err != nil {
		return nil, &providers.Error{Kind: providers.ErrInvalid, Sentence: "The address cannot be read.", NotSent: true}
	}
	c := &Client{cid: settings[fieldCID], key: secrets.NewText(credentials[fieldKey]), home: home}
	c.line = wire.Line{Name: name, Kit: kit, Refusal: refusal, Hide: c.hidden}
	return c, nil
}

// hidden returns what must not be shown even if Inferno repeats it.
func (c *Client) hidden() []secrets.Text { return []secrets.Text{c.key} }
