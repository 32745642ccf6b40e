package handlers

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/descope/virtualwebauthn"

	"pinfold/internal/models"
	"pinfold/internal/testdb"
)

// device is an authenticator with a passkey of its own.
type device struct {
	t     *testing.T
	party virtualwebauthn.RelyingParty
	auth  virtualwebauthn.Authenticator
	key   virtualwebauthn.Credential
}

func newDevice(t *testing.T) *device {
	t.Helper()
	return &device{t: t, party: virtualwebauthn.RelyingParty{ID: "panel.example", Name: "Pinfold", Origin: "https://panel.example"},
		auth: virtualwebauthn.NewAuthenticator(), key: virtualwebauthn.NewCredentialWithImportedKey(virtualwebauthn.KeyTypeEC2, fullKey(t))}
}

// fullKey is a key whose coordinates begin with no zero byte: the library would
// leave it out, which makes one of 128 keys a wrong one.
func fullKey(t *testing.T) []byte {
	t.Helper()
	for {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		testdb.Must(t, err)
		point, err := key.PublicKey.Bytes()
		testdb.Must(t, err)
		if point[1] == 0 || point[33] == 0 {
			continue
		}
		data, err := x509.MarshalPKCS8PrivateKey(key)
		testdb.Must(t, err)
		return data
	}
}

// options are what the panel asks a browser for.
func (b *browser) options(url string) (public, state string) {
	b.t.Helper()
	var asked struct {
		PublicKey json.RawMessage `json:"publicKey"`
		State     string          `json:"state"`
	}
	page := b.post(url)
	page.want(b.t, http.StatusOK)
	testdb.Must(b.t, json.Unmarshal([]byte(page.body), &asked))
	return string(asked.PublicKey), asked.State
}

func field(t *testing.T, state, credential string) string {
	t.Helper()
	text, err := json.Marshal(answer{State: state, Credential: json.RawMessage(credential)})
	testdb.Must(t, err)
	return string(text)
}

// made is the answer to the options of a new passkey.
func (d *device) made(b *browser) string {
	d.t.Helper()
	public, state := b.options(passkeysURL + "/options")
	options, err := virtualwebauthn.ParseAttestationOptions(public)
	testdb.Must(d.t, err)
	d.auth.Options.UserHandle = []byte(options.UserID)
	return field(d.t, state, virtualwebauthn.CreateAttestationResponse(d.party, d.auth, d.key, *options))
}

// answered is the answer to the options of a sign-in or a proof.
func (d *device) answered(b *browser, url string) string {
	d.t.Helper()
	public, state := b.options(url)
	return field(d.t, state, d.signs(public))
}

func (d *device) signs(public string) string {
	d.t.Helper()
	options, err := virtualwebauthn.ParseAssertionOptions(public)
	testdb.Must(d.t, err)
	return virtualwebauthn.CreateAssertionResponse(d.party, d.auth, d.key, *options)
}

// counted lets the device count its signatures from here on.
func (d *device) counted(n uint32) *device { d.key.Counter = n; return d }

// withPasskey is a device whose passkey signs the person in.
func (h *house) withPasskey(scope models.Scope, name string) *device {
	h.t.Helper()
	d := newDevice(h.t)
	b := h.as(scope)
	b.post(passkeysURL+"/new", "name", name, "assertion", d.made(b)).want(h.t, http.StatusSeeOther)
	return d
}

// passkey stores one that no device has.
func (h *house) passkey(name string) models.ID {
	h.t.Helper()
	row := models.Passkey{Name: name, CredentialID: name, Credential: []byte("{}")}
	spent := models.SpentChallenge{Digest: name, ExpiresAt: h.Now()}
	testdb.Must(h.t, h.scope.AddPasskey(ctx, &row, spent, "", models.Audit{Action: "passkey.add"}))
	return row.ID
}

const (
	signInPasskey        = "/sign-in/passkey"
	signInPasskeyOptions = "/sign-in/passkey/options"
)

// signInBy signs in with the device.
func (b *browser) signInBy(d *device, more ...string) page {
	b.t.Helper()
	return b.post(signInPasskey, append([]string{"assertion", d.answered(b, signInPasskeyOptions)}, more...)...)
}

// trail is what was recorded under the actions, in order.
func (h *house) trail(like string) string {
	h.t.Helper()
	return strings.TrimSpace(h.Text(h.t, `SELECT group_concat(action || ' ' || target_name || ' ' || outcome, ', ')
		FROM (SELECT * FROM audits WHERE action LIKE ? ORDER BY id)`, like))
}

// id is how the panel names the device's passkey.
func (d *device) id() string { return credentialID(d.key.ID) }
