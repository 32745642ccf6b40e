// Package totp makes the secrets of authenticator apps and checks their codes
// (RFC 6238: SHA-1, six digits, 30 seconds, which is what all apps know).
package totp

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"pinfold/internal/secrets"
)

// Period is how long a code is shown.
const Period = 30 * time.Second

// Around is how many steps a clock may be off, either way.
const Around = 1

// secretBytes is what RFC 4226 recommends.
const secretBytes = 20

var options = hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}

// NewSecret returns a secret in base32, as apps take it.
func NewSecret() secrets.Text {
	var random [secretBytes]byte
	_, _ = rand.Read(random[:]) // It never fails.
	return secrets.NewText(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(random[:]))
}

// URL is what an app reads from the picture.
func URL(secret secrets.Text, issuer, account string) (string, error) {
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret.Reveal())
	if err != nil {
		return "", err
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: account, Secret: raw})
	if err != nil {
		return "", err
	}
	return key.URL(), nil
}

// StepAt is the number of the period that a moment lies in.
func StepAt(now time.Time) int64 { return now.Unix() / int64(Period.Seconds()) }

// Code is what an app shows in a step.
func Code(secret secrets.Text, step int64) (string, error) {
	return hotp.GenerateCodeCustom(secret.Reveal(), uint64(step), options)
}

// Match finds the step around now that the code is of. It looks at all of
// them, whichever matches.
func Match(secret secrets.Text, code string, now time.Time) (step int64, ok bool, err error) {
	code = Plain(code)
	for at := StepAt(now) - Around; at <= StepAt(now)+Around; at++ {
		want, err := Code(secret, at)
		if err != nil {
			return 0, false, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			step, ok = at, true
		}
	}
	return step, ok, nil
}

// Plain drops the gaps that apps show within a code.
func Plain(code string) string {
	return strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(code)
}

// Grouped shows a secret in groups of four, for typing.
func Grouped(secret secrets.Text) string {
	var groups []string
	for rest := secret.Reveal(); rest != ""; {
		n := min(4, len(rest))
		groups, rest = append(groups, rest[:n]), rest[n:]
	}
	return strings.Join(groups, " ")
}
