// Package password hashes and checks the passwords that people sign in with.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// The cost of a hash: 19 MiB of memory, two passes, one thread. At most two
// are computed at once, so that sign-ins never exhaust a small machine.
const (
	memoryKiB = 19 * 1024
	passes    = 2
	threads   = 1
	saltBytes = 16
	keyBytes  = 32

	// MinLength and MaxLength count characters.
	MinLength = 12
	MaxLength = 128
)

var slots = make(chan struct{}, 2)

// Problem says what is wrong with a new password, "" if nothing is.
func Problem(plain string) string { return ProblemFor(plain) }

// ProblemFor is Problem for somebody whose e-mail address, name and team are
// known: who guesses begins with these.
func ProblemFor(plain string, about ...string) string {
	n := utf8.RuneCountInString(plain)
	switch {
	case n < MinLength:
		return fmt.Sprintf("At least %d characters. This has %d.", MinLength, n)
	case n > MaxLength:
		return fmt.Sprintf("At most %d characters. This has %d.", MaxLength, n)
	case !utf8.ValidString(plain):
		return "Has characters that cannot be stored."
	case len(distinct(plain)) < 4:
		return "Use more than three different characters."
	}
	return guessable(strings.ToLower(plain), about)
}

func distinct(s string) map[rune]bool {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return seen
}

// Hash returns the argon2id hash of a password in the PHC string format.
func Hash(plain string) (string, error) {
	if problem := Problem(plain); problem != "" {
		return "", errors.New(problem)
	}
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	key, err := derive(context.Background(), plain, salt, memoryKiB, passes, threads)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memoryKiB, passes, threads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key)), nil
}

// Verify reports whether the password has the hash. An empty hash, of a
// person who does not exist, takes as long as any other and matches nothing.
// It fails only if ctx ends while waiting for a slot.
func Verify(ctx context.Context, plain, hash string) (bool, error) {
	salt, want, memory, time, lanes, ok := parse(hash)
	if !ok {
		salt, want, memory, time, lanes = make([]byte, saltBytes), make([]byte, keyBytes), memoryKiB, passes, threads
	}
	if utf8.RuneCountInString(plain) > MaxLength {
		plain = ""
	}
	key, err := derive(ctx, plain, salt, memory, time, lanes)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, want) == 1 && ok, nil
}

func derive(ctx context.Context, plain string, salt []byte, memory, time uint32, lanes uint8) ([]byte, error) {
	select {
	case slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-slots }()
	// A hash takes more memory than all the rest: what lies about makes room
	// first, and what it took goes back at once.
	debug.FreeOSMemory()
	defer debug.FreeOSMemory()
	return argon2.IDKey([]byte(plain), salt, time, memory, lanes, keyBytes), nil
}

func parse(hash string) (salt, key []byte, memory, time uint32, lanes uint8, ok bool) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return nil, nil, 0, 0, 0, false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &lanes); err != nil {
		return nil, nil, 0, 0, 0, false
	}
	salt, saltErr := base64.RawStdEncoding.DecodeString(parts[4])
	key, keyErr := base64.RawStdEncoding.DecodeString(parts[5])
	ok = saltErr == nil && keyErr == nil && len(key) == keyBytes && time > 0 && lanes > 0
	return salt, key, memory, time, lanes, ok
}
