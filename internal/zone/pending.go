package zone

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
)

var plainID = regexp.MustCompile(`^[A-Za-z0-9_]{1,40}$`)

// Key names a record of a zone in an address: by its ID, or by what it says if
// it has none or one that fits no address.
func (r Record) Key() string {
	if plainID.MatchString(r.ID) {
		return "r" + r.ID
	}
	sum := sha256.Sum256([]byte(r.ID + "\x00" + r.full()))
	return "h" + hex.EncodeToString(sum[:8])
}

// Mark tells whether a record still says what it said.
func (r Record) Mark() string {
	sum := sha256.Sum256([]byte(r.full()))
	return hex.EncodeToString(sum[:8])
}

// Key names the record that the change is about, also after a change of the
// change; an addition is named by what it says.
func (c Change) Key() string {
	if c.Before != nil {
		return c.Before.Key()
	}
	return "n" + c.Record().Mark()
}

// Find is the place of the change with the key, -1 if there is none.
func Find(changes []Change, key string) int {
	return slices.IndexFunc(changes, func(c Change) bool { return c.Key() == key })
}

// Put returns the list with the change in the place of the one with the key, or
// at its end. A change back to what the record was is taken off the list.
func Put(changes []Change, key string, c Change) []Change {
	out := slices.Clone(changes)
	at := Find(out, key)
	if nothing := c.Before != nil && c.After != nil && Same(*c.Before, *c.After); nothing || c.Before == nil && c.After == nil {
		return Without(out, key)
	}
	if at < 0 {
		return append(out, c)
	}
	out[at] = c
	return out
}

// Without returns the list without the change that has the key.
func Without(changes []Change, key string) []Change {
	return slices.DeleteFunc(slices.Clone(changes), func(c Change) bool { return c.Key() == key })
}
