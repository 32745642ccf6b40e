package handlers

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/apitoken"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// program calls the API with a token.
type program struct {
	*house
	token  secrets.Text
	row    models.APIToken
	header http.Header
}

// program makes a token for the person; change adapts it.
func (h *house) program(scope models.Scope, role access.Role, change ...func(*models.APIToken)) *program {
	h.t.Helper()
	token := apitoken.New()
	row := models.APIToken{Name: "script", Role: role, Digest: apitoken.Digest(token), Hint: apitoken.Hint(token), ExpiresAt: h.Now().Add(24 * time.Hour)}
	for _, c := range change {
		c(&row)
	}
	testdb.Must(h.t, scope.AddAPIToken(ctx, &row, models.Audit{Action: "api_token.create"}))
	return &program{house: h, token: token, row: row, header: http.Header{}}
}

func mayRisk(row *models.APIToken) { row.MayRisk = true }

func (p *program) get(path string) page {
	p.t.Helper()
	return p.send(http.MethodGet, path, "", "")
}

// start posts an action with an Idempotency-Key.
func (p *program) start(path, key, body string) page {
	p.t.Helper()
	return p.send(http.MethodPost, path, key, body)
}

func (p *program) send(method, path, key, body string) page {
	p.t.Helper()
	r := httptest.NewRequest(method, apiURL+path, strings.NewReader(body))
	r.RemoteAddr, r.Host = "192.0.2.7:5000", "panel.example"
	r.Header = p.header.Clone()
	if !p.token.IsZero() {
		r.Header.Set("Authorization", "Bearer "+p.token.Reveal())
	}
	if body != "" && r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, r)
	answer := page{Response: w.Result(), body: w.Body.String()}
	conforms(p.t, r, answer)
	return answer
}

// into reads the JSON of an answer.
func (p page) into(t *testing.T, value any) {
	t.Helper()
	if err := json.Unmarshal([]byte(p.body), value); err != nil {
		t.Fatalf("status %d, body %q: %v", p.StatusCode, p.body, err)
	}
}

// wantProblem checks an error of the API.
func (p page) wantProblem(t *testing.T, status int, texts ...string) {
	t.Helper()
	var told problem
	p.into(t, &told)
	if kind := p.Header.Get("Content-Type"); kind != "application/problem+json" || told.Status != status || told.Detail == "" {
		t.Errorf("content type %q, %+v", kind, told)
	}
	p.want(t, status, texts...)
}
