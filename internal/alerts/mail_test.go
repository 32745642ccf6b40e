package alerts_test

import (
	"bytes"
	"crypto/x509"
	"io"
	"net/mail"
	"strings"
	"testing"
	"time"

	"pinfold/internal/alerts"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
	"pinfold/internal/testmail"
)

// mailbox is a real mail server.
type mailbox struct{ *testmail.Box }

// env sends to the mailbox alone.
func (b mailbox) env() alerts.Env {
	e := alerts.NewEnv([]string{"localhost:" + b.Port}, nil, nil)
	e.Roots = b.Roots
	return e
}

func (b mailbox) target() alerts.Target {
	return alerts.Target{Settings: form.Values{"to": "ann@example.com, bob@example.com", "from": "panel@example.com", "host": "localhost",
		"port": b.Port, "security": "starttls", "login": testmail.Login}, Secrets: form.Values{"password": testmail.Password}}
}

// hostile is an alert whose words come from someone who means harm.
func hostile() alerts.Message {
	return alerts.Message{ID: "msg_7", At: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC), Team: models.Team{ID: 3, Name: "Team\r\nBcc: evil@example.com"}, Base: base,
		Items: []alerts.Item{{URL: "https://panel.example/operations/4", Account: "main", Provider: "clodo", Alert: models.Alert{ID: 9, AccountID: 2,
			Rule: "operation.failed", Severity: "warning", Subject: "operation-4", Title: "Reboot web: <!channel> @everyone [a](http://x) *b*",
			Text: "It said <b>no</b> & `rm`."}}}}
}

func sendTo(t *testing.T, kind string, e alerts.Env, to alerts.Target, m alerts.Message) string {
	t.Helper()
	k, _ := alerts.KindNamed(kind)
	if err := k.Send(ctx, e, to, m); err != nil {
		return err.Error()
	}
	return ""
}

func TestMailArrives(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]testmail.Options{"STARTTLS": {}, "TLS": {Implicit: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := mailbox{testmail.New(t, o)}
			to := box.target()
			if o.Implicit {
				to.Settings["security"] = "tls"
			}
			if said := sendTo(t, "email", box.env(), to, hostile()); said != "" {
				t.Fatal(said)
			}
			mails := box.All()
			if len(mails) != 1 || mails[0].From != "panel@example.com" || strings.Join(mails[0].To, " ") != "ann@example.com bob@example.com" {
				t.Fatalf("%+v", mails)
			}
			m, err := mail.ReadMessage(bytes.NewReader(mails[0].Data))
			testdb.Must(t, err)
			body, err := io.ReadAll(m.Body)
			testdb.Must(t, err)
			if m.Header.Get("Bcc") != "" || m.Header.Get("Message-ID") != "<msg_7@example.com>" || !strings.Contains(m.Header.Get("Subject"), "Team Bcc") {
				t.Errorf("headers %v", m.Header)
			}
			if !strings.Contains(string(body), "https://panel.example/operations/4") || !strings.HasPrefix(m.Header.Get("Content-Type"), "text/plain") {
				t.Errorf("%s\n%s", m.Header.Get("Content-Type"), body)
			}
		})
	}
}

// TestMailFails: each failure is a sentence, and none holds the password.
func TestMailFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		server testmail.Options
		change func(e *alerts.Env, to *alerts.Target)
		want   string
	}{
		"login": {change: func(_ *alerts.Env, to *alerts.Target) { to.Secrets["password"] = "sealed word" }, want: "localhost refused the login"},
		"no login": {change: func(_ *alerts.Env, to *alerts.Target) { to.Settings["login"] = "" },
			want: "localhost refused the sender"},
		"recipient": {change: func(_ *alerts.Env, to *alerts.Target) { to.Settings["to"] = "nobody@example.com" },
			want: "localhost refused a recipient: \"550 5.1.1 no such mailbox\"."},
		"trust":       {change: func(e *alerts.Env, _ *alerts.Target) { e.Roots = x509.NewCertPool() }, want: "from nobody whom the panel trusts"},
		"name":        {server: testmail.Options{Name: "other.example"}, want: "is for another name"},
		"no STARTTLS": {server: testmail.Options{NoTLS: true}, want: "does not offer STARTTLS on this port. Nothing was sent."},
		"no TLS at all": {server: testmail.Options{NoTLS: true}, change: func(_ *alerts.Env, to *alerts.Target) { to.Settings["security"] = "tls" },
			want: "localhost does not speak TLS on this port."},
		"private": {change: func(e *alerts.Env, _ *alerts.Target) { *e = alerts.NewEnv(nil, nil, nil) }, want: "it is a private address or an unusual port"},
		"nobody there": {change: func(e *alerts.Env, to *alerts.Target) {
			*e = alerts.NewEnv([]string{"localhost:1"}, nil, nil)
			to.Settings["port"] = "1"
		}, want: "localhost refused the connection."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := mailbox{testmail.New(t, test.server)}
			e, to := box.env(), box.target()
			if test.change != nil {
				test.change(&e, &to)
			}
			said := sendTo(t, "email", e, to, hostile())
			if !strings.Contains(said, test.want) || strings.Contains(said, "sealed word") {
				t.Errorf("said %q, want %q", said, test.want)
			}
			if len(box.All()) != 0 {
				t.Error("it arrived all the same")
			}
		})
	}
}

// TestPlainMail needs the operator's word for the very server.
func TestPlainMail(t *testing.T) {
	t.Parallel()
	box := mailbox{testmail.New(t, testmail.Options{NoTLS: true})}
	to := box.target()
	to.Settings["security"] = "plain"
	e := alerts.NewEnv(nil, []string{"localhost:" + box.Port}, nil)
	if said := sendTo(t, "email", e, to, hostile()); said != "" || len(box.All()) != 1 {
		t.Errorf("%s, %d mails", said, len(box.All()))
	}
	kind, _ := alerts.KindNamed("email")
	values := form.Join(to.Settings, form.Values{"name": "mail", "to": "ann@example.com", "port": "26"})
	if errs := alerts.FormOf(kind, e, false).Validate(values); !strings.Contains(errs["security"], "does not allow this server without TLS") {
		t.Errorf("another port is taken: %v", errs)
	}
	if errs := alerts.FormOf(kind, alerts.NewEnv(nil, nil, nil), false).Validate(values); errs["security"] == "" {
		t.Error("it is taken where the operator allows none")
	}
}
