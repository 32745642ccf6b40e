package mail_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"io"
	netmail "net/mail"
	"strconv"
	"strings"
	"testing"

	"pinfold/internal/mail"
	"pinfold/internal/secrets"
	"pinfold/internal/testmail"
)

var ctx = context.Background()

// postTo sends through the box.
func postTo(t *testing.T, box *testmail.Box) *mail.Post {
	t.Helper()
	port, err := strconv.Atoi(box.Port)
	if err != nil {
		t.Fatal(err)
	}
	return &mail.Post{From: "Panel <panel@example.com>", Server: mail.Server{Host: "localhost", Port: port, Security: mail.StartTLS,
		Login: testmail.Login, Password: secrets.NewText(testmail.Password), Roots: box.Roots}}
}

func TestMessageArrives(t *testing.T) {
	t.Parallel()
	for security, o := range map[mail.Security]testmail.Options{mail.StartTLS: {}, mail.TLS: {Implicit: true}, mail.Plain: {NoTLS: true}} {
		t.Run(string(security), func(t *testing.T) {
			t.Parallel()
			box := testmail.New(t, o)
			post := postTo(t, box)
			post.Server.Security = security
			err := post.Send(ctx, mail.Message{To: "ann@example.com", Subject: "Set a\r\nBcc: evil@example.com", Text: "Open https://panel.example/x\n"})
			if err != nil {
				t.Fatal(err)
			}
			all := box.All()
			if len(all) != 1 || all[0].From != "panel@example.com" || strings.Join(all[0].To, " ") != "ann@example.com" {
				t.Fatalf("%+v", all)
			}
			m, err := netmail.ReadMessage(bytes.NewReader(all[0].Data))
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(m.Body)
			if err != nil || !strings.Contains(string(body), "https://panel.example/x") {
				t.Errorf("%v: %s", err, body)
			}
			if m.Header.Get("Bcc") != "" || !strings.Contains(m.Header.Get("Subject"), "Set a Bcc") || !strings.HasSuffix(m.Header.Get("Message-Id"), "@example.com>") {
				t.Errorf("headers %v", m.Header)
			}
		})
	}
}

// TestMessageFails: each failure is a sentence, and none holds the password.
func TestMessageFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		server testmail.Options
		to     string
		change func(*mail.Post)
		want   string
	}{
		"login":        {change: func(p *mail.Post) { p.Server.Password = secrets.NewText("sealed word") }, want: "localhost refused the login"},
		"recipient":    {to: "nobody@example.com", want: "localhost refused a recipient: \"550 5.1.1 no such mailbox\"."},
		"two of them":  {to: "ann@example.com, bob@example.com", want: "The address cannot be used."},
		"header":       {to: "ann@example.com\r\nBcc: evil@example.com", want: "The address cannot be used."},
		"trust":        {change: func(p *mail.Post) { p.Server.Roots = x509.NewCertPool() }, want: "from nobody whom the panel trusts"},
		"name":         {server: testmail.Options{Name: "other.example"}, want: "is for another name"},
		"no STARTTLS":  {server: testmail.Options{NoTLS: true}, want: "does not offer STARTTLS on this port. Nothing was sent."},
		"nobody there": {change: func(p *mail.Post) { p.Server.Port = 1 }, want: "localhost refused the connection."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := testmail.New(t, test.server)
			post := postTo(t, box)
			if test.change != nil {
				test.change(post)
			}
			to := "ann@example.com"
			if test.to != "" {
				to = test.to
			}
			err := post.Send(ctx, mail.Message{To: to, Subject: "s", Text: "t"})
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "sealed word") {
				t.Errorf("said %v, want %q", err, test.want)
			}
			if len(box.All()) != 0 {
				t.Error("it arrived all the same")
			}
		})
	}
}
