package idcloudhost

import (
	"context"
	"net/http"
	"strconv"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.AddressReserver = (*Client)(nil)
	_ providers.AddressCreator  = (*Client)(nil)
	_ providers.AddressChanger  = (*Client)(nil)
	_ providers.AddressAssigner = (*Client)(nil)
)

const pathAddresses = "/network/ip_addresses/"

// Addresses implements providers.AddressLister (IDC-46). A list that cannot
// serve as a snapshot is an error.
func (c *Client) Addresses(ctx context.Context, location string) ([]providers.Observation, error) {
	addresses, err := c.addresses(ctx, location, nil)
	if err != nil {
		return nil, err
	}
	l := listing(addresses, func(a api.Address) providers.Observation { return observeAddress(a, location) })
	if !l.Complete {
		return nil, unclear("IDC-46", "an address")
	}
	return l.Items, nil
}

// unclear is the error of a list with a thing that cannot be told from others.
func unclear(op providers.OpID, what string) error {
	return &providers.Error{
		Kind: providers.ErrUnexpected, Op: op,
		Sentence: "IDCloudHost lists " + what + " without an id. The list cannot tell what is new.",
	}
}

// ReserveAddress implements providers.AddressReserver (IDC-16).
func (c *Client) ReserveAddress(ctx context.Context, server providers.Ref) error {
	return c.change(ctx, ask{op: "IDC-16", method: http.MethodPost, path: pathVM + "/ip/public"}, server)
}

// DetachAddress implements providers.AddressReserver (IDC-15).
func (c *Client) DetachAddress(ctx context.Context, server providers.Ref) error {
	return c.change(ctx, ask{op: "IDC-15", method: http.MethodDelete, path: pathVM + "/ip/public"}, server)
}

// CreateAddress implements providers.AddressCreator (IDC-45).
func (c *Client) CreateAddress(ctx context.Context, in providers.NewAddress) (providers.Ref, error) {
	billing, err := billingID("IDC-45", in.Billing)
	if err != nil {
		return providers.Ref{}, err
	}
	var made api.Address
	err = c.do(ctx, ask{
		op: "IDC-45", method: http.MethodPost, location: in.Location, path: pathAddresses,
		json: map[string]any{"billing_account_id": billing, "name": in.Name},
		parse: func(a wire.Answer) error {
			if err := wire.JSON(a.Body, &made); err != nil {
				return err
			}
			if checkID("", made.Address.Trim()) != nil {
				return wire.Plain("the answer lacks the new address")
			}
			return nil
		},
	})
	return providers.Ref{ID: made.Address.Trim(), Location: in.Location}, err
}

// ChangeAddress implements providers.AddressChanger (IDC-48).
func (c *Client) ChangeAddress(ctx context.Context, ref providers.Ref, name, billing string) error {
	body := map[string]any{"name": name}
	if billing != "" {
		id, err := billingID("IDC-48", billing)
		if err != nil {
			return err
		}
		body["billing_account_id"] = id
	}
	return c.changeAddress(ctx, "IDC-48", http.MethodPatch, ref, "", body)
}

// AssignAddress implements providers.AddressAssigner (IDC-50).
func (c *Client) AssignAddress(ctx context.Context, ref providers.Ref, server string) error {
	if err := checkID("IDC-50", server); err != nil {
		return err
	}
	return c.changeAddress(ctx, "IDC-50", http.MethodPost, ref, "/assign", map[string]any{"vm_uuid": server})
}

// UnassignAddress implements providers.AddressAssigner (IDC-51).
func (c *Client) UnassignAddress(ctx context.Context, ref providers.Ref) error {
	return c.changeAddress(ctx, "IDC-51", http.MethodPost, ref, "/unassign", map[string]any{})
}

// changeAddress sends a write about one address, which the answer repeats.
func (c *Client) changeAddress(ctx context.Context, op providers.OpID, method string, ref providers.Ref, call string, body map[string]any) error {
	if err := checkID(op, ref.ID); err != nil {
		return err
	}
	return c.do(ctx, ask{op: op, method: method, location: ref.Location, path: pathAddresses + ref.ID + call, json: body, parse: taken})
}

// billingID is the number of a billing account: the JSON of the API takes no
// string for it.
func billingID(op providers.OpID, text string) (int64, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 {
		return 0, invalid(op, "This is not a billing account of IDCloudHost. Nothing was sent.")
	}
	return id, nil
}
