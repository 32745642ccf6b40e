package handlers

import (
	"encoding/base64"

	"pinfold/internal/secrets"
)

// nextOf is where the address waits that somebody goes to after signing in.
var nextOf = secrets.Binding{Table: "web_sessions", Column: "next"}

// sealNext closes an address that is stored until somebody has signed in: it may
// be a link with a secret, such as that of an invitation.
func (p *panel) sealNext(next string) (string, error) {
	sealed, err := p.Keys.Seal(nextOf, []byte(local(next)))
	return base64.RawURLEncoding.EncodeToString(sealed), err
}

// openNext reads it again; what does not open leads to the start.
func (p *panel) openNext(text string) string {
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return "/"
	}
	next, err := p.Keys.Open(nextOf, sealed)
	if err != nil {
		return "/"
	}
	return local(string(next))
}
