//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/playwright-community/playwright-go"

	"pinfold/internal/alerts"
	"pinfold/internal/models"
	"pinfold/internal/sandbox"
	"pinfold/internal/testmail"
)

// hook is a program that receives alerts.
type hook struct {
	*httptest.Server
	mu  sync.Mutex
	got []hooked
	// stay keeps answers back until it is closed.
	stay chan struct{}
}

type hooked struct {
	header http.Header
	body   string
}

func newHook(t *testing.T) *hook {
	t.Helper()
	k := &hook{}
	k.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // What came counts.
		k.mu.Lock()
		k.got = append(k.got, hooked{r.Header.Clone(), string(body)})
		stay := k.stay
		k.mu.Unlock()
		if stay != nil {
			<-stay
		}
	}))
	t.Cleanup(k.Close)
	return k
}

func (k *hook) all() []hooked {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]hooked(nil), k.got...)
}

func (k *hook) holds(stay chan struct{}) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stay = stay
}

// signed reports whether a message bears the signature of the secret.
func (h hooked) signed(t testing.TB, secret string) bool {
	t.Helper()
	var seconds int64
	if _, err := fmt.Sscan(h.header.Get("Webhook-Timestamp"), &seconds); err != nil {
		t.Fatal(err)
	}
	want := alerts.Sign(secret, h.header.Get("Webhook-Id"), time.Unix(seconds, 0), []byte(h.body))
	return h.header.Get("Webhook-Signature") == want
}

// titles are those of the alerts in a message.
func (h hooked) titles(t testing.TB) string {
	t.Helper()
	var m struct{ Alerts []struct{ Title, URL string } }
	if err := json.Unmarshal([]byte(h.body), &m); err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, a := range m.Alerts {
		titles = append(titles, a.Title+" "+a.URL)
	}
	return strings.Join(titles, "\n")
}

func alertSettings(t *testing.T, box *testmail.Box, k *hook) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "roots.pem")
	if err := os.WriteFile(file, box.PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"PANEL_LOOK_FOR=2s", "SSL_CERT_FILE=" + file,
		"PANEL_ALLOW_ALERTS=localhost:" + box.Port + "," + strings.TrimPrefix(k.URL, "http://")}
}

// TestAlertsArrive at a real mail server and a webhook: set up in the browser,
// tested, and told when an account fails and an operation is not known.
func TestAlertsArrive(t *testing.T) {
	t.Parallel()
	box, k := testmail.New(t, testmail.Options{}), newHook(t)
	h, page, db := Settle(t, sandbox.Options{Seed: 9, Servers: 6, Pace: 100 * time.Millisecond}, alertSettings(t, box, k)...)
	h.AllowConsole("422")
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("deliveries:\n%s", h.Dump())
		}
	})
	h.Goto(page, "/settings/alerts")
	h.Must(page.Locator("main a", playwright.PageLocatorOptions{HasText: "Add channel"}).First().Click())
	good := map[string]string{"name": "Mailbox", "to": "ops@example.com", "from": "panel@example.com", "host": "localhost", "port": box.Port,
		"login": testmail.Login, "password": "wrong"}
	h.fill(page, good)
	h.Press(page, "Add channel")
	h.Must(h.Expect.Locator(page.Locator("h1").First()).ToHaveText("Mailbox"))
	h.Press(page, "Send test")
	result := page.Locator("#alert-result")
	h.Must(h.Expect.Locator(result).ToContainText("localhost refused the login"))
	h.fill(page, map[string]string{"password": testmail.Password})
	h.Press(page, "Save")
	h.Press(page, "Send test")
	h.Must(h.Expect.Locator(result).ToContainText("A test was taken by Mailbox"))
	h.Must(h.Expect.Locator(page.Locator("#alert-channels")).ToContainText("Sent"))
	if mailWith(t, box, h.URL+"/settings/alerts") == "" {
		t.Fatal("no test arrived")
	}
	h.Goto(page, "/settings/alerts/new?kind=webhook")
	h.fill(page, map[string]string{"name": "Pager", "url": k.URL})
	h.Press(page, "Add channel")
	secret, err := page.Locator("[data-secret]").TextContent()
	h.Must(err)

	// The mailbox hears of accounts, the webhook of operations.
	h.Goto(page, "/settings/alerts")
	client := ClientOf(t, h.Panel, Email)
	client.Post("/settings/alerts/rules", map[string][]string{"channel": {"1", "2"}, "rule": {"1 account.failing"}})
	h.Must(page.Locator(`[name=rule][value="2 operation.unknown"]`).Check())
	for _, other := range []string{"1 operation.unknown", "1 operation.failed", "1 ticket.new", "1 server.expires", "2 account.failing", "2 ticket.new", "2 server.expires"} {
		h.Must(page.Locator(`[name=rule][value="` + other + `"]`).Uncheck())
	}
	h.Press(page, "Save")
	h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("is saved"))
	h.Goto(page, "/settings/alerts/when")
	h.fill(page, map[string]string{"fail_hours": "0"})
	h.Press(page, "Save")
	h.Must(h.Expect.Locator(page.Locator("#toasts")).ToContainText("are saved"))

	h.Box.SetFault(sandbox.Fault{Provider: "clodo", Op: "CLO-10", Kind: sandbox.FaultCut, Times: 1})
	server := db.Running()[0]
	h.Do(page, server, "Reboot")
	op := db.Ended(models.StatusUnknown)
	var got hooked
	EventuallyWithin(t, 2*time.Minute, "the webhook hears of it", func() bool {
		all := k.all()
		if len(all) > 0 {
			got = all[len(all)-1]
		}
		return strings.Contains(got.body, "operation.unknown")
	})
	if want := fmt.Sprintf("Reboot %s: it is not known whether it happened %s/operations/%d", server.Name, h.URL, op.ID); got.titles(t) != want {
		t.Errorf("told of %q, want %q", got.titles(t), want)
	}
	if !got.signed(t, secret) {
		t.Error("the signature is wrong")
	}
	h.Box.SetFault(sandbox.Fault{Provider: "clodo", Kind: sandbox.FaultStatus, Status: http.StatusServiceUnavailable})
	client.Post("/accounts/1/refresh", nil)
	h.Goto(page, "/settings/alerts/log?rule=account.failing")
	h.Must(h.Expect.Locator(page.Locator("#alert-log tbody tr")).ToHaveCount(1))
	h.Must(h.Expect.Locator(page.Locator("#alert-log tbody tr")).ToContainText("gives no good answer"))
	// A message of the last minute delays this one.
	EventuallyWithin(t, 2*time.Minute, "the mailbox hears of it", func() bool { return mailWith(t, box, h.URL+"/accounts/1") != "" })
	if text := mailWith(t, box, h.URL+"/accounts/1"); !strings.Contains(text, "gives no good answer") {
		t.Errorf("the mail says %s", text)
	}
	h.Must(h.Expect.Locator(page.Locator("#alert-log tbody tr")).ToContainText("Sent"))
	for _, got := range k.all() {
		if strings.Contains(got.body, "account.failing") {
			t.Error("the webhook heard of it too")
		}
	}
	if strings.Contains(h.Log(), testmail.Password) || strings.Contains(h.Log(), secret) {
		t.Error("the log holds a secret")
	}
}

