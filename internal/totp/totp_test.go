package totp

import (
	"encoding/base32"
	"net/url"
	"testing"
	"time"

	"pinfold/internal/secrets"
)

// rfc is the secret of the examples of RFC 6238.
var rfc = secrets.NewText(base32.StdEncoding.EncodeToString([]byte("12345678901234567890")))

// TestCodesOfTheStandard: the last six digits of appendix B of RFC 6238.
func TestCodesOfTheStandard(t *testing.T) {
	for at, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924",
		2000000000: "279037", 20000000000: "353130"} {
		if got, err := Code(rfc, StepAt(time.Unix(at, 0))); err != nil || got != want {
			t.Errorf("at %d: %q, %v, want %q", at, got, err, want)
		}
	}
}

// TestOneStepEachSide is taken, and no more.
func TestOneStepEachSide(t *testing.T) {
	now := time.Unix(1234567890, 0)
	for off, want := range map[int64]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		code, err := Code(rfc, StepAt(now)+off)
		if err != nil {
			t.Fatal(err)
		}
		step, ok, err := Match(rfc, code[:3]+" "+code[3:], now)
		if err != nil || ok != want || ok && step != StepAt(now)+off {
			t.Errorf("%d steps off: step %d, %v, %v", off, step, ok, err)
		}
	}
	for _, code := range []string{"", "0", "000000", "0059240", "005 92", "005924 005924", "nonsense", "００５９２４"} {
		if _, ok, err := Match(rfc, code, now); ok || err != nil {
			t.Errorf("%q: %v, %v", code, ok, err)
		}
	}
}

func TestAppsReadTheAddress(t *testing.T) {
	secret := NewSecret()
	if again := NewSecret(); again.Reveal() == secret.Reveal() || len(secret.Reveal()) != 32 {
		t.Fatal("the secrets are not random")
	}
	text, err := URL(secret, "Pinfold panel.example", "ann@example.com")
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Pinfold panel.example:ann@example.com" {
		t.Errorf("the address is of scheme %q, host %q, path %q", u.Scheme, u.Host, u.Path)
	}
	for name, want := range map[string]string{"secret": secret.Reveal(), "issuer": "Pinfold panel.example", "digits": "6", "period": "30", "algorithm": "SHA1"} {
		if got := u.Query().Get(name); got != want {
			t.Errorf("%s is not as expected", name)
		}
	}
}

func TestSecretsAreShownInGroups(t *testing.T) {
	if got := Grouped(secrets.NewText("ABCDEFGHIJ")); got != "ABCD EFGH IJ" {
		t.Errorf("%q", got)
	}
}
