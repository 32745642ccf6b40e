package clodo

import (
	"net/url"
	"time"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// Client is a connection to one account at Clodo. It may be used concurrently.
// It remembers the data centers and where each server was seen.
type Client struct {
	line  wire.Line
	login string
	key   secrets.Text
	// own is the account's own host, here the name of its data center as far as
	// the settings tell it.
	own   *host
	here  string
	hosts hosts
	atlas atlas
}

var (
	_ providers.Verifier        = (*Client)(nil)
	_ providers.Inventory       = (*Client)(nil)
	_ providers.ServerReader    = (*Client)(nil)
	_ providers.PowerController = (*Client)(nil)
	_ providers.Rebooter        = (*Client)(nil)
	_ providers.ServerDeleter   = (*Client)(nil)
	_ providers.ServerCreator   = (*Client)(nil)
	_ providers.LimitReader     = (*Client)(nil)
	_ providers.ServerParts     = (*Client)(nil)
	_ providers.ServerLogger    = (*Client)(nil)
	_ providers.UsageMeter      = (*Client)(nil)
)

func open(settings, credentials form.Values, kit providers.Kit) (providers.Client, error) {
	address := endpointOf(settings)
	if sentence := wire.CheckEndpoint(address, "https://"+defaultHost); sentence != "" {
		return nil, &providers.Error{Kind: providers.ErrInvalid, Sentence: sentence, NotSent: true}
	}
	home, err := url.Parse(address)
	if err != nil {
		return nil, &providers.Error{Kind: providers.ErrInvalid, Sentence: "The address cannot be read.", NotSent: true}
	}
	c := &Client{login: settings[fieldLogin], key: secrets.NewText(credentials[fieldKey]), here: centerNames[settings[fieldHost]]}
	if kit.Now == nil {
		kit.Now = time.Now
	}
	c.line = wire.Line{Name: name, Kit: kit, Refusal: refusal, Hide: c.hidden}
	c.own = c.hostAt(home)
	return c, nil
}

// hidden returns what must not be shown even if Clodo repeats it.
func (c *Client) hidden() []secrets.Text {
	return append(c.hosts.tokens(), c.key)
}
