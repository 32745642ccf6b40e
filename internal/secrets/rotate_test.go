package secrets_test

import (
	"bytes"
	"errors"
	"slices"
	"sync"
	"testing"

	"pinfold/internal/secrets"
)

// file is a key that a keyring follows.
type file struct {
	mu   sync.Mutex
	text []byte
}

func (f *file) read() (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.text == nil {
		return "", errors.New("unreadable")
	}
	return string(f.text), nil
}

func (f *file) set(text []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.text = text
}

func must[T any](t *testing.T) func(value T, err error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func TestRotatedKeyOpensBothWays(t *testing.T) {
	first := must[[]byte](t)(secrets.GenerateKey())
	old := must[*secrets.Keyring](t)(secrets.LoadKey(first))
	sealed := must[[]byte](t)(old.Seal(place, []byte(canary)))
	second := must[[]byte](t)(secrets.AddKey(first))
	rotated := must[*secrets.Keyring](t)(secrets.LoadKey(second))
	if plain, err := rotated.Open(place, sealed); err != nil || string(plain) != canary {
		t.Errorf("the new key does not open what the old one sealed: %v", err)
	}
	fresh := must[[]byte](t)(rotated.Seal(place, []byte(canary)))
	if id, ok := secrets.SealedWith(fresh); !ok || id != rotated.Primary() || id == old.Primary() || !bytes.HasPrefix(fresh, secrets.Mark(id)) {
		t.Errorf("sealed with %d, %v", id, ok)
	}
	if _, err := old.Open(place, fresh); !errors.Is(err, secrets.ErrSealed) {
		t.Errorf("without the new key it opens: %v", err)
	}
	last := must[*secrets.Keyring](t)(secrets.LoadKey(must[[]byte](t)(secrets.KeepPrimary(second))))
	if !slices.Equal(last.Keys(), []uint32{rotated.Primary()}) {
		t.Errorf("kept %v", last.Keys())
	}
	if _, err := last.Open(place, sealed); !errors.Is(err, secrets.ErrSealed) {
		t.Errorf("opens with a key that was dropped: %v", err)
	}
	if plain, err := last.Open(place, fresh); err != nil || string(plain) != canary {
		t.Errorf("the kept key opens %q, %v", plain, err)
	}
}

// TestKeyringFollowsItsFile: a panel that runs opens what another process sealed
// with a key that it has not seen yet.
func TestKeyringFollowsItsFile(t *testing.T) {
	f := &file{text: must[[]byte](t)(secrets.GenerateKey())}
	running := must[*secrets.Keyring](t)(secrets.LoadKey(f.text))
	running.Follow(f.read)
	digest := running.Digest(map[string]secrets.Text{"a": secrets.NewText("b")})
	f.set(must[[]byte](t)(secrets.AddKey(f.text)))
	other := must[*secrets.Keyring](t)(secrets.LoadKey(f.text))
	sealed := must[[]byte](t)(other.Seal(place, []byte(canary)))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if plain, err := running.Open(place, sealed); err != nil || string(plain) != canary {
				t.Errorf("%q, %v", plain, err)
			}
		})
	}
	group.Wait()
	if running.Primary() != other.Primary() || running.Digest(map[string]secrets.Text{"a": secrets.NewText("b")}) != digest {
		t.Error("the new key is not in use, or digests changed")
	}
}

func TestReloadKeepsAWorkingKey(t *testing.T) {
	first := must[[]byte](t)(secrets.GenerateKey())
	f := &file{text: must[[]byte](t)(secrets.AddKey(first))}
	running := must[*secrets.Keyring](t)(secrets.LoadKey(f.text))
	if changed, err := running.Reload(); changed || err != nil {
		t.Errorf("without a file: %v, %v", changed, err)
	}
	running.Follow(f.read)
	sealed := must[[]byte](t)(running.Seal(place, []byte(canary)))
	for name, text := range map[string][]byte{
		"a stranger's": must[[]byte](t)(secrets.GenerateKey()), "the one of before": first, "none": []byte("{}"), "unreadable": nil,
	} {
		f.set(text)
		if changed, err := running.Reload(); changed || err == nil {
			t.Errorf("%s: taken, %v", name, err)
		}
		if plain, err := running.Open(place, sealed); err != nil || string(plain) != canary {
			t.Errorf("%s: %q, %v", name, plain, err)
		}
	}
}

// TestDigestsOutliveTheKey: the digest of an installation is that of its first
// key, also after that key was dropped.
func TestDigestsOutliveTheKey(t *testing.T) {
	values := map[string]secrets.Text{"a": secrets.NewText("b")}
	first := must[[]byte](t)(secrets.GenerateKey())
	old := must[*secrets.Keyring](t)(secrets.LoadKey(first))
	added := must[[]byte](t)(secrets.AddKey(first))
	if digest := must[*secrets.Keyring](t)(secrets.LoadKey(added)).Digest(values); digest != old.Digest(values) {
		t.Error("another key changes digests")
	}
	last := must[*secrets.Keyring](t)(secrets.LoadKey(must[[]byte](t)(secrets.KeepPrimary(added))))
	if last.Digest(values) == old.Digest(values) {
		t.Error("the digest is not of the first key")
	}
	last.SetDigestKey(old.DigestKey())
	if last.Digest(values) != old.Digest(values) {
		t.Error("the stored digest key is not used")
	}
}

func FuzzLoadKey(f *testing.F) {
	first, err := secrets.GenerateKey()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(first)
	for _, text := range []string{"", "{}", "null", `{"primaryKeyId":1,"key":[]}`, `{"primaryKeyId":1,"key":[{"keyData":{"typeUrl":"x","value":"AA=="},"status":"ENABLED","keyId":1}]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		ring, err := secrets.LoadKey(text)
		if err != nil {
			return
		}
		sealed, err := ring.Seal(place, []byte(canary))
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := ring.Open(place, sealed); err != nil || string(plain) != canary {
			t.Fatalf("%q, %v", plain, err)
		}
	})
}

func FuzzOpen(f *testing.F) {
	text, err := secrets.GenerateKey()
	if err != nil {
		f.Fatal(err)
	}
	ring, err := secrets.LoadKey(text)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{})
	f.Add([]byte{1, 0, 0, 0, 0})
	f.Add(append(secrets.Mark(ring.Primary()), make([]byte, 40)...))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if values, err := ring.OpenMap(place, sealed); len(sealed) > 0 && err == nil {
			t.Fatalf("opens as %d values", len(values))
		}
	})
}
