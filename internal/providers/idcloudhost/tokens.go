package idcloudhost

import (
	"cmp"
	"context"
	"net/http"
	"net/url"

	"pinfold/internal/providers"
	"pinfold/internal/providers/idcloudhost/internal/api"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

var (
	_ providers.TokenRotator = (*Client)(nil)
	_ providers.TokenChanger = (*Client)(nil)
)

const pathToken = "/user-resource/token"

// TokenField implements providers.TokenRotator.
func (c *Client) TokenField() string { return fieldKey }

// Tokens implements providers.TokenLister (IDC-06).
func (c *Client) Tokens(ctx context.Context) ([]providers.Observation, error) {
	all, err := list[api.Token](ctx, c, ask{op: "IDC-06", path: pathToken + "/list"})
	if err != nil {
		return nil, err
	}
	return c.observeTokens("IDC-06", all)
}

// listTokens is Tokens for a refresh. A token that may not list tokens leaves
// the list without an answer, not the account in trouble.
func (c *Client) listTokens(ctx context.Context) (providers.Listing, error) {
	all, err := c.Tokens(ctx)
	if providers.KindOf(err) == providers.ErrPermission {
		return providers.Listing{}, nil
	}
	return providers.Listing{Items: all, Complete: err == nil}, err
}

func (c *Client) observeTokens(op providers.OpID, all []api.Token) ([]providers.Observation, error) {
	items := make([]providers.Observation, 0, len(all))
	for _, t := range all {
		if t.ID.Trim() == "" {
			return nil, unclear(op, "a token")
		}
		items = append(items, c.observeToken(t))
	}
	return items, nil
}

// observeToken seals the value. A billing account 0 is none.
func (c *Client) observeToken(t api.Token) providers.Observation {
	id, billing := t.ID.Trim(), t.Billing.Trim()
	if billing == "0" {
		billing = ""
	}
	return providers.Observation{
		Kind: providers.KindToken, ID: id, Name: cmp.Or(t.Description.Trim(), "Token "+id), State: providers.Available,
		Facts: providers.TokenFacts{
			Restricted: t.Restricted.Value, Billing: billing, CreatedAt: timeOf(t.Created),
			Own: t.Token.Trim() != "" && t.Token.Trim() == c.key.Reveal(),
		},
		Secrets: map[string]secrets.Text{providers.SecretToken: secrets.NewText(t.Token.Trim())},
	}
}

// CreateToken implements providers.TokenMaker (IDC-05).
func (c *Client) CreateToken(ctx context.Context, o providers.TokenOptions) ([]providers.Observation, error) {
	var all []api.Token
	err := c.do(ctx, ask{op: "IDC-05", method: http.MethodPost, path: pathToken, form: tokenForm(o), parse: func(a wire.Answer) error {
		all = nil
		return wire.JSON(a.Body, &all)
	}})
	if err != nil {
		return nil, err
	}
	return c.observeTokens("IDC-05", all)
}

// ChangeToken implements providers.TokenChanger (IDC-04).
func (c *Client) ChangeToken(ctx context.Context, ref providers.Ref, o providers.TokenOptions) error {
	values := tokenForm(o)
	values.Set("token_id", ref.ID)
	return c.changeToken(ctx, ask{op: "IDC-04", method: http.MethodPatch, form: values, parse: taken}, ref)
}

// DeleteToken implements providers.TokenDeleter (IDC-03).
func (c *Client) DeleteToken(ctx context.Context, ref providers.Ref) error {
	return c.changeToken(ctx, ask{op: "IDC-03", method: http.MethodDelete, form: url.Values{"token_id": {ref.ID}}, parse: deleted}, ref)
}

func (c *Client) changeToken(ctx context.Context, a ask, ref providers.Ref) error {
	if err := checkNumber(a.op, ref.ID); err != nil {
		return err
	}
	a.path = pathToken
	return c.do(ctx, a)
}

// tokenForm leaves out restricted where it is no: any value of it means yes.
func tokenForm(o providers.TokenOptions) url.Values {
	values := url.Values{"description": {o.Description}, "billing_account_id": {cmp.Or(o.Billing, "0")}}
	if o.Restricted {
		values.Set("restricted", "true")
	}
	return values
}

// checkNumber refuses what is no number of a token.
func checkNumber(op providers.OpID, id string) error {
	for _, r := range id {
		if r < '0' || r > '9' {
			id = ""
		}
	}
	if id == "" || len(id) > 18 {
		return invalid(op, "This is not the number of a token at IDCloudHost. Nothing was sent.")
	}
	return nil
}
