package clodo

import (
	"context"
	"net/http"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

var (
	_ providers.TrafficBuyer = (*Client)(nil)
	_ providers.TypeChanger  = (*Client)(nil)
)

// BuyTraffic implements providers.TrafficBuyer (CLO-07 with vps_traff).
func (c *Client) BuyTraffic(ctx context.Context, ref providers.Ref, gb int) error {
	return c.set(ctx, ref, "", map[string]any{"vps_traff": gb})
}

// payType is the one parameter of CLO-09.
const payType = "pay_type"

// OtherType implements providers.TypeChanger.
func (c *Client) OtherType(server providers.ServerFacts) string {
	return map[string]string{typeVirtual: typeScale, typeScale: typeVirtual}[server.Type]
}

// TypeForm implements providers.TypeChanger. Only a VirtualServer has a period
// of payment.
func (c *Client) TypeForm(server providers.Observation) form.Form {
	facts, _ := server.Facts.(providers.ServerFacts)
	if c.OtherType(facts) != typeVirtual {
		return form.Form{}
	}
	return form.Form{Fields: []form.Field{{
		Name: payType, Label: "Payment", Kind: form.Radio,
		Options: []form.Option{
			{Value: "1h", Label: "By the hour"}, {Value: "1m", Label: "1 month ahead"}, {Value: "3m", Label: "3 months ahead"},
			{Value: "6m", Label: "6 months ahead"}, {Value: "12m", Label: "1 year ahead"},
		},
	}}}
}

// ChangeType implements providers.TypeChanger (CLO-09). The document has it as
// a GET with a body.
func (c *Client) ChangeType(ctx context.Context, ref providers.Ref, in form.Values) error {
	a := ask{op: "CLO-09", method: http.MethodGet, path: "/change_type/"}
	if in[payType] != "" {
		a.body = map[string]any{"server": map[string]string{payType: in[payType]}}
	}
	return c.put(ctx, ref, a)
}
