package clodo_test

import (
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/sandbox"
)

func TestProfileInTheSandbox(t *testing.T) {
	w := newWorld(t)
	before, err := w.client.Profile(t.Context())
	facts := before.Facts.(providers.ProfileFacts)
	if err != nil || before.ID != "123" || facts["users_family"] != "Петров" || facts["vpsdeletesms"] != "1" || facts["passportnumber"] != "" {
		t.Fatalf("%+v, %v", before, err)
	}
	if before.Secrets["passportnumber"].Reveal() != "731946" || len(before.Secrets) != 4 {
		t.Errorf("secrets: %v", before.Secrets)
	}
	gauges := before.Gauges.(providers.ProfileGauges)
	if len(gauges.SignIns) != 2 || gauges.SignIns[0].Failed || !gauges.SignIns[1].Failed || gauges.SignIns[1].From != "198.51.100.7" {
		t.Errorf("%+v", gauges)
	}
	change := providers.WithIntent(t.Context(), providers.Intent{Operation: 1, Step: "change", Op: "CLO-36"})
	w.fault("CLO-36", sandbox.FaultLost)
	if err := w.client.ChangeProfile(change, form.Values{"jabber": "test@jabber.com", "bik": "044525225", "passportwho": ""}); providers.KindOf(err) != providers.ErrUnknown {
		t.Errorf("a lost answer: %v", err)
	}
	after, err := w.client.Profile(t.Context())
	if got := after.Facts.(providers.ProfileFacts); err != nil || got["jabber"] != "test@jabber.com" || got["users_family"] != "Петров" {
		t.Errorf("%+v, %v", after, err)
	}
	if after.Secrets["bik"].Reveal() != "044525225" || len(after.Secrets) != 4 {
		t.Errorf("secrets: %v", after.Secrets)
	}
	err = w.client.ChangeProfile(change, form.Values{"finworkphoneext": strings.Repeat("1", 201)})
	if !providers.Refused(err) || !strings.Contains(providers.Sentence(err), "Extension of the work phone under Finance contact") {
		t.Errorf("refused: %v", err)
	}
	if name := w.client.BlamedField(providers.Said(err)); name != "finworkphoneext" {
		t.Errorf("the field is %q: %s", name, providers.Said(err))
	}
	w.fault("CLO-35", sandbox.FaultHTML)
	if _, err := w.client.Profile(t.Context()); providers.KindOf(err) != providers.ErrUnexpected {
		t.Errorf("a page instead: %v", err)
	}
}

// TestProfileForm covers every documented field but those that nobody can
// change.
func TestProfileForm(t *testing.T) {
	w := newWorld(t)
	f := w.client.ProfileForm(nil, nil)
	if len(f.Fields) != 55 {
		t.Errorf("%d fields", len(f.Fields))
	}
	if f = w.client.ProfileForm(nil, providers.ProfileFacts{"allow_change_facetype": "0"}); len(f.Fields) != 54 {
		t.Errorf("%d fields where the owner stays", len(f.Fields))
	}
}
