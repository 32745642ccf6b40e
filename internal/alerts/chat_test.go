package alerts_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pinfold/internal/alerts"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

const botToken = "123456789:AAcanarycanarycanarycanary12345"

var chats = map[string]alerts.Target{
	"telegram": {Settings: form.Values{"chat": "-100123"}, Secrets: form.Values{"token": botToken}},
	"slack":    {Secrets: form.Values{"url": "https://hooks.slack.com/services/T000/B000/canarycanary"}},
	"discord":  {Secrets: form.Values{"url": "https://discord.com/api/webhooks/1/canarycanary"}},
}

func chatEnv(t *testing.T, v *receiver) alerts.Env {
	t.Helper()
	u, err := url.Parse(v.URL)
	testdb.Must(t, err)
	return alerts.NewEnv(nil, nil, u)
}

// TestChatsGetTheirShapes: what each service documents, with a text that calls
// nobody and formats nothing.
func TestChatsGetTheirShapes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		path, text string
		want       []string
		never      []string
	}{
		"telegram": {"/bot" + botToken + "/sendMessage", "text", []string{`"chat_id":"-100123"`, `"is_disabled":true`}, []string{"parse_mode", "@everyone"}},
		"slack":    {"/services/T000/B000/canarycanary", "text", []string{`"mrkdwn":false`, `"unfurl_links":false`, `"link_names":false`}, []string{"<!channel>", "@everyone"}},
		"discord":  {"/api/webhooks/1/canarycanary", "content", []string{`"allowed_mentions":{"parse":[]}`, `"flags":4`}, []string{"@everyone", "[a](", "*b*", " `rm`"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newReceiver(t)
			if said := sendTo(t, name, chatEnv(t, v), chats[name], hostile()); said != "" {
				t.Fatal(said)
			}
			got := v.all()
			if len(got) != 1 || got[0].path != test.path || got[0].header.Get("Content-Type") != "application/json" {
				t.Fatalf("%+v", got)
			}
			var body map[string]any
			testdb.Must(t, json.Unmarshal([]byte(got[0].body), &body))
			text, _ := body[test.text].(string)
			for _, part := range test.want {
				if !strings.Contains(got[0].body, part) {
					t.Errorf("lacks %s: %s", part, got[0].body)
				}
			}
			for _, part := range test.never {
				if strings.Contains(text, part) {
					t.Errorf("holds %s: %s", part, text)
				}
			}
			if !strings.Contains(text, "Reboot web") || !strings.Contains(text, "https://panel.example/operations/4") {
				t.Errorf("the text is %q", text)
			}
		})
	}
}

// TestChatsRefuse in their own words, and nothing secret is repeated.
func TestChatsRefuse(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status     int
		body, want string
	}{
		"telegram": {400, `{"ok":false,"error_code":400,"description":"Bad Request: chat not found ` + botToken + `"}`, `Telegram refused it with 400: "Bad Request: chat not found …".`},
		"slack":    {404, "no_service", `Slack refused it with 404: "no_service".`},
		"discord":  {404, `{"message": "Unknown Webhook canarycanary", "code": 10015}`, `Discord refused it with 404: "Unknown Webhook …".`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := newReceiver(t)
			v.answers(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			})
			if said := sendTo(t, name, chatEnv(t, v), chats[name], hostile()); said != test.want {
				t.Errorf("said %s", said)
			}
			v.Close()
			said := sendTo(t, name, chatEnv(t, v), chats[name], hostile())
			if !strings.Contains(said, "refused the connection") || strings.Contains(said, "canary") {
				t.Errorf("of a dead host: %s", said)
			}
		})
	}
}

// TestLongListsAreCut where the service would refuse them, and lead to the log.
func TestLongListsAreCut(t *testing.T) {
	t.Parallel()
	m := hostile()
	for range 100 {
		m.Items = append(m.Items, m.Items[0])
	}
	text := m.Text(func(s string) string { return s }, 2000)
	if n := len([]rune(text)); n > 2000 || n < 1500 || !strings.Contains(text, "101 alerts") || !strings.HasSuffix(text, " more: https://panel.example/settings/alerts/log") {
		t.Errorf("%d characters:\n%s", n, text)
	}
}

