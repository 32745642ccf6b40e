// Package accounts connects accounts and describes what one needs. The web
// form, the command line and the demo go through it, so that all of them
// check the same.
package accounts

import (
	"context"
	"errors"
	"maps"

	"pinfold/internal/fleet"
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// Desk connects and changes accounts.
type Desk struct {
	Fleet *fleet.Fleet
	Keys  *secrets.Keyring
}

// Entry is what was entered about an account, checked by its form.
type Entry struct {
	Label, Currency       string
	Settings, Credentials form.Values
}

// Add stores a new account. What stands in the way is told at the fields of
// the form; nothing is stored then.
func (d Desk) Add(ctx context.Context, scope models.Scope, v providers.Vendor, e Entry, entry models.Audit) (models.Account, form.Errors, error) {
	errs, err := Taken(ctx, scope, v, e)
	if errs != nil || err != nil {
		return models.Account{}, errs, err
	}
	account := models.Account{Provider: v.Slug, Label: e.Label, Currency: e.Currency, Settings: e.Settings,
		Fingerprint: d.fingerprint(v, e.Settings, e.Credentials)}
	entry.Action, entry.Kind, entry.Outcome = "account.connect", providers.KindAccount, "connected"
	err = scope.AddAccount(ctx, &account, d.sealer(scope, e.Credentials), entry)
	errs = refusals(v, err)
	if errs != nil {
		err = nil
	}
	return account, errs, err
}

// Change stores what was entered about an account that exists. Credentials
// are all of them, and are sealed anew if they were replaced. Beside what
// stands at the fields it returns models.ErrBusy and models.ErrChanged.
func (d Desk) Change(ctx context.Context, scope models.Scope, v providers.Vendor, account models.Account, e Entry, replaced bool, entry models.Audit) (form.Errors, error) {
	account.Label, account.Currency, account.Settings = e.Label, e.Currency, e.Settings
	account.Fingerprint = d.fingerprint(v, e.Settings, e.Credentials)
	var seal models.Sealer
	if replaced {
		seal = d.sealer(scope, e.Credentials)
	}
	entry.Action, entry.Kind, entry.Outcome = "account.change", providers.KindAccount, "changed"
	err := scope.ChangeAccount(ctx, account, seal, entry)
	if errs := refusals(v, err); errs != nil {
		return errs, nil
	}
	return nil, err
}

// Taken refuses the same account a second time: two rows for one account at a
// provider would share its limits and mix up its servers. It knows an account
// by its settings; the key is compared when it is stored.
func Taken(ctx context.Context, scope models.Scope, v providers.Vendor, e Entry) (form.Errors, error) {
	all, err := scope.Accounts(ctx)
	errs := form.Errors{}
	for _, a := range all {
		if a.Provider != v.Slug {
			continue
		}
		if a.Label == e.Label {
			errs["label"] = labelTaken(v)
		}
		if field := NameField(v); field != "" && e.Settings[field] != "" && maps.Equal(a.Settings, e.Settings) {
			errs[field] = "This account is connected already, as " + a.Label + "."
		}
	}
	if len(errs) == 0 {
		return nil, err
	}
	return errs, err
}

// refusals words what the database refused, at the fields that it is about.
func refusals(v providers.Vendor, err error) form.Errors {
	var twice models.TwiceError
	switch {
	case errors.Is(err, models.ErrTaken):
		return form.Errors{"label": labelTaken(v)}
	case errors.As(err, &twice) && twice.Label == "":
		return form.Errors{keyField(v): "This key is connected already, as an account that you do not see."}
	case errors.As(err, &twice):
		return form.Errors{keyField(v): "This key is connected already, as " + twice.Label + "."}
	}
	return nil
}

func labelTaken(v providers.Vendor) string {
	return "Your team has an account of this name at " + v.Name + " already."
}

// sealer seals credentials for the account's row.
func (d Desk) sealer(scope models.Scope, credentials form.Values) models.Sealer {
	return func(row models.ID) ([]byte, error) {
		return d.Keys.SealMap(fleet.CredentialsOf(scope.Team.ID, row), texts(credentials))
	}
}

func (d Desk) fingerprint(v providers.Vendor, settings, credentials form.Values) string {
	return fleet.Fingerprint(d.Keys, v, settings, credentials)
}

func texts(values form.Values) map[string]secrets.Text {
	all := make(map[string]secrets.Text, len(values))
	for name, value := range values {
		all[name] = secrets.NewText(value)
	}
	return all
}
