package alerts

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"slices"

	"pinfold/internal/form"
	"pinfold/internal/providers/wire"
)

// Env is what channels send with.
type Env struct {
	// HTTP follows no redirects and refuses private addresses.
	HTTP *http.Client
	// Mail dials a mail server under the same rule.
	Mail func(ctx context.Context, network, address string) (net.Conn, error)
	// Roots are trusted for mail servers; nil means those of the system.
	Roots *x509.CertPool
	// Plain lists the mail servers, as host:port, that may do without TLS.
	Plain []string
	// Allow lists the receivers, as host:port, that may be private or without
	// TLS.
	Allow []string
	// Chat takes the place of the addresses of Telegram, Slack and Discord.
	Chat *url.URL
}

// mailPorts are those of public mail servers.
var mailPorts = []uint16{25, 465, 587, 2525}

// NewEnv makes what channels send with; allow and plain are host:port entries.
func NewEnv(allow, plain []string, chat *url.URL) Env {
	// A receiver must not get a message twice because a connection broke.
	open := allow
	if chat != nil {
		open = append(slices.Clone(allow), chat.Host)
	}
	_, once := wire.Transports(open)
	return Env{
		HTTP: &http.Client{Transport: once, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
		Mail: wire.Dialer(append(slices.Clone(allow), plain...), mailPorts...), Plain: plain, Allow: allow, Chat: chat,
	}
}

// Target is a channel in the open.
type Target struct {
	Settings form.Values
	Secrets  form.Values
}

// Kind is one way to send alerts.
type Kind struct {
	// Name is stored.
	Name string
	// Label and Help say it to people.
	Label, Help, Icon string
	// Form describes the settings. What its fields mark as secret is sealed.
	Form func(e Env) form.Form
	// Where names the place that messages go to, without secrets.
	Where func(t form.Values) string
	// Place is where secrets are sent, nil where no setting decides it.
	Place func(t form.Values) string
	// Signs says that the panel makes a secret of its own, which signs messages.
	Signs bool
	// Send makes one attempt. Its error is a Failure.
	Send func(ctx context.Context, e Env, t Target, m Message) error
}

// Kinds are all kinds of channel, in the order in which they are offered.
func Kinds() []Kind { return []Kind{email, telegram, slack, discord, webhook} }

// KindNamed finds a kind.
func KindNamed(name string) (Kind, bool) {
	kinds := Kinds()
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return kinds[i], true
}

// nameField is what a channel is called.
var nameField = form.Field{Name: "name", Label: "Name", Kind: form.Text, MaxLength: 60, Help: "What the channel is called on these pages."}

// FormOf is the form of a kind. With keep, secrets may be left empty to stay.
func FormOf(k Kind, e Env, keep bool) form.Form {
	f := k.Form(e)
	f.Fields = append([]form.Field{nameField}, f.Fields...)
	for i := range f.Fields {
		if keep && f.Fields[i].Secret {
			f.Fields[i].Optional = true
			f.Fields[i].Placeholder = "As it is stored"
		}
	}
	return f
}
