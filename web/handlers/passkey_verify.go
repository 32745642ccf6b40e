package handlers

import (
	"encoding/base64"
	"encoding/json"
	"errors"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/labstack/echo/v4"

	"pinfold/internal/form"
	"pinfold/internal/models"
)

// holder is a user as the library sees one.
type holder struct {
	user   models.User
	handle []byte
	keys   []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return h.handle }
func (h holder) WebAuthnName() string                       { return h.user.Email }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

func (h holder) WebAuthnDisplayName() string {
	if h.user.Name == "" {
		return h.user.Email
	}
	return h.user.Name
}

func holderOf(user models.User, rows ...models.Passkey) (holder, error) {
	h := holder{user: user}
	for _, row := range rows {
		var key webauthn.Credential
		if err := json.Unmarshal(row.Credential, &key); err != nil {
			return h, err
		}
		h.handle, h.keys = row.Handle, append(h.keys, key)
	}
	return h, nil
}

func credentialID(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

// askPasskey sends a challenge to one of the user's passkeys, or at the sign-in
// to any.
func (p *panel) askPasskey(c echo.Context, who challenged, user models.User) error {
	if p.party == nil {
		return echo.ErrNotFound
	}
	if who.user == 0 {
		options, data, err := p.party.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
		if err != nil {
			return err
		}
		return p.sendChallenge(c, who, options.Response, data)
	}
	rows, err := p.Store.PasskeysOf(c.Request().Context(), who.user)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return echo.ErrNotFound
	}
	h, err := holderOf(user, rows...)
	if err != nil {
		return err
	}
	options, data, err := p.party.BeginLogin(h, webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return err
	}
	return p.sendChallenge(c, who, options.Response, data)
}

// takePasskey takes the posted answer of a passkey, once, and returns whose it
// is. All that is wrong with an answer is errPasskey.
func (p *panel) takePasskey(c echo.Context, who challenged) (models.User, error) {
	user, err := p.checkPasskey(c, who)
	if errors.Is(err, errPasskey) {
		p.Log.Info("passkey refused", "for", who.purpose, "address", c.RealIP(), "reason", err)
	}
	return user, err
}

func (p *panel) checkPasskey(c echo.Context, who challenged) (user models.User, err error) {
	if p.party == nil {
		return user, badPasskey(errors.New("the panel has no passkeys"))
	}
	a, ch, err := p.answered(c, who)
	if err != nil {
		return user, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(a.Credential)
	if err != nil {
		return user, badPasskey(err)
	}
	row, user, err := p.Store.PasskeyByCredential(c.Request().Context(), credentialID(parsed.RawID))
	if errors.Is(err, models.ErrNotFound) {
		return user, badPasskey(errors.New("the passkey is not known, or its user may not sign in"))
	}
	if err != nil {
		return user, err
	}
	if who.user != 0 && who.user != user.ID {
		return user, badPasskey(errors.New("the passkey is another person's"))
	}
	key, err := p.validate(user, row, ch.Data, parsed)
	if err != nil {
		return user, badPasskey(err)
	}
	if row.Credential, err = json.Marshal(key); err != nil {
		return user, err
	}
	row.SignCount = parsed.Response.AuthenticatorData.Counter
	return user, p.usePasskey(c, row, user, ch)
}

func (p *panel) validate(user models.User, row models.Passkey, data webauthn.SessionData, parsed *protocol.ParsedCredentialAssertionData) (*webauthn.Credential, error) {
	h, err := holderOf(user, row)
	if err != nil {
		return nil, err
	}
	if len(data.UserID) == 0 {
		return p.party.ValidateDiscoverableLogin(func([]byte, []byte) (webauthn.User, error) { return h, nil }, data, parsed)
	}
	// The library wants to see all that were asked for; the one that answered
	// is known by now to be the user's.
	data.AllowedCredentialIDs = nil
	return p.party.ValidateLogin(h, data, parsed)
}

// usePasskey spends the challenge. A passkey that counts backwards may be a
// copy: it is refused, and that is recorded.
func (p *panel) usePasskey(c echo.Context, row models.Passkey, user models.User, ch challenge) error {
	ctx := c.Request().Context()
	err := p.Store.UsePasskey(ctx, row, ch.spent())
	switch {
	case errors.Is(err, models.ErrTaken):
		return badPasskey(errors.New("the challenge was answered before"))
	case errors.Is(err, models.ErrNotFound):
		return badPasskey(errors.New("the passkey was removed"))
	case !errors.Is(err, models.ErrSignCount):
		return err
	}
	entry := models.Audit{Action: "session.refuse", TargetID: row.ID, TargetName: row.Name, Outcome: "refused", Address: c.RealIP(),
		UserID: user.ID, Details: form.Values{"reason": "The passkey's counter went back. It may have been copied."}}
	record := p.Store.Record
	if scope, err := p.Store.ScopeFor(ctx, user.ID, 0); err == nil {
		record = scope.Record
	}
	if err := record(ctx, entry); err != nil {
		return err
	}
	return badPasskey(models.ErrSignCount)
}
