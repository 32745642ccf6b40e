package models

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"pinfold/internal/form"
)

// chainVersion stands first in what is hashed, so that another encoding could
// never be taken for this one.
const chainVersion = "audit 1"

// digest is the hash of an entry: of all its fields but id and hash, each with
// its length in front, in a fixed order.
func (a Audit) digest() string {
	sum := sha256.New()
	for _, text := range []string{
		chainVersion, number(int64(a.TeamID)), number(a.Seq), a.Prev, number(int64(a.UserID)), a.At.UTC().Format(time.RFC3339Nano),
		a.Action, string(a.Kind), number(int64(a.TargetID)), a.TargetName, operationText(a.OperationID), a.Outcome, a.Address,
	} {
		part(sum, text)
	}
	for _, values := range []form.Values{a.Details, a.Before, a.After} {
		part(sum, number(int64(len(values))))
		for _, name := range slices.Sorted(maps.Keys(values)) {
			part(sum, name)
			part(sum, values[name])
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func part(sum hash.Hash, text string) {
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(text)))
	sum.Write(length[:]) // A hash never fails.
	sum.Write([]byte(text))
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// operationText tells no operation from operation 0.
func operationText(id *ID) string {
	if id == nil {
		return ""
	}
	return number(int64(*id))
}

// storable is the entry as it will be read back: what is hashed must be what
// is stored.
func (a Audit) storable() Audit {
	for _, text := range []*string{&a.Action, &a.TargetName, &a.Outcome, &a.Address} {
		*text = strings.ToValidUTF8(*text, "\uFFFD")
	}
	a.Details, a.Before, a.After = valid(a.Details), valid(a.Before), valid(a.After)
	return a
}

func valid(values form.Values) form.Values {
	if values == nil {
		return nil
	}
	clean := make(form.Values, len(values))
	for name, value := range values {
		clean[strings.ToValidUTF8(name, "\uFFFD")] = strings.ToValidUTF8(value, "\uFFFD")
	}
	return clean
}
