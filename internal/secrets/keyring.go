package secrets

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sort"
	"sync/atomic"
)

// Keyring seals and opens secrets with the installation's keys: with the
// primary one what is sealed, with any of them what is opened. The keys may
// change while it is used.
type Keyring struct {
	keys   atomic.Pointer[keys]
	source atomic.Pointer[func() (string, error)]
	digest atomic.Pointer[[]byte]
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

// LoadKey reads a key made by GenerateKey.
func LoadKey(text []byte) (*Keyring, error) {
	read, err := readKeys(text)
	if err != nil {
		return nil, err
	}
	k := &Keyring{}
	k.keys.Store(read)
	k.digest.Store(&read.first)
	return k, nil
}

// Seal encrypts plain for one place.
func (k *Keyring) Seal(b Binding, plain []byte) ([]byte, error) {
	return k.keys.Load().aead.Encrypt(plain, b.data())
}

// ErrSealed is returned for a value that was sealed with another key, for
// another place, or changed since.
var ErrSealed = errors.New("the stored secret does not open with this key")

// Open decrypts what Seal made for the same place. A value that was sealed with
// a key that is not known yet has the keys read anew.
func (k *Keyring) Open(b Binding, sealed []byte) ([]byte, error) {
	have := k.keys.Load()
	if id, ok := SealedWith(sealed); ok && !slices.Contains(have.ids, id) {
		_, _ = k.Reload() // What still does not open is told below.
		have = k.keys.Load()
	}
	plain, err := have.aead.Decrypt(sealed, b.data())
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
	mac := hmac.New(sha256.New, *k.digest.Load())
	for _, name := range names {
		fmt.Fprintf(mac, "%d:%s%d:%s", len(name), name, len(values[name].Reveal()), values[name].Reveal())
	}
	return hex.EncodeToString(mac.Sum(nil))
}

// DigestKey returns what Digest is keyed with, and SetDigestKey sets it: an
// installation keeps the one of its first key, so that digests stay the same
// when keys come and go.
func (k *Keyring) DigestKey() []byte { return *k.digest.Load() }

// SetDigestKey sets what Digest is keyed with.
func (k *Keyring) SetDigestKey(key []byte) { k.digest.Store(&key) }
