package handlers

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"pinfold/internal/secrets"
)

// heldFor is how long a form waits for the proof that it needs.
const heldFor = 15 * time.Minute

// held is a form on its way through the question who it is. It travels sealed,
// since it may hold secrets, and only for the same person, team and address.
type held struct {
	Path   string
	Values url.Values
	At     time.Time
}

var errHeld = errors.New("the form waited too long, or belongs to somebody else")

func holdingOf(c echo.Context) secrets.Binding {
	scope := scopeOf(c)
	return secrets.Binding{Team: int64(scope.Team.ID), Table: "users", Row: int64(scope.User.ID), Column: "held form"}
}

// formAddress is the address that a form was posted to, its query in order.
func formAddress(c echo.Context) string {
	at := c.Request().URL
	return at.Path + "?" + at.Query().Encode()
}

// hold seals what was posted.
func (p *panel) hold(c echo.Context, sent url.Values) (string, error) {
	plain, err := json.Marshal(held{Path: formAddress(c), Values: sent, At: p.Store.Now()})
	if err != nil {
		return "", err
	}
	sealed, err := p.Keys.Seal(holdingOf(c), plain)
	return base64.RawURLEncoding.EncodeToString(sealed), err
}

// release opens what hold sealed, for the same address.
func (p *panel) release(c echo.Context, text string) (url.Values, error) {
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, errHeld
	}
	plain, err := p.Keys.Open(holdingOf(c), sealed)
	if err != nil {
		return nil, errHeld
	}
	var h held
	if err := json.Unmarshal(plain, &h); err != nil {
		return nil, errHeld
	}
	age := p.Store.Now().Sub(h.At)
	if h.Path != formAddress(c) || age < 0 || age > heldFor {
		return nil, errHeld
	}
	return h.Values, nil
}
