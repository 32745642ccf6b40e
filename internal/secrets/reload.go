package secrets

import (
	"errors"
	"slices"
)

// ErrOtherKey tells that what stands in the place of the key is another one.
var ErrOtherKey = errors.New("this is not the key in use")

// Follow sets where Reload reads the keys.
func (k *Keyring) Follow(source func() (string, error)) { k.source.Store(&source) }

// Reload reads the keys anew and tells whether they changed. What lacks the key
// that seals now is not taken: it would not open what was sealed last.
func (k *Keyring) Reload() (changed bool, err error) {
	source := k.source.Load()
	if source == nil {
		return false, nil
	}
	text, err := (*source)()
	if err != nil {
		return false, err
	}
	read, err := readKeys([]byte(text))
	if err != nil {
		return false, err
	}
	have := k.keys.Load()
	if !slices.Contains(read.ids, have.primary) {
		return false, ErrOtherKey
	}
	if read.primary == have.primary && slices.Equal(read.ids, have.ids) {
		return false, nil
	}
	return k.keys.CompareAndSwap(have, read), nil
}
