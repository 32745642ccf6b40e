package sso

import (
	"context"
	"encoding/json"
	"net/mail"
	"strings"
	"time"
	"unicode"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Identity is a person as the issuer knows them. Issuer and Subject are who
// it is; the rest may change and be the same for two people.
type Identity struct {
	Issuer, Subject string
	Name            string
	// Email is "" where none was told; Unconfirmed says that the issuer does not
	// vouch for it.
	Email       string
	Unconfirmed bool
	Groups      []string
	// SignedInAt is when the person last signed in at the issuer, zero where
	// that was not told.
	SignedInAt time.Time
}

// claims are what the ID token and the answer of the userinfo endpoint tell.
type claims map[string]json.RawMessage

// mostSubject is the longest subject that the specification allows.
const mostSubject = 255

func (c *Client) identify(ctx context.Context, i *issuer, proof *oidc.IDToken, token *oauth2.Token) (Identity, error) {
	told := claims{}
	if err := proof.Claims(&told); err != nil || proof.Subject == "" || len(proof.Subject) > mostSubject {
		return Identity{}, fail(Distrusted, "the claims cannot be read")
	}
	at := told.seconds("auth_time")
	if err := c.askMore(ctx, i, proof, token, told); err != nil {
		return Identity{}, err
	}
	return Identity{
		Issuer: c.o.Issuer, Subject: proof.Subject, SignedInAt: at, Groups: told.list(c.o.GroupsClaim),
		Name: shortLine(told.text("name")), Email: address(told.text("email")), Unconfirmed: told.denied("email_verified"),
	}, nil
}

// askMore adds what the ID token left out. Groups decide on roles: without an
// answer nobody is signed in, rather than with fewer roles.
func (c *Client) askMore(ctx context.Context, i *issuer, proof *oidc.IDToken, token *oauth2.Token, told claims) error {
	lacks := told["email"] == nil || told["name"] == nil || len(c.o.Rules) > 0 && told[c.o.GroupsClaim] == nil
	if !lacks || i.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := i.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return uninformed(err)
	}
	more := claims{}
	if info.Subject != proof.Subject || info.Claims(&more) != nil {
		return fail(Distrusted, "the userinfo endpoint speaks of somebody else")
	}
	for name, value := range more {
		if told[name] == nil {
			told[name] = value
		}
	}
	return nil
}

func (t claims) text(name string) (s string) {
	if json.Unmarshal(t[name], &s) != nil {
		return ""
	}
	return s
}

// list reads one text or several.
func (t claims) list(name string) (list []string) {
	if one := t.text(name); one != "" {
		return []string{one}
	}
	if json.Unmarshal(t[name], &list) != nil {
		return nil
	}
	return list
}

func (t claims) seconds(name string) time.Time {
	var n int64
	if json.Unmarshal(t[name], &n) != nil || n <= 0 {
		return time.Time{}
	}
	return time.Unix(n, 0)
}

// denied reports whether a claim says no; some issuers send it as a text.
func (t claims) denied(name string) bool {
	return string(t[name]) == "false" || t.text(name) == "false"
}

// address is an e-mail address, or "" if it is none.
func address(text string) string {
	if a, err := mail.ParseAddress(text); err != nil || a.Address != text || len(text) > 254 {
		return ""
	}
	return text
}

// shortLine is a name without what would break a line.
func shortLine(name string) string {
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, name))
	if letters := []rune(name); len(letters) > 100 {
		name = string(letters[:100])
	}
	return name
}
