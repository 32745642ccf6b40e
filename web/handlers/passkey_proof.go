package handlers

import (
	"errors"

	"github.com/labstack/echo/v4"

	"pinfold/web/templates/proof"
)

// passkeyNoProof is said where a passkey does not prove who somebody is.
const passkeyNoProof = "This passkey was not taken. Try again, or confirm in another way."

// passkeyProof reports whether the form carries a fresh answer of one of the
// passkeys of the person who is signed in.
func (p *panel) passkeyProof(c echo.Context) (bool, error) {
	_, err := p.takePasskey(c, provesHere(c))
	if errors.Is(err, errPasskey) {
		return false, nil
	}
	return err == nil, err
}

// passkeyMeans adds a passkey to the means of proving who one is.
func (p *panel) passkeyMeans(c echo.Context, means *proof.Means) error {
	if p.party == nil {
		return nil
	}
	rows, err := scopeOf(c).Passkeys(c.Request().Context())
	if len(rows) > 0 {
		means.PasskeyURL, means.PasskeyOrigin = passkeysURL+"/proof", originOf(p.URL)
	}
	return err
}

// passkeyProofOptions asks a passkey of the person who is signed in.
func (p *panel) passkeyProofOptions(c echo.Context) error {
	return p.askPasskey(c, provesHere(c), scopeOf(c).User)
}

func provesHere(c echo.Context) challenged {
	return challenged{purpose: toProve, user: scopeOf(c).User.ID, session: digestOf(sessionOf(c).ID)}
}
