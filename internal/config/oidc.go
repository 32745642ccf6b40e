package config

import (
	"net"
	"net/url"
	"slices"
	"strings"
)

// OIDC is the issuer at which people may sign in.
type OIDC struct {
	Issuer   string
	ClientID string
	// Secret is empty for a public client.
	Secret      Secret
	Name        string
	Scopes      []string
	GroupsClaim string
	Roles       []OIDCRole
	// Allow are private issuers, as host:port, which may do without https.
	Allow []string
}

// readOIDC reads single sign-on. Without an issuer there is none, and the
// other settings stand in vain.
func (c *Config) readOIDC(s Settings) error {
	allow, err := readPlaces("PANEL_ALLOW_OIDC", s.AllowOIDC)
	if err != nil {
		return err
	}
	issuer, client := strings.TrimSpace(s.OIDCIssuer), strings.TrimSpace(s.OIDCClientID)
	secret, err := readSecretOr("PANEL_OIDC_CLIENT_SECRET", s.OIDCClientSecret, s.OIDCClientSecretFile)
	if err != nil {
		return err
	}
	switch {
	case issuer == "" && client == "" && secret.IsZero() && s.OIDCRoles == "":
		return nil
	case issuer == "":
		return Wrong{"PANEL_OIDC_ISSUER", "is missing; must be the issuer that the other settings of PANEL_OIDC belong to."}
	case client == "":
		return Wrong{"PANEL_OIDC_CLIENT_ID", "is missing; must be what the issuer calls this panel."}
	}
	if err := checkIssuer(issuer, allow); err != nil {
		return err
	}
	o := &OIDC{Issuer: issuer, ClientID: client, Secret: secret, Allow: allow, Name: or(strings.TrimSpace(s.OIDCName), defaultOIDCName),
		Scopes: strings.Fields(or(s.OIDCScopes, defaultOIDCScopes)), GroupsClaim: or(strings.TrimSpace(s.OIDCGroupsClaim), defaultOIDCGroups)}
	if !slices.Contains(o.Scopes, "openid") {
		return Wrong{"PANEL_OIDC_SCOPES", "must hold openid, such as openid profile email, with spaces between."}
	}
	o.Roles, err = readRoles(s.OIDCRoles)
	c.OIDC = o
	return err
}

// checkIssuer wants https, but for issuers that are allowed by name.
func checkIssuer(issuer string, allow []string) error {
	u, err := url.Parse(issuer)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" {
		return Wrong{"PANEL_OIDC_ISSUER", "must be an https address such as https://id.example.com, as the issuer writes it itself."}
	}
	if u.Scheme == "https" {
		return nil
	}
	place := u.Host
	if u.Port() == "" {
		place = net.JoinHostPort(u.Hostname(), "80")
	}
	if !slices.Contains(allow, place) {
		return Wrong{"PANEL_OIDC_ISSUER", "must be an https address; http is taken only from a place that PANEL_ALLOW_OIDC names."}
	}
	return nil
}
