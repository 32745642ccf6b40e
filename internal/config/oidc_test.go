package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pinfold/internal/access"
	"pinfold/internal/config"
)

// oidc is settings that work, with changes.
func oidc(changes ...string) map[string]string {
	env := map[string]string{"PANEL_OIDC_ISSUER": "https://id.example.com/realms/main", "PANEL_OIDC_CLIENT_ID": "panel", "PANEL_OIDC_CLIENT_SECRET": "canary"}
	for i := 0; i+1 < len(changes); i += 2 {
		env[changes[i]] = changes[i+1]
	}
	return env
}

func TestSingleSignOn(t *testing.T) {
	c, err := read(t, oidc("PANEL_OIDC_ROLES", "admins=Main team:admin; cn=ops team,ou=groups = Team: North : Operator;"))
	if err != nil {
		t.Fatal(err)
	}
	o := c.OIDC
	if o.Issuer != "https://id.example.com/realms/main" || o.ClientID != "panel" || o.Secret.Reveal() != "canary" || o.Name != "single sign-on" ||
		!slices.Equal(o.Scopes, []string{"openid", "profile", "email"}) || o.GroupsClaim != "groups" {
		t.Errorf("%+v", o)
	}
	want := []config.OIDCRole{{Group: "admins", Team: "Main team", Role: access.Admin}, {Group: "cn=ops team,ou=groups", Team: "Team: North", Role: access.Operator}}
	if !slices.Equal(o.Roles, want) {
		t.Errorf("roles %+v", o.Roles)
	}
	if c, err = read(t, nil); err != nil || c.OIDC != nil {
		t.Errorf("without settings: %+v, %v", c.OIDC, err)
	}
	if c, err = read(t, oidc("PANEL_OIDC_ISSUER", "http://127.0.0.1:9000", "PANEL_ALLOW_OIDC", "127.0.0.1:9000", "PANEL_OIDC_CLIENT_SECRET", "")); err != nil || !c.OIDC.Secret.IsZero() {
		t.Errorf("an allowed http issuer, public client: %v", err)
	}
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("from a file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err = read(t, oidc("PANEL_OIDC_CLIENT_SECRET", "", "PANEL_OIDC_CLIENT_SECRET_FILE", file))
	if err != nil || c.OIDC.Secret.Reveal() != "from a file" {
		t.Errorf("by a file: %v", err)
	}
}

func TestSingleSignOnWrong(t *testing.T) {
	for i, tt := range []struct {
		about   string
		changes []string
	}{
		{"PANEL_OIDC_ISSUER: is missing", []string{"PANEL_OIDC_ISSUER", ""}},
		{"PANEL_OIDC_CLIENT_ID: is missing", []string{"PANEL_OIDC_CLIENT_ID", ""}},
		{"PANEL_OIDC_CLIENT_SECRET: is set together", []string{"PANEL_OIDC_CLIENT_SECRET_FILE", "file"}},
		{"PANEL_OIDC_ISSUER: must be an https address; http", []string{"PANEL_OIDC_ISSUER", "http://id.example.com"}},
		{"PANEL_OIDC_ISSUER: must be an https address; http", []string{"PANEL_OIDC_ISSUER", "http://id.example.com", "PANEL_ALLOW_OIDC", "id.example.com:8080"}},
		{"PANEL_OIDC_ISSUER: must be an https address such", []string{"PANEL_OIDC_ISSUER", "id.example.com"}},
		{"PANEL_OIDC_ISSUER: must be an https address such", []string{"PANEL_OIDC_ISSUER", "https://id.example.com?x=1"}},
		{"PANEL_OIDC_ISSUER: must be an https address such", []string{"PANEL_OIDC_ISSUER", "https://u:p@id.example.com"}},
		{"PANEL_OIDC_SCOPES: must hold openid", []string{"PANEL_OIDC_SCOPES", "profile email"}},
		{"PANEL_OIDC_ROLES: has \"admins\"", []string{"PANEL_OIDC_ROLES", "admins"}},
		{"PANEL_OIDC_ROLES: has \"admins:admin\"", []string{"PANEL_OIDC_ROLES", "admins:admin"}},
		{"PANEL_OIDC_ROLES: has \"=Team:admin\"", []string{"PANEL_OIDC_ROLES", "=Team:admin"}},
		{"PANEL_OIDC_ROLES: has \"admins=:admin\"", []string{"PANEL_OIDC_ROLES", "admins=:admin"}},
		{"PANEL_OIDC_ROLES: has \"admins=Team:\"", []string{"PANEL_OIDC_ROLES", "admins=Team:"}},
		{"PANEL_OIDC_ROLES: has the role \"root\"", []string{"PANEL_OIDC_ROLES", "admins=Team:root"}},
		{"PANEL_OIDC_ROLES: gives \"a\" two roles", []string{"PANEL_OIDC_ROLES", "a=Team:admin; a=Team:viewer"}},
	} {
		t.Run(fmt.Sprint(i, " ", tt.about), func(t *testing.T) {
			_, err := read(t, oidc(tt.changes...))
			wantSentence(t, err, tt.about)
		})
	}
}
