package alerts

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"pinfold/internal/feed"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// Options are what a Desk is made of.
type Options struct {
	Store *models.Store
	Keys  *secrets.Keyring
	Bus   *feed.Bus
	Log   *slog.Logger
	// URL is the address that people reach the panel at.
	URL *url.URL
	// Vendor names a provider.
	Vendor func(providers.Slug) string
	Env    Env
}

// Desk finds what is worth an alert and sends it. It is for one process.
type Desk struct {
	Options
	mu   sync.Mutex
	busy map[models.ID]bool
	all  sync.WaitGroup
	// room bounds how many messages are on their way at once.
	room chan struct{}
}

// sendAtOnce bounds how many messages are on their way at once.
const sendAtOnce = 8

// New returns a desk that has nothing on its way.
func New(o Options) *Desk {
	return &Desk{Options: o, busy: map[models.ID]bool{}, room: make(chan struct{}, sendAtOnce)}
}

// SecretsOf names the place that the secrets of a channel are sealed for.
func SecretsOf(team, channel models.ID) secrets.Binding {
	return secrets.Binding{Team: int64(team), Table: "alert_channels", Row: int64(channel), Column: "sealed"}
}

// signingSecret is the name of the secret that signs messages.
const signingSecret = "secret"

// Add stores a new channel, which all alerts go to. The secret that signs its
// messages, if its kind has one, is returned this once. It returns ErrTaken for
// a name that is in use.
func (d *Desk) Add(ctx context.Context, scope models.Scope, kind Kind, values form.Values, entry models.Audit) (models.AlertChannel, string, error) {
	settings, hidden := kind.split(d.Env, values)
	row := models.AlertChannel{Kind: kind.Name, Name: values["name"], Settings: settings, Rules: map[string]time.Time{}}
	for _, r := range Rules() {
		row.Rules[r.Name] = d.Store.Now()
	}
	signing := ""
	if kind.Signs {
		signing = NewSigningSecret()
		hidden[signingSecret] = signing
	}
	seal := func(id models.ID) ([]byte, error) { return d.seal(scope.Team.ID, id, hidden) }
	err := scope.AddAlertChannel(ctx, &row, seal, entry)
	d.Changed(scope.Team.ID)
	return row, signing, err
}

// MovedError refuses to send secrets that were left empty to another place than
// they were entered for.
type MovedError struct{ Fields []string }

// Error implements error.
func (e *MovedError) Error() string { return "secrets are for another place" }

// Change stores what was entered. Secrets that were left empty stay, unless they
// would be sent to another place.
func (d *Desk) Change(ctx context.Context, scope models.Scope, row models.AlertChannel, values form.Values, entry models.Audit) error {
	kind, _ := KindNamed(row.Kind)
	kept, err := d.open(row)
	if err != nil {
		return err
	}
	settings, hidden := kind.split(d.Env, values)
	moved := &MovedError{}
	for name, value := range hidden {
		if value != "" {
			kept[name] = value
		} else if kept[name] != "" && kind.Place != nil && kind.Place(settings) != kind.Place(row.Settings) {
			moved.Fields = append(moved.Fields, name)
		}
	}
	if len(moved.Fields) > 0 {
		return moved
	}
	row.Name, row.Settings = values["name"], settings
	return d.store(ctx, scope, row, kept, entry)
}

// Renew makes another secret that signs the channel's messages and returns it
// this once.
func (d *Desk) Renew(ctx context.Context, scope models.Scope, row models.AlertChannel, entry models.Audit) (string, error) {
	kept, err := d.open(row)
	if err != nil {
		return "", err
	}
	kept[signingSecret] = NewSigningSecret()
	return kept[signingSecret], d.store(ctx, scope, row, kept, entry)
}

func (d *Desk) store(ctx context.Context, scope models.Scope, row models.AlertChannel, hidden form.Values, entry models.Audit) (err error) {
	if row.Sealed, err = d.seal(scope.Team.ID, row.ID, hidden); err != nil {
		return err
	}
	err = scope.ChangeAlertChannel(ctx, row, entry)
	d.Changed(scope.Team.ID)
	return err
}

// Test sends a message that says it is a test, at once, and records how it
// went. The returned sentence is "" if it was taken.
func (d *Desk) Test(ctx context.Context, scope models.Scope, row models.AlertChannel) (string, error) {
	m := Message{ID: newID(), At: d.Store.Now(), Test: true, Team: scope.Team, Base: d.URL}
	ctx = context.WithoutCancel(ctx) // Whoever leaves the page has sent it all the same.
	sentence := sentenceOf(d.send(ctx, row, m))
	err := scope.AddTestDelivery(ctx, row, sentence)
	d.tell(scope.Team.ID)
	return sentence, err
}

// send gives a message to the channel once.
func (d *Desk) send(ctx context.Context, row models.AlertChannel, m Message) error {
	kind, ok := KindNamed(row.Kind)
	if !ok {
		return failed("The panel knows no such kind of channel any more.")
	}
	hidden, err := d.open(row)
	if err != nil {
		return err
	}
	err = kind.Send(ctx, d.Env, Target{Settings: row.Settings, Secrets: hidden}, m)
	if err != nil && !errors.As(err, new(*Failure)) {
		d.Log.Warn("alert not sent", "channel", row.ID, "kind", row.Kind) // Its text may hold an address that is secret.
	}
	return err
}

func (d *Desk) seal(team, row models.ID, hidden form.Values) ([]byte, error) {
	texts := map[string]secrets.Text{}
	for name, value := range hidden {
		texts[name] = secrets.NewText(value)
	}
	return d.Keys.SealMap(SecretsOf(team, row), texts)
}

func (d *Desk) open(row models.AlertChannel) (form.Values, error) {
	texts, err := d.Keys.OpenMap(SecretsOf(row.TeamID, row.ID), row.Sealed)
	if err != nil {
		return nil, failed("The stored secrets of the channel cannot be opened with the panel's key.")
	}
	values := form.Values{}
	for name, text := range texts {
		values[name] = text.Reveal()
	}
	return values, nil
}

// split parts what was entered into settings and what is to be sealed.
func (k Kind) split(e Env, values form.Values) (settings, hidden form.Values) {
	settings, hidden = form.Values{}, form.Values{}
	for _, f := range k.Form(e).Fields {
		switch {
		case f.Secret:
			hidden[f.Name] = values[f.Name]
		default:
			settings[f.Name] = values[f.Name]
		}
	}
	return settings, hidden
}

// Feed is the kind under which the feed tells of alerts.
const Feed = "alert"

// tell lets open pages know that something of the team's alerts changed.
func (d *Desk) tell(team models.ID) { d.Bus.Publish(feed.Event{Team: int64(team), Kind: Feed}) }

// Changed lets open pages follow a change of the team's settings, and wakes the
// rules.
func (d *Desk) Changed(team models.ID) {
	d.tell(team)
	d.Bus.Publish(feed.Event{Team: int64(team), Kind: "setting"})
}
