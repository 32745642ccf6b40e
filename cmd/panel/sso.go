package main

import (
	"pinfold/internal/providers/wire"
	"pinfold/internal/sso"
	"pinfold/web/handlers"
)

// singleSignOn is the client of the issuer, nil where none is set up.
func (in *installation) singleSignOn() *sso.Client {
	o := in.cfg.OIDC
	if o == nil {
		return nil
	}
	var rules []sso.Rule
	for _, r := range o.Roles {
		rules = append(rules, sso.Rule(r))
	}
	return sso.New(sso.Options{
		Issuer: o.Issuer, ClientID: o.ClientID, Secret: o.Secret, Redirect: in.url.JoinPath(handlers.SSOCallback).String(),
		Scopes: o.Scopes, Name: o.Name, GroupsClaim: o.GroupsClaim, Rules: rules,
		Transport: wire.ObjectTransport(o.Allow), Allow: o.Allow,
	})
}
