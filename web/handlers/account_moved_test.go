package handlers

import (
	"net/http"
	"testing"

	"pinfold/internal/fleet"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// TestStoredKeysGoToNoOtherPlace: who may change where an account or a mail
// channel sends to does not learn the key that is stored for the present place.
func TestStoredKeysGoToNoOtherPlace(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	sealed, err := h.keys.SealMap(fleet.CredentialsOf(h.scope.Team.ID, h.account.ID), map[string]secrets.Text{"key": secrets.NewText("canary-key")})
	testdb.Must(t, err)
	h.Exec(t, "UPDATE accounts SET sealed = ?", sealed)
	ann, path := h.as(h.scope), accountURL(h.account.ID)+"/settings"
	for _, do := range []string{"test", "save"} {
		ann.post(path, "login", "main", "label", "main", "currency", "RUB", "host", "api.clodo.ru", "endpoint", "https://evil.example", "do", do).
			want(t, http.StatusUnprocessableEntity, "Enter it again", "https://evil.example")
	}
	if got := h.Text(t, "SELECT settings FROM accounts"); got != `{"login":"main"}` {
		t.Errorf("stored %s", got)
	}
	ann.post(path, "login", "main", "label", "main", "currency", "RUB", "host", "api.clodo.ru", "key", "another-key-0123456789", "endpoint", "https://other.example").
		want(t, http.StatusSeeOther)
	ann.post(path, "login", "main", "label", "renamed", "currency", "RUB", "host", "api.clodo.ru", "endpoint", "https://other.example").want(t, http.StatusSeeOther)
}

// TestStoredMailPasswordGoesToNoOtherServer, nor in the open.
func TestStoredMailPasswordGoesToNoOtherServer(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann, channel := h.as(h.scope), "/settings/alerts/channels/1"
	with := func(host, port, security, password string) []string {
		return []string{"name", "Mail", "to", "a@example.com", "from", "p@example.com", "host", host, "port", port, "security", security,
			"login", "p", "password", password}
	}
	ann.post("/settings/alerts/new?kind=email", with("smtp.example.com", "587", "starttls", "canary-word")...).want(t, http.StatusSeeOther)
	for _, moved := range [][]string{with("evil.example", "587", "starttls", ""), with("smtp.example.com", "2525", "starttls", ""), with("smtp.example.com", "587", "tls", "")} {
		ann.post(channel, moved...).want(t, http.StatusUnprocessableEntity, "Enter it again")
	}
	if got := h.Text(t, "SELECT json_extract(settings, '$.host') || json_extract(settings, '$.port') FROM alert_channels"); got != "smtp.example.com587" {
		t.Errorf("stored %s", got)
	}
	ann.post(channel, with("evil.example", "587", "starttls", "its own")...).want(t, http.StatusSeeOther)
	ann.post(channel, append(with("evil.example", "587", "starttls", ""), "to", "b@example.com")...).want(t, http.StatusSeeOther)
}
