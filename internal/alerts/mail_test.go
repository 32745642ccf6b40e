package alerts_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"pinfold/internal/alerts"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// mailbox is a real mail server that keeps what it takes.
type mailbox struct {
	mu    sync.Mutex
	mails []received
	addr  string
	roots *x509.CertPool
}

type received struct {
	from string
	to   []string
	data []byte
}

// How a mailbox differs from a good one.
type mailOptions struct {
	noTLS, implicit bool
	name            string
}

func newMailbox(t *testing.T, o mailOptions) *mailbox {
	t.Helper()
	if o.name == "" {
		o.name = "localhost"
	}
	box := &mailbox{}
	config := box.certify(t, o.name)
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &mailSession{box: box}, nil }))
	server.Domain, server.AllowInsecureAuth = "localhost", o.noTLS
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	testdb.Must(t, err)
	switch {
	case o.implicit:
		listener = tls.NewListener(listener, config)
	case !o.noTLS:
		server.TLSConfig = config
	}
	box.addr = listener.Addr().String()
	go func() { _ = server.Serve(listener) }() // It ends with the test.
	t.Cleanup(func() { _ = server.Close() })
	return box
}

// certify makes a certificate that only this mailbox's roots trust.
func (b *mailbox) certify(t *testing.T, name string) *tls.Config {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	testdb.Must(t, err)
	sheet := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, sheet, sheet, &key.PublicKey, key)
	testdb.Must(t, err)
	parsed, err := x509.ParseCertificate(der)
	testdb.Must(t, err)
	b.roots = x509.NewCertPool()
	b.roots.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

func (b *mailbox) all() []received {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]received(nil), b.mails...)
}

func (b *mailbox) port() string { _, port, _ := net.SplitHostPort(b.addr); return port }

type mailSession struct {
	box    *mailbox
	signed bool
	got    received
}

func (s *mailSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *mailSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, word string) error {
		if user != "panel" || word != "open sesame" {
			return smtp.ErrAuthFailed
		}
		s.signed = true
		return nil
	}), nil
}

func (s *mailSession) Mail(from string, _ *smtp.MailOptions) error {
	if !s.signed {
		return smtp.ErrAuthRequired
	}
	s.got = received{from: from}
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	}
	s.got.to = append(s.got.to, to)
	return nil
}

func (s *mailSession) Data(r io.Reader) (err error) {
	s.got.data, err = io.ReadAll(r)
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.box.mails = append(s.box.mails, s.got)
	return err
}

func (s *mailSession) Reset()        {}
func (s *mailSession) Logout() error { return nil }

// mailEnv sends to the mailbox alone.
func (b *mailbox) env() alerts.Env {
	e := alerts.NewEnv([]string{"localhost:" + b.port()}, nil, nil)
	e.Roots = b.roots
	return e
}

func (b *mailbox) target() alerts.Target {
	return alerts.Target{Settings: form.Values{"to": "ann@example.com, bob@example.com", "from": "panel@example.com", "host": "localhost",
		"port": b.port(), "security": "starttls", "login": "panel"}, Secrets: form.Values{"password": "open sesame"}}
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
	for name, o := range map[string]mailOptions{"STARTTLS": {}, "TLS": {implicit: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := newMailbox(t, o)
			to := box.target()
			if o.implicit {
				to.Settings["security"] = "tls"
			}
			if said := sendTo(t, "email", box.env(), to, hostile()); said != "" {
				t.Fatal(said)
			}
			mails := box.all()
			if len(mails) != 1 || mails[0].from != "panel@example.com" || strings.Join(mails[0].to, " ") != "ann@example.com bob@example.com" {
				t.Fatalf("%+v", mails)
			}
			m, err := mail.ReadMessage(bytes.NewReader(mails[0].data))
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
		server mailOptions
		change func(e *alerts.Env, to *alerts.Target)
		want   string
	}{
		"login": {change: func(_ *alerts.Env, to *alerts.Target) { to.Secrets["password"] = "sealed word" }, want: "localhost refused the login"},
		"no login": {change: func(_ *alerts.Env, to *alerts.Target) { to.Settings["login"] = "" },
			want: "localhost refused the sender"},
		"recipient": {change: func(_ *alerts.Env, to *alerts.Target) { to.Settings["to"] = "nobody@example.com" },
			want: "localhost refused a recipient: \"550 5.1.1 no such mailbox\"."},
		"trust":       {change: func(e *alerts.Env, _ *alerts.Target) { e.Roots = x509.NewCertPool() }, want: "from nobody whom the panel trusts"},
		"name":        {server: mailOptions{name: "other.example"}, want: "is for another name"},
		"no STARTTLS": {server: mailOptions{noTLS: true}, want: "does not offer STARTTLS on this port. Nothing was sent."},
		"no TLS at all": {server: mailOptions{noTLS: true}, change: func(_ *alerts.Env, to *alerts.Target) { to.Settings["security"] = "tls" },
			want: "localhost does not speak TLS on this port."},
		"private": {change: func(e *alerts.Env, _ *alerts.Target) { *e = alerts.NewEnv(nil, nil, nil) }, want: "it is a private address or an unusual port"},
		"nobody there": {change: func(e *alerts.Env, to *alerts.Target) {
			*e = alerts.NewEnv([]string{"localhost:1"}, nil, nil)
			to.Settings["port"] = "1"
		}, want: "localhost refused the connection."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := newMailbox(t, test.server)
			e, to := box.env(), box.target()
			if test.change != nil {
				test.change(&e, &to)
			}
			said := sendTo(t, "email", e, to, hostile())
			if !strings.Contains(said, test.want) || strings.Contains(said, "sealed word") {
				t.Errorf("said %q, want %q", said, test.want)
			}
			if len(box.all()) != 0 {
				t.Error("it arrived all the same")
			}
		})
	}
}

// TestPlainMail needs the operator's word for the very server.
func TestPlainMail(t *testing.T) {
	t.Parallel()
	box := newMailbox(t, mailOptions{noTLS: true})
	to := box.target()
	to.Settings["security"] = "plain"
	e := alerts.NewEnv(nil, []string{"localhost:" + box.port()}, nil)
	if said := sendTo(t, "email", e, to, hostile()); said != "" || len(box.all()) != 1 {
		t.Errorf("%s, %d mails", said, len(box.all()))
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
