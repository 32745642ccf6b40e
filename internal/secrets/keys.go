package secrets

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// keys are those of one text, the first of them oldest.
type keys struct {
	aead    tink.AEAD
	primary uint32
	ids     []uint32
	// first is made of the oldest key.
	first []byte
}

func readHandle(text []byte) (*keyset.Handle, error) {
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(bytes.TrimSpace(text))))
	if err != nil {
		return nil, errors.New("not a key that this panel made")
	}
	return handle, nil
}

func writeHandle(handle *keyset.Handle) ([]byte, error) {
	var out bytes.Buffer
	err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&out))
	return out.Bytes(), err
}

func readKeys(text []byte) (*keys, error) {
	handle, err := readHandle(text)
	if err != nil {
		return nil, err
	}
	primitive, err := aead.New(handle)
	if err != nil {
		return nil, errors.New("not a key that this panel can use")
	}
	set := insecurecleartextkeyset.KeysetMaterial(handle)
	read := &keys{aead: primitive, primary: set.GetPrimaryKeyId()}
	for _, key := range set.GetKey() {
		read.ids = append(read.ids, key.GetKeyId())
	}
	sum := sha256.Sum256(append([]byte("digest\x00"), set.GetKey()[0].GetKeyData().GetValue()...))
	read.first = sum[:]
	return read, nil
}

// GenerateKey returns a new key in the text form that LoadKey reads.
func GenerateKey() ([]byte, error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	return writeHandle(handle)
}

// AddKey returns the text with one key more, which becomes the primary one. The
// others stay, to open what they sealed.
func AddKey(text []byte) ([]byte, error) {
	handle, err := readHandle(text)
	if err != nil {
		return nil, err
	}
	manager := keyset.NewManagerFromHandle(handle)
	id, err := manager.Add(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	if err := manager.SetPrimary(id); err != nil {
		return nil, err
	}
	return managed(manager)
}

// KeepPrimary returns the text with the primary key alone.
func KeepPrimary(text []byte) ([]byte, error) {
	handle, err := readHandle(text)
	if err != nil {
		return nil, err
	}
	have, err := readKeys(text)
	if err != nil {
		return nil, err
	}
	manager := keyset.NewManagerFromHandle(handle)
	for _, id := range have.ids {
		if id == have.primary {
			continue
		}
		if err := manager.Delete(id); err != nil {
			return nil, err
		}
	}
	return managed(manager)
}

func managed(manager *keyset.Manager) ([]byte, error) {
	handle, err := manager.Handle()
	if err != nil {
		return nil, err
	}
	return writeHandle(handle)
}

// SealedWith tells the id of the key that a value was sealed with.
func SealedWith(sealed []byte) (id uint32, ok bool) {
	if len(sealed) < 5 || sealed[0] != 1 {
		return 0, false
	}
	return binary.BigEndian.Uint32(sealed[1:5]), true
}

// Mark is what every value that was sealed with the key begins with.
func Mark(id uint32) []byte { return binary.BigEndian.AppendUint32([]byte{1}, id) }

// Primary is the id of the key that seals, Keys those of all, the oldest first.
func (k *Keyring) Primary() uint32 { return k.keys.Load().primary }

// Keys are the ids of all keys, the oldest first.
func (k *Keyring) Keys() []uint32 { return slices.Clone(k.keys.Load().ids) }
