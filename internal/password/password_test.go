package password

import (
	"context"
	"strings"
	"testing"
)

func TestProblem(t *testing.T) {
	for plain, want := range map[string]string{
		"":                             "At least 12 characters. This has 0.",
		"elevenchars":                  "At least 12 characters. This has 11.",
		strings.Repeat("abcd", 33):     "At most 128 characters. This has 132.",
		strings.Repeat("ab", 8):        "Use more than three different characters.",
		"correct horse battery":        "",
		strings.Repeat("пароль-да", 2): "",
	} {
		if got := Problem(plain); got != want {
			t.Errorf("Problem(%q) = %q, want %q", plain, got, want)
		}
	}
}

func TestVerify(t *testing.T) {
	hash, err := Hash("correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(hash, "horse") {
		t.Fatal("the hash holds the password")
	}
	for _, c := range []struct {
		name, plain, hash string
		want              bool
	}{
		{"right", "correct horse battery", hash, true},
		{"wrong", "correct horse batterz", hash, false},
		{"nobody", "correct horse battery", "", false},
		{"another method", "correct horse battery", "$2a$10$abc", false},
		{"cut", "correct horse battery", hash[:len(hash)-4], false},
		{"too long", strings.Repeat("x", 1_000_000), hash, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := Verify(context.Background(), c.plain, c.hash); err != nil || got != c.want {
				t.Errorf("Verify = %v, %v, want %v", got, err, c.want)
			}
		})
	}
}

func TestVerifyGivesUpWhenTheBrowserLeaves(t *testing.T) {
	slots <- struct{}{}
	slots <- struct{}{}
	defer func() { <-slots; <-slots }()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Verify(ctx, "correct horse battery", ""); err == nil {
		t.Error("no error while all slots are taken")
	}
}
