package sso

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
)

// Attempt is one sign-in on its way: the state that comes back with the
// answer, the nonce that the token must name, and the verifier of PKCE.
type Attempt struct{ State, Nonce, Verifier string }

// AttemptOf makes the attempt of a browser's secret and a random state. Nonce
// and verifier follow from the secret, so that nothing is stored that would
// help somebody else to end the attempt.
func AttemptOf(browser, state string) Attempt {
	return Attempt{State: state, Nonce: derive(browser, "nonce", state), Verifier: derive(browser, "verifier", state)}
}

func derive(secret, what, state string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(what + " " + state))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