// TestWebhookAddresses: what a form takes.
func TestWebhookAddresses(t *testing.T) {
	t.Parallel()
	e := alerts.NewEnv([]string{"127.0.0.1:9000"}, nil, nil)
	for kind, values := range map[string]map[string]bool{
		"webhook": {"https://example.com/x": true, "http://127.0.0.1:9000/": true, "http://example.com": false, "https://example.com:8443": false,
			"ftp://example.com": false, "https://u:p@example.com": false, "//example.com": false, "x": false},
		"slack":   {"https://hooks.slack.com/services/T/B/x": true, "https://hooks.slack.com.evil.example/services/": false, "http://hooks.slack.com/services/T/B/x": false},
		"discord": {"https://discord.com/api/webhooks/1/x": true, "https://example.com/api/webhooks/1/x": false},
	} {
		k, _ := alerts.KindNamed(kind)
		for value, good := range values {
			errs := alerts.FormOf(k, e, false).Validate(form.Values{"name": "n", "url": value})
			if (errs == nil) != good {
				t.Errorf("%s %s: %v", kind, value, errs)
			}
		}
	}
}

// TestWebhookIsSigned as the document says, and the signature is of this body.
func TestWebhookIsSigned(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours = 0 })
	r.fails()
	r.turn()
	got := r.hook.all()
	if len(got) != 1 {
		t.Fatalf("%+v", got)
	}
	verify(t, r.secret, got[0], r.Now())
	m := r.hook.messages(t)[0]
	if a := m.Alerts[0]; m.Team.Name != "ann" || a.Rule != "account.failing" || a.Severity != "urgent" || a.Subject != "account-1" ||
		a.URL != "https://panel.example/accounts/1" || a.Account == nil || a.Account.Name != "main" || a.Account.Provider != "clodo" || a.Text != "No answer." {
		t.Errorf("%+v", m)
	}
	row, err := r.scope.AlertChannel(ctx, r.channel.ID)
	testdb.Must(t, err)
	other, err := r.desk.Renew(ctx, r.scope, row, models.Audit{})
	testdb.Must(t, err)
	row, err = r.scope.AlertChannel(ctx, r.channel.ID)
	testdb.Must(t, err)
	if said, err := r.desk.Test(ctx, r.scope, row); said != "" || err != nil {
		t.Fatal(said, err)
	}
	verify(t, other, r.hook.all()[1], r.Now())
	if !r.hook.messages(t)[1].Test {
		t.Error("the test does not say that it is one")
	}
	if r.Int(t, "SELECT COUNT(*) FROM alert_channels WHERE instr(sealed, 'whsec') OR instr(settings, 'whsec')") != 0 {
		t.Error("the secret stands in the open")
	}
}

// TestWebhookGoesNowhereElse: redirects are not followed, and names that lead
// to private addresses are refused at the connection.
func TestWebhookGoesNowhereElse(t *testing.T) {
	t.Parallel()
	other, v := newReceiver(t), newReceiver(t)
	v.answers(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	})
	e := alerts.NewEnv([]string{v.host(), other.host()}, nil, nil)
	to := alerts.Target{Settings: form.Values{"url": v.URL}, Secrets: form.Values{"secret": "whsec_AAAA"}}
	if said := sendTo(t, "webhook", e, to, hostile()); !strings.Contains(said, "answered 307, which leads to another address") {
		t.Error(said)
	}
	if len(other.all()) != 0 {
		t.Error("it was followed")
	}
	for _, address := range []string{"https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://10.0.0.1/"} {
		to.Settings["url"] = address
		if said := sendTo(t, "webhook", alerts.NewEnv(nil, nil, nil), to, hostile()); !strings.Contains(said, "it is a private address") {
			t.Errorf("%s: %s", address, said)
		}
	}
}

// TestHangingReceiverDelaysNoOther: each channel is sent to by itself.
func TestHangingReceiverDelaysNoOther(t *testing.T) {
	t.Parallel()
	r := newRig(t).listen()
	r.settle(func(s *models.AlertSettings) { s.FailHours = 0 })
	hangs, free := newReceiver(t), make(chan struct{})
	hangs.answers(func(http.ResponseWriter, *http.Request) { <-free })
	e := alerts.NewEnv([]string{r.hook.host(), hangs.host()}, nil, nil)
	r.desk.Env = e
	kind, _ := alerts.KindNamed("webhook")
	_, _, err := r.desk.Add(ctx, r.scope, kind, form.Values{"name": "hangs", "url": hangs.URL}, models.Audit{})
	testdb.Must(t, err)
	r.fails()
	testdb.Must(t, r.desk.Evaluate(ctx))
	testdb.Must(t, r.desk.Deliver(ctx))
	deadline := time.Now().Add(10 * time.Second)
	for len(r.hook.all()) == 0 || len(hangs.all()) == 0 {
		if time.Now().After(deadline) {
			t.Fatal("one waits for the other")
		}
		time.Sleep(time.Millisecond)
	}
	testdb.Must(t, r.desk.Deliver(ctx)) // The channel is busy and gets no second message.
	close(free)
	r.desk.Wait(ctx)
	if n := len(hangs.all()); n != 1 {
		t.Errorf("%d messages", n)
	}
}
