package idcloudhost

import (
	"net/http"
	"testing"
	"time"

	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// TestSampleOfTokens reads the list of IDC-06 and the same in the answer to
// IDC-05.
func TestSampleOfTokens(t *testing.T) {
	f := newFake(t)
	f.on("/user-resource/token/list", sample(t, "idc-06.json"))
	f.on("/user-resource/token", sample(t, "idc-05.json"))
	listed, err := f.client.Tokens(t.Context())
	made, madeErr := f.client.CreateToken(providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "create", Op: "IDC-05"}), providers.TokenOptions{})
	if err != nil || madeErr != nil || len(listed) != 2 || len(made) != 2 {
		t.Fatalf("%+v, %v; %+v, %v", listed, err, made, madeErr)
	}
	for _, all := range [][]providers.Observation{listed, made} {
		same(t, "restricted", all[1], providers.Observation{
			Kind: providers.KindToken, ID: "7", Name: "Token Description", State: providers.Available,
			Facts:   providers.TokenFacts{Restricted: true, Billing: "6", CreatedAt: time.Date(2018, 2, 22, 14, 24, 2, 0, time.UTC)},
			Secrets: map[string]secrets.Text{"token": secrets.NewText("PS2vfOCKuU52be83QZhMMndqOusfFkHr")},
		})
		if facts := all[0].Facts.(providers.TokenFacts); facts.Restricted || facts.Billing != "" {
			t.Errorf("%+v", facts)
		}
	}
}

// TestSampleOfAProfile reads IDC-01; IDC-02 answers a part of the same.
func TestSampleOfAProfile(t *testing.T) {
	f := newFake(t)
	f.on("/user-resource/user", sample(t, "idc-01.json"))
	f.on("/user-resource/user/profile", sample(t, "idc-02.json"))
	o, err := f.client.Profile(t.Context())
	facts := o.Facts.(providers.ProfileFacts)
	if err != nil || o.ID != "8" || facts["first_name"] != "Cloudia" || facts["phone_number"] != "+111111111" || o.Secrets["personal_id_number"].Reveal() != "123456" {
		t.Errorf("%+v, %v", o, err)
	}
	ctx := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "change", Op: "IDC-02"})
	if err := f.client.ChangeProfile(ctx, map[string]string{"phone_number": "+98765"}); err != nil {
		t.Error(err)
	}
}

// TestTokenThatMayNotAsk leaves both lists without an answer, so that the
// account of a restricted token is in no trouble.
func TestTokenThatMayNotAsk(t *testing.T) {
	f := newFake(t)
	forbidden := answer(http.StatusForbidden, file(t, "error-forbidden.json"))
	f.on("/user-resource/user", forbidden)
	f.on("/user-resource/token/list", forbidden)
	for _, name := range []string{"profile", "API tokens"} {
		for _, source := range f.client.Sources() {
			if source.Name != name {
				continue
			}
			if l, err := source.Read(t.Context()); err != nil || l.Complete || len(l.Items) > 0 {
				t.Errorf("%s: %+v, %v", name, l, err)
			}
		}
	}
	if err := f.client.DeleteToken(t.Context(), providers.Ref{ID: "1 OR 2"}); !providers.Refused(err) {
		t.Errorf("a number that is none: %v", err)
	}
}
