package actions

import (
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

const aPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"

func TestReadPublicKey(t *testing.T) {
	for _, test := range []struct{ text, label, line, says string }{
		{aPublicKey + " a@b", "", aPublicKey + " a@b", ""},
		{"\n " + aPublicKey + " a@b \n", "laptop", aPublicKey + " laptop", ""},
		{aPublicKey, "", aPublicKey, ""},
		{"", "", "", "This is no public key."},
		{"ssh-ed25519 AAAA", "", "", "This is no public key."},
		{"-----BEGIN RSA PRIVATE KEY-----\nMII", "", "", "This is a private key."},
		{"PuTTY-User-Key-File-3: ssh-ed25519", "", "", "This is a private key."},
		{aPublicKey + "\n" + aPublicKey, "", "", "Add one key at a time."},
		{"no-pty " + aPublicKey, "", "", "Leave out what stands before"},
	} {
		key, says := readPublicKey(test.text, test.label)
		if !strings.HasPrefix(says, test.says) || (says == "") != (test.says == "") || says == "" && key.line() != test.line {
			t.Errorf("%q: %q, %q", test.text, key.line(), says)
		}
	}
}

func TestKeyFits(t *testing.T) {
	key, _ := readPublicKey(aPublicKey+" a@b", "")
	for _, test := range []struct {
		facts providers.SSHKeyFacts
		want  bool
	}{
		{providers.SSHKeyFacts{Title: "other", Fingerprint: key.fingerprint}, true},
		{providers.SSHKeyFacts{Title: "a@b", Fingerprint: "SHA256:other"}, false},
		{providers.SSHKeyFacts{Title: "a@b"}, true},
		{providers.SSHKeyFacts{Title: "a@b", Fingerprint: "MD5:00"}, true},
		{providers.SSHKeyFacts{Title: "other"}, false},
		{providers.SSHKeyFacts{}, true},
	} {
		if got := key.fits(providers.Observation{Facts: test.facts}); got != test.want {
			t.Errorf("%+v: %v", test.facts, got)
		}
	}
}

func TestSameMoney(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{{"5.00", "5", true}, {"5.00", "5.01", false}, {"", "5.00", true}, {"5.00 USD", "6.00", true}} {
		if got := sameMoney(test.a, test.b); got != test.want {
			t.Errorf("%q and %q: %v", test.a, test.b, got)
		}
	}
}

func TestInstallationOf(t *testing.T) {
	got := installationOf(form.Values{"image": "x", "sshkey_9": "1", "sshkey_1": "1", "sshkey_2": ""})
	if got.Image != "x" || strings.Join(got.SSHKeys, ",") != "1,9" {
		t.Errorf("%+v", got)
	}
}
