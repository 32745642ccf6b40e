package handlers

import (
	"net/netip"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"pinfold/web/templates/layout"
)

// Why browsers would not take a passkey for the panel's address.
const (
	passkeysNeedURL   = "Passkeys are bound to the panel's address, and PANEL_URL is not set. The operator of the panel sets it to the address that people use."
	passkeysNeedName  = "Passkeys need a host name, and the panel's address is an IP address. The operator of the panel sets PANEL_URL to a name."
	passkeysNeedHTTPS = "Browsers take passkeys over https only, and the panel's address begins with http. The operator of the panel sets PANEL_URL to an https address."
)

// relyingParty is the panel as passkeys know it: the host of its address. For
// an address that browsers take no passkeys for there is none, and a sentence
// says why.
func relyingParty(address *url.URL, derived bool) (*webauthn.WebAuthn, string, error) {
	host := address.Hostname()
	if derived {
		return nil, passkeysNeedURL, nil
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return nil, passkeysNeedName, nil
	}
	if address.Scheme != "https" && host != "localhost" {
		return nil, passkeysNeedHTTPS, nil
	}
	always := true
	party, err := webauthn.New(&webauthn.Config{
		RPID: host, RPDisplayName: layout.Name, RPOrigins: []string{originOf(address)},
		AttestationPreference: protocol.PreferNoAttestation,
		// An answer counts as two factors, and nobody types a name before it.
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			RequireResidentKey: &always, ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		},
		Timeouts: webauthn.TimeoutsConfig{
			Login:        webauthn.TimeoutConfig{Timeout: challengeLasts},
			Registration: webauthn.TimeoutConfig{Timeout: challengeLasts},
		},
		// Password managers add outputs that nobody asked for. None is read.
		ExtensionsUnsolicitedOutputPolicy: protocol.UnsolicitedOutputPolicyIgnore,
	})
	return party, "", err
}

// originOf is the address as browsers name it: without the port that its
// scheme has anyway.
func originOf(address *url.URL) string {
	if port := address.Port(); address.Scheme == "https" && port == "443" || address.Scheme == "http" && port == "80" {
		return address.Scheme + "://" + address.Hostname()
	}
	return address.Scheme + "://" + address.Host
}
