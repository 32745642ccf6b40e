package sso_test

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"pinfold/internal/sso"
	"pinfold/internal/testoidc"
)

// Every token here is signed with the issuer's own key.
func TestTamperedClaims(t *testing.T) {
	r := newRig(t)
	hour := func(n time.Duration) int64 { return time.Now().Add(n * time.Hour).Unix() }
	for _, tt := range []struct {
		name   string
		word   sso.Word
		cause  string
		tamper func(claims map[string]any)
	}{
		{"another nonce", sso.Distrusted, "the nonce is that of another sign-in", func(c map[string]any) { c["nonce"] = "another" }},
		{"no nonce", sso.Distrusted, "the nonce is that of another sign-in", func(c map[string]any) { delete(c, "nonce") }},
		{"another audience", sso.Distrusted, "the token was made for another program", func(c map[string]any) { c["aud"] = "another" }},
		{"two audiences", sso.Distrusted, "the token was made for another program", func(c map[string]any) {
			c["aud"] = []string{testoidc.ClientID, "another"}
			delete(c, "azp")
		}},
		{"another party", sso.Distrusted, "the token was made for another program", func(c map[string]any) { c["azp"] = "another" }},
		{"another issuer", sso.Distrusted, "the token names another issuer", func(c map[string]any) { c["iss"] = "https://evil.example" }},
		{"another access token", sso.Distrusted, "the two tokens do not belong together", func(c map[string]any) { c["at_hash"] = "another" }},
		{"no subject", sso.Distrusted, "the claims cannot be read", func(c map[string]any) { delete(c, "sub") }},
		{"a long subject", sso.Distrusted, "the claims cannot be read", func(c map[string]any) { c["sub"] = strings.Repeat("s", 256) }},
		{"another subject", sso.Distrusted, "the userinfo endpoint speaks of somebody else", func(c map[string]any) { c["sub"] = "s-2" }},
		{"expired", sso.OutOfDate, "the token has expired", func(c map[string]any) { c["exp"] = hour(-1) }},
		{"without an end", sso.OutOfDate, "the token has expired", func(c map[string]any) { delete(c, "exp") }},
		{"of tomorrow", sso.OutOfDate, "the token is of the future", func(c map[string]any) { c["iat"] = hour(20) }},
		{"not before tomorrow", sso.OutOfDate, "the token is of the future", func(c map[string]any) { c["nbf"] = hour(20) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r.Tamper(tt.tamper)
			_, err := r.through()
			wantFailure(t, err, tt.word, tt.cause)
		})
	}
	r.Tamper(nil)
	if _, err := r.through(); err != nil {
		t.Errorf("untouched: %v", err)
	}
}

func TestForgedTokens(t *testing.T) {
	r := newRig(t)
	none := func(c map[string]any) string {
		payload, err := json.Marshal(c)
		if err != nil {
			t.Error(err)
		}
		return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString(payload) + "."
	}
	byKey := func(alg jose.SignatureAlgorithm, key []byte) func(map[string]any) string {
		return func(c map[string]any) string {
			return testoidc.Signed(t, jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: r.KeyID()}}, c)
		}
	}
	stranger := testoidc.New(t, redirect)
	for name, tt := range map[string]struct {
		cause string
		forge func(map[string]any) string
	}{
		"alg none":                 {"the token is none, or signed in a way that is not taken", none},
		"signed with the secret":   {"the token is none, or signed in a way that is not taken", byKey(jose.HS256, []byte(testoidc.Secret+testoidc.Secret))},
		"signed by another issuer": {"the signature does not fit", stranger.Sign},
		"no token at all":          {"the token is none, or signed in a way that is not taken", func(map[string]any) string { return "a.b.c" }},
		"a signature of another text": {"the signature does not fit", func(c map[string]any) string {
			good := r.Sign(c)
			c["sub"] = "s-2"
			parts, other := strings.Split(good, "."), strings.Split(r.Sign(c), ".")
			return parts[0] + "." + other[1] + "." + parts[2]
		}},
	} {
		t.Run(name, func(t *testing.T) {
			r.Forge(tt.forge)
			_, err := r.through()
			wantFailure(t, err, sso.Distrusted, tt.cause)
		})
	}
}

func TestAnswersOfTheIssuer(t *testing.T) {
	r := newRig(t)
	a := sso.AttemptOf("browser", "state")
	good := r.begin(a, false)
	with := func(pairs ...string) url.Values {
		q := url.Values{"state": {"state"}}
		for i := 0; i+1 < len(pairs); i += 2 {
			q.Set(pairs[i], pairs[i+1])
		}
		return q
	}
	for _, tt := range []struct {
		answer url.Values
		word   sso.Word
		cause  string
	}{
		{with("error", "access_denied"), sso.Denied, "the issuer answered access_denied"},
		{with("error", "server_error"), sso.Failing, "the issuer answered server_error"},
		{with("error", "temporarily_unavailable"), sso.Failing, "the issuer answered temporarily_unavailable"},
		{with("error", "<b>\n"+strings.Repeat("x", 90)), sso.Disagreed, `the issuer answered with the error "<b>\n` + strings.Repeat("x", 56) + `"`},
		{with("error", "access_denied", "iss", "https://evil.example"), sso.Distrusted, "the answer is of another issuer"},
		{with("code", good.Get("code"), "iss", "https://evil.example"), sso.Distrusted, "the answer is of another issuer"},
		{with("code", "another"), sso.NotTaken, "the issuer answered invalid_grant"},
		{with(), sso.Disagreed, `the issuer answered with the error "invalid_request"`},
	} {
		_, err := r.client.Finish(ctx, a, tt.answer)
		wantFailure(t, err, tt.word, tt.cause)
	}
	// A code that was stolen is worth nothing in another browser.
	_, err := r.client.Finish(ctx, sso.AttemptOf("another", "state"), good)
	wantFailure(t, err, sso.NotTaken, "the issuer answered invalid_grant")
}
