package accounts

import (
	"fmt"

	"pinfold/internal/models"
	"pinfold/internal/providers"
)

// Health is the word for how an account's connection stands.
func Health(a models.Account) string {
	switch {
	case a.NeedsCredentials():
		return "Needs credentials"
	case a.Failures > 0:
		return "Does not answer"
	case a.RefreshedAt == nil:
		return "First reading"
	}
	return "Answers"
}

// Forgets says what goes with an account.
func Forgets(h models.Holdings) string {
	return fmt.Sprintf("The panel forgets its stored key, %s, %s, and %s of their history.",
		count(h.Servers, "server", "servers"), count(h.Others, "other thing", "other things"), count(h.Changes, "entry", "entries"))
}

// BusySentence is for an account whose operations have not ended.
const BusySentence = "Operations of this account go on. Wait until they have ended."

func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// aliases are other names of fields, as people call them.
var aliases = map[providers.Slug]map[string]string{
	providers.Clodo:       {"user": "login"},
	providers.CloudAtCost: {"email": "login", "user": "login"},
	providers.Inferno:     {"user": "cid", "client": "cid"},
	providers.IDCloudHost: {"key": "apikey", "token": "apikey"},
}

// FieldName returns the name of the field that a person means.
func FieldName(v providers.Vendor, name string) string {
	if field, ok := aliases[v.Slug][name]; ok {
		return field
	}
	return name
}
