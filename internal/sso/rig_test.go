package sso_test

import (
	"context"
	"errors"
	"net/url"
	"testing"
	"time"

	"pinfold/internal/secrets"
	"pinfold/internal/sso"
	"pinfold/internal/testoidc"
)

const redirect = "http://panel.example/sign-in/sso/callback"

// rig is a client and the issuer it speaks with.
type rig struct {
	*testoidc.Issuer
	t       *testing.T
	client  *sso.Client
	options sso.Options
	ahead   time.Duration
}

func newRig(t *testing.T, change ...func(*sso.Options)) *rig {
	t.Helper()
	r := &rig{Issuer: testoidc.New(t, redirect), t: t}
	r.options = sso.Options{Issuer: r.URL, ClientID: testoidc.ClientID, Secret: secrets.NewText(testoidc.Secret), Redirect: redirect,
		Allow: []string{r.Place}, Now: func() time.Time { return time.Now().Add(r.ahead) }}
	for _, c := range change {
		c(&r.options)
	}
	r.client = sso.New(r.options)
	r.Add(testoidc.Person{Subject: "s-1", Login: "ann", Name: "Ann", Email: "ann@example.com", Groups: []string{"admins", "staff"}})
	return r
}

var ctx = context.Background()

// begin goes to the issuer and back.
func (r *rig) begin(a sso.Attempt, proof bool) url.Values {
	r.t.Helper()
	address, err := r.client.Begin(ctx, a, proof)
	if err != nil {
		r.t.Fatal(err)
	}
	return r.SignIn(r.t, address, "ann").Query()
}

// through is a whole sign-in.
func (r *rig) through() (sso.Identity, error) {
	r.t.Helper()
	a := sso.AttemptOf("browser", "state")
	return r.client.Finish(ctx, a, r.begin(a, false))
}

func wantFailure(t *testing.T, err error, word sso.Word, cause string) {
	t.Helper()
	var failure *sso.Failure
	if !errors.As(err, &failure) || failure.Word != word || failure.Cause != cause || failure.Sentence() == "" {
		t.Errorf("got %v, want %s: %s", err, word, cause)
	}
}
