package providers

import "context"

// SSHKeyFacts describes a public key that new servers can be given.
type SSHKeyFacts struct {
	Title string `json:"title,omitempty"`
	// Type is the algorithm, such as "ssh-ed25519".
	Type string `json:"type,omitempty"`
	// Fingerprint is that of OpenSSH, such as "SHA256:…", "" where the provider
	// tells neither it nor the key.
	Fingerprint string `json:"fingerprint,omitempty"`
}

// SSHKeyAdder adds public keys. Each call may make another entry.
type SSHKeyAdder interface {
	Inventory
	// AddSSHKey takes a line as in authorized_keys. It returns the new id, "" if
	// the provider does not tell it.
	AddSSHKey(ctx context.Context, line string) (id string, err error)
}

// SSHKeyRemover removes public keys by id.
type SSHKeyRemover interface {
	Inventory
	RemoveSSHKey(ctx context.Context, ref Ref) error
}
