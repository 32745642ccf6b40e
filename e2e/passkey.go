//go:build e2e

package e2e

import (
	"github.com/playwright-community/playwright-go"
)

// Key is an authenticator in the browser, without a person: it is touched and
// verifies its holder by itself, unless told otherwise.
type Key struct {
	h       *House
	session playwright.CDPSession
	id      string
}

// NewKey gives the tab an authenticator that the browser does not offer by
// itself: it would answer before any button is pressed.
func (h *House) NewKey(page playwright.Page) *Key {
	h.t.Helper()
	script := "if (window.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = async () => false"
	h.Must(page.AddInitScript(playwright.Script{Content: &script}))
	return h.OfferedKey(page)
}

// OfferedKey gives the tab an authenticator that the browser offers at the
// field for the e-mail address. Touched, it takes the offer.
func (h *House) OfferedKey(page playwright.Page) *Key {
	h.t.Helper()
	session, err := page.Context().NewCDPSession(page)
	h.Must(err)
	_, err = session.Send("WebAuthn.enable", map[string]any{})
	h.Must(err)
	k := &Key{h: h, session: session}
	k.plug()
	return k
}

func (k *Key) plug() {
	k.h.t.Helper()
	answer, err := k.session.Send("WebAuthn.addVirtualAuthenticator", map[string]any{"options": map[string]any{
		"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": true,
		"hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true,
	}})
	k.h.Must(err)
	k.id = answer.(map[string]any)["authenticatorId"].(string)
}

// send tells the authenticator something.
func (k *Key) send(method string, more map[string]any) {
	k.h.t.Helper()
	values := map[string]any{"authenticatorId": k.id}
	for name, value := range more {
		values[name] = value
	}
	_, err := k.session.Send("WebAuthn."+method, values)
	k.h.Must(err)
}

// Touched says whether somebody is there to touch it.
func (k *Key) Touched(is bool) {
	k.h.t.Helper()
	k.send("setAutomaticPresenceSimulation", map[string]any{"enabled": is})
}
