package idcloudhost_test

import (
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func TestTokensInTheSandbox(t *testing.T) {
	w := quick(t)
	c := w.client
	all, err := c.CreateToken(w.allowed("IDC-05"), providers.TokenOptions{Description: "é+&", Restricted: true, Billing: "6"})
	if err != nil || len(all) != 4 {
		t.Fatalf("IDC-05: %+v, %v", all, err)
	}
	made := all[3]
	if facts := made.Facts.(providers.TokenFacts); made.Name != "é+&" || !facts.Restricted || facts.Billing != "6" || facts.Own {
		t.Errorf("%+v", made)
	}
	if !all[0].Facts.(providers.TokenFacts).Own {
		t.Errorf("the panel's own is not known: %+v", all[0])
	}
	ref := providers.Ref{ID: made.ID}
	if err := c.ChangeToken(w.allowed("IDC-04"), ref, providers.TokenOptions{Description: "open"}); err != nil {
		t.Errorf("IDC-04: %v", err)
	}
	all, err = c.Tokens(w.Context())
	if facts := all[3].Facts.(providers.TokenFacts); err != nil || all[3].Name != "open" || facts.Restricted || facts.Billing != "" {
		t.Errorf("%+v, %v", all[3], err)
	}
	if err := c.ChangeToken(w.allowed("IDC-04"), providers.Ref{ID: "9"}, providers.TokenOptions{}); !providers.Refused(err) || providers.Said(err) == "" {
		t.Errorf("IDC-04 of none: %v", err)
	}
	if err := c.DeleteToken(w.allowed("IDC-03"), providers.Ref{ID: all[0].ID}); !providers.Refused(err) {
		t.Errorf("IDC-03 of its own: %v", err)
	}
	if err := c.DeleteToken(w.allowed("IDC-03"), ref); err != nil {
		t.Errorf("IDC-03: %v", err)
	}
	w.box.SetFault(sandbox.Fault{Provider: "idcloudhost", Op: "IDC-05", Kind: sandbox.FaultLost, Times: 1})
	if _, err := c.CreateToken(w.allowed("IDC-05"), providers.TokenOptions{}); providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("a lost answer: %v", err)
	}
}

func TestProfileInTheSandbox(t *testing.T) {
	w := quick(t)
	if err := w.client.ChangeProfile(w.allowed("IDC-02"), form.Values{"phone_number": "+62 21 5", "personal_id_number": ""}); err != nil {
		t.Fatal(err)
	}
	o, err := w.client.Profile(w.Context())
	if facts := o.Facts.(providers.ProfileFacts); err != nil || facts["phone_number"] != "+62 21 5" || facts["last_name"] != "Iaas" || len(o.Secrets) != 0 {
		t.Errorf("%+v, %v", o, err)
	}
	err = w.client.ChangeProfile(w.allowed("IDC-02"), form.Values{"middle_name": "x"})
	if !providers.Refused(err) {
		t.Errorf("a field that is not known: %v", err)
	}
}
