package sso_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/secrets"
	"pinfold/internal/sso"
	"pinfold/internal/testoidc"
)

func TestThrough(t *testing.T) {
	r := newRig(t, func(o *sso.Options) { o.Rules = []sso.Rule{{Group: "admins", Team: "Main", Role: access.Admin}} })
	if r.Hits("/.well-known/openid-configuration") != 0 {
		t.Error("the issuer was asked before anybody signed in")
	}
	who, err := r.through()
	if err != nil {
		t.Fatal(err)
	}
	if who.Issuer != r.URL || who.Subject != "s-1" || who.Email != "ann@example.com" || who.Unconfirmed || who.Name != "Ann" ||
		!slices.Equal(who.Groups, []string{"admins", "staff"}) || time.Since(who.SignedInAt) > time.Minute {
		t.Errorf("%+v", who)
	}
	if _, err := r.through(); err != nil || r.Hits("/.well-known/openid-configuration") != 1 {
		t.Errorf("asked %d times: %v", r.Hits("/.well-known/openid-configuration"), err)
	}
}

func TestWhatIsAsked(t *testing.T) {
	r := newRig(t)
	ask := func(a sso.Attempt, proof bool) url.Values {
		address, err := r.client.Begin(ctx, a, proof)
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(address)
		if err != nil || !strings.HasPrefix(address, r.URL+"/") {
			t.Fatal(address)
		}
		return u.Query()
	}
	a := sso.AttemptOf("browser", "state")
	q := ask(a, false)
	for name, want := range map[string]string{"client_id": testoidc.ClientID, "redirect_uri": redirect, "response_type": "code", "state": "state",
		"nonce": a.Nonce, "code_challenge_method": "S256", "scope": "openid profile email", "max_age": "", "prompt": ""} {
		if q.Get(name) != want {
			t.Errorf("%s is %q", name, q.Get(name))
		}
	}
	if len(a.Verifier) < 43 || q.Get("code_challenge") == "" || strings.Contains(q.Encode(), a.Verifier) {
		t.Error("the verifier is not a secret of the panel's")
	}
	if proof := ask(a, true); proof.Get("prompt") != "login" || proof.Get("max_age") != "0" {
		t.Errorf("a proof asks %v", proof)
	}
	other, again := sso.AttemptOf("another", "state"), sso.AttemptOf("browser", "more")
	if other.Nonce == a.Nonce || other.Verifier == a.Verifier || again.Nonce == a.Nonce || again.Verifier == a.Verifier || a.Nonce == a.Verifier {
		t.Error("two attempts share something")
	}
}

func TestKeyRotation(t *testing.T) {
	r := newRig(t)
	for range 3 {
		if _, err := r.through(); err != nil {
			t.Fatal(err)
		}
		r.Rotate()
	}
}

// A key that the issuer withdrew is taken for an hour at most.
func TestWithdrawnKey(t *testing.T) {
	r := newRig(t)
	var old string
	r.Forge(func(claims map[string]any) string {
		delete(claims, "at_hash") // It is given out again beside other tokens.
		claims["exp"] = time.Now().Add(3 * time.Hour).Unix()
		old = r.Sign(claims)
		return old
	})
	if _, err := r.through(); err != nil {
		t.Fatal(err)
	}
	r.Rotate()
	r.Forge(func(map[string]any) string { return old })
	if _, err := r.through(); err != nil {
		t.Fatalf("within the hour: %v", err)
	}
	r.ahead = 61 * time.Minute
	_, err := r.through()
	wantFailure(t, err, sso.Distrusted, "the signature does not fit")
}

func TestIssuerDown(t *testing.T) {
	r := newRig(t)
	r.Down(true)
	a := sso.AttemptOf("browser", "state")
	_, err := r.client.Begin(ctx, a, false)
	wantFailure(t, err, sso.Unreachable, "discovery was answered with 503")
	r.Down(false)
	answer := r.begin(a, false)
	r.Down(true)
	_, err = r.client.Finish(ctx, a, answer)
	wantFailure(t, err, sso.Failing, "the token endpoint answered 503")
	// What is known stays good while the issuer is away for longer.
	r.ahead = 2 * time.Hour
	if _, err := r.client.Begin(ctx, a, false); err != nil {
		t.Errorf("with old knowledge: %v", err)
	}
	gone := sso.New(sso.Options{Issuer: "http://localhost:1", Allow: []string{"localhost:1"}, ClientID: "x", Redirect: redirect})
	if _, err = gone.Begin(ctx, a, false); err == nil || !strings.HasPrefix(err.Error(), "unreachable: dial") {
		t.Errorf("nobody listens: %v", err)
	}
}

func TestNotSetUpForEachOther(t *testing.T) {
	for cause, change := range map[string]func(*sso.Options){
		"the issuer answered with the error \"invalid_client\"":              func(o *sso.Options) { o.Secret = secrets.NewText("another") },
		"the discovery document names an endpoint without https":             func(o *sso.Options) { o.Allow = nil },
		"the discovery document names another issuer than PANEL_OIDC_ISSUER": func(o *sso.Options) { o.Issuer += "/" },
		"there is no discovery document below PANEL_OIDC_ISSUER":             func(o *sso.Options) { o.Issuer += "/realms/none" },
	} {
		t.Run(cause, func(t *testing.T) {
			r := newRig(t, change)
			a := sso.AttemptOf("browser", "state")
			address, err := r.client.Begin(ctx, a, false)
			if err == nil {
				_, err = r.client.Finish(ctx, a, r.SignIn(t, address, "ann").Query())
			}
			wantFailure(t, err, sso.Disagreed, cause)
		})
	}
}

func TestRoles(t *testing.T) {
	c := sso.New(sso.Options{Rules: []sso.Rule{{"staff", "Main", access.Viewer}, {"admins", "Main", access.Admin}, {"ops", "Main", access.Operator}, {"ops", "North", access.Operator}}})
	got := c.Roles([]string{"staff", "ops", "Admins"})
	if len(got) != 2 || got["Main"] != access.Operator || got["North"] != access.Operator {
		t.Errorf("%v", got)
	}
	if got := c.Roles([]string{"admins", "staff"}); got["Main"] != access.Admin {
		t.Errorf("%v", got)
	}
	if got := c.Roles(nil); len(got) != 0 || !c.Maps() {
		t.Errorf("%v", got)
	}
}
