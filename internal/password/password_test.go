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
		"пароль да не тот":             "",
		"grey-paper-black-ink":         "",
		"Tr0ub4dor&3 in the barn":      "",
		"7c1d0a94-6e":                  "At least 12 characters. This has 11.",
		strings.Repeat("пароль-да", 2): "It repeats one part. Choose a longer part instead.",
		"elephantelephant":             "It repeats one part. Choose a longer part instead.",
		"1QAZ2wsx3edc":                 first,
		"justinbieber":                 first,
		"JustinBieb3r":                 first,
		"abcdefghijkl":                 row,
		"qwertyuiop[]":                 row,
		"9876543210zxcv":               row,
		"Password4321":                 around,
		"P@ssw0rd2024!":                around,
		"!!!Dragon2020":                around,
		"michael19850412":              around,
		"Pinfold-Panel-2026":           "It holds little besides your name, your e-mail address, the team or the panel.",
	} {
		if got := Problem(plain); got != want {
			t.Errorf("Problem(%q) = %q, want %q", plain, got, want)
		}
	}
}

const (
	first  = "This is one of the passwords that are tried first. Choose one that nobody else has."
	row    = "It follows the alphabet, the digits or a row of keys."
	around = "It is a common password with digits or marks around it. Choose something else."
)

// TestProblemForAPerson: what everyone knows of them makes no password.
func TestProblemForAPerson(t *testing.T) {
	about := []string{"ann.miller@hostworks.example", "Ann Miller", "Night shift"}
	for plain, refused := range map[string]bool{
		"annmiller2026": true, "Miller-Hostworks-1": true, "nightshift!2026": true, "MILLERmiller99": true,
		"miller of the old river": false, "a night on the mountain": false, "correct horse battery": false,
	} {
		if got := ProblemFor(plain, about...); (got != "") != refused {
			t.Errorf("ProblemFor(%q) = %q", plain, got)
		}
	}
}

// TestListIsWhole: it has what everyone tries, and nothing by chance.
func TestListIsWhole(t *testing.T) {
	if n := len(common) / digestBytes; n < 40_000 || len(common)%digestBytes != 0 {
		t.Fatalf("%d entries in %d bytes", n, len(common))
	}
	for i := digestBytes; i < len(common); i += digestBytes {
		if common[i-digestBytes:i] >= common[i:i+digestBytes] {
			t.Fatalf("not sorted at %d", i)
		}
	}
	for _, word := range []string{"password", "qwerty", "123456789012", "unbelievable", "xpcrew"} {
		if !isCommon(word) {
			t.Errorf("lacks %s", word)
		}
	}
	if isCommon("correct horse battery") || isCommon("") {
		t.Error("has what is not on it")
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
