package handlers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"pinfold/internal/fleet"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
	"pinfold/internal/testdb"
)

// failing answers one request with an error.
func failing(ctx context.Context, t *testing.T, err error) (*httptest.ResponseRecorder, echo.Context) {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	p := &panel{Options: Options{Log: log, Refusals: NewRefusals(testdb.New(t).Store, log)}}
	w := httptest.NewRecorder()
	c := echo.New().NewContext(httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil), w)
	c.Set(requestID, "ABCDE12345")
	p.fail(err, c)
	return w, c
}

// TestErrorsInWords: a status and a sentence each, and nothing of the inside.
func TestErrorsInWords(t *testing.T) {
	t.Parallel()
	said := &providers.Error{Kind: providers.ErrUnavailable, Sentence: "Clodo does not answer.", Said: "canary", Cause: errors.New("canary")}
	for _, tt := range []struct {
		name string
		err  error
		want int
		text string
	}{
		{"a provider's", said, 502, "Clodo does not answer"},
		{"a provider's, wrapped", fmt.Errorf("canary: %w", said), 502, "Clodo does not answer"},
		{"not found", fmt.Errorf("canary: %w", models.ErrNotFound), 404, "There is no such page"},
		{"no route", echo.ErrNotFound, 404, "There is no such page"},
		{"forbidden", forbidden("Your role does not allow this."), 403, "Your role does not allow this"},
		{"method", echo.ErrMethodNotAllowed, 405, "Nothing was done."},
		{"too large", fmt.Errorf("canary: %w", &http.MaxBytesError{Limit: 1 << 20}), 413, "larger than 1 MB"},
		{"without a sentence", echo.ErrTeapot, 418, "The panel could not answer"},
		{"internal", errors.New("canary SQLSTATE"), 500, "Internal error"},
		{"a framework's", echo.NewHTTPError(500).SetInternal(errors.New("canary")), 500, "The panel could not answer"},
	} {
		w, _ := failing(ctx, t, tt.err)
		body := w.Body.String()
		if w.Code != tt.want || !strings.Contains(body, tt.text) || strings.Contains(body, "canary") {
			t.Errorf("%s: status %d, canary %v, sentence %v", tt.name, w.Code, strings.Contains(body, "canary"), strings.Contains(body, tt.text))
		}
		// Who reports a failure of the panel has something to name it by.
		if strings.Contains(body, "ABCDE12345") != (tt.want >= 500) {
			t.Errorf("%s: names the request: %v", tt.name, tt.want < 500)
		}
	}
}

// TestBrowserThatLeftGetsNothing, and it counts as no failure.
func TestBrowserThatLeftGetsNothing(t *testing.T) {
	t.Parallel()
	left, leave := context.WithCancel(ctx)
	leave()
	w, c := failing(left, t, fmt.Errorf("query: %w", context.Canceled))
	if w.Body.Len() != 0 || c.Response().Committed || c.Response().Status != statusLeft {
		t.Errorf("answered %d with %d bytes", c.Response().Status, w.Body.Len())
	}
}

// TestPanicIsAnErrorPage, with the headers of every answer.
func TestPanicIsAnErrorPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.Waker = nothing{} })
	ann := h.as(h.scope)
	server := h.server("web", providers.Running)
	answer := ann.post(actionPath(server, "server.stop"), "form_id", "x")
	answer.want(t, 500, "The panel could not answer", answer.Header.Get("X-Request-Id"))
	if answer.Header.Get("Content-Security-Policy") == "" || strings.Contains(answer.body, "canary") {
		t.Error("the page lacks its headers or shows the inside")
	}
	ann.get("/servers").want(t, 200)
}

// nothing is a Waker that panics.
type nothing struct{ Waker }

// TestUnreadableForms are refused and change nothing.
// Case 39: what is too large is refused.
func TestUnreadableForms(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	ann := h.as(h.scope)
	for _, path := range []string{"/sign-in", "/setup", actionPath(server, "server.stop"), "/servers/actions/server.stop", "/accounts/new", "/accounts/1/settings"} {
		ann.send("POST", path, "form_id=%zz").want(t, 400, "cannot be read")
		ann.send("POST", path, "a="+strings.Repeat("a", bodyLimit)).want(t, 413, "larger than 1 MB")
		// Without a length in advance it is cut while it is read.
		request := ann.request("POST", path, "a="+strings.Repeat("a", bodyLimit))
		request.ContentLength = -1
		w := httptest.NewRecorder()
		h.handler.ServeHTTP(w, request)
		if w.Code != 413 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	if n := h.Int(t, "SELECT COUNT(*) FROM operations"); n != 0 {
		t.Errorf("%d operations", n)
	}
}

// Case 40: a sealed value that was moved to another row does not open, which a
// sentence says.
func TestMovedSecretIsASentence(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := h.server("web", providers.Running)
	sealed, err := h.keys.SealMap(fleet.SecretsOf(h.scope.Team.ID, server.ID+1), map[string]secrets.Text{"root": secrets.NewText("moved-canary")})
	testdb.Must(t, err)
	h.Exec(t, "UPDATE resources SET sealed = ?, sealed_names = 'root' WHERE id = ?", sealed, server.ID)
	answer := h.as(h.scope).post(fmt.Sprintf("/servers/%d/secrets/root", server.ID))
	answer.want(t, 409, "does not open with the panel")
	if strings.Contains(answer.body, "moved-canary") {
		t.Error("it is shown")
	}
}

// TestBrokenDatabase is an error page without its inside, also for readiness.
func TestBrokenDatabase(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ann := h.as(h.scope)
	ann.get("/readyz").want(t, 200)
	h.Exec(t, "ALTER TABLE resources RENAME TO elsewhere")
	answer := ann.get("/servers")
	answer.want(t, 500, "Internal error")
	if strings.Contains(answer.body, "no such table") {
		t.Error("the page shows the inside")
	}
	testdb.Must(t, h.Close())
	ann.get("/readyz").want(t, 503)
	ann.get("/healthz").want(t, 200)
}
