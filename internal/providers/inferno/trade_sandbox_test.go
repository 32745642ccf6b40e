package inferno_test

import (
	"bytes"
	"log/slog"
	"maps"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/inferno"
	"pinfold/internal/providers/wire"
	"pinfold/internal/sandbox"
)

// trader trades at the simulated Inferno and keeps the log.
type trader struct {
	box      *sandbox.Sandbox
	settings form.Values
	kit      providers.Kit
	log      bytes.Buffer
}

func newTrader(t *testing.T) *trader {
	t.Helper()
	tr := &trader{box: sandbox.New(sandbox.Options{})}
	server := httptest.NewServer(tr.box.Handler())
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	reads, writes := wire.Transports([]string{address.Host})
	t.Cleanup(reads.CloseIdleConnections)
	tr.settings = form.Values{"endpoint": server.URL + "/inferno"}
	tr.kit = providers.Kit{
		Reads: reads, Writes: writes,
		Log: slog.New(slog.NewTextHandler(&tr.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	return tr
}

func (tr *trader) do(t *testing.T, password string) (form.Values, error) {
	t.Helper()
	entered := form.Values{"email": sandbox.DefaultInfernoEmail, "password": password}
	got, err := inferno.Vendor().Trade.Do(t.Context(), tr.settings, entered, tr.kit)
	text := tr.log.String()
	if err != nil {
		text += err.Error() + providers.Sentence(err) + providers.Said(err)
	}
	if strings.Contains(text, password) {
		t.Errorf("the password is in %s", text)
	}
	if n := tr.box.Calls()["INF-01"]; n != 1 {
		t.Errorf("%d calls", n)
	}
	tr.box.Reset()
	return got, err
}

func TestTradeGivesTheFieldsOfConnect(t *testing.T) {
	tr := newTrader(t)
	got, err := tr.do(t, sandbox.DefaultInfernoPassword)
	want := form.Values{"cid": sandbox.DefaultInfernoCID, "key": sandbox.DefaultInfernoKey}
	if err != nil || !maps.Equal(got, want) {
		t.Fatalf("%v, %v", got, err)
	}
	got["endpoint"] = tr.settings["endpoint"]
	if errs := inferno.Vendor().Connect.Validate(got); errs != nil {
		t.Error(errs)
	}
	open, sealed := inferno.Vendor().Connect.Split(got)
	client, err := inferno.Vendor().Open(open, sealed, tr.kit)
	if err != nil {
		t.Fatal(err)
	}
	if report, err := client.(providers.Verifier).Verify(t.Context()); err != nil || report.Servers != 2 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestTradeThatFails(t *testing.T) {
	const open = "No key arrived. Trying again asks for it once more. " +
		"Inferno does not say whether that replaces a key that is in use elsewhere."
	tests := []struct {
		name  string
		fault sandbox.Fault
		kind  providers.ErrorKind
		says  string
		open  bool
	}{
		{"wrong password", sandbox.Fault{}, providers.ErrAuth, "Inferno refused the e-mail or the password.", false},
		{"address not listed", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 403}, providers.ErrPermission, "only from addresses", false},
		{"answer lost", sandbox.Fault{Kind: sandbox.FaultCut}, providers.ErrUnavailable, "broke before an answer came", true},
		{"page", sandbox.Fault{Kind: sandbox.FaultHTML}, providers.ErrUnexpected, "HTML with status 200", true},
		{"empty", sandbox.Fault{Kind: sandbox.FaultEmpty}, providers.ErrUnexpected, "The answer is empty", true},
		{"its own failure", sandbox.Fault{Kind: sandbox.FaultStatus, Status: 500}, providers.ErrUnavailable, "status 500", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tr := newTrader(t)
			if tt.fault.Kind != "" {
				tt.fault.Provider, tt.fault.Op, tt.fault.Times = "inferno", "INF-01", 1
				tr.box.SetFault(tt.fault)
			}
			got, err := tr.do(t, "canary-of-a-password")
			sentence := providers.Sentence(err)
			if got != nil || providers.KindOf(err) != tt.kind || !strings.Contains(sentence, tt.says) ||
				strings.Contains(sentence, open) != tt.open {
				t.Errorf("%v, %s: %s", got, providers.KindOf(err), sentence)
			}
		})
	}
}

func TestTradeThatIsNotSent(t *testing.T) {
	entered := form.Values{"email": "a@example.org", "password": "canary-of-a-password"}
	_, err := inferno.Vendor().Trade.Do(t.Context(), form.Values{"endpoint": "gopher://x"}, entered, providers.Kit{})
	if !providers.Refused(err) || strings.Contains(providers.Sentence(err), "No key arrived") {
		t.Errorf("%v", err)
	}
}

func TestTradeForm(t *testing.T) {
	f := inferno.Vendor().Trade.Form
	open, sealed := f.Split(form.Values{"email": "a@example.org", "password": " x "})
	if open["email"] != "a@example.org" || sealed["password"] != " x " || len(sealed) != 1 {
		t.Errorf("open %v, %d sealed", open, len(sealed))
	}
	for _, tt := range []struct{ email, password, field string }{
		{"a@example.org", " with spaces ", ""},
		{"", "x", "email"},
		{"nobody", "x", "email"},
		{"a@example.org", "", "password"},
		{"a@example.org", "a\x00b", "password"},
		{"a@example.org", strings.Repeat("x", 201), "password"},
	} {
		values, errs := f.Parse(url.Values{"email": {tt.email}, "password": {tt.password}})
		if (errs == nil) != (tt.field == "") || tt.field != "" && errs[tt.field] == "" || values["password"] != tt.password {
			t.Errorf("%q: %v", tt.field, errs)
		}
	}
}