// mailWith is the text of the mail that holds the part, "" if none came.
func mailWith(t testing.TB, box *testmail.Box, part string) string {
	t.Helper()
	for _, one := range box.All() {
		m, err := mail.ReadMessage(bytes.NewReader(one.Data))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), part) {
			return m.Header.Get("Subject") + "\n" + string(body)
		}
	}
	return ""
}

// TestAlertsOutliveThePanel: killed while a message is on its way, the panel
// sends the same message again after its start, and once it was taken never
// more.
func TestAlertsOutliveThePanel(t *testing.T) {
	t.Parallel()
	box, k := testmail.New(t, testmail.Options{}), newHook(t)
	panel := StartPanel(t, alertSettings(t, box, k)...)
	client := NewClient(t, panel)
	client.SignIn()
	add := "/settings/alerts/new?kind=webhook"
	if answer := client.Submit(add, add, map[string]string{"name": "Pager", "url": k.URL}); answer.Status != http.StatusOK {
		t.Fatalf("status %d", answer.Status)
	}
	client.Submit("/settings/alerts/when", "/settings/alerts/when", map[string]string{"fail_hours": "0"})
	stay := make(chan struct{})
	k.holds(stay)
	db := OpenData(t, panel)
	failing := func(label string) {
		account := models.Account{Provider: "clodo", Label: label, Settings: map[string]string{"login": label, "endpoint": "http://127.0.0.1:1"}}
		db.must(db.scope.AddAccount(t.Context(), &account, func(models.ID) ([]byte, error) { return []byte("not opened"), nil }, models.Audit{}))
	}
	failing("gone")
	Eventually(t, "the message is on its way", func() bool { return len(k.all()) == 1 })
	panel.Kill()
	close(stay)
	k.holds(nil)
	panel.Start()
	EventuallyWithin(t, 2*time.Minute, "it comes again", func() bool { return len(k.all()) == 2 })
	got := k.all()
	if first, second := got[0].header.Get("Webhook-Id"), got[1].header.Get("Webhook-Id"); first == "" || first != second {
		t.Errorf("the messages are %q and %q", first, second)
	}
	Eventually(t, "it is recorded", func() bool {
		rows, _, err := db.scope.Deliveries(t.Context(), models.DeliveryQuery{Limit: 10})
		db.must(err)
		return len(rows) == 1 && rows[0].State == models.DeliverySent && rows[0].Tries == 2
	})
	panel.Stop()
	panel.Start()
	client.Post("/accounts/1/refresh", nil)
	Eventually(t, "it has failed again", func() bool { return db.Account().Failures > 1 })
	failing("gone too") // What comes next is its message, so nothing came before it.
	EventuallyWithin(t, 2*time.Minute, "another message comes", func() bool { return len(k.all()) > 2 })
	if got = k.all(); len(got) != 3 || got[2].header.Get("Webhook-Id") == got[0].header.Get("Webhook-Id") || !strings.Contains(got[2].body, "gone too") {
		t.Errorf("%d messages; the last is %s", len(got), got[len(got)-1].body)
	}
}
