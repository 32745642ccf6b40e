package cloudatcost

import (
	"net/url"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// Client is a connection to one account at CloudAtCost. It may be used
// concurrently.
type Client struct {
	line  wire.Line
	login string
	key   secrets.Text
	style string
	root  *url.URL
}

var (
	_ providers.Verifier     = (*Client)(nil)
	_ providers.Inventory    = (*Client)(nil)
	_ providers.ServerReader = (*Client)(nil)

	_ providers.PowerController = (*Client)(nil)
	_ providers.Rebooter        = (*Client)(nil)
	_ providers.TaskReader      = (*Client)(nil)
)

func open(settings, credentials form.Values, kit providers.Kit) (providers.Client, error) {
	address := endpointOf(settings)
	if sentence := wire.CheckEndpoint(address, defaultEndpoint); sentence != "" {
		return nil, &providers.Error{Kind: providers.ErrInvalid, Sentence: sentence, NotSent: true}
	}
	root, err := url.Parse(address)
	if err != nil {
		return nil, &providers.Error{Kind: providers.ErrInvalid, Sentence: "The address cannot be read.", NotSent: true}
	}
	c := &Client{
		login: settings[fieldLogin], key: secrets.NewText(credentials[fieldKey]),
		style: styleOf(settings), root: root,
	}
	c.line = wire.Line{Name: name, Kit: kit, Refusal: refusal, Hide: c.hidden}
	return c, nil
}

// hidden returns what must not be shown even if CloudAtCost repeats it, as it
// is and as it stands in an address.
func (c *Client) hidden() []secrets.Text {
	var hidden []secrets.Text
	for _, text := range []string{c.key.Reveal(), c.login} {
		hidden = append(hidden, secrets.NewText(text), secrets.NewText(url.QueryEscape(text)))
	}
	return hidden
}
