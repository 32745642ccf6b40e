package fleet

import (
	"pinfold/internal/form"
	"pinfold/internal/models"
	"pinfold/internal/providers"
	"pinfold/internal/secrets"
)

// With opens a client of the account with some of its credentials replaced,
// to prove them. Nothing is stored; its calls count against the same limits.
func (f *Fleet) With(account models.Account, changed form.Values) (providers.Client, error) {
	stored, err := f.credentials(account)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	have := f.open[account.ID]
	f.mu.Unlock()
	vendor := f.vendors[account.Provider]
	limits := newLimiter(limitsOf(account, vendor), f.store.Now)
	if have != nil {
		limits = have.limits
	}
	return f.connect(vendor, account.Settings, form.Join(stored, changed), limits)
}

// Seal seals the account's credentials with some of them replaced, and tells
// its new fingerprint.
func (f *Fleet) Seal(account models.Account, changed form.Values) (sealed []byte, fingerprint string, err error) {
	stored, err := f.credentials(account)
	if err != nil {
		return nil, "", err
	}
	all := form.Join(stored, changed)
	sealed, err = f.keys.SealMap(CredentialsOf(account.TeamID, account.ID), texts(all))
	return sealed, Fingerprint(f.keys, f.vendors[account.Provider], account.Settings, all), err
}

// Fingerprint is the same for the same key of the same person at the same
// address, and tells nothing else.
func Fingerprint(keys *secrets.Keyring, v providers.Vendor, settings, credentials form.Values) string {
	return keys.Digest(texts(form.Join(credentials, form.Values{
		"\x00provider": string(v.Slug), "\x00endpoint": v.Endpoint(settings), "\x00name": settings[NameField(v)],
	})))
}

// NameField is the field that names an account at a provider, "" if none does.
func NameField(v providers.Vendor) string {
	for _, field := range v.Connect.Fields {
		if !field.Secret && !field.Optional && field.Kind != form.Select {
			return field.Name
		}
	}
	return ""
}

func texts(values form.Values) map[string]secrets.Text {
	all := make(map[string]secrets.Text, len(values))
	for name, value := range values {
		all[name] = secrets.NewText(value)
	}
	return all
}
