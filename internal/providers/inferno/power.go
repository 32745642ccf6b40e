package inferno

import (
	"context"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno/internal/api"
	"pinfold/internal/providers/wire"
)

// Start implements providers.PowerController (INF-10).
func (c *Client) Start(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, "INF-10", "boot", ref)
}

// Stop implements providers.PowerController (INF-09).
func (c *Client) Stop(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, "INF-09", "stop", ref)
}

// Reboot implements providers.Rebooter (INF-08).
func (c *Client) Reboot(ctx context.Context, ref providers.Ref) error {
	return c.power(ctx, "INF-08", "reboot", ref)
}

// RebootMark implements providers.Rebooter. Inferno tells whether a server
// runs, not since when, and keeps no record of what was done to it.
func (c *Client) RebootMark(context.Context, providers.Ref) (string, error) {
	return providers.NoTrace, nil
}

// RebootsSince implements providers.Rebooter: there is nothing to be found.
func (c *Client) RebootsSince(context.Context, providers.Ref, string) (int, error) { return 0, nil }

// power sends one of the calls whose answers the document does not show. An
// answer that says yes in any of the ways that the script has is a success.
func (c *Client) power(ctx context.Context, op providers.OpID, action string, ref providers.Ref) error {
	if err := checkID(op, ref.ID); err != nil {
		return err
	}
	return c.do(ctx, ask{
		op: op, action: action, params: url.Values{"orderid": {ref.ID}}, refusal: refusalOfPower,
		parse: func(a wire.Answer) error { return api.ReadTaken(a.Body) },
	})
}

// refusalOfPower also finds the refusal of the machine behind the script, which
// stands inside of an answer.
func refusalOfPower(a wire.Answer) (wire.Refusal, bool) {
	if r, ok := refusal(a); ok || a.Status/100 != 2 {
		return r, ok
	}
	fault, ok := api.ReadInnerFault(a.Body)
	return wire.Refusal{Kind: kindOf(fault), Said: fault.Said()}, ok
}
