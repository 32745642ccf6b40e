package config_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"strings"
	"testing"
)

// settings has good and bad values of every setting. A bad one must be
// answered by one sentence that names the setting.
var settings = map[string]struct{ good, bad []string }{
	"PANEL_ADDR": {
		good: []string{":8080", "127.0.0.1:0", "[::1]:8080", "localhost:80", " :8080 "},
		bad:  []string{"8080", ":", ":http", ":65536", ":-1", ":080", "http://localhost:8080", "::1"},
	},
	"PANEL_URL": {
		good: []string{"http://localhost:8080", "https://panel.example.com", "HTTPS://Panel.Example.com/", "http://[::1]:80"},
		bad: []string{"panel.example.com", "ftp://panel.example.com", "https://", "https://panel.example.com/below",
			"https://panel.example.com?x=1", "https://u:p@panel.example.com", "https://panel.example.com:", "https://panel.example.com:0", "https://a#b", "%"},
	},
	"PANEL_DATABASE_URL":      {bad: []string{"postgres://u:canary@db/panel", "postgresql://db", "mysql://u:canary@db", "data/panel.db"}},
	"PANEL_DATABASE_URL_FILE": {bad: []string{"no/such/file"}},
	"PANEL_KEY_FILE":          {good: []string{"some/key"}},
	"PANEL_ADMIN_EMAIL":       {bad: []string{"name@example.com", "name"}},
	"PANEL_ADMIN_PASSWORD":    {bad: nil},
	"PANEL_ADMIN_PASSWORD_FILE": {
		bad: []string{"no/such/file", "."},
	},
	"PANEL_TRUSTED_PROXIES": {
		good: []string{"10.0.0.0/8", "10.0.0.1, ::1 ,fd00::/8,", "10.1.2.3/8"},
		bad:  []string{"10.0.0.0/33", "proxy.local", "10.0.0.0/8;::1", "fe80::1%eth0"},
	},
	"PANEL_ALLOW_ENDPOINTS": {
		good: []string{"127.0.0.1:8443", "sandbox:80,[::1]:9000"},
		bad:  []string{"sandbox", "http://sandbox:80", ":80", "sandbox:0", "*:80", "sandbox:80 other:80"},
	},
	"PANEL_ALLOW_ALERTS": {
		good: []string{"127.0.0.1:8443", "hooks.local:80,[::1]:9000"},
		bad:  []string{"hooks.local", "http://hooks.local:80", "*:80"},
	},
	"PANEL_ALLOW_PLAIN_MAIL": {good: []string{"mail.local:25"}, bad: []string{"mail.local", "mail.local:0"}},
	"PANEL_ALLOW_OIDC":       {good: []string{"127.0.0.1:8443", "id.local:80,[::1]:9000"}, bad: []string{"id.local", "http://id.local:80", "*:80"}},
	"PANEL_CHAT_URL":         {good: []string{"http://127.0.0.1:9000"}, bad: []string{"127.0.0.1:9000", "http://127.0.0.1/below"}},
	"PANEL_LOG_FORMAT":       {good: []string{"text", "JSON"}, bad: []string{"xml", "0"}},
	"PANEL_LOG_LEVEL":        {good: []string{"debug", "info", "Warn", "error"}, bad: []string{"trace", "4"}},
	"PANEL_LOOK_FOR":         {good: []string{"250ms", "3m"}, bad: []string{"3", "0s", "-1s", "25h", "soon"}},
	"PANEL_UPLOAD_LIMIT":     {good: []string{"500MB", "5 GB", "1kb", "78GB"}, bad: []string{"5", "0GB", "-1GB", "79GB", "9999999999GB", "much"}},
	"PANEL_SESSION_IDLE":     {good: []string{"5m", "12h", "7d", "30d"}, bad: []string{"7", "1m", "0d", "-1d", "366d", "d", "9999999999999d"}},
	"PANEL_SESSION_MAX":      {good: []string{"7d", "365d", "8760h"}, bad: []string{"6d", "366d", "forever", "1.5d"}},
	"PANEL_SETTLE_FOR":       {good: []string{"1s", "24h"}, bad: []string{"20", "0", "-5m", "240h"}},
}

func TestGoodValues(t *testing.T) {
	for name, values := range settings {
		for _, value := range values.good {
			t.Run(name+"="+value, func(t *testing.T) {
				if _, err := read(t, map[string]string{name: value}); err != nil {
					t.Fatalf("refused: %v", err)
				}
			})
		}
	}
}

func TestBadValues(t *testing.T) {
	for name, values := range settings {
		for _, value := range values.bad {
			t.Run(name+"="+value, func(t *testing.T) {
				_, err := read(t, map[string]string{name: value})
				wantSentence(t, err, strings.TrimSuffix(name, "_EMAIL"))
			})
		}
	}
}

func wantSentence(t *testing.T, err error, about string) {
	t.Helper()
	if err == nil {
		t.Fatal("accepted")
	}
	text := err.Error()
	if !strings.HasPrefix(text, about) || strings.Contains(text, "\n") || strings.Contains(text, "canary") {
		t.Fatalf("not a sentence about %s: %q", about, text)
	}
}

func TestAdminNeedsBoth(t *testing.T) {
	good := map[string]string{"PANEL_ADMIN_EMAIL": "a@example.com", "PANEL_ADMIN_PASSWORD": "long enough word"}
	if _, err := read(t, good); err != nil {
		t.Fatal(err)
	}
	for missing := range good {
		env := maps.Clone(good)
		env[missing] = ""
		_, err := read(t, env)
		wantSentence(t, err, missing+": is missing")
	}
}

func TestOneOfValueAndFile(t *testing.T) {
	for _, name := range []string{"PANEL_KEY", "PANEL_ADMIN_PASSWORD", "PANEL_DATABASE_URL"} {
		_, err := read(t, map[string]string{name: "canary", name + "_FILE": "file"})
		wantSentence(t, err, name+": is set together with")
	}
}

func TestPrintingShowsNoSecret(t *testing.T) {
	c, err := read(t, map[string]string{
		"PANEL_KEY": "canary", "PANEL_ADMIN_EMAIL": "a@example.com", "PANEL_ADMIN_PASSWORD": "canary word",
	})
	if err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{fmt.Sprint(c), fmt.Sprintf("%+v", c), fmt.Sprintf("%#v", c), string(asJSON)} {
		if strings.Contains(text, "canary") {
			t.Errorf("shows the secret: %s", text)
		}
	}
}

func TestPublicURL(t *testing.T) {
	c, err := read(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.PublicURL(&net.TCPAddr{Port: 8080}).String(); got != "http://localhost:8080" {
		t.Errorf("derived %s", got)
	}
	c, err = read(t, map[string]string{"PANEL_URL": "https://Panel.example.com/"})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.PublicURL(&net.TCPAddr{Port: 8080}).String(); got != "https://panel.example.com" {
		t.Errorf("got %s", got)
	}
}
