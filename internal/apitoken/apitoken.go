// Package apitoken makes and reads the tokens of the panel's own API. A token
// begins with a mark and ends with a checksum, so that scanners of leaked
// secrets find it and a mistyped one is refused without a look into the
// database.
package apitoken

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"hash/crc32"
	"strings"

	"pinfold/internal/secrets"
)

const (
	// Prefix begins every token.
	Prefix = "pnf_"
	// secretLength letters of base32 are 160 random bits; checkLength letters
	// hold their CRC-32.
	secretLength = 32
	checkLength  = 7
	// hintLength is how much of a token may be shown: too little to guess it.
	hintLength = len(Prefix) + 4
)

var letters = base32.StdEncoding.WithPadding(base32.NoPadding)

// New returns a random token.
func New() secrets.Text {
	body := (rand.Text() + rand.Text())[:secretLength]
	return secrets.NewText(Prefix + body + check(body))
}

func check(body string) string {
	sum := crc32.ChecksumIEEE([]byte(body))
	return letters.EncodeToString([]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
}

// Valid reports whether the text has the shape and the checksum of a token. It
// says nothing about whether the token exists.
func Valid(text string) bool {
	body, ok := strings.CutPrefix(text, Prefix)
	return ok && len(body) == secretLength+checkLength && check(body[:secretLength]) == body[secretLength:]
}

// Digest is what is stored of a token. A search for it takes no time that
// depends on how much of a guess is right.
func Digest(token secrets.Text) string {
	sum := sha256.Sum256([]byte(token.Reveal()))
	return hex.EncodeToString(sum[:])
}

// Hint is the beginning of a token, by which a person knows it again.
func Hint(token secrets.Text) string {
	text := token.Reveal()
	return text[:min(len(text), hintLength)]
}
