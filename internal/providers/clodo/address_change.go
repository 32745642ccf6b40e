package clodo

import (
	"context"
	"net"
	"net/http"

	"pinfold/internal/providers"
)

var (
	_ providers.AddressAdder   = (*Client)(nil)
	_ providers.AddressRemover = (*Client)(nil)
	_ providers.AddressMover   = (*Client)(nil)
)

// AddAddress implements providers.AddressAdder (CLO-21). A subnet is told with
// a star in place of the last number, as CLO-24 lists it.
func (c *Client) AddAddress(ctx context.Context, server providers.Ref, subnet string) error {
	body := map[string]any{}
	if subnet != "" {
		body["subnet"] = subnet
	}
	return c.changeAddress(ctx, "CLO-21", http.MethodPut, server, "/ips", body)
}

// RemoveAddress implements providers.AddressRemover (CLO-22). The address is in
// the body, also of this DELETE.
func (c *Client) RemoveAddress(ctx context.Context, server providers.Ref, ip string) error {
	return c.changeAddress(ctx, "CLO-22", http.MethodDelete, server, "/ips", map[string]any{"ip": ip})
}

// MoveAddress implements providers.AddressMover (CLO-23), a GET that changes
// something and has a body.
func (c *Client) MoveAddress(ctx context.Context, to providers.Ref, ip string) error {
	return c.changeAddress(ctx, "CLO-23", http.MethodGet, to, "/ips/moveip/", map[string]any{"ip": ip})
}

// changeAddress sends a write about the addresses of a server. A bad request is
// about the address or the subnet, so its own words are kept.
func (c *Client) changeAddress(ctx context.Context, op providers.OpID, method string, server providers.Ref, path string, body map[string]any) error {
	if ip, ok := body["ip"].(string); ok && net.ParseIP(ip) == nil {
		return &providers.Error{Kind: providers.ErrInvalid, Op: op, NotSent: true, Sentence: "This is not an address. Nothing was sent."}
	}
	a, err := c.askOf(ctx, op, server, path)
	if err != nil {
		return err
	}
	a.method, a.body, a.parse, a.refusal = method, body, done, nil
	return c.do(ctx, a)
}
