//go:build e2e

package e2e

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"pinfold/internal/access"
	"pinfold/internal/apitoken"
	"pinfold/internal/models"
	"pinfold/internal/secrets"
)

// AddToken makes an API token for the scope's person that may not spend money
// or delete.
func (d *Data) AddToken(scope models.Scope, role access.Role) (secrets.Text, models.APIToken) {
	d.t.Helper()
	token := apitoken.New()
	row := models.APIToken{Name: "their-token", Role: role, Digest: apitoken.Digest(token), Hint: apitoken.Hint(token), ExpiresAt: time.Now().Add(24 * time.Hour)}
	d.must(scope.AddAPIToken(context.Background(), &row, models.Audit{Action: "api_token.create"}))
	return token, row
}

// Program calls the panel's API with a token.
type Program struct {
	t     testing.TB
	base  string
	token secrets.Text
	http  http.Client
}

// NewProgram is a program with a token.
func NewProgram(t testing.TB, p *Panel, token secrets.Text) *Program {
	return &Program{t: t, base: p.URL, token: token, http: http.Client{Timeout: 30 * time.Second}}
}

// Call sends a request; where the token may call too often, it comes again when
// it is told to.
func (p *Program) Call(method, path, key, body string) Answer {
	p.t.Helper()
	for {
		answer := p.once(method, path, key, body)
		if answer.Status != http.StatusTooManyRequests {
			return answer
		}
		wait, err := time.ParseDuration(answer.Header.Get("Retry-After") + "s")
		if err != nil {
			p.t.Fatalf("Retry-After %q", answer.Header.Get("Retry-After"))
		}
		<-time.After(wait)
	}
}

func (p *Program) once(method, path, key, body string) Answer {
	p.t.Helper()
	request, err := http.NewRequest(method, p.base+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+p.token.Reveal())
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Idempotency-Key", key)
	}
	response, err := p.http.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }() // It was only read.
	data, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return Answer{Status: response.StatusCode, Header: response.Header, Body: string(data)}
}
