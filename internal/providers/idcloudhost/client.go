package idcloudhost

import (
	"net/url"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// Client is a connection to one account at IDCloudHost. It may be used
// concurrently. It remembers the locations, and the private addresses of
// servers, which only lists tell.
type Client struct {
	line    wire.Line
	key     secrets.Text
	root    *url.URL
	now     func() time.Time
	atlas   atlas
	private private
}

var (
	_ providers.Verifier      = (*Client)(nil)
	_ providers.Inventory     = (*Client)(nil)
	_ providers.ServerReader  = (*Client)(nil)
	_ providers.ServerParts   = (*Client)(nil)
	_ providers.NetworkReader = (*Client)(nil)
	_ providers.AddressReader = (*Client)(nil)

	_ providers.PowerController = (*Client)(nil)
	_ providers.ForceStopper    = (*Client)(nil)
	_ providers.RescueStarter   = (*Client)(nil)
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
	if kit.Now == nil {
		kit.Now = time.Now
	}
	c := &Client{key: secrets.NewText(credentials[fieldKey]), root: root, now: kit.Now}
	c.line = wire.Line{Name: name, Kit: kit, Refusal: refusal, Hide: c.hidden}
	return c, nil
}

// hidden returns what must not be shown even if IDCloudHost repeats it.
func (c *Client) hidden() []secrets.Text { return []secrets.Text{c.key} }
