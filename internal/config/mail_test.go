package config_test

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func TestMailServer(t *testing.T) {
	file := filepath.Join(t.TempDir(), "word")
	if err := os.WriteFile(file, []byte("canary\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := read(t, map[string]string{"PANEL_SMTP_ADDR": "smtp.example.com:587", "PANEL_MAIL_FROM": "Panel <panel@example.com>",
		"PANEL_SMTP_USER": "panel", "PANEL_SMTP_PASSWORD_FILE": file})
	if err != nil || c.Mail == nil || c.Mail.Host != "smtp.example.com" || c.Mail.Port != 587 || c.Mail.TLS || c.Mail.Plain ||
		c.Mail.User != "panel" || c.Mail.Password.Reveal() != "canary" || c.Mail.From != "Panel <panel@example.com>" {
		t.Fatalf("got %+v, %v", c.Mail, err)
	}
	c, err = read(t, map[string]string{"PANEL_SMTP_ADDR": "smtp.example.com:465", "PANEL_MAIL_FROM": "panel@example.com"})
	if err != nil || !c.Mail.TLS || c.Mail.Plain {
		t.Fatalf("got %+v, %v", c.Mail, err)
	}
	c, err = read(t, map[string]string{"PANEL_SMTP_ADDR": "mail.local:25", "PANEL_MAIL_FROM": "panel@example.com", "PANEL_ALLOW_PLAIN_MAIL": "mail.local:25"})
	if err != nil || c.Mail.TLS || !c.Mail.Plain {
		t.Fatalf("got %+v, %v", c.Mail, err)
	}
	if c, err = read(t, nil); err != nil || c.Mail != nil {
		t.Fatalf("got %+v, %v", c.Mail, err)
	}
}

func TestMailSettingsGoTogether(t *testing.T) {
	const addr, from, user, word = "PANEL_SMTP_ADDR", "PANEL_MAIL_FROM", "PANEL_SMTP_USER", "PANEL_SMTP_PASSWORD"
	good := map[string]string{addr: "smtp.example.com:587", from: "panel@example.com", user: "panel", word: "canary"}
	for missing := range good {
		env := maps.Clone(good)
		env[missing] = ""
		_, err := read(t, env)
		wantSentence(t, err, missing+": is missing")
	}
	for name, values := range map[string][]string{addr: {"smtp.example.com", "smtp.example.com:0", ":587", "smtp://a:25"},
		from: {"panel", "a@example.com, b@example.com", "panel@example.com\r\nBcc: evil@example.com"}} {
		for _, value := range values {
			env := map[string]string{}
			for other, v := range good {
				env[other] = v
			}
			env[name] = value
			_, err := read(t, env)
			wantSentence(t, err, name)
		}
	}
	_, err := read(t, map[string]string{word: "canary", word + "_FILE": "file"})
	wantSentence(t, err, word+": is set together with")
}
