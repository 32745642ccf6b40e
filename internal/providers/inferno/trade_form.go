package inferno

import (
	"context"
	"errors"
	"strings"

	"pinfold/internal/form"
	"pinfold/internal/providers"
	"pinfold/internal/providers/wire"
	"pinfold/internal/secrets"
)

// The names of what is traded for the key. None of it is stored.
const (
	fieldEmail    = "email"
	fieldPassword = "password"
)

func tradeForm() form.Form {
	return form.Form{Fields: []form.Field{
		{
			Name: fieldEmail, Label: "E-mail", Kind: form.Email, MaxLength: 200, Autocomplete: "off",
			Help: "The address that signs in to Inferno.",
		},
		{
			Name: fieldPassword, Label: "Password", Kind: form.Password, Secret: true, MaxLength: 200, Autocomplete: "off",
			Help: "Sent to Inferno once, for the key. Not stored.",
		},
	}}
}

// tradeCredentials gets client id and key for e-mail and password (INF-01).
// Where Inferno does not name the client, the key comes alone.
func tradeCredentials(ctx context.Context, settings, entered form.Values, kit providers.Kit) (form.Values, error) {
	opened, err := open(settings, form.Values{}, kit)
	if err != nil {
		return nil, err
	}
	email, password := strings.TrimSpace(entered[fieldEmail]), secrets.NewText(entered[fieldPassword])
	cid, key, err := opened.(*Client).Trade(ctx, email, password)
	if err != nil {
		return nil, err
	}
	values := form.Values{fieldKey: key.Reveal()}
	if fits(fieldCID, cid) {
		values[fieldCID] = cid
	}
	return values, nil
}

// fits reports whether a value that Inferno sent is one that a person could
// enter in the field.
func fits(name, value string) bool {
	field, ok := connectForm().Field(name)
	return ok && value != "" && len(value) <= field.MaxLength && wire.CheckKey(value) == ""
}

// withoutKey adds to a failure after which it is open whether Inferno made a
// key, what the document leaves open about asking again.
func withoutKey(err error) error {
	var e *providers.Error
	if errors.As(err, &e) && !providers.Refused(err) {
		e.Sentence += " No key arrived. Trying again asks for it once more. " +
			"Inferno does not say whether that replaces a key that is in use elsewhere."
	}
	return err
}
