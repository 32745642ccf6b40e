package handlers

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
)

// TestWalkOfTokens goes to every route of the API with a token in each role,
// without one, and with one of another team.
// Case 8: the API answers nobody without a token.
func TestWalkOfTokens(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	w := h.walkers()
	programs := map[access.Role]*program{}
	for role, scope := range w.roles {
		programs[role] = h.program(scope, role, mayRisk)
	}
	stranger := h.program(w.stranger, access.Owner, mayRisk)
	nobody := &program{house: h, header: http.Header{}}
	for _, s := range stopsOf(apiTable) {
		path, body := strings.TrimPrefix(s.address(w.ids), apiURL), ""
		if s.method == http.MethodPost {
			body = `{"confirm": "none"}`
		}
		for role, p := range programs {
			h.Clock.Add(time.Second)
			answer := p.send(s.method, path, "walk", body)
			refused := answer.StatusCode == http.StatusForbidden
			if refused == role.May(s.needs) || answer.StatusCode == http.StatusInternalServerError {
				t.Errorf("%s, %s %s: status %d", role, s.method, path, answer.StatusCode)
			}
		}
		if got := nobody.send(s.method, path, "", body).StatusCode; got != http.StatusUnauthorized {
			t.Errorf("nobody, %s %s: status %d", s.method, path, got)
		}
		h.Clock.Add(time.Second)
		if got := stranger.send(s.method, path, "walk", body).StatusCode; strings.Contains(s.route, ":id") && got != http.StatusNotFound {
			t.Errorf("another team, %s %s: status %d", s.method, path, got)
		}
	}
}
