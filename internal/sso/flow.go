package sso

import (
	"context"
	"crypto/subtle"
	"net/url"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// clockSlack is how far the issuer's clock may be ahead.
const clockSlack = 5 * time.Minute

// Begin returns the address at the issuer that a browser goes to. A proof asks
// the issuer to have the person sign in there again.
func (c *Client) Begin(ctx context.Context, a Attempt, proof bool) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, stepWithin)
	defer cancel()
	issuer, err := c.issuer(ctx)
	if err != nil {
		return "", err
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)}
	if proof {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	return c.config(issuer).AuthCodeURL(a.State, options...), nil
}

// Finish reads the issuer's answer to an attempt, exchanges its code, and
// returns who the token speaks of. Every error is a Failure.
func (c *Client) Finish(ctx context.Context, a Attempt, answer url.Values) (Identity, error) {
	ctx, cancel := context.WithTimeout(ctx, stepWithin)
	defer cancel()
	issuer, err := c.issuer(ctx)
	if err != nil {
		return Identity{}, err
	}
	from := answer.Get("iss")
	if from != "" && from != c.o.Issuer || from == "" && issuer.namesItself {
		return Identity{}, fail(Distrusted, "the answer is of another issuer")
	}
	if code := answer.Get("error"); code != "" {
		return Identity{}, refused(code)
	}
	ctx = oidc.ClientContext(ctx, c.http)
	token, err := c.config(issuer).Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return Identity{}, unexchanged(err)
	}
	proof, err := c.verify(ctx, issuer, a, token)
	if err != nil {
		return Identity{}, err
	}
	return c.identify(ctx, issuer, proof, token)
}

// verify checks that the token is the issuer's word on this attempt.
func (c *Client) verify(ctx context.Context, i *issuer, a Attempt, token *oauth2.Token) (*oidc.IDToken, error) {
	raw, _ := token.Extra("id_token").(string)
	if raw == "" {
		return nil, fail(Disagreed, "the issuer sent no ID token; the scope openid is needed")
	}
	proof, err := i.Verifier(&oidc.Config{ClientID: c.o.ClientID, Now: c.o.Now}).Verify(ctx, raw)
	if err != nil {
		return nil, unverified(err)
	}
	if subtle.ConstantTimeCompare([]byte(proof.Nonce), []byte(a.Nonce)) != 1 {
		return nil, fail(Distrusted, "the nonce is that of another sign-in")
	}
	var party struct {
		AZP string `json:"azp"`
	}
	if err := proof.Claims(&party); err != nil {
		return nil, fail(Distrusted, "the claims cannot be read")
	}
	if party.AZP != "" && party.AZP != c.o.ClientID || party.AZP == "" && len(proof.Audience) > 1 {
		return nil, fail(Distrusted, "the token was made for another program")
	}
	if proof.AccessTokenHash != "" && proof.VerifyAccessToken(token.AccessToken) != nil {
		return nil, fail(Distrusted, "the two tokens do not belong together")
	}
	if proof.IssuedAt.After(c.o.Now().Add(clockSlack)) {
		return nil, fail(OutOfDate, "the token is of the future")
	}
	return proof, nil
}
