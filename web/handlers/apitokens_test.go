package handlers

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/apitoken"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

var shownToken = regexp.MustCompile(`pnf_[A-Z2-7]{39}`)

// TestMakeAToken: shown once, stored as a digest, and it works.
func TestMakeAToken(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	ann.get("/settings").want(t, http.StatusOK, "/settings/tokens")
	ann.get(apiTokensURL).want(t, http.StatusOK, "No API tokens yet", "http://panel.example/api/v1/servers", "docs/api.md")
	ann.get(apiTokensURL+"/new").want(t, http.StatusOK, "May spend money and delete")
	made := ann.post(apiTokensURL+"/new", "name", "backup <b>", "role", "operator", "expires", "30")
	made.want(t, http.StatusOK, "cannot be shown again")
	text := shownToken.FindString(made.body)
	if text == "" || !apitoken.Valid(text) {
		t.Fatal("no token is shown")
	}
	if made.Header.Get("Cache-Control") != "no-store" {
		t.Error("the page may be stored")
	}
	list := ann.get(apiTokensURL)
	list.want(t, http.StatusOK, "backup &lt;b&gt;", text[:8], "Operator", "Never", "/revoke")
	if strings.Contains(list.body, text[8:]) {
		t.Error("the token is shown again")
	}
	row := h.Text(t, "SELECT digest || ' ' || role || ' ' || may_risk || ' ' || user_id FROM api_tokens")
	if want := fmt.Sprintf("%s operator 0 %d", apitoken.Digest(secrets.NewText(text)), h.scope.User.ID); row != want {
		t.Errorf("stored %q", row)
	}
	if end := h.Text(t, "SELECT strftime('%s', expires_at) FROM api_tokens"); end != fmt.Sprint(h.Now().AddDate(0, 0, 30).Unix()) {
		t.Errorf("expires %s", end)
	}
	audited := h.Text(t, "SELECT target_name || ' ' || after FROM audits WHERE action = 'api_token.create'")
	if !strings.Contains(audited, "backup <b> ("+text[:8]) || !strings.Contains(audited, `"role":"operator"`) || strings.Contains(audited, text[8:]) {
		t.Errorf("audited %q", audited)
	}
	program := &program{house: h, token: secrets.NewText(text), header: http.Header{}}
	program.get("/accounts").want(t, http.StatusOK)
	ann.get(apiTokensURL).want(t, http.StatusOK, "192.0.2.7")
}

// TestTokensAreRefused with a sentence at the field, values kept.
func TestTokensAreRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	today := h.Now()
	for _, c := range []struct{ pairs, want string }{
		{"name=&role=viewer&expires=7", "Fill this in."},
		{"name=x&role=root&expires=7", "not offered any more"},
		{"name=x&role=viewer&expires=never", "not offered any more"},
		{"name=x&role=viewer&expires=", "Choose one."},
		{"name=x&role=viewer&expires=date&date=", "Fill this in."},
		{"name=x&role=viewer&expires=date&date=31.12.2026", "A date looks like"},
		{"name=x&role=viewer&expires=date&date=" + today.AddDate(0, 0, -1).Format(time.DateOnly), "This day is over."},
		{"name=kept-name&role=viewer&expires=date&date=" + today.AddDate(1, 0, 5).Format(time.DateOnly), "kept-name"},
	} {
		ann.send(http.MethodPost, apiTokensURL+"/new", c.pairs).want(t, http.StatusUnprocessableEntity, c.want)
	}
	bob := h.Limited(t, h.scope.Team.ID, "bob@example.com")
	h.as(bob).post(apiTokensURL+"/new", "name", "x", "role", "admin", "expires", "7").want(t, http.StatusUnprocessableEntity, "not offered any more")
	if n := h.Int(t, "SELECT COUNT(*) FROM api_tokens"); n != 0 {
		t.Errorf("%d tokens", n)
	}
	ann.post(apiTokensURL+"/new", "name", "x", "role", "owner", "expires", "date", "date", today.Format(time.DateOnly)).want(t, http.StatusOK)
	for range models.APITokensMost - 1 {
		h.program(h.scope, access.Viewer)
	}
	ann.post(apiTokensURL+"/new", "name", "x", "role", "owner", "expires", "7").want(t, http.StatusUnprocessableEntity, "as many as there may be")
}

// TestMakingATokenAsksWhoItIs, unless that was proved a short time ago.
func TestMakingATokenAsksWhoItIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	h.Clock.Add(proofFor)
	answer := ann.post(apiTokensURL+"/new", "name", "x", "role", "viewer", "expires", "7")
	answer.want(t, http.StatusForbidden, "Confirm that it is you")
	if h.Int(t, "SELECT COUNT(*) FROM api_tokens") != 0 || shownToken.MatchString(answer.body) {
		t.Error("a token was made")
	}
}

// TestRevokeTokens: one's own, and those of others for who manages members; to
// all others they are not there.
func TestRevokeTokens(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	bob, eve := h.Limited(t, h.scope.Team.ID, "bob@example.com", h.account.ID), h.Team(t, "eve")
	his, hers := h.program(bob, access.Viewer), h.program(h.scope, access.Viewer, func(row *models.APIToken) { row.Name = "of-ann" })
	revoke := func(row models.APIToken) string { return apiTokenURL(row.ID) + "/revoke" }
	ann, visitor, stranger := h.as(h.scope), h.as(bob), h.as(eve)
	for _, path := range []string{revoke(hers.row), revoke(models.APIToken{ID: 987654})} {
		visitor.get(path).want(t, http.StatusNotFound)
		visitor.post(path).want(t, http.StatusNotFound)
	}
	stranger.post(revoke(his.row)).want(t, http.StatusNotFound)
	if page := visitor.get(apiTokensURL + "?show=team"); strings.Contains(page.body, "of-ann") || strings.Contains(page.body, "Other members") {
		t.Error("a member sees tokens of others")
	}
	ann.get(apiTokensURL+"?show=team").want(t, http.StatusOK, "bob@example.com", revoke(his.row))
	his.get("/accounts").want(t, http.StatusOK)
	ann.get(revoke(his.row)).want(t, http.StatusOK, "Revoke the token script", "refused at once")
	ann.post(revoke(his.row)).want(t, http.StatusSeeOther)
	his.get("/accounts").want(t, http.StatusUnauthorized)
	ann.post(revoke(his.row)).want(t, http.StatusSeeOther)
	if n := h.Int(t, "SELECT COUNT(*) FROM audits WHERE action = 'api_token.revoke' AND user_id = ? AND target_id = ?", h.scope.User.ID, his.row.ID); n != 1 {
		t.Errorf("%d entries", n)
	}
	visitor.get(apiTokensURL).want(t, http.StatusOK, "Revoked")
	h.Clock.Add(endedShown)
	if page := h.as(bob).get(apiTokensURL); strings.Contains(page.body, "Revoked") {
		t.Error("what ended long ago is still listed")
	}
}
