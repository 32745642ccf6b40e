package idcloudhost

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
)

var (
	_ providers.BillingEditor    = (*Client)(nil)
	_ providers.BillingDefaulter = (*Client)(nil)
	_ providers.BillingRemover   = (*Client)(nil)
	_ providers.BillingMover     = (*Client)(nil)
	_ providers.BilledReader     = (*Client)(nil)
)

// BillingForm implements providers.BillingEditor.
func (c *Client) BillingForm(now providers.BillingFacts) form.Form {
	var f form.Form
	for _, field := range billingFields {
		input := form.Field{Name: field.name, Label: field.label, Kind: form.Text, Optional: true, MaxLength: 200,
			Default: now.Fields[field.name], Autocomplete: "off"}
		switch field.name {
		case "title":
			input.Optional = false
		case "email":
			input.Kind, input.Optional, input.Help = form.Email, false, "Invoices go there. IDCloudHost does not let it be empty."
		case "country":
			input.Help = "Two letters, such as EE."
		}
		f.Fields = append(f.Fields, input)
	}
	return f
}

// keptMembers are what IDCloudHost keeps of a billing account by itself.
var keptMembers = []string{
	"id", "user_id", "created", "is_deleted", "is_default", "can_pay", "paying_by_invoice", "credit_amount", "unpaid_amount",
	"running_totals", "primary_card",
}

// UpdateBilling implements providers.BillingEditor (IDC-59, then IDC-60).
func (c *Client) UpdateBilling(ctx context.Context, ref providers.Ref, change providers.BillingChange) error {
	if err := checkID("IDC-60", ref.ID); err != nil {
		return err
	}
	members := api.BillingMembers{}
	a := askBilling(ref)
	a.parse = func(answer wire.Answer) error { return wire.JSON(answer.Body, &members) }
	if err := c.do(ctx, a); err != nil {
		return unsent(err)
	}
	body, err := sendBack(members)
	if err != nil {
		return err
	}
	if err := change.Check(func(name string) string { return body.Get(name) }, labelOf); err != nil {
		return err
	}
	for name, value := range change.Want {
		body.Set(name, value)
		if value == "" {
			body.Del(name)
		}
	}
	body.Set("billing_account_id", ref.ID)
	return c.do(ctx, ask{op: "IDC-60", method: http.MethodPut, path: pathBilling, form: body, parse: taken})
}

// unsent tells of a reading before a write that the write was not sent.
func unsent(err error) error {
	return &providers.Error{Kind: providers.ErrUnavailable, Op: "IDC-60", NotSent: true, Cause: err, Said: providers.Said(err),
		Sentence: "The billing account cannot be read. Nothing was sent. " + providers.Sentence(err)}
}

// sendBack are the members of an account as form parameters, also those that
// the panel does not know. A false one is left out: parameters of this API can
// be true by being there. What is neither a text, a number nor a truth cannot
// be sent, and would be erased.
func sendBack(members api.BillingMembers) (url.Values, error) {
	body := url.Values{}
	for name, raw := range members {
		raw = bytes.TrimSpace(raw)
		if slices.Contains(keptMembers, name) || len(raw) == 0 || string(raw) == "null" || string(raw) == "false" {
			continue
		}
		var text wire.String
		if raw[0] == '{' || raw[0] == '[' || json.Unmarshal(raw, &text) != nil {
			return nil, invalid("IDC-60", fmt.Sprintf("The billing account has %q, which cannot be sent back and would be erased. "+
				"Nothing was sent. Change it at IDCloudHost.", name))
		}
		if text != "" {
			body.Set(name, string(text))
		}
	}
	return body, nil
}

func labelOf(name string) string {
	for _, field := range billingFields {
		if field.name == name {
			return field.label
		}
	}
	return strings.ReplaceAll(name, "_", " ")
}

// MakeBillingDefault implements providers.BillingDefaulter (IDC-62).
func (c *Client) MakeBillingDefault(ctx context.Context, ref providers.Ref) error {
	return c.pay(ctx, ask{op: "IDC-62", method: http.MethodPost, path: pathBilling + "/set_default", parse: taken}, "billing_account_id", ref.ID)
}

// DeleteBilling implements providers.BillingRemover (IDC-58).
func (c *Client) DeleteBilling(ctx context.Context, ref providers.Ref) error {
	return c.pay(ctx, ask{op: "IDC-58", method: http.MethodDelete, path: pathBilling, parse: deleted}, "billing_account_id", ref.ID)
}

// MoveBilling implements providers.BillingMover (IDC-57).
func (c *Client) MoveBilling(ctx context.Context, server providers.Ref, billing string) error {
	if err := checkID("IDC-57", billing); err != nil {
		return err
	}
	return c.change(ctx, ask{op: "IDC-57", method: http.MethodPost, path: "/user-resource/resource_billing"}, server,
		"billing_account_id", billing, "resource_type", "vm")
}

// pay sends a write about money: pairs of name and value, the first of them
// the id of what it is about.
func (c *Client) pay(ctx context.Context, a ask, parameters ...string) error {
	a.form = url.Values{}
	for i := 0; i+1 < len(parameters); i += 2 {
		if err := checkID(a.op, parameters[i+1]); err != nil {
			return err
		}
		a.form.Set(parameters[i], parameters[i+1])
	}
	return c.do(ctx, a)
}
