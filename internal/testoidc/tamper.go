package testoidc

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/go-jose/go-jose/v4"
)

// around counts requests, refuses them while the issuer is down, and changes
// tokens on their way out.
func (i *Issuer) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i.mu.Lock()
		i.hits[r.URL.Path]++
		down, changed := i.down, i.tamper != nil || i.forge != nil
		i.mu.Unlock()
		switch {
		case down:
			http.Error(w, "out of order", http.StatusServiceUnavailable)
		case changed && r.URL.Path == "/oauth/token":
			i.rewrite(w, r, next)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func (i *Issuer) rewrite(w http.ResponseWriter, r *http.Request, next http.Handler) {
	recorded := httptest.NewRecorder()
	next.ServeHTTP(recorded, r)
	body, answer := recorded.Body.Bytes(), map[string]any{}
	if json.Unmarshal(body, &answer) == nil && answer["id_token"] != nil {
		answer["id_token"] = i.another(answer["id_token"].(string))
		body, _ = json.Marshal(answer) // It was JSON a moment ago.
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(recorded.Code)
	_, _ = io.Copy(w, bytes.NewReader(body)) // The client sees what is missing.
}

// another is the token with its claims changed, or written by Forge.
func (i *Issuer) another(token string) string {
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
	claims := map[string]any{}
	if err != nil || json.Unmarshal(payload, &claims) != nil {
		i.t.Error("the issuer's token cannot be read")
	}
	i.mu.Lock()
	tamper, forge := i.tamper, i.forge
	i.mu.Unlock()
	if forge != nil {
		return forge(claims)
	}
	tamper(claims)
	return i.Sign(claims)
}

// Sign writes claims as a token with the issuer's present key.
func (i *Issuer) Sign(claims map[string]any) string {
	k := i.store.current()
	return Signed(i.t, jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: k.private, KeyID: k.id}}, claims)
}

// KeyID is the name of the issuer's present key.
func (i *Issuer) KeyID() string { return i.store.current().id }

// Signed writes claims as a token with a key.
func Signed(t interface{ Error(...any) }, k jose.SigningKey, claims map[string]any) string {
	signer, err := jose.NewSigner(k, nil)
	if err != nil {
		t.Error(err)
		return ""
	}
	payload, _ := json.Marshal(claims) // They came out of JSON.
	signed, err := signer.Sign(payload)
	if err != nil {
		t.Error(err)
		return ""
	}
	text, err := signed.CompactSerialize()
	if err != nil {
		t.Error(err)
	}
	return text
}
