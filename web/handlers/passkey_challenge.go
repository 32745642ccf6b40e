package handlers

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/labstack/echo/v4"

	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// challengeLasts is how long a person may take to answer.
const challengeLasts = 5 * time.Minute

// What a passkey is asked for. An answer to one is none to another.
const (
	toSignIn = "sign-in"
	toSecond = "second factor"
	toProve  = "proof"
	toAdd    = "add"
)

// challenged is whom a challenge is for: nobody yet, at the sign-in.
type challenged struct {
	purpose string
	user    models.ID
	// session is the digest of the session that may answer, "" for any.
	session string
}

// challenge is what the panel has to know again when the answer comes. The
// page carries it, sealed, so that whoever only looks at the sign-in page makes
// the panel store nothing.
type challenge struct {
	Session string
	Ends    time.Time
	Data    webauthn.SessionData
}

func (w challenged) binding() secrets.Binding {
	return secrets.Binding{Table: "passkeys", Row: int64(w.user), Column: "challenge to " + w.purpose}
}

// sendChallenge answers a script with what its browser has to ask for.
func (p *panel) sendChallenge(c echo.Context, who challenged, options any, data *webauthn.SessionData) error {
	plain, err := json.Marshal(challenge{Session: who.session, Ends: p.Store.Now().Add(challengeLasts), Data: *data})
	if err != nil {
		return err
	}
	sealed, err := p.Keys.Seal(who.binding(), plain)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"publicKey": options, "state": base64.RawURLEncoding.EncodeToString(sealed)})
}

// answer is what the script posts in the field assertion.
type answer struct {
	State      string          `json:"state"`
	Credential json.RawMessage `json:"credential"`
}

// answered reads the posted answer and opens the challenge that it is for.
func (p *panel) answered(c echo.Context, who challenged) (answer, challenge, error) {
	var a answer
	var ch challenge
	if err := json.Unmarshal([]byte(c.FormValue("assertion")), &a); err != nil {
		return a, ch, badPasskey(err)
	}
	sealed, err := base64.RawURLEncoding.DecodeString(a.State)
	if err != nil {
		return a, ch, badPasskey(err)
	}
	plain, err := p.Keys.Open(who.binding(), sealed)
	if err != nil {
		return a, ch, badPasskey(err)
	}
	if err := json.Unmarshal(plain, &ch); err != nil {
		return a, ch, err
	}
	switch {
	case ch.Session != who.session:
		return a, ch, badPasskey(errors.New("the challenge is another session's"))
	case !ch.Ends.After(p.Store.Now()):
		return a, ch, badPasskey(errors.New("the challenge has ended"))
	}
	return a, ch, nil
}

// spent is the mark that the challenge leaves when it is answered.
func (ch challenge) spent() models.SpentChallenge {
	return models.SpentChallenge{Digest: digestOf(ch.Data.Challenge), ExpiresAt: ch.Ends}
}

// errPasskey is the one outcome of all that a passkey can be refused for. The
// log knows more.
var errPasskey = errors.New("the passkey was refused")

func badPasskey(why error) error { return errors.Join(errPasskey, why) }
