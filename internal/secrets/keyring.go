package secrets

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sort"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// Keyring seals and opens secrets with the installation's key.
type Keyring struct {
	aead   tink.AEAD
	digest []byte
}

// Binding names the place a sealed value belongs to. Moved to another place,
// it does not open.
type Binding struct {
	Team   int64
	Table  string
	Row    int64
	Column string
}

func (b Binding) data() []byte {
	return fmt.Appendf(nil, "%d/%s/%d/%s", b.Team, b.Table, b.Row, b.Column)
}

// GenerateKey returns a new key in the text form that LoadKey reads.
func GenerateKey() ([]byte, error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&out))
	return out.Bytes(), err
}

// LoadKey reads a key made by GenerateKey.
func LoadKey(text []byte) (*Keyring, error) {
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(text)))
	if err != nil {
		return nil, errors.New("not a key that this panel made")
	}
	primitive, err := aead.New(handle)
	if err != nil {
		return nil, errors.New("not a key that this panel can use")
	}
	sum := sha256.Sum256(append([]byte("digest\x00"), text...))
	return &Keyring{aead: primitive, digest: sum[:]}, nil
}

// Seal encrypts plain for one place.
func (k *Keyring) Seal(b Binding, plain []byte) ([]byte, error) {
	return k.aead.Encrypt(plain, b.data())
}

// ErrSealed is returned for a value that was sealed with another key, for
// another place, or changed since.
var ErrSealed = errors.New("the stored secret does not open with this key")

// Open decrypts what Seal made for the same place.
func (k *Keyring) Open(b Binding, sealed []byte) ([]byte, error) {
	plain, err := k.aead.Decrypt(sealed, b.data())
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// SealMap seals named secrets for one place.
func (k *Keyring) SealMap(b Binding, values map[string]Text) ([]byte, error) {
	open := make(map[string]string, len(values))
	for name, value := range values {
		open[name] = value.Reveal()
	}
	plain, err := json.Marshal(open)
	if err != nil {
		return nil, err
	}
	return k.Seal(b, plain)
}

// OpenMap opens what SealMap made for the same place.
func (k *Keyring) OpenMap(b Binding, sealed []byte) (map[string]Text, error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	plain, err := k.Open(b, sealed)
	if err != nil {
		return nil, err
	}
	var open map[string]string
	if err := json.Unmarshal(plain, &open); err != nil {
		return nil, ErrSealed
	}
	values := make(map[string]Text, len(open))
	for name, value := range open {
		values[name] = NewText(value)
	}
	return values, nil
}

// Digest returns a keyed digest of named secrets, which tells whether they
// changed and nothing else. It is "" for none.
func (k *Keyring) Digest(values map[string]Text) string {
	if len(values) == 0 {
		return ""
	}
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	mac := hmac.New(sha256.New, k.digest)
	for _, name := range names {
		fmt.Fprintf(mac, "%d:%s%d:%s", len(name), name, len(values[name].Reveal()), values[name].Reveal())
	}
	return hex.EncodeToString(mac.Sum(nil))
}
