package alerts

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"pinfold/internal/form"
)

// secretPrefix begins a signing secret, as Standard Webhooks has it.
const secretPrefix = "whsec_"

// NewSigningSecret makes a secret of 256 bits.
func NewSigningSecret() string {
	var b [32]byte
	_, _ = rand.Read(b[:])
	return secretPrefix + base64.StdEncoding.EncodeToString(b[:])
}

// Sign is the signature of a message as Standard Webhooks has it: HMAC-SHA256
// over id, seconds since 1970 and body, with dots between.
func Sign(secret, id string, at time.Time, body []byte) string {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil {
		key = []byte(secret)
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// webhook posts JSON, signed.
var webhook = Kind{
	Name: "webhook", Label: "Webhook", Icon: "plug-zap", Help: "Signed JSON to a program of yours.", Signs: true,
	Form: func(e Env) form.Form {
		return form.Form{Fields: []form.Field{{Name: "url", Label: "Address", Kind: form.Text, MaxLength: 500, Placeholder: "https://example.com/alerts",
			Help: "An https address on port 443 that answers with 2xx. It is not followed elsewhere.", Check: e.checkReceiver}}}
	},
	Where: func(v form.Values) string {
		if u, err := url.Parse(v["url"]); err == nil {
			return u.Host
		}
		return ""
	},
	Send: func(ctx context.Context, e Env, t Target, m Message) error {
		to, err := url.Parse(t.Settings["url"])
		if err != nil {
			return failed("The address cannot be used.")
		}
		body, err := json.Marshal(m.json())
		if err != nil {
			return failed("The message cannot be written.")
		}
		a, err := e.post(ctx, to, body, map[string]string{
			"Webhook-Id": m.ID, "Webhook-Timestamp": strconv.FormatInt(m.At.Unix(), 10), "Webhook-Signature": Sign(t.Secrets["secret"], m.ID, m.At, body),
		})
		if err != nil || a.good() {
			return err
		}
		return a.refused("The receiver", "")
	},
}

func (e Env) checkReceiver(value string) string {
	u, err := url.Parse(value)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" {
		return "An address looks like https://example.com/alerts."
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "http": "80"}[u.Scheme]
	}
	if slices.Contains(e.Allow, net.JoinHostPort(u.Hostname(), port)) {
		return ""
	}
	if u.Scheme != "https" {
		return "The address must begin with https://."
	}
	if port != "443" {
		return "The operator of the panel allows port 443 only."
	}
	return ""
}

// The JSON of a message; docs/alerts.md describes it.
type (
	messageJSON struct {
		ID      string      `json:"id"`
		SentAt  time.Time   `json:"sent_at"`
		Test    bool        `json:"test"`
		Summary bool        `json:"summary"`
		Team    refJSON     `json:"team"`
		Alerts  []alertJSON `json:"alerts"`
	}
	refJSON struct {
		ID   int64  `json:"id"`
		Name string `json:"name"`
	}
	accountJSON struct {
		ID       int64  `json:"id"`
		Name     string `json:"name"`
		Provider string `json:"provider"`
	}
	alertJSON struct {
		ID       int64        `json:"id"`
		Rule     string       `json:"rule"`
		Severity string       `json:"severity"`
		Subject  string       `json:"subject"`
		Title    string       `json:"title"`
		Text     string       `json:"text"`
		URL      string       `json:"url"`
		Account  *accountJSON `json:"account"`
		Since    time.Time    `json:"since"`
		EndedAt  *time.Time   `json:"ended_at"`
		Reminder int          `json:"reminder"`
	}
)

func (m Message) json() messageJSON {
	out := messageJSON{ID: m.ID, SentAt: m.At.UTC(), Test: m.Test, Summary: m.Summary, Team: refJSON{int64(m.Team.ID), m.Team.Name}, Alerts: []alertJSON{}}
	for _, i := range m.Items {
		a := alertJSON{ID: int64(i.Alert.ID), Rule: i.Alert.Rule, Severity: i.Alert.Severity, Subject: i.Alert.Subject, Title: i.Alert.Title,
			Text: i.Alert.Text, URL: i.URL, Since: i.Alert.At.UTC(), EndedAt: i.Alert.EndedAt, Reminder: i.Reminder}
		if i.Account != "" {
			a.Account = &accountJSON{int64(i.Alert.AccountID), i.Account, i.Provider}
		}
		out.Alerts = append(out.Alerts, a)
	}
	return out
}
