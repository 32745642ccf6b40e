package clodo

import (
	"context"
	"net/http"

	"pinfold/internal/providers"
)

// Start implements providers.PowerController (CLO-10, start).
func (c *Client) Start(ctx context.Context, ref providers.Ref) error {
	return c.act(ctx, ref, "start")
}

// Stop implements providers.PowerController (CLO-10, stop).
func (c *Client) Stop(ctx context.Context, ref providers.Ref) error {
	return c.act(ctx, ref, "stop")
}

// Reboot implements providers.Rebooter (CLO-10, reboot).
func (c *Client) Reboot(ctx context.Context, ref providers.Ref) error {
	return c.act(ctx, ref, "reboot")
}

// act sends a command without parameters. Clodo answers when it has accepted
// it, not when it is carried out.
func (c *Client) act(ctx context.Context, ref providers.Ref, command string) error {
	if err := checkID("CLO-10", ref.ID); err != nil {
		return err
	}
	at, err := c.hostOf(ctx, "CLO-10", ref)
	if err != nil {
		return err
	}
	return c.do(ctx, ask{
		op: "CLO-10", variant: providers.Variant(command), method: http.MethodPost, at: at,
		path:    "/servers/" + ref.ID + "/action",
		body:    map[string]any{command: struct{}{}},
		parse:   done,
		refusal: refusalOfState,
	})
}

// DeleteServer implements providers.ServerDeleter (CLO-08). A server that is
// not there any more is a NotFound error.
func (c *Client) DeleteServer(ctx context.Context, ref providers.Ref) error {
	if err := checkID("CLO-08", ref.ID); err != nil {
		return err
	}
	at, err := c.hostOf(ctx, "CLO-08", ref)
	if err != nil {
		return err
	}
	return c.do(ctx, ask{
		op: "CLO-08", method: http.MethodDelete, path: "/servers/" + ref.ID, at: at,
		parse: done, refusal: refusalOfState,
	})
}
