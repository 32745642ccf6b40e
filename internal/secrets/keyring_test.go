package secrets_test

import (
	"bytes"
	"errors"
	"testing"

	"pinfold/internal/secrets"
)

func keyring(t *testing.T) *secrets.Keyring {
	t.Helper()
	key, err := secrets.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	ring, err := secrets.LoadKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}

var place = secrets.Binding{Team: 1, Table: "accounts", Row: 12, Column: "sealed"}

func TestSealedOpensInItsPlaceOnly(t *testing.T) {
	ring := keyring(t)
	sealed, err := ring.Seal(place, []byte(canary))
	if err != nil || bytes.Contains(sealed, []byte(canary)) {
		t.Fatalf("%q, %v", sealed, err)
	}
	if plain, err := ring.Open(place, sealed); err != nil || string(plain) != canary {
		t.Fatalf("%q, %v", plain, err)
	}
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	for name, try := range map[string]struct {
		ring   *secrets.Keyring
		place  secrets.Binding
		sealed []byte
	}{
		"another row":    {ring, secrets.Binding{Team: 1, Table: "accounts", Row: 2, Column: "sealed"}, sealed},
		"another team":   {ring, secrets.Binding{Team: 11, Table: "accounts", Row: 12, Column: "sealed"}, sealed},
		"another table":  {ring, secrets.Binding{Team: 1, Table: "resources", Row: 12, Column: "sealed"}, sealed},
		"another column": {ring, secrets.Binding{Team: 1, Table: "accounts", Row: 12, Column: "answer"}, sealed},
		"another key":    {keyring(t), place, sealed},
		"a changed byte": {ring, place, changed},
		"cut short":      {ring, place, sealed[:5]},
		"nothing":        {ring, place, nil},
	} {
		if plain, err := try.ring.Open(try.place, try.sealed); !errors.Is(err, secrets.ErrSealed) {
			t.Errorf("%s: opened as %q, %v", name, plain, err)
		}
	}
}

func TestMapsSurviveSealing(t *testing.T) {
	ring := keyring(t)
	values := map[string]secrets.Text{"key": secrets.NewText("quote\" \\ \n é"), "empty": secrets.NewText("")}
	sealed, err := ring.SealMap(place, values)
	if err != nil {
		t.Fatal(err)
	}
	open, err := ring.OpenMap(place, sealed)
	if err != nil || len(open) != 2 || open["key"].Reveal() != values["key"].Reveal() {
		t.Errorf("%d values, %v", len(open), err)
	}
	if open, err := ring.OpenMap(place, nil); err != nil || len(open) != 0 {
		t.Errorf("nothing sealed opens as %d values, %v", len(open), err)
	}
	list, err := ring.Seal(place, []byte("[1]"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ring.OpenMap(place, list); !errors.Is(err, secrets.ErrSealed) {
		t.Errorf("what is not a map opens: %v", err)
	}
}

func TestDigestTellsChanges(t *testing.T) {
	ring := keyring(t)
	texts := func(pairs ...string) map[string]secrets.Text {
		values := map[string]secrets.Text{}
		for i := 0; i < len(pairs); i += 2 {
			values[pairs[i]] = secrets.NewText(pairs[i+1])
		}
		return values
	}
	first := ring.Digest(texts("a", "1", "b", "2", "c", "3"))
	for range 20 {
		if again := ring.Digest(texts("c", "3", "b", "2", "a", "1")); again != first {
			t.Fatal("the order of a map changes the digest")
		}
	}
	seen := map[string]bool{first: true}
	for _, other := range []map[string]secrets.Text{
		texts("a", "1", "b", "2"), texts("a", "1", "b", "2", "c", "4"), texts("a", "1", "b", "2", "d", "3"),
		texts("ab", "1"), texts("a", "b1"), texts("a", "1b2"), texts("a", ""),
	} {
		if digest := ring.Digest(other); seen[digest] {
			t.Errorf("%d values have the digest of others", len(other))
		} else {
			seen[digest] = true
		}
	}
	if ring.Digest(nil) != "" || keyring(t).Digest(texts("a", "1", "b", "2", "c", "3")) == first {
		t.Error("the digest is not keyed, or none has one")
	}
}

func TestLoadKeyRefusesOthers(t *testing.T) {
	for _, text := range []string{"", "{}", "null", "secret", `{"primaryKeyId":1,"key":[]}`} {
		if _, err := secrets.LoadKey([]byte(text)); err == nil {
			t.Errorf("%q is a key", text)
		}
	}
}
