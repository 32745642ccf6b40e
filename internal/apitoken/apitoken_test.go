package apitoken_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pinfold/internal/apitoken"
	"pinfold/internal/secrets"
)

// shape is what a scanner of leaked secrets looks for.
var shape = regexp.MustCompile(`^pnf_[A-Z2-7]{39}$`)

func TestTokens(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		token := apitoken.New()
		text := token.Reveal()
		if !shape.MatchString(text) || !apitoken.Valid(text) {
			t.Fatalf("a token of %d letters has another shape", len(text))
		}
		if seen[text] {
			t.Fatal("the same token twice")
		}
		seen[text] = true
		if got := apitoken.Hint(token); got != text[:8] {
			t.Errorf("hint %q", got)
		}
		if digest := apitoken.Digest(token); len(digest) != 64 || strings.Contains(digest, text[4:]) {
			t.Errorf("digest %q", digest)
		}
		if got := fmt.Sprint(token); got != "[redacted]" {
			t.Errorf("a token prints as %q", got)
		}
	}
}

func TestDigestTellsTokensApart(t *testing.T) {
	one, two := apitoken.New(), apitoken.New()
	if apitoken.Digest(one) == apitoken.Digest(two) || apitoken.Digest(one) != apitoken.Digest(secrets.NewText(one.Reveal())) {
		t.Error("the digest does not stand for the token")
	}
}

// TestOneLetterOff is refused by the checksum, wherever the letter is.
func TestOneLetterOff(t *testing.T) {
	good := apitoken.New().Reveal()
	for i := range good {
		bad := []byte(good)
		if bad[i]++; apitoken.Valid(string(bad)) {
			t.Errorf("letter %d is not checked", i)
		}
	}
	for _, bad := range []string{"", "pnf_", good[:len(good)-1], good + "A", strings.ToLower(good), " " + good} {
		if apitoken.Valid(bad) {
			t.Errorf("%d letters pass", len(bad))
		}
	}
}

// FuzzValid holds that no text makes the check fail otherwise than by its
// answer, and that what passes has the shape of a token.
func FuzzValid(f *testing.F) {
	f.Add(apitoken.New().Reveal())
	f.Add("pnf_")
	f.Add("pnf_\x00\xff")
	f.Fuzz(func(t *testing.T, text string) {
		if apitoken.Valid(text) && (len(text) != 43 || !strings.HasPrefix(text, apitoken.Prefix)) {
			t.Errorf("%q passes", text)
		}
		_ = apitoken.Hint(secrets.NewText(text))
	})
}
