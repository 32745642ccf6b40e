package actions

import (
	"strings"

	"golang.org/x/crypto/ssh"

	"pinfold/internal/form"
	"pinfold/internal/providers"
)

func sshKeyForm() form.Form {
	return form.Form{
		Fields: []form.Field{
			{
				Name: "public_key", Label: "Public key", Kind: form.TextArea, MaxLength: 10_000, Autocomplete: "off",
				Placeholder: "ssh-ed25519 AAAA… you@laptop",
				Help:        "One line, as in a file that ends in .pub.",
				Check: func(value string) string {
					_, sentence := readPublicKey(value, "")
					return sentence
				},
			},
			{
				Name: "label", Label: "Label", Kind: form.Text, Optional: true, MaxLength: 100, Autocomplete: "off",
				Help: "Left empty, the comment at the end of the key is used.",
			},
		},
	}
}

// publicKey is a key as it is sent.
type publicKey struct {
	kind, body, label, fingerprint string
}

func (k publicKey) line() string { return strings.TrimSpace(k.kind + " " + k.body + " " + k.label) }

// fits reports whether what a provider lists may be this key.
func (k publicKey) fits(item providers.Observation) bool {
	facts, _ := item.Facts.(providers.SSHKeyFacts)
	if strings.HasPrefix(facts.Fingerprint, "SHA256:") {
		return facts.Fingerprint == k.fingerprint
	}
	return k.label == "" || facts.Title == "" || facts.Title == k.label
}

// readPublicKey reads one line of authorized_keys. The sentence says what is
// wrong with it, "" if nothing is.
func readPublicKey(text, label string) (key publicKey, sentence string) {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "PRIVATE KEY") || strings.HasPrefix(text, "PuTTY-User-Key-File") {
		return key, "This is a private key. Paste the public one, it ends in .pub."
	}
	parsed, comment, options, rest, err := ssh.ParseAuthorizedKey([]byte(text))
	switch {
	case err != nil:
		return key, "This is no public key. It begins with its type, such as ssh-ed25519, and is one line."
	case len(strings.TrimSpace(string(rest))) > 0:
		return key, "Add one key at a time. There is more than one line."
	case len(options) > 0:
		return key, "Leave out what stands before the type of the key."
	}
	if label == "" {
		label = comment
	}
	kind, body, _ := strings.Cut(strings.TrimSpace(string(ssh.MarshalAuthorizedKey(parsed))), " ")
	return publicKey{kind: kind, body: body, label: label, fingerprint: ssh.FingerprintSHA256(parsed)}, ""
}
